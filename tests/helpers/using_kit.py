"""A small kit whose questions use each other's functions, and right answers to them, to be spoiled one by one."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from autograder.grading import Grader
from autograder.kit import Kit
from autograder.marking.suite import suites_of
from autograder.model import Grade, Mark, Submission
from autograder.sandbox.host import Host
from tests.helpers.broken_kit import own_solutions

NAME = "neurons"
POINTS = {"lif_step": 2, "lif_simulate": 3, "split_signs": 2, "dale_layer": 3}
USES = {"lif_simulate": 'USES = ["lif_step"]\n', "dale_layer": 'USES = ("split_signs",)\n'}
CONFIG = """\
course: A course
term: a-term
assignments:
  neurons:
    points: {lif_step: 2, lif_simulate: 3, split_signs: 2, dale_layer: 3}
limits: {cell_cpu_s: 1, call_cpu_s: 0.5}
isolation: {require: []}
class: {folder: class}
"""
SOLUTIONS = '''\
"""Reference."""

from __future__ import annotations

import numpy as np


def lif_step(v, i, dt=0.1):
    """One step of the membrane."""
    return v + dt / 10.0 * (-(v + 65.0) + 10.0 * i)


def lif_simulate(current, dt):
    """The potential at each step, and after the last."""
    trace = [-65.0]
    for i in current:
        trace.append(_below_threshold(lif_step(trace[-1], i, dt=dt)))
    return np.array(trace)


def _below_threshold(v):
    return -70.0 if v >= -50.0 else v


def split_signs(w):
    """The positive part and the negative part of the weights."""
    return np.maximum(w, 0.0), np.minimum(w, 0.0)


def dale_layer(w, a):
    """What excitation and inhibition give, added."""
    positive, negative = split_signs(w)
    return positive @ a + 2.0 * (negative @ a)
'''
HIDDEN = {
    "lif_step": """
@test_case(name="one cell", hidden=True)
def one(lif_step):
    agree(lif_step, reference, [(-60.0, 1.0, 0.1), (-70.0, rng.uniform(1, 2), 0.5)])


@test_case(name="at rest", hidden=True)
def rest(lif_step):
    agree(lif_step, reference, [(-55.0, 0.0)])
""",
    "lif_simulate": """
@test_case(name="a current", hidden=True)
def current(lif_simulate):
    agree(lif_simulate, reference, [(rng.uniform(0, 3, 40), 0.5), (np.full(60, 2.5), 1.0)])


@test_case(name="no current", hidden=True)
def none(lif_simulate):
    agree(lif_simulate, reference, [(np.full(20, 1.0), 1.0), (np.zeros(4), 1.0)])
""",
    "split_signs": """
@test_case(name="both signs", hidden=True)
def both(split_signs):
    agree(lambda w: np.stack(split_signs(w)), lambda w: np.stack(reference(w)), [(rng.normal(size=(3, 4)),)])
""",
    "dale_layer": """
@test_case(name="both signs", hidden=True)
def both(dale_layer):
    agree(dale_layer, reference, [(rng.normal(size=(3, 4)), rng.uniform(1, 2, 4)) for _ in range(3)])


@test_case(name="only excitation", hidden=True)
def excitation(dale_layer):
    agree(dale_layer, reference, [(rng.uniform(1, 2, (2, 3)), rng.uniform(1, 2, 3))])
""",
}
PUBLIC = {
    "lif_step": "assert abs(lif_step(-65.0, 1.0, 1.0) + 64.0) < 1e-9, 'Which way does a current push?'",
    "lif_simulate": "assert abs(lif_simulate(np.ones(1), 1.0)[-1] + 64.0) < 1e-9, 'What is one step?'",
    "split_signs": "assert np.all(split_signs(np.array([[1.0, -2.0]]))[0] >= 0), 'Which part comes first?'",
    "dale_layer": "assert dale_layer(np.array([[1.0, -1.0]]), np.ones(2))[0] == -1, 'What counts twice?'",
}
RIGHT = {
    "lif_step": "def lif_step(v, i, dt=0.1):\n    return v + dt / 10 * (-65 - v + 10 * i)\n",
    "lif_simulate": """\
def lif_simulate(current, dt):
    v = [-65.0]
    for i in current:
        new = lif_step(v[-1], i, dt)
        v.append(-70.0 if new >= -50 else new)
    return np.array(v)
""",
    "split_signs": "def split_signs(w):\n    return w * (w > 0), w * (w < 0)\n",
    "dale_layer": "def dale_layer(w, a):\n    up, down = split_signs(w)\n    return up @ a + 2 * down @ a\n",
}
SLIP = "def lif_step(v, i, dt=0.1):\n    return v + dt / 10 * (-65 - v + 20 * i)\n"
_HEAD = """\
import numpy as np
from otter.test_files import test_case
"""


class UsingKit:
    """The kit on disk, and what it gives notebooks."""

    def __init__(self, root: Path, host: Host) -> None:
        self.root = root
        self.host = host
        _write(root)

    @property
    def questions(self) -> Path:
        """Where the question files are."""
        return self.root / "tests" / "questions" / NAME

    def handed_in(self, answers: Mapping[str, str], *more: str, path: Path | None = None) -> Path:
        """A notebook in Python: right answers with some replaced, and more cells behind them."""
        path = path or self.root.parent / "handed-in" / "notebook.py"
        path.parent.mkdir(exist_ok=True)
        cells = ["import numpy as np\n", *({**RIGHT, **answers}).values(), *more]
        path.write_text("".join(f"# %%\n{cell}\n" for cell in cells if cell), encoding="utf-8")
        return path

    def grade(self, answers: Mapping[str, str], *more: str, **renamed: str) -> Grade:
        """What a notebook earns; ``renamed`` gives other names under which a person found functions."""
        path = self.handed_in(answers, *more)
        kit = Kit(self.root)
        submission = Submission("a.py", path, asked=NAME, renamed=tuple(renamed.items()))
        return Grader(kit.config.limits, suites_of(kit), self.host).grade(submission)

    def marks(self, answers: Mapping[str, str], *more: str) -> dict[str, Mark]:
        """The same, by question."""
        return {mark.question: mark for mark in self.grade(answers, *more).marks}

    def points(self, answers: Mapping[str, str], *more: str) -> dict[str, float | None]:
        """Its points, by question."""
        return {name: mark.points for name, mark in self.marks(answers, *more).items()}


@contextmanager
def using_kit(root: Path, host: Host) -> Iterator[UsingKit]:
    """The kit, whose reference is the one that this process knows inside."""
    with own_solutions():
        importlib.invalidate_caches()
        yield UsingKit(root, host)


def _write(root: Path) -> None:
    for folder in (f"assignments/{NAME}/tests", f"tests/hidden/{NAME}", f"tests/answers/{NAME}"):
        (root / folder).mkdir(parents=True)
    (root / "tests" / "questions" / NAME).mkdir(parents=True)
    (root / "solutions").mkdir()
    (root / "solutions" / "__init__.py").write_text("", encoding="utf-8")
    (root / "solutions" / f"{NAME}.py").write_text(SOLUTIONS, encoding="utf-8")
    (root / "grading_config.yaml").write_text(CONFIG, encoding="utf-8")
    text = "# Neurons\n\n" + "".join(
        f"## {q}: a title\n\n```{{code-cell}} python\n# stub: {q}\n```\n\n" for q in POINTS
    )
    (root / "assignments" / NAME / f"{NAME}.md").write_text(text, encoding="utf-8")
    for question in POINTS:
        write_tests(root, question, HIDDEN[question], PUBLIC[question])
    for question, line in USES.items():
        (root / "tests" / "questions" / NAME / f"{question}.py").write_text(line, encoding="utf-8")


def write_tests(root: Path, question: str, hidden: str, public: str, asks: str = "") -> None:
    """The two test files of a question; ``asks`` are further functions that its public case asks for."""
    imported = f"from solutions.{NAME} import {question} as reference\n"
    head = f"{_HEAD}\nfrom autograder import agree, leaves_alone, seeded\n{imported}"
    named = f'\nOK_FORMAT = False\nname = "{question}_hidden"\nrng = seeded(name)\n\n'
    (root / "tests" / "hidden" / NAME / f"{question}_hidden.py").write_text(head + named + hidden, encoding="utf-8")
    case = f'@test_case(name="a number")\ndef number({question}{asks}):\n    {public}\n'
    text = f'{_HEAD}\nOK_FORMAT = False\nname = "{question}"\n\n\n{case}'
    (root / "assignments" / NAME / "tests" / f"{question}.py").write_text(text, encoding="utf-8")
