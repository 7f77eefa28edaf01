"""Whatever stops a run, at any moment: nothing is lost, nothing is graded twice, and the same command finishes it."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.gradebook import Gradebook
from tests.helpers.disturbed import (
    SIZE,
    Finder,
    Room,
    a_moment,
    assert_gone,
    assert_once,
    call_old,
    contents,
    copied,
    ended,
    family,
    graders,
    kill_one,
    stored,
    student_workers,
    wait_for,
    wait_for_rows,
    zygotes,
)

pytestmark = [pytest.mark.skipif(os.name != "posix", reason="kills by signal"), pytest.mark.long]
SEEDS = range(int(os.environ.get("FAULT_SEEDS", "2")))
ONE_AND_MORE = [pytest.param(seed, marks=[pytest.mark.long] if seed else []) for seed in SEEDS]
HAS_NOT_ALL_GRADED = 1  # the class has a file that cannot be read
FULL_SCRIPT = """
mount -t tmpfs -o size={size} none "$0" || exit 77
"$@"; echo $? > {told}/first
cp -r "$0" {told}/kept
mount -o remount,size=32m "$0"
"$@"; echo $? > {told}/second
cp -r "$0" {told}/end
"""


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with tempfile.TemporaryDirectory(prefix="faults-") as folder, contextlib.closing(Room(Path(folder))) as made:
        yield made


@pytest.fixture(scope="module")
def undisturbed(room: Room) -> Path:
    out = room.root / "undisturbed"
    assert room.run(room.grade(out)) == (HAS_NOT_ALL_GRADED, "")
    assert_once(out / "gradebook.sqlite")
    return out


@pytest.fixture
def out(room: Room, tmp_path: Path) -> Path:
    return tmp_path / "out"


def finish(room: Room, out: Path, undisturbed: Path) -> None:
    """The same command again: what is stored is not graded again, and all ends as if nothing had been."""
    gradebook = out / "gradebook.sqlite"
    before = call_old(gradebook)
    process = room.start(room.grade(out))
    assert ended(process) == (HAS_NOT_ALL_GRADED, "")
    assert stored(gradebook)[: len(before)] == before
    assert_once(gradebook)
    assert contents(out) == contents(undisturbed)
    assert not room.leftovers()


@pytest.mark.parametrize("seed", ONE_AND_MORE)
def test_a_killed_run_goes_on_where_it_was(room: Room, out: Path, undisturbed: Path, seed: int) -> None:
    chance = random.Random(f"run {seed}")
    process = room.start(room.grade(out))
    wait_for(process, out, chance.randint(1, SIZE - 2))
    a_moment(chance)
    processes = family(process)
    process.kill()
    process.communicate()
    assert_gone(processes)
    assert stored(out / "gradebook.sqlite")
    finish(room, out, undisturbed)


@pytest.mark.parametrize("seed", ONE_AND_MORE)
def test_a_run_killed_as_it_ends_is_finished(room: Room, out: Path, undisturbed: Path, seed: int) -> None:
    chance = random.Random(f"tables {seed}")
    copied(undisturbed, out)
    shutil.rmtree(out / "results")  # all is stored: pages and tables are still to be written
    (out / "marks.csv").unlink()
    process = room.start(room.grade(out))
    wait_for(process, out, chance.randint(1, SIZE))
    a_moment(chance, 0.03)
    process.kill()
    process.communicate()
    finish(room, out, undisturbed)


@pytest.mark.parametrize("found", [graders, zygotes, student_workers], ids=lambda found: found.__name__)
def test_a_process_killed_beside_the_run_costs_nothing(room: Room, out: Path, undisturbed: Path, found: Finder) -> None:
    chance = random.Random(found.__name__)
    process = room.start(room.grade(out))
    for results in (1, SIZE // 2):
        wait_for(process, out, results)
        a_moment(chance, 0.05)
        kill_one(process, found, chance)
    assert ended(process) == (HAS_NOT_ALL_GRADED, "")
    assert_once(out / "gradebook.sqlite")
    assert contents(out) == contents(undisturbed)


def test_a_killed_regrade_changes_nothing_or_all(room: Room, out: Path, undisturbed: Path) -> None:
    chance = random.Random("regrade")
    kit = room.harder_kit()
    fresh = room.root / "fresh"
    assert room.run(room.grade(fresh, kit)) == (HAS_NOT_ALL_GRADED, "")
    assert contents(fresh) != contents(undisturbed)
    copied(undisturbed, out)
    trial = out / "regrade.sqlite"
    for more, rows in (((), chance.randint(1, SIZE - 2)), (("--apply",), SIZE)):
        process = room.start(room.regrade(out, kit, *more))
        wait_for_rows(process, trial, rows)
        a_moment(chance)
        process.kill()
        process.communicate()
        if not more:
            before = call_old(trial)
            shown = {path: data for path, data in contents(out).items() if "regrade" not in path}
            assert shown == contents(undisturbed)
    assert stored(trial)[: len(before)] == before
    assert room.run(room.regrade(out, kit, "--apply")) == (0, "")
    assert_once(out / "gradebook.sqlite", contexts=2)
    assert contents(out) == contents(fresh)


@pytest.mark.parametrize("seed", SEEDS[:1])
def test_a_full_disk_is_said_and_costs_nothing(
    room: Room, out: Path, undisturbed: Path, tmp_path: Path, seed: int
) -> None:
    """In a mount namespace of its own: nothing of it is seen outside, and nothing stays."""
    if os.geteuid() or not shutil.which("unshare"):
        pytest.skip("only root can make a small disk")
    chance = random.Random(f"disk {seed}")
    out.mkdir()
    script = FULL_SCRIPT.format(size=f"{chance.randint(90, 260)}k", told=tmp_path)
    said = tmp_path.joinpath("said").open("w+")
    with said:
        command = ["unshare", "-m", "sh", "-c", script, str(out), *room.grade(out)]
        if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=said).returncode == 77:
            pytest.skip("this root cannot mount")
        said.seek(0)
        words = said.read()
    assert "Traceback" not in words
    assert "make room, then run the same command again" in words
    assert [(tmp_path / name).read_text().strip() for name in ("first", "second")] == ["2", "1"]
    kept = stored(tmp_path / "kept" / "gradebook.sqlite")
    assert stored(tmp_path / "end" / "gradebook.sqlite")[: len(kept)] == kept
    assert_once(tmp_path / "end" / "gradebook.sqlite")
    assert contents(tmp_path / "end") == contents(undisturbed)


def test_a_file_that_may_not_grow_is_said_and_costs_nothing(room: Room, out: Path, undisturbed: Path) -> None:
    chance = random.Random("file size")
    lid = chance.randrange(80_000, 120_000)
    process = room.start(["prlimit", f"--fsize={lid}:unlimited", *room.grade(out)])
    status, said = ended(process)
    assert (status, "make room, then run the same command again" in said) == (2, True), said
    assert 0 < len(stored(out / "gradebook.sqlite")) < SIZE
    finish(room, out, undisturbed)


def test_no_room_for_temporary_files_is_said(room: Room, out: Path, undisturbed: Path) -> None:
    if os.geteuid() or not shutil.which("unshare"):
        pytest.skip("only root can make a small disk")
    script = 'mount -t tmpfs -o size=4k,nr_inodes=3 none "$0" || exit 77; exec "$@"'
    status, said = room.run(["unshare", "-m", "sh", "-c", script, str(room.scratch), *room.grade(out)])
    if status == 77:
        pytest.skip("this root cannot mount")
    assert (status, "is full" in said) == (2, True), said
    finish(room, out, undisturbed)


def test_a_power_cut_leaves_whole_grades_in_the_order_in_which_they_were_stored(
    room: Room, out: Path, undisturbed: Path, tmp_path: Path
) -> None:
    chance = random.Random("power")
    process = room.start(room.grade(out))
    copies: list[Path] = []
    for results in sorted(chance.sample(range(SIZE - 1), 5)):
        wait_for(process, out, results)
        a_moment(chance, 0.05)
        whole = cut(process, out, tmp_path / f"cut{results}")
        copies += [whole, *(torn(whole, tmp_path / f"torn{results}.{n}", chance) for n in range(6))]
    assert ended(process) == (HAS_NOT_ALL_GRADED, "")
    order = [(submission, grade) for submission, _, _, grade in stored(out / "gradebook.sqlite")]
    lengths = []
    for copy in copies:
        with Gradebook(copy / "gradebook.sqlite") as gradebook:
            assert gradebook.history("nobody") == []
        found = [(submission, grade) for submission, _, _, grade in stored(copy / "gradebook.sqlite")]
        assert found == order[: len(found)]
        lengths.append(len(found))
    assert len(set(lengths)) > 3
    finish(room, chance.choice(copies), undisturbed)


def cut(process: subprocess.Popen[str], out: Path, target: Path) -> Path:
    """The gradebook as it lies on the disk at one moment; the shared memory beside it is gone with the power."""
    target.mkdir()
    os.kill(process.pid, signal.SIGSTOP)
    try:
        for name in ("gradebook.sqlite", "gradebook.sqlite-wal"):
            if (out / name).exists():
                shutil.copy(out / name, target)
    finally:
        os.kill(process.pid, signal.SIGCONT)
    return target


def torn(whole: Path, target: Path, chance: random.Random) -> Path:
    """The same, with a log whose end never reached the disk."""
    copied(whole, target)
    wal = target / "gradebook.sqlite-wal"
    if wal.exists():
        os.truncate(wal, chance.randint(0, wal.stat().st_size))
    return target


@pytest.mark.parametrize("seed", ONE_AND_MORE)
def test_ctrl_c_at_any_moment_costs_nothing(room: Room, out: Path, undisturbed: Path, seed: int) -> None:
    chance = random.Random(f"Ctrl-C {seed}")
    process = room.start(room.grade(out))
    wait_for(process, out, chance.randint(1, SIZE // 2))
    a_moment(chance)
    processes = family(process)
    os.killpg(process.pid, signal.SIGINT)
    status, said = ended(process)
    assert (status, "the same command goes on from there" in said) == (130, True), said
    assert_gone(processes)
    finish(room, out, undisturbed)


def test_of_two_runs_at_once_one_says_that_it_must_wait(room: Room, out: Path, undisturbed: Path) -> None:
    first, second = (room.start(room.grade(out)) for _ in range(2))
    both = sorted([ended(first), ended(second)])
    assert [status for status, _ in both] == [HAS_NOT_ALL_GRADED, 2]
    assert "Another run is writing to" in both[1][1]
    assert_once(out / "gradebook.sqlite")
    assert contents(out) == contents(undisturbed)
