"""The reference in a process of its own, where what it is given is not to be relied on.

A learner's function decides what goes into it: with which numbers, of which size, how often. It may loop, take all
memory or crash. So it runs in a process with limits that holds nothing else, and speaks in plain data. Where it calls
a function that stands in for one of its own, that call comes back to the grader.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import gc
import inspect
import json
import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from autograder.errors import SessionLostError
from autograder.marking.alike import alike
from autograder.marking.named import Named, by_name
from autograder.marking.rebound import load_rebound
from autograder.marking.sound import shut_in, unheard
from autograder.sandbox import wire
from autograder.sandbox.arguments import ArgumentDecoder
from autograder.sandbox.lent import become
from autograder.vocabulary import Given

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from multiprocessing.connection import Connection

    from autograder.kit import Assignment

_LONGEST_WORDS = 300
_OPAQUE = '"opaque":'
_NEVER = "SIGPROF"  # how a call ends that computes for too long
_KILLED = "SIGKILL"


class Asked(NamedTuple):
    """One call that is to be made: of which function, with what."""

    name: str
    arguments: Sequence[Any]
    keywords: Mapping[str, Any]


class Told(NamedTuple):
    """What a call gave: its value, or an error by its type and words; and whether it had called others before."""

    value: Any = None
    error: tuple[str, str] | None = None
    arguments: Sequence[Any] = ()
    asked: bool = False


Answer = tuple[Any, Sequence[Any]]  # what a function that stands in gave, and what became of its arguments


class UnlikeError(Exception):
    """A function gave what can stand for no right answer of its kind."""


class ReferenceApart:
    """The reference of one assignment, in a process of its own, for as long as one question is judged by it."""

    def __init__(self, assignment: Assignment, cpu_s: float, own: Mapping[str, Callable[[Asked], Answer]]) -> None:
        """Start it, for so much CPU time in all. ``own`` stand in for functions of its own, and are called here."""
        self._own = own
        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._pipe, theirs = context.Pipe()
        settings = (theirs, assignment, os.environ.copy(), cpu_s, list(own))
        self._process = context.Process(target=_serve, args=settings, daemon=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads of others, which the fork does without
            self._process.start()
        theirs.close()

    def close(self) -> None:
        """End it."""
        self._pipe.close()
        self._process.kill()
        self._process.join()

    def call(self, call: Asked) -> Told:
        """Ask a function of the reference.

        Raises
        ------
        UnlikeError
            When it never comes to an end, or falls over what it was given.
        SessionLostError
            When its process was killed, which is nobody's doing.
        """
        try:
            _send(self._pipe, {"call": call.name}, call.arguments, call.keywords)
            while True:
                document, parts = _receive(self._pipe, lambda arrays: ArgumentDecoder(arrays, Given))
                if "use" not in document:
                    break
                name, keywords = document["use"], dict(zip(document["names"], parts[1:], strict=True))
                _send(self._pipe, {}, self._own[name](Asked(name, parts[0], keywords)), {})
        except (EOFError, OSError):
            raise self._ended() from None
        except wire.WireError as error:
            raise UnlikeError(str(error)) from error
        if document.get("unlike"):
            raise UnlikeError(document["unlike"])
        if "error" in document:
            kind, words = document["error"]
            return Told(error=(kind, words), asked=document["asked"])
        value, arguments = parts[0]
        return Told(value, arguments=arguments, asked=document["asked"])

    def _ended(self) -> UnlikeError | SessionLostError:
        self._process.join()
        if self._process.exitcode == -getattr(signal, _KILLED, 0):
            return SessionLostError("the process of the reference was killed")
        never = self._process.exitcode == -getattr(signal, _NEVER, 0)
        return UnlikeError("the reference never comes to an end" if never else "the reference's process has ended")


def _send(pipe: Connection, document: dict[str, Any], arguments: Sequence[Any], keywords: Mapping[str, Any]) -> None:
    arrays = bytearray()
    parts = [wire.encode(part, arrays, by_name) for part in (list(arguments), *keywords.values())]
    text = json.dumps({**document, "names": list(keywords), "parts": parts})
    if _OPAQUE in text:  # in a text, its quotes would be escaped
        raise UnlikeError("it is no plain data")
    pipe.send_bytes(text.encode())
    pipe.send_bytes(arrays)


def _receive(pipe: Connection, decoding: Callable[[bytes], wire.Decoder]) -> tuple[dict[str, Any], list[Any]]:
    document = json.loads(pipe.recv_bytes())
    decoder = decoding(pipe.recv_bytes())
    return document, [decoder.value(part) for part in document["parts"]]


def _serve(pipe: Connection, assignment: Assignment, environment: dict[str, str], cpu_s: float, own: list[str]) -> None:
    """Answer calls until nobody asks any more."""
    _let_go_of_others(pipe)
    shut_in(assignment, environment.get("AUTOGRADER_TERM", ""))
    asking = _Asking(pipe, assignment, own)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, cpu_s)
    with contextlib.suppress(EOFError, OSError):
        while True:
            _answer(pipe, asking)
    os._exit(0)


def _answer(pipe: Connection, asking: _Asking) -> None:
    try:
        document, parts = _receive(pipe, asking.decoding)
        keywords = dict(zip(document["names"], parts[1:], strict=True))
        with unheard():
            said, values = asking.called(document["call"], parts[0], keywords)
        _send(pipe, said, values, {})
    except (UnlikeError, wire.WireError) as unlike:
        _send(pipe, {"unlike": str(unlike)}, [], {})


def _let_go_of_others(pipe: Connection) -> None:
    """Close what a fork has taken over: a worker whose wire is held here would not see the grader let go of it."""
    if sys.platform == "linux":
        gc.freeze()  # nothing that is cleared away later may close what has its number by then
        os.closerange(3, pipe.fileno())
        os.closerange(pipe.fileno() + 1, os.sysconf("SC_OPEN_MAX"))


class _Asking:
    """The reference's functions, some of which ask the grader."""

    def __init__(self, pipe: Connection, assignment: Assignment, own: Sequence[str]) -> None:
        self._pipe = pipe
        module = f"solutions.{assignment.name}"
        rights = {name: assignment.reference_function(name) for name in own}
        asking = {name: self._asking(name, right) for name, right in rights.items()}
        self._rights = {id(asking[name]): right for name, right in rights.items()}
        self._module = load_rebound(module, asking) if own else assignment.reference()
        self._asked = False

    def decoding(self, arrays: bytes) -> wire.Decoder:
        """What reads a message of the grader's here."""
        return Named(arrays, self._module)

    def _right(self, argument: Any) -> Any:
        """An argument of its own for a right function; one that asks the grader is the right one there."""
        return self._rights.get(id(argument)) or copy.deepcopy(argument)

    def _asking(self, name: str, right: Callable[..., Any]) -> Callable[..., Any]:
        signature = inspect.signature(right)

        @functools.wraps(right)
        def ask(*arguments: Any, **keywords: Any) -> Any:
            """Hand a call on to the grader, and take what it gave as far as it could be right."""
            self._asked = True
            bound = signature.bind(*arguments, **keywords)
            try:
                _send(self._pipe, {"use": name}, bound.args, bound.kwargs)
            except UnlikeError as unlike:
                raise _Unlike(f"{name} is asked for {unlike}") from unlike
            _, ((given, changed),) = _receive(self._pipe, self.decoding)
            keywords = {key: self._right(value) for key, value in bound.kwargs.items()}
            if words := alike(given, right(*map(self._right, bound.args), **keywords)):
                raise _Unlike(f"{name} gives {words}")
            for argument, now in zip((*bound.args, *bound.kwargs.values()), changed, strict=True):
                if now is not None and not become(argument, now):
                    raise _Unlike(f"{name} makes another thing of what it is given")
            return given

        return ask

    def called(
        self, name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[Any]]:
        """What a call came to, as it is told, and the values that go with it."""
        self._asked = False
        try:
            value = getattr(self._module, name)(*arguments, **keywords)
        except _Unlike as unlike:
            return {"unlike": str(unlike)}, []
        except Exception as error:  # noqa: BLE001 - the reference may raise anything, the more so on odd values
            return {"error": [type(error).__name__, str(error)[:_LONGEST_WORDS]], "asked": self._asked}, []
        return {"asked": self._asked}, [value, [*arguments, *keywords.values()]]


class _Unlike(BaseException):
    """No ``Exception``: no part of a reference takes it for an error of its own."""
