"""Known answers, through the whole engine: wrong values lose marks on their question alone, right ones lose none."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import nbformat
import pytest

from tests.known_answers import KIT, ROOT, KnownAnswer, filled_notebook, known_answers, plain_right, save

COMMAND = str(ROOT / ".venv" / "bin" / "autograder")
KINDS = ("right", "form", "wrong")
ANSWERS = {f"{kind}-{answer.assignment}-{answer.id}": answer for kind in KINDS for answer in known_answers(kind)}


def bare_notebook(answer: KnownAnswer) -> object:
    """A notebook of nothing but answers: this one, and plain right ones to the other questions."""
    answers = {**plain_right(answer.assignment), answer.question: answer.code}
    sources = ["import numpy as np", *answers.values()]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    notebook.metadata["autograder"] = {"assignment": answer.assignment}
    return notebook


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Rows of grades.csv, by known answer."""
    folder = tmp_path_factory.mktemp("answers")
    for name, answer in ANSWERS.items():
        save(bare_notebook(answer), folder / "class" / f"{name}.ipynb")
    for assignment in KIT.assignments:
        save(filled_notebook(assignment, {}), folder / "class" / f"untouched-{assignment}.ipynb")
        save(filled_notebook(assignment, plain_right(assignment)), folder / "class" / f"full-{assignment}.ipynb")
    done = subprocess.run([COMMAND, "grade", folder / "class", "--out", folder / "out"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    with (folder / "out" / "grades.csv").open(encoding="utf-8", newline="") as file:
        return {Path(row["submission"]).stem: row for row in csv.DictReader(file)}


def lost(row: dict[str, str]) -> set[str]:
    """Questions on which a row lost points."""
    points = KIT.assignments[row["assignment"]].points
    return {question for question, full in points.items() if float(row[question]) < full}


@pytest.mark.parametrize("name", [name for name in ANSWERS if not name.startswith("wrong")])
def test_right_values_keep_all_points(rows: dict[str, dict[str, str]], name: str) -> None:
    assert lost(rows[name]) == set()
    assert rows[name]["score"] == rows[name]["max_score"]


@pytest.mark.parametrize("name", [name for name in ANSWERS if name.startswith("wrong")])
def test_wrong_values_lose_points_on_their_question_alone(rows: dict[str, dict[str, str]], name: str) -> None:
    assert lost(rows[name]) == {ANSWERS[name].question}


@pytest.mark.parametrize("assignment", KIT.assignments)
def test_the_untouched_notebook_earns_nothing(rows: dict[str, dict[str, str]], assignment: str) -> None:
    row = rows[f"untouched-{assignment}"]
    assert (row["status"], row["score"]) == ("graded", "0")


@pytest.mark.parametrize("assignment", KIT.assignments)
def test_the_right_notebook_earns_all(rows: dict[str, dict[str, str]], assignment: str) -> None:
    row = rows[f"full-{assignment}"]
    assert float(row["score"]) == sum(KIT.assignments[assignment].points.values())
