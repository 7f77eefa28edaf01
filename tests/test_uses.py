"""A question that uses another one's function: a mistake there costs its own points, and no more, and no less."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.model import Basis, Grade
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.using_kit import POINTS, RIGHT, SLIP, UsingKit, using_kit

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
    "not-a-number": "def lif_step(v, i, dt=0.1):\n    return v * float('nan')\n",
    "echo": "def lif_step(v, i, dt=0.1):\n    return v\n",
    "other-parameters": "def lif_step(v):\n    return v\n",
}
FEW = ("missing", "stub")  # the others tell the same more slowly
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


@pytest.mark.parametrize(
    "spoiled", [pytest.param(one, marks=[] if one in FEW else pytest.mark.slow) for one in SPOILED]
)
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


def test_for_an_answer_that_no_cell_names_no_pass_looks(room: UsingKit) -> None:
    nowhere = {name: "" for name in RIGHT if "lif_simulate" in RIGHT[name]}
    marks = room.marks({**nowhere, "lif_step": SPOILED["text"]})
    assert (marks["lif_simulate"].points, marks["lif_simulate"].basis) == (0, None)
    named = room.marks(
        {**nowhere, "lif_step": SPOILED["text"], "lif_simulate": "if lif_step(0, 0) == 0:\n    lif_simulate = abs\n"}
    )
    assert (named["lif_simulate"].points, named["lif_simulate"].basis) == (0, LENT)


def test_an_answer_that_a_person_found_under_another_name_is_judged_with_what_it_lacks(room: UsingKit) -> None:
    renamed = (
        RIGHT["lif_simulate"].replace("lif_simulate", "simulate").replace("def simulate", "lif_step\ndef simulate")
    )
    others = {name: "" for name in RIGHT if name != "lif_simulate" and "lif_simulate" in RIGHT[name]}
    grade = room.grade({**others, "lif_step": "", "lif_simulate": renamed}, lif_simulate="simulate")
    [mark] = [one for one in grade.marks if one.question == "lif_simulate"]
    assert (mark.points, mark.basis) == (POINTS["lif_simulate"], LENT)


STEP = "v + dt / 10 * (-65 - v + 20 * i)"
SLIPS = {
    "decorated": f"import functools\n@functools.lru_cache\ndef lif_step(v, i, dt=0.1):\n    return {STEP}\n",
    "vectorized": f"@np.vectorize\ndef lif_step(v, i, dt=0.1):\n    return {STEP}\n",
    "an object": f"class Step:\n    def __call__(self, v, i, dt=0.1):\n        return {STEP}\nlif_step = Step()\n",
    "a lambda": f"lif_step = lambda v, i, dt=0.1: {STEP}\n",
    "recursive": f"def lif_step(v, i, dt=0.1, again=1):\n    return lif_step(v, i, dt, 0) if again else {STEP}\n",
    "with its own counter": f"count = 0\ndef lif_step(v, i, dt=0.1):\n    global count\n    count += 1\n"
    f"    return {STEP}\n",
    "as NumPy's": f"def lif_step(v, i, dt=0.1):\n    return np.array({STEP})\n",
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_costs_its_own_points_alone_however_it_is_written(room: UsingKit, slip: str) -> None:
    marks = room.marks({"lif_step": SLIPS[slip]})
    assert {name: mark.points for name, mark in marks.items()} == {**POINTS, "lif_step": 1}
    assert marks["lif_simulate"].basis == OWN


WRONG_SIMULATE = {
    "one step too few": RIGHT["lif_simulate"].replace("np.array(v)", "np.array(v[:-1])"),
    "never resets": RIGHT["lif_simulate"].replace("-70.0 if new >= -50 else new", "new"),
    "the stub": "def lif_simulate(current, dt):\n    ...\n",
    "missing": "",
    "stops": "def lif_simulate(current, dt):\n    raise ValueError\n",
    "nothing but rest": "def lif_simulate(current, dt):\n    return np.full(len(current) + 1, -65.0)\n",
}


@pytest.mark.parametrize(
    "step",
    ["slip", "missing", "stub", *(pytest.param(one, marks=pytest.mark.long) for one in SPOILED if one not in FEW)],
)
@pytest.mark.parametrize("wrong", WRONG_SIMULATE)
@pytest.mark.slow
def test_a_wrong_answer_stays_wrong_on_whatever_it_uses(room: UsingKit, wrong: str, step: str) -> None:
    code = {"slip": SLIP, **SPOILED}[step]
    marks = room.marks({"lif_step": code, "lif_simulate": WRONG_SIMULATE[wrong]})
    assert marks["lif_simulate"].points is not None
    assert marks["lif_simulate"].points < POINTS["lif_simulate"]
    if wrong in ("the stub", "missing", "stops"):
        assert marks["lif_simulate"].points == 0


def test_what_is_named_nowhere_is_not_looked_for_in_a_worker_of_its_own(room: UsingKit) -> None:
    mark = room.marks({"lif_step": "", "lif_simulate": ""})["lif_simulate"]
    assert (mark.points, mark.basis) == (0, None)


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


@pytest.mark.parametrize(
    "step", ["slip", "missing", *(pytest.param(one, marks=pytest.mark.long) for one in ("right", "unwritten"))]
)
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
