"""No LMS: a folder of notebooks, or a zip of one, and a list of people that somebody made.

A folder with notebooks in it is taken to hold those and what belongs to them; in a folder without any, and at the
top, every file is somebody's and becomes a submission, so that nobody is dropped without a word. Whose it is, the
first folder or the file's own name may tell: it is compared with the roster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.lms.definition import Lms
from autograder.lms.intake.download import DownloadLayout, chosen, id_of
from autograder.model import Person, Submission

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.lms.intake.download import Download


def _read(download: Download) -> list[Submission]:
    return [
        download.submission(name, people=(Person(lms_id=_owner(download.inside(name))),))
        for name in chosen(download.files)
    ]


def _owner(parts: tuple[str, ...]) -> str:
    """The first folder, or the file's name up to its first dot; a hostile zip may hold a file without a name."""
    return parts[0] if len(parts) > 1 else "".join(parts).split(".")[0]


def alone(path: Path) -> Submission:
    """The submission that a single file is."""
    return Submission(id=id_of(path.name), path=path, people=(Person(lms_id=_owner((path.name,))),))


LMS = Lms(DownloadLayout("plain files", "notebooks, Python files and zips", _read))
