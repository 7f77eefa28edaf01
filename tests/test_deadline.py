"""What the grader does itself for one submission ends: by its own CPU time, and as nobody's loss but that step's."""

from __future__ import annotations

import contextlib
import shutil
import signal
import sys
import threading
from pathlib import Path

import nbformat
import pytest

from autograder.errors import OverdueError
from autograder.grading import Grader
from autograder.kit import Kit
from autograder.marking import deadline as module
from autograder.marking.deadline import deadline
from autograder.marking.suite import suites_of
from autograder.model import Grade, Submission
from autograder.notebook import reading as notebook
from autograder.sandbox.choose import host_for
from tests.helpers.broken_kit import sound_kit
from tests.helpers.command import quick_kit
from tests.helpers.known_answers import ROOT, plain_right

QUICK_S = 0.5  # of CPU time: what is honest here takes a twentieth of it


def loop() -> None:
    while True:
        pass


def loop_that_catches_errors() -> None:
    while True:
        with contextlib.suppress(Exception):  # as Otter's classes do
            loop()


def loop_where_errors_are_dropped() -> None:
    class Deaf:
        def __del__(self) -> None:
            loop()

    Deaf()
    loop()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("work", [loop, loop_that_catches_errors, loop_where_errors_are_dropped])
def test_what_does_not_end_is_ended(work) -> None:
    with pytest.raises(OverdueError), deadline(0.05):
        work()
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
    assert signal.getsignal(signal.SIGVTALRM) == signal.SIG_DFL


def test_what_ends_leaves_no_timer_behind() -> None:
    with deadline(60):
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] > 1
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_a_thread_that_cannot_be_stopped_goes_on() -> None:
    done = []

    def work() -> None:
        with deadline(0.001):
            done.append(sum(range(10**5)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


# --- through the whole engine

HIDDEN = "tests/hidden/activation_functions/relu_hidden.py"
LOOPING = """
import numpy as np
from otter.test_files import test_case

OK_FORMAT = False
name = "relu"

@test_case(name="endless where it is wrong", hidden=True)
def test_endless(relu):
    n = relu(np.array([-1.0]))
    while n[0] != 0:
        n
"""


def kit_of(folder: Path, hidden: str = "") -> Kit:
    root = quick_kit(folder)
    if hidden:
        (root / "tests").unlink()
        shutil.copytree(ROOT / "tests" / "hidden", root / "tests" / "hidden")
        (root / "tests" / "answers").symlink_to(ROOT / "tests" / "answers")
        (root / HIDDEN).write_text(hidden, encoding="utf-8")
    return Kit(root)


def graded(kit: Kit, path: Path) -> Grade:
    with Grader(kit.config.limits, suites_of(kit), host_for(sys.platform)(())) as grader:
        return grader.grade(Submission("a.ipynb", path))


def handed_in(path: Path, relu: str = "") -> Path:
    answers = plain_right("activation_functions")
    sources = ["import numpy as np", *({**answers, "relu": relu} if relu else answers).values()]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)), encoding="utf-8")
    return path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "OWN_CPU_S", QUICK_S)


@pytest.mark.usefixtures("quick")
def test_a_test_that_never_ends_on_a_wrong_answer_leaves_its_question_open_and_the_others_graded(
    tmp_path: Path,
) -> None:
    grade = graded(kit_of(tmp_path / "kit", LOOPING), handed_in(tmp_path / "a.ipynb", "def relu(n):\n    return n"))
    points = {mark.question: mark.points for mark in grade.marks}
    assert points.pop("relu") is None
    assert None not in points.values()
    assert 0 not in points.values()
    (verdict,) = (v for mark in grade.marks for v in mark.verdicts if v.outcome == "unknown")
    assert verdict.detail == (
        "judging took the grader more than 10 s of its own: is there a loop in the test that never ends?"
    )


@pytest.fixture
def own_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a kit's reference be imported that this process has had of another kit, as no command has."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in {"solutions", "solutions.spikes", *(one for one in sys.modules if one.startswith("solutions."))}:
        monkeypatch.setitem(sys.modules, name, sys)  # so that it is put back, or taken away, at the end
        del sys.modules[name]


@pytest.mark.usefixtures("quick", "own_reference")
def test_a_mistake_that_takes_too_long_to_recognise_costs_its_hint_alone(tmp_path: Path) -> None:
    room = sound_kit(tmp_path / "kit")
    endless = "    while list(n) == [1.0]:  # which is the probe of double, and no input of its own\n        pass\n"
    reference = room.solutions.read_text(encoding="utf-8")
    room.solutions.write_text(reference.replace("    return n / 2.0", f"{endless}    return n / 2.0"), encoding="utf-8")
    wrong = room.handed_in(
        "spikes", "def double(n):\n    return np.array([n, n])\n\n\ndef half(n):\n    return n / 2\n"
    )
    grade = graded(room.kit, wrong)
    assert grade.status == "graded"
    assert [(mark.points, mark.diagnosis) for mark in grade.marks] == [(0, None), (2, None)]


def test_a_file_that_takes_too_long_to_read_is_a_row_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "OWN_CPU_S", 0.02)  # three million cells take ten times as long at least
    monkeypatch.setattr(notebook, "MAX_MARKED", 1 << 30)  # as if a size had been forgotten
    (tmp_path / "a.py").write_text("# %%\n" * 3_000_000, encoding="utf-8")
    grade = graded(kit_of(tmp_path / "kit"), tmp_path / "a.py")
    assert (grade.status, grade.marks) == ("unreadable", ())
    assert grade.reason.startswith("Reading it took more than 10 s, or more memory than there is.")
