"""The pool: a grader process that dies costs what it was doing, and that is done again."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.helpers.command import COMMAND, quick_kit, rows
from tests.helpers.disturbed import kill_one, stored, student_workers, wait_for, zygotes
from tests.helpers.known_answers import filled_notebook, plain_right, save

SLOW = "import time\nstart = time.process_time()\nwhile time.process_time() - start < 0.7:\n    pass\n"


def grader_processes(command: psutil.Process) -> list[psutil.Process]:
    """The pool's own processes: forks of the command, and not the zygotes that they start."""
    return [child for child in command.children() if "zygote.py" not in " ".join(child.cmdline())]


@pytest.mark.long
@pytest.mark.parametrize("kills", [1, 3])
def test_killed_graders_cost_nothing(tmp_path: Path, kills: int) -> None:
    answers = plain_right("net_input")
    answers["net_input_loop"] += SLOW
    for number in range(6):
        save(filled_notebook("net_input", answers), tmp_path / "class" / f"{number}.ipynb")
    kit = quick_kit(tmp_path / "kit")
    command = [COMMAND, "grade", tmp_path / "class", "--out", tmp_path / "out", "--workers", "2", "--kit", kit]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for done in range(1, kills + 1):
        wait_for(process, tmp_path / "out", done)
        os.kill(grader_processes(psutil.Process(process.pid))[-1].pid, signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert [row["score"] for row in rows(tmp_path / "out").values()] == ["15"] * 6


@pytest.mark.slow
def test_what_the_grader_could_not_decide_is_graded_once_more_alone(tmp_path: Path) -> None:
    answers = plain_right("net_input")
    answers["net_input_loop"] += SLOW
    save(filled_notebook("net_input", answers), tmp_path / "class" / "a.ipynb")
    kit = quick_kit(tmp_path / "kit")
    out = tmp_path / "out"
    command = [COMMAND, "grade", tmp_path / "class", "--out", out, "--workers", "1", "--kit", kit]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (out / "gradebook.sqlite").exists() or not stored(out / "gradebook.sqlite"):
        assert process.poll() is None
        if student_workers(process):  # so its zygote is warm, and has lost its student's work
            kill_one(process, zygotes, random.Random(0))
    first = [json.loads(grade)["status"] for _, _, _, grade in stored(out / "gradebook.sqlite")]
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    assert first == ["open"]
    assert rows(out)["a.ipynb"]["score"] == "15"


LACKING = """
from pathlib import Path

from autograder.errors import KitError
from autograder.model import Submission
from autograder.runs.pool import Pool


def no_grader():
    raise KitError("there is no sandbox here")


try:
    list(Pool(no_grader, [Submission("n.ipynb", Path("n.ipynb"))], 1).grades())
except KitError as error:
    print(error)
"""


ENDED_BEFORE_ASKED = """
from autograder.runs import pool


class Pool(pool.Pool):
    def _hand(self, seat, number):
        seat.process.join()
        return super()._hand(seat, number)


pool.Pool = Pool
"""


@pytest.mark.parametrize("before", ["", ENDED_BEFORE_ASKED], ids=["asked in time", "ended before it was asked"])
def test_what_the_kit_lacks_is_said_by_name(before: str) -> None:
    done = subprocess.run([sys.executable, "-c", before + LACKING], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("there is no sandbox here\n", "")
