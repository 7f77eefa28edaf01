"""Grade one submission again with a question's function taken by another name: a slip of the pen costs no answer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.errors import ConfigError, SubmissionError
from autograder.grading import digest
from autograder.lms.intake.read import read
from autograder.notebook.reading import read_notebook

if TYPE_CHECKING:
    from autograder.course.gradebook import Gradebook
    from autograder.model import Grade, Submission
    from autograder.runs.bulk import Engine


def graded_as(
    engine: Engine, gradebook: Gradebook, grade: Grade, question: str, name: str | None
) -> tuple[Submission, Grade]:
    """The grade of a submission whose function for a question has another name, or its own again (None).

    Raises
    ------
    ConfigError
        When the submission is no longer what was graded, or does not hold the name.
    """
    sha256 = grade.provenance.submission_sha256
    submission = next(one for one in gradebook.received() if one.id == grade.submission)
    if digest(submission) != sha256:
        raise ConfigError(
            f"What was handed in as {grade.submission} is no longer there, or another file. Put the download back "
            "where it was, or run autograder grade on it again."
        )
    if name is not None and (name == question or not _holds(submission, name)):
        raise ConfigError(f"{grade.submission} holds no other function called {name}; nothing was changed.")
    names = {**dict(gradebook.as_found(submission, sha256).renamed), question: name}
    kept = tuple(sorted((one, other) for one, other in names.items() if other is not None))
    found = replace(submission, renamed=kept)
    return found, engine.grade_one(found)


def _holds(submission: Submission, name: str) -> bool:
    try:
        notebook = read_notebook(read(submission))
    except SubmissionError:
        return False
    texts = [cell.source for cell in notebook.cells]
    texts += [data.decode("utf-8", "replace") for data in notebook.modules.values()]
    return name.isidentifier() and any(re.search(rf"\b{name}\b", text) for text in texts)
