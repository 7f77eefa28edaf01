"""Zips whose bytes depend on nothing but what is in them: neither on the time, the system nor the order of a folder."""

from __future__ import annotations

import io
import stat
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_FILE, _PROGRAM = stat.S_IFREG | 0o644, stat.S_IFREG | 0o755


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
