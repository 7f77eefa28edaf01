"""Parity: for honest notebooks, stock ``otter run`` gives the same points to every question."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from autograder.marking.catalogue import KINDS, KnownAnswer
from tests.helpers.known_answers import KIT, filled_notebook, known_answers, plain_right, save
from tests.helpers.stock_otter import by_cases, otter_run, our_marks, stock_zips

pytestmark = pytest.mark.slow


def _chosen(ids: tuple[str, ...], assignment: str) -> tuple[str, list[KnownAnswer]]:
    return assignment, [a for kind in KINDS for a in known_answers(kind, assignment) if a.id in ids]


def with_answers(*ids: str) -> tuple[str, dict[str, str]]:
    """An assignment, right but for the answers with these ids."""
    assignment, chosen = next(
        found for found in map(partial(_chosen, ids), KIT.assignments) if len(found[1]) == len(ids)
    )
    return assignment, {**plain_right(assignment), **{answer.question: answer.code for answer in chosen}}


NOTEBOOKS = {
    "net input right": ("net_input", plain_right("net_input")),
    "net input untouched": ("net_input", {}),
    "net input last synapse only, averaged, cut off at 0": with_answers("N02", "N16", "N78"),
    "net input changes its input": with_answers("N26"),
    "activations right": ("activation_functions", plain_right("activation_functions")),
    "activations two done": ("activation_functions", dict(list(plain_right("activation_functions").items())[:2])),
    "activations flipped, boundary wrong, doubled": with_answers("A01", "S01", "L01"),
    "activations scalar only, mixed up, integers": with_answers("R01", "T08", "L04"),
}


zips = pytest.fixture(scope="session")(stock_zips)


IN_EVERY_RUN = ("net input last synapse only, averaged, cut off at 0", "activations flipped, boundary wrong, doubled")


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[] if name in IN_EVERY_RUN else [pytest.mark.long]) for name in NOTEBOOKS],
)
def test_otter_run_gives_the_same_points(name: str, zips: dict[str, Path], tmp_path: Path) -> None:
    assignment, answers = NOTEBOOKS[name]
    notebook = save(filled_notebook(assignment, answers), tmp_path / "notebook.ipynb")
    theirs = otter_run(zips[assignment], notebook, tmp_path / "stock")
    marks = our_marks(notebook)
    assert set(marks) == set(KIT.assignments[assignment].points)
    assert theirs == pytest.approx({q: by_cases(mark) for q, mark in marks.items()}, abs=1e-5)  # Otter rounds to five
    ends = {question: points for question, points in theirs.items() if points in (0, marks[question]["max_points"])}
    assert ends == {question: marks[question]["points"] for question in ends}
