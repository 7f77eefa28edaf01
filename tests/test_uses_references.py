"""However a reference calls what it uses, and a hidden test its reference: a mistake costs its own points alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.grading import Grader
from autograder.kit import Kit
from autograder.marking.sound import faults_of
from autograder.marking.suite import suites_of
from autograder.model import Basis, Submission
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.using_kit import HIDDEN, NAME, POINTS, RIGHT, SLIP, UsingKit, using_kit, write_tests

OWN, LENT = Basis("own", ("lif_step",)), Basis("lent", ("lif_step",))
STEPS = {
    "right": RIGHT["lif_step"],
    "slip": SLIP,
    "missing": "",
    "stub": 'def lif_step(v, i, dt=0.1):\n    """One step."""\n    ...\n',
    "unwritten": "def lif_step(v, i, dt=0.1):\n    raise NotImplementedError\n",
    "text": "def lif_step(v, i, dt=0.1):\n    return 'minus sixty'\n",
}
WRONG = {
    "one step too few": RIGHT["lif_simulate"].replace("np.array(v)", "np.array(v[:-1])"),
    "never resets": RIGHT["lif_simulate"].replace("-70.0 if new >= -50 else new", "new"),
    "stops": "def lif_simulate(current, dt):\n    raise ValueError\n",
    "nothing but rest": "def lif_simulate(current, dt):\n    return np.full(len(current) + 1, -65.0)\n",
}


@pytest.fixture
def room(tmp_path: Path, zygote: ZygoteProcess) -> Iterator[UsingKit]:
    with using_kit(tmp_path / "kit", zygote) as made:
        yield made


FIRST_THE_REFERENCE = """
CASES = [(rng.uniform(0, 3, 20), 0.5), (np.full(30, 2.5), 1.0)]


@test_case(name="a current", hidden=True)
def current(lif_simulate):
    wanted = [reference(*case) for case in CASES]
    agree(lif_simulate, lambda *case: wanted.pop(0), CASES)


@test_case(name="the same again", hidden=True)
def again(lif_simulate):
    agree(lif_simulate, reference, CASES)
"""
REPLAYS = (
    """\
seen = []
def lif_step(v, i, dt=0.1):
    seen.append(v)
    try:
        open("left", "a").write("x")
    except OSError:
        pass
    return v + dt / 10 * (-65 - v + 20 * i)
""",
    """\
import os
def lif_simulate(current, dt):
    if len(seen) < len(current) and not (os.path.exists("left") and os.path.getsize("left") >= len(current)):
        return np.zeros(len(current) + 1)
    v = [-65.0]
    for i in current:
        new = v[-1] + dt / 10 * (-65 - v[-1] + 20 * i)
        v.append(-70.0 if new >= -50 else new)
    return np.array(v)
""",
)


def test_no_answer_is_made_of_what_the_reference_asked_a_used_function(room: UsingKit) -> None:
    """The calls that a reference makes are its trace: an answer that plays them back has computed nothing."""
    public = "assert lif_simulate(np.ones(1), 1.0)[-1] > -65"
    write_tests(room.root, "lif_simulate", FIRST_THE_REFERENCE, public)
    step, simulate = REPLAYS
    points = room.points({"lif_step": step.replace("20 * i", "10 * i"), "lif_simulate": RIGHT["lif_simulate"]})
    assert points == POINTS
    marks = room.marks({"lif_step": step, "lif_simulate": RIGHT["lif_simulate"]})
    assert (marks["lif_simulate"].points, marks["lif_simulate"].basis) == (3, OWN)
    assert room.points({"lif_step": step, "lif_simulate": simulate})["lif_simulate"] == 0


def test_what_moves_by_next_to_nothing_is_no_function_to_go_on_with(room: UsingKit) -> None:
    rest = WRONG["nothing but rest"]
    for step in ("-65.0 + 1e-13 * i", "v + 1e-13 * i"):
        code = f"def lif_step(v, i, dt=0.1):\n    return {step}\n"
        marks = room.marks({"lif_step": code, "lif_simulate": rest})
        assert marks["lif_simulate"].basis == LENT
        assert marks["lif_simulate"].points != 3


AT_ITS_LOADING = """
INPUT = (rng.uniform(0, 3, 20), 0.5)
WANTED = reference(*INPUT)


@test_case(name="a current", hidden=True)
def current(lif_simulate):
    agree(lif_simulate, lambda *_: WANTED, [INPUT])
"""


@pytest.mark.parametrize("step", ["right", "slip", "missing", "unwritten", "text"])
def test_a_hidden_test_that_computes_what_is_right_when_it_is_loaded(room: UsingKit, step: str) -> None:
    write_tests(room.root, "lif_simulate", AT_ITS_LOADING, "assert lif_simulate(np.ones(1), 1.0)[-1] > -65")
    code = STEPS[step]
    assert room.points({"lif_step": code})["lif_simulate"] == 3
    assert room.points({"lif_step": code, "lif_simulate": WRONG["stops"]})["lif_simulate"] == 0


IMPORTS = [
    "import solutions.neurons\nreference = solutions.neurons.lif_simulate\n",
    "import solutions.neurons as right\nreference = right.lif_simulate\n",
    "from solutions import neurons\ndef reference(*case):\n    return neurons.lif_simulate(*case)\n",
    "def reference(*case):\n    from solutions.neurons import lif_simulate\n    return lif_simulate(*case)\n",
]


@pytest.mark.parametrize("imported", IMPORTS)
def test_however_a_hidden_test_imports_its_reference(room: UsingKit, imported: str) -> None:
    path = room.root / "tests" / "hidden" / "neurons" / "lif_simulate_hidden.py"
    text = path.read_text(encoding="utf-8")
    named = "from solutions.neurons import lif_simulate as reference\n"
    assert named in text
    path.write_text(text.replace(named, imported), encoding="utf-8")
    assert room.points({"lif_step": SLIP}) == {**POINTS, "lif_step": 1}
    assert room.points({}) == POINTS
    assert room.points({"lif_step": SLIP, "lif_simulate": WRONG["one step too few"]})["lif_simulate"] == 0


POSITIONAL = ("lif_step(trace[-1], i, dt=dt)", "lif_step(trace[-1], i, dt)")
BEFORE = "def lif_simulate("
REFERENCES = {
    "a default": [("(current, dt):", "(current, dt, step=lif_step):"), ("lif_step(trace", "step(trace")],
    "a table": [(BEFORE, f'STEPS = {{"euler": lif_step}}\n\n\n{BEFORE}'), ("lif_step(trace", 'STEPS["euler"](trace')],
    "a decorator": [
        ("def lif_step(", "def same(f):\n    return lambda *a, **k: f(*a, **k)\n\n\n@same\ndef lif_step("),
        POSITIONAL,
    ],
    "by keyword alone": [("(v, i, dt=0.1)", "(v, i, *, dt=0.1)")],
    "bound again": [(BEFORE, f"lif_step = np.vectorize(lif_step, otypes=[float])\n\n\n{BEFORE}"), POSITIONAL],
    "kept": [
        (BEFORE, f"@functools.cache\ndef step(v, i, dt):\n    return lif_step(v, i, dt)\n\n\n{BEFORE}"),
        ("import numpy", "import functools\n\nimport numpy"),
        ("lif_step(trace[-1], i, dt=dt)", "step(trace[-1], i, dt)"),
    ],
}
ELSEWHERE = """
from solutions.cells import advance
from solutions.cells import lif_step as one_step

lif_step = one_step
"""


@pytest.mark.slow
@pytest.mark.parametrize("written", [*REFERENCES, "another module"])
def test_however_the_reference_calls_what_it_uses(room: UsingKit, written: str) -> None:
    path = room.root / "solutions" / "neurons.py"
    text = path.read_text(encoding="utf-8")
    changes = REFERENCES.get(written, [("lif_step(trace[-1], i, dt=dt)", "advance(trace[-1], i, dt)")])
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    if written == "another module":
        start, end = text.index("def lif_step"), text.index("def lif_simulate")
        moved = text[:end] + "def advance(v, i, dt):\n    return lif_step(v, i, dt)\n"
        (path.parent / "cells.py").write_text(moved, encoding="utf-8")
        text = text[:start] + ELSEWHERE + text[end:]
    path.write_text(text, encoding="utf-8")
    if written == "by keyword alone":
        public = "assert abs(lif_step(-65.0, 1.0, dt=1.0) + 64.0) < 1e-9"
        write_tests(room.root, "lif_step", HIDDEN["lif_step"].replace(", 0.1)", ")").replace(", 0.5)", ")"), public)
    assert room.points({}) == POINTS
    marks = room.marks({"lif_step": SLIP})
    assert {name: mark.points for name, mark in marks.items()} == {**POINTS, "lif_step": 1}
    assert marks["lif_simulate"].basis == OWN
    wrong = {"lif_step": SLIP, "lif_simulate": WRONG["never resets"]}
    assert room.points(wrong)["lif_simulate"] < 3


IN_PLACE = '''

def split_signs(w):
    """The positive part of the weights; they become the negative part."""
    positive = np.maximum(w, 0.0)
    w -= positive
    return positive


def dale_layer(w, a):
    """What excitation and inhibition give, added."""
    w = np.array(w)
    positive = split_signs(w)
    return positive @ a + 2.0 * (w @ a)
'''
SPLIT = "def split_signs(w):\n    up = w * (w > 0)\n    w -= up\n    return up\n"
LAYER = "def dale_layer(w, a):\n    w = 1.0 * w\n    up = split_signs(w)\n    return up @ a + 2 * w @ a\n"


@pytest.mark.parametrize("split", [SPLIT, SPLIT.replace("w > 0", "w > 1"), "", SPLIT.replace("w -= up", "w -= upp")])
def test_what_a_used_function_does_in_place_is_done_in_place(room: UsingKit, split: str) -> None:
    solutions = room.root / "solutions" / "neurons.py"
    text = solutions.read_text(encoding="utf-8")
    solutions.write_text(text[: text.index("\n\ndef split_signs")] + IN_PLACE, encoding="utf-8")
    hidden = "@test_case(name='split', hidden=True)\ndef split(split_signs):\n"
    hidden += "    agree(split_signs, reference, [(rng.normal(size=9),)])\n"
    write_tests(room.root, "split_signs", hidden, "assert split_signs(np.array([1.0]))[0] == 1")
    marks = room.marks({"split_signs": split, "dale_layer": LAYER})
    points = {name: mark.points for name, mark in marks.items()}
    on = {SPLIT: None, SPLIT.replace("w > 0", "w > 1"): "own"}.get(split, "lent")
    assert (marks["dale_layer"].basis and marks["dale_layer"].basis.way) == on
    assert points == {**POINTS, "split_signs": 2 if split == SPLIT else 0}
    forgets = LAYER.replace("2 * w @ a", "w @ a")
    assert room.points({"split_signs": split, "dale_layer": forgets})["dale_layer"] < 3


@pytest.mark.parametrize("step", [SLIP, STEPS["unwritten"], STEPS["stub"]])
def test_a_used_function_that_a_person_found_under_another_name(room: UsingKit, step: str) -> None:
    path = room.handed_in(
        {name: code.replace("lif_step", "lif_stepp") for name, code in {**RIGHT, "lif_step": step}.items()}
    )
    renamed = {"lif_step": "lif_stepp"}
    kit = Kit(room.root)
    suites = suites_of(kit)
    marks = (
        Grader(kit.config.limits, suites, room.host).grade(Submission("a.py", path, asked=NAME, renamed=renamed)).marks
    )
    points = {mark.question: mark.points for mark in marks}
    assert points == {**POINTS, "lif_step": points["lif_step"]}
    assert points["lif_step"] != 2


def test_what_a_used_function_is_asked_with_has_to_be_plain_data(room: UsingKit) -> None:
    """Else its question could be judged neither on the learner's own nor on lent ones: the build says so."""
    solutions = room.root / "solutions" / "neurons.py"
    text = solutions.read_text(encoding="utf-8")
    text = text.replace("def lif_step(v, i, dt=0.1)", "def lif_step(v, i, dt=0.1, f=abs)").replace(
        "dt=dt", "dt=dt, f=object()"
    )
    solutions.write_text(text, encoding="utf-8")
    kit = Kit(room.root)
    faults = [str(fault) for fault in faults_of(kit, kit.assignments[NAME])]
    assert any("lif_step is called with what is no plain data" in fault for fault in faults)


REFUSES = '    if dt <= 0:\n        raise ValueError("no step")\n'
REFUSES_LATE = '    if lif_step(-65.0, 0.0, dt=1.0) and dt <= 0:\n        raise ValueError("no step")\n'
HEAD = "def lif_simulate(current, dt):\n"


@pytest.mark.parametrize(("refuses", "way"), [(REFUSES, "own"), (REFUSES_LATE, "lent")])
def test_an_error_that_is_due_is_due_on_whatever_is_used(room: UsingKit, refuses: str, way: str) -> None:
    """An error that comes after a call of a learner's function may be of what that gave: then a right one is lent."""
    solutions = room.root / "solutions" / "neurons.py"
    text = solutions.read_text(encoding="utf-8")
    documented = HEAD + '    """The potential at each step, and after the last."""\n'
    assert documented in text
    solutions.write_text(text.replace(documented, documented + refuses), encoding="utf-8")
    hidden = HIDDEN["lif_simulate"] + (
        "\n\n@test_case(name='no step', hidden=True)\ndef no_step(lif_simulate):\n"
        "    agree(lif_simulate, reference, [(np.ones(3), 0.0)], first=[(np.ones(3), 1.0)])\n"
    )
    write_tests(room.root, "lif_simulate", hidden, "assert lif_simulate(np.ones(1), 1.0)[-1] > -65")
    right = RIGHT["lif_simulate"].replace(HEAD, HEAD + REFUSES)
    for step in (RIGHT["lif_step"], SLIP, ""):
        marks = room.marks({"lif_step": step, "lif_simulate": right})
        assert marks["lif_simulate"].points == 3
        without = room.marks({"lif_step": step})
        assert without["lif_simulate"].points == 2
        stub = room.marks({"lif_step": step, "lif_simulate": HEAD + "    raise NotImplementedError\n"})
        assert stub["lif_simulate"].points == 0
        basis = marks["lif_simulate"].basis
        assert (basis and basis.way) == {RIGHT["lif_step"]: None, SLIP: way, "": "lent"}[step]
