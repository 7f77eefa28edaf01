"""What one request costs its worker, seen from outside: its own time, the machine's patience, and disk."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import SessionLostError
from autograder.sandbox.clock import OwnClock, sample

if TYPE_CHECKING:
    from autograder.config import Limits
    from autograder.sandbox.budget import Allowance
    from autograder.sandbox.host import WorkerProcess

_INTERVAL_S = 0.02
_WEIGH_INTERVAL_S = 0.2
_MOST_FILES = 2000
_PATIENCE = 20  # wall time, as a multiple of the own time allowed: on two cores that bears some eighty busy processes


class Watch:
    """Watches what one request costs its worker."""

    def __init__(self, worker: WorkerProcess, allowance: Allowance, limits: Limits) -> None:
        self._worker = worker
        self._allowance = allowance
        self._scratch_mb = limits.scratch_mb
        self._clock = OwnClock()
        self._begin = time.monotonic()
        self._next_look = self._begin + _INTERVAL_S
        self._next_weighing = self._begin + _WEIGH_INTERVAL_S

    @property
    def own_s(self) -> float:
        """What the request has cost so far, on the worker's own clock."""
        return self._clock.own_s

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
        if now >= self._next_weighing:
            self._next_weighing = now + _WEIGH_INTERVAL_S
            if is_heavier(self._worker.scratch, self._scratch_mb << 20):
                return f"wrote more than {self._scratch_mb} MB or {_MOST_FILES} files and was stopped"
        return self._time_verdict(now)

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


def is_heavier(folder: Path, limit_bytes: int) -> bool:
    """Whether a folder holds more than this, or more files than any notebook needs; links are not followed."""
    total = count = 0
    try:
        for place, folders, files in os.walk(folder):
            for name in files:
                count += 1
                total += _size(Path(place, name))
            count += len(folders)
            if total > limit_bytes or count > _MOST_FILES:
                return True
    except RecursionError:  # so deep that nobody needs it
        return True
    return False


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0  # gone already
