"""``make load``: grade a class of any size whose every mark is known, and show what it cost.

``python -m tests.load 10000`` grades ten thousand; with ``--resume`` the run is killed at two thirds and goes on.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.helpers.command import COMMAND, quick_kit, rows
from tests.helpers.known_answers import ROOT
from tests.helpers.load_class import Expected, make_pool, write_class
from tests.helpers.measure import adopt_orphans, cpu_of_the_ended, reap_orphans, watch

SEED = 20261124
MOST_ALONE = 12  # wrong answers of each question; more for a class in which they are seen
LOOK_EVERY_S = 1.0
SHOWN_TENTHS = (2, 5, 10)
SHOWN_DIFFERENCES = 20


@dataclass
class Load:
    """A class under load: how far it was, and how much memory it had, at every look."""

    command: list[str]
    out: Path
    size: int
    looks: list[tuple[int, float]] = field(default_factory=list)

    def run(self, *, kill_at: int | None = None) -> None:
        """Run the command to its end, or kill it when so many results are there."""
        process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

        def look(memory_mb: float) -> None:
            done = self.done()
            self.looks.append((done, memory_mb))
            if kill_at is not None and done >= kill_at:
                process.kill()

        watch(process, LOOK_EVERY_S, look)
        _, said = process.communicate()
        if kill_at is None and process.returncode not in (0, 1):
            raise SystemExit(said)

    def done(self) -> int:
        """How many results are written."""
        with contextlib.suppress(FileNotFoundError), os.scandir(self.out / "results") as found:
            return sum(1 for _ in found)
        return 0

    def memory_in_tenth(self, tenth: int) -> float:
        """Median memory while that tenth of the submissions was graded."""
        begin, end = (tenth - 1) * self.size / 10, tenth * self.size / 10
        found = [memory for done, memory in self.looks if begin <= done < end]
        return statistics.median(found) if found else float("nan")


def differences(expected: dict[str, Expected], out: Path) -> list[str]:
    """Whatever the tables say otherwise than it must be, in words."""
    found = rows(out)
    wrong = [f"{name} is in one of the two only" for name in found.keys() ^ expected.keys()]
    for name in sorted(found.keys() & expected.keys()):
        row, wanted = found[name], expected[name]
        points = {question: float(row[question]) for question in wanted.points if row[question]}
        if row["status"] != wanted.status or points != wanted.points:
            wrong.append(f"{name}: {row['status']} {points}, not {wanted.status} {wanted.points}")
        elif float(row["score"] or 0) != sum(points.values()):
            wrong.append(f"{name}: {row['score']} is not the sum of {points}")
    return wrong + _not_once(expected, out)


def _not_once(expected: dict[str, Expected], out: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(out / "gradebook.sqlite")) as gradebook:
        counts = collections.Counter(name for (name,) in gradebook.execute("SELECT submission FROM grades"))
    return [f"{name} was stored {counts[name]} times" for name in expected if counts[name] != 1]


def load(work: Path, size: int, workers: int, *, resume: bool) -> list[str]:
    kit = quick_kit(work / "kit")
    begin = time.perf_counter()
    pool = make_pool(work, kit, MOST_ALONE if size < 5000 else 10 * MOST_ALONE)
    alone = time.perf_counter()
    expected = write_class(work / "class", size, pool, SEED)
    reap_orphans()  # of the answers that were graded alone
    start, cpu = time.perf_counter(), cpu_of_the_ended()
    counts = sum(map(len, pool.right.values())), sum(map(len, pool.wrong.values()))
    print(f"{counts[0]} right answers; {counts[1]} others graded alone in {alone - begin:.0f} s")
    print(f"{size} notebooks written in {start - alone:.1f} s")
    out = work / "report"
    command = [COMMAND, "grade", str(work / "class"), "--out", str(out), "--workers", str(workers), "--kit", str(kit)]
    run = Load(command, out, size)
    if resume:
        run.run(kill_at=2 * size // 3)
        print(f"killed when {run.done()} results were there")
    run.run()
    wall = time.perf_counter() - start
    reap_orphans()
    cpu = cpu_of_the_ended() - cpu
    print(f"{size} submissions with {workers} workers: {wall:.0f} s wall, {cpu:.0f} s CPU")
    print(f"{60 * size / wall:.0f} submissions a minute, {1000 * cpu / size:.0f} ms CPU each")
    tenths = ", ".join(f"{run.memory_in_tenth(tenth):.0f} MB in tenth {tenth}" for tenth in SHOWN_TENTHS)
    print(f"memory of all processes: {tenths}; peak {max(memory for _, memory in run.looks):.0f} MB")
    return differences(expected, out)


def main() -> None:
    parser = argparse.ArgumentParser(description="Grade a class whose every mark is known.")
    parser.add_argument("size", type=int, nargs="?", default=1000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--resume", action="store_true", help="kill the run at two thirds and let it go on")
    arguments = parser.parse_args()
    os.chdir(ROOT)
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        Path(folder).chmod(0o711)  # where there are no namespaces, a worker's own user must get in
        wrong = load(Path(folder), arguments.size, arguments.workers, resume=arguments.resume)
    for words in wrong[:SHOWN_DIFFERENCES]:
        print(words)
    print(f"{len(wrong)} differences (to reach: 0)")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
