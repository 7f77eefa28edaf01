"""Why a mark is what it is: a letter that a teacher can paste to the student."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

from autograder.reports.as_student import wrapped
from autograder.reports.student_view import student_view
from autograder.text import counted, listing, one_line, points_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from autograder.config import Visibility
    from autograder.course.join import Owned
    from autograder.model import Mark
    from autograder.reports.student_view import QuestionView, StudentView

_INDENT = "    "
_WRITE_BACK = "If this does not fit what you see in your notebook, please write back."


def explanation(
    owned: Owned,
    question: str,
    visibility: Visibility,
    notes: Sequence[str],
    history: Sequence[tuple[datetime, float | None]],
) -> str:
    """A letter about one question's mark: how it stands, what it was lost for, what was late, what it was before.

    It says what the student's page says and no more; ``history`` are the points of earlier gradings with their dates,
    the oldest first.
    """
    view = student_view(owned.grade, owned.person, visibility, notes=notes)
    if not owned.grade.marks:
        return _letter(owned, view, _without_marks(owned, view))
    (place,) = [number for number, mark in enumerate(owned.grade.marks) if mark.question == question]
    mark, shown = owned.grade.marks[place], view.questions[place]
    why = [_decided(mark)] if mark.override is not None and visibility.marks else [*filter(None, [shown.note])]
    blocks = [_standing(shown), *why, *_lost_for(mark, shown, visibility), *_checks(shown)]
    if shown.hint:
        blocks.append(f"To think about: {shown.hint}")
    if visibility.marks:
        blocks += _before(mark, history)
    return _letter(owned, view, [*blocks, *view.notes])


def _letter(owned: Owned, view: StudentView, blocks: Sequence[str]) -> str:
    first = [name for owner in owned.owners if (name := first_name(owner.person.name))]
    greeting = f"Hello {listing(first) if first else view.who},"
    return "\n\n".join(wrapped(block) for block in (greeting, *blocks, _WRITE_BACK)) + "\n"


def first_name(name: str) -> str:
    """What a letter begins with: of ``Bell, Ann`` and ``Ann Bell`` Ann; all, where the script has the family first."""
    last, comma, first = (part.strip() for part in one_line(name).partition(","))
    if comma and first:
        return first
    words = last.split()
    return words[0] if words and all(map(_is_latin, filter(str.isalpha, last))) else last


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _standing(shown: QuestionView) -> str:
    """Which question it is, and how it stands."""
    number, _, title = shown.title.partition(" · ")
    about = f"this is about question {number}, {title}."
    if shown.state == "open":
        return f"{about} Its points are still to be given."
    if not shown.points:
        return f"{about} {shown.words}."
    if shown.state == "complete":
        return f"{about} You have all of its points, {shown.points}."
    return f"{about} You have {shown.points} for it."


def _decided(mark: Mark) -> str:
    assert mark.override is not None, "somebody decided"
    author, reason = one_line(mark.override.author), one_line(mark.override.reason)
    return f"{author} decided on these points: {reason.rstrip('.')}."


def _lost_for(mark: Mark, shown: QuestionView, visibility: Visibility) -> Iterator[str]:
    """What the points are for; and where all values are right, that what is missing went for the way."""
    if not shown.further:
        return
    hidden = [verdict for verdict in mark.verdicts if verdict.hidden]
    passed = sum(verdict.outcome == "passed" for verdict in hidden)
    how_many = f"all {len(hidden)}" if passed == len(hidden) else f"{passed or 'none'} of {len(hidden)}"
    yield (
        "The points come from further checks, which try your function on inputs that the notebook does not show. "
        f"It passed {how_many}."
    )
    way = mark.form is not None and mark.form.taken > 0 and mark.override is None
    if way and visibility.marks and mark.points is not None and passed == len(hidden):
        lost = counted(mark.max_points - mark.points, "point")
        yield f"So the values are right, and the {lost} that you miss went for the way of computing them."


def _checks(shown: QuestionView) -> Iterator[str]:
    """The checks of the notebook that say something, in their own words."""
    failed = [check for check in shown.checks if check.outcome == "failed"]
    if failed:
        told = [f"- {check.name}\n{textwrap.indent(check.says, _INDENT)}".rstrip() for check in failed]
        yield "\n".join(["These checks of the notebook do not pass:", *told])
    elif shown.checks and all(check.outcome == "passed" for check in shown.checks):
        yield "All checks in the notebook itself pass."


def _without_marks(owned: Owned, view: StudentView) -> list[str]:
    """To somebody whose file could not be marked, or who handed in none."""
    about = f"this is about {view.assignment}."
    if owned.submission.id:
        return [f"{about} {view.headline}", view.reason, *view.notes, f"What to do next: {view.next_step}"]
    return [f"{about} Nothing was handed in, so there are no marks. If you did hand it in, please send the file."]


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
