"""The marks as a workbook for Excel or LibreOffice: a sheet of marks, and one of what to look at.

Every text is stored as text, and so never run; one that would run, were it typed in, is marked as quoted besides.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from autograder.lms.export.exported import Exported
from autograder.lms.export.tables import header_of, questions_of, remarks, values_of, without_mark
from autograder.text import clean, counted, is_formula

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xlsxwriter

    from autograder.lms.export.tables import Value
    from autograder.model import Entry

_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - so that the same marks give the same bytes
_CELL_LIMIT = 32_000  # letters; Excel takes 32,767
_WIDTHS = (8, 48)  # letters: a short word at least, and at most what leaves room for other columns
_MARKS_NAME, _LOOK_AT_NAME = "Marks", "To look at"


def workbook(entries: Sequence[Entry], look_at: Sequence[Sequence[str]]) -> Exported:
    """All marks as a workbook, a line for each person and assignment, also of no known assignment.

    ``look_at`` is what a person should look at, a header and rows.
    """
    import xlsxwriter  # takes a tenth of a second, which no other command should pay

    questions, notes = questions_of(entries), remarks(entries)
    columns = header_of(entries, questions)
    marks = [values_of(entry, questions, note)[: len(columns)] for entry, note in zip(entries, notes, strict=True)]
    header, *asked = look_at or [("why",)]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        _write(book, _MARKS_NAME, columns, marks)
        _write(book, _LOOK_AT_NAME, list(header), asked)
    told = (
        f"{counted(len(entries), 'line')} in the sheet {_MARKS_NAME!r}, one for each person and assignment; "
        f"{len(asked)} in the sheet {_LOOK_AT_NAME!r}.",
        *without_mark(entries),
    )
    return Exported(file.getvalue(), ".xlsx", told, matched=len(entries))


def _write(book: xlsxwriter.Workbook, name: str, header: list[str], rows: Sequence[Sequence[Value]]) -> None:
    sheet = book.add_worksheet(name)
    bold, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
    for column, text in enumerate(header):
        sheet.write_string(0, column, clean(text, _CELL_LIMIT), bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str) and value:
                sheet.write_string(number, column, clean(value, _CELL_LIMIT), quoted if is_formula(value) else None)
            elif value is not None and not isinstance(value, str):
                sheet.write_number(number, column, value)
    for column, text in enumerate(header):
        longest = max([len(text), *(len(str(row[column])) for row in rows)])
        sheet.set_column(column, column, min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1]))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(header) - 1)
