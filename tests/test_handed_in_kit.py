"""A kit that a student handed in: nothing of it is run, wherever the teacher stands."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.helpers.broken_kit import RIGHT, Room, sound_kit
from tests.helpers.command import autograder as fresh
from tests.helpers.command import quick_kit
from tests.helpers.known_answers import ROOT, filled_notebook, save
from tests.helpers.warm import autograder

pytestmark = pytest.mark.long

SPRUNG = "sprung"


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A student's folder in a class, with an answer and a kit whose every file leaves a trace when it is run."""
    folder = tmp_path / "class" / "mallory"
    room = sound_kit(folder)
    trap = f"open({str(tmp_path / SPRUNG)!r}, 'w').close()\n"
    for path in folder.rglob("*.py"):
        path.write_text(path.read_text(encoding="utf-8") + trap, encoding="utf-8")
    (folder / "spikes.py").write_text("import numpy as np\n\n\n" + RIGHT["spikes"], encoding="utf-8")
    assert room.hidden.exists()
    return folder


def refused(tmp_path: Path, *arguments: str | Path, cwd: Path) -> str:
    done = autograder(*arguments, cwd=cwd)
    assert done.returncode == 2, done.stdout
    assert not (tmp_path / SPRUNG).exists()
    assert "Traceback" not in done.stderr
    assert "Nothing of it was run." in done.stderr
    return done.stderr


@pytest.mark.parametrize(
    ("here", "paths"),
    [
        ("class/mallory", ["."]),
        ("class/mallory", ["spikes.py"]),
        ("class/mallory", [".."]),
        ("class/mallory", ["../../class"]),
        ("class/mallory", ["../../other", ".."]),
        ("class/mallory", ["../../link"]),
        ("class/mallory/tests", [".."]),
        ("class/mallory/tests", ["../spikes.py"]),
        ("class/mallory", ["class.zip"]),
    ],
)
def test_standing_in_a_students_folder_runs_nothing_of_it(
    tmp_path: Path, theirs: Path, here: str, paths: list[str]
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "class", target_is_directory=True)
    shutil.make_archive(str(theirs / "class"), "zip", theirs, "assignments")
    refused(tmp_path, "grade", *paths, cwd=tmp_path / here)


@pytest.mark.parametrize("kit", ["class/mallory", "link/mallory", "to-mallory", "rooms", "one-file"])
def test_naming_a_kit_that_lies_in_what_is_graded_runs_nothing_of_it(tmp_path: Path, theirs: Path, kit: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "class", target_is_directory=True)
    (tmp_path / "to-mallory").symlink_to(theirs, target_is_directory=True)
    (tmp_path / "rooms").mkdir()
    for name in ("assignments", "solutions", "tests"):
        (tmp_path / "rooms" / name).symlink_to(theirs / name)
    shutil.copy(theirs / "grading_config.yaml", tmp_path / "rooms")
    mixed = sound_kit(tmp_path / "one-file")
    mixed.hidden.unlink()
    mixed.hidden.symlink_to(theirs / "tests" / "hidden" / "spikes" / "double_hidden.py")
    said = refused(tmp_path, "grade", "class", "--kit", tmp_path / kit, cwd=tmp_path)
    assert "came with what is graded" in said


def test_a_kit_in_another_kit_is_refused_unless_it_is_named(tmp_path: Path, theirs: Path) -> None:
    shutil.copy(theirs / "grading_config.yaml", tmp_path)
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere.py"
    elsewhere.write_text(RIGHT["spikes"], encoding="utf-8")
    assert "lies in another kit" in refused(tmp_path, "grade", elsewhere, cwd=theirs)
    elsewhere.unlink()


def test_regrade_and_report_run_nothing_of_a_kit_that_was_graded(tmp_path: Path, theirs: Path) -> None:
    own = sound_kit(tmp_path / "own")
    graded = autograder("grade", "class/mallory/spikes.py", "--out", "out", "--kit", own.root, cwd=tmp_path)
    assert graded.returncode == 0, graded.stderr
    for command in ("regrade", "report"):
        refused(tmp_path, command, "--out", tmp_path / "out", cwd=theirs)
    again = autograder("grade", "class", "--out", "whole", "--kit", own.root, cwd=tmp_path)
    assert again.returncode in (0, 1), again.stderr
    for command in ("regrade", "report"):
        refused(tmp_path, command, "--out", tmp_path / "whole", "--kit", theirs, cwd=tmp_path)


JUDGE_NOTHING = [
    "export csv",
    "export xlsx",
    "export canvas",
    "explain spikes.py double",
    "override spikes.py double 1 --by Bo --reason asked",
    "forget",
    "people people.csv",
]


@pytest.mark.parametrize("command", JUDGE_NOTHING)
def test_what_judges_nothing_runs_nothing_of_the_folder_it_stands_in(
    tmp_path: Path, theirs: Path, command: str
) -> None:
    """Not even a file that is called like a library which the command loads late."""
    own = sound_kit(tmp_path / "own")
    graded = autograder("grade", own.handed_in("spikes"), "--out", "out", "--kit", own.root, cwd=tmp_path)
    assert graded.returncode == 0, graded.stderr
    trap = f"open({str(tmp_path / SPRUNG)!r}, 'w').close()\n"
    for library in ("xlsxwriter", "yaml", "tzdata", "jinja2", "sqlite3", "distributed", "matplotlib", "colorsys"):
        (theirs / f"{library}.py").write_text(trap, encoding="utf-8")
    (theirs / "people.csv").write_text("student_id,name\n1,Ada\n", encoding="utf-8")
    out = [] if command.startswith("people") else ["--out", tmp_path / "out"]
    done = fresh(*command.split(), *out, cwd=theirs)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / SPRUNG).exists()


def test_each_run_says_which_kit_it_judges_by(tmp_path: Path) -> None:
    room: Room = sound_kit(tmp_path / "kit")
    handed_in = room.handed_in("spikes")
    told = f"Judged by the kit in {room.root}\n"
    graded = autograder("grade", handed_in, "--out", tmp_path / "out", "--kit", room.root)
    assert graded.stdout.startswith(told)
    assert autograder("report", "--out", tmp_path / "out", "--kit", room.root).stdout.startswith(told)
    assert autograder("regrade", "--out", tmp_path / "out", "--kit", room.root).stdout.startswith(told)
    as_json = autograder("grade", handed_in, "--json", "--kit", room.root)
    assert (as_json.stdout[0], as_json.stderr) == ("{", told)


def test_what_lies_in_the_kit_is_graded_by_it(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")  # its rooms are the command's own
    save(filled_notebook("net_input", {}), kit / "demo" / "class" / "ann.ipynb")
    save(filled_notebook("net_input", {}), kit / "ben.ipynb")
    for path in ("demo/class", "ben.ipynb"):
        done = autograder("grade", path, cwd=kit)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"Judged by the kit in {os.path.realpath(kit)}\n")
    assert (ROOT / "grading_config.yaml").exists()
