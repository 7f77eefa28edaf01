"""The folder that results are written to: a result and a page for each submission, and the tables of the class."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from autograder.changes import lowered
from autograder.entries import HandedIn, entries_of
from autograder.errors import ConfigError, KitError
from autograder.export import export_marks
from autograder.gradebook import FILE_NAME
from autograder.people import joined
from autograder.released import released_points
from autograder.reports import Summary, announced_notes, feedback_page, grades_csv, review_csv, student_notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from autograder.gradebook import Gradebook
    from autograder.kit import Kit
    from autograder.model import Entry, Grade, Submission

_NAMED = 5


@dataclass(frozen=True)
class Tables:
    """What the tables were written from: the class in the terminal, and a line for each person."""

    summary: Summary
    entries: list[Entry]


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
        if not (path / FILE_NAME).is_file():
            raise ConfigError(f"{path} holds no {FILE_NAME}; give --out the folder that autograder grade wrote.")
        return cls(kit, path)

    @property
    def gradebook(self) -> Path | None:
        """The gradebook in this folder."""
        return self._path and self._path / FILE_NAME

    def write(self, grade: Grade, notes: tuple[str, ...] = ()) -> None:
        """Write a grade's result and its student's page, with what the class's policies add to it."""
        if self._path is not None:
            config = self._kit.config
            page = feedback_page(grade, config.visibility, config.course, (*notes, *self.announced(grade)))
            write_text(self._path / "results" / f"{grade.submission}.json", grade.to_json())
            write_text(self.page(grade.submission), page)

    def page(self, submission: str) -> Path:
        """A student's page."""
        assert self._path is not None, "pages are written to a folder"
        return self._path / "feedback" / f"{submission}.html"

    def notes(self, entry: Entry) -> tuple[str, ...]:
        """What the class's policies add to a student's mark, in the student's words."""
        return student_notes(entry, self._kit.config.visibility)

    def announced(self, grade: Grade) -> tuple[str, ...]:
        """Questions that are marked out of other points than were released, in the student's words."""
        released = self._released.get(grade.assignment, {})
        return announced_notes(grade, released) if self._kit.config.visibility.marks else ()

    @cached_property
    def _released(self) -> dict[str, dict[str, float]]:
        return {name: released_points(self._kit, one) for name, one in self._kit.assignments.items()}

    def graded(self, gradebook: Gradebook, submission: str | None = None) -> Iterator[tuple[Submission, Grade]]:
        """What the gradebook has graded, or one submission of it, under the names that the roster has now."""
        for one, grade in gradebook.graded(submission):
            (known,) = joined([one], self._kit.roster)
            yield known, grade.of(known)

    def write_tables(
        self, gradebook: Gradebook, *, allow_lower: bool = False, pages: Iterable[str | None] = ()
    ) -> Tables:
        """Write the tables of the class, and again the pages of those to whose mark policy adds something.

        ``pages`` are submissions whose results and pages are written before, None is all.

        Raises
        ------
        ConfigError
            When a mark that was handed out would fall, unless that is allowed; then nothing is written.
        """
        handed_in: list[HandedIn] = []
        review: list[str] = []
        summary = Summary()
        questions = [name for assignment in self._kit.assignments.values() for name in assignment.points]

        def seen() -> Iterator[Grade]:
            for submission, grade in self.graded(gradebook):
                handed_in.append(HandedIn.of(submission, grade))
                summary.add(grade)
                review.append(review_csv([grade], header=not review))
                yield grade

        grades = grades_csv(seen(), questions)
        entries = entries_of(handed_in, self._kit.roster, self._kit.config)
        if not allow_lower:
            refuse_lower(gradebook, entries)
        for name in pages:
            for _, grade in self.graded(gradebook, name):
                self.write(grade)
        gradebook.record(entries)
        if self._path is not None:
            write_text(self._path / "grades.csv", grades)
            write_text(self._path / "review.csv", "".join(review))
            write_text(self._path / "marks.csv", export_marks("csv", entries).content.decode())
            self._write_additions(gradebook, entries)
        return Tables(summary, entries)

    def _write_additions(self, gradebook: Gradebook, entries: Iterable[Entry]) -> None:
        added: dict[str, set[tuple[str, ...]]] = {}
        for entry in entries:
            if entry.submission:
                added.setdefault(entry.submission, set()).add(self.notes(entry))
        for submission, notes in added.items():
            if notes != {()} and len(notes) == 1:  # members of a group who differ are told nothing of each other
                for _, grade in self.graded(gradebook, submission):
                    self.write(grade, *notes)


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
            f"{len(fallen)} published mark{'' if len(fallen) == 1 else 's'} would fall ({', '.join(named)}{more}), so "
            "the tables stay as they are. autograder regrade shows why; with --allow-lower they may fall."
        )


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    KitError
        When it cannot be written, for example because the disk is full.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise KitError(
            f"{path} could not be written ({error.strerror}). What was graded before is kept; make room, then run the "
            "same command again."
        ) from error
