"""Canvas: the gradebook's own CSV, and the zip of comments.

From the code of Canvas (``gradebook_importer.rb``, ``gradebook_exporter.rb`` and ``abstract_assignment.rb`` of
instructure/canvas-lms), not tried on a Canvas: people are found by ID, else SIS User ID, SIS Login ID, name; ``EX``
excuses; a cell ``N/A`` is of somebody whom the assignment is not assigned to; a column that is ``(read only)`` in
the row of points is left out, and so is one with words such as ``Final Score`` in its title; any other column whose
title is unknown becomes a new assignment. Pages come back as comments by the user's and the file's numbers, the
first two in the file's name, or the two words after ``anon``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.lms.export.columns import Column, number_in
from autograder.lms.export.exported import Exported, count
from autograder.lms.export.form import Feedback, Form, Found, OwnFile
from autograder.lms.export.match import in_any_order, key, name_key
from autograder.lms.export.plain import CELL_ADVICE, by_person, csv_bytes, mark_text
from autograder.text import folded, guarded, points_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.lms.sheet import Sheet
    from autograder.model import Entry

_KNOWN = frozenset({"student", "lastname", "firstname", "id", "sis user id", "sis login id", "section"})
_TITLE = re.compile(r"(?P<title>.*?)\s*\(\d+\)")
_TEST_STUDENT = "student test"
_IGNORED = re.compile("(?:Current|Final) (?:Score|Points|Grade)|Override (?:Score|Grade|Status)")
_PLACE = re.compile(r"(?:[^_]+_)*?(?:anon_[^_]+|\d+)_\d+_")


def _find(sheet: Sheet) -> Found:
    columns = [folded(name) for name in sheet.columns]
    named = columns[:2] == ["student", "id"] or columns[:3] == ["lastname", "firstname", "id"]
    if not named or "section" not in columns:
        raise ConfigError(
            "This is not Canvas's gradebook, which begins with Student, ID and has a Section: take Grades > Export."
        )
    section = columns.index("section")
    people, points, told = {}, 0, []
    for number in range(sheet.header + 1, len(sheet.rows)):
        row = {name: sheet.value(number, index) for index, name in enumerate(columns[: section + 1])}
        name = in_any_order(f"{row.get('student', '')} {row.get('lastname', '')} {row.get('firstname', '')}")
        if "points possible" in folded(sheet.value(number, 0)):
            points = number
        elif name == _TEST_STUDENT:
            told.append("The test student's row stays as it is.")
        elif any(row.values()):
            people[number] = row
    places = range(section + 1, len(columns))
    return Found(people, [_column(sheet, index, points) for index in places], tuple(told))


def _column(sheet: Sheet, index: int, points: int) -> Column:
    header, below = sheet.columns[index], sheet.value(points, index) if points else ""
    titled = _TITLE.fullmatch(header)
    closed = "it is read only, and Canvas would leave it out" if "read only" in folded(below) else ""
    return Column(index, header, titled["title"] if titled else header, number_in(below), closed)


def _advice(column: Column, entries: Sequence[Entry]) -> list[str]:
    told = []
    if found := _IGNORED.search(column.header):
        told.append(f"Canvas leaves out every column with {found[0]!r} in its title: rename the assignment.")
    if late := sum(1 for entry in entries if entry.penalty):
        told.append(
            f"{count(late, 'mark')} with points off for lateness: if the course has a late policy in Canvas, it would "
            "take off more."
        )
    return told


def _plain(entries: Sequence[Entry], title: str | None) -> Exported:
    names = list(dict.fromkeys(entry.assignment for entry in entries))
    titles = [title] if title and len(names) == 1 else names
    worth = {entry.assignment: entry.max_score for entry in entries if entry.max_score}
    possible = [points_text(worth[name]) if name in worth else "" for name in names]
    rows = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *map(guarded, titles)]]
    rows.append(["    Points Possible", "", "", "", "", *possible])
    lines = by_person(entries)
    for person, marks in lines:
        user = person.lms_id if person.lms_id.isdecimal() else ""
        known = [guarded(text) for text in (person.name, user, person.student_id, person.login)]
        rows.append([*known, "", *(mark_text(marks.get(name), exempt="EX") for name in names)])
    told = (
        "Canvas makes a new assignment of every column whose title it does not know: --column gives the title with "
        "its number, as in 'Lab 1 (12345)'.",
        CELL_ADVICE,
        *_advice(Column(0, " ".join(titles)), entries),
    )
    return Exported(csv_bytes(rows), ".csv", told, matched=len(lines))


def _path(place: str) -> str | None:
    """The page's name with the numbers of the file that was handed in; what is no file has none."""
    found = _PLACE.match(place)
    return f"{found[0]}feedback.html" if found else None


FORM = Form(
    _plain,
    own_file=OwnFile(
        "Canvas",
        _KNOWN,
        keys=(
            key("id", "lms_id", proper=True),
            key("sis user id", "student_id", proper=True),
            key("sis login id", "login", proper=True),
            key("sis login id", "email"),
            key("sis login id", "student_id"),
            key("sis user id", "login"),
            name_key("student", "firstname", "lastname"),
        ),
        find=_find,
        advice=_advice,
        delimiters=",;",
        exempt="EX",
        kept={"ex": "Excused in Canvas", "n/a": "Not assigned to them in Canvas"},
    ),
    feedback=Feedback(
        _path,
        (
            "Canvas shows each page as a comment's attachment under the name of the file that was handed in: tell the "
            "class to save it as .html.",
        ),
    ),
)
