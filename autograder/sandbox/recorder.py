"""An array that notes what is done to it: visits of single elements, whole-array arithmetic, sums, dot products.

What it notes is the student process's claim: it runs beside student code, which can write into it. The grader asks
for it in calls of its own, so that no value depends on it, and believes it only where the source says the same.
"""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_EVENTS = 4000
_GIVEN, _MADE = "given", "made"
_MULTIPLY = {"einsum", "prod", "multiply.reduce"}  # where several numbers come out
_real_nditer = np.nditer
_MAKERS = ("array", "asarray", "ascontiguousarray", "asfortranarray")


class Log:
    """Events in order: what was done, by which name, to a given array or one made from it, of how many elements."""

    def __init__(self) -> None:
        self.events: list[list[Any]] = []

    def note(self, what: str, name: str, role: str, size: int) -> None:
        """Add an event, as long as there is room."""
        if len(self.events) < MOST_EVENTS:
            self.events.append([what, name[:40], role, int(size)])


class Recorder(np.ndarray[Any, Any]):
    """An array that notes what is done to it."""

    log: Log
    role: str

    def __new__(cls, values: Any, log: Log, role: str = _GIVEN) -> Recorder:
        """View ``values`` as a recording array."""
        array = np.asarray(values).view(cls)
        array.log, array.role = log, role
        return array

    def __array_finalize__(self, parent: Any) -> None:
        """Keep the log, and the role, in slices and other views."""
        self.log = getattr(parent, "log", None) or Log()
        self.role = getattr(parent, "role", _GIVEN)

    def __getitem__(self, index: Any) -> Any:
        """Note a visit, of one element or of a part; iterating comes here as well."""
        value = super().__getitem__(index)
        size = _size(value)  # 1 for an element, and for a slice that holds just one
        self.log.note("visit" if size == 1 else "part", "getitem", self.role, size)
        return value

    def item(self, *place: Any) -> Any:
        """Note a visit."""
        self.log.note("visit", "item", self.role, 1)
        return super().item(*place)

    def tolist(self) -> Any:
        """Note that every element goes into plain Python."""
        self.log.note("visit", "tolist", self.role, self.size)
        return super().tolist()

    @property
    def flat(self) -> Any:
        """Note that every element is visited."""
        self.log.note("visit", "flat", self.role, self.size)
        return super().flat

    def dot(self, other: Any, out: Any = None) -> Any:
        """Note a dot product."""
        self.log.note("call", "dot", self.role, self.size)
        return _plain(self).dot(_plain(other), _plain(out))

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        """Note arithmetic on whole arrays."""
        if "out" in options:
            options["out"] = tuple(map(_plain, options["out"]))
        value = getattr(ufunc, method)(*map(_plain, inputs), **options)
        name = ufunc.__name__ if method == "__call__" else f"{ufunc.__name__}.{method}"
        return self._called(name, max(map(_size, inputs)), value)

    def __array_function__(self, function: Any, types: Any, arguments: Any, options: Any) -> Any:
        """Note a function of NumPy's."""
        value = function(*map(_plain, arguments), **{name: _plain(value) for name, value in options.items()})
        if function.__name__ == "take":
            self.log.note("visit", "take", self.role, _size(value))
            return self._recorded(value)
        return self._called(function.__name__, self.size, value)

    def _called(self, name: str, size: int, value: Any) -> Any:
        several = isinstance(value, np.ndarray) and value.size > 1
        self.log.note("call", "multiply" if several and name in _MULTIPLY else name, self.role, size)
        return self._recorded(value)

    def _recorded(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return type(value)(map(self._recorded, value)) if type(value) in (list, tuple) else value
        return Recorder(value, self.log, _MADE) if type(value) is np.ndarray else value


def _size(value: Any) -> int:
    """How many elements there are; ``np.size`` would be noted as well."""
    return int(np.size(_plain(value)))


def _plain(value: Any) -> Any:
    if isinstance(value, Recorder):
        return value.view(np.ndarray)
    if isinstance(value, (list, tuple)):
        return [*map(_plain, value)] if isinstance(value, list) else (*map(_plain, value),)
    return value


def _through(maker: Any) -> Any:
    """A function that gives a recording array back as one: many begin with such a line."""

    def make(value: Any, *rest: Any, **options: Any) -> Any:
        made = maker(value, *rest, **options)
        if isinstance(value, Recorder):
            return Recorder(made, value.log, value.role)
        inside = [part for part in value if isinstance(part, Recorder)] if isinstance(value, (list, tuple)) else []
        return Recorder(made, inside[0].log, _MADE) if inside else made

    return make


def _nditer(arrays: Any, *rest: Any, **options: Any) -> Any:
    """``np.nditer``, which says nothing to an array that it visits."""
    for array in arrays if isinstance(arrays, (list, tuple)) else [arrays]:
        if isinstance(array, Recorder):
            array.log.note("visit", "nditer", array.role, array.size)
    return _real_nditer(arrays, *rest, **options)


@contextlib.contextmanager
def _recording_survives() -> Iterator[None]:
    """Let what would lose a recording array pass it on, in NumPy and under the notebook's own names."""
    instead = {id(maker): _through(maker) for maker in (getattr(np, name) for name in _MAKERS)}
    instead[id(np.nditer)] = _nditer
    spaces = (vars(np), vars(sys.modules["__main__"]))
    changed = [(space, name, value) for space in spaces for name, value in space.items() if id(value) in instead]
    try:
        for space, name, value in changed:
            space[name] = instead[id(value)]
        yield
    finally:
        for space, name, value in changed:
            space[name] = value


def trace(function: Any, arguments: list[Any]) -> list[list[Any]] | None:
    """What a function does to its arrays, or None where it does not take recording ones."""
    try:
        log = Log()
        given = [Recorder(value, log) if isinstance(value, np.ndarray) else value for value in arguments]
        with _recording_survives():
            function(*given)
    except BaseException:  # noqa: BLE001 - whatever it throws, the trace is not to be used
        return None
    return log.events
