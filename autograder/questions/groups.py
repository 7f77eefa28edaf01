"""Lines and points beside each other: whether they are the same on a figure, within how far one may be off."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.questions.pictures import Group


def span_of(values: Any) -> float:
    """How large values are, as a measure of what is close: 1 where there are none, or zeros alone."""
    finite = np.abs(values[np.isfinite(values)])
    return float(finite.max()) or 1.0 if finite.size else 1.0


def close_to(one: Any, other: Any, share: float) -> bool:
    """Whether numbers are the same, one by one, within a share of the largest."""
    off = share * span_of(other)
    return len(one) == len(other) and bool(np.allclose(one, other, rtol=0, atol=off, equal_nan=True))


def is_same_line(line: Group, wanted: Group, share: float, *, more_points: bool = False) -> bool:
    """Whether two lines look the same: the same points one after another, from either end."""
    if len(line.x) > len(wanted.x) and more_points:
        return any(goes_through(one, wanted, share) for one in (line, reverse_of(line)))
    return any(
        close_to(one.x, wanted.x, share) and close_to(one.y, wanted.y, share) for one in (line, reverse_of(line))
    )


def reverse_of(line: Group) -> Group:
    """The same line, from its other end."""
    return Group(line.x[::-1], line.y[::-1], line.label)


def goes_through(line: Group, wanted: Group, share: float) -> bool:
    """Whether a line has the wanted points in their order, and turns back nowhere between."""
    off_x, off_y = share * span_of(wanted.x), share * span_of(wanted.y)
    place = 0
    for x, y in zip(wanted.x, wanted.y):  # noqa: B905 - they are as long as each other
        near = (np.abs(line.x[place:] - x) <= off_x) & (np.abs(line.y[place:] - y) <= off_y)
        if not near.any():
            return False
        place += int(np.argmax(near)) + 1
    ends = close_to(line.x[[0, -1]], wanted.x[[0, -1]], share) and close_to(line.y[[0, -1]], wanted.y[[0, -1]], share)
    steps, due = np.diff(line.x), np.diff(wanted.x)
    back = bool(np.all(due >= 0) and np.any(steps < -off_x)) or bool(np.all(due <= 0) and np.any(steps > off_x))
    return ends and not back


def swapped(line: Group) -> Group:
    """The same with its axes exchanged."""
    return Group(line.y, line.x, line.label)


def in_order(group: Group, off_x: float, off_y: float) -> Any:
    """The points of a group from left to right, as an array; what is nearly one place is one."""
    grid = np.array([np.round(group.x / off_x), np.round(group.y / off_y)])
    order = np.lexsort(grid[::-1])
    return np.array([group.x[order], group.y[order]])


def is_same_set(one: Group, other: Group, share: float) -> bool:
    """Whether two groups have the same points, whatever their order."""
    if len(one.x) != len(other.x):
        return False
    off_x, off_y = share * span_of(other.x) or 1e-12, share * span_of(other.y) or 1e-12
    x, y = np.abs(in_order(one, off_x, off_y) - in_order(other, off_x, off_y))
    same = np.nan_to_num(x, nan=0.0) <= off_x, np.nan_to_num(y, nan=0.0) <= off_y
    return bool(np.all(same)) and is_nan_alike(one, other)


def is_nan_alike(one: Group, other: Group) -> bool:
    """Whether as many of the values are no numbers."""
    counts = [(int(np.isnan(group.x).sum()), int(np.isnan(group.y).sum())) for group in (one, other)]
    return counts[0] == counts[1]


def of_one_place(groups: list[Group]) -> Group:
    """All points of some groups as one."""
    parts = [(one.x, one.y) for one in groups] or [(np.zeros(0), np.zeros(0))]
    return Group(*(np.concatenate([part[axis] for part in parts]) for axis in (0, 1)))
