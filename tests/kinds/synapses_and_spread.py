"""Kinds of input of the questions about synapses and spread: the words for them, and what tells them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def _any(arguments: tuple[Any, ...], fits: Callable[[np.ndarray], Any]) -> bool:
    """Whether one of the arrays that go in is of that kind."""
    return any(bool(fits(one)) for one in arguments if isinstance(one, np.ndarray))


def _radius(arguments: tuple[Any, ...]) -> float:
    """The radius of an axon, of the one question that is asked of three numbers and no array; else 0."""
    return 0.0 if any(isinstance(one, np.ndarray) for one in arguments) else float(arguments[0])


def _whole(one: Any) -> bool:
    return isinstance(one, int) or (isinstance(one, np.ndarray) and one.dtype.kind == "i")


KINDS: dict[str, Callable[..., bool]] = {
    "long arrays": lambda *all_in: _any(all_in, lambda one: one.size >= 100),
    "arrays of one": lambda *all_in: _any(all_in, lambda one: one.shape == (1,)),
    "whole numbers": lambda *all_in: any(map(_whole, all_in)),
    "numbers below 0": lambda *all_in: any(bool(np.any(np.asarray(one) < 0)) for one in all_in),
    "numbers in any order": lambda *all_in: _any(all_in, lambda one: (np.diff(one) < 0).any()),
    "exactly 0": lambda *all_in: _any(all_in, lambda one: (one == 0).any()),
    "other time constants": lambda *all_in: len(all_in) == 4,
    "thin axons": lambda *all_in: 0 < _radius(all_in) < 1e-3,
    "thick axons": lambda *all_in: 1e-2 <= _radius(all_in) < 1,
    # of these nobody is told, so they are not tested
    "none at all": lambda *all_in: _any(all_in, lambda one: one.size == 0),
    "tables": lambda *all_in: _any(all_in, lambda one: one.ndim != 1),
    "very large ones": lambda *all_in: _any(all_in, lambda one: (np.abs(one) > 100).any()),
    "no finite numbers": lambda *all_in: any(not np.isfinite(one).all() for one in all_in),
    "other kinds of numbers": lambda *all_in: _any(
        all_in, lambda one: one.dtype not in (np.dtype("f8"), np.dtype("i8"))
    ),
}
