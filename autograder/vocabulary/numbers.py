"""Numbers and arrays of them: whether a value is one, and how it differs from the right one."""

from __future__ import annotations

from numbers import Complex, Real
from typing import Any

import numpy as np

from autograder.vocabulary.words import kind_of

_MOST_PARTS = 1_000_000  # of lists: a reference gives an array, and none of so many numbers
_REAL, _COMPLEX = "biuf", "biufc"
_NEVER = (str, bytes, bytearray, dict, set, frozenset)  # part of an array of numbers


def difference_of_numbers(got: Any, want: np.ndarray[Any, Any], rtol: Any, atol: Any) -> str:
    """How ``got`` differs from numbers, or nothing."""
    if got is None:
        return "gave back None"
    kinds, name = (_COMPLEX, "numbers") if want.dtype.kind == "c" else (_REAL, "real numbers")
    try:
        value = _numbers(got, kinds)
    except ValueError as error:
        return f"gave back {error}"
    if value is None:
        return f"gave back {kind_of(got)}, not {name}"
    if value.shape != want.shape:
        return f"gave back shape {value.shape}, not {want.shape}"
    truths = value.dtype.kind == want.dtype.kind == "b"
    value = value.astype(np.complex128 if kinds == _COMPLEX else np.float64)
    if (value == want).all():  # as most answers are; what follows takes ten times as long
        return ""
    close = np.isclose(value, want, rtol=rtol, atol=atol, equal_nan=True)
    if close.all():
        return ""
    first = tuple(int(i) for i in np.argwhere(~close)[0])
    digits = 12 if f"{value[first]:.12g}" != f"{want[first]:.12g}" else 17
    gave, right = (bool(one[first]) if truths else f"{one[first]:.{digits}g}" for one in (value, want))
    return f"gave {gave} where {right} is right" + (f", at index {first}" if first else "")


def numbers_of(value: Any) -> np.ndarray[Any, Any] | None:
    """The real or complex numbers of a reference's value, or None where it holds, or is, something else.

    A tuple is no array of numbers: each of its parts has a meaning of its own.
    """
    if isinstance(value, (np.ndarray, np.generic, float)) and (array := np.asarray(value)).dtype.kind in _COMPLEX:
        return array
    if isinstance(value, tuple):
        return None
    try:
        return _numbers(value, _COMPLEX)
    except ValueError:  # ragged, or too large
        return None


def real_numbers(value: Any) -> np.ndarray[Any, Any] | None:
    """The real numbers that a value consists of, or None where it holds something else.

    Raises
    ------
    ValueError
        When they are too many, too ragged or too large to be compared, in words.
    """
    return _numbers(value, _REAL)


def _numbers(value: Any, kinds: str) -> np.ndarray[Any, Any] | None:
    """The numbers that a value consists of.

    Lists are looked through one by one before NumPy sees them: of numbers and one text it would make an array of
    texts, each as wide as the longest, and so gigabytes of a few kilobytes.
    """
    if isinstance(value, np.ndarray) and not value.size and value.dtype.kind in "UT":
        value = value.astype(object)  # an empty array of text is as empty as any other
    if not _may_be_numbers(value, kinds):
        return None
    try:
        array = np.asarray(value)
        if array.dtype.kind == "O":  # numbers one by one, as np.frompyfunc and Fraction give them
            array = _one_by_one(array, kinds)
    except OverflowError:
        raise ValueError("a number that is too large to be compared") from None
    except MemoryError:
        raise ValueError("more numbers than there is memory for") from None
    except (ValueError, TypeError):
        raise ValueError(f"a ragged {type(value).__name__}, not numbers") from None
    return array if array.dtype.kind in kinds else None


def _one_by_one(array: np.ndarray[Any, Any], kinds: str) -> np.ndarray[Any, Any]:
    if all(isinstance(item, Real) for item in array.flat):
        return array.astype(np.float64)
    if kinds == _COMPLEX and all(isinstance(item, Complex) for item in array.flat):
        return array.astype(np.complex128)
    return array


def _may_be_numbers(value: Any, kinds: str) -> bool:
    """Whether lists in lists hold nothing that cannot be such a number."""
    never = _NEVER if kinds == _COMPLEX else (*_NEVER, complex)
    if isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind in kinds:
        return True
    rest, parts = [value], 0
    while rest:
        part = rest.pop()
        if isinstance(part, (list, tuple)):
            parts += len(part)
            if parts > _MOST_PARTS:
                raise ValueError(f"more than {_MOST_PARTS} numbers in a {type(value).__name__}")
            rest += part
        elif isinstance(part, np.ndarray | np.generic):
            if part.dtype.kind not in kinds and part.dtype.kind != "O":
                return False
        elif part is None or isinstance(part, never):
            return False
    return True
