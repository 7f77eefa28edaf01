"""Moodle: its download of all submissions, its grading worksheet, and its upload of feedback files.

A submission is a folder ``Full name_123_assignsubmission_file_``, or a file whose name begins so. 123 is the
participant, as in the grading worksheet; in blind marking the name is the word for participant in Moodle's language,
the same for everybody. Where groups hand in, their name and number stand in the same places: a group is known by a
place without a number, which only those have who are in no group, or by a name that begins with the word.

People choose their names, and what their files are called, so either may look like another's place. A folder's name is
read from its end, where Moodle wrote it. A file whose name can be read in two ways has no owner known.

How Moodle takes marks is from its code (``mod/assign/feedback/offline`` and
``mod/assign/feedback/file/importziplib.php``), not tried on a Moodle. The importer asks for the columns Identifier,
Grade and Last modified (grade), in the language of the user, and finds people by the number at the end of the
identifier alone. It skips a grade that is blank, locked, out of range, or changed after the worksheet was downloaded.
Where a page belongs it reads from the start of its name, cut at each ``_``: a name, the number, the plugin.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.lms.definition import Lms
from autograder.lms.export.columns import MarksColumn, number_in
from autograder.lms.export.exported import Exported, one_assignment, refuse_title, short_list, who
from autograder.lms.export.grade_file import FeedbackUpload, FoundInFile, GradeFile
from autograder.lms.export.match import PersonKey, key
from autograder.lms.export.tables import CELL_ADVICE, by_person, csv_bytes, mark_text
from autograder.lms.intake.download import DownloadLayout
from autograder.lms.intake.places import is_group, named_by, nobodys, person
from autograder.text import folded, guarded, points_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.course.sheet import Sheet
    from autograder.lms.export.match import Row
    from autograder.lms.intake.download import Download
    from autograder.lms.intake.places import DownloadPlace
    from autograder.model import Entry, Person, Submission

_FIRST = re.compile(r"(?P<start>(?P<name>.+?)(?:_(?P<number>\d+))?_assignsubmission_[a-z]+)(?:_(?P<file>.*))?")
_LAST = re.compile(r"(?P<start>(?P<name>.+?)(?:_(?P<number>\d+))?_assignsubmission_[a-z]+)(?P<file>)_?")
_MARK = re.compile(r"(?:_(?P<number>\d+))?_assignsubmission_[a-z]+")
_BLIND = "participant"
_PERSONAL = ("identifier", "full name", "id number", "email address")
_GRADE, _MOST = "grade", "maximum grade"
_KNOWN = frozenset({*_PERSONAL, _GRADE, _MOST, "last modified (grade)"})
# What "Grade" is called in other languages; a worksheet with none of these needs --column.
_GRADES = frozenset({"bewertung", "note", "calificación", "valutazione", "cijfer", "nota", "avaliação"})
_IDENTIFIER = re.compile(r"\D*?(?P<number>\d+)")
_PARTICIPANT = re.compile(r"(?:participant[ _])?(?P<number>\d+)")
# How a worksheet in another language writes the same: "Teilnehmer/in123", "Participante 123".
_ANY_PARTICIPANT = re.compile(
    r"(?:particip|partecip|teilnehm|deelnem|delta[gk]|uczestn|účastn|osallistuj|katılımcı|участник|参与者|参加者|참가자)"
    r"[^\d@]*(?P<number>\d+)"
)
_COLUMNS = ("Identifier", "Full name", "ID number", "Email address", "Grade", "Maximum Grade", "Last modified (grade)")


def _read(download: Download) -> list[Submission] | None:
    found = named_by(download, lambda place: _FIRST.fullmatch(place.name) is not None)
    if found is None:
        return None
    names = [named for place in found if (named := _named(place))]
    blind = _blind(names)
    by_group = any(named["number"] is None for named in names)
    return [
        submission for place in found for submission in _submissions(download, place, blind=blind, by_group=by_group)
    ]


def _named(place: DownloadPlace) -> re.Match[str] | None:
    """How a place's name is read; None where it can be read as that of two participants."""
    if place.is_folder and (named := _LAST.fullmatch(place.name)):
        return named
    numbers = {mark["number"] for mark in _MARK.finditer(place.name)}
    return _FIRST.fullmatch(place.name) if len(numbers) == 1 else None


def _submissions(download: Download, place: DownloadPlace, *, blind: str, by_group: bool) -> list[Submission]:
    named = _named(place)
    if named is None:
        return nobodys(download, place)
    owner = _person(named, blind=blind, by_group=by_group)
    return place.submissions(download, people=(owner,), place=place.name)


def _person(named: re.Match[str], *, blind: str, by_group: bool) -> Person:
    """A participant; a group has no LMS id, for its number may be some participant's too."""
    name = named["name"].replace("_", " ")
    if by_group or is_group(name):
        return person(name=name)
    return person(name="" if named["name"] == blind else name, lms_id=f"Participant {named['number']}")


def _blind(names: Sequence[re.Match[str]]) -> str:
    """What stands for everybody's name in blind marking; empty where people have names."""
    words = {named["name"] for named in names}
    numbers = {named["number"] for named in names}
    one = next(iter(words)) if len(words) == 1 else ""
    return one if len(numbers) > 1 or one.casefold() == _BLIND else ""


def _find(sheet: Sheet) -> FoundInFile:
    columns = [folded(name) for name in sheet.columns]
    if "identifier" in columns and _GRADE in columns:
        places = {name: columns.index(name) for name in columns if name in _KNOWN}
        return FoundInFile(_people(sheet, places), [_grade(sheet, places[_GRADE], places.get(_MOST))])
    places = _by_content(sheet)
    grades = [index for index, name in enumerate(columns) if name in _GRADES]
    rest = [index for index in range(len(columns)) if index not in places.values()]
    found = (
        [_grade(sheet, grades[0], grades[0] + 1)]
        if len(grades) == 1
        else [MarksColumn(index, sheet.columns[index], sheet.columns[index]) for index in rest]
    )
    told = (
        "The worksheet is not in English. Its columns were recognised by their place and content: look at the file "
        "before you upload it.",
    )
    return FoundInFile(_people(sheet, places), found, told)


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


def _grade(sheet: Sheet, index: int, most: int | None) -> MarksColumn:
    """The column of grades, and what they are out of, if that is the same number in every row."""
    values = set(_contents(sheet, most)) if most is not None else set()
    return MarksColumn(index, sheet.columns[index], max_points=number_in(values.pop()) if len(values) == 1 else None)


def _number_in(identifier: str) -> str:
    found = _IDENTIFIER.fullmatch(identifier)
    return found["number"] if found else ""


def _participant(lms_id: str) -> str:
    """A participant's number, empty where the id is not Moodle's."""
    found = _PARTICIPANT.fullmatch(folded(lms_id))
    return found["number"] if found else ""


def _as_participant(value: str) -> str:
    """The participant of a worksheet in any language as its downloads have them; empty for anything else."""
    found = _ANY_PARTICIPANT.fullmatch(folded(value))
    return f"Participant {found['number']}" if found else ""


def _advice(column: MarksColumn, entries: Sequence[Entry]) -> list[str]:
    told = ["Moodle skips grades that are locked, or were changed in Moodle after the worksheet was downloaded."]
    most = column.max_points
    if above := [who(entry) for entry in entries if most is not None and (entry.score or 0) > most]:
        told.append(f"Above the maximum grade, so Moodle skips them: {short_list(above)}.")
    return told


def _make(entries: Sequence[Entry], title: str | None) -> Exported:
    refuse_title(title, "a worksheet of our own")
    one_assignment(entries, "A grading worksheet")
    rows = [list(_COLUMNS)]
    nobody = []
    for owner, marks in by_person(entries):
        entry = next(iter(marks.values()))
        if not (number := _participant(owner.lms_id)):
            nobody.append(who(entry))
            continue
        known = [guarded(text) for text in (owner.name, owner.student_id, owner.email)]
        most = points_text(entry.max_score) if entry.max_score else ""
        rows.append([f"Participant {number}", *known, mark_text(entry), most, ""])
    told = [
        "Moodle takes this worksheet only if it speaks English. It skips everybody who has a grade, unless you let it "
        "update records that were changed since the download.",
        CELL_ADVICE,
    ]
    if nobody:
        told.append(f"Left out, because Moodle's number for them is not known: {short_list(nobody)}.")
    return Exported(csv_bytes(rows), ".csv", tuple(told), matched=len(rows) - 1)


def _page(place: str) -> str | None:
    """The page in the folder of the download, or a file with the same beginning where it had no folders.

    Moodle could not take back a name that has a ``_`` of its own.
    """
    named = _LAST.fullmatch(place) or _FIRST.fullmatch(place)
    if named is None or named["number"] is None or "_" in named["name"]:
        return None
    return f"{named['start']}_feedback.html" if named["file"] else f"{place}/feedback.html"


LMS = Lms(
    DownloadLayout("Moodle download", "folders called Name_123_assignsubmission_file_", _read),
    list_values={"lms_id": _as_participant},
    grade_file=GradeFile(
        "Moodle",
        _KNOWN,
        keys=(
            PersonKey(
                lambda row: _number_in(row.get("identifier", "")), lambda who: _participant(who.lms_id), proper=True
            ),
            key("id number", "student_id", proper=True),
            key("email address", "email"),
        ),
        names=("full name",),
        find=_find,
        advice=_advice,
        make=_make,
        delimiters=",",
    ),
    feedback=FeedbackUpload(
        _page,
        (
            "Upload the zip with Upload multiple feedback files in a zip, in the assignment's Submissions; Feedback "
            "files must be on.",
        ),
    ),
)
