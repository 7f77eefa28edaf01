"""Grade what lies in ``submission``, by the engine that also grades in bulk, as Gradescope wants it told."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.course.counting import HandedIn
from autograder.course.join import joined
from autograder.course.roster import Member, Roster
from autograder.entries import entries_of
from autograder.errors import AutograderError, SubmissionError
from autograder.gradescope import container
from autograder.gradescope.attempts import latest_results, next_time, progress, shown_again
from autograder.gradescope.metadata import METADATA_FILE, read_metadata
from autograder.grading import Grader, open_grade, ungraded
from autograder.kit import Kit
from autograder.lms.intake.download import submissions_of_one
from autograder.marking.suite import suites_of
from autograder.model import Submission
from autograder.reports import Standing, results_of, student_notes
from autograder.sandbox.choose import host_for
from autograder.sandbox.scratch import remove

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from autograder.config import Config
    from autograder.gradescope.metadata import Metadata, User
    from autograder.model import Grade
    from autograder.reports import Results

_DEEPEST = 20  # folders in folders
_ONE = "Hand in one notebook."
_UNKNOWN = "Over the limit of submissions, and graded all the same: no last result of ours can be shown again."
_LATER = (
    "Handed in late. Free days are counted over the whole course, so nothing is taken off here; "
    "your teacher settles it."
)


def results_text(root: Path) -> str:
    """The text of ``results.json`` for the one submission under ``root`` (``/autograder`` on Gradescope)."""
    kit = Kit(root / "source")
    signal.alarm(kit.config.gradescope.time_limit_s)  # ends this process: the supervisor has the results
    metadata, trouble = read_metadata(root / METADATA_FILE)
    say(trouble)
    (assignment,) = kit.assignments
    latest = latest_results(metadata, assignment)
    again = shown_again(latest, metadata, kit.config)
    if again is not None:
        return again.to_json()
    say(_UNKNOWN if latest is None and next_time(metadata, kit.config.gradescope) else "")
    submission = replace(only_one(root / "submission"), asked=assignment, submitted_at=metadata.created_at)
    submission = replace(submission, people=tuple(user.person for user in metadata.users))
    say(_about_points(metadata, sum(kit.assignments[assignment].points.values())))
    grade = _grade(kit, submission)
    late = _lateness(kit.config, grade, submission, metadata)
    return _told(kit.config, grade, late, latest).to_json()


def say(words: str) -> None:
    """Tell the teacher, in the output of the autograder that Gradescope shows to nobody else."""
    if words:
        sys.stderr.write(f"{words}\n")


def only_one(folder: Path) -> Submission:
    """The one notebook that was handed in; all else is removed, unread. Where there is not one, the folder itself.

    Links go first, wherever they point; then logs, pickles, tests and whatever else came along.
    """
    _keep(folder, lambda path: path.is_file() and not path.is_symlink())
    found = submissions_of_one(folder)
    if len(found) != 1:
        return Submission(", ".join(one.id for one in found[:3]), folder)
    _keep(folder, lambda path: path == found[0].path)
    return found[0]


def _keep(folder: Path, wanted: Callable[[Path], bool], depth: int = 0) -> None:
    for path in list(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            remove(path) if depth == _DEEPEST else _keep(path, wanted, depth + 1)
        elif not wanted(path):
            path.unlink()


def _grade(kit: Kit, submission: Submission) -> Grade:
    if submission.path.is_dir():
        found = submission.id or "nothing"
        return ungraded(replace(submission, id="submission"), b"", SubmissionError(f"Found {found}. {_ONE}"))
    host = host_for(sys.platform)(kit.config.isolation.require)
    try:
        suites = suites_of(kit)
        say("\n".join(str(fault) for suite in suites.values() for fault in suite.faults))
        with Grader(container.within(kit.config.limits), suites, host) as grader:
            grade = grader.grade(submission)
            return grader.grade(submission) if grade.may_be_decided else grade
    except AutograderError as error:
        say(str(error))
        return open_grade(submission, "The autograder could not start on this machine; its words are in the output.")


def _told(config: Config, grade: Grade, lateness: tuple[float, str], before: Results | None) -> Results:
    """The results, with what the dates and the last results add."""
    penalty, late = lateness
    standing = Standing(penalty, late, show=config.gradescope.marks, leaderboard=config.gradescope.leaderboard)
    results = results_of(grade, config.visibility, standing)
    changed = progress(before, results) if before else ""
    return results_of(grade, config.visibility, replace(standing, notes=(changed,))) if changed else results


def _lateness(config: Config, grade: Grade, submission: Submission, metadata: Metadata) -> tuple[float, str]:
    """Points taken for lateness, and what the student is told. Of a group, the latest due date of any counts."""
    assignment = submission.asked
    extensions = {user.person: due for user in metadata.users if (due := _extension(user, metadata, config))}
    members = [Member(person, extensions={assignment: due}) for person, due in extensions.items()]
    roster = Roster(tuple(members))
    lines = entries_of(map(HandedIn.of, joined([(submission, grade)], roster)), roster, config)
    line = min(lines, key=lambda entry: entry.days_late or 0)
    if config.late.free_days and line.days_late:
        return 0.0, _LATER
    return line.penalty, " ".join(student_notes(line, config.visibility))


def _extension(user: User, metadata: Metadata, config: Config) -> datetime | None:
    """The due date of one student alone, as wall time of the course, where Gradescope knows a later one."""
    (due,) = (policy.due for policy in config.assignments.values())
    theirs = user.assignment.due_date if user.assignment else None
    everybodys = metadata.assignment.due_date
    if due is None or theirs is None or (everybodys is not None and theirs <= everybodys):
        return None
    return max(due, theirs.astimezone(config.zone).replace(tzinfo=None))


def _about_points(metadata: Metadata, points: float) -> str:
    """Where the assignment is worth less there than here: Gradescope then refuses the results."""
    there = metadata.assignment.total_points
    if there is None or there >= points:
        return ""
    return (
        f"The assignment is worth {there:g} points in Gradescope's settings and {points:g} in grading_config.yaml; "
        f"set them to {points:g} there."
    )
