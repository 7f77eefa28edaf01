"""A person's line in the gradebook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.model.submission import Person

EntryStatus = Literal["graded", "open", "unreadable", "wrong_assignment", "missing", "exempt"]


@dataclass(frozen=True)
class Entry:
    """One person's line in the gradebook for one assignment.

    ``submission`` is the one that counts, empty where there is none; ``place`` is its place in the LMS's download.
    ``raw`` is what its grade gives and ``score`` what remains after ``penalty``, the points taken for lateness;
    both are None while a mark is open. ``points`` are the questions' own, before any penalty. ``days_late`` is None
    where the LMS says late and not how late. ``reason`` says why what was handed in could not be marked. ``notes`` are
    for the teacher, a sentence each; ``review`` has the ids of submissions that a person should look at, passed over
    or not the work perhaps, each with why. ``others`` are the person's submissions beside the one that counts, and
    ``kept`` says why a mark that was handed out stands though what counts now would give less. ``section`` is where
    the person is taught, with semicolons between where it is in several.
    """

    person: Person
    assignment: str
    status: EntryStatus
    submission: str = ""
    place: str = ""
    raw: float | None = None
    penalty: float = 0
    score: float | None = None
    max_score: float = 0
    points: Mapping[str, float | None] = field(default_factory=dict)
    days_late: int | None = 0
    free_days: int = 0
    on_roster: bool = True
    reason: str = ""
    others: tuple[str, ...] = ()
    kept: str = ""
    notes: tuple[str, ...] = ()
    review: tuple[tuple[str, str], ...] = ()
    section: str = ""
