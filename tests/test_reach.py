"""Behind closed doors: another user gets to what is needed there, and to nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox.reach import closed_doors
from tests.command import autograder
from tests.known_answers import KIT, ROOT, filled_notebook, plain_right, save
from tests.sandbox_case import AS_ROOT

USER = 60999
CAP_SYS_ADMIN = 21


def may_mount() -> bool:
    held = re.search(r"CapEff:\s*(\w+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return AS_ROOT and held is not None and bool(int(held[1], 16) >> CAP_SYS_ADMIN & 1)


mounting = pytest.mark.skipif(not may_mount(), reason="only root with CAP_SYS_ADMIN may mount")

CHILD = f"""
import errno, json, os, sys
from pathlib import Path
from autograder.sandbox.reach import open_way
needed, writable, as_user, actions = json.loads(sys.argv[1])
if as_user and os.geteuid() == 0:
    os.setresuid({USER}, {USER}, {USER})
def outcome(action, path):
    try:
        return getattr(Path(path), action[0])(*action[1:])
    except OSError as error:
        return errno.errorcode[error.errno]
try:
    open_way(needed, writable)
except OSError as error:
    print(json.dumps(error.strerror))
    sys.exit()
if os.geteuid() == 0:
    os.setgroups([])
    os.setresgid({USER}, {USER}, {USER})
    os.setresuid({USER}, {USER}, {USER})
print(json.dumps([outcome(action, path) for path, *action in actions]))
"""
READ, WRITE = ("read_text",), ("write_text", "written")


def in_child(needed: list[Path], writable: list[Path], actions: Any = (), as_user: bool = False) -> Any:
    """Open the way in a child, become another user there, and do what is asked."""
    job = json.dumps([list(map(str, needed)), list(map(str, writable)), as_user, [[str(p), *a] for p, a in actions]])
    done = subprocess.run([sys.executable, "-c", CHILD, job], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that all can enter: ``open/a``, ``shut/needed/in``, ``shut/own``, ``shut/other`` and ``shut/deep/b``."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        place = Path(name)
        for folder in ("open/a", "shut/needed/in", "shut/own", "shut/other", "shut/deep/b"):
            (place / folder).mkdir(parents=True)
            (place / folder / "file").write_text(folder)
            (place / folder / "file").chmod(0o666)
            (place / folder).chmod(0o777)
        (place / "shut" / "loose").write_text("loose")
        for folder in (place, place / "open"):
            folder.chmod(0o755)
        (place / "shut" / "deep").chmod(0o700)
        (place / "shut").chmod(0o700)
        yield place


def test_the_topmost_closed_folder_is_the_door(place: Path) -> None:
    assert closed_doors([str(place / "open" / "a")]) == []
    assert closed_doors([str(place / "shut")]) == []
    assert closed_doors([str(place / "shut" / name) for name in ("deep/b", "needed/in", "own")]) == [
        str(place / "shut")
    ]


def test_a_door_is_seen_through_a_link(place: Path) -> None:
    (place / "open" / "way").symlink_to(place / "shut" / "needed")
    assert closed_doors([str(place / "open" / "way" / "in")]) == [str(place / "shut")]


@mounting
def test_another_user_reaches_what_is_needed_and_nothing_else(place: Path) -> None:
    shut = place / "shut"
    actions = {
        (shut / "needed" / "in" / "file", READ): "shut/needed/in",
        (shut / "needed" / "in" / "file", WRITE): "EROFS",
        (shut / "needed" / "in" / "new", WRITE): "EROFS",
        (shut / "deep" / "b" / "file", READ): "shut/deep/b",
        (shut / "own" / "new", WRITE): len("written"),
        (shut / "own" / "new", READ): "written",
        (shut / "other" / "file", READ): "ENOENT",
        (shut / "loose", READ): "ENOENT",
        (shut / "new", WRITE): "EACCES",
        (place / "open" / "a" / "file", READ): "open/a",
    }
    assert in_child([shut / "needed", shut / "deep" / "b"], [shut / "own"], actions) == list(actions.values())
    assert (shut / "own" / "new").read_text() == "written"
    assert {path.name for path in shut.iterdir()} == {"needed", "own", "other", "deep", "loose"}
    assert shut.stat().st_mode & 0o777 == 0o700


@mounting
def test_without_a_closed_door_nothing_changes(place: Path) -> None:
    actions = [(place / "open" / "a" / "file", WRITE), (place / "shut" / "loose", READ)]
    assert in_child([place / "open" / "a"], [], actions) == [len("written"), "EACCES"]


@mounting
def test_a_needed_folder_inside_another_is_reached(place: Path) -> None:
    shut = place / "shut"
    actions = [(shut / "needed" / "in" / "file", READ), (shut / "needed" / "in" / "new", WRITE)]
    assert in_child([shut / "needed", shut / "needed" / "in"], [], actions) == ["shut/needed/in", "EROFS"]


def test_where_nobody_may_mount_the_words_say_what_to_do(place: Path) -> None:
    words = in_child([place / "shut" / "needed"], [], as_user=True)
    assert f"other users cannot enter {place / 'shut'}" in words
    assert f"run chmod o+x {place / 'shut'}" in words


@pytest.mark.skipif(AS_ROOT and not may_mount(), reason="root needs CAP_SYS_ADMIN to mount")
def test_grading_works_with_its_folder_behind_a_closed_door(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(place / "shut" / "own"))
    late = "def net_input_dot(a, wj):\n    import colorsys, wave, tempfile\n    with tempfile.TemporaryFile():\n"
    late += "        return np.dot(a, wj)"
    answers = {**plain_right("net_input"), "net_input_dot": late}
    notebook = save(filled_notebook("net_input", answers), place / "open" / "n.ipynb")
    done = autograder("grade", notebook, "--json", "--kit", ROOT)
    assert done.returncode == 0, done.stderr
    grade = json.loads(done.stdout)
    assert (grade["status"], grade["troubles"]) == ("graded", [])
    assert grade["score"] == sum(KIT.assignments["net_input"].points.values())
    assert [path.name for path in (place / "shut" / "own").iterdir()] == ["file"]
