"""Brightspace: its download of submissions, its file of grades, and its upload of feedback files.

A submission is a folder, or a file, called ``123-456 - Mary-Ann Smith - Sep 24, 2026 926 PM``; a file's own name
follows. Each hand-in has a place of its own; its time is wall time of the course, without a colon. What the two numbers
are, sources disagree on: together they are the person's id here.

How Brightspace takes marks is from D2L's documentation and files that others published, not tried on a Brightspace.
``OrgDefinedId`` or ``Username`` says who, with ``#`` in front. Points go in columns ``<Item> Points Grade``, to which
the export adds ``<Numeric MaxPoints:10 ...>``; the last column marks the line's end. Points above the maximum are
capped unless the item can exceed it. Feedback files come back in the folders of the download, under their exact names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.lms.definition import Lms
from autograder.lms.export.columns import MarksColumn, number_in
from autograder.lms.export.exported import Exported, short_list, who
from autograder.lms.export.grade_file import FeedbackUpload, FoundInFile, GradeFile
from autograder.lms.export.match import key
from autograder.lms.export.tables import CELL_ADVICE, by_person, csv_bytes, mark_text
from autograder.lms.intake.download import DownloadLayout
from autograder.lms.intake.places import named_by, nobodys, person
from autograder.text import folded, guarded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.course.sheet import Sheet
    from autograder.lms.export.match import Row
    from autograder.lms.intake.download import Download
    from autograder.lms.intake.places import DownloadPlace
    from autograder.model import Entry, Submission

_NAMED = re.compile(
    r"(?P<start>(?P<key>(?P<first>\d+)-\d+) - (?:(?P<number>[A-Za-z]?\d{5,}) - )?(?P<name>.+?) - "
    r"(?P<date>(?:[^\W\d_]+\.?\s\d{1,2}|\d{1,2}\s[^\W\d_]+\.?),?\s2\d{3})\s(?P<time>\d{1,2}[:._]?(?:\d\d)?)"
    r"(?:\s(?P<half>[AP]M))?)(?P<file> - .+)?",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_INDEX = "index.html"
_NOON = 12  # the hour that is 0 AM, and from which PM counts
_IDS = ("orgdefinedid", "username")
_KNOWN = frozenset({*_IDS, "last name", "first name", "email", "end-of-line indicator"})
_POINTS = re.compile(r"(?P<title>.*?)\s*Points Grade(?:\s*<(?P<spec>[^<>]*)>)?", re.IGNORECASE)
_MAX_POINTS = re.compile(r"MaxPoints:(?P<points>[\d.,]+)")
_NUMERIC = "numeric"


def _read(download: Download) -> list[Submission] | None:
    found = named_by(download, lambda place: _NAMED.fullmatch(place.name) is not None, passed_over=(_INDEX,))
    if found is None:
        return None
    times = _times(found)
    return [submission for place in found for submission in _submissions(download, place, times)]


def _submissions(
    download: Download, place: DownloadPlace, times: Mapping[tuple[str, ...], Sequence[datetime]]
) -> list[Submission]:
    named = _NAMED.fullmatch(place.name)
    if named is None:
        return nobodys(download, place)
    time = _time(named)
    return place.submissions(
        download,
        people=(person(student_id=named["number"] or "", name=named["name"], lms_id=named["key"]),),
        submitted_at=time,
        attempt=times[_owner(named)].index(time) + 1 if time else None,
        place=place.name,
    )


def _owner(named: re.Match[str]) -> tuple[str, ...]:
    """Whose place it is, also should the second number be the hand-in's."""
    return named["first"], named["number"] or "", named["name"]


def _times(found: Sequence[DownloadPlace]) -> Mapping[tuple[str, ...], Sequence[datetime]]:
    """When each person handed in, the first time first."""
    times: dict[tuple[str, ...], set[datetime]] = defaultdict(set)
    for named in (_NAMED.fullmatch(place.name) for place in found):
        if named and (time := _time(named)):
            times[_owner(named)].add(time)
    return {owner: sorted(those) for owner, those in times.items()}


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
    """The page in the folder of the download, or beside the file where the download had no folders."""
    named = _NAMED.fullmatch(place)
    if named is None:
        return None
    return f"{named['start']} - feedback.html" if named["file"] else f"{place}/feedback.html"


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
