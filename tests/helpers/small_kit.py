"""A small kit of one question and a handful of known answers, quick to prove, and sound until one is replaced."""

from __future__ import annotations

import shutil
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
    shutil.copytree(ROOT / "tests" / "hidden", folder / "tests" / "hidden")
    known = folder / "tests" / "answers" / "activation_functions"
    known.mkdir(parents=True)
    for name, text in {**SOUND, **answers}.items():
        (known / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "grading_config.yaml").write_text(CONFIG, encoding="utf-8")
    return folder
