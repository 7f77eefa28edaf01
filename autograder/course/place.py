"""Folders that are more than a folder of this machine's: what may happen to a gradebook in one, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What a part of the path is called, or begins with, where a program keeps the folder equal on several machines.
_SYNCED = {
    "onedrive": "OneDrive",
    "mobile documents": "iCloud",
    "icloud": "iCloud",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "cloudstorage": "a cloud drive",
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
}
# Kinds of file systems behind which another machine, or another system, holds the files.
_FAR = ("nfs", "cifs", "smb", "afp", "9p", "drvfs", "fuse.sshfs", "sshfs", "webdav", "davfs", "ceph", "lustre", "gpfs")


def warnings(folder: Path, mounts: Iterable[tuple[str, str]] | None = None) -> Iterator[str]:
    """What to know of the place of a gradebook, a sentence each; nothing where it is an ordinary folder.

    ``mounts`` are places where file systems begin, each with its kind; those of this machine unless given.
    """
    where = folder.absolute()
    if service := _synced(where):
        yield (
            f"{where} seems to be kept in step by {service}. It may copy the gradebook while it is written, and bring "
            "an old one back; and marks leave this machine. Give --out a folder that it leaves alone, and copy the "
            "tables there when all is graded."
        )
    if kind := _far(where, _mounts() if mounts is None else mounts):
        yield (
            f"{where} is on a file system of the kind {kind}, which another machine or system holds. SQLite's log "
            "(WAL) does not bear two of them at once: grade on one machine at a time, or better give --out a folder of "
            "this machine's own."
        )


def _synced(where: Path) -> str:
    parts = [part.casefold() for part in where.parts]
    return next((name for start, name in _SYNCED.items() if any(part.startswith(start) for part in parts)), "")


def _mounts() -> list[tuple[str, str]]:
    return [(one.mountpoint, one.fstype) for one in psutil.disk_partitions(all=True)]


def _far(where: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """The kind of the file system that a folder is on, the innermost one, where it is held elsewhere."""
    around = [(point, kind) for point, kind in mounts if where.is_relative_to(point)]
    _, kind = max(around, key=lambda mount: len(Path(mount[0]).parts), default=("", ""))
    return kind if kind.casefold().startswith(_FAR) else ""
