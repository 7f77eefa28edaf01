"""What is the work of an assignment, and what only looks like it: no tutorial, stub or Markdown displaces anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.config import Config
from autograder.course.counting import HandedIn
from autograder.course.gradebook.documents import entry_from, entry_text
from autograder.course.roster import Member, Roster
from autograder.errors import SubmissionError, WrongAssignmentError
from autograder.grading import choose_suite
from autograder.marking.chosen import functions_of
from autograder.marking.suite import suites_of
from autograder.model import Cell, Entry, Grade, Notebook, Person, Submission
from autograder.notebook.reading import read_notebook
from tests.helpers.command import autograder, table
from tests.helpers.grades import joined_lines
from tests.helpers.known_answers import KIT, ROOT

SUITES = suites_of(KIT)
NET = """import numpy as np


def net_input_loop(a, wj):
    n = 0
    for x, w in zip(a, wj):
        n = n + x * w
    return n


def net_input_sum(a, wj):
    return np.sum(a * wj)


def net_input_dot(a, wj):
    return np.dot(a, wj)
"""
STEP = "import numpy as np\nstep = .1\nx = np.arange(0, 1, step)\n"


def notebook(*sources: str, stamp: str | None = None) -> Notebook:
    return Notebook(tuple(Cell(number, source) for number, source in enumerate(sources, 1)), stamp)


def ipynb(*sources: str, stamp: str | None = None) -> bytes:
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
        for source in sources
    ]
    metadata = {"autograder": {"assignment": stamp}} if stamp else {}
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": cells}).encode()


# --- a function, not a name

FUNCTIONS = {
    "def": "def step(n):\n    return n > 0",
    "async": "async def step(n):\n    return n > 0",
    "lambda": "step = lambda n: n > 0",
    "annotated": "from typing import Callable\nstep: Callable = lambda n: n > 0",
    "vectorized": "import numpy as np\nstep = np.vectorize(lambda n: n > 0, otypes=[float])",
    "vectorized later": "import numpy as np\nstep = np.vectorize(otypes=[float])(lambda n: n > 0)",
    "partial": "from functools import partial\nimport numpy as np\nstep = partial(np.heaviside, x2=0)",
    "of a tuple": "step, tau = (lambda n: n > 0), 3",
    "alias": "def other(n):\n    return n > 0\nstep = other",
    "several": "relu = step = lambda n: n > 0",
    "of a module": "import numpy as np\nstep = np.sign",
    "imported": "from scipy.special import expit\nstep = expit",
    "made": "def make():\n    def inner(n):\n        return n > 0\n    return inner\nstep = make()",
    "made of two": "def make():\n    return lambda n: n\nstep, _ = make()",
    "one of two": "step = (lambda n: n) if 1 else None",
    "under if": "if True:\n    def step(n):\n        return n > 0",
    "under try": "try:\n    import numba\nexcept ImportError:\n    step = lambda n: n > 0",
    "with magic": "%time x = 1\ndef step(n):\n    return n > 0",
    "in a module that a cell writes": "%%writefile act.py\ndef step(n):\n    return n > 0",
}
NO_FUNCTIONS = {
    "number": "step = .1",
    "sum": "step = 1 / 10",
    "list": "step = [1, 2]",
    "call": "import numpy as np\nstep = np.linspace(0, 1, 3)",
    "computed": "def width(n):\n    return 1 / n\nstep = width(10)",
    "number of a tuple": "step, f = .1, lambda n: n",
    "text": "step = 'def step(n): pass'",
    "attribute": "class Args:\n    step = 1\nstep = Args().step",
    "compared": "step == (lambda n: n)",
    "loop": "for step in range(3):\n    pass",
    "inner": "def f():\n    def step(n):\n        return n",
    "method": "class Net:\n    def step(self):\n        return 1",
    "class": "class step:\n    pass",
    "augmented": "step = 0\nstep += 1",
}
STUBS = ["...", "pass", "return", "return None", "raise NotImplementedError", "raise NotImplementedError('later')"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_answers_a_question_however_it_is_bound(name: str) -> None:
    assert "step" in functions_of(notebook(FUNCTIONS[name])).filled


@pytest.mark.parametrize("name", NO_FUNCTIONS)
def test_a_variable_of_its_name_answers_no_question(name: str) -> None:
    answer = notebook(NO_FUNCTIONS[name])
    functions = functions_of(answer)
    assert "step" not in functions.defined
    for asked in (None, "activation_functions"):
        with pytest.raises(WrongAssignmentError):
            choose_suite(answer, functions, SUITES, asked)


@pytest.mark.parametrize("body", STUBS)
def test_a_stub_is_defined_and_not_filled(body: str) -> None:
    functions = functions_of(notebook(f'def step(n):\n    """Activation.\n    """\n    # here\n    {body}'))
    assert (functions.defined, functions.filled) == ({"step"}, frozenset())


def test_a_cell_that_is_no_python_still_tells_of_which_assignment_it_is() -> None:
    broken = notebook("def step(n)\n    return n", "relu = lambda n")
    functions = functions_of(broken)
    assert (functions.defined, functions.filled) == ({"step", "relu"}, frozenset())
    assert choose_suite(broken, functions, SUITES, None) is SUITES["activation_functions"]


@pytest.mark.parametrize("text", ["x = " + "1 if a else " * 5000 + "1", "a" * 10**6, "def " * 10**5, "x" + " " * 10**6])
def test_no_source_is_too_much(text: str) -> None:
    assert functions_of(notebook(text)).defined <= {"def"}


def test_the_stamp_decides_where_a_helper_is_called_like_a_question_of_another() -> None:
    stamped = notebook(NET, "def relu(n):\n    return n", stamp="activation_functions")
    assert choose_suite(stamped, functions_of(stamped), SUITES, None) is SUITES["activation_functions"]


# --- text that is no Python

FENCED = f"# Net input\n\nSome text, it's here.\n\n```python\n{NET}```\n"
PROSE = {
    "fenced": FENCED,
    "tildes": FENCED.replace("```", "~~~"),
    "windows": FENCED.replace("\n", "\r\n"),
    "myst": f"---\njupytext:\n  text_representation:\n    format_name: myst\n---\n\n```{{code-cell}}\n{NET}```\n",
    "jupytext": f"---\njupyter:\n  jupytext:\n    formats: ipynb,md\n---\n\n# Net\n\n```python\n{NET}```\n",
    "quarto": f"---\ntitle: Net\n---\n\n{NET}",
    "docstring in it": FENCED.replace("    n = 0", '    """Net input."""\n    n = 0'),
    "html": f"<p>My answer</p>\n<pre>\n{NET}</pre>",
    "comment": f"<!-- saved -->\n{NET}",
}


@pytest.mark.parametrize("name", PROSE)
def test_markdown_and_web_pages_are_named_and_not_marked(name: str) -> None:
    with pytest.raises(SubmissionError, match=r"Found (Markdown|a web page \(HTML\)), not a notebook"):
        read_notebook(PROSE[name].encode())


PYTHON = {
    "fence in a docstring": f'"""\n```python\nrelu(1)\n```\n"""\n{NET}',
    "colab": f'# coding: utf-8\n"""net.ipynb\n\n# Net input\n\n```\nn\n```\n"""\n\n!pip install otter-grader\n{NET}',
    "quotes in a comment": f'# no """ here\n"""\n```\n"""\n{NET}',
    "minus": f"x = 1\n---x\n{NET}",
}


@pytest.mark.parametrize("name", PYTHON)
def test_python_is_read_whatever_it_quotes(name: str) -> None:
    assert functions_of(read_notebook(PYTHON[name].encode())).defined >= {"net_input_loop"}


@pytest.mark.parametrize("text", [f"# Net\n\nSome text, it's here.\n\n{NET}", f"Net\n===\n\n.. code::\n\n{NET}"])
def test_of_prose_with_code_in_it_nothing_is_filled_in(text: str) -> None:
    assert functions_of(read_notebook(text.encode())).filled == frozenset()


@pytest.mark.parametrize(
    "slip",
    ["x = = 3", "def relu(n:\n    return n", "print 'done'", "print x", "!pip install numpy", "return n", "for i in"],
)
def test_a_slip_of_the_pen_leaves_the_rest_filled_in(slip: str) -> None:
    assert functions_of(read_notebook(f"import numpy as np\n\n{slip}\n\n{NET}".encode())).filled >= {"net_input_loop"}


# --- what displaces what

ADA = Person("1", "Ada")
POINTS = {"q": 5.0, "r": 5.0, "s": 5.0}


def config(counts: str) -> Config:
    return Config.model_validate(
        {
            "course": "C",
            "term": "t",
            "time_zone": "UTC",
            "assignments": {"one": {"points": POINTS}, "two": {"points": {"t": 1, "u": 1, "v": 1}}},
            "handing_in": {"counts": counts},
        }
    )


def work(name: str, answered: str | None, stamped: bool, raw: float | None = None, **other: object) -> HandedIn:
    """A submission of ``one`` that answers these questions, the later the higher its name."""
    known = {"assignment": "one", "chosen": None, "status": "graded", **other}
    raw = 5.0 * len(answered or "") if raw is None else raw
    submission = Submission(name, Path(name), people=(ADA,), chosen=known.pop("chosen"))
    points = dict.fromkeys(POINTS if known["assignment"] == "one" else "tuv", 0.0)
    letters = None if answered is None else tuple(answered)
    return HandedIn(submission, name, known["assignment"], known["status"], raw, 15, points, letters, stamped)


def ada(*handed_in: HandedIn, counts: str = "latest") -> Entry:
    [line] = [one for one in joined_lines(handed_in, Roster((Member(ADA),)), config(counts)) if one.assignment == "one"]
    assert entry_from(entry_text(line)) == line
    return line


WORK = work("1", "qrs", stamped=True)
NO_WORK = {
    "untouched stub": ("", True),
    "text": ("", False),
    "tutorial with a helper": ("q", False),
    "tutorial with two": ("qr", False),
}


@pytest.mark.parametrize("counts", ["latest", "chosen"])
@pytest.mark.parametrize("name", NO_WORK)
def test_what_is_not_the_work_displaces_nothing_and_stands_in_the_review(name: str, counts: str) -> None:
    answered, stamped = NO_WORK[name]
    line = ada(WORK, work("2", answered, stamped, 0, chosen=True), counts=counts)
    assert (line.submission, line.score) == ("1", 15)
    [(passed, why)] = line.review
    assert passed == "2"
    assert why.startswith("passed over, 1 counts: ")
    assert any("passed over, see review.csv: " in note for note in line.notes)


def test_the_work_of_python_files_is_displaced_by_less_of_it_neither() -> None:
    assert ada(work("1", "qr", stamped=False), work("2", "q", stamped=False)).submission == "1"


def test_a_helper_of_another_name_than_what_was_answered_displaces_nothing() -> None:
    assert ada(work("1", "r", stamped=True), work("2", "q", stamped=False)).submission == "1"


LATER = {
    "a stamped one with less": (WORK, work("2", "q", stamped=True)),
    "a Python file with all": (WORK, work("2", "qrs", stamped=False)),
    "a Python file with more": (work("1", "q", stamped=True), work("2", "qr", stamped=False)),
    "other halves": (work("1", "qr", stamped=False), work("2", "rs", stamped=False)),
    "work after a stub": (work("1", "", stamped=True), work("2", "q", stamped=False)),
    "a stub after a stub": (work("1", "", stamped=True), work("2", "", stamped=True)),
    "an old grade": (WORK, work("2", None, stamped=False)),
    "after an old grade": (work("1", None, stamped=False, raw=15), work("2", "q", stamped=False)),
}


@pytest.mark.parametrize("name", LATER)
def test_the_latest_work_counts(name: str) -> None:
    assert ada(*LATER[name]).submission == "2"


def test_the_best_is_the_best_whatever_it_is() -> None:
    line = ada(work("1", "q", stamped=True, raw=0), work("2", "r", stamped=False, raw=5), counts="best")
    assert (line.submission, line.score) == ("2", 5)


def test_what_counts_and_may_not_be_the_work_stands_in_the_review() -> None:
    for alone in (work("1", "q", stamped=False), work("1", "", stamped=True), work("1", "", stamped=False)):
        [(name, why)] = ada(alone).review
        assert (name, why.split(":")[0]) == ("1", "it counts, and may not be the work")
    assert (
        ada(WORK).review == ada(work("1", "q", stamped=True)).review == ada(work("1", None, stamped=False)).review == ()
    )


def test_a_later_file_that_cannot_be_read_stands_in_the_review() -> None:
    line = ada(WORK, work("2", None, stamped=False, raw=0, status="unreadable"))
    assert (line.submission, [name for name, _ in line.review]) == ("1", ["2"])


def test_a_tutorial_brings_no_assignment_into_play_for_a_class() -> None:
    tutorial = work("2", "t", stamped=False, assignment="two")
    lines = joined_lines([WORK, tutorial], Roster((Member(ADA), Member(Person("2", "Ben")))), config("latest"))
    assert {line.assignment for line in lines} == {"one", ""}
    [lost] = [line for line in lines if not line.assignment]
    why = "passed over: of two, which nobody else handed in, it has functions for t alone"
    assert (lost.status, lost.review) == ("wrong_assignment", (("2", why),))
    alone = joined_lines([tutorial], Roster(), config("latest"))
    assert [(line.assignment, line.score) for line in alone] == [("two", 5)]


def test_grades_of_earlier_versions_open() -> None:
    grade = Grade.from_json(next(iter(_old_grades())))
    assert (grade.answered, grade.stamped) == (None, False)
    assert "Ada" not in grade.to_json()
    assert Grade.from_json(grade.to_json()) == grade


def _old_grades() -> list[str]:
    document = json.loads(
        '{"assignment": "one", "marks": [], "max_score": 5, "name": "Ada", "provenance": {"isolation": [], '
        '"kit_version": "0.1.0", "submission_sha256": "", "tests_sha256": ""}, "reason": "", "score": null, '
        '"status": "graded", "student_id": "1", "submission": "a", "troubles": []}'
    )
    return [json.dumps(document)]


# --- the whole way


RELU = "import numpy as np\n\n\ndef relu(n):\n    return np.maximum(0, n)\n"


def whole_way(folder: Path, files: dict[str, bytes]) -> tuple[str, set[str]]:
    """Text of ``marks.csv``, and what was passed over."""
    (folder / "class").mkdir()
    for name, data in files.items():
        (folder / "class" / name).write_bytes(data)
    done = autograder("grade", folder / "class", "--out", folder / "out", "--kit", ROOT, "--workers", "1")
    assert "Traceback" not in done.stderr
    passed = {row["submission"] for row in table(folder / "out", "review.csv") if row["why"].startswith("passed over")}
    return (folder / "out" / "marks.csv").read_text(encoding="utf-8"), passed


def test_neither_markdown_nor_a_tutorial_takes_a_mark_away(tmp_path: Path) -> None:
    files = {
        "bellann_1001_20001_net_input.ipynb": ipynb(NET, stamp="net_input"),
        "bellann_1001_20002_net_input.md": FENCED.encode(),
        "bellann_1001_20003_README.txt": f"Net input\n\nSome text, it's here.\n\n{NET}".encode(),
        "coxcy_1002_20010_act.ipynb": ipynb(RELU, stamp="activation_functions"),
        "coxcy_1002_20011_tutorial.ipynb": ipynb(STEP),
        "deandi_1003_20020_net_input.ipynb": ipynb(NET, stamp="net_input"),
    }
    marks, passed = whole_way(tmp_path, files)
    assert ",net_input,bellann_1001_20001_net_input.ipynb,graded,15,0,15," in marks
    assert ",activation_functions,coxcy_1002_20010_act.ipynb,graded,4,0,4,20," in marks
    assert passed == {
        "bellann_1001_20002_net_input.md",
        "bellann_1001_20003_README.txt",
        "coxcy_1002_20011_tutorial.ipynb",
    }


@pytest.mark.long
def test_neither_a_stub_nor_a_tutorial_with_a_helper_takes_a_mark_away(tmp_path: Path) -> None:
    files = {
        "bellann_1001_20001_net_input.ipynb": ipynb(NET, stamp="net_input"),
        "bellann_1001_20004_net_input.ipynb": KIT.assignments["net_input"].notebook.read_bytes(),
        "coxcy_1002_20010_act.ipynb": ipynb(RELU, stamp="activation_functions"),
        "coxcy_1002_20012_tutorial.ipynb": ipynb("def step(n):\n    return n + 1\n"),
        "deandi_1003_20020_net_input.ipynb": ipynb(NET, stamp="net_input"),
    }
    marks, passed = whole_way(tmp_path, files)
    assert ",net_input,bellann_1001_20001_net_input.ipynb,graded,15,0,15," in marks
    assert ",activation_functions,coxcy_1002_20010_act.ipynb,graded,4,0,4,20," in marks
    assert passed == {"bellann_1001_20004_net_input.ipynb", "coxcy_1002_20012_tutorial.ipynb"}
