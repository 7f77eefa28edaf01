"""A figure as data: what is on its axes, read from a worker's word, from a description, or from what an author wrote.

All of them say the same: lines, points and bars with their names, labels, limits and scales. Nothing is believed to be
there or to be of a kind. What a question uses of this is put into its test files, so it needs numpy only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

MOST_DATA = 50_000  # numbers of a description, along one axis
MOST_GROUPS = 300
LONGEST_WORDS = 300
NO_DESCRIPTION = """\
{name} handed back {got}, where a dictionary was asked for: {{"x_label": ..., "y_label": ..., "lines": [...]}}.
Which parts does the figure have, and what stands in each?"""
NO_DATA = """\
In what {name} hands back, {part} holds something that is no {part}. Each is a dictionary with "x", "y" and "label".
Are x and y as long as each other?"""
NOTHING = "nothing (None)"
SIMPLE = ("x_label", "y_label", "title", "x_scale", "y_scale")
GROUPED = ("lines", "points", "bars")
OTHERWISE = {"xlabel": "x_label", "ylabel": "y_label", "xscale": "x_scale", "yscale": "y_scale", "dots": "points"}


class Group:
    """A line, points or bars: where they are, and what they are called."""

    def __init__(self, x: Any, y: Any, label: str = "") -> None:
        self.x = x
        self.y = y
        self.label = label

    @property
    def is_constant(self) -> bool:
        """Whether it is a line along an axis, as one that is drawn at zero."""
        return len(self.x) > 1 and bool(np.all(self.y == self.y[0]) or np.all(self.x == self.x[0]))


class Picture:
    """What is on the axes of one figure."""

    def __init__(self, told: Mapping[str, Any], called: str) -> None:
        """Read it; an assertion says what of a description cannot be read."""
        for key in SIMPLE:
            setattr(self, key, words_of(told.get(key)))
        self.lines, self.points, self.bars = (groups_of(told.get(key), key, called) for key in GROUPED)
        self.horizontal = levels_of(told.get("horizontal"))
        self.vertical = levels_of(told.get("vertical"))
        self.described = not was_drawn(told)
        legend = told.get("legend")
        self.legend = None if not isinstance(legend, (list, tuple)) else [words_of(one) for one in legend][:MOST_GROUPS]
        if self.described and self.legend is None:
            self.legend = [one.label for one in self.groups if one.label]
        texts = told.get("texts")
        self.texts = [words_of(one) for one in texts] if isinstance(texts, (list, tuple)) else []
        self.limits = {axis: ends_of(told.get(f"{axis}_limits")) for axis in "xy"}
        self.ticks = {axis: ticks_of(told.get(f"{axis}_ticks")) for axis in "xy"}
        self.too_much = words_of(told.get("too_much"))
        numbers = sum(len(one.x) for one in self.groups)
        if numbers > MOST_DATA:
            self.too_much, self.lines, self.points, self.bars = f"{numbers} points", [], [], []
        self.elsewhere = words_of(told.get("elsewhere"))
        self.returned = words_of(told.get("returned"))

    x_label: str
    y_label: str
    title: str
    x_scale: str
    y_scale: str

    @property
    def groups(self) -> list[Group]:
        """All that has a name in a legend."""
        return [*self.lines, *self.points, *self.bars]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that shows data."""
        return not (self.groups or self.horizontal or self.vertical)

    def label(self, axis: str) -> str:
        """What an axis says."""
        return self.x_label if axis == "x" else self.y_label


def was_drawn(told: Any) -> bool:
    """Whether it is what was on axes, and not a description."""
    return isinstance(told, Mapping) and "returned" in told


def picture_of(told: Any, called: str = "the figure") -> Picture:
    """Read a figure; an assertion says why it is none."""
    if isinstance(told, Mapping):
        spelled = {str(key)[:LONGEST_WORDS].strip().casefold().replace(" ", "_"): one for key, one in told.items()}
        return Picture({OTHERWISE.get(key, key): one for key, one in spelled.items()}, called)
    got = NOTHING if told is None else f"something of the kind {kind_name(told)}"
    raise AssertionError(NO_DESCRIPTION.format(name=called, got=got))


def kind_name(value: Any) -> str:
    """What kind of thing a value is, also one of which the grader knows no more than that."""
    return str(getattr(value, "type_name", type(value).__name__))[:80]


def words_of(value: Any) -> str:
    """A text, cut to what anybody reads; an empty one for what is none."""
    return str(value)[:LONGEST_WORDS].strip() if isinstance(value, str) else ""


def groups_of(found: Any, part: str, called: str) -> list[Group]:
    """The lines, points or bars of a figure."""
    if isinstance(found, Mapping):  # by their names
        pairs = found.items()
        every: list[Any] = [found] if {"x", "at"} & set(found) else [(*one[:2], name) for name, one in pairs]
    else:
        every = list(found) if isinstance(found, (list, tuple)) else [] if found is None else [found]
    groups = [group_of(one) for one in every[:MOST_GROUPS]]
    assert all(one is not None for one in groups), NO_DATA.format(name=called, part=part)
    return [one for one in groups if one is not None]


def group_of(one: Any) -> Group | None:
    """One of them, as a dictionary or as (x, y, label); None where it is neither."""
    if isinstance(one, Mapping):
        x, y = one.get("x", one.get("at")), one.get("y", one.get("height"))
        label = words_of(one.get("label"))
    elif isinstance(one, (list, tuple)) and len(one) in (2, 3):
        (x, y), label = one[:2], words_of(one[2]) if len(one) > 2 else ""
    else:
        return None
    along, up = numbers_along(x), numbers_along(y)
    return None if along is None or up is None or len(along) != len(up) else Group(along, up, label)


def numbers_along(values: Any) -> Any:
    """Numbers in a row; for names, their places; None where it is something else."""
    if isinstance(values, (list, tuple, np.ndarray)) and len(values) and all(isinstance(one, str) for one in values):
        return np.arange(float(len(values)))
    try:
        if np.iscomplexobj(values):
            return None
        found = np.asarray(values, dtype=float)
    except (TypeError, ValueError, OverflowError):
        return None
    return None if found.ndim > 1 or found.size > MOST_DATA else np.atleast_1d(found)


def levels_of(found: Any) -> list[float]:
    """Values at which a line goes across the figure."""
    numbers = numbers_along(found) if found is not None else None
    return [] if numbers is None else [float(one) for one in numbers if np.isfinite(one)]


def ends_of(found: Any) -> tuple[float, float] | None:
    """The two ends of an axis, the lower one first; None where nothing is said of them."""
    numbers = numbers_along(found) if found is not None else None
    if numbers is None or len(numbers) != 2 or not np.all(np.isfinite(numbers)):
        return None
    return float(min(numbers)), float(max(numbers))


def ticks_of(found: Any) -> dict[float, str]:
    """The names of ticks, by their places; or in their order."""
    every = list(found) if isinstance(found, (list, tuple)) else []
    if all(isinstance(one, str) for one in every):
        return {float(place): words_of(one) for place, one in enumerate(every)}
    pairs = [one for one in every if isinstance(one, (list, tuple)) and len(one) == 2]
    fit = [(at, name) for at, name in pairs if isinstance(at, (int, float)) and isinstance(name, str)]
    return {float(at): words_of(name) for at, name in fit if name.strip()}
