"""From bytes to code cells: content decides, and whatever is no notebook gets words instead of a crash."""

from __future__ import annotations

import contextlib
import json
import zipfile
from typing import Any

import pytest

from autograder.errors import SubmissionError
from autograder.model import Notebook
from autograder.notebook.reading import MAX_BYTES, is_junk, read_notebook
from tests.helpers.handed_in import ADA, ADA_CELLS, cells, code, ipynb, sources, zipped

# --- .ipynb


def test_code_cells_keep_their_place_and_other_cells_and_blank_ones_are_left_out() -> None:
    markdown = {"cell_type": "markdown", "source": "# Title"}
    data = ipynb(markdown, code("a = 1"), code(" \n"), markdown, "junk", None, code(["b = 2\n", "c = 3"]), code([]))
    assert cells(data) == [(1, "a = 1"), (3, "b = 2\nc = 3")]


def test_a_notebook_of_version_3_keeps_its_code_in_worksheets() -> None:
    sheets = [
        {"cells": [{"cell_type": "code", "input": ["a = 1\n", "b = 2"]}, {"cell_type": "heading", "source": "x"}]},
        {"cells": [{"cell_type": "code", "input": "c = 3"}]},
        *({}, {"cells": None}, {"cells": 5}, {"cells": "text"}, {"cells": [1]}, "text"),
    ]
    assert cells(json.dumps({"nbformat": 3, "worksheets": sheets}).encode()) == [(1, "a = 1\nb = 2"), (2, "c = 3")]


def test_a_notebook_without_code_is_a_notebook_without_cells() -> None:
    assert read_notebook(ipynb({"cell_type": "markdown", "source": "x"})) == Notebook(())
    assert read_notebook(ipynb()) == Notebook(())


def test_a_byte_order_mark_and_leading_blanks_do_no_harm() -> None:
    assert cells(b"\xef\xbb\xbf" + ADA) == ADA_CELLS
    assert cells(b"\n  " + ADA) == ADA_CELLS


def test_the_stamp_names_the_assignment() -> None:
    stamped = read_notebook(ipynb(metadata={"autograder": {"assignment": "net_input"}}))
    assert stamped.assignment == "net_input"


@pytest.mark.parametrize("metadata", [{}, None, [], {"autograder": "x"}, {"autograder": {"assignment": ["x"]}}])
def test_a_stamp_that_is_none_is_no_stamp(metadata: Any) -> None:
    assert read_notebook(ipynb(code("a = 1"), metadata=metadata)) == Notebook(read_notebook(ipynb(code("a = 1"))).cells)


# --- .py


@pytest.mark.parametrize(
    "text",
    ["# %%\na = 1\n# %% plot\nb = 2", "# In[3]:\na = 1\n# In [ ]:\nb = 2", "# %%\n\n# %%\na = 1\n# %%\nb = 2"],
    ids=["percent", "nbconvert", "blank first"],
)
def test_a_python_file_is_cut_at_its_cell_marks(text: str) -> None:
    assert [source.strip() for source in sources(text.encode())] == ["a = 1", "b = 2"]


def test_the_first_marked_cell_is_number_1() -> None:
    assert [number for number, _ in cells(b"# %%\na = 1\n# %%\nb = 2")] == [1, 2]
    assert [number for number, _ in cells(b"import a\n# %%\nb = 2")] == [1, 2]


def test_what_stands_before_the_first_mark_is_a_cell() -> None:
    assert [source.strip() for source in sources(b"import a\n# %%\nb = 2")] == ["import a", "b = 2"]


PLAIN = '''"""Words."""
import numpy as np  # comment

@np.vectorize
# between
@staticmethod
def relu(n):
    """Two
    lines."""
    return n
x = relu(
    1
)
'''


def test_a_plain_python_file_is_cut_into_statements() -> None:
    decorated = '@np.vectorize\n# between\n@staticmethod\ndef relu(n):\n    """Two\n    lines."""\n    return n\n'
    expected = ['"""Words."""\n', "import numpy as np  # comment\n", decorated, "x = relu(\n    1\n)\n"]
    assert sources(PLAIN.encode()) == expected
    assert [source.replace("\r\n", "\n") for source in sources(PLAIN.replace("\n", "\r\n").encode())] == expected


@pytest.mark.parametrize("odd", ["\x0c", "\x0b", "\x1c", "\x85", "\u2028"], ids=ascii)
def test_only_line_ends_of_python_end_a_line(odd: str) -> None:
    assert sources(f"s = 'a'  # b{odd}c\nt = 2\nu = 3\n".encode()) == [f"s = 'a'  # b{odd}c\n", "t = 2\n", "u = 3\n"]


def test_no_statement_is_run_twice_where_two_stand_on_a_line() -> None:
    assert "".join(sources(b"x = 1; x += 1\ny = 2\n")).count("x += 1") == 1


@pytest.mark.parametrize("statement", ["from math import tanh", "class relu:\n    pass"])
def test_every_way_to_bind_a_function_makes_a_python_file(statement: str) -> None:
    assert sources(statement.encode()) == [statement]


def test_a_python_file_with_an_odd_escape_warns_nobody() -> None:
    assert sources(b"def f():\n    return '\\d'\nx = 1\n") == ["def f():\n    return '\\d'\n", "x = 1\n"]


# --- what is no notebook

DEEP = b'{"nbformat":4,"cells":' + b"[" * 100_000
REFUSED = {
    "nothing": (b"", "file is empty"),
    "blanks": (b" \n\t\n", "file is empty"),
    "PDF": (b"%PDF-1.7\n", "Found a PDF"),
    "PNG": (b"\x89PNG\r\n\x1a\n", "Found a picture"),
    "JPEG": (b"\xff\xd8\xff\xe0", "Found a picture"),
    "RTF": (b"{\\rtf1 {}", "rich-text"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office"),
    "gzip": (b"\x1f\x8b\x08", "gzip"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "7z"),
    "RAR": (b"Rar!\x1a\x07", "RAR"),
    "HTML": (b"\n<!DOCTYPE html>\n<html>", "web page"),
    "bare HTML": (b"<HTML><body>", "web page"),
    "Latin-1": ("é = 1".encode("latin-1"), "not UTF-8"),
    "UTF-16": (ADA.decode().encode("utf-16"), "not UTF-8"),
    "too large": (b"#" * (MAX_BYTES + 1), "larger than 32 MB"),
    "cut off": (ADA[: len(ADA) // 2], "not valid JSON"),
    "too deep": (DEEP, "not valid JSON"),
    "other JSON": (b'{"cells": []}', "not a notebook"),
    "format 2": (ipynb(nbformat=2), "format is 2"),
    "format 5": (ipynb(nbformat=5), "format is 5"),
    "format x": (ipynb(nbformat="x" * 99), "format is 'x"),
    "format list": (ipynb(nbformat=[4]), "format is"),
    "cells as a dict": (ipynb(cells={}), "holds no cells"),
    "cells as null": (ipynb(cells=None), "holds no cells"),
    "no worksheets": (b'{"nbformat": 3}', "holds no cells"),
    "a source that is a number": (ipynb(code(3)), "no text"),
    "a source that is null": (ipynb(code(None)), "no text"),
    "a source with a number": (ipynb(code(["a", 3])), "no text"),
    "an essay": (b"Dear all, I lost my notebook.", "Found text"),
    "a number": (b"42\n", "Found text"),
    "a list": (b"[1, 2]", "Found text"),
    "an empty zip": (zipped({}), "."),
    "a zip without one": (zipped({"a.txt": b"", "b/c.csv": b""}), "holds no notebook .found a.txt, b/c.csv."),
    "a zip of junk": (zipped({"__MACOSX/._a.ipynb": ADA, ".ipynb_checkpoints/a.ipynb": ADA}), "holds no notebook"),
    "a zip of folders": (zipped({"a.ipynb/": b""}), "holds no notebook"),
    "a zip in a zip": (zipped({"a.zip": zipped({"a.ipynb": ADA})}), "holds no notebook .found a.zip"),
    "a zip as a notebook": (zipped({"a.ipynb": zipped({"a.ipynb": ADA})}), "."),
    "a zip of two": (zipped({"b.ipynb": ADA, "a/c.ipynb": ADA}), r"holds 2 notebooks \(a/c.ipynb and b.ipynb\)"),
    "a zip of two .py": (zipped({"b.py": b"a = 1", "a.py": b"a = 1"}), "holds 2 notebooks"),
    "a zip of a PDF": (zipped({"a.ipynb": b"%PDF-1.7"}), "Found a PDF"),
    "a zip cut off": (zipped({"a.ipynb": ADA})[:-30], "damaged or locked"),
    "a zip bomb": (zipped({"a.ipynb": bytes(MAX_BYTES + 1)}), "unpacks to more than 32 MB"),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_notebook_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(SubmissionError, match=words) as caught:
        read_notebook(data)
    assert len(str(caught.value)) < 200


# --- zip


@pytest.mark.parametrize(
    "files",
    [
        {"a.ipynb": ADA},
        {"lab/deep/a.ipynb": ADA, "lab/data.csv": b"1", "lab/helper.py": b"x = 1", "__MACOSX/lab/._a.ipynb": b"x"},
        {"a.ipynb.txt": ADA},
        {"./a.ipynb": ADA},
        {"a.ipynb": ADA, ".OTTER_LOG": b"log", "__zip_filename__": b"a.zip"},
    ],
    ids=["alone", "with its files", "renamed", "in this folder", "export"],
)
def test_the_one_notebook_of_a_zip_is_read(files: dict[str, bytes]) -> None:
    assert cells(zipped(files)) == ADA_CELLS


def test_a_python_file_in_a_zip_is_read_where_there_is_no_notebook() -> None:
    assert sources(zipped({"a.py": b"a = 1\n", "notes.txt": b"x"})) == ["a = 1\n"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_with_any_one_byte_damaged_is_read_or_refused(method: int) -> None:
    whole = zipped({"a.ipynb": ADA}, method)
    assert cells(whole) == ADA_CELLS
    for position in range(len(whole)):
        damaged = whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :]
        with contextlib.suppress(SubmissionError):
            read_notebook(damaged)


def test_a_locked_zip_is_refused() -> None:
    whole = bytearray(zipped({"a.ipynb": ADA}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(header) + flags] |= 1
    with pytest.raises(SubmissionError, match="damaged or locked"):
        read_notebook(bytes(whole))


@pytest.mark.parametrize(
    "path", ["__MACOSX/a.ipynb", ".ipynb_checkpoints/a-checkpoint.ipynb", "x/.DS_Store", "a\\Thumbs.db", "desktop.ini"]
)
def test_what_systems_leave_behind_is_junk(path: str) -> None:
    assert is_junk(path)
    assert not is_junk("class/a.ipynb")
