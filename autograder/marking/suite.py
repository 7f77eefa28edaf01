"""The test files of an assignment, loaded once, and what they say about one submission's functions."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from autograder import __version__
from autograder.config import CONFIG_FILE
from autograder.course.given_out import given_figures, given_frames
from autograder.errors import ConfigError
from autograder.marking.cases import Cases
from autograder.marking.catalogue import Catalogue
from autograder.marking.known import mistakes_asked, read_mistakes
from autograder.marking.sound import faults_of
from autograder.model import CALLED
from autograder.notebook.given import given_in
from autograder.notebook.reading import is_junk
from autograder.questions.declared import also_of, used_by
from autograder.questions.flatten import flatten, imported_files, names_taken, reference_files
from autograder.questions.kind import functions_asked, instead_of, is_called, kind_of
from autograder.questions.value_file import value_question
from autograder.text import listing
from autograder.vocabulary import TERM_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from autograder.config import AssignmentPolicy
    from autograder.kit import Assignment, Kit
    from autograder.marking.sound import Fault, Part
    from autograder.model import AnswerKind, FormName


@dataclass(frozen=True)
class Question:
    """One question: its title, its points, its two test files; ``void`` is given to everybody in full.

    ``withdrawn`` holds the hidden cases that the configuration calls void: one that passes still counts, one that does
    not is as if it were not there, so that calling a case void lowers nobody's mark. ``also`` are further
    functions that it asks for, and ``uses`` the questions whose functions its answer may call, and what these use.
    ``kind`` is what kind of answer it asks for; ``instead`` names the function that may give a figure as data.
    """

    id: str
    title: str
    points: float
    asked: FormName | None
    public: Cases
    hidden: Cases
    withdrawn: Cases
    void: bool
    also: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    kind: AnswerKind = "function"
    instead: str = ""

    @property
    def further(self) -> tuple[str, ...]:
        """All functions beside its own that its tests ask for, whether they must be there or may."""
        return (*self.also, self.instead) if self.instead else self.also

    @property
    def is_called(self) -> bool:
        """Whether it is answered by a function, and not by a plain value."""
        return self.kind in CALLED


class Suite:
    """An assignment's questions, ready to judge; ``faults`` are all that is wrong with what judges them."""

    def __init__(self, kit: Kit, assignment: Assignment) -> None:
        self.assignment = assignment
        self._kit = kit
        self.policy = kit.config.marks
        self.faults = faults_of(kit, assignment)
        self.figures = given_figures(kit, assignment)
        self.frames = given_frames(kit, assignment)
        self.given = given_in(_bytes(assignment.notebook))
        unread = any(fault.part == "source" and not fault.question for fault in self.faults)
        titles = {} if unread else assignment.titles
        if not unread:  # then nobody knows yet what is asked without points
            _refuse_unknown(kit.config.assignments[assignment.name], assignment, titles)
        self.questions = [self._question(name, titles.get(name, name)) for name in assignment.points]

    def _question(self, name: str, title: str) -> Question:
        """Load a question, and set the hidden cases apart that the configuration calls void.

        Raises
        ------
        ConfigError
            When it calls a case void that is not there.
        """
        assignment = self.assignment
        hidden = Cases(assignment, name, self._faults_of(name, "hidden"), hidden=True)
        void = {case for question, _, case in (one.partition("/") for one in assignment.void) if question == name}
        names = hidden.names
        if names and (unknown_ones := void - {"", *names}):
            raise ConfigError(
                f"{CONFIG_FILE} calls void what {name} has not: {', '.join(sorted(unknown_ones))}. "
                f"Its hidden cases are: {'; '.join(names)}."
            )
        hidden, withdrawn = hidden.divided(void)
        return Question(
            name,
            title,
            assignment.points[name],
            assignment.forms.get(name),
            public=Cases(assignment, name, self._faults_of(name, "public"), hidden=False),
            hidden=hidden,
            withdrawn=withdrawn,
            void="" in void or (bool(names) and void >= set(names)),
            also=also_of(assignment, name),
            uses=used_by(assignment, name),
            kind=kind_of(assignment, name),
            instead=instead_of(assignment, name),
        )

    @property
    def functions(self) -> list[str]:
        """All functions that a notebook of the assignment may have, those of its questions first."""
        return list(dict.fromkeys((*self.assignment.points, *(name for q in self.questions for name in q.further))))

    @property
    def valued(self) -> frozenset[str]:
        """The questions that are answered by a plain value."""
        return frozenset(q.id for q in self.questions if not q.is_called)

    @property
    def instead(self) -> dict[str, str]:
        """The functions that give a figure as data, each with the question that it answers too."""
        return {q.instead: q.id for q in self.questions if q.instead}

    @property
    def drawn(self) -> frozenset[str]:
        """The questions whose function draws a figure."""
        return frozenset(q.id for q in self.questions if q.kind == "figure")

    def functions_of(self, question: str) -> tuple[str, ...]:
        """All functions of one question, its own first."""
        return next((q.id, *q.also) for q in self.questions if q.id == question)

    @property
    def uses(self) -> dict[str, tuple[str, ...]]:
        """For each function of a question that uses others: their functions."""
        return {
            name: tuple(used for one in q.uses for used in self.functions_of(one))
            for q in self.questions
            for name in (q.id, *q.also)
            if q.uses
        }

    def _faults_of(self, question: str, part: Part) -> list[Fault]:
        """What keeps a test file from judging a question: its own faults, the reference's, and what marks rest on."""
        if not is_called(self.assignment, question):
            return [fault for fault in self.faults if fault.part == part and fault.question in ("", question)]
        parts = {part, "reference"}
        if part == "hidden" and (self.policy.partial == "answers" or self.policy.misconceptions):
            parts.add("mistakes")
        if part == "hidden" and question in self.assignment.forms:
            parts.add("mistakes")  # its form is seen on the probes
        return [fault for fault in self.faults if fault.part in parts and fault.question in ("", question)]

    @cached_property
    def known(self) -> Assignment:
        """The assignment as far as its reference can say what is right: mistakes are recognised in this part alone."""
        unread = [fault for fault in self.faults if fault.part in ("reference", "mistakes") or fault.of_question_file]
        dumb = {fault.question for fault in unread}
        asked = {q: self.assignment.points[q] for q in functions_asked(self.assignment)}
        points = {} if "" in dumb else {q: points for q, points in asked.items() if q not in dumb}
        return replace(self.assignment, points=points)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The known mistakes of the assignment, with the probes of what is known."""
        if not self.known.points:
            return Catalogue()
        return read_mistakes(self.known).on(self.known.points)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that decides a mark beside the submission: tests, reference, mistakes, data, policy."""
        assignment = self.assignment
        marks = self._kit.config.marks.model_dump()
        of_others = [(q.id, q.also, q.uses) for q in self.questions if q.also or q.uses]
        policy = (self._kit.config.term, assignment.points, assignment.forms, assignment.void, marks, *of_others)
        policy += (("by hand", assignment.by_hand),) if assignment.by_hand else ()
        digest = hashlib.sha256(repr(policy).encode())
        tests = [path for q in assignment.points for path in (assignment.public_test(q), assignment.hidden_test(q))]
        values = [value_question(self.known, question) for question in self.known.points if question in self.valued]
        asked = f"{mistakes_asked(self.known).model_dump_json()}{values or ''}".encode()
        for data in (*map(_bytes, tests), *_reference(assignment), *map(_bytes, assignment.mistakes), asked):
            digest.update(hashlib.sha256(data).digest())
        for path in assignment.public_data:
            if not is_junk(path.name):
                digest.update(f"{path.name} {hashlib.sha256(_bytes(path)).hexdigest()}\n".encode())
        return digest.hexdigest()


def _reference(assignment: Assignment) -> list[bytes]:
    """What is right, as source: all that the questions, and what else hidden tests name, reach in ``solutions``.

    What cannot be written as one text is known by its files, as are other modules that a hidden test names itself.
    """
    name = f"solutions.{assignment.name}"
    files = reference_files(assignment)
    tests = [assignment.hidden_test(question) for question in assignment.points]
    try:
        flat = flatten(assignment.root, name, sorted({*functions_asked(assignment), *names_taken(name, tests)}))
    except (ConfigError, RecursionError):
        return list(map(_bytes, files))
    own = imported_files(assignment.root, [name])
    return [flat.text.encode(), *(_bytes(path) for path in files if path not in own)]


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _refuse_unknown(policy: AssignmentPolicy, assignment: Assignment, asked: Collection[str]) -> None:
    """Refuse a name of the configuration that is no question's, with points or without: it would have no effect.

    Raises
    ------
    ConfigError
        Naming it, and the questions that there are.
    """
    named = {"forms": set(policy.forms), "void": {name.partition("/")[0] for name in policy.void}}
    named["by_hand"] = set(policy.by_hand)
    for key, names in named.items():
        if unknown := names - {*assignment.points, *asked}:
            raise ConfigError(
                f"{CONFIG_FILE}: {key} of {assignment.name} names {listing(sorted(unknown))}, which is no question of "
                f"it; it asks {listing(asked or assignment.points)}."
            )
    for name in policy.by_hand:
        if kind_of(assignment, name) != "text":
            raise ConfigError(
                f"{CONFIG_FILE}: by_hand of {assignment.name} names {name}, which asks for no text. Its tests judge "
                "it: take it out."
            )


def suites_of(kit: Kit) -> dict[str, Suite]:
    """The suite of every assignment, by name."""
    return {name: suite_of(kit, assignment) for name, assignment in kit.assignments.items()}


def suite_of(kit: Kit, assignment: Assignment) -> Suite:
    """The suite of one assignment.

    From now on hidden tests in this process find the kit's term in its environment, the one place where they find it
    under stock Otter too.
    """
    os.environ[TERM_VARIABLE] = kit.config.term
    return Suite(kit, assignment)


def context_of(kit: Kit) -> str:
    """SHA-256 of all that decides a grade beside the submission: the kit's version, its tests and its limits."""
    parts = {
        "kit": __version__,
        "limits": kit.config.limits.model_dump(),
        "tests": {name: suite.digest for name, suite in suites_of(kit).items()},
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
