"""Brightspace: the grades' own CSV, and the zip of feedback files.

From D2L's documentation and files that others published, not tried on a Brightspace: ``OrgDefinedId`` or
``Username`` says who, with ``#`` in front; points go in columns ``<Item> Points Grade``, to which the export adds
``<Numeric MaxPoints:10 ...>``; the last column marks the line's end; points above the maximum are capped unless
the item can exceed it. Feedback files come back in the folders of the download, under their exact names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.lms.export.columns import Column, number_in
from autograder.lms.export.exported import Exported, listed, who
from autograder.lms.export.form import Feedback, Form, Found, OwnFile
from autograder.lms.export.match import key, name_key
from autograder.lms.export.plain import CELL_ADVICE, by_person, csv_bytes, mark_text
from autograder.text import folded, guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.lms.export.match import Row
    from autograder.lms.sheet import Sheet
    from autograder.model import Entry

_IDS = ("orgdefinedid", "username")
_KNOWN = frozenset({*_IDS, "last name", "first name", "email", "end-of-line indicator"})
_POINTS = re.compile(r"(?P<title>.*?)\s*Points Grade(?:\s*<(?P<spec>[^<>]*)>)?", re.IGNORECASE)
_MAX_POINTS = re.compile(r"MaxPoints:(?P<points>[\d.,]+)")
_NUMERIC = "numeric"
_PLACE = re.compile(
    r"(?P<before>\d+-\d+ - .+? - (?:[^\W\d_]+\.?\s\d{1,2}|\d{1,2}\s[^\W\d_]+\.?),?\s2\d{3}"
    r"\s\d{1,2}[:._]?(?:\d\d)?(?:\s[AP]M)?)(?P<file> - .+)?",
    re.IGNORECASE,
)


def _find(sheet: Sheet) -> Found:
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
    return Found(people, [column for column in found if column is not None])


def _column(index: int, header: str) -> Column | None:
    titled = _POINTS.fullmatch(header)
    if titled is None:
        return None
    spec = titled["spec"] or _NUMERIC
    points = _MAX_POINTS.search(spec)
    kind = spec.split()[0] if spec.split() else _NUMERIC
    closed = "" if folded(kind) == _NUMERIC else f"it is of the kind {kind}, and points are for numeric items"
    return Column(index, header, titled["title"], number_in(points["points"]) if points else None, closed)


def _advice(column: Column, entries: Sequence[Entry]) -> list[str]:
    most = column.max_points
    above = [who(entry) for entry in entries if most is not None and (entry.score or 0) > most]
    if not above:
        return []
    return [f"Above the item's maximum, and capped by Brightspace unless the item can exceed it: {listed(above)}."]


def _plain(entries: Sequence[Entry], title: str | None) -> Exported:
    names = list(dict.fromkeys(entry.assignment for entry in entries))
    titles = [title] if title and len(names) == 1 else names
    headers = [text if _POINTS.fullmatch(text) else f"{text} Points Grade" for text in titles]
    rows = [["OrgDefinedId", "Username", *map(guarded, headers), "End-of-Line Indicator"]]
    nobody, lines = [], 0
    for person, marks in by_person(entries):
        ids = [guarded(f"#{text}") if text else "" for text in (person.student_id, person.login)]
        if not any(ids):
            nobody.append(who(next(iter(marks.values()))))
            continue
        lines += 1
        rows.append([*ids, *(mark_text(marks.get(name)) for name in names), "#"])
    told = [
        "Brightspace matches the columns by the items' names: check that they are called "
        f"{listed(repr(text) for text in titles)}; --column gives another name.",
        CELL_ADVICE,
    ]
    if nobody:
        told.append(f"Left out for want of a student id or login: {listed(nobody)}.")
    return Exported(csv_bytes(rows), ".csv", tuple(told), matched=lines)


def _path(place: str) -> str | None:
    """The page in the folder of the download, or beside the file where the download had no folders."""
    found = _PLACE.fullmatch(place)
    if found is None:
        return None
    return f"{found['before']} - feedback.html" if found["file"] else f"{place}/feedback.html"


FORM = Form(
    _plain,
    own_file=OwnFile(
        "Brightspace",
        _KNOWN,
        keys=(
            key("orgdefinedid", "student_id", proper=True),
            key("username", "login", proper=True),
            key("email", "email"),
            key("username", "student_id"),
            key("orgdefinedid", "login"),
            name_key("first name", "last name"),
        ),
        find=_find,
        advice=_advice,
        delimiters=",\t",
    ),
    feedback=Feedback(_path, ("Upload the zip with Add Feedback Files in the assignment's Submissions, as it is.",)),
)
