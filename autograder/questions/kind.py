"""What kind of answer a question asks for: a function, as most do, one that draws a figure, or a plain value.

``CHOICES`` in its file, bound there or imported, makes it a choice, ``UNIT`` a number, ``TEXT`` a text, ``FIGURE`` a
figure. It is read as text, and the file is never run for it.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING

from autograder.model import CALLED

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.kit import Assignment
    from autograder.model import AnswerKind

SAYS: dict[str, AnswerKind] = {"CHOICES": "choice", "UNIT": "number", "TEXT": "text", "FIGURE": "figure"}
INSTEAD = "INSTEAD"  # names the function that may give a figure as data


def kind_of(assignment: Assignment, question: str) -> AnswerKind:
    """The kind of a question; one without a file of its own, or whose file cannot be read, asks for a function."""
    path = assignment.question_file(question)
    try:
        stat = path.stat()
    except OSError:
        return "function"
    return _kind(path, (stat.st_mtime_ns, stat.st_size))


def functions_asked(assignment: Assignment) -> list[str]:
    """The questions with points that ask for a function, one that draws too."""
    return [question for question in assignment.points if is_called(assignment, question)]


def is_called(assignment: Assignment, question: str) -> bool:
    """Whether a question is answered by a function, and not by a plain value."""
    return kind_of(assignment, question) in CALLED


def instead_of(assignment: Assignment, question: str) -> str:
    """The function that may give the figure of a question as data; empty where its file names none."""
    if kind_of(assignment, question) != "figure":
        return ""
    body = ast.parse(assignment.question_file(question).read_text(encoding="utf-8")).body
    values = [one.value for one in body if isinstance(one, ast.Assign) and INSTEAD in _bound(one)]
    named = [one.value for one in values if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return named[-1] if named and named[-1].isidentifier() else ""


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
