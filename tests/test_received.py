"""What a worker says has a length that the grader sets, however a notebook has changed the worker."""

from __future__ import annotations

import json
import re
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from autograder.errors import WorkerLostError
from autograder.grading import Grader
from autograder.marking.otter_tests import exception_test_file
from autograder.marking.suite import suites_of
from autograder.marking.symptoms import outcome
from autograder.model import Evidence, Grade, Mark, Submission
from autograder.sandbox import wire
from autograder.sandbox.choose import host_for
from autograder.vocabulary import agree
from tests.helpers.known_answers import KIT, plain_right
from tests.helpers.sandbox_case import student

pytestmark = pytest.mark.slow  # make quick tries each kind elsewhere once

LONG = 50_000
LIE = f"""
from autograder.sandbox import worker

long = "x" * {LONG}
def say(result, arrays=b""):
    def reply(sock, request, content, own=b""):
        if "results" in content:
            content, own = {{"results": [result]}}, arrays
        worker.wire.write_frame(sock, {{"id": request, **content}}, own)
    worker._reply = reply
    return 0
"""


def texts(value: Any) -> Iterator[str]:
    """All texts in a value, keys and names of types with them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, wire.Opaque):
        yield value.type_name
    elif isinstance(value, np.ndarray) and value.dtype.kind == "O":
        yield from texts(value.ravel().tolist())
    elif isinstance(value, dict):
        for pair in value.items():
            yield from texts(pair)
    elif isinstance(value, list | tuple | set):
        for part in value:
            yield from texts(part)


TEXTS = {
    "a text": '{"value": {"str": long}, "changed": []}',
    "a text in a list": '{"value": {"list": [{"tuple": [{"str": long}]}]}, "changed": []}',
    "a key": '{"value": {"dict": [[{"str": long}, {"str": long}]]}, "changed": []}',
    "a text in an array": '{"value": {"objects": [[1], [{"str": long}]]}, "changed": []}',
    "a text in a set": '{"value": {"set": [{"str": long}]}, "changed": []}',
    "a base of an error": '{"error": ["E", "no"], "bases": [long]}',
    "a type": '{"value": {"opaque": long}, "changed": []}',
    "a message": '{"error": ["ValueError", long]}',
    "the type of an error": '{"error": [long, "no"]}',
}


@pytest.mark.parametrize("said", TEXTS.values(), ids=TEXTS)
def test_a_text_is_cut_where_it_is_received(zygote, said: str) -> None:
    with student(zygote, LIE, f"def answer():\n    return say({said})") as ran:
        evidence = ran.evidence()
    found = [*texts(evidence.value), *texts(evidence.error or ()), *evidence.bases]
    assert max(map(len, found)) <= wire.LONGEST_VALUE
    assert any(text.endswith("x…") for text in found)


CELLS = {
    "a message": ('worker._run_cell = lambda *_: ["ValueError", long, 1]', "stopped with ValueError: xxx"),
    "a type": ('worker._run_cell = lambda *_: [long, "no", 1]', "stopped with xxx"),
    "a line": ('worker._run_cell = lambda *_: ["ValueError", "no", 10**900]', "stopped with ValueError: no"),
    "its own limit": ("worker._LONGEST_MESSAGE = 10**7\nraise ValueError('x' * 10**5)", "stopped with ValueError: xxx"),
}


@pytest.mark.parametrize(("change", "words"), CELLS.values(), ids=CELLS)
def test_a_cell_cannot_flood_its_trouble(zygote, change: str, words: str) -> None:
    with student(zygote, LIE, change, "1", "answer = 1") as ran:
        last = ran.troubles[max(ran.troubles)]
    assert last.startswith(words)
    assert max(map(len, ran.troubles.values())) <= 2100


def test_what_a_name_stands_for_is_short(zygote) -> None:
    change = "from autograder.sandbox.answers import Answers\nAnswers._state = lambda *_: long"
    with student(zygote, LIE, change, "answer = 1") as ran:
        assert {len(state) for state in ran.session.state.values()} == {wire.LONGEST_NAME}


MANY = {
    "parts": '{"list": [0] * 210_000}',
    "parts of parts": '{"list": [{"list": [0] * 800}] * 300}',
    "nesting": "eval('{\"list\":[' * 80 + '1' + ']}' * 80)",
    "numbers": '{"array": ["|i1", [5 << 20], 5 << 20]}',
    "numbers in many arrays": '{"list": [{"array": ["|i1", [1 << 20], 1 << 20]}] * 5}',
}


@pytest.mark.parametrize("value", MANY.values(), ids=MANY)
def test_more_than_any_function_has_to_give_is_no_answer(zygote, value: str) -> None:
    body = f'say({{"value": {value}, "changed": []}}, bytes({"5 << 20" if "i1" in value else 0}))'
    with student(zygote, LIE, f"def answer():\n    return {body}", "def other(): return 7") as ran:
        with pytest.raises(WorkerLostError, match=r"could not be read: (it has more than \d+|a value is nested)"):
            ran.session.call("answer", [()])
        assert ran.value("other") == 7


@pytest.mark.parametrize("size", ["10**800", "-1", "True", "1.0"])
def test_a_trace_of_more_than_there_can_be_is_none(zygote, size: str) -> None:
    event = f'["visit", "", "given", {size}]'
    cells = (LIE, f"worker.tracing.trace = lambda *_: [{event}]", "def answer(): pass")
    with student(zygote, *cells) as ran, pytest.raises(WorkerLostError, match="a trace is no list of events"):
        ran.session.trace("answer", [()])


def test_what_is_as_long_as_it_may_be_arrives_whole(zygote) -> None:
    value = "['x' * 4000, list(range(150_000)), np.zeros(1 << 20, np.int8)]"
    with student(zygote, f"import numpy as np\ndef answer():\n    return {value}") as ran:
        text, numbers, array = ran.value()
    assert (text, numbers[-1], array.size) == ("x" * 4000, 149_999, 1 << 20)


# --- what is made of it in the grader

WIDE = [*range(3000), "x" * 4000]
ODD = {
    "numbers and a text": WIDE,
    "a table of numbers and texts": [WIDE, WIDE],
    "a text alone": "x" * 4000,
    "many texts": ["x"] * 3000 + ["y" * 4000],
    "a huge whole number": 10**900,
    "huge whole numbers": [10**900, 1],
    "ragged": [[1.0, 2.0], 3.0, [[4.0]]],
    "lists of different lengths": [[0.0] * n for n in range(200)],
    "an array and a number": [np.ones(3), 1.0],
    "arrays that would spread": [np.ones((1000, 1)), np.ones((1, 1000))],
    "nested": [[[[[[[[[1.0]]]]]]]]],
    "complex": [1.0, 1j],
    "complex numbers": np.ones(3, complex),
    "nothing": [],
    "None between": [1.0, None],
    "a dict": {"a": 1.0},
    "a type without a name": wire.Opaque(""),
    "a type in a list": [wire.Opaque("set"), 1.0],
    "true and false": np.array([True, False, True]),
    "a long double": np.ones(2, np.longdouble),
    "an array that would spread": np.ones((1000, 1)),
    "no dimension": np.array(2.0),
    "many axes": np.zeros((0,) * 16),
    "bytes": b"x" * 4000,
    "a set": {*range(1000), "x" * 4000},
    "an array of texts": np.array(["x", *WIDE], dtype=object),
    "an array of anything": np.array([[1], "x" * 4000, None], dtype=object),
}


def peak(action: Any) -> int:
    tracemalloc.start()
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    action()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most - before


def _fault(value: Any) -> None:
    with pytest.raises(AssertionError, match=r"^\(\[0\. 1\. 2\.\]\): (gave|function gave)"):
        agree(lambda _: value, lambda n: n, [(np.arange(3.0),)])


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
def test_odd_values_are_told_in_words_and_take_little_memory(value: Any) -> None:
    assert peak(lambda: _fault(value)) < 2 << 20
    assert peak(lambda: outcome(Evidence(value=value))) < 2 << 20


PUBLIC = sorted((KIT.root / "assignments").glob("*/tests/*.py"))


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.stem)
@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
def test_odd_values_are_told_in_words_by_the_public_checks(path: Path, value: Any) -> None:
    test = exception_test_file().from_file(str(path))

    def run() -> None:
        test.run({path.stem: lambda *_: value})

    if path.stem.startswith("draw_"):
        run()  # the first of a process loads matplotlib
    assert peak(run) < 4 << 20
    first = test.test_case_results[0]
    assert re.search(r"^AssertionError: ", first.message or "", re.MULTILINE) or first.passed, first.message


def test_a_list_is_refused_before_numpy_sees_it() -> None:
    shared: Any = [1.0] * 1000
    for _ in range(5):
        shared = [shared] * 1000  # 10**18 numbers in a few kilobytes, where a function is called without a wire
    with pytest.raises(AssertionError, match="gave back more than 1000000 numbers in a list"):
        agree(lambda _: shared, lambda n: n, [(1.0,)])


# --- through the whole engine


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader(KIT.config.limits, suites_of(KIT), host_for(sys.platform)(())) as grader:
        yield grader


def graded(grader: Grader, path: Path, relu: str, *first: str) -> Grade:
    answers = {**plain_right("activation_functions"), "relu": relu}
    cells = [nbformat.v4.new_code_cell(source) for source in ("import numpy as np", *first, *answers.values())]
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)), encoding="utf-8")
    return grader.grade(Submission("a.ipynb", path))


def others(grade: Grade) -> set[bool]:
    """Whether each question but relu has its points."""
    return {mark.points == mark.max_points for mark in grade.marks if mark.question != "relu"}


def relu_of(grade: Grade) -> Mark:
    return next(mark for mark in grade.marks if mark.question == "relu")


FLOODS = {
    "slashes": "def relu(n):\n    raise ValueError('/' * 40_000)",
    "paths": "def relu(n):\n    raise ValueError('/autograder-a/' * 40_000)",
    "addresses": "def relu(n):\n    raise ValueError('0x' * 300_000)",
    "quotes": 'def relu(n):\n    raise ValueError("\'" * 400_001)',
    "numbers and a text": "def relu(n):\n    return [*range(20_000), 'x' * 50_000]",
    "a long name": "relu = type('x' * 100_000, (), {})()",
    "a long kind of error": "def relu(n):\n    raise type('/' * 100_000, (Exception,), {})",
    "huge numbers": "def relu(n):\n    return [10**900] * 500",
    "a large table": "def relu(n):\n    return np.zeros((2000, 2000))",
}


@pytest.mark.parametrize("relu", FLOODS.values(), ids=FLOODS)
def test_a_flood_costs_its_question_alone(grader: Grader, tmp_path: Path, relu: str) -> None:
    flood = "from autograder.sandbox import worker, wire\nworker._LONGEST_MESSAGE = wire.LONGEST_NAME = 10**7"
    grade = graded(grader, tmp_path / "a.ipynb", relu, flood)
    assert (grade.status, relu_of(grade).points, others(grade)) == ("graded", 0, {True})
    assert max(map(len, texts(json.loads(grade.to_json())))) <= 10_000
