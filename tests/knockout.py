"""Knock-out runs: with one layer off, and with one layer alone, what gets through? ``make knockout`` writes the tables.

Each probe is a forbidden act that says so when it succeeds. All run in a worker of this kit's own, bounded by the
same limits as any notebook.
"""

from __future__ import annotations

import os
import platform
import socket
import sys
from pathlib import Path

from autograder.config import Limits
from autograder.errors import WorkerLostError
from autograder.model.isolation import LAYERS
from autograder.sandbox.call_numbers import NUMBERS
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.known_answers import KIT
from tests.helpers.sandbox_case import student

HIDDEN = KIT.assignments["net_input"].hidden_test("net_input_dot")
UNNEEDED = NUMBERS[platform.machine()]["io_setup"]
LIMITS = Limits(call_cpu_s=1, cell_cpu_s=1, wall_factor=3, memory_mb=1024)

PROBES = {
    "sees whether a hidden test exists": "os.stat(r'{hidden}')",
    "reads a hidden test": "open(r'{hidden}').read()",
    "writes to /var/tmp": "open('/var/tmp/autograder-probe', 'w').close() or os.remove('/var/tmp/autograder-probe')",
    "reaches this machine by a datagram": "socket.socket(2, 2).sendto(b'x', ('127.0.0.1', {udp}))",
    "reaches this machine by TCP": "socket.create_connection(('127.0.0.1', {tcp}), 1)",
    "sees the grader's process": "os.kill({grader}, 0)",
    "starts a process": "os.fork() or os._exit(0)",
    "signals the zygote": "os.kill(os.getppid(), 0)",
    "moves the zygote to one core": "os.sched_setaffinity(os.getppid(), os.sched_getaffinity(os.getppid()))",
    "takes 3 GB of address space": "mmap.mmap(-1, 3 << 30)",
    "writes a file of 64 MB": "open('big', 'wb').write(bytes(64 << 20))",
    "opens 500 files": "[open('/dev/null') for _ in range(500)]",
    "becomes root": "os.setuid(0)",
    "makes a call that no notebook needs": "ctypes.CDLL(None).syscall({unneeded}, 1, (ctypes.c_ulong * 1)()) and 1 / 0",
}
BY_NETWORK = {"udp": "reaches this machine by a datagram", "tcp": "reaches this machine by TCP"}


class Listeners:
    """Two sockets of this machine that know whether anything came."""

    def __init__(self) -> None:
        self._sockets = {"udp": socket.socket(type=socket.SOCK_DGRAM), "tcp": socket.socket()}
        for sock in self._sockets.values():
            sock.bind(("127.0.0.1", 0))
            sock.settimeout(0.1)
        self._sockets["tcp"].listen()

    def __enter__(self) -> Listeners:
        return self

    def __exit__(self, *_: object) -> None:
        for sock in self._sockets.values():
            sock.close()

    @property
    def ports(self) -> dict[str, int]:
        return {name: sock.getsockname()[1] for name, sock in self._sockets.items()}

    def heard(self, name: str) -> bool:
        sock = self._sockets[name]
        try:
            sock.recv(10) if name == "udp" else sock.accept()[0].close()
        except OSError:
            return False
        return True


def got_through(without: list[str], listeners: Listeners) -> set[str]:
    """Names of the probes that succeed with these layers off; on the network, those of which something arrives."""
    found = set()
    cell = "import ctypes, mmap, os, socket\ndef answer():\n    {act}\n    return 'through'"
    with ZygoteProcess(without=without) as zygote:
        for name, act in PROBES.items():
            filled = act.format(hidden=HIDDEN, grader=os.getpid(), unneeded=UNNEEDED, **listeners.ports)
            with student(zygote, cell.format(act=filled), limits=LIMITS) as ran:
                try:
                    if ran.evidence().value == "through":
                        found.add(name)
                except WorkerLostError:
                    continue
    deaf = {name for kind, name in BY_NETWORK.items() if not listeners.heard(kind)}
    return found - deaf


def present() -> list[str]:
    """Names of the layers that this user can have."""
    return [name for name in LAYERS if name != "private_uid" or os.geteuid() == 0]


def one_off() -> dict[str, set[str]]:
    """For no layer, each layer, and all of them off: what gets through."""
    runs = {"nothing off": [], **{name: [name] for name in present()}, "all off": list(LAYERS)}
    with Listeners() as listeners:
        return {run: got_through(off, listeners) for run, off in runs.items()}


def one_on() -> dict[str, set[str]]:
    """For each layer, what gets through when it is the only one."""
    with Listeners() as listeners:
        return {name: got_through([other for other in LAYERS if other != name], listeners) for name in present()}


def as_markdown(results: dict[str, set[str]]) -> str:
    lines = ["| what student code tries | " + " | ".join(results) + " |", "|---|" + "---|" * len(results)]
    lines += [
        f"| {probe} | " + " | ".join("through" if probe in run else "–" for run in results.values()) + " |"
        for probe in PROBES
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    who = "root" if os.geteuid() == 0 else "an unprivileged user"
    text = (
        f"# What each layer stops\n\nMade by `make knockout`, as {who}.\n\n"
        f"## One layer off\n\n{as_markdown(one_off())}\n"
        f"## One layer alone\n\nEvery other layer is off in each column. "
        f"`no_new_privileges` stops none of these itself: the next three stand on it.\n\n{as_markdown(one_on())}"
    )
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
