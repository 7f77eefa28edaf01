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
        for name, before in self._seen.items():
            value = self._namespace.get(name)
            if value is before:
                continue
            self._seen[name] = value
            if callable(value) and not displacing:
                self.functions[name] = value

    def state(self) -> dict[str, str]:
        """What each name stands for: ``function``, ``missing``, or the type that it has instead."""
        return {
            name: "function" if name in self.functions else "missing" if value is None else type(value).__name__[:80]
            for name, value in self._seen.items()
        }


def _is_star_import(statement: ast.stmt) -> bool:
    for node in ast.walk(statement):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            return True
        if isinstance(node, ast.Call) and any(isinstance(a, ast.Constant) and a.value == "pylab" for a in node.args):
            return True
    return False
