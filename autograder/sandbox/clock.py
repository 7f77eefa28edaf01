"""A worker's own clock: the time that it spent by its own doing, however busy the machine is.

Own time is wall time without what its threads waited for a turn on a processor: computing and sleeping are its own
doing, queueing is not. A read from a busy disk is partly its own (it asked for it), so that counts for a quarter.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import psutil

_TICK_S = 1 / os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 0.01
_BLOCKED_SHARE = 0.25  # of a wait for the disk, the part that counts: it may be of its own making, or of others
# Fields of /proc/PID/stat, counted from behind the command's name: the state, and user and system time in ticks.
_STATE, _USER, _SYSTEM = 0, 11, 12


class Sample(NamedTuple):
    """What is known of a process at one moment.

    ``cpu_s`` is what all its threads have computed, also those that have ended; ``queued_s`` how long each living
    thread has waited for a turn, by its id; ``states`` are the states of these threads.
    """

    cpu_s: float
    queued_s: dict[int, float]
    states: frozenset[str]


def sample(pid: int) -> Sample | None:
    """What the system knows of a process; None where it is gone."""
    try:
        return _from_proc(Path(f"/proc/{pid}")) if Path("/proc/self/stat").exists() else _from_psutil(pid)
    except (OSError, ValueError, IndexError, psutil.Error):
        return None


def _from_proc(process: Path) -> Sample:
    whole = _fields(process)
    queued: dict[int, float] = {}
    states: set[str] = set()
    for thread in (process / "task").iterdir():
        with contextlib.suppress(OSError, IndexError):  # it has just ended, or this kernel does not count
            states.add(_fields(thread)[_STATE])
            queued[int(thread.name)] = int((thread / "schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    return Sample((int(whole[_USER]) + int(whole[_SYSTEM])) * _TICK_S, queued, frozenset(states))


def _fields(process: Path) -> list[str]:
    return (process / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()


def _from_psutil(pid: int) -> Sample:
    process = psutil.Process(pid)
    times = process.cpu_times()
    return Sample(times.user + times.system, {}, frozenset("R" if process.status() == psutil.STATUS_RUNNING else "S"))


@dataclass
class OwnClock:
    """Counts what one request costs its worker, from the first look on.

    While a thread is ready to run or waits for a disk, only what was computed is certain. Its wait in the queue is
    known when it has had its turn, so the time between is settled at the next look at which no thread is ready.
    """

    cpu_s: float = 0.0
    own_s: float = 0.0
    _first_cpu_s: float | None = None
    _settled_s: float = 0.0
    _settled_cpu_s: float = 0.0
    _settled_at: float = 0.0
    _looked_at: float = 0.0
    _passed_over_s: float = 0.0

    def __post_init__(self) -> None:
        self._queued: dict[int, float] = {}
        self._settled_queued: dict[int, float] = {}

    def look(self, now: float, seen: Sample) -> None:
        """Take note of a sample, at a moment of a monotonic clock in seconds."""
        if self._first_cpu_s is None:
            self._first_cpu_s = seen.cpu_s
            self._settled_at = self._looked_at = now
            self._settled_queued = dict(seen.queued_s)
        computed_now = seen.cpu_s - self._first_cpu_s - self.cpu_s
        self.cpu_s += computed_now
        self._queued.update(seen.queued_s)  # a thread that has ended keeps what it has waited
        self._pass_over(max(0.0, now - self._looked_at - computed_now), seen)
        self._looked_at = now
        computed = self.cpu_s - self._settled_cpu_s
        if "R" in seen.states:
            self.own_s = max(self.own_s, self._settled_s + computed)
            return
        queued = sum(waited - self._settled_queued.get(thread, 0.0) for thread, waited in self._queued.items())
        since = now - self._settled_at - queued - self._passed_over_s
        self.own_s = max(self.own_s, self._settled_s + max(computed, since))
        self._settle(now)

    def _pass_over(self, idle: float, seen: Sample) -> None:
        """Leave out what was not the worker's own: a disk's time, and a turn's where the system does not count it."""
        if "D" in seen.states:
            self._passed_over_s += idle * (1 - _BLOCKED_SHARE)
        elif "R" in seen.states and not seen.queued_s:
            self._passed_over_s += idle

    def excuse(self, seconds: float) -> None:
        """Leave out a wait that was not the worker's doing."""
        self._passed_over_s += seconds

    def _settle(self, now: float) -> None:
        self._settled_s, self._settled_cpu_s, self._settled_at = self.own_s, self.cpu_s, now
        self._settled_queued, self._passed_over_s = dict(self._queued), 0.0
