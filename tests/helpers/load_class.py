"""A class of any size whose marks are known before it is graded.

Right answers have full points and stubs none; a wrong answer has what it earned when it was graded alone.
"""

from __future__ import annotations

import ast
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from autograder.marking.catalogue import KnownAnswer
from tests.helpers.command import autograder, rows
from tests.helpers.known_answers import KIT, filled_notebook, is_stub_of, known_answers, tried_values

KINDS = {"answers": 950, "copy": 20, "broken": 20, "loop": 4, "crash": 6}  # of a thousand
GIVEN = {"right": 55, "wrong": 38, "stub": 7}  # of a hundred questions
_LOOP = "def {question}(*inputs):\n    while True:\n        pass\n"
_CRASH = "def {question}(*inputs):\n    import os\n    os._exit(1)\n"
_COSTLY = re.compile(r"was stopped|its process")

Key = tuple[str, str]


@dataclass(frozen=True)
class Expected:
    """What ``grades.csv`` must say of a submission."""

    status: str
    points: dict[str, float]


@dataclass(frozen=True)
class Pool:
    """Answers to combine, by question: right ones, and others with the points that each earned alone."""

    right: dict[str, list[str]]
    wrong: dict[str, list[tuple[str, float]]]


def assignment_of(question: str) -> str:
    return next(name for name, assignment in KIT.assignments.items() if question in assignment.points)


def make_pool(work: Path, kit: Path, most: int) -> Pool:
    """Grade at most so many wrong answers of each question alone, and pool them with the right ones."""
    questions = [question for assignment in KIT.assignments.values() for question in assignment.points]
    asked: dict[str, list[KnownAnswer]] = {
        question: _spread([*_alone_standing(question, "wrong"), *_alone_standing(question, "form")], most)
        for question in questions
    }
    earned = _graded_alone(work, kit, [answer for answers in asked.values() for answer in answers])
    return Pool(
        {question: [answer.code for answer in _alone_standing(question, "right")] for question in questions},
        {
            question: [
                (answer.code, earned[question, answer.id]) for answer in answers if (question, answer.id) in earned
            ]
            for question, answers in asked.items()
        },
    )


def _spread(answers: list[KnownAnswer], most: int) -> list[KnownAnswer]:
    return answers[:: max(1, -(-len(answers) // most))]


def _alone_standing(question: str, kind: Any) -> list[KnownAnswer]:
    """Known answers that are one function, or a value, and touch nothing else, so that no neighbour can matter."""
    assignment = assignment_of(question)
    values = [answer for answer in tried_values(kind, assignment) if answer.question == question]
    others = set(KIT.assignments[assignment].points) - {question}
    found = []
    for answer in known_answers(kind, assignment):
        words = set(re.findall(r"\w+", answer.code))
        if answer.question == question and _is_one_function(answer.code) and not words & (others | {"global"}):
            found.append(answer)
    return [*found, *values]


def _is_one_function(code: str) -> bool:
    try:
        body = ast.parse(code).body
    except SyntaxError:
        return False
    return len(body) == 1 and isinstance(body[0], ast.FunctionDef) and not body[0].decorator_list


def _graded_alone(work: Path, kit: Path, answers: list[KnownAnswer]) -> dict[Key, float]:
    """What each answer earns in a notebook of stubs; those that have to be stopped cost too much to be repeated."""
    folder, out = work / "alone", work / "alone-report"
    folder.mkdir()
    names = {}
    for number, answer in enumerate(answers):
        name = f"a{number:04d}.ipynb"
        names[name] = answer
        notebook = _Template.of(assignment_of(answer.question)).notebook({answer.question: answer.code})
        (folder / name).write_text(json.dumps(notebook), encoding="utf-8")
    done = autograder("grade", folder, "--out", out, "--kit", kit)
    assert done.returncode == 0, done.stderr
    return {
        (names[name].question, names[name].id): float(row[names[name].question])
        for name, row in rows(out).items()
        if not _COSTLY.search((out / "results" / f"{name}.json").read_text(encoding="utf-8"))
    }


class _Template:
    """The code cells of a built notebook, and where the stubs are."""

    def __init__(self, assignment: str) -> None:
        built = filled_notebook(assignment, {})
        self._metadata = dict(built.metadata)
        self._sources = [cell.source for cell in built.cells if cell.cell_type == "code"]
        self.slots = {
            question: next(i for i, source in enumerate(self._sources) if is_stub_of(source, question))
            for question in KIT.assignments[assignment].points
        }

    @classmethod
    @cache
    def of(cls, assignment: str) -> _Template:
        return cls(assignment)

    def notebook(self, answers: dict[str, str]) -> dict[str, Any]:
        sources = list(self._sources)
        for question, code in answers.items():
            sources[self.slots[question]] = code
        return self.of_sources(sources)

    def varied(self, answers: dict[str, str], number: int, chance: random.Random) -> dict[str, Any]:
        """The same with what costs nobody anything: a comment, a variable, another order, an output in the file."""
        sources = list(self._sources)
        slots = list(self.slots.values())
        codes = [answers.get(question, sources[slot]) for question, slot in self.slots.items()]
        chance.shuffle(codes)
        for slot, code in zip(slots, codes, strict=True):
            sources[slot] = code
        sources[slots[0]] += f"\n# notebook {number}"
        sources.insert(chance.randrange(1, len(sources)), f"note_{number} = {number}")
        notebook = self.of_sources(sources)
        printed = {"output_type": "stream", "name": "stdout", "text": f"{chance.random()}\n"}
        notebook["cells"][slots[0]]["outputs"] = [printed]
        return notebook

    def of_sources(self, sources: list[str]) -> dict[str, Any]:
        cells = [
            {
                "cell_type": "code",
                "id": f"c{i}",
                "metadata": {},
                "execution_count": None,
                "outputs": [],
                "source": source,
            }
            for i, source in enumerate(sources)
        ]
        return {"cells": cells, "metadata": self._metadata, "nbformat": 4, "nbformat_minor": 5}


def write_class(folder: Path, size: int, pool: Pool, seed: int) -> dict[str, Expected]:
    """Write a class; what is to be expected of every submission."""
    folder.mkdir()
    chance = random.Random(seed)
    expected: dict[str, Expected] = {}
    last = b"", Expected("", {})
    for number, kind in enumerate(_kinds(chance, size)):
        name = f"s{number:05d}.ipynb"
        if kind == "copy" and last[0]:
            data, expected[name] = last
        elif kind == "broken":
            data, expected[name] = _broken(chance, last[0]), Expected("unreadable", {})
        else:
            data, expected[name] = last = _notebook(kind, number, pool, chance)
        (folder / name).write_bytes(data)
    return expected


def _kinds(chance: random.Random, size: int) -> Iterator[str]:
    yield from chance.choices(list(KINDS), list(KINDS.values()), k=size)


def _broken(chance: random.Random, whole: bytes) -> bytes:
    return chance.choice([b"", b"%PDF-1.7\n", whole[: len(whole) // 2]])


def _notebook(kind: str, number: int, pool: Pool, chance: random.Random) -> tuple[bytes, Expected]:
    assignment = chance.choice(list(KIT.assignments))
    answers: dict[str, str] = {}
    points: dict[str, float] = {}
    for question, most in KIT.assignments[assignment].points.items():
        points[question] = 0.0
        match chance.choices(list(GIVEN), list(GIVEN.values()))[0]:
            case "right":
                answers[question], points[question] = chance.choice(pool.right[question]), most
            case "wrong":
                answers[question], points[question] = chance.choice(pool.wrong[question])
    if kind in ("loop", "crash"):
        stopped = chance.choice(list(points))
        answers[stopped] = (_LOOP if kind == "loop" else _CRASH).format(question=stopped)
        points[stopped] = 0.0
    notebook = _Template.of(assignment).varied(answers, number, chance)
    return json.dumps(notebook).encode(), Expected("graded", points)
