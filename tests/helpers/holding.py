"""What becomes of cells that hold more than their share: ``python -m tests.helpers.holding [LAYER TO LEAVE OUT]``.

A program of its own, so that it can run as another user and as in a container. After what it wrote each cell waits
until it must have been weighed, so that nothing hangs on how fast.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from autograder.config import Limits
from autograder.sandbox.launch import ZygoteProcess
from tests.attacks import ATTACKS, PRELUDE
from tests.helpers.sandbox_case import student

LIMITS = Limits(cell_cpu_s=3, memory_mb=1024, wall_factor=20)
HELD = {attack.id: attack.code for attack in ATTACKS if attack.family == "held" and attack.kind == "cell"}
WAIT = "\nimport time\ntime.sleep(0.3)\n"  # longer than the longest time between two weighings
GONE = """
import contextlib, ctypes, threading
def fill():
    held = []
    with contextlib.suppress(OSError):  # no more room: it stays, and is found holding what it has
        for _ in range(32):
            held.append(os.open("part", os.O_CREAT | os.O_RDWR))
            os.remove("part")
            os.write(held[-1], bytes(15 << 20))
    while True:
        time.sleep(0.01)
threading.Thread(target=fill, daemon=True).start()
ctypes.CDLL(None).syscall(60, 0)
"""
CELLS = {name: PRELUDE + code + WAIT for name, code in HELD.items()} | {
    "main-thread-gone": PRELUDE + "import time" + GONE
}
HONEST = """
import os, tempfile, numpy as np
np.save("a.npy", np.zeros(10_000_000 // 8))
for number in range(20):
    os.link("a.npy", f"same-{number}")
for _ in range(40):
    with tempfile.TemporaryFile() as file:
        file.write(bytes(10 << 20))
for _ in range(40):
    with open("again", "wb") as file:
        file.write(bytes(10 << 20))
    os.remove("again")
kept = np.memmap("kept.dat", mode="w+", shape=10 << 20)
kept[:] = 1
assert open("kept.dat", "rb").read(1) == b"\\1"
os.mkdir("plots", 0o700)
"""


def said(zygote: ZygoteProcess, cell: str) -> str:
    """What is said about a cell, and about one after it if it may go on."""
    with student(zygote, cell, "after = 1", limits=LIMITS) as ran:
        return ran.troubles.get(1, "")


def outcomes(without: Sequence[str], names: Sequence[str] = ()) -> dict[str, str]:
    with ZygoteProcess(without=without) as zygote:
        return {
            name: said(zygote, cell) for name, cell in {**CELLS, "honest": HONEST}.items() if name in names or not names
        }


if __name__ == "__main__":
    print(json.dumps(outcomes(sys.argv[1:])))
