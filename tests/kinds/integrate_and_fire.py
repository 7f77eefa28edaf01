"""Kinds of input of the questions about integrate-and-fire: the words for them, and what tells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

USUAL = {"tau": 10.0, "R": 10.0, "E_L": -65.0, "V_th": -50.0, "V_reset": -70.0, "t_ref": 2.0}
USUAL_STEP = 0.1
STEP, SIMULATION, PAIR = 4, 3, 2  # how many inputs each function has


def _cell(arguments: tuple[Any, ...]) -> Mapping[str, float]:
    """The parameters of a cell, which stand last; none of a function that needs none."""
    return arguments[-1] if isinstance(arguments[-1], Mapping) else {}


def _recording(arguments: tuple[Any, ...]) -> np.ndarray:
    """Recorded potentials, less the level: of the one function that is given an array, a step and a level."""
    if len(arguments) == SIMULATION and not _cell(arguments):
        return np.asarray(arguments[0]) - arguments[2]
    return np.array([])


def _crosses(recording: np.ndarray) -> bool:
    return bool(np.any((recording[1:] > 0) & (recording[:-1] <= 0)))


def _currents(arguments: tuple[Any, ...]) -> np.ndarray:
    """The injected currents: the first input of what has a cell too, and of a single step the second."""
    if not _cell(arguments) or len(arguments) == 1:
        return np.array([])
    return np.atleast_1d(arguments[1 if len(arguments) == STEP else 0])


def _step(arguments: tuple[Any, ...]) -> float:
    """The time step; 0 of a function that has none."""
    if len(arguments) == STEP:
        return float(arguments[2])
    has_step = len(arguments) == SIMULATION or (len(arguments) == PAIR and not _cell(arguments))
    return float(arguments[1]) if has_step else 0.0


def _is_weak(arguments: tuple[Any, ...]) -> bool:
    """Whether currents depolarise, and are too weak to make the cell fire."""
    currents, cell = _currents(arguments), _cell(arguments)
    if len(arguments) == STEP or not currents.size:
        return False
    return bool(currents.max() > 0 and (cell["R"] * currents <= cell["V_th"] - cell["E_L"]).all())


def _whole(one: Any) -> bool:
    return isinstance(one, int) or (isinstance(one, np.ndarray) and one.dtype.kind == "i")


def _has_no_refractory_time(arguments: tuple[Any, ...]) -> bool:
    cell = _cell(arguments)
    return cell["t_ref"] == 0 if cell else len(arguments) == PAIR and arguments[0] == 0


KINDS: dict[str, Callable[..., bool]] = {
    "other cells": lambda *all_in: bool(_cell(all_in)) and dict(_cell(all_in)) != USUAL,
    "other time steps": lambda *all_in: _step(all_in) not in (0.0, USUAL_STEP),
    "several cells at once": lambda *all_in: len(all_in) == STEP and isinstance(all_in[0], np.ndarray),
    "currents below 0": lambda *all_in: bool((_currents(all_in) < 0).any()),
    "no current": lambda *all_in: _currents(all_in).size > 0 and not _currents(all_in).any(),
    "weak currents": lambda *all_in: _is_weak(all_in),
    "currents that change": lambda *all_in: len(all_in) == SIMULATION and bool(np.diff(_currents(all_in)).any()),
    "no refractory time": lambda *all_in: _has_no_refractory_time(all_in),
    "a reset to rest": lambda *all_in: bool(_cell(all_in)) and _cell(all_in)["V_reset"] == _cell(all_in)["E_L"],
    "long recordings": lambda *all_in: len(all_in) == SIMULATION and np.size(all_in[0]) >= 100,
    "recordings that begin above the level": lambda *all_in: bool((_recording(all_in)[:1] > 0).any()),
    "recordings without a spike": lambda *all_in: _recording(all_in).size > 0 and not _crosses(_recording(all_in)),
    "whole numbers": lambda *all_in: any(map(_whole, all_in)),
    # of these nobody is told, so they are not tested
    "none at all": lambda *all_in: any(isinstance(one, np.ndarray) and one.size == 0 for one in all_in),
    "exactly at a level": lambda *all_in: bool((_recording(all_in) == 0).any()),
    "no finite numbers": lambda *all_in: (
        not all(np.isfinite(one).all() for one in all_in if not isinstance(one, Mapping))
    ),
    "other kinds of numbers": lambda *all_in: any(
        isinstance(one, np.ndarray) and one.dtype not in (np.dtype("f8"), np.dtype("i8")) for one in all_in
    ),
}
