"""The pool: a grader process that dies costs what it was doing, and that is done again."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import psutil

from tests.command import COMMAND, quick_kit, rows
from tests.known_answers import filled_notebook, plain_right, save

SLOW = "import time\nstart = time.process_time()\nwhile time.process_time() - start < 0.7:\n    pass\n"


def grader_processes(command: psutil.Process) -> list[psutil.Process]:
    """The pool's own processes: forks of the command, and not the zygotes that they start."""
    return [child for child in command.children() if "zygote.py" not in " ".join(child.cmdline())]


def test_a_killed_grader_costs_nothing(tmp_path: Path) -> None:
    answers = plain_right("net_input")
    answers["net_input_loop"] += SLOW
    for number in range(6):
        save(filled_notebook("net_input", answers), tmp_path / "class" / f"{number}.ipynb")
    kit = quick_kit(tmp_path / "kit")
    command = [COMMAND, "grade", tmp_path / "class", "--out", tmp_path / "out", "--workers", "2", "--kit", kit]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not list((tmp_path / "out").glob("results/*.json")):
        assert process.poll() is None
    os.kill(grader_processes(psutil.Process(process.pid))[0].pid, signal.SIGKILL)
    process.communicate(timeout=120)
    assert process.returncode == 0
    assert [row["score"] for row in rows(tmp_path / "out").values()] == ["15"] * 6
