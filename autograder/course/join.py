"""Whose a submission is: the people of a download, as the roster knows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from autograder.course.roster import key_of
from autograder.model import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from autograder.course.roster import Member, Roster
    from autograder.model import Grade, Submission

_BETWEEN_WORDS = re.compile(r"[_\s-]+")


@dataclass(frozen=True)
class Owner:
    """One of the people who handed a submission in; ``member`` is None where they are not on the roster."""

    person: Person
    member: Member | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells them from others, whatever a download calls them."""
        return key_of(self.member.person if self.member else self.person)


class Owned(NamedTuple):
    """A submission's grade, and whose it is."""

    submission: Submission
    grade: Grade
    owners: tuple[Owner, ...]

    @property
    def person(self) -> Person:
        """All whose it is, as one."""
        return as_one(self.owners)

    def to_json(self) -> str:
        """The grade as text for a teacher, and whose it is."""
        return self.grade.to_json(2, student_id=self.person.student_id, name=self.person.name)


def as_one(owners: Iterable[Owner]) -> Person:
    """The members of a group as one person: their ids and their names, each with semicolons between."""
    people = [owner.person for owner in owners]
    ids, names = [person.student_id for person in people], [person.name for person in people]
    return Person("; ".join(filter(None, ids)), "; ".join(filter(None, names)))


def joined(graded: Iterable[tuple[Submission, Grade]], roster: Roster) -> Iterator[Owned]:
    """Each grade with its people: the one place where the two meet."""
    return (Owned(submission, grade, owners_of(submission, roster)) for submission, grade in graded)


def owners_of(submission: Submission, roster: Roster) -> tuple[Owner, ...]:
    """Everybody who handed a submission in, once; where the download names nobody, its own name stands for them."""
    people = submission.people or (Person(lms_id=submission.id),)
    found = [_owner(person, roster) for person in people]
    return tuple({owner.person: owner for owner in found}.values())


def _owner(person: Person, roster: Roster) -> Owner:
    member = member_of(person, roster)
    if member is None:
        return Owner(person)
    return Owner(replace(member.person, lms_id=person.lms_id or member.person.lms_id), member)


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
