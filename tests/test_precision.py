"""How often a hint fits: on answers that the catalogue does not hold, labelled before the diagnosis was asked."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pytest
import yaml

from autograder.grading import Grader
from autograder.marking.suite import suite_of
from autograder.model import Mark, Person, Submission
from autograder.questions.file import question_file
from autograder.reports.as_student import question_text
from autograder.reports.student_view import student_view
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.known_answers import KIT, ROOT, cells_of, plain_right, save

pytestmark = pytest.mark.slow

FLOOR = 0.95
LEAST_KNOWN = 0.7  # of the answers that are a known mistake: words of the simplest input help the others
SUITES = {name: suite_of(KIT, assignment) for name, assignment in KIT.written.items()}
LEAKS = ("Opaque", "StudentCodeError", "Error at line", "waits for the first", "a ndarray", "run this", "above,")


class Found(NamedTuple):
    """A labelled answer, its mark, and what its student reads of it."""

    entry: dict[str, Any]
    mark: Mark
    page: str

    @property
    def known(self) -> str:
        """The known mistake that it is taken for, if it is."""
        diagnosis = self.mark.diagnosis
        turned = diagnosis is not None and re.match(r"\w+ and [\w-]+\Z", diagnosis.id)
        if diagnosis is None or (diagnosis.share is None and not turned):
            return ""
        return diagnosis.id.partition(" and ")[0]


def notebooks() -> list[tuple[str, list[dict[str, Any]]]]:
    """All labelled answers, in as few notebooks as hold each question once.

    What is used by others is in other notebooks than these: beside a wrong one they would not be diagnosed.
    """
    answers: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for path in sorted((ROOT / "tests" / "fresh").glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            answers[entry["assignment"], entry["question"]].append(entry)
    rounds: list[tuple[str, list[dict[str, Any]]]] = []
    for assignment in KIT.written:
        for is_using in (False, True):
            asked = [key for key in answers if key[0] == assignment and bool(used_by(*key)) == is_using]
            columns = [answers[key] for key in asked]
            rows = range(max(map(len, columns), default=0))
            rounds += [(assignment, [column[row] for column in columns if row < len(column)]) for row in rows]
    return rounds


def used_by(assignment: str, question: str) -> list[str]:
    """The functions that an answer to a question may call."""
    source = question_file(KIT.written[assignment], question)
    return list(source.says.get("USES", [])) if source else []


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Found]:
    folder = tmp_path_factory.mktemp("fresh")
    limits = KIT.config.limits.model_copy(update={"call_cpu_s": 0.5, "cell_cpu_s": 1})
    judged = []
    with ZygoteProcess() as host, Grader(limits, SUITES, host) as grader:
        for number, (assignment, entries) in enumerate(notebooks()):
            grade = grader.grade(written(folder / f"{number}.ipynb", assignment, entries))
            questions = student_view(grade, Person(), KIT.config.visibility).questions
            pages = {mark.question: (mark, question_text(q)) for mark, q in zip(grade.marks, questions, strict=True)}
            judged += [Found(entry, *pages[entry["question"]]) for entry in entries]
    return judged


def written(path: Path, assignment: str, entries: list[dict[str, Any]]) -> Submission:
    used = {name for entry in entries for name in used_by(assignment, entry["question"])}
    right = [code for name, code in plain_right(assignment).items() if name in used]
    every = ["import numpy as np", *right, *(entry["code"] for entry in entries)]
    cells = [cell for code in every for cell in cells_of(code)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["autograder"] = {"assignment": assignment}
    return Submission(path.name, save(notebook, path))


def test_a_hint_that_is_given_fits(found: list[Found]) -> None:
    given = [one for one in found if one.known]
    wrong = [one for one in given if one.known not in one.entry["fits"]]
    told = [f"{one.entry['id']} ({one.entry['says']}) is taken for {one.known}" for one in wrong]
    assert len(given) - len(wrong) >= FLOOR * len(given), "\n".join(told)


def test_known_mistakes_are_known_in_other_words(found: list[Found]) -> None:
    are_known = [one for one in found if one.entry["fits"]]
    assert sum(one.known in one.entry["fits"] for one in are_known) >= LEAST_KNOWN * len(are_known)


def test_no_wrong_answer_gets_all_and_each_is_told_something(found: list[Found]) -> None:
    assert [one.entry["id"] for one in found if one.mark.points == one.mark.max_points] == []
    silent = [one for one in found if one.mark.diagnosis is None and not one.mark.note]
    assert [one.entry["id"] for one in silent if "?" not in one.page] == []


def test_the_words_leak_nothing_of_ours_and_name_no_place_of_a_notebook(found: list[Found]) -> None:
    leaking = {one.entry["id"]: leak for one in found for leak in LEAKS if leak in one.page}
    assert leaking == {}
