"""Who starts workers: the face that a session sees, whatever the system underneath."""

from __future__ import annotations

import os
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from autograder.config import Limits
    from autograder.sandbox.weight import Scale

BOOT = Path(__file__).with_name("boot.py")
START_TIMEOUT_S = 600  # of wall time, for some two seconds of work


@dataclass(frozen=True)
class Job:
    """What a worker is asked to be: the questions to watch, its limits, and the files laid beside the notebook.

    ``cpu_s`` is what the submission may still use. ``renamed`` gives, for a question, another name of its function;
    ``modules`` are Python files that were handed in beside the notebook, by their path from it. ``lent`` are functions
    that the grader answers for, while a question runs.
    """

    questions: list[str]
    limits: Limits
    cpu_s: float
    public_files: list[Path]
    renamed: Mapping[str, str] = field(default_factory=dict)
    modules: Mapping[str, bytes] = field(default_factory=dict)
    lent: Sequence[str] = ()


@dataclass(frozen=True)
class Ending:
    """How a worker ended: its exit code (negative: the signal; None: nobody could tell), and its CPU time."""

    status: int | None
    cpu_s: float


@dataclass
class WorkerProcess:
    """A running worker: the wire to it, its pid as the grader sees it, its folder, and what weighs that."""

    sock: socket.socket
    pid: int
    scratch: Path
    scale: Scale


class Host(Protocol):
    """Starts workers and ends them.

    ``required`` names the layers without which no submission is run.
    """

    required: tuple[str, ...]

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of the layers that hold around all workers."""

    def __init__(self, required: Sequence[str] = ()) -> None:
        """Get ready to start workers."""

    def __enter__(self) -> Host:
        """Be closed in the end."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""

    def start(self, job: Job) -> WorkerProcess:
        """Start a worker in a scratch folder of its own.

        Raises
        ------
        SessionLostError
            When it does not start this time.
        KitError
            When workers cannot start on this machine.
        """

    def await_end(self, worker: WorkerProcess) -> None:
        """Wait, not for long, until a worker has ended by itself, so that its own exit status is told."""

    def end(self, worker: WorkerProcess) -> Ending:
        """Kill a worker, wait until it is gone, remove its folder."""

    def close(self) -> None:
        """End everything, and remove what was written."""


def package_folders() -> list[str]:
    """Where numpy and its like lie."""
    paths = sysconfig.get_paths()
    return list(dict.fromkeys([paths["purelib"], paths["platlib"]]))


def environment(home: Path) -> dict[str, str]:
    """What a process beside student code may know.

    ``-I`` would ignore PYTHONHASHSEED; so the whole environment is written instead.
    """
    needed_by_windows = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {
        **needed_by_windows,
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": str(home),
        "IPYTHONDIR": str(home),
        "HOME": str(home),
        "TMPDIR": str(home),
        "USER": "student",
        "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
    }
