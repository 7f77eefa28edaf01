"""What an instructor points at, listed: the files of a folder or of a zip, which is read where it lies."""

from __future__ import annotations

import os
import zipfile
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from autograder.lms.intake.read import opened
from autograder.model import Submission
from autograder.notebook.reading import ZIP_ERRORS, is_junk, read_member
from autograder.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_MOST_PARTS, _LONGEST_PART = 10, 200  # results are called like their submission, and a file system has its limits
_MOST_WRAPS = 5  # an LMS wraps a download once, and whoever unpacks and packs it a few times more
_EXPORT_MARKS = ("__zip_filename__", ".OTTER_LOG")  # what Otter puts into the zip that a notebook exports


@dataclass(frozen=True)
class Download:
    """The files of a folder or a zip, without what systems leave behind.

    ``files`` and ``folders`` are POSIX paths relative to ``path``; ``folders`` has the empty ones too. ``top`` is
    the one folder that everything lies in, with its slash, or empty.
    """

    path: Path
    files: tuple[str, ...]
    folders: tuple[str, ...]
    top: str

    def inside(self, name: str) -> tuple[str, ...]:
        """Parts of a file's or folder's path below ``top``."""
        return PurePosixPath(name.removeprefix(self.top)).parts

    def wraps(self) -> Iterator[str]:
        """Nothing, then each folder, with its slash, that everything lies in, the outermost first."""
        wrap, every = "", [*self.files, *(f"{folder}/" for folder in self.folders)]
        for _ in range(_MOST_WRAPS):
            yield wrap
            below = [name for name in every if len(name) > len(wrap)]
            heads = {name[len(wrap) :].partition("/")[:2] for name in below}
            if len(heads) != 1 or not (head := "".join(heads.pop())).endswith("/"):
                return
            wrap += head

    @contextmanager
    def opened(self) -> Iterator[Callable[[str, int], bytes]]:
        """What gives the contents of a file by its name: one byte more than so many where it is larger.

        It raises one of ``ZIP_ERRORS`` where a file cannot be read, and ``SubmissionError`` where one is no regular
        file, or larger than a notebook may be and packed in a way that unpacks as a whole.
        """
        if self.path.is_dir():
            yield lambda name, most: _start(opened(self.path / name), most)
        else:
            with zipfile.ZipFile(self.path) as archive:
                yield lambda name, most: _unpacked(archive, archive.getinfo(name), most)

    def name_of(self, submission: Submission) -> str:
        """The file or folder that a submission of this download is, as ``files`` and ``folders`` have it."""
        path = submission.path
        return submission.member or path.relative_to(self.path).as_posix()

    def submission(self, name: str, **known: Any) -> Submission:
        """A submission for a file; for a folder (``name`` ends with a slash), one in which nothing was handed in."""
        in_itself = not self.path.is_dir() or name.endswith("/")  # a folder that metadata names may not be there
        where = {"path": self.path.resolve(), "member": name} if in_itself else {"path": self.path / name}
        return Submission(id=id_of(name), **where, **known)


@dataclass(frozen=True)
class DownloadLayout:
    """How an LMS lays out what an instructor downloads.

    ``name`` is what the download is called where it was recognised. ``looks_for`` completes the sentence "looked for
    ...". ``read`` gives the submissions of a download with this layout, and None for any other.
    """

    name: str
    looks_for: str
    read: Callable[[Download], list[Submission] | None]


def list_download(path: Path, exclude: Path | None) -> Download | None:
    """List a folder or a zip; None for any other file and for a zip that can only be one person's."""
    if path.is_dir():
        return _download(path, *_walked(path, exclude))
    names = _zip_names(path)
    return None if names is None else _download(path, *names)


def submissions_of_one(folder: Path) -> list[Submission]:
    """Submissions in a folder that holds what one person handed in: its notebooks and zips, or else all files."""
    download = _download(folder, *_walked(folder, None))
    return [download.submission(name) for name in work_of(download.files)]


def work_of(names: Iterable[str]) -> list[str]:
    """Of the files in one person's folder, those that are work: the notebooks and zips, or else all of them."""
    every = list(names)
    work = [name for name in every if ".ipynb" in PurePosixPath(name).name or name.endswith(".zip")]
    return work or every


def chosen(files: Iterable[str]) -> list[str]:
    """Files that are somebody's submission: the work in each folder, and everything at the top.

    Everything counts also where a folder has two pieces of work whose names are in no other folder: it is a section of
    the class, whose people called their files by themselves, and what is no notebook in it is somebody's too.
    """
    folders: dict[str, list[str]] = defaultdict(list)
    for name in files:
        folders[str(PurePosixPath(name).parent)].append(name)
    works = {folder: work_of(names) for folder, names in folders.items()}
    often = Counter(PurePosixPath(name).name for work in works.values() for name in work)
    return [
        name
        for folder, work in works.items()
        for name in (folders[folder] if folder == "." or _is_section(work, often) else work)
    ]


def _is_section(work: Iterable[str], often: Mapping[str, int]) -> bool:
    return sum(often[PurePosixPath(name).name] == 1 for name in work) > 1


def _download(path: Path, files: Iterable[str], folders: Iterable[str]) -> Download:
    kept = [name for name in files if not is_junk(name)]
    tops = {name.split("/")[0] if "/" in name else "" for name in kept}
    top = f"{next(iter(tops))}/" if len(tops) == 1 and tops != {""} else ""
    return Download(path, tuple(kept), tuple(sorted(name for name in folders if not is_junk(name))), top)


def _start(file: IO[bytes], most: int) -> bytes:
    with file:
        return file.read(most + 1)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _start(archive.open(info), most)
    return read_member(archive, info)


def _walked(root: Path, exclude: Path | None) -> tuple[list[str], list[str]]:
    """Files and folders below a folder. No link is followed; a folder that cannot be opened is somebody's file."""
    skip = exclude.stat() if exclude and exclude.exists() else None
    files: list[str] = []
    folders: list[str] = []
    waiting = [""]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(root / place) as found:
                here = sorted((entry.name, _is_below(entry)) for entry in found if not _is(entry, skip))
        except OSError:
            files.append(place)
            continue
        if place and place.count("/") < _MOST_PARTS:
            folders.append(place)
        start = f"{place}/" if place else ""
        files += [start + name for name, is_folder in here if not is_folder]
        waiting += [start + name for name, is_folder in here[::-1] if is_folder and not is_junk(name)]
    return files, folders


def _is_below(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _is(entry: os.DirEntry[str], folder: os.stat_result | None) -> bool:
    return folder is not None and _is_below(entry) and os.path.samestat(entry.stat(follow_symlinks=False), folder)


def _zip_names(path: Path) -> tuple[list[str], list[str]] | None:
    """Files and folders of a zip; None for anything else and for what a student's own notebook exports."""
    try:
        if not path.is_file() or not zipfile.is_zipfile(path):  # a pipe would not even open
            return None
        with zipfile.ZipFile(path) as archive:
            every = list(dict.fromkeys(info.filename for info in archive.infolist()))
    except ZIP_ERRORS:
        return None
    names = [name for name in every if not name.endswith("/")]
    if any(mark in names for mark in _EXPORT_MARKS):
        return None
    folders = {parent for name in every for parent in _parents(name)}
    return names, sorted(folders)


def _parents(name: str) -> Iterator[str]:
    """The folders that a member lies in, or is; no LMS nests them deeper, and a hostile path may have thousands."""
    path = PurePosixPath(name)
    parts = path.parts if name.endswith("/") else path.parts[:-1]
    for depth in range(1, min(len(parts), _MOST_PARTS) + 1):
        folder = PurePosixPath(*parts[:depth]).as_posix()
        if folder != "/":
            yield folder


def id_of(name: str) -> str:
    """The harmless id of a file: printable, going nowhere upwards, and no longer than a file system takes."""
    parts = [part for part in PurePosixPath(name).parts if part.strip("/") not in ("", "..")]
    short = [printable(part).encode()[:_LONGEST_PART].decode(errors="ignore") for part in parts[-_MOST_PARTS:]]
    return "/".join(short) or "_"
