"""Plain data that are no numbers, or too many of them, so that two of a kind can be compared in little time.

What is large is condensed where it comes in, since what every question gave is kept until all are judged. An array of
many numbers becomes some thousand of its elements, and of each stretch between them what it comes to: the same
tolerance holds as for all numbers, and no single element can differ unseen, as one could beside a mere sample. What
holds many other parts becomes a digest, in which numbers are rounded to about six digits: rounding may set two apart
that agree, once in many thousand times, and then costs a hint.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.sandbox.wire import Opaque
from autograder.vocabulary import Within, difference

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_NUMBERS = 10_000  # more are not looked at one by one: a student's answer may be as large as the wire lets it
_MOST_PARTS = 2_000  # likewise, of lists and dicts: each takes as long as an array of a thousand numbers
_STRETCHES = 5_000
_BITS = 20  # of a value, about six digits: rounding errors are ten thousand million times smaller, mistakes are larger
_ZERO = 1e-12  # what is no larger is zero to a comparison, whatever its digits
_ODD = 0.6180339887498949  # values are taken times this first: then none that people write lies between two steps


def alike(one: Any, other: Any) -> bool:
    """Whether two values are the same to a hidden test, within rounding."""
    try:
        return not difference(one, other, Within())
    except TypeError:  # a function in it, of which only the kind is known
        return repr(one) == repr(other)


def condensed(value: Any) -> Any:
    """The value with large arrays in it condensed; one with many parts as a digest."""
    if isinstance(value, np.ndarray) and value.size > MOST_NUMBERS and value.dtype.kind in "biufc":
        return condensed_array(value)
    if _count(value) > _MOST_PARTS:
        return {"digest": digest_of(value)}
    return _with_condensed_arrays(value)


def condensed_array(array: np.ndarray[Any, Any]) -> dict[str, Any]:
    """What is kept of an array of many numbers."""
    flat = np.ravel(array).astype(np.complex128 if array.dtype.kind == "c" else np.float64)
    step = -(-flat.size // _STRETCHES)
    starts = np.arange(0, flat.size, step)
    with np.errstate(all="ignore"):  # inf and nan stay what they are
        sizes = np.add.reduceat(np.abs(flat), starts)
        sums = np.add.reduceat(flat, starts) / np.where(sizes == 0, 1.0, sizes)
    return {"shape": list(array.shape), "elements": flat[starts], "sizes": sizes, "sums": sums}


def _with_condensed_arrays(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return condensed_array(value) if value.size > MOST_NUMBERS and value.dtype.kind in "biufc" else value
    if isinstance(value, dict):
        return {key: _with_condensed_arrays(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(_with_condensed_arrays, value))
    return value


def _count(value: Any) -> int:
    """How many parts it has, as far as anybody asks."""
    parts, rest = 0, [value]
    while rest and parts <= _MOST_PARTS:
        inner = _inside(rest.pop())
        parts += len(inner)
        rest += inner
    return parts


def holds_many_numbers(value: Any) -> bool:
    """Whether there are more numbers in its arrays than are looked at one by one."""
    numbers, rest = 0, [value]
    while rest and numbers <= MOST_NUMBERS:
        part = rest.pop()
        numbers += part.size if isinstance(part, np.ndarray) else 0
        rest += _inside(part)
    return numbers > MOST_NUMBERS


def _inside(part: Any) -> list[Any]:
    if isinstance(part, dict):
        return list(part.values())
    if isinstance(part, np.ndarray):
        return list(part.ravel().tolist()) if part.dtype.kind == "O" else []
    return list(part) if isinstance(part, (list, tuple, set)) else []


def digest_of(value: Any) -> str:
    """Digest of plain data, the same for what is alike: numbers are rounded, and a list is as good as a tuple."""
    digest = hashlib.sha256()
    _feed(value, digest.update)
    return digest.hexdigest()


def _feed(value: Any, update: Callable[[bytes], None]) -> None:
    if isinstance(value, np.ndarray) and not value.ndim:
        value = value.item()
    if isinstance(value, (list, tuple, np.ndarray)):
        update(b"[")
        for part in value:
            _feed(part, update)
        update(b"]")
    elif isinstance(value, dict):
        pairs = sorted((digest_of(key), digest_of(item)) for key, item in value.items())
        update(repr(pairs).encode())
    elif isinstance(value, (set, frozenset)):
        update(repr(sorted(map(digest_of, value))).encode())
    else:
        update(_of_one(value))


def _of_one(value: Any) -> bytes:
    with contextlib.suppress(OverflowError, TypeError, ValueError):  # it is no number, or a huge one
        if not isinstance(value, (str, bytes)):
            number = complex(value)
            return coarse(np.array([number.real, number.imag]))
    name = value.type_name if isinstance(value, Opaque) else repr(value)
    return f"{name};".encode("utf-8", "backslashreplace")


def coarse(value: np.ndarray[Any, Any]) -> bytes:
    """Real numbers, rounded so that no two that are the same within rounding differ."""
    with np.errstate(all="ignore"):  # inf and nan stay what they are
        scaled = value * _ODD
        fraction, exponent = np.frexp(np.where(np.abs(scaled) <= _ZERO, 0.0, scaled))
        near = np.ldexp(np.rint(np.ldexp(fraction, _BITS)), exponent - _BITS)
    return np.where(np.isnan(near), np.nan, near).astype("<f8").tobytes()
