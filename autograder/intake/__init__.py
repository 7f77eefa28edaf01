"""From what an instructor points at to submissions: one file a format, one line to register it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.intake import plain
from autograder.intake.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from autograder.model import Submission

__all__ = ["collect", "read"]


def collect(paths: Iterable[Path], exclude: Path | None = None) -> list[Submission]:
    """All submissions under the given files, folders and zips, in order of their ids.

    Parameters
    ----------
    paths
        What the instructor named.
    exclude
        A folder to pass over: the one that results are written to.

    Raises
    ------
    ConfigError
        When a path is not there, or nothing at all was found.
    """
    given = list(paths)
    found: list[Submission] = []
    for path in given:
        if not path.exists():
            raise ConfigError(f"{path} is not there; give a notebook, a folder, or a zip.")
        here = plain.submissions(path, exclude)
        if len(given) > 1 and path.is_dir():
            here = [replace(submission, id=f"{path.resolve().name}/{submission.id}") for submission in here]
        found += here
    if not found:
        raise ConfigError(
            f"No submission in {', '.join(map(str, given))}; looked for notebooks, Python files and zips."
        )
    return sorted(_distinct(found), key=lambda submission: submission.id)


def _distinct(found: list[Submission]) -> list[Submission]:
    """Give every submission an id of its own: a second ``a.ipynb`` becomes ``a.ipynb~2``."""
    taken: set[str] = set()
    distinct = []
    for submission in found:
        names = (f"{submission.id}~{count}" if count > 1 else submission.id for count in itertools.count(1))
        name = next(name for name in names if name not in taken)
        taken.add(name)
        distinct.append(replace(submission, id=name))
    return distinct
