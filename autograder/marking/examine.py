"""What one submission's functions show: verdicts of the tests, evidence on public inputs, and the form.

What a public test says, and what is told about public inputs, is shown to the student. So all of that is asked for
before student code has seen a hidden input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from autograder.errors import OverdueError, SessionLostError, WorkerLostError
from autograder.marking.deadline import OWN_CPU_S, deadline
from autograder.marking.figured import drawn_one_by_one, is_drawn
from autograder.marking.form import judge
from autograder.marking.proxies import Environment
from autograder.marking.retry import once_more
from autograder.marking.symptoms import DEAD, lightened
from autograder.marking.uses import Decided, judge_with_lent, judge_with_own
from autograder.marking.valued import asked_for
from autograder.model import Basis, Form
from autograder.vocabulary import all_arguments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.marking.cases import Cases
    from autograder.marking.proxies import FunctionProxy
    from autograder.marking.suite import Question, Suite
    from autograder.marking.valued import Valued
    from autograder.model import Evidence, Verdict
    from autograder.sandbox.session import Session
    from autograder.vocabulary import Inputs

_TRACES = 2  # one may take a way of its own: nothing but zeros, for example
_MANY = 3  # of fewer elements a whole array is hardly more than one of them
_BRINGS_NAMES = re.compile(r"import\s*\*|%|exec|eval|__|globals|locals|vars|setattr|getattr|importlib|ipython")
_OVERDUE = f"judging took the grader more than {OWN_CPU_S:g} s of its own: is there a loop in the test that never ends?"


@dataclass(frozen=True)
class Findings:
    """What one question's function shows. ``probed`` is empty where there is no function, or nothing is known.

    ``unsaid`` is why something about it could not be found out, for a reason of ours: then its mark stays open.
    ``basis`` is set where it uses a function that is not right: it was judged by other means, and is not diagnosed.
    ``lacks`` are further functions that it asks for, and that are not there. ``valued`` is set where it asks for a
    plain value.
    """

    question: Question
    state: str
    verdicts: tuple[Verdict, ...]
    probed: Sequence[Evidence]
    form: Form | None
    unsaid: str = ""
    basis: Basis | None = None
    lacks: tuple[str, ...] = ()
    valued: Valued | None = None

    @property
    def is_gone(self) -> bool:
        """Whether it asks for a function, and there is none."""
        return self.state not in ("function", "value", "unknown")

    @property
    def is_right(self) -> bool:
        """Whether every hidden case passed."""
        return all(verdict.outcome == "passed" for verdict in self.verdicts if verdict.hidden)


def examine(session: Session, suite: Suite) -> list[Findings]:
    """Examine every question: public tests, public inputs and form first, then all hidden tests, void ones last.

    Plain values come before all of that, as the cells left them: a function that is called might change one. A question
    that has to be judged with functions that are lent to it comes after all others, in a worker of its own.
    """
    valued = {q.id: _of_value(q, asked_for(session, q)) for q in suite.questions if not q.is_called}
    functions = {one.question.id: one for one in _of_functions(session, suite)}
    return [valued[q.id] if q.id in valued else functions[q.id] for q in suite.questions]


def _of_value(question: Question, found: Valued) -> Findings:
    """What is found of a plain value, in the words of all others."""
    verdicts = found.public + found.hidden + found.spared
    return Findings(question, "value", verdicts, [found.evidence], None, valued=found)


def _of_functions(session: Session, suite: Suite) -> list[Findings]:
    """The findings of all questions that ask for functions."""
    questions = [q for q in suite.questions if q.is_called]
    environments = {q.id: Environment(session, q.id, q.further) for q in questions}
    unsaid: dict[str, str] = {}
    public = {q.id: _verdicts(session, q.public, environments[q.id]) for q in questions}
    probed = {q.id: _probe(session, suite, environments[q.id], unsaid) for q in questions}
    asked = [q for q in questions if q.asked is not None and _shows_form(probed[q.id], environments[q.id].get(q.id))]
    forms = {q.id: _form(session, suite, q, unsaid) for q in asked}
    decided = _decided(session, suite, environments)
    return [
        Findings(
            q,
            session.state[q.id],
            public[q.id] + decided[q.id].hidden + decided[q.id].spared,
            [] if decided[q.id].basis else probed[q.id],
            _seen_with(decided[q.id].basis, forms.get(q.id)),
            unsaid.get(q.id, ""),
            decided[q.id].basis,
            tuple(name for name in q.also if session.state[name] != "function"),
        )
        for q in questions
    ]


def _decided(session: Session, suite: Suite, environments: Mapping[str, Environment]) -> dict[str, Decided]:
    """The hidden verdicts of every question; what a question uses is judged before it."""
    decided: dict[str, Decided] = {}
    questions = [q for q in suite.questions if q.is_called]
    for q in questions:
        wrong = [one for one in q.uses if one not in decided or not decided[one].is_right]
        if not wrong or _is_nowhere(session, suite, q):
            decided[q.id] = Decided(_verdicts(session, q.hidden, environments[q.id]))
        elif not _are_gone(wrong, suite, decided, environments):
            found = _on_own(session, suite, q, wrong)
            decided |= {q.id: found} if found is not None else {}
    for q in questions:
        if q.id in decided and decided[q.id].basis is None:
            spared = _verdicts(session, q.withdrawn, environments[q.id])
            decided[q.id] = replace(decided[q.id], spared=spared)
    for q in questions:
        if q.id not in decided:
            wrong = [one for one in q.uses if not decided[one].is_right]
            decided[q.id] = judge_with_lent(session, suite, q, wrong)
    return decided


def _is_nowhere(session: Session, suite: Suite, question: Question) -> bool:
    """Whether the notebook does not even name a question's functions: nothing that is lent makes them of nothing."""
    source = "\n".join(cell.source for cell in session.notebook.cells)
    names, renamed = suite.functions_of(question.id), session.notebook.renamed
    is_named = any(renamed.get(name, name) in source for name in names) or _BRINGS_NAMES.search(source) is not None
    return not is_named and all(session.state[name] != "function" for name in names)


def _seen_with(basis: Basis | None, form: Form | None) -> Form | None:
    """The form; another one is in doubt where the function was seen without one that it needs."""
    if form is None or basis is None or basis.way == "own" or form.found != "other":
        return form
    return Form(form.asked, "unsure", detail="seen without a function that it uses")


def _are_gone(
    wrong: Sequence[str], suite: Suite, decided: Mapping[str, Decided], environments: Mapping[str, Environment]
) -> bool:
    """Whether one of these questions has a function missing, or one that has cost its worker, or waits for its turn."""
    functions = {one: environments[one].values() for one in wrong}
    return any(
        one not in decided
        or len(functions[one]) < len(suite.functions_of(one))
        or any(proxy.lost for proxy in functions[one])
        for one in wrong
    )


def _on_own(session: Session, suite: Suite, question: Question, wrong: Sequence[str]) -> Decided | None:
    """Judge a question on the learner's own functions; if the grader fails twice, it stays unknown."""
    try:
        return once_more(lambda: judge_with_own(session, suite, question, wrong), session.drop_worker)
    except SessionLostError as loss:
        return Decided(question.hidden.unknown(str(loss)), basis=Basis("own", tuple(wrong)))


def unexamined(suite: Suite, reason: str) -> list[Findings]:
    """Nothing is known about any question, where the notebook could not be run for reasons of ours."""
    return [
        Findings(q, "unknown", q.public.unknown(reason) + q.hidden.unknown(reason), [], None) for q in suite.questions
    ]


def _verdicts(session: Session, cases: Cases, environment: Environment) -> tuple[Verdict, ...]:
    """Run a test file; if the grader fails twice, it stays unknown."""
    try:
        with deadline():
            return once_more(lambda: cases.run(environment), session.drop_worker)
    except SessionLostError as loss:
        return cases.unknown(str(loss))
    except OverdueError:  # what students can make long is short by now, so the test may be what never ends
        session.drop_worker()
        return () if cases.withdrawn else cases.unknown(_OVERDUE)


def _probe(session: Session, suite: Suite, environment: Environment, unsaid: dict[str, str]) -> Sequence[Evidence]:
    calls = [probe.arguments() for probe in suite.catalogue.probes_of(environment.question)]
    asked = next(q for q in suite.questions if q.id == environment.question)
    if asked.kind == "figure":
        return _probe_figure(session, asked, environment, calls, unsaid)
    proxy = environment.get(environment.question)
    if proxy is None:
        return []
    if proxy.lost:
        return [DEAD] * len(calls)
    try:
        evidence = once_more(lambda: session.call(environment.question, calls), session.drop_worker)
        return [lightened(one) for one in evidence]
    except WorkerLostError:
        return [DEAD] * len(calls)
    except SessionLostError as loss:
        unsaid[environment.question] = str(loss)
        return []


def _probe_figure(
    session: Session, asked: Question, environment: Environment, calls: Sequence[Inputs], unsaid: dict[str, str]
) -> Sequence[Evidence]:
    """The figures of a question on its probes; the same as data where nothing is drawn."""
    found: Sequence[Evidence] = []
    for name in (asked.id, asked.instead):
        proxy = environment.get(name)
        if proxy is None or any(map(is_drawn, found)):
            continue
        try:
            tell = partial(drawn_one_by_one, session, name, calls)
            told = [DEAD] * len(calls) if proxy.lost else once_more(tell, session.drop_worker)
            found = told if not found or any(map(is_drawn, told)) else found
        except WorkerLostError:
            found = found or [DEAD] * len(calls)
        except SessionLostError as loss:
            unsaid[asked.id] = str(loss)
            return []
    return found


def _shows_form(evidence: Sequence[Evidence], proxy: FunctionProxy | None) -> bool:
    """Whether to ask for the form; a function that ends its worker on a public input is asked too, or it would pay.

    One that did so in the public tests already is not: it would only take their time again.
    """
    return bool(evidence) and proxy is not None and not proxy.lost


def _form(session: Session, suite: Suite, question: Question, unsaid: dict[str, str]) -> Form | None:
    assert question.asked is not None, "a form is judged where one is asked for"
    calls = [probe.arguments() for probe in suite.catalogue.probes_of(question.id)]
    chosen = [call for call in calls if max(map(_size, all_arguments(call)), default=0) >= _MANY][:_TRACES]
    try:
        traces = once_more(lambda: session.trace(question.id, chosen), session.drop_worker)
    except WorkerLostError:
        traces = [None] * len(chosen)
    except SessionLostError as loss:
        unsaid[question.id] = str(loss)
        return None
    return judge(question.asked, traces, suite.catalogue.words)


def _size(argument: object) -> int:
    return argument.size if isinstance(argument, np.ndarray) else 1
