"""Kinds of input of the questions about real neurons: the words for them, and what tells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

MEASURED = ({"R": 1.28, "tau": 55.0, "gap": 25.0}, {"R": 1.117, "tau": 46.0, "gap": 26.0})
RATE, PAIR = 4, 2  # how many inputs each function has
LONG = 40


def _cell(arguments: tuple[Any, ...]) -> Mapping[str, float]:
    """What was measured of a cell, which stands last; nothing of a function that needs none."""
    return arguments[-1] if isinstance(arguments[-1], Mapping) else {}


def _arrays(arguments: tuple[Any, ...]) -> list[np.ndarray]:
    """The two arrays of a function that is given nothing else; else none."""
    both = [one for one in arguments if isinstance(one, np.ndarray)]
    return both if len(both) == len(arguments) == PAIR else []


def _steps(arguments: tuple[Any, ...]) -> np.ndarray:
    """How far each current is from the next, where currents and rates are all that is given."""
    steps = np.diff(_arrays(arguments)[0]) if _arrays(arguments) else np.array([])
    return steps if steps.size and (steps > 0).all() else np.array([])


def _is_weak(arguments: tuple[Any, ...]) -> bool:
    """Whether the model is silent at some current."""
    cell = _cell(arguments)
    return len(arguments) == RATE and bool((cell["R"] * (arguments[0] + arguments[1]) <= cell["gap"]).any())


def _errs(arguments: tuple[Any, ...]) -> bool:
    """Whether two arrays are measured and modelled rates, and no currents."""
    return bool(_arrays(arguments)) and not _steps(arguments).size


def _whole(one: Any) -> bool:
    return isinstance(one, int) or (isinstance(one, np.ndarray) and one.dtype.kind == "i")


KINDS: dict[str, Callable[..., bool]] = {
    "the two measured cells": lambda *all_in: dict(_cell(all_in)) in MEASURED,
    "other cells": lambda *all_in: bool(_cell(all_in)) and dict(_cell(all_in)) not in MEASURED,
    "currents too weak to fire": lambda *all_in: _is_weak(all_in),
    "no refractory time": lambda *all_in: len(all_in) == RATE and all_in[2] == 0,
    "offsets below 0": lambda *all_in: len(all_in) == RATE and all_in[1] < 0,
    "a single current": lambda *all_in: len(all_in) == RATE and len(all_in[0]) == 1,
    "currents in uneven steps": lambda *all_in: bool(np.ptp(_steps(all_in)) > 1e-9) if _steps(all_in).size else False,
    "rates that fall": lambda *all_in: bool(_steps(all_in).size and (np.diff(all_in[1]) < 0).any()),
    "only two currents": lambda *all_in: _steps(all_in).size == 1,
    "long tables": lambda *all_in: any(one.size >= LONG for one in _arrays(all_in)),
    "a single rate": lambda *all_in: _errs(all_in) and all_in[0].size == 1,
    "silent cells": lambda *all_in: _errs(all_in) and not all_in[0].any(),
    "models without an error": lambda *all_in: _errs(all_in) and bool((all_in[0] == all_in[1]).all()),
    "twins with less resistance": lambda *all_in: (
        len(all_in) == PAIR and bool(_cell(all_in)) and all_in[0] < _cell(all_in)["R"]
    ),
    "whole numbers": lambda *all_in: any(map(_whole, all_in)),
    # of these nobody is told, so they are not tested
    "none at all": lambda *all_in: any(isinstance(one, np.ndarray) and one.size == 0 for one in all_in),
    "refractory times below 0": lambda *all_in: len(all_in) == RATE and all_in[2] < 0,
    "no finite numbers": lambda *all_in: (
        not all(np.isfinite(one).all() for one in all_in if not isinstance(one, Mapping))
    ),
    "other kinds of numbers": lambda *all_in: any(
        isinstance(one, np.ndarray) and one.dtype not in (np.dtype("f8"), np.dtype("i8")) for one in all_in
    ),
}
