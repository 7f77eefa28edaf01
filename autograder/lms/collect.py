"""From what an instructor points at to submissions: the first LMS that knows a download reads it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.lms import plain
from autograder.lms.intake.crowds import without_crowds
from autograder.lms.intake.download import list_download
from autograder.lms.registry import LMSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from autograder.model import Submission


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
    keys = plain.keys_of_files(given)
    found: list[Submission] = []
    recognised: list[str] = []
    for path in given:
        if not path.exists():
            raise ConfigError(f"{path} is not there; give a notebook, a folder, or a zip.")
        here, words = _taken(path, exclude, keys[path])
        recognised.append(words)
        if len(given) > 1 and path.is_dir():
            here = [replace(submission, id=f"{path.resolve().name}/{submission.id}") for submission in here]
        found += here
    if not found:
        layouts = [lms.layout for lms in LMSES.values()]
        looked_for = "; ".join(f"{layout.looks_for} ({layout.name})" for layout in layouts)
        raise ConfigError(f"No submission in {', '.join(map(str, given))}. Looked for {looked_for}.")
    return Intake(sorted(_distinct(found), key=lambda submission: submission.id), tuple(recognised))


def _taken(path: Path, exclude: Path | None, key: str) -> tuple[list[Submission], str]:
    download = list_download(path, exclude)
    if download is None:
        return [plain.alone(path, key)], f"{path.name}: one file"
    taken = ((lms, lms.layout.read(download)) for lms in LMSES.values())
    lms, found = next((lms, found) for lms, found in taken if found is not None)
    found = without_crowds(download, found, is_plain=lms is plain.LMS)
    if lms is plain.LMS and path.is_file() and len(found) < 2:
        return [plain.alone(path, key)], f"{path.name}: one file"
    files = f"{len(found)} submission{'' if len(found) == 1 else 's'}"
    if lms is not plain.LMS:
        people = len({person for submission in found for person in submission.people})
        nobodys = sum(not submission.people for submission in found)
        files += f" of {people} {'person' if people == 1 else 'people'}"
        files += f", {nobodys} of nobody known" if nobodys else ""
    return found, f"{path.resolve().name}: {lms.layout.name}, {files}"


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
