"""Other work for the same machine, while something is graded: it ends with its block, and by itself before long."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.command import COMMAND
from tests.helpers.known_answers import ROOT

LONGEST_S = 900  # a helper whose test was killed ends by itself after that
_FRAME = """
import os, signal, subprocess, sys
signal.alarm({longest})
def told():
    global told
    print("busy", flush=True)
    told = lambda: None
{body}
"""
_LOOP = """
number = 1
while True:
    for _ in range(10**5):
        number = number * 3 % 1000003
    told()
"""
_DISK = """
block = os.urandom(1 << 20)
while True:
    with open(os.path.join({folder!r}, str(os.getpid())), "wb") as file:
        for _ in range(32):
            file.write(block)
            file.flush()
            os.fsync(file.fileno())
        told()
"""
_MEMORY = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
while True:
    held = bytearray(200 << 20)
    for place in range(0, len(held), 4096):
        held[place] = 1
    told()
"""
_GRADER = """
number = 0
while True:
    number += 1
    out = os.path.join({folder!r}, "out-%d-%d" % (os.getpid(), number))
    subprocess.run([{command!r}, "grade", {handed_in!r}, "--out", out, "--kit", {kit!r}], stdout=subprocess.DEVNULL)
    told()
"""


@contextlib.contextmanager
def other_work(folder: Path, handed_in: Path) -> Iterator[None]:
    """Four busy loops a core, two writers to the disk, one that takes memory, and another grader."""
    grader = _GRADER.format(folder=str(folder), command=COMMAND, handed_in=str(handed_in), kit=str(ROOT))
    loops = [_LOOP] * (4 * (os.cpu_count() or 1))
    bodies = [*loops, *[_DISK.format(folder=str(folder))] * 2, _MEMORY, grader]
    with contextlib.ExitStack() as ending:
        helpers = [ending.enter_context(_helper(body)) for body in bodies]
        for helper in helpers:
            assert helper.stdout is not None
            assert helper.stdout.readline() == "busy\n"
        yield
        assert [helper.poll() for helper in helpers] == [None] * len(helpers), "some of the other work ended too soon"


@contextlib.contextmanager
def _helper(body: str) -> Iterator[subprocess.Popen[str]]:
    """A process at the head of a group of its own, which is ended with all that it started."""
    command = [sys.executable, "-c", _FRAME.format(longest=LONGEST_S, body=body)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as helper:
        try:
            yield helper
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(helper.pid, signal.SIGKILL)
