"""Does a release work by itself? It is unpacked elsewhere and run to its end, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.authoring.frame import carried_tests
from autograder.config import CONFIG_FILE

if TYPE_CHECKING:
    from autograder.kit import Assignment

_ALONE = Path(__file__).with_name("alone.py")
_LONGEST_S = 120  # running all cells takes some seconds


def rehearse(archive: Path, assignment: Assignment) -> list[str]:
    """What goes wrong where a student unpacks the zip and runs the untouched notebook, a line each.

    The notebook is the instructor's own, so it runs unconfined; what it leaves behind goes with the temporary folder.
    """
    with tempfile.TemporaryDirectory(prefix="release-") as name:
        desk = Path(name)
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(desk)
        report, folder = desk / "report.json", desk / assignment.name
        tests = folder / "tests"
        if not tests.is_dir():  # then the notebook carries them
            tests = desk / "tests"
            _lay_out(folder / assignment.notebook.name, tests)
        said = _run(assignment, folder, report, tests)
        if not report.is_file():
            return [f"{assignment.notebook.name} does not run to its end{said}"]
        faults: list[str] = json.loads(report.read_text(encoding="utf-8"))
    return faults


def _lay_out(notebook: Path, tests: Path) -> None:
    """Write the test files that a notebook carries."""
    tests.mkdir()
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        for question, text in carried_tests("".join(cell["source"])).items():
            (tests / f"{question}.py").write_text(text, encoding="utf-8")


def _run(assignment: Assignment, folder: Path, report: Path, tests: Path) -> str:
    """Run the program beside this file; what it last said, where it did not come to its end."""
    command = [sys.executable, "-I", str(_ALONE), assignment.notebook.name, str(report), CONFIG_FILE, str(tests)]
    environment = {**os.environ, "MPLBACKEND": "agg", "IPYTHONDIR": str(report.parent / "ipython")}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and our own notebook
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=_LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f" within {_LONGEST_S} s"
    lines = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
    return f" ({lines[-1]})" if lines else ""
