"""The zygote: a program of its own, warm with IPython, numpy and matplotlib, that forks workers on request.

Started by file path with ``-S -s``, in an environment of a few named variables and with ``/`` as its folder, so
that it knows neither the kit's folder nor its tests and solutions. It keeps only the path of this folder.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import selectors
import signal
import socket
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

WORKER_FD = 100
_PR_SET_CHILD_SUBREAPER = 36


def _import_only_sandbox(packages: list[str]) -> None:
    """Let ``autograder.sandbox`` be imported from this folder, and nothing else of the kit."""
    here = str(Path(__file__).parent)
    sys.path[:] = [entry for entry in sys.path if entry != here] + packages
    for name, path in (("autograder", []), ("autograder.sandbox", [here])):
        package = ModuleType(name)
        package.__path__ = path
        sys.modules[name] = package


class Zygote:
    """Forks workers, reaps them, and tells the grader how each ended."""

    def __init__(self, control: socket.socket, shell: Any, shared: Any) -> None:
        self._control = control
        self._shell = shell
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
        socket.send_fds(self._control, [json.dumps({"started": pid}).encode()], [handle])
        return True

    def _become_worker(self, descriptor: int, job: dict[str, Any]) -> None:
        from autograder.sandbox import worker

        try:
            os.setsid()
            os.dup2(descriptor, WORKER_FD, inheritable=False)
            with socket.socket(fileno=WORKER_FD) as sock:
                worker.serve(sock, self._shell, job, self._shared)
        except (EOFError, OSError):
            os._exit(0)
        finally:
            os._exit(70)

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


def main() -> None:
    """Warm up, tell the grader, and serve."""
    settings = json.loads(sys.argv[1])
    _import_only_sandbox(settings["packages"])
    control = socket.socket(fileno=settings["control"])
    from autograder.sandbox import confine, inert_otter, reach

    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    readable = [*settings["readable"], str(Path(__file__).parent)]
    try:
        if os.geteuid() == 0:
            reach.open_way(readable, [settings["base"]])
    except OSError as error:
        control.send(json.dumps({"failed": error.strerror}).encode())
        return
    from autograder.sandbox import shell, worker  # noqa: F401 - warm for the forks

    sys.modules["otter"] = inert_otter.module()
    warm = shell.make_shell()
    confine.hide_memory()
    shared = confine.prepare(readable, settings["base"], settings["without"])
    gc.collect()
    gc.freeze()
    control.send(json.dumps({"ready": os.getpid()}).encode())
    Zygote(control, warm, shared).run()


if __name__ == "__main__":
    main()
