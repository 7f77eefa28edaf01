"""Microsoft Teams' files of a class: ``Submitted files/Ann Bell/Net input/Version 2/work.ipynb``.

``Working files`` beside it holds what people have not turned in; who has nothing else is told to do so.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from autograder.course.paths import attempt_in
from autograder.lms.definition import Lms
from autograder.lms.intake.download import DownloadLayout, work_of
from autograder.lms.intake.places import nobodys, person, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.lms.intake.download import Download
    from autograder.lms.intake.places import DownloadPlace
    from autograder.model import Submission

_SUBMITTED, _WORKING = "Submitted files", "Working files"
_NOT_TURNED_IN = "It lies in Working files, so it was not turned in in Teams. Turn it in there."


def _read(download: Download) -> list[Submission] | None:
    for wrap in download.wraps():
        rooms = {place.name: place for place in places(download, wrap)}
        if (room := rooms.get(_SUBMITTED)) and room.is_folder:
            return list(_all(download, room, [other for other in rooms.values() if other is not room]))
    return None


def _all(download: Download, room: DownloadPlace, others: list[DownloadPlace]) -> Iterator[Submission]:
    people = room.inner()
    for place in people:
        yield from _by_person(download, place) if place.is_folder else nobodys(download, place)
    for other in others:
        if other.name != _WORKING:
            yield from nobodys(download, other)
            continue
        for place in other.inner():
            if place.name not in {one.name for one in people} and place.files:
                yield from _by_person(download, place, trouble=_NOT_TURNED_IN)


def _by_person(download: Download, place: DownloadPlace, trouble: str = "") -> Iterator[Submission]:
    """What somebody handed in: of each version of each assignment the notebooks, or else all files."""
    known = {"people": (person(name=place.name),), "place": place.name, "trouble": trouble}
    folders: dict[str, list[str]] = {}
    for path in place.files:
        folders.setdefault(str(PurePosixPath(path).parent), []).append(path)
    for folder, names in folders.items():
        attempt = attempt_in(PurePosixPath(folder).parts)
        yield from (download.submission(name, attempt=attempt, **known) for name in work_of(names))
    if not folders:
        yield download.submission(place.path, **known)


LMS = Lms(DownloadLayout("Microsoft Teams files", f"a folder {_SUBMITTED} with a folder for each person", _read))
