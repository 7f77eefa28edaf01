"""The class by section, so that everybody who teaches one has theirs."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from autograder.course.roster import parts
from autograder.errors import ConfigError
from autograder.text import folded, listing

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNSAFE = re.compile(r"[^\w -]")
_DIGITS = 6  # of a digest: enough for the sections of a class


def is_in(cell: str, section: str) -> bool:
    """Whether somebody of whom a cell gives the sections is in this one; the empty one is of those in none."""
    return folded(section) in map(folded, parts(cell)) if section else not parts(cell)


def sections_of(cells: Iterable[str]) -> list[str]:
    """Every section once, in order of their names."""
    return sorted({folded(name): name for cell in cells for name in parts(cell)}.values(), key=folded)


def file_name(section: str) -> str:
    """A section's name as a file or folder may be called on any system; two sections never share one."""
    plain = _UNSAFE.sub("_", section).strip()
    return plain if plain == section else f"{plain}~{hashlib.sha256(section.encode()).hexdigest()[:_DIGITS]}"


def known_section(asked: str, cells: Iterable[str]) -> str:
    """The section that was asked for, as the roster writes it.

    Raises
    ------
    ConfigError
        When nobody is in it; the message names those that are there.
    """
    there = sections_of(cells)
    found = [name for name in there if folded(name) == folded(asked)]
    if found:
        return found[0]
    if not there:
        raise ConfigError(
            "No section is known: fill in the column section of people.csv, or take in a list that has one, and run "
            "autograder report."
        )
    raise ConfigError(f"Nobody is in the section {asked}; there are {listing(there)}.")
