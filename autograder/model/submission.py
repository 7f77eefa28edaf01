"""What was handed in, and by whom; and the code that was found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True)
class Person:
    """Somebody as the roster or an LMS names them; what is not known is empty.

    ``lms_id`` is what the LMS's own files call them: a Canvas user id, a Moodle participant, the name of a plain file.
    """

    student_id: str = ""
    name: str = ""
    email: str = ""
    login: str = ""
    lms_id: str = ""

    @property
    def called(self) -> str:
        """The best name there is: the name, or else an id that means something to people; empty where there is none."""
        return self.name or self.student_id or self.email or self.login


@dataclass(frozen=True)
class Submission:
    """A file as received, and whose it is.

    ``id`` is the path relative to the path that was graded; ``path`` the file on disk; ``member`` the file inside
    it, when it is a zip of many people's work. ``people`` are its author or the members of a group, as the download
    names them. ``submitted_at`` has no time zone where the LMS writes none; ``late`` is what the LMS says;
    ``attempt`` counts the hand-ins of one person where it is known; ``chosen`` is whether the LMS holds it for the
    one that counts. ``place`` is the folder or file in which the LMS expects feedback to come back. ``asked`` is the
    one assignment that it is to be graded as; empty where the file itself is to tell. ``implied`` is the assignment
    that its download is of, by the work of the others, set where the file itself is of another or of none. ``trouble``
    is why intake does not take it. ``renamed`` are questions whose function a person found under another name, each
    with that name. ``modified`` is when the file was last written, as its folder or zip has it, for comparing the files
    of one hand-in. ``days_late`` is set where a teacher's table says it in place of a time. ``for_group`` is whether
    the download says that a group handed in, and names the one alone who founded it.
    """

    id: str
    path: Path
    member: str = ""
    people: tuple[Person, ...] = ()
    submitted_at: datetime | None = None
    late: bool | None = None
    attempt: int | None = None
    chosen: bool | None = None
    place: str = ""
    asked: str = ""
    implied: str = ""
    trouble: str = ""
    renamed: tuple[tuple[str, str], ...] = ()
    modified: str = ""
    days_late: int | None = None
    for_group: bool = False


@dataclass(frozen=True)
class HandInTime:
    """When somebody handed in, or by how many days they were late; ``unread`` is what could not be understood of it."""

    person: Person
    submitted_at: datetime | None = None
    days_late: int | None = None
    unread: str = ""


@dataclass(frozen=True)
class Cell:
    """A code cell: its place in the notebook, counting code cells from 1, and its source."""

    number: int
    source: str


@dataclass(frozen=True)
class Notebook:
    """The code cells of a submission, the assignment its metadata claims, and whether all its text is meant as code.

    ``modules`` are Python files that were handed in beside it, by their path from it, ``left_out`` those that were not
    taken, each with the reason. ``renamed`` gives, for a question, another name under which its function was found.
    ``given`` are functions that it was given, and that answer nothing.
    """

    cells: tuple[Cell, ...]
    assignment: str | None = None
    is_whole: bool = True
    modules: Mapping[str, bytes] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    given: frozenset[str] = frozenset()

    def line(self, at: tuple[int, int]) -> str:
        """A line of it, by its cell's number and its own; empty where there is none."""
        number, line = at
        source = next((cell.source for cell in self.cells if cell.number == number), "")
        lines = source.split("\n")
        first = next((place for place, one in enumerate(lines) if one.strip()), 0)  # IPython counts from there
        return lines[first + line - 1].strip() if line and first + line <= len(lines) else ""
