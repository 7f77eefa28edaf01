"""Marks into the instructor's own file: the cells of one column change, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.course.sheet import read_sheet
from autograder.errors import ConfigError
from autograder.lms.export.columns import chosen_column, number_in
from autograder.lms.export.exported import Exported, of_assignments, one_assignment, short_list, who
from autograder.lms.export.match import match, name_key
from autograder.text import counted, points_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.course.sheet import Sheet
    from autograder.lms.export.columns import MarksColumn
    from autograder.lms.export.grade_file import FoundInFile, GradeFile
    from autograder.lms.export.match import Matches
    from autograder.model import Entry

_NOTHING = ("", "-")


@dataclass(frozen=True)
class _Line:
    """An entry with its row: what the cell holds, and what it shall hold, None to leave it."""

    entry: Entry
    row: int
    old: str
    new: str | None

    @property
    def is_new(self) -> bool:
        """Whether the cell changes."""
        return self.new is not None and not _same(self.old, self.new)


def fill(own: GradeFile, entries: Sequence[Entry], into: bytes, column: str | None) -> Exported:
    """Fill the marks of one assignment into the file that the LMS exported.

    Raises
    ------
    ConfigError
        When it is not the LMS's file, nobody of it is known, or the column cannot be told.
    """
    ours, lost = of_assignments(entries)
    assignment = one_assignment(ours, f"The file of {own.lms} to fill in")
    sheet = read_sheet(into, own.known)
    found = own.find(sheet)
    chosen = chosen_column(found.columns, assignment, column)
    numbers = list(found.people)
    keys = (*own.keys, name_key(*own.names))
    matches = match([entry.person for entry in ours], list(found.people.values()), keys)
    if not matches.rows:
        raise ConfigError(
            "Nobody in the file to fill in is in the gradebook, by id, e-mail, login or name: is it this course's?"
        )
    lines = [_line(own, ours[one], numbers[row], sheet, chosen) for one, row in matches.rows.items()]
    changes = {(line.row, chosen.index): line.new for line in lines if line.is_new and line.new is not None}
    told = [
        *_about_marks(lines, assignment, chosen),
        *_about_cells(own, lines, sheet, chosen),
        *_about_people(own, ours, matches, found),
        *_about_points(ours, chosen),
        *own.advice(chosen, [line.entry for line in lines if line.new is not None]),
        *_about_the_file(own, sheet),
    ]
    suffix = own.with_tabs if own.with_tabs and _delimiter(sheet) == "\t" else ".csv"
    return Exported(sheet.filled(changes), suffix, (*told, *found.told, *lost), len(lines), chosen.header)


def _line(own: GradeFile, entry: Entry, row: int, sheet: Sheet, chosen: MarksColumn) -> _Line:
    old = sheet.value(row, chosen.index)
    too_short = chosen.index >= len(sheet.rows[row])
    new = own.exempt or None if entry.status == "exempt" else _points(entry)
    if too_short or (old.casefold() in own.kept and old != new):
        new = None
    return _Line(entry, row, old, new)


def _points(entry: Entry) -> str | None:
    return None if entry.score is None else points_text(entry.score)


def _same(old: str, new: str) -> bool:
    """Whether two cells say the same, to two decimals."""
    numbers = (number_in(old), number_in(new))
    if None in numbers:
        return old.casefold() == new.casefold()
    return points_text(numbers[0] or 0) == points_text(numbers[1] or 0)


def _about_marks(lines: Sequence[_Line], assignment: str, chosen: MarksColumn) -> list[str]:
    written = [line for line in lines if line.new is not None]
    told = [f"{counted(len(written), 'mark')} of {assignment} in the column {chosen.header!r}."]
    differing = [line for line in written if line.is_new and line.old not in _NOTHING]
    changed = [f"{who(line.entry)} {line.old} → {line.new}" for line in differing]
    if changed:
        verb = "changes" if len(changed) == 1 else "change"
        told.append(f"{counted(len(changed), 'grade')} in the file {verb}: {short_list(changed)}.")
    return told


def _about_cells(own: GradeFile, lines: Sequence[_Line], sheet: Sheet, chosen: MarksColumn) -> list[str]:
    """What was left as it is, of those whose row was found."""
    left = [line for line in lines if line.new is None]
    exempt = [line for line in left if line.entry.status == "exempt" and line.old.casefold() not in own.kept]
    blank = [line for line in left if line.entry.status != "exempt" and line.entry.score is None]
    told = []
    if blank:
        named = short_list(f"{who(line.entry)} ({line.entry.status.replace('_', ' ')})" for line in blank)
        told.append(f"Without a mark, so the cell stays as it is: {named}.")
    if exempt:
        told.append(f"Exempt; {own.lms} has no word for it here, so the cell stays as it is: {_named(exempt)}.")
    for content, reason in own.kept.items():
        kept = [line for line in left if line.old.casefold() == content and line not in blank]
        if kept:
            told.append(f"{reason}, so the cell stays as it is: {_named(kept)}.")
    short = [line for line in left if chosen.index >= len(sheet.rows[line.row])]
    if short:
        told.append(f"The row ends before the column, so no mark was entered: {_named(short)}.")
    return told


def _named(lines: Iterable[_Line]) -> str:
    return short_list(who(line.entry) for line in lines)


def _about_people(own: GradeFile, entries: Sequence[Entry], matches: Matches, found: FoundInFile) -> list[str]:
    unsure = [who(entries[one]) for one in matches.unsure]
    absent = [who(entry) for one, entry in enumerate(entries) if one not in matches.rows and one not in matches.unsure]
    taken = set(matches.rows.values())
    strangers = [_called(own, row) for number, row in enumerate(found.people.values()) if number not in taken]
    told = []
    if absent:
        told.append(f"In the gradebook, but not in the file: {short_list(absent)}.")
    if unsure:
        told.append(f"Not entered, because more than one row or person fits: {short_list(unsure)}.")
    if strangers:
        told.append(f"In the file, but not among these marks, so left as they are: {short_list(strangers)}.")
    return told


def _called(own: GradeFile, row: dict[str, str]) -> str:
    """The name that a row gives, or else its first value."""
    name = " ".join(row[one] for one in own.names if row.get(one))
    return name or next(filter(None, row.values()))


def _about_the_file(own: GradeFile, sheet: Sheet) -> list[str]:
    delimiter = _delimiter(sheet)
    if delimiter in own.delimiters:
        return [] if delimiter == "\t" and own.with_tabs and sheet.bom else list(sheet.told)
    between = "tabs" if delimiter == "\t" else "semicolons"
    return [
        f"There are {between} between the cells of the file, and they stay. If {own.lms} does not take it, "
        "export it again and do not save it from a spreadsheet.",
        *sheet.told,
    ]


def _delimiter(sheet: Sheet) -> str:
    return sheet.text[sheet.rows[sheet.header][0].end]


def _about_points(entries: Sequence[Entry], chosen: MarksColumn) -> list[str]:
    worth = {entry.max_score for entry in entries if entry.max_score}
    if chosen.max_points is None or worth <= {chosen.max_points}:
        return []
    ours = short_list(points_text(points) for points in sorted(worth))
    return [
        f"The file has the assignment out of {points_text(chosen.max_points)}, the marks are out of {ours}: nothing "
        "was rescaled."
    ]
