"""What runs as the first process of a container: the steps of a build, or Gradescope's harness around one grading.

Like Gradescope's harness it lives in the container, with the container's privileges, and ends only after it has read
``results.json``: until then background processes live on. The emulator interprets what was read.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from tests.emulation.task import HOST_NAME, KNOCK_PORT, PATH, ROOT, Task

RESULTS = Path(ROOT, "results", "results.json")
STDOUT = Path(ROOT, "results", "stdout")
_TICK_S = 0.02
_READING_S = 10


class Watch:
    """Waits for processes as a first process must, for all that have lost their parent, and counts knocks."""

    def __init__(self, *, port: int | None) -> None:
        self.knocks = 0
        self._ended: dict[int, int] = {}
        self._listeners = []
        if port is not None:
            self._listeners = [socket.create_server(("127.0.0.1", port), backlog=128)]
            self._listeners[0].setblocking(False)  # noqa: FBT003

    def wait(self, pid: int, seconds: float) -> int | None:
        """The exit status of a process, negative for a signal; None when it has not ended by then."""
        deadline = time.monotonic() + seconds
        ending = os.pidfd_open(pid)  # is readable from the moment that the process ends
        while pid not in self._ended and time.monotonic() < deadline:
            self._turn(ending)
        os.close(ending)
        status = self._ended.get(pid)
        return None if status is None else os.waitstatus_to_exitcode(status)

    def linger(self, seconds: float) -> None:
        """Let background processes have some time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._turn()

    def _turn(self, *ending: int) -> None:
        ready = select.select([*self._listeners, *ending], [], [], _TICK_S)[0]
        for listener in filter(self._listeners.__contains__, ready):
            with contextlib.suppress(BlockingIOError, ConnectionError):
                listener.accept()[0].close()
                self.knocks += 1
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG)) != (0, 0):
                self._ended[ended[0]] = ended[1]


def spawn(command: list[str], folder: str, environment: dict[str, str], output: int) -> int:
    """Start a command, its two outputs in one file; where it cannot start, the file says so and the status is 127."""
    pid = os.fork()
    if pid:
        return pid
    try:
        for number in (signal.SIGPIPE, signal.SIGXFSZ):  # Python's own settings
            signal.signal(number, signal.SIG_DFL)
        os.chdir(folder)
        os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.execvpe(command[0], command, environment)
    except OSError as error:
        os.write(2, f"{command[0]}: {error.strerror}\n".encode())
    finally:
        os._exit(127)


def _environment(task: Task) -> dict[str, str]:
    return {"PATH": PATH, "HOME": "/root", "HOSTNAME": HOST_NAME, **task.environment}


def build(task: Task, log: int) -> dict[str, object]:
    """Run the steps until one fails; how long each took, and the status of the last."""
    watch, seconds, status = Watch(port=None), {}, 0
    for step in task.steps:
        os.write(log, f"=== {step.name}\n".encode())
        start = time.monotonic()
        status = watch.wait(spawn(step.command, "/", _environment(task), log), float("inf"))
        seconds[step.name] = time.monotonic() - start
        if status:
            break
    return {"seconds": seconds, "status": status}


def grade(task: Task) -> dict[str, object]:
    """Run ``run_autograder`` once, as the harness does, and bring back all that it would report."""
    watch = Watch(port=KNOCK_PORT)
    start = time.monotonic()
    output = os.open(STDOUT, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    pid = spawn(["./run_autograder"], ROOT, _environment(task), output)
    os.close(output)
    status = watch.wait(pid, task.timeout_s)
    seconds = time.monotonic() - start
    if timed_out := status is None:
        os.kill(pid, signal.SIGKILL)
        status = watch.wait(pid, _READING_S)
        _say_that_time_is_up(task.timeout_s)
    watch.linger(task.grace_s)
    read = {"results": _text(RESULTS), "stdout": _text(STDOUT) or "", "left": list(_processes())}
    return {"status": status, "seconds": seconds, "timed_out": timed_out, "knocks": watch.knocks, **read}


def _say_that_time_is_up(seconds: float) -> None:
    words = f"Your submission timed out. It took longer than {seconds:g} seconds to run."
    with contextlib.suppress(OSError):
        RESULTS.write_text(json.dumps({"score": 0, "output": words}), encoding="utf-8")


def _text(path: Path) -> str | None:
    """What lies there, None for nothing that can be read; a pipe put there must not keep us."""

    def too_long(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(_READING_S)
    try:
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return None
    finally:
        signal.alarm(0)


def _processes() -> Iterator[str]:
    """The command lines of all processes but this one; a dead one has none."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (folder / "cmdline").read_bytes().rstrip(b"\0").replace(b"\0", b" ")
            if line and int(folder.name) != os.getpid():
                yield line.decode("utf-8", errors="replace")
