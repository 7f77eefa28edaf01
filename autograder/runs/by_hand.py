"""What a person decides on one question of one submission: its points, or that a function of another name answers it.

A slip of the pen costs no answer; and what the tests cannot see, a teacher can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from autograder.course.roster import are_namesakes
from autograder.errors import ConfigError, SubmissionError
from autograder.grading import digest
from autograder.lms.intake.read import read
from autograder.model import Mark, Person
from autograder.notebook.frame import block_in
from autograder.notebook.reading import read_notebook
from autograder.text import folded, listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.course.gradebook import Gradebook
    from autograder.course.join import Owned
    from autograder.model import Grade, Override, Submission
    from autograder.runs.bulk import Engine
    from autograder.runs.report_folder import ReportFolder


@dataclass(frozen=True)
class ByHand:
    """One question of one submission, as it stands in the folder of its class; also of somebody without one."""

    folder: ReportFolder
    gradebook: Gradebook
    owned: Owned
    question: str

    @classmethod
    def find(cls, folder: ReportFolder, gradebook: Gradebook, who: str, question: str) -> ByHand:
        """A question of the submission ``who``, or of the one that counts of the person who is called so.

        Raises
        ------
        ConfigError
            When nobody is called so, or several are, or the submission has no such question.
        """
        for owned in folder.graded(gradebook, who):
            _check_asked(owned.grade, folder.points_of(owned.grade), question)
            return cls(folder, gradebook, owned, question)
        recorded = list(gradebook.recorded())
        exact = [entry for entry in recorded if _is(entry.person, who)]
        lines = exact or [entry for entry in recorded if _is_turned(entry.person, who)]
        named = {entry.submission for entry in lines if entry.submission}
        every = [owned for name in sorted(named) for owned in folder.graded(gradebook, name)]
        without = [entry for entry in lines if not entry.submission]
        every += [folder.without_work(entry.person, entry.assignment, gradebook) for entry in without]
        found = [owned for owned in every if question in folder.points_of(owned.grade)]
        if len(found) > 1:
            names = listing(owned.submission.id or owned.grade.submission for owned in found)
            raise ConfigError(f"More than one is called {who}: say which of {names}.")
        if not found:
            raise ConfigError(
                f"Nothing graded is called {who} and answers {question}, nor was anybody called so asked it; "
                "grades.csv and marks.csv have the names. What is of no known assignment is graded with --assignment."
            )
        return cls(folder, gradebook, found[0], question)

    @property
    def mark(self) -> Mark:
        """The question's mark, as it was found; of a grade without marks one that is still open."""
        worth = self.folder.points_of(self.owned.grade)[self.question]
        found = (mark for mark in self.owned.grade.marks if mark.question == self.question)
        return next(found, Mark(self.question, self.question, worth, None, ()))

    def give(self, override: Override | None, *, allow_lower: bool) -> Mark:
        """Let these points stand, or those of the tests again (None), and write the tables; the mark as it is now.

        Raises
        ------
        ConfigError
            When there are too many of them, or a mark that was handed out would fall; then nothing is decided.
        """
        if override is not None and override.points > self.mark.max_points:
            raise ConfigError(f"{self.question} has {self.mark.max_points:g} points; {override.points:g} are too many.")
        with self.gradebook.all_or_none():
            self.gradebook.decide(self.owned.grade, self.question, override)
            return self._written(allow_lower)

    def take(self, engine: Engine, name: str | None, *, allow_lower: bool) -> Mark:
        """Let the function of another name answer, or that of its own again (None): grade it, and write the tables.

        Raises
        ------
        ConfigError
            When the submission is no longer what was graded, or does not hold the name, or a mark that was handed out
            would fall; then nothing is decided.
        """
        found = self._renamed(name)
        grade = engine.grade_one(found)
        with self.gradebook.all_or_none():
            self.gradebook.rename(self.owned.grade, self.question, name)
            self.gradebook.store(found, grade)
            return self._written(allow_lower)

    def _written(self, allow_lower: bool) -> Mark:
        """The mark as it is now, with the tables that it changes."""
        self.folder.write_tables(
            self.gradebook, falling="allow" if allow_lower else "refuse", pages=[self.owned.submission.id]
        )
        now = next(self.folder.graded(self.gradebook, self.owned.submission.id), None)
        person, assignment = self.owned.owners[0].person, self.owned.grade.assignment
        return replace(self, owned=now or self.folder.without_work(person, assignment, self.gradebook)).mark

    def _renamed(self, name: str | None) -> Submission:
        """The submission, with the name under which the function is to be taken."""
        submission, sha256 = self.owned.submission, self.owned.grade.provenance.submission_sha256
        if digest(submission) != sha256:
            raise ConfigError(
                f"What was handed in as {submission.id} is no longer there, or another file. Put the download back "
                "where it was, or run autograder grade on it again."
            )
        if name is not None and (name == self.question or not _holds(submission, name)):
            raise ConfigError(f"{submission.id} holds no other function called {name}; nothing was changed.")
        names = {**dict(self.gradebook.as_found(submission, sha256).renamed), self.question: name}
        kept = tuple(sorted((one, other) for one, other in names.items() if other is not None))
        return replace(submission, renamed=kept)


def _is(person: Person, who: str) -> bool:
    """Whether somebody is called just so: by an id, an e-mail, a login or the name."""
    return folded(who) in {folded(one) for one in (person.student_id, person.name, person.email, person.login) if one}


def _is_turned(person: Person, who: str) -> bool:
    """Whether somebody's name is meant, last name first, or spelt otherwise."""
    return bool(person.name) and are_namesakes(Person(name=who), person)


def _check_asked(grade: Grade, points: Mapping[str, float], question: str) -> None:
    if question not in points:
        asked = listing(points) if points else "none: of which assignment it is cannot be told"
        raise ConfigError(f"{grade.submission} has no question {question}; it has {asked}.")


def _holds(submission: Submission, name: str) -> bool:
    try:
        notebook = read_notebook(read(submission))
    except SubmissionError:
        return False
    texts = [cell.source.replace(block_in(cell.source), "") for cell in notebook.cells]  # without the kit's own words
    texts += [data.decode("utf-8", "replace") for data in notebook.modules.values()]
    return name.isidentifier() and any(re.search(rf"\b{name}\b", text) for text in texts)
