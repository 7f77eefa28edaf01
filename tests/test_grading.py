"""Known answers, through the whole engine: wrong values lose marks on their question alone, right ones lose none."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from tests.command import autograder, rows
from tests.known_answers import KIT, ROOT, KnownAnswer, filled_notebook, known_answers, plain_right, save

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
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Rows of grades.csv, by known answer."""
    folder = tmp_path_factory.mktemp("answers")
    for name, answer in ANSWERS.items():
        save(bare_notebook(answer), folder / "class" / f"{name}.ipynb")
    for assignment in KIT.assignments:
        save(filled_notebook(assignment, {}), folder / "class" / f"untouched-{assignment}.ipynb")
        save(filled_notebook(assignment, plain_right(assignment)), folder / "class" / f"full-{assignment}.ipynb")
    done = autograder("grade", folder / "class", "--out", folder / "out", "--kit", ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return {Path(name).stem: row for name, row in rows(folder / "out").items()}


def lost(row: dict[str, str]) -> set[str]:
    """Questions on which a row lost points."""
    points = KIT.assignments[row["assignment"]].points
    return {question for question, full in points.items() if float(row[question]) < full}


@pytest.mark.parametrize("name", [name for name in ANSWERS if not name.startswith("wrong")])
def test_right_values_keep_all_points(graded: dict[str, dict[str, str]], name: str) -> None:
    assert lost(graded[name]) == set()
    assert graded[name]["score"] == graded[name]["max_score"]


@pytest.mark.parametrize("name", [name for name in ANSWERS if name.startswith("wrong")])
def test_wrong_values_lose_points_on_their_question_alone(graded: dict[str, dict[str, str]], name: str) -> None:
    assert lost(graded[name]) == {ANSWERS[name].question}


@pytest.mark.parametrize("assignment", KIT.assignments)
def test_the_untouched_notebook_earns_nothing(graded: dict[str, dict[str, str]], assignment: str) -> None:
    row = graded[f"untouched-{assignment}"]
    assert (row["status"], row["score"]) == ("graded", "0")


@pytest.mark.parametrize("assignment", KIT.assignments)
def test_the_right_notebook_earns_all(graded: dict[str, dict[str, str]], assignment: str) -> None:
    row = graded[f"full-{assignment}"]
    assert float(row["score"]) == sum(KIT.assignments[assignment].points.values())
