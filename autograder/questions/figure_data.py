"""What must be on a figure of the data: lines, points and bars at the right values, lines across, and their names.

Each compares what is drawn with the right figure, which the reference draws; what that does not show is not asked for.
What a question uses of this is put into its test files: it needs numpy only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autograder.questions.figure_frame import Found, Part
from autograder.questions.groups import is_same_line, is_same_set, of_one_place, span_of, swapped

if TYPE_CHECKING:
    from autograder.questions.pictures import Group, Picture

NO_LINE = "There is no line for what is to be drawn as one. Which call draws a line, and is it reached?"
FEWER = "There are fewer {what} than the data ask for: {got}. Is each of them drawn?"
MORE = "There are more {what} than the data ask for: {got}. Which of them was not asked for?"
NOT_JOINED = "The points are right, and no line joins them. What tells plot to draw a line?"
JOINED = "The places are right, and a line joins them. Were values in between measured, too?"
SWAPPED = "What goes up stands along x, and the other way round. Which input goes along which axis?"
ORDER = "The points are right, and the line joins them in another order. In which order do they follow each other?"
SHAPE = "A line has other points than the data ask for: {got} where {right} belong. Which are left out, or too many?"
VALUES = "A line shows other values than the data ask for. Which input is drawn, and what is done to it before?"
PLACES = "Points stand at other places than the data ask for. Which input is drawn along which axis?"
BARS = "The bars have other heights, or stand at other places, than the data ask for. Which bar belongs to what?"
NO_LEGEND = "Nothing says which line is which. What would a reader need?"
NOT_SHOWN = "The lines have names, and no legend shows them. Which call does?"
NAMES = "The legend does not name each of them by a name of its own. What is missing, or there twice?"
OTHER_NAMES = "The legend has other names than the data. Where do they come from?"
NAMES_EXCHANGED = "A name in the legend belongs to another line. Which label goes with which data?"
NO_LEVEL = "A {way} line at {at} is asked for, and is not there. Which value would a reader compare with?"
NO_LEVELS = "A {way} line that the data ask for is not there. Where would it stand?"


class Lines(Part):
    """One line through the right values for each line of the right figure, in any order.

    ``close`` is how far a value may be off, as a share of the largest; with ``more_points`` a curve may have points
    between the right ones.
    """

    case = "Lines through the right values"
    of_data = True

    def __init__(self, *, close: float = 1e-6, more_points: bool = False, ask: str = "") -> None:
        super().__init__(ask)
        self.close = close
        self.more_points = more_points

    def found(self, got: Picture, right: Picture) -> Found:
        """Whether each is there, and no other."""
        unmet = [one for one in right.lines if not any(self._same(line, one) for line in got.lines)]
        if unmet:
            return self._missing(got, right, unmet)
        twice = [one for one in right.lines if sum(self._same(one, other) for other in right.lines) > 1]
        if twice and len(got.lines) < len(right.lines):
            return "a line is missing", FEWER.format(what="lines", got=len(got.lines))
        others = [line for line in got.lines if not any(self._same(line, one) for one in right.lines)]
        if right.lines and any(not line.is_constant for line in others):
            return "a line too many", MORE.format(what="lines", got=len(got.lines))
        return None

    def _same(self, line: Group, wanted: Group) -> bool:
        return is_same_line(line, wanted, self.close, more_points=self.more_points)

    def _missing(self, got: Picture, right: Picture, unmet: list[Group]) -> Found:
        lines = [line for line in got.lines if not any(self._same(line, one) for one in right.lines)]
        if not lines:
            if all(any(is_same_set(dots, one, self.close) for dots in got.points) for one in unmet):
                return "points without a line", NOT_JOINED
            if not got.lines:
                return "no line", NO_LINE
            return "a line is missing", FEWER.format(what="lines", got=len(got.lines))
        if all(any(self._same(swapped(line), one) for line in lines) for one in unmet):
            return "the axes are exchanged", SWAPPED
        if all(any(is_same_set(line, one, self.close) for line in lines) for one in unmet):
            return "points joined in another order", ORDER
        lengths, due = {len(line.x) for line in lines}, {len(one.x) for one in unmet}
        if not lengths & due:
            told = {"got": max(lengths), "right": max(due)}
            return "a line with other points", SHAPE.format(**told)
        return "a line with other values", VALUES


class Points(Part):
    """Points at the right places, in any order, that no line joins."""

    case = "Points at the right places"
    of_data = True

    def __init__(self, *, close: float = 1e-6, ask: str = "") -> None:
        super().__init__(ask)
        self.close = close

    def found(self, got: Picture, right: Picture) -> Found:
        """Whether they are there, and no others."""
        if not right.points or self._hold(got.points, right.points):
            return None
        if self._hold([swapped(one) for one in got.points], right.points):
            return "the axes are exchanged", SWAPPED
        if not got.points and self._hold(got.lines, right.points):
            return "points that a line joins", JOINED
        count, due = (sum(len(one.x) for one in picture.points) for picture in (got, right))
        if count != due:
            words, told = ("points too many", MORE) if count > due else ("points are missing", FEWER)
            return words, told.format(what="points", got=count)
        return "points at other places", PLACES

    def _hold(self, got: list[Group], right: list[Group]) -> bool:
        """Group by group; where only one is due, it may be in several."""
        if len(right) <= 1:
            return is_same_set(of_one_place(got), of_one_place(right), self.close)
        each = all(any(is_same_set(one, two, self.close) for one in got) for two in right)
        return each and len(got) == len(right)


class Bars(Part):
    """Bars of the right heights: by their names where they have any, else by where they stand."""

    case = "Bars of the right heights"
    of_data = True

    def __init__(self, *, close: float = 1e-6, ask: str = "") -> None:
        super().__init__(ask)
        self.close = close

    def found(self, got: Picture, right: Picture) -> Found:
        """Whether they are there, and no others."""
        if not right.bars:
            return None
        ours, theirs = of_one_place(got.bars), of_one_place(right.bars)
        if len(ours.x) != len(theirs.x):
            words, told = ("a bar too many", MORE) if len(ours.x) > len(theirs.x) else ("a bar is missing", FEWER)
            return words, told.format(what="bars", got=len(ours.x))
        named, wanted = (by_name(picture) for picture in (got, right))
        if wanted and named:
            off = self.close * span_of(theirs.y)
            same = named.keys() == wanted.keys() and all(abs(named[one] - wanted[one]) <= off for one in wanted)
            return None if same else ("bars of other heights", BARS)
        return None if is_same_set(ours, theirs, self.close) else ("bars of other heights", BARS)


def by_name(picture: Picture) -> dict[str, float]:
    """The height of each bar, by the name at its place; nothing where one has no name of its own."""
    bars = of_one_place(picture.bars)
    ticks = picture.ticks["x"] or picture.ticks["y"]
    found = {name: float(y) for x, y in zip(bars.x, bars.y) for at, name in ticks.items() if abs(at - x) < 0.5}  # noqa: B905
    return found if len(found) == len(bars.x) else {}


class Level(Part):
    """Lines across the figure: at some values, or where the right figure has them."""

    way = ""

    def __init__(self, *at: float, ask: str = "") -> None:
        super().__init__(ask)
        self.at = at
        self.case = f"A {self.way} line at {', '.join(f'{one:g}' for one in at)}" if at else f"{self.way} lines".title()

    def found(self, got: Picture, right: Picture) -> Found:
        """Whether each is there."""
        due = list(self.at) or self.levels(right)
        there = self.levels(got)
        off = 1e-6 * span_of(np.asarray(due, dtype=float)) if due else 0.0
        missing = [one for one in due if not any(abs(one - level) <= off for level in there)]
        if not missing:
            return None
        words = f"no {self.way} line where one is due"
        told = NO_LEVEL.format(way=self.way, at=f"{missing[0]:g}") if self.at else NO_LEVELS.format(way=self.way)
        return words, told

    def levels(self, picture: Picture) -> list[float]:
        """Where lines go across."""
        along = [(one.y, one.x) if self.way == "horizontal" else (one.x, one.y) for one in picture.lines]
        across = [
            float(same[0])
            for same, other in along
            if len(same) > 1 and np.all(same == same[0]) and np.any(other != other[0])
        ]
        return across + (picture.horizontal if self.way == "horizontal" else picture.vertical)


class Horizontal(Level):
    """Horizontal lines: Horizontal(0.0) at zero."""

    way = "horizontal"


class Vertical(Level):
    """Vertical lines: Vertical() where the reference draws them."""

    way = "vertical"


class Legend(Part):
    """A name for each line, points or bars that the right figure names; with ``same`` the very names that it has."""

    case = "A legend names each"

    def __init__(self, *, same: bool = False, ask: str = "") -> None:
        super().__init__(ask)
        self.same = same

    def found(self, got: Picture, right: Picture) -> Found:
        """Whether each has one of its own, and a reader can see it."""
        due = [one for one in right.groups if one.label] or [one for one in right.groups if not one.is_constant]
        due = due or got.groups  # where nobody says what is right, each that is drawn needs one
        shown = [one for one in got.legend or [] if one]
        if not shown and len(got.texts) >= len(due):
            shown = got.texts  # written beside each line, which is as good
        if not shown:
            labelled = got.legend is None and any(one.label for one in got.groups)
            return ("names that no legend shows", NOT_SHOWN) if labelled else ("no legend", NO_LEGEND)
        if len({folded(one) for one in shown}) < len(due):
            return "names are missing in the legend", NAMES
        return self._others(got, [one for one in due if one.label], shown) if self.same else None

    def _others(self, got: Picture, due: list[Group], shown: list[str]) -> Found:
        """Names that are not those of the right figure, or that stand at another line."""
        if not all(any(folded(one.label) in folded(name) for name in shown) for one in due):
            return "other names in the legend", OTHER_NAMES
        for one in due:
            alike = [other for other in got.groups if is_same_line(other, one, 1e-6) or is_same_set(other, one, 1e-6)]
            named = [folded(other.label) for other in alike if other.label]
            if named and not any(folded(one.label) in other for other in named):
                return "names exchanged in the legend", NAMES_EXCHANGED
        return None


def folded(text: str) -> str:
    """A name without what nobody tells names apart by."""
    return " ".join(text.casefold().split())
