"""Start the zygote, ask it for workers, and hear how they ended."""

from __future__ import annotations

import json
import math
import os
import re
import select
import signal
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.errors import KitError, SessionLostError
from autograder.sandbox import namespaces
from autograder.sandbox.confine import hide_memory
from autograder.sandbox.host import BOOT, START_TIMEOUT_S, Ending, WorkerProcess, environment, package_folders
from autograder.sandbox.scratch import Scratch, remove
from autograder.sandbox.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from autograder.sandbox.host import Job

_ANSWER_TIMEOUT_S = 60
_PID = re.compile(r"^Pid:\s*(\d+)$", re.MULTILINE)


@dataclass
class ForkedWorker(WorkerProcess):
    """A forked worker, with a handle that cannot be mistaken for another process."""

    handle: int


class ZygoteProcess:
    """The grader's end of one zygote, with the private user and the scratch folder of its workers."""

    def __init__(self, required: Sequence[str] = (), without: Sequence[str] = ()) -> None:
        """Start warming up.

        ``required`` names the layers without which no submission is run; ``without`` those to leave out, which only
        a knock-out run or a benchmark does.
        """
        hide_memory()
        self.required = tuple(required)
        self._without = list(without)
        self._slot = Slot()
        self._uid = None if "private_uid" in without else self._slot.uid
        self._scratch = Scratch()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the zygote
        self._bwrap = None if "namespaces" in without else namespaces.bubblewrap()
        self._start()

    @property
    def layers(self) -> tuple[str, ...]:
        """What holds around the zygote: its namespaces, once it is known whether it could get them."""
        self._await_ready()
        return ("namespaces",) if self._bwrap else ()

    def _start(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(START_TIMEOUT_S)
        self._ready = False
        command = [namespaces.interpreter(), "-S", "-s", str(BOOT)]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
                namespaces.wrapped(command, self._bwrap, self._scratch.base) if self._bwrap else command,
                env=environment(self._scratch.home),
                cwd="/",
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=[theirs.fileno()],
            )
            self._tell(theirs.fileno())

    def _tell(self, control: int) -> None:
        settings = {
            "program": "zygote",
            "control": control,
            "packages": package_folders(),
            "readable": namespaces.readable(),
            "base": str(self._scratch.base),
            "without": self._without,
        }
        assert self._process.stdin is not None, "the zygote listens"
        try:
            with self._process.stdin as wire:
                wire.write(json.dumps(settings).encode())
        except BrokenPipeError:
            return  # it has ended already; who waits for it hears why

    def __enter__(self) -> ZygoteProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the zygote and its workers, and remove what they wrote."""
        self._stop()
        self._errors.close()
        self._scratch.close()
        self._slot.release()

    def _stop(self) -> None:
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _await_ready(self) -> None:
        if self._ready:
            return
        while not self._is_ready():
            if not self._bwrap:
                self._errors.seek(0)
                words = self._errors.read().decode(errors="replace").strip()
                raise KitError(f"The sandbox did not start.\n{words[-2000:]}")
            self._bwrap = None  # this machine lets nobody make namespaces: go on without
            self._stop()
            self._start()
        self._check_doors()
        self._control.settimeout(_ANSWER_TIMEOUT_S)
        self._ready = True

    def _is_ready(self) -> bool:
        try:
            return self._control.recv(1 << 12) == b"ready"
        except OSError:
            return False

    def _check_doors(self) -> None:
        """Without namespaces, a worker's own user needs a way to Python and its packages."""
        if self._bwrap or self._uid is None:
            return
        needed = [*namespaces.readable(), namespaces.interpreter(), str(self._scratch.base)]
        if doors := " ".join(namespaces.closed_doors(needed)):
            raise KitError(
                f"The sandbox cannot start: other users cannot enter {doors}, and this machine lets nobody make "
                f"namespaces; run chmod o+x {doors}, or move the kit and its Python to /srv or /opt."
            )

    def start(self, job: Job) -> ForkedWorker:
        """Start a worker; a zygote that has died is replaced first."""
        if self._process.poll() is not None and self._ready:
            self._stop()
            self._start()
        self._await_ready()
        scratch = self._scratch.lay(job.public_files, job.modules, self._uid)
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                message = json.dumps(_as_document(job, scratch, self._uid)).encode()
                socket.send_fds(self._control, [message], [theirs.fileno()])
            _, (handle,), _, _ = socket.recv_fds(self._control, 1 << 12, 1)
        except (OSError, ValueError) as error:
            ours.close()
            self._process.kill()  # so that a late answer is not taken for the next one
            self._process.wait()
            remove(scratch)
            raise SessionLostError("the zygote did not start a worker") from error
        return ForkedWorker(ours, _pid_of(handle), scratch, handle)

    def await_end(self, worker: WorkerProcess) -> None:
        """Wait, not for long, until a worker has ended by itself, so that its own exit status is told."""
        assert isinstance(worker, ForkedWorker), "a zygote's workers are forked"
        poll = select.poll()
        poll.register(worker.handle, select.POLLIN)
        poll.poll(2000)

    def end(self, worker: WorkerProcess) -> Ending:
        """Kill a worker, wait until it is gone, remove its folder."""
        assert isinstance(worker, ForkedWorker), "a zygote's workers are forked"
        try:
            signal.pidfd_send_signal(worker.handle, signal.SIGKILL)
        except ProcessLookupError:
            pass
        finally:
            worker.sock.close()
            os.close(worker.handle)
        try:
            ending = Ending(**json.loads(self._control.recv(1 << 12)))
        except (OSError, ValueError, TypeError):
            ending = Ending(None, 0.0)
            self._process.kill()
            self._process.wait()
        remove(worker.scratch)
        return ending


def _as_document(job: Job, scratch: Path, uid: int | None) -> dict[str, Any]:
    limits = {
        "uid": uid,
        "scratch": str(scratch),
        "cpu_s": math.ceil(job.cpu_s) + 1,
        "memory_mb": job.limits.memory_mb,
        "file_mb": job.limits.file_mb,
    }
    return {"questions": job.questions, "renamed": job.renamed, "limits": limits}


def _pid_of(handle: int) -> int:
    """Pid of a process as this process sees it, which a zygote in namespaces of its own does not know."""
    found = _PID.search(Path(f"/proc/self/fdinfo/{handle}").read_text(encoding="ascii"))
    return int(found[1]) if found else 0
