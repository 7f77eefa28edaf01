"""What an LMS says of its file of grades, and of how it takes pages back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from autograder.course.sheet import Sheet
    from autograder.lms.export.columns import MarksColumn
    from autograder.lms.export.exported import Exported
    from autograder.lms.export.match import PersonKey, Row
    from autograder.model import Entry


@dataclass(frozen=True)
class FoundInFile:
    """What an LMS's own file holds: the rows that are people, by their number, and the columns for marks.

    A row is given by the lower-case names of its columns.
    """

    people: Mapping[int, Row]
    columns: Sequence[MarksColumn]
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class GradeFile:
    """An LMS's file of grades: how the instructor's is read and filled in, and how one of our own is made.

    ``lms`` is what people call the LMS. ``known`` are the lower-case names of columns by which the file is
    recognised. ``keys`` tell whose a row is, in the order in which the LMS goes by them; ``names`` are the columns
    with the parts of a name, by which people are found last. ``advice`` gives sentences about the column and the
    entries written. ``make`` takes the entries and the title that was asked for. ``delimiters`` are those that the LMS
    is known to take, and ``with_tabs`` is the ending of its own file with tabs, which is in UTF-16. ``exempt`` is what
    stands for a mark that does not count, empty where the LMS has no word for it; ``kept`` are lower-case contents of
    cells that a mark does not displace, with the reason.
    """

    lms: str
    known: frozenset[str]
    keys: tuple[PersonKey, ...]
    names: tuple[str, ...]
    find: Callable[[Sheet], FoundInFile]
    advice: Callable[[MarksColumn, Sequence[Entry]], list[str]]
    make: Callable[[Sequence[Entry], str | None], Exported]
    delimiters: str
    with_tabs: str = ""
    exempt: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FeedbackUpload:
    """How an LMS takes pages back: the name in the zip for a place of its download, None for no place of its own.

    ``is_misread`` says whether the LMS would take that name for somebody else's.
    """

    path: Callable[[str], str | None]
    told: tuple[str, ...]
    is_misread: Callable[[Entry], bool] = lambda _: False
