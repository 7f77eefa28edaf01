"""What the upper layer of an overlay says about the files that were changed."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

_MB = 1 << 20
_OPAQUE = "trusted.overlay.opaque"


def changed(upper: Path, lower: Sequence[Path]) -> list[str]:
    """Absolute paths in the container, sorted; of what was removed, with `` (removed)`` behind.

    A folder counts only when it is new, stands for another one that was removed, or has another mode or owner. A file
    counts when it was opened for writing, even if its contents are the same.
    """
    return sorted(_changed(upper, lower))


def _changed(upper: Path, lower: Sequence[Path]) -> Iterator[str]:
    for folder, folders, files in os.walk(upper):
        for name in (*folders, *files):
            path = Path(folder, name)
            place = path.relative_to(upper)
            if _is_whiteout(path.lstat()):
                yield f"/{place} (removed)"
            elif not path.is_dir() or path.is_symlink() or not _is_as_before(path, place, lower):
                yield f"/{place}"


def _is_whiteout(status: os.stat_result) -> bool:
    return stat.S_ISCHR(status.st_mode) and status.st_rdev == 0


def _is_as_before(path: Path, place: Path, lower: Sequence[Path]) -> bool:
    before = _uppermost(place, lower)
    if before is None or _OPAQUE in os.listxattr(path):
        return False
    return _access(path) == _access(before)


def _uppermost(place: Path, layers: Sequence[Path]) -> Path | None:
    """What a container sees at a place: that of the first layer that has it."""
    return next((layer / place for layer in layers if (layer / place).is_dir()), None)


def _access(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_mode, status.st_uid, status.st_gid


def take_over_modes(layer: Path, lower: Sequence[Path]) -> None:
    """Give the folders of a layer the mode and owner of the same folders below, which they would otherwise hide."""
    for folder in (layer, *(path for path in layer.rglob("*") if path.is_dir())):
        if below := _uppermost(folder.relative_to(layer), lower):
            shutil.copymode(below, folder)
            status = below.stat()
            os.chown(folder, status.st_uid, status.st_gid)


def size_mb(layer: Path) -> float:
    """Space on the disk that a layer takes; a file with several names counts once."""
    statuses = (Path(folder, name).lstat() for folder, _, names in os.walk(layer) for name in names)
    blocks = {(status.st_dev, status.st_ino): status.st_blocks for status in statuses}
    return sum(blocks.values()) * 512 / _MB
