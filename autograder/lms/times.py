"""When people handed in, from a table beside the download: Moodle's grading worksheet, or one that a teacher made.

Moodle's zip and Canvas's hold no times. The worksheet has a column "Last modified (submission)", with dates in the
language of whoever downloaded it; a table of one's own has ``submitted_at`` or ``days_late`` beside the people.
"""

# Dates in both are wall time in the course's zone: they have none.
# ruff: noqa: DTZ001

from __future__ import annotations

import contextlib
import re
import unicodedata
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING

from autograder.course.sheet import read_sheet
from autograder.errors import ConfigError
from autograder.lms.list_columns import choose, columns_of, known_titles
from autograder.model import HandInTime, Person
from autograder.text import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.course.sheet import Sheet
    from autograder.lms.list_columns import Column

_NAMES = ("name", "first_name", "last_name")
_WHO = (*_NAMES, "student_id", "email", "login", "lms_id")
_SUBMITTED = (
    *("submitted_at", "last modified (submission)", "zuletzt geändert (abgabe)", "zuletzt geändert (lösung)"),
    *("dernière modification (travail remis)", "última modificación (entrega)", "ultima modifica (consegna)"),
)
_DAYS = "days_late"
_MOST_DAYS = 1000
_NOT_HANDED_IN = ("", "-", "–")
# Months as Moodle's languages write them, in full or short, without accents; one word is one month in all of them.
_MONTHS = [
    "january jan januar janner janvier enero gennaio januari janeiro",
    "february feb februar fevrier febrero febbraio februari fevereiro",
    "march mar marz mars marzo maart marco",
    "april apr avril abril aprile",
    "may mai mayo maggio mei maio",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet julio luglio julho",
    "august aug aout agosto augustus",
    "september sep sept septembre septiembre settembre setembro",
    "october oct okt oktober octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dez dezember decembre diciembre dicembre dezembro",
]
_MONTH = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}
_YEAR, _CLOCK = re.compile(r"\b20\d\d\b"), re.compile(r"\b(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?\b(?:\s*([ap])\.?\s?m\b)?")
_DAY, _WORD = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b"), re.compile(r"[^\W\d_]+")
_EAST = re.compile(r"(20\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日\D*?(\d{1,2}):(\d\d)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(20\d\d),?\s+(\d{1,2}):(\d\d)")


def read_times(content: bytes) -> list[HandInTime]:
    """The people of a table who handed in, each with when; who did not is left out.

    Raises
    ------
    ConfigError
        When it names nobody, or has no column with times.
    """
    sheet = read_sheet(content, {*_SUBMITTED, _DAYS, *known_titles()})
    columns = [folded(name) for name in sheet.columns]
    taken = choose(columns_of(sheet), ()).taken
    who = {held: column for held, column in taken.items() if held in _WHO}
    days = columns.index(_DAYS) if _DAYS in columns else -1
    when = days if days >= 0 else _of_times(sheet, columns)
    others = [column for column in columns_of(sheet) if when < 0 or column.title != sheet.columns[when]]
    who = {held: column for held, column in choose(others, ()).taken.items() if held in _WHO}
    if not who or when < 0:
        raise ConfigError(
            f"The table of times has the columns {', '.join(sheet.columns)}. It needs one that names people, as "
            "autograder people knows them, and submitted_at, days_late or Moodle's Last modified (submission)."
        )
    rows = range(len(sheet.rows) - sheet.header - 1)
    read = [(_person(who, row), sheet.value(sheet.header + 1 + row, max(days, when))) for row in rows]
    return [_time(person, text, is_days=days >= 0) for person, text in read if text not in _NOT_HANDED_IN]


def _of_times(sheet: Sheet, columns: list[str]) -> int:
    """The column of times: by its name, or else the first with dates, since Moodle writes that of the grade later."""
    if name := _first(_SUBMITTED, columns):
        return columns.index(name)
    rows = range(sheet.header + 1, len(sheet.rows))
    return next((c for c in range(len(columns)) if any(moment(sheet.value(row, c)) for row in rows)), -1)


def _first(names: tuple[str, ...], columns: list[str]) -> str:
    return next((name for name in names if name in columns), "")


def _person(who: Mapping[str, Column], row: int) -> Person:
    cells = {
        held: one.values[row] if held in _NAMES else one.written(one.values[row].lstrip("#'"))
        for held, one in who.items()
    }
    name = cells.get("name") or f"{cells.get('first_name', '')} {cells.get('last_name', '')}".strip()
    return Person(name=name, **{one.name: cells.get(one.name, "") for one in fields(Person) if one.name != "name"})


def _time(person: Person, text: str, *, is_days: bool) -> HandInTime:
    if is_days:
        is_number = text.isdecimal() and int(text) <= _MOST_DAYS
        return HandInTime(person, days_late=int(text)) if is_number else HandInTime(person, unread=text)
    time = moment(text)
    return HandInTime(person, time, unread="" if time else text)


def moment(text: str) -> datetime | None:
    """The time that a text gives, without a zone where it names none: as ISO, or as Moodle writes dates for people."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    with contextlib.suppress(ValueError):
        time = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
        return time if ":" in text else None  # a day alone would be its first moment
    try:
        if found := _EAST.search(text):
            year, month, day, hour, minute = map(int, found.groups())
            return datetime(year, month, day, hour + 12 * ("下午" in text and hour < 12), minute)
        if found := _DOTTED.fullmatch(text.strip()):
            day, month, year, hour, minute = map(int, found.groups())
            return datetime(year, month, day, hour, minute)
        return _in_words(plain)
    except ValueError:
        return None


def _in_words(text: str) -> datetime | None:
    """``friday, 9 october 2026, 11:58 pm`` and its like; a date in figures alone may be read in two ways, so is not."""
    clock, year = _CLOCK.search(text), _YEAR.search(text)
    months = [_MONTH[word] for word in _WORD.findall(text) if word in _MONTH]
    if clock is None or year is None or len(set(months)) != 1:
        return None
    rest = text.replace(clock[0], " ").replace(year[0], " ")
    days = _DAY.findall(rest)
    if len(days) != 1:
        return None
    hour, half = int(clock[1]), clock[4]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return datetime(int(year[0]), months[0], int(days[0]), hour, int(clock[2]), int(clock[3] or 0))
