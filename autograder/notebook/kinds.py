"""What a file is that is no notebook, in words that follow "Found": by how it begins, or by what its zip holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_STARTS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"II*\0": "a picture (TIFF)",
    b"MM\0*": "a picture (TIFF)",
    b"{\\rtf": "a rich-text document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"bplist00": "a web archive or settings of macOS",
    b"L\0\0\0\x01\x14\x02\0": "a Windows shortcut",
    b"SQLite format 3\0": "a database",
    b"\x93NUMPY": "a NumPy array",
    b"\x7fELF": "a program",
    b"version https://git-lfs": "a pointer of Git LFS",
    b"[InternetShortcut]": "a link",
    b"404: Not Found": "an error page of GitHub",
}
_INSIDE = [  # a start alone would not tell: what stands after it, where, and what the file is then
    (4, b"ftyp", "a film or a picture (HEIC)"),
    (8, b"WEBP", "a picture (WebP)"),
    (257, b"ustar", "a tar archive"),
]
_OFFICE = {
    "word/": "a Word document",
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "Index/": "a document of Pages, Numbers or Keynote",
    "META-INF/manifest.xml": "an OpenDocument file",
    "META-INF/container.xml": "an e-book",
}
_ADDRESS = re.compile(rb"\s*https?://\S+\s*")
_LONGEST_ADDRESS = 2000  # a file that is one address and nothing else


def kind_of(data: bytes) -> str:
    """What a file is if its bytes tell, else empty; text is read elsewhere."""
    found = [kind for start, kind in _STARTS.items() if data.startswith(start)]
    found += [kind for place, sign, kind in _INSIDE if data[place : place + len(sign)] == sign]
    if not found and len(data) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(data):
        return "a web address"
    return next(iter(found), "")


def kind_of_zip(names: Collection[str]) -> str:
    """What an office program packed, by the files in its zip; empty for any other."""
    return next((kind for start, kind in _OFFICE.items() if any(name.startswith(start) for name in names)), "")
