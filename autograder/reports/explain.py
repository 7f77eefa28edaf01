"""Why a mark is what it is: a reply that a teacher can paste to the student."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

from autograder.reports.as_student import FURTHER, question_text, wrapped
from autograder.reports.student_view import student_view
from autograder.text import listing, one_line, points_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from autograder.config import Visibility
    from autograder.course.join import Owned
    from autograder.model import Mark
    from autograder.reports.student_view import StudentView


def explanation(
    owned: Owned,
    question: str,
    visibility: Visibility,
    notes: Sequence[str],
    history: Sequence[tuple[datetime, float | None]],
) -> str:
    """A reply on one question's mark: how it stands, what was decided, what was late, what it was before.

    It says what the student's page says and no more; ``history`` are the points of earlier gradings with their dates,
    the oldest first.
    """
    view = student_view(owned.grade, owned.person, visibility, notes=notes)
    if not owned.grade.marks:
        return _without_marks(owned, view)
    (place,) = [number for number, mark in enumerate(owned.grade.marks) if mark.question == question]
    mark, shown = owned.grade.marks[place], view.questions[place]
    blocks = [f"Hello {_called(owned, view)},", f"about {shown.title.partition(' · ')[2]}:"]
    blocks.append(textwrap.indent(question_text(shown), "  "))
    if shown.further:
        blocks.append(FURTHER)
    if visibility.marks:
        blocks += _decided(mark) + _before(mark, history)
    blocks += view.notes
    return "\n\n".join(wrapped(block) for block in blocks) + "\n"


def _without_marks(owned: Owned, view: StudentView) -> str:
    """A reply to somebody whose file could not be marked, or who handed in none."""
    blocks = [f"Hello {_called(owned, view)},", f"about {view.assignment}:"]
    if owned.submission.id:
        blocks += [view.headline, view.reason, *view.notes, f"What to do next. {view.next_step}"]
    else:
        blocks.append("Nothing was handed in, so there are no marks. If you did hand it in, send it to your teacher.")
    return "\n\n".join(wrapped(block) for block in blocks) + "\n"


def _called(owned: Owned, view: StudentView) -> str:
    """What a letter begins with: first names; the whole name where its script may have the family's first."""
    names = [owner.person.name for owner in owned.owners if owner.person.name]
    return listing(_first_name(one_line(name)) for name in names) if names else view.who


def _first_name(name: str) -> str:
    last, comma, first = (part.strip() for part in name.partition(","))
    if comma and first:
        return first
    return last.split()[0] if all(map(_is_latin, filter(str.isalpha, last))) and last else name


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _decided(mark: Mark) -> list[str]:
    if mark.override is None:
        return []
    author, reason = one_line(mark.override.author), one_line(mark.override.reason)
    return [f"{author} decided on these points: {reason.rstrip('.')}."]


def _before(mark: Mark, history: Sequence[tuple[datetime, float | None]]) -> list[str]:
    """The points of earlier gradings, where they differ from one to the next and from those of the last one."""
    told: list[tuple[datetime, float | None]] = []
    for when, points in history:
        if not told or told[-1][1] != points:
            told.append((when, points))
    if told and (mark.override is not None or told[-1][1] == mark.points):
        told.pop()  # the last grading: it stands, or a person decided in its place
    if not told:
        return []
    dated = [f"{when:%Y-%m-%d}: {'open' if points is None else points_text(points)}" for when, points in told]
    return [f"It was graded before, and the marks were changed since ({'; '.join(dated)})."]
