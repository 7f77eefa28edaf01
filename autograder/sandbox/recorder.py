"""Arrays and numbers that note what is done to them, and which products are in them.

A product of two numbers, a product of arrays and a dot product are told apart where they happen, and what comes out
carries along which of them went into it, up to what the function returns. So what is computed on the way, for a check
or a print, is not taken for what makes the result.

What is noted is the student process's claim: it runs beside student code, which can write into it. The grader asks for
it in calls of its own, so that no value depends on it.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.sandbox.products import FOLDS, GIVEN, MADE, REBUILT, REDUCED, Log, contracts, product_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Of a list of arrays these make one array, and say nothing to those in it; NumPy's other functions do.
OF_ARRAYS = {"dot", "vdot", "inner", "tensordot", "einsum", "prod", "sum"}
_BLANK = {"zeros_like", "ones_like", "empty_like", "full_like"}  # they take a shape, and no number
_NOTHING: frozenset[str] = frozenset()
_ARITHMETIC = (np.add, np.subtract, np.multiply, np.true_divide, np.floor_divide, np.remainder, np.power)
_OF_TWO = dict(zip(("add", "sub", "mul", "truediv", "floordiv", "mod", "pow"), _ARITHMETIC, strict=True))
_OF_ONE = {"neg": np.negative, "pos": np.positive, "abs": np.absolute}
_METHODS = ("astype", "copy", "sum", "mean", "prod", "max", "min", "round", "squeeze", "ravel", "flatten", "reshape")
# Taken here, as they are exchanged while a function is traced.
_array, _asarray, _empty, _frompyfunc = np.array, np.asarray, np.empty, np.frompyfunc
_dot, _mean = np.dot, np.mean


class Number:
    """What a number that notes has beside its value."""

    log: Log
    how: frozenset[str]


def _rounded(number: Any, digits: int | None = None) -> Any:
    value = round(plain(number), digits)
    return value if digits is None else noted(value, number.log, number.how)


def _method(name: str) -> Any:
    def method(number: Any, *arguments: Any, **options: Any) -> Any:
        return recorded(getattr(plain(number), name)(*arguments, **options), [number], number.how, number.log)

    return method


def _operator(function: Any, *, turned: bool = False) -> Any:
    return lambda one, *other: function(*other, one) if turned else function(one, *other)


def _noting_kind(kind: type) -> type:
    """A kind of number that does its arithmetic by NumPy's functions, which tell both operands."""
    methods: dict[str, Any] = {
        "item": lambda number, *_place: number,
        "tolist": lambda number: number,
        "dot": lambda number, other: called(_dot, (number, other), {}),
        **dict.fromkeys(("T", "real"), property(lambda number: number)),
        **{name: _method(name) for name in _METHODS},
        "__round__": _rounded,
        "__array_ufunc__": lambda _, ufunc, method, *inputs, **options: arithmetic(ufunc, method, inputs, options),
        "__array_function__": lambda _, function, _types, arguments, options: called(function, arguments, options),
        **{f"__{name}__": _operator(function) for name, function in (_OF_ONE | _OF_TWO).items()},
        **{f"__r{name}__": _operator(function, turned=True) for name, function in _OF_TWO.items()},
    }
    return type(kind.__name__, (kind, Number), methods)  # in this order: NumPy reads a number by the first


_KINDS: dict[type, Any] = {kind: _noting_kind(kind) for kind in (np.float64, np.float32, np.longdouble, np.int64)}
_REAL: dict[type, Any] = {noting_kind: kind for kind, noting_kind in _KINDS.items()}
_KINDS[float] = _KINDS[np.float64]


def noted(value: Any, log: Log, how: frozenset[str] = _NOTHING) -> Any:
    """A number as one that notes, if it is of a kind that can."""
    if type(value) not in _KINDS:
        return value
    number = _KINDS[type(value)](value)
    number.log, number.how = log, how
    return number


class Recorder(np.ndarray[Any, Any]):
    """An array that notes what is done to it; a blank one holds no number that was given."""

    log: Log
    role: str
    how: frozenset[str]
    blank: bool

    def __new__(cls, values: Any, log: Log, role: str = GIVEN, how: frozenset[str] = _NOTHING) -> Recorder:
        """View ``values`` as a recording array."""
        array = _asarray(values).view(cls)
        array.log, array.role, array.how = log, role, how
        return array

    def __array_finalize__(self, parent: Any) -> None:
        """Keep the log, the role and what is in it, in slices and other views."""
        self.log = getattr(parent, "log", None) or Log()
        self.role = getattr(parent, "role", GIVEN)
        self.how = getattr(parent, "how", _NOTHING)
        self.blank = getattr(parent, "blank", False)

    def __getitem__(self, index: Any) -> Any:
        """Note a visit, of one element or of a part; iterating comes here as well."""
        value = super().__getitem__(plain(index))
        size = size_of(value)  # 1 for an element, and for a slice that holds just one
        self.log.note("visit" if size == 1 else "part", "getitem", self.role, size)
        return self.element(value)

    def __setitem__(self, index: Any, value: Any) -> None:
        """Take what is in a value."""
        super().__setitem__(plain(index), plain(value))
        self.take_in(value)

    def take_in(self, value: Any) -> None:
        """Have in it from now on what is in a value."""
        if parts := list(filter(holds, noting(value))):
            self.how, self.blank = self.how | how_of(parts), False

    def element(self, value: Any) -> Any:
        """An element of it as a number that notes."""
        return value if self.blank else noted(value, self.log, self.how)

    def item(self, *place: Any) -> Any:
        """Note a visit."""
        self.log.note("visit", "item", self.role, 1)
        return self.element(super().item(*place))

    def tolist(self) -> Any:
        """Note that every element goes into plain Python."""
        self.log.note("visit", "tolist", self.role, self.size)
        return self._listed(super().tolist())

    def _listed(self, value: Any) -> Any:
        return [*map(self._listed, value)] if isinstance(value, list) else self.element(value)

    @property
    def flat(self) -> Any:
        """Note that every element is visited."""
        self.log.note("visit", "flat", self.role, self.size)
        return Flat(self)

    def dot(self, other: Any, out: Any = None) -> Any:
        """Note a dot product."""
        return called(_dot, (self, other), {} if out is None else {"out": out})

    def mean(self, *arguments: Any, **options: Any) -> Any:
        """Note a mean, of which NumPy makes an ordinary number."""
        return called(_mean, (self, *arguments), options)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        """Note arithmetic on whole arrays."""
        return arithmetic(ufunc, method, inputs, options)

    def __array_function__(self, function: Any, types: Any, arguments: Any, options: Any) -> Any:
        """Note a function of NumPy's."""
        return called(function, arguments, options)


class Flat:
    """A recording array's ``flat``."""

    def __init__(self, array: Recorder) -> None:
        self._array, self._flat = array, plain(array).flat

    def __getattr__(self, name: str) -> Any:
        """Whatever else it is asked for."""
        return getattr(self._flat, name)

    def __iter__(self) -> Iterator[Any]:
        """Hand out the elements that are left."""
        return self

    def __next__(self) -> Any:
        """The next element."""
        return self._array.element(next(self._flat))

    def __getitem__(self, index: Any) -> Any:
        """One element, or several."""
        return self._array.element(self._flat[plain(index)])


def arithmetic(ufunc: Any, method: str, inputs: tuple[Any, ...], options: dict[str, Any]) -> Any:
    """Apply one of NumPy's functions to numbers and arrays, and note it."""
    inputs, out = tuple(map(as_array, inputs)), options.get("out", ())
    if out:
        options["out"] = tuple(map(plain, out))
    own = set("".join(ufunc.types)) <= set("O->")  # a function of the notebook's own, as np.vectorize makes them
    value = getattr(ufunc, method)(*map(_elements if own else plain, inputs), **options)
    name = ufunc.__name__ if method == "__call__" else f"{ufunc.__name__}.{method}"
    return _into(out, _noted_call(name, inputs, noting((inputs, out)), value))


def called(function: Any, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
    """Call one of NumPy's functions on numbers and arrays, and note it."""
    name = function.__name__
    operands = tuple(map(as_array, arguments)) if name in OF_ARRAYS else arguments
    parts = noting((operands, tuple(options.values())))
    value = function(*map(plain, arguments), **{key: plain(option) for key, option in options.items()})
    if name == "take":
        parts[0].log.note("visit", name, getattr(parts[0], "role", REBUILT), size_of(value))
        return recorded(value, parts, how_of(parts), parts[0].log)
    if name == "einsum" and not contracts(*arguments):
        name = "multiply"
    result = _noted_call(name, operands[0] if name == "multi_dot" else operands, parts, value)
    return _into((options.get("out"),), result)


def _into(targets: Iterable[Any], result: Any) -> Any:
    """A result, which the arrays that it was put into have in them as well."""
    for target in targets:
        if isinstance(target, Recorder):
            target.take_in(result)
    return result


def _noted_call(name: str, operands: Iterable[Any], parts: list[Any], value: Any) -> Any:
    several, size, log = size_of(value) > 1, max(map(size_of, parts)), parts[0].log
    told = [part for part in parts if isinstance(part, Recorder) and part.role != REBUILT]
    if told:
        log.note("call", "multiply" if several and name in FOLDS else name, told[0].role, size)
    how = how_of(parts)
    if kind := product_of(name, [list(filter(holds, noting(one))) for one in operands], size, several=several):
        log.products.setdefault((kind, name), size)
        how |= {kind}
    elif size > 1 and not several:
        how |= {REDUCED}
    return recorded(value, [] if name in _BLANK else parts, how, log)


def recorded(value: Any, parts: list[Any], how: frozenset[str], log: Log) -> Any:
    """What came out of a call, as what notes; what does already, stays."""
    if type(value) in (list, tuple):
        return type(value)(recorded(one, parts, how, log) for one in value)
    holding = list(filter(holds, parts))
    if type(value) is not np.ndarray:
        return noted(value, log, how) if holding else value
    if value.dtype == object:
        how = how.union(*(one.how for one in value.flat if isinstance(one, Number)))
    rebuilt = {getattr(part, "role", REBUILT) for part in parts} == {REBUILT}
    array = Recorder(value, log, REBUILT if rebuilt else MADE, how)
    array.blank = not holding
    return array


def as_array(value: Any) -> Any:
    """A list or tuple with numbers or arrays that note in it as an array that does."""
    if not isinstance(value, (list, tuple)) or not (parts := noting(value)):
        return value
    with contextlib.suppress(ValueError):  # its parts are of different lengths
        return Recorder(_array(plain(value)), parts[0].log, REBUILT, how_of(parts))
    return value


def _elements(value: Any) -> Any:
    """An array of Python objects in place of a recording one: its elements, as numbers that note."""
    if isinstance(value, Recorder):
        return _frompyfunc(value.element, 1, 1)(plain(value), out=_empty(value.shape, object))
    return plain(value)


def holds(part: Any) -> bool:
    """Whether there are numbers in it that come from what was given: not in a mask, nor in zeros of its shape."""
    return not (isinstance(part, Recorder) and (part.blank or part.dtype == bool))


def noting(value: Any) -> list[Any]:
    """The arrays and numbers that note, in a value or in lists and tuples in it."""
    if isinstance(value, (Recorder, Number)):
        return [value]
    return [part for one in value for part in noting(one)] if isinstance(value, (list, tuple)) else []


def how_of(parts: Iterable[Any]) -> frozenset[str]:
    """All that is in these."""
    return _NOTHING.union(*(part.how for part in parts if holds(part)))


def size_of(value: Any) -> int:
    """How many elements there are; ``np.size`` would be noted as well."""
    return sum(map(size_of, value)) if isinstance(value, (list, tuple)) else int(_asarray(plain(value)).size)


def plain(value: Any) -> Any:
    """The same without anything that notes."""
    if isinstance(value, Recorder):
        return value.view(np.ndarray)
    if isinstance(value, Number):
        return _REAL[type(value)](value)
    if isinstance(value, (list, tuple)):
        return [*map(plain, value)] if isinstance(value, list) else (*map(plain, value),)
    return value
