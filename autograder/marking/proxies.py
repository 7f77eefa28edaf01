"""Proxies: what Otter's test files see in place of the student's functions.

Calling one sends the arguments to the worker and gets plain data back. Errors come back as the builtin exception
of the same name, so that a test may expect one, or as ``StudentCodeError``.
"""

from __future__ import annotations

import builtins
import contextlib
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from autograder.errors import WorkerLostError
from autograder.model import Drawn
from autograder.sandbox.arguments import set_state
from autograder.sandbox.wire import Opaque, cut
from autograder.vocabulary import Call, all_arguments, with_all_arguments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Evidence, Notebook, Trace
    from autograder.vocabulary import Inputs

_LONGEST_LINE = 120  # of code that is shown: as wide as a screen
_MOST_LOSSES = 2  # one may be bad luck; each costs a fresh worker and all cells again


class StudentCodeError(Exception):
    """The student's function raised an exception of a kind that only the student's process knows.

    ``kinds`` are the names of this kind and of those that it is one of, by that process's word.
    """

    kinds: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Its words as they are; a ``KeyError`` would quote them."""
        return "".join(map(str, self.args))


def said_of(error: BaseException) -> str:
    """An error's kind and message, as the process said them that raised it."""
    return getattr(error, "said", "") or f"{type(error).__name__}: {error}".removesuffix(": ")


class Callee(Protocol):
    """What answers for a notebook's functions: a session, or what stands before one."""

    state: dict[str, str]
    notebook: Notebook

    def call(self, question: str, calls: Sequence[Inputs]) -> list[Evidence]:
        """The evidence of each call."""

    def trace(self, question: str, calls: Sequence[Inputs]) -> list[Trace | None]:
        """What each call does to its arrays."""


class FunctionProxy:
    """Stands for one function of the student's."""

    def __init__(self, session: Callee, question: str) -> None:
        self._session = session
        self._question = question
        self._losses: list[WorkerLostError] = []
        self.stopped = False

    @property
    def lost(self) -> bool:
        """Whether a call has cost the worker."""
        return bool(self._losses)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call the function once."""
        return self.call_many([Call(*arguments, **keywords) if keywords else arguments])[0]

    def call_many(self, cases: list[Inputs]) -> list[Any]:
        """Call the function once for each case, in one message; ``cases`` then hold what it made of their arguments."""
        if len(self._losses) >= _MOST_LOSSES:
            raise WorkerLostError(f"was not tried again: {self._losses[-1]}")
        try:
            evidence = self._session.call(self._question, list(cases))
            self._fill_recordings(cases)
        except WorkerLostError as loss:
            self._losses.append(loss)
            self.stopped = True
            raise
        self.stopped = self.stopped or any(item.error is not None for item in evidence)
        values = [self._value(item) for item in evidence]
        cases[:] = [_after(item, case) for item, case in zip(evidence, cases, strict=True)]
        return values

    def _value(self, evidence: Evidence) -> Any:
        if evidence.error is None:
            return evidence.value
        error = exception_of(*evidence.error, evidence.bases)
        error.line = cut(self._session.notebook.line(evidence.at), _LONGEST_LINE)  # type: ignore[attr-defined]
        raise error

    def _fill_recordings(self, cases: Sequence[Inputs]) -> None:
        """Tell the recording arrays of a public check what the worker saw: they themselves never leave the grader."""
        for case in cases:
            recordings = [argument for argument in all_arguments(case) if hasattr(argument, "seen")]
            if not recordings:
                continue
            with contextlib.suppress(WorkerLostError):  # only the trace is lost: it was a call of its own
                (trace,) = self._session.trace(self._question, [case])
                self._tell(recordings, trace)

    @staticmethod
    def _tell(recordings: list[Any], trace: Trace | None) -> None:
        for recording in recordings:
            recording.seen.update(e.name for e in trace or () if e.what == "call" or e.role == "given")


class Environment(dict[str, Any]):
    """The namespace that a question's test files see: a proxy for each of its functions that the notebook defines."""

    def __init__(self, session: Callee, question: str, also: Sequence[str] = ()) -> None:
        self.question = question
        defined = [name for name in (question, *also) if session.state[name] == "function"]
        super().__init__({name: FunctionProxy(session, name) for name in defined})

    @property
    def stopped(self) -> bool:
        """Whether a call of one of its functions has stopped with an error, or cost its worker."""
        return any(proxy.stopped for proxy in self.values())


def _after(evidence: Evidence, case: Inputs) -> Inputs:
    """The call with its arguments as they are after it: each keeps its place where it can hold what it has become."""
    if all(now is None for now in evidence.changed):
        return case
    pairs = zip(all_arguments(case), evidence.changed, strict=True)
    return with_all_arguments(
        case, tuple(argument if now is None else become(argument, now) for argument, now in pairs)
    )


def become(argument: Any, now: Any) -> Any:
    """An argument after a call that has made this of it, as the callee's process says: all of it is plain data."""
    if isinstance(argument, np.ndarray):
        if not isinstance(now, np.ndarray) or now.shape != argument.shape or now.dtype != argument.dtype:
            return now
        argument[...] = now
    elif isinstance(argument, np.random.Generator) and isinstance(now, Drawn):
        set_state(argument, now.state)
    elif isinstance(argument, list) and isinstance(now, list):
        argument[:] = _kept_parts(argument, now)
    elif isinstance(argument, dict) and isinstance(now, dict):
        kept = {key: _kept(argument.get(key), one) for key, one in now.items()}
        argument.clear()
        argument.update(kept)
    elif isinstance(argument, set) and isinstance(now, set):
        argument.clear()
        argument.update(now)
    elif isinstance(argument, tuple) and isinstance(now, tuple):
        return tuple(_kept_parts(argument, now))
    return argument  # nothing else goes out to be changed, whatever the worker says


def _kept_parts(before: Sequence[Any], now: Sequence[Any]) -> list[Any]:
    same = len(before) == len(now)
    return [_kept(one, part) for one, part in zip(before, now, strict=True)] if same else list(now)


def _kept(before: Any, now: Any) -> Any:
    """A part that came back as no more than its kind is the one that went out."""
    return before if isinstance(now, Opaque) else now


def exception_of(kind: str, message: str, bases: Sequence[str] = ()) -> Exception:
    """The builtin exception of this name, or one that says its name and is caught where its nearest kind is.

    Its ``said`` is what Python would say of it.
    """
    error = _exception_of(kind, message, bases)
    error.said = f"{kind}: {message}" if message else kind  # type: ignore[attr-defined]
    return error


def _exception_of(kind: str, message: str, bases: Sequence[str]) -> Exception:
    known = _known_error(kind)
    with contextlib.suppress(TypeError):  # a few kinds are not made from a message alone
        if known is not None:
            return known(message)
    near = next((found for base in bases if (found := _known_error(base)) is not None), Exception)
    made = _of_own_kind(near)(f"{kind}: {message}")
    made.kinds = (kind, *bases)
    return made


def _known_error(name: str) -> type[Exception] | None:
    known = getattr(builtins, name, None)
    return known if isinstance(known, type) and issubclass(known, Exception) else None


def _of_own_kind(near: type[Exception]) -> type[StudentCodeError]:
    """A kind of error that is caught wherever the known one is that it is nearest to."""
    with contextlib.suppress(TypeError):  # some kinds do not go together
        made: type[StudentCodeError] = type(StudentCodeError.__name__, (StudentCodeError, near), {})
        made("")  # a few are not made from a message alone
        return made
    return StudentCodeError
