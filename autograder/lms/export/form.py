"""What an LMS must say of itself to become a form of export."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from autograder.lms.export.columns import Column
    from autograder.lms.export.exported import Exported
    from autograder.lms.export.match import Key, Row
    from autograder.lms.sheet import Sheet
    from autograder.model import Entry


@dataclass(frozen=True)
class Found:
    """What an LMS's own file holds: the rows that are people, by their number, and the columns for marks.

    A row is given by the lower-case names of its columns.
    """

    people: Mapping[int, Row]
    columns: Sequence[Column]
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnFile:
    """How an LMS's own file is read and filled in.

    ``known`` are the lower-case names of columns by which it is recognised. ``exempt`` is what stands for a mark
    that does not count, empty where the LMS has no word for it; ``kept`` are lower-case contents of cells that a
    mark does not displace, with the reason. ``advice`` gives sentences about the column and the entries written;
    ``delimiters`` are those that the LMS is known to take.
    """

    name: str
    known: frozenset[str]
    keys: tuple[Key, ...]
    find: Callable[[Sheet], Found]
    advice: Callable[[Column, Sequence[Entry]], list[str]]
    delimiters: str
    exempt: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Feedback:
    """How an LMS takes pages back: the name in the zip for a place of its download, None for no place of its own."""

    path: Callable[[str], str | None]
    told: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A form of export: a file of our own, perhaps the instructor's file filled in, perhaps feedback.

    ``plain`` takes the entries and the title that was asked for; ``every`` says that it has lines for entries of no
    known assignment too.
    """

    plain: Callable[[Sequence[Entry], str | None], Exported]
    every: bool = False
    own_file: OwnFile | None = None
    feedback: Feedback | None = None
