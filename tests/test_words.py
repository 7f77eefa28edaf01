"""The words of public checks: one cause, one message, true of this very answer; in the process of whoever runs them."""

from __future__ import annotations

import types
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import pytest

from autograder.questions.checks import NOT_BEGUN, WAITING, Answer, Same, Value, checks
from autograder.questions.shown import kind_called, kind_of
from autograder.questions.stopped import asked_of_error
from autograder.sandbox.wire import Opaque

PAIR = (np.array([1.0, 2.0]), np.array([3.0, 0.5]))
FOUR = (np.ones(4), np.ones(4))


def falls(net: Callable[..., Any]) -> None:
    """a check of one's own"""
    n = net(np.array([1.0]), np.array([-2.0]))
    assert n is not None, WAITING
    assert n < 0, f"Yours gives {n:g}. Can it be negative?"


PUBLIC = [
    Answer("one number", FOUR, 4.0),
    Same("a silent sender", FOUR, FOUR, "?"),
    ("two senders", PAIR, 4.0, "What is it by hand?"),
    falls,
]


def said(net: Any, public: list[Any] = PUBLIC) -> list[str]:
    """What each check says of a function; nothing where it passes."""
    return [complaint(check, net) for _, check, _ in checks("net(a, wj)", public)]


def complaint(check: Callable[[Any], None], net: Any) -> str:
    try:
        check(net)
    except AssertionError as failure:
        return str(failure)
    return ""


def defined(source: str) -> Any:
    names: dict[str, Any] = {"np": np}
    exec(compile(source, "<cell>", "exec"), names)
    return names["net"]


STUBS = {
    "dots": "...",
    "pass": "pass",
    "docstring": '"""What it returns."""',
    "both": '"""What it returns."""\n    ...',
    "return": "return",
    "return dots": "return ...",
    "not implemented": "raise NotImplementedError",
    "not implemented yet": "raise NotImplementedError('to do')",
    "comment": "# first the sum\n    pass",
}


@pytest.mark.parametrize("body", STUBS.values(), ids=STUBS)
def test_an_empty_stub_is_not_begun_and_nothing_else(body: str) -> None:
    assert said(defined(f"def net(a, wj):\n    {body}\n")) == [NOT_BEGUN.format(name="net"), *[WAITING] * 3]


@pytest.mark.parametrize("body", ["n = 0\n    ...", "n = a\n", "print(a)", "a * wj", "return print"])
def test_what_is_begun_is_not_called_empty(body: str) -> None:
    first, *others = said(defined(f"def net(a, wj):\n    {body}\n"))
    assert "begun" not in first
    assert others == [WAITING] * 3


def test_whoever_prints_is_asked_that() -> None:
    assert said(lambda a, wj: print(a @ wj))[0] == "net handed back None. Did you print instead of return?"


def test_what_stops_on_one_input_alone_is_told_there_and_waits_for_nothing() -> None:
    words = said(lambda a, wj: sum(a[i] * wj[i] for i in range(4)))
    assert words[:2] == ["", ""]
    assert "net stopped with IndexError: index 2 is out of bounds for axis 0 with size 2" in words[2]
    assert "called with [1, 2] and [3, 0.5]" in words[2]
    assert "net stopped with IndexError" in words[3]
    assert WAITING not in "".join(words)


@pytest.mark.parametrize(("bad", "told"), [(None, "None"), ([], "[]"), ("no", "text"), ({}, "a dictionary")])
def test_a_check_of_ones_own_that_cannot_go_on_says_what_came_back(bad: Any, told: str) -> None:
    words = said(lambda a, wj: bad if len(a) == 1 else a @ wj)
    assert words[:3] == ["", "", ""]
    assert words[3] == f"Called with [1] and [-2], net handed back {told}.\nWhat should come back there?"


def test_an_error_has_its_words_its_line_and_a_question_of_its_own() -> None:
    (words, *others) = said(defined("def net(a, wj):\n    n = a.mul(wj)\n    return n\n"))
    assert "net stopped with AttributeError: 'numpy.ndarray' object has no attribute 'mul'" in words
    assert words.endswith("Which name behind a dot does the error say is not there?")
    assert others == [WAITING] * 3


RAISED = {
    "only length-1 arrays can be converted to Python scalars": "a single number",
    "ufunc 'bitwise_xor' not supported for the input types": "What does ^ do",
    "unsupported operand type(s) for &: 'float' and 'float'": "What does & do",
    "'numpy.ndarray' object is not callable": "called there like a function",
    "'>' not supported between instances of 'str' and 'int'": "compared",
    "bad operand type for unary -: 'list'": "is it a number?",
    "list indices must be integers or slices, not float": "square brackets",
    "object of type 'float' has no len()": "length",
}


@pytest.mark.parametrize("message", RAISED)
def test_each_cause_has_its_question(message: str) -> None:
    assert RAISED[message] in asked_of_error("TypeError", message)


class Own:
    """A class of a learner's."""


RETURNED = {
    "a generator (which has computed nothing yet)": (x for x in "ab"),
    "a function": lambda: 0,
    "a class": Own,
    "an Own": Own(),
    "a module": types,
    "a Decimal": Decimal("1.5"),
    "a Fraction": Fraction(1, 3),
    "text": "3.5",
    "bytes": b"3",
    "a complex number": 2j,
    "a set": {1},
    "a dictionary": {},
    "the three dots": ...,
    "a list with None in it": [1, None],
    "a list of text": ["on", "off"],
    "a list with text in it": [1, "off"],
    "a list whose parts have different sizes": [[1, 2], [3]],
    "an array with None in it": np.array([1, None]),
    "an array of text": np.array(["a"]),
    "an array of complex numbers": np.array([1j]),
    "a single number": np.array(3.0),
    "True or False": np.True_,
    "a list of numbers": [1.0, 2.0],
}


@pytest.mark.parametrize("words", RETURNED)
def test_a_value_is_called_what_a_learner_calls_it(words: str) -> None:
    assert kind_of(RETURNED[words]) == words


@pytest.mark.parametrize("value", [np.exp, "".join, partial(abs), np.vectorize(abs), len, np.sum])
def test_what_can_be_called_is_a_function_in_either_process(value: Any) -> None:
    assert kind_of(value) == kind_of(Opaque(type(value).__name__)) == "a function"


@pytest.mark.parametrize("name", ["ufunc", "uint8", "unit", "ndarray", "int", "zip", "Opaque"])
def test_the_article_belongs_to_the_name(name: str) -> None:
    expected = {"ndarray": "an ndarray", "int": "an int", "Opaque": "an Opaque", "ufunc": "a function"}
    assert kind_called(name).startswith(expected.get(name, f"a {name}"))


CLOSE = [
    Value(
        "all digits", PAIR, [1 / 3, 2 / 3], "?", says="By hand 0.3333 and 0.6667.\nYours are {0[0]:.4g} and {0[1]:.4g}."
    ),
    ("two", PAIR, [1 / 3, 2 / 3], "?"),
    Same("the same", PAIR, PAIR, "?", says="Yours went from {before[0]:g} to {after[0]:g}."),
]


def test_numbers_that_differ_are_written_so_that_they_do() -> None:
    grows = iter(range(100))

    def net(a: Any, wj: Any) -> Any:
        return np.array([1 / 3, 2 / 3]) + 2e-5 * (1 + next(grows))

    public = [Answer("two numbers", PAIR, np.array([1.0, 2.0])), *CLOSE]
    _, first, second, third = said(net, public)
    assert "Yours are 0.3333 and 0.6667" not in first
    one, other = second.split("yours gives ")[1].split(" where ")
    assert one != other.removesuffix(" is right.\n?")
    before, after = third.split("\n")[0].removeprefix("Yours went from ").removesuffix(".").split(" to ")
    assert before != after
