"""From graded submissions to a line for each person: which submission counts, how late it was, what remains.

Every member of a group gets the group's mark, each by their own due date. Everybody on the roster has a line in every
assignment that anybody handed in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from autograder.lateness import days_late, due_for, in_zone, penalty
from autograder.model import Entry, Person
from autograder.people import key_of, member_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from autograder.config import Config
    from autograder.model import Grade, Status, Submission
    from autograder.people import Member, Roster

_MARKED = ("graded", "open")
_NEVER = datetime(9999, 12, 31)  # noqa: DTZ001 - due dates are wall time


@dataclass(frozen=True)
class HandedIn:
    """What of a graded submission decides a person's line."""

    submission: Submission
    sha256: str
    assignment: str
    status: Status
    raw: float | None
    max_score: float
    points: Mapping[str, float | None]

    @classmethod
    def of(cls, submission: Submission, grade: Grade) -> HandedIn:
        """The part of a grade that is needed here."""
        points = {mark.question: mark.points for mark in grade.marks}
        sha256 = grade.provenance.submission_sha256
        return cls(submission, sha256, grade.assignment, grade.status, grade.score, grade.max_score, points)


@dataclass
class _Desk:
    """Somebody with all that they handed in, by assignment, and the free days that are left."""

    person: Person
    member: Member | None
    free_days: int
    work: defaultdict[str, list[HandedIn]] = field(default_factory=lambda: defaultdict(list))


def entries_of(handed_in: Iterable[HandedIn], roster: Roster, config: Config) -> list[Entry]:
    """A line for each person and assignment, in order of assignment and name."""
    every = list(handed_in)
    in_play = [name for name in config.assignments if any(one.assignment == name for one in every)]
    desks = {key_of(member.person): _Desk(member.person, member, config.late.free_days) for member in roster.members}
    for one in every:
        assignment = one.assignment or _guessed(one.submission, in_play)
        for person in one.submission.people or (Person(lms_id=one.submission.id),):
            member = member_of(person, roster)
            owner = member.person if member else person
            desk = desks.setdefault(key_of(owner), _Desk(owner, member, config.late.free_days))
            desk.person = replace(owner, lms_id=person.lms_id or owner.lms_id)
            desk.work[assignment].append(one)
    lines = [line for desk in desks.values() for line in _lines(desk, in_play, config)]
    places = [*in_play, ""]
    return sorted(lines, key=lambda entry: (places.index(entry.assignment), _called(entry), key_of(entry.person)))


def _called(entry: Entry) -> str:
    return entry.person.name or entry.person.student_id or entry.submission


def _guessed(submission: Submission, in_play: Sequence[str]) -> str:
    """Of which assignment a file is that could not be read: the only one there is, or the one that it is called by."""
    named = [name for name in in_play if name in submission.id]
    possible = named or in_play
    return possible[0] if len(possible) == 1 else ""


def _lines(desk: _Desk, in_play: Sequence[str], config: Config) -> list[Entry]:
    """A person's lines; free days are spent in the order in which the work was due."""
    asked = in_play if desk.member is not None else [name for name in in_play if name in desk.work]
    dues = {name: due_for(config.assignments[name].due, name, desk.member) for name in asked}
    lines = []
    for name in sorted(asked, key=lambda name: dues[name] or _NEVER):
        line = _line(desk, name, dues[name], config)
        desk.free_days -= line.free_days
        worth = line.max_score or sum(config.assignments[name].points.values())
        lines.append(replace(line, max_score=worth, on_roster=desk.member is not None))
    lost = [one for name, work in desk.work.items() if name not in in_play for one in work]
    return lines + [_without_assignment(desk, one) for one in lost]


def _line(desk: _Desk, assignment: str, due: datetime | None, config: Config) -> Entry:
    if desk.member is not None and assignment in desk.member.exempt:
        return Entry(desk.person, assignment, "exempt")
    work = _without_copies(desk.work.get(assignment, []), config)
    if not work:
        score = 0.0 if config.handing_in.missing == "zero" else None
        return Entry(desk.person, assignment, "missing", raw=score, score=score)
    priced = [replace(_priced(desk, one, due, config), assignment=assignment) for one in _worth_counting(work)]
    line = _counting(priced, work, config)
    if len(work) > 1:
        told = f"{len(work)} submissions; the {config.handing_in.counts} one counts"
        line = replace(line, notes=(told, *line.notes))
    return line


def _without_copies(work: Sequence[HandedIn], config: Config) -> list[HandedIn]:
    """In the order of handing in; of the same bytes the earliest, so that sending a file again makes nobody late.

    It stands where it was sent last, since who goes back to an earlier file means that one.
    """
    kept: dict[str, HandedIn] = {}
    for one in sorted(work, key=lambda one: _when(one.submission, config)):
        digest = one.sha256 or one.submission.id
        first = kept.pop(digest, one)
        chosen = first.submission.chosen or one.submission.chosen
        kept[digest] = replace(first, submission=replace(first.submission, chosen=chosen))
    return list(kept.values())


def _when(submission: Submission, config: Config) -> tuple[datetime, int, str]:
    time = submission.submitted_at
    if time is None:
        return datetime.min.replace(tzinfo=timezone.utc), submission.attempt or 0, submission.id
    instant = in_zone(time, config.zone).astimezone(timezone.utc)
    return instant, submission.attempt or 0, submission.id


def _worth_counting(work: Sequence[HandedIn]) -> Sequence[HandedIn]:
    """Those that could be graded, if any: a PDF sent by mistake does not displace the notebook."""
    return [one for one in work if one.status in _MARKED] or work


def _counting(priced: Sequence[Entry], work: Sequence[HandedIn], config: Config) -> Entry:
    """The line of the submission that counts, of lines in the order of handing in."""
    if config.handing_in.counts == "best":
        return max(priced, key=lambda line: (-1.0 if line.score is None else line.score, -line.free_days))
    if config.handing_in.counts == "chosen":
        ids = {one.submission.id for one in work if one.submission.chosen}
        priced = [line for line in priced if line.submission in ids] or priced
    return priced[-1]


def _priced(desk: _Desk, one: HandedIn, due: datetime | None, config: Config) -> Entry:
    """The line that a submission would give, with its late days paid from what is left of the free ones."""
    submission = one.submission
    days: int | None = 0
    notes: tuple[str, ...] = ()
    if due is not None and submission.submitted_at is not None:
        submitted = in_zone(submission.submitted_at, config.zone)
        days = days_late(submitted, due, config.late.grace_minutes, config.zone)
    elif due is not None and submission.late is None:
        notes = ("when it was handed in is not known: taken as in time",)
    elif submission.late:
        days, notes = None, ("late by an unknown time: nothing was taken off",)
    free = min(days or 0, desk.free_days) if config.late.per_day and one.status in _MARKED else 0
    taken = penalty(one.raw, (days or 0) - free, config.late) if one.raw is not None else 0.0
    return Entry(
        desk.person,
        one.assignment,
        one.status,
        submission=submission.id,
        place=submission.place,
        raw=one.raw,
        penalty=taken,
        score=None if one.raw is None else round(one.raw - taken, 2),
        max_score=one.max_score,
        points=one.points,
        days_late=days,
        free_days=free,
        notes=notes,
    )


def _without_assignment(desk: _Desk, one: HandedIn) -> Entry:
    note = "of which assignment it is cannot be told"
    submission = one.submission
    on_roster = desk.member is not None
    return Entry(desk.person, "", one.status, submission.id, submission.place, on_roster=on_roster, notes=(note,))
