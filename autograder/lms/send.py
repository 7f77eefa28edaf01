"""Marks and feedback pages as files that an LMS takes, or as tables of our own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.lms.export.exported import of_assignments, refuse_title
from autograder.lms.export.feedback import feedback_zip
from autograder.lms.export.fill import fill
from autograder.lms.export.tables import csv_table
from autograder.lms.export.workbook import workbook
from autograder.lms.registry import LMSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.lms.export.exported import Exported
    from autograder.model import Entry

_GRADE_FILES = {name: lms.grade_file for name, lms in LMSES.items() if lms.grade_file}
_UPLOADS = {name: lms.feedback for name, lms in LMSES.items() if lms.feedback}
_WORKBOOK = "xlsx"
_TABLES = ("csv", _WORKBOOK)
MARKS = (*_GRADE_FILES, *_TABLES)
FEEDBACK = tuple(_UPLOADS)


def export_marks(
    name: str,
    entries: Sequence[Entry],
    into: bytes | None = None,
    column: str | None = None,
    look_at: Sequence[Sequence[str]] = (),
) -> Exported:
    """Marks as a file for an LMS, or as a table of our own; ``name`` is one of ``MARKS``.

    ``into`` is the instructor's own exported file: it comes back with the marks in one column, and nothing else
    changed. ``column`` names that column, by its header or title; without ``into``, the title of our own.
    ``look_at`` is what ``review.csv`` says, header and rows, for a workbook.

    Raises
    ------
    ConfigError
        When the name is unknown or takes no file to fill in, the file is not the LMS's or names nobody of the
        gradebook, its column is not known, or the file is of one assignment and the entries are of several.
    """
    if name not in MARKS:
        raise ConfigError(f"There is no export called {name}: choose one of {', '.join(MARKS)}, or feedback.")
    grade_file = _GRADE_FILES.get(name)
    if into is not None:
        if grade_file is None:
            raise ConfigError(f"{name} has no file to fill in with --into; these have: {', '.join(_GRADE_FILES)}.")
        return fill(grade_file, entries, into, column)
    ours, lost = of_assignments(entries) if grade_file else (list(entries), [])
    if not ours:
        raise ConfigError("There are no marks to export: grade the class first.")
    if grade_file is None:
        refuse_title(column, "a table of all marks")
        return workbook(ours, look_at) if name == _WORKBOOK else csv_table(ours)
    exported = grade_file.make(ours, column)
    return replace(exported, told=(*exported.told, *lost))


def export_feedback(name: str | None, pages: Sequence[tuple[Entry, bytes]]) -> Exported:
    """Feedback pages of one assignment as a zip for the LMS's own upload; each is the whole HTML of a page.

    Raises
    ------
    ConfigError
        When ``name`` is none of ``FEEDBACK``, or the pages are of several assignments.
    """
    if name not in _UPLOADS:
        raise ConfigError(f"Say for which LMS: autograder export feedback {' or '.join(FEEDBACK)}.")
    return feedback_zip(_UPLOADS[name], pages)


def is_handed_out(name: str) -> bool:
    """Whether students will see what is exported under this name: pages and an LMS's file, no table of our own."""
    return name not in _TABLES
