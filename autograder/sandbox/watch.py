"""What one request costs its worker, seen from outside: CPU time, wall time, and whether it had a chance to run."""

from __future__ import annotations

import select
import time

import psutil

from autograder.errors import SessionLostError

_STARVED_SHARE = 0.1


class Watch:
    """Watches what one request costs its worker."""

    def __init__(self, pid: int, cpu_s: float, wall_factor: float) -> None:
        self._limit = cpu_s
        self._deadline = time.monotonic() + cpu_s * wall_factor
        self._pid = pid
        self._process: psutil.Process | None = None
        self._start = 0.0
        self._samples = self._waiting = 0
        self.cpu_s = 0.0

    def verdict(self) -> str:
        """Words for the learner when a limit is passed, or nothing.

        Raises
        ------
        SessionLostError
            When the time is over and the worker had no chance to use it.
        """
        try:
            used, status = self._sample()
        except psutil.Error:
            return ""
        self._samples += 1
        self._waiting += status in (psutil.STATUS_RUNNING, psutil.STATUS_DISK_SLEEP)
        if used > self._limit:
            return f"ran longer than {self._limit:g} s and was stopped; is there a loop that never ends?"
        if time.monotonic() < self._deadline:
            return ""
        if self._waiting > _STARVED_SHARE * self._samples:
            raise SessionLostError("the machine was too busy to run the notebook in time")
        return f"waited for longer than {self._limit:g} s and was stopped; is there a sleep or an input()?"

    def _sample(self) -> tuple[float, str]:
        if self._process is None:
            self._process = psutil.Process(self._pid)
            times = self._process.cpu_times()
            self._start = times.user + times.system
        times = self._process.cpu_times()
        self.cpu_s = times.user + times.system
        return self.cpu_s - self._start, self._process.status()


def wait_for_end(handle: int, timeout_ms: int = 2000) -> None:
    """Wait until a process has ended by itself, so that its own exit status is told."""
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    poll.poll(timeout_ms)
