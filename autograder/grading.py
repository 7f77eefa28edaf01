"""The spine: Submission → Notebook → Session → Evidence → Verdict → Mark → Grade."""

from __future__ import annotations

import contextlib
import hashlib
import platform
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from autograder import __version__
from autograder.diagnosis import Diagnoser
from autograder.errors import SessionLostError, SubmissionError, WrongAssignmentError
from autograder.examine import examine, unexamined
from autograder.intake import read
from autograder.kit import listing
from autograder.model import Grade, Mark, Provenance
from autograder.notebook import read_notebook
from autograder.policy import points_for, share_given, share_taken
from autograder.sandbox.session import Session

if TYPE_CHECKING:
    from types import TracebackType

    from autograder.config import Limits, Marks
    from autograder.examine import Findings
    from autograder.model import Diagnosis, Form, Notebook, Submission
    from autograder.sandbox.host import Host
    from autograder.suite import Suite

_VOID = "Everybody gets the points of this question, whatever the answer."
_DEFINES = re.compile(r"^(?:(?:async\s+)?def|class)\s+(\w+)|^(\w+)\s*(?::[^=\n]+)?=(?!=)", re.MULTILINE)
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")
_SCRATCH = re.compile(r"/\S*/autograder-\w+/\w+")


class Grader:
    """Grades submissions one by one, in a sandbox of its own."""

    def __init__(self, limits: Limits, suites: dict[str, Suite], host: Host) -> None:
        """Judge by ``suites``, in workers of ``host``."""
        self._limits = limits
        self._suites = suites
        self._host = host
        self._diagnosers: dict[str, Diagnoser] = {}

    def __enter__(self) -> Grader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._host.close()

    def grade(self, submission: Submission) -> Grade:
        """Grade one submission; a file that cannot be read is a result, not an error."""
        data = b""
        try:
            data = read(submission)
            notebook = read_notebook(data)
            suite = choose_suite(notebook, self._suites, submission.asked or None)
        except SubmissionError as error:
            return ungraded(submission, data, error)
        return self._judge(submission, data, notebook, suite)

    def _judge(self, submission: Submission, data: bytes, notebook: Notebook, suite: Suite) -> Grade:
        with Session(self._host, self._limits, list(suite.assignment.points), suite.assignment.public_data) as session:
            try:
                troubles = self._run(session, notebook)
                findings = examine(session, suite, notebook)
            except SessionLostError as loss:
                troubles, findings = (), unexamined(suite, str(loss))
        marks = tuple(self._mark(suite, found) for found in findings)
        return Grade(
            submission=submission.id,
            student_id=submission.student_id,
            name=submission.name,
            assignment=suite.assignment.name,
            status="open" if any(mark.points is None for mark in marks) else "graded",
            max_score=sum(question.points for question in suite.questions),
            marks=marks,
            provenance=Provenance(
                __version__, suite.digest, _sha256(data), session.layers, platform.python_version(), np.__version__
            ),
            troubles=troubles,
        )

    def _run(self, session: Session, notebook: Notebook) -> tuple[str, ...]:
        """Run the cells, once more if the grader failed; in words, the cells that stopped.

        Raises
        ------
        SessionLostError
            When the grader failed twice: then nothing is known about any function.
        """
        try:
            found = session.run(notebook)
        except SessionLostError:
            found = session.run(notebook)
        first = {cell.number: cell.source.strip().splitlines()[0][:60] for cell in notebook.cells}
        return tuple(_steady(f"Code cell {t.cell} ({first[t.cell]}) {t.words}") for t in found)

    def _mark(self, suite: Suite, found: Findings) -> Mark:
        question = found.question
        diagnosis = self._diagnosis(suite, found)
        earned = points_for(question.points, found.verdicts, suite.policy, found.form, diagnosis)
        return Mark(
            question=question.id,
            title=question.title,
            max_points=question.points,
            points=question.points if question.void else earned,
            verdicts=tuple(replace(verdict, says=_steady(verdict.says)) for verdict in found.verdicts),
            note=_VOID if question.void else _note(question.id, found.state),
            form=_form(found, suite.policy),
            diagnosis=diagnosis
            and replace(diagnosis, hint=_steady(diagnosis.hint), given=share_given(diagnosis, suite.policy)),
        )

    def _diagnosis(self, suite: Suite, found: Findings) -> Diagnosis | None:
        """What a function that fails hidden tests is recognised by; its worker is gone by now."""
        if not found.probed or found.is_right:
            return None
        name = suite.assignment.name
        if name not in self._diagnosers:
            self._diagnosers[name] = Diagnoser(suite.assignment, suite.catalogue, self._host, self._limits)
        for _ in range(2):  # once more if the grader failed
            with contextlib.suppress(SessionLostError):
                return self._diagnosers[name].diagnose(found.question.id, found.probed)
        return None  # a hint less: the mark stands without it


def choose_suite(notebook: Notebook, suites: dict[str, Suite], only: str | None) -> Suite:
    """Suite of the assignment that a notebook answers: the one asked for, the one stamped, or the one it defines.

    Raises
    ------
    WrongAssignmentError
        When it answers none, or another one than was asked for.
    """
    defined = {name for cell in notebook.cells for match in _DEFINES.findall(cell.source) for name in match if name}
    answered = {name: len(defined & set(suite.assignment.points)) for name, suite in suites.items()}
    stamped = notebook.assignment if notebook.assignment in suites else None
    chosen = only or stamped or max(answered, key=lambda name: answered[name])
    if answered[chosen] or stamped == chosen:
        return suites[chosen]
    if stamped:
        raise WrongAssignmentError(f"This is the notebook of {stamped}, not of {chosen}. Hand in {chosen}.ipynb.")
    questions = listing(suites[chosen].assignment.points) if only else "any question"
    raise WrongAssignmentError(
        f"This notebook defines no function for {questions}. Hand in {listing(f'{name}.ipynb' for name in suites)}."
        if not only
        else f"This notebook defines none of {questions}. Hand in {only}.ipynb."
    )


def ungraded(submission: Submission, data: bytes, error: SubmissionError) -> Grade:
    """Grade of a file that could not be marked: its reason, and no marks."""
    return Grade(
        submission=submission.id,
        student_id=submission.student_id,
        name=submission.name,
        assignment=submission.asked,
        status="wrong_assignment" if isinstance(error, WrongAssignmentError) else "unreadable",
        max_score=0,
        marks=(),
        provenance=Provenance(__version__, "", _sha256(data)),
        reason=_steady(str(error)),
    )


def open_grade(submission: Submission, reason: str) -> Grade:
    """Grade of a submission that the grader itself could not judge: open, whatever it is worth."""
    return Grade(
        submission=submission.id,
        student_id=submission.student_id,
        name=submission.name,
        assignment=submission.asked,
        status="open",
        max_score=0,
        marks=(),
        provenance=Provenance(__version__, "", digest(submission)),
        reason=reason,
    )


def digest(submission: Submission) -> str:
    """SHA-256 of a submission's bytes; of none where it cannot be read."""
    try:
        return _sha256(read(submission))
    except SubmissionError:
        return _sha256(b"")


def _form(found: Findings, policy: Marks) -> Form | None:
    """The form, with what it costs. Where values are wrong it is told only if it does: a doubt is not worth a look."""
    form = found.form
    if form is None or (form.found != "other" and not found.is_right):
        return None
    says = f"The number is right. {form.says}" if form.says and found.is_right else form.says
    return replace(form, says=says, taken=share_taken(form, policy))


def _note(question: str, state: str) -> str:
    if state in ("function", "unknown"):
        return ""
    if state == "missing":
        return f"This notebook has no function called {question}."
    return _steady(f"In this notebook {question} is a {state}, not a function.")


def _steady(text: str) -> str:
    """Valid text without what differs from run to run: addresses, and the name of the scratch folder."""
    valid = text.encode("utf-8", "backslashreplace").decode()
    return _SCRATCH.sub(".", _ADDRESS.sub("0x…", valid))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
