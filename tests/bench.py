"""``make bench``: what grading costs, against ``otter run`` and against a bare floor, all in one run.

The floor is a plain fork with everything warm that runs the same cells with ``exec`` (given figures neither) and the
same test files on the functions themselves: no IPython, no wire, no isolation, no report.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from autograder.model.isolation import LAYERS
from autograder.sandbox.launch import ZygoteProcess
from autograder.sandbox.session import Session
from tests.helpers.command import COMMAND, whole_kit
from tests.helpers.known_answers import KIT, ROOT, filled_notebook, known_answers, plain_right, save
from tests.helpers.measure import Cost, adopt_orphans, cost_of, cpu_of_the_ended, peak_memory_mb, reap_orphans
from tests.helpers.stock_otter import otter_run, write_stock_zip

NAMES = list(KIT.assignments)
FEW, MANY = 20, 220
A_FEW, A_CLASS = 6, 46  # of one assignment
LARGEST = 10_000  # `make load` grades so many
ROUNDS = 3
STARTS = 40
SIZES = (50, 200, 800)
WORKERS = sorted({1, 2, os.cpu_count() or 1})
MOST_ALONE = 200  # the largest class is graded by the most workers only


@dataclass
class Scale:
    """Wall time of a whole run, from the command to its last table."""

    submissions: int
    workers: int
    wall_s: float


def grade(folder: Path, workers: int) -> list[str]:
    return [COMMAND, "grade", str(folder), "--out", tempfile.mkdtemp(dir=folder.parent), "--workers", str(workers)]


def floor(folder: Path) -> list[str]:
    return [sys.executable, "-m", "tests.helpers.bench_floor", str(folder)]


def make_class(folder: Path, size: int) -> Path:
    """Notebooks of all assignments in turn, with a known right answer of another kind in each."""
    answers = {name: known_answers("right", name) for name in NAMES}
    for number in range(size):
        name = NAMES[number % len(NAMES)]
        answer = answers[name][number // len(NAMES) % len(answers[name])]
        filled = filled_notebook(name, {**plain_right(name), answer.question: answer.code})
        save(filled, folder / f"student{number:03d}.ipynb")
    return folder


def make_one_class(folder: Path, name: str, size: int) -> Path:
    """Notebooks of one assignment: right but for one known answer each, a right and a wrong one in turn."""
    answers = {kind: known_answers(kind, name) for kind in ("right", "wrong")}
    for number in range(size):
        those = answers["right" if number % 2 else "wrong"]
        answer = those[number // 2 * 7 % len(those)]  # of all questions, in few steps
        save(filled_notebook(name, {**plain_right(name), answer.question: answer.code}), folder / f"{number:03d}.ipynb")
    return folder


def each_assignment(work: Path) -> dict[str, dict[str, float]]:
    """CPU seconds a submission of each assignment, given or not: ours, and of a right one by ``otter run``."""
    kit, found = whole_kit(work / "kit"), {}
    for name in KIT.written:
        few, many = (make_one_class(work / f"{name}{size}", name, size) for size in (A_FEW, A_CLASS))
        costs = [cost_of([*grade(folder, 1), "--kit", str(kit)]).cpu_s for folder in (few, many)]
        found[name] = {"grade": (costs[1] - costs[0]) / (A_CLASS - A_FEW), "otter": otter_cost(work, [name]).cpu_s}
    return found


def otter_cost(work: Path, names: list[str]) -> Cost:
    """Mean cost of ``otter run`` on a right notebook of each assignment; its zips are made before."""
    for name in names:
        write_stock_zip(name, work / f"{name}.zip")
    before, start = cpu_of_the_ended(), time.perf_counter()
    for name in names:
        notebook = save(filled_notebook(name, plain_right(name)), work / "one" / name / "notebook.ipynb")
        otter_run(work / f"{name}.zip", notebook, work / "otter")
    reap_orphans()
    return Cost((cpu_of_the_ended() - before) / len(names), (time.perf_counter() - start) / len(names))


def marginal(few: Cost, many: Cost) -> Cost:
    return Cost((many.cpu_s - few.cpu_s) / (MANY - FEW), (many.wall_s - few.wall_s) / (MANY - FEW))


def measure(work: Path) -> dict[str, Any]:
    few, many = make_class(work / "few", FEW), make_class(work / "many", MANY)
    one = make_class(work / "start", 1)
    rounds: dict[str, list[Cost]] = {name: [] for name in ("otter", "floor", "grade", "start")}
    for number in range(ROUNDS):
        Console(stderr=True).print(f"round {number + 1} of {ROUNDS}")
        rounds["start"].append(cost_of(grade(one, 1)))
        rounds["otter"].append(otter_cost(work, NAMES))
        rounds["floor"].append(marginal(cost_of(floor(few)), cost_of(floor(many))))
        rounds["grade"].append(marginal(cost_of(grade(few, 1)), cost_of(grade(many, 1))))
    both = marginal(cost_of(grade(few, 2)), cost_of(grade(many, 2)))
    scaling = [
        asdict(Scale(size, workers, cost_of(grade(make_class(work / f"of{size}", size), workers)).wall_s))
        for workers in WORKERS
        for size in SIZES
        if size <= MOST_ALONE or workers == WORKERS[-1]
    ]
    return {
        **{name: asdict(_median(costs)) for name, costs in rounds.items()},
        "grade_two_workers": asdict(both),
        "scaling": scaling,
        "sandbox_start_ms": sandbox_start_ms(),
        "each_assignment": each_assignment(work),
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
                    session.drop_worker()
                    begin = time.perf_counter()
                    session.start()
                    times[name].append(1000 * (time.perf_counter() - begin))
    return {name: statistics.median(values) for name, values in times.items()}


def _median(costs: list[Cost]) -> Cost:
    return Cost(statistics.median(c.cpu_s for c in costs), statistics.median(c.wall_s for c in costs))


def show(figures: dict[str, Any]) -> None:
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
    console.print(f"otter run / autograder grade: {otter_cpu / grade_cpu:.0f} times the CPU (to reach: at least 100)")
    console.print(f"autograder grade / floor: {grade_cpu / floor_cpu:.2f} times the CPU (to reach: at most 2)")
    wall_s, cpu_s = start["wall_s"], start["cpu_s"]
    console.print(f"start-up with one submission: {wall_s:.2f} s wall, {cpu_s:.2f} s CPU (to reach: under 1.2 s)")
    minutes = (wall_s + LARGEST * figures["grade_two_workers"]["wall_s"]) / 60
    console.print(f"{LARGEST} submissions at the rate of 2 workers: {minutes:.1f} minutes (to reach: under 6)")
    begin = figures["sandbox_start_ms"]
    added = begin["all layers"] - begin["no layer"]
    console.print(
        f"the sandbox adds {added:.1f} ms to the start of a worker (median of {STARTS}; to reach: at most 10 ms)"
    )
    peak = figures["peak_pss_mb"]
    console.print(f"peak memory of all processes: {peak['1']:.0f} MB with 1 worker, {peak['2']:.0f} MB with 2")


def show_each(costs: dict[str, dict[str, float]]) -> None:
    table = Table(title=f"CPU seconds a submission, half of them with a mistake (mean of {A_CLASS - A_FEW})")
    for column in ("", "autograder grade", "otter run", "times"):
        table.add_column(column, justify="left" if not column else "right")
    for name, cost in costs.items():
        table.add_row(name, f"{cost['grade']:.3f}", f"{cost['otter']:.2f}", f"{cost['otter'] / cost['grade']:.0f}")
    Console().print(table)


def show_scaling(scaling: list[dict[str, float]]) -> None:
    table = Table(title="Submissions a minute of whole runs, start-up and tables included")
    table.add_column("submissions", justify="right")
    for workers in WORKERS:
        table.add_column(f"{workers} worker{'' if workers == 1 else 's'}", justify="right")
    for size in SIZES:
        found = {scale["workers"]: 60 * size / scale["wall_s"] for scale in scaling if scale["submissions"] == size}
        table.add_row(str(size), *(f"{found[workers]:.0f}" if workers in found else "" for workers in WORKERS))
    Console().print(table)


def main() -> None:
    os.chdir(ROOT)
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        figures = measure(Path(folder))
    Path("bench.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    show(figures)
    show_each(figures["each_assignment"])
    show_scaling(figures["scaling"])
    print("Wrote bench.json")


if __name__ == "__main__":
    main()
