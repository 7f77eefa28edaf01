"""Text that everybody needs: lists and points as people write them, and text from outside, made safe to show."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MESSAGE_LIMIT = 2000  # a screen of words
MESSAGE_LINES = 40  # more than any check says; two thousand line ends alone would make a page of a hundred screens
LINE_LIMIT = 300  # what a row of a table bears

_LINE_ENDS = re.compile(r"\r\n|[\r\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CONTROL_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = 0x7F, "\u2421"
_REPLACEMENT = "\ufffd"
_GAP = re.compile(r"\n(?:[^\S\n]*\n){2,}")
_MARKS = ("Mn", "Me")  # characters that are drawn over the one before them
_MOST_MARKS = 6  # no script stacks more; hundreds would be drawn over the whole page
_FORMULA_STARTS = "=+-@\u2212"  # the last is the minus sign of typographers, which LibreOffice takes for one
_STRIPPED_AT_START = "\t\r"  # a spreadsheet takes one off, and then reads on
_FILLERS = "\u115f\u1160\u3164\uffa0\u2800"  # letters by their category, blank to the eye
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")
_WORD = re.compile(r"\S+")
_SCRATCH = re.compile(r"/autograder-\w+/\w+")
_BREAKS = re.compile(r"[;|\t\r\n\u2028\u2029]")  # where an import with another delimiter begins a new cell


def listing(names: Iterable[str]) -> str:
    """Join names as a sentence does: a, b and c; of none it says so."""
    *first, last = list(names) or ["none"]
    return f"{', '.join(first)} and {last}" if first else last


def some(names: Iterable[str], most: int, between: str = ", ") -> str:
    """Names in a row; of too many the first ones, and how many more there are."""
    every = list(names)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return between.join(every[:most]) + more


def points_text(points: float) -> str:
    """Points as people write them: 4, 3.5, 3.33."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def counted(number: float, noun: str, plural: str = "") -> str:
    """A number and its noun: 1 day, 2.5 points."""
    return f"{points_text(number)} {noun if number == 1 else plural or noun + 's'}"


def folded(text: str) -> str:
    """Text as it is compared: accents composed, case and surrounding blanks away."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def heading(text: str) -> str:
    """A column's title as it is compared, without case, accents, blanks and signs: ``E-Mail`` is ``email``.

    ``#`` stays, for ``Student #`` is a number and ``Student`` a name.
    """
    plain = unicodedata.normalize("NFKD", folded(text))
    return "".join(letter for letter in plain if letter.isalnum() or letter == "#")


def printable(text: str) -> str:
    """The text with a stroke for each character that could steer a terminal."""
    return "".join(letter if letter.isprintable() else "_" for letter in text)


def clean(text: str, limit: int | None = MESSAGE_LIMIT) -> str:
    """Replace what a reader cannot see by something visible, and cut what is too long.

    Line ends become newlines and tabs four spaces. Other control characters become their pictures (an escape
    reads ``␛``), bidi controls, lone surrogates and accents beyond what any script stacks ``�``. With a limit, empty
    lines become one, and there are at most 40 lines. The result can be encoded and printed, and stays in its place on
    a page; markup in it is the template's to escape.
    """
    plain = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    plain = _CONTROLS.sub(_picture, plain)
    plain = _SURROGATES.sub(_REPLACEMENT, _BIDI.sub(_REPLACEMENT, plain))
    plain = _unstacked(plain)
    if limit is None:
        return plain
    plain = _GAP.sub("\n\n", plain)
    short = "\n".join(plain[:limit].split("\n", MESSAGE_LINES)[:MESSAGE_LINES])
    return plain if short == plain else f"{short.rstrip()}..."


def one_line(text: str, limit: int | None = LINE_LIMIT) -> str:
    """Clean text, and fold it into one line."""
    return clean(" ".join(clean(text, None).split()), limit)


def steady(text: str) -> str:
    """Valid text without what differs from run to run: addresses, and the name of the scratch folder."""
    valid = text.encode("utf-8", "backslashreplace").decode()
    return _WORD.sub(_without_scratch, _ADDRESS.sub("0x…", valid))


def _without_scratch(word: re.Match[str]) -> str:
    """A word with a point for the path up to a scratch folder in it: one pattern for all of it would be quadratic."""
    text = word[0]
    start = text.find("/")
    ends = [found.end() for found in _SCRATCH.finditer(text, start + 1)]
    return f"{text[:start]}.{text[ends[-1] :]}" if ends else text


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might run a cell with this text, or a part of it that its import makes a cell.

    What stands before a formula and is not seen (space, controls, marks of no width) does not hide it, nor do the
    wide, small and raised forms of its signs, which some imports fold into the plain ones.
    """
    return text.startswith(tuple(_STRIPPED_AT_START)) or any(map(_starts_formula, _BREAKS.split(text)))


def _starts_formula(part: str) -> bool:
    first = next((letter for letter in part if not _is_unseen(letter)), "")
    return unicodedata.normalize("NFKC", first)[:1] in tuple(_FORMULA_STARTS)


def _is_unseen(letter: str) -> bool:
    return letter.isspace() or letter in _FILLERS or unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Mn")


def guarded(text: str) -> str:
    """Clean text for a cell of a table: with an apostrophe in front of whatever a spreadsheet might run."""
    guard = "'" if text.startswith(tuple(_STRIPPED_AT_START)) or _starts_formula(text) else ""
    plain = clean(text, limit=None)
    parts = [f"'{part}" if _starts_formula(part) else part for part in _BREAKS.split(plain)]
    breaks = [*_BREAKS.findall(plain), ""]
    whole = "".join(part + sign for part, sign in zip(parts, breaks, strict=True))
    return whole if whole.startswith("'") else guard + whole


def _unstacked(text: str) -> str:
    if text.isascii():
        return text
    kept, height = [], 0
    for character in text:
        height = height + 1 if unicodedata.category(character) in _MARKS else 0
        if height <= _MOST_MARKS + 1:
            kept.append(character if height <= _MOST_MARKS else _REPLACEMENT)
    return "".join(kept)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == _DELETE:
        return _DELETE_PICTURE
    return chr(_CONTROL_PICTURES + code) if code < _DELETE else _REPLACEMENT
