"""A published class of student programs as assignments of the kit, and as what was handed in.

Such a class holds, for each problem, a reference, the calls by which programs are tested, as text, and programs:
``search(42, (-5, 1, 3))``. The solution is their reference, and there is a hidden case for each call. None of the
published data is part of the kit; ``read_class`` reads a problem where somebody has downloaded it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

CONFIG = """\
course: A course
term: a-term
assignments:
{assignments}
limits: {{cell_cpu_s: 1, call_cpu_s: 0.5}}
isolation: {{require: []}}
class: {{folder: class}}
"""
HIDDEN = '''\
"""Hidden tests of {q}: a case for each call of the published class."""

import numpy as np
from otter.test_files import test_case

from autograder import Call, Given, agree
from solutions.{name} import {q} as reference

OK_FORMAT = False
name = "{q}_hidden"
'''
CASE = """

@test_case(name="call {number}", hidden=True)
def call_{number}({q}):
    agree({q}, reference, [{call}], unchanged={unchanged})
"""
PUBLIC = '''\
"""Public checks of {q}."""

from otter.test_files import test_case

OK_FORMAT = False
name = "{q}"


@test_case(name="it is there")
def there({q}):
    assert {q} is not None, "Is there a function of this name?"
'''


@dataclass(frozen=True)
class Problem:
    """A problem of the class: its name, the reference's code, and calls of its functions, as text."""

    name: str
    reference: str
    calls: tuple[str, ...]
    unchanged: bool = False

    @property
    def calls_of(self) -> dict[str, list[str]]:
        """The calls of each function, as ``Call(...)``."""
        found: dict[str, list[str]] = {}
        for call in self.calls:
            tree = ast.parse(call, mode="eval").body
            while isinstance(tree, ast.Call) and isinstance(tree.func, ast.Attribute):
                tree = tree.func.value  # what .within() is said of
            assert isinstance(tree, ast.Call), call
            assert isinstance(tree.func, ast.Name), call
            found.setdefault(tree.func.id, []).append("Call" + call.strip()[len(tree.func.id) :])
        return found


def write_kit(root: Path, problems: Iterable[Problem]) -> Path:
    """A kit with an assignment for each problem, a point for each call."""
    lines = []
    (root / "solutions").mkdir(parents=True)
    (root / "solutions" / "__init__.py").touch()
    for problem in problems:
        points = {question: len(calls) for question, calls in problem.calls_of.items()}
        lines.append(f"  {problem.name}:\n    points: {points}".replace("'", ""))
        _write_assignment(root, problem)
    (root / "grading_config.yaml").write_text(CONFIG.format(assignments="\n".join(lines)), encoding="utf-8")
    return root


def _write_assignment(root: Path, problem: Problem) -> None:
    given, hidden = root / "assignments" / problem.name, root / "tests" / "hidden" / problem.name
    for folder in (given / "tests", hidden, root / "tests" / "answers" / problem.name):
        folder.mkdir(parents=True)
    (root / "solutions" / f"{problem.name}.py").write_text(problem.reference, encoding="utf-8")
    headings = "".join(f"## {question}: {question}\n\n" for question in problem.calls_of)
    (given / f"{problem.name}.md").write_text(f"# {problem.name}\n\n{headings}", encoding="utf-8")
    for question, calls in problem.calls_of.items():
        (given / "tests" / f"{question}.py").write_text(PUBLIC.format(q=question), encoding="utf-8")
        cases = [
            CASE.format(q=question, number=number, call=call, unchanged=problem.unchanged)
            for number, call in enumerate(calls, 1)
        ]
        text = HIDDEN.format(q=question, name=problem.name) + "".join(cases)
        (hidden / f"{question}_hidden.py").write_text(text, encoding="utf-8")


def hand_in(folder: Path, programs: Mapping[str, str]) -> Path:
    """A folder with a Python file for each program, as a class hands them in."""
    folder.mkdir(parents=True)
    for name, code in programs.items():
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    return folder


def read_class(folder: Path, name: str) -> tuple[Problem, dict[str, str]]:
    """One problem of a downloaded class, and its programs, by the folders that Refactory's data have."""
    code = folder / "code"
    calls = [path.read_text(encoding="utf-8").strip() for path in sorted((folder / "ans").glob("input_*.txt"))]
    reference = next((code / "reference").glob("*.py")).read_text(encoding="utf-8")
    found = [*(code / "correct").glob("*.py"), *(code / "wrong").glob("*.py")]
    programs = {f"{path.parent.name}-{path.stem}": path.read_text(encoding="utf-8") for path in sorted(found)}
    return Problem(name, reference, tuple(calls)), programs
