"""Which column of an instructor's file the marks belong in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.lms.export.exported import short_list
from autograder.text import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(r"-?[\d.,]+")
_SEPARATOR = re.compile("[.,]")


@dataclass(frozen=True)
class MarksColumn:
    """A column that marks may go into: its place, its name in the file, and the title that the LMS shows.

    A column without a title is the file's only one. ``max_points`` is what the file says that it is out of;
    ``closed`` says why the LMS takes nothing for it, and is empty where it does.
    """

    index: int
    header: str
    title: str = ""
    max_points: float | None = None
    closed: str = ""


def chosen_column(columns: Sequence[MarksColumn], assignment: str, asked: str | None) -> MarksColumn:
    """The column that was asked for by its name or title, or the one that is titled like the assignment.

    Raises
    ------
    ConfigError
        When there is none or more than one; the message lists those that could be meant.
    """
    if asked is not None:
        exact = [one for one in columns if one.header == asked.strip()]
        fits = exact or [one for one in columns if folded(asked) in (folded(one.header), folded(one.title))]
        wanted = f"is called {asked!r}"
    else:
        fits = [one for one in columns if not one.closed and _letters(one.title) in ("", _letters(assignment))]
        wanted = f"is titled like {assignment}"
    if len(fits) == 1 and not fits[0].closed:
        return fits[0]
    if len(fits) == 1:
        raise ConfigError(f"The column {fits[0].header!r} cannot be filled in: {fits[0].closed}.")
    some = fits or _likely(columns, asked or assignment)
    number = "More than one column" if fits else "No column"
    could = f" These could be meant: {short_list(repr(one.header) for one in some)}." if some else ""
    raise ConfigError(f"{number} of the file {wanted}: name one with --column.{could}")


def number_in(text: str) -> float | None:
    """A number as a gradebook writes it, with a point or a comma; None for anything else."""
    plain = text.strip()
    if not _NUMBER.fullmatch(plain):
        return None
    *whole, last = _SEPARATOR.split(plain)
    try:
        return float(f"{''.join(whole)}.{last}" if whole else last)
    except ValueError:
        return None


def _likely(columns: Sequence[MarksColumn], name: str) -> list[MarksColumn]:
    """The columns that may be filled in, those whose title is most like the name first."""
    open_ones = [one for one in columns if not one.closed]
    alike = {one.index: SequenceMatcher(None, _letters(one.title), _letters(name)).ratio() for one in open_ones}
    return sorted(open_ones, key=lambda one: -alike[one.index])


def _letters(title: str) -> str:
    return "".join(letter for letter in folded(title) if letter.isalnum())
