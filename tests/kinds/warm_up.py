"""Kinds of input of the warm-up's functions: the words for them, and what tells them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def _array(first: Any) -> bool:
    return isinstance(first, np.ndarray)


def _potentials(first: Any) -> bool:
    """Whether an array holds potentials: counts of spikes are never below 0."""
    return _array(first) and bool((first < 0).any())


KINDS: dict[str, Callable[..., bool]] = {
    "potentials below 0": lambda first, *_: not _array(first) and first < 0,
    "potentials above 0": lambda first, *_: not _array(first) and first > 0,
    "exactly 0": lambda first, *_: not _array(first) and first == 0,
    "whole numbers": lambda first, *_: np.asarray(first).dtype.kind == "i",
    "rising potentials": lambda first, *_: _potentials(first) and bool(first[-1] > first[0]),
    "falling potentials": lambda first, *_: _potentials(first) and bool(first[-1] < first[0]),
    "counts of 0": lambda first, *_: _array(first) and bool((first == 0).any()),
    "long arrays": lambda first, *_: _array(first) and first.size >= 100,
    "a single element": lambda first, *_: _array(first) and first.size == 1,
    "empty arrays": lambda first, *_: _array(first) and first.size == 0,
    "recordings shorter than a second": lambda _, *more: bool(more) and more[0] < 1,
    # of these nobody is told, so they are not tested
    "no finite numbers": lambda *all_: not all(np.isfinite(one).all() for one in all_),
    "other kinds of numbers": lambda first, *_: np.asarray(first).dtype not in (np.dtype("f8"), np.dtype("i8")),
    "other shapes": lambda first, *_: _array(first) and first.ndim != 1,
    "recordings without a length": lambda _, *more: bool(more) and more[0] <= 0,
}
