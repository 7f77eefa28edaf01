"""A list of people as an LMS exports it, read by the names that the LMSs give to its columns."""

from __future__ import annotations

import re
from dataclasses import astuple, fields
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.lms.registry import LMSES
from autograder.lms.sheet import read_sheet
from autograder.model import Person

if TYPE_CHECKING:
    from collections.abc import Collection

_NAMES = ("student_id", "name", "last_name", "email", "login", "lms_id")  # one of these must be there
_HELD = ("student_id", "name", "first_name", "last_name", "email", "login", "lms_id", "role")
_STUDENT = re.compile(r"student|learner", re.IGNORECASE)
_QUOTED = "#'"  # what Brightspace, or a spreadsheet, puts before ids


def read_list(content: bytes) -> tuple[list[Person], int]:
    """The students of a list, and how many others it has: teachers and assistants, where it tells roles.

    Raises
    ------
    ConfigError
        When it is no table, or no column of it names people.
    """
    sheet = read_sheet(content, {name for held in _HELD for name in _columns_for(held)})
    columns = [name.casefold() for name in sheet.columns]
    found = {held: columns.index(name) for held in _HELD if (name := _first(held, columns))}
    if not found.keys() & set(_NAMES):
        raise ConfigError(
            f"No column of the list names people: it has {', '.join(sheet.columns)}. It needs one of "
            f"{', '.join(_HELD)}."
        )
    rows = [
        {held: sheet.value(row, column) for held, column in found.items()}
        for row in range(sheet.header + 1, len(sheet.rows))
    ]
    nobody = {word for lms in LMSES.values() for word in lms.not_people}
    named = [row for row in rows if not nobody & {value.casefold() for value in row.values()}]
    students = [row for row in named if not row.get("role") or _STUDENT.search(row["role"])]
    people = [_person(row) for row in students]
    return [person for person in people if any(astuple(person))], len(named) - len(students)


def _columns_for(held: str) -> list[str]:
    """What a column may be called: our own name goes first, then those of the LMSs."""
    return [held, *(name for lms in LMSES.values() for name in lms.list_columns.get(held, ()))]


def _first(held: str, columns: Collection[str]) -> str:
    beside = {name: other for lms in LMSES.values() for name, other in lms.beside.items()}
    there = (name for name in _columns_for(held) if name in columns and beside.get(name, name) in columns)
    return next(there, "")


def _person(row: dict[str, str]) -> Person:
    names = ("name", "first_name", "last_name")
    cells = {held: value if held in names else value.lstrip(_QUOTED) for held, value in row.items()}
    name = cells.get("name") or f"{cells.get('first_name', '')} {cells.get('last_name', '')}".strip()
    return Person(**{one.name: cells.get(one.name, "") for one in fields(Person) if one.name != "name"}, name=name)
