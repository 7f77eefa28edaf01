"""What a command costs with all its descendants: CPU and wall time, and memory while it runs."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil

_PR_SET_CHILD_SUBREAPER = 36


@dataclass
class Cost:
    """CPU and wall seconds of one command with all its descendants."""

    cpu_s: float
    wall_s: float


def adopt_orphans() -> None:
    """Become the parent of what others leave behind: bubblewrap does not wait for what ran in its namespaces."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reap_orphans() -> None:
    """Wait for all of them, so that their CPU time is counted."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


def cpu_of_the_ended() -> float:
    """CPU seconds of all children that have ended, with their own."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def cost_of(command: list[str]) -> Cost:
    before, start = cpu_of_the_ended(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.perf_counter() - start
    reap_orphans()
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return Cost(cpu_of_the_ended() - before, wall)


def watch(process: subprocess.Popen[str], every_s: float, look: Callable[[float], None]) -> None:
    """Until a command has ended, say again and again how many MB it has in memory, with all its descendants."""
    while process.poll() is None:
        look(tree_pss_mb(process.pid))
        time.sleep(every_s)


def peak_memory_mb(command: list[str]) -> float:
    """Largest proportional set size of a command and all its descendants, sampled."""
    seen = [0.0]
    quiet = subprocess.DEVNULL
    watch(subprocess.Popen(command, stdout=quiet, stderr=quiet, text=True), 0.1, seen.append)
    return max(seen)


def tree_pss_mb(pid: int) -> float:
    total = 0
    try:
        root = psutil.Process(pid)
        for process in [root, *root.children(recursive=True)]:
            total += _pss(process)
    except psutil.Error:
        return 0.0
    return total / (1 << 20)


def _pss(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0
