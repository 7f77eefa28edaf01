"""Kinds of input of the activation functions: the words for them, and what tells them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

KINDS: dict[str, Callable[[np.ndarray], bool]] = {
    "long arrays": lambda n: n.size >= 100,
    "a single one": lambda n: n.shape == (1,),
    "tables (2-D)": lambda n: n.ndim == 2,
    "whole numbers": lambda n: n.dtype.kind == "i",
    "net inputs in any order": lambda n: bool((np.diff(n.ravel()) < 0).any()),
    "far from 0": lambda n: bool((np.abs(n) >= 10).any()),
    "close to 0": lambda n: bool(((n != 0) & (np.abs(n) < 1e-4)).any()),
    "exactly 0": lambda n: bool((n == 0).any()),
    # of these nobody is told, so they are not tested
    "very large ones": lambda n: bool((np.abs(n) > 100).any()),
    "none at all": lambda n: n.size == 0,
    "no finite numbers": lambda n: not np.isfinite(n).all(),
    "other kinds of numbers": lambda n: n.dtype not in (np.dtype("f8"), np.dtype("i8")),
    "other shapes": lambda n: n.ndim not in (1, 2),
}
