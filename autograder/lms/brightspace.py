"""Brightspace: its download of submissions, its file of grades, and its upload of feedback files.

A submission is a folder, or a file, called ``123-456 - Mary-Ann Smith - Sep 24, 2026 926 PM``; a file's own name
follows. Each hand-in has a place of its own; its time is wall time of the course, without a colon. What the two numbers
are, sources disagree on: together they are the person's id here. A group's name stands in the place of a person's.

How Brightspace takes marks is from D2L's documentation and files that others published, not tried on a Brightspace.
``OrgDefinedId`` or ``Username`` says who, with ``#`` in front. Points go in columns ``<Item> Points Grade``, to which
the export adds ``<Numeric MaxPoints:10 ...>``; the last column marks the line's end. Points above the maximum are
capped unless the item can exceed it. Feedback files come back in the folders of the download, under their exact names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from autograder.errors import ConfigError
from autograder.lms.definition import Lms
from autograder.lms.export.columns import MarksColumn, number_in
from autograder.lms.export.exported import Exported, short_list, who
from autograder.lms.export.grade_file import FeedbackUpload, FoundInFile, GradeFile
from autograder.lms.export.match import key
from autograder.lms.export.tables import CELL_ADVICE, by_person, csv_bytes, mark_text
from autograder.lms.intake.download import DownloadLayout
from autograder.lms.intake.places import is_group, named_by, nobodys, person
from autograder.text import folded, guarded

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from autograder.course.sheet import Sheet
    from autograder.lms.export.match import Row
    from autograder.lms.intake.download import Download
    from autograder.lms.intake.places import DownloadPlace
    from autograder.model import Entry, Submission

_DATE = (
    r" - (?P<date>(?:[^\W\d_]+\.?\s\d{1,2}|\d{1,2}\s[^\W\d_]+\.?),?\s2\d{3})\s(?P<time>\d{1,2}[:._]?(?:\d\d)?)"
    r"(?:\s(?P<half>[AP]M))?"
)
_START = rf"(?P<start>(?P<key>(?P<first>\d+)-\d+) - (?:(?P<number>[A-Za-z]?\d{{5,}}) - )?(?P<name>.+?){_DATE})"
_FOLDER = re.compile(rf"{_START}(?P<file>)", re.IGNORECASE)
_NAMED = re.compile(rf"{_START}(?P<file> - .+)?", re.IGNORECASE)
_DATED = re.compile(rf"{_DATE}(?= - |$)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_INDEX = "index.html"
_NOON = 12  # the hour that is 0 AM, and from which PM counts
_IDS = ("orgdefinedid", "username")
_KNOWN = frozenset({*_IDS, "last name", "first name", "email", "end-of-line indicator"})
_POINTS = re.compile(r"(?P<title>.*?)\s*Points Grade(?:\s*<(?P<spec>[^<>]*)>)?", re.IGNORECASE)
_MAX_POINTS = re.compile(r"MaxPoints:(?P<points>[\d.,]+)")
_NUMERIC = "numeric"


_Owner = tuple[str, str, str]


class _HandedIn(NamedTuple):
    """What a place's name says: the person's two numbers, the student number, the name, and the time."""

    key: str
    first: str
    number: str
    name: str
    time: datetime | None

    @property
    def owner(self) -> _Owner:
        """Whose place it is, also should the second number be the hand-in's."""
        return self.first, self.number, self.name


def _read(download: Download) -> list[Submission] | None:
    found = named_by(download, lambda place: _NAMED.fullmatch(place.name) is not None, passed_over=(_INDEX,))
    if found is None:
        return None
    names = {place.path: named for place in found if (named := _named(place))}
    numbered = 2 * sum(bool(named["number"]) for named in names.values()) > len(names)
    known = _of_people({path: _handed_in(named, numbered=numbered) for path, named in names.items()})
    keys: dict[_Owner, str] = {}
    times: dict[_Owner, set[datetime]] = defaultdict(set)
    for one in known.values():
        keys.setdefault(one.owner, one.key)
        times[one.owner] |= {one.time} if one.time else set()
    return [
        submission
        for place in found
        for submission in (
            _submissions(download, place, known[place.path], (keys, times))
            if place.path in known
            else nobodys(download, place)
        )
    ]


def _of_people(known: dict[str, _HandedIn]) -> dict[str, _HandedIn]:
    """The places without their first number where it is the hand-in's: where it differs whoever hands in again.

    Where people of several names have one first number it is nobody's, and both together tell namesakes apart.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for one in known.values():
        names[one.first].add(one.name)
    if any(len(those) > 1 for those in names.values()):
        return {path: one._replace(first=one.key) for path, one in known.items()}
    firsts: dict[str, list[str]] = defaultdict(list)
    for one in known.values():
        firsts[one.name].append(one.first)
    again = [numbers for numbers in firsts.values() if len(numbers) > 1]
    if len(again) > 1 and all(len(set(numbers)) == len(numbers) for numbers in again):
        return {path: one._replace(first="") for path, one in known.items()}
    return known


def _named(place: DownloadPlace) -> re.Match[str] | None:
    """How a place's name is read: a folder's from its end, since a name that somebody chose may hold a time as well."""
    return (_FOLDER.fullmatch(place.name) if place.is_folder else None) or _NAMED.fullmatch(place.name)


def _handed_in(named: re.Match[str], *, numbered: bool) -> _HandedIn:
    """What a name says. A student number is one where most places have it; else it is what somebody calls themselves.

    Of several times the latest is taken: a file is called by its owner, who may have put an earlier one in.
    """
    number = named["number"] or ""
    name = named["name"] if numbered or not number else f"{number} - {named['name']}"
    dated = list(_DATED.finditer(named.string)) if named["file"] else [named]
    times = [time for time in map(_time, dated) if time]
    return _HandedIn(named["key"], named["first"], number if numbered else "", name, max(times, default=None))


def _submissions(
    download: Download,
    place: DownloadPlace,
    one: _HandedIn,
    of_all: tuple[Mapping[_Owner, str], Mapping[_Owner, Collection[datetime]]],
) -> list[Submission]:
    keys, times = of_all
    lms_id = "" if is_group(one.name) else keys[one.owner]
    return place.submissions(
        download,
        people=(person(student_id=one.number, name=one.name, lms_id=lms_id),),
        submitted_at=one.time,
        attempt=sorted(times[one.owner]).index(one.time) + 1 if one.time else None,
        place=place.name,
    )


def _time(named: re.Match[str]) -> datetime | None:
    month = re.sub(r"[\d\W_]", "", named["date"])[:3].casefold()
    day, year = re.findall(r"\d+", named["date"])
    hour, minute = _clock(named)
    try:
        return datetime(int(year), _MONTHS.index(month) + 1, int(day), hour, minute)  # noqa: DTZ001 - it has no zone
    except ValueError:
        return None


def _clock(named: re.Match[str]) -> tuple[int, int]:
    """Hour and minute: ``926 PM`` is 21:26, ``9 PM`` has no minutes, ``2126`` no half of a day."""
    digits = re.sub(r"\D", "", named["time"])
    hour, minute = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if named["half"] and hour <= _NOON:
        hour = hour % _NOON + (_NOON if named["half"].upper() == "PM" else 0)
    return hour, minute


def _find(sheet: Sheet) -> FoundInFile:
    columns = [folded(name) for name in sheet.columns]
    if not set(_IDS) & set(columns):
        raise ConfigError(
            "This is not Brightspace's grades file, which has OrgDefinedId or Username: take Enter Grades > Export."
        )
    places = {name: columns.index(name) for name in columns if name in _KNOWN}
    people: dict[int, Row] = {}
    for number in range(sheet.header + 1, len(sheet.rows)):
        row = {name: sheet.value(number, index) for name, index in places.items()}
        row |= {name: row[name].lstrip("#") for name in _IDS if name in row}
        if any(value for name, value in row.items() if name != "end-of-line indicator"):
            people[number] = row
    found = [_column(index, header) for index, header in enumerate(sheet.columns)]
    return FoundInFile(people, [column for column in found if column is not None])


def _column(index: int, header: str) -> MarksColumn | None:
    titled = _POINTS.fullmatch(header)
    if titled is None:
        return None
    spec = titled["spec"] or _NUMERIC
    points = _MAX_POINTS.search(spec)
    kind = spec.split()[0] if spec.split() else _NUMERIC
    closed = "" if folded(kind) == _NUMERIC else f"it is of the kind {kind}, and points are for numeric items"
    return MarksColumn(index, header, titled["title"], number_in(points["points"]) if points else None, closed)


def _advice(column: MarksColumn, entries: Sequence[Entry]) -> list[str]:
    most = column.max_points
    above = [who(entry) for entry in entries if most is not None and (entry.score or 0) > most]
    if not above:
        return []
    return [f"Above the item's maximum, and capped by Brightspace unless the item can exceed it: {short_list(above)}."]


def _make(entries: Sequence[Entry], title: str | None) -> Exported:
    names = list(dict.fromkeys(entry.assignment for entry in entries))
    titles = [title] if title and len(names) == 1 else names
    headers = [text if _POINTS.fullmatch(text) else f"{text} Points Grade" for text in titles]
    rows = [["OrgDefinedId", "Username", *map(guarded, headers), "End-of-Line Indicator"]]
    nobody, lines = [], 0
    for owner, marks in by_person(entries):
        ids = [guarded(f"#{text}") if text else "" for text in (owner.student_id, owner.login)]
        if not any(ids):
            nobody.append(who(next(iter(marks.values()))))
            continue
        lines += 1
        rows.append([*ids, *(mark_text(marks.get(name)) for name in names), "#"])
    told = [
        "Brightspace matches the columns by the items' names: check that they are called "
        f"{short_list(repr(text) for text in titles)}; --column gives another name.",
        CELL_ADVICE,
    ]
    if nobody:
        told.append(f"Left out, because they have no student id and no login: {short_list(nobody)}.")
    return Exported(csv_bytes(rows), ".csv", tuple(told), matched=lines)


def _page(place: str) -> str | None:
    """The page in the folder of the download, or beside the file where the download had no folders.

    Of a file with two times in its name it is not known where the owner's name ends, and the file's begins.
    """
    if _FOLDER.fullmatch(place):
        return f"{place}/feedback.html"
    named = _NAMED.fullmatch(place)
    is_sure = named is not None and len(_DATED.findall(place)) == 1
    return f"{named['start']} - feedback.html" if named and is_sure else None


LMS = Lms(
    DownloadLayout("Brightspace download", "folders called 123-456 - Name - Sep 24, 2026 926 PM", _read),
    list_columns={"student_id": ("orgdefinedid",)},
    grade_file=GradeFile(
        "Brightspace",
        _KNOWN,
        keys=(
            key("orgdefinedid", "student_id", proper=True),
            key("username", "login", proper=True),
            key("email", "email"),
            key("username", "student_id"),
            key("orgdefinedid", "login"),
        ),
        names=("first name", "last name"),
        find=_find,
        advice=_advice,
        make=_make,
        delimiters=",\t",
    ),
    feedback=FeedbackUpload(
        _page, ("Upload the zip with Add Feedback Files in the assignment's Submissions, as it is.",)
    ),
)
