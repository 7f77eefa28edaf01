"""No cell keeps more on the disk than is allowed, by a name or without, whoever grades, whatever the kernel gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from autograder.config import Limits
from autograder.errors import KitError
from autograder.sandbox.host import Job
from autograder.sandbox.launch import ZygoteProcess
from autograder.sandbox.namespaces import bubblewrap
from tests.attacks.run import PLAIN_USER, skip_reason
from tests.helpers import container
from tests.helpers.holding import CELLS
from tests.helpers.known_answers import ROOT
from tests.helpers.sandbox_case import AS_ROOT, answer, student

PLACES = ("as-it-is", "without-namespaces", "container", "plain-user-without-namespaces")
NO_ROOM = (
    "wrote more than",
    "No space left",
    "no room",
    "no map",
    "Operation not permitted",
    "not sent",
    "cannot be listed",
    "signal 7",  # the kernel's own way where a map of a file finds no room
)
SLEEP = "import time\ntime.sleep(0.3)"  # longer than the longest time between two weighings
SMALL = Limits(scratch_mb=8, memory_mb=1024)


def reason(place: str) -> str:
    if place == "container":
        return skip_reason("docker-root")
    return skip_reason("plain-user") if place.startswith("plain-user") else ""


@pytest.fixture(scope="module")
def outcomes() -> Callable[[str], dict[str, str]]:
    @cache
    def once(place: str) -> dict[str, str]:
        line = [sys.executable, "-m", "tests.helpers.holding"]
        line = container.inside(line) if place == "container" else line
        user = {"user": PLAIN_USER, "group": PLAIN_USER, "extra_groups": []}
        switch = user if place.startswith("plain-user") and AS_ROOT else {}
        line += ["namespaces"] if place.endswith("without-namespaces") else []
        done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, **switch)
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    return once


@pytest.fixture(params=PLACES)
def held(request: pytest.FixtureRequest, outcomes: Callable[[str], dict[str, str]]) -> dict[str, str]:
    if words := reason(request.param):
        pytest.skip(words)
    return outcomes(request.param)


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in CELLS if name != "standard-error"])
def test_what_is_held_counts(held: dict[str, str], name: str) -> None:
    assert any(words in held[name] for words in NO_ROOM), held[name]


@pytest.mark.long
def test_standard_streams_lead_nowhere_and_honest_files_cost_nothing(held: dict[str, str]) -> None:
    assert (held["standard-error"], held["honest"]) == ("", "")


@pytest.fixture(scope="module")
def apart() -> Iterator[ZygoteProcess]:
    with ZygoteProcess() as zygote:
        if "namespaces" not in zygote.layers:
            pytest.skip("this machine lets nobody make namespaces")
        yield zygote


def test_the_kernel_keeps_the_size_that_is_asked_for(apart: ZygoteProcess) -> None:
    cell = "import os\ndef answer():\n    s = os.statvfs('.')\n    return s.f_blocks * s.f_frsize / 2**20"
    assert answer(apart, cell, limits=SMALL) == 9
    assert answer(apart, cell) == 65


def test_nothing_of_one_submission_takes_the_next_ones_room(apart: ZygoteProcess) -> None:
    fill = "fd = os.open('part', os.O_CREAT | os.O_RDWR)\nos.remove('part')\nos.write(fd, bytes(7 << 20))\n"
    for _ in range(4):
        with student(apart, f"import os\n{fill}", "x = open('kept', 'wb').write(bytes(1 << 19))", limits=SMALL) as ran:
            assert ran.troubles == {}


@pytest.mark.parametrize("without", [[], ["namespaces"]])
def test_many_short_cells_together_are_weighed(without: list[str]) -> None:
    cells = [f"import os\nfd{n} = os.open('part', os.O_CREAT | os.O_RDWR)\nos.remove('part')" for n in range(12)]
    cells = [f"{cell}\nx = os.write(fd{n}, bytes(1 << 20))" for n, cell in enumerate(cells)]
    with ZygoteProcess(without=without) as zygote, student(zygote, *cells, SLEEP, limits=SMALL) as ran:
        assert "wrote more than 8 MB or 2000 files and was stopped" in ran.troubles.values()


@pytest.mark.parametrize("without", [[], ["namespaces"]])
def test_a_folder_that_cannot_be_listed_is_named_or_counted(without: list[str]) -> None:
    cell = "import os\nos.mkdir('d', 0o300)\nfor n in range(3):\n    x = open(f'd/{n}', 'wb').write(bytes(5 << 20))"
    with ZygoteProcess(without=without) as zygote, student(zygote, cell, SLEEP, limits=SMALL) as ran:
        assert any(words in said for said in ran.troubles.values() for words in NO_ROOM)


def test_public_files_that_do_not_fit_are_the_instructors(apart: ZygoteProcess, tmp_path: Path) -> None:
    (tmp_path / "spikes.npy").write_bytes(bytes(12 << 20))
    with pytest.raises(KitError, match=r"spikes\.npy.*limits\.scratch_mb"):
        apart.start(Job(["answer"], SMALL, 10, [tmp_path / "spikes.npy"]))


def test_an_old_bubblewrap_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "bwrap"
    old.write_text("#!/bin/sh\necho '  --tmpfs DEST'\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert bubblewrap() != str(old)
