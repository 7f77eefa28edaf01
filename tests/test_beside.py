"""A grade is the same, to the byte, on a machine that has other things to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.beside import other_work
from tests.helpers.command import autograder
from tests.helpers.disturbed import contents
from tests.helpers.known_answers import KIT, ROOT, filled_notebook, known_answers, plain_right, save
from tests.sample_class import write_class

WRONG_EACH = 20

pytestmark = pytest.mark.long


def handed_in(folder: Path) -> Path:
    """The sample class, and forty wrong answers."""
    write_class(folder)
    for assignment in KIT.assignments:
        known = known_answers("wrong", assignment)
        for answer in known[:: len(known) // WRONG_EACH][:WRONG_EACH]:
            filled = filled_notebook(assignment, {**plain_right(assignment), answer.question: answer.code})
            save(filled, folder / f"{answer.id}_{assignment}.ipynb")
    return folder


def graded(folder: Path, out: Path) -> dict[str, bytes]:
    done = autograder("grade", folder, "--out", out, "--kit", ROOT)
    assert done.returncode == 1, done.stdout + done.stderr  # three of the sample class are no notebooks
    assert "Traceback" not in done.stderr
    return contents(out)


def test_beside_loops_writers_memory_and_another_grader_the_same_bytes_come_out(tmp_path: Path) -> None:
    folder = handed_in(tmp_path / "class")
    alone = graded(folder, tmp_path / "alone")
    assert sum(name.startswith("results/") for name in alone) == 25 + WRONG_EACH * len(KIT.assignments)
    (tmp_path / "other").mkdir()
    with other_work(tmp_path / "other", folder / "ada_net_input.ipynb"):
        beside = graded(folder, tmp_path / "beside")
    assert {name for name in alone | beside if alone.get(name) != beside.get(name)} == set()
