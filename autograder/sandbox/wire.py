"""The wire between grader and worker: what may cross the wall, and how.

A frame is a header (two lengths), a JSON text and the raw bytes of its arrays, in order of appearance. Values are
None, bool, int, float, complex, str, bytes, list, tuple, dict, set, numpy scalars, arrays of plain dtype and arrays of
such values; anything else crosses as its type's name only. What a call may be given beside them (``arguments.py``)
goes to a worker, and is refused where it comes from one. The reader believes nothing: lengths, kinds, shapes and sizes
are checked before anything is allocated for them, and whatever is wrong is a ``WireError``. Nothing is ever unpickled.

What the worker promises of its own lengths is worth nothing, since a notebook can change the worker. So each cap is
kept again where a value is received: a text that is longer is cut, and more parts or numbers than any function of a
notebook has to give are no answer.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.sandbox.arrays import ArrayBytes, count_of, described, shaped
from autograder.sandbox.arrays import WireError as WireError  # of all that is wrong with a frame

if TYPE_CHECKING:
    import socket

MAX_TEXT = 16 << 20  # room for the longest cell, each of its characters escaped
MAX_BYTES = 64 << 20  # eight million numbers; questions give and take thousands
_HEADER = struct.Struct("!II")
LONGEST_TEXT = 4000  # more than anybody reads of a wrong value
LONGEST_VALUE = 20_000  # of a text that is a value, and may be a right one
LONGEST_NAME = 80  # of a type
_MAX_DIGITS = 1000  # turning digits into a number takes time by the square of their count
_MOST_PARTS = 200_000  # each becomes an object of some hundred bytes
_DEEPEST = 60  # lists in lists: each level takes a frame of this process
_MAX_PAIRS = 1000  # keys can be made to collide: the cost of a dict is the square of its size
_CHUNK = 1 << 16  # a larger piece would be mapped and unmapped by the system, each time

Other = Callable[[Any, str], Any]  # from a value that is no plain data, and what to call it, to its node


@dataclass(frozen=True)
class Opaque:
    """A value that does not cross the wire; only the name of its type does."""

    type_name: str


@dataclass(frozen=True)
class Frame:
    """A message as it travels: a JSON document and the bytes of its arrays."""

    document: Any
    arrays: bytes


def pack_frame(document: Any, arrays: bytes = b"") -> bytes:
    """One frame, as it travels.

    Raises
    ------
    WireError
        If it is larger than a frame may be.
    """
    text = _TO_JSON.encode(document).encode("utf-8", "surrogatepass")
    if len(text) > MAX_TEXT or len(arrays) > MAX_BYTES:
        raise WireError(f"a frame of {len(text)} + {len(arrays)} bytes is too large")
    return _HEADER.pack(len(text), len(arrays)) + text + arrays


def write_frame(sock: socket.socket, document: Any, arrays: bytes = b"") -> None:
    """Send one frame, however long the other side takes to read it."""
    sock.sendall(pack_frame(document, arrays))


class FrameReader:
    """Reads frames from a socket, a piece at a time, never holding more than one frame."""

    def __init__(self, sock: socket.socket, max_text: int = MAX_TEXT) -> None:
        self._sock = sock
        self._max_text = max_text
        self._pending = bytearray()

    def read_some(self) -> Frame | None:
        """Read once from the socket; the frame, if it is now complete.

        Raises
        ------
        EOFError
            When the other side has closed.
        WireError
            When what came is no frame.
        """
        piece = self._sock.recv(_CHUNK)
        if not piece:
            raise EOFError
        self._pending += piece
        if len(self._pending) < _HEADER.size:
            return None
        text_length, array_length = _HEADER.unpack_from(self._pending)
        if text_length > self._max_text or array_length > MAX_BYTES:
            raise WireError("the answer is too large")
        end = _HEADER.size + text_length + array_length
        if len(self._pending) > end:
            raise WireError("an answer came that nobody asked for")
        if len(self._pending) < end:
            return None
        with memoryview(self._pending) as whole:  # a slice of the array itself would be one more copy
            text, arrays = bytes(whole[_HEADER.size : end - array_length]), bytes(whole[end - array_length :])
        self._pending.clear()
        return Frame(_parse(text), arrays)

    def read(self) -> Frame:
        """Read until a frame is complete."""
        while (frame := self.read_some()) is None:
            pass
        return frame


def _parse(text: bytes) -> Any:
    try:
        return _FROM_JSON.decode(text.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise WireError("the answer is not in the kit's format") from error


def _parse_int(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise ValueError("too many digits")
    return int(digits)


_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # json.dumps would make one for each frame
_FROM_JSON = json.JSONDecoder(parse_int=_parse_int)


def cut(text: str, most: int = LONGEST_TEXT) -> str:
    """A text of no more than so many characters; where some are left out, its end says so."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def opaque(_value: Any, name: str) -> Any:
    """All that crosses of a value that does not: the name of its type."""
    return {"opaque": name[:LONGEST_NAME]}


def encode(value: Any, arrays: bytearray, other: Other = opaque) -> Any:
    """Put a value into JSON, its arrays' bytes appended to ``arrays``; ``other`` puts in what is no plain data."""
    if isinstance(value, (np.ndarray, np.generic)):
        return _encode_array(value, arrays, other)
    if isinstance(value, (list, tuple)):
        return {"tuple" if isinstance(value, tuple) else "list": [encode(item, arrays, other) for item in value]}
    if isinstance(value, dict):
        return {"dict": [[encode(key, arrays, other), encode(item, arrays, other)] for key, item in value.items()]}
    if isinstance(value, (set, frozenset)):
        return {"set" if isinstance(value, set) else "frozenset": [encode(item, arrays, other) for item in value]}
    return _encode_atom(value, other)


def _encode_atom(value: Any, other: Other) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        whole = int(value)
        return whole if abs(whole) < 10 ** (_MAX_DIGITS - 1) else other(value, "huge int")
    if isinstance(value, str):
        return {"str": str(value)}
    if isinstance(value, Real):
        return _as_float(value, other)
    if isinstance(value, complex):
        return {"complex": [value.real, value.imag]}
    if isinstance(value, bytes):
        return {"bytes": value.decode("latin-1")}
    if isinstance(value, range) and len(value) <= _MOST_PARTS:
        return {"list": list(value)}
    return other(value, type(value).__name__)


def _as_float(value: Real, other: Other) -> Any:
    try:
        return float(value)
    except OverflowError:
        return other(value, f"huge {type(value).__name__}")


def _encode_array(value: Any, arrays: bytearray, other: Other) -> Any:
    kind = "scalar" if isinstance(value, np.generic) else "array"
    plain = np.array(value, subok=False)
    if plain.dtype.kind == "O" and all(isinstance(item, Real) for item in plain.flat):
        plain = plain.astype(np.float64)
    if plain.dtype.kind in "biufc":
        return {kind: described(plain, arrays)}
    if plain.dtype.kind not in "UTO":
        return other(value, f"{kind} of {plain.dtype}")
    if kind == "scalar":
        return {"str": str(value)}
    return {"objects": [list(plain.shape), [encode(item, arrays, other) for item in plain.ravel().tolist()]]}


class Decoder:
    """Decodes the values of one frame, taking the arrays' bytes in the order in which they were written."""

    def __init__(self, arrays: bytes) -> None:
        self._arrays = ArrayBytes(arrays)
        self._parts = 0
        self._depth = 0

    def value(self, node: Any) -> Any:
        """Plain value of a node of the document.

        Raises
        ------
        WireError
            When the node is nothing that ``encode`` writes.
        """
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise WireError(f"it has more than {_MOST_PARTS} parts")
        if node is None or isinstance(node, (bool, int, float)):
            return node
        if not isinstance(node, dict) or len(node) != 1:
            raise WireError("a value has no kind")
        ((kind, content),) = node.items()
        if isinstance(content, str):
            return self._text(kind, content)
        if not isinstance(content, list):
            raise WireError("a value has no content")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise WireError("a value is nested too deeply")
        found = self._compound(kind, content)
        self._depth -= 1
        return found

    def finish(self) -> None:
        """Check that every byte belonged to an array."""
        self._arrays.finish()

    def _text(self, kind: str, content: str) -> Any:
        if kind == "str":
            return cut(content, LONGEST_VALUE)
        if kind == "opaque":
            return Opaque(cut(content, LONGEST_NAME) or "thing")
        if kind == "bytes" and max(content, default="") <= "\xff":
            return content[:LONGEST_VALUE].encode("latin-1")
        raise WireError("a text is no text")

    def _compound(self, kind: str, content: list[Any]) -> Any:
        if kind == "array":
            return self._arrays.take(content)
        if kind == "scalar":
            return _scalar(self._arrays.take(content))
        if kind == "complex" and len(content) == 2 and all(type(part) is float for part in content):
            return complex(*content)
        if kind in ("list", "tuple"):
            items = map(self.value, content)
            return list(items) if kind == "list" else tuple(items)
        if kind in ("set", "frozenset"):
            return self._set(content) if kind == "set" else frozenset(self._set(content))
        if kind in ("dict", "objects"):
            return self._dict(content) if kind == "dict" else self._objects(content)
        raise WireError("a value is of an unknown kind")

    def _dict(self, content: list[Any]) -> dict[Any, Any]:
        if len(content) > _MAX_PAIRS:
            raise WireError("a dict is too large")
        if not all(isinstance(pair, list) and len(pair) == 2 for pair in content):
            raise WireError("a dict is no list of pairs")
        try:
            return {self.value(key): self.value(item) for key, item in content}
        except TypeError as error:
            raise WireError("a dict has a key that cannot be one") from error

    def _set(self, content: list[Any]) -> set[Any]:
        if len(content) > _MAX_PAIRS:
            raise WireError("a set is too large")
        try:
            return set(map(self.value, content))
        except TypeError as error:
            raise WireError("a set holds what cannot be in one") from error

    def _objects(self, content: list[Any]) -> np.ndarray[Any, Any]:
        if len(content) != 2 or not isinstance(content[1], list) or count_of(content[0]) != len(content[1]):
            raise WireError("an array is not as large as it says")
        flat = np.empty(len(content[1]), dtype=object)
        for place, item in enumerate(map(self.value, content[1])):
            flat[place] = item
        return shaped(flat, content[0])


def _scalar(array: np.ndarray[Any, Any]) -> Any:
    if array.shape != ():
        raise WireError("a number has a shape")
    return array[()]
