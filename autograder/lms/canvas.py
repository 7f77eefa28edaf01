"""Canvas: its download of submissions, its gradebook, and its upload of comments.

A submission is a file called ``name[_LATE]_user_attachment_file``, anonymous ``[LATE_]anon_…``. Canvas writes a name
in lower case, all words run together, the last name first; it puts a text that was typed in ``…_text.html`` and a link
in ``…_link.html``. A file of the same name as one handed in before gets ``-1`` at its end, which students write too:
it counts as an attempt where somebody handed in the name without it.

How Canvas takes marks is from its code (``gradebook_importer.rb``, ``gradebook_exporter.rb`` and
``abstract_assignment.rb`` of instructure/canvas-lms), not tried on a Canvas. People are found by ID, else SIS User ID,
SIS Login ID, name. ``EX`` excuses; a cell ``N/A`` is of somebody whom the assignment is not assigned to. A column that
is ``(read only)`` in the row of points is left out, and so is one with words such as ``Final Score`` in its title; any
other column whose title is unknown becomes a new assignment. Pages come back as comments by the first two numbers in
the file's name, the user's and the attachment's, or by the two words after ``anon``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.lms.definition import Lms
from autograder.lms.export.columns import MarksColumn, number_in
from autograder.lms.export.exported import Exported
from autograder.lms.export.grade_file import FeedbackUpload, FoundInFile, GradeFile
from autograder.lms.export.match import in_any_order, key
from autograder.lms.export.tables import CELL_ADVICE, by_person, csv_bytes, mark_text
from autograder.lms.intake.download import DownloadLayout
from autograder.lms.intake.places import is_group, named_by, nobodys, person
from autograder.text import counted, folded, guarded, points_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from autograder.course.sheet import Sheet
    from autograder.lms.intake.download import Download
    from autograder.lms.intake.places import DownloadPlace
    from autograder.model import Entry, Submission

_NAMED = re.compile(
    r"(?:(?P<before>LATE|late)_)?"
    r"(?:(?!anon_)(?P<name>[^_]+(?:_\d+(?=_(?:LATE|late)_\d))?)_(?:(?P<after>LATE|late)_)?(?P<id>[1-9]\d*)"
    r"|(?P<anon>anon_[^_]+))_"
    r"(?:(?P<attachment>[1-9]\d*)_(?P<file>.+)|(?:text|link)\.html)"
)
# The same name, should it end with a number that its owner put there.
_NUMBERED = re.compile(
    r"(?P<before>(?!))?(?P<anon>(?!))?(?P<after>(?!))?"
    r"(?P<name>[^_]+_[1-9]\d*)_(?P<id>[1-9]\d*)_(?P<attachment>[1-9]\d*)_(?P<file>.+)"
)
_AGAIN = re.compile(r"(?P<stem>.+)-(?P<count>[1-9]\d?)(?P<ending>\.[^.]*)?")
_MANY = 10_000  # attachments that any institution's Canvas has seen
_FEW = 3  # users from which on names of this shape are no accident
_KNOWN = frozenset({"student", "lastname", "firstname", "id", "sis user id", "sis login id", "section"})
_TITLE = re.compile(r"(?P<title>.*?)\s*\(\d+\)")
_TEST_STUDENT = "student test"
_IGNORED = re.compile("(?:Current|Final) (?:Score|Points|Grade)|Override (?:Score|Grade|Status)")


def _read(download: Download) -> list[Submission] | None:
    found = named_by(download, lambda place: _named(place) is not None)
    if found is None:
        return None
    read = _in_one_way({place.name: named for place in found if (named := _named(place))})
    if not read or not _are_canvas_own(read.values()):
        return None
    files = {named["file"] for named in read.values()}
    return [submission for place in found for submission in _submissions(download, place, read.get(place.name), files)]


def _named(place: DownloadPlace) -> re.Match[str] | None:
    found = _NAMED.fullmatch(place.name)
    return found if found and (found["name"] or "") == (found["name"] or "").lower() else None


def _in_one_way(names: Mapping[str, re.Match[str]]) -> dict[str, re.Match[str]]:
    """The names as Canvas put them together, without those that fit two people.

    Who is called ``bellann_101`` has a file that looks like one of user 101, called by two more numbers. It is told by
    the second number of the place: attachments of one download are counted by the same counter at about one time.
    """
    others = {place: other for place, named in names.items() if named["file"] and (other := _NUMBERED.fullmatch(place))}
    sure = [int(named["attachment"][:20]) for place, named in names.items() if place not in others and named["file"]]
    least, most = (min(sure) // 2, 2 * max(sure)) if sure else (_MANY, 10**20)
    read = {}
    for place, named in names.items():
        ways = [named, *([others[place]] if place in others else [])]
        fits = [way for way in ways if len(ways) == 1 or least <= int(way["attachment"][:20]) <= most]
        if len(fits) == 1:
            read[place] = fits[0]
    return read


def _user(named: re.Match[str]) -> str:
    return named["id"] or named["anon"]


def _are_canvas_own(names: Collection[re.Match[str]]) -> bool:
    """Whether the numbers can be ids, and no dates or counts: an attachment has one user, and a user one name."""
    attachments = {named["attachment"] for named in names if named["attachment"]}
    users = {_user(named) for named in names}
    is_sure = len(users) >= _FEW or all(int(number[:20]) >= _MANY for number in attachments)
    owners = {(named["attachment"], _user(named)) for named in names if named["attachment"]}
    called = {(_user(named), named["name"]) for named in names}
    return is_sure and len(owners) == len(attachments) and len(called) == len(users)


def _submissions(
    download: Download, place: DownloadPlace, named: re.Match[str] | None, files: Collection[str]
) -> list[Submission]:
    if named is None:
        return nobodys(download, place)
    name = named["name"] or ""
    return place.submissions(
        download,
        people=(person(name=name, lms_id="" if is_group(name) else _user(named)),),
        late=bool(named["before"] or named["after"]),
        attempt=_attempt(named["file"] or "", files),
        place=place.name,
    )


def _attempt(file: str, files: Collection[str]) -> int | None:
    again = _AGAIN.fullmatch(file)
    if again is None or again["stem"] + (again["ending"] or "") not in files:
        return None
    return int(again["count"]) + 1


def _find(sheet: Sheet) -> FoundInFile:
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
    return FoundInFile(people, [_column(sheet, index, points) for index in places], tuple(told))


def _column(sheet: Sheet, index: int, points: int) -> MarksColumn:
    header, below = sheet.columns[index], sheet.value(points, index) if points else ""
    titled = _TITLE.fullmatch(header)
    closed = "it is read only, and Canvas would leave it out" if "read only" in folded(below) else ""
    return MarksColumn(index, header, titled["title"] if titled else header, number_in(below), closed)


def _advice(column: MarksColumn, entries: Sequence[Entry]) -> list[str]:
    told = []
    if found := _IGNORED.search(column.header):
        told.append(f"Canvas leaves out every column with {found[0]!r} in its title: rename the assignment.")
    if late := sum(1 for entry in entries if entry.penalty):
        told.append(
            f"{counted(late, 'mark')} with points off for lateness: if the course has a late policy in Canvas, it "
            "would take off more."
        )
    return told


def _make(entries: Sequence[Entry], title: str | None) -> Exported:
    names = list(dict.fromkeys(entry.assignment for entry in entries))
    titles = [title] if title and len(names) == 1 else names
    worth = {entry.assignment: entry.max_score for entry in entries if entry.max_score}
    possible = [points_text(worth[name]) if name in worth else "" for name in names]
    rows = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *map(guarded, titles)]]
    rows.append(["    Points Possible", "", "", "", "", *possible])
    lines = by_person(entries)
    for owner, marks in lines:
        user = owner.lms_id if owner.lms_id.isdecimal() else ""
        known = [guarded(text) for text in (owner.name, user, owner.student_id, owner.login)]
        rows.append([*known, "", *(mark_text(marks.get(name), exempt="EX") for name in names)])
    told = (
        "Canvas makes a new assignment of every column whose title it does not know: --column gives the title with "
        "its number, as in 'Lab 1 (12345)'.",
        CELL_ADVICE,
        *_advice(MarksColumn(0, " ".join(titles)), entries),
    )
    return Exported(csv_bytes(rows), ".csv", told, matched=len(lines))


def _page(place: str) -> str | None:
    """The page's name, with the numbers of the file that was handed in; what is no file has none."""
    named = _NAMED.fullmatch(place)
    return f"{place[: named.start('file')]}feedback.html" if named and named["file"] else None


def _is_misread(entry: Entry) -> bool:
    """Whether the owner's name has a number of its own, by which Canvas would give the page to somebody else."""
    named, other = _NAMED.fullmatch(entry.place), _NUMBERED.fullmatch(entry.place)
    by_number = other is not None and other["id"] == entry.person.lms_id
    return by_number or (named is not None and "_" in (named["name"] or ""))


LMS = Lms(
    DownloadLayout("Canvas download", "files called name_12345_67890_file.ipynb", _read),
    list_columns={
        "student_id": ("sis user id", "user_id"),
        "login": ("sis login id", "login_id"),
        "lms_id": ("id", "canvas user id", "canvas_user_id"),
    },
    beside={"id": ("student", "sis user id", "sis login id"), "user_id": ("canvas_user_id",)},
    not_people=frozenset({"points possible", "student, test", "test student", "manual posting"}),
    grade_file=GradeFile(
        "Canvas",
        _KNOWN,
        keys=(
            key("id", "lms_id", proper=True),
            key("sis user id", "student_id", proper=True),
            key("sis login id", "login", proper=True),
            key("sis login id", "email"),
            key("sis login id", "student_id"),
            key("sis user id", "login"),
        ),
        names=("student", "firstname", "lastname"),
        find=_find,
        advice=_advice,
        make=_make,
        delimiters=",;",
        exempt="EX",
        kept={"ex": "Excused in Canvas", "n/a": "Not assigned to them in Canvas"},
    ),
    feedback=FeedbackUpload(
        _page,
        (
            "Canvas shows each page as a comment's attachment under the name of the file that was handed in: tell the "
            "class to save it as .html.",
        ),
        _is_misread,
    ),
)
