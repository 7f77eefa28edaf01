"""Places: the folders and files by whose names an LMS says whose they are."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.lms.intake.download import work_of
from autograder.model import Person
from autograder.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from autograder.lms.intake.download import Download
    from autograder.model import Submission

_GROUP = re.compile(r"(?:group|team|gruppe|groupe|équipe|grupo|equipo|gruppo|groep)(?:\b|\d+$)", re.IGNORECASE)
_LONGEST = 200  # letters of a name or id; only a hostile one has more, and a page must hold it


@dataclass(frozen=True)
class DownloadPlace:
    """A folder, or a file on its own, below the folders that a download is wrapped in.

    ``name`` is as the LMS wrote it; ``path`` is its path in the download, a folder's with a slash, and ``below`` are
    the paths of all files and folders in it, or of itself, the file.
    """

    name: str
    path: str
    below: tuple[str, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """All files in it."""
        return tuple(path for path in self.below if not path.endswith("/"))

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder, which may hold several files or none."""
        return self.path.endswith("/")

    def inner(self) -> list[DownloadPlace]:
        """The places in a folder."""
        return _places(self.below, self.path)

    def submissions(self, download: Download, files: Iterable[str] | None = None, **known: Any) -> list[Submission]:
        """A submission for each piece of work in it; for a folder without a file, one in which nothing is."""
        names = list(self.files if files is None else files)
        work = work_of(names) if self.is_folder else names
        return [download.submission(name, **known) for name in work or [self.path]]


def places(download: Download, wrap: str) -> list[DownloadPlace]:
    """All places below a wrapping folder, in order of their names."""
    return _places((*download.files, *(f"{folder}/" for folder in download.folders)), wrap)


def _places(paths: Iterable[str], wrap: str) -> list[DownloadPlace]:
    below: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in paths:
        if path.startswith(wrap) and path != wrap:
            head, slash, _ = path[len(wrap) :].partition("/")
            below[head, slash].append(path)
    return [DownloadPlace(head, f"{wrap}{head}{slash}", tuple(those)) for (head, slash), those in sorted(below.items())]


def named_by(
    download: Download, fits: Callable[[DownloadPlace], bool], passed_over: Collection[str] = ()
) -> list[DownloadPlace] | None:
    """The places of a download most of which are named as an LMS names them; None where there are no such."""
    for wrap in download.wraps():
        found = [place for place in places(download, wrap) if place.name not in passed_over]
        if 2 * sum(map(fits, found)) > len(found):
            return found
    return None


def shared_start(names: Iterable[str], sign: str) -> str:
    """What all of several different names begin with, up to the last sign in it; nothing of a single one."""
    every = sorted(set(names))
    if len(every) < 2:
        return ""
    pairs = enumerate(zip(f"{every[0]}\0", every[-1], strict=False))
    same = next((index for index, (one, other) in pairs if one != other), 0)
    return every[0][:same].rpartition(sign)[0]


def nobodys(download: Download, place: DownloadPlace) -> list[Submission]:
    """What lies in a place that the LMS did not name: it becomes a submission, so that nothing is dropped."""
    return place.submissions(download) if place.files else []


def is_group(name: str) -> bool:
    """Whether it is what an LMS calls a group by itself, or most teachers do: no number beside it is a person's."""
    return _GROUP.match(name) is not None


def person(**known: str) -> Person:
    """Somebody as a download names them, without characters that could steer a terminal."""
    return Person(**{key: printable(text).strip()[:_LONGEST] for key, text in known.items()})
