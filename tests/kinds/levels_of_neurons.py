"""Kinds of input of the questions about levels of neurons: the words for them, and what tells them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np

USUAL_UNIT = {"threshold": 6.0, "gain": 17.0, "top": 90.0}
USUAL_PRICES = {"add": 1, "multiply": 1, "compare": 1, "exp": 10}
MANY_SPIKES, MANY_STEPS, MANY_CELLS = 100, 1000, 500


def _array(one: Any) -> bool:
    return isinstance(one, np.ndarray)


def _train(arguments: tuple[Any, ...]) -> np.ndarray | None:
    """The spike times, where some come in; a unit's currents are none."""
    return arguments[0] if _array(arguments[0]) and not isinstance(arguments[1], Mapping) else None


def _spikes(arguments: tuple[Any, ...]) -> np.ndarray:
    train = _train(arguments)
    return np.zeros(0) if train is None else train


def _edges(arguments: tuple[Any, ...]) -> np.ndarray:
    """Where windows begin and end; nothing where there are no spikes."""
    if _train(arguments) is None:
        return np.zeros(0)
    return arguments[1] if _array(arguments[1]) else np.array(arguments[1:])


def _has_an_empty_window(arguments: tuple[Any, ...]) -> bool:
    train, edges = _train(arguments), _edges(arguments)
    if train is None or not train.size:
        return False
    return any(not ((train >= a) & (train < b)).any() for a, b in pairwise(edges))


def _has_many_windows(arguments: tuple[Any, ...]) -> bool:
    return len(arguments) == 2 and _edges(arguments).size > 2


def _unit(arguments: tuple[Any, ...]) -> Mapping[str, float] | None:
    """The unit, where one comes in."""
    return arguments[1] if _array(arguments[0]) and isinstance(arguments[1], Mapping) else None


def _currents(arguments: tuple[Any, ...]) -> np.ndarray:
    return arguments[0] if _unit(arguments) is not None else np.zeros(0)


def _is_strong(arguments: tuple[Any, ...]) -> bool:
    unit, currents = _unit(arguments), _currents(arguments)
    return unit is not None and bool((unit["gain"] * (currents - unit["threshold"]) > unit["top"]).any())


def _is_weak(arguments: tuple[Any, ...]) -> bool:
    unit, currents = _unit(arguments), _currents(arguments)
    return unit is not None and bool(((currents > 0) & (currents < unit["threshold"])).any())


def _steps(arguments: tuple[Any, ...]) -> float:
    """How many steps are made, before that is rounded; 0 where nothing is simulated."""
    return arguments[2] / arguments[3] if isinstance(arguments[0], Mapping) else 0.0


def _fits_but_for_rounding(steps: float) -> bool:
    return math.isclose(steps, round(steps), rel_tol=1e-9) and int(steps) != round(steps)


def _network(arguments: tuple[Any, ...]) -> tuple[float, float, float] | None:
    """A budget and two prices, where these come in."""
    return None if _array(arguments[0]) or isinstance(arguments[0], Mapping) else arguments


def _cells(arguments: tuple[Any, ...]) -> float:
    """How many cells use up the budget; -1 where there is none, and where connections cost nothing."""
    network = _network(arguments)
    if network is None or network[2] == 0:
        return -1.0
    budget, cell, connection = network
    return (math.sqrt(cell**2 + 4 * budget * connection) - cell) / (2 * connection)


def _is_used_up(arguments: tuple[Any, ...]) -> bool:
    cells = round(_cells(arguments))
    network = _network(arguments)
    return network is not None and cells > 0 and cells * network[1] + cells**2 * network[2] == network[0]


def _is_whole(arguments: tuple[Any, ...]) -> bool:
    """Whether times, currents or steps are whole numbers; of a budget nobody is told."""
    if _array(arguments[0]):
        return arguments[0].dtype.kind == "i"
    return isinstance(arguments[0], Mapping) and isinstance(arguments[3], int)


KINDS: dict[str, Callable[..., bool]] = {
    "long trains": lambda *all_in: _spikes(all_in).size >= MANY_SPIKES,
    "spikes exactly at an edge": lambda *all_in: bool(np.isin(_spikes(all_in), _edges(all_in)).any()),
    "windows without a spike": lambda *all_in: _has_an_empty_window(all_in),
    "no spikes at all": lambda *all_in: _train(all_in) is not None and not np.size(_train(all_in)),
    "windows of different lengths": lambda *all_in: (
        _has_many_windows(all_in) and not np.allclose(np.diff(_edges(all_in), 2), 0)
    ),
    "a single window": lambda *all_in: len(all_in) == 2 and _edges(all_in).size == 2,
    "other units": lambda *all_in: _unit(all_in) not in (None, USUAL_UNIT),
    "weak currents": lambda *all_in: _is_weak(all_in),
    "strong currents": lambda *all_in: _is_strong(all_in),
    "currents below 0": lambda *all_in: bool((_currents(all_in) < 0).any()),
    "a single current": lambda *all_in: _currents(all_in).size == 1,
    "other prices": lambda *all_in: isinstance(all_in[0], Mapping) and all_in[1] != USUAL_PRICES,
    "models without exponentials": lambda *all_in: isinstance(all_in[0], Mapping) and not all_in[0].get("exp"),
    "steps that fit but for rounding": lambda *all_in: _fits_but_for_rounding(_steps(all_in)),
    "steps that do not fit": lambda *all_in: not math.isclose(_steps(all_in), round(_steps(all_in)), rel_tol=1e-9),
    "many steps": lambda *all_in: _steps(all_in) >= MANY_STEPS,
    "large budgets": lambda *all_in: _cells(all_in) >= MANY_CELLS,
    "budgets that are used up exactly": lambda *all_in: _is_used_up(all_in),
    "budgets too small for one cell": lambda *all_in: 0 <= _cells(all_in) < 1,
    "connections that cost nothing": lambda *all_in: (_network(all_in) or (0, 0, 1))[2] == 0,
    "prices that are not whole": lambda *all_in: any(one % 1 for one in (_network(all_in) or ())[1:]),
    "whole numbers": lambda *all_in: _is_whole(all_in),
    # of these nobody is told, so they are not tested
    "no windows": lambda *all_in: len(all_in) == 2 and _train(all_in) is not None and _edges(all_in).size < 2,
    "no currents": lambda *all_in: _unit(all_in) is not None and not _currents(all_in).size,
    "spikes out of order": lambda *all_in: bool(
        (np.diff(_train(all_in) if _train(all_in) is not None else []) < 0).any()
    ),
    "no duration": lambda *all_in: isinstance(all_in[0], Mapping) and all_in[2] == 0,
    "no finite numbers": lambda *all_in: any(
        not np.isfinite(one).all() for one in all_in if not isinstance(one, Mapping)
    ),
}
