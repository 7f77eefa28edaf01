"""The bytes of a submission, wherever it lies."""

from __future__ import annotations

import os
import stat
import zipfile
from typing import IO, TYPE_CHECKING

from autograder.errors import SubmissionError
from autograder.notebook.reading import MAX_BYTES, ZIP_ERRORS, read_member

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.model import Submission

# Opening a pipe without these would wait for somebody to write into it, and a link may lead anywhere.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NOTHING = "No file was handed in. Hand in the .ipynb file."
_KINDS = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


def read(submission: Submission) -> bytes:
    """Read a submission, never more than a notebook may have.

    Raises
    ------
    SubmissionError
        When it cannot be read.
    """
    if submission.trouble:
        raise SubmissionError(submission.trouble)
    try:
        if submission.member.endswith("/"):
            raise SubmissionError(_NOTHING)
        with opened(submission.path) as file:
            if not submission.member:
                return file.read(MAX_BYTES + 1)
            with zipfile.ZipFile(file) as archive:
                return read_member(archive, archive.getinfo(submission.member))
    except ZIP_ERRORS as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SubmissionError(f"The file cannot be read ({reason:.100}). Ask for it again.") from error


def opened(path: Path) -> IO[bytes]:
    """Open a file that somebody handed in: a regular one, and nothing else is even touched.

    Raises
    ------
    SubmissionError
        When it is a link, a folder, a pipe, a socket or a device.
    OSError
        When it cannot be opened.
    """
    _check_kind(path, path.lstat().st_mode)
    file = os.fdopen(os.open(path, _FLAGS), "rb")
    try:
        _check_kind(path, os.fstat(file.fileno()).st_mode)  # it may be another one by now
    except (OSError, SubmissionError):
        file.close()
        raise
    return file


def _check_kind(path: Path, mode: int) -> None:
    if stat.S_ISLNK(mode):
        raise SubmissionError("Found a link, not a file. Hand in the .ipynb file itself.")
    if stat.S_ISDIR(mode):
        with os.scandir(path):  # one that cannot be opened is another matter
            raise SubmissionError(_NOTHING)
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something that is no file")
        raise SubmissionError(f"Found {kind}, not a file. Hand in the .ipynb file.")
