"""The kit on disk: where its rooms are, and what belongs to one assignment."""

from __future__ import annotations

import importlib
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.config import FILE_NAME, load_config
from autograder.errors import ConfigError
from autograder.people import PEOPLE_FILE, read_roster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from autograder.config import Config
    from autograder.model import FormName
    from autograder.people import Roster


QUESTION_HEADING = re.compile(r"^## (\w+): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Assignment:
    """One assignment: its name, its questions with their points, and its files."""

    name: str
    points: dict[str, float]
    forms: dict[str, FormName]
    root: Path
    void: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """What students get."""
        return self.root / "assignments" / self.name

    @property
    def source(self) -> Path:
        """The text that people edit."""
        return self.folder / f"{self.name}.md"

    @property
    def notebook(self) -> Path:
        """The notebook built from it."""
        return self.folder / f"{self.name}.ipynb"

    @property
    def titles(self) -> dict[str, str]:
        """Title of each question, as the headings of the source give them."""
        return dict(QUESTION_HEADING.findall(self.source.read_text(encoding="utf-8")))

    @property
    def public_data(self) -> list[Path]:
        """What students have beside the notebook and its tests: data, for example."""
        own = (self.source, self.notebook)
        return [path for path in sorted(self.folder.iterdir()) if path.is_file() and path not in own]

    def public_test(self, question: str) -> Path:
        """The Otter test file that students run."""
        return self.folder / "tests" / f"{question}.py"

    def hidden_test(self, question: str) -> Path:
        """The Otter test file that only the grader holds."""
        return self.root / "tests" / "hidden" / self.name / f"{question}_hidden.py"

    @property
    def answers(self) -> Path:
        """The known answers, right and wrong."""
        return self.root / "tests" / "answers" / self.name

    @property
    def mistakes(self) -> list[Path]:
        """The known answers by which mistakes are recognised, as far as they are there."""
        return [path for name in ("wrong.yaml", "probes.yaml") if (path := self.answers / name).is_file()]

    def reference(self) -> ModuleType:
        """The reference solution, imported."""
        return importlib.import_module(f"solutions.{self.name}")

    def reference_function(self, question: str) -> Callable[..., object]:
        """The reference for one question."""
        function: Callable[..., object] = getattr(self.reference(), question)
        return function

    def missing(self) -> list[str]:
        """Every file or function that the configuration asks for and that is not there."""
        if not self.source.is_file():
            return [f"assignments/{self.name}/{self.name}.md is missing"]
        try:
            reference = self.reference()
        except ModuleNotFoundError:
            return [f"solutions/{self.name}.py is missing"]
        gaps = [
            f"{path.relative_to(self.root)} is missing"
            for question in self.points
            for path in (self.public_test(question), self.hidden_test(question))
            if not path.is_file()
        ]
        return gaps + [f"solutions/{self.name}.py defines no {q}" for q in self.points if not hasattr(reference, q)]


@dataclass(frozen=True)
class Kit:
    """A folder with a ``grading_config.yaml`` and the rooms beside it."""

    root: Path

    @cached_property
    def config(self) -> Config:
        """The checked configuration."""
        return load_config(self.root / FILE_NAME)

    @property
    def class_folder(self) -> Path:
        """Where identities, extensions and the record of releases lie."""
        return self.root / self.config.class_.folder

    @cached_property
    def roster(self) -> Roster:
        """Who is in the class, with what they are granted.

        Raises
        ------
        ConfigError
            When something is granted for an assignment that is not there.
        """
        path = self.class_folder / PEOPLE_FILE
        roster = read_roster(path)
        if unknown := roster.assignments - set(self.config.assignments):
            raise ConfigError(
                f"{path} grants something for {', '.join(sorted(unknown))}, which {FILE_NAME} does not have; it has "
                f"{listing(self.config.assignments)}."
            )
        return roster

    @cached_property
    def assignments(self) -> dict[str, Assignment]:
        """The assignments of the configuration, by name, checked to be complete.

        Raises
        ------
        ConfigError
            Naming every missing file or function.
        """
        if str(self.root) not in sys.path:
            sys.path.insert(0, str(self.root))
        found = {
            name: Assignment(name, dict(policy.points), dict(policy.forms), self.root, policy.void)
            for name, policy in self.config.assignments.items()
        }
        gaps = [gap for assignment in found.values() for gap in assignment.missing()]
        if gaps:
            listed = "\n".join(f"  {gap}" for gap in gaps)
            raise ConfigError(f"{FILE_NAME} names assignments that are not complete:\n{listed}")
        return found

    def assignment(self, name: str) -> Assignment:
        """One assignment by name."""
        if name not in self.assignments:
            raise ConfigError(f"No assignment is called {name}; {FILE_NAME} has {listing(self.assignments)}.")
        return self.assignments[name]


def find_kit(given: Path | None) -> Kit:
    """Take the kit that was given, or the nearest one upwards from here.

    Raises
    ------
    ConfigError
        When there is none.
    """
    if given is not None:
        if not (given / FILE_NAME).is_file():
            raise ConfigError(f"{given} holds no {FILE_NAME}; give --kit the folder that holds it.")
        return Kit(given.resolve())
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).is_file():
            return Kit(folder)
    raise ConfigError(f"No {FILE_NAME} in {here} or above; go into the kit's folder, or give --kit DIR.")


def listing(names: Iterable[str]) -> str:
    """Join names as a sentence does: a, b and c."""
    *first, last = list(names)
    return f"{', '.join(first)} and {last}" if first else last
