"""Start the zygote, ask it for workers, and hear how they ended."""

from __future__ import annotations

import contextlib
import json
import math
import os
import re
import select
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from autograder.config import Limits
from autograder.errors import KitError, SessionLostError
from autograder.sandbox import namespaces
from autograder.sandbox.confine import hide_memory
from autograder.sandbox.host import START_TIMEOUT_S, Ending, WorkerProcess, environment
from autograder.sandbox.scratch import Scratch, remove
from autograder.sandbox.slots import Slot
from autograder.sandbox.visible import visible
from autograder.sandbox.weight import Scale

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from autograder.sandbox.host import Job
    from autograder.sandbox.visible import Visible

_ANSWER_TIMEOUT_S = 300  # of wall time, for what takes a hundredth of a second on a quiet machine
_MOMENT_S = 0.001  # in which a process that is told to stop usually has
_MOST_TRIES = 2  # one may be killed from outside, one may find out that there are no namespaces here
_BY_SIGNAL = 128  # from here on, bubblewrap tells the signal that ended its child
_NEWEST_LANDLOCK = 99  # no kernel is newer: take all that this one has
_PID = re.compile(r"^Pid:\s*(\d+)$", re.MULTILINE)


@dataclass
class ForkedWorker(WorkerProcess):
    """A forked worker, with a handle that cannot be mistaken for another process."""

    handle: int


class ZygoteProcess:
    """The grader's end of one zygote, with the private user and the scratch folder of its workers."""

    def __init__(
        self, required: Sequence[str] = (), without: Sequence[str] = (), landlock_abi: int = _NEWEST_LANDLOCK
    ) -> None:
        """Start warming up.

        ``required`` names the layers without which no submission is run; ``without`` those to leave out, which only
        a knock-out run or a benchmark does. A test pretends an older kernel by ``landlock_abi``.
        """
        hide_memory()
        self.required = tuple(required)
        self._without = list(without)
        self._landlock_abi = landlock_abi
        self._room_mb = Limits().scratch_mb
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
        seen = visible(apart=bool(self._bwrap))
        command = [namespaces.interpreter(), "-S", "-s", seen.boot]
        if self._bwrap:
            command = namespaces.wrapped(command, self._bwrap, seen, self._scratch, self._room_mb)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
                command,
                env=environment(self._scratch.home),
                cwd="/",
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=[theirs.fileno()],
            )
            self._tell(theirs.fileno(), seen)

    def _tell(self, control: int, seen: Visible) -> None:
        readable, listed = ([place.seen for place in seen.places], []) if self._bwrap else seen.piece_by_piece()
        reach = {"readable": readable, "listed": listed, "base": str(self._scratch.base), "abi": self._landlock_abi}
        settings = {
            "program": "zygote",
            "control": control,
            "packages": [place.seen for place in seen.packages],
            "reach": reach,
            "room": str(self._scratch.room),
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
        if not self._ready:  # it would first finish warming up
            _kill_family(self._process)
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _await_ready(self) -> None:
        if self._ready:
            return
        tries = 0
        while not self._is_ready():
            tries += 1
            if tries > _MOST_TRIES:
                self._errors.seek(0)
                words = self._errors.read().decode(errors="replace").strip()
                raise KitError(f"The sandbox did not start.\n{words[-2000:]}")
            if self._gave_up():
                self._bwrap = None  # this machine lets nobody make namespaces: go on without
            self._stop()
            self._start()
        self._check_doors()
        self._control.settimeout(_ANSWER_TIMEOUT_S)
        self._ready = True

    def _is_ready(self) -> bool:
        try:
            word, doors, _, _ = socket.recv_fds(self._control, 1 << 12, 1)
        except OSError:
            return False
        for door in doors:
            self._scratch.enter(door)
        return word == b"ready"

    def _gave_up(self) -> bool:
        """Whether it ended by itself: one that was killed, or was too slow, says nothing about the machine."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return 0 < self._process.wait(timeout=5) < _BY_SIGNAL
        return False

    def _check_doors(self) -> None:
        """Without namespaces, a worker's own user needs a way to Python and its packages."""
        if self._bwrap or self._uid is None:
            return
        places = [place.real for place in visible(apart=False).places]
        needed = [*places, namespaces.interpreter(), str(self._scratch.base)]
        if doors := " ".join(namespaces.closed_doors(needed)):
            raise KitError(
                f"The sandbox cannot start: other users cannot enter {doors}, and this machine lets nobody make "
                f"namespaces; run chmod o+x {doors}, or move the kit and its Python to /srv or /opt."
            )

    def start(self, job: Job) -> ForkedWorker:
        """Start a worker; a zygote that has died, or whose room has another size, is replaced first."""
        if self._room_mb != job.limits.scratch_mb or (self._process.poll() is not None and self._ready):
            self._room_mb = job.limits.scratch_mb
            self._stop()
            self._start()
        self._await_ready()
        scratch = self._scratch.lay(job.public_files, job.modules, self._uid)
        scale = Scale(scratch, job.limits, alone=self._scratch.alone)
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                message = json.dumps(self._as_document(job, scratch)).encode()
                socket.send_fds(self._control, [message], [theirs.fileno()])
            _, (handle,), _, _ = socket.recv_fds(self._control, 1 << 12, 1)
        except (OSError, ValueError) as error:
            ours.close()
            self._process.kill()  # so that a late answer is not taken for the next one
            self._process.wait()
            remove(scratch)
            raise SessionLostError("the zygote did not start a worker") from error
        pid = _pid_of(handle)
        scale.watch(pid, self._uid)
        return ForkedWorker(ours, pid, scratch, scale, handle)

    def _as_document(self, job: Job, scratch: Path) -> dict[str, Any]:
        limits = {
            "uid": self._uid,
            "scratch": self._scratch.seen(scratch),
            "alone": self._scratch.alone,
            "cpu_s": math.ceil(job.cpu_s) + 1,
            "memory_mb": job.limits.memory_mb,
            "file_mb": job.limits.file_mb,
        }
        return {"questions": job.questions, "renamed": job.renamed, "limits": limits, "lent": list(job.lent)}

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


def _kill_family(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and its children, of which bubblewrap's first would wait for it for ever.

    It is stopped before they are counted, so that it makes no more; a call that it is in is finished first. The number
    of one that has ended, and was waited for, may be another process's by now.
    """
    if process.poll() is not None:
        return
    family: list[psutil.Process] = []
    with contextlib.suppress(psutil.Error):
        parent = psutil.Process(process.pid)
        parent.suspend()
        while parent.status() not in (psutil.STATUS_STOPPED, psutil.STATUS_ZOMBIE):
            time.sleep(_MOMENT_S)
        family = parent.children(recursive=True)
    process.kill()
    for one in family:
        with contextlib.suppress(psutil.Error):
            one.kill()


def _pid_of(handle: int) -> int:
    """Pid of a process as this process sees it, which a zygote in namespaces of its own does not know."""
    found = _PID.search(Path(f"/proc/self/fdinfo/{handle}").read_text(encoding="ascii"))
    return int(found[1]) if found else 0
