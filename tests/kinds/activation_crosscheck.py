"""Kinds of input of the cross-check's functions: the words for them, and what tells them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

JUMPS = (np.sign, np.floor)


def _any(arguments: tuple[Any, ...], fits: Callable[[np.ndarray], Any]) -> bool:
    """Whether one of the arrays that go in is of that kind."""
    return any(bool(fits(one)) for one in arguments if isinstance(one, np.ndarray))


def _numbers(arguments: tuple[Any, ...]) -> list[np.ndarray]:
    """All that is no function, as arrays."""
    return [np.asarray(one) for one in arguments if not callable(one)]


def _closest(arguments: tuple[Any, ...]) -> float:
    """The smallest difference of two arrays that is not 0, of the one question that is asked of two arrays."""
    arrays = [one.astype(float) for one in arguments if isinstance(one, np.ndarray)]
    different = np.abs(arrays[0] - arrays[-1])
    return float(np.min(different[different > 0], initial=np.inf))


KINDS: dict[str, Callable[..., bool]] = {
    "other functions": lambda *all_in: callable(all_in[0]),
    "long arrays": lambda *all_in: _any(all_in, lambda one: one.size >= 100),
    "arrays of one": lambda *all_in: _any(all_in, lambda one: one.shape == (1,)),
    "tables (2-D)": lambda *all_in: _any(all_in, lambda one: one.ndim == 2),
    "whole numbers": lambda *all_in: _any(all_in, lambda one: one.dtype.kind == "i"),
    "numbers below 0": lambda *all_in: any((one < 0).any() for one in _numbers(all_in)),
    "last digits": lambda *all_in: _closest(all_in) < 1e-14,
    "jumps": lambda *all_in: all_in[0] in JUMPS if callable(all_in[0]) else False,
    # of these nobody is told, so they are not tested
    "none at all": lambda *all_in: _any(all_in, lambda one: one.size == 0),
    "very large ones": lambda *all_in: any((np.abs(one) > 100).any() for one in _numbers(all_in)),
    "no finite numbers": lambda *all_in: not all(np.isfinite(one).all() for one in _numbers(all_in)),
    "other kinds of numbers": lambda *all_in: _any(
        all_in, lambda one: one.dtype not in (np.dtype("f8"), np.dtype("i8"))
    ),
}
