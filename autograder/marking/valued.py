"""Questions that are answered by a plain value: what the notebook gives, judged by their tests, and recognised.

A value is asked for when all cells have run, and before any function is called. It comes back as what a call gives,
and is compared here: nothing of what is right goes to the student's process.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.errors import ConfigError, OverdueError, SessionLostError, WorkerLostError
from autograder.marking.deadline import deadline
from autograder.marking.retry import once_more
from autograder.model import Diagnosis, Evidence, Verdict
from autograder.questions.value_file import value_question
from autograder.sandbox.wire import Opaque, cut
from autograder.text import steady

if TYPE_CHECKING:
    from autograder.kit import Assignment
    from autograder.marking.cases import Cases
    from autograder.marking.suite import Question
    from autograder.sandbox.session import Session

_OVERDUE = "comparing it took the grader too long: is there a loop in the test that never ends?"
_UNREADABLE = "{name} could not be read: it {what}. Write a plain value in its place."
_LONGEST_SHOWN = 2_000


@dataclass(frozen=True)
class Valued:
    """What a notebook gives as the answer to one question: as evidence, and the verdicts on it."""

    evidence: Evidence
    public: tuple[Verdict, ...]
    hidden: tuple[Verdict, ...]
    spared: tuple[Verdict, ...]

    @property
    def words(self) -> str:
        """What was given, for the page; nothing where nothing was, or what is no plain data."""
        value = self.evidence.value
        if isinstance(value, str):
            return f"You wrote: {cut(value, _LONGEST_SHOWN)}" if value.strip() else ""
        plain = isinstance(value, (bool, int, float)) or getattr(value, "shape", None) == ()
        return f"You wrote: {value}" if plain else ""


def asked_for(session: Session, question: Question) -> Valued:
    """Ask for the value of a question, and judge it; if the grader fails twice, it stays unknown."""
    try:
        (evidence,) = once_more(lambda: session.call(question.id, [()]), session.drop_worker)
    except WorkerLostError as loss:
        return _unread(question, str(loss))
    except SessionLostError as loss:
        unknown = (question.public.unknown(str(loss)), question.hidden.unknown(str(loss)))
        return Valued(Evidence(), *unknown, ())
    if evidence.error is not None and evidence.error[0] != "NameError":
        return _unread(question, f"stopped with {evidence.error[0]}")
    value = {question.id: evidence.value}
    return Valued(evidence, *(_run(one, value) for one in (question.public, question.hidden, question.withdrawn)))


def _run(cases: Cases, value: dict[str, Any]) -> tuple[Verdict, ...]:
    try:
        with deadline():
            return cases.run(value)
    except OverdueError:
        return () if cases.withdrawn else cases.unknown(_OVERDUE)


def _unread(question: Question, what: str) -> Valued:
    says = steady(_UNREADABLE.format(name=question.id, what=what))
    public, hidden = (
        tuple(Verdict(name, cases is question.hidden, "failed", says=says) for name in cases.names)
        for cases in (question.public, question.hidden)
    )
    evidence = Evidence(error=("unread", what))
    if question.hidden.fault:
        return Valued(evidence, public, question.hidden.unknown(question.hidden.fault), ())
    return Valued(evidence, public, hidden, ())


def recognised(assignment: Assignment, question: Question, valued: Valued) -> Diagnosis | None:
    """What a wrong value is recognised by."""
    if valued.evidence.error is not None or isinstance(valued.evidence.value, Opaque):
        return None
    try:
        asked = value_question(assignment, question.id)
        found = asked and asked.recognised(valued.evidence.value)
    except ConfigError:  # it is told where the kit is tried
        return None
    return Diagnosis(found.id, found.misconception, found.hint, found.share, given=found.share) if found else None
