"""Public examples tell mistakes apart, and what is asked about a value is asked of one cause.

Two mistakes that give one number on the examples get one question, and for one of them it may be the wrong one.
The numbers of net_input were chosen by ``python -m tests.find_example``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder.marking.catalogue import Catalogue, KnownAnswer, Probe
from autograder.marking.known import read_catalogue
from autograder.marking.signatures import signatures_of
from autograder.marking.symptoms import Outcome
from autograder.marking.symptoms.plain import alike
from autograder.questions import checks, value_checks
from autograder.questions.checks import Answer, Same, Value
from autograder.questions.file import question_file
from autograder.questions.kind import kind_of
from autograder.questions.value_file import value_question
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.known_answers import KIT, QUESTIONS, asked_for, plain_right
from tests.helpers.miscounted import ASKED, confused, values, ways

REFERENCE = "the reference"
# Known answers that no public example can tell apart, and why that misleads nobody.
_OF_NET_INPUT = {
    "N01 N02 N98": "each keeps the last product alone, whoever is connected",
    "N07 N08": "nothing is handed back; what is printed is not compared",
    "N15 N114": "the products come back, and their sum does not",
    "N57 N58": "nothing is handed back; what is printed is not compared",
    "N73 N142": "signs are ignored; they differ for an activation below 0 alone, and the question is about signs",
    "N76 N77": "nothing is handed back; what is printed is not compared",
}
_OF_ACTIVATION_FUNCTIONS = {
    "L07 L08": "text of either kind comes back",
    "R01 R03": "Python is asked for one decision, and says so in one way",
    "S06 S19": "Python is asked for one decision, and says so in one way",
    "L06 L18": "nothing is handed back; what is printed is not compared",
    "R02 R20": "the largest of all units, by two calls",
    "R10 R19": "fractions are cut off, for an array holds whole numbers",
    "R12 R32": "nothing is handed back; what is printed is not compared",
    "R21 R28 R29 R30": "n itself comes back wherever one unit is excited, and it is asked about the inhibited one",
    "S03 S26": "they differ at exactly 0 alone, which learners are asked to try by themselves",
    "S07 S23": "nothing is handed back; what is printed is not compared",
    "S09 S28": "one number for all units, and it is asked about the shape",
    "S27 S29": "one number for all units, and it is asked about the shape",
    "A06 A28": "nothing is handed back; what is printed is not compared",
    "A16 A44": "both leave out a net input of exactly 0",
    "T10 T25": "nothing is handed back; what is printed is not compared",
}
_OF_WARM_UP = {
    "R8 R12": "fractions are cut off: by //, or for the array holds whole numbers",
}
_OF_SYNAPSES_AND_SPREAD = {
    "F2 F3 F4 F6 F12 F14": "no where yes is right; of a yes or a no it is asked at which times V is greater",
    "F5 F8 F11": "yes where no is right; of a yes or a no it is asked at which times V is greater",
    "F16 F19": "each answer the other way round; they differ exactly at the threshold alone",
    "C14 C29": "neighbours that are a step ahead; whose array it is, is not looked at in an example",
}
ONE_CAUSE = {  # by assignment: an id may be in two
    "warm_up": _OF_WARM_UP,
    "net_input": _OF_NET_INPUT,
    "activation_functions": _OF_ACTIVATION_FUNCTIONS,
    "synapses_and_spread": _OF_SYNAPSES_AND_SPREAD,
    "integrate_and_fire": {"F07 F77": "nothing fires, for it is not asked whether the potential is greater"},
    "unit_and_layer": {"X2 X19": "every sender at 1: nobody in the example inhibits all, and only the form is checked"},
}
# A question about a value that several misconceptions come to, and of all of which it is true.
TRUE_OF_ALL = {
    "Did each sender meet every weight? Which one weight is its own?": "a sum of all pairs is the product of the sums",
    "What does the sign of a weight stand for?": "sizes of products, or of weights: the sign is gone",
    "Is that the last synapse alone? What became of the others?": "a total that is replaced, or begun again",
    "Is that all but the last synapse? What became of that one?": "the count is one too low, or written down as four",
    "Did some synapses add nothing to yours? How many are there?": "the loop ends early, or is written out for a few",
    "Which sign does the potential of a neuron at rest have?": "a sign that is lost, or turned",
    "Does your function use the duration that it is given?": "a duration of its own, or nothing but numbers of its own",
    "Does yours end at the third sample? How many come after it?": "the last but one, or the largest: that is it here",
    "What does the sign of a change tell?": "a sign that is lost, or turned",
    "Is that the fourth sample? How can a function find the last of any number?": "the fourth, or the last but one",
    "Is that the first trial alone? What became of the others?": "the loop ends, by return or at a silent trial",
    "Is that the last trial alone? What became of the others?": "a total that is replaced, or begun again",
    "Which column of W does each of your receivers listen to?": "all to the first, or each to that of another",
    "Does your first receiver listen to a row of W or to a column? Which index is the sender's?": "by @, or in a loop",
    "In yours, the sender at -2 excites receiver 1. Is there a cell in the circuit that does?": "it does, in all ways",
    "Potassium flows out of the cell. Does that raise your potential, or lower it?": "its minus is lost, in both ways",
    "Does your potential change as much in half a millisecond as in a whole one?": "dt is forgotten, for it at least",
    "Is a spike in the window that is exactly at its end?": "it is, with and without one at the beginning",
    "Do you divide by how long the window is, or by the time from one spike in it to another?": "by gaps, in both ways",
    "How far above the threshold is 4 nA, and what does your gain multiply?": "the whole current, in both ways",
    "Where there is a spike in the middle: in which half is the threshold?": "the wrong half, or always the upper one",
    "Does the current in the axon follow at once in yours?": "without delay, in the first step at least",
    "Is that the first four trials? How can a loop visit any number of them?": "always four, or all but the last",
}
EACH = pytest.mark.parametrize(("assignment", "question"), QUESTIONS)
EACH_BY_VALUE = pytest.mark.parametrize(
    ("assignment", "question"), asked_for("function")
)  # what comes back is compared


def examples(assignment: str, question: str) -> list[tuple[str, Any]]:
    """The inputs of the public checks of a question, each once."""
    source = question_file(KIT.written[assignment], question)
    assert source is not None
    found: dict[str, Any] = {}
    for entry in source.public:
        inputs = entry[1] if isinstance(entry, tuple) else getattr(entry, "inputs", None)
        for one in [inputs, *([entry.others] if isinstance(entry, Same) else [])]:
            if one is not None:
                found.setdefault(repr(one), one)
    return list(found.items())


@cache
def catalogue_of(assignment: str) -> Catalogue:
    """The known answers of an assignment, read once."""
    return read_catalogue(KIT.written[assignment])


@cache
def outcomes(assignment: str) -> tuple[dict[str, KnownAnswer], dict[str, list[Outcome]]]:
    """What each known wrong answer comes to on the public examples, by its id, and the right one of each question."""
    asked = KIT.written[assignment]
    right = [
        KnownAnswer(id=f"{REFERENCE} of {question}", question=question, code=code, kind="wrong")
        for question, code in plain_right(assignment).items()
    ]
    answers = [*(one for one in catalogue_of(assignment).answers if one.kind == "wrong"), *right]
    probes = [
        Probe(id=words, questions=(question,), inputs=inputs, words=words)
        for question in asked.points
        for words, inputs in examples(assignment, question)
    ]
    with ZygoteProcess() as host:
        found = signatures_of(asked, Catalogue(answers=tuple(answers), probes=tuple(probes)), host)
    return {one.id: one for one in answers}, found


def same(one: list[Outcome], other: list[Outcome]) -> bool:
    """Whether two answers came to the same on every example."""
    return all(_same(mine, yours) for mine, yours in zip(one, other, strict=True))


def _same(one: Outcome, other: Outcome) -> bool:
    if isinstance(one.plain, tuple) and isinstance(other.plain, tuple):  # several arrays, of different lengths
        return alike(one.plain, other.plain)
    if one.value is None or other.value is None:
        return (one.what, one.complaint, one.value is None) == (other.what, other.complaint, other.value is None)
    fits = one.value.shape == other.value.shape
    return fits and bool(np.allclose(one.value, other.value, rtol=1e-6, atol=1e-9, equal_nan=True))


def seen(assignment: str, question: str) -> dict[str, list[Outcome]]:
    """The known mistakes of a question that a public example sees, with what they came to."""
    answers, found = outcomes(assignment)
    right = found[f"{REFERENCE} of {question}"]
    return {
        name: found[name] for name, one in answers.items() if one.question == question and not same(found[name], right)
    }


@EACH_BY_VALUE
def test_known_mistakes_differ_on_the_public_examples(assignment: str, question: str) -> None:
    answers, _ = outcomes(assignment)
    mistakes = seen(assignment, question)
    assert len(mistakes) >= 8
    allowed = [set(names.split()) for names in ONE_CAUSE.get(assignment, {})]
    alike = {
        (one, other)
        for one, other in combinations(mistakes, 2)
        if answers[one].misconception != answers[other].misconception and same(mistakes[one], mistakes[other])
    }
    assert [pair for pair in alike if not any(names.issuperset(pair) for names in allowed)] == []


@pytest.mark.parametrize("assignment", ONE_CAUSE)
def test_what_is_listed_as_one_cause_is_one_indeed(assignment: str) -> None:
    _, found = outcomes(assignment)
    for names in ONE_CAUSE[assignment]:
        first, *others = names.split()
        assert all(same(found[first], found[other]) for other in others), names


def asked_by_value(assignment: str, question: str) -> Iterator[tuple[Value, int]]:
    """The public rows that ask by what comes back, with the place of their example."""
    source = question_file(KIT.written[assignment], question)
    assert source is not None
    places = [words for words, _ in examples(assignment, question)]
    for entry in source.public:
        if isinstance(entry, Value) and entry.others:
            yield entry, places.index(repr(entry.inputs))


@EACH_BY_VALUE
def test_what_is_asked_about_a_value_is_asked_of_one_cause(assignment: str, question: str) -> None:
    answers, _ = outcomes(assignment)
    for entry, place in asked_by_value(assignment, question):
        causes: dict[tuple[float, str], set[str]] = {}
        for name, found in seen(assignment, question).items():
            value, shape = found[place].value, np.shape(entry.right)
            if value is not None and value.shape == shape and (words := entry.question(value)) in entry.others.values():
                number = round(float(np.ravel(value)[entry.at or 0]), 6)
                causes.setdefault((number, words), set()).add(answers[name].misconception)
        several = {key: found for key, found in causes.items() if len(found) > 1 and key[1] not in TRUE_OF_ALL}
        assert not several, several


@EACH_BY_VALUE
def test_no_two_values_that_are_asked_about_are_one(assignment: str, question: str) -> None:
    for entry, _ in asked_by_value(assignment, question):
        right = np.ravel(entry.right)[entry.at or 0]
        for one, other in combinations([*entry.others, *([] if entry.part else [float(right)])], 2):
            assert not np.isclose(one, other, rtol=1e-4), (question, one, other)


@pytest.mark.parametrize("question", KIT.written["net_input"].points)
def test_ways_that_nobody_wrote_down_are_asked_of_their_own_cause_too(question: str) -> None:
    (entry,) = [one for one, _ in asked_by_value("net_input", question) if one.case == "the value by hand"]
    a, wj = entry.inputs
    assert confused(a, wj) == []
    by_question: dict[str, set[str]] = {}
    for (cause, _), value in zip(ways(len(a)), values(a, wj), strict=True):
        if cause != "right" and (words := entry.question(value)) != entry.ask:
            by_question.setdefault(words, set()).add(cause)
    of_its_own = {words: causes for words, causes in by_question.items() if len(causes) == 1}
    assert len(of_its_own) >= 10
    assert set().union(*by_question.values()) <= ASKED, "asked about a number that something else may give too"


# --- words that are read on a page too, where no notebook is around them

_THINGS = r"(cell|table|call|figure|text|hint|hand)"
PLACE = re.compile(
    rf"\bslides?\b|\b{_THINGS},? (above|below)\b|(?<!is )(?<!or )\b(above|below)\s*([,.:;)!]|$)|"
    r"\bthis (cell|one again)\b|\bthe lecture's\b|\bnet\b(?! inputs?\b)",
    re.IGNORECASE,
)


FEWEST_TEXTS = {"function": 30, "figure": 10}  # of a plain value there are few


def words_of(assignment: str, question: str) -> Iterator[str]:
    """Every text of a question that a learner may read on a page."""
    asked = KIT.written[assignment]
    catalogue = catalogue_of(assignment)
    yield from (one.hint for one in catalogue.of(question, "wrong"))
    yield from (text for one in catalogue.form_words for text in (one.seen, one.asked))
    yield from (probe.words for probe in catalogue.probes_of(question))
    source = question_file(asked, question)
    if (asked_value := value_question(asked, question)) is not None:
        yield from (*asked_value.asks, *asked_value.hints.values(), asked_value.public.case)
    for entry in source.public if source else ():
        if isinstance(entry, tuple):
            yield from (text for text in entry if isinstance(text, str))
        if isinstance(entry, (Value, Same)):
            yield from (entry.case, entry.ask, entry.says)
        if isinstance(entry, Value):
            yield from (entry.praise, *entry.others.values())
        if isinstance(entry, Answer):
            yield from (entry.case, *entry.words.values())
        if callable(entry) and hasattr(entry, "__code__"):
            yield from (text for text in entry.__code__.co_consts if isinstance(text, str))


@EACH
def test_what_a_page_says_names_no_place_of_a_notebook(assignment: str, question: str) -> None:
    found = list(words_of(assignment, question))
    assert len(found) > FEWEST_TEXTS.get(kind_of(KIT.written[assignment], question), 3)
    assert [words for words in found if PLACE.search(" ".join(words.split()))] == []


@pytest.mark.parametrize("module", [checks, value_checks])
def test_the_usual_words_of_checks_name_no_place_either(module: ModuleType) -> None:
    found = [value for name, value in vars(module).items() if isinstance(value, str) and name.isupper()]
    assert len(found) > 6
    assert [words for words in found if PLACE.search(words)] == []


@pytest.mark.parametrize(
    "words", ["On the slide, is it flat?", "See the call by hand, above.", "when net is exactly 0?"]
)
def test_a_place_is_recognised(words: str) -> None:
    assert PLACE.search(words)


@pytest.mark.parametrize(
    "words", ["Is it above 0?", "below threshold", "What is the net input?", "what stands below it"]
)
def test_a_side_of_0_is_no_place(words: str) -> None:
    assert not PLACE.search(words)
