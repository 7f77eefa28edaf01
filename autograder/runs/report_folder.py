"""The folder that results are written to: a result and a page for each submission, and the tables of the class."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.contested import claim_lines
from autograder.course.counting import HandedIn
from autograder.course.given_out import released_points
from autograder.course.gradebook import GRADEBOOK_FILE
from autograder.course.handed_out import Moved, moved
from autograder.course.join import Owned, Owner, joined
from autograder.course.people_file import roster_of
from autograder.course.unmarked import decided_on, of_nothing
from autograder.course.unsettled import unsettled_lines
from autograder.entries import entries_of
from autograder.errors import ConfigError, UnwrittenError
from autograder.files import private_folder
from autograder.lms.send import export_marks
from autograder.model import Submission
from autograder.reports import (
    Review,
    Settled,
    Summary,
    announced_notes,
    feedback_page,
    grades_csv,
    review_csv,
    review_of,
    review_of_entries,
    review_of_moved,
    review_rows,
    same_files,
    settled_for,
)
from autograder.runs.falling import settled
from autograder.runs.result_names import ResultNames
from autograder.runs.written import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from autograder.course.gradebook import Gradebook
    from autograder.course.roster import Roster
    from autograder.kit import Kit
    from autograder.model import Entry, Grade, Person, Status
    from autograder.runs.falling import Falling


@dataclass(frozen=True)
class Tables:
    """What the tables were written from: the class in the terminal, and a line for each person.

    ``statuses`` are those of all submissions. ``unwritten`` gives, by submission, why its result and page could not be
    written. ``moved`` are marks that are not what was handed out. ``claims`` says how people were found, and of whom
    that is not sure; ``told`` are sentences about what was graded.
    """

    summary: Summary
    entries: list[Entry]
    statuses: Mapping[str, Status]
    unwritten: Mapping[str, str] = field(default_factory=dict)
    moved: list[Moved] = field(default_factory=list)
    claims: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


class ReportFolder:
    """Where one class's results go; without a folder they are only added up."""

    def __init__(self, kit: Kit, path: Path | None) -> None:
        """Write by the kit's policy to ``path``, which is made for its owner's eyes alone.

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
                private_folder(path)
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

    def write(self, owned: Owned, settled: Settled | None = None) -> None:
        """Write a grade's result and its student's page, with what the class's policies add to it.

        What cannot be written for a reason of this one alone is kept in mind, and everybody else's goes on.
        """
        if self._path is None:
            return
        name, config = owned.submission.id, self._kit.config
        notes, total = settled or Settled()
        notes = (*notes, *self.announced(owned.grade))
        page = feedback_page(owned, config.visibility, config.course, notes, total)
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

    def additions(self, entries: Iterable[Entry]) -> dict[str, Settled]:
        """What the class's policies make of submissions, in the student's words.

        Members of a group for whom they make other things of it are told nothing of each other.
        """
        added: dict[str, set[Settled]] = {}
        for entry in entries:
            if entry.submission:
                added.setdefault(entry.submission, set()).add(settled_for(entry, self._kit.config.visibility))
        return {name: one for name, (one, *others) in added.items() if one.notes and not others}

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
        return self.joined(gradebook.graded(submission), gradebook)

    def joined(self, graded: Iterable[tuple[Submission, Grade]], gradebook: Gradebook) -> Iterator[Owned]:
        """Whose each grade is; one without marks has those that a person decided on."""
        for owned in joined(graded, self.roster):
            yield owned._replace(grade=self._by_hand(owned.grade, gradebook))

    def without_work(self, person: Person, assignment: str, gradebook: Gradebook) -> Owned:
        """What stands in for the grade of somebody who handed in nothing."""
        grade = self._by_hand(of_nothing(person, assignment), gradebook)
        return Owned(Submission("", Path()), grade, (Owner(person),))

    def points_of(self, grade: Grade) -> Mapping[str, float]:
        """The questions that a grade has or could have, with what they are worth; none of an unknown assignment."""
        assignment = self._kit.assignments.get(grade.assignment)
        own = {mark.question: mark.max_points for mark in grade.marks}
        return own or (assignment.points if assignment else {})

    def _by_hand(self, grade: Grade, gradebook: Gradebook) -> Grade:
        return decided_on(grade, self.points_of(grade), gradebook.decisions(grade))

    def entries(self, handed_in: Iterable[HandedIn], gradebook: Gradebook) -> list[Entry]:
        """The class's lines, by its roster and its dates."""

        def of_nobodys_work(person: Person, assignment: str) -> Grade:
            return self._by_hand(of_nothing(person, assignment), gradebook)

        return entries_of(handed_in, self.roster, self._kit.config, of_nobodys_work)

    def write_tables(
        self, gradebook: Gradebook, *, falling: Falling = "refuse", pages: Iterable[str | None] = ()
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
        entries = settled(gradebook, self.entries(handed_in, gradebook), falling)
        shifted = moved(gradebook.published(), entries)
        gradebook.record(entries)
        if self._path is not None:
            review += self._write_pages(gradebook, entries, pages) + review_of_entries(entries)
            review += review_of_moved(shifted)
            questions = [name for assignment in self._kit.assignments.values() for name in assignment.points]
            write_text(self._path / "grades.csv", grades_csv(handed_in, questions))
            write_text(self._path / "review.csv", review_csv(review))
            write_text(self._path / "marks.csv", export_marks("csv", entries).content.decode())
        statuses = {one.submission.id: one.status for one in handed_in}
        found = (*self.roster.told, *claim_lines(handed_in, entries), *unsettled_lines(handed_in, self.roster))
        return Tables(summary, entries, statuses, dict(self._unwritten), shifted, found)

    def _added_up(self, gradebook: Gradebook) -> tuple[list[HandedIn], list[Review], Summary]:
        """What the tables need of every grade, read one by one: ten thousand whole grades would fill the memory."""
        handed_in: list[HandedIn] = []
        review: list[Review] = []
        summary = Summary()
        for owned in self.graded(gradebook):
            handed_in.append(HandedIn.of(owned))
            review += review_of(owned)
            summary.add(owned.grade)
        return handed_in, [*review, *same_files(handed_in)], summary

    def to_look_at(self, gradebook: Gradebook, entries: Sequence[Entry]) -> list[Sequence[str]]:
        """What ``review.csv`` says of these lines, as a header and rows."""
        _, review, _ = self._added_up(gradebook)
        of = {entry.assignment for entry in entries}
        own = [one for one in review if one.assignment in of]
        shifted = [one for one in moved(gradebook.published(), gradebook.recorded()) if one.old.assignment in of]
        return review_rows([*own, *review_of_entries(entries), *review_of_moved(shifted)])

    def _write_pages(self, gradebook: Gradebook, entries: Iterable[Entry], pages: Iterable[str | None]) -> list[Review]:
        """Write results and pages: those asked for, those that are not there, and those to which policy adds something.

        Gives a row to review for each that could not be written.
        """
        absent = [one for one in gradebook.ids if not self.page(one).is_file()]
        for name in dict.fromkeys([*pages, *absent]):
            for owned in self.graded(gradebook, name):
                self.write(owned)
        for name, policy in self.additions(entries).items():
            for owned in self.graded(gradebook, name):
                self.write(owned, policy)
        return [
            _unwritten(owned, why)
            for name, why in sorted(self._unwritten.items())
            for owned in self.graded(gradebook, name)
        ]


def _unwritten(owned: Owned, why: str) -> Review:
    known = (owned.submission.id, owned.person.student_id, owned.person.name, "", why, owned.grade.assignment)
    return Review(*known, "See to that file, then autograder report", "no mark")
