"""A list of people as an LMS, a registrar or a colleague has it: who is on it, and which column was taken as what."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from dataclasses import astuple, dataclass, fields, replace
from typing import TYPE_CHECKING

from autograder.course.roster import Member
from autograder.course.sheet import read_sheet
from autograder.course.spoiled import ADVICE, about_letters, is_lost, of_unlike_lengths
from autograder.errors import ConfigError
from autograder.lms.column_words import STUDENTS
from autograder.lms.list_columns import choose, columns_of, known_titles, may_be_id, option, unlike
from autograder.lms.registry import LMSES
from autograder.model import Person
from autograder.text import counted, folded, one_line, some

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.course.sheet import Sheet
    from autograder.lms.list_columns import Column, Doubt

_IDS = ("student_id", "email", "login", "lms_id")
_QUOTED = "#'"  # what Brightspace, or a spreadsheet, puts before ids
_BETWEEN = re.compile(r", and |, | and ")  # Canvas's sections, Moodle's groups
_SHOWN = 6


@dataclass(frozen=True)
class PeopleList:
    """The students of a list.

    ``taken`` gives each column's title with what it was taken as; ``others`` counts teachers and assistants by their
    role, where the list tells roles. ``told`` are sentences for the instructor.
    """

    members: tuple[Member, ...]
    taken: tuple[tuple[str, str], ...]
    others: Mapping[str, int]
    told: tuple[str, ...]


def read_list(content: bytes, asked: Sequence[tuple[str, str]] = (), command: str = "autograder people") -> PeopleList:
    """The students of a list; ``asked`` says of fields which column holds them, ``command`` is the call to repeat.

    Raises
    ------
    ConfigError
        When it is no table, when it is not clear which column holds what, or when a spreadsheet spoiled its ids.
    """
    sheet = read_sheet(content, known_titles())
    columns = columns_of(sheet)
    choice = choose(columns, asked)
    if choice.doubts:
        raise ConfigError(_question(choice.doubts, asked, command))
    taken = choice.taken
    _refuse_lost(sheet, taken)
    sure = {held for held, _ in asked}
    odd = {held: set(unlike(held, one)) for held, one in taken.items() if held not in sure}
    rows = [
        {held: "" if one.values[row] in odd.get(held, ()) else one.values[row] for held, one in taken.items()}
        for row in range(len(sheet.rows) - sheet.header - 1)
    ]
    people = [(row, _member(row, taken)) for row in rows if not _is_nobody(row)]
    named = [(row, member) for row, member in people if any(astuple(member.person))]
    students, others = _by_role(_with_several(named))
    if not students:
        raise ConfigError("Nobody is on the list, so nothing was written: export it again.")
    used = {one.title for one in taken.values()}
    told = [*_about_odd(sheet, taken, odd), *about_letters(sheet.encoding, [one.person.name for one in students])]
    told += [*_about_lengths([one.person.student_id for one in students]), *_about_roles(rows, len(students))]
    told = [*_about_left_out([one for one in columns if one.title and one.title not in used], taken), *told]
    return PeopleList(tuple(students), tuple((one.title, held) for held, one in taken.items()), others, tuple(told))


def _question(doubts: Sequence[Doubt], asked: Sequence[tuple[str, str]], command: str) -> str:
    """What is unclear, and the command to type: one for each answer, or where several are asked one for all."""
    given = [option(held, title) for held, title in asked]
    lines = ["It is not clear which column holds what, so nothing was written:"]
    for doubt in doubts:
        lines.append(f"  {one_line(doubt.words, None)}")
        lines += [f"    --column {shlex.quote(option(held, title))}" for held, title in doubt.answers]
    first = [option(held, title) for doubt in doubts for held, title in doubt.answers[:1]]
    if first:
        options = " ".join(f"--column {shlex.quote(one)}" for one in [*given, *first])
        each = "a line for each" if len(doubts) > 1 else "one of the lines"
        lines.append(f"Choose {each}, and type it behind the command, as in\n  {command} {options}")
    return "\n".join(lines)


def _refuse_lost(sheet: Sheet, taken: Mapping[str, Column]) -> None:
    lost = [
        f"  line {sheet.line(sheet.header + 1 + number)}, column {taken[held].title}: {value}"
        for held in _IDS
        if held in taken
        for number, value in enumerate(taken[held].values)
        if is_lost(value)
    ]
    if lost:
        more = [f"  and {len(lost) - _SHOWN} more"] if len(lost) > _SHOWN else []
        words = "\n".join([*lost[:_SHOWN], *more])
        raise ConfigError(f"A spreadsheet has spoiled ids, so nothing was written:\n{words}\n{ADVICE}.")


def _is_nobody(row: Mapping[str, str]) -> bool:
    nobody = {word for lms in LMSES.values() for word in lms.not_people}
    halves = f"{row.get('last_name', '')}, {row.get('first_name', '')}"
    return not nobody.isdisjoint({folded(value) for value in (*row.values(), halves)})


def _member(row: Mapping[str, str], taken: Mapping[str, Column]) -> Member:
    cells = {held: taken[held].written(value.lstrip(_QUOTED) if held in _IDS else value) for held, value in row.items()}
    name = cells.get("name") or f"{cells.get('first_name', '')} {cells.get('last_name', '')}".strip()
    person = Person(**{one.name: cells.get(one.name, "") for one in fields(Person) if one.name != "name"}, name=name)
    return Member(person, section=cells.get("section", ""), group=cells.get("group", ""))


def _with_several(people: Sequence[tuple[Mapping[str, str], Member]]) -> list[tuple[Mapping[str, str], Member]]:
    """Sections and groups with semicolons between, where an LMS writes ``A and B``: if A and B are there alone, too."""
    alone = {"section": {one.section for _, one in people}, "group": {one.group for _, one in people}}

    def split(kind: str, cell: str) -> str:
        every = _BETWEEN.split(cell)
        return "; ".join(every) if alone[kind].issuperset(every) else cell

    several = {kind: {one: split(kind, one) for one in cells} for kind, cells in alone.items()}
    return [
        (row, replace(one, section=several["section"][one.section], group=several["group"][one.group]))
        for row, one in people
    ]


def _by_role(people: Sequence[tuple[Mapping[str, str], Member]]) -> tuple[list[Member], Mapping[str, int]]:
    """The students, and how many there are of each other role; where no role is a student's, roles say nothing here."""
    roles = [row.get("role", "") for row, _ in people]
    is_student = [not role or any(word in folded(role) for word in STUDENTS) for role in roles]
    if not any(role and student for role, student in zip(roles, is_student, strict=True)):
        is_student = [True] * len(people)
    others = Counter(role for role, student in zip(roles, is_student, strict=True) if not student)
    return [member for (_, member), student in zip(people, is_student, strict=True) if student], others


def _about_roles(rows: Sequence[Mapping[str, str]], taken: int) -> list[str]:
    roles = dict.fromkeys(role for row in rows if (role := row.get("role", "")))
    if not roles or any(word in folded(role) for role in roles for word in STUDENTS):
        return []
    shown = ", ".join(map(one_line, [*roles][:_SHOWN]))
    return [f"No role is known here for a student's ({shown}), so nobody was left out: {taken} were taken."]


def _about_left_out(left_out: Sequence[Column], taken: Mapping[str, Column]) -> list[str]:
    """The columns that were not taken; where one may hold ids that are not known otherwise, how to take it."""
    ids = [one for one in left_out if "student_id" not in taken and may_be_id(one)]
    write = shlex.quote(option("student_id", ids[0].title)) if ids else "FIELD=TITLE"
    titles = ", ".join(one_line(one.title) for one in left_out)
    return [f"Left out: {titles}. If one is needed, give --column {write}."] if left_out else []


def _about_odd(sheet: Sheet, taken: Mapping[str, Column], odd: Mapping[str, set[str]]) -> list[str]:
    found = [
        f"line {sheet.line(sheet.header + 1 + number)}, {one.title}: {value}"
        for held, one in taken.items()
        for number, value in enumerate(one.values)
        if value in odd.get(held, ())
    ]
    if not found:
        return []
    said = some(map(one_line, found), _SHOWN, "; ")
    return [f"{counted(len(found), 'cell')} left out, for what stands there looks different from the others: {said}."]


def _about_lengths(ids: Sequence[str]) -> list[str]:
    if (unlike_ones := of_unlike_lengths(ids)) is None:
        return []
    short, long = unlike_ones
    return [
        f"Student ids are of different lengths, as {short} and {long}: Excel takes zeros off in front. Where only one "
        "person fits, they are found with and without them."
    ]
