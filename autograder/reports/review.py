"""``review.csv``: what a person should look at, a row each, with the reason."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from autograder.text import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from autograder.course.join import Owned
    from autograder.model import Entry, Mark


class Review(NamedTuple):
    """A row: of which submission, whose, which question (empty for all of it), and why."""

    submission: str
    student_id: str
    name: str
    question: str
    why: str


def review_of(owned: Owned) -> Iterator[Review]:
    """What of a grade a person should look at: marks that are open, of undecided form, or lost to a name."""
    person = owned.person
    for mark in owned.grade.marks:
        if needs_review(mark):
            yield Review(owned.submission.id, person.student_id, person.name, mark.question, _why(mark))


def review_of_entries(entries: Iterable[Entry]) -> list[Review]:
    """What was passed over, and what counts though it may not be the work; of a group once."""
    people: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        for told in entry.review:
            people.setdefault(told, []).append(entry)
    return [
        Review(
            submission,
            "; ".join(one.person.student_id for one in those if one.person.student_id),
            "; ".join(one.person.name for one in those if one.person.name),
            "",
            why,
        )
        for (submission, why), those in people.items()
    ]


def review_csv(rows: Iterable[Review]) -> str:
    """The rows as CSV, with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Review._fields)
    writer.writerows(map(guarded, row) for row in rows)
    return text.getvalue()


def needs_review(mark: Mark) -> bool:
    """Whether a person should look at a mark."""
    unsure = mark.form is not None and mark.form.found == "unsure"
    return mark.points is None or ((unsure or bool(mark.look)) and mark.override is None)


def _why(mark: Mark) -> str:
    if mark.points is None:
        reasons = [verdict.detail for verdict in mark.verdicts if verdict.outcome == "unknown"]
        return f"open: {reasons[0] if reasons else 'not decided'}"
    if mark.look:
        return mark.look
    assert mark.form is not None, "an undecided form is there"
    return f"asked for the form {mark.form.asked}; the points are kept, what it did does not tell: {mark.form.detail}"
