"""Grade a whole class: what is stored and unchanged is taken, the rest is graded, everything is written."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from autograder.course.gradebook import Gradebook, claimed
from autograder.course.join import joined
from autograder.grading import Grader, digest
from autograder.lms.collect import collect
from autograder.marking.suite import context_of, suites_of
from autograder.runs.pool import Pool
from autograder.runs.report_folder import ReportFolder
from autograder.sandbox.choose import host_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from autograder.kit import Kit
    from autograder.lms.collect import Intake
    from autograder.model import Grade, Submission
    from autograder.runs.cluster import ClusterPool
    from autograder.runs.report_folder import Tables
    from autograder.sandbox.host import Host


@dataclass(frozen=True)
class Engine:
    """What grades: the kit's tests, on how many processes here or on a cluster, and whether submissions are trusted."""

    kit: Kit
    workers: int | None = None
    trust: bool = False
    cluster: str | None = None

    @cached_property
    def context(self) -> str:
        """Digest of all that decides a grade beside the submission."""
        return context_of(self.kit)

    def grade(
        self, handed_in: Mapping[Submission, str], gradebook: Gradebook, folder: Path | None
    ) -> Iterator[tuple[Submission, Grade]]:
        """Grade what the gradebook does not hold under this context; each grade is stored before the next comes.

        What stays open is graded once more at the end, alone.

        ``handed_in`` gives the digest of each submission's bytes; ``folder`` is where the results go. Marks that were
        handed out stand, whatever the tests are now, until a regrade changes them.
        """
        waiting = []
        published = {entry.submission for entry in gradebook.published()}
        for submission, sha256 in handed_in.items():
            known = gradebook.find(submission, sha256, any_context=submission.id in published)
            if known is None:
                waiting.append(submission)
            else:
                yield submission, gradebook.decided(known)
        by_id = {submission.id: submission for submission in waiting}

        def stored(grade: Grade) -> tuple[Submission, Grade]:
            gradebook.store(by_id[grade.submission], grade)
            return by_id[grade.submission], gradebook.decided(grade)

        left_open = []
        pool = self._cluster(waiting, folder) if self.cluster else self._pool(waiting, self.workers)
        for grade in pool.grades():
            told = stored(grade)
            if grade.status == "open" and self._may_be_decided(grade):
                left_open.append(by_id[grade.submission])
            else:
                yield told
        for grade in self._alone(left_open, folder):
            yield stored(grade)

    def _may_be_decided(self, grade: Grade) -> bool:
        """Whether another try may decide an open grade: a broken test of the kit's leaves it open whoever tries."""
        broken = {str(fault) for suite in suites_of(self.kit).values() for fault in suite.faults}
        reasons = {verdict.detail for mark in grade.marks for verdict in mark.verdicts if verdict.outcome == "unknown"}
        return not reasons or not reasons <= broken

    def _alone(self, submissions: list[Submission], folder: Path | None) -> Iterator[Grade]:
        """Grade once more, one at a time, what the grader could not decide beside the others."""
        if not self.cluster:
            yield from self._pool(submissions, 1).grades()
            return
        for submission in submissions:
            yield from self._cluster([submission], folder).grades()

    def grade_one(self, submission: Submission) -> Grade:
        """Grade one submission, whatever is stored."""
        (grade,) = self._pool([submission], 1).grades()
        return grade

    def _cluster(self, waiting: list[Submission], folder: Path | None) -> ClusterPool:
        from autograder.runs.cluster import ClusterPool, ClusterRules

        assert self.cluster is not None, "a cluster is asked for"
        required = () if self.trust else self.kit.config.isolation.require
        saved = str((folder / "cluster").resolve()) if folder else ""
        return ClusterPool(self.cluster, ClusterRules(str(self.kit.root), required, self.context, saved), waiting)

    def _pool(self, waiting: list[Submission], workers: int | None) -> Pool:
        required = () if self.trust else self.kit.config.isolation.require
        make_grader = partial(_grader, self.kit, partial(host_for(sys.platform), required))
        return Pool(make_grader, waiting, workers or os.cpu_count() or 1)


@dataclass(frozen=True)
class Order:
    """What to grade: with what, what was handed in, where the results go, and perhaps as which assignment."""

    engine: Engine
    paths: list[Path]
    out: Path | None = None
    only: str | None = None

    def intake(self) -> Intake:
        """The submissions to grade, in order."""
        asked = self.engine.kit.assignment(self.only).name if self.only else ""
        found = collect(self.paths, self.out)
        return replace(found, submissions=[replace(submission, asked=asked) for submission in found.submissions])

    @contextlib.contextmanager
    def opened(self) -> Iterator[Run]:
        """A run of this order, with its gradebook open.

        Raises
        ------
        ConfigError
            When another run is writing to the same folder, or it cannot be written to.
        """
        folder = ReportFolder(self.engine.kit, self.out)
        with claimed(self.out), Gradebook(folder.gradebook, self.engine.context) as gradebook:
            yield Run(self, folder, gradebook)


@dataclass(frozen=True)
class Run:
    """An order under way."""

    order: Order
    folder: ReportFolder
    gradebook: Gradebook

    def grades(self, submissions: list[Submission]) -> Iterator[Grade]:
        """Grade them; grades come as they are done, each stored and written before the next."""
        roster = self.folder.roster
        digests = {submission: digest(submission) for submission in submissions}
        handed_in = {self.gradebook.as_found(one, sha256): sha256 for one, sha256 in digests.items()}
        self.gradebook.receive(handed_in, self.order.paths)
        self.folder.name_by(self.gradebook)
        for owned in joined(self.order.engine.grade(handed_in, self.gradebook, self.order.out), roster):
            self.folder.write(owned)
            yield owned.grade

    def write_tables(self) -> Tables:
        """Write the tables of the class, when all is graded."""
        return self.folder.write_tables(self.gradebook)


def _grader(kit: Kit, make_host: Callable[[], Host]) -> Grader:
    host = make_host()  # first: it warms up while tests and known mistakes are read
    suites = suites_of(kit)
    for suite in suites.values():
        suite.catalogue  # noqa: B018 - it is read
    return Grader(kit.config.limits, suites, host)
