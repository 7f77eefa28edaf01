"""The receipt: what it says of a notebook is what the grader finds in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.authoring.frame import first_cell
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.known_answers import KIT
from tests.helpers.notebook_alone import run_alone
from tests.helpers.sandbox_case import student

ACT = KIT.assignments["activation_functions"]
FIRST = next(cell.source for cell in nbformat.read(ACT.notebook, as_version=4).cells if cell.cell_type == "code")
ASKED = list(ACT.points)
RECEIPT = "grader.receipt()"
STUB = "def relu(n):\n    '''words'''\n    ..."
FILLED = "def relu(n):\n    return np.maximum(n, 0)"

NOTEBOOKS = {
    "nothing": [],
    "a stub": [STUB],
    "pass": ["def relu(n):\n    pass"],
    "filled": [FILLED],
    "filled, then its stub": [FILLED, STUB],
    "filled and its stub in one cell": [f"{FILLED}\n\n\n{STUB}"],
    "a stub, then filled": [STUB, FILLED],
    "a value has taken its name": [FILLED, "relu = relu(np.arange(3.0))"],
    "a value has taken its name in the same cell": [f"{FILLED}\n\nrelu = relu(np.arange(3.0))"],
    "a value alone": ["step = 0.1"],
    "a lambda": ["relu = lambda n: n * (n > 0)"],
    "NumPy's": ["tanh = np.tanh"],
    "by import": ["from numpy import tanh"],
    "by a star": ["from numpy import *"],
    "filled, then a star": ["def tanh(n):\n    return n", "from numpy import *"],
    "under an if": ["if True:\n    def relu(n):\n        return n"],
    "under a try": ["try:\n    def relu(n):\n        return n\nexcept ValueError:\n    pass"],
    "in a loop": ["for _ in range(2):\n    def relu(n):\n        return n"],
    "by exec": ["exec('def relu(n):\\n    return n')"],
    "deleted": [FILLED, "del relu"],
    "a class": ["class relu:\n    def __new__(cls, n):\n        return n"],
    "a cell that cannot be read": ["def relu(n):\n    return (n"],
    "a cell that stops before it": [f"undefined\n{FILLED}"],
    "a cell that stops after it": [f"{FILLED}\nundefined"],
    "a magic above it": [f"%precision 3\n{FILLED}"],
    "timed": [f"%%time\n{FILLED}"],
    "a typo": ["def reul(n):\n    return n"],
    "defined twice": [FILLED, "def relu(n):\n    return n"],
    "not implemented": ["def relu(n):\n    raise NotImplementedError"],
    "a function that makes one": [
        "def make():\n    def relu(n):\n        return n\n    return relu\n\n\nrelu = make()"
    ],
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What comes of each notebook where its learner runs it."""
    found = run_alone(
        [[FIRST, *cells, RECEIPT] for cells in NOTEBOOKS.values()], tmp_path_factory.mktemp("receipt") / "empty"
    )
    return dict(zip(NOTEBOOKS, found, strict=True))


def test_it_finds_what_the_grader_finds(told: dict[str, dict[str, Any]], zygote: ZygoteProcess) -> None:
    for name, cells in NOTEBOOKS.items():
        with student(zygote, FIRST, *cells, RECEIPT, questions=ASKED) as graded:
            states = dict(graded.session.state)
            assert 1 not in graded.troubles
        # To a session a stub is a function that gives nothing; whether it is one, its source says.
        ours = {question: "function" if state == "stub" else state for question, state in told[name]["states"].items()}
        assert ours == states, name


SAYS = {
    "nothing": "relu     not found: run the cell that defines it",
    "a stub": "relu     not begun yet",
    "filled": "relu     found, not checked",
    "filled, then its stub": "relu     found (as it was before the name got something else), not checked",
    "a value has taken its name": "relu     found (as it was before the name got something else), not checked",
    "a value alone": "step     not found: it is a value of the kind float here, and no function",
    "a cell that cannot be read": "relu     not found (the cell that defines it stopped)",
    "a typo": "relu     not found. You also defined reul: is that a typo? relu is what is asked",
}


@pytest.mark.parametrize("name", SAYS)
def test_it_says_so_in_words(told: dict[str, dict[str, Any]], name: str) -> None:
    assert f"  {SAYS[name]}\n" in told[name]["said"][-1]


def test_what_the_notebook_brings_along_is_no_typo(tmp_path: Path) -> None:
    cells = [*NOTEBOOKS["a typo"], RECEIPT]
    firsts = [first_cell(ACT, {}, "", brought).source for brought in ([], ["reul"])]
    ours, brought = (one["said"][-1] for one in run_alone([[one, *cells] for one in firsts], tmp_path / "empty"))
    assert f"  {SAYS['a typo']}\n" in ours
    assert "  relu     not found: run the cell that defines it\n" in brought


def test_it_knows_what_was_checked_and_what_ran_since(tmp_path: Path) -> None:
    check, lines = 'grader.check("relu")', "collaborators = 'nobody'\nai_help = ..."
    cells = [
        FIRST,
        FILLED,
        check,
        RECEIPT,
        FILLED,
        RECEIPT,
        FIRST,
        RECEIPT,
        "def relu(n):\n    return (n",
        lines,
        RECEIPT,
    ]
    [found] = run_alone([cells], tmp_path / "empty")
    said = [text for cell, text in zip(cells, found["said"], strict=True) if cell == RECEIPT]
    assert "relu     found, all 4 checks passed\n" in said[0]
    assert "relu     found, not checked since its cell ran last\n" in said[1]
    assert said[2] == said[1]
    assert "relu     found; but its cell stopped when it ran last, and may not define it any more\n" in said[3]
    assert "collaborators  filled in\n" in said[3]
    assert "ai_help  not filled in yet (it costs no points)\n" in said[3]
    assert "paste your functions into a plain text file activation_functions.py" in " ".join(said[3].split())


def test_it_tells_of_a_file_that_was_not_saved(tmp_path: Path) -> None:
    notebook = nbformat.read(ACT.notebook, as_version=4)
    unsaved = "The file on disk does not have this version of relu yet: save, then hand in."
    notebook.cells.append(nbformat.v4.new_code_cell(FILLED))
    places = {"saved": notebook, "another's": nbformat.v4.new_notebook(), "not saved": None, "gone": None}
    for name, saved in places.items():
        path = tmp_path / f"{name}.ipynb"
        if name == "not saved":
            path.write_bytes(ACT.notebook.read_bytes())
        elif saved is not None:
            path.write_text(json.dumps(saved), encoding="utf-8")
        [found] = run_alone([[FIRST, FILLED, RECEIPT]], tmp_path / "empty", JPY_SESSION_NAME=str(path))
        assert (unsaved in found["said"][-1]) == (name == "not saved"), name
