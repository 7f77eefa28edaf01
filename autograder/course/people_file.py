"""``people.csv``: identities and what single people are granted, never why.

One line a person, with the columns of ``COLUMNS``, of which a few are enough. ``extra_days`` moves every due date of a
person; ``extensions`` are due dates of their own, as ``net_input=2026-10-09 23:59``, and ``exempt`` names assignments
that do not count for them, both with semicolons between; so are the sections and groups of somebody in several. What
stands in other columns is the instructor's own, and stays. The file is readable by its owner alone.

It is read as a spreadsheet may have saved it: with semicolons, in another encoding, with dates as people write them.
What could mean two things is refused, with its line and column.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import asdict, fields, replace
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

from autograder.course.roster import COLUMNS, Member, Roster, key_of, parts
from autograder.course.sheet import read_sheet
from autograder.course.spoiled import about_letters, is_lost
from autograder.errors import ConfigError
from autograder.files import private_folder, whole
from autograder.model import Person
from autograder.text import guarded, heading, listing, one_line, some

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from autograder.course.sheet import Sheet
    from autograder.kit import Kit

PEOPLE_FILE = "people.csv"
_PERSON = tuple(one.name for one in fields(Person))
_IDS = ("student_id", "login", "lms_id")
_KNOWN = {heading(name): name for name in COLUMNS}
_ALIKE = 0.8  # of 1: as ``extention`` and ``extensions`` are, and ``notes`` is with none
_MOST_DAYS = 1000
_SHOWN = 10  # names in a sentence
# A date with points has its day first wherever it is written; one with strokes, only where the year is.
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}) +(\d{1,2}:.*)")
_YEAR_FIRST = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2}) +(\d{1,2}:.*)")


def roster_of(kit: Kit) -> Roster:
    """Who is in the class, with what they are granted.

    Raises
    ------
    ConfigError
        Naming every line that is wrong, also one that grants something for an assignment that is not there.
    """
    return read_roster(kit.class_folder / PEOPLE_FILE, kit.config.assignments)


def read_roster(path: Path, assignments: Collection[str] | None = None) -> Roster:
    """Read ``people.csv``; a class without one has nobody on its roster.

    Raises
    ------
    ConfigError
        Naming every line that is wrong.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Roster()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}).") from error
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        return Roster()
    try:
        sheet = read_sheet(content, COLUMNS)
        columns = _columns(sheet)
    except ConfigError as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    read = {row: _read_line(sheet, row, columns, assignments) for row in range(sheet.header + 1, len(sheet.rows))}
    members = {row: found for row, found in read.items() if isinstance(found, Member)}
    faults = {row: str(found) for row, found in read.items() if isinstance(found, ValueError)} | _twins(members, sheet)
    if faults:
        lines = [f"  line {sheet.line(row)}: {fault}" for row, fault in sorted(faults.items())]
        raise ConfigError("\n".join([f"{path} has lines that cannot be read:", *lines]))
    told = about_letters(sheet.encoding, [member.person.name for member in members.values()])
    if own := [name for name in columns if name and name not in COLUMNS]:
        told.append(f"Columns of your own are kept, and not read: {listing(map(one_line, own))}.")
    roster = Roster(tuple(members.values()), tuple(columns), sheet.delimiter)
    return replace(roster, told=tuple(f"{path.name}: {one}" for one in (*told, *_about_groups(roster))))


def _about_groups(roster: Roster) -> Iterator[str]:
    """What of groups may be meant otherwise: a name that is also a person's, and somebody in several."""
    for name in roster.groups:
        if roster.called(name)[0]:
            called = one_line(name)
            yield f"The group {called} is called like a person. What bears this name alone counts for the group."
    several = [member for member in roster.members if len(parts(member.group)) > 1]
    if several:
        named = some((one_line(f"{member.person.called} ({member.group})") for member in several), _SHOWN)
        yield f"In more than one group: {named}. Where two of these hand in, it is asked which counts."


def _columns(sheet: Sheet) -> list[str]:
    """The columns by our own names, or as the instructor's own are called; empty where there is no title."""
    columns = [_KNOWN.get(heading(title), title) for title in sheet.columns]
    if not set(columns) & set(_PERSON):
        raise ConfigError(f"no column says who is who. Known are {', '.join(COLUMNS)}.")
    for title in columns:
        if title and columns.count(title) > 1:
            raise ConfigError(f"two columns are called {title}. Rename one, or take it out.")
        if title not in COLUMNS and (meant := get_close_matches(heading(title), _KNOWN, 1, _ALIKE)):
            raise ConfigError(f"the column {title!r} is unknown here. Call it {_KNOWN[meant[0]]}, or else differently.")
    return columns


def _twins(members: Mapping[int, Member], sheet: Sheet) -> dict[int, str]:
    first: dict[tuple[str, str], int] = {}
    keys = {row: key_of(member.person) for row, member in members.items()}
    return {
        row: f"has the {key[0]} of line {sheet.line(before)}; one line a person, and ids for those of one name"
        for row, key in keys.items()
        if (before := first.setdefault(key, row)) != row
    }


def _read_line(
    sheet: Sheet, row: int, columns: list[str], assignments: Collection[str] | None
) -> Member | ValueError | None:
    cells = [sheet.value(row, number) for number in range(max(len(columns), len(sheet.rows[row])))]
    if not any(cells):
        return None
    untitled = [number for number, cell in enumerate(cells) if cell and not columns[number : number + 1] > [""]]
    if untitled:
        return ValueError(
            f"{cells[untitled[0]]!r} stands in column {untitled[0] + 1}, which has no title; it has more cells than "
            "there are columns. Write semicolons between extensions"
        )
    named = dict(zip(columns, cells, strict=False))
    try:
        member = _member(named)
    except ValueError as error:
        return error
    if assignments is not None and (unknown := {*member.extensions, *member.exempt} - set(assignments)):
        return ValueError(
            f"grants something for {', '.join(sorted(unknown))}, which the configuration does not have; it has "
            f"{listing(assignments)}"
        )
    return replace(member, own={name: cell for name, cell in named.items() if cell and name not in COLUMNS})


def _member(cells: Mapping[str, str]) -> Member:
    person = Person(**{name: _unguarded(cells.get(name, "")) for name in _PERSON})
    if not any(asdict(person).values()):
        raise ValueError("names nobody; give at least a student_id, e-mail, login or name")
    for name in _IDS:
        if is_lost(value := getattr(person, name)):
            raise ValueError(f"{name} is {value!r}, which a spreadsheet made of it; write the id itself")
    days = cells.get("extra_days") or "0"
    if not days.isdecimal() or int(days) > _MOST_DAYS:
        raise ValueError(f"extra_days is {days!r}; write a whole number of days, at most {_MOST_DAYS}")
    extensions = dict(_extension(part) for part in parts(cells.get("extensions", "")))
    exempt = frozenset(parts(cells.get("exempt", "")))
    section, group = (_unguarded(cells.get(name, "")) for name in ("section", "group"))
    return Member(person, int(days), extensions, exempt, section, group)


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that ``guarded`` put in front."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell


def _extension(part: str) -> tuple[str, datetime]:
    name, _, when = (side.strip() for side in part.partition("="))
    try:
        time = datetime.fromisoformat(_iso(when))
    except ValueError:
        time = None
    if not name or time is None or time.tzinfo is not None or ":" not in when:
        raise ValueError(f"extensions has {part!r}; write assignment=2026-10-09 23:59")
    return name, time


def _iso(when: str) -> str:
    if found := _DAY_FIRST.fullmatch(when):
        day, month, year, clock = found.groups()
    elif found := _YEAR_FIRST.fullmatch(when):
        year, month, day, clock = found.groups()
    else:
        return when
    return f"{year}-{month:0>2}-{day:0>2} {clock:0>5}"


def write_roster(path: Path, roster: Roster) -> None:
    """Write ``people.csv`` whole or not at all, readable by its owner alone.

    Raises
    ------
    ConfigError
        When it cannot be written.
    """
    own = [name for name in roster.columns if name and name not in COLUMNS]
    text = io.StringIO()
    writer = csv.DictWriter(text, [*COLUMNS, *own], lineterminator="\n", delimiter=roster.delimiter)
    writer.writeheader()
    writer.writerows(map(_cells, roster.members))
    # Excel on Windows takes a file without this sign for its own code page, and shows é as Ã©.
    sign = b"" if text.getvalue().isascii() else codecs.BOM_UTF8
    try:
        private_folder(path.parent)
        with whole(path, private=True) as file:
            file.write(sign + text.getvalue().encode())
    except OSError as error:
        raise ConfigError(f"{path} cannot be written ({error.strerror}); what was there is unchanged.") from error


def lines_of(roster: Roster, members: Sequence[Member]) -> list[str]:
    """How members stand in the file of a roster, below its columns, with one more where they hold what it lacks."""
    cells = [_cells(member) for member in members]
    there = [name for name in roster.columns if name]
    columns = [*there, *(name for name in COLUMNS if name not in there and any(row[name] for row in cells))]
    text = io.StringIO()
    writer = csv.DictWriter(
        text, columns, extrasaction="ignore", restval="", lineterminator="\n", delimiter=roster.delimiter
    )
    writer.writeheader()
    writer.writerows(cells)
    return text.getvalue().splitlines()


def _cells(member: Member) -> dict[str, str]:
    known = {**asdict(member.person), "section": member.section, "group": member.group}
    return {
        **{name: guarded(value) for name, value in known.items()},
        "extra_days": str(member.extra_days or ""),
        "extensions": "; ".join(f"{name}={_wall(when)}" for name, when in member.extensions.items()),
        "exempt": "; ".join(sorted(member.exempt)),
        **member.own,
    }


def _wall(when: datetime) -> str:
    return when.isoformat(" ", "auto" if when.second or when.microsecond else "minutes")
