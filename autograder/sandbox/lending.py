"""A session whose worker may ask: the grader lends the notebook functions that it lacks, for one question.

What asks is student code. So each request is read as strictly as an answer, only for the functions that are lent, only
while the question runs, so many times and no more. What the answers tell stays in this worker: nothing is asked of it
afterwards, and the grader lets nothing out of it but whether cases pass.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from autograder.errors import WorkerLostError
from autograder.sandbox import wire
from autograder.sandbox.arguments import ArgumentDecoder
from autograder.sandbox.lent import UNNAMED
from autograder.sandbox.session import Session
from autograder.vocabulary import Given

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_CALLS = 2000  # of used functions, by the reference, in one hidden case: some seconds of messages
_MOST_ASKED = 2 * MOST_CALLS  # by a learner in one message: whoever asks twice where once would do loses nothing
_MOST_REFUSED = 100
_MOST_BYTES = 16 << 20  # of all that is asked in one message
_LARGEST = 1 << 20  # one request: what is computed from it may take time by the square of its size
_MOST_ARGUMENTS = 100
_MOMENT_S = 0.02  # that each message may be on its way, and counts for nobody
_QUEUED = Path("/proc/self/schedstat")  # the second number is for how long this process has waited for its turn, in ns
_REFUSED = "this function cannot be asked so often, or with so much"
_UNREADABLE = "this function cannot be asked with such arguments"


class Lender(Protocol):
    """Gives the values of the functions that are lent; ``known`` are others that these may be handed by their names."""

    names: Sequence[str]
    known: Sequence[str]

    def lend(self, name: str, arguments: Sequence[Any], keywords: dict[str, Any]) -> dict[str, Any]:
        """A ``value`` and the ``changed`` arguments, None for each that is as it was; or an ``error``."""


class LendingSession(Session):
    """A session beside another one, with the same notebook, whose worker may ask a lender."""

    def __init__(self, beside: Session, lender: Lender) -> None:
        """Take over what the other session is about, and what is left of its time."""
        super().__init__(beside._host, beside._limits, beside._questions, beside._public_files)
        self._budget = beside._budget
        self.notebook = beside.notebook
        self.uses = beside.uses
        self._lender = lender
        self._lends = list(lender.names)
        self._known = frozenset(("given", name) for name in (*lender.names, *lender.known))
        self._may_ask = False
        self._may_name = frozenset[tuple[str, str]]()
        self._asked = self._bytes = 0
        self._waited_s = _queued_s()
        self.was_handed_unnamed = False

    def close(self) -> None:
        """Let go of its worker."""
        self.drop_worker()

    def _ask(self, request: dict[str, Any], arrays: bytes, cpu_s: float) -> wire.Frame:
        self._asked = self._bytes = 0
        self._may_ask = request["op"] == "call"
        self._may_name = self._known.union(_named_in(request.get("calls")))
        return super()._ask(request, arrays, cpu_s)

    def _reply_to(self, frame: wire.Frame) -> bytes:
        """What to send back where a worker asks; nothing where it answers."""
        document = frame.document
        if not self._may_ask or "ask" not in document:
            return b""
        begun = time.monotonic()
        arrays = bytearray()
        reply = self._answered(document, frame, arrays)
        told = wire.pack_frame({"id": self._request, **reply}, bytes(arrays))
        queued_s, self._waited_s = _queued_s() - self._waited_s, _queued_s()
        assert self._watch is not None, "a worker that asks is watched"
        self._watch.excuse(time.monotonic() - begun + queued_s + _MOMENT_S)
        return told

    def _answered(self, document: dict[str, Any], frame: wire.Frame, arrays: bytearray) -> dict[str, Any]:
        size = len(frame.arrays) + len(repr(document))
        self._asked += 1
        self._bytes += size
        if self._asked > _MOST_ASKED + _MOST_REFUSED:
            self.drop_worker()
            raise WorkerLostError("goes on asking what is not answered")
        if self._asked > _MOST_ASKED or self._bytes > _MOST_BYTES or size > _LARGEST:
            return {"error": ["RuntimeError", _REFUSED]}
        try:
            decoder = _AskedDecoder(frame.arrays, self._may_name)
            name, arguments, keywords = _read(document, decoder, self._lends)
        except (wire.WireError, RecursionError):
            return {"error": ["TypeError", _UNREADABLE]}
        if decoder.has_unnamed:
            self.was_handed_unnamed = True
            return {"error": ["TypeError", _UNREADABLE]}
        given = self._lender.lend(name, arguments, keywords)
        if "error" in given:
            return {"error": list(given["error"])}
        value = wire.encode(given["value"], arrays)
        return {
            "value": value,
            "changed": [None if one is None else wire.encode(one, arrays) for one in given["changed"]],
        }


class _AskedDecoder(ArgumentDecoder):
    """Decodes what a worker asks with. It may name functions that it was given or is lent, and ufuncs of NumPy's.

    A ufunc computes numbers from numbers; other functions of NumPy's read files, and those of the reference answer.
    """

    def __init__(self, arrays: bytes, may_name: frozenset[tuple[str, str]]) -> None:
        super().__init__(arrays, Given)
        self._may_name = may_name
        self.has_unnamed = False

    def _text(self, kind: str, content: str) -> Any:
        if kind in ("given", "numpy"):
            is_ufunc = kind == "numpy" and isinstance(vars(np).get(content), np.ufunc)
            if is_ufunc or (kind, content) in self._may_name:
                return super()._text(kind, content)
            kind, content = "opaque", UNNAMED  # nobody here can know it by this name
        self.has_unnamed = self.has_unnamed or (kind == "opaque" and content == UNNAMED)
        return wire.Decoder._text(self, kind, content)

    def _compound(self, kind: str, content: list[Any]) -> Any:
        return wire.Decoder._compound(self, kind, content)  # no generator


def _named_in(node: Any) -> Iterator[tuple[str, str]]:
    """The functions that are in a message of ours, by how they are named there."""
    if isinstance(node, dict):
        yield from ((kind, node[kind]) for kind in ("given", "numpy") if isinstance(node.get(kind), str))
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _named_in(part)


def _read(
    document: dict[str, Any], decoder: wire.Decoder, names: Sequence[str]
) -> tuple[str, list[Any], dict[str, Any]]:
    """What is asked.

    Raises
    ------
    WireError
        When it is nothing that a worker of ours asks.
    """
    if set(document) != {"id", "ask", "arguments", "keywords"} or document["ask"] not in names:
        raise wire.WireError("it asks for what is not lent")
    nodes, named = document["arguments"], document["keywords"]
    if not isinstance(nodes, list) or not isinstance(named, list) or len(nodes) + len(named) > _MOST_ARGUMENTS:
        raise wire.WireError("it does not say with what it asks")
    if not all(isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) for pair in named):
        raise wire.WireError("it does not say with what it asks")
    arguments = [decoder.value(node) for node in nodes]
    keywords = {wire.cut(key, wire.LONGEST_NAME): decoder.value(node) for key, node in named}
    decoder.finish()
    return str(document["ask"]), arguments, keywords


def _queued_s() -> float:
    """For how long this process has waited for a processor, where the system counts it."""
    try:
        return int(_QUEUED.read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0
