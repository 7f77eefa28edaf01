"""Whose a submission is: the people of a download, as the roster knows them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from autograder.course.roster import Member, Roster
    from autograder.model import Person, Submission

_BETWEEN_WORDS = re.compile(r"[_\s-]+")


def joined(submissions: Iterable[Submission], roster: Roster) -> list[Submission]:
    """The submissions, their people with all that the roster knows of them."""
    return [
        replace(one, people=tuple(dict.fromkeys(_known(person, roster) for person in one.people)))
        for one in submissions
    ]


def member_of(person: Person, roster: Roster) -> Member | None:
    """The member that a person is, or that a file's own name starts with."""
    found = roster.find(person)
    if found is None and person == replace(person, student_id="", name="", email="", login=""):
        named = (roster.find(replace(person, lms_id=start)) for start in _starts(person.lms_id))
        found = next((member for member in named if member is not None), None)
    return found


def _starts(name: str) -> Iterator[str]:
    """Everything that a file name's first words may say: of ``ada_lovelace_lab1``, the longest first."""
    ends = [match.start() for match in _BETWEEN_WORDS.finditer(name)]
    return (name[:end] for end in reversed(ends))


def _known(person: Person, roster: Roster) -> Person:
    member = member_of(person, roster)
    if member is None:
        return person
    return replace(member.person, lms_id=person.lms_id or member.person.lms_id)
