"""A small kit of one assignment, written and built from its reference and its question files; and what it gives."""

from __future__ import annotations

import importlib
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from autograder.authoring.build import built_files
from autograder.grading import Grader
from autograder.kit import Kit
from autograder.marking.sound import faults_of
from autograder.marking.suite import suites_of
from autograder.model import Grade, Mark, Submission
from autograder.sandbox.host import Host
from tests.helpers.broken_kit import own_solutions

NAME = "written"
CONFIG = """\
course: A course
term: a-term
assignments:
  {name}:
    points: {points}
limits: {{cell_cpu_s: 1, call_cpu_s: 0.5}}
isolation: {{require: []}}
class: {{folder: class}}
"""


class WrittenKit:
    """The kit on disk, and what it gives notebooks."""

    def __init__(self, root: Path, host: Host, right: Mapping[str, str]) -> None:
        self.root = root
        self.host = host
        self.right = right

    @property
    def kit(self) -> Kit:
        """It as it is now."""
        return Kit(self.root)

    def question(self, name: str) -> Path:
        """The file of a question."""
        return self.kit.assignments[NAME].question_file(name)

    def build(self) -> None:
        """Build it, in this process."""
        kit = self.kit
        for path, text in built_files(kit, kit.assignments.values()):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def faults(self) -> list[str]:
        """What is wrong with it."""
        kit = self.kit
        return [str(fault) for fault in faults_of(kit, kit.assignments[NAME])]

    def grade(self, answers: Mapping[str, str] | None = None, *more: str) -> Grade:
        """What a notebook earns: right answers with some replaced, and more cells before them."""
        path = self.root.parent / "handed-in" / "notebook.py"
        path.parent.mkdir(exist_ok=True)
        cells = ["import numpy as np\n", *more, *({**self.right, **(answers or {})}).values()]
        path.write_text("".join(f"# %%\n{cell}\n" for cell in cells if cell), encoding="utf-8")
        kit = self.kit
        return Grader(kit.config.limits, suites_of(kit), self.host).grade(Submission("a.py", path, asked=NAME))

    def marks(self, answers: Mapping[str, str] | None = None, *more: str) -> dict[str, Mark]:
        """The same, by question."""
        return {mark.question: mark for mark in self.grade(answers, *more).marks}


@contextmanager
def written_kit(
    root: Path, host: Host, *, solutions: str, questions: Mapping[str, str], right: Mapping[str, str]
) -> Iterator[WrittenKit]:
    """The kit, built, whose reference is the one that this process knows inside. Each question is worth 2 points.

    A question's ALSO functions have their stubs behind its own.
    """
    for folder in (f"assignments/{NAME}", f"tests/questions/{NAME}", "solutions"):
        (root / folder).mkdir(parents=True)
    points = "{" + ", ".join(f"{name}: 2" for name in questions) + "}"
    stubs = {name: [name, *_also(said)] for name, said in questions.items()}
    body = "".join(
        f"## {name}: a title\n\n" + "".join(f"```{{code-cell}} ipython3\n# stub: {one}\n```\n\n" for one in names)
        for name, names in stubs.items()
    )
    files = {
        "grading_config.yaml": CONFIG.format(name=NAME, points=points),
        f"assignments/{NAME}/{NAME}.md": f"# Written\n\n{body}",
        "solutions/__init__.py": "",
        f"solutions/{NAME}.py": textwrap.dedent(solutions),
        **{f"tests/questions/{NAME}/{name}.py": textwrap.dedent(said) for name, said in questions.items()},
    }
    for name, said in files.items():
        (root / name).write_text(said, encoding="utf-8")
    with own_solutions():
        importlib.invalidate_caches()
        made = WrittenKit(root, host, right)
        made.build()
        yield made


def _also(said: str) -> list[str]:
    line = next((line for line in textwrap.dedent(said).splitlines() if line.startswith("ALSO = ")), "ALSO = []")
    names: dict[str, list[str]] = {}
    exec(line, names)
    return names["ALSO"]
