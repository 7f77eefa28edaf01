"""Whole notebooks, through the whole engine: a wrong answer costs its question alone, and nothing stays unsaid."""

from __future__ import annotations

import hashlib
from pathlib import Path

import nbformat
import pytest

from autograder.grading import Grader, open_grade
from autograder.marking.catalogue import KnownAnswer
from autograder.marking.suite import suites_of
from autograder.model import Submission
from autograder.model.isolation import LAYERS, refusal
from autograder.sandbox.launch import ZygoteProcess
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


STANDS = {
    "linear": ("linear = 3", "In this notebook linear is a int, not a function."),
    "relu": ("from a_module_of_mine import relu", "comes from a module that is not there while grading."),
    "step": ("", "This notebook has no function called step."),
    "tanh": (plain_right("activation_functions")["tanh"], ""),
}


def test_what_stands_where_a_function_should_is_said(zygote: ZygoteProcess, tmp_path: Path) -> None:
    cells = [nbformat.v4.new_code_cell(code) for code in ("import numpy as np", *(code for code, _ in STANDS.values()))]
    path = save(nbformat.v4.new_notebook(cells=cells), tmp_path / "a.ipynb")
    grade = Grader(KIT.config.limits, suites_of(KIT), zygote).grade(Submission("a.ipynb", path))
    marks = {mark.question: mark for mark in grade.marks}
    for question, (_, words) in STANDS.items():
        assert words in marks[question].note
        assert bool(marks[question].points) == bool(marks[question].note == "")


def test_what_the_grader_could_not_judge_is_open_and_of_the_bytes_that_came(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_bytes(b"work")
    for name, data in (("a.ipynb", b"work"), ("gone.ipynb", b"")):
        grade = open_grade(Submission(name, tmp_path / name, asked="net_input"), "it stopped twice")
        assert (grade.status, grade.score, grade.marks, grade.reason) == ("open", None, (), "it stopped twice")
        assert (grade.assignment, grade.provenance.submission_sha256) == ("net_input", hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("layer", LAYERS)
def test_a_machine_that_may_not_grade_is_told_what_helps(layer: str) -> None:
    told = refusal([layer])
    assert f"  {layer} ({LAYERS[layer].does}): {LAYERS[layer].remedy}" in told
    assert "--trust-submissions" in told
    assert told.count("\n  ") == 1
