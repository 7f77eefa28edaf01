"""Where the command prints, and the options that several of its parts share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from autograder.errors import ConfigError

_PIPE_COLUMNS = 160
out = Console(soft_wrap=True, highlight=False, width=None if sys.stdout.isatty() else _PIPE_COLUMNS)
err = Console(stderr=True, soft_wrap=True, highlight=False)

KitOption = Annotated[
    Path | None,
    typer.Option("--kit", metavar="DIR", help="Folder with grading_config.yaml; default: the nearest one upwards."),
]
ClassOption = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="The folder that autograder grade wrote; default: report.")
]
AssignmentOption = Annotated[str | None, typer.Option("--assignment", metavar="NAME", help="Only this assignment.")]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=1, help="Default: one for each core.")]
TrustOption = Annotated[
    bool, typer.Option("--trust-submissions", help="Run them even where required isolation is missing.")
]
SectionOption = Annotated[
    str | None, typer.Option("--section", metavar="NAME", help="Only this section of people.csv.")
]
ClusterOption = Annotated[
    str | None, typer.Option("--cluster", metavar="ADDRESS", help="Grade on a Dask cluster: tcp://HOST:8786.")
]
LowerOption = Annotated[bool, typer.Option("--allow-lower", help="Let marks that were handed out fall.")]
RaiseOption = Annotated[
    bool, typer.Option("--only-raise", help="Let marks that were handed out and would fall stay as they were.")
]

REPORT = Path("report")


def falling(allow_lower: bool, only_raise: bool) -> Literal["refuse", "keep", "allow"]:
    """What becomes of marks that were handed out and would fall.

    Raises
    ------
    ConfigError
        When both options are given.
    """
    if allow_lower and only_raise:
        raise ConfigError("Give --allow-lower or --only-raise, not both.")
    return "allow" if allow_lower else "keep" if only_raise else "refuse"


def say(text: object) -> None:
    """Print for the instructor; nothing in it is read as markup."""
    out.print(text, markup=False)


def warn(text: str) -> None:
    """Print a warning, which stays out of what is piped."""
    err.print(text, markup=False)
