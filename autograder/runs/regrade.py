"""Grade everything again beside the gradebook, show whose mark changes and why, and make it so when asked.

The trial lies in a file of its own in the report folder, so that it too goes on where it was stopped, and showing the
changes and then making them grades only once.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.course.changes import changes
from autograder.course.counting import HandedIn
from autograder.course.gradebook import Gradebook, claimed
from autograder.course.terms import check_term
from autograder.errors import ConfigError
from autograder.grading import digest
from autograder.runs.falling import settled
from autograder.runs.report_folder import ReportFolder
from autograder.text import some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from autograder.course.changes import Change
    from autograder.model import Entry, Grade, Submission
    from autograder.runs.bulk import Engine
    from autograder.runs.falling import Falling
    from autograder.runs.report_folder import Tables

_TRIAL = "regrade.sqlite"
_NAMED = 5


@dataclass(frozen=True)
class Regrade:
    """Everything of a class graded again, in a trial gradebook beside the one that counts."""

    engine: Engine
    folder: ReportFolder
    gradebook: Gradebook
    trial: Gradebook
    trial_path: Path
    handed_in: Mapping[Submission, str]

    def grades(self) -> Iterator[Grade]:
        """Grades as they are done under the present tests and policy; those of an earlier trial are taken."""
        self.trial.receive(self.handed_in, [*self.trial.sources, *self.gradebook.sources])
        for _, grade in self.engine.grade(self.handed_in, self.trial, self.trial_path.parent):
            yield grade

    def changes(self) -> list[Change]:
        """Whose mark changes, against the tables that were written last."""
        return changes(self.gradebook.recorded(), self._entries(), _last(self.gradebook), self._after)

    def apply(self, falling: Falling) -> Tables:
        """Let the new grades count, and write every page and table again.

        Raises
        ------
        ConfigError
            When a mark that was handed out would fall, unless that is allowed; then nothing changes.
        """
        settled(self.gradebook, self._entries(), falling)
        self.gradebook.adopt(self.trial_path)
        return self.folder.write_tables(self.gradebook, falling=falling, pages=[None])

    def _entries(self) -> list[Entry]:
        graded = ((submission, self.gradebook.decided(grade)) for submission, grade in self.trial.graded())
        return self.folder.entries(map(HandedIn.of, self.folder.joined(graded, self.gradebook)), self.gradebook)

    def _after(self, submission: str) -> Grade | None:
        found = next(self.trial.graded(submission), None)
        return found and self.gradebook.decided(found[1])


@contextlib.contextmanager
def regrading(engine: Engine, out: Path) -> Iterator[Regrade]:
    """Open a regrade of the class in ``out``.

    Raises
    ------
    ConfigError
        When there is no gradebook, another run is writing to it, it is another term's, or a submission is no longer
        what was graded.
    """
    folder = ReportFolder.there(engine.kit, out)
    with claimed(out), Gradebook(folder.gradebook) as gradebook:
        check_term(engine.kit, gradebook, out)
        handed_in = _unchanged(gradebook)
        path = out / _TRIAL
        with Gradebook(path, engine.context) as trial:
            yield Regrade(engine, folder, gradebook, trial, path, handed_in)


def drop_trial(out: Path) -> None:
    """Remove the trial, once its grades count."""
    for path in out.glob(f"{_TRIAL}*"):
        path.unlink()


def _unchanged(gradebook: Gradebook) -> dict[Submission, str]:
    """The submissions that are still what was graded; of the others none may be one that counts."""
    received = gradebook.received()
    counting = {entry.submission for entry in gradebook.recorded()}
    same = {one: sha256 for one, sha256 in received.items() if digest(one) == sha256}
    changed = [one.id for one in received if one not in same and one.id in counting]
    if changed:
        raise ConfigError(
            f"What was handed in is no longer there, or another file: {some(changed, _NAMED)}. Put the "
            "download back where it was, or run autograder grade on it again."
        )
    return {gradebook.as_found(one, sha256): sha256 for one, sha256 in same.items()}


def _last(gradebook: Gradebook) -> Callable[[str], Grade | None]:
    def last(submission: str) -> Grade | None:
        found = next(gradebook.graded(submission), None)
        return found and found[1]

    return last
