"""When the files of a download were last written, as folder or zip have it: of two in one hand-in the newer counts.

No mark rests on it otherwise. It is text, since a zip knows no time zone, and is compared within one download only.
"""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from autograder.notebook.reading import ZIP_ERRORS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from autograder.model import Submission

_FORMAT = "{}-{:02}-{:02}T{:02}:{:02}:{:02}"


def dated(submissions: Iterable[Submission]) -> list[Submission]:
    """The submissions, each with the time of its file where that can be told; each zip is opened once."""
    zips: dict[Path, dict[str, str]] = {}
    found = []
    for one in submissions:
        if one.member and one.path not in zips:
            zips[one.path] = _in_zip(one.path)
        found.append(replace(one, modified=zips[one.path].get(one.member, "") if one.member else _on_disk(one.path)))
    return found


def _in_zip(path: Path) -> dict[str, str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return {one.filename: _FORMAT.format(*one.date_time) for one in archive.infolist()}
    except ZIP_ERRORS:
        return {}


def _on_disk(path: Path) -> str:
    try:
        written = datetime.fromtimestamp(path.lstat().st_mtime, timezone.utc)
    except (OSError, OverflowError, ValueError):
        return ""
    return written.replace(tzinfo=None).isoformat(timespec="microseconds")
