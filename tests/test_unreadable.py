"""A file that is no notebook is named for what it is, and the reason stands in every table; a slip in one is read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

import openpyxl
import pytest

from autograder.errors import SubmissionError
from autograder.notebook.reading import read_notebook
from tests.helpers.command import autograder, quick_kit, rows, table
from tests.helpers.downloads import write
from tests.helpers.known_answers import filled_notebook, plain_right

NET = "net_input"
RIGHT = json.dumps(filled_notebook(NET, plain_right(NET)))


def packed(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return file.getvalue()


def tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("a.ipynb")
        info.size = 2
        archive.addfile(info, io.BytesIO(b"{}"))
    return file.getvalue()


def changed(**fields: object) -> bytes:
    return json.dumps({**json.loads(RIGHT), **fields}).encode()


def with_source(source: object) -> bytes:
    document = json.loads(RIGHT)
    next(cell for cell in document["cells"] if cell["cell_type"] == "code")["source"] = source
    return json.dumps(document).encode()


BROKEN = {
    "an empty zip": (packed(), "The zip is empty: it holds no notebook."),
    "a Word document": (packed(word__document_DOT_xml=b"<w/>"), "Found a Word document, not a notebook."),
    "an Excel workbook": (packed(xl__workbook_DOT_xml=b"<x/>"), "Found an Excel workbook, not a notebook."),
    "Keynote": (packed(Index__Slide_DOT_iwa=b""), "Found a document of Pages, Numbers or Keynote"),
    "a zip of pictures": (packed(a_DOT_png=b""), "The zip holds no notebook (found a.png)."),
    "a GIF": (b"GIF89a", "Found a picture (GIF)"),
    "a photo of an iPhone": (b"\0\0\0\x18ftypheic", "Found a film or a picture (HEIC)"),
    "WebP": (b"RIFF\x10\0\0\0WEBPVP8 ", "Found a picture (WebP)"),
    "gzip": (gzip.compress(b"{}"), "Found a gzip archive"),
    "bzip2": (bz2.compress(b"{}"), "Found a bzip2 archive"),
    "xz": (lzma.compress(b"{}"), "Found an xz archive"),
    "tar": (tar(), "Found a tar archive"),
    "a web archive": (b"bplist00\xd1", "Found a web archive"),
    "a link": (b"[InternetShortcut]\nURL=https://x.edu\n", "Found a link"),
    "an address": (b"https://colab.research.google.com/drive/1x\n", "Found a web address"),
    "a Google document": (b'{"doc_id": "1x", "email": "a@x"}', "Found a link to a Google document."),
    "a Git LFS pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Found a pointer of Git LFS"),
    "zeros": (bytes(500), "nothing but zeros: its upload broke off"),
    "empty": (b" \n", "The file is empty."),
    "cut off": (RIGHT[:2000].encode(), "is not valid JSON"),
    "a merge": (b'{\n<<<<<<< HEAD\n"cells": []\n=======\n>>>>>>> b\n}', "both sides of a merge in Git (<<<<<<<)"),
    "version 2": (changed(nbformat=2), "The notebook's format is 2"),
    "version five": (changed(nbformat="five"), "The notebook's format is 'five'"),
    "a cell of numbers": (with_source(3), "Code cell 1 of the notebook holds no text"),
    "a cell without source": (with_source(None), "Code cell 1 of the notebook holds no text"),
    "UTF-16": (RIGHT.encode("utf-16"), "is not UTF-8 text"),
    "a cell of gaps": (with_source(["a", None]), "Code cell 1 of the notebook holds no text"),
    "cells that are none": (changed(cells={}), "The notebook holds no cells."),
    "other JSON": (b'{"a": 1}', "Found JSON that is not a notebook."),
}
READ = {
    "version as text": changed(nbformat="4"),
    "a mark in front": b"\xef\xbb\xbf" + RIGHT.encode(),
    "in a zip without folders": packed(n_DOT_ipynb=RIGHT.encode()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_notebook_is_named(name: str) -> None:
    data, words = BROKEN[name]
    with pytest.raises(SubmissionError) as error:
        read_notebook(data)
    assert words in str(error.value)


@pytest.mark.parametrize("name", READ)
def test_a_slip_of_a_program_is_read(name: str) -> None:
    cells = read_notebook(READ[name]).cells
    assert sum(cell.source.startswith("def net_input_") for cell in cells) == 3


@pytest.mark.slow
def test_why_a_file_is_unreadable_stands_whole_in_every_table(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    files = {f"{place:02}.ipynb": data for place, (data, _) in enumerate(BROKEN.values())}
    download = write(tmp_path / "class", {**files, "ann.ipynb": RIGHT.encode(), "ben.ipynb": RIGHT.encode()})
    done = autograder("grade", download, "--out", tmp_path / "out", "--kit", kit)
    assert done.returncode == 1, done.stderr
    autograder("export", "xlsx", "--out", tmp_path / "out", "--kit", kit)
    book = openpyxl.load_workbook(tmp_path / "out" / "xlsx.xlsx")
    sheets = ["\n".join(str(row) for row in sheet.iter_rows(values_only=True)) for sheet in book]
    grades, review = rows(tmp_path / "out"), table(tmp_path / "out", "review.csv")
    marks = {row["submission"]: row for row in table(tmp_path / "out", "marks.csv")}
    for name, (_, words) in zip(files, BROKEN.values(), strict=True):
        assert words in grades[name]["reason"]
        assert words in marks[name]["note"]
        assert [row for row in review if row["submission"] == name and words in row["why"]], name
        assert all(words.partition("'")[0] in sheet for sheet in sheets)
    assert grades["ann.ipynb"]["reason"] == ""
