"""Moodle: an assignment's grading worksheet, and the zip of feedback files.

From the code of Moodle (``mod/assign/feedback/offline`` and ``mod/assign/feedback/file/importziplib.php``), not tried
on a Moodle: the importer asks for the columns Identifier, Grade and Last modified (grade), in the language of the
user, and finds people by the number at the end of the identifier alone. It skips a grade that is blank, locked, out
of range, or changed after the worksheet was downloaded. A feedback file's name or folder begins with the name, the
participant's number and the plugin, with ``_`` between.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.lms.export.columns import Column, number_in
from autograder.lms.export.exported import Exported, listed, one_assignment, who
from autograder.lms.export.form import Feedback, Form, Found, OwnFile
from autograder.lms.export.match import Key, key, name_key
from autograder.lms.export.plain import CELL_ADVICE, by_person, csv_bytes, mark_text, refused
from autograder.text import folded, guarded, points_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.lms.export.match import Row
    from autograder.lms.sheet import Sheet
    from autograder.model import Entry

_PERSONAL = ("identifier", "full name", "id number", "email address")
_GRADE, _MOST = "grade", "maximum grade"
_KNOWN = frozenset({*_PERSONAL, _GRADE, _MOST, "last modified (grade)"})
# What "Grade" is called in other languages; a worksheet with none of these needs --column.
_GRADES = frozenset({"bewertung", "note", "calificación", "valutazione", "cijfer", "nota", "avaliação"})
_IDENTIFIER = re.compile(r"\D*?(?P<number>\d+)")
_PARTICIPANT = re.compile(r"(?:participant[ _])?(?P<number>\d+)")
_PLACE = re.compile(r"(?P<before>[^_]*_\d+_assign(?:submission|feedback)_[^_]+)(?:_(?P<file>.*))?")
_COLUMNS = ("Identifier", "Full name", "ID number", "Email address", "Grade", "Maximum Grade", "Last modified (grade)")


def _find(sheet: Sheet) -> Found:
    columns = [folded(name) for name in sheet.columns]
    if "identifier" in columns and _GRADE in columns:
        places = {name: columns.index(name) for name in columns if name in _KNOWN}
        return Found(_people(sheet, places), [_grade(sheet, places[_GRADE], places.get(_MOST))])
    places = _by_content(sheet)
    grades = [index for index, name in enumerate(columns) if name in _GRADES]
    rest = [index for index in range(len(columns)) if index not in places.values()]
    found = (
        [_grade(sheet, grades[0], grades[0] + 1)]
        if len(grades) == 1
        else [Column(index, sheet.columns[index], sheet.columns[index]) for index in rest]
    )
    told = (
        "The worksheet is not in English: its columns were told by their place and what they hold. Look at the file "
        "before you upload it.",
    )
    return Found(_people(sheet, places), found, told)


def _by_content(sheet: Sheet) -> dict[str, int]:
    """The columns about people of a worksheet in another language: the identifier comes first, an e-mail has an @."""
    contents = [_contents(sheet, index) for index in range(len(sheet.columns))]
    if not contents[0] or not all(_IDENTIFIER.fullmatch(value) for value in contents[0]):
        raise ConfigError(
            "This is not Moodle's grading worksheet, which begins with an Identifier: in the assignment, take "
            "Submissions > Download grading worksheet (Offline grading worksheet must be on)."
        )
    mails = [index for index, values in enumerate(contents) if values and all("@" in value for value in values)]
    places = {"identifier": 0, "email address": mails[0]} if mails else {"identifier": 0}
    return places | {"full name": 1} if len(contents) > 1 else places


def _contents(sheet: Sheet, column: int) -> list[str]:
    values = (sheet.value(number, column) for number in range(sheet.header + 1, len(sheet.rows)))
    return [value for value in values if value]


def _people(sheet: Sheet, places: dict[str, int]) -> dict[int, Row]:
    people = {}
    for number in range(sheet.header + 1, len(sheet.rows)):
        row = {name: sheet.value(number, places[name]) for name in _PERSONAL if name in places}
        if any(row.values()):
            people[number] = row
    return people


def _grade(sheet: Sheet, index: int, most: int | None) -> Column:
    """The column of grades, and what they are out of, if that is the same number in every row."""
    values = set(_contents(sheet, most)) if most is not None else set()
    return Column(index, sheet.columns[index], max_points=number_in(values.pop()) if len(values) == 1 else None)


def _number_in(identifier: str) -> str:
    found = _IDENTIFIER.fullmatch(identifier)
    return found["number"] if found else ""


def _participant(lms_id: str) -> str:
    """A participant's number, empty where the id is not Moodle's."""
    found = _PARTICIPANT.fullmatch(folded(lms_id))
    return found["number"] if found else ""


def _advice(column: Column, entries: Sequence[Entry]) -> list[str]:
    told = ["Moodle skips grades that are locked, or were changed in Moodle after the worksheet was downloaded."]
    most = column.max_points
    if above := [who(entry) for entry in entries if most is not None and (entry.score or 0) > most]:
        told.append(f"Above the maximum grade, so Moodle skips them: {listed(above)}.")
    return told


def _plain(entries: Sequence[Entry], title: str | None) -> Exported:
    refused(title, "a worksheet of our own")
    one_assignment(entries, "A grading worksheet")
    rows = [list(_COLUMNS)]
    nobody = []
    for person, marks in by_person(entries):
        entry = next(iter(marks.values()))
        if not (number := _participant(person.lms_id)):
            nobody.append(who(entry))
            continue
        known = [guarded(text) for text in (person.name, person.student_id, person.email)]
        most = points_text(entry.max_score) if entry.max_score else ""
        rows.append([f"Participant {number}", *known, mark_text(entry), most, ""])
    told = [
        "Moodle takes this worksheet only where it speaks English, and skips everybody who has a grade, since it "
        "does not say when the grades were downloaded, unless you let it update records that were changed since.",
        CELL_ADVICE,
    ]
    if nobody:
        told.append(f"Left out for want of Moodle's participant number: {listed(nobody)}.")
    return Exported(csv_bytes(rows), ".csv", tuple(told), matched=len(rows) - 1)


def _path(place: str) -> str | None:
    """The page in the folder of the download, or a file with the same beginning where it had no folders."""
    found = _PLACE.fullmatch(place)
    if found is None:
        return None
    return f"{found['before']}_feedback.html" if found["file"] else f"{place}/feedback.html"


FORM = Form(
    _plain,
    own_file=OwnFile(
        "Moodle",
        _KNOWN,
        keys=(
            Key(lambda row: _number_in(row.get("identifier", "")), lambda who: _participant(who.lms_id), proper=True),
            key("id number", "student_id", proper=True),
            key("email address", "email"),
            name_key("full name"),
        ),
        find=_find,
        advice=_advice,
        delimiters=",",
    ),
    feedback=Feedback(
        _path,
        (
            "Upload the zip with Upload multiple feedback files in a zip, in the assignment's Submissions; Feedback "
            "files must be on.",
        ),
    ),
)
