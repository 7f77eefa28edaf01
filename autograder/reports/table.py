"""The gradebook table: a row a submission, a column a question."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from autograder.course.counting import MARKED
from autograder.course.join import as_one
from autograder.text import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.course.counting import HandedIn

COLUMNS = ("submission", "student_id", "name", "assignment", "score", "max_score", "status")
REASON = "reason"  # after the questions, where it came in later than they did


def grades_csv(handed_in: Iterable[HandedIn], questions: Sequence[str]) -> str:
    """What was handed in as CSV, in the order given; ``questions`` are the ids of all questions of all assignments.

    An open mark leaves its cell and the score blank; the cells of other assignments are blank too. The last column says
    why a file could not be marked. Text that
    a spreadsheet would take for a formula gets an apostrophe in front.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*COLUMNS, *questions, REASON])
    writer.writerows(_row(one, questions) for one in handed_in)
    return text.getvalue()


def _row(one: HandedIn, questions: Sequence[str]) -> list[str]:
    points = one.points if one.status in MARKED else {}
    person = as_one(one.owners)
    return [
        guarded(one.submission.id),
        guarded(person.student_id),
        guarded(person.name),
        guarded(one.assignment),
        _number(one.raw),
        _number(one.max_score or None),
        one.status,
        *(_number(points.get(question)) for question in questions),
        guarded("" if one.status in MARKED else one.reason),
    ]


def _number(points: float | None) -> str:
    """Short and exact: 5, 3.75, 3.3333333333333335."""
    if points is None:
        return ""
    return str(int(points)) if float(points).is_integer() else repr(float(points))
