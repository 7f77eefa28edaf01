"""A question with many right answers: a relation judges what comes back, and nobody is told the reference's value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.prove.run import prove
from autograder.errors import ConfigError
from autograder.marking.sound import load_test
from autograder.model import Mark
from autograder.reports.student_view import StudentView
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.question_kit import replaced
from tests.helpers.written_kit import NAME, WrittenKit, written_kit

SOLUTIONS = '''\
"""Reference."""

import numpy as np


def rate(i, gain, threshold):
    """Firing rate for a current, above a threshold."""
    return gain * np.maximum(np.asarray(i) - threshold, 0.0)


def fit(i, rates):
    """Gain and threshold by which rates are within 4 Hz, root mean square."""
    above = rates > 0
    gain, offset = np.polyfit(i[above], rates[above], 1)
    return float(gain), float(-offset / gain)
'''
RATE = """\
import numpy as np

PUBLIC = [("a current of 2", (2.0, 10.0, 1.0), 10.0, "How far above threshold is it?")]
PROBES = [("a current of 3", (3.0, 10.0, 1.0))]


def hidden(rng):
    return {"some": [(rng.uniform(0, 3, 5), 20.0, 0.5)]}
"""
QUESTION = '''\
"""Any gain and threshold will do that come near the rates."""

import numpy as np

from autograder import Meets, Wrong
from autograder.questions.checks import Answer
from solutions.written import rate

USES = ["rate"]
I = np.array([0.5, 1.0, 1.5, 2.0, 2.5])
MEASURED = np.array([0.0, 3.0, 23.0, 41.0, 63.0])


def fits(pair, i, rates):
    """Rates by this gain and threshold are within 4 Hz of those measured, root mean square."""
    gain, threshold = pair
    assert gain > 0, "Does this cell fire more when more current flows?"
    off = float(np.sqrt(np.mean((rate(i, gain, threshold) - rates) ** 2)))
    assert off <= 4, f"With these, the rates are {off:.0f} Hz off. Which of the two moves the curve sideways?"


def comes_near(fit):
    """the cell of the figure"""
    fits(fit(I, MEASURED), I, MEASURED)


PUBLIC = [Answer("two numbers", (I, MEASURED), (1.0, 1.0)), comes_near]
PROBES = [
    ("the cell of the figure", (I, MEASURED)),
    ("a cell that fires easily", (I, 30 * I)),
    ("a cell with a high threshold", (I, np.array([0.0, 0.0, 0.0, 11.0, 31.0]))),
]
UNCHANGED = "Currents and rates stay as they were"


def hidden(rng):
    i = np.linspace(0, 3, 13)

    def cell(gain, threshold):
        return i, gain * np.maximum(i - threshold, 0) + np.where(i > threshold + 0.2, rng.normal(size=13), 0)

    return {
        "Several cells": Meets(fits, [cell(rng.uniform(20, 50), rng.uniform(0.3, 1)) for _ in range(4)]),
        "A high threshold": Meets(fits, [cell(30.0, 1.9)]),
    }


HEAD = "def fit(i, rates):\\n    above = rates > 0\\n"
LINE = HEAD + "    g, o = np.polyfit(i[above], rates[above], 1)\\n"
WRONG = [
    Wrong("F1", "silent currents too", 0.5, "Is it a line below threshold?", "rates > 0", "rates > -1"),
    Wrong("F2", "exchanged", 0.7, "Which one comes first?", code=LINE + "    return -o / g, g"),
    Wrong("F3", "offset of the rate", 0.5, "At which current does it begin to fire?", "-offset / gain", "offset"),
    Wrong("F4", "sign of the threshold", 0.5, "Can a threshold be below 0 here?", "-offset / gain", "offset / gain"),
    Wrong("F5", "no threshold", 0.4, "At which current does it begin to fire?", "float(-offset / gain)", "0.0"),
    Wrong("F6", "one cell", 0.2, "What if it was another cell?", code="def fit(i, rates):\\n    return 40.0, 0.95"),
    Wrong("F7", "half the gain", 0.4, "How steep is it?", "float(gain)", "float(gain) / 2"),
    Wrong("F8", "only the gain", 0.4, "How many numbers are asked for?", code=LINE + "    return g"),
    Wrong("F9", "in the place of its rates", 0.8, "Whose array is it?",
          code=LINE + "    rates *= 0\\n    return g, -o / g"),
]
RIGHT = [
    LINE + "    return g, -o / g",
    LINE + "    return [g * 1.02, -o / g]",
    LINE + "    return np.array([g, -o / g + 0.01])",
    HEAD + "    A = np.array([i[above], np.ones(above.sum())]).T\\n"
    "    g, o = np.linalg.lstsq(A, rates[above], rcond=None)[0]\\n    return g, -o / g",
    """def fit(i, rates):
    best, pair = np.inf, None
    for g in np.arange(10, 60, 2.0):
        for t in np.arange(0, 2.5, 0.1):
            off = np.mean((g * np.maximum(i - t, 0) - rates) ** 2)
            if off < best:
                best, pair = off, (g, t)
    return pair""",
    HEAD + "    g = (rates[-1] - rates[above][0]) / (i[-1] - i[above][0])\\n"
    "    return g, np.mean(i[above] - rates[above] / g)",
]
'''
HEAD = "def fit(i, rates):\n    above = rates > 0\n    gain, offset = np.polyfit(i[above], rates[above], 1)\n"
RIGHT = {
    "rate": "def rate(i, gain, threshold):\n    return gain * np.maximum(i - threshold, 0)\n",
    "fit": f"{HEAD}    return gain * 1.01, -offset / gain + 0.01\n",
}


@pytest.fixture
def room(tmp_path: Path, zygote: ZygoteProcess) -> Iterator[WrittenKit]:
    questions = {"rate": RATE, "fit": QUESTION}
    with written_kit(tmp_path / "kit", zygote, solutions=SOLUTIONS, questions=questions, right=RIGHT) as made:
        yield made


def hint_of(mark: Mark) -> str:
    return mark.diagnosis.hint if mark.diagnosis else ""


def test_any_right_value_is_right(room: WrittenKit) -> None:
    assert room.faults() == []
    for off in ("gain, -offset / gain", "[gain, -offset / gain]", "np.array([gain + 0.5, 0.02 - offset / gain])"):
        mark = room.marks({"fit": f"{HEAD}    return {off}\n"})["fit"]
        assert mark.points == 2, mark.verdicts
        assert all(verdict.outcome == "passed" for verdict in mark.verdicts)


def test_a_wrong_value_is_told_by_the_relation_and_never_by_the_reference(room: WrittenKit) -> None:
    mark = room.marks({"fit": f"{HEAD}    return gain, 0.4 - offset / gain\n"})["fit"]
    assert mark.points == 0
    assert mark.diagnosis is not None
    assert hint_of(mark).startswith("For the cell of the figure, yours gives [")
    assert hint_of(mark).endswith("Hz off. Which of the two moves the curve sideways?")
    gain, offset = np.polyfit([1.0, 1.5, 2.0, 2.5], [3.0, 23.0, 41.0, 63.0], 1)
    told = repr(mark.diagnosis) + repr(StudentView)
    assert f"{-offset / gain:.3f}" not in told


def test_a_known_mistake_is_recognised_and_one_that_holds_here_is_no_mistake_here(room: WrittenKit) -> None:
    mark = room.marks({"fit": f"{HEAD}    return gain, offset / gain\n"})["fit"]
    assert mark.diagnosis is not None
    assert mark.diagnosis.id == "F4"
    mark = room.marks({"fit": f"{HEAD}    t = -offset / gain\n    return gain, t if t < 1.2 else 1.2\n"})["fit"]
    assert 0 < (mark.points or 0) < 2
    assert hint_of(mark).startswith("For a cell with a high threshold, yours gives [")


ODD = {
    "None": "None",
    "text": "'forty'",
    "a number": "40.0",
    "three": "gain, 1.0, 2.0",
    "ragged": "[[1.0], 2.0]",
    "nan": "np.nan, np.nan",
    "a dict": "{'gain': gain}",
    "a function": "np.polyfit",
    "many": "np.zeros(20_000)",
    "complex": "gain + 1j, 1j",
    "an object": "object()",
}


@pytest.mark.slow
@pytest.mark.parametrize("odd", ODD)
def test_what_is_of_another_kind_is_wrong_and_no_fault_of_the_kit(room: WrittenKit, odd: str) -> None:
    mark = room.marks({"fit": f"{HEAD}    return {ODD[odd]}\n"})["fit"]
    assert mark.points == 0
    assert {verdict.outcome for verdict in mark.verdicts if verdict.hidden} == {"failed"}
    assert "Error" not in hint_of(mark)
    assert hint_of(mark) or odd == "many"  # of a value that is too large to be kept nothing is said


def test_a_stub_and_what_stops_earn_nothing_and_inputs_stay_as_they_were(room: WrittenKit) -> None:
    assert room.marks({"fit": "def fit(i, rates):\n    ...\n"})["fit"].points == 0
    mark = room.marks({"fit": "def fit(i, rates):\n    raise ValueError('no')\n"})["fit"]
    assert mark.points == 0
    assert "stops with ValueError" in hint_of(mark)
    mark = room.marks({"fit": f"{HEAD}    i += 1\n    return gain, -offset / gain\n"})["fit"]
    assert [one.case for one in mark.verdicts if one.hidden and one.outcome == "failed"] == [
        "Currents and rates stay as they were"
    ]
    assert "no longer what it was" in hint_of(mark)


@pytest.mark.parametrize(
    "rate", ["def rate(i, gain, threshold):\n    return 2 * gain * np.maximum(i - threshold, 0)\n", ""]
)
def test_a_relation_calls_what_the_question_uses_as_the_reference_does(room: WrittenKit, rate: str) -> None:
    """A fit by search, on the learner's own rate: what is best there is right."""
    search = (
        "def fit(i, rates):\n    pairs = [(g, t) for g in np.arange(5, 60, 0.5) for t in np.arange(0, 2.5, 0.05)]\n"
        "    return min(pairs, key=lambda pair: np.mean((MODEL(i, *pair) - rates) ** 2))\n"
    )
    own = rate.replace("def rate", "def MODEL") or RIGHT["rate"].replace("def rate", "def MODEL")
    mark = room.marks({"rate": rate, "fit": search}, own)["fit"]
    assert (mark.points, mark.basis and mark.basis.way) == (2, "own" if rate else "lent")


REFUSED = {
    "a typo": ("off <= 4", "of <= 4", "name 'of' is not defined"),
    "one that the reference fails": ("off <= 4", "off <= 0.01", "the reference"),
    "no function": ("Meets(fits, [cell(30.0", "Meets(4, [cell(30.0", "Meets(...) of what is no function"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_wrong_with_a_relation_is_told(room: WrittenKit, kind: str) -> None:
    old, new, words = REFUSED[kind]
    replaced(room.question("fit"), old, new)
    said = ""
    try:
        room.build()
    except ConfigError as error:
        said = str(error)
    assert words in said + " ".join(room.faults())


@pytest.mark.parametrize(
    "relation",
    [
        "def fits(pair, i, rates):\n    return np.std(rate(i, *pair) - rates) <= 4\n",
        "def fits(pair, i, rates):\n    assert np.std(rate(i, *pair) - rates) <= 4\n",
    ],
)
def test_a_relation_may_give_back_whether_it_holds(room: WrittenKit, relation: str) -> None:
    path = room.question("fit")
    text = path.read_text(encoding="utf-8")
    start, end = text.index("def fits"), text.index("def comes_near")
    path.write_text(f"{text[:start]}{relation}\n\n{text[end:]}", encoding="utf-8")
    room.build()
    assert room.marks()["fit"].points == 2
    mark = room.marks({"fit": f"{HEAD}    return gain, 0.4 - offset / gain\n"})["fit"]
    assert mark.points == 0
    assert hint_of(mark).endswith("Is it what was asked for?")


def test_the_built_test_judges_plain_functions_alike(room: WrittenKit) -> None:
    test = load_test(room.kit.assignments[NAME].hidden_test("fit"), ["fit"], hidden=True)
    names: dict[str, object] = {"np": np}
    exec(RIGHT["fit"], names)
    for case in test.test_cases:
        case.body.call_func(names)
    exec(f"{HEAD}    return 40.0, 0.95\n", names)
    for case in test.test_cases:
        with pytest.raises(AssertionError):
            case.body.call_func(names)


@pytest.mark.long
def test_a_proof_holds_of_it(room: WrittenKit) -> None:
    kit = room.kit
    proof = prove(kit, kit.assignments[NAME], workers=1, question="fit")
    assert [(one.trial.id, one.complaint) for one in (*proof.lost, *proof.turned_away)] == []
    assert [one.trial.id for one in (*proof.kept, *proof.idle_hands, *proof.open)] == []
    assert proof.blunt_cases == []
    assert [one.trial.id for one in proof.misdiagnosed] == []
