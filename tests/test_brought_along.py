"""The cross-check takes learners' functions from their other notebook: as they are there, or another stands in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from tests.helpers.known_answers import KIT

CROSSCHECK = KIT.written["activation_crosscheck"]


@pytest.fixture
def notebook() -> dict[str, Any]:
    """The names of its first cell, from the text that authors write."""
    text = CROSSCHECK.source.read_text(encoding="utf-8")
    extra = text.partition("# first\n")[2].partition("```")[0]
    names: dict[str, Any] = {"np": np, "globals": dict}
    exec(compile(extra, "first cell", "exec"), names)
    return names


def handed_in(folder: Path, *sources: str) -> str:
    """A notebook of the five functions, with these cells."""
    path = folder / "activation_functions.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in sources]), path)
    return str(path)


def test_a_function_comes_along_as_it_is(notebook: dict[str, Any], tmp_path: Path) -> None:
    notebook["bring"](handed_in(tmp_path, "def step(n):\n    return 7 + 0 * n", "stop here"))
    assert notebook["yours"]("step")(np.array([1.0])).tolist() == [7.0]


@pytest.mark.parametrize(
    "code", ["return None", "return 1 / 0", "return np.sum(n)", "print(n)", "...", "return str(n)"]
)
def test_another_stands_in_for_what_cannot_be_drawn(
    notebook: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    notebook["bring"](handed_in(tmp_path, f"def relu(n):\n    {code}"))
    assert notebook["yours"]("relu") is notebook["STAND_IN"]["relu"]
    assert "Your relu" in capsys.readouterr().out


def test_a_cell_that_stops_and_a_notebook_that_is_not_there_are_said(
    notebook: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook["bring"](str(tmp_path / "nowhere.ipynb"))
    notebook["bring"](handed_in(tmp_path, "def tanh(n)\n    return n", "def step(n):\n    return 0 * n"))
    said = capsys.readouterr().out
    assert "Put it beside this notebook" in said
    assert "SyntaxError" in said
    assert notebook["yours"]("step") is notebook["brought"]["step"]


def test_what_stands_in_is_what_the_lecture_says(notebook: dict[str, Any]) -> None:
    for name, f in notebook["STAND_IN"].items():
        right = KIT.written["activation_functions"].reference_function(name)(notebook["GRID"])
        assert np.allclose(f(notebook["GRID"]), right, rtol=0, atol=1e-15), name
        assert np.allclose(notebook["LIBRARY"][name](notebook["GRID"]), right, rtol=0, atol=1e-15), name
