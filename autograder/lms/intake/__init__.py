"""From what an instructor points at to submissions: one file a format, one line to register it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.lms.intake import brightspace, canvas, classroom, gradescope, moodle, nbgrader, plain
from autograder.lms.intake.crowds import without_crowds
from autograder.lms.intake.download import listed, work_of
from autograder.lms.intake.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from autograder.lms.intake.download import Format
    from autograder.model import Submission

__all__ = ["Intake", "collect", "handed_in", "read"]

# The first that knows a download reads it; plain files know everything.
FORMATS: tuple[Format, ...] = (
    gradescope.FORMAT,
    classroom.FORMAT,
    nbgrader.FORMAT,
    brightspace.FORMAT,
    canvas.FORMAT,
    moodle.FORMAT,
    plain.FORMAT,
)


@dataclass(frozen=True)
class Intake:
    """What came in: the submissions in order of their ids, and for each path what it was taken for, in words."""

    submissions: list[Submission]
    recognised: tuple[str, ...]


def collect(paths: Iterable[Path], exclude: Path | None = None) -> Intake:
    """All submissions under the given files, folders and zips.

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
    recognised: list[str] = []
    for path in given:
        if not path.exists():
            raise ConfigError(f"{path} is not there; give a notebook, a folder, or a zip.")
        here, words = _taken(path, exclude)
        recognised.append(words)
        if len(given) > 1 and path.is_dir():
            here = [replace(submission, id=f"{path.resolve().name}/{submission.id}") for submission in here]
        found += here
    if not found:
        looked_for = "; ".join(f"{form.looks_for} ({form.name})" for form in FORMATS)
        raise ConfigError(f"No submission in {', '.join(map(str, given))}. Looked for {looked_for}.")
    return Intake(sorted(_distinct(found), key=lambda submission: submission.id), tuple(recognised))


def handed_in(folder: Path) -> list[Submission]:
    """Submissions in a folder that holds what one person handed in: its notebooks and zips, or else all files."""
    download = listed(folder, None)
    return [download.submission(name) for name in work_of(download.files)] if download else []


def _taken(path: Path, exclude: Path | None) -> tuple[list[Submission], str]:
    download = listed(path, exclude)
    if download is None:
        return [plain.alone(path)], f"{path.name}: one file"
    taken = ((form, form.read(download)) for form in FORMATS)
    form, found = next((form, found) for form, found in taken if found is not None)
    found = without_crowds(download, found, is_plain=form is plain.FORMAT)
    if form is plain.FORMAT and path.is_file() and len(found) < 2:
        return [plain.alone(path)], f"{path.name}: one file"
    files = f"{len(found)} submission{'' if len(found) == 1 else 's'}"
    if form is not plain.FORMAT:
        people = len({person for submission in found for person in submission.people})
        nobodys = sum(not submission.people for submission in found)
        files += f" of {people} {'person' if people == 1 else 'people'}"
        files += f", {nobodys} of nobody known" if nobodys else ""
    return found, f"{path.resolve().name}: {form.name}, {files}"


def _distinct(found: list[Submission]) -> list[Submission]:
    """Give every submission an id of its own: a second ``a.ipynb`` becomes ``a.ipynb~2``.

    Who calls a file ``a.ipynb~2`` keeps that name.
    """
    own = {submission.id for submission in found}
    taken: set[str] = set()
    following: defaultdict[str, Iterator[int]] = defaultdict(lambda: itertools.count(2))
    distinct = []
    for submission in found:
        name = submission.id
        while name in taken or (name != submission.id and name in own):
            name = f"{submission.id}~{next(following[submission.id])}"
        taken.add(name)
        distinct.append(replace(submission, id=name))
    return distinct
