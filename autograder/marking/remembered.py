"""A learner's functions, of which the reference calls some: no answer may be made of what those calls tell.

A reference that runs on a learner's used functions calls them with what it computes on the way. A worker that has
heard that is never asked for an answer: what it answers is asked for before, and remembered; where something is still
missing, a fresh worker is asked.
"""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING

from autograder.sandbox.requests import encode_call

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Evidence, Trace
    from autograder.sandbox.session import Session
    from autograder.vocabulary import Inputs

_OPAQUE = '"opaque":'  # what crosses as no more than its type is not known again


class RememberedSession:
    """A session as proxies know it, which asks for each answer once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[bytes, Evidence] = {}
        self._has_heard = False
        self.state = session.state
        self.notebook = session.notebook

    def call(self, question: str, calls: Sequence[Inputs]) -> list[Evidence]:
        """Call a function once for each case, or remember what it gave.

        Raises
        ------
        WorkerLostError, SessionLostError
            As for a session.
        """
        keys = [_key(question, call) for call in calls]
        if not all(key in self._known for key in keys):
            self._afresh(heard=False)
            evidence = self._session.call(question, calls)
            self._known.update({key: one for key, one in zip(keys, evidence, strict=True) if key})
            return evidence
        return [copy.deepcopy(self._known[key]) for key in keys]

    def trace(self, question: str, calls: Sequence[Inputs]) -> list[Trace | None]:
        """What a function does to its arrays; asked for each time."""
        self._afresh(heard=False)
        return self._session.trace(question, calls)

    def serve(self, name: str, inputs: Inputs) -> Evidence:
        """Call a used function for the reference, in a worker from which no answer comes."""
        self._afresh(heard=True)
        return self._session.call(name, [inputs])[0]

    def close(self) -> None:
        """Leave no worker behind that has heard anything."""
        self._afresh(heard=False)

    def _afresh(self, *, heard: bool) -> None:
        if heard != self._has_heard:
            self._session.drop_worker()
            self._has_heard = heard


def _key(question: str, call: Inputs) -> bytes:
    """What a call is known by; nothing for one that cannot be told from others."""
    arrays = bytearray()
    text = json.dumps([question, encode_call(call, arrays)])
    return b"" if _OPAQUE in text else text.encode() + arrays
