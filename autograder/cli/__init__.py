"""The command ``autograder``: parsing and printing only."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import Annotated

import typer

from autograder import __version__
from autograder.cli import grading, making, people, results, terms
from autograder.cli.console import err, say
from autograder.errors import AutograderError, OverdueError, SessionLostError

__all__ = ["main"]

app = typer.Typer(
    help="Build notebooks, grade submissions, and say why each mark is what it is.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
for command in (
    grading.grade,
    grading.regrade,
    grading.report,
    people.people,
    results.explain,
    results.override,
    results.rename,
    results.export,
    terms.term,
    terms.forget,
    making.new,
    making.build,
    making.release,
    making.gradescope,
    making.prove,
    making.doctor,
):
    app.command()(command)


def _version(value: bool) -> None:
    if value:
        say(f"autograder {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _show: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    pass


def main() -> None:
    """Run the command; what goes wrong is printed as a sentence, without a traceback, and exits with 2.

    A traceback is left for what should not be: a mistake in the kit.
    """
    try:
        app()
    except (AutograderError, SessionLostError, OverdueError, OSError, MemoryError, sqlite3.Error) as error:
        words = str(error) if isinstance(error, AutograderError) else _of_this_machine(error)
        with contextlib.suppress(OSError):  # the disk that is full may be the one that this is written to
            err.print(words, style="red" if err.is_terminal else None, markup=False)
        raise SystemExit(2) from None


def _of_this_machine(error: BaseException) -> str:
    """What the machine could not do, in words: it is full or busy, or somebody ended a process of ours."""
    if isinstance(error, SessionLostError):
        return f"The sandbox failed twice ({error}). Nothing is lost: run the command again when less is going on here."
    if isinstance(error, OverdueError):
        return "A step of the grader took too long and was given up. Nothing is lost: run the command again."
    if isinstance(error, MemoryError):
        return "There is not enough memory. Nothing is lost: close something, or give --workers 1, and run it again."
    reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
    where = f"{error.filename}: " if isinstance(error, OSError) and error.filename else ""
    return f"This machine could not go on ({where}{reason}). Nothing is lost: see to that, and run the command again."
