"""Kinds of input of the net-input functions: the words for them, and what tells them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

KINDS: dict[str, Callable[[np.ndarray, np.ndarray], bool]] = {
    "many senders": lambda a, wj: len(a) >= 100,
    "one": lambda a, wj: len(a) == 1,
    "none at all": lambda a, wj: len(a) == 0,
    "whole numbers": lambda a, wj: "i" in (a.dtype.kind, wj.dtype.kind),
    "silent senders": lambda a, wj: bool((a == 0).any()),
    "missing synapses": lambda a, wj: bool((wj == 0).any()),
    "weights of either sign": lambda a, wj: bool((wj < 0).any() and (wj > 0).any()),
    "activations below 0": lambda a, wj: bool((a < 0).any()),
    "very large ones": lambda a, wj: bool((np.abs(a) >= 1e4).any()),
    "very small ones": lambda a, wj: bool(((a != 0) & (np.abs(a) < 1e-4)).any()),
    # of these nobody is told, so they are not tested
    "very large weights": lambda a, wj: bool((np.abs(wj) >= 1e2).any()),
    "very small weights": lambda a, wj: bool(((wj != 0) & (np.abs(wj) < 1e-2)).any()),
    "no finite numbers": lambda a, wj: not (np.isfinite(a).all() and np.isfinite(wj).all()),
    "other kinds of numbers": lambda a, wj: not {a.dtype, wj.dtype} <= {np.dtype("f8"), np.dtype("i8")},
    "other shapes": lambda a, wj: not a.ndim == wj.ndim == 1 or len(a) != len(wj),
}
