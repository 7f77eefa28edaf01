"""A result, a page or a table, written whole or not at all; and whose it is where it cannot be."""

from __future__ import annotations

import errno
import shutil
from typing import TYPE_CHECKING

from autograder.errors import KitError, UnwrittenError
from autograder.files import whole

if TYPE_CHECKING:
    from pathlib import Path

# What is wrong with one name or one file; anything else (a full disk, a broken one) is everybody's.
_OF_ONE = {errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EINVAL, errno.EILSEQ, errno.ELOOP, errno.EEXIST}
_OF_ONE |= {errno.EACCES, errno.EPERM, errno.ENOTEMPTY}


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    UnwrittenError
        When it cannot be written for what it is called.
    KitError
        When it cannot for another reason, for example because the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_way(path)
        with whole(path) as file:
            file.write(text.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        words = f"{path} could not be written ({reason}). What was graded before is kept; "
        if error.errno in _OF_ONE:
            raise UnwrittenError(f"{words}see to that file, then run the same command again.", reason) from error
        raise KitError(f"{words}make room, then run the same command again.") from error


def _make_way(path: Path) -> None:
    """Remove a folder where a file is to be: earlier versions of the kit let one student's folder take its name."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
