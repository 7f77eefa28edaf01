"""One cause, one message, from a notebook to its page: what only follows is counted."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest

from autograder.grading import Grader
from autograder.marking.causes import told_once, told_troubles
from autograder.marking.suite import suites_of
from autograder.model import Cell, Form, Grade, Mark, Notebook, Person, Provenance, Submission, Verdict
from autograder.questions.checks import WAITING
from autograder.reports.as_student import view_text
from autograder.reports.gradescope import Standing, results_of
from autograder.reports.student_view import QuestionView, student_view
from autograder.sandbox.launch import ZygoteProcess
from autograder.sandbox.session import Trouble
from tests.helpers.known_answers import KIT, save

NAME = "activation_functions"
CELLS = [
    "import numpy as np",
    "def linear(n):\n    # the same again",
    "def relu(n):\n    m = n.mul(n > 0)\n    return m",
    'def step(n):\n    """Silent, or fully on."""\n    ...',
    "def sigmoid(n):\n    return 1 / (1 + np.exp(-n)",
    "sigmoid(1)",
    "a = relu(np.ones(2))",
    "def tanh(n):\n    return [np.tanh(n[k]) for k in range(3)]",
    "relu(np.ones(3))",
    "sigmoid(2)",
]


@pytest.fixture(scope="module")
def grade(tmp_path_factory: pytest.TempPathFactory) -> Grade:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])
    notebook.metadata["autograder"] = {"assignment": NAME}
    path = save(notebook, tmp_path_factory.mktemp("causes") / "one.ipynb")
    with ZygoteProcess() as host, Grader(KIT.config.limits, suites_of(KIT), host) as grader:
        return grader.grade(Submission(path.name, path))


def seen(grade: Grade) -> dict[str, QuestionView]:
    view = student_view(grade, Person(name="Ann"), KIT.config.visibility)
    return dict(zip((mark.question for mark in grade.marks), view.questions, strict=True))


@pytest.mark.parametrize("question", ["linear", "step"])
def test_an_empty_stub_is_not_begun_and_nothing_else(grade: Grade, question: str) -> None:
    view = seen(grade)[question]
    assert (view.words, view.points) == ("Not begun", "0 of 4 points")
    assert view.note == f"{question} is not begun yet: so far it computes nothing."
    assert (view.checks, view.folded, view.further, view.hint) == ((), "", "", "")


def test_the_learners_own_line_stands_with_the_error_once(grade: Grade) -> None:
    view = seen(grade)["relu"]
    (check,) = view.checks
    assert "relu stopped with AttributeError: 'numpy.ndarray' object has no attribute 'mul'" in check.says
    assert "\nin this line: m = n.mul(n > 0)\n" in check.says
    assert view.folded == "3 more checks wait for that one."
    assert view.hint == ""  # the check asks the same


def test_what_cannot_be_read_is_told_first_and_where_it_matters(grade: Grade) -> None:
    view = seen(grade)["sigmoid"]
    assert view.note.startswith("Code cell 5, which is to define sigmoid, stopped with SyntaxError: ")
    assert view.note.endswith("\nin this line: return 1 / (1 + np.exp(-n)")
    assert (view.checks, view.folded) == ((), "4 checks of the notebook could not run.")


def test_cells_that_stopped_for_want_of_another_are_counted_with_it(grade: Grade) -> None:
    told = {words.split(" (")[0]: words for words in grade.troubles}
    assert list(told) == ["Code cell 2", "Code cell 5", "Code cell 7"]
    assert told["Code cell 5"].endswith("; 2 more cells stopped for the same cause")
    assert told["Code cell 7"].endswith("; 1 more cell stopped for the same cause")


def test_no_page_says_what_only_a_notebook_may(grade: Grade) -> None:
    page = view_text(student_view(grade, Person(name="Ann"), KIT.config.visibility))
    assert not [words for words in ("again", "above", "Run the cell", "this one", WAITING) if words in page]


def test_gradescope_lists_no_check_that_only_follows(grade: Grade) -> None:
    results = results_of(grade, KIT.config.visibility, Standing())
    assert [test.name for test in results.tests if test.question == "relu" and test.max_score is None] == [
        "relu: one activation for each net input"
    ]
    assert not [test for test in results.tests if WAITING in test.output]


def test_a_grade_keeps_what_follows_and_what_is_not_begun(grade: Grade) -> None:
    again = Grade.from_json(grade.to_json())
    assert again == grade
    assert [mark.begun for mark in again.marks] == [False, True, False, True, True]


def test_an_older_grade_has_neither(grade: Grade) -> None:
    text = grade.to_json().replace('"begun": false, ', "").replace('"follows": true, ', "")
    older = Grade.from_json(text)
    assert all(mark.begun for mark in older.marks)
    assert not any(verdict.follows for mark in older.marks for verdict in mark.verdicts)


# --- what counts as the same cause


def failing(*words: str) -> list[Verdict]:
    return [Verdict(str(number), hidden=False, outcome="failed", says=said) for number, said in enumerate(words)]


@pytest.mark.parametrize(
    ("words", "follow"),
    [
        (["it stopped", WAITING, "another value"], [False, True, False]),
        (["it stopped", "it stopped"], [False, True]),
        (["ran too long", "was not tried again: ran too long"], [False, True]),
        ([WAITING, "another value"], [False, False]),  # what it waits for did not fail
    ],
)
def test_what_follows_is_what_has_no_words_of_its_own(words: list[str], follow: list[bool]) -> None:
    assert [verdict.follows for verdict in told_once(failing(*words))] == follow


NAMELESS = "stopped with NameError: name '{}' is not defined (line 1)"


@pytest.mark.parametrize(
    ("sources", "words", "told"),
    [
        (
            ["import numpy as np\nfoo(", "np.ones(2)"],
            ["stopped with SyntaxError: x (line 2)", NAMELESS.format("np")],
            1,
        ),
        (["from a import b as c, d", "d()"], ["stopped with ValueError: x (line 1)", NAMELESS.format("d")], 1),
        (["x = y", "x"], [NAMELESS.format("y"), NAMELESS.format("x")], 1),
        (["plot(1)", "plot(2)"], [NAMELESS.format("plot")] * 2, 1),
        (["f(", "g("], ["stopped with SyntaxError: incomplete input (line 1)"] * 2, 2),
        (["f()", "g()"], ["stopped with ValueError: a (line 1)", "stopped with ValueError: b (line 1)"], 2),
    ],
)
def test_cells_are_told_by_their_causes(sources: list[str], words: list[str], told: int) -> None:
    notebook = Notebook(tuple(Cell(number, source) for number, source in enumerate(sources, 1)))
    troubles = [Trouble(number, said) for number, said in enumerate(words, 1)]
    assert len(told_troubles(troubles, notebook)) == told


# --- points in points


def marked(points: float, **more: Any) -> QuestionView:
    verdicts = tuple(Verdict(str(number), hidden=True, outcome="passed") for number in range(7))
    mark = Mark("loop", "", 5.0, points, verdicts, **more)
    grade = Grade("a", "net_input", "graded", 5.0, (mark,), Provenance("", "", ""))
    return student_view(grade, Person(), KIT.config.visibility).questions[0]


def test_points_for_the_way_are_told_in_points() -> None:
    view = marked(3.5, form=Form("loop", "other", "Another way.", taken=0.3))
    assert "1.5 of the 5 points are for the way of computing" in view.note
    assert view.further == "7 of 7 further checks passed."


def test_full_marks_lead_on_once() -> None:
    view = student_view(
        Grade("a", "net_input", "graded", 5.0, (Mark("loop", "", 5.0, 5.0, ()),), Provenance("", "", "")),
        Person(),
        KIT.config.visibility,
    )
    assert view.headline.startswith("Everything is right. Well done. Now try an input of your own")


@pytest.mark.slow
@pytest.mark.parametrize("name", KIT.assignments)
def test_a_notebook_as_it_was_given_out_is_not_begun_in_any_of_its_questions(name: str) -> None:
    path = KIT.assignments[name].notebook
    with ZygoteProcess() as host, Grader(KIT.config.limits, suites_of(KIT), host) as grader:
        untouched = grader.grade(Submission(path.name, path))
    view = student_view(untouched, Person(), KIT.config.visibility)
    assert {one.words for one in view.questions} == {"Not begun"}
    assert {(one.checks, one.folded, one.further, one.hint) for one in view.questions} == {((), "", "", "")}
    assert all(mark.question in one.note for mark, one in zip(untouched.marks, view.questions, strict=True))
    assert view.headline.startswith("No question is begun in this file.")
