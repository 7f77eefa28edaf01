"""Submissions with the times of a table beside the download: whose row is whose, and for whom there is none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.course.join import owners_of
from autograder.course.roster import key_of
from autograder.text import counted, folded, one_line, some

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.course.roster import Roster
    from autograder.model import HandInTime, Person, Submission


_NAMED = 10
_NUMBER = re.compile(r"\d+$")


def timed(
    submissions: Iterable[Submission], times: Sequence[HandInTime], roster: Roster
) -> tuple[list[Submission], list[str]]:
    """The submissions with the times of the table where their download has none, and what is to be said of it."""
    rows = {key: row for row in times for key in _keys(row.person, roster)}
    used: set[int] = set()
    without: list[str] = []
    found: list[Submission] = []
    for one in submissions:
        keys = [key for owner in owners_of(one, roster) for key in _keys(owner.person, roster)]
        fitting = [rows[key] for key in keys if key in rows]  # a group has one for each of its members
        row = next((each for each in fitting if not each.unread), next(iter(fitting), None))
        used |= set(map(id, fitting))
        if row is None and one.submitted_at is None:
            without.append(one.id)
        if row is None or row.unread or one.submitted_at is not None:
            found.append(one)
        else:
            found.append(replace(one, submitted_at=row.submitted_at, days_late=row.days_late))
    told = _told(
        "Nobody here is called as in these rows of the table", [_called(r) for r in times if id(r) not in used]
    )
    told += _told("No time can be read of", [f"{_called(row)} ({one_line(row.unread)})" for row in times if row.unread])
    return found, told + _told("The table has no time for", without)


def _keys(person: Person, roster: Roster) -> list[tuple[str, str]]:
    """By what a person is found: as the roster knows them, or else by their ids, Moodle's number and the name."""
    if member := roster.find(person):
        return [("member", "/".join(key_of(member.person)))]
    number = _NUMBER.search(person.lms_id)
    known = [("id", person.student_id), ("email", person.email), ("login", person.login), ("name", person.name)]
    known += [("lms_id", person.lms_id), ("number", number[0] if number else "")]
    return [(kind, folded(value)) for kind, value in known if value]


def _called(row: HandInTime) -> str:
    return one_line(row.person.called or row.person.lms_id or "nobody")


def _told(words: str, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    return [f"{words}: {some(map(one_line, names), _NAMED, '; ')} ({counted(len(names), 'row')})."]
