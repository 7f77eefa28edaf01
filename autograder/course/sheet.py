"""A table as CSV of any kind: read with the place of every cell, so that all but chosen cells can stay as they are.

Written anew by ``csv``, the instructor's file would lose its quoting, its line ends and its encoding; here the bytes
between the chosen cells are the old ones.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.text import heading

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_GUESSES = ("utf-8", "cp1252", "latin-1")
_DELIMITERS = ",;\t"
_HEAD = 8192  # letters that tell the delimiter; the whole file need then be cut up but once
_FIRST_ROWS = 12  # among which the columns' names are: some lists begin with what they are of
_NEVER_CLOSED = re.compile(r'"[^"]*(?:""[^"]*)*')
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class SheetCell:
    """A cell's value, and where it stands in the text, with its quotes."""

    value: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True)
class Sheet:
    """A table as the instructor's file has it; ``header`` is the number of the row with the columns' names."""

    rows: tuple[tuple[SheetCell, ...], ...]
    header: int
    told: tuple[str, ...]
    text: str
    encoding: str
    bom: bytes
    delimiter: str

    @property
    def columns(self) -> list[str]:
        """The columns' names, without blanks around them."""
        return [cell.value.strip() for cell in self.rows[self.header]]

    def value(self, row: int, column: int) -> str:
        """What a cell holds, without blanks around it; nothing where the row is too short."""
        cells = self.rows[row]
        return cells[column].value.strip() if 0 <= column < len(cells) else ""

    def line(self, row: int) -> int:
        """The line of the file in which a row begins."""
        return self.text.count("\n", 0, self.rows[row][0].start) + 1

    def filled(self, changes: Mapping[tuple[int, int], str]) -> bytes:
        """The file with other numbers or words in some cells, by row and column, and nothing else changed."""
        parts, done = [], 0
        for (row, column), value in sorted(changes.items()):
            cell = self.rows[row][column]
            parts += [self.text[done : cell.start], f'"{value}"' if cell.quoted else value]
            done = cell.end
        return self.bom + "".join([*parts, self.text[done:]]).encode(self.encoding)


def read_sheet(content: bytes, known: Collection[str]) -> Sheet:
    """Read a file of cells with ``,``, ``;`` or tabs between them; ``known`` are columns by which it is recognised.

    Raises
    ------
    ConfigError
        When it is no such file.
    """
    bom, encoding, text = _decoded(content)
    titles = {heading(name) for name in known}
    delimiter = max(_DELIMITERS, key=lambda one: _likeness(_cells(text[:_HEAD], one), titles))
    rows = _cells(text, delimiter)
    header = _header(rows, titles)
    if header is None:
        raise ConfigError("The file is empty: export it from the LMS again.")
    last = rows[-1][-1]
    if _NEVER_CLOSED.fullmatch(text, last.start, last.end):
        line = text.count("\n", 0, last.start) + 1
        raise ConfigError(f"In line {line} of the file a quote opens that never closes: export it again.")
    told = []
    if bom and encoding != "utf-8":
        told.append(
            "The file is in UTF-16, as Excel writes it, and stays so. If the LMS does not take it, export it again "
            "and do not open it in Excel."
        )
    elif encoding != "utf-8":
        told.append(
            f"The file is not in UTF-8 and was read as {encoding}: letters with accents may be wrong in it, and "
            "people with such names may not be found."
        )
    return Sheet(rows, header, tuple(told), text, encoding, bom, delimiter)


def _decoded(content: bytes) -> tuple[bytes, str, str]:
    if content.startswith(_WORKBOOKS):
        raise ConfigError(
            "The file is a workbook or a zip: give the CSV file that the LMS exports. Where it exports none, open the "
            "workbook in Excel and choose File > Save As > CSV UTF-8 (Comma delimited)."
        )
    for bom, encoding in _BOMS.items():
        if content.startswith(bom):
            try:
                return bom, encoding, _plain(content[len(bom) :].decode(encoding))
            except UnicodeDecodeError as error:
                raise ConfigError(f"The file is damaged ({error.reason}): export it again.") from error
    encoding = next(encoding for encoding in _GUESSES if _is_in(content, encoding))
    return b"", encoding, _plain(content.decode(encoding))


def _is_in(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _plain(text: str) -> str:
    if "\0" in text:
        raise ConfigError("The file is no text: give the CSV file that the LMS exports.")
    return text


def _likeness(rows: tuple[tuple[SheetCell, ...], ...], titles: Collection[str]) -> tuple[int, int]:
    header = _header(rows, titles)
    cells = () if header is None else rows[header]
    return _titled(cells, titles), len(cells)


def _header(rows: tuple[tuple[SheetCell, ...], ...], titles: Collection[str]) -> int | None:
    """The row with the columns' names: of the first ones that hold anything, that with most known names."""
    some = (number for number, cells in enumerate(rows) if any(cell.value.strip() for cell in cells))
    return max(islice(some, _FIRST_ROWS), key=lambda number: _titled(rows[number], titles), default=None)


def _titled(cells: tuple[SheetCell, ...], titles: Collection[str]) -> int:
    return sum(heading(cell.value) in titles for cell in cells)


def _cells(text: str, delimiter: str) -> tuple[tuple[SheetCell, ...], ...]:
    """Cut a text into cells as ``csv`` does: quotes count where they begin a cell, and are doubled inside."""
    cell = re.compile(rf'(?:"(?P<inside>[^"]*(?:""[^"]*)*)(?:"|\Z))?(?P<rest>[^{delimiter}\r\n]*)')
    rows: list[tuple[SheetCell, ...]] = []
    row: list[SheetCell] = []
    position = 0
    while position < len(text) or row:
        found = cell.match(text, position)
        assert found is not None, "a cell may be empty"
        quoted = found["inside"] is not None
        value = (found["inside"].replace('""', '"') if quoted else "") + found["rest"]
        row.append(SheetCell(value, found.start(), found.end(), quoted))
        position = found.end()
        if text.startswith(delimiter, position):
            position += 1
            continue
        rows.append(tuple(row))
        row = []
        position += 2 if text.startswith("\r\n", position) else 1
    return tuple(rows)
