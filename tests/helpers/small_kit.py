"""A small kit of one question and a few known answers, quick to prove, and sound until one is replaced.

Its hidden test is written by hand, as one may be that no question file is built into.
"""

from __future__ import annotations

from pathlib import Path

from tests.helpers.known_answers import ROOT

RIGHT = """
- id: maximum
  question: relu
  code: |
    def relu(n):
        return np.maximum(n, 0)
"""
WRONG = """
- id: size
  question: relu
  misconception: "the size of the net input"
  share: 0.3
  hint: "What should an inhibited unit send?"
  code: |
    def relu(n):
        return np.abs(n)
- id: in-place
  question: relu
  misconception: "changes the caller's array"
  share: 0.85
  hint: "What becomes of the caller's array?"
  code: |
    def relu(n):
        n[n < 0] = 0
        return n
"""
VARIANTS = """
- of: size
  code: |
    def relu(n):
        return np.sqrt(n ** 2.0)
- of: in-place
  code: |
    def relu(n):
        n *= n > 0
        return n
"""
EQUIVALENT = """
- mutant: "relu: net <= 0.0 -> net < 0.0"
  reason: "at exactly 0 both branches give 0"
"""
PROBES = """
- id: two units
  questions: [relu]
  inputs: [[-1.0, 1.5]]
  words: "two units with net inputs -1 and 1.5"
- id: one inhibited unit
  questions: [relu]
  inputs: [[-3.0]]
  words: "one unit with net input -3"
"""
MORE_RIGHT = "".join(
    f"- {{id: more right {number}, question: relu, code: '{code}'}}\n"
    for number, code in enumerate(
        [
            "relu = lambda n: np.where(n > 0, n, 0)",
            "relu = lambda n: n * (n > 0)",
            "relu = lambda n: (n + np.abs(n)) / 2",
            "relu = lambda n: np.clip(n, 0, None)",
            "relu = np.vectorize(lambda one: one if one > 0 else 0.0)",
        ]
    )
)
MORE_WRONG = "".join(
    f"- {{id: more wrong {number}, question: relu, misconception: another, share: 0.3, hint: Why?, code: '{code}'}}\n"
    for number, code in enumerate(
        [
            "relu = lambda n: np.minimum(n, 0)",
            "relu = lambda n: n > 0",
            "relu = lambda n: np.where(n > 0, 2 * n, 0)",
            "relu = lambda n: np.where(n > 0, n, -1)",
            "relu = lambda n: np.where(n > 2, n, 0)",
            "relu = lambda n: max(n[0], 0)",
        ]
    )
)
HIDDEN = '''\
"""Hidden tests of relu: silent up to 0, then the net input itself."""

import numpy as np
from otter.test_files import test_case

from autograder import agree, leaves_alone, seeded
from solutions.activation_functions import relu as reference

OK_FORMAT = False
name = "relu_hidden"
rng = seeded(name)

LECTURE_GRID = np.linspace(-5, 5, 1000)  # holds no exact 0
UNITS = np.array([-4.2, -0.6, -0.4, -1e-3, 1e-3, 0.4, 0.6, 4.2]) * rng.uniform(0.9, 1.1, 8)
SHUFFLED = UNITS[[6, 0, 4, 2, 7, 3, 5, 1]]
FAR = np.array([-30.0, -12.0, -8.0, 8.0, 12.0, 30.0])
WHOLE = np.array([-4, -2, -1, 1, 2, 4])
TABLE = UNITS.reshape(2, 4)
SMALL = np.array([-1e-5, 1e-5, -1e-8, 1e-8, -1e-12, 1e-12, -1e-100, 1e-100]) * rng.uniform(0.9, 1.1, 8)
TINY = np.array([1e-300, 3e-300])  # its square is 0, and whoever takes a root of that may be off by a half
ZEROS = np.array([0.0, -0.0])
WHOLE_ZEROS = np.array([0, 0])
ALL = (LECTURE_GRID, UNITS[:1], ZEROS, FAR, WHOLE, WHOLE_ZEROS, TABLE, TABLE[:, :1], WHOLE.reshape(2, 3))
KINDS = [(n,) for n in ALL]


@test_case(name="The curve, for units in any order", hidden=True)
def curve(relu):
    agree(relu, reference, [(LECTURE_GRID,), (SHUFFLED,)])
    agree(relu, reference, [(SMALL,)], atol=0)
    agree(relu, reference, [(TINY,)], rtol=0.6, atol=0)


@test_case(name="Exactly at 0", hidden=True)
def at_zero(relu):
    agree(relu, reference, [(UNITS,), (ZEROS,), (WHOLE_ZEROS,)])


@test_case(name="Strong inhibition and strong excitation", hidden=True)
def far_from_zero(relu):
    agree(relu, reference, [(FAR,)])


@test_case(name="Whole numbers", hidden=True)
def whole_numbers(relu):
    agree(relu, reference, [(WHOLE,)])


@test_case(name="A table of units", hidden=True)
def table(relu):
    agree(relu, reference, [(TABLE,), (TABLE[:1],), (TABLE[:, :1],)])


@test_case(name="A single unit", hidden=True)
def single_unit(relu):
    agree(relu, reference, [(UNITS[:1],), (UNITS[-1:],)])


@test_case(name="The caller's array stays as it was", hidden=True)
def unchanged(relu):
    agree(relu, reference, [(UNITS,)], unchanged=True)
    leaves_alone(relu, KINDS)
'''
SOUND = {"right": RIGHT, "wrong": WRONG, "variants": VARIANTS, "equivalent": EQUIVALENT, "probes": PROBES}
CONFIG = """
course: A course
term: any
assignments:
  activation_functions:
    points: {relu: 4}
limits: {call_cpu_s: 0.5}
"""


def small_kit(folder: Path, **answers: str) -> Path:
    """One question of the kit with a handful of answers, some of the sound ones replaced."""
    folder.mkdir()
    for room in ("assignments", "solutions"):
        (folder / room).symlink_to(ROOT / room)
    hidden = folder / "tests" / "hidden" / "activation_functions"
    hidden.mkdir(parents=True)
    (hidden / "relu_hidden.py").write_text(HIDDEN, encoding="utf-8")
    known = folder / "tests" / "answers" / "activation_functions"
    known.mkdir(parents=True)
    for name, text in {**SOUND, **answers}.items():
        more = {"right": MORE_RIGHT, "wrong": MORE_WRONG}.get(name, "")
        (known / f"{name}.yaml").write_text(text if text == "[]" else text + more, encoding="utf-8")
    (folder / "grading_config.yaml").write_text(CONFIG, encoding="utf-8")
    return folder
