"""Whether a learner's value could stand where a right one is wanted: of its kind and about its size, however wrong.

The reference of another question goes on computing with it. What that could not take, or only with an accident, is no
wrong value but none.
"""

from __future__ import annotations

from numbers import Number
from typing import Any

import numpy as np

_TIMES, _MORE = 10, 1000  # a wrong spike train may be much longer than the right one, and not without end


def alike(got: Any, right: Any) -> str:
    """What ``got`` is, in words, where it is of another kind than ``right``; nothing where it is of the same."""
    for kind, compare in _KINDS:
        if isinstance(right, kind):
            return str(compare(got, right))
    return ""  # nothing is known of such values, so nothing is asked of them


def _as_number(got: Any, right: Any) -> str:
    value = got[()] if isinstance(got, np.ndarray) and got.ndim == 0 else got
    fits = isinstance(right, complex | np.complexfloating) or not isinstance(value, complex | np.complexfloating)
    is_number = isinstance(value, Number | np.bool_) and fits
    return "" if is_number else _named(got)


def _as_array(got: Any, right: np.ndarray[Any, Any]) -> str:
    if right.ndim == 0:
        return _as_number(got, right[()])
    if not isinstance(got, np.ndarray) or (got.dtype.kind == "c" and right.dtype.kind != "c"):
        return _named(got)
    if got.ndim != right.ndim or got.size > _most(right.size):
        return f"an array of shape {got.shape}"
    return ""


def _as_tuple(got: Any, right: tuple[Any, ...]) -> str:
    if not isinstance(got, tuple | list) or len(got) != len(right):
        return _named(got)
    return next(filter(None, map(alike, got, right)), "")


def _as_list(got: Any, right: list[Any]) -> str:
    if not isinstance(got, tuple | list) or len(got) > _most(len(right)):
        return _named(got)
    models = [*right, *right[-1:] * max(0, len(got) - len(right))]
    return next(filter(None, map(alike, got, models)), "")


def _as_dict(got: Any, right: dict[Any, Any]) -> str:
    if not isinstance(got, dict) or got.keys() != right.keys():
        return _named(got)
    return next(filter(None, (alike(got[key], right[key]) for key in right)), "")


def _as_text(got: Any, _right: str) -> str:
    return "" if isinstance(got, str) else _named(got)


def _as_nothing(got: Any, _right: None) -> str:
    return "" if got is None else _named(got)


def _most(size: int) -> int:
    return _TIMES * size + _MORE


def _named(got: Any) -> str:
    return "nothing" if got is None else f"a value of type {getattr(got, 'type_name', type(got).__name__)}"


_KINDS: list[tuple[Any, Any]] = [
    (np.ndarray, _as_array),
    (Number | np.bool_, _as_number),
    (tuple, _as_tuple),
    (list, _as_list),
    (dict, _as_dict),
    (str, _as_text),
    (type(None), _as_nothing),
]
