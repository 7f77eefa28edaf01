"""Which function counts as the answer to a question: the last one that the notebook bound to its name.

By def, class, assignment or named import. A plotting cell's ``relu = relu(n)`` binds an array, so the function before
it still counts. So it does before a star import (``from pylab import *`` brings a ``step`` and a ``tanh``), unless a
module of the student's own defines the name; before an empty stub, which answers nothing; and before what stands in
for a module that is not there. A question that is answered by a plain value has what its name means at the end.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.sandbox.absent import StandIn
from autograder.sandbox.drawing import drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES = (*_FUNCTIONS, ast.ClassDef)
_PLAIN = (ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom)
_LONGEST_MODULE = 256 << 10  # its syntax tree takes a thousand times as much
_MOST_HOPS = 3  # from one module's star import to the next one's


class Answers:
    """Watches the notebook's namespace while its statements run.

    ``renamed`` gives, for a question, the other name under which a person found its function. Where a question has
    that name too, the last function of the name is the one that was found, and the one before it is that question's.
    """

    def __init__(
        self, questions: Iterable[str], namespace: dict[str, Any], renamed: Mapping[str, str] | None = None
    ) -> None:
        self._questions = list(questions)
        self._renamed = dict(renamed or {})
        self._seen: dict[str, Any] = dict.fromkeys([*self._questions, *self._renamed.values()])
        self._namespace = namespace
        self.functions: dict[str, Callable[..., Any]] = {}
        self._before: dict[str, Callable[..., Any]] = {}

    def note(self, statement: ast.stmt) -> None:
        """Look at the namespace after a statement has run."""
        bound, starred = bound_names(statement), _starred(statement)
        displacing = bound | _defined_in_own(starred) if starred else None
        rebinding = bound if isinstance(statement, _PLAIN) else set()
        for name, before in self._seen.items():
            value: Any = self._namespace.get(name)
            if value is before and name not in rebinding:
                continue
            self._seen[name] = value
            counts = callable(value) and type(value) is not StandIn and (displacing is None or name in displacing)
            if counts and not (name in self.functions and is_stub(statement, name)):
                if name in self.functions:
                    self._before[name] = self.functions[name]
                self.functions[name] = value

    def function(self, question: str) -> Callable[..., Any] | None:
        """The function that answers a question, if there is one."""
        name = self._renamed.get(question, question)
        taken = name == question and question in self._renamed.values()
        return (self._before if taken else self.functions).get(name)

    def valued(self, question: str) -> Callable[[], Any]:
        """What gives the value that a question's name has by now: asked for as a call is, it comes back as one does."""

        def value() -> Any:
            found = self._namespace.get(self._renamed.get(question, question))
            return _missing(question)() if type(found) is StandIn else found

        return value

    def drawn(self, question: str) -> Callable[..., Any]:
        """What gives what a question's function draws, called with the data alone."""
        return functools.partial(drawing, self.function(question) or _missing(question))

    def bring_back(self, questions: Iterable[str]) -> None:
        """Let names that functions call each other by mean the functions that count, where a value has taken one."""
        for question in questions:
            function, name = self.function(question), self._renamed.get(question, question)
            if function is not None and not callable(self._namespace.get(name)):
                self._namespace[name] = function

    @contextlib.contextmanager
    def running(self, function: Any, sock: Any, reader: Any, request: int) -> Iterator[None]:  # noqa: ARG002
        """Around the calls of a request; ``LentAnswers`` asks the grader inside."""
        yield

    def given(self, name: str) -> Any:
        """What goes by a name in the notebook: a question's function, or what else the namespace holds."""
        found = self.function(name)
        if found is None:
            found = self._namespace.get(name)
        return _missing(name) if found is None else found

    def state(self) -> dict[str, str]:
        """What each question stands for: ``function``, ``missing``, ``absent``, or the type that it has instead."""
        return {question: self._state(question) for question in self._questions}

    def _state(self, question: str) -> str:
        if self.function(question) is not None:
            return "function"
        value = self._seen[self._renamed.get(question, question)]
        if type(value) is StandIn:
            return "absent"
        return "missing" if value is None or callable(value) else type(value).__name__[:80]


def _missing(name: str) -> Callable[..., Any]:
    def missing(*_arguments: Any, **_keywords: Any) -> Any:
        raise NameError(f"name {name!r} is not defined")

    return missing


def is_stub(statement: ast.stmt, name: str) -> bool:
    """Whether all that a statement does for a name is to define a function, or a class, that computes nothing."""
    found = (node for node in ast.walk(statement) if isinstance(node, _SCOPES) and node.name == name)
    first = next(found, None)  # whoever has answered is known by the first line of it
    return first is not None and all(_is_empty(one) for one in chain([first], found))


def _is_empty(scope: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    """Whether nothing is computed in a function, or in any method of a class."""
    if isinstance(scope, ast.ClassDef):
        return all(_is_empty(part) if isinstance(part, _FUNCTIONS) else _does_nothing(part) for part in scope.body)
    return all(map(_does_nothing, scope.body))


def _does_nothing(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    if isinstance(statement, ast.Return):
        value = statement.value
        return value is None or (isinstance(value, ast.Constant) and value.value in (None, ...))
    if isinstance(statement, ast.Raise):
        return any(isinstance(node, ast.Name) and node.id == "NotImplementedError" for node in ast.walk(statement))
    return isinstance(statement, ast.Pass)


def bound_names(statement: ast.AST) -> set[str]:
    """Names that a statement says it binds in its own scope, in blocks too; a star import says none."""
    found = set()
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, _SCOPES):
            found.add(node.name)
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        if not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return found


def _starred(statement: ast.stmt) -> list[str]:
    """Modules whose every name a statement brings; ``%pylab`` brings that one's."""
    if isinstance(statement, _SCOPES):
        return []
    found = []
    for node in ast.walk(statement):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            found.append(node.module or "")
        if isinstance(node, ast.Call) and any(isinstance(a, ast.Constant) and a.value == "pylab" for a in node.args):
            found.append("pylab")
    return found


def _defined_in_own(modules: list[str], hops: int = _MOST_HOPS) -> set[str]:
    """Names that modules lying beside the notebook define by themselves, or have from others that lie there."""
    found = set()
    for module in modules:
        for statement in _own_statements(module):
            found |= bound_names(statement)
            if hops:
                found |= _defined_in_own(_starred(statement), hops - 1)
    return found


def _own_statements(module: str) -> list[ast.stmt]:
    path = getattr(sys.modules.get(module), "__file__", None)
    try:
        if not isinstance(path, str) or Path(os.environ["HOME"]).resolve() not in Path(path).resolve().parents:
            return []
        return ast.parse(Path(path).read_bytes()[:_LONGEST_MODULE]).body
    except (OSError, KeyError, SyntaxError, ValueError, RecursionError, MemoryError):
        return []
