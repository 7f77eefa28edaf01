"""Plain files: a notebook, a folder of them, or a zip of such a folder.

A folder with notebooks in it is taken to hold those and what belongs to them; in a folder without any, and at the
top, every file is somebody's and becomes a submission, so that nobody is dropped without a word.
"""

from __future__ import annotations

import os
import zipfile
from collections import defaultdict
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from autograder.model import Submission
from autograder.notebook import ZIP_ERRORS, is_junk, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_PARTS, _LONGEST_PART = 10, 200  # results are called like their submission, and a file system has its limits
_EXPORT_MARKS = ("__zip_filename__", ".OTTER_LOG")


def submissions(path: Path, exclude: Path | None) -> list[Submission]:
    """All submissions under one path."""
    if path.is_dir():
        files = list(_walk(path, exclude))
        return [_submission(name, path / name) for name in _chosen(files)]
    members = _class_members(path)
    if members is None:
        return [_submission(path.name, path)]
    return [_submission(name, path, name) for name in _chosen(members)]


def _submission(name: str, path: Path, member: str = "") -> Submission:
    parts = [part for part in PurePosixPath(name).parts if part.strip("/") not in ("", "..")]
    short = [printable(part).encode()[:_LONGEST_PART].decode(errors="ignore") for part in parts[-_MOST_PARTS:]]
    return Submission(id="/".join(short) or "_", path=path, member=member)


def _walk(root: Path, exclude: Path | None) -> Iterator[str]:
    skip = exclude.resolve() if exclude else None
    for folder, below, files in os.walk(root):
        below[:] = sorted(name for name in below if Path(folder, name).resolve() != skip)
        links = [name for name in below if Path(folder, name).is_symlink()]
        for name in sorted(files + links):
            yield Path(folder, name).relative_to(root).as_posix()


def _class_members(path: Path) -> list[str] | None:
    """Files of a zip of many people's work; None for anything else."""
    try:
        if not zipfile.is_zipfile(path):
            return None
        with zipfile.ZipFile(path) as archive:
            names = list(dict.fromkeys(info.filename for info in archive.infolist() if not info.is_dir()))
    except ZIP_ERRORS:
        return None
    if any(mark in names for mark in _EXPORT_MARKS):
        return None
    chosen = _chosen(names)
    return names if len(chosen) > 1 else None


def _chosen(files: Iterable[str]) -> list[str]:
    """Files that are somebody's submission."""
    folders: dict[str, list[str]] = defaultdict(list)
    for name in files:
        if not is_junk(name):
            folders[str(PurePosixPath(name).parent)].append(name)
    chosen = []
    for folder, names in folders.items():
        work = [name for name in names if ".ipynb" in name or name.endswith(".zip")]
        chosen += work if work and folder != "." else names
    return chosen
