"""Grading under way: a bar with counts, the rate and the time left; quiet in a pipe; and what Ctrl-C keeps."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.cli.console import err

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from autograder.model import Grade

_COLUMNS = (
    TextColumn("grading"),
    BarColumn(),
    MofNCompleteColumn(),
    TextColumn("{task.fields[rate]}"),
    TimeRemainingColumn(elapsed_when_finished=True),
    TextColumn("{task.fields[counts]}"),
)


def watched(grades: Iterable[Grade], total: int, kept: Path | None, *, quiet: bool = False) -> None:
    """Let the grades come, and show how many of each status there are.

    Raises
    ------
    typer.Exit
        When the instructor stops it; what is kept, and how to go on, is said.
    """
    counts: Counter[str] = Counter()
    start = time.monotonic()
    try:
        # no refreshing thread: the pool forks, and a fork copies no other thread's locks in a sane state
        silent = quiet or not err.is_terminal
        with Progress(*_COLUMNS, console=err, transient=True, auto_refresh=False, disable=silent) as progress:
            task = progress.add_task("grading", total=total, rate="", counts="")
            for grade in grades:
                counts[grade.status] += 1
                rate = f"{counts.total() / max(time.monotonic() - start, 0.001):.1f}/s"
                told = ", ".join(f"{count} {status.replace('_', ' ')}" for status, count in counts.items())
                progress.update(task, advance=1, refresh=True, rate=rate, counts=told)
    except KeyboardInterrupt:
        where = f"they are kept in {kept}; the same command goes on from there" if kept else "nothing was kept"
        err.print(f"Stopped: {counts.total()} of {total} graded; {where}.", markup=False)
        raise typer.Exit(130) from None
