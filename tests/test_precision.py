"""How often a hint fits: on answers that the catalogue does not hold, labelled before the diagnosis was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pytest
import yaml

from autograder.grading import Grader
from autograder.marking.suite import suite_of
from autograder.model import Mark, Person, Submission
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
        if diagnosis is None or (diagnosis.share is None and (":" in diagnosis.id or " and " not in diagnosis.id)):
            return ""  # what goes wrong on one input is told in words, and is no known mistake
        return diagnosis.id.partition(" and ")[0]


class Round(NamedTuple):
    """Answers that stand in one notebook, and the right ones of the functions that they call."""

    assignment: str
    entries: list[dict[str, Any]]
    used: list[str]


def notebooks() -> Iterator[Round]:
    """All labelled answers, in as few notebooks as hold each question once, and what it calls right."""
    answers: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for path in sorted((ROOT / "tests" / "fresh").glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            answers[entry["assignment"], entry["question"]].append(entry)
    for name, suite in SUITES.items():
        columns = {one.id: answers[name, one.id] for one in suite.questions if not one.uses}
        for row in range(max(map(len, columns.values()))):
            yield Round(name, [column[row] for column in columns.values() if row < len(column)], [])
        for question in filter(lambda one: one.uses, suite.questions):
            used = [plain_right(name)[one] for one in question.uses]
            yield from (Round(name, [entry], used) for entry in answers[name, question.id])


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Found]:
    folder = tmp_path_factory.mktemp("fresh")
    limits = KIT.config.limits.model_copy(update={"call_cpu_s": 0.5, "cell_cpu_s": 1})
    judged = []
    with ZygoteProcess() as host, Grader(limits, SUITES, host) as grader:
        for number, (assignment, entries, used) in enumerate(notebooks()):
            grade = grader.grade(written(folder / f"{number}.ipynb", assignment, entries, used))
            questions = student_view(grade, Person(), KIT.config.visibility).questions
            pages = {mark.question: (mark, question_text(q)) for mark, q in zip(grade.marks, questions, strict=True)}
            judged += [Found(entry, *pages[entry["question"]]) for entry in entries]
    return judged


def written(path: Path, assignment: str, entries: list[dict[str, Any]], used: list[str]) -> Submission:
    codes = ("import numpy as np\nimport matplotlib.pyplot as plt", *used, *(entry["code"] for entry in entries))
    cells = [cell for code in codes for cell in cells_of(code)]
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
