"""Files written whole or not at all; and zips whose bytes depend neither on the time nor on the order of a folder."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import zipfile
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_FILE, _PROGRAM = stat.S_IFREG | 0o644, stat.S_IFREG | 0o755
_PRIVATE_FOLDER = 0o700
_OWNERS, _ANYBODYS = 0o600, 0o666  # the second without what the user's umask denies, as of any file


@contextlib.contextmanager
def whole(path: Path, *, private: bool = False, shared: bool = False) -> Iterator[BinaryIO]:
    """A file to write to, which takes its place when all is written; till then, and if anything fails, the old stays.

    ``private`` is for its owner's eyes alone, from its first byte on. ``shared`` is one that others, perhaps on other
    machines, may write at the same time: then the draft has a name of its own.

    Raises
    ------
    OSError
        When it cannot be written; it names the file, and not its draft.
    """
    own = f".{uuid4().hex}" if shared else ""
    draft = path.with_name(f".{path.name}{own}.part")
    try:
        draft.unlink(missing_ok=True)  # an interrupted run's
        mode = _OWNERS if private else _ANYBODYS
        with open(draft, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            yield file
        draft.replace(path)
    except BaseException as error:
        if isinstance(error, OSError) and str(error.filename) == str(draft):
            error.filename = str(path)
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def private_folder(path: Path) -> None:
    """Make a folder for what is known of people: its owner's alone, and nothing that git takes up.

    One that holds something already is somebody's, and stays as it is.

    Raises
    ------
    OSError
        When it cannot be made.
    """
    path.mkdir(_PRIVATE_FOLDER, parents=True, exist_ok=True)
    if any(path.iterdir()):
        return
    path.chmod(_PRIVATE_FOLDER)
    with whole(path / ".gitignore", shared=True) as file:  # two runs may make it at the same time
        file.write(b"*\n")


def zipped(contents: Mapping[str, bytes], programs: Collection[str] = ()) -> bytes:
    """A zip of these files, by their names in it; ``programs`` are those that can be run."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(contents.items()):
            info = zipfile.ZipInfo(name, _FIXED_DATE)
            info.create_system = _UNIX
            info.external_attr = (_PROGRAM if name in programs else _FILE) << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return file.getvalue()
