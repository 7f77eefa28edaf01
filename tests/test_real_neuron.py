"""A fit by search on rates that are wrong: no pair is near enough there, which is no fault of the search's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.grading import Grader
from autograder.marking.known import read_catalogue
from autograder.marking.suite import suite_of
from autograder.model import Submission
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.known_answers import KIT, filled_notebook, plain_right, save

pytestmark = pytest.mark.long  # two searches, each over the wire

NEURON = KIT.written["real_neuron"]
SEARCH = """\
def fit_cell(I, rates, cell):
    best, smallest = None, np.inf
    for I_offset in np.arange(0, 41, 8):
        for t_ref in np.arange(0, 20.3, 0.7):
            off = rms_error(rates, cell_rate(I, I_offset, t_ref, cell))
            if off < smallest:
                best, smallest = (I_offset, t_ref), off
    return best
"""


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    suites = {"real_neuron": suite_of(KIT, NEURON)}
    with ZygoteProcess() as host, Grader(KIT.config.limits, suites, host) as made:
        yield made


@pytest.mark.parametrize("wrong", ["C4", "C11"], ids=["far off", "not a number"])
def test_a_search_on_wrong_rates_is_right_and_never_open(grader: Grader, tmp_path: Path, wrong: str) -> None:
    (mistake,) = [one for one in read_catalogue(NEURON).answers if one.id == wrong]
    answers = {**plain_right("real_neuron"), mistake.question: mistake.code, "fit_cell": SEARCH}
    notebook = save(filled_notebook("real_neuron", answers), tmp_path / "real_neuron.ipynb")
    grade = grader.grade(Submission(notebook.name, notebook))
    marks = {mark.question: mark for mark in grade.marks}
    assert marks["fit_cell"].points == marks["fit_cell"].max_points
    assert (marks[mistake.question].points or 0) < marks[mistake.question].max_points
