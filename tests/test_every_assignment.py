"""Every assignment, given or not: graded from an LMS's download and by its Gradescope zip, with the same marks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.model import Person
from tests.helpers import downloads
from tests.helpers.command import autograder, rows, table, whole_kit
from tests.helpers.gradescope import unpacked
from tests.helpers.known_answers import KIT, filled_notebook, known_answers, plain_right, tried_values

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole_kit(tmp_path_factory.mktemp("every") / "kit")


def notebooks(name: str) -> dict[str, bytes]:
    """One with every answer right, one with every answer wrong where an answer can be, and one as it was given out."""
    known = (*tried_values("wrong", name), *known_answers("wrong", name))
    wrong = {one.question: one.code for one in reversed(known)}
    answers: dict[str, dict[str, str]] = {"Ada Right": plain_right(name), "Bo Wrong": wrong, "Cy Untouched": {}}
    return {who: nbformat.writes(filled_notebook(name, answers[who])).encode() for who in answers}


@pytest.mark.parametrize("name", KIT.written)
def test_a_download_and_the_zip_give_the_same_marks(name: str, kit: Path, tmp_path: Path) -> None:
    made = notebooks(name)
    hand_ins = [downloads.HandIn((Person(name=who),), data) for who, data in made.items()]
    archive = downloads.build("canvas", tmp_path / "download", hand_ins)
    done = autograder("grade", archive, "--assignment", name, "--out", tmp_path / "out", "--kit", kit)
    assert done.returncode in (0, 1), done.stderr
    marks: dict[str, Any] = {row["submission"].partition("_")[0]: row for row in rows(tmp_path / "out").values()}
    right, wrong, untouched = (float(marks[who]["score"]) for who in ("rightada", "wrongbo", "untouchedcy"))
    full = sum(KIT.written[name].points.values())
    assert (right, untouched) == (full, 0)
    assert wrong < right
    assert all(row["status"] == "graded" for row in table(tmp_path / "out", "grades.csv"))

    cases: Any = {who: ({f"{name}.ipynb": data}, None) for who, data in made.items()}
    (tmp_path / "zip").mkdir()
    runs = unpacked(tmp_path / "zip", name, kit).grade_all(tmp_path / "runs", cases)
    assert [run.document["score"] for run in runs.values()] == [right, wrong, untouched]
