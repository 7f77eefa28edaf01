"""Which function counts as the answer to a question: the last callable that the notebook bound to its name.

By def, class, assignment or named import. A plotting cell's ``relu = relu(n)`` binds an array, so the function
before it still counts; a star import (``from pylab import *`` brings a ``step`` and a ``tanh``) displaces nothing.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Answers:
    """Watches the notebook's namespace while its statements run."""

    def __init__(self, names: Iterable[str], namespace: dict[str, Any]) -> None:
        self._seen: dict[str, Any] = dict.fromkeys(names)
        self._namespace = namespace
        self.functions: dict[str, Callable[..., Any]] = {}

    def note(self, statement: ast.stmt) -> None:
        """Look at the namespace after a statement has run."""
        displacing = _is_star_import(statement)
        bound = _bound_names(statement)
        for name, before in self._seen.items():
            value = self._namespace.get(name)
            if value is before and (name not in bound or displacing):
                continue
            self._seen[name] = value
            if callable(value) and not displacing:
                self.functions[name] = value

    def state(self) -> dict[str, str]:
        """What each name stands for: ``function``, ``missing``, or the type that it has instead."""
        return {name: self._state(name, value) for name, value in self._seen.items()}

    def _state(self, name: str, value: Any) -> str:
        if name in self.functions:
            return "function"
        return "missing" if value is None or callable(value) else type(value).__name__[:80]


def _is_star_import(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return False
    for node in ast.walk(statement):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            return True
        if isinstance(node, ast.Call) and any(isinstance(a, ast.Constant) and a.value == "pylab" for a in node.args):
            return True
    return False


def _bound_names(statement: ast.stmt) -> set[str]:
    """Names that an assignment or a named import binds, whatever they stood for before."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name for alias in statement.names}
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        return {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return set()
