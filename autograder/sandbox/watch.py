"""What one request costs its worker, seen from outside: CPU and wall time, disk, and whether it got its turn."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from autograder.errors import SessionLostError

if TYPE_CHECKING:
    from autograder.config import Limits
    from autograder.sandbox.host import WorkerProcess

_STARVED_SHARE = 0.25
_INTERVAL_S = 0.02


class Watch:
    """Watches what one request costs its worker."""

    def __init__(self, worker: WorkerProcess, cpu_s: float, limits: Limits) -> None:
        self._limit = cpu_s
        self._begin = time.monotonic()
        self._next_look = self._begin + _INTERVAL_S
        self._wall_limit = cpu_s * limits.wall_factor
        self._worker = worker
        self._first: _Sample | None = None

    def verdict(self) -> str:
        """Words for the learner when a limit is passed, or nothing.

        Raises
        ------
        SessionLostError
            When the time is over and the worker had no chance to use it.
        """
        now = time.monotonic()
        if now < self._next_look:
            return ""
        self._next_look = now + _INTERVAL_S
        return self._worker.scale.words() or self._time_verdict(now)

    def _time_verdict(self, now: float) -> str:
        try:
            sample = _sample(self._worker.pid)
        except psutil.Error:
            return ""
        first = self._first = self._first or sample
        if sample.cpu_s - first.cpu_s > self._limit:
            return f"ran longer than {self._limit:g} s and was stopped; is there a loop that never ends?"
        if now - self._begin < self._wall_limit:
            return ""
        had_its_turn = sample.queued_s - first.queued_s <= _STARVED_SHARE * (now - self._begin)
        if not had_its_turn:  # also where the kernel does not say
            raise SessionLostError("the machine was too busy to run the notebook in time")
        return f"waited for longer than {self._limit:g} s and was stopped; is there a sleep or an input()?"


@dataclass(frozen=True)
class _Sample:
    """CPU time used so far, and time spent ready to run while others ran."""

    cpu_s: float
    queued_s: float


def _sample(pid: int) -> _Sample:
    times = psutil.Process(pid).cpu_times()
    return _Sample(times.user + times.system, _queued_s(pid))


def _queued_s(pid: int) -> float:
    """Seconds in the run queue; endless where the kernel does not count them, so that nobody is failed for it."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return math.inf
