"""Whole notebooks, through the whole engine: a wrong answer costs its question alone, and nothing stays unsaid."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from autograder.marking.catalogue import KnownAnswer
from tests.helpers.command import autograder, rows
from tests.helpers.known_answers import (
    KIT,
    ROOT,
    a_wrong_answer_each,
    cells_of,
    filled_notebook,
    plain_right,
    save,
)

ANSWERS = a_wrong_answer_each()


def bare_notebook(assignment: str, answer: KnownAnswer) -> object:
    """A notebook of nothing but answers: this one, and plain right ones to the other questions."""
    answers = {**plain_right(assignment), answer.question: answer.code}
    cells = [cell for source in ("import numpy as np", *answers.values()) for cell in cells_of(source)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["autograder"] = {"assignment": assignment}
    return notebook


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Rows of grades.csv, by known answer."""
    folder = tmp_path_factory.mktemp("answers")
    for name, (assignment, answer) in ANSWERS.items():
        save(bare_notebook(assignment, answer), folder / "class" / f"{name}.ipynb")
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


@pytest.mark.parametrize("name", ANSWERS)
def test_wrong_values_lose_points_on_their_question_alone(graded: dict[str, dict[str, str]], name: str) -> None:
    assert lost(graded[name]) == {ANSWERS[name][1].question}


@pytest.mark.parametrize("assignment", KIT.assignments)
def test_the_untouched_notebook_earns_nothing(graded: dict[str, dict[str, str]], assignment: str) -> None:
    row = graded[f"untouched-{assignment}"]
    assert (row["status"], row["score"]) == ("graded", "0")


@pytest.mark.parametrize("assignment", KIT.assignments)
def test_the_right_notebook_earns_all(graded: dict[str, dict[str, str]], assignment: str) -> None:
    row = graded[f"full-{assignment}"]
    assert float(row["score"]) == sum(KIT.assignments[assignment].points.values())
