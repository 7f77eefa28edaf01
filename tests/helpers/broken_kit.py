"""A small kit of two assignments, to be broken: every kind of thing that can be wrong with what judges."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.kit import Kit

CONFIG = """\
course: A course
term: a-term
assignments:
  spikes:
    points: {double: 4, half: 2}
  other:
    points: {third: 3}
limits: {cell_cpu_s: 1, call_cpu_s: 0.5}
isolation: {require: []}
class: {folder: class}
"""
SOLUTIONS = {
    "spikes": '"""Reference."""\n\n\ndef double(n):\n    """Twice n."""\n    return n * 2.0\n\n\n'
    'def half(n):\n    """Half of n."""\n    return n / 2.0\n',
    "other": '"""Reference."""\n\n\ndef third(n):\n    """A third of n."""\n    return n / 3.0\n',
}
HIDDEN = '''\
"""Hidden tests of {q}."""

import numpy as np
from otter.test_files import test_case

from autograder import agree
from solutions.{a} import {q} as reference

OK_FORMAT = False
name = "{q}_hidden"


@test_case(name="{q}: some", hidden=True)
def some({q}):
    agree({q}, reference, [(np.array([1.0, 3.0]),)])


@test_case(name="{q}: other", hidden=True)
def other({q}):
    agree({q}, reference, [(np.array([-5.0]),)])
'''
PUBLIC = '''\
"""Public checks of {q}."""

import numpy as np
from otter.test_files import test_case

OK_FORMAT = False
name = "{q}"


@test_case(name="a number")
def number({q}):
    assert {q}(np.array([0.0])) == 0, "What is it at 0?"
'''
ASSIGNMENTS = {"spikes": ("double", "half"), "other": ("third",)}
RIGHT = {
    "spikes": "def double(n):\n    return 2 * n\n\n\ndef half(n):\n    return n / 2\n",
    "other": "def third(n):\n    return n / 3\n",
}
WRONG = """\
- id: W1
  question: double
  code: |
    def double(n):
        return n
  misconception: gives the input back
  hint: What comes out for 1?
  share: 0.5
"""
PROBES = """\
- id: a one
  questions: [double]
  inputs: [[1.0]]
  words: a one
"""


@dataclass(frozen=True)
class Room:
    """The kit, and the files that are broken."""

    root: Path

    @property
    def kit(self) -> Kit:
        return Kit(self.root)

    @property
    def hidden(self) -> Path:
        return self.root / "tests" / "hidden" / "spikes" / "double_hidden.py"

    @property
    def public(self) -> Path:
        return self.root / "assignments" / "spikes" / "tests" / "double.py"

    @property
    def solutions(self) -> Path:
        return self.root / "solutions" / "spikes.py"

    @property
    def answers(self) -> Path:
        return self.root / "tests" / "answers" / "spikes"

    def handed_in(self, assignment: str, source: str = "") -> Path:
        """A notebook in Python that answers an assignment: right, unless another source is given."""
        path = self.root.parent / "class" / f"{assignment}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text("import numpy as np\n\n\n" + (source or RIGHT[assignment]), encoding="utf-8")
        return path


@contextlib.contextmanager
def own_solutions() -> Iterator[None]:
    """Let a test import the solutions of a kit of its own in this process; afterwards they are gone."""

    def taken() -> dict[str, object]:
        return {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] == "solutions"}

    path, kept = list(sys.path), taken()
    try:
        yield
    finally:
        taken()
        sys.modules.update(kept)  # type: ignore[arg-type]
        sys.path[:] = path


def sound_kit(root: Path) -> Room:
    """The kit as it should be."""
    for assignment, questions in ASSIGNMENTS.items():
        for folder in (f"assignments/{assignment}/tests", f"tests/hidden/{assignment}", f"tests/answers/{assignment}"):
            (root / folder).mkdir(parents=True)
        text = f"# {assignment}\n\n" + "".join(
            f"## {q}: a title\n\n```{{code-cell}} python\n# stub: {q}\n```\n\n" for q in questions
        )
        (root / "assignments" / assignment / f"{assignment}.md").write_text(text, encoding="utf-8")
        for q in questions:
            hidden, public = (one.replace("{q}", q).replace("{a}", assignment) for one in (HIDDEN, PUBLIC))
            (root / "tests" / "hidden" / assignment / f"{q}_hidden.py").write_text(hidden, encoding="utf-8")
            (root / "assignments" / assignment / "tests" / f"{q}.py").write_text(public, encoding="utf-8")
    (root / "solutions").mkdir()
    (root / "solutions" / "__init__.py").write_text("", encoding="utf-8")
    for name, source in SOLUTIONS.items():
        (root / "solutions" / f"{name}.py").write_text(source, encoding="utf-8")
    (root / "tests" / "answers" / "spikes" / "wrong.yaml").write_text(WRONG, encoding="utf-8")
    (root / "tests" / "answers" / "spikes" / "probes.yaml").write_text(PROBES, encoding="utf-8")
    (root / "grading_config.yaml").write_text(CONFIG, encoding="utf-8")
    return Room(root)
