"""The test files of an assignment, loaded once, and what they say about one submission's functions."""

from __future__ import annotations

import copy
import hashlib
import json
import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from autograder import __version__
from autograder.catalogue import read_catalogue
from autograder.config import FILE_NAME
from autograder.errors import ConfigError
from autograder.model import Verdict
from autograder.otter_tests import exception_test_file
from autograder.sandbox.wire import cut
from autograder.seeded import TERM_VARIABLE

if TYPE_CHECKING:
    from autograder.catalogue import Catalogue
    from autograder.kit import Assignment, Kit
    from autograder.model import FormName
    from autograder.proxies import Environment

_OUR_WORDS = ("AssertionError: ", "WorkerLostError: ")
_LONGEST_WORDS = 10_000  # a test may put what it was given into its message


@dataclass(frozen=True)
class Question:
    """One question: its title, its points, and Otter's test files for it; ``void`` is given to everybody in full.

    ``withdrawn`` holds the hidden cases that the configuration calls void: one that passes still counts, one that does
    not is as if it were not there, so that calling a case void lowers nobody's mark.
    """

    id: str
    title: str
    points: float
    asked: FormName | None
    public: Any
    hidden: Any
    withdrawn: Any
    void: bool


class Suite:
    """An assignment's questions, ready to judge."""

    def __init__(self, kit: Kit, assignment: Assignment) -> None:
        self.assignment = assignment
        self._kit = kit
        self.policy = kit.config.marks
        os.environ[TERM_VARIABLE] = kit.config.term
        titles = assignment.titles
        self.questions = [self._question(name, titles[name]) for name in assignment.points]

    def _question(self, name: str, title: str) -> Question:
        """Load a question, and set the hidden cases apart that the configuration calls void.

        Raises
        ------
        ConfigError
            When it calls a case void that is not there.
        """
        assignment = self.assignment
        load = exception_test_file().from_file
        hidden = load(str(assignment.hidden_test(name)))
        void = {case for question, _, case in (one.partition("/") for one in assignment.void) if question == name}
        names = [case.name for case in hidden.test_cases if case.hidden]
        if unknown_ones := void - {"", *names}:
            raise ConfigError(
                f"{FILE_NAME} calls void what {name} has not: {', '.join(sorted(unknown_ones))}. "
                f"Its hidden cases are: {'; '.join(names)}."
            )
        withdrawn = copy.copy(hidden)
        withdrawn.test_cases = [case for case in hidden.test_cases if case.name in void]
        hidden.test_cases = [case for case in hidden.test_cases if case.name not in void]
        return Question(
            name,
            title,
            assignment.points[name],
            assignment.forms.get(name),
            public=load(str(assignment.public_test(name))),
            hidden=hidden,
            withdrawn=withdrawn,
            void="" in void or void >= set(names),
        )

    @cached_property
    def catalogue(self) -> Catalogue:
        """The known answers of the assignment."""
        return read_catalogue(self.assignment.answers)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that decides a mark beside the submission: tests, reference, known mistakes, policy."""
        assignment = self.assignment
        files = [path for q in assignment.points for path in (assignment.public_test(q), assignment.hidden_test(q))]
        files.append(assignment.root / "solutions" / f"{assignment.name}.py")
        files += assignment.mistakes
        marks = self._kit.config.marks.model_dump()
        policy = (self._kit.config.term, assignment.points, assignment.forms, assignment.void, marks)
        digest = hashlib.sha256(repr(policy).encode())
        for path in files:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()


def suites_of(kit: Kit) -> dict[str, Suite]:
    """The suite of every assignment, by name."""
    return {name: Suite(kit, assignment) for name, assignment in kit.assignments.items()}


def context_of(kit: Kit) -> str:
    """SHA-256 of all that decides a grade beside the submission: the kit's version, its tests and its limits."""
    parts = {
        "kit": __version__,
        "limits": kit.config.limits.model_dump(),
        "tests": {name: suite.digest for name, suite in suites_of(kit).items()},
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def run_test(test: Any, environment: Environment) -> tuple[Verdict, ...]:
    """Run one of Otter's test files against the functions that an environment holds."""
    test.run(environment)
    return tuple(_verdict(result) for result in test.test_case_results)


def unknown(test: Any, detail: str) -> tuple[Verdict, ...]:
    """Every case of a test file undecided, for a reason of ours."""
    return tuple(Verdict(case.name, case.hidden, "unknown", detail=detail) for case in test.test_cases)


def _verdict(result: Any) -> Verdict:
    case = result.test_case
    if result.passed:
        return Verdict(case.name, case.hidden, "passed", says=case.success_message or "")
    lines = (result.message or "").split("\n")
    words = "\n".join(lines[3:])  # Otter puts its own heading, the place and the failing line before the message
    for prefix in _OUR_WORDS:
        words = words.removeprefix(prefix)
    return Verdict(
        case.name, case.hidden, "failed", says=cut(words, _LONGEST_WORDS), detail=cut("\n".join(lines[1:3]).strip())
    )
