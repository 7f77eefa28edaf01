"""A list of people as an LMS exports it, with its own names for the columns, taken into ``people.csv``."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import astuple, fields, replace
from typing import TYPE_CHECKING

from autograder.course.roster import Member, Roster, key_of
from autograder.errors import ConfigError
from autograder.lms.sheet import read_sheet
from autograder.model import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

# A column's name in lower case, and what it holds of a person. Canvas: Student, ID, SIS ...; Brightspace:
# OrgDefinedId, Username, ...; Moodle: Identifier, Full name, ...; Gradescope: SID, ...; GitHub Classroom: identifier.
_COLUMNS = {
    "student_id": ("student_id", "sis user id", "orgdefinedid", "id number", "sid", "student id", "student number"),
    "name": ("name", "student", "full name", "student name", "preferred name"),
    "first": ("first name", "first_name", "firstname", "given name"),
    "last": ("last name", "last_name", "lastname", "surname", "family name"),
    "email": ("email", "email address", "e-mail", "e-mail address"),
    "login": ("login", "sis login id", "username", "user name", "login id", "github_username"),
    "lms_id": ("lms_id", "canvas user id", "identifier"),
    "role": ("role", "course role", "roles"),
}
_CANVAS = {"student", "id"}
_NO_PERSON = re.compile(r"points possible|student, test|test student|manual posting", re.IGNORECASE)
_STUDENT = re.compile(r"student|learner", re.IGNORECASE)
_QUOTED = "#'"  # what Brightspace, or a spreadsheet, puts before ids


def read_list(content: bytes) -> tuple[list[Person], int]:
    """The students of a list, and how many others it has: teachers and assistants, where it tells roles.

    Raises
    ------
    ConfigError
        When it is no table, or no column of it names people.
    """
    known = {name for names in _COLUMNS.values() for name in names} | _CANVAS
    sheet = read_sheet(content, known)
    places = _places([name.casefold() for name in sheet.columns])
    if not places.keys() & {"student_id", "name", "last", "email", "login", "lms_id"}:
        raise ConfigError(
            f"No column of the list names people: it has {', '.join(sheet.columns)}. It needs one of "
            f"{', '.join(names[0] for names in _COLUMNS.values())}."
        )
    rows = [
        {key: sheet.value(row, place) for key, place in places.items()}
        for row in range(sheet.header + 1, len(sheet.rows))
    ]
    named = [row for row in rows if not any(_NO_PERSON.fullmatch(value) for value in row.values())]
    students = [row for row in named if not row.get("role") or _STUDENT.search(row["role"])]
    people = [_person(row) for row in students]
    return [person for person in people if any(astuple(person))], len(named) - len(students)


def _places(columns: Sequence[str]) -> dict[str, int]:
    places = {
        key: next(columns.index(name) for name in names if name in columns)
        for key, names in _COLUMNS.items()
        if any(name in columns for name in names)
    }
    if set(columns) >= _CANVAS:
        places["lms_id"] = columns.index("id")
    return places


def _person(row: dict[str, str]) -> Person:
    names = ("name", "first", "last")
    cells = {key: value if key in names else value.lstrip(_QUOTED) for key, value in row.items()}
    name = cells.get("name") or f"{cells.get('first', '')} {cells.get('last', '')}".strip()
    return Person(**{one.name: cells.get(one.name, "") for one in fields(Person) if one.name != "name"}, name=name)


def merged(old: Roster, people: Sequence[Person]) -> tuple[Roster, list[Person]]:
    """The people of a newer list with what an older roster knows and grants, and who is on the older one alone.

    Those stay: who left the course may still have marks in it. An id goes before a name, so that nothing granted
    moves to a namesake.

    Raises
    ------
    ConfigError
        When two people of the list cannot be told apart.
    """
    distinct = _distinct(people)
    by_id: list[Member | None] = []
    for person in distinct:
        known = old.find(replace(person, name=""))
        by_id.append(None if known in by_id else known)
    taken = [member for member in by_id if member is not None]
    members = []
    for person, known in zip(distinct, by_id, strict=True):
        member = known or old.find(person)
        if member is None or (known is None and member in taken):
            members.append(Member(person))
            continue
        taken.append(member)
        given = {one.name: getattr(person, one.name) or getattr(member.person, one.name) for one in fields(Person)}
        members.append(replace(member, person=Person(**given)))
    left = [member for member in old.members if member not in taken]
    return Roster((*members, *left)), [member.person for member in left]


def _distinct(people: Sequence[Person]) -> list[Person]:
    """Each person once."""
    distinct = list(dict.fromkeys(people))
    with_id = [person for person in distinct if key_of(person)[0] != "name"]
    counts = Counter(map(key_of, with_id)) + Counter(key for key in map(key_of, people) if key[0] == "name")
    if twins := [f"{value} ({kind})" for (kind, value), count in counts.items() if count > 1]:
        raise ConfigError(
            f"Two people of the list cannot be told apart: {', '.join(twins)}. Give each an id of their own."
        )
    return distinct
