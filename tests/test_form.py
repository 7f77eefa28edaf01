"""Form, through the command: what is judged, the points, the student's words, and the teacher's list."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.command import autograder, quick_kit, rows, table
from tests.helpers.known_answers import filled_notebook, plain_right, save

FULL, LESS = 5.0, 3.5  # of 5 points, 30 % are the form's
LOOP = "    n = 0\n    for i in range(len(a)):\n        n += a[i] * wj[i]\n"
ASKED = {
    "loop": "def net_input_loop(a, wj):\n" + LOOP + "    return n",
    "loop that checks itself": "def net_input_loop(a, wj):\n"
    + LOOP
    + "    assert np.isclose(n, np.dot(a, wj)), sum(a * wj)\n    return n",
    "loop by recursion": "def net_input_loop(a, wj, i=0):\n"
    "    return a[i] * wj[i] + net_input_loop(a, wj, i + 1) if i < len(a) else 0",
    "loop with an old try": "def net_input_loop(a, wj):\n    return np.dot(a, wj)\n# %%\n"
    "def net_input_loop(a, wj):\n    # return np.dot(a, wj)\n" + LOOP + "    return n\n    return sum(a * wj)",
    "sum": "def net_input_sum(a, wj):\n    return np.sum(a * wj)",
    "sum by einsum": "def net_input_sum(a, wj):\n    return np.einsum('i,i->i', a, wj).sum()",
    "sum that prints each": "def net_input_sum(a, wj):\n    for x, w in zip(a, wj):\n        print(x * w)\n"
    "    return sum(a * wj)",
    "sum beside a loop": "def net_input_sum(a, wj):\n    n = a * wj\n    return n.sum()\n# %%\n"
    "n = net_input_loop(np.ones(3), np.ones(3))",
    "dot": "def net_input_dot(a, wj):\n    return np.dot(a, wj)",
    "dot of checked pairs": "def net_input_dot(a, wj):\n    assert all(np.isfinite(x * w) for x, w in zip(a, wj))\n"
    "    return a @ wj",
    "dot beside one's own": "def dot(a, wj):\n" + LOOP + "    return n\n# %%\n"
    "def net_input_dot(a, wj):\n    return np.dot(a, wj)",
}
OTHER = {
    "loop as dot": ("def net_input_loop(a, wj):\n    return np.dot(a, wj)", "called dot, which multiplies and adds"),
    "loop as a decoy": (
        "def net_input_loop(a, wj):\n    for i in range(len(a)):\n        pass\n    return a @ wj",
        "called matmul, which multiplies and adds by itself. Can you visit the synapses one at a time",
    ),
    "loop as sum": (
        "from numpy import multiply as by\ndef weigh(a, wj):\n    return by(a, wj)\n"
        "def net_input_loop(a, wj):\n    return sum(weigh(a, wj))",
        "multiplied whole arrays, and visited no synapse by itself. Can you visit the synapses one at a time",
    ),
    "sum as loop": (
        "def net_input_sum(a, wj):\n    return sum(x * w for x, w in zip(a, wj))",
        "went through the synapses one at a time. Can you multiply the two arrays as a whole",
    ),
    "sum as dot": ("def net_input_sum(a, wj):\n    return np.vdot(a, wj)", "called vdot, which multiplies and adds"),
    "loop hidden from the source": ("def net_input_loop(a, wj):\n    return eval('a @ wj')", "called matmul, which"),
    "loop with nothing to go round": (
        "def range(x):\n    return ()\ndef net_input_loop(a, wj):\n"
        + LOOP.replace("= 0", "= np.dot(a, wj)")
        + "    return n",
        "called dot, which multiplies and adds by itself",
    ),
    "loop that clears what is noted": (
        "def net_input_loop(a, wj):\n    n = np.dot(a, wj)\n"
        "    if hasattr(a, 'log'): a.log.events.clear()\n    return n",
        "called dot, which multiplies and adds by itself",
    ),
    "dot as sum": (
        "def net_input_dot(a, wj):\n    return (a * wj).sum()",
        "multiplied whole arrays, and visited no synapse by itself. Which single call multiplies in pairs",
    ),
    "dot as loop": (
        "class V:\n    def __init__(self, v):\n        self.v = v\n    def dot(self, o):\n"
        "        return sum(x * w for x, w in zip(self.v, o.v))\n"
        "def net_input_dot(a, wj):\n    return V(a).dot(V(wj))",
        "went through the synapses one at a time. Which single call multiplies in pairs",
    ),
}
DOT = "def net_input_loop(a, wj):\n"
UNSURE = {
    "visits for show": (
        DOT + LOOP + "    n = np.dot(a, wj)\n    return n",
        "seen: dot product and product of elements and visits; in the result: dot product",
    ),
    "half a loop": (
        DOT + "    n = 0\n    for p in a * wj:\n        n += p\n    return n",
        "seen: product of arrays; in the result: product of arrays",
    ),
    "hidden from the trace": (
        DOT + "    return sum(x * w for x, w in zip(bytes_of(a), bytes_of(wj)))\n"
        "def bytes_of(x):\n    return memoryview(np.ascontiguousarray(x, dtype=float)).tolist()",
        "seen: nothing; in the result: nothing",
    ),
}
IF_TRACED = DOT + "    if type(a) is not np.ndarray:\n        {}\n    return np.dot(a, wj)"
# What is done only while traced must cost no value. What a loop leaves in the log, and no more, does not pass for one.
HOSTILE = {
    "forges events": IF_TRACED.format("a.log.events[:] = [['visit', 'getitem', 'given', 1]] * 4; return 0"),
    "forges them later": IF_TRACED.format("a.log.note = id; a.log.events.append(['visit', '', 'given', 9])"),
    "shows only visits": DOT + LOOP + "    n = np.dot(a, wj)\n    if hasattr(a, 'log'):\n        a.log.events[:] = "
    "[e for e in a.log.events if e[0] == 'visit']\n    return n",
    "gives events that are none": IF_TRACED.format("a.log.events[:] = [['visit', None, float('nan')]]"),
    "gives nested events": IF_TRACED.format("for _ in range(9999): a.log.events = [a.log.events]"),
    "gives too many events": IF_TRACED.format("a.log.events = [['visit', '', 'given', 1]] * 5000"),
    "makes very many events": IF_TRACED.format("[a[0] for _ in range(5000)]"),
    "refuses": IF_TRACED.format("raise TypeError('arrays only')"),
    "calls itself": IF_TRACED.format("return net_input_loop(a, wj)"),
    "hangs": IF_TRACED.format("while True: pass"),
    "leaves": IF_TRACED.format("import os; os._exit(0)"),
    "patches the trace": "import sys\nm = sys.modules['autograder.sandbox.tracing']\n"
    "m.trace = lambda f, x, k: [['visit', 'getitem', 'given', 1]] * 4\n" + DOT + "    return np.dot(a, wj)",
    "takes the recorder away": "import sys\nsys.modules['autograder.sandbox.tracing'].Recorder = None\n"
    + DOT
    + "    return np.dot(a, wj)",
}
FAKED = IF_TRACED.format("return sum(x * w for x, w in zip(a, wj))")
FOR_ALL = {"patches the trace", "takes the recorder away"}  # of this notebook, whichever question it is
DEEP = "x = " + "(" * 5000 + "1" + ")" * 5000 + "\n# %%\nx = [" + "1, " * 40000 + "]\n# %%\nx = 'a\0b'\n# %%\n"
CODES = {
    **ASKED,
    **{name: code for name, (code, _) in {**OTHER, **UNSURE}.items()},
    **HOSTILE,
    "loops while traced": FAKED,
    "cells that break": DEEP + ASKED["loop"],
    "wrong and other": DOT + "    return np.dot(a, wj) + (len(a) == 0)",
    "sum, wrong and other": "def net_input_sum(a, wj):\n    return a @ wj + (len(a) == 0)",
    "dot, wrong and other": "def net_input_dot(a, wj):\n    return sum(a * wj) + (len(a) == 0)",
    "ends its process, other": DOT + "    if len(a) == 0:\n        import os; os._exit(0)\n    return np.dot(a, wj)",
    "wrong": DOT + LOOP + "    return n + (len(a) == 0)",
}


class Graded:
    """A class of these answers, each in a notebook with right answers to the other questions, graded in one run."""

    def __init__(self, folder: Path) -> None:
        self.out = folder / "out"
        for name, code in CODES.items():
            notebook = filled_notebook("net_input", {**plain_right("net_input"), question_of(name): code})
            save(notebook, folder / "class" / f"{name}.ipynb")
        done = autograder("grade", folder / "class", "--out", self.out, "--kit", quick_kit(folder / "kit"))
        assert done.returncode == 0, done.stdout + done.stderr
        self.rows = {Path(name).stem: row for name, row in rows(self.out).items()}
        review = table(self.out, "review.csv")
        self.review = [(Path(row["submission"]).stem, row["question"], row["why"]) for row in review]

    def points(self, name: str) -> float:
        return float(self.rows[name][question_of(name)])

    def flags(self, name: str) -> dict[str, str]:
        """What the teacher is asked to look at, and why, by question."""
        return {question: why for submission, question, why in self.review if submission == name}

    def form(self, name: str) -> Any:
        grade = json.loads((self.out / "results" / f"{name}.ipynb.json").read_text(encoding="utf-8"))
        form = {mark["question"]: mark["form"] for mark in grade["marks"]}[question_of(name)]
        return form and form["found"]

    def page(self, name: str) -> str:
        return unescape((self.out / "feedback" / f"{name}.ipynb.html").read_text(encoding="utf-8"))


def question_of(name: str) -> str:
    return next(question for question in plain_right("net_input") if f"def {question}(" in CODES[name])


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    return Graded(tmp_path_factory.mktemp("form"))


@pytest.mark.parametrize("name", [*ASKED, "cells that break"])
def test_the_form_that_is_asked_for_costs_nothing(graded: Graded, name: str) -> None:
    assert (graded.form(name), graded.points(name)) == ("asked", FULL)
    assert graded.flags(name) == {}
    assert "The number is right." not in graded.page(name)


@pytest.mark.parametrize("name", OTHER)
def test_another_form_costs_its_share_and_the_student_reads_why(graded: Graded, name: str) -> None:
    assert (graded.form(name), graded.points(name)) == ("other", LESS)
    assert graded.flags(name) == {}
    _, words = OTHER[name]
    assert f"The number is right. This version {words}" in graded.page(name)


@pytest.mark.parametrize("name", UNSURE)
def test_doubt_keeps_the_points_and_the_teacher_reads_what_was_seen(graded: Graded, name: str) -> None:
    assert (graded.form(name), graded.points(name)) == ("unsure", FULL)
    _, seen = UNSURE[name]
    assert list(graded.flags(name)) == ["net_input_loop"]
    why = graded.flags(name)["net_input_loop"]
    assert why.startswith("asked for the form loop; the points are kept")
    assert why.endswith(seen)
    assert "seen:" not in graded.page(name)
    assert "The number is right." not in graded.page(name)


def test_wrong_values_in_the_form_that_is_asked_for_lose_by_their_cases_alone(graded: Graded) -> None:
    assert graded.points("wrong") == 4.25
    assert graded.form("wrong") is None
    assert graded.flags("wrong") == {}


WRONG_AND_OTHER = ["wrong and other", "sum, wrong and other", "dot, wrong and other", "ends its process, other"]


@pytest.mark.parametrize("name", WRONG_AND_OTHER)
def test_wrong_values_in_another_form_lose_its_share_of_what_they_earn(graded: Graded, name: str) -> None:
    assert graded.points(name) == 3.0
    assert graded.form(name) == "other"
    page = graded.page(name)
    assert "The number is right." not in page
    assert "6 of 7 further checks passed." in page
    assert "Another way of computing than the one asked for costs 30 % of what the values earn." in page
    assert graded.flags(name) == {}


def test_a_wrong_value_earns_no_more_than_the_right_one_in_the_same_form(graded: Graded) -> None:
    assert max(map(graded.points, WRONG_AND_OTHER)) < min(map(graded.points, OTHER)) == LESS


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_only_done_while_traced_costs_no_value(graded: Graded, name: str) -> None:
    assert graded.rows[name]["status"] == "graded"
    assert graded.points(name) == FULL
    assert graded.rows[name]["net_input_dot"] == "5"


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_only_done_while_traced_is_for_a_teacher_to_look_at(graded: Graded, name: str) -> None:
    assert graded.form(name) == "unsure"
    spoilt = {"net_input_loop", "net_input_sum", "net_input_dot"} if name in FOR_ALL else {"net_input_loop"}
    assert set(graded.flags(name)) == spoilt


def test_a_function_that_is_another_one_while_traced_is_believed(graded: Graded) -> None:
    """What docs/security.md says of form: it wins the share of the form, and no value."""
    assert (graded.form("loops while traced"), graded.points("loops while traced")) == ("asked", FULL)
