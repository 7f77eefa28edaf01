"""Gradescope: a CSV in the columns of its own export of one assignment.

Gradescope takes no scores from a file; they go in by the autograder's results. The table is for programs that read
Gradescope's export; the columns are from exports that others published.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.lms.export.exported import Exported, one_assignment
from autograder.lms.export.form import Form
from autograder.lms.export.plain import csv_bytes, mark_text, refused, without_mark
from autograder.text import guarded, points_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Entry

_COLUMNS = (
    *("First Name", "Last Name", "SID", "Email", "Sections", "Total Score", "Max Points", "Status"),
    *("Submission ID", "Submission Time", "Lateness (H:M:S)", "View Count", "Submission Count"),
)
_SUBMISSION = re.compile(r"submission_(?P<id>\d+)")


def _plain(entries: Sequence[Entry], title: str | None) -> Exported:
    refused(title, "a table like Gradescope's")
    one_assignment(entries, "A table like Gradescope's")
    told = (
        "Gradescope takes no scores from a file: this is for programs that read its export. Scores get into "
        "Gradescope by its autograder.",
        "Times, lateness and counts are blank, and the last word of a name is taken for the last name.",
        *without_mark(entries),
    )
    return Exported(csv_bytes([list(_COLUMNS), *map(_row, entries)]), ".csv", told, matched=len(entries))


def _row(entry: Entry) -> list[str]:
    person = entry.person
    first, last = _names(person.name)
    most = points_text(entry.max_score) if entry.max_score else ""
    found = _SUBMISSION.search(entry.place) or _SUBMISSION.search(entry.submission)
    known = [guarded(text) for text in (first, last, person.student_id, person.email)]
    return [*known, "", mark_text(entry), most, _status(entry), found["id"] if found else "", "", "", "", ""]


def _status(entry: Entry) -> str:
    if entry.status in ("missing", "exempt"):
        return "Missing"
    return "Ungraded" if entry.score is None else "Graded"


def _names(name: str) -> tuple[str, str]:
    if "," in name:
        last, _, first = name.partition(",")
    else:
        first, _, last = name.rpartition(" ")
    return first.strip(), last.strip()


FORM = Form(_plain)
