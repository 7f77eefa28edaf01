"""A question whose answer calls an earlier question's function: that one's mistake costs its own points and no more.

Where the used functions are right, the question is judged as any other. Else one of two passes decides, and it alone:

``own``   the reference of the question runs apart and calls the learner's own used functions; what the learner's
          answer gives, which calls them too, is compared with that.
``lent``  where one of them is missing, stops, or gives what nothing can be compared with: a fresh worker for this
          question alone, after everything else, in which the used functions ask the grader. Only whether cases pass
          leaves that worker.
"""

from __future__ import annotations

import contextlib
import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.errors import OverdueError, SessionLostError, UnusableError, WorkerLostError
from autograder.kit import GIVEN
from autograder.marking.apart import Asked, ReferenceApart, UnlikeError
from autograder.marking.deadline import OWN_CPU_S, deadline
from autograder.marking.proxies import Environment, exception_of
from autograder.marking.relations import relations_of
from autograder.marking.remembered import RememberedSession
from autograder.marking.retry import once_more
from autograder.model import Basis, Verdict
from autograder.sandbox import wire
from autograder.sandbox.lending import MOST_CALLS, LendingSession
from autograder.text import listing
from autograder.vocabulary import Call

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from autograder.marking.cases import Cases
    from autograder.marking.suite import Question, Suite
    from autograder.sandbox.session import Session

_CPU_S = 5.0  # for the reference, for each case: in an honest run it takes a hundredth of that
_NOTHING = 1e-6  # what a function moves a value by, as a share of it, that does nothing
_STANDS = {  # all that is said of a hidden case that was judged with lent functions: no word comes from the worker
    "failed": "Not right either with a right function in place of each that it uses.",
    "passed": "",
}
_UNNAMED = (
    "{names} had to be lent, and this answer hands over a function without a name that is known here, which nobody can "
    "try. Read it, and give its points: autograder override"
)
_OVERDUE = "judging took the grader too long: is there a loop in the test that never ends?"


@dataclass(frozen=True)
class Decided:
    """The hidden verdicts of a question, those of void cases that passed, and on what both rest."""

    hidden: tuple[Verdict, ...]
    spared: tuple[Verdict, ...] = ()
    basis: Basis | None = None

    @property
    def is_right(self) -> bool:
        """Whether there are hidden cases that count, and all passed."""
        return bool(self.hidden) and all(verdict.outcome == "passed" for verdict in self.hidden)


class _OwnFunction:
    """A learner's used function, as the reference of another question calls it."""

    def __init__(self, session: RememberedSession, name: str, most: int) -> None:
        self._session = session
        self._name = name
        self._left = most
        self._inputs: set[str] = set()
        self._numbers: set[str] = set()
        self._moves = False

    def __call__(self, call: Asked) -> tuple[Any, Sequence[Any]]:
        """Call it in the learner's process.

        Raises
        ------
        UnusableError
            When there is no value to go on with.
        """
        self._left -= 1
        if self._left < 0:
            raise UnusableError(self._name)
        inputs = Call(*call.arguments, **call.keywords) if call.keywords else tuple(call.arguments)
        try:
            evidence = self._session.serve(self._name, inputs)
        except WorkerLostError as loss:
            raise UnusableError(self._name) from loss
        if evidence.error is not None:
            raise UnusableError(self._name)
        self._note(evidence.value, [*call.arguments, *call.keywords.values()])
        return evidence.value, evidence.changed

    def _note(self, value: Any, arguments: Sequence[Any]) -> None:
        """See whether it does anything: gives more than one number, and not just what it was given."""
        self._moves = self._moves or not any(_is_same(value, argument) for argument in arguments)
        if len(self._inputs) < 2:
            self._inputs.add(repr(arguments))
        if len(self._numbers) < 2:
            self._numbers.update(_some_numbers(value))

    @property
    def is_idle(self) -> bool:
        """Whether all that it gave is one number, or what it was given: then nearly anything agrees with it."""
        return len(self._inputs) > 1 and (len(self._numbers) < 2 or not self._moves)


def _some_numbers(value: Any) -> set[str]:
    """Its least and its greatest number, in as many digits as matter."""
    try:
        numbers = np.asarray(value, dtype=np.float64)
    except (ValueError, TypeError, OverflowError):
        numbers = None
    if value is None or numbers is None:
        return {"no", "numbers"}  # nothing is said of such a value
    return {f"{one:.6g}" for one in (numbers.min(), numbers.max())} if numbers.size else set()


def _is_same(one: Any, other: Any) -> bool:
    try:
        return bool(np.shape(one) == np.shape(other) and np.allclose(one, other, rtol=_NOTHING, atol=0, equal_nan=True))
    except (ValueError, TypeError):
        return False


def judge_with_own(session: Session, suite: Suite, question: Question, used: Sequence[str]) -> Decided | None:
    """Judge a question on the learner's own used functions; None where these cannot be used, or nobody can tell.

    A question that stops may do so for what it uses: whose mistake that is, its other pass tells.
    """
    remembered = RememberedSession(session)
    environment = Environment(remembered, question.id, question.also)
    try:
        hidden = _answered_first(question, environment)
        if environment.stopped and not _all_passed(hidden):
            return None
        return _on_own(remembered, suite, question, used, environment)
    except (UnusableError, OverdueError):
        return None
    finally:
        remembered.close()


def _answered_first(question: Question, environment: Environment) -> tuple[Verdict, ...]:
    """Let every case ask for all answers, before the reference asks for anything: each agrees with itself."""
    cases = (question.hidden, question.withdrawn)
    with deadline(_patience(question)):
        return tuple(verdict for part in cases for verdict in part.beside(dict(environment)).run(environment))


def _on_own(
    remembered: RememberedSession, suite: Suite, question: Question, used: Sequence[str], environment: Environment
) -> Decided | None:
    cases = (question.hidden, question.withdrawn)
    most = MOST_CALLS * max(1, *(len(part.names) for part in cases))
    own = {name: _OwnFunction(remembered, name, most) for one in used for name in suite.functions_of(one)}
    apart = ReferenceApart(suite.assignment, _cpu_s(question), own)
    try:
        with deadline(_patience(question)):
            # A relation may call what is used by itself, as the reference does.
            further = own if relations_of(suite.assignment, question.id) else ()
            references = {name: _reference(suite, apart, name) for name in (question.id, *question.also, *further)}
            hidden, spared = (part.beside(references).run(environment) for part in cases)
    finally:
        apart.close()
    stopped = environment.stopped and not _all_passed(hidden)
    # With wrong used functions the reference may give what its own relation does not hold for: that tells of nobody.
    untold = any(verdict.outcome == "unknown" for verdict in (*hidden, *spared))
    if stopped or untold or any(function.is_idle for function in own.values()):
        return None
    return Decided(hidden, spared, Basis("own", tuple(used)))


def _all_passed(verdicts: Sequence[Verdict]) -> bool:
    return all(verdict.outcome == "passed" for verdict in verdicts)


def _cpu_s(question: Question) -> float:
    return _CPU_S * (1 + len(question.hidden.names) + len(question.withdrawn.names))


def _patience(question: Question) -> float:
    """CPU time of this process in which no question has to be judged: each case may be some thousand messages."""
    return OWN_CPU_S * (1 + len(question.hidden.names) + len(question.withdrawn.names))


def _reference(suite: Suite, apart: ReferenceApart, name: str) -> Callable[..., Any]:
    """A question's reference as hidden tests call it, which runs apart."""
    real = suite.assignment.reference_function(name)

    @functools.wraps(real)
    def reference(*arguments: Any, **keywords: Any) -> Any:
        try:
            given = apart.call(Asked(name, arguments, keywords))
        except UnlikeError as unlike:
            raise UnusableError(name) from unlike
        if given.error is None:
            return given.value
        if given.asked:  # the error may be of what the learner's function gave, and an answer may agree with that
            raise UnusableError(name)
        raise exception_of(*given.error)

    return reference


class _Lender:
    """Answers for used functions by the reference."""

    def __init__(self, apart: ReferenceApart, names: Sequence[str], known: Sequence[str]) -> None:
        self._apart = apart
        self.names = names
        self.known = known

    def lend(self, name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> dict[str, Any]:
        """The value that is right, or the error."""
        try:
            given = self._apart.call(Asked(name, arguments, keywords))
        except UnlikeError:
            return {"error": ("RuntimeError", "this function cannot be asked with such arguments")}
        if given.error is not None:
            return {"error": given.error}
        before = (*arguments, *keywords.values())
        changed = [_changed(now, was) for now, was in zip(given.arguments, before, strict=True)]
        return {"value": given.value, "changed": changed}


def _changed(now: Any, before: Any) -> Any:
    """What has become of an argument that can be changed; None where it is as it was."""
    if not isinstance(now, np.ndarray | list | dict):
        return None
    arrays = (bytearray(), bytearray())
    nodes = [wire.encode(one, data) for one, data in zip((now, before), arrays, strict=True)]
    return now if nodes[0] != nodes[1] or arrays[0] != arrays[1] else None


def judge_with_lent(session: Session, suite: Suite, question: Question, lent: Sequence[str]) -> Decided:
    """Judge a question in a worker of its own, in which the grader answers for the functions it uses.

    The session's own worker is gone by then, and nothing is asked of it afterwards.
    """
    session.drop_worker()
    basis = Basis("lent", tuple(lent))
    apart = ReferenceApart(suite.assignment, _cpu_s(question), {})
    names = [name for one in lent for name in suite.functions_of(one)]
    try:
        with contextlib.closing(LendingSession(session, _Lender(apart, names, _given_in(suite)))) as lending:
            once_more(lambda: lending.run(session.notebook), lending.drop_worker)
            environment = Environment(lending, question.id, question.also)
            hidden, spared = (_run(lending, cases, environment) for cases in (question.hidden, question.withdrawn))
            if lending.was_handed_unnamed and not _all_passed(hidden):
                return Decided(question.hidden.unknown(_UNNAMED.format(names=listing(names))), basis=basis)
    except SessionLostError as loss:
        return Decided(question.hidden.unknown(str(loss)), basis=basis)
    finally:
        apart.close()
    return Decided(tuple(map(_in_fixed_words, hidden)), tuple(map(_in_fixed_words, spared)), basis)


def _given_in(suite: Suite) -> list[str]:
    """The functions that the text of an assignment gives to learners."""
    return [name.rpartition(".")[2] for name in GIVEN.findall(suite.assignment.source.read_text(encoding="utf-8"))]


def _run(session: Session, cases: Cases, environment: Environment) -> tuple[Verdict, ...]:
    try:
        with deadline(OWN_CPU_S * (1 + len(cases.names))):
            return once_more(lambda: cases.run(environment), session.drop_worker)
    except OverdueError:
        session.drop_worker()
        return () if cases.withdrawn else cases.unknown(_OVERDUE)


def _in_fixed_words(verdict: Verdict) -> Verdict:
    """What may be told of a case: its outcome. Its words, and the line it stopped at, were chosen by what was asked."""
    if verdict.outcome == "unknown":
        return verdict
    return replace(verdict, says=_STANDS[verdict.outcome], detail="")
