"""A fresh process for every worker, for systems without forks that can be confined: macOS and Windows.

No layer of isolation holds there. The wire, the comparison in the grader and the time limits are the same.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psutil

from autograder.errors import SessionLostError
from autograder.sandbox.host import BOOT, START_TIMEOUT_S, Ending, WorkerProcess, environment, package_folders
from autograder.sandbox.scratch import Scratch, remove
from autograder.sandbox.weight import Scale

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from autograder.sandbox.host import Job

_PATIENCE_S = 0.2  # between two looks whether the process still lives
_END_TIMEOUT_S = 2  # one that has closed its wire is gone in a moment


@dataclass
class SpawnedWorker(WorkerProcess):
    """A worker that is a child of the grader."""

    process: subprocess.Popen[bytes]


class SpawnedProcesses:
    """Starts each worker as a program of its own, which connects to us and proves with a token that it is ours."""

    def __init__(self, required: Sequence[str] = ()) -> None:
        self.required = tuple(required)
        self._scratch = Scratch()

    @property
    def layers(self) -> tuple[str, ...]:
        """None."""
        return ()

    def __enter__(self) -> SpawnedProcesses:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove what the workers wrote."""
        self._scratch.close()

    def start(self, job: Job) -> SpawnedWorker:
        """Start a worker in a scratch folder of its own."""
        scratch = self._scratch.lay(job.public_files, job.modules, None)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            token = secrets.token_hex(16)
            settings = {
                "program": "spawned",
                "port": listener.getsockname()[1],
                "token": token,
                "packages": package_folders(),
                "job": {
                    "questions": job.questions,
                    "renamed": job.renamed,
                    "lent": list(job.lent),
                    "limits": {"scratch": str(scratch)},
                },
            }
            process = self._spawn(settings)
            try:
                sock = _accept(listener, token, process)
            except OSError as error:
                process.kill()
                process.wait()
                remove(scratch)
                raise SessionLostError("a worker did not start") from error
        return SpawnedWorker(sock, process.pid, scratch, Scale(scratch, job.limits, alone=False), process)

    def _spawn(self, settings: dict[str, Any]) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
            [sys.executable, "-S", "-s", str(BOOT)],
            env=environment(self._scratch.home),
            cwd=self._scratch.home,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdin is not None, "the worker listens"
        with contextlib.suppress(BrokenPipeError), process.stdin as wire:
            wire.write(json.dumps(settings).encode())
        return process

    def await_end(self, worker: WorkerProcess) -> None:
        """Wait, not for long, until a worker has ended by itself, so that its own exit status is told."""
        assert isinstance(worker, SpawnedWorker), "these workers are children of ours"
        with contextlib.suppress(subprocess.TimeoutExpired):
            worker.process.wait(_END_TIMEOUT_S)

    def end(self, worker: WorkerProcess) -> Ending:
        """Kill a worker and its children, wait until they are gone, remove its folder."""
        assert isinstance(worker, SpawnedWorker), "these workers are children of ours"
        worker.sock.close()
        cpu_s = 0.0
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(worker.pid)
            times = process.cpu_times()
            cpu_s = times.user + times.system
            for child in process.children(recursive=True):
                child.kill()
        worker.process.kill()
        status = worker.process.wait()
        remove(worker.scratch)
        return Ending(status, cpu_s)


def _accept(listener: socket.socket, token: str, process: subprocess.Popen[bytes]) -> socket.socket:
    """The connection of the process that knows the token; others are turned away.

    Raises
    ------
    OSError
        When it ends, or does not come in time.
    """
    listener.settimeout(_PATIENCE_S)
    deadline = time.monotonic() + START_TIMEOUT_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            sock, _ = listener.accept()
        except TimeoutError:
            continue
        sock.settimeout(_PATIENCE_S)
        try:
            proof = sock.recv(len(token), socket.MSG_WAITALL)
        except OSError:
            proof = b""
        if secrets.compare_digest(proof, token.encode("ascii")):
            return sock
        sock.close()
    raise OSError("the worker did not connect")
