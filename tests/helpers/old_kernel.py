"""A worker on a kernel with an older Landlock, no namespaces: ``python -m tests.helpers.old_kernel ABI LAYER_OFF...``.

Tries all cells of ``tests.attacks.old_kernels``, and prints those of which something came. A program of its own, so
that it can run as the user who also owns the worker, without root. ABI is the newest that the worker may use; the
second argument may name a layer to leave out, which shows that without it the cells do get through.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.sandbox.launch import ZygoteProcess
from tests.attacks.old_kernels import FILES, SIGNALS
from tests.helpers.sandbox_case import student

WAITING = "import sys; sys.stdin.read()"


def tried(zygote: ZygoteProcess, cell: str, **places: object) -> str:
    """What is said about a cell once it has run."""
    for name, value in places.items():
        cell = cell.replace(f"@{name}@", str(value))
    with student(zygote, cell, "after = 1") as ran:
        return ran.troubles.get(1, "")


def signalled(zygote: ZygoteProcess, cell: str) -> bool:
    """Whether another process of this user has died of a signal of the worker's."""
    victim = subprocess.Popen([sys.executable, "-c", WAITING], stdin=subprocess.PIPE, start_new_session=True)
    tried(zygote, cell, VICTIM=victim.pid)
    victim.communicate()
    return victim.returncode != 0


def changed(zygote: ZygoteProcess, cell: str, mine: Path, other: Path) -> bool:
    """Whether a file outside the scratch folder has changed, or can be held."""
    for path in (mine, other):
        path.write_text("kept", encoding="ascii")
    said = tried(zygote, cell, VICTIM=os.getpid(), MINE=mine, OTHER=other)
    texts = [path.read_text(encoding="ascii") if path.exists() else "" for path in (mine, other)]
    return texts != ["kept", "kept"] or "LookupError" in said


def main(abi: int, without: list[str]) -> dict[str, list[str]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        ZygoteProcess(without=["namespaces", "private_uid", *without], landlock_abi=abi) as zygote,
    ):
        mine = zygote._scratch.home / "readable"  # of the base, which the common rules let a worker read
        came = [name for name, cell in SIGNALS.items() if signalled(zygote, cell)]
        came += [name for name, cell in FILES.items() if changed(zygote, cell, mine, Path(folder, "other"))]
        with student(zygote, "x = 1") as ran:
            return {"layers": list(ran.session.layers), "came": came}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2:])))
