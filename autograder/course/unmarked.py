"""Who has no marked work, and yet points: a person looked at what could not be read, or knows why nothing came."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.course.roster import key_of
from autograder.model import Grade, Mark, Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.model import Override, Person, Status


def of_nothing(person: Person, assignment: str) -> Grade:
    """What stands in for the grade of somebody who handed in nothing: no file, so no digest either."""
    name = "/".join((assignment, *key_of(person)))
    return Grade(name, assignment, "unreadable", 0, (), Provenance("", "", ""), "Nothing was handed in.")


def decided_on(grade: Grade, points: Mapping[str, float], decisions: Mapping[str, Override]) -> Grade:
    """A grade without marks, with those that a person decided on; ``points`` are what each question is worth.

    A question that nobody decided on is open: what is not known is no 0.
    """
    decided = {question: one for question, one in decisions.items() if question in points}
    if grade.marks or not decided:
        return grade
    marks = tuple(Mark(question, question, worth, None, ()) for question, worth in points.items())
    status: Status = "open" if len(decided) < len(points) else "graded"
    marked = replace(grade, status=status, marks=marks, max_score=sum(points.values()), reason="")
    return marked.decided(decided)
