"""The tables of single sections: those of the class, with the rows of one section's people alone."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from autograder.course.roster import key_of
from autograder.course.sections import file_name, is_in
from autograder.runs.written import write_text
from autograder.text import counted, guarded, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from autograder.course.gradebook import Gradebook
    from autograder.model import Entry
    from autograder.runs.report_folder import ReportFolder

FOLDER = "sections"
_TABLES = ("marks.csv", "grades.csv", "review.csv")


def section_tables(
    path: Path, folder: ReportFolder, gradebook: Gradebook, entries: Sequence[Entry], names: Sequence[str]
) -> Iterator[str]:
    """Write the tables of sections beside those of the class, which are there: a folder for each, to hand to its TA.

    An empty name is of those in no section, who shall not be lost between them. Gives what was written, in sentences.
    """
    for name in names:
        theirs = [entry for entry in entries if is_in(entry.section, name)]
        if theirs:
            place = path / FOLDER / (file_name(name) if name else "in no section")
            _write(path, place, theirs, _handed_in(folder, gradebook, name))
            count = counted(len({key_of(entry.person) for entry in theirs}), "person", "people")
            whose = f"of section {one_line(name)}" if name else "in no section"
            yield f"{count} {whose}: {', '.join(_TABLES)} in {place}"


def _handed_in(folder: ReportFolder, gradebook: Gradebook, name: str) -> set[str]:
    """The submissions of a section's people, also those that do not count."""
    return {
        owned.submission.id
        for owned in folder.graded(gradebook)
        if any(is_in(owner.member.section if owner.member else "", name) for owner in owned.owners)
    }


def _write(path: Path, place: Path, theirs: Sequence[Entry], submissions: set[str]) -> None:
    known = [tuple(map(guarded, (one.person.student_id, one.person.name, one.section))) for one in theirs]
    ids = set(map(guarded, submissions | {entry.submission for entry in theirs} - {""}))
    for table in _TABLES:
        reader = csv.DictReader(io.StringIO((path / table).read_text(encoding="utf-8"), newline=""))
        kept = io.StringIO()
        writer = csv.DictWriter(kept, reader.fieldnames or (), lineterminator="\n")
        writer.writeheader()
        has_section = "section" in writer.fieldnames
        people = {(*names, section if has_section else "") for *names, section in known}
        for row in reader:
            by_person = has_section or not row["submission"]  # else it may be a group's, of people in several sections
            person = (row["student_id"], row["name"], row.get("section", ""))
            if person in people if by_person else row["submission"] in ids:
                writer.writerow(row)
        write_text(place / table, kept.getvalue())
