"""Inside Gradescope's container: grade what lies in ``submission`` and write ``results/results.json``."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.errors import KitError, SubmissionError
from autograder.grading import Grader, open_grade, ungraded
from autograder.intake import handed_in
from autograder.kit import Kit
from autograder.model import Submission
from autograder.reports import results_json
from autograder.sandbox.choose import host_for
from autograder.suite import suites_of

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.model import Grade


def grade_submission(root: Path) -> None:
    """Grade the one submission under ``root`` (``/autograder`` on Gradescope)."""
    kit = Kit(root / "source")
    text = results_json(_grade(kit, root / "submission"), kit.config.visibility)
    results = root / "results"
    results.mkdir(exist_ok=True)
    draft = results / ".results.json.part"
    draft.write_text(text, encoding="utf-8")
    draft.replace(results / "results.json")


def _grade(kit: Kit, folder: Path) -> Grade:
    found = handed_in(folder)
    if len(found) != 1:
        names = ", ".join(submission.id for submission in found[:3]) or "nothing"
        return ungraded(Submission("submission", folder), b"", SubmissionError(f"Found {names}. Hand in one notebook."))
    (only,) = kit.assignments
    try:
        host = host_for(sys.platform)(kit.config.isolation.require)
        with Grader(kit.config.limits, suites_of(kit), host) as grader:
            return grader.grade(replace(found[0], asked=only))
    except KitError as error:
        sys.stderr.write(f"{error}\n")
        return open_grade(found[0], "The autograder could not start on this machine; its words are in the output.")
