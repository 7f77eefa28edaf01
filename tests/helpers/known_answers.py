"""The known answers as data, and notebooks made of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import nbformat

from autograder.kit import Kit
from autograder.marking.catalogue import Kind, KnownAnswer
from autograder.marking.known import read_catalogue
from autograder.model import AnswerKind
from autograder.questions.kind import functions_asked, kind_of
from autograder.questions.value_file import value_question

ROOT = Path(__file__).resolve().parents[2]
KIT = Kit(ROOT)
CELL_MARK = "# %%\n"
QUESTIONS = [(name, question) for name, assignment in KIT.written.items() for question in assignment.points]
ASKED_OF_FUNCTIONS = [(name, question) for name, one in KIT.written.items() for question in functions_asked(one)]
"""Those that a function answers, one that draws too; the others are answered by a plain value."""


def asked_for(*kinds: AnswerKind) -> list[tuple[str, str]]:
    """The questions that ask for an answer of these kinds, of all that are written, with their assignment."""
    return [(name, question) for name, question in QUESTIONS if kind_of(KIT.written[name], question) in kinds]


@cache
def known_answers(kind: Kind, assignment: str) -> tuple[KnownAnswer, ...]:
    """All known answers of one kind: ``right``, ``form`` (right values, another form) or ``wrong``."""
    catalogue = read_catalogue(KIT.written[assignment])
    return tuple(answer for answer in catalogue.answers if answer.kind == kind)


def plain_right(assignment: str) -> dict[str, str]:
    """A right answer to every question: the first that the catalogue lists, or the value that its file calls right."""
    asked = {name: value_question(KIT.written[assignment], name) for name in KIT.written[assignment].points}
    answers = {name: f"{name} = {one.right!r}" for name, one in asked.items() if one is not None}
    for answer in known_answers("right", assignment):
        answers.setdefault(answer.question, answer.code)
    return answers


def a_wrong_answer_each() -> dict[str, tuple[str, KnownAnswer]]:
    """A wrong answer to every question, with its assignment: the first that the catalogue lists, or the proof tries."""
    return {
        f"{assignment}-{answer.id}": (assignment, answer)
        for assignment in KIT.assignments
        for answer in {answer.question: answer for answer in reversed(_wrong(assignment))}.values()
    }


def _wrong(assignment: str) -> list[KnownAnswer]:
    """The known wrong functions of an assignment, and the wrong values that a proof tries."""
    return [*known_answers("wrong", assignment), *tried_values("wrong", assignment)]


@cache
def tried_values(kind: Kind, assignment: str) -> tuple[KnownAnswer, ...]:
    """The answers of one kind, right or wrong, that a proof tries where a plain value is asked for."""
    asked = {name: value_question(KIT.written[assignment], name) for name in KIT.written[assignment].points}
    tried = [(name, one) for name, value in asked.items() if value is not None for one in value.tried()]
    return tuple(
        KnownAnswer(id=f"{name}-{one.id.replace(' ', '-')}", question=name, code=one.code, kind=kind)
        for name, one in tried
        if ("right" if one.right else "wrong") == kind
    )


def filled_notebook(assignment: str, answers: dict[str, str], released: Path | None = None) -> Any:
    """The built notebook, or one that was released earlier, with these answers in place of the stubs."""
    notebook = nbformat.read(released or KIT.written[assignment].notebook, as_version=4)
    cells = []
    for cell in notebook.cells:
        asked = [q for q in answers if cell.cell_type == "code" and is_stub_of(cell.source, q)]
        cells += cells_of(answers[asked[0]]) if asked else [cell]
    notebook.cells = cells
    return notebook


def is_stub_of(source: str, question: str) -> bool:
    """Whether a cell is where a question is answered, by a function or by a plain value."""
    return (
        source.startswith(f"def {question}(") or re.search(rf"^{question} = \.\.\.\Z", source, re.MULTILINE) is not None
    )


def cells_of(code: str) -> list[Any]:
    """An answer as code cells; a line ``# %%`` in it begins a new one."""
    return [nbformat.v4.new_code_cell(source) for source in code.split(CELL_MARK)]


def save(notebook: Any, path: Path) -> Path:
    """Write a notebook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path
