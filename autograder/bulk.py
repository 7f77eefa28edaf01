"""Grade a whole class: what is stored and unchanged is taken, the rest is graded, everything is written."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from autograder import __version__
from autograder.errors import ConfigError, SubmissionError
from autograder.gradebook import Gradebook
from autograder.grading import Grader
from autograder.intake import collect, read
from autograder.pool import Pool
from autograder.reports import feedback_page, grades_csv, review_csv
from autograder.sandbox.choose import host_for
from autograder.suite import suites_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from autograder.intake import Intake
    from autograder.kit import Kit
    from autograder.model import Grade, Submission
    from autograder.sandbox.host import Host


@dataclass(frozen=True)
class Job:
    """What to grade, with what, and where to write it."""

    kit: Kit
    paths: list[Path]
    out: Path | None = None
    only: str | None = None
    workers: int | None = None
    trust: bool = False

    def intake(self) -> Intake:
        """The submissions to grade, in order."""
        return collect(self.paths, self.out)

    def run(self, submissions: list[Submission]) -> Iterator[Grade]:
        """Grade them; grades come as they are done, each stored and written before the next."""
        if self.only:
            self.kit.assignment(self.only)
        path = self._prepare_out()
        required = () if self.trust else self.kit.config.isolation.require
        make_grader = partial(_grader, self.kit, self.only, partial(host_for(sys.platform), required))
        with Gradebook(path, _context(self.kit, self.only)) as gradebook:
            waiting = []
            for submission in submissions:
                stored = gradebook.find(submission.id, _digest(submission))
                if stored is None:
                    waiting.append(submission)
                else:
                    yield self._write(stored)
            pool = Pool(make_grader, waiting, self.workers or os.cpu_count() or 1)
            for grade in pool.grades():
                gradebook.store(grade)
                yield self._write(grade)

    def write_tables(self, grades: list[Grade]) -> None:
        """Write ``grades.csv``, one row a submission, and ``review.csv``, one row a mark to look at."""
        if self.out is not None:
            questions = [name for assignment in self.kit.assignments.values() for name in assignment.points]
            _write_text(self.out / "grades.csv", grades_csv(grades, questions))
            _write_text(self.out / "review.csv", review_csv(grades))

    def _prepare_out(self) -> Path | None:
        if self.out is None:
            return None
        try:
            self.out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(
                f"{self.out} cannot be written to ({error.strerror}); give --out another folder."
            ) from error
        return self.out / "gradebook.sqlite"

    def _write(self, grade: Grade) -> Grade:
        if self.out is not None:
            config = self.kit.config
            _write_text(self.out / "results" / f"{grade.submission}.json", grade.to_json())
            page = feedback_page(grade, config.visibility, config.course)
            _write_text(self.out / "feedback" / f"{grade.submission}.html", page)
        return grade


def _write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)


def _digest(submission: Submission) -> str:
    try:
        return hashlib.sha256(read(submission)).hexdigest()
    except SubmissionError:
        return ""


def _grader(kit: Kit, only: str | None, make_host: Callable[[], Host]) -> Grader:
    return Grader(kit.config.limits, suites_of(kit), make_host(), only)


def _context(kit: Kit, only: str | None) -> str:
    parts = {
        "kit": __version__,
        "only": only,
        "limits": kit.config.limits.model_dump(),
        "tests": {name: suite.digest for name, suite in suites_of(kit).items()},
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
