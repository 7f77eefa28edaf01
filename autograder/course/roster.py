"""``people.csv``: identities and what single people are granted, never why.

One line a person: ``student_id,name,email,login,lms_id,extra_days,extensions,exempt``. ``extra_days`` moves every due
date of a person; ``extensions`` are due dates of their own, as ``net_input=2026-10-09 23:59``, and ``exempt`` names
assignments that do not count for them, both with semicolons between. The file is readable by its owner alone.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import defaultdict
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.files import private_folder, whole
from autograder.model import Person
from autograder.text import folded, listing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from autograder.kit import Kit

PEOPLE_FILE = "people.csv"
COLUMNS = ("student_id", "name", "email", "login", "lms_id", "extra_days", "extensions", "exempt")
_KEYS = ("student_id", "email", "login", "lms_id")  # in the order in which they are trusted; then the name
_MOST_DAYS = 1000


@dataclass(frozen=True)
class Member:
    """Somebody in the class, and what the instructor grants them. Times are wall time in the course's zone."""

    person: Person
    extra_days: int = 0
    extensions: Mapping[str, datetime] = field(default_factory=dict)
    exempt: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Roster:
    """All members of a class."""

    members: tuple[Member, ...] = ()

    def find(self, person: Person) -> Member | None:
        """The one member whom a download means: by student id, e-mail, login or LMS id, or else by a name.

        Each of these is also looked for in the other columns, since one LMS's login is another's id. Two things never
        match: an LMS's own number where the names differ, and a name where the student ids differ.
        """
        given = [(key, value) for key in _KEYS if (value := folded(getattr(person, key)))]
        own = (self._only(key, value) for key, value in given)
        others = (
            member
            for key, value in given
            for other in _KEYS
            if (member := self._only(other, value)) and not (key == "lms_id" and _named_apart(person, member.person))
        )
        names = filter(None, (_run_together(person.name), _run_together(person.lms_id)))
        alike = (
            member
            for name in names
            if (member := self._only("name", name)) and not _numbered_apart(person, member.person)
        )
        return next(filter(None, (*own, *others, *alike)), None)

    def called(self, text: str) -> tuple[list[Member], bool]:
        """Everybody of whom a text is an id, or else the whole name, and whether it is an id."""
        value, name = folded(text), _run_together(text)
        by_id = [member for key in _KEYS for member in self._by[key].get(value, []) if value]
        found = by_id or (self._by["name"].get(name, []) if name else [])
        return list({id(member): member for member in found}.values()), bool(by_id)

    @cached_property
    def words(self) -> frozenset[str]:
        """All that somebody may be called by, as it is compared: what is not among these need not be looked for."""
        return frozenset(word for index in self._by.values() for word in index if word)

    @property
    def assignments(self) -> set[str]:
        """The assignments for which somebody is granted something."""
        return {name for member in self.members for name in (*member.extensions, *member.exempt)}

    def _only(self, key: str, value: str) -> Member | None:
        found = self._by[key].get(value, [])
        return found[0] if len(found) == 1 else None

    @cached_property
    def _by(self) -> dict[str, dict[str, list[Member]]]:
        index: dict[str, dict[str, list[Member]]] = {key: defaultdict(list) for key in (*_KEYS, "name")}
        for member in self.members:
            for key in _KEYS:
                index[key][folded(getattr(member.person, key))].append(member)
            for turned in _turns(member.person.name):
                index["name"][turned].append(member)
        return index


def key_of(person: Person) -> tuple[str, str]:
    """What tells people apart: the first of their ids, or else the name."""
    known = ((key, folded(getattr(person, key))) for key in (*_KEYS, "name"))
    return next(((key, value) for key, value in known if value), ("name", ""))


def _named_apart(one: Person, other: Person) -> bool:
    return bool(one.name and other.name) and _run_together(one.name) not in _turns(other.name)


def _numbered_apart(one: Person, other: Person) -> bool:
    """Whether two have different student ids; leading zeros, which spreadsheets lose, make no difference."""
    ids = [folded(person.student_id).lstrip("0") for person in (one, other)]
    return all(ids) and ids[0] != ids[1]


def _words(name: str) -> list[str]:
    return "".join(letter if _is_letter(letter) else " " for letter in folded(name)).split()


def _is_letter(letter: str) -> bool:
    """Whether it tells names apart: also the vowel signs of many scripts, and accents without a composed letter."""
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _run_together(name: str) -> str:
    return "".join(_words(name))


def _turns(name: str) -> set[str]:
    """A name in every order that starts with another word: ``Mary-Ann Smith`` is ``smithmaryann`` to Canvas."""
    words = _words(name)
    return {"".join(words[start:] + words[:start]) for start in range(len(words))}


def roster_of(kit: Kit) -> Roster:
    """Who is in the class, with what they are granted.

    Raises
    ------
    ConfigError
        Naming every line that is wrong, or when something is granted for an assignment that is not there.
    """
    path = kit.class_folder / PEOPLE_FILE
    roster = read_roster(path)
    if unknown := roster.assignments - set(kit.config.assignments):
        raise ConfigError(
            f"{path} grants something for {', '.join(sorted(unknown))}, which the configuration does not have; it has "
            f"{listing(kit.config.assignments)}."
        )
    return roster


def read_roster(path: Path) -> Roster:
    """Read ``people.csv``; a class without one has nobody on its roster.

    Raises
    ------
    ConfigError
        Naming every line that is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Roster()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read ({error}); save it as CSV in UTF-8.") from error
    reader = csv.DictReader(io.StringIO(text))
    try:
        read = [(reader.line_num, _read_line(row)) for row in reader]
    except csv.Error as error:
        raise ConfigError(f"{path} cannot be read (line {reader.line_num}: {error}); save it as CSV.") from error
    if unknown := set(reader.fieldnames or ()) - set(COLUMNS):
        raise ConfigError(
            f"{path} has columns unknown here: {', '.join(sorted(unknown))}. Known: {', '.join(COLUMNS)}."
        )
    members = {line: found for line, found in read if isinstance(found, Member)}
    faults = {line: str(found) for line, found in read if isinstance(found, ValueError)} | _twins(members)
    if faults:
        lines = [f"  line {line}: {fault}" for line, fault in sorted(faults.items())]
        raise ConfigError("\n".join([f"{path} has lines that cannot be read:", *lines]))
    return Roster(tuple(members.values()))


def _twins(members: Mapping[int, Member]) -> dict[int, str]:
    first: dict[tuple[str, str], int] = {}
    keys = {line: key_of(member.person) for line, member in members.items()}
    return {
        line: f"has the {key[0]} of line {before}; one line a person, and ids for those of one name"
        for line, key in keys.items()
        if (before := first.setdefault(key, line)) != line
    }


def _read_line(row: dict[str, str | None]) -> Member | ValueError:
    try:
        return _member(row)
    except ValueError as error:
        return error


def _member(row: dict[str, str | None]) -> Member:
    cells = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}
    if len(cells) < len(row):
        raise ValueError("has more cells than there are columns; write semicolons between extensions")
    person = Person(**{one.name: cells.get(one.name, "") for one in fields(Person)})
    if not any(asdict(person).values()):
        raise ValueError("names nobody; give at least a student_id, e-mail, login or name")
    days = cells.get("extra_days") or "0"
    if not days.isdecimal() or int(days) > _MOST_DAYS:
        raise ValueError(f"extra_days is {days!r}; write a whole number of days, at most {_MOST_DAYS}")
    extensions = dict(_extension(part) for part in _parts(cells.get("extensions", "")))
    return Member(person, int(days), extensions, frozenset(_parts(cells.get("exempt", ""))))


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _extension(part: str) -> tuple[str, datetime]:
    name, _, when = (side.strip() for side in part.partition("="))
    try:
        time = datetime.fromisoformat(when)
    except ValueError:
        time = None
    if not name or time is None or time.tzinfo is not None or ":" not in when:
        raise ValueError(f"extensions has {part!r}; write assignment=2026-10-09 23:59")
    return name, time


def write_roster(path: Path, roster: Roster) -> None:
    """Write ``people.csv`` whole or not at all, readable by its owner alone.

    Raises
    ------
    ConfigError
        When it cannot be written.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(member) for member in roster.members)
    try:
        private_folder(path.parent)
        with whole(path, private=True) as file:
            file.write(text.getvalue().encode())
    except OSError as error:
        raise ConfigError(f"{path} cannot be written ({error.strerror}); what was there is unchanged.") from error


def _row(member: Member) -> list[str]:
    return [
        *asdict(member.person).values(),
        str(member.extra_days or ""),
        "; ".join(f"{name}={_wall(when)}" for name, when in member.extensions.items()),
        "; ".join(sorted(member.exempt)),
    ]


def _wall(when: datetime) -> str:
    return when.isoformat(" ", "auto" if when.second or when.microsecond else "minutes")
