"""Kinds of input of the questions about the squid's axon: the words for them, and what tells them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

SQUID_C = 1.0
FAR = 60.0
MANY = 20


def _array(one: Any) -> bool:
    return isinstance(one, np.ndarray)


def _cell(arguments: tuple[Any, ...]) -> dict[str, float] | None:
    """The membrane: a dictionary, where one goes in."""
    return next((one for one in arguments if isinstance(one, dict)), None)


def _trace(arguments: tuple[Any, ...]) -> np.ndarray:
    """A recorded trace of potentials: an array, and no membrane with it; else nothing."""
    return arguments[0] if _array(arguments[0]) and _cell(arguments) is None else np.zeros(0)


def _potentials(arguments: tuple[Any, ...]) -> np.ndarray:
    """All that are potentials: a trace, the first of a state, or the first number; of a gate there is none."""
    first = arguments[0]
    if _array(first):
        return first if _cell(arguments) is None else first[:1]
    return np.zeros(0) if len(arguments) == 3 else np.array([first])


def _gates(arguments: tuple[Any, ...]) -> list[float]:
    """The open shares of gates."""
    if _array(arguments[0]):
        return [] if _cell(arguments) is None else list(arguments[0][1:])
    return list(arguments[:1]) if len(arguments) == 3 else list(arguments[1:4])


def _injected(arguments: tuple[Any, ...]) -> np.ndarray:
    """The injected currents: what stands behind a state."""
    state = _array(arguments[0]) and _cell(arguments) is not None
    return np.ravel(arguments[1]) if state else np.zeros(0)


def _steps(arguments: tuple[Any, ...]) -> int:
    """How many steps are made, of the one question that is asked for several; else 0."""
    return len(arguments[1]) if len(arguments) == 4 and _array(arguments[1]) else 0


def _level(arguments: tuple[Any, ...]) -> float:
    return arguments[1] if len(arguments) == 2 else 50.0


def _ends_high(arguments: tuple[Any, ...]) -> bool:
    trace = _trace(arguments)
    return trace.size > 1 and bool(trace[-1] > _level(arguments))


KINDS: dict[str, Callable[..., bool]] = {
    "potentials below rest": lambda *all_in: bool((_potentials(all_in) < 0).any()),
    "potentials far from rest": lambda *all_in: not _array(all_in[0]) and bool((abs(_potentials(all_in)) > FAR).any()),
    "exactly 25 mV": lambda *all_in: len(all_in) == 1 and not _array(all_in[0]) and all_in[0] == 25,
    "gates at 0 or 1": lambda *all_in: bool(set(_gates(all_in)) & {0, 1}),
    "injected currents below 0": lambda *all_in: bool((_injected(all_in) < 0).any()),
    "other membranes": lambda *all_in: (_cell(all_in) or {"C": SQUID_C})["C"] != SQUID_C,
    "other steps of time": lambda *all_in: len(all_in) == 4 and all_in[2] != 0.01,
    "a single step": lambda *all_in: _steps(all_in) == 1,
    "many steps": lambda *all_in: _steps(all_in) >= MANY,
    "whole numbers": lambda *all_in: (
        _potentials(all_in).dtype.kind == "i" or (len(all_in) == 3 and isinstance(all_in[0], int))
    ),
    "long traces": lambda *all_in: _trace(all_in).size >= 100,
    "traces of one sample": lambda *all_in: _trace(all_in).size == 1,
    "traces that end during a spike": lambda *all_in: _ends_high(all_in),
    "traces without a spike": lambda *all_in: _trace(all_in).size > 1 and bool((_trace(all_in) < _level(all_in)).all()),
    "other levels": lambda *all_in: len(all_in) == 2,
    # of these nobody is told, so they are not tested
    "none at all": lambda *all_in: any(_array(one) and one.size == 0 for one in all_in),
    "no step of time": lambda *all_in: len(all_in) == 4 and all_in[2] == 0,
    "traces that begin above the level": lambda *all_in: bool((_trace(all_in)[:1] > _level(all_in)).any()),
    "samples exactly at the level": lambda *all_in: bool((_trace(all_in) == _level(all_in)).any()),
    "no finite numbers": lambda *all_in: any(not np.isfinite(one).all() for one in all_in if not isinstance(one, dict)),
}
