"""From the bytes of a submission to its code cells. Content decides, not the extension.

Whatever is no notebook becomes a ``SubmissionError`` whose words say what was found and what to hand in.
"""

from __future__ import annotations

import bz2
import copy
import io
import json
import lzma
import re
import zipfile
import zlib
from dataclasses import replace
from typing import Any

from autograder.errors import SubmissionError
from autograder.model import Cell, Notebook
from autograder.notebook.beside import chosen
from autograder.notebook.json_weight import parts_weight
from autograder.notebook.kinds import kind_of, kind_of_zip
from autograder.notebook.prose import prose_kind
from autograder.notebook.python_file import MAX_PYTHON, cells_of, has_marks, holds_prose, is_python
from autograder.text import printable

MAX_BYTES = 32 << 20
MAX_WEIGHT = 128 << 20  # of its parts in memory: two million numbers of a plot's data, half a million objects
MAX_MARKED = 1 << 20  # a Python file holds no outputs
METADATA_KEY = "autograder"
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # the second is an empty one
_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
_DAMAGED = "The notebook is damaged: it is not valid JSON (cut off, or edited by hand). Save it again in Jupyter."
_MERGE = (
    "The notebook holds both sides of a merge in Git (<<<<<<<). Choose one side, open it in Jupyter to see that it "
    "works, and hand it in again."
)
_LONGEST_NAME = 60
_LZMA_MEMORY = 32 << 20


def read_notebook(data: bytes) -> Notebook:
    """Read a notebook (``.ipynb``), a Python file, or a zip that holds one of them and modules that it imports.

    Raises
    ------
    SubmissionError
        When there is no notebook in it that can be read.
    """
    if len(data) > MAX_BYTES:
        raise SubmissionError(
            f"The file is larger than {MAX_BYTES >> 20} MB. Clear the outputs, save, and hand it in again."
        )
    if data.startswith(_ZIPS):
        data, modules, left_out = _from_zip(data)
        return replace(_read(data), modules=modules, left_out=left_out)
    return _read(data)


def _read(data: bytes) -> Notebook:
    text = _decode(data)
    if text.lstrip()[:1] == "{":
        if parts_weight(data, MAX_WEIGHT) > MAX_WEIGHT:
            raise SubmissionError(
                "The notebook holds more single values than can be read, in its outputs or its metadata. "
                "Clear the outputs, save, and hand it in again."
            )
        return _from_json(text)
    if kind := prose_kind(text):
        raise SubmissionError(f"Found {kind}, not a notebook. Hand in the .ipynb file itself.")
    if len(text) > MAX_MARKED:
        raise SubmissionError(
            f"Found text of more than {MAX_MARKED >> 10} KB, not a notebook. Hand in the .ipynb file."
        )
    return _from_python(text)


def _decode(data: bytes) -> str:
    if not data.strip():
        raise SubmissionError("The file is empty. Save the notebook, then hand in the .ipynb file.")
    if not data.strip(b"\0 \r\n\t"):
        raise SubmissionError("The file holds nothing but zeros: its upload broke off. Hand in the .ipynb file again.")
    if kind := kind_of(data):
        raise SubmissionError(f"Found {kind}, not a notebook. Nothing was marked. Hand in the .ipynb file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SubmissionError(
            "The file is not UTF-8 text, so it is no notebook. Hand in the .ipynb file as Jupyter saved it."
        ) from error


def _from_json(text: str) -> Notebook:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SubmissionError(_MERGE if _CONFLICT.search(text) else _DAMAGED) from error
    version = _version(document)
    if version not in (3, 4):
        raise SubmissionError(
            f"The notebook's format is {_short(version)}, which this kit cannot read. "
            "In Jupyter, save it as version 4 and hand it in again."
        )
    cells = _cells_v3(document) if version == 3 else document.get("cells")
    if not isinstance(cells, list):
        raise SubmissionError("The notebook holds no cells. Open it in Jupyter, save it, and hand it in again.")
    code = [cell for cell in cells if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    return _notebook([_source(cell, number) for number, cell in enumerate(code, start=1)], _stamp(document))


def _version(document: Any) -> Any:
    """The number of a notebook's format, which programs also write as text."""
    if isinstance(document, dict) and "nbformat" in document:
        given = document["nbformat"]
        return int(given) if isinstance(given, str) and given.strip() in ("3", "4") else given
    is_link = isinstance(document, dict) and "doc_id" in document
    found = "a link to a Google document" if is_link else "JSON that is not a notebook"
    raise SubmissionError(f"Found {found}. Hand in the .ipynb file.")


def _short(value: Any) -> str:
    return f"{value!r:.20}" if isinstance(value, int | float | str) else "no number"


def _cells_v3(document: dict[str, Any]) -> Any:
    """Cells of an old notebook, whose code cells call their text ``input`` and lie in worksheets."""
    sheets = document.get("worksheets")
    if not isinstance(sheets, list):
        return None
    inner = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    cells = [cell for part in inner if isinstance(part, list) for cell in part if isinstance(cell, dict)]
    return [{**cell, "source": cell.get("input", cell.get("source"))} for cell in cells]


def _source(cell: dict[str, Any], number: int) -> str:
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise SubmissionError(f"Code cell {number} of the notebook holds no text. Save it again in Jupyter.")
    return source


def _stamp(document: dict[str, Any]) -> str | None:
    metadata = document.get("metadata")
    ours = metadata.get(METADATA_KEY) if isinstance(metadata, dict) else None
    name = ours.get("assignment") if isinstance(ours, dict) else None
    return name if isinstance(name, str) else None


def _from_python(text: str) -> Notebook:
    if not has_marks(text):
        if len(text) > MAX_PYTHON:
            raise SubmissionError(
                f"Found text of more than {MAX_PYTHON >> 10} KB, not a notebook. Hand in the .ipynb file."
            )
        if not is_python(text):
            raise SubmissionError("Found text, not a notebook. Hand in the .ipynb file.")
    cells = cells_of(text)
    return replace(_notebook(cells, None), is_whole=not holds_prose(cells))


def _notebook(sources: list[str], stamp: str | None) -> Notebook:
    cells = tuple(Cell(number, source) for number, source in enumerate(sources, start=1) if source.strip())
    return Notebook(cells, stamp)


def _from_zip(data: bytes) -> tuple[bytes, dict[str, bytes], dict[str, str]]:
    """The one notebook in a person's zip, the Python files to lay beside it, and those that are left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [info for info in archive.infolist() if not info.is_dir() and not is_junk(info.filename)]
            found = [i for i in files if ".ipynb" in i.filename] or [i for i in files if i.filename.endswith(".py")]
            if len(found) > 1:
                names = " and ".join(_names(found))
                raise SubmissionError(f"The zip holds {len(found)} notebooks ({names}). Hand in one.")
            if not files:
                raise SubmissionError("The zip is empty: it holds no notebook. Hand in the .ipynb file itself.")
            if not found and (kind := kind_of_zip([info.filename for info in files])):
                raise SubmissionError(f"Found {kind}, not a notebook. Nothing was marked. Hand in the .ipynb file.")
            if not found:
                names = ", ".join(_names(files))
                raise SubmissionError(
                    f"The zip holds no notebook{names and f' (found {names})'}. Hand in the .ipynb file."
                )
            others = {info.filename: info for info in files if info is not found[0]}
            sizes = {name: info.file_size for name, info in others.items()}
            folder = found[0].filename[: found[0].filename.rfind("/") + 1]
            beside = chosen(sizes, folder, lambda name: read_member(archive, others[name]))
            return read_member(archive, found[0]), *beside
    except ZIP_ERRORS as error:
        raise SubmissionError("The zip is damaged or locked. Hand in the .ipynb file itself.") from error


def _names(files: list[zipfile.ZipInfo]) -> list[str]:
    names = [printable(name) for name in sorted(info.filename for info in files)[:3]]
    return [name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…" for name in names]


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read one file of a zip, never more than a notebook may have, whatever the zip claims.

    Raises
    ------
    SubmissionError
        When it is larger: a notebook with huge outputs, or a zip bomb.
    """
    if info.compress_type in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        data = _unpack(archive, info)
    else:
        with archive.open(info) as member:
            data = member.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise SubmissionError(f"The zip unpacks to more than {MAX_BYTES >> 20} MB. Hand in the .ipynb file itself.")
    return data


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack bzip2 or LZMA: zipfile would unpack them without a limit, and read the whole to hand out the start."""
    packed = copy.copy(info)
    packed.compress_type, packed.file_size = zipfile.ZIP_STORED, info.compress_size
    del packed.CRC
    with archive.open(packed) as member:
        data = member.read(MAX_BYTES + 1)
    if info.compress_type == zipfile.ZIP_BZIP2:
        data = bz2.BZ2Decompressor().decompress(data, MAX_BYTES + 1)
    else:
        alone = data[4:9] + b"\xff" * 8 + data[9:]  # as an .lzma file, the form for which a memory limit can be set
        data = lzma.LZMADecompressor(lzma.FORMAT_ALONE, _LZMA_MEMORY).decompress(alone, MAX_BYTES + 1)
    if len(data) <= MAX_BYTES and zlib.crc32(data) != info.CRC:
        raise zipfile.BadZipFile("its checksum is another")
    return data


def is_junk(path: str) -> bool:
    """Whether a path is one that systems leave behind, never a person's work."""
    parts = path.replace("\\", "/").split("/")
    return any(
        (part.startswith(".") and part not in (".", ".."))
        or part in ("__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini")
        for part in parts
    )
