"""What a student starts from: how the reference is called and what it says of itself, without an answer."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from typing import TYPE_CHECKING

import numpy as np

from autograder.errors import ConfigError
from autograder.questions.figure_file import figure_question
from autograder.questions.figure_tests import with_instead
from autograder.questions.value_file import value_question
from autograder.questions.value_tests import stub_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from autograder.kit import Assignment

_KEPT = (staticmethod, classmethod)


def stub_for(assignment: Assignment, name: str) -> str:
    """What a student starts from where the text says ``# stub: name``: of a question or a further function of one.

    Raises
    ------
    ConfigError
        When there is nothing that it could be made of.
    """
    if (asked := value_question(assignment, name)) is not None:
        return stub_of(asked, name)
    reference = assignment.reference_function(name)
    code, figure = stub(reference, name), figure_question(assignment, name)
    if figure is None:
        return code
    _, *data = inspect.signature(reference).parameters.values()
    return with_instead(code, figure, ", ".join(one.name for one in data))


def stub(reference: Callable[..., object], name: str = "") -> str:
    """The function or class that a student starts from: signature and docstring of the reference, up to its Notes.

    Of a class it has the methods that are not private, each in the same way.

    Raises
    ------
    ConfigError
        When nobody can say how the reference is called.
    """
    called = name or str(getattr(reference, "__name__", ""))
    code = _class(reference, called) if inspect.isclass(reference) else _function(reference, called)
    try:
        ast.parse(code)
    except SyntaxError as error:
        raise ConfigError(
            f"{called or 'the reference'}: no stub can be made of it. Write it with def or class."
        ) from error
    return "\n".join(line.rstrip() for line in code.splitlines())


def _function(function: Callable[..., object], name: str) -> str:
    try:
        signature = inspect.signature(function)
    except (ValueError, TypeError) as error:  # some are written in C
        raise ConfigError(f"{name}: what it is called with cannot be seen. Write it with def.") from error
    parameters = [
        one.replace(annotation=one.empty, default=one.default if one.default is one.empty else _Written(one.default))
        for one in signature.parameters.values()
    ]
    plain = signature.replace(parameters=parameters, return_annotation=signature.empty)
    return f"def {name}{plain}:\n{_body(function)}"


def _class(reference: type, name: str) -> str:
    try:
        file = inspect.getfile(reference)
    except (TypeError, OSError) as error:  # Python's own
        raise ConfigError(f"{name}: what it is called with cannot be seen. Write it with class.") from error
    bases = [base.__name__ for base in reference.__bases__ if base.__module__ == "builtins" and base is not object]
    parts = [_docstring(reference), *_methods(reference, file)]
    inner = "\n\n".join(part for part in parts if part) or "..."
    above = f"({', '.join(bases)})" if bases else ""
    return f"class {name}{above}:\n{textwrap.indent(inner, '    ')}"


def _methods(reference: type, file: str) -> Iterator[str]:
    for name, value in vars(reference).items():
        function = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
        if not inspect.isfunction(function) or (name.startswith("_") and not name.startswith("__")):
            continue
        if name != "__init__" and function.__code__.co_filename != file:
            continue  # a dataclass makes it
        kind = "property" if isinstance(value, property) else type(value).__name__ if isinstance(value, _KEPT) else ""
        yield (f"@{kind}\n" if kind else "") + _function(function, name)


def _body(function: Callable[..., object]) -> str:
    return textwrap.indent("\n".join(part for part in (_docstring(function), "...") if part), "    ")


def _docstring(documented: object) -> str:
    """A docstring up to its Notes, written so that it says the same whatever is in it."""
    own = vars(documented).get("__doc__") if isinstance(documented, type) else documented.__doc__
    words = re.split(r"\n\s*Notes\n\s*-----", inspect.cleandoc(own or ""))[0].strip()
    if isinstance(documented, type) and words.startswith(f"{documented.__name__}("):  # a dataclass's own words
        return ""
    escaped = words.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""{escaped}\n"""' if words else ""


class _Written:
    """A default as code that gives it in a notebook, as far as that can be."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __repr__(self) -> str:
        value = self._value
        if isinstance(value, np.ndarray):
            return f"np.array({value.tolist()!r})"
        if isinstance(value, np.generic):
            value = value.item()
        if isinstance(value, float) and not np.isfinite(value):
            return f'float("{value}")'
        called = getattr(value, "__name__", None)
        if isinstance(called, str) and callable(value):
            return f"np.{called}" if getattr(np, called, None) is value else called
        return repr(value)
