"""The gradebook table: a row a submission, a column a question."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from autograder.reports.plain_text import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.model import Grade, Mark

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


def needs_review(mark: Mark) -> bool:
    """Whether a person should look: the mark is open, its form could not be decided, or a name cost points."""
    unsure = mark.form is not None and mark.form.found == "unsure"
    return mark.points is None or ((unsure or bool(mark.look)) and mark.override is None)


def review_csv(grades: Iterable[Grade], *, header: bool = True) -> str:
    """The marks that a person should look at as CSV, a row each, with the reason; the start of it has a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if header:
        writer.writerow(["submission", "student_id", "name", "question", "why"])
    for grade in grades:
        for mark in filter(needs_review, grade.marks):
            fields = (grade.submission, grade.student_id, grade.name, mark.question, _why_review(mark))
            writer.writerow(map(guarded, fields))
    return text.getvalue()


def _why_review(mark: Mark) -> str:
    if mark.points is None:
        reasons = [verdict.detail for verdict in mark.verdicts if verdict.outcome == "unknown"]
        return f"open: {reasons[0] if reasons else 'not decided'}"
    if mark.look:
        return mark.look
    assert mark.form is not None, "an undecided form is there"
    return (
        f"asked for the form {mark.form.asked}; the points are kept, what was seen does not agree: {mark.form.detail}"
    )


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
