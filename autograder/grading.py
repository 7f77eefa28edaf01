"""The spine: Submission → Notebook → Session → Evidence → Verdict → Mark → Grade."""

from __future__ import annotations

import contextlib
import hashlib
import platform
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from autograder import __version__
from autograder.errors import OverdueError, SessionLostError, SubmissionError, WrongAssignmentError
from autograder.lms.intake.read import read
from autograder.marking.begun import is_begun, not_begun, only_not_begun
from autograder.marking.behaviour import behaviour_of
from autograder.marking.causes import stopped_before, told_once, told_troubles
from autograder.marking.chosen import choose_suite, functions_of, given_to
from autograder.marking.deadline import OWN_CPU_S, deadline
from autograder.marking.diagnosis import Diagnoser
from autograder.marking.examine import examine, unexamined
from autograder.marking.remarks import notes_on, remarked
from autograder.marking.retry import once_more
from autograder.marking.symptoms import lightened, outcome, repeated
from autograder.marking.valued import recognised
from autograder.model import Grade, Mark, Provenance, Verdict
from autograder.notebook.definitions import code_of
from autograder.notebook.figures import without_figures
from autograder.notebook.frame import without_frames
from autograder.notebook.reading import read_notebook
from autograder.policy import points_for, share_given, share_taken
from autograder.sandbox.session import Session
from autograder.text import listing, steady

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from autograder.config import Limits, Marks
    from autograder.marking.examine import Findings
    from autograder.marking.suite import Suite
    from autograder.model import Diagnosis, Form, Notebook, Submission
    from autograder.sandbox.host import Host
    from autograder.sandbox.session import Trouble

_HINT = "What would help on"  # the case that is undecided where only that could not be found out
_BY_HAND = "Marked by hand"  # the case of a text that somebody has to read
_GIVE = "a text that is marked by hand; read it, and give its points: autograder override SUBMISSION {} POINTS"
_VOID = "Everybody gets the points of this question, whatever the answer."
_TOO_MUCH_TO_READ = (
    f"Reading it took more than {OWN_CPU_S:g} s, or more memory than there is. "
    "Clear the outputs, leave out what is generated, and hand it in again."
)


class Grader:
    """Grades submissions one by one, in a sandbox of its own."""

    def __init__(self, limits: Limits, suites: dict[str, Suite], host: Host) -> None:
        """Judge by ``suites``, in workers of ``host``."""
        self._limits = limits
        self._suites = suites
        self._host = host
        self._diagnosers: dict[str, Diagnoser] = {}
        self._frames = frozenset[str]().union(*(suite.frames for suite in suites.values()))

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
            with deadline():
                notebook = without_frames(read_notebook(data), self._frames)
                notebook = replace(notebook, renamed=dict(submission.renamed))
                functions = functions_of(notebook)
                notebook = replace(notebook, given=given_to(notebook, functions, self._suites))
                functions = functions.without(notebook.given)
                suite = choose_suite(notebook, functions, self._suites, submission.asked or None)
        except SubmissionError as error:
            return ungraded(submission, data, error)
        except (OverdueError, MemoryError):
            return ungraded(submission, data, SubmissionError(_TOO_MUCH_TO_READ))
        grade = self._judge(submission, data, notebook, suite)
        questions = suite.assignment.points
        return replace(
            grade,
            answered=tuple(q for q in questions if q in functions.answered(suite.valued, suite.instead)),
            stamped=notebook.assignment == suite.assignment.name,
        )

    def _judge(self, submission: Submission, data: bytes, notebook: Notebook, suite: Suite) -> Grade:
        with Session(self._host, self._limits, suite.functions, suite.assignment.public_data) as session:
            session.uses, session.valued, session.drawn = suite.uses, suite.valued, suite.drawn
            try:
                troubles = self._run(session, notebook, suite)
                findings = examine(session, suite)
            except SessionLostError as loss:
                troubles, findings = [], unexamined(suite, str(loss))
            notes = tuple(map(steady, notes_on(notebook, session.absent)))
        judged = [self._mark(suite, found, notebook, troubles) for found in findings]
        marks = remarked(judged, session.state, notebook, {trouble.cell for trouble in troubles})
        return Grade(
            submission=submission.id,
            assignment=suite.assignment.name,
            status="open" if any(mark.points is None for mark in marks) else "graded",
            max_score=sum(question.points for question in suite.questions),
            marks=marks,
            provenance=Provenance(
                __version__, suite.digest, _sha256(data), session.layers, platform.python_version(), np.__version__
            ),
            troubles=tuple(map(steady, told_troubles(troubles, notebook))),
            notes=notes,
        )

    def _run(self, session: Session, notebook: Notebook, suite: Suite) -> list[Trouble]:
        """Run the cells without given figures, once more if the grader failed; the cells that stopped.

        Raises
        ------
        SessionLostError
            When the grader failed twice: then nothing is known about any function.
        """
        asked = (*suite.assignment.points, *notebook.renamed.values())
        run = notebook
        with contextlib.suppress(OverdueError), deadline():
            run = without_figures(notebook, suite.figures, asked)
        nobodys = {question: f"{question} (given)" for question in notebook.given}  # a name that no function can have
        run = replace(run, renamed={**run.renamed, **nobodys})
        return once_more(lambda: session.run(run))

    def _mark(self, suite: Suite, found: Findings, notebook: Notebook, troubles: Sequence[Trouble]) -> Mark:
        question = found.question
        begun = found.is_right or is_begun(question.id, found.state, found.probed, notebook)
        stub = "" if begun else not_begun(question.id, found.state)
        verdicts = found.verdicts if begun else only_not_begun(found.verdicts, stub)
        diagnosis, did, unsaid = self._recognised(suite, found, notebook if begun else None)
        by_hand = _waits_for_somebody(found, suite)
        if by_hand:
            verdicts += (Verdict(_BY_HAND, hidden=True, outcome="unknown", detail=_GIVE.format(question.id)),)
        if unsaid:
            verdicts += (Verdict(_HINT, hidden=True, outcome="unknown", detail=unsaid),)
        stopped = stopped_before(notebook.renamed.get(question.id, question.id), troubles, notebook)
        note = stub or steady(_note(found, stopped))
        earned = points_for(question.points, verdicts, suite.policy, found.form, diagnosis)
        return Mark(
            question=question.id,
            title=question.title,
            max_points=question.points,
            points=question.points if question.void else earned,
            verdicts=told_once([replace(one, says=steady(one.says)) for one in verdicts], note, gone=found.is_gone),
            note=_VOID if question.void else note,
            form=_form(found, suite.policy),
            diagnosis=diagnosis
            and replace(diagnosis, hint=steady(diagnosis.hint), given=share_given(diagnosis, suite.policy)),
            behaviour=did,
            basis=found.basis,
            kind=question.kind,
            by_hand=by_hand,
            begun=begun,
        )

    def _recognised(
        self, suite: Suite, found: Findings, notebook: Notebook | None
    ) -> tuple[Diagnosis | None, str, str]:
        """What a function that fails hidden tests is recognised by, what it did, and why that could not be found out.

        Its worker is gone by now. Without a ``notebook`` it is not begun, and there is nothing to recognise.
        """
        if found.unsaid or not found.probed:
            return None, "", found.unsaid
        if found.is_right:
            return None, behaviour_of(found.verdicts), ""
        if found.valued is not None:
            did = behaviour_of(found.verdicts, [outcome(lightened(found.valued.evidence))])
            return recognised(suite.assignment, found.question, found.valued), did, ""
        name, question = suite.assignment.name, found.question.id
        if name not in self._diagnosers:
            self._diagnosers[name] = Diagnoser(suite.known, suite.catalogue, self._host)
        diagnoser = self._diagnosers[name]
        try:
            with deadline():
                seen = diagnoser.seen(question, found.probed)
                got = diagnoser.as_wanted(question, [outcome(one) for one in seen])
                did = behaviour_of(found.verdicts, got, repeated(suite.catalogue.probes_of(question)))
                if notebook is None:
                    return None, did, ""
                code = code_of(notebook.renamed.get(question, question), notebook)
                known = once_more(lambda: diagnoser.diagnose(question, got, code))
                return known or diagnoser.told_of_seen(question, found.probed), did, ""
        except SessionLostError as loss:
            return None, "", str(loss)
        except OverdueError:  # by the size of what the function gave, which is the same each time
            return None, "", ""


def ungraded(submission: Submission, data: bytes, error: SubmissionError) -> Grade:
    """Grade of a file that could not be marked: its reason, and no marks."""
    return Grade(
        submission=submission.id,
        assignment=submission.asked,
        status="wrong_assignment" if isinstance(error, WrongAssignmentError) else "unreadable",
        max_score=0,
        marks=(),
        provenance=Provenance(__version__, "", _sha256(data)),
        reason=steady(str(error)),
    )


def open_grade(submission: Submission, reason: str) -> Grade:
    """Grade of a submission that the grader itself could not judge: open, whatever it is worth."""
    return Grade(
        submission=submission.id,
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


def _waits_for_somebody(found: Findings, suite: Suite) -> bool:
    """Whether a text is to be marked by hand: one that is there, for nobody has to read what is not."""
    return found.question.id in suite.assignment.by_hand and not found.question.void and found.is_right


def _note(found: Findings, stopped: str) -> str:
    """What there is in the place of a function; ``stopped`` says why it is not there, where a cell of its own tells."""
    state, lacks, question = found.state, found.lacks, found.question.id
    if found.valued is not None:
        return found.valued.words
    if state == "unknown" or (state == "function" and not lacks) or (found.question.kind == "figure" and found.probed):
        return ""
    if state == "missing" and stopped:
        return stopped
    if state in ("function", "missing"):
        return f"This notebook has no function called {listing(lacks if state == 'function' else (question, *lacks))}."
    if state == "absent":
        return f"In this notebook {question} comes from a module that is not there while grading."
    return f"In this notebook {question} is a {state}, not a function."


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
