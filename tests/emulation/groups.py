"""A control group that lasts for one run: a ceiling of CPU and memory, and what was used of them.

Version 1 of control groups is what this was tried with; version 2 is written after the kernel's documentation.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup")
_PREFIX = "autograder-platform"
_MB = 1 << 20
_PERIOD_US = 100_000
_number = count()


class Group:
    """The folders of one group: one for all under version 2, one a controller under version 1."""

    def __init__(self, folders: dict[str, Path]) -> None:
        self.folders = folders

    def limit(self, cpus: float, memory_mb: int) -> None:
        quota, memory = str(int(cpus * _PERIOD_US)), str(memory_mb * _MB)
        if _is_second_version():
            self._write("", "memory.max", memory)
            self._write("", "memory.swap.max", "0")
            self._write("", "cpu.max", f"{quota} {_PERIOD_US}")
        else:
            self._write("memory", "memory.limit_in_bytes", memory)
            self._write("memory", "memory.memsw.limit_in_bytes", memory)
            self._write("cpu", "cpu.cfs_period_us", str(_PERIOD_US))
            self._write("cpu", "cpu.cfs_quota_us", quota)

    def _write(self, controller: str, name: str, value: str) -> None:
        path = self.folders[controller] / name
        if "sw" not in name or path.exists():  # a kernel may not count swap
            path.write_text(value, encoding="ascii")

    def cpu_s(self) -> float:
        """Seconds of CPU that its processes used."""
        if _is_second_version():
            return _words(self.folders[""] / "cpu.stat")["usage_usec"] / 1e6
        return int((self.folders["cpuacct"] / "cpuacct.usage").read_text(encoding="ascii")) / 1e9

    def peak_mb(self) -> float:
        """The most memory that was ever charged, the cache of files read included; 0 where the kernel does not say."""
        second = _is_second_version()
        path = self.folders[""] / "memory.peak" if second else self.folders["memory"] / "memory.max_usage_in_bytes"
        return int(path.read_text(encoding="ascii")) / _MB if path.exists() else 0.0

    def oom_kills(self) -> int:
        """How many processes the kernel killed for want of memory."""
        second = _is_second_version()
        path = self.folders[""] / "memory.events" if second else self.folders["memory"] / "memory.oom_control"
        return _words(path)["oom_kill"]


def _words(path: Path) -> dict[str, int]:
    pairs = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {name: int(value) for name, value in pairs}


def _is_second_version() -> bool:
    return (_ROOT / "cgroup.controllers").exists()


def lacking() -> str:
    """Why no group can be made here."""
    needed = {"memory", "cpu"} if _is_second_version() else {"memory", "cpu", "cpuacct"}
    if _is_second_version():
        there = set((_ROOT / "cgroup.controllers").read_text(encoding="ascii").split())
    else:
        there = {name for name in needed if (_ROOT / name / "cgroup.procs").exists()}
    return f"needs the control groups {', '.join(sorted(needed - there))}" if needed - there else ""


def _places() -> dict[str, Path]:
    """Where groups are made: in this process's own under version 1, at the top under version 2."""
    if _is_second_version():
        (_ROOT / "cgroup.subtree_control").write_text("+cpu +memory", encoding="ascii")
        return {"": _ROOT}
    lines = Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    mine = {name: path for _, names, path in (line.split(":", 2) for line in lines) for name in names.split(",")}
    return {name: _ROOT / name / mine[name].lstrip("/") for name in ("memory", "cpu", "cpuacct")}


@contextlib.contextmanager
def group(cpus: float, memory_mb: int) -> Iterator[Group]:
    """A new group with these ceilings, removed when its processes have ended."""
    places = _places()
    _sweep(places)
    own = f"{_PREFIX}-{os.getpid()}-{next(_number)}"
    made = Group({name: place.resolve() / own for name, place in places.items()})
    try:
        for folder in made.folders.values():
            folder.mkdir(exist_ok=True)  # cpu and cpuacct may be one folder
        made.limit(cpus, memory_mb)
        yield made
    finally:
        for folder in set(made.folders.values()):
            _remove(folder)


def _remove(folder: Path) -> None:
    for _ in range(500):
        with contextlib.suppress(FileNotFoundError):
            try:
                folder.rmdir()
            except OSError:  # a process of it is still ending
                time.sleep(0.02)
                continue
        return
    raise OSError(f"{folder} still has processes")


def _sweep(places: dict[str, Path]) -> None:
    """Remove what a killed emulator left."""
    for place in places.values():
        for folder in place.glob(f"{_PREFIX}-*"):
            if not Path("/proc", folder.name.split("-")[2]).exists():
                with contextlib.suppress(OSError):
                    folder.rmdir()
