"""``make bench``: what grading costs, against ``otter run`` and against a bare floor, all in one run.

The floor is a plain fork with everything warm that runs the same cells with ``exec`` and the same test files on the
functions themselves: no IPython, no wire, no isolation, no report.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from autograder.isolation import LAYERS
from autograder.sandbox.launch import ZygoteProcess
from autograder.sandbox.session import Session
from tests.command import COMMAND
from tests.known_answers import KIT, ROOT, filled_notebook, known_answers, plain_right, save
from tests.stock_otter import otter_run, write_stock_zip

NAMES = list(KIT.assignments)
_PR_SET_CHILD_SUBREAPER = 36
FEW, MANY = 20, 220
ROUNDS = 3
STARTS = 40


@dataclass
class Cost:
    """CPU and wall seconds of one command with all its descendants."""

    cpu_s: float
    wall_s: float


def adopt_orphans() -> None:
    """Become the parent of what others leave behind: bubblewrap does not wait for what ran in its namespaces."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reap_orphans() -> None:
    """Wait for all of them, so that their CPU time is counted."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


def cost_of(command: list[str]) -> Cost:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.perf_counter() - start
    reap_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return Cost(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, wall)


def grade(folder: Path, workers: int) -> list[str]:
    return [COMMAND, "grade", str(folder), "--out", tempfile.mkdtemp(dir=folder.parent), "--workers", str(workers)]


def floor(folder: Path) -> list[str]:
    return [sys.executable, "-m", "tests.bench_floor", str(folder)]


def make_class(folder: Path, size: int) -> Path:
    """Notebooks of all assignments in turn, with a known right answer of another kind in each."""
    answers = {name: known_answers("right", name) for name in NAMES}
    for number in range(size):
        name = NAMES[number % len(NAMES)]
        answer = answers[name][number // len(NAMES) % len(answers[name])]
        filled = filled_notebook(name, {**plain_right(name), answer.question: answer.code})
        save(filled, folder / f"student{number:03d}.ipynb")
    return folder


def otter_cost(work: Path) -> Cost:
    """Mean cost of ``otter run`` on a right notebook of each assignment."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for name in NAMES:
        notebook = save(filled_notebook(name, plain_right(name)), work / "one" / name / "notebook.ipynb")
        write_stock_zip(name, work / f"{name}.zip")
        otter_run(work / f"{name}.zip", notebook, work / "otter")
    reap_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(cpu / len(NAMES), (time.perf_counter() - start) / len(NAMES))


def marginal(few: Cost, many: Cost) -> Cost:
    return Cost((many.cpu_s - few.cpu_s) / (MANY - FEW), (many.wall_s - few.wall_s) / (MANY - FEW))


def peak_memory_mb(command: list[str]) -> float:
    """Largest proportional set size of a command and all its descendants, sampled."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak, done = 0.0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.1):
            peak = max(peak, tree_pss_mb(process.pid))

    thread = threading.Thread(target=watch)
    thread.start()
    process.wait()
    done.set()
    thread.join()
    return peak


def tree_pss_mb(pid: int) -> float:
    total = 0
    try:
        root = psutil.Process(pid)
        for process in [root, *root.children(recursive=True)]:
            total += _pss(process)
    except psutil.Error:
        return 0.0
    return total / (1 << 20)


def _pss(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0


def measure(work: Path) -> dict[str, object]:
    few, many = make_class(work / "few", FEW), make_class(work / "many", MANY)
    one = make_class(work / "start", 1)
    rounds: dict[str, list[Cost]] = {name: [] for name in ("otter", "floor", "grade", "start")}
    for number in range(ROUNDS):
        Console(stderr=True).print(f"round {number + 1} of {ROUNDS}")
        rounds["start"].append(cost_of(grade(one, 1)))
        rounds["otter"].append(otter_cost(work))
        rounds["floor"].append(marginal(cost_of(floor(few)), cost_of(floor(many))))
        rounds["grade"].append(marginal(cost_of(grade(few, 1)), cost_of(grade(many, 1))))
    both = marginal(cost_of(grade(few, 2)), cost_of(grade(many, 2)))
    return {
        **{name: asdict(_median(costs)) for name, costs in rounds.items()},
        "grade_two_workers": asdict(both),
        "sandbox_start_ms": sandbox_start_ms(),
        "peak_pss_mb": {str(workers): peak_memory_mb(grade(few, workers)) for workers in (1, 2)},
    }


def sandbox_start_ms() -> dict[str, float]:
    """Median wall time to start a worker, with all layers and with none, taken in turn."""
    times: dict[str, list[float]] = {"all layers": [], "no layer": []}
    with ZygoteProcess() as full, ZygoteProcess(without=list(LAYERS)) as bare:
        for _ in range(STARTS):
            for name, zygote in (("all layers", full), ("no layer", bare)):
                with Session(zygote, KIT.config.limits, [], []) as session:
                    session.start()
                    session.restart()
                    begin = time.perf_counter()
                    session.start()
                    times[name].append(1000 * (time.perf_counter() - begin))
    return {name: statistics.median(values) for name, values in times.items()}


def _median(costs: list[Cost]) -> Cost:
    return Cost(statistics.median(c.cpu_s for c in costs), statistics.median(c.wall_s for c in costs))


def show(figures: dict[str, dict[str, float]]) -> None:
    grade_cpu, otter_cpu, floor_cpu = (figures[name]["cpu_s"] for name in ("grade", "otter", "floor"))
    table = Table(title=f"One submission, median of {ROUNDS} rounds over {MANY - FEW} submissions")
    for column in ("", "CPU", "wall", "a minute"):
        table.add_column(column, justify="left" if not column else "right")
    names = {
        "otter": "otter run",
        "grade": "autograder grade, 1 worker",
        "grade_two_workers": "autograder grade, 2 workers",
        "floor": "bare floor",
    }
    for key, name in names.items():
        cost = figures[key]
        table.add_row(name, f"{cost['cpu_s']:.3f} s", f"{cost['wall_s']:.3f} s", f"{60 / cost['wall_s']:.0f}")
    console = Console()
    console.print(table)
    start = figures["start"]
    console.print(f"otter run / autograder grade: {otter_cpu / grade_cpu:.0f} times the CPU (to reach: at least 50)")
    console.print(f"autograder grade / floor: {grade_cpu / floor_cpu:.2f} times the CPU (to reach: at most 2)")
    console.print(
        f"start-up with one submission: {start['wall_s']:.2f} s wall, {start['cpu_s']:.2f} s CPU (to reach: under 2 s)"
    )
    begin = figures["sandbox_start_ms"]
    added = begin["all layers"] - begin["no layer"]
    console.print(
        f"the sandbox adds {added:.1f} ms to the start of a worker (median of {STARTS}; to reach: at most 10 ms)"
    )
    peak = figures["peak_pss_mb"]
    console.print(f"peak memory of all processes: {peak['1']:.0f} MB with 1 worker, {peak['2']:.0f} MB with 2")


def main() -> None:
    os.chdir(ROOT)
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        figures = measure(Path(folder))
    Path("bench.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    show(figures)  # type: ignore[arg-type]
    print("Wrote bench.json")


if __name__ == "__main__":
    main()
