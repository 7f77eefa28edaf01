"""The student's page as plain text: for the terminal, and for Gradescope's text fields."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from autograder.reports.student_view import student_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.config import Visibility
    from autograder.course.join import Owned
    from autograder.reports.student_view import QuestionView, StudentView

_COLUMNS = 76
_INDENT = "  "
_DEEPER = "    "
STOPPED = "These cells ended with an error when we ran the notebook from top to bottom. The rest still ran."
FURTHER = "Further checks try your function on inputs that the notebook does not show."


def as_student(owned: Owned, visibility: Visibility, course: str) -> str:
    """What the feedback page says, as text of at most 76 columns."""
    return view_text(student_view(owned.grade, owned.person, visibility, course))


def view_text(view: StudentView) -> str:
    """All of a view."""
    who = f"{view.who} ({view.student_id})" if view.student_id else view.who
    heading = "\n".join(line for line in (view.course, view.assignment, f"Feedback for {who}") if line)
    blocks = [heading, overall_text(view)]
    blocks += [f"{question.title}\n{question_text(question)}" for question in view.questions]
    if any(question.further for question in view.questions):
        blocks.append(FURTHER)
    blocks += [view.graded_with] if view.graded_with else []
    return "\n\n".join(wrapped(block) for block in blocks) + "\n"


def overall_text(view: StudentView) -> str:
    """The total, what to know first, and the cells that stopped."""
    total = f"Total: {view.total}\n" if view.total else ""
    blocks = [total + view.headline, *view.notes, view.reason, view.next_step and f"What to do next. {view.next_step}"]
    if view.troubles:
        lines = "".join(f"\n{_INDENT}{trouble}" for trouble in view.troubles)
        blocks.append(f"Cells that stopped\n{STOPPED}{lines}")
    return wrapped("\n\n".join(block for block in blocks if block))


def question_text(question: QuestionView) -> str:
    """How one question stands, without its title."""
    return wrapped("\n".join(_question_lines(question)))


def _question_lines(question: QuestionView) -> Iterator[str]:
    yield f"{question.words}: {question.points}" if question.points else question.words
    if question.note:
        yield textwrap.indent(question.note, _INDENT)
    for check in question.checks:
        yield f"{_INDENT}{check.words}: {check.name}"
        if check.says:
            yield textwrap.indent(check.says, _DEEPER)
    if question.folded:
        yield f"{_INDENT}{question.folded}"
    if question.further:
        yield f"{_INDENT}{question.further}"
    if question.hint:
        yield textwrap.indent(f"To think about: {question.hint}", _INDENT)


def wrapped(text: str) -> str:
    """Fold every line at 76 columns; a line that is folded keeps its indentation, and shorter ones stay."""
    return "\n".join(_fold(line) for line in text.split("\n"))


def _fold(line: str) -> str:
    if len(line) <= _COLUMNS:
        return line.rstrip()
    indent = line[: min(len(line) - len(line.lstrip()), _COLUMNS // 2)]
    return textwrap.fill(line.strip(), _COLUMNS, initial_indent=indent, subsequent_indent=indent)
