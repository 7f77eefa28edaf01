"""The same verdict on every known answer, whichever Python of ours grades: here, and in Gradescope's 3.10."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.helpers.known_answers import ROOT

GRADESCOPES = "3.10"


def python_of_gradescope() -> str | None:
    """A Python of the minor version that runs on Gradescope, if this machine has one."""
    versions = Path.home() / ".pyenv" / "versions"
    found = [*map(str, sorted(versions.glob(f"{GRADESCOPES}.*/bin/python3"))), shutil.which(f"python{GRADESCOPES}")]
    return next((one for one in found if one), None)  # the first are no shims


def other_environment(folder: Path) -> Path:
    """An environment of that Python with what the lock says, and without what only our tests need."""
    python = python_of_gradescope()
    if python is None or sys.version_info[:2] == (3, 10):
        pytest.skip(f"no Python {GRADESCOPES} beside this one on this machine")
    sys.path.insert(0, str(ROOT / ".ci"))
    try:
        from setup import install
    finally:
        sys.path.pop(0)
    if install(python, folder, ["--no-dev"]) != 0:
        pytest.skip(f"the packages for Python {GRADESCOPES} cannot be had here")
    return folder / "bin" / "python"


def verdicts(python: Path, out: Path) -> dict[str, Any]:
    done = subprocess.run(
        [str(python), "-m", "tests.helpers.verdicts", str(out)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def test_no_numpy_here_is_stricter_than_a_students() -> None:
    assert tuple(map(int, np.__version__.split(".")[:2])) < (2, 4), "make setup: the lock says less than 2.4"


@pytest.mark.long
def test_the_known_answers_get_the_same_verdicts_here_and_on_gradescopes_python(tmp_path: Path) -> None:
    there = verdicts(other_environment(tmp_path / "venv"), tmp_path / "there.json")
    here = verdicts(Path(sys.executable), tmp_path / "here.json")
    assert len(here) > 500
    assert {answer: (here[answer], there.get(answer)) for answer in here if here[answer] != there.get(answer)} == {}
