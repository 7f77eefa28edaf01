"""The zip for stock Otter: what it holds, that it grades where the kit is not, and that its warning is true."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.errors import ConfigError, KitError
from autograder.gradescope.stock import WARNING, write_stock_zip
from autograder.kit import Kit
from tests.helpers.command import autograder
from tests.helpers.known_answers import KIT, ROOT, filled_notebook, known_answers, plain_right
from tests.helpers.stock_otter import by_cases, our_marks, points_of, stock_zips

pytestmark = pytest.mark.long

ASSIGNMENT = "activation_functions"
NET_INPUT = KIT.assignments["net_input"]
NOT_FOR_OTHERS = ("AUTOGRADER_TERM", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")

zips = pytest.fixture(scope="session")(stock_zips)


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with the libraries of this one but without the kit: a folder on PYTHONPATH has no .pth read."""
    folder = tmp_path_factory.mktemp("image")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    ask = "from importlib.util import find_spec as f; print(f('otter') is None, f('autograder'), f('solutions'))"
    assert run(folder, ["-c", ask], folder).stdout.split() == ["False", "None", "None"]
    return folder


def run(image: Path, arguments: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in NOT_FOR_OTHERS}
    environment["PYTHONPATH"] = sysconfig.get_path("purelib")
    command = [str(image / "bin" / "python"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment)


def as_on_gradescope(image: Path, archive: Path, root: Path) -> dict[str, Any]:
    """Unpack the zip to ``source``, run its program on what lies in ``submission``, and read the results."""
    with zipfile.ZipFile(archive) as otters:
        otters.extractall(root / "source")
    (root / "results").mkdir()
    program = root / "source" / "run_otter.py"
    text = program.read_text(encoding="utf-8")
    assert '"/autograder"' in text
    program.write_text(text.replace('"/autograder"', repr(str(root))), encoding="utf-8")
    done = run(image, [str(program)], root)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))
    return found


def submission(root: Path, answers: dict[str, str], *more_cells: str) -> Path:
    notebook = filled_notebook(ASSIGNMENT, answers)
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in more_cells]
    path = root / "submission" / "handed_in.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    return path


def texts(archive: Path) -> dict[str, str]:
    with zipfile.ZipFile(archive) as otters:
        return {name: otters.read(name).decode() for name in otters.namelist()}


def test_the_zip_holds_otters_scripts_one_assignment_and_nothing_else(zips: dict[str, Path]) -> None:
    for name, assignment in KIT.assignments.items():
        made = {"setup.sh", "run_autograder", "run_otter.py", "environment.yml", "otter_config.json"}
        tests = {f"tests/{question}{kind}.py" for question in assignment.points for kind in ("", "_hidden")}
        modules = [path.name for path in (ROOT / "autograder" / "vocabulary").glob("*.py")]
        vocabulary = {"files/autograder/__init__.py", *(f"files/autograder/vocabulary/{name}" for name in modules)}
        reference = {f"files/solutions/{module}.py" for module in ("__init__", name)}
        assert set(texts(zips[name])) == made | tests | vocabulary | reference


def test_no_other_assignment_is_named_in_it(zips: dict[str, Path]) -> None:
    for name, archive in zips.items():
        others = set(KIT.assignments) - {name}
        assert not [(file, other) for file, text in texts(archive).items() for other in others if other in text]


def test_its_scripts_are_otters_and_can_be_run(zips: dict[str, Path]) -> None:
    found = texts(zips[ASSIGNMENT])
    assert "mamba env create -f /autograder/source/environment.yml" in found["setup.sh"]
    assert "python /autograder/source/run_otter.py" in found["run_autograder"]
    with zipfile.ZipFile(zips[ASSIGNMENT]) as otters:
        modes = {info.filename: info.external_attr >> 16 for info in otters.infolist()}
    assert {name for name, mode in modes.items() if mode & 0o111} == {"setup.sh", "run_autograder"}
    assert {mode & 0o777 for mode in modes.values()} == {0o755, 0o644}


def test_libraries_are_pinned_to_those_that_the_kit_runs_with(zips: dict[str, Path]) -> None:
    environment = texts(zips[ASSIGNMENT])["environment.yml"]
    pins = [f"{name}=={version(name)}\n" for name in ("ipython", "matplotlib", "numpy", "scipy")]
    otter = f"otter-grader[grading,plugins]=={version('otter-grader')}\n"
    python = f"python={sys.version_info.major}.{sys.version_info.minor}\n"
    assert not [line for line in (*pins, otter, python) if f"- {line}" not in environment]


def test_the_zip_is_the_same_every_time(zips: dict[str, Path], tmp_path: Path) -> None:
    write_stock_zip(KIT, NET_INPUT, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == zips["net_input"].read_bytes()
    with zipfile.ZipFile(tmp_path / "again.zip") as otters:
        assert {info.date_time for info in otters.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert otters.namelist() == sorted(otters.namelist())


def test_what_students_have_beside_the_notebook_goes_along(tmp_path: Path) -> None:
    for room in ("solutions", "tests", "grading_config.yaml"):
        (tmp_path / room).symlink_to(ROOT / room)
    shutil.copytree(ROOT / "assignments", tmp_path / "assignments")
    (tmp_path / "assignments" / "net_input" / "weights.csv").write_text("1,-2\n", encoding="utf-8")
    kit = Kit(tmp_path)
    write_stock_zip(kit, kit.assignment("net_input"), tmp_path / "net_input.zip")
    assert texts(tmp_path / "net_input.zip")["files/weights.csv"] == "1,-2\n"


def test_it_grades_where_the_kit_is_not(zips: dict[str, Path], image: Path, tmp_path: Path) -> None:
    wrong = [answer for answer in known_answers("wrong", ASSIGNMENT) if answer.id in ("A01", "S01", "L01")]
    answers = {**plain_right(ASSIGNMENT), **{answer.question: answer.code for answer in wrong}}
    notebook = submission(tmp_path, answers)
    marks = our_marks(notebook)
    found = as_on_gradescope(image, zips[ASSIGNMENT], tmp_path)
    points, most = points_of(found), KIT.assignments[ASSIGNMENT].points
    assert points == pytest.approx({question: by_cases(mark) for question, mark in marks.items()}, abs=1e-5)
    assert 0 < sum(points.values()) < sum(most.values())
    hidden = [test for test in found["tests"] if test["name"].endswith("_hidden")]
    assert {test["name"].removesuffix("_hidden"): test["max_score"] for test in hidden} == most
    assert {test["visibility"] for test in hidden} == {"hidden"}
    assert not [test for test in found["tests"] if test not in hidden and test.get("score")]


class Unpickled:
    """Makes a folder in whichever process reads it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.folder),)


def test_the_warning_is_true(zips: dict[str, Path], image: Path, tmp_path: Path) -> None:
    stolen = {question: f"from solutions.{ASSIGNMENT} import {question}" for question in plain_right(ASSIGNMENT)}
    tell = """\
import json, os, solutions
from pathlib import Path
told = [os.getuid(), Path("../unpickled").is_dir(), Path("tests/relu_hidden.py").read_text(), solutions.__file__]
Path("../results/told.json").write_text(json.dumps(told))"""
    notebook = submission(tmp_path, stolen, tell)
    notebook.with_name(".OTTER_LOG").write_bytes(pickle.dumps(Unpickled(tmp_path / "unpickled")))
    points = points_of(as_on_gradescope(image, zips[ASSIGNMENT], tmp_path))
    assert points == KIT.assignments[ASSIGNMENT].points  # with the reference itself
    told = json.loads((tmp_path / "results" / "told.json").read_text(encoding="utf-8"))
    uid, unpickled_before, hidden_test, reference = told
    assert uid == os.getuid()
    assert unpickled_before
    assert hidden_test == texts(zips[ASSIGNMENT])["tests/relu_hidden.py"]
    assert Path(reference) == tmp_path / "submission" / "solutions" / "__init__.py"


def test_the_warning_is_short_and_plain() -> None:
    lines = WARNING.splitlines()
    assert 3 <= len(lines) <= 5
    assert max(map(len, lines)) <= 120
    assert WARNING.isascii()


@pytest.mark.parametrize(
    ("place", "reason"),
    [("none/otter.zip", "No such file"), ("file/otter.zip", "Not a directory"), ("folder", "Is a directory")],
)
def test_a_place_that_cannot_be_written_is_named(place: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(ConfigError) as caught:
        write_stock_zip(KIT, NET_INPUT, tmp_path / place)
    assert str(caught.value).startswith(f"{tmp_path / place}: ")
    assert reason in str(caught.value)
    assert "the zip was not made" in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_where_otter_fails_its_words_are_passed_on_and_the_old_zip_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "otter").mkdir()
    (tmp_path / "otter" / "__init__.py").touch()
    (tmp_path / "otter" / "__main__.py").write_text("raise RuntimeError('no template today')\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "old.zip").write_bytes(b"old")
    with pytest.raises(KitError, match="otter generate made no zip; it says: RuntimeError: no template today"):
        write_stock_zip(KIT, NET_INPUT, tmp_path / "old.zip")
    assert (tmp_path / "old.zip").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old.zip", "otter"]


def test_the_command_warns_of_what_otter_does_not_protect(tmp_path: Path) -> None:
    done = autograder("gradescope", "net_input", "--stock-otter", "-o", tmp_path / "otter.zip", "--kit", ROOT)
    assert (done.returncode, (tmp_path / "otter.zip").is_file()) == (0, True), done.stderr
    assert WARNING in done.stderr
    assert "15 points" in done.stdout


def test_wheels_are_not_for_otters_zip(tmp_path: Path) -> None:
    call = ("gradescope", "net_input", "--stock-otter", "--vendor-wheels", "3.10", "-o", tmp_path / "both.zip")
    done = autograder(*call, "--kit", ROOT)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "--vendor-wheels is for our own zip" in done.stderr


def test_a_python_that_the_kit_does_not_run_on_is_named(tmp_path: Path) -> None:
    done = autograder("gradescope", "net_input", "--vendor-wheels", "2.7", "-o", tmp_path / "old.zip", "--kit", ROOT)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "2.7 is no version of Python from 3.10 on" in done.stderr
