"""From graded submissions to a line for each person: which submission counts, how late it was, what remains.

Every member of a group gets the group's mark, each by their own due date. Everybody on the roster has a line in every
assignment that anybody handed in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.contested import NOTE, WHOSE, settled
from autograder.course.counting import (
    MARKED,
    HandedIn,
    counted,
    is_sure,
    reviewed,
    told_of,
    without_copies,
    worth_counting,
)
from autograder.course.join import Claim, Owned
from autograder.course.lateness import LATE_UNKNOWN, TIME_UNKNOWN, days_late, due_for, in_zone, penalty
from autograder.course.roster import key_of
from autograder.course.unmarked import of_nothing
from autograder.model import Entry, Submission, hundredths
from autograder.text import points_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from autograder.config import Config
    from autograder.course.roster import Member, Roster
    from autograder.model import Grade, Person

    WithoutWork = Callable[[Person, str], Grade]

_NEVER = datetime(9999, 12, 31)  # noqa: DTZ001 - due dates are wall time


@dataclass
class _Desk:
    """Somebody with all that they handed in, by assignment, and the free days that are left."""

    person: Person
    member: Member | None
    free_days: int
    without_work: WithoutWork
    work: defaultdict[str, list[HandedIn]] = field(default_factory=lambda: defaultdict(list))
    doubtful: defaultdict[str, list[HandedIn]] = field(default_factory=lambda: defaultdict(list))
    claims: dict[str, Claim] = field(default_factory=dict)
    is_disputed: bool = False


def entries_of(
    handed_in: Iterable[HandedIn], roster: Roster, config: Config, without_work: WithoutWork = of_nothing
) -> list[Entry]:
    """A line for each person and assignment, in order of assignment and name.

    ``without_work`` gives what somebody has who handed in nothing, of an assignment: points, if a person decided.
    """
    every = list(handed_in)
    in_play = _in_play(every, config)
    desks = {key_of(one.person): _Desk(one.person, one, config.late.free_days, without_work) for one in roster.members}
    for one in every:
        assignment = one.assignment or _guessed(one, in_play)
        for owner in one.owners:
            desk = desks.setdefault(owner.key, _Desk(owner.person, owner.member, config.late.free_days, without_work))
            desk.person = owner.person  # with what the last download calls them
            desk.work[assignment].append(one)
            desk.claims[one.submission.id] = Claim() if owner.rivals else owner.claim
            desk.is_disputed = bool(owner.rivals)
            for rival in (desks[key_of(member.person)] for member in owner.rivals):
                rival.doubtful[assignment].append(one)
                rival.claims[one.submission.id] = owner.claim
    lines = [line for desk in desks.values() for line in _lines(desk, in_play, config)]
    places = [*in_play, ""]
    return sorted(lines, key=lambda entry: (places.index(entry.assignment), _called(entry), key_of(entry.person)))


def _called(entry: Entry) -> str:
    return entry.person.called or entry.submission


def _in_play(handed_in: Sequence[HandedIn], config: Config) -> list[str]:
    """The assignments that were handed in.

    A tutorial that somebody hands in beside their work may define one function with the name of a question. That puts
    no assignment into play for the whole class. Where it is all that they handed in, it counts as what it seems to be.
    """
    sure = {owner.key for one in handed_in if is_sure(one) for owner in one.owners}
    seen = {
        one.assignment
        for one in handed_in
        if is_sure(one) or one.status not in MARKED or not all(owner.key in sure for owner in one.owners)
    }
    return [name for name in config.assignments if name in seen]


def _guessed(one: HandedIn, in_play: Sequence[str]) -> str:
    """The assignment of a file that could not be read: the one that its name holds, or the only one in play."""
    named = [name for name in in_play if name in one.submission.id]
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
        known = desk.is_disputed or desk.member is not None
        lines.append(replace(line, max_score=worth, on_roster=known, section=_section(desk)))
    lost = [one for name, work in desk.work.items() if name not in in_play for one in work]
    return lines + [replace(_without_assignment(desk, one), section=_section(desk)) for one in lost]


def _section(desk: _Desk) -> str:
    return desk.member.section if desk.member else ""


def _line(desk: _Desk, assignment: str, due: datetime | None, config: Config) -> Entry:
    if desk.member is not None and assignment in desk.member.exempt:
        return Entry(desk.person, assignment, "exempt")
    found = settled(without_copies(desk.work.get(assignment, []), config), desk.claims, desk.doubtful[assignment])
    if found.is_open:
        return Entry(desk.person, assignment, "open", notes=(NOTE,), review=found.review)
    work = found.work
    nothing = desk.without_work(desk.member.person if desk.member else desk.person, assignment)
    if not work and nothing.marks:
        given = HandedIn.of(Owned(Submission("", Path()), nothing, ()))
        return replace(_priced(desk, given, None, config), assignment=assignment, notes=_by_hand(nothing))
    if not work:
        notes = (f"{desk.work[''][0].submission.id} was handed in, and may be this",) if desk.work.get("") else ()
        score = 0.0 if config.handing_in.missing == "zero" and not notes else None
        return Entry(desk.person, assignment, "missing", raw=score, score=score, notes=notes)
    worth = worth_counting(work, config)
    line = counted([replace(_priced(desk, one, due, config), assignment=assignment) for one in worth], work, config)
    if len(work) > 1:
        passed_over = f"; passed over, see review.csv: {len(work) - len(worth)}" if len(worth) < len(work) else ""
        which = f"; the {config.handing_in.counts} one counts" if len(worth) > 1 or not passed_over else ""
        line = replace(line, notes=(f"{len(work)} submissions{which}{passed_over}", *line.notes))
    extra = [note for note in (desk.claims[line.submission].note, WHOSE if desk.is_disputed else "") if note]
    others = tuple(one.submission.id for one in desk.work[assignment] if one.submission.id != line.submission)
    late = [(line.submission, f"points given before it came no longer stand: {one}") for one in _by_hand(nothing)]
    review = (*found.review, *reviewed(line.submission, worth, work), *late)
    return replace(line, notes=(*line.notes, *extra), others=others, review=review)


def _by_hand(grade: Grade) -> tuple[str, ...]:
    """What a person decided on, and why."""
    decided = [(mark, mark.override) for mark in grade.marks if mark.override]
    return tuple(
        f"{mark.question}: {points_text(by.points)} by {by.author} ({by.reason.rstrip('.')})" for mark, by in decided
    )


def _priced(desk: _Desk, one: HandedIn, due: datetime | None, config: Config) -> Entry:
    """The line that a submission would give, with its late days paid from what is left of the free ones."""
    submission = one.submission
    days: int | None = 0
    notes: tuple[str, ...] = ()
    if submission.days_late is not None:
        days = submission.days_late
    elif due is not None and submission.submitted_at is not None:
        submitted = in_zone(submission.submitted_at, config.zone)
        days = days_late(submitted, due, config.late.grace_minutes, config.zone)
    elif due is not None and submission.late is None:
        notes = (TIME_UNKNOWN,)
    elif submission.late:
        days, notes = None, (LATE_UNKNOWN,)
    free = min(days or 0, desk.free_days) if config.late.per_day and one.status in MARKED else 0
    taken = penalty(one.raw, (days or 0) - free, config.late) if one.raw is not None else 0.0
    return Entry(
        desk.person,
        one.assignment,
        one.status,
        submission=submission.id,
        place=submission.place,
        raw=one.raw,
        penalty=taken,
        score=None if one.raw is None else hundredths(one.raw - taken),
        max_score=one.max_score,
        points=one.points,
        days_late=days,
        free_days=free,
        reason=one.reason if one.status not in MARKED else "",
        notes=notes,
    )


def _without_assignment(desk: _Desk, one: HandedIn) -> Entry:
    note = "of which assignment it is cannot be told"
    submission = one.submission
    on_roster = desk.member is not None
    if one.status not in MARKED or is_sure(one):
        has_work = any(other.status in MARKED for work in desk.work.values() for other in work)
        why = f"passed over, and {note}: {one.reason or one.status}"
        line = Entry(desk.person, "", one.status, submission.id, submission.place, on_roster=on_roster, notes=(note,))
        return replace(
            line, reason=one.reason, review=((submission.id, why),) if has_work and one.status not in MARKED else ()
        )
    told = f"it has functions for {told_of(one.answered)} alone"
    why = f"passed over: of {one.assignment}, which nobody else handed in, {told}"
    line = Entry(desk.person, "", "wrong_assignment", submission.id, submission.place, on_roster=on_roster)
    return replace(line, notes=(note,), review=((submission.id, why),))
