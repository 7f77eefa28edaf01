"""Plain values beside functions: in one assignment, under attack, in the zip for Gradescope, and under stock Otter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.gradescope.stock import WARNING, write_stock_zip
from autograder.grading import Grader
from autograder.kit import Kit
from autograder.marking.suite import suites_of
from autograder.model import Mark, Submission
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.broken_kit import own_solutions
from tests.helpers.command import autograder
from tests.helpers.question_kit import NAME as HEAT
from tests.helpers.question_kit import question_kit, replaced
from tests.helpers.stock_otter import otter_run
from tests.helpers.value_kit import FILES, NAME, RIGHT, handed_in, value_kit

pytestmark = pytest.mark.slow
CELSIUS = "def celsius(f):\n    return (f - 32) / 1.8"
CHANGING = "def celsius(f):\n    global ion\n    ion = {!r}\n    return (f - 32) / 1.8"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A function and a choice in one assignment."""
    root = question_kit(tmp_path_factory.mktemp("mixed") / "kit")
    replaced(root / "grading_config.yaml", "celsius: 4", "celsius: 4\n      ion: 2")
    source = root / "assignments" / HEAT / f"{HEAT}.md"
    text = source.read_text(encoding="utf-8")
    source.write_text(f"{text}\n## ion: which one\n\n```{{code-cell}} ipython3\n# stub: ion\n```\n", encoding="utf-8")
    (root / "tests" / "questions" / HEAT / "ion.py").write_text(FILES["ion"], encoding="utf-8")
    done = autograder("build", HEAT, "--kit", root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def marks(root: Path, zygote: ZygoteProcess, folder: Path, *cells: str) -> dict[str, Mark]:
    path = folder / "work.py"
    path.write_text("".join(f"# %%\n{cell}\n" for cell in ("import numpy as np", *cells)), encoding="utf-8")
    kit = Kit(root)
    with own_solutions():
        grader = Grader(kit.config.limits, {HEAT: suites_of(kit)[HEAT]}, zygote)
        return {mark.question: mark for mark in grader.grade(Submission("work.py", path, asked=HEAT)).marks}


def test_a_function_that_is_called_changes_no_answer(mixed: Path, zygote: ZygoteProcess, tmp_path: Path) -> None:
    for before, after, points in (("B", "A", 2), ("A", "B", 0)):
        found = marks(mixed, zygote, tmp_path, CHANGING.format(after), f"ion = {before!r}")
        assert (found["celsius"].points, found["ion"].points) == (4, points)


def test_a_wrong_function_is_still_recognised_beside_a_choice(
    mixed: Path, zygote: ZygoteProcess, tmp_path: Path
) -> None:
    found = marks(mixed, zygote, tmp_path, "def celsius(f):\n    return (f + 32) / 1.8", "ion = 'A'")
    ids = {name: mark.diagnosis.id for name, mark in found.items() if mark.diagnosis}
    assert ids == {"celsius": "W2", "ion": "choice A"}


def test_a_reference_that_is_gone_leaves_the_function_open_and_the_choice_judged(
    mixed: Path, zygote: ZygoteProcess, tmp_path: Path
) -> None:
    solutions = mixed / "solutions" / f"{HEAT}.py"
    text = solutions.read_text(encoding="utf-8")
    try:
        solutions.write_text("nothing(", encoding="utf-8")
        found = marks(mixed, zygote, tmp_path, CELSIUS, "ion = 'B'")
    finally:
        solutions.write_text(text, encoding="utf-8")
    assert (found["celsius"].points, found["ion"].points) == (None, 2)


def test_a_choice_is_proved_alone_beside_a_function(mixed: Path) -> None:
    done = autograder("prove", HEAT, "--question", "ion", "--workers", "1", "--kit", mixed)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{HEAT}: 6 answers graded" in done.stdout


@pytest.mark.long
def test_both_kinds_are_proved_together(mixed: Path) -> None:
    done = autograder("prove", HEAT, "--workers", "1", "--kit", mixed)
    assert done.returncode == 0, done.stdout + done.stderr


# What it looks for is written backwards, or it would find itself; one thing is put there to be found.
BACKWARDS = [
    word[::-1] for word in ("RIGHT_CHOICE", "potassium, which", "sodium change", "negative one", "planted here")
]
SEARCH = f"""\
import gc, sys
planted = ["planted " + str("here")]
def everything():
    for one in gc.get_objects():
        if isinstance(one, (dict, list, tuple)):
            yield str(one)
    for frame in sys._current_frames().values():
        while frame is not None:
            yield repr(frame.f_locals)
            frame = frame.f_back
found = {{word for one in everything() for word in {BACKWARDS!r} if word[::-1] in one}}
predict = "found " + " and ".join(sorted(found))
"""


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = value_kit(tmp_path_factory.mktemp("values") / "kit")
    assert autograder("build", "--kit", root).returncode == 0
    return root


def test_nothing_of_what_is_right_is_in_the_students_process(
    values: Path, zygote: ZygoteProcess, tmp_path: Path
) -> None:
    kit = Kit(values)
    work = handed_in(tmp_path / "work.py", predict=SEARCH)
    grade = Grader(kit.config.limits, suites_of(kit), zygote).grade(Submission("work.py", work, asked=NAME))
    notes = [mark.note for mark in grade.marks if mark.question == "predict"]
    assert notes == [f"You wrote: found {BACKWARDS[-1]}"], (notes, grade.troubles)


def test_a_value_by_another_name_is_taken_where_a_person_says_so(
    values: Path, zygote: ZygoteProcess, tmp_path: Path
) -> None:
    kit = Kit(values)
    work = handed_in(tmp_path / "work.py", rest="rest = ...\nrest_potential = '-54 mV'")
    submission = Submission("work.py", work, asked=NAME, renamed=(("rest", "rest_potential"),))
    found = {mark.question: mark for mark in Grader(kit.config.limits, suites_of(kit), zygote).grade(submission).marks}
    assert found["rest"].points == 3
    assert "Graded with the answer that you called rest_potential." in found["rest"].note


def test_a_text_is_inert_on_the_page(values: Path, tmp_path: Path) -> None:
    handed_in(tmp_path / "work" / "a.py", predict="predict = '<script>alert(1)</script> =1+1 [x](javascript:1)'")
    out = tmp_path / "out"
    done = autograder("grade", tmp_path / "work", "--out", out, "--kit", values, "--workers", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    page = next((out / "feedback").rglob("a*.html")).read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_the_zip_for_gradescope_is_made_without_a_reference(values: Path, tmp_path: Path) -> None:
    done = autograder("gradescope", NAME, "-o", tmp_path / "zip.zip", "--kit", values)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.long
def test_stock_otter_gives_the_same_points_and_none_for_what_a_teacher_marks(tmp_path: Path) -> None:
    root = value_kit(tmp_path / "kit")
    assert autograder("build", "--kit", root).returncode == 0
    answers = {"right": RIGHT, "wrong": {"ion": "ion = 'A'", "rest": "rest = '-54'", "predict": "predict = ..."}}
    wanted = {"right": {"ion": 2, "rest": 3, "predict": 0.25}, "wrong": {"ion": 0, "rest": 0, "predict": 0}}
    kit = Kit(root)
    write_stock_zip(kit, kit.assignments[NAME], tmp_path / "stock.zip")
    for name, cells in answers.items():
        path = notebook(tmp_path / name / f"{NAME}.ipynb", list(cells.values()))
        assert otter_run(tmp_path / "stock.zip", path, tmp_path / f"out-{name}") == wanted[name]
    config = root / "grading_config.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("limits:", "    by_hand: [predict]\nlimits:", 1))
    kit = Kit(root)
    write_stock_zip(kit, kit.assignments[NAME], tmp_path / "by-hand.zip")
    path = notebook(tmp_path / "hand" / f"{NAME}.ipynb", list(RIGHT.values()))
    assert otter_run(tmp_path / "by-hand.zip", path, tmp_path / "out-hand") == {"ion": 2, "rest": 3, "predict": 0}
    assert "A text that is marked by hand is worth 0 here" in WARNING


def notebook(path: Path, cells: list[str]) -> Path:
    path.parent.mkdir(parents=True)
    code = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
        for source in ("import otter\ngrader = otter.Notebook()", *cells)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    document = {"nbformat": 4, "nbformat_minor": 4, "metadata": kernel, "cells": code}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path
