"""Knock-out runs: with one layer off at a time, what gets through? ``python -m tests.knockout`` prints the table.

Each probe is a forbidden act that says so when it succeeds. All run in a worker of this kit's own, bounded by the
same limits as any notebook.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from autograder.config import Limits
from autograder.errors import WorkerLostError
from autograder.isolation import LAYERS
from autograder.sandbox.launch import ZygoteProcess
from tests.sandbox_case import student

LIMITS = Limits(call_cpu_s=1, cell_cpu_s=1, wall_factor=3, memory_mb=1024)

PROBES = {
    "reads a file of the machine": "open('/etc/passwd').read()",
    "writes to /var/tmp": "open('/var/tmp/autograder-probe', 'w').close() or os.remove('/var/tmp/autograder-probe')",
    "sends a datagram": "socket.socket(2, 2).sendto(b'x', ('127.0.0.1', {port}))",
    "connects by TCP": "socket.create_connection(('127.0.0.1', {port}), 1)",
    "starts a process": "os.fork() or os._exit(0)",
    "signals the zygote": "os.kill(os.getppid(), 0)",
    "moves the zygote to one core": "os.sched_setaffinity(os.getppid(), os.sched_getaffinity(os.getppid()))",
    "takes 3 GB of address space": "mmap.mmap(-1, 3 << 30)",
    "writes a file of 64 MB": "open('big', 'wb').write(bytes(64 << 20))",
    "opens 500 files": "[open('/dev/null') for _ in range(500)]",
    "becomes root": "os.setuid(0)",
}


def got_through(without: list[str], port: int) -> set[str]:
    """Names of the probes that succeed with these layers off."""
    found = set()
    cell = "import mmap, os, socket\ndef answer():\n    {act}\n    return 'through'"
    with ZygoteProcess(without=without) as zygote:
        for name, act in PROBES.items():
            with student(zygote, cell.format(act=act.format(port=port)), limits=LIMITS) as ran:
                try:
                    if ran.evidence().value == "through":
                        found.add(name)
                except WorkerLostError:
                    continue
    return found


def table() -> dict[str, set[str]]:
    """For no layer, each layer, and all of them off: what gets through."""
    runs: dict[str, list[str]] = {"nothing off": [], **{name: [name] for name in LAYERS}, "all off": list(LAYERS)}
    if os.geteuid() != 0:
        del runs["private_uid"]
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        return {run: got_through(off, listener.getsockname()[1]) for run, off in runs.items()}


def main() -> None:
    results = table()
    lines = ["| what student code tries | " + " | ".join(results) + " |", "|---|" + "---|" * len(results)]
    lines += [
        f"| {probe} | " + " | ".join("through" if probe in run else "–" for run in results.values()) + " |"
        for probe in PROBES
    ]
    text = "# What each layer stops\n\nMade by `make knockout`, as root; each column has one layer off.\n\n"
    text += "\n".join(lines) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
