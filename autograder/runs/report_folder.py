"""The folder that results are written to: a result and a page for each submission, and the tables of the class."""

from __future__ import annotations

import errno
import shutil
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from autograder.course.changes import lowered
from autograder.course.counting import HandedIn
from autograder.course.given_out import released_points
from autograder.course.gradebook import GRADEBOOK_FILE
from autograder.course.join import joined
from autograder.course.roster import roster_of
from autograder.entries import entries_of
from autograder.errors import ConfigError, KitError, UnwrittenError
from autograder.files import whole
from autograder.lms.send import export_marks
from autograder.reports import (
    Review,
    Summary,
    announced_notes,
    feedback_page,
    grades_csv,
    review_csv,
    review_of,
    review_of_entries,
    student_notes,
)
from autograder.runs.result_names import ResultNames
from autograder.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from autograder.course.gradebook import Gradebook
    from autograder.course.join import Owned
    from autograder.course.roster import Roster
    from autograder.kit import Kit
    from autograder.model import Entry, Grade, Status

_NAMED = 5
# What is wrong with one name or one file; anything else (a full disk, a broken one) is everybody's.
_OF_ONE = {errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EINVAL, errno.EILSEQ, errno.ELOOP, errno.EEXIST}
_OF_ONE |= {errno.EACCES, errno.EPERM, errno.ENOTEMPTY}


@dataclass(frozen=True)
class Tables:
    """What the tables were written from: the class in the terminal, and a line for each person.

    ``statuses`` are those of all submissions. ``unwritten`` gives, by submission, why its result and page could not be
    written. ``told`` are sentences about what was graded.
    """

    summary: Summary
    entries: list[Entry]
    statuses: Mapping[str, Status]
    unwritten: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()


class ReportFolder:
    """Where one class's results go; without a folder they are only added up."""

    def __init__(self, kit: Kit, path: Path | None) -> None:
        """Write by the kit's policy to ``path``, which is made.

        Raises
        ------
        ConfigError
            When the folder cannot be made.
        """
        self._kit = kit
        self._path = path
        self._names = ResultNames()
        self._unwritten: dict[str, str] = {}
        if path is not None:
            try:
                path.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ConfigError(
                    f"{path} cannot be written to ({error.strerror}); give --out another folder."
                ) from error

    @classmethod
    def there(cls, kit: Kit, path: Path) -> ReportFolder:
        """The folder of a class that was graded.

        Raises
        ------
        ConfigError
            When there is no gradebook in it.
        """
        if not (path / GRADEBOOK_FILE).is_file():
            raise ConfigError(f"{path} holds no {GRADEBOOK_FILE}; give --out the folder that autograder grade wrote.")
        return cls(kit, path)

    @property
    def gradebook(self) -> Path | None:
        """The gradebook in this folder."""
        return self._path and self._path / GRADEBOOK_FILE

    def name_by(self, gradebook: Gradebook) -> None:
        """Name results so that those of the gradebook's submissions are kept apart."""
        self._names = ResultNames(gradebook.ids)

    def write(self, owned: Owned, notes: tuple[str, ...] = ()) -> None:
        """Write a grade's result and its student's page, with what the class's policies add to it.

        What cannot be written for a reason of this one alone is kept in mind, and everybody else's goes on.
        """
        if self._path is None:
            return
        name, config = owned.submission.id, self._kit.config
        page = feedback_page(owned, config.visibility, config.course, (*notes, *self.announced(owned.grade)))
        self._unwritten.pop(name, None)
        try:
            write_text(self._path / "results" / f"{self._names.of(name)}.json", owned.to_json())
            write_text(self.page(name), page)
        except UnwrittenError as error:
            self._unwritten[name] = f"its result and page could not be written ({error.reason})"

    def page(self, submission: str) -> Path:
        """A student's page."""
        assert self._path is not None, "pages are written to a folder"
        return self._path / "feedback" / f"{self._names.of(submission)}.html"

    def additions(self, entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
        """What the class's policies add to the marks of submissions, in the student's words.

        Members of a group to whom they add other things are told nothing of each other.
        """
        added: dict[str, set[tuple[str, ...]]] = {}
        for entry in entries:
            if entry.submission:
                added.setdefault(entry.submission, set()).add(student_notes(entry, self._kit.config.visibility))
        return {name: notes for name, (notes, *others) in added.items() if notes and not others}

    def announced(self, grade: Grade) -> tuple[str, ...]:
        """Questions that are marked out of other points than were released, in the student's words."""
        released = self._released.get(grade.assignment, {})
        return announced_notes(grade, released) if self._kit.config.visibility.marks else ()

    @cached_property
    def roster(self) -> Roster:
        """Who is in the class.

        Raises
        ------
        ConfigError
            When ``people.csv`` cannot be read.
        """
        return roster_of(self._kit)

    @cached_property
    def _released(self) -> dict[str, dict[str, float]]:
        return {name: released_points(self._kit, one) for name, one in self._kit.assignments.items()}

    def graded(self, gradebook: Gradebook, submission: str | None = None) -> Iterator[Owned]:
        """What the gradebook has graded, or one submission of it, and whose each is by the roster of now."""
        return joined(gradebook.graded(submission), self.roster)

    def entries(self, handed_in: Iterable[HandedIn]) -> list[Entry]:
        """The class's lines, by its roster and its dates."""
        return entries_of(handed_in, self.roster, self._kit.config)

    def write_tables(
        self, gradebook: Gradebook, *, allow_lower: bool = False, pages: Iterable[str | None] = ()
    ) -> Tables:
        """From grades to all that is written of a class: its lines, its tables, and the pages that policy adds to.

        ``pages`` are submissions whose results and pages are written anew, None is all.

        Raises
        ------
        ConfigError
            When a mark that was handed out would fall, unless that is allowed; then nothing is written.
        """
        self.name_by(gradebook)
        handed_in, review, summary = self._added_up(gradebook)
        entries = self.entries(handed_in)
        if not allow_lower:
            refuse_lower(gradebook, entries)
        gradebook.record(entries)
        if self._path is not None:
            review += review_of_entries(entries) + self._write_pages(gradebook, entries, pages)
            questions = [name for assignment in self._kit.assignments.values() for name in assignment.points]
            write_text(self._path / "grades.csv", grades_csv(handed_in, questions))
            write_text(self._path / "review.csv", review_csv(review))
            write_text(self._path / "marks.csv", export_marks("csv", entries).content.decode())
        statuses = {one.submission.id: one.status for one in handed_in}
        return Tables(summary, entries, statuses, dict(self._unwritten))

    def _added_up(self, gradebook: Gradebook) -> tuple[list[HandedIn], list[Review], Summary]:
        """What the tables need of every grade, read one by one: ten thousand whole grades would fill the memory."""
        handed_in: list[HandedIn] = []
        review: list[Review] = []
        summary = Summary()
        for owned in self.graded(gradebook):
            handed_in.append(HandedIn.of(owned))
            review += review_of(owned)
            summary.add(owned.grade)
        return handed_in, review, summary

    def _write_pages(self, gradebook: Gradebook, entries: Iterable[Entry], pages: Iterable[str | None]) -> list[Review]:
        """Write results and pages: those asked for, those that are not there, and those to which policy adds something.

        Gives a row to review for each that could not be written.
        """
        absent = [one for one in gradebook.ids if not self.page(one).is_file()]
        for name in dict.fromkeys([*pages, *absent]):
            for owned in self.graded(gradebook, name):
                self.write(owned)
        for name, notes in self.additions(entries).items():
            for owned in self.graded(gradebook, name):
                self.write(owned, notes)
        return [
            Review(name, owned.person.student_id, owned.person.name, "", why)
            for name, why in sorted(self._unwritten.items())
            for owned in self.graded(gradebook, name)
        ]


def refuse_lower(gradebook: Gradebook, entries: list[Entry]) -> None:
    """Stop where a mark that was handed out would fall.

    Raises
    ------
    ConfigError
        Naming whose.
    """
    if fallen := lowered(gradebook.published(), entries, gradebook.recorded()):
        people = [(new.person.name, new.person.student_id or new.submission) for _, new in fallen[:_NAMED]]
        named = [" ".join(filter(None, known)) for known in people]
        more = f" and {len(fallen) - _NAMED} more" if len(fallen) > _NAMED else ""
        raise ConfigError(
            f"{counted(len(fallen), 'published mark')} would fall ({', '.join(named)}{more}), so "
            "the tables stay as they are. autograder regrade shows why; with --allow-lower they may fall."
        )


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    UnwrittenError
        When it cannot be written for what it is called.
    KitError
        When it cannot for another reason, for example because the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_way(path)
        with whole(path) as file:
            file.write(text.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        words = f"{path} could not be written ({reason}). What was graded before is kept; "
        if error.errno in _OF_ONE:
            raise UnwrittenError(f"{words}see to that file, then run the same command again.", reason) from error
        raise KitError(f"{words}make room, then run the same command again.") from error


def _make_way(path: Path) -> None:
    """Remove a folder where a file is to be: earlier versions of the kit let one student's folder take its name."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
