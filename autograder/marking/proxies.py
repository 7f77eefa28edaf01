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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Evidence, Trace
_MOST_LOSSES = 2  # one may be bad luck; each costs a fresh worker and all cells again


class StudentCodeError(Exception):
    """The student's function raised an exception of a kind that only the student's process knows."""


class Callee(Protocol):
    """What answers for a notebook's functions: a session, or what stands before one."""

    state: dict[str, str]

    def call(self, question: str, calls: list[tuple[Any, ...]]) -> list[Evidence]:
        """The evidence of each call."""

    def trace(self, question: str, calls: list[tuple[Any, ...]]) -> list[Trace | None]:
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

    def __call__(self, *arguments: Any) -> Any:
        """Call the function once."""
        return self.call_many([arguments])[0]

    def call_many(self, cases: list[tuple[Any, ...]]) -> list[Any]:
        """Call the function once for each case, in one message; ``cases`` then hold what it made of their arrays."""
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
        values = [_value(item) for item in evidence]
        cases[:] = [_after(item, case) for item, case in zip(evidence, cases, strict=True)]
        return values

    def _fill_recordings(self, cases: Sequence[tuple[Any, ...]]) -> None:
        """Tell the recording arrays of a public check what the worker saw: they themselves never leave the grader."""
        for case in cases:
            recordings = [argument for argument in case if hasattr(argument, "seen")]
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


def _value(evidence: Evidence) -> Any:
    if evidence.error is not None:
        raise exception_of(*evidence.error)
    return evidence.value


def _after(evidence: Evidence, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments after the call: an array keeps its place where it can hold what it has become."""
    return tuple(
        argument if now is None else _become(argument, now)
        for argument, now in zip(arguments, evidence.changed, strict=True)
    )


def _become(argument: Any, now: Any) -> Any:
    if not isinstance(argument, np.ndarray):
        return argument  # what the worker says of it is not so: nothing but arrays goes out to be changed
    if not isinstance(now, np.ndarray) or now.shape != argument.shape or now.dtype != argument.dtype:
        return now
    argument[...] = now
    return argument


def exception_of(kind: str, message: str) -> Exception:
    """The builtin exception of this name, or one that says its name."""
    known = getattr(builtins, kind, None)
    with contextlib.suppress(TypeError):  # a few kinds are not made from a message alone
        if isinstance(known, type) and issubclass(known, Exception):
            return known(message)
    return StudentCodeError(f"{kind}: {message}")
