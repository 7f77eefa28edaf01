"""With namespaces the machine's other files, processes and network do not exist; without, the reason is told."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from autograder.sandbox.launch import ZygoteProcess, _kill_family
from autograder.sandbox.namespaces import closed_doors
from tests.attacks import ONLY_APART, Attack
from tests.helpers.command import COMMAND, quick_kit, rows
from tests.helpers.known_answers import ROOT, filled_notebook, plain_right, save
from tests.helpers.sandbox_case import AS_ROOT, answer, student

pytestmark = pytest.mark.slow  # make quick tries each kind elsewhere once

NAME = "net_input"


@pytest.fixture
def apart(zygote: ZygoteProcess) -> ZygoteProcess:
    if "namespaces" not in zygote.layers:
        pytest.skip("this machine lets nobody make namespaces")
    return zygote


def test_a_zygote_that_was_killed_while_it_warmed_up_gives_no_wall_away(apart: ZygoteProcess) -> None:
    with ZygoteProcess() as late:
        late._process.kill()
        assert "namespaces" in late.layers


def test_a_zygote_that_is_let_go_while_it_starts_leaves_no_process(apart: ZygoteProcess) -> None:
    """At any moment: bubblewrap's first child waits for its parent for ever, if that is killed before it answers."""
    left = []
    for number in range(40):
        started = ZygoteProcess()
        time.sleep(number / 1000)  # each at another moment of the start, which takes some forty milliseconds
        base = str(started._scratch.base)
        started.close()
        processes = [one for one in psutil.process_iter(["cmdline"]) if base in " ".join(one.info["cmdline"] or ())]
        _, alive = psutil.wait_procs(processes, timeout=60 if processes else 0)
        for one in alive:
            one.kill()
        left += alive
        if left:
            break
    assert not left


def test_a_process_that_was_waited_for_is_left_alone_whoever_has_its_number_by_now() -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    with subprocess.Popen(["sleep", "60"]) as another:
        ended.pid = another.pid
        _kill_family(ended)
        status = psutil.Process(another.pid).status()
        another.kill()
    assert status not in (psutil.STATUS_STOPPED, psutil.STATUS_ZOMBIE)


@pytest.mark.parametrize(
    "path", [ROOT / "tests", ROOT / "solutions", ROOT / "grading_config.yaml", Path("/etc/passwd")]
)
def test_secret_files_do_not_even_exist(apart: ZygoteProcess, path: Path) -> None:
    assert answer(apart, f"import os\ndef answer():\n    return os.path.lexists({str(path)!r})") is False


@pytest.mark.parametrize("attack", ONLY_APART, ids=lambda attack: attack.id)
def test_nothing_there_names_the_folder_of_the_kit(apart: ZygoteProcess, attack: Attack) -> None:
    with student(apart, *(cell.replace("@ROOT@", str(ROOT)) for cell in attack.cells())) as ran:
        assert ran.troubles == {}


def test_no_other_process_exists(apart: ZygoteProcess) -> None:
    cell = "import os\ndef answer():\n    return [os.getppid(), os.getpid()]"
    parent, own = answer(apart, cell)
    assert parent < own < 100


def test_there_is_no_network_but_its_own(apart: ZygoteProcess) -> None:
    cell = "import socket\ndef answer():\n    return [name for _, name in socket.if_nameindex()]"
    with ZygoteProcess(without=["seccomp"]) as open_to_sockets:
        assert answer(open_to_sockets, cell) == ["lo"]


@pytest.fixture
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="namespaces-", dir="/tmp") as name:
        path = Path(name)
        path.chmod(0o755)
        save(filled_notebook(NAME, plain_right(NAME)), path / "n.ipynb")
        (path / "broken").mkdir()
        bwrap = path / "broken" / "bwrap"
        bwrap.write_text("#!/bin/sh\necho 'no namespaces here' >&2\nexit 1\n")
        bwrap.chmod(0o755)
        yield path


def grade(place: Path, kit: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Grade one right notebook in a machine where bubblewrap may do nothing."""
    path = f"{place / 'broken'}:{os.environ['PATH']}"
    line = [COMMAND, "grade", str(place / "n.ipynb"), "--kit", str(kit), "--out", str(place / "out")]
    return subprocess.run(line, capture_output=True, text=True, env={**os.environ, "PATH": path, **environment})


def test_without_namespaces_grading_goes_on_and_the_grade_says_so(place: Path) -> None:
    done = grade(place)
    if "chmod o+x" in done.stderr:
        pytest.skip("workers cannot enter the kit's folder without namespaces")
    assert done.returncode == 0, done.stderr
    assert rows(place / "out")["n.ipynb"]["score"] == "15"
    assert "namespaces" not in (place / "out" / "results" / "n.ipynb.json").read_text(encoding="utf-8")


def test_where_policy_requires_them_nothing_is_run(place: Path) -> None:
    kit = quick_kit(place / "kit")
    config = kit / "grading_config.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("require: [", "require: [namespaces, "), encoding="utf-8")
    done = grade(place, kit)
    assert done.returncode == 2
    assert "namespaces" in done.stderr or "chmod o+x" in done.stderr


@pytest.mark.skipif(not AS_ROOT, reason="only root's workers are another user")
def test_behind_a_closed_door_the_remedy_is_told(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    done = grade(place, TMPDIR=str(closed))
    assert done.returncode == 2
    assert "chmod o+x" in done.stderr
    assert str(closed) in done.stderr
    assert not any(closed.iterdir())


@pytest.mark.skipif(not AS_ROOT, reason="only root's workers are another user")
def test_namespaces_open_a_closed_door(apart: ZygoteProcess, place: Path, monkeypatch) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(tempfile, "tempdir", str(closed))
    with ZygoteProcess() as behind:
        assert answer(behind, "import wave\ndef answer():\n    open('a', 'w').close()\n    return 1") == 1
    assert not any(closed.iterdir())


def test_closed_doors_are_the_topmost(place: Path) -> None:
    deep = place / "shut" / "inner" / "file"
    deep.parent.mkdir(parents=True)
    (place / "shut").chmod(0o700)
    (place / "shut" / "inner").chmod(0o700)
    assert closed_doors([str(deep), str(place / "n.ipynb")]) == [str(place / "shut")]
