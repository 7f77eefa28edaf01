"""The cases of one of Otter's test files, put to a submission's function; and whose fault it is when one stops.

A case that fails is the student's failure only while the case itself is sound. An error out of the student's function
is theirs. Anything else is theirs if the reference comes through this very case now; if not, the file's own state was
changed from outside (by a function that changes its arguments, say), and a fresh copy of the file decides. What is
left is a fault of the kit's: the verdict is unknown.
"""

from __future__ import annotations

import contextlib
import copy
import inspect
import traceback
from typing import TYPE_CHECKING, Any

from autograder.errors import KitError, WorkerLostError
from autograder.kit import let_import_solutions
from autograder.marking import proxies
from autograder.marking.otter_tests import exception_test_file
from autograder.marking.rebound import standing_in
from autograder.marking.sound import Fault, ReferenceProxy, load_test, told, unheard
from autograder.model import Verdict
from autograder.questions.declared import functions_of
from autograder.questions.figure_file import asked_with_data
from autograder.questions.kind import instead_of
from autograder.questions.value_file import value_question
from autograder.sandbox.wire import WireError, cut
from autograder.text import listing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from autograder.kit import Assignment

# No value of a student's makes one of these: they are mistakes in the text of a test, wherever it comes to them.
_MISTAKES = (NameError, ImportError, SyntaxError)
_OUR_WORDS = ("AssertionError: ", "WorkerLostError: ")
_LONGEST_WORDS = 10_000  # a test may put what it was given into its message
_FRAMES_OF_OTHERS = 2  # ours and Otter's, before the case's own


class Cases:
    """The cases of one test file. With a ``fault`` it has none that could be run, and nobody is judged by it."""

    def __init__(self, assignment: Assignment, question: str, faults: Sequence[Fault], *, hidden: bool) -> None:
        """Load the file, unless one of its ``faults`` says that it cannot be."""
        self._assignment = assignment
        self._question = question
        self._path = assignment.hidden_test(question) if hidden else assignment.public_test(question)
        self._hidden = hidden
        self._faults = {fault.case: str(fault) for fault in reversed(faults) if fault.case}
        self._functions = functions_of(assignment, question)
        self._instead = instead_of(assignment, question)
        self._references: Mapping[str, Callable[..., Any]] = {}
        self._referenced = not any(fault.part == "reference" for fault in faults)
        self._name, self._source = "", ""
        self._cases: dict[str, Any] = {}
        self._apart: Collection[str] = ()
        self._sound: set[str] = set()  # cases that the reference has come through
        self.withdrawn = False
        whole = [str(fault) for fault in faults if not fault.case and (hidden or fault.part == "public")]
        self.fault = whole[0] if whole else self._loaded()

    def _loaded(self) -> str:
        """Load the file; what is wrong with it, if it is another one by now than was tried."""
        let_import_solutions(self._assignment.root)
        try:
            test = load_test(self._path, [*self._functions, *filter(None, [self._instead])], hidden=self._hidden)
        except Exception as error:  # noqa: BLE001 - a test file may raise anything
            return str(self._fault(error))
        self._name, self._source = test.name, test.source
        self._cases = {case.name: case for case in test.test_cases}
        return ""

    @property
    def names(self) -> list[str]:
        """Names of its cases."""
        return [name for name in self._cases if (name in self._apart) == self.withdrawn]

    def divided(self, void: Collection[str]) -> tuple[Cases, Cases]:
        """Those of its cases that count, and those that are void: of these only what is passed is told."""
        counting, withdrawn = copy.copy(self), copy.copy(self)
        counting._apart = withdrawn._apart = void
        withdrawn.withdrawn = True
        return counting, withdrawn

    def beside(self, references: Mapping[str, Callable[..., Any]]) -> Cases:
        """The same cases on the same inputs, with other functions where they import the reference of the question."""
        other = copy.copy(self)
        other._references = references
        other._sound = set()
        if not other.fault:
            other._refresh()
        return other

    def _standing_in(self) -> contextlib.AbstractContextManager[None]:
        if not self._references:
            return contextlib.nullcontext()
        return standing_in(f"solutions.{self._assignment.name}", self._references)

    def _reference(self, name: str) -> Callable[..., Any]:
        reference = self._references.get(name) or self._assignment.reference_function(name)
        return asked_with_data(self._assignment, name, reference)

    def run(self, functions: Mapping[str, Any]) -> tuple[Verdict, ...]:
        """Put every case to these functions."""
        if self.fault:
            return self.unknown(self.fault)
        found = tuple(self._verdict(name, functions) for name in self.names)
        return tuple(one for one in found if one.outcome == "passed") if self.withdrawn else found

    def unknown(self, detail: str) -> tuple[Verdict, ...]:
        """Every case undecided, for a reason of ours."""
        whole = [] if self._cases or self.withdrawn else [self._path.name]
        return tuple(Verdict(name, self._hidden, "unknown", detail=detail) for name in self.names or whole)

    def _verdict(self, name: str, functions: Mapping[str, Any]) -> Verdict:
        if name in self._faults:
            return Verdict(name, self._hidden, "unknown", detail=self._faults[name])
        if missing := [one for one in self._further(name) if functions.get(one) is None]:
            says = f"This notebook has no function called {listing(missing)}."
            return Verdict(name, self._hidden, "failed", says=says)
        error = self._stopped(name, functions)
        if error is None or _is_of_the_function(error) or (name in self._sound and self._nobody_in(functions)):
            return self._decided(name, error)
        own = error if isinstance(error, _MISTAKES) or not isinstance(error, Exception) else self._stops_by_itself(name)
        if own is not None and own is not error:
            self._refresh()
            own = self._stops_by_itself(name)
            if own is None:
                self._refresh()
                error = self._stopped(name, functions)
        if own is not None:
            return Verdict(name, self._hidden, "unknown", detail=str(self._fault(own, name)))
        return self._decided(name, error)

    def _nobody_in(self, functions: Mapping[str, Any]) -> bool:
        """Whether nothing could have spoiled a case: no function of the question is there, nor one in its place."""
        return all(functions.get(one) is None for one in (*self._functions, self._instead))

    def _further(self, name: str) -> list[str]:
        """Functions that a case asks for beside the question's own."""
        asked = inspect.signature(self._cases[name].body.test_func).parameters
        return [one for one in self._functions[1:] if one in asked]

    def _stopped(self, name: str, functions: Mapping[str, Any]) -> BaseException | None:
        """What stops a case; what stops the grader goes on upwards."""
        try:
            with unheard(), self._standing_in():
                self._cases[name].body.call_func(functions)
        except (KitError, KeyboardInterrupt):
            raise
        except (Exception, SystemExit, GeneratorExit) as error:  # noqa: BLE001 - a case may raise anything
            return error
        return None

    def _stops_by_itself(self, name: str) -> BaseException | None:
        """What stops a case with the reference in the function's place."""
        if not self._referenced:
            return None
        asked = value_question(self._assignment, self._question)
        if asked is not None:
            return self._stopped(name, {self._question: asked.right})
        error = self._stopped(name, {one: ReferenceProxy(self._reference(one)) for one in self._functions})
        if error is None:
            self._sound.add(name)
        return error

    def _refresh(self) -> None:
        """Load the same text again: whatever was changed in it is as it was."""
        try:
            with unheard(), self._standing_in():
                test = exception_test_file().from_string(self._source, path=str(self._path))
        except Exception as error:  # noqa: BLE001 - it may call what stands in for the reference
            self.fault = str(self._fault(error))
            return
        self._cases = {case.name: case for case in test.test_cases}

    def _decided(self, name: str, error: BaseException | None) -> Verdict:
        if error is None:
            return Verdict(name, self._hidden, "passed", says=self._cases[name].success_message or "")
        words = proxies.said_of(error)
        if not self._hidden and isinstance(error, WorkerLostError):  # "ran longer than ...": the student reads what did
            words = f"{self._question}{':' * words.startswith('its ')} {error}"
        for prefix in _OUR_WORDS:
            words = words.removeprefix(prefix)
        return Verdict(name, self._hidden, "failed", says=cut(words, _LONGEST_WORDS), detail=cut(self._where(error)))

    def _where(self, error: BaseException) -> str:
        """The line of the case that was not passed, as Otter says it."""
        lines = [line for _, line in traceback.walk_tb(error.__traceback__)][_FRAMES_OF_OTHERS:]
        if not lines:
            return ""
        shown = "".join(self._source.split("\n")[lines[0] - 1 : lines[0]])
        return f"Error at line {lines[0]} in test {self._name}:\n  {shown}".strip()

    def _fault(self, error: BaseException, case: str = "") -> Fault:
        place, what, remedy = told(error, self._path, self._assignment.root, "Mend the test or the reference.")
        what = f"its case {case!r} stops by itself: {what}" if case else what
        return Fault("hidden" if self._hidden else "public", place, what, remedy, self._question, case)


def _is_of_the_function(error: BaseException) -> bool:
    """Whether the student's function raised it, or lost its process: it came through a proxy."""
    files = {frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__)}
    return proxies.__file__ in files and not isinstance(error, WireError)
