"""What a spreadsheet spoils in a list of people: ids that it takes for numbers or dates, letters it cannot write.

Excel shows ``1000000001`` as ``1.00E+09``, and writes that into a CSV; it makes ``mar3`` a date, takes the zeros off
``0001001``, and in a CSV that is not "UTF-8" writes ``?`` for each letter that Windows's code page lacks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.text import one_line, some

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LOST = re.compile(
    r"-?\d([.,]\d+)?E\+\d+"  # a number that is longer than the cell is wide
    r"|\d+\.0"  # a number that a program took for a measure
    r"|\d{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"  # a login that looks like a date
    r"|#(N/A|NAME\?|REF!|VALUE!|NUM!|DIV/0!|NULL!)|#{2,}",  # a login that looks like a formula; a cell too narrow
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"[1-9]\d{14}0+")  # Excel keeps fifteen digits, and makes zeros of those behind
_NO_LETTER = re.compile("[?\ufffd]")
_SHOWN = 6  # names are enough to see whether accents are right

ADVICE = (
    "Excel does so when it opens a CSV. Export the list again and do not open it in Excel, or make the column Text "
    "there before the ids are entered"
)


def is_lost(text: str) -> bool:
    """Whether an id is no more what it was: rounded, made a date, or an error of a formula."""
    return any(pattern.fullmatch(text) for pattern in (_LOST, _ROUNDED))


def has_lost_letters(name: str) -> bool:
    """Whether a name has a question mark, or the sign for what cannot be read, where a letter was."""
    return _NO_LETTER.search(name) is not None


def of_unlike_lengths(ids: Iterable[str]) -> tuple[str, str] | None:
    """The shortest and the longest of ids that are numbers, if they differ as by lost zeros."""
    numbers = sorted({one for one in ids if one.isdecimal()}, key=len)
    if not numbers or len(numbers[0]) == len(numbers[-1]):
        return None
    return numbers[0], numbers[-1]


def about_letters(encoding: str, names: Sequence[str]) -> list[str]:
    """Sentences about names that may have lost letters, of a file in this encoding."""
    told = []
    if lost := [one_line(name) for name in names if has_lost_letters(name)]:
        told.append(
            f"Letters are lost, where a ? or \ufffd stands: {some(lost, _SHOWN)}. Excel writes so what its plain CSV "
            "cannot hold: save the file as CSV UTF-8 (Comma delimited), and run the command again."
        )
    if encoding not in ("utf-8", "utf-16-le", "utf-16-be"):
        accented = [name for name in names if not name.isascii()]
        shown = f": {some(map(one_line, accented), _SHOWN)}" if accented else ""
        told.append(
            f"The file is not in UTF-8, and was read as Windows writes it in Western Europe and America. Look at the "
            f"letters with accents{shown}. If they are wrong, save it as CSV UTF-8 (Comma delimited), and run the "
            "command again."
        )
    return told
