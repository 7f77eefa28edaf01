"""How a function is called: its arguments, what stands for a function among them, and how a call is told."""

from __future__ import annotations

import copy
import importlib
import inspect
import pkgutil
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_REFERENCES = "solutions"  # the package in which the references lie
_DATA = {np.ndarray, np.float64, np.int64, int, float, bool, str}  # in which no function can be
_LONGEST_SHOWN = 200  # characters of one argument: a teacher looks for which case it is
_MOST_SHOWN = 6  # parts of a list, likewise


class Call:
    """One call of a function: ``Call(2.0, tau=10.0)``. A plain tuple is one too, without keywords.

    ``within`` gives it tolerances of its own, which win over those of ``agree``.
    """

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        self.arguments = arguments
        self.keywords = keywords
        self.rtol: Any = None
        self.atol: Any = None

    def within(self, rtol: Any = None, atol: Any = None) -> Call:
        """The same call, whose value may be off by so much."""
        made = self.with_arguments(self.arguments, self.keywords)
        made.rtol = self.rtol if rtol is None else rtol
        made.atol = self.atol if atol is None else atol
        return made

    def with_arguments(self, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Call:
        """A call with the same tolerances."""
        made = Call(*arguments, **keywords)
        made.rtol, made.atol = self.rtol, self.atol
        return made

    def __repr__(self) -> str:
        named = [f"{name}={value!r}" for name, value in self.keywords.items()]
        tolerances = [f"{name}={value!r}" for name in ("rtol", "atol") if (value := getattr(self, name)) is not None]
        within = f".within({', '.join(tolerances)})" if tolerances else ""
        return f"Call({', '.join([*map(repr, self.arguments), *named])}){within}"


Inputs = tuple[Any, ...] | Call


@dataclass(frozen=True)
class Given:
    """In a call, a function that the notebook gives: ``Given("relu")`` is what its namespace calls relu.

    For the reference it is the function of that name beside it.
    """

    name: str


def arguments_of(case: Inputs) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The arguments of a call, and its keywords."""
    return (case.arguments, case.keywords) if isinstance(case, Call) else (case, {})


def all_arguments(case: Inputs) -> tuple[Any, ...]:
    """Every argument of a call, keywords last: in this order a worker says what became of them."""
    return (*case.arguments, *case.keywords.values()) if isinstance(case, Call) else case


def with_all_arguments(case: Inputs, arguments: tuple[Any, ...]) -> Inputs:
    """The same call with others in the place of all its arguments."""
    if not isinstance(case, Call):
        return arguments
    positional = len(case.arguments)
    return case.with_arguments(arguments[:positional], dict(zip(case.keywords, arguments[positional:], strict=True)))


def before(argument: Any, case: Inputs) -> Inputs:
    """The same call with one more argument, in front."""
    arguments, keywords = arguments_of(case)
    return case.with_arguments((argument, *arguments), keywords) if isinstance(case, Call) else (argument, *arguments)


def copied(case: Inputs) -> Inputs:
    """Arguments of their own for a call, as ``deepcopy`` gives them; it takes eight times as long for arrays."""
    if isinstance(case, Call):
        return case.with_arguments(*copy.deepcopy((case.arguments, case.keywords)))
    numbers = all(type(one) is np.ndarray and one.dtype.kind in "biufc" for one in case)
    if numbers and len({*map(id, case)}) == len(case):  # one array in two places stays one
        return tuple(one.copy("K") for one in case)
    return copy.deepcopy(case)


def answered(function: Callable[..., Any], case: Inputs, *, is_reference: bool = False) -> Any:
    """What a function gives back, called like this; a ``Given`` is found where the function was written."""
    if not isinstance(case, Call) and {*map(type, case)} <= _DATA:
        return function(*case)
    arguments, keywords = arguments_of(case)
    found = partial(_found, names=partial(_names_around, function, is_reference))
    return function(*map(found, arguments), **{name: found(value) for name, value in keywords.items()})


def _found(value: Any, names: Callable[[], Iterator[Mapping[str, Any]]]) -> Any:
    """The value, with each ``Given`` in it replaced by what it stands for; all else stays the very object it was."""
    if isinstance(value, Given):
        spaces = (space for space in names() if value.name in space)
        return next(spaces, {value.name: _missing(value.name)})[value.name]
    if isinstance(value, (list, tuple, dict)) and _holds_given(value):
        if isinstance(value, dict):
            return {key: _found(item, names) for key, item in value.items()}
        return type(value)([_found(item, names) for item in value])
    return value


def given_beside(reference: Callable[..., Any], inputs: Inputs) -> dict[str, Any]:
    """What each ``Given`` in a call stands for, for the reference; without those that are nowhere."""
    names = {value.name for value in _all_given(all_arguments(inputs))}
    spaces = list(_names_around(reference, True)) if names else []  # noqa: FBT003 - it is one
    return {name: space[name] for space in reversed(spaces) for name in names if name in space}


def _all_given(value: Any) -> Iterator[Given]:
    if isinstance(value, Given):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ():
        yield from _all_given(part)


def _holds_given(value: Any) -> bool:
    return next(_all_given(value), None) is not None


def _missing(name: str) -> Callable[..., Any]:
    """What stands for a function that is not there, until somebody calls it."""

    def call(*_arguments: Any, **_keywords: Any) -> Any:
        raise NameError(f"name {name!r} is not defined")

    return call


def _names_around(function: Any, is_reference: bool) -> Iterator[Mapping[str, Any]]:
    """The names of the module in which a function was written; for a reference, then those of all references."""
    while isinstance(function, partial):
        function = function.func
    function = inspect.unwrap(function)
    written = function if hasattr(function, "__globals__") else type(function).__call__
    yield getattr(written, "__globals__", {})
    if is_reference:
        for name in modules_of_references():
            yield vars(importlib.import_module(name))


def modules_of_references() -> Iterator[str]:
    """The modules in which a reference may look a name up that its own has not."""
    if (package := sys.modules.get(_REFERENCES)) is not None:
        yield from (f"{_REFERENCES}.{module.name}" for module in pkgutil.iter_modules(package.__path__))


def shown(case: Inputs) -> str:
    """A call in a line, long arguments cut short."""
    arguments, keywords = arguments_of(case)
    named = [f"{name}={shown_value(value)}" for name, value in keywords.items()]
    return f"({', '.join([*map(shown_value, arguments), *named])})"


def shown_value(value: Any) -> str:
    """A value in a line."""
    with np.printoptions(threshold=6, edgeitems=2, precision=6):
        text = _shown(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _shown(value: Any) -> str:
    if isinstance(value, (str, bytes)):
        return repr(value[:_LONGEST_SHOWN])
    if isinstance(value, (list, tuple, dict, set, frozenset)):
        return _shown_parts(value)
    if isinstance(value, np.random.Generator):
        return "a random generator"
    if isinstance(value, Given):
        return value.name
    if hasattr(value, "type_name"):  # what came from a student's process as no more than that
        return f"<{value.type_name}>"
    return str(getattr(value, "__name__", value)) if callable(value) else str(value)


def _shown_parts(value: Any) -> str:
    few = list(value)[:_MOST_SHOWN]
    parts = (
        [f"{_shown(key)}: {_shown(value[key])}" for key in few] if isinstance(value, dict) else list(map(_shown, few))
    )
    if len(value) > len(few):
        parts.append("...")
    if isinstance(value, tuple):
        return f"({', '.join(parts)}{',' * (len(value) == 1)})"
    return f"[{', '.join(parts)}]" if isinstance(value, list) else f"{{{', '.join(parts)}}}"
