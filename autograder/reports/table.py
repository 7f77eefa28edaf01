"""The gradebook table: a row a submission, a column a question."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from autograder.text import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.model import Grade

COLUMNS = ("submission", "student_id", "name", "assignment", "score", "max_score", "status")


def grades_csv(grades: Iterable[Grade], questions: Sequence[str]) -> str:
    """Grades as CSV, in the order given; ``questions`` are the ids of all questions of all assignments.

    An open mark leaves its cell and the score blank; the cells of other assignments are blank too. Text that
    a spreadsheet would take for a formula gets an apostrophe in front.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*COLUMNS, *questions])
    writer.writerows(_row(grade, questions) for grade in grades)
    return text.getvalue()


def _row(grade: Grade, questions: Sequence[str]) -> list[str]:
    marked = grade.status in ("graded", "open")
    points = {mark.question: mark.points for mark in grade.marks} if marked else {}
    return [
        guarded(grade.submission),
        guarded(grade.student_id),
        guarded(grade.name),
        guarded(grade.assignment),
        _number(grade.score),
        _number(grade.max_score or None),
        grade.status,
        *(_number(points.get(question)) for question in questions),
    ]


def _number(points: float | None) -> str:
    """Short and exact: 5, 3.75, 3.3333333333333335."""
    if points is None:
        return ""
    return str(int(points)) if float(points).is_integer() else repr(float(points))
