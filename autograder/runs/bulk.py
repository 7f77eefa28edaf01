"""Grade a whole class: what is stored and unchanged is taken, the rest is graded, everything is written."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from autograder.course.counting import HandedIn
from autograder.course.gradebook import Gradebook, claimed
from autograder.course.implied import implied, implied_by_name
from autograder.course.terms import check_term
from autograder.course.timed import timed
from autograder.errors import ConfigError
from autograder.grading import Grader, digest
from autograder.lms.collect import collect
from autograder.lms.intake.written import dated
from autograder.lms.times import read_times
from autograder.marking.suite import context_of, suites_of
from autograder.runs.pool import Pool
from autograder.runs.report_folder import ReportFolder
from autograder.sandbox.choose import host_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from autograder.kit import Kit
    from autograder.lms.collect import Intake
    from autograder.model import Grade, Status, Submission
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
            if grade.may_be_decided and self._may_be_decided(grade):
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
    times: Path | None = None

    def intake(self) -> Intake:
        """The submissions to grade, in order."""
        asked = self.engine.kit.assignment(self.only).name if self.only else ""
        found = collect(self.paths, self.out)
        return replace(found, submissions=[replace(submission, asked=asked) for submission in dated(found.submissions)])

    @contextlib.contextmanager
    def opened(self) -> Iterator[Run]:
        """A run of this order, with its gradebook open.

        Raises
        ------
        ConfigError
            When another run is writing to the same folder, it cannot be written to, or it is another term's.
        """
        folder = ReportFolder(self.engine.kit, self.out)
        with claimed(self.out), Gradebook(folder.gradebook, self.engine.context) as gradebook:
            check_term(self.engine.kit, gradebook, self.out)
            yield Run(self, folder, gradebook)


@dataclass(frozen=True)
class Run:
    """An order under way."""

    order: Order
    folder: ReportFolder
    gradebook: Gradebook
    _graded: list[HandedIn] = field(default_factory=list)
    _told: list[str] = field(default_factory=list)

    def grades(self, submissions: list[Submission]) -> Iterator[Grade]:
        """Grade them; grades come as they are done, each stored and written before the next."""
        found = self._timed({submission: digest(submission) for submission in submissions})
        handed_in = {self.gradebook.as_found(one, sha256): sha256 for one, sha256 in found.items()}
        self.gradebook.receive(handed_in, self.order.paths)
        self.folder.name_by(self.gradebook)
        graded = self.order.engine.grade(handed_in, self.gradebook, self.order.out)
        for owned in self.folder.joined(graded, self.gradebook):
            self.folder.write(owned)
            self._graded.append(HandedIn.of(owned))
            yield owned.grade

    def _timed(self, digests: Mapping[Submission, str]) -> dict[Submission, str]:
        """The submissions with the times that a table gives, this one or that of an earlier run of the same files."""
        roster = self.folder.roster
        before = {(one.id, sha256): one for one, sha256 in self.gradebook.received().items()}
        known = [_as_before(one, before.get((one.id, sha256))) for one, sha256 in digests.items()]
        if self.order.times is not None:
            try:
                content = self.order.times.read_bytes()
            except OSError as error:
                raise ConfigError(f"{self.order.times} cannot be read ({error.strerror}).") from error
            known, told = timed(list(digests), read_times(content), roster)
            self._told.extend(told)
        return dict(zip(known, digests.values(), strict=True))

    def write_tables(self) -> Tables:
        """Write the tables of the class, when all is graded: then it shows of which assignment each download is."""
        found = implied(self._graded, [path.resolve() for path in self.order.paths], self.order.engine.kit.assignments)
        others = {one.id: one for one in implied_by_name(self._graded)}
        others |= {other.id: replace(other, implied=one.assignment) for one in found for other in one.others}
        self.gradebook.amend(others.values())
        tables = self.folder.write_tables(self.gradebook, pages=others)
        return replace(tables, told=(*self._told, *(one.told for one in found)))

    def status(self, tables: Tables) -> set[Status]:
        """What became of the submissions of this run."""
        return {tables.statuses[one.submission.id] for one in self._graded}


def _as_before(one: Submission, before: Submission | None) -> Submission:
    """A submission with the time that an earlier run learned from a table, where the download itself has none."""
    if before is None or one.submitted_at is not None:
        return one
    return replace(one, submitted_at=before.submitted_at, days_late=before.days_late)


def _grader(kit: Kit, make_host: Callable[[], Host]) -> Grader:
    host = make_host()  # first: it warms up while tests and known mistakes are read
    suites = suites_of(kit)
    for suite in suites.values():
        suite.catalogue  # noqa: B018 - it is read
    return Grader(kit.config.limits, suites, host)
