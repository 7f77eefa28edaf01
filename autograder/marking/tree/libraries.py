"""What functions that the notebook does not define do with products, by their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from autograder.marking.tree.values import (
    ADDED,
    DOT,
    ELEMENT,
    MANY,
    NOTHING,
    NUMBERS,
    SUMMED,
    UNKNOWN,
    WHOLE,
    Elementwise,
    Library,
    Partial,
    Value,
    display,
    join,
    marked,
    merge,
    number,
    sequence,
    step,
)

DOTS = {
    *("dot", "vdot", "inner", "matmul", "tensordot", "einsum", "vecdot", "ddot", "sdot", "multi_dot", "sumprod"),
    *("matvec", "vecmat", "__matmul__", "__rmatmul__"),
}
_PRODUCTS = {"multiply", "mul", "imul", "__mul__", "__rmul__", "__imul__", "fma"}
_ADDS = {"add", "iadd", "__add__", "__radd__", "subtract", "sub"}
_SUMS = {
    *("sum", "fsum", "nansum", "mean", "nanmean", "average", "max", "min", "amax", "amin", "norm", "std", "var"),
    *("any", "all", "trace", "count_nonzero"),
}
_COUNTS = {"len", "size", "ndim", "isinstance", "issubclass", "type", "hasattr", "callable", "id", "print", "display"}
_FRESH = {
    *("range", "arange", "zeros", "ones", "empty", "full", "zeros_like", "ones_like", "empty_like", "full_like"),
    *("linspace", "ndindex", "shape", "isnan", "isfinite", "isclose", "allclose", "array_equal", "count", "repeat"),
}
_PICKS = {"next", "pop", "popleft", "item", "take", "getitem", "__getitem__", "__next__", "get", "get_nowait"}
_PUTS_TOGETHER = {
    *("array", "asarray", "tuple", "list", "dict", "set", "deque", "column_stack", "vstack", "hstack", "stack"),
    *("concatenate", "append", "chain", "sorted", "maximum", "minimum", "copysign"),
    *("DataFrame", "Series", "where", "abs", "round", "islice", "atleast_1d", "update_wrapper", "SimpleNamespace"),
}
_LONGEST_TEXT = 50


class Caller(Protocol):
    """Who calls functions, and remembers which products were met."""

    def call(self, function: Value, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        """What calling a function gives."""

    def handed_out(self, value: Value) -> Value:
        """What iterating hands out, also by a method of the notebook's own."""

    def attribute(self, value: Value, name: str) -> Value:
        """An attribute of a value."""

    def note(self, kind: str) -> None:
        """Remember that a product of some kind was met."""


Handler = Callable[[Caller, Library, list[Value]], Value]


def product(caller: Caller, left: Value, right: Value) -> Value:
    """Multiply: whole arrays, or single elements; a factor that was not given makes no product."""
    merged = merge(left, right)
    if not (left.given and right.given):
        return merged
    kind = ELEMENT if left.each is None or right.each is None else WHOLE
    caller.note(kind)
    inner = Value(how=merged.how | {kind})
    return inner if merged.each is None else sequence(inner)


def dot(caller: Caller, operands: list[Value]) -> Value:
    """Multiply and add at once; with other things than the given arrays, a sum like any other."""
    given = [value for value in operands if value.given]
    if len(given) == 1 and given[0].each is not None and given[0].each.each is not None:
        given = list(given[0].items) or [step(given[0])] * 2
    if len(given) <= 1:
        return number(*operands)
    kind = ELEMENT if any(value.each is None for value in given) else DOT
    caller.note(kind)
    return Value(how=number(*operands).how | {kind})


def plus(left: Value, right: Value) -> Value:
    """Add; a single product of a product of arrays is then added one by one."""
    merged = merge(left, right)
    singles = (value.how for value in (left, right) if value.each is None)
    if any(WHOLE in how and SUMMED not in how for how in singles):
        return marked(merged, frozenset({ADDED}))
    return merged


def call_library(caller: Caller, function: Library, arguments: list[Value], keywords: dict[str, Value]) -> Value:
    """Call what the notebook does not define; arguments by keyword count if anything that matters is in them."""
    if function.name == "partial" and arguments:
        return Value(calls=frozenset({Partial(arguments[0], tuple(arguments[1:]), tuple(keywords.items()))}))
    telling = [value for value in keywords.values() if value.given or value.how or value.calls]
    arguments = [*([function.receiver] if function.receiver else []), *arguments, *telling]
    known = f"{function.owner}.{function.name}"
    name = known if known in _HANDLERS else function.name
    if len(arguments) < _AT_LEAST.get(name, 0):
        return NOTHING
    return _HANDLERS.get(name, _other)(caller, function, arguments)


def _other(_caller: Caller, function: Library, arguments: list[Value]) -> Value:
    """A function whose name says nothing: what it gives is made of its arguments."""
    own = [call for value in arguments for call in value.calls if not isinstance(call, Library)]
    telling = [value for value in arguments if value.given or value.how or value.each is not None]
    made = telling[0] if len(telling) == 1 else merge(*telling) if telling else NOTHING
    if own:  # a decorator, most likely
        return replace(made, calls=frozenset(own))
    if sum(value.given for value in arguments) > 1 and function.name not in _PUTS_TOGETHER:
        return marked(made, frozenset({UNKNOWN}))
    return made


def _products(caller: Caller, _function: Library, arguments: list[Value]) -> Value:
    if len(arguments) < 2:
        return merge(*arguments)
    return merge(product(caller, arguments[0], arguments[1]), *(v for v in arguments[2:] if v.how))


def _dots(caller: Caller, _function: Library, arguments: list[Value]) -> Value:
    return dot(caller, arguments)


def _einsum(caller: Caller, _function: Library, arguments: list[Value]) -> Value:
    """A product of arrays if the text says that an array comes out, else a dot product."""
    text = next((c for value in arguments for c in value.constant if isinstance(c, str) and c != MANY), "")
    given = [value for value in arguments if value.given]
    inputs, arrow, output = text[:_LONGEST_TEXT].replace(" ", "").partition("->")
    if not arrow:
        output = "".join(letter for letter in inputs if letter.isalpha() and inputs.count(letter) == 1)
    return product(caller, given[0], given[1]) if output and len(given) == 2 else dot(caller, arguments)


def _adds(caller: Caller, function: Library, arguments: list[Value]) -> Value:
    return plus(arguments[0], arguments[1]) if len(arguments) >= 2 else _other(caller, function, arguments)


def _sums(caller: Caller, function: Library, arguments: list[Value]) -> Value:
    """One number for all elements."""
    if sum(value.given for value in arguments) > 1:
        return number(_other(caller, function, arguments))
    return number(*map(caller.handed_out, arguments), *arguments)


def _prod(caller: Caller, _function: Library, arguments: list[Value]) -> Value:
    """The product of all that a sequence hands out."""
    first, second, *_ = [*arguments[0].items, *[caller.handed_out(arguments[0])] * 2]
    return product(caller, first, second)


def _counts(_caller: Caller, function: Library, arguments: list[Value]) -> Value:
    many = bool(arguments) and arguments[0].constant == (MANY,)
    if many and function.name in ("len", "size"):
        return Value(constant=(MANY,))
    return Value(constant=(1,)) if many and function.name == "ndim" else NOTHING


def _fresh(_caller: Caller, _function: Library, _arguments: list[Value]) -> Value:
    return NUMBERS


def _picks(caller: Caller, _function: Library, arguments: list[Value]) -> Value:
    """A single element; several where a whole array of positions is given."""
    if len(arguments) > 1 and arguments[1].each is not None:
        return merge(arguments[0])
    return caller.handed_out(arguments[0])


def _zip(caller: Caller, _function: Library, arguments: list[Value]) -> Value:
    return sequence(display([caller.handed_out(value) for value in arguments]))


def _nditer(caller: Caller, function: Library, arguments: list[Value]) -> Value:
    several = list(arguments[0].items)
    return _zip(caller, function, several) if several else _other(caller, function, arguments)


def _enumerate(caller: Caller, _function: Library, arguments: list[Value]) -> Value:
    return sequence(display([NOTHING, caller.handed_out(arguments[0])]))


def _map(caller: Caller, _function: Library, arguments: list[Value]) -> Value:
    return sequence(caller.call(arguments[0], [caller.handed_out(value) for value in arguments[1:]], {}))


def _starmap(caller: Caller, _function: Library, arguments: list[Value]) -> Value:
    row = caller.handed_out(arguments[1])
    return sequence(caller.call(arguments[0], list(row.items) or [step(row)] * 2, {}))


def _reduce(caller: Caller, _function: Library, arguments: list[Value]) -> Value:
    """Fold a sequence by a function of two; with a starting value, from there."""
    item = caller.handed_out(arguments[1])
    once = caller.call(arguments[0], [arguments[2] if len(arguments) > 2 else item, item], {})
    return join(once, caller.call(arguments[0], [once, item], {})) if once.each is None else once


def _accumulate(caller: Caller, function: Library, arguments: list[Value]) -> Value:
    if len(arguments) < 2:
        item = caller.handed_out(arguments[0])
        return sequence(plus(item, item))
    return sequence(_reduce(caller, function, [arguments[1], arguments[0], *arguments[2:]]))


def _elementwise(_caller: Caller, _function: Library, arguments: list[Value]) -> Value:
    return Value(calls=frozenset({Elementwise(arguments[0])}))


def _getattr(caller: Caller, _function: Library, arguments: list[Value]) -> Value:
    names = [name for value in arguments[1:2] for name in value.constant if isinstance(name, str)]
    return caller.attribute(arguments[0], names[0]) if names else Value(how=frozenset({UNKNOWN}))


def _where(_caller: Caller, _function: Library, arguments: list[Value]) -> Value:
    return merge(*arguments[1:]) if len(arguments) > 2 else sequence(merge(*arguments))


def _hidden(caller: Caller, _function: Library, _arguments: list[Value]) -> Value:
    caller.note(UNKNOWN)
    return Value(how=frozenset({UNKNOWN}))


def _namedtuple(_caller: Caller, _function: Library, _arguments: list[Value]) -> Value:
    return Value(calls=frozenset({Library("tuple")}))


def _nothing(_caller: Caller, _function: Library, _arguments: list[Value]) -> Value:
    return NOTHING


_AT_LEAST = {  # how many arguments the following look at
    **dict.fromkeys(("map", "accumulate", "enumerate", "ndenumerate", "nditer", "vectorize", "frompyfunc"), 1),
    **dict.fromkeys(("prod", "multiply.reduce"), 1),
    **dict.fromkeys(("starmap", "reduce", "getattr"), 2),
    **dict.fromkeys(_PICKS, 1),
}
_HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(DOTS, _dots),
    **dict.fromkeys(_PRODUCTS, _products),
    **dict.fromkeys(_ADDS, _adds),
    **dict.fromkeys(_SUMS, _sums),
    **dict.fromkeys(_COUNTS, _counts),
    **dict.fromkeys(_FRESH, _fresh),
    **dict.fromkeys(_PICKS, _picks),
    **dict.fromkeys(("exec", "eval", "compile", "__import__", "globals", "locals", "vars", "__dict__"), _hidden),
    **dict.fromkeys(("zip", "zip_longest"), _zip),
    **dict.fromkeys(("enumerate", "ndenumerate"), _enumerate),
    **dict.fromkeys(("vectorize", "frompyfunc"), _elementwise),
    **dict.fromkeys(("prod", "multiply.reduce"), _prod),
    **dict.fromkeys(("add.reduce",), _sums),
    "accumulate": _accumulate,
    "broadcast_arrays": lambda _caller, _function, arguments: display(arguments),
    "add.accumulate": lambda _caller, _function, arguments: merge(*arguments),
    "einsum": _einsum,
    "getattr": _getattr,
    "map": _map,
    "namedtuple": _namedtuple,
    "nditer": _nditer,
    "reduce": _reduce,
    "starmap": _starmap,
    "where": _where,
    "wraps": _nothing,
}
