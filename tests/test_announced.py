"""What students are told of the hidden tests is what these test: no kind more, no kind less.

The inputs are taken from the hidden tests themselves, by running them with a reference that notes what it is given; so
neither the words nor the tests can drift. A kind of input that is new has to be named in ``tests/kinds`` first.
"""

from __future__ import annotations

import copy
import importlib
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.kit import Assignment
from autograder.marking.suite import Question, suite_of
from autograder.questions.file import question_file
from autograder.questions.kind import functions_asked
from tests.helpers.known_answers import KIT

SUITES = [(assignment, suite_of(KIT, assignment)) for assignment in KIT.written.values()]
QUESTIONS = [(assignment, one) for assignment, suite in SUITES for one in suite.questions if one.kind == "function"]
EACH = pytest.mark.parametrize(("assignment", "question"), [pytest.param(*one, id=one[1].id) for one in QUESTIONS])
LIST = re.compile(r"with other inputs: ([^.:]*)\.|from other inputs: ([^.:]*)\.")


def kinds_of(assignment: Assignment) -> dict[str, Callable[..., bool]]:
    return importlib.import_module(f"tests.kinds.{assignment.name}").KINDS


def announced(text: str) -> set[str]:
    """The kinds that a text lists."""
    (found,) = LIST.findall(" ".join(text.split()))
    return set(re.split(r", | and ", "".join(found)))


def promised(question: Question) -> str:
    """What a public check says when it passes."""
    (assignment,) = [one for one, other in QUESTIONS if other is question]
    verdicts = question.public.run({question.id: assignment.reference_function(question.id)})
    (words,) = [verdict.says for verdict in verdicts if verdict.outcome == "passed" and verdict.says]
    return words


def failed(question: Question, function: Callable[..., Any]) -> list[str]:
    """Hidden cases that fail with this function."""
    verdicts = question.hidden.run({question.id: function})
    return [verdict.case for verdict in verdicts if verdict.outcome != "passed"]


def kinds_tested(assignment: Assignment, question: Question) -> set[str]:
    """The kinds of input that the hidden tests of a question call it with."""
    kinds, found = kinds_of(assignment), set()
    reference = assignment.reference_function(question.id)

    def noting(*arguments: Any) -> object:
        found.update(words for words, fits in kinds.items() if fits(*arguments))
        return reference(*arguments)

    assert failed(question, noting) == []
    return found


@EACH
def test_a_public_check_announces_the_kinds_that_are_tested(assignment: Assignment, question: Question) -> None:
    assert announced(promised(question)) == kinds_tested(assignment, question)


@pytest.mark.parametrize("assignment", KIT.written.values(), ids=lambda one: one.name)
def test_the_notebook_announces_the_kinds_that_are_tested(assignment: Assignment) -> None:
    every = set().union(*(kinds_tested(one, question) for one, question in QUESTIONS if one is assignment))
    assert announced(assignment.source.read_text(encoding="utf-8")) == every


@EACH
def test_that_digits_count_is_announced_where_they_do(assignment: Assignment, question: Question) -> None:
    reference = assignment.reference_function(question.id)
    counts = bool(failed(question, lambda *arguments: rounded(reference(*arguments), 7)))
    assert ("all digits" in promised(question)) == counts
    assert "all digits count" in " ".join(assignment.source.read_text(encoding="utf-8").split())


def change(one: Any, what: str) -> None:
    """Change an array, or a dictionary, where it is: its values, or how many it has and in what."""
    if isinstance(one, dict):
        one.update(dict.fromkeys(one, 7) if what == "values" else {"another": 7})
    elif what == "values":
        one[...] = 7
    else:
        one.resize((one.size, 1), refcheck=False)


@EACH
@pytest.mark.parametrize("what", ["values", "shape"])
def test_that_arrays_stay_as_they_were_is_announced_where_it_counts(
    assignment: Assignment, question: Question, what: str
) -> None:
    reference = assignment.reference_function(question.id)

    def changes(*arguments: Any) -> object:
        value = copy.deepcopy(reference(*arguments))
        for one in [one for one in arguments if isinstance(one, (np.ndarray, dict))][-1:]:
            change(one, what)
        return value

    says = re.search(r"check that your function leaves its inputs? unchanged", promised(question)) is not None
    assert says == bool(failed(question, changes))


# --- and what a public check compares is enough to see digits that are missing

DIGITS = "Where do the other digits get lost"


def rounded(value: Any, digits: int) -> Any:
    """A value with so many digits; True and False, which NumPy does not round, as 1 and 0."""
    return by_parts(lambda one: np.round(np.multiply(one, 1.0), digits), value)


def by_parts(cut: Callable[[Any], Any], value: Any) -> Any:
    """What is cut of each part of a value that has several, which may be of different lengths; else of the value."""
    return tuple(cut(one) for one in value) if isinstance(value, tuple) else cut(value)


CUTS: dict[str, Callable[[Any], Any]] = {
    "whole numbers": lambda value: by_parts(np.trunc, value),
    "rounded to whole numbers": lambda value: rounded(value, 0),
    "one decimal": lambda value: rounded(value, 1),
    "two decimals": lambda value: rounded(value, 2),
    "four decimals": lambda value: rounded(value, 4),
    "eight decimals": lambda value: rounded(value, 8),
    "half the digits": lambda value: by_parts(
        lambda one: np.asarray(np.asarray(one, np.float32), np.float64)[()], value
    ),
}


def public_words(question: Question, function: Callable[..., Any]) -> dict[str, str]:
    """What each public case that fails says."""
    verdicts = question.public.run({question.id: function})
    return {verdict.case: verdict.says for verdict in verdicts if verdict.outcome != "passed"}


def digits_case(assignment: Assignment, question: Question) -> str:
    """The public case that a question's file says is about digits."""
    source = question_file(assignment, question.id)
    [case] = [one.case for one in source.public if getattr(one, "digits", False)] if source else []
    return str(case)


@EACH
@pytest.mark.parametrize("cut", CUTS)
def test_a_public_check_sees_that_digits_are_missing(assignment: Assignment, question: Question, cut: str) -> None:
    reference = assignment.reference_function(question.id)
    said = public_words(question, lambda *arguments: CUTS[cut](reference(*arguments)))
    if "all digits" in promised(question):
        assert said
        if "whole" not in cut or assignment.name == "net_input":
            assert [name for name in said if DIGITS in said[name]] == [digits_case(assignment, question)]
    else:
        assert said == {}


@EACH
def test_nothing_is_asked_about_digits_where_something_else_is_wrong(
    assignment: Assignment, question: Question
) -> None:
    reference = assignment.reference_function(question.id)
    others = [assignment.reference_function(name) for name in functions_asked(assignment)]
    mistakes: list[Callable[..., Any]] = [
        lambda *arguments: 0 * reference(*arguments),
        lambda *arguments: np.sign(reference(*arguments)),
        lambda *arguments: (np.asarray(reference(*arguments)) > 0) * 1,
        lambda *arguments: 1 + 0 * reference(*arguments),
        lambda *arguments: 2 * reference(*arguments),
        lambda *arguments: -reference(*arguments),
        lambda *arguments: arguments[0][0] + 0 * reference(*arguments),
        lambda *arguments: np.prod(arguments, axis=0)[0] + 0 * reference(*arguments),
        lambda *arguments: np.prod(arguments, axis=0)[-1] + 0 * reference(*arguments),
        *others,
    ]
    for number, mistake in enumerate(mistakes):
        said = public_words(question, mistake)
        assert not any(DIGITS in words for words in said.values()), (number, said)
