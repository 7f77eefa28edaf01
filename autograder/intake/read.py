"""The bytes of a submission, wherever it lies."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from autograder.errors import SubmissionError
from autograder.notebook import MAX_BYTES, ZIP_ERRORS, read_member

if TYPE_CHECKING:
    from autograder.model import Submission


def read(submission: Submission) -> bytes:
    """Read a submission, never more than a notebook may have.

    Raises
    ------
    SubmissionError
        When it cannot be read.
    """
    try:
        if submission.path.is_symlink():
            raise SubmissionError("Found a link, not a file. Hand in the .ipynb file itself.")
        if submission.member.endswith("/") or submission.path.is_dir():
            raise SubmissionError("No file was handed in. Hand in the .ipynb file.")
        if submission.member:
            with zipfile.ZipFile(submission.path) as archive:
                return read_member(archive, archive.getinfo(submission.member))
        with submission.path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except ZIP_ERRORS as error:
        raise SubmissionError(f"The file cannot be read ({error!s:.100}). Ask for it again.") from error
