"""A file as it was read: its statements, and what each of them binds, changes and names. Parsed once for a text."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from autograder.questions.flatten.scopes import bound_by, changed_by, references
from autograder.questions.flatten.written import Written

if TYPE_CHECKING:
    from autograder.questions.flatten.scopes import Reference

_MOST_KEPT = 256  # files: all of a kit's references and question files, and the engine's words of checks


@dataclass(frozen=True)
class TopStatement:
    """A statement at the top of a file; nothing changes its node, since who reads the same text next gets it too."""

    node: ast.stmt

    @cached_property
    def binds(self) -> frozenset[str]:
        """Names that it binds."""
        return frozenset(bound_by(self.node))

    @cached_property
    def changes(self) -> frozenset[str]:
        """Names whose values it may change beside these."""
        return frozenset(changed_by(self.node))

    @cached_property
    def references(self) -> list[Reference]:
        """Where it uses names of the file's."""
        return references(self.node)


class ModuleText:
    """The text of a file, and its parts."""

    def __init__(self, text: str) -> None:
        self.parts = [TopStatement(node) for node in ast.parse(text).body]
        self.written = Written(text)


@lru_cache(maxsize=_MOST_KEPT)
def module_text(text: str) -> ModuleText:
    """What a text says.

    Raises
    ------
    SyntaxError
        When it is no Python; a ``ValueError`` when it cannot be any.
    """
    return ModuleText(text)


def is_for_types(node: ast.AST) -> bool:
    """Whether it is ``if TYPE_CHECKING:`` with nothing but imports in it."""
    if not isinstance(node, ast.If) or node.orelse:
        return False
    called = node.test.attr if isinstance(node.test, ast.Attribute) else getattr(node.test, "id", "")
    return called == "TYPE_CHECKING" and all(isinstance(one, ast.Import | ast.ImportFrom) for one in node.body)


def is_for_running(node: ast.stmt) -> bool:
    """Whether it is ``if __name__ == "__main__":``, which no import runs."""
    return isinstance(node, ast.If) and any(
        isinstance(one, ast.Name) and one.id == "__name__" for one in ast.walk(node.test)
    )


def is_words(node: ast.stmt) -> bool:
    """Whether it only says something, as a docstring does."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
