"""What one request costs its worker, seen from outside: its own time, the machine's patience, and disk."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from autograder.errors import SessionLostError
from autograder.sandbox.clock import OwnClock, sample

if TYPE_CHECKING:
    from autograder.sandbox.budget import Allowance
    from autograder.sandbox.host import WorkerProcess

_INTERVAL_S = 0.02  # a look costs a fraction of a millisecond; a limit is overrun by this much at most
_PATIENCE = 20  # wall time, as a multiple of the own time allowed: on two cores that bears some eighty busy processes


class Watch:
    """Watches what one request costs its worker."""

    def __init__(self, worker: WorkerProcess, allowance: Allowance) -> None:
        self._worker = worker
        self._allowance = allowance
        self._clock = OwnClock()
        self._begin = time.monotonic()
        self._next_look = self._begin + _INTERVAL_S

    @property
    def own_s(self) -> float:
        """What the request has cost so far, on the worker's own clock."""
        return self._clock.own_s

    def excuse(self, seconds: float) -> None:
        """Leave out for how long the worker has waited for the grader."""
        self._clock.excuse(seconds)
        self._begin += seconds

    def verdict(self) -> str:
        """Words for the learner when a limit is passed, or nothing.

        Raises
        ------
        SessionLostError
            When the machine has given the worker no chance for so long that nothing can be said.
        """
        now = time.monotonic()
        if now < self._next_look:
            return ""
        self._next_look = now + _INTERVAL_S
        return self._worker.scale.words() or self._time_verdict(now)

    def _time_verdict(self, now: float) -> str:
        seen = sample(self._worker.pid)
        if seen is None:
            return ""
        self._clock.look(now, seen)
        may = self._allowance
        if self._clock.cpu_s > may.cpu_s:
            return f"ran longer than {may.cpu_words} and was stopped; is there a loop that never ends?"
        if self._clock.own_s > may.own_s:
            return f"waited for longer than {may.own_words} and was stopped; is there a sleep or an input()?"
        if now - self._begin > _PATIENCE * may.own_s:
            raise SessionLostError("the machine was too busy to run the notebook in time")
        return ""
