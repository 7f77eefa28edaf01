"""The kit on disk: where its rooms are, and what belongs to one assignment."""

from __future__ import annotations

import importlib
import re
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.config import CONFIG_FILE, NotebookWords, load_config
from autograder.errors import ConfigError
from autograder.text import listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from autograder.config import Config
    from autograder.model import FormName


_OWN = Path(__file__).resolve().parent.parent  # where this command's kit is, if it was not installed without one
MISTAKES = ("wrong.yaml", "probes.yaml", "form_words.yaml")  # what grading needs beside the tests
_ROOMS = ("assignments", "solutions", "tests")
_NAME = "Nothing of it was run. Go into your own kit's folder, or name the kit with --kit DIR."
QUESTION_HEADING = re.compile(r"^## (\w+): (.+)$", re.MULTILINE)
STUB = re.compile(r"^# stub: (\w+)$", re.MULTILINE)
GIVEN = re.compile(r"^# given: (\w+(?:\.\w+)?)$", re.MULTILINE)


@dataclass(frozen=True)
class Assignment:
    """One assignment: its name, its questions with their points, its files; and the course's words for its notebook."""

    name: str
    points: dict[str, float]
    forms: dict[str, FormName]
    root: Path
    void: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    words: NotebookWords = field(default_factory=NotebookWords)

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
    def solutions(self) -> Path:
        """The module that holds the reference."""
        return self.root / "solutions" / f"{self.name}.py"

    @property
    def judging(self) -> list[Path]:
        """All files that judge: what is wrong in one of them is a fault of the kit's, and never a student's."""
        tests = [test(question) for question in self.points for test in (self.public_test, self.hidden_test)]
        solutions, answers = self.solutions.parent.rglob("*.py"), self.answers.glob("*.yaml")
        return [self.source, *tests, *sorted(solutions), *sorted(answers), *self.question_files]

    @property
    def titles(self) -> dict[str, str]:
        """Title of each question, as the headings of the source give them."""
        return dict(QUESTION_HEADING.findall(self.source.read_text(encoding="utf-8")))

    @property
    def asked(self) -> list[str]:
        """All questions that the notebook asks, in order; those without points are practice, and not marked."""
        return list(self.titles)

    @property
    def public_data(self) -> list[Path]:
        """What students have beside the notebook and its tests: data, for example."""
        own = (self.source, self.notebook)
        if not self.folder.is_dir():
            return []
        return [path for path in sorted(self.folder.iterdir()) if path.is_file() and path not in own]

    def public_test(self, question: str) -> Path:
        """The Otter test file that students run."""
        return self.folder / "tests" / f"{question}.py"

    def hidden_test(self, question: str) -> Path:
        """The Otter test file that only the grader holds."""
        return self.root / "tests" / "hidden" / self.name / f"{question}_hidden.py"

    def question_file(self, question: str) -> Path:
        """The file that says all about a question, from which its test files are built."""
        return self.root / "tests" / "questions" / self.name / f"{question}.py"

    @property
    def question_files(self) -> list[Path]:
        """The files of its questions, and what these share."""
        return sorted(self.question_file("").parent.glob("*.py"))

    @property
    def answers(self) -> Path:
        """The known answers, right and wrong."""
        return self.root / "tests" / "answers" / self.name

    @property
    def mistakes(self) -> list[Path]:
        """The known answers and words that grading needs, as far as they are there."""
        return [path for name in MISTAKES if (path := self.answers / name).is_file()]

    def reference(self) -> ModuleType:
        """The reference solution, imported."""
        let_import_solutions(self.root)
        return importlib.import_module(f"solutions.{self.name}")

    def reference_function(self, question: str) -> Callable[..., object]:
        """The reference for one question."""
        function: Callable[..., object] = getattr(self.reference(), question)
        return function


@dataclass(frozen=True)
class Kit:
    """A folder with a ``grading_config.yaml`` and the rooms beside it."""

    root: Path

    @cached_property
    def config(self) -> Config:
        """The checked configuration."""
        return load_config(self.root / CONFIG_FILE)

    @property
    def class_folder(self) -> Path:
        """Where identities, extensions and the record of releases lie."""
        return self.root / self.config.class_.folder

    @cached_property
    def written(self) -> dict[str, Assignment]:
        """The assignments of the configuration, by name; ``marking/sound`` says whether their files are sound."""
        return {
            name: Assignment(
                *(name, dict(policy.points), policy.marked_forms, self.root),
                policy.marked_void,
                policy.marked_by_hand,
                self.config.notebook,
            )
            for name, policy in self.config.assignments.items()
        }

    @cached_property
    def assignments(self) -> dict[str, Assignment]:
        """Those that the course gives: without the ones of tracks that are off."""
        return {name: self.written[name] for name in self.config.given}

    def assignment(self, name: str) -> Assignment:
        """One assignment that the course gives, by name."""
        one = self.written_assignment(name)
        if name not in self.assignments:
            track = self.config.assignments[name].track
            raise ConfigError(
                f"{name} is of the track {track}, which is off; write {track}: on under tracks in {CONFIG_FILE}."
            )
        return one

    def written_assignment(self, name: str) -> Assignment:
        """One assignment by name, whether the course gives it or not."""
        if name not in self.written:
            raise ConfigError(f"No assignment is called {name}; {CONFIG_FILE} has {listing(self.written)}.")
        return self.written[name]


def let_import_solutions(root: Path) -> None:
    """Let this process import a kit's ``solutions``, as hidden tests do.

    Whatever else is imported from now on may come from that folder too. So this is done where the kit's own code is
    run, and not where a kit is only found: somebody may have handed it in.
    """
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))


def find_kit(given: Path | None) -> Kit:
    """Take the kit that was given, or the nearest one upwards from here.

    Raises
    ------
    ConfigError
        When there is none.
    """
    if given is not None:
        if not (given / CONFIG_FILE).is_file():
            raise ConfigError(f"{given} holds no {CONFIG_FILE}; give --kit the folder that holds it.")
        return Kit(given.resolve())
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CONFIG_FILE).is_file():
            return Kit(folder)
    raise ConfigError(f"No {CONFIG_FILE} in {here} or above; go into the kit's folder, or give --kit DIR.")


def refuse_handed_in(kit: Kit, graded: Iterable[Path], *, named: bool) -> None:
    """Refuse a kit that came with what is graded: its tests would run with the rights of whoever grades.

    A kit that lies in a graded folder, or takes a file from there, is always refused. One that nobody named, and that
    is not the command's own, is refused too where it lies in another kit, or around what is graded: whoever stands in
    a student's folder finds what the student put there.

    Raises
    ------
    ConfigError
        Saying where it lies, and what to do.
    """
    downloads = [path.resolve() for path in graded]
    rooms = [kit.root / name for name in (CONFIG_FILE, *_ROOMS)]
    files = [file for assignment in kit.written.values() for file in assignment.judging]
    for path in (kit.root, *rooms, *files):
        for download in downloads:
            if path.resolve().is_relative_to(download):
                raise ConfigError(
                    f"The kit in {kit.root} came with what is graded: {path} lies in {download}. Nothing of it was "
                    "run. Name your own with --kit DIR; if this is yours, keep what students hand in beside it."
                )
    if named or all(room.resolve().is_relative_to(_OWN) for room in rooms[1:]):
        return
    if any((folder / CONFIG_FILE).is_file() for folder in kit.root.parents):
        raise ConfigError(f"The kit in {kit.root} lies in another kit; was it handed in? {_NAME}")
    if (_OWN / CONFIG_FILE).is_file() and any(download.is_relative_to(kit.root) for download in downloads):
        raise ConfigError(
            f"The kit in {kit.root} is not this command's own, and what is graded lies in it; was it handed in? {_NAME}"
        )
