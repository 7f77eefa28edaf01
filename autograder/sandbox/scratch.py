"""Scratch folders: one base for a grader, one folder in it for each worker, and nothing left of either.

A grader that was killed could not remove its base. The next one does: a base whose lock nobody holds has no owner.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

try:
    import fcntl
except ImportError:  # Windows: nothing is swept there
    fcntl = None  # type: ignore[assignment]

_FONTS = Path(sys.prefix, "var", "matplotlib")  # matplotlib's list of fonts, as `make setup` has made it
_PREFIX = "autograder-"
_LOCK = "lock"


class Scratch:
    """A grader's base folder: ``home`` for its zygote, with the list of fonts, and a folder for each worker."""

    def __init__(self) -> None:
        _sweep()
        self.base = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self.base.chmod(0o711)
        self._lock = _hold(self.base)
        self.home = self.base / "home"
        shutil.copytree(_FONTS, self.home) if _FONTS.is_dir() else self.home.mkdir()
        self.home.chmod(0o755)

    def lay(self, files: list[Path], modules: Mapping[str, bytes], uid: int | None) -> Path:
        """Make a worker's folder, with these modules and copies of these files in it, all of them the worker's own.

        An assignment's own file is never displaced.
        """
        folder = Path(tempfile.mkdtemp(dir=self.base))
        for name, data in modules.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for path in files:
            shutil.copy(path, folder / path.name)
        if uid is not None:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, uid, uid)
        return folder

    def close(self) -> None:
        """Remove everything."""
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
            subprocess.run([*command, "--", folder], check=False, stderr=subprocess.DEVNULL)  # noqa: S603 - our folder


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
