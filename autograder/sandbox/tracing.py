"""A call with recording arrays: what they note, also where NumPy or Python would turn them into ordinary ones."""

from __future__ import annotations

import builtins
import contextlib
import math
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.sandbox.products import MADE, REBUILT, REDUCED, Log
from autograder.sandbox.recorder import OF_ARRAYS, Number, Recorder, as_array, how_of, noted, noting, plain, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAKERS = (np.array, np.asarray, np.ascontiguousarray, np.asfortranarray)
_CONVERSIONS = (float, np.float32, np.float64, np.longdouble)
_BLANKS = (np.zeros, np.empty, np.ones, np.full)
_real_nditer, _real_sum, _real_fsum = np.nditer, sum, math.fsum


def _through(maker: Any) -> Any:
    """A function that gives a recording array back as one: many begin with such a line."""

    def make(value: Any, *rest: Any, **options: Any) -> Any:
        made = maker(plain(value), *rest, **options)
        parts = noting(value)
        if not parts:
            return made
        roles = {getattr(part, "role", REBUILT) for part in parts}
        role = value.role if isinstance(value, Recorder) else REBUILT if roles == {REBUILT} else MADE
        return Recorder(made, parts[0].log, role, how_of(parts))

    return make


class _Heard:
    """A function of NumPy's that hears numbers which note in a list, too."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self._of_arrays = isinstance(real, np.ufunc) or real.__name__ in OF_ARRAYS

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        value, parts = self._real(*map(self._heard, arguments), **options), noting(arguments)
        return recorded(value, parts, how_of(parts), parts[0].log) if parts else value

    def _heard(self, value: Any) -> Any:
        numbers_alone = all(isinstance(part, Number) for part in noting(value))
        return as_array(value) if self._of_arrays or numbers_alone else value


class _Converting(type):
    """The kind of ``float`` while a function is traced: a number that notes is one already."""

    kind: type

    def __call__(cls, *given: Any, **options: Any) -> Any:
        made = cls.kind(*map(plain, given), **options)
        parts = noting(given)
        if not parts:
            return made
        if isinstance(made, np.ndarray):
            return Recorder(made, parts[0].log, REBUILT, how_of(parts))
        return noted(float(made), parts[0].log, how_of(parts))

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, cls.kind)

    def __subclasscheck__(cls, one: type) -> bool:
        return issubclass(one, cls.kind)


def _converting(kind: type) -> Any:
    return _Converting(kind.__name__, (kind,), {"kind": kind, "dtype": np.dtype(kind)})


def _fsum(values: Any) -> Any:
    """``math.fsum``, which gives an ordinary number."""
    values = list(values)
    parts, total = noting(values), _real_fsum(map(plain, values))
    return noted(total, parts[0].log, how_of(parts) | {REDUCED}) if parts else total


def _sum(values: Any, *start: Any, **options: Any) -> Any:
    """``sum``: it visits no element of a product as a loop of the student's would, and leaves none as it was given."""
    inside = values
    if isinstance(values, Recorder) and values.role == MADE and values.ndim == 1:
        inside = [values.element(value) for value in plain(values)]
    total = _real_sum(inside, *start, **options)
    if isinstance(values, Recorder) and isinstance(total, Number):
        total.how |= {REDUCED}
    return total


class _Nditer:
    """``np.nditer``, which says nothing to an array that it visits: here what it hands out notes as well."""

    def __init__(self, arrays: Any, *rest: Any, **options: Any) -> None:
        several = isinstance(arrays, (list, tuple))
        self._of = list(arrays) if several else [arrays]
        self._real = _real_nditer([*map(plain, arrays)] if several else plain(arrays), *rest, **options)
        for array in self._of:
            if isinstance(array, Recorder):
                array.log.note("visit", "nditer", array.role, array.size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def __enter__(self) -> _Nditer:
        self._real.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._real.__exit__(*error)

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        values = next(self._real)
        return tuple(map(_as_of, values, self._of)) if isinstance(values, tuple) else _as_of(values, self._of[0])

    def __getitem__(self, place: int) -> Any:
        return _as_of(self._real[place], self._of[place])


def _as_of(value: Any, array: Any) -> Any:
    return Recorder(value, array.log, REBUILT, array.how) if isinstance(array, Recorder) else value


_INSTEAD: dict[int, Any] = {
    **{id(real): _Heard(real) for real in vars(np).values() if isinstance(real, (np.ufunc, type(np.sum)))},
    **{id(real): _through(real) for real in _MAKERS},
    **{id(real): _converting(real) for real in _CONVERSIONS},
    id(np.nditer): _Nditer,
    id(sum): _sum,
    id(math.fsum): _fsum,
}


def _blank(maker: Any, log: Log) -> Any:
    """A maker of arrays that take in what is put into them."""

    def make(*arguments: Any, **options: Any) -> Any:
        array = Recorder(maker(*map(plain, arguments), **options), log, REBUILT)
        array.blank = True
        array.take_in(arguments)
        return array

    return make


@contextlib.contextmanager
def _recording_survives(log: Log) -> Iterator[None]:
    """Let what would lose a recording array pass it on, in NumPy, Python and under the notebook's own names."""
    instead = _INSTEAD | {id(maker): _blank(maker, log) for maker in _BLANKS}
    spaces = (vars(np), vars(builtins), vars(math), vars(sys.modules["__main__"]))
    changed = [(space, name, value) for space in spaces for name, value in space.items() if id(value) in instead]
    try:
        for space, name, value in changed:
            space[name] = instead[id(value)]
        yield
    finally:
        for space, name, value in changed:
            space[name] = value


def trace(function: Any, arguments: list[Any], keywords: dict[str, Any]) -> list[list[Any]] | None:
    """What a function does to its arrays, and which products are in what it returns.

    None where it does not take recording arrays.
    """
    try:
        log = Log()
        given = [_recording(value, log) for value in arguments]
        named = {name: _recording(value, log) for name, value in keywords.items()}
        with _recording_survives(log):
            returned = function(*given, **named)
        return log.all_events(how_of(noting(returned)))
    except BaseException:  # noqa: BLE001 - whatever it throws, the trace is not to be used
        return None


def _recording(value: Any, log: Log) -> Any:
    return Recorder(value, log) if isinstance(value, np.ndarray) and value.dtype.kind in "biufc" else value
