"""The zygote: a process of its own, warm with IPython, numpy and matplotlib, that forks workers on request."""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.sandbox import confine, kernel, landlock, syscalls, trial

if TYPE_CHECKING:
    from autograder.sandbox import shell

WORKER_FD = 100
_COULD_NOT_SERVE = 70


class Zygote:
    """Forks workers, reaps them, and tells the grader how each ended."""

    def __init__(self, control: socket.socket, warm: shell.StudentShell, shared: confine.Shared) -> None:
        self._control = control
        self._shell = warm
        self._shared = shared
        self._workers: dict[int, int] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ)

    def run(self) -> None:
        """Serve until the grader goes away."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is not self._control:
                    self._reap(key.data)
                elif not self._fork():
                    return

    def _fork(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self._control, 1 << 16, 1)
        if not message:
            return False
        pid = os.fork()
        if pid == 0:
            self._become_worker(descriptors[0], json.loads(message))
        os.close(descriptors[0])
        handle = os.pidfd_open(pid)
        self._workers[pid] = handle
        self._selector.register(handle, selectors.EVENT_READ, pid)
        socket.send_fds(self._control, [b"started"], [handle])
        return True

    def _become_worker(self, descriptor: int, job: dict[str, Any]) -> None:
        from autograder.sandbox import worker

        try:
            os.setsid()
            os.dup2(descriptor, WORKER_FD, inheritable=False)
            with socket.socket(fileno=WORKER_FD) as sock:
                worker.serve(sock, self._shell, job, self._give_up)
        except EOFError:
            os._exit(0)
        finally:
            os._exit(_COULD_NOT_SERVE)

    def _give_up(self, limits: dict[str, Any]) -> list[str]:
        layers = confine.confine(confine.Confinement(**limits), self._shared)
        confine.release_descriptors(keep=WORKER_FD)
        return layers

    def _reap(self, pid: int) -> None:
        handle = self._workers.pop(pid)
        self._selector.unregister(handle)
        os.close(handle)
        _, status, usage = os.wait4(pid, 0)
        self._kill_orphans()
        ending = {"status": os.waitstatus_to_exitcode(status), "cpu_s": usage.ru_utime + usage.ru_stime}
        self._control.send(json.dumps(ending).encode())

    def _kill_orphans(self) -> None:
        """End what a worker has left behind: as subreaper, this process has become its parent."""
        children = Path(f"/proc/self/task/{os.getpid()}/children")
        while orphans := set(map(int, children.read_text().split())) - set(self._workers):
            for pid in orphans:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def serve(settings: dict[str, Any]) -> None:
    """Warm up, tell the grader, and fork workers until it goes away.

    Whether the list of allowed system calls does for this machine is tried meanwhile. If it does not, workers run
    without it: what is denied is denied all the same.
    """
    control = socket.socket(fileno=settings["control"])
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
    filters = {name: code for name, code in syscalls.for_all().items() if name not in settings["without"]}
    tried = trial.begin(filters.values(), settings["room"]) if syscalls.ALLOW_LIST in filters else None
    from autograder.sandbox import shell, worker  # noqa: F401 - each worker finds it loaded

    warm = shell.make_shell()
    confine.hide_memory()
    if tried is not None and not trial.passed(tried):
        del filters[syscalls.ALLOW_LIST]
    shared = confine.prepare(landlock.Reach(**settings["reach"]), filters, settings["without"])
    gc.collect()
    gc.freeze()
    _open_room(control, settings["room"])
    Zygote(control, warm, shared).run()


def _open_room(control: socket.socket, room: str) -> None:
    """Say that all is ready, and hand the grader a way into the scratch folders, which may be seen from here only."""
    door = os.open(room, os.O_RDONLY | os.O_DIRECTORY)
    socket.send_fds(control, [b"ready"], [door])
    os.close(door)
