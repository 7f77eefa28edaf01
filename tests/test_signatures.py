"""Signatures of known answers: made once, kept while fresh, and never missing without a word."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.grading import Grader
from autograder.kit import Kit
from autograder.marking.suite import suites_of
from autograder.model import Grade, Submission
from autograder.sandbox.host import Job
from autograder.sandbox.launch import ForkedWorker, ZygoteProcess
from tests.helpers.command import quick_kit
from tests.helpers.known_answers import ROOT, filled_notebook, plain_right, save

WRONG = "def net_input_loop(a, wj):\n    return a[0] * wj[0]\n"


class Mortal(ZygoteProcess):
    """A zygote that dies whenever the known answers have got their worker."""

    def start(self, job: Job) -> ForkedWorker:
        worker = super().start(job)
        if "known_answer" in job.questions:
            self._process.kill()
            self._process.wait()
        return worker


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    """A kit that has kept nothing so far, nor what others have."""
    folder = quick_kit(tmp_path / "kit")
    (folder / ".cache").unlink()
    return Kit(folder)


@pytest.fixture
def submission(tmp_path: Path) -> Submission:
    answers = {**plain_right("net_input"), "net_input_loop": WRONG}
    return Submission("wrong.ipynb", save(filled_notebook("net_input", answers), tmp_path / "wrong.ipynb"))


def graded(kit: Kit, submission: Submission, host: type[ZygoteProcess] = ZygoteProcess) -> Grade:
    with Grader(kit.config.limits, suites_of(kit), host()) as grader:
        return grader.grade(submission)


def caches(kit: Kit) -> list[Path]:
    return sorted((kit.root / ".cache").glob("*-signatures-*"))


@pytest.mark.slow
def test_a_hint_that_the_grader_could_not_find_leaves_the_mark_open(kit: Kit, submission: Submission) -> None:
    grade = graded(kit, submission, Mortal)
    loop, *others = grade.marks
    assert grade.status == "open"
    assert loop.points is None
    assert [v.detail for v in loop.verdicts if v.outcome == "unknown"] == ["the sandbox has stopped"]
    assert [mark.points for mark in others] == [5, 5]
    assert caches(kit) == []
    again = graded(kit, submission)
    assert again.marks[0].diagnosis is not None
    assert again.marks[1:] == grade.marks[1:]


@pytest.mark.long
def test_kept_signatures_give_the_same_grade_without_a_worker_for_them(kit: Kit, submission: Submission) -> None:
    first = graded(kit, submission)
    assert len(caches(kit)) == 1
    assert graded(kit, submission, Mortal) == first


@pytest.mark.long
@pytest.mark.parametrize("damage", ["", "{", "[]", '{"key": 3}', "null"])
def test_a_damaged_cache_is_made_anew(kit: Kit, submission: Submission, damage: str) -> None:
    first = graded(kit, submission)
    (cache,) = caches(kit)
    whole = cache.read_text()
    cache.write_text(damage)
    assert graded(kit, submission) == first
    assert cache.read_text() == whole


@pytest.mark.long
def test_other_data_beside_the_notebook_makes_them_anew(kit: Kit, submission: Submission) -> None:
    (kit.root / "assignments").unlink()
    shutil.copytree(ROOT / "assignments", kit.root / "assignments")
    graded(kit, submission)
    (cache,) = caches(kit)
    before = json.loads(cache.read_text())
    (kit.root / "assignments" / "net_input" / "spikes.csv").write_text("1, 2\n")
    graded(Kit(kit.root), submission)
    after = json.loads(cache.read_text())
    assert after["key"] != before["key"]
    assert after["kept"] == before["kept"]


@pytest.mark.long
def test_without_a_place_for_a_cache_they_are_made_each_time(kit: Kit, submission: Submission) -> None:
    shutil.rmtree(kit.root / ".cache", ignore_errors=True)
    (kit.root / ".cache").write_text("a file, where a folder is to be")
    assert graded(kit, submission).marks[0].diagnosis is not None
