"""No LMS: a folder of notebooks, or a zip of one, and a list of people that somebody made.

A folder with notebooks in it is taken to hold those and what belongs to them; in a folder without any, in one that
holds many people's, and at the top, every file is somebody's and becomes a submission, so that nobody is dropped
without a word. Whose it is, its whole path may tell: ``course/paths.py`` compares it with the roster. Where that tells
nothing, files of different names are never one person's, and files of one name are told apart by the folders in which
they differ.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from autograder.course.paths import attempt_in, stem_of, without_attempts
from autograder.lms.definition import Lms
from autograder.lms.intake.download import DownloadLayout, chosen, id_of
from autograder.model import Person, Submission
from autograder.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from autograder.lms.intake.download import Download


def _read(download: Download) -> list[Submission]:
    names = chosen(download.files)
    wrap = list(download.wraps())[-1] if len(names) > 1 else ""
    keys = _keys({name: _parts(name.removeprefix(wrap)) for name in names})
    return [
        download.submission(name, people=(Person(lms_id=keys[name]),), attempt=attempt_in(_parts(name)))
        for name in names
    ]


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name.replace("\\", "/")).parts  # some programs for Windows write it into a zip


def _keys(paths: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What tells each path's person from others; a hostile zip may hold a file without a name."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name, parts in paths.items():
        alike[folded("".join(parts[-1:]))].append(name)
    return {name: key for names in alike.values() for name, key in _told_apart({one: paths[one] for one in names})}


def _told_apart(paths: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """For files of one name, the folders in which they differ; for a name that occurs once, all of its path."""
    shared = set.intersection(*(set(parts[:-1]) for parts in paths.values())) if len(paths) > 1 else set()
    for name, parts in paths.items():
        folders = without_attempts(parts[:-1])
        differing = [folder for folder in folders if folder not in shared]
        stem = stem_of("".join(parts[-1:]))
        yield name, "/".join((differing or folders or [stem]) if len(paths) > 1 else [*folders, stem])


def keys_of_files(paths: Sequence[Path]) -> dict[Path, str]:
    """What tells the persons of single files apart: of several of one name, the folders that they lie in."""
    often = Counter(folded(path.name) for path in paths)
    parts = {str(path): path.resolve().parts[1:] if often[folded(path.name)] > 1 else (path.name,) for path in paths}
    keys = _keys(parts)
    return {path: keys[str(path)] for path in paths}


def alone(path: Path, key: str) -> Submission:
    """The submission that a single file is."""
    return Submission(id=id_of(path.name), path=path, people=(Person(lms_id=key),))


LMS = Lms(DownloadLayout("plain files", "notebooks, Python files and zips", _read))
