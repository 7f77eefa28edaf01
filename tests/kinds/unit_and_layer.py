"""Kinds of input of the questions about units and layers: the words for them, and what tells them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

MANY = 50


def _arrays(arguments: tuple[Any, ...]) -> list[np.ndarray]:
    return [one for one in arguments if isinstance(one, np.ndarray)]


def _activations(arguments: tuple[Any, ...]) -> list[np.ndarray]:
    """The activations of the senders: what is no matrix, and stands first."""
    return [one for one in _arrays(arguments)[:1] if one.ndim == 1]


def _weights(arguments: tuple[Any, ...]) -> list[np.ndarray]:
    """All that are weights: matrices, and of a single unit the second array."""
    arrays = _arrays(arguments)
    return [one for place, one in enumerate(arrays) if one.ndim == 2 or place > 0]


def _matrices(arguments: tuple[Any, ...]) -> list[np.ndarray]:
    return [one for one in _arrays(arguments) if one.ndim == 2]


def _alone(arguments: tuple[Any, ...]) -> list[np.ndarray]:
    """The weights of the questions in which their signs matter: those of one matrix, and no activation function."""
    signs = len(_matrices(arguments)) == 1 and not any(callable(one) for one in arguments)
    return _matrices(arguments) if signs else []


KINDS: dict[str, Callable[..., bool]] = {
    "many senders": lambda *all_in: any(one.shape[0] >= MANY for one in _arrays(all_in)),
    "a single sender": lambda *all_in: any(one.shape[0] == 1 for one in _arrays(all_in)),
    "a single receiver": lambda *all_in: any(one.shape[1] == 1 for one in _matrices(all_in)),
    "as many receivers as senders": lambda *all_in: any(1 < one.shape[0] == one.shape[1] for one in _matrices(all_in)),
    "silent senders": lambda *all_in: any(bool((one == 0).any()) for one in _activations(all_in)),
    "missing synapses": lambda *all_in: any(bool((one == 0).any()) for one in _weights(all_in)),
    "whole numbers": lambda *all_in: any(one.dtype.kind == "i" for one in _arrays(all_in)),
    "activations below 0": lambda *all_in: any(bool((one < 0).any()) for one in _activations(all_in)),
    "excitation alone": lambda *all_in: any(bool((one > 0).all()) for one in _alone(all_in)),
    "inhibition alone": lambda *all_in: any(bool((one < 0).all()) for one in _alone(all_in)),
    "other activation functions": lambda *all_in: any(callable(one) and one is not np.cbrt for one in all_in),
    # of these nobody is told, so they are not tested
    "no senders at all": lambda *all_in: any(one.size == 0 for one in _arrays(all_in)),
    "no finite numbers": lambda *all_in: any(not np.isfinite(one).all() for one in _arrays(all_in)),
    "other kinds of numbers": lambda *all_in: any(
        one.dtype not in (np.dtype("f8"), np.dtype("i8")) for one in _arrays(all_in)
    ),
}
