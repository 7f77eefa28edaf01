"""A question that has several right answers: what is said of a wrong one does not hold it against the reference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from autograder.grading import Grader
from autograder.marking.suite import suite_of
from autograder.model import Mark, Submission
from autograder.questions.file import question_file
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.known_answers import KIT, cells_of, save

ASSIGNMENT, QUESTION = KIT.written["unit_and_layer"], "failing_input"
SUITE = suite_of(KIT, ASSIGNMENT)
SOURCE = question_file(ASSIGNMENT, QUESTION)
OF_THE_REFERENCE = ("factor", "amount", "by hand", "sign", "nearly right", "stretched", "digits")
WRONG = {
    "the reference's, times -2": "2 * np.ones(len(W))",
    "the reference's, plus 2": "np.ones(len(W)) - 0.0",
    "by the weights": "np.maximum(-W, 0).sum(axis=1) + 1",
    "some are right": "-W[:, 0]",
    "nobody is active": "0 * W.sum(axis=1)",
    "of another sign in turn": "(-1.5) ** np.arange(len(W))",
}
RIGHT = ["-2 * np.ones(len(W))", "np.where((W < 0).any(axis=1), -1, 5)", "np.minimum(W, 0).sum(axis=1)"]


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with ZygoteProcess() as host, Grader(KIT.config.limits, {ASSIGNMENT.name: SUITE}, host) as started:
        yield started


def graded(grader: Grader, folder: Path, value: str) -> Mark:
    code = f"def {QUESTION}(W):\n    return {value}"
    notebook = nbformat.v4.new_notebook(cells=[cell for one in ("import numpy as np", code) for cell in cells_of(one)])
    notebook.metadata["autograder"] = {"assignment": ASSIGNMENT.name}
    path = save(notebook, folder / "answer.ipynb")
    grade = grader.grade(Submission(path.name, path))
    return next(mark for mark in grade.marks if mark.question == QUESTION)


@pytest.mark.parametrize("value", WRONG.values(), ids=WRONG)
def test_a_wrong_one_is_asked_about_by_its_author_or_as_a_known_mistake(
    grader: Grader, tmp_path: Path, value: str
) -> None:
    mark = graded(grader, tmp_path, value)
    assert mark.diagnosis is not None
    assert mark.points is not None
    assert mark.points < mark.max_points
    assert SOURCE is not None
    asked = [*(one.hint for one in SOURCE.wrong), "Which activations can an interneuron not copy, and whose"]
    assert [words for words in asked if words in mark.diagnosis.hint]
    assert not [words for words in OF_THE_REFERENCE if words in mark.diagnosis.hint]


def test_what_is_wrong_whatever_the_value_is_still_said(grader: Grader, tmp_path: Path) -> None:
    tried = {
        "print(W)": "hands nothing back",
        "-W": "how many of them are there?",
        "W.mul(2)": "stops with AttributeError",
    }
    for value, told in tried.items():
        diagnosis = graded(grader, tmp_path, value).diagnosis
        assert diagnosis is not None
        assert told in diagnosis.hint


@pytest.mark.parametrize("value", RIGHT)
def test_any_right_one_earns_all(grader: Grader, tmp_path: Path, value: str) -> None:
    mark = graded(grader, tmp_path, value)
    assert mark.points == mark.max_points
    assert mark.diagnosis is None
