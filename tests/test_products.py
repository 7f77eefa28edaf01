"""Which products go into what a function returns, seen by what it does to numbers and arrays that note it."""

from __future__ import annotations

import contextlib
import io
from typing import Any, get_args

import numpy as np
import pytest
import yaml

from autograder.marking.catalogue import FormWords
from autograder.marking.form import judge
from autograder.model import FormName
from autograder.model.evidence import Event
from autograder.sandbox.tracing import trace
from tests.helpers.known_answers import CELL_MARK, ROOT
from tests.helpers.sandbox_case import student

A, WJ = np.array([3.0, 0.0, 0.5, 2.0]), np.array([2.0, -8.0, 6.0, -0.5])
LOOP, SUM, DOT, NONE = {"loop"}, {"sum"}, {"dot"}, set[str]()
WORDS = {form: FormWords(form=form, seen=f"a {form}.", asked=f"No {form}?") for form in get_args(FormName)}
NAMES = """
import functools, itertools, math, operator
from dataclasses import dataclass
from functools import partial, reduce, wraps
from itertools import accumulate, starmap
import numpy as np
from numpy import inner as together
"""


def seen(source: str, *arguments: Any, name: str = "f") -> tuple[set[str], set[str]]:
    """The products that a function of this source meets, and those in what it returns."""
    space: dict[str, Any] = {}
    exec(NAMES + source, space)
    with contextlib.redirect_stdout(io.StringIO()):
        events = trace(space[name], [np.copy(value) for value in arguments or (A, WJ)], {})
    assert events is not None
    return {e[0] for e in events} & set(get_args(FormName)), {e[1] for e in events if e[0] == "return"}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("sum(a[i] * wj[i] for i in range(len(a)))", LOOP),
        ("sum([x * w for x, w in zip(a, wj)])", LOOP),
        ("sum(p[0] * p[1] for i, p in enumerate(zip(a, wj)))", LOOP),
        ("sum(map(operator.mul, a, wj))", LOOP),
        ("sum(starmap(operator.mul, zip(a, wj)))", LOOP),
        ("reduce(lambda n, p: n + p[0] * p[1], zip(a, wj), 0)", LOOP),
        ("sum(np.dot(a[i], wj[i]) for i in range(len(a)))", LOOP),
        ("sum(a[i:i + 1] @ wj[i:i + 1] for i in range(len(a)))", LOOP),
        ("sum(np.prod(pair) for pair in zip(a, wj))", LOOP),
        ("sum(math.prod(pair) for pair in zip(a, wj))", LOOP),
        ("sum(a.item(i) * np.take(wj, i) for i in range(len(a)))", LOOP),
        ("sum(x * w for x, w in zip(a.flat, wj.flat))", LOOP),
        ("sum(x * wj[i] for (i,), x in np.ndenumerate(a))", LOOP),
        ("sum(x * w for x, w in np.nditer([a, wj]))", LOOP),
        ("sum(float(x) * float(w) for x, w in zip(a, wj))", LOOP),
        ("sum(np.float64(x) * np.longdouble(w) for x, w in zip(a, wj))", LOOP),
        ("sum(x * w for x, w in zip(a.tolist(), wj.tolist()))", LOOP),
        ("sum(-(-x) * abs(w) * round(w / abs(w), 1) for x, w in zip(a, wj))", LOOP),
        ("sum(t[i, 0] * t[i, 1] for t in [np.column_stack((a, wj))] for i in range(len(a)))", LOOP),
        ("sum(np.multiply(x, w) for x, w in zip(a.astype(int), wj.astype(int)))", LOOP),
        ("sum(a * wj)", SUM),
        ("np.multiply(a, wj).sum()", SUM),
        ("np.sum(np.multiply(a.tolist(), list(wj)))", SUM),
        ("np.sum(np.array(list(a)) * np.array(list(wj)))", SUM),
        ("sum(np.array(a.tolist()) * np.array(wj.tolist()))", SUM),
        ("np.add.reduce(a.astype(float) * np.asarray(wj, dtype=float))", SUM),
        ("np.sum(a[a != 0] * wj[a != 0])", SUM),
        ("np.prod([a, wj], axis=0).sum()", SUM),
        ("np.prod(np.vstack([a, wj]), axis=0).sum()", SUM),
        ("np.einsum('i,i->i', a, wj).sum()", SUM),
        ("np.dot(a * wj, np.ones(len(a)))", SUM),
        ("np.ones_like(a) @ (a * wj)", SUM),
        ("np.add.accumulate(a * wj)[-1]", SUM),
        ("(a * wj).cumsum()[-1]", SUM),
        ("math.fsum(a * wj)", SUM),
        ("(a @ wj).sum()", DOT),
        ("(a * wj).mean() * len(a)", SUM),
        ("(a @ wj).reshape(1).T.mean().real", DOT),
        ("sum(x.dot(w) for x, w in zip(a, wj))", LOOP),
        ("math.fsum(x * w for x, w in zip(a, wj))", LOOP),
        ("np.vectorize(lambda x, w: x * w)(a, wj).sum()", LOOP),
        ("sum((x * w).astype(float) for x, w in zip(a.astype(np.float32), wj))", LOOP),
        ("np.sum((a * wj).astype(np.float32), dtype=np.longdouble)", SUM),
        ("sum(np.dot(p, q) for p, q in zip(np.array_split(a, 2), np.array_split(wj, 2)))", DOT),
        ("np.matmul([a], np.transpose([wj])).item()", DOT),
        ("3.0 * sum(2 * a * wj) + 1", SUM),
        ("reduce(operator.add, a * wj, 0)", SUM),
        ("np.dot(a, wj)", DOT),
        ("np.dot(list(a), list(wj))", DOT),
        ("np.dot(a.tolist(), wj.tolist())", DOT),
        ("np.dot([float(x) for x in a], np.array([float(w) for w in wj]))", DOT),
        ("a.dot(wj.tolist())", DOT),
        ("wj.T @ a", DOT),
        ("(a[np.newaxis, :] @ wj[:, None])[0, 0]", DOT),
        ("np.dot(*[a, wj])", DOT),
        ("np.linalg.multi_dot([a, wj])", DOT),
        ("np.tensordot(a, wj, axes=1)", DOT),
        ("np.einsum('i,i->', a, wj)", DOT),
        ("np.einsum('k, k', a, wj)", DOT),
        ("np.einsum(a, [0], wj, [0])", DOT),
        ("np.dot(np.maximum(a, 0), wj) - np.dot(np.maximum(-a, 0), wj)", DOT),
        ("a[a > 1] @ wj[a > 1] + a[a == 0.5] @ wj[a == 0.5]", DOT),
        ("reduce(np.dot, [a, wj])", DOT),
        ("round(np.dot(1.0 * a, wj), 9)", DOT),
        ("together(a, wj)", DOT),
        ("partial(np.einsum, 'i,i')(a, wj)", DOT),
        ("eval('a @ wj')", DOT),
        ("len(a) * 2 + sum(a)", NONE),
        ("sum(a) * sum(wj)", NONE),
        ("np.sum(a) * np.sum(wj)", NONE),
        ("a[0]", NONE),
        ("a * (wj > 0)", NONE),
    ],
)
def test_a_product_is_known_by_what_it_takes(expression: str, expected: set[str]) -> None:
    assert seen(f"def f(a, wj):\n    return {expression}")[1] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("n = np.sum(a * wj)\n    assert np.isclose(n, np.dot(a, wj))\n    return n", SUM),
        ("print(sum(a * wj), [x * w for x, w in zip(a, wj)])\n    return np.dot(a, wj)", DOT),
        ("n = sum(x * w for x, w in zip(a, wj))\n    n = np.dot(a, wj)\n    return n", DOT),
        ("n = 0\n    for p in a * wj:\n        n += p\n    return n", SUM),
        ("out = np.zeros_like(a)\n    np.multiply(a, wj, out=out)\n    return out.sum()", SUM),
        ("out = np.zeros(4)\n    out += a * wj\n    assert out.sum() == a @ wj\n    return out.sum()", SUM),
        ("n = np.zeros(1)\n    for x, w in zip(a, wj):\n        n[0] += x * w\n    return n[0]", LOOP),
        (
            "out = np.zeros_like(a)\n    for i in range(len(a)):\n        out[i] = a[i] * wj[i]\n    return out.sum()",
            LOOP,
        ),
        ("p = a.copy()\n    p *= wj\n    return p.sum()", SUM),
        ("n = [0]\n    for x, w in zip(a, wj):\n        n[0] += x * w\n    return tuple(n)", LOOP),
        ("(x, *xs), (w, *ws) = a, wj\n    return x * w + (f(xs, ws) if xs else 0)", LOOP),
    ],
)
def test_what_goes_into_the_number_counts(body: str, expected: set[str]) -> None:
    assert seen(f"def f(a, wj):\n    {body}")[1] == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("complex(sum(x * w for x, w in zip(a, wj)))", LOOP),
        ("float(str(np.dot(a, wj)))", DOT),
        ("memoryview(a * wj)[0]", SUM),
    ],
)
def test_what_is_lost_on_the_way_was_met(expression: str, expected: set[str]) -> None:
    assert seen(f"def f(a, wj):\n    return {expression}") == (expected, NONE)


W, B = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), 0.5
ROWS = "    out = []\n    for row in W:\n        n = 0\n        for x, w in zip(a, row):\n            n += x * w\n"


@pytest.mark.parametrize(
    ("source", "arguments", "expected"),
    [
        ("def f(W, a):\n" + ROWS + "        out.append(n)\n    return np.array(out)", (W, A[:3]), LOOP),
        ("def f(W, a):\n    return (W * a).sum(axis=1)", (W, A[:3]), SUM),
        ("def f(W, a):\n    return W @ a", (W, A[:3]), DOT),
        ("def f(W, a):\n    return np.einsum('ij,j->i', W, a)", (W, A[:3]), DOT),
        ("def f(W, a):\n    return np.array([np.dot(row, a) for row in W])", (W, A[:3]), DOT),
        ("def f(a, w, b):\n    return b + sum(x * y for x, y in zip(a, w))", (A, WJ, B), LOOP),
        ("def f(a, w, b):\n    return b * np.sum(a * w)", (A, WJ, B), SUM),
        ("def f(a, w, b):\n    return a @ w + b", (A, WJ, np.array([B])), DOT),
        ("def f(a):\n    return sum(x * x for x in a)", (A,), LOOP),
    ],
)
def test_a_function_may_take_any_arguments(source: str, arguments: tuple[Any, ...], expected: set[str]) -> None:
    assert seen(source, *arguments)[1] == expected


# --- what is judged by it


def events(text: str) -> tuple[Event, ...]:
    """A trace in short: a form that was met, ``return`` and one that came back, ``visit``, or a call's name."""
    found = []
    for word in text.split():
        what, _, form = word.partition(":")
        if what in ("visit", "return"):
            found.append(Event(what, form or "getitem", "given", 3))
        else:
            found.append(Event(what if what in WORDS else "call", what, "given", 3))
    return tuple(found)


@pytest.mark.parametrize(
    ("asked", "traces", "found"),
    [
        ("loop", ["loop return:loop", "loop return:loop"], "asked"),
        ("loop", ["loop dot return:loop"], "asked"),
        ("loop", ["loop"], "asked"),
        ("loop", ["dot return:dot"], "other"),
        ("loop", ["visit dot return:dot"], "unsure"),
        ("loop", ["loop dot return:dot"], "unsure"),
        ("loop", ["loop return:loop", "dot return:dot"], "unsure"),
        ("loop", ["visit"], "unsure"),
        ("loop", [""], "unsure"),
        ("loop", [], "unsure"),
        ("sum", ["visit sum return:sum"], "asked"),
        ("sum", ["visit loop return:loop"], "other"),
        ("sum", ["visit loop"], "unsure"),
        ("sum", ["visit loop multiply return:loop"], "unsure"),
        ("sum", ["sum dot return:sum return:dot"], "unsure"),
        ("dot", ["visit dot"], "asked"),
        ("dot", ["sum return:sum", "sum return:sum"], "other"),
        ("dot", ["sum matmul return:sum"], "unsure"),
    ],
)
def test_only_evidence_of_another_form_and_none_of_the_asked_one_decides(
    asked: FormName, traces: list[str], found: str
) -> None:
    form = judge(asked, [events(text) for text in traces], WORDS)
    assert form.found == found
    assert bool(form.says) == (found == "other")
    assert bool(form.detail) == (found == "unsure" and bool(traces))


def test_a_call_that_was_lost_decides_nothing() -> None:
    assert judge("dot", [None, None], WORDS).found == "unsure"
    assert judge("dot", [None, events("loop return:loop")], WORDS).found == "unsure"


def test_the_words_are_those_of_the_assignment() -> None:
    words = {**WORDS, "dot": FormWords(form="dot", seen="It calls {name}.", asked="Which call?")}
    trace_of_inner = (Event("dot", "inner", "made", 3), Event("return", "dot", "made", 1))
    assert judge("loop", [trace_of_inner], words).says == "It calls inner. No loop?"


ANSWERS = yaml.safe_load((ROOT / "tests" / "form_answers.yaml").read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("answer", ANSWERS, ids=lambda one: f"{one['form']} for {one['question']}")
def test_answers_as_students_write_them_are_told_apart(zygote: Any, answer: dict[str, str]) -> None:
    asked: Any = answer["question"].removeprefix("net_input_")
    cells = ("import numpy as np", *answer["code"].split(CELL_MARK))
    with student(zygote, *cells, questions=[answer["question"]]) as ran:
        traces = ran.session.trace(answer["question"], [(A, WJ), (A[:3], WJ[1:])])
    expected = answer.get("judged", "asked" if answer["form"] == asked else "other")
    assert judge(asked, traces, WORDS).found == expected
