"""What calls came to, where that is no number or a great many: told apart as hidden tests tell them apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder import Call, Given
from autograder.kit import Kit
from autograder.marking.behaviour import behaviour_of
from autograder.marking.catalogue import Catalogue, KnownAnswer, Probe
from autograder.marking.diagnosis import Diagnoser
from autograder.marking.examine import _size
from autograder.marking.signatures import _document, _outcome
from autograder.marking.symptoms import Outcome, as_wanted, lightened, outcome, same, simplest
from autograder.model import Diagnosis, Evidence, Verdict
from autograder.sandbox.launch import ZygoteProcess
from autograder.sandbox.wire import Opaque
from tests.helpers.broken_kit import own_solutions
from tests.helpers.programs import Problem, write_kit
from tests.helpers.sandbox_case import student

FAILED = Verdict("a case", hidden=True, outcome="failed")
MANY = np.linspace(-70, -50, 30_000)
WIDE = [["Ana", n] for n in range(3000)]


def came_to(value: Any, *, changed: bool = False) -> Outcome:
    return outcome(lightened(Evidence(value=value, changed=(True if changed else None,))))


def one_off(array: np.ndarray, place: int) -> np.ndarray:
    other = array.copy()
    other[place] += 1e-3
    return other


ALIKE = {
    "ragged lists": ([[1.0], [2, 3]], ([1], np.array([2.0, 3.0]))),
    "texts": (["a", "b"], np.array(["a", "b"], dtype=object)),
    "nearly": ([[1.0], [2 + 1e-13, 3]], [[1.0], [2, 3]]),
    "dicts": ({"a": 1, "b": [1, "x"]}, {"b": (1, "x"), "a": 1.0}),
    "true and one": (["a", True], ["a", 1]),
    "None in a list": (["a", None], ("a", None)),
    "complex": (np.array([1j, 2]), [1j, 2 + 0j]),
    "sets": ({1, 2}, {2.0, 1}),
    "many numbers": (MANY, list(MANY + 1e-12)),
    "many of one size, nan too": (np.append(MANY, np.nan), np.append(MANY, np.nan)),
    "many parts": (WIDE, [tuple(part) for part in WIDE]),
    "a large array in parts": ((MANY, [1]), [MANY + 1e-13, (1.0,)]),
}
APART = {
    "ragged lists": ([[1.0], [2, 3]], [[1.0], [2, 4]]),
    "their lengths": ([[1.0], [2, 3]], [[1.0, 2], [3]]),
    "texts": ("granule", "basket"),
    "texts in lists": (["a", "b"], ["b", "a"]),
    "dicts": ({"a": 1, "b": "x"}, {"a": 2, "b": "x"}),
    "keys": ({"a": "x"}, {"b": "x"}),
    "None and nothing": (["a", None], ["a"]),
    "complex": (1j, 2j),
    "sets": ({1, 2}, {1, 3}),
    "many numbers, the first of them": (MANY, one_off(MANY, 0)),
    "many numbers, one between": (MANY, one_off(MANY, 17_777)),
    "many numbers, the last": (MANY, one_off(MANY, -1)),
    "many numbers, in another order": (MANY, MANY[::-1]),
    "many numbers, in another shape": (MANY, MANY.reshape(2, -1)),
    "many true and false": (MANY > -60, MANY > -60.001),
    "many parts": (WIDE, [*WIDE[:-1], ["Ana", -1]]),
    "a large array in parts": ((MANY, [1]), (one_off(MANY, 5), [1])),
    "a list and a dict": (["a"], {0: "a"}),
    "changed": (["a"], None),
}


def did(one: Outcome) -> str:
    return behaviour_of([FAILED], [outcome(Evidence(value=1.0)), one])


@pytest.mark.parametrize("name", ALIKE)
def test_what_a_hidden_test_takes_for_the_same_is_the_same(name: str) -> None:
    one, other = map(came_to, ALIKE[name])
    assert same(one, other)
    assert same(other, one)
    assert did(one) == did(other) or one.what.startswith("array of")  # rounded or not, many numbers have sums
    for outcome_ in (one, other):
        assert same(_outcome(json.loads(json.dumps(_document(outcome_)))), outcome_)


@pytest.mark.parametrize("name", APART)
def test_what_differs_is_told_apart(name: str) -> None:
    first, second = APART[name]
    one, other = came_to(first), came_to(first, changed=True) if name == "changed" else came_to(second)
    assert not same(one, other)
    assert not same(other, one)
    assert did(one) != did(other)
    assert not same(_outcome(json.loads(json.dumps(_document(one)))), other)


def test_where_numbers_are_due_something_else_is_a_mistake_by_its_kind() -> None:
    wanted = [outcome(Evidence(value=1.0))] * 3
    a, b, c = as_wanted([came_to("a"), came_to("b"), came_to(["a"])], wanted)
    assert same(a, b)
    assert not same(a, c)
    assert did(a) == did(b) == did(Outcome("text")) != did(c)


def test_where_an_error_is_due_one_of_its_kind_is_right() -> None:
    due = Outcome("stops", error=("ValueError", "no negative rate"))
    mine = outcome(Evidence(error=("RateError", "'v' below 0"), bases=("ValueError", "Exception")))
    other = outcome(Evidence(error=("TypeError", "no"), bases=("Exception",)))
    assert [same(one, due) for one in as_wanted([mine, other, came_to(3)], [due] * 3)] == [True, False, False]


def test_a_function_for_data_is_known_by_its_kind_alone() -> None:
    assert same(came_to(Opaque("function")), came_to(Opaque("builtin_function_or_method")))
    assert same(came_to([Opaque("function"), "a"]), came_to([Opaque("function"), "a"]))
    assert not same(came_to([Opaque("function"), "a"]), came_to([Opaque("map"), "a"]))


# --- in words

PROBES = [Probe(id=str(n), questions=("q",), inputs=(n,), words=f"input {n}") for n in range(2)]
WORDS = {
    "another text": ("basket", "granule", "For input 0, yours gives 'basket'. What do you get by hand?"),
    "other parts": ([[1], [2, 4]], [[1], [2, 3]], "yours gives [[1], [2, 4]]. What do you get by hand?"),
    "an array for ragged lists": (np.array([1.0, 2]), [[1], [2, 3]], "yours gives [1 2]. What do you get by hand?"),
    "a number for a dict": (3.0, {"a": 1}, "yours gives a number. What should come out, and what turned it into"),
    "a list for a dict": (["a"], {"a": 1}, "yours gives a list of text. What should come out, and what turned it"),
    "text for a list": ("ab", ["a", "b"], "yours gives text. What should come out, and what turned it"),
    "many numbers": (MANY, MANY + 1, "yours gives an array of 30000 numbers. What do you get by hand?"),
    "a few for many": (np.ones(2), MANY, "yours gives [1 1]. What do you get by hand?"),
    "something for None": (["a"], None, "yours gives ['a']. What do you get by hand?"),
    "None for a dict": (None, {"a": 1}, "yours hands nothing back (None)."),
    "a long text": ("x" * 500, "y", "yours gives 'xxxx"),
}


@pytest.mark.parametrize("name", WORDS)
def test_what_goes_wrong_is_told_in_words(name: str) -> None:
    got, want, words = WORDS[name]
    hint = simplest("q", [came_to(got), came_to(want)], [came_to(want)] * 2, PROBES).hint
    assert words in hint
    assert len(hint) <= 290


def test_what_should_stop_and_does_not_is_asked_about() -> None:
    due = Outcome("stops", error=("ValueError", "no"))
    hint = simplest("q", [came_to(["a"]), due], [due, due], PROBES).hint
    assert hint.startswith("For input 0, yours gives ['a']. Is there an answer to that")


def test_one_text_whatever_goes_in_is_said_to_be_that() -> None:
    wanted = [came_to("a"), came_to("b")]
    assert "Whatever goes in, yours gives 'a'." in simplest("q", [came_to("a")] * 2, wanted, PROBES).hint


def test_what_a_call_changed_is_said_of_data_too() -> None:
    got = [came_to(["a"], changed=True), came_to(["b"])]
    assert "what went in is no longer what it was" in simplest("q", got, [came_to(["a"]), came_to(["b"])], PROBES).hint


@pytest.mark.parametrize(
    "message", ["q() got an unexpected keyword argument 'dt'", "q() missing 1 required keyword-only argument: 'dt'"]
)
def test_a_keyword_that_is_not_in_its_first_line_is_asked_about(message: str) -> None:
    probes = [Probe(id="0", questions=("q",), inputs=Call(1, dt=2), words="a step of 2 ms")]
    got = [outcome(Evidence(error=("TypeError", message)))]
    hint = simplest("q", got, [came_to(1.0)], probes).hint
    assert hint == (
        "For a step of 2 ms, yours cannot take what it is given. What stands between the parentheses in its first line?"
    )


def test_inputs_of_probes_may_be_any_plain_data() -> None:
    inputs: list[Any] = [({"a": [1, 2]}, "x", None), Call([1], w=np.ones(2), f=Given("relu")), ([["a"], [1, 2]],)]
    probes = [Probe(id=str(n), questions=("q",), inputs=one, words="it") for n, one in enumerate(inputs)]
    first, second, third = (probe.arguments() for probe in probes)
    assert first == ({"a": [1, 2]}, "x", None)
    assert isinstance(second, Call)
    assert second.arguments == ([1],)
    assert third == ([["a"], [1, 2]],)
    keys = [Catalogue(probes=(probe,)).model_dump_json() for probe in (*probes, probes[1])]
    assert len(set(keys)) == 3
    for wrong in (3, (print,), Call(object())):
        with pytest.raises(ValueError, match=r"valid tuple|cannot be sent"):
            Probe(id="0", questions=("q",), inputs=wrong, words="it")
    assert _size("text") == _size({"a": 1}) == 1


# --- through workers

CELLS = Problem(
    "cells",
    '"""Reference."""\n\n\ndef relu(n):\n    """Silent below 0."""\n    return max(n, 0)\n\n\n'
    'def spikes(f, cell, *, rng):\n    """The name, and where it spikes."""\n    if cell["rate"] < 0:\n'
    '        raise ValueError("no such rate")\n'
    '    return cell["name"], [f(n) for n in cell["n"] if rng.random() < cell["rate"]]\n',
    ("spikes(max, {}, rng=None)", "relu(0)"),
)
CELL = {"name": "granule", "n": [-1.0, 2.0, 3.0], "rate": 1.0}
WITH = "def spikes(f, cell, *, rng):\n    "
CHANCE = "if rng.random() < cell['rate']]"
WRONG = {
    "names-the-kind": WITH + "return 'cell', [f(n) for n in cell['n'] " + CHANCE,
    "no-function": WITH + "return cell['name'], [n for n in cell['n'] " + CHANCE,
    "all": WITH + "return cell['name'], [f(n) for n in cell['n']]",
}
LIKE = {
    "names-the-kind": WITH + "return ['cell', [n for n in map(f, cell['n']) " + CHANCE + "]",
    "no-function": WITH
    + "keep = rng.random(len(cell['n'])) < cell['rate']\n    return cell['name'], np.array(cell['n'])[keep]",
    "all": "def spikes(f, cell, rng):\n    return cell['name'], tuple(map(f, cell['n']))",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", [*LIKE, "right"])
def test_a_mistake_with_text_dicts_functions_and_chance_is_recognised(
    zygote: ZygoteProcess, tmp_path: Path, name: str
) -> None:
    kit = Kit(write_kit(tmp_path / "kit", [CELLS]))
    rng = np.random.default_rng(3)
    inputs = [Call(Given("relu"), CELL, rng=rng), Call(Given("relu"), {**CELL, "rate": 0.5}, rng=rng)]
    inputs += [Call(np.exp, CELL, rng=rng), Call(np.exp, {**CELL, "rate": -1.0}, rng=rng)]
    probes = [Probe(id=str(n), questions=("spikes",), inputs=one, words="it") for n, one in enumerate(inputs)]
    wrong = [KnownAnswer(id=key, question="spikes", code=code, kind="wrong") for key, code in WRONG.items()]
    with own_solutions():
        diagnoser = Diagnoser(kit.assignments["cells"], Catalogue(answers=tuple(wrong), probes=tuple(probes)), zygote)
        assert set(diagnoser.signatures) == set(WRONG)
        code = LIKE.get(name, CELLS.reference.partition("def spikes")[2])
        cells = (
            "import numpy as np\ndef relu(n):\n    return n * (n > 0)",
            code if name in LIKE else f"def spikes{code}",
        )
        with student(zygote, *cells, questions=["spikes"]) as ran:
            evidence = ran.session.call("spikes", [probe.arguments() for probe in probes])
        found = diagnoser.diagnose(
            "spikes", diagnoser.as_wanted("spikes", [outcome(lightened(one)) for one in evidence])
        )
    if name == "right":
        assert found is None
    else:
        assert isinstance(found, Diagnosis)
        assert found.id == name
