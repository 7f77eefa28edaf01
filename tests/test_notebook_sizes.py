"""How large a notebook and a cell may be: told before memory is spent, and a cell that is too long costs itself."""

from __future__ import annotations

import base64
import json
import os
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.errors import SubmissionError
from autograder.grading import Grader
from autograder.marking.suite import suites_of
from autograder.model import Grade, Submission
from autograder.notebook.json_weight import parts_weight
from autograder.notebook.reading import MAX_BYTES, MAX_WEIGHT, read_notebook
from autograder.sandbox.choose import host_for
from tests.helpers.known_answers import KIT, plain_right

pytestmark = pytest.mark.long

MB = 1 << 20
HEAD, TAIL = b'{"nbformat":4,"cells":[', b'],"metadata":{"x":['
RIGHT = plain_right("activation_functions")
FULL = sum(KIT.assignments["activation_functions"].points.values())


def bomb(piece: str, size: int = 21 * MB, start: bytes = HEAD, end: bytes = b"0]}") -> bytes:
    piece_ = piece.encode()
    return start + piece_ * ((size - 100) // len(piece_)) + end


BOMBS = {
    "objects": bomb('{"":0},'),
    "empty objects": bomb("{},"),
    "lists": bomb("[],"),
    "lists in lists": bomb("[[[[]]]],"),
    "numbers": bomb("12345,", start=HEAD + TAIL, end=b"0]}}"),
    "short numbers": bomb("7,"),
    "texts": bomb('"ab",'),
    "empty texts": bomb('"",'),
    "wide texts": bomb('"\u20ac",'),
    "keys": b'{"nbformat":4,"cells":[],"metadata":{'
    + b",".join(b'"%d":0' % number for number in range(2_000_000))
    + b"}}",
    "lines of a source": bomb('"a\\n",', start=b'{"nbformat":4,"cells":[{"cell_type":"code","source":[', end=b'""]}]}'),
    "an old notebook": bomb('{"cell_type":"code","input":"a"},', start=b'{"nbformat":3,"worksheets":[{"cells":['),
    "attachments": bomb('"a.png":{"image/png":""},', start=b'{"nbformat":4,"cells":[{"attachments":{'),
    "hidden behind quotes": bomb('"\\\\",{"":0},'),
    "hidden behind escapes": bomb('"\\"{",{"":0},'),
    "behind a byte-order mark": b"\xef\xbb\xbf" + bomb('{"":0},'),
    "cut off": bomb('{"":0},')[:-3],
    "an open text before": HEAD + b'"\\",' + b'{"":0},' * (3 * MB) + b'""]}',
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_many_small_parts_are_refused_before_they_take_memory(data: bytes) -> None:
    tracemalloc.start()
    tracemalloc.reset_peak()
    with pytest.raises(SubmissionError, match=r"Clear the outputs|not valid JSON"):
        read_notebook(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 6 * len(data) + 16 * MB  # the bytes, their text, and what the look at them takes


PARTS = ['{"":0},', '{"ab":1.5},', "{},", "[],", "[0],", "1234,", "0.1,", '"ab",', '"a€",', "[[[[]]]],", '"\\n",']


@pytest.mark.parametrize("piece", PARTS)
def test_what_passes_takes_no_more_than_is_told(piece: str) -> None:
    data = bomb(piece, MB)
    told = parts_weight(data, 1 << 40)
    tracemalloc.start()
    json.loads(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1.5 * told + 2 * len(data)


def cell(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {}, "execution_count": None, "outputs": [], **more}


def notebook(*cells: Any, **more: Any) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells), **more}).encode()


def output(data: dict[str, Any]) -> list[Any]:
    return [{"output_type": "display_data", "data": data, "metadata": {}}]


PICTURE = base64.b64encode(os.urandom(20 * MB)).decode()
CODE = 'print({"a": [1, 2, {}], "b": "\\\\"})  # "{[,'
HONEST = {
    "pictures": notebook(cell("a = 1", outputs=output({"image/png": PICTURE}))),
    "a plot's numbers": notebook(
        cell("a = 1", outputs=output({"application/vnd.plotly.v1+json": [0.123456789] * 2 * MB}))
    ),
    "a table as text": notebook(cell("a = 1", outputs=output({"text/html": "<td>1, {2}, [3]</td>\n" * MB}))),
    "a table as lines": notebook(cell("a = 1", outputs=output({"text/plain": ["1, 2, 3\n"] * 300_000}))),
    "code about JSON": notebook(*[cell([CODE + "\n"] * 20)] * 1000),
    "an interactive plot": notebook(cell("a = 1", outputs=output({"j": [{"x": 0.1, "y": [0.2, 0.3]}] * 100_000}))),
}


@pytest.mark.parametrize("data", HONEST.values(), ids=HONEST)
def test_large_outputs_of_honest_notebooks_are_read(data: bytes) -> None:
    assert len(data) < MAX_BYTES
    assert parts_weight(data, MAX_WEIGHT) <= MAX_WEIGHT
    assert read_notebook(data).cells[0].source.startswith(("a = 1", "print"))


@pytest.mark.parametrize("format_", ["[" * 900 + "]" * 900, "1" * 4000, '{"a": 1}', '"\\u001b[2J"', "null"])
def test_a_format_of_any_form_is_told_shortly(format_: str) -> None:
    with pytest.raises(SubmissionError, match=r"format is .{1,25}, which") as caught:
        read_notebook(b'{"nbformat": ' + format_.encode() + b"}")
    assert str(caught.value).isprintable()


# --- through the whole engine


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader(KIT.config.limits, suites_of(KIT), host_for(sys.platform)(())) as grader:
        yield grader


def graded(grader: Grader, path: Path, *first: Any, **more: Any) -> Grade:
    path.write_bytes(notebook(*first, *map(cell, ["import numpy as np", *RIGHT.values()]), **more))
    return grader.grade(Submission("a.ipynb", path))


LONG_CELLS = {
    "letters with marks": ("x = '" + "ä" * 800_000 + "'", ""),
    "signs of four bytes": ("# " + "😀" * 1_900_000, ""),
    "escapes": ("# " + "\x01" * 1_900_000, ""),
    "halves of signs": ("# " + "\ud800" * 100_000, "stopped with"),
    "a little too long": ("#" * 2_000_001, "was not run: it is longer than 2000000 characters"),
    "much too long": ("#" * 30_000_000, "was not run: it is longer than 2000000 characters"),
    "many lines": (["a = 1\n"] * 400_000, "was not run: it is longer than 2000000 characters"),
    "blank lines": ("\n" * 10_000_000 + "a = 1", "was not run: it is longer than 2000000 characters"),
}


@pytest.mark.parametrize(("source", "words"), LONG_CELLS.values(), ids=LONG_CELLS)
def test_a_long_cell_costs_itself_at_most(grader: Grader, tmp_path: Path, source: Any, words: str) -> None:
    grade = graded(grader, tmp_path / "a.ipynb", cell(source))
    assert (grade.status, grade.score) == ("graded", FULL)
    if words:
        (trouble,) = grade.troubles
        assert words in trouble
        assert len(trouble) < 600
    else:
        assert grade.troubles == ()


def test_a_long_cell_with_an_answer_costs_that_answer(grader: Grader, tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    long = {**RIGHT, "relu": RIGHT["relu"] + "\n# " + "x" * 2_000_000}
    path.write_bytes(notebook(*map(cell, ["import numpy as np", *long.values()])))
    grade = grader.grade(Submission("a.ipynb", path))
    assert {mark.question for mark in grade.marks if mark.points != mark.max_points} == {"relu"}
    assert "longer than 2000000 characters" in grade.troubles[0]


def test_a_thousand_cells_that_stop_are_told_in_a_hundred_lines(grader: Grader, tmp_path: Path) -> None:
    cells = [cell(f"raise ValueError('{number} ' + 'x' * 2000)") for number in range(1000)]
    grade = graded(grader, tmp_path / "a.ipynb", *cells)
    assert grade.score == FULL
    assert len(grade.troubles) == 101
    assert grade.troubles[-1] == "And 900 more code cells stopped."


def test_a_thousand_cells_that_stop_for_one_cause_are_told_in_a_line(grader: Grader, tmp_path: Path) -> None:
    grade = graded(grader, tmp_path / "a.ipynb", *[cell("raise ValueError('x' * 2000)")] * 1000)
    assert grade.score == FULL
    (trouble,) = grade.troubles
    assert trouble.endswith("; 999 more cells stopped for the same cause")
