"""What must be around the data of a figure: labels with units, a title, limits, scales, names along an axis.

Each part looks at one thing. It gives a kind of mistake, in words for the teacher, and a question for the learner that
tells no answer; ``ask`` is another question in its place. What a question uses of this is put into its test files: it
needs numpy only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.questions.axis_words import marked_units, says_one_of, says_unit
from autograder.questions.groups import span_of

if TYPE_CHECKING:
    from autograder.questions.pictures import Picture

MOST_SHOWN = 60
OF_POWERS = ("log", "symlog", "logit", "asinh")  # scales that somebody has to name
Found = tuple[str, str] | None  # a kind of mistake, and what to ask about it

SAYS_NOTHING = "The {axis} axis says nothing. Which quantity is it{and_unit}?"
EXCHANGED = "What the {axis} axis should say stands on the other one. Which quantity goes along which axis?"
SAYS_ELSE = "The {axis} axis says {label!r}. Which quantity does it show?"
NO_UNIT = "The {axis} axis says {label!r}. Which unit is that in? Write it behind, in brackets."
OTHER_UNIT = "The {axis} axis says {label!r}. Is that the unit of the numbers that are drawn?"
NO_TITLE = "The figure has no title. What does it show, in a few words?"
OTHER_TITLE = "The title says {label!r}. Does it name what the figure shows?"
CUT_OFF = "Part of what is drawn lies beyond the limits of the {axis} axis. Which values does it have to hold?"
OTHER_LIMITS = "The {axis} axis does not go from where to where it is asked to. Which call says so?"
NOT_LOG = "The {axis} axis has another scale than is asked for. What would show small and large values alike?"
NOT_NAMED = "The places along the {axis} axis do not have the names that belong there. Which name goes where?"


class Part:
    """One thing that must be on a figure."""

    case = ""
    of_data = False  # whether it is the data themselves: these are judged case by case, all else once

    def __init__(self, ask: str = "") -> None:
        self.ask = ask

    def look(self, got: Picture, right: Picture) -> Found:
        """The mistake that is there, and what to ask about it; None where it is right."""
        found = self.found(got, right)
        return found if found is None or not self.ask else (found[0], self.ask)

    def found(self, got: Picture, right: Picture) -> Found:
        """The same, in the usual words."""
        raise NotImplementedError


class Axis(Part):
    """What one axis says: one of some words, and one of some units if any is asked for."""

    axis = ""

    def __init__(self, *words: str, unit: str | tuple[str, ...] = (), ask: str = "") -> None:
        super().__init__(ask)
        self.words = words
        self.units = (unit,) if isinstance(unit, str) else tuple(unit)
        self.case = f"The {self.axis} axis says what it shows{', and in which unit' if self.units else ''}"

    def found(self, got: Picture, right: Picture) -> Found:  # noqa: ARG002 - it is the same for all data
        """Whether its label says what and in which unit."""
        label = got.label(self.axis)
        and_unit = ", and in which unit" if self.units else ""
        told = {"axis": self.axis, "label": label[:MOST_SHOWN], "and_unit": and_unit}
        if not label:
            return f"the {self.axis} axis has no label", SAYS_NOTHING.format(**told)
        if self.words and not says_one_of(label, self.words):
            if says_one_of(got.label("y" if self.axis == "x" else "x"), self.words):
                return "the labels of the axes are exchanged", EXCHANGED.format(**told)
            return f"the {self.axis} axis names another quantity", SAYS_ELSE.format(**told)
        if not self.units or says_unit(label, self.units):
            return None
        if marked_units(label):
            return f"the {self.axis} axis has another unit", OTHER_UNIT.format(**told)
        return f"the {self.axis} axis has no unit", NO_UNIT.format(**told)


class XAxis(Axis):
    """What the x axis says: XAxis("current", "I", unit="pA")."""

    axis = "x"


class YAxis(Axis):
    """What the y axis says: YAxis("rate", unit=("Hz", "1/s"))."""

    axis = "y"


class Title(Part):
    """A title, which says one of some words if any are asked for."""

    case = "A title"

    def __init__(self, *words: str, ask: str = "") -> None:
        super().__init__(ask)
        self.words = words

    def found(self, got: Picture, right: Picture) -> Found:  # noqa: ARG002 - it is the same for all data
        """Whether it is there, and says so."""
        if not got.title:
            return "no title", NO_TITLE
        if self.words and not says_one_of(got.title, self.words):
            return "another title", OTHER_TITLE.format(label=got.title[:MOST_SHOWN])
        return None


class AxisLimits(Part):
    """Limits that hold all that is drawn; or those that are asked for: AxisLimits(x=(0, 100))."""

    case = "The limits hold all that is drawn"

    def __init__(
        self, *, x: tuple[float, float] | None = None, y: tuple[float, float] | None = None, ask: str = ""
    ) -> None:
        super().__init__(ask)
        self.asked = {"x": x, "y": y}

    def found(self, got: Picture, right: Picture) -> Found:  # noqa: ARG002 - it is the same for all data
        """Whether they do."""
        for axis, asked in self.asked.items():
            ends = got.limits[axis]
            if asked is not None:
                off = 1e-6 * span_of(np.asarray(asked, dtype=float))
                if ends is None or max(abs(ends[0] - min(asked)), abs(ends[1] - max(asked))) > off:
                    return f"other limits of the {axis} axis", OTHER_LIMITS.format(axis=axis)
            elif ends is not None and beyond(drawn_along(got, axis), ends):
                return f"the limits of the {axis} axis cut something off", CUT_OFF.format(axis=axis)
        return None


def drawn_along(picture: Picture, axis: str) -> Any:
    """All values that are drawn along an axis."""
    shown = [(one, np.isfinite(one.x) & np.isfinite(one.y)) for one in (*picture.lines, *picture.points)]
    parts = [(one.x if axis == "x" else one.y)[both] for one, both in shown]
    return np.concatenate(parts) if parts else np.zeros(0)


def beyond(values: Any, ends: tuple[float, float]) -> bool:
    """Whether a value lies beyond the ends of its axis."""
    off = 1e-6 * (ends[1] - ends[0])
    return bool(np.any((values < ends[0] - off) | (values > ends[1] + off)))


class AxisScale(Part):
    """How an axis counts: AxisScale(y="log")."""

    def __init__(self, *, x: str = "", y: str = "", ask: str = "") -> None:
        super().__init__(ask)
        self.asked = {axis: scale for axis, scale in (("x", x), ("y", y)) if scale}
        self.case = "The scale of " + " and ".join(f"the {axis} axis" for axis in self.asked)

    def found(self, got: Picture, right: Picture) -> Found:  # noqa: ARG002 - it is the same for all data
        """Whether each axis counts so."""
        for axis, asked in self.asked.items():
            scale = got.x_scale if axis == "x" else got.y_scale
            if scale != asked and (scale or asked in OF_POWERS):
                return f"the {axis} axis has another scale", NOT_LOG.format(axis=axis)
        return None


class Ticks(Part):
    """Names along an axis, as the right figure has them: Ticks("x")."""

    def __init__(self, axis: str = "x", ask: str = "") -> None:
        super().__init__(ask)
        self.axis = axis
        self.case = f"Names along the {axis} axis"

    def found(self, got: Picture, right: Picture) -> Found:
        """Whether they are there, in this order."""
        ours, theirs = (
            [" ".join(name.casefold().split()) for _, name in sorted(picture.ticks[self.axis].items())]
            for picture in (got, right)
        )
        return (
            None
            if not theirs or ours == theirs
            else (f"other names along the {self.axis} axis", NOT_NAMED.format(axis=self.axis))
        )
