"""What ruff and mypy tell somebody who writes questions: what would bite them, and nothing of style."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.known_answers import ROOT

PLACES = (
    "solutions/lif.py",
    "tests/questions/lif/lif_step.py",
    "tests/hidden/lif/lif_step_hidden.py",
    "assignments/lif/tests/lif_step.py",
    "assignments/lif/drawing.py",
)
AS_PEOPLE_WRITE = """\
import numpy as np
from math import pi
CELL = {'tau':10., 'R':10, 'E_L':-65.}

def lif_step(V,I, dt, cell = CELL) :
  l = lambda x: x*pi
  if I == None: I = 0
  V_new = V + dt/cell["tau"]*( -(V-cell['E_L']) + cell['R']*I )
  for i in range(3): print(V_new, end = ''); assert True, "LONG"
  if dt > 0:
    return V_new
  else:
    return list([l(x) for x in np.atleast_1d(V)])
""".replace("LONG", "a long line " * 12)
BITES = {
    "an unknown name": ("def f(n):\n    return nd.ones(n)\n", "F821"),
    "an unused import": ("import numpy as np\n\n\ndef f(n):\n    return n\n", "F401"),
    "syntax that is too new": ("def f(n):\n    return f\"{'\\n'.join(n)}\"\n", "invalid-syntax"),
    "two functions of one name": ("def f(n):\n    return n\n\n\ndef f(n):\n    return n + 1\n", "F811"),
    "a name of Python's": ("def f(n):\n    sum = n\n    return sum\n", "A001"),
    "a mutable default": ("def f(n, seen=[]):\n    seen.append(n)\n    return seen\n", "B006"),
    "a value compared with itself": ("def f(n):\n    return n == n\n", "PLR0124"),
    "two numbers compared": ("def f(n):\n    return n if 1 < 2 else 0\n", "PLR0133"),
    "an assertion that always holds": ("def f(n):\n    assert (n == 1, 'it is not')\n", "F631"),
    "a comparison that is dropped": ("def f(n):\n    n == 1\n    return n\n", "B015"),
}


def told(folder: Path, place: str, source: str) -> str:
    """What is said by both of ruff's commands that make check runs."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    path = folder / place
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")
    said = ""
    for command in (["check", "--output-format", "concise"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--no-cache", "."], cwd=folder, capture_output=True, text=True
        )
        said += f"{done.stdout}{done.stderr}" if done.returncode else ""
    return said


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_said_of_style(tmp_path: Path, place: str) -> None:
    assert told(tmp_path, place, AS_PEOPLE_WRITE) == ""


@pytest.mark.parametrize("place", PLACES)
def test_what_would_bite_is_told(tmp_path: Path, place: str) -> None:
    for number, (source, code) in enumerate(BITES.values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert code in told(folder, place, source), code


def test_the_engines_files_are_held_to_more(tmp_path: Path) -> None:
    said = told(tmp_path, "autograder/lif.py", AS_PEOPLE_WRITE)
    assert {code for code in ("E501", "E711", "E731", "reformatted") if code not in said} == set()


@pytest.mark.long
def test_no_annotation_is_forced_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "autograder").mkdir()
    (tmp_path / "autograder" / "__init__.py").touch()
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "__init__.py").touch()
    more = "\n\ndef right(n: int) -> float:\n    return n * 0.5\n\n\ndef wrong(n: int) -> str:\n    return n\n"
    (tmp_path / "solutions" / "lif.py").write_text(AS_PEOPLE_WRITE + more, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=tmp_path, capture_output=True, text=True)
    assert [line.split(" error: ")[1] for line in done.stdout.splitlines() if " error: " in line] == [
        'Incompatible return value type (got "int", expected "str")  [return-value]'
    ], done.stdout
