"""How much one worker has on the disk: what lies in its scratch folder, and what it holds without a name.

Where the scratch folder is a file system of its own, the kernel keeps its size and counts what is in it, with or
without a name. Elsewhere the folder is walked, and the process is looked at: a removed file takes its room for as long
as it is open or mapped.
"""

from __future__ import annotations

import ctypes
import os
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.config import Limits

MOST_FILES = 2000
_OF_ITSELF = 2  # the root of the file system, and the worker's folder
_PATIENCE = 20  # weighing may take a twentieth of the time
_SHORTEST_INTERVAL_S, _LONGEST_INTERVAL_S = 0.002, 0.2  # in the first, nobody writes a hundredth of what is allowed
_REMOVED = " (deleted)"
_BLOCK_BYTES = 512  # in which stat counts, whatever the file system


class Scale:
    """Weighs what one worker holds, as often as that stays cheap."""

    def __init__(self, folder: Path, limits: Limits, *, alone: bool) -> None:
        """``alone``: the folder lies on a file system of its own. Where a process must be looked at, say ``watch``."""
        self._folder = folder
        self._limits = limits
        self._alone = alone
        self._pid: int | None = None
        self._uid: int | None = None
        self._next = 0.0

    def watch(self, pid: int, uid: int | None) -> None:
        """Count what this process holds too; as its own user, for without that right even root may not look."""
        self._pid, self._uid = pid, uid

    def words(self) -> str:
        """Words for the learner when it is too much, or nothing; also when it is not yet time to look again."""
        begin = time.monotonic()
        if begin < self._next:
            return ""
        words = self._weigh()
        now = time.monotonic()
        self._next = now + min(max(_PATIENCE * (now - begin), _SHORTEST_INTERVAL_S), _LONGEST_INTERVAL_S)
        return words

    def _weigh(self) -> str:
        try:
            count, total = self._kept() if self._alone else self._found()
        except RecursionError:
            return "made folders in folders without end and was stopped"
        except PermissionError:
            return "made a folder that cannot be listed and was stopped"
        if total > self._limits.scratch_mb << 20 or count > MOST_FILES:
            return f"wrote more than {self._limits.scratch_mb} MB or {MOST_FILES} files and was stopped"
        return ""

    def _kept(self) -> tuple[int, int]:
        """Files and bytes, by the kernel's count."""
        kept = os.statvfs(self._folder)
        return kept.f_files - kept.f_ffree - _OF_ITSELF, (kept.f_blocks - kept.f_bfree) * kept.f_frsize

    def _found(self) -> tuple[int, int]:
        """Files and bytes, as far as they have a name or the process holds them; links count once and lead nowhere."""
        sizes, folders = dict[int, int](), 0
        for place, inner, names in os.walk(self._folder, onerror=_unless_gone):
            folders += len(inner)
            for name in names:
                sizes |= _size(Path(place, name))
            if folders + len(sizes) > MOST_FILES:
                break
        if self._pid is not None:
            sizes |= self._held(self._pid)
        return folders + len(sizes), sum(sizes.values())

    def _held(self, pid: int) -> dict[int, int]:
        """Sizes of the removed files that the worker still has open or mapped, by inode."""
        try:
            with _acting_as(self._uid):
                thread, handles = _living_thread(pid)
                sizes = {inode: size for handle in handles for inode, size in _removed(handle).items()}
                mapped = _mapped_files(thread, os.path.realpath(self._folder))
                return {**dict.fromkeys(mapped, self._limits.file_mb << 20), **sizes}  # a map tells no size
        except OSError:
            return {}  # the process is gone


def _unless_gone(error: OSError) -> None:
    if isinstance(error, PermissionError):
        raise error


def _size(path: Path) -> dict[int, int]:
    try:
        status = path.lstat()
    except OSError:
        return {}  # gone already
    return {status.st_ino: _bytes(status)}


def _bytes(status: os.stat_result) -> int:
    """The larger of what a file seems to hold and what is reserved for it, which Windows does not say."""
    return max(status.st_size, getattr(status, "st_blocks", 0) * _BLOCK_BYTES)


def _living_thread(pid: int) -> tuple[Path, list[Path]]:
    """A thread that has not ended, with its descriptors: all threads share one table and one memory.

    The first one, which has the name of the process, may have ended before the others.

    Raises
    ------
    ProcessLookupError
        When there is none.
    """
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):  # one that has ended belongs to root
            if handles := list((thread / "fd").iterdir()):
                return thread, handles
    raise ProcessLookupError(pid)


def _removed(handle: Path) -> dict[int, int]:
    try:
        status = handle.stat()
    except OSError:
        return {}  # closed already
    if not stat.S_ISREG(status.st_mode) or status.st_nlink:
        return {}
    return {status.st_ino: _bytes(status)}


def _mapped_files(thread: Path, folder: str) -> list[int]:
    """Inodes of the removed files of this folder that a process has in its memory."""
    found = []
    for line in (thread / "maps").read_text(encoding="utf-8", errors="replace").splitlines():
        _, _, _, _, inode, *path = line.split(maxsplit=5)
        if path and path[0].startswith(f"{folder}/") and path[0].endswith(_REMOVED):
            found.append(int(inode))
    return found


@contextmanager
def _acting_as(uid: int | None) -> Iterator[None]:
    """Look at files and processes as this user, in this thread only."""
    if uid is None:
        yield
        return
    libc = ctypes.CDLL(None)
    libc.setfsgid(uid)
    libc.setfsuid(uid)
    try:
        yield
    finally:
        libc.setfsuid(os.geteuid())
        libc.setfsgid(os.getegid())
