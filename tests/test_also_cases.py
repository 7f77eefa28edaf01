"""A question of several functions: its file asks for each of them in hidden cases, and a proof tries each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.prove.run import prove
from autograder.errors import ConfigError
from autograder.marking.sound import load_test
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.question_kit import replaced
from tests.helpers.written_kit import NAME, WrittenKit, written_kit

SOLUTIONS = '''\
"""Reference."""

import numpy as np


def mean_rate(spikes, duration):
    """Spikes per second."""
    return len(spikes) / duration


def intervals(spikes):
    """The time between one spike and the next."""
    return np.diff(np.asarray(spikes, dtype=float))


def longest(spikes):
    """The longest of them; intervals are not called here."""
    return max(np.asarray(spikes)[1:] - np.asarray(spikes)[:-1])
'''
QUESTION = '''\
"""Rates and intervals."""

import numpy as np

from autograder import Call, Of, Wrong

ALSO = ["intervals", "longest"]
PUBLIC = [("two spikes in a second", (np.array([0.1, 0.4]), 1.0), 2.0, "How many spikes are there?")]
PROBES = [
    ("one spike in two seconds", (np.array([0.5]), 2.0)),
    ("three spikes in half a second", (np.array([0.1, 0.2, 0.4]), 0.5)),
]
UNCHANGED = "Spike times stay as they were"


def train(rng, n):
    return np.cumsum(rng.uniform(0.01, 0.2, n))


def hidden(rng):
    return {
        "A train": [(train(rng, n), 3.0) for n in (4, 9)],
        "Intervals": Of("intervals", [(train(rng, 5),), (train(rng, 2),)]),
        "A single spike": Of("intervals", [(train(rng, 1),)]),
        "The longest interval": Of("longest", [Call(spikes=train(rng, 6)), (np.array([1, 4, 5]),)]),
    }


def rate(body):
    return f"def mean_rate(spikes, duration):\\n    return {body}"


WRONG = [
    Wrong("R1", "the number of spikes", 0.3, "Spikes per what?", "/ duration", "* 1.0"),
    Wrong("R2", "inverse", 0.3, "What is it per?", code=rate("duration / len(spikes)")),
    Wrong("R3", "times", 0.3, "What is it per?", "/ duration", "* duration"),
    Wrong("R4", "one too few", 0.4, "How many spikes are there?", "len(spikes)", "(len(spikes) - 1)"),
    Wrong("R5", "one too many", 0.4, "How many spikes are there?", "len(spikes)", "(len(spikes) + 1)"),
    Wrong("R6", "whole number", 0.5, "Must it be whole?", "len(spikes) / duration", "len(spikes) // duration"),
    Wrong("R7", "until the last spike", 0.4, "How long was it?", "/ duration", "/ spikes[-1]"),
    Wrong("R8", "in the place of its spikes", 0.8, "Whose array is it?",
          code="def mean_rate(spikes, duration):\\n    spikes *= 0\\n    return len(spikes) / duration"),
    Wrong("I1", "the sign of intervals", 0.5, "Which comes first?", "np.diff(", "-np.diff("),
    Wrong("I2", "times in the place of intervals", 0.5, "Which one is it from?",
          code="def intervals(spikes):\\n    return spikes"),
    Wrong("I3", "a single spike has an interval", 0.5, "Between which spikes?",
          code="def intervals(spikes):\\n    return np.diff(spikes) if len(spikes) > 1 else np.zeros(1)"),
    Wrong("L1", "the shortest", 0.5, "Which one?", "max(", "min("),
]
RIGHT = [
    rate("len(spikes) / duration"),
    rate("np.size(spikes) / duration"),
    rate("spikes.size / duration"),
    rate("sum(1 for _ in spikes) / duration"),
    "mean_rate = lambda spikes, duration: len(spikes) / duration",
    rate("np.ones(len(spikes)).sum() / duration"),
    "def intervals(spikes):\\n    return [b - a for a, b in zip(spikes, spikes[1:])]",
    "def longest(spikes):\\n    return np.max(np.diff(spikes))",
]
'''
RIGHT = {
    "mean_rate": "def mean_rate(spikes, duration):\n    return len(spikes) / duration\n",
    "intervals": "def intervals(spikes):\n    return spikes[1:] - spikes[:-1]\n",
    "longest": "def longest(spikes):\n    return intervals(spikes).max()\n",
}


@pytest.fixture
def room(tmp_path: Path, zygote: ZygoteProcess) -> Iterator[WrittenKit]:
    with written_kit(
        tmp_path / "kit", zygote, solutions=SOLUTIONS, questions={"mean_rate": QUESTION}, right=RIGHT
    ) as made:
        yield made


WRONG = {
    "intervals": ("def intervals(spikes):\n    return spikes\n", {"Intervals", "A single spike"}),
    "longest": ("def longest(spikes):\n    return min(spikes[1:] - spikes[:-1])\n", {"The longest interval"}),
    "mean_rate": (
        "def mean_rate(spikes, duration):\n    return len(spikes)\n",
        {"A train", "Spike times stay as they were"},
    ),
}


def failed(room: WrittenKit, answers: dict[str, str]) -> set[str]:
    mark = room.marks(answers)["mean_rate"]
    return {verdict.case for verdict in mark.verdicts if verdict.hidden and verdict.outcome == "failed"}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_further_function_fails_its_own_cases(room: WrittenKit, name: str) -> None:
    assert room.faults() == []
    assert failed(room, {}) == set()
    code, cases = WRONG[name]
    others = {} if name == "longest" else {"longest": "def longest(spikes):\n    return np.max(np.diff(spikes))\n"}
    assert failed(room, {name: code, **others}) == cases


def test_a_further_function_that_changes_its_inputs_fails(room: WrittenKit) -> None:
    code = "def longest(spikes):\n    found = max(spikes[1:] - spikes[:-1])\n    spikes *= 2\n    return found\n"
    assert failed(room, {"longest": code}) == {"The longest interval"}


@pytest.mark.parametrize("stub", ["", "def longest(spikes):\n    ...\n"])
def test_one_that_is_missing_or_a_stub_fails_its_own_cases_alone(room: WrittenKit, stub: str) -> None:
    assert failed(room, {"longest": stub}) == {"The longest interval"}


def test_the_built_cases_judge_plain_functions_alike(room: WrittenKit) -> None:
    """As stock Otter calls them."""
    path = room.kit.assignments[NAME].hidden_test("mean_rate")
    test = load_test(path, list(RIGHT), hidden=True)
    names: dict[str, object] = {"np": np}
    exec("\n".join(RIGHT.values()), names)
    for case in test.test_cases:
        case.body.call_func(names)
    for name, (code, cases) in WRONG.items():
        wrong = dict(names)
        exec(code, wrong)
        for case in test.test_cases:
            if case.name in cases:
                with pytest.raises(AssertionError):
                    case.body.call_func(wrong)
            elif name != "intervals":
                case.body.call_func(wrong)


REFUSED = {
    "no function of the question": ('Of("longest"', 'Of("shortest"', "ALSO names intervals and longest"),
    "none for its own": ('"A train": [', '"A train": Of("longest", [', "asks for mean_rate itself"),
    "UNCHANGED of another": ('"Intervals": Of', '"Spike times stay as they were": Of', "without Of and Meets"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_asked_is_told(room: WrittenKit, kind: str) -> None:
    old, new, words = REFUSED[kind]
    replaced(room.question("mean_rate"), old, new)
    if kind == "none for its own":
        replaced(room.question("mean_rate"), "for n in (4, 9)],", "for n in (4, 9)]),")
        replaced(room.question("mean_rate"), "(train(rng, n), 3.0)", "(train(rng, n),)")
    with pytest.raises(ConfigError, match=words):
        room.build()


@pytest.mark.long
def test_a_proof_tries_each_function(room: WrittenKit) -> None:
    kit = room.kit
    proof = prove(kit, kit.assignments[NAME], workers=1)
    assert not proof.lost
    assert not proof.kept
    assert not proof.idle_hands
    assert not proof.blunt_cases
    assert proof.accuracy == 1
    assert [one.trial.id for one in proof.survivors] == []


@pytest.mark.long
def test_a_wrong_further_function_that_no_case_asks_for_is_told(room: WrittenKit) -> None:
    question = room.question("mean_rate")
    replaced(
        question,
        '        "The longest interval": Of("longest", [Call(spikes=train(rng, 6)), (np.array([1, 4, 5]),)]),\n',
        "",
    )
    replaced(question, "import Call, Of", "import Of")
    room.build()
    kit = room.kit
    proof = prove(kit, kit.assignments[NAME], workers=1)
    assert [one.trial.id for one in proof.of("wrong") if one in proof.kept] == ["L1"]
