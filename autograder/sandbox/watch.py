"""What one request costs its worker, seen from outside: CPU time, wall time, and whether it had a chance to run."""

from __future__ import annotations

import math
import select
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from autograder.errors import SessionLostError

_STARVED_SHARE = 0.25
_INTERVAL_S = 0.02


class Watch:
    """Watches what one request costs its worker."""

    def __init__(self, pid: int, cpu_s: float, wall_factor: float) -> None:
        self._limit = cpu_s
        self._begin = time.monotonic()
        self._next_look = self._begin + _INTERVAL_S
        self._wall_limit = cpu_s * wall_factor
        self._pid = pid
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
        try:
            sample = _sample(self._pid)
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


def wait_for_end(handle: int, timeout_ms: int = 2000) -> None:
    """Wait until a process has ended by itself, so that its own exit status is told."""
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    poll.poll(timeout_ms)
