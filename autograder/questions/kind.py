"""What kind of answer a question asks for: a function, as most do, or a plain value.

``CHOICES`` in its file, bound there or imported, makes it a choice, ``UNIT`` a number, ``TEXT`` a text. It is read as
text, and the file is never run for it.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.kit import Assignment
    from autograder.model import AnswerKind

SAYS: dict[str, AnswerKind] = {"CHOICES": "choice", "UNIT": "number", "TEXT": "text"}


def kind_of(assignment: Assignment, question: str) -> AnswerKind:
    """The kind of a question; one without a file of its own, or whose file cannot be read, asks for a function."""
    path = assignment.question_file(question)
    try:
        stat = path.stat()
    except OSError:
        return "function"
    return _kind(path, (stat.st_mtime_ns, stat.st_size))


def functions_asked(assignment: Assignment) -> list[str]:
    """The questions with points that ask for a function."""
    return [question for question in assignment.points if kind_of(assignment, question) == "function"]


@lru_cache(maxsize=1024)
def _kind(path: Path, stamp: tuple[int, int]) -> AnswerKind:  # noqa: ARG001 - another stamp is another file
    try:
        text = path.read_text(encoding="utf-8")
        body = ast.parse(text).body if any(name in text for name in SAYS) else []
    except (OSError, UnicodeDecodeError, SyntaxError, ValueError):
        return "function"  # what keeps it from being read is told where the question is tried
    return next((SAYS[name] for one in body for name in _bound(one) if name in SAYS), "function")


def _bound(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.Assign):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    if isinstance(statement, ast.ImportFrom):
        return [alias.asname or alias.name for alias in statement.names]
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [statement.target.id]
    return []
