"""The known answers as data, and notebooks made of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from ruamel.yaml import YAML

from autograder.kit import Kit

ROOT = Path(__file__).resolve().parent.parent
KIT = Kit(ROOT)


@dataclass(frozen=True)
class KnownAnswer:
    """A way in which people answer a question: right, right in an unusual form, or wrong."""

    id: str
    assignment: str
    question: str
    code: str
    share: float = 1.0


@cache
def known_answers(kind: str) -> tuple[KnownAnswer, ...]:
    """All known answers of one kind: ``right``, ``form`` (right values, another form) or ``wrong``."""
    yaml = YAML(typ="safe")
    found: list[KnownAnswer] = []
    for assignment in KIT.assignments:
        path = ROOT / "tests" / "answers" / assignment / f"{kind}.yaml"
        for entry in yaml.load(path) if path.exists() else []:
            answer = KnownAnswer(entry["id"], assignment, entry["question"], entry["code"], entry.get("share", 1.0))
            found.append(answer)
    return tuple(found)


def plain_right(assignment: str) -> dict[str, str]:
    """A right answer to every question: the first that the catalogue lists."""
    answers: dict[str, str] = {}
    for answer in known_answers("right"):
        if answer.assignment == assignment:
            answers.setdefault(answer.question, answer.code)
    return answers


def filled_notebook(assignment: str, answers: dict[str, str]) -> Any:
    """The built notebook with these answers in place of the stubs."""
    notebook = nbformat.read(KIT.assignments[assignment].notebook, as_version=4)
    for cell in notebook.cells:
        for question, code in answers.items():
            if cell.cell_type == "code" and cell.source.startswith(f"def {question}("):
                cell.source = code
    return notebook


def save(notebook: Any, path: Path) -> Path:
    """Write a notebook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path
