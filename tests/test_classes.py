"""A class that learners write: a function that makes one and steps it is the question, and the class is in ALSO."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.errors import ConfigError
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.question_kit import replaced
from tests.helpers.written_kit import NAME, WrittenKit, written_kit

SOLUTIONS = '''\
"""Reference."""


class Cell:
    """A cell that leaks."""

    def __init__(self, v=-65.0):
        """v: where it starts."""
        self.v = v

    def step(self, i):
        """Go on by one step; gives the new potential."""
        self.v += 0.1 * (-65.0 - self.v + i)
        return self.v


def simulate(current):
    """The potential after each step of a new cell."""
    cell = Cell()
    return [cell.step(i) for i in current]
'''
QUESTION = """\
ALSO = ["Cell"]
PUBLIC = [("one step with a current of 10", ([10.0],), [-64.0], "What does one step add?")]
PROBES = [("no current", ([0.0, 0.0],)), ("two steps", ([5.0, 5.0],))]


def hidden(rng):
    return {"a current": [(list(rng.uniform(0, 20, 9)),)], "none": [([0.0] * 3,)]}
"""
CELL = """\
class Cell:
    def __init__(self, v=-65.0):
        self.v = v

    def step(self, i):
        self.v = self.v + (i - 65 - self.v) / 10
        return self.v
"""
RIGHT = {"simulate": "def simulate(current):\n    cell = Cell()\n    return [cell.step(i) for i in current]\n"}
STUB = "class Cell:\n    def __init__(self, v=-65.0):\n        ...\n\n    def step(self, i):\n        ...\n"


@pytest.fixture
def room(tmp_path: Path, zygote: ZygoteProcess) -> Iterator[WrittenKit]:
    questions = {"simulate": QUESTION}
    with written_kit(tmp_path / "kit", zygote, solutions=SOLUTIONS, questions=questions, right=RIGHT) as made:
        yield made


def test_a_question_whose_reference_is_a_class_is_refused_with_the_way_out(room: WrittenKit) -> None:
    solutions = room.root / "solutions" / f"{NAME}.py"
    replaced(solutions, "class Cell:", "class simulate:")
    replaced(solutions, "def simulate(current)", "def other(current)")
    replaced(solutions, "cell = Cell()", "cell = simulate()")
    said = [fault for fault in room.faults() if "class simulate" in fault]
    assert said[0].startswith(f"solutions/{NAME}.py: has a class simulate, and a question asks for a function")
    assert "name the class in its ALSO" in said[0]


def test_the_build_says_so(room: WrittenKit) -> None:
    solutions = room.root / "solutions" / f"{NAME}.py"
    replaced(solutions, "class Cell:", "class simulate:")
    replaced(solutions, "def simulate(current)", "def other(current)")
    with pytest.raises(ConfigError, match="a question asks for a function"):
        room.build()


def test_a_function_that_steps_a_class_is_judged_and_the_class_is_the_learners(room: WrittenKit) -> None:
    assert room.faults() == []
    notebook = room.kit.assignments[NAME].notebook.read_text(encoding="utf-8")
    assert "class Cell:" in notebook
    assert "self.v += 0.1" not in notebook
    assert room.marks({}, CELL)["simulate"].points == 2
    wrong = room.marks({}, CELL.replace("/ 10", "/ 5"))["simulate"]
    assert wrong.points is not None
    assert wrong.points < 2
    assert wrong.diagnosis is not None


@pytest.mark.parametrize("cell", [STUB, ""])
def test_a_stub_of_the_class_earns_nothing(room: WrittenKit, cell: str) -> None:
    assert room.marks({}, cell)["simulate"].points == 0
