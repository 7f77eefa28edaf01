"""What one submission's functions show: verdicts of the tests, evidence on public inputs, and the form.

What a public test says, and what is told about public inputs, is shown to the student. So all of that is asked for
before student code has seen a hidden input.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from autograder.definitions import without_empty_copies
from autograder.errors import SessionLostError, WorkerLostError
from autograder.form import judge
from autograder.proxies import Environment
from autograder.suite import run_test, unknown
from autograder.symptoms import DEAD
from autograder.tree import Facts, facts_about, read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from autograder.model import Evidence, Form, Notebook, Verdict
    from autograder.sandbox.session import Session
    from autograder.suite import Question, Suite
    from autograder.tree import Source

Answer = TypeVar("Answer")
_TRACES = 2
_MANY = 3


@dataclass(frozen=True)
class Findings:
    """What one question's function shows. ``probed`` is empty where there is no function, or nothing is known."""

    question: Question
    state: str
    verdicts: tuple[Verdict, ...]
    probed: Sequence[Evidence]
    form: Form | None

    @property
    def is_right(self) -> bool:
        """Whether every hidden case passed."""
        return all(verdict.outcome == "passed" for verdict in self.verdicts if verdict.hidden)


def examine(session: Session, suite: Suite, notebook: Notebook) -> list[Findings]:
    """Examine every question: public tests, public inputs and form first, then all hidden tests."""
    environments = {q.id: Environment(session, q.id) for q in suite.questions}
    public = {q.id: _verdicts(session, q.public, environments[q.id]) for q in suite.questions}
    probed = {q.id: _probe(session, suite, q, environments[q.id]) for q in suite.questions}
    asked = [q for q in suite.questions if q.asked is not None and _answers(probed[q.id])]
    source = _source(notebook) if asked else None
    forms = {q.id: _form(session, suite, q, _facts(notebook.renamed.get(q.id, q.id), source)) for q in asked}
    hidden = {q.id: _verdicts(session, q.hidden, environments[q.id]) for q in suite.questions}
    return [
        Findings(q, session.state[q.id], public[q.id] + hidden[q.id], probed[q.id], forms.get(q.id))
        for q in suite.questions
    ]


def unexamined(suite: Suite, reason: str) -> list[Findings]:
    """Nothing is known about any question, where the notebook could not be run for reasons of ours."""
    return [
        Findings(q, "unknown", unknown(q.public, reason) + unknown(q.hidden, reason), [], None) for q in suite.questions
    ]


def _verdicts(session: Session, test: Any, environment: Environment) -> tuple[Verdict, ...]:
    """Run a test file; if the grader fails twice, it stays unknown."""
    try:
        return _once_more(session, lambda: run_test(test, environment))
    except SessionLostError as loss:
        session.restart()
        return unknown(test, str(loss))


def _once_more(session: Session, ask: Callable[[], Answer]) -> Answer:
    """An answer; asked for again, alone in a fresh worker, if the grader failed."""
    try:
        return ask()
    except SessionLostError:
        session.restart()
        return ask()


def _probe(session: Session, suite: Suite, question: Question, environment: Environment) -> Sequence[Evidence]:
    calls = [probe.arguments() for probe in suite.catalogue.probes_of(question.id)]
    proxy = environment.get(question.id)
    if proxy is None:
        return []
    if proxy.lost:
        return [DEAD] * len(calls)
    try:
        return _once_more(session, lambda: session.call(question.id, calls))
    except WorkerLostError:
        return [DEAD] * len(calls)
    except SessionLostError:
        session.restart()
        return []


def _answers(evidence: Sequence[Evidence]) -> bool:
    return bool(evidence) and not any(one is DEAD for one in evidence)


def _form(session: Session, suite: Suite, question: Question, facts: Facts) -> Form | None:
    assert question.asked is not None, "a form is judged where one is asked for"
    calls = [probe.arguments() for probe in suite.catalogue.probes_of(question.id)]
    sizes = [min(np.size(argument) for argument in arguments) for arguments in calls]
    chosen = [(call, size) for call, size in zip(calls, sizes, strict=True) if size >= _MANY][:_TRACES]
    try:
        traces = _once_more(session, lambda: session.trace(question.id, [call for call, _ in chosen]))
    except WorkerLostError:
        traces = [None] * len(chosen)
    except SessionLostError:
        session.restart()
        return None
    sized = list(zip(traces, [size for _, size in chosen], strict=True))
    return judge(question.asked, sized, facts)


# Anybody's source is read here, and a fault of our reader may cost nobody a mark: then nothing is known of it.
def _source(notebook: Notebook) -> Source | None:
    try:
        source = read_source(notebook)
        return replace(source, statements=without_empty_copies(source.statements))
    except Exception:  # noqa: BLE001 - see above
        return None


def _facts(question: str, source: Source | None) -> Facts:
    try:
        return facts_about(question, source) if source is not None else Facts(opaque=True)
    except Exception:  # noqa: BLE001 - see above
        return Facts(opaque=True)
