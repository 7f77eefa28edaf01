"""What the class's policies add to a mark, in the student's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from autograder.text import counted, points_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.config import Visibility
    from autograder.model import Entry, Grade


def student_notes(entry: Entry, visibility: Visibility) -> tuple[str, ...]:
    """Late days and what they cost, both marks told; nothing where policy shows no marks, or nothing was late.

    Where an older mark stands, that is told instead.
    """
    if entry.kept and visibility.marks and entry.score is not None:
        return (
            f"You were given {points_text(entry.score)} of {counted(entry.max_score, 'point')} before. They stand.",
        )
    if not entry.days_late or not visibility.marks or entry.raw is None or entry.score is None:
        return ()
    late = f"Handed in {counted(entry.days_late, 'day')} late"
    if entry.penalty:
        free = f", {counted(entry.free_days, 'day')} of them free" if entry.free_days else ""
        taken = f"{points_text(entry.penalty)} of your {points_text(entry.raw)} points are taken off for that"
        return (f"{late}{free}: {taken}, and {points_text(entry.score)} remain.",)
    if entry.free_days:
        return (f"{late}, paid with your free days: nothing is taken off.",)
    return (f"{late}: nothing is taken off.",)


class Settled(NamedTuple):
    """What policy makes of a submission: what is said of it, and the mark that counts, where it is another."""

    notes: tuple[str, ...] = ()
    total: str = ""


def settled_for(entry: Entry, visibility: Visibility) -> Settled:
    """For the student of a line; where nothing was taken off and nothing is kept, its grade says all."""
    notes = student_notes(entry, visibility)
    is_another = bool(notes) and entry.score is not None and bool(entry.penalty or entry.kept)
    total = f"{points_text(entry.score or 0)} of {counted(entry.max_score, 'point')}"
    return Settled(notes, total if is_another else "")


def announced_notes(grade: Grade, released: Mapping[str, float]) -> tuple[str, ...]:
    """Where a question is marked out of other points than students were told; ``released`` are those, by question."""
    return tuple(
        f"{mark.question} was given out with {counted(released[mark.question], 'point')} and is marked out of "
        f"{points_text(mark.max_points)}."
        for mark in grade.marks
        if released.get(mark.question, mark.max_points) != mark.max_points
    )
