"""Arrays on the wire: how one is described, and the checks before any memory is given to what a description claims."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

_DTYPE = re.compile(r"\|b1|\|[iu]1|<[iu][248]|<f(?:2|4|8|16)|<c(?:8|16|32)")
_MOST_NUMBERS = 4 << 20  # in all arrays of an answer: whoever looks at them takes up to 32 bytes for each
_MOST_AXES = 16  # of an array; no question has more than three


class WireError(Exception):
    """What came over the wire is not a frame that this kit writes."""


def described(plain: np.ndarray[Any, Any], arrays: bytearray) -> list[Any]:
    """What is said of an array of plain numbers, whose bytes are appended to ``arrays``."""
    plain = plain.astype(plain.dtype.newbyteorder("<"), order="C", copy=False)
    data = plain.tobytes()
    arrays += data
    return [plain.dtype.str, list(plain.shape), len(data)]


class ArrayBytes:
    """The bytes of a frame's arrays, taken in the order in which they were written."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0
        self._numbers = 0

    def take(self, content: list[Any]) -> np.ndarray[Any, Any]:
        """The next array.

        Raises
        ------
        WireError
            When it is not what its description says.
        """
        if len(content) != 3:
            raise WireError("an array is not described")
        dtype, shape, size = content
        if not isinstance(dtype, str) or not _DTYPE.fullmatch(dtype):
            raise WireError("an array is of no plain dtype")
        plain = _dtype(dtype)
        count = count_of(shape)
        if type(size) is not int or size != count * plain.itemsize or size > len(self._data) - self._position:
            raise WireError("an array is not as large as it says")
        self._numbers += count
        if self._numbers > _MOST_NUMBERS:
            raise WireError(f"it has more than {_MOST_NUMBERS} numbers")
        data = self._data[self._position : self._position + size]
        self._position += size
        return shaped(np.frombuffer(data, dtype=plain), shape).copy()

    def finish(self) -> None:
        """Check that every byte belonged to an array."""
        if self._position != len(self._data):
            raise WireError("the answer holds bytes of no array")


def count_of(shape: Any) -> int:
    """How many elements a shape has room for.

    Raises
    ------
    WireError
        When it is no shape.
    """
    if not isinstance(shape, list) or len(shape) > _MOST_AXES or not all(map(_is_length, shape)):
        raise WireError("an array has no shape")
    return math.prod(shape)


def shaped(flat: np.ndarray[Any, Any], shape: list[int]) -> np.ndarray[Any, Any]:
    """The elements in this shape.

    Raises
    ------
    WireError
        When NumPy has no array of it.
    """
    try:
        return flat.reshape(shape)
    except ValueError as error:
        raise WireError("an array cannot have this shape") from error


def _dtype(name: str) -> np.dtype[Any]:
    try:
        return np.dtype(name)
    except TypeError as error:
        raise WireError("an array is of a dtype that this machine does not have") from error


def _is_length(length: Any) -> bool:
    return type(length) is int and 0 <= length < 1 << 31
