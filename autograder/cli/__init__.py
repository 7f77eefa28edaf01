"""The command ``autograder``: parsing and printing only."""

from __future__ import annotations

from typing import Annotated

import typer

from autograder import __version__
from autograder.cli import grading, making, results
from autograder.cli.console import err, say
from autograder.errors import AutograderError

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
    results.people,
    results.explain,
    results.override,
    results.rename,
    results.export,
    results.forget,
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
    """Run the command; an error that has words is printed without a traceback, and exits with 2."""
    try:
        app()
    except AutograderError as error:
        err.print(str(error), style="red" if err.is_terminal else None, markup=False)
        raise SystemExit(2) from None
