"""Kinds of input of the questions about the sharp threshold: the words for them, and what tells them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

WIDE, NARROW = 90.0, 1e-8  # a range, and a tolerance
FEW = 20
USUAL_STEPS = {"trace": 0.025, "axon": 0.025}
COUNTS, STEP, TRACE, RANGE, AXON = "counts", "step", "trace", "range", "axon"


def _asked(arguments: tuple[Any, ...]) -> str:
    """Which of the five functions is called."""
    if len(arguments) == 1:
        return COUNTS
    if callable(arguments[0]):
        return RANGE if len(arguments) == 4 else STEP
    return AXON if len(arguments) == 5 else TRACE


def _of(which: str, fits: Callable[..., Any]) -> Callable[..., bool]:
    """Whether one of the functions is called, with arguments that fit."""
    return lambda *all_in: _asked(all_in) == which and bool(fits(*all_in))


def _either(*kinds: Callable[..., bool]) -> Callable[..., bool]:
    return lambda *all_in: any(kind(*all_in) for kind in kinds)


def _crosses(trace: np.ndarray, level: float) -> bool:
    return bool(np.any((trace[:-1] <= level) & (trace[1:] > level)))


def _edge(f: Callable[[float], Any], low: float, high: float) -> float:
    """The threshold, nearly."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if f(middle) > 0 else (middle, high)
    return high


def _close_to_an_end(f: Callable[[float], Any], low: float, high: float, tolerance: float) -> bool:
    edge = _edge(f, low, high)
    return high - low > tolerance and min(edge - low, high - edge) < 0.01


def _whole(one: Any) -> bool:
    return isinstance(one, int) or (isinstance(one, np.ndarray) and one.dtype.kind == "i")


def _numbers(arguments: tuple[Any, ...]) -> list[Any]:
    return [one for one in arguments if not callable(one)]


KINDS: dict[str, Callable[..., bool]] = {
    "long traces": _of(TRACE, lambda trace, dt, level: trace.size >= 100),
    "other levels": _of(TRACE, lambda trace, dt, level: level != 50),
    "traces that begin above the level": _of(
        TRACE, lambda trace, dt, level: trace[0] > level and _crosses(trace, level)
    ),
    "traces without a crossing": _of(TRACE, lambda trace, dt, level: not _crosses(trace, level)),
    "other simulations": _of(RANGE, lambda f, low, high, tolerance: f is not np.log),
    "wide ranges": _of(RANGE, lambda f, low, high, tolerance: high - low > WIDE),
    "ranges that are narrow enough": _of(RANGE, lambda f, low, high, tolerance: high - low <= tolerance),
    "thresholds close to an end": _of(RANGE, _close_to_an_end),
    "very small tolerances": _of(RANGE, lambda f, low, high, tolerance: tolerance < NARROW),
    "currents below 0": _either(
        _of(RANGE, lambda f, low, high, tolerance: low < 0), _of(AXON, lambda idc, *others: idc < 0)
    ),
    "other slopes": _of(STEP, lambda f, x, dt: f is not np.negative),
    "a single number": _of(STEP, lambda f, x, dt: x.size == 1),
    "many numbers": _of(STEP, lambda f, x, dt: x.size >= FEW),
    "numbers below 0": _of(STEP, lambda f, x, dt: (x < 0).any()),
    "other steps of time": _either(
        _of(TRACE, lambda trace, dt, level: dt != USUAL_STEPS[TRACE]),
        _of(STEP, lambda f, x, dt: dt != 1),
        _of(AXON, lambda idc, irand, noise, dt, tau: dt != USUAL_STEPS[AXON]),
    ),
    "many steps": _of(AXON, lambda idc, irand, noise, dt, tau: noise.size > FEW),
    "a single step": _of(AXON, lambda idc, irand, noise, dt, tau: noise.size == 1),
    "other delays": _of(AXON, lambda idc, irand, noise, dt, tau: tau != 1),
    "no noise": _of(AXON, lambda idc, irand, noise, dt, tau: irand == 0),
    "noise alone": _of(AXON, lambda idc, irand, noise, dt, tau: idc == 0),
    "many trials": _of(COUNTS, lambda counts: counts.shape[1] > FEW),
    "a single trial": _of(COUNTS, lambda counts: counts.shape[1] == 1),
    "a single current": _of(COUNTS, lambda counts: counts.shape[0] == 1),
    "as many trials as currents": _of(COUNTS, lambda counts: counts.shape[0] == counts.shape[1]),
    "currents that never fire": _of(COUNTS, lambda counts: (counts == 0).all(axis=1).any()),
    "currents that always fire": _of(COUNTS, lambda counts: (counts > 0).all(axis=1).any()),
    "whole numbers": lambda *all_in: _asked(all_in) != COUNTS and any(map(_whole, _numbers(all_in))),
    # of these nobody is told, so they are not tested
    "none at all": lambda *all_in: any(isinstance(one, np.ndarray) and one.size == 0 for one in all_in),
    "no step": _either(_of(TRACE, lambda trace, dt, level: dt == 0), _of(STEP, lambda f, x, dt: dt == 0)),
    "samples exactly at the level": _of(TRACE, lambda trace, dt, level: (level == trace).any()),
    "no finite numbers": lambda *all_in: not all(np.isfinite(one).all() for one in _numbers(all_in)),
}
