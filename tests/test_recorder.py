"""The recording array: what it notes in a worker, that it computes as any array does, what the public checks see."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.marking.cases import Cases
from autograder.marking.catalogue import KnownAnswer
from autograder.marking.examine import examine
from autograder.marking.suite import Suite, suites_of
from autograder.model import Cell, Event, Notebook
from autograder.sandbox.products import FORMS, MOST_EVENTS, Log
from autograder.sandbox.recorder import Recorder
from autograder.sandbox.session import Session
from autograder.sandbox.tracing import trace
from tests.helpers.known_answers import CELL_MARK, KIT, known_answers
from tests.helpers.sandbox_case import AMPLE, student

A, WJ = np.array([1.0, 0.0, 0.5, 2.0]), np.array([2.0, -8.0, 6.0, -0.5])
GIVEN = "given"
# A function body, and what must be noted: kind, name, role and size.
NOTED = {
    "for i in range(len(a)):\n        a[i]": 4 * [("visit", "getitem", GIVEN, 1)],
    "for x in a:\n        pass": 4 * [("visit", "getitem", GIVEN, 1)],
    "list(zip(a, wj))": 8 * [("visit", "getitem", GIVEN, 1)],
    "list(enumerate(wj))": 4 * [("visit", "getitem", GIVEN, 1)],
    "a.tolist()": [("visit", "tolist", GIVEN, 4)],
    "a.item(2)": [("visit", "item", GIVEN, 1)],
    "np.take(a, 2)": [("visit", "take", GIVEN, 1)],
    "list(a.flat)": [("visit", "flat", GIVEN, 4)],
    "list(np.ndenumerate(a))": [("visit", "flat", GIVEN, 4)],
    "[x for x, w in np.nditer([a, wj])]": 2 * [("visit", "nditer", GIVEN, 4)],
    "a[1:3]": [("part", "getitem", GIVEN, 2)],
    "a[2:3]": [("visit", "getitem", GIVEN, 1)],
    "a[a > 0]": [("call", "greater", GIVEN, 4), ("part", "getitem", GIVEN, 3)],
    "a[1:][1:][0]": [("part", "getitem", GIVEN, 3), ("part", "getitem", GIVEN, 2), ("visit", "getitem", GIVEN, 1)],
    "a.copy()[0]": [("visit", "getitem", GIVEN, 1)],
    "a.reshape(-1, 1)[0]": [("visit", "getitem", GIVEN, 1)],
    "np.asarray(a)[0]": [("visit", "getitem", GIVEN, 1)],
    "np.array(a, dtype=float)[0]": [("visit", "getitem", GIVEN, 1)],
    "convert(a)[0]": [("visit", "getitem", GIVEN, 1)],
    "np.ascontiguousarray(a) @ wj": [("call", "matmul", GIVEN, 4)],
    "np.array([a, wj]).T[0]": [("part", "getitem", "made", 2)],
    "(a * wj)[0]": [("call", "multiply", GIVEN, 4), ("visit", "getitem", "made", 1)],
    "np.column_stack((a, wj))[0, 1]": [("call", "column_stack", GIVEN, 4), ("visit", "getitem", "made", 1)],
    "sum(a * wj)": [("call", "multiply", GIVEN, 4)],
    "[p for p in a * wj]": [("call", "multiply", GIVEN, 4), *(4 * [("visit", "getitem", "made", 1)])],
    "np.array(list(a))[0]": 4 * [("visit", "getitem", GIVEN, 1)] + [("visit", "getitem", "rebuilt", 1)],
    "np.dot(list(a), list(wj))": 8 * [("visit", "getitem", GIVEN, 1)],
    "(2 * wj).sum()": [("call", "multiply", GIVEN, 4), ("call", "add.reduce", "made", 4)],
    "a *= wj": [("call", "multiply", GIVEN, 4)],
    "np.multiply(a, wj, out=np.zeros(4))": [("call", "multiply", GIVEN, 4)],
    "np.multiply(2, 3, out=a[:1])": [("visit", "getitem", GIVEN, 1), ("call", "multiply", GIVEN, 1)],
    "np.prod(np.vstack((a, wj)), axis=0)": [("call", "vstack", GIVEN, 4), ("call", "multiply", "made", 8)],
    "np.prod(a)": [("call", "prod", GIVEN, 4)],
    "np.dot(a, wj)": [("call", "dot", GIVEN, 4)],
    "a.dot(wj)": [("call", "dot", GIVEN, 4)],
    "a @ wj": [("call", "matmul", GIVEN, 4)],
    "np.inner(a.tolist(), wj)": [("visit", "tolist", GIVEN, 4), ("call", "inner", GIVEN, 4)],
    "np.einsum('i,i->', a, wj)": [("call", "einsum", GIVEN, 4)],
    "np.einsum('i,i->i', a, wj)": [("call", "multiply", GIVEN, 4)],
    "np.linalg.multi_dot([a, wj])": [("call", "multi_dot", GIVEN, 4)],
    "len(a), a.shape, a.dtype, a.size": [],
    "'%s' % len(a)": [],
    "np.size(a)": [("call", "size", GIVEN, 4)],
}


@pytest.mark.parametrize("body", NOTED)
def test_an_operation_is_noted(zygote: Any, body: str) -> None:
    cells = ("import numpy as np\nfrom numpy import asarray as convert", f"def answer(a, wj):\n    {body}")
    with student(zygote, *cells) as ran:
        (events,) = ran.session.trace("answer", [(A, WJ)])
    done = [event for event in events or () if event.what not in (*FORMS, "return")]
    assert done == [Event(*event) for event in NOTED[body]]


def test_a_trace_changes_nothing_for_the_notebook(zygote: Any) -> None:
    cells = (
        "import numpy as np\nfrom numpy import asarray as convert\nbefore = (np.asarray, np.nditer, convert)",
        "def answer(a, wj):\n    if not isinstance(a, np.ndarray): raise TypeError\n    return float(convert(a) @ wj)",
        "def other():\n    return (np.asarray, np.nditer, convert) == before",
    )
    with student(zygote, *cells) as ran:
        assert ran.value("answer", A, WJ) == 4.0
        assert ran.session.trace("answer", [(A, WJ)])[0]
        assert ran.value("other") is True
        assert ran.value("answer", A, WJ) == 4.0


def test_a_trace_that_ends_in_an_error_gives_nothing_and_the_next_one_counts(zygote: Any) -> None:
    cells = ("import numpy as np", "def answer(a, wj):\n    if len(a) == 4: raise SystemExit\n    return a @ wj")
    with student(zygote, *cells) as ran:
        first, second = ran.session.trace("answer", [(A, WJ), (A[:3], WJ[:3])])
    assert first is None
    product = [Event("dot", "matmul", "made", 3), Event("return", "dot", "made", 1)]
    assert second == (Event("call", "matmul", GIVEN, 3), *product)


def test_events_end_where_there_are_very_many(zygote: Any) -> None:
    body = "def answer(a, wj):\n    for _ in range(10000): a[0]\n    return a @ wj"
    with student(zygote, "import numpy as np", body) as ran:
        (events,) = ran.session.trace("answer", [(A, WJ)])
    assert len(events or ()) <= MOST_EVENTS
    assert [event.what for event in events or ()][-3:] == ["visit", "dot", "return"]


def in_place(a: Any, wj: Any) -> Any:
    a = a + 0.0
    a *= wj
    a[1] = 7
    a[2:] -= 1
    return a


def into(a: Any, wj: Any) -> Any:
    out = np.zeros(4)
    np.add(a, wj, out=out)
    return np.multiply(out, out, out=out)


OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "loop": lambda a, wj: sum(a[i] * wj[i] for i in range(len(a))),
    "zip": lambda a, wj: sum(x * w for x, w in zip(a, wj, strict=True)),
    "backwards": lambda a, wj: list(reversed(a)),
    "flat": lambda a, wj: [*a.flat, *wj.flat],
    "item": lambda a, wj: a.item(1) + wj.item(),
    "slices": lambda a, wj: np.concatenate([a[1:], wj[::-1], a[:0]]),
    "mask": lambda a, wj: (a[a != 0] * wj[a != 0]).sum(),
    "product": lambda a, wj: (a * wj).sum(),
    "in place": in_place,
    "into": into,
    "reduce": lambda a, wj: np.add.reduce(np.multiply(a, wj)),
    "at": lambda a, wj: np.add.at(wj, [0, 0], 1) or wj,
    "accumulate": lambda a, wj: np.add.accumulate(a * wj),
    "outer": np.multiply.outer,
    "dot": lambda a, wj: a.dot(wj) + np.dot(wj, a) + a @ wj + np.vdot(a, wj) + np.inner(a, wj),
    "dot out": lambda a, wj: np.dot(a.reshape(2, 2), wj.reshape(2, 2), out=np.zeros((2, 2))),
    "einsum": lambda a, wj: np.einsum("i,j->ij", a, wj),
    "tensordot": lambda a, wj: np.tensordot(a, wj, 1),
    "stack": lambda a, wj: np.column_stack((a, wj)).T,
    "broadcast": lambda a, wj: np.stack(np.broadcast_arrays(a, wj[:1])),
    "split": lambda a, wj: [part.sum() for part in np.split(a, 2)],
    "statistics": lambda a, wj: [np.mean(a), wj.std(), np.median(a), wj.max(), np.argmin(wj)],
    "where": lambda a, wj: np.where(a > 0, wj, -1.0),
    "sort": lambda a, wj: np.sort(wj) + np.cumsum(a),
    "types": lambda a, wj: a.astype(int) + np.asarray(wj, dtype=np.float32),
    "text": lambda a, wj: [str(a), f"{wj}", np.array2string(a)],
    "matrix": lambda a, wj: (a[None, :] @ wj[:, None])[0, 0],
    "vectorize": np.vectorize(lambda x, w: x * w),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_it_computes_as_any_array_does(name: str) -> None:
    operation, log = OPERATIONS[name], Log()
    arguments = [A.copy(), WJ.copy()] if name != "item" else [A.copy(), WJ[:1].copy()]
    plain = operation(*map(np.copy, arguments))
    assert trace(operation, list(map(np.copy, arguments)), {})
    recorded = operation(*(Recorder(np.copy(value), log) for value in arguments))
    assert np.array_equal(np.asarray(recorded), np.asarray(plain))
    assert np.shape(recorded) == np.shape(plain)
    assert log.events


def test_what_it_changes_is_the_array_itself() -> None:
    array = A.copy()
    recorder = Recorder(array, Log())
    recorder *= 2.0
    recorder[0] = 9
    np.negative(recorder, out=recorder)
    assert array.tolist() == [-9.0, 0.0, -1.0, -4.0]


# --- the public checks, which have a small recording array of their own

# einsum is a dot product to that small array, whatever comes out; and the first of these needs IPython.
NOT_ALIKE = {"loop-module", "sum-einsum-product", "N184"}
SAMPLE = [*known_answers("right", "net_input")[::5], *known_answers("form", "net_input")[::2]]


@pytest.fixture(scope="module")
def suite() -> Suite:
    return suites_of(KIT)["net_input"]


def in_a_notebook(answer: KnownAnswer, cases: Cases) -> list[str]:
    """Outcomes of the public cases where the function itself is at hand."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for source in ("import numpy as np", *answer.code.split(CELL_MARK)):
        exec(compile(source, "cell", "exec", dont_inherit=True), names)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a notebook goes on after one
        return [verdict.outcome for verdict in cases.run(names)]


@pytest.mark.parametrize("answer", [a for a in SAMPLE if a.id not in NOT_ALIKE], ids=lambda answer: answer.id)
def test_public_checks_and_the_grader_see_the_same(zygote: Any, suite: Suite, answer: KnownAnswer) -> None:
    sources = ("import numpy as np", *answer.code.split(CELL_MARK))
    notebook = Notebook(tuple(Cell(number, source) for number, source in enumerate(sources, 1)))
    with Session(zygote, AMPLE, [question.id for question in suite.questions], []) as session:
        session.run(notebook)
        found = next(f for f in examine(session, suite) if f.question.id == answer.question)
    outcomes = [verdict.outcome for verdict in found.verdicts if not verdict.hidden]
    assert outcomes == in_a_notebook(answer, found.question.public)
    assert found.form is not None
    if found.form.found != "unsure":
        assert outcomes[-1] == {"asked": "passed", "other": "failed"}[found.form.found]
    assert set(outcomes[:-1]) == {"passed"}
