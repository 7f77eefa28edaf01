"""A question that uses another one's function: a mistake there costs its own points, and no more, and no less."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.model import Basis, Grade
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.using_kit import POINTS, RIGHT, SLIP, UsingKit, using_kit, write_tests

OWN, LENT = Basis("own", ("lif_step",)), Basis("lent", ("lif_step",))
SPOILED = {
    "missing": "",
    "stub": 'def lif_step(v, i, dt=0.1):\n    """One step."""\n    ...\n',
    "unwritten": "def lif_step(v, i, dt=0.1):\n    raise NotImplementedError\n",
    "typo": "def lif_step(v, i, dt=0.1):\n    return v + dd\n",
    "no-python": "def lif_step(v, i, dt=0.1)\n    return v\n",
    "another-error": "def lif_step(v, i, dt=0.1):\n    raise KeyboardInterrupt\n",
    "number": "lif_step = 3\n",
    "absent": "from not_there import lif_step\n",
    "text": "def lif_step(v, i, dt=0.1):\n    return 'minus sixty'\n",
    "nothing-sometimes": "def lif_step(v, i, dt=0.1):\n    return None if i > 1 else v + dt / 10 * (10 * i - 65 - v)\n",
    "huge": "def lif_step(v, i, dt=0.1):\n    return np.zeros(1_000_000) + v\n",
    "nested": "def lif_step(v, i, dt=0.1):\n    return [[[v]]]\n",
    "endless-list": "def lif_step(v, i, dt=0.1):\n    x = []\n    x.append(x)\n    return x\n",
    "thing": "def lif_step(v, i, dt=0.1):\n    return object()\n",
    "complex": "def lif_step(v, i, dt=0.1):\n    return v + 1j\n",
    "constant": "def lif_step(v, i, dt=0.1):\n    return -65.0\n",
    "echo": "def lif_step(v, i, dt=0.1):\n    return v\n",
    "other-parameters": "def lif_step(v):\n    return v\n",
}
COSTLY = {
    "endless": "def lif_step(v, i, dt=0.1):\n    while True:\n        pass\n",
    "exit": "import os\ndef lif_step(v, i, dt=0.1):\n    os._exit(3)\n",
    "crash": "import ctypes\ndef lif_step(v, i, dt=0.1):\n    ctypes.string_at(0)\n",
    "endless-sometimes": "def lif_step(v, i, dt=0.1):\n    while i == 2.5:\n        pass\n    return v + dt * i\n",
}


@pytest.fixture
def room(tmp_path: Path, zygote: ZygoteProcess) -> Iterator[UsingKit]:
    with using_kit(tmp_path / "kit", zygote) as made:
        yield made


def test_right_answers_are_judged_as_any_other(room: UsingKit) -> None:
    grade = room.grade({})
    assert {mark.question: mark.points for mark in grade.marks} == POINTS
    assert all(mark.basis is None for mark in grade.marks)
    assert "basis" not in grade.to_json()


def test_a_slip_costs_its_own_points_alone(room: UsingKit) -> None:
    grade = room.grade({"lif_step": SLIP})
    marks = {mark.question: mark for mark in grade.marks}
    assert {name: mark.points for name, mark in marks.items()} == {**POINTS, "lif_step": 1}
    assert marks["lif_simulate"].basis == OWN
    assert marks["lif_simulate"].diagnosis is None
    assert Grade.from_json(grade.to_json()) == grade


@pytest.mark.parametrize("spoiled", SPOILED)
def test_what_gives_nothing_to_go_on_with_costs_its_own_points_alone(room: UsingKit, spoiled: str) -> None:
    marks = room.marks({"lif_step": SPOILED[spoiled]})
    assert {name: mark.points for name, mark in marks.items()} == {**POINTS, "lif_step": marks["lif_step"].points}
    assert marks["lif_step"].points in (0, 1)
    assert marks["lif_simulate"].basis == LENT


@pytest.mark.parametrize("spoiled", [pytest.param(name, marks=pytest.mark.slow) for name in COSTLY])
def test_what_costs_the_worker_costs_its_own_points_alone(room: UsingKit, spoiled: str) -> None:
    marks = room.marks({"lif_step": COSTLY[spoiled]})
    assert {name: mark.points for name, mark in marks.items()} == {**POINTS, "lif_step": 0}
    assert marks["lif_simulate"].basis == LENT


WRONG_SIMULATE = {
    "one step too few": RIGHT["lif_simulate"].replace("np.array(v)", "np.array(v[:-1])"),
    "never resets": RIGHT["lif_simulate"].replace("-70.0 if new >= -50 else new", "new"),
    "the stub": "def lif_simulate(current, dt):\n    ...\n",
    "missing": "",
    "stops": "def lif_simulate(current, dt):\n    raise ValueError\n",
    "nothing but rest": "def lif_simulate(current, dt):\n    return np.full(len(current) + 1, -65.0)\n",
}


@pytest.mark.parametrize("step", ["slip", *SPOILED])
@pytest.mark.parametrize("wrong", WRONG_SIMULATE)
@pytest.mark.slow
def test_a_wrong_answer_stays_wrong_on_whatever_it_uses(room: UsingKit, wrong: str, step: str) -> None:
    code = {"slip": SLIP, **SPOILED}[step]
    marks = room.marks({"lif_step": code, "lif_simulate": WRONG_SIMULATE[wrong]})
    assert marks["lif_simulate"].points is not None
    assert marks["lif_simulate"].points < POINTS["lif_simulate"]
    if wrong in ("the stub", "missing", "stops"):
        assert marks["lif_simulate"].points == 0


def test_two_mistakes_that_cancel_cost_both(room: UsingKit) -> None:
    swapped = "def split_signs(w):\n    return w * (w < 0), w * (w > 0)\n"
    cancels = "def dale_layer(w, a):\n    down, up = split_signs(w)\n    return up @ a + 2 * down @ a\n"
    points = room.points({"split_signs": swapped, "dale_layer": cancels})
    assert points == {**POINTS, "split_signs": 0, "dale_layer": 0}
    assert room.points({"split_signs": swapped}) == {**POINTS, "split_signs": 0}


USERS = {
    "by keyword": RIGHT["lif_simulate"].replace("(v[-1], i, dt)", "(v=v[-1], i=i, dt=dt)"),
    "as a default": RIGHT["lif_simulate"]
    .replace("(current, dt)", "(current, dt, step=lif_step)")
    .replace("= lif_step(", "= step("),
    "by an alias": "try:\n    step = lif_step\nexcept NameError:\n    pass\n"
    + RIGHT["lif_simulate"].replace("= lif_step(", "= step("),
    "in a decorator": "import functools\ndef same(f):\n    @functools.wraps(f)\n    def g(*a):\n        return f(*a)\n"
    "    return g\n@same\n" + RIGHT["lif_simulate"],
    "by a helper": "def helper(*a):\n    return lif_step(*a)\n"
    + RIGHT["lif_simulate"].replace("= lif_step(", "= helper("),
    "recursive": "def lif_simulate(current, dt, v=-65.0):\n    if not len(current):\n        return np.array([v])\n"
    "    new = lif_step(v, current[0], dt)\n    new = -70.0 if new >= -50 else new\n"
    "    return np.concatenate([[v], lif_simulate(current[1:], dt, new)])\n",
    "twice where once would do": RIGHT["lif_simulate"].replace(
        "= lif_step(", "= 0 * lif_step(v[-1], i, dt) + lif_step("
    ),
    "in a thread": "from concurrent.futures import ThreadPoolExecutor\n"
    + RIGHT["lif_simulate"]
    .replace("lif_step(v[-1], i, dt)", "pool.submit(lif_step, v[-1], i, dt).result()")
    .replace("    v = [", "    pool = ThreadPoolExecutor(1)\n    v = ["),
    "in a class": "class Cell:\n    def __init__(self):\n        self.v = -65.0\n    def step(self, i, dt):\n"
    "        new = lif_step(self.v, i, dt)\n        self.v = -70.0 if new >= -50 else new\n        return self.v\n"
    "def lif_simulate(current, dt):\n    cell = Cell()\n"
    "    return np.array([-65.0, *(cell.step(i, dt) for i in current)])\n",
}


@pytest.mark.parametrize("step", ["right", "slip", "missing", "unwritten"])
@pytest.mark.parametrize("user", USERS)
@pytest.mark.slow
def test_however_the_function_is_called(room: UsingKit, user: str, step: str) -> None:
    code = {"right": RIGHT["lif_step"], "slip": SLIP, **SPOILED}[step]
    assert room.points({"lif_step": code, "lif_simulate": USERS[user]})["lif_simulate"] == 3


@pytest.mark.parametrize("step", [RIGHT["lif_step"], SLIP, "", SPOILED["unwritten"]])
def test_a_later_cell_may_take_the_name_for_a_value(room: UsingKit, step: str) -> None:
    later = "trace = [lif_step(-65.0, 1.0)]\nlif_step = trace[0]\n"
    assert room.points({"lif_step": step}, later if step else "lif_step = 4\n")["lif_simulate"] == 3


def test_the_last_function_of_the_name_is_the_one_that_is_used(room: UsingKit) -> None:
    marks = room.marks({}, SLIP)
    assert marks["lif_simulate"].basis == OWN
    assert marks["lif_simulate"].points == 3


def test_functions_that_lie_in_a_module_of_the_learner(room: UsingKit) -> None:
    module = "import numpy as np\n" + SPOILED["unwritten"] + RIGHT["lif_simulate"]
    cell = f"open('mine.py', 'w').write({module!r})\nfrom mine import lif_simulate, lif_step\n"
    points = room.points({"lif_step": cell, "lif_simulate": ""})
    assert points == {**POINTS, "lif_step": 0}
    slipped = cell.replace(repr(module), repr("import numpy as np\n" + SLIP + RIGHT["lif_simulate"]))
    assert room.points({"lif_step": slipped, "lif_simulate": ""}) == {**POINTS, "lif_step": 1}


def test_a_chain_of_uses(room: UsingKit) -> None:
    """What a used function itself uses counts too: one mistake at the bottom costs its points alone."""
    (room.questions / "split_signs.py").write_text('USES = ["lif_simulate"]\n', encoding="utf-8")
    solutions = room.root / "solutions" / "neurons.py"
    text = solutions.read_text(encoding="utf-8")
    solutions.write_text(
        text.replace(
            "    return np.maximum(w, 0.0), np",
            "    w = w + lif_simulate([1.0], 1.0)[-1] + 64\n    return np.maximum(w, 0.0), np",
        ),
        encoding="utf-8",
    )
    split = "def split_signs(w):\n    w = w + lif_simulate([1.0], 1.0)[-1] + 64\n    return w * (w > 0), w * (w < 0)\n"
    assert room.points({"split_signs": split}) == POINTS
    for step, basis in ((SLIP, "own"), ("", "lent"), (SPOILED["unwritten"], "lent")):
        marks = room.marks({"lif_step": step, "split_signs": split})
        assert {name: mark.points for name, mark in marks.items()} == {**POINTS, "lif_step": marks["lif_step"].points}
        assert marks["dale_layer"].basis == Basis(basis, ("lif_step",))
    wrong = WRONG_SIMULATE["one step too few"]
    marks = room.marks({"lif_step": SLIP, "lif_simulate": wrong, "split_signs": split})
    assert marks["split_signs"].points == POINTS["split_signs"]
    assert marks["dale_layer"].points == POINTS["dale_layer"]


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
    rest = WRONG_SIMULATE["nothing but rest"]
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
    code = {"right": RIGHT["lif_step"], "slip": SLIP, **SPOILED}[step]
    assert room.points({"lif_step": code})["lif_simulate"] == 3
    assert room.points({"lif_step": code, "lif_simulate": WRONG_SIMULATE["stops"]})["lif_simulate"] == 0


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
    assert room.points({"lif_step": SLIP, "lif_simulate": WRONG_SIMULATE["one step too few"]})["lif_simulate"] == 0


POSITIONAL = ("lif_step(trace[-1], i, dt=dt)", "lif_step(trace[-1], i, dt)")
BEFORE = "def lif_simulate("
REFERENCES = {
    "a default": [("(current, dt):", "(current, dt, step=lif_step):"), ("lif_step(trace", "step(trace")],
    "a table": [(BEFORE, f'STEPS = {{"euler": lif_step}}\n\n\n{BEFORE}'), ("lif_step(trace", 'STEPS["euler"](trace')],
    "a decorator": [
        ("def lif_step(", "def same(f):\n    return lambda *a, **k: f(*a, **k)\n\n\n@same\ndef lif_step("),
        POSITIONAL,
    ],
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
    assert room.points({}) == POINTS
    marks = room.marks({"lif_step": SLIP})
    assert {name: mark.points for name, mark in marks.items()} == {**POINTS, "lif_step": 1}
    assert marks["lif_simulate"].basis == OWN
    wrong = {"lif_step": SLIP, "lif_simulate": WRONG_SIMULATE["never resets"]}
    assert room.points(wrong)["lif_simulate"] < 3
