"""What people read of a question that was judged on its author's own functions, or on lent ones; and the whole way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.config import Visibility
from autograder.model import Basis, Grade
from autograder.reports import feedback_page
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.command import autograder, rows
from tests.helpers.grades import COURSE, EVERY_VISIBILITY, GRADED, RELU, SIGMOID, owned, student_texts
from tests.helpers.using_kit import RIGHT, SLIP, UsingKit, using_kit

OWN, LENT = Basis("own", ("relu",)), Basis("lent", ("relu", "step"))
WORDS = {
    OWN: "With your own relu, this one is ",
    LENT: "With a right relu and step in place of yours, this one is ",
}


def plain(text: str) -> str:
    """On one line, also what stands in JSON."""
    return " ".join(text.replace("\\n", " ").split())


def judged_on(basis: Basis | None, mark=SIGMOID) -> Grade:
    return replace(GRADED, marks=(replace(mark, basis=basis),))


@pytest.mark.parametrize("basis", WORDS)
def test_a_student_reads_on_what_a_question_rests(basis: Basis) -> None:
    for mark, end in ((SIGMOID, "right."), (RELU, "not right yet.")):
        for reader, text in student_texts(judged_on(basis, mark), Visibility()).items():
            assert WORDS[basis] + end in plain(text), reader


def test_checks_that_fail_beside_a_right_answer_are_explained() -> None:
    failed = replace(RELU, points=4.0, verdicts=(*RELU.verdicts[:2], *SIGMOID.verdicts[1:]), basis=OWN)
    for text in student_texts(replace(GRADED, marks=(failed,)), Visibility()).values():
        assert "A check that does not pass here calls relu too." in plain(text)


@pytest.mark.parametrize("visibility", EVERY_VISIBILITY, ids=str)
def test_where_hidden_cases_are_not_told_of_neither_is_this(visibility: Visibility) -> None:
    quiet = not visibility.marks and visibility.hidden_cases == "none"
    pages = [feedback_page(owned(judged_on(basis)), visibility, COURSE) for basis in (None, OWN, LENT)]
    assert (len(set(pages)) == 1) == quiet


def test_grades_from_before_read_as_they_did() -> None:
    text = GRADED.to_json()
    assert "basis" not in text
    assert Grade.from_json(text) == GRADED
    assert Grade.from_json(judged_on(LENT).to_json()) == judged_on(LENT)


@pytest.fixture
def room(tmp_path: Path, zygote: ZygoteProcess) -> Iterator[UsingKit]:
    with using_kit(tmp_path / "kit", zygote) as made:
        yield made


@pytest.mark.slow
def test_a_class_is_graded_so_and_the_same_each_time(room: UsingKit, tmp_path: Path) -> None:
    """With the command, in processes of its own: points, pages and the bytes of every grade."""
    swapped = "def split_signs(w):\n    return w * (w < 0), w * (w > 0)\n"
    cancels = RIGHT["dale_layer"].replace("up, down", "down, up")
    endless = "def lif_step(v, i, dt=0.1):\n    while True:\n        pass\n"
    work = {
        "right": ({}, 10),
        "slip": ({"lif_step": SLIP}, 9),
        "missing": ({"lif_step": ""}, 8),
        "endless": ({"lif_step": endless}, 8),
        "cancel": ({"split_signs": swapped, "dale_layer": cancels}, 5),
    }
    for name, (answers, _) in work.items():
        room.handed_in(answers, path=tmp_path / "class" / f"{name}.py")
    seen = []
    for out in (tmp_path / "one", tmp_path / "two"):
        ran = autograder("grade", tmp_path / "class", "--kit", room.root, "--out", out)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        seen.append({path.name: path.read_text(encoding="utf-8") for path in sorted((out / "results").glob("*.json"))})
    assert seen[0] == seen[1]
    scores = {name.partition(".")[0]: float(row["score"]) for name, row in rows(tmp_path / "one").items()}
    assert scores == {name: score for name, (_, score) in work.items()}
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "one" / "feedback").glob("*.html")}
    text = {name: re.sub(r"\s+", " ", page) for name, page in pages.items()}
    assert "this one is" not in next(page for name, page in text.items() if "right" in name)
    assert "With your own lif_step, this one is right." in next(page for name, page in text.items() if "slip" in name)
    lent = "With a right lif_step in place of yours, this one is right."
    assert lent in next(page for name, page in text.items() if "missing" in name)
    assert any("own" in json.dumps(json.loads(result)) for result in seen[0].values())
