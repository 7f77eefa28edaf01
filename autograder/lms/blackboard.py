"""Blackboard: its download of an assignment's files, and its grade center's file.

A file is called ``Net input_ab123_attempt_2026-10-05-20-15-10_work.ipynb``: the assignment, the login, the wall time of
handing in, and what the student called it. Assignments and logins may hold ``_`` themselves. Beside the files of an
attempt lies ``..._2026-10-05-20-15-10.txt``, whose first line is ``Name: Ann Bell (ab123)``; what else it has, the
student may have written. A group's name stands in the place of a login, and the first line then names its members.

How Blackboard takes marks is from its help pages and files that others published, not tried on a Blackboard. Rows are
found by Username, columns by the number at the end of ``Net input [Total Pts: 15 Score] |123456``. A column without
one becomes a new column of texts. The file is CSV, or ``.xls``: not a workbook, but UTF-16 with tabs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from autograder.errors import ConfigError, SubmissionError
from autograder.lms.definition import Lms
from autograder.lms.export.columns import MarksColumn, number_in
from autograder.lms.export.exported import Exported, short_list, who
from autograder.lms.export.grade_file import FoundInFile, GradeFile
from autograder.lms.export.match import key
from autograder.lms.export.tables import CELL_ADVICE, by_person, csv_bytes, mark_text
from autograder.lms.intake.download import DownloadLayout, work_of
from autograder.lms.intake.places import is_group, named_by, nobodys, person, shared_start
from autograder.notebook.reading import ZIP_ERRORS
from autograder.text import folded, guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from autograder.course.sheet import Sheet
    from autograder.lms.export.match import Row
    from autograder.lms.intake.download import Download
    from autograder.lms.intake.places import DownloadPlace
    from autograder.model import Entry, Person, Submission

_NAMED = re.compile(r"(?P<start>.+?)_attempt_(?P<time>2\d{3}(?:-\d\d){5})(?:_(?P<file>.+)|(?P<note>\.txt))")
_TIME = "%Y-%m-%d-%H-%M-%S"
_MOST_BYTES = 4000  # of a note; its first line has a name, or those of a group
_NAME = re.compile(r"(?P<name>.*)\((?P<login>[^()]+)\)\s*")
_TEXT = "No file was handed in, only a text or comment typed into Blackboard. Hand in the .ipynb file."
_PERSONAL = ("last name", "first name", "username", "student id")
_COLUMN = re.compile(r"(?P<title>.*?)\s*\[(?P<worth>[^\[\]]*)\](?:\s*\([^()]*\))?\s*\|(?P<id>\d+)")
_WORTH = re.compile(r"[^:]*:\s*(?P<calculated>[^\d]*)(?P<points>[\d.,]+)\s*(?P<display>.*)")
_SCORE = "score"


class _Attempt(NamedTuple):
    """An attempt: its start (the assignment, and whose it is), its time, its files, and its note's first line."""

    start: str
    time: str
    work: list[DownloadPlace]
    notes: list[DownloadPlace]
    line: str

    @property
    def person(self) -> Person | None:
        """Whom the note names, if that is whose name the files bear: the login is what Blackboard put last."""
        named = _NAME.fullmatch(self.line)
        fits = named and self.start.endswith(f"_{named['login']}")
        return person(name=named["name"], login=named["login"]) if named and fits else None


def _read(download: Download) -> list[Submission] | None:
    found = named_by(download, lambda place: _NAMED.fullmatch(place.name) is not None)
    if found is None:
        return None
    attempts = _attempts(download, found)
    users = _users(attempts)
    times: dict[str, list[str]] = defaultdict(list)
    for attempt in attempts:
        times[attempt.start].append(attempt.time)
    strays = [one for place in found if not _NAMED.fullmatch(place.name) for one in nobodys(download, place)]
    return strays + [
        one
        for attempt in attempts
        for one in _submissions(
            download,
            attempt,
            people=_people(attempt, users[attempt.start]),
            submitted_at=_time(attempt.time),
            attempt=times[attempt.start].index(attempt.time) + 1,
        )
    ]


def _attempts(download: Download, found: Iterable[DownloadPlace]) -> list[_Attempt]:
    """The attempts of a download, those of each person in order of their time."""
    work: dict[tuple[str, str], list[DownloadPlace]] = defaultdict(list)
    notes: dict[tuple[str, str], list[DownloadPlace]] = defaultdict(list)
    for place in found:
        if named := _NAMED.fullmatch(place.name):
            is_note = named["note"] and not place.is_folder
            (notes if is_note else work)[named["start"], named["time"]].append(place)
    with download.opened() as contents:
        return [
            _Attempt(*which, work[which], notes[which], _first_line(notes[which], contents))
            for which in sorted({*work, *notes})
        ]


def _first_line(notes: Iterable[DownloadPlace], contents: Callable[[str, int], bytes]) -> str:
    """What the first line of a note says after its colon."""
    for note in notes:
        try:
            text = contents(note.path, _MOST_BYTES).decode("utf-8-sig", "replace")
        except (*ZIP_ERRORS, SubmissionError):
            return ""
        return (text.splitlines() or [""])[0].partition(":")[2].strip()[:_MOST_BYTES]
    return ""


def _submissions(download: Download, one: _Attempt, **known: Any) -> list[Submission]:
    """The work of one attempt: its notebooks, or else all of its files; its note is no work."""
    if not one.work:
        note = one.notes[0]
        return [download.submission(note.path, place=note.name, trouble=_TEXT, **known)]
    names = set(work_of([path for place in one.work for path in place.files]))
    return [
        download.submission(path, place=place.name, **known)
        for place in one.work
        for path in place.files
        if path in names
    ]


def _users(attempts: Iterable[_Attempt]) -> dict[str, str]:
    """What stands behind the assignment in each start of a name: a login or a group.

    A note tells where the assignment ends; without any, it is what all names have in common, up to a ``_``.
    """
    known = {one.start.removesuffix(f"_{one.person.login}") for one in attempts if one.person}
    starts = {one.start: one for one in attempts}
    common = shared_start(starts, "_")
    return {start: _user(start, known or {common}) for start in starts}


def _user(start: str, assignments: Iterable[str]) -> str:
    fits = [one for one in assignments if one and start.startswith(f"{one}_")]
    return start[len(max(fits, key=len)) + 1 :] if fits else start.rpartition("_")[2]


def _people(attempt: _Attempt, user: str) -> tuple[Person, ...]:
    """A person by the login in the names of the files; or the members of a group, or else its name."""
    if attempt.person:
        return (attempt.person,)
    if not is_group(user) and " " not in user:
        return (person(login=user),)
    named = [_NAME.fullmatch(part) for part in re.split("[,;]", attempt.line)]
    members = tuple(person(name=one["name"], login=one["login"]) for one in named if one)
    return members if len(members) == len(named) else (person(name=user),)


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _TIME)  # noqa: DTZ007 - it has no zone
    except ValueError:
        return None


def _find(sheet: Sheet) -> FoundInFile:
    columns = [folded(name) for name in sheet.columns]
    if "username" not in columns:
        raise ConfigError(
            "This is not Blackboard's file of grades, which has a Username: in the Full Grade Center, take Work "
            "Offline > Download."
        )
    places = {name: columns.index(name) for name in _PERSONAL if name in columns}
    people: dict[int, Row] = {}
    for number in range(sheet.header + 1, len(sheet.rows)):
        row = {name: sheet.value(number, index) for name, index in places.items()}
        if any(row.values()):
            people[number] = row
    found = [_column(index, header) for index, header in enumerate(sheet.columns)]
    return FoundInFile(people, [column for column in found if column is not None])


def _column(index: int, header: str) -> MarksColumn | None:
    titled = _COLUMN.fullmatch(header)
    if titled is None:
        return None
    worth = _WORTH.fullmatch(titled["worth"])
    points = number_in(worth["points"]) if worth else None
    closed = ""
    if worth and worth["calculated"].strip():
        closed = "Blackboard calculates it from other columns"
    elif worth and worth["display"].strip() and folded(worth["display"]) != _SCORE:
        closed = f"it shows grades as {worth['display'].strip()}: let its primary display be Score, and export it again"
    return MarksColumn(index, header, titled["title"], points, closed)


def _advice(column: MarksColumn, entries: Sequence[Entry]) -> list[str]:
    told = ["A mark that is taken in from a file overrides all attempts in Blackboard's grade center."]
    most = column.max_points
    if above := [who(entry) for entry in entries if most is not None and (entry.score or 0) > most]:
        told.append(f"Above the points of the column, which Blackboard takes as they are: {short_list(above)}.")
    return told


def _make(entries: Sequence[Entry], title: str | None) -> Exported:
    names = list(dict.fromkeys(entry.assignment for entry in entries))
    titles = [title] if title and len(names) == 1 else names
    rows = [["Username", *map(guarded, titles)]]
    nobody = []
    for owner, marks in by_person(entries):
        if not owner.login:
            nobody.append(who(next(iter(marks.values()))))
            continue
        rows.append([guarded(owner.login), *(mark_text(marks.get(name)) for name in names)])
    told = [
        "Blackboard makes a new column of texts of every column whose number it does not know: --column gives the "
        "whole header, as in 'Net input [Total Pts: 15 Score] |123456'.",
        CELL_ADVICE,
    ]
    if nobody:
        told.append(f"Left out, because they have no login: {short_list(nobody)}.")
    return Exported(csv_bytes(rows), ".csv", tuple(told), matched=len(rows) - 1)


LMS = Lms(
    DownloadLayout("Blackboard download", "files called Assignment_login_attempt_2026-10-05-20-15-10_file", _read),
    list_columns={
        "student_id": ("student id",),
        "first_name": ("first name",),
        "last_name": ("last name",),
        "login": ("username",),
    },
    grade_file=GradeFile(
        "Blackboard",
        frozenset({*_PERSONAL, "last access", "availability"}),
        keys=(
            key("username", "login", proper=True),
            key("student id", "student_id", proper=True),
            key("username", "student_id"),
            key("username", "email"),
        ),
        names=("first name", "last name"),
        find=_find,
        advice=_advice,
        make=_make,
        delimiters=",\t",
        with_tabs=".xls",
    ),
)
