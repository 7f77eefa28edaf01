"""Tests that are built of question files, held against what these say now."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.marking.sound.fault import Fault, Part, place_of
from autograder.questions.compile import built_tests
from autograder.questions.otter_file import BUILT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from autograder.kit import Assignment

_PUT_BACK = "Put back what it was made of, or remove it."


def of_built(assignment: Assignment, question: str) -> Iterable[Fault]:
    """Tests that are not what the question's file says: somebody changed it, and built nothing since.

    Or what it says makes no such test any more, and the old one would judge on.
    """
    place = place_of(assignment.question_file(question), assignment.root)
    try:
        made = list(built_tests(assignment, question))
    except ConfigError as error:
        where, _, what = str(error).replace(f"{assignment.root}/", "").partition(": ")
        yield Fault("hidden", where, what, "Mend it, and run autograder build.", question)
        return
    for path, text in made:
        part: Part = "hidden" if path == assignment.hidden_test(question) else "public"
        if path.is_file() and not _is_same(path.read_text(encoding="utf-8"), text):
            what = f"is not what {place} says"
            yield Fault(part, place_of(path, assignment.root), what, "Run autograder build.", question)
    for part, path in _left_over(assignment, question, {path for path, _ in made}):
        what = f"was built of {place}, which now says nothing of it"
        yield Fault(part, place_of(path, assignment.root), what, _PUT_BACK, question)


def _left_over(assignment: Assignment, question: str, made: set[Path]) -> Iterator[tuple[Part, Path]]:
    """Built tests that nothing makes any more, where the question's file is there."""
    tests: list[tuple[Part, Path]] = [
        ("public", assignment.public_test(question)),
        ("hidden", assignment.hidden_test(question)),
    ]
    if assignment.question_file(question).is_file():
        yield from ((part, path) for part, path in tests if path not in made and is_built(path))


def is_built(path: Path) -> bool:
    """Whether a test was built of a question's file, and not written by hand."""
    return path.is_file() and path.read_bytes().startswith(BUILT.encode())


def _is_same(built: str, text: str) -> bool:
    """Whether two files mean the same: another Python may write the same code in other words."""
    if built == text:
        return True
    try:
        return ast.dump(ast.parse(built)) == ast.dump(ast.parse(text))
    except (SyntaxError, ValueError):
        return False
