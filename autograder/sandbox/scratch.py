"""Scratch folders: one base for a grader, one folder in it for each worker, and nothing left of either.

A grader that was killed could not remove its base. The next one does: a base whose lock nobody holds has no owner.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

from autograder.errors import KitError

try:
    import fcntl
except ImportError:  # Windows: nothing is swept there
    fcntl = None  # type: ignore[assignment]

_FONTS = Path(sys.prefix, "var", "matplotlib")  # matplotlib's list of fonts, as `make setup` has made it
_PREFIX = "autograder-"
_LOCK = "lock"


class Scratch:
    """A grader's base folder: ``home`` for its zygote, with the list of fonts, and ``room`` for the workers' folders.

    Where the zygote has a file system of its own in that room, the grader reaches it by a descriptor only.
    """

    def __init__(self) -> None:
        _sweep()
        self.base = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self.base.chmod(0o711)
        self._lock = _hold(self.base)
        self.home = self.base / "home"
        shutil.copytree(_FONTS, self.home) if _FONTS.is_dir() else self.home.mkdir()
        self.home.chmod(0o755)
        self.room = self.base / "room"
        self.room.mkdir()
        self.room.chmod(0o711)
        self._door: int | None = None

    def enter(self, door: int) -> None:
        """Reach the room by this descriptor from now on."""
        self.leave()
        self._door = door

    def leave(self) -> None:
        """Let go of the room; what was in it is gone, where nobody else is in."""
        if self._door is not None:
            os.close(self._door)
            self._door = None

    @property
    def alone(self) -> bool:
        """Whether the room is a file system of its own."""
        return self._door is not None and os.fstat(self._door).st_dev != self.base.stat().st_dev

    def lay(self, files: list[Path], modules: Mapping[str, bytes], uid: int | None) -> Path:
        """Make a worker's folder, with these modules and copies of these files in it, all of them the worker's own.

        An assignment's own file is never displaced.

        Raises
        ------
        KitError
            When the files do not fit into it.
        """
        folder = Path(tempfile.mkdtemp(dir=self.room if self._door is None else f"/proc/self/fd/{self._door}"))
        try:
            for name, data in modules.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            for path in files:
                shutil.copy(path, folder / path.name)
        except OSError as error:
            remove(folder)
            if error.errno != errno.ENOSPC or not self.alone:
                raise
            words = ", ".join(path.name for path in files)
            raise KitError(
                f"The public files ({words}) do not fit beside a notebook; raise limits.scratch_mb."
            ) from None
        if uid is not None:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, uid, uid)
        return folder

    def seen(self, folder: Path) -> str:
        """A worker's folder by the name that the worker knows."""
        return str(self.room / folder.name)

    def close(self) -> None:
        """Remove everything."""
        self.leave()
        remove(self.base)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def remove(folder: Path) -> None:
    """Remove a folder, however deeply student code has nested it, and whatever it has locked."""
    with contextlib.suppress(RecursionError):
        shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for command in (["/bin/chmod", "-R", "u+rwX"], ["/bin/rm", "-rf"]):
            line = [*command, "--", f"./{folder.name}"]  # from where it lies: its path may be one of this process only
            subprocess.run(line, cwd=folder.parent, check=False, stderr=subprocess.DEVNULL)  # noqa: S603 - our folder


def _hold(base: Path) -> int | None:
    """Lock a base for as long as this process lives; the lock file appears locked."""
    if fcntl is None:
        return None
    draft = base / f".{_LOCK}"
    handle = os.open(draft, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    draft.rename(base / _LOCK)
    return handle


def _sweep() -> None:
    """Remove our user's bases whose grader has died."""
    if fcntl is None:
        return
    for lock in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        try:
            handle = os.open(lock, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(handle).st_uid == os.geteuid() == lock.parent.lstat().st_uid:
                remove(lock.parent)
        except OSError:
            continue
        finally:
            os.close(handle)
