"""``review.csv``: all that a person should look at, the most urgent first, each with why and what to do next.

The sheet "To look at" of a workbook has the same rows.
"""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from autograder.course.counting import MARKED
from autograder.course.join import as_one
from autograder.course.lateness import LATE_UNKNOWN, TIME_UNKNOWN
from autograder.text import counted, guarded, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from autograder.course.counting import HandedIn
    from autograder.course.handed_out import Moved
    from autograder.course.join import Owned
    from autograder.model import Entry, Mark

# The most urgent first: what a student was told, then what has no mark, what may have the wrong one, and what is only
# worth knowing.
Concern = Literal["handed out", "open", "no mark", "other file", "name", "form", "time", "alike", "stranger", "missing"]
_URGENCY: tuple[Concern, ...] = Concern.__args__  # type: ignore[attr-defined]
_RENAME = re.compile(r"autograder rename SUBMISSION (\w+ \w+)")
_BY_HAND = "autograder override {who} QUESTION POINTS --by NAME --reason TEXT"
_PLAIN = re.compile(r"[\w.~/](?:[\w.~/@+,() -]*[\w.~/)])?")
_NAMED = 5


class Review(NamedTuple):
    """A row: of which submission, whose, which question (empty for all of it), why, of which assignment, what to do."""

    submission: str
    student_id: str
    name: str
    question: str
    why: str
    assignment: str
    next_step: str
    concern: Concern


_COLUMNS = Review._fields[:-1]


def review_of(owned: Owned) -> Iterator[Review]:
    """What of a grade a person should look at: marks that are open, of undecided form, or lost to a name."""
    person, name = owned.person, owned.submission.id
    for mark in owned.grade.marks:
        if needs_review(mark):
            concern, what = _concern(mark, name)
            known = (name, person.student_id, person.name, mark.question, _why(mark), owned.grade.assignment)
            yield Review(*known, what, concern)


def _concern(mark: Mark, submission: str) -> tuple[Concern, str]:
    by_hand = f"autograder override {_in_a_command(submission)} {mark.question} POINTS --by NAME --reason TEXT"
    if mark.points is None:
        decided_beside = not mark.verdicts
        return "open", by_hand if decided_beside else f"Run autograder grade again; if it stays open: {by_hand}"
    if mark.look:
        renames = _RENAME.findall(mark.look)
        commands = [f"autograder rename {_in_a_command(submission)} {names}" for names in renames]
        return "name", f"If it was meant: {' or '.join(commands)}" if commands else f"Look at it; to decide: {by_hand}"
    return "form", f"Look at how it is computed; to decide: {by_hand}"


def _in_a_command(name: str) -> str:
    """A name as a shell takes it; what a shell or a table might make something else of, the teacher is to type."""
    if "'" in name and _PLAIN.fullmatch(name.replace("'", "")):
        return f'"{name}"'  # O'Neil: no other sign is left that means something between these
    return shlex.quote(name) if _PLAIN.fullmatch(name) else "SUBMISSION"


def review_of_entries(entries: Sequence[Entry]) -> list[Review]:
    """What of the lines a person should look at; of a group once."""
    people: dict[_Look, list[Entry]] = {}
    has_roster = any(entry.on_roster for entry in entries)
    untimed = _without_time(entries)
    for entry in entries:
        for name, why, what, concern in _looks(entry, has_roster=has_roster, untimed=entry.assignment in untimed):
            people.setdefault(_Look(name, why, entry.assignment, what, concern), []).append(entry)
    rows = [_row(key, those) for key, those in people.items()]
    for assignment, count in untimed.items():
        why = f"{counted(count, 'submission')}: {TIME_UNKNOWN}"
        rows.append(Review("", "", "", "", why, assignment, _TIMES, "time"))
    return rows


class _Look(NamedTuple):
    submission: str
    why: str
    assignment: str
    next_step: str
    concern: Concern


_LET_FALL = "If it is to fall: autograder report --allow-lower"
_WHOSE = "Look whose it is, write its id or number into lms_id of their line in people.csv, then autograder report"
_STRANGER = "If in the class: add a line to people.csv, then autograder report"
_TIMES = "Where it matters: autograder grade DOWNLOAD --times TABLE"


def _row(look: _Look, those: Sequence[Entry]) -> Review:
    ids = "; ".join(one.person.student_id for one in those if one.person.student_id)
    names = "; ".join(one.person.name for one in those if one.person.name)
    return Review(look.submission, ids, names, "", look.why, look.assignment, look.next_step, look.concern)


def _without_time(entries: Sequence[Entry]) -> dict[str, int]:
    """Assignments of which no hand-in has a time, with how many there are: one row says so for all."""
    handed_in: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.submission and entry.assignment:
            handed_in[entry.assignment].append(entry)
    return {
        name: len(those)
        for name, those in handed_in.items()
        if len(those) > 1 and all(TIME_UNKNOWN in one.notes for one in those)
    }


def _looks(entry: Entry, *, has_roster: bool, untimed: bool) -> Iterator[tuple[str, str, str, Concern]]:
    """The submission, why to look at it, what to do, and what it is about."""
    person = entry.person
    who = _in_a_command(entry.submission or person.student_id or person.called)
    by_hand = _BY_HAND.format(who=who)
    whose = entry.status == "open" and not entry.submission  # nothing counts before somebody says whose it is
    for name, why in entry.review:
        yield name, why, _WHOSE if whose else f"Compare the files; to decide: {by_hand}", "other file"
    if entry.status in ("unreadable", "wrong_assignment") and entry.submission not in dict(entry.review):
        why = f"{entry.status.replace('_', ' ')}: {entry.reason or 'it could not be marked'}"
        yield entry.submission, why, f"Ask for the notebook and grade it too, or {by_hand}", "no mark"
    if LATE_UNKNOWN in entry.notes or (TIME_UNKNOWN in entry.notes and not untimed):
        note = LATE_UNKNOWN if LATE_UNKNOWN in entry.notes else TIME_UNKNOWN
        yield entry.submission, note, _TIMES, "time"
    if has_roster and not entry.on_roster:
        yield entry.submission, "on no roster", _STRANGER, "stranger"
    if entry.status == "missing":
        why = "; ".join(("nothing was handed in", *entry.notes))
        yield "", why, f"Nothing, if so; or exempt them in people.csv; or {by_hand}", "missing"


def review_of_moved(moved: Iterable[Moved]) -> list[Review]:
    """Marks that are not what students were told."""
    rows = []
    for one in moved:
        line = one.new or one.old
        person = line.person
        what = _LET_FALL if line.kept else "Look at why (autograder explain); then export it again"
        known = (line.submission, person.student_id, person.name, "", one.told, line.assignment)
        rows.append(Review(*known, what, "handed out"))
    return rows


def same_files(handed_in: Iterable[HandedIn]) -> Iterator[Review]:
    """Work that two people handed in byte by byte alike, who are no group; an untouched notebook is nobody's work."""
    alike: defaultdict[tuple[str, str], list[HandedIn]] = defaultdict(list)
    for one in handed_in:
        if one.status in MARKED and one.answered:
            alike[one.assignment, one.sha256].append(one)
    for (assignment, _), those in alike.items():
        whose = {frozenset(owner.key for owner in one.owners): one for one in those}
        if len(whose) > 1:
            first, *others = whose.values()
            person = as_one([owner for one in whose.values() for owner in one.owners])
            more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
            why = f"the same file, byte by byte, as {listing(one.submission.id for one in others[:_NAMED])}{more}"
            known = (first.submission.id, person.student_id, person.name, "", why, assignment)
            yield Review(*known, "Ask them; no points are taken for it", "alike")


def review_rows(rows: Iterable[Review]) -> list[Sequence[str]]:
    """A header and the rows, the most urgent first."""
    return [_COLUMNS, *(row[:-1] for row in sorted(rows, key=lambda row: _URGENCY.index(row.concern)))]


def review_csv(rows: Iterable[Review]) -> str:
    """The rows as CSV, with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(map(guarded, row) for row in review_rows(rows))
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
