"""A used function that is handed a function: NumPy's, one that the notebook gives, or the learner's own used one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.model import Basis
from autograder.sandbox.launch import ZygoteProcess
from autograder.sandbox.lending import MOST_CALLS
from tests.helpers.question_kit import replaced
from tests.helpers.written_kit import NAME, WrittenKit, written_kit

SOLUTIONS = '''\
"""Reference."""

import numpy as np


def doubled(n):
    """Twice as much."""
    return 2.0 * np.asarray(n)


def squash(n):
    """Between 0 and 1."""
    return 1 / (1 + np.exp(-np.asarray(n)))


def layer(a, w, f):
    """Activations of a layer."""
    return f(np.asarray(a) @ np.asarray(w))


def forward(a, w1, w2, f):
    """Two layers, and what the activation function makes of 1."""
    return layer(layer(a, w1, f), w2, f=f) + f(1.0)
'''
SQUASH = """\
PUBLIC = [("one unit at rest", (0.0,), 0.5, "What is it at rest?")]
PROBES = [("one unit at 1", (1.0,))]


def hidden(rng):
    return {"some": [(rng.normal(size=4),), (rng.normal(),)]}
"""
LAYER = """\
import numpy as np

PUBLIC = [("a", (np.ones(2), np.ones((2, 1)), np.square), [4.0], "What comes first?")]
PROBES = [("b", (np.ones(2), np.ones((2, 2)), np.tanh))]


def hidden(rng):
    return {"some": [(rng.normal(size=3), rng.normal(size=(3, 2)), np.tanh)]}
"""
FORWARD = """\
import numpy as np

from autograder import Call, Given

USES = ["squash", "layer"]
PUBLIC = [("a", (np.ones(1), np.ones((1, 1)), np.ones((1, 1)), np.square), [2.0], "What goes on?")]
PROBES = [("b", (np.ones(1), np.ones((1, 2)), np.ones((2, 1)), np.tanh))]


def hidden(rng):
    def network(m=3, h=2, k=2):
        return rng.normal(size=m), rng.normal(size=(m, h)), rng.normal(size=(h, k))

    return {
        "NumPy's": [(*network(), np.tanh), (*network(), np.cos)],
        "the learner's own": [(*network(), Given("squash"))],
        "by keyword": [Call(*network(), f=Given("squash")), Call(*network(), f=np.arctan)],
        "a given one": [(*network(), Given("doubled"))],
    }
"""
GIVEN = "def doubled(n):\n    return 2.0 * np.asarray(n)\n"
RIGHT = {
    "squash": "def squash(n):\n    return 1 / (1 + np.exp(-n))\n",
    "layer": "def layer(a, w, f):\n    return f(np.dot(a, w))\n",
    "forward": "def forward(a, w1, w2, f):\n    return layer(layer(a, w1, f), w2, f) + f(1.0)\n",
}
HEAD = "def forward(a, w1, w2, f):\n"
TWICE = "    return layer(layer(a, w1, g), w2, g) + f(1.0)\n"
LAYERS = {
    "slip": "def layer(a, w, f):\n    return f(3 * np.dot(a, w))\n",
    "forgets f": "def layer(a, w, f):\n    return np.dot(a, w)\n",
    "missing": "",
    "stub": 'def layer(a, w, f):\n    """Activations."""\n    ...\n',
    "stops": "def layer(a, w, f):\n    return f(np.dot(a, ww))\n",
}
SQUASHES = {
    "slip": "def squash(n):\n    return 1 / (1 + np.exp(-2 * n))\n",
    "missing": "",
    "stops": "def squash(n):\n    return 1 / (1 + np.exp(-m))\n",
    "stub": "def squash(n):\n    ...\n",
}
FORWARDS = {
    "as they are": RIGHT["forward"],
    "by keyword": f"{HEAD}    return layer(a=layer(a, w1, f=f), f=f, w=w2) + f(1.0)\n",
    "under another name": f"{HEAD}    g = f\n    one = lambda x, w: layer(x, w, g)\n"
    "    return one(one(a, w1), w2) + g(1.0)\n",
    "and a given one beside": f"{HEAD}    layer(a, w1, doubled)\n    return layer(layer(a, w1, f), w2, f) + f(1.0)\n",
    "and NumPy's beside": f"{HEAD}    layer(a, w1, np.cos)\n    return layer(layer(a, w1, f), w2, f) + f(1.0)\n",
    "not at all": f"{HEAD}    return f(f(a @ w1) @ w2) + f(1.0)\n",
}
WRONG = {
    "one layer": f"{HEAD}    return layer(a, w1, f) + f(1.0)\n",
    "another function": f"{HEAD}    return layer(layer(a, w1, np.tanh), w2, np.tanh) + np.tanh(1.0)\n",
    "one function too few": f"{HEAD}    return layer(layer(a, w1, np.positive), w2, f) + f(1.0)\n",
}


@pytest.fixture
def room(tmp_path: Path, zygote: ZygoteProcess) -> Iterator[WrittenKit]:
    questions = {"squash": SQUASH, "layer": LAYER, "forward": FORWARD}
    with written_kit(tmp_path / "kit", zygote, solutions=SOLUTIONS, questions=questions, right=RIGHT) as made:
        text = made.kit.assignments[NAME].source
        replaced(text, "## squash", "```{code-cell} ipython3\n# given: doubled\n```\n\n## squash")
        made.build()
        yield made


def way(basis: Basis | None) -> str:
    return basis.way if basis else ""


def test_all_is_sound_and_right_answers_are_judged_as_any_other(room: WrittenKit) -> None:
    assert room.faults() == []
    marks = room.marks({}, GIVEN)
    assert {name: (mark.points, mark.basis) for name, mark in marks.items()} == dict.fromkeys(RIGHT, (2, None))


@pytest.mark.parametrize("layer", LAYERS)
def test_a_mistake_in_what_is_handed_a_function_costs_its_own_points_alone(room: WrittenKit, layer: str) -> None:
    mark = room.marks({"layer": LAYERS[layer]}, GIVEN)["forward"]
    assert (mark.points, way(mark.basis)) == (2, "own" if layer in ("slip", "forgets f") else "lent")


@pytest.mark.parametrize("squash", SQUASHES)
def test_a_mistake_in_the_function_that_is_handed_over_costs_its_own_points_alone(
    room: WrittenKit, squash: str
) -> None:
    marks = room.marks({"squash": SQUASHES[squash]}, GIVEN)
    assert marks["squash"].points == 0
    assert marks["layer"].points == 2
    assert (marks["forward"].points, way(marks["forward"].basis)) == (2, "own" if squash == "slip" else "lent")


@pytest.mark.slow
@pytest.mark.parametrize("layer", ["slip", "missing"])
@pytest.mark.parametrize("forward", FORWARDS)
def test_however_a_right_answer_hands_its_function_on(room: WrittenKit, layer: str, forward: str) -> None:
    mark = room.marks({"layer": LAYERS[layer], "forward": FORWARDS[forward]}, GIVEN)["forward"]
    by_itself = layer == "slip" and forward == "not at all"  # it agrees with the reference, and not with its own layer
    assert mark.points == (0 if by_itself else 2)


@pytest.mark.slow
@pytest.mark.parametrize("layer", ["slip", "missing"])
@pytest.mark.parametrize("forward", WRONG)
def test_a_wrong_answer_loses_on_whatever_it_rests(room: WrittenKit, layer: str, forward: str) -> None:
    mark = room.marks({"layer": LAYERS[layer], "forward": WRONG[forward]}, GIVEN)["forward"]
    assert mark.points is not None
    assert mark.points < 2


UNNAMED = {
    "a lambda": f"{HEAD}    g = lambda n: f(n)\n{TWICE}",
    "a function inside": f"{HEAD}    def g(n):\n        return f(n)\n{TWICE}",
    "vectorized": f"{HEAD}    g = np.vectorize(f)\n{TWICE}",
}


@pytest.mark.slow
@pytest.mark.parametrize("forward", UNNAMED)
def test_a_function_without_a_name_is_no_reason_to_lose(room: WrittenKit, forward: str) -> None:
    """On the learner's own it is called as it is; lent functions cannot be handed it, and then a person has to look."""
    code = UNNAMED[forward]
    mark = room.marks({"layer": LAYERS["slip"], "forward": code}, GIVEN)["forward"]
    assert (mark.points, way(mark.basis)) == (2, "own")
    mark = room.marks({"layer": "", "forward": code}, GIVEN)["forward"]
    assert (mark.points, way(mark.basis)) == (None, "lent")
    assert any("without a name" in verdict.detail for verdict in mark.verdicts if verdict.outcome == "unknown")


ATTACKS = {
    "the question's own, by name": f"{HEAD}    return layer([[w1]], [[w2]], forward)\n",
    "a helper of the reference": f"def _solve(*a):\n    pass\n{HEAD}    return layer(a, w1, _solve)\n",
    "a file": f"{HEAD}    return layer(['/etc/hostname'], [['x']], np.fromfile)\n",
    "a loaded file": f"{HEAD}    return layer(a, w1, np.load)\n",
    "a written file": f"{HEAD}    return layer(a, w1, np.save)\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_worker_names_no_function_that_is_not_its_own_to_name(room: WrittenKit, attack: str) -> None:
    solutions = room.root / "solutions" / f"{NAME}.py"
    text = solutions.read_text(encoding="utf-8") + "\n\ndef _solve(n):\n    return 1 / 0\n"
    solutions.write_text(text, encoding="utf-8")
    mark = room.marks({"layer": "", "forward": ATTACKS[attack]}, GIVEN)["forward"]
    assert mark.points is None  # a person looks at it
    assert {verdict.outcome for verdict in mark.verdicts if verdict.hidden} == {"unknown"}


LAMBDAS = {
    "a lambda": ("layer(a, w1, f)", "layer(a, w1, lambda n: f(n))"),
    "a function inside": (
        "    return layer(layer(a, w1, f)",
        "    def g(n):\n        return f(n)\n\n    return layer(layer(a, w1, g)",
    ),
}


@pytest.mark.parametrize("kind", LAMBDAS)
def test_a_reference_that_hands_over_a_function_without_a_name_is_told_so(room: WrittenKit, kind: str) -> None:
    replaced(room.root / "solutions" / f"{NAME}.py", *LAMBDAS[kind])
    assert any("layer is handed a function without a name" in fault for fault in room.faults())


def test_calls_of_a_function_that_was_handed_over_are_counted(room: WrittenKit) -> None:
    often = f"    for _ in range({MOST_CALLS + 1}):\n        f(1.0)\n    return layer(layer("
    replaced(room.root / "solutions" / f"{NAME}.py", "    return layer(layer(", often)
    found = [fault for fault in room.faults() if "calls what it uses" in fault]
    assert any("the learner's own" in fault for fault in found)
    assert not any("NumPy's" in fault for fault in found)
