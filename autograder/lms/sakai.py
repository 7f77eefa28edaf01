"""Sakai's download of all submissions: ``Net input/Bell, Ann(abell)/Submission attachment(s)/work.ipynb``.

A folder is called by a name and, in parentheses at its end, by the login. When was handed in stands in its
``timestamp.txt``, in UTC, or else in the ``grades.csv`` that lies beside the folders. What a student typed lies in a
file of its own, and what the teacher answers in others.
"""

from __future__ import annotations

import contextlib
import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from autograder.course.sheet import read_sheet
from autograder.errors import ConfigError, SubmissionError
from autograder.lms.definition import Lms
from autograder.lms.intake.download import DownloadLayout
from autograder.lms.intake.places import named_by, nobodys, person
from autograder.lms.intake.times import instant
from autograder.notebook.reading import ZIP_ERRORS
from autograder.text import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from autograder.lms.intake.download import Download
    from autograder.lms.intake.places import DownloadPlace
    from autograder.model import Submission

_NAMED = re.compile(r"(?P<name>.*)\((?P<login>[^()]+)\)")
_WORK = "Submission attachment(s)"
_TIMESTAMP = "timestamp.txt"
_GRADES = "grades.csv"
_BESIDE = (_GRADES, "grades.xls", "grades.xlsx")
_TYPED = "submissionText.html"  # behind the person's name and a "_"
_TEACHERS = re.compile(r"Feedback Attachment\(s\)/.*|comments\.txt|feedbackText\.html|timestamp\.txt")
_COLUMNS = ("display id", "id", "last name", "first name", "grade", "submission date", "late submission")
_TABLE_TIME = "%b %d, %Y %I:%M %p"
_STAMP = re.compile(r"2\d{16}")  # 20261005201510123
_MOST_BYTES, _MOST_OF_TABLE = 1000, 8 << 20  # a time has thirty; a class of ten thousand has less than a megabyte
_LATE = ("late", "yes", "true")


def _read(download: Download) -> list[Submission] | None:
    found = named_by(download, _is_sakais, passed_over=_BESIDE)
    if found is None:
        return None
    wrap = found[0].path.removesuffix("/").removesuffix(found[0].name)
    with download.opened() as contents:
        rows = _rows(f"{wrap}{_GRADES}", contents) if f"{wrap}{_GRADES}" in download.files else {}
        return [one for place in found for one in _submissions(download, place, rows, contents)]


def _is_sakais(place: DownloadPlace) -> bool:
    told = (f"{place.path}{_WORK}/", f"{place.path}{_TIMESTAMP}", f"{place.path}comments.txt")
    return (
        place.is_folder
        and _NAMED.fullmatch(place.name) is not None
        and any(path.startswith(told) for path in place.below)
    )


def _submissions(
    download: Download,
    place: DownloadPlace,
    rows: Mapping[str, Mapping[str, str]],
    contents: Callable[[str, int], bytes],
) -> list[Submission]:
    named = _NAMED.fullmatch(place.name)
    if named is None or not place.is_folder:
        return nobodys(download, place)
    row = rows.get(folded(named["login"]), {})
    stamp = f"{place.path}{_TIMESTAMP}"
    time = _stamped(_text(stamp, contents)) if stamp in place.files else None
    return place.submissions(
        download,
        _work(place),
        people=(person(name=named["name"], login=named["login"]),),
        submitted_at=time or _dated(row.get("submission date", "")),
        late=(folded(row["late submission"]) in _LATE) if row.get("late submission") else None,
        place=place.name,
    )


def _work(place: DownloadPlace) -> Sequence[str]:
    """What was handed in: the files in the folder for them, or else what Sakai did not put there, or what was typed."""
    attached = [path for path in place.files if path.startswith(f"{place.path}{_WORK}/")]
    others = [path for path in place.files if not _TEACHERS.fullmatch(path.removeprefix(place.path))]
    return attached or [path for path in others if not path.endswith(_TYPED)] or others


def _text(path: str, contents: Callable[[str, int], bytes]) -> str:
    try:
        return contents(path, _MOST_BYTES).decode("utf-8-sig", "replace").strip()
    except (*ZIP_ERRORS, SubmissionError):
        return ""


def _stamped(text: str) -> datetime | None:
    if not _STAMP.fullmatch(text):
        return instant(text)
    try:
        return datetime.strptime(text[:14], "%Y%m%d%H%M%S").replace(tzinfo=timezone.utc)
    except ValueError:
        return None


def _dated(text: str) -> datetime | None:
    """The time in the table: wall time of the course in the words of the teacher's language. English is read."""
    time = instant(text)
    with contextlib.suppress(ValueError):
        return time.replace(tzinfo=None) if time else datetime.strptime(text.strip(), _TABLE_TIME)  # noqa: DTZ007
    return None


def _rows(path: str, contents: Callable[[str, int], bytes]) -> dict[str, dict[str, str]]:
    """The rows of the table, by login: the header stands below the assignment's name and an empty line."""
    try:
        lines = contents(path, _MOST_OF_TABLE).splitlines(keepends=True)
        start = next(number for number, line in enumerate(lines) if b"ID" in line and b"Last Name" in line)
        sheet = read_sheet(b"".join(lines[start:]), _COLUMNS)
    except (*ZIP_ERRORS, SubmissionError, ConfigError, StopIteration):
        return {}
    columns = [folded(name) for name in sheet.columns]
    rows = [
        {name: sheet.value(number, index) for index, name in enumerate(columns)}
        for number in range(sheet.header + 1, len(sheet.rows))
    ]
    return {folded(row[name]): row for row in rows for name in ("id", "display id") if row.get(name)}


LMS = Lms(
    DownloadLayout("Sakai download", "folders called Last, First(login) with Submission attachment(s) in them", _read),
    list_columns={
        "login": ("display id",),
        "first_name": ("first name",),
        "last_name": ("last name",),
    },
)
