"""The command ``autograder``: parsing and printing only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder import __version__
from autograder.errors import AutograderError, ConfigError
from autograder.kit import find_kit

if TYPE_CHECKING:
    from autograder.bulk import Job
    from autograder.model import Grade

app = typer.Typer(
    help="Build notebooks, grade submissions, and say why each mark is what it is.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
_PIPE_COLUMNS = 160
_out = Console(soft_wrap=True, highlight=False, width=None if sys.stdout.isatty() else _PIPE_COLUMNS)
_err = Console(stderr=True, soft_wrap=True, highlight=False)

KitOption = Annotated[
    Path | None,
    typer.Option("--kit", metavar="DIR", help="Folder with grading_config.yaml; default: the nearest one upwards."),
]
AssignmentOption = Annotated[
    str | None, typer.Option("--assignment", metavar="NAME", help="Grade every file as this assignment.")
]

TrustOption = Annotated[
    bool, typer.Option("--trust-submissions", help="Run them even where required isolation is missing.")
]


@app.command()
def build(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail when a notebook is stale.")] = False,
    kit: KitOption = None,
) -> None:
    """Build the students' notebooks from their text."""
    from autograder.build import build_notebook

    stale = []
    for assignment in find_kit(kit).assignments.values():
        text = build_notebook(assignment)
        current = assignment.notebook.read_text(encoding="utf-8") if assignment.notebook.exists() else ""
        if check and text != current:
            stale.append(str(assignment.notebook.name))
        elif text != current:
            assignment.notebook.write_text(text, encoding="utf-8", newline="\n")
            _out.print(f"built {assignment.notebook}", markup=False)
    if stale:
        raise ConfigError(f"{', '.join(stale)}: not what its text says; run autograder build and commit the result.")


@app.command()
def grade(  # noqa: PLR0913 - the options of the command
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Notebooks, folders or zips of them.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where to write the results.")] = None,
    assignment: AssignmentOption = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="Default: one for each core.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With one file: print its grade as JSON.")] = False,
    as_student: Annotated[bool, typer.Option("--as-student", help="Print what the student is shown.")] = False,
    trust: TrustOption = False,
    kit: KitOption = None,
) -> None:
    """Grade submissions: a table here, and files for the gradebook and the students with --out."""
    from autograder.bulk import Job

    job = Job(find_kit(kit), paths, out, assignment, workers, trust)
    grades = _run(job, quiet=as_json or as_student)
    job.write_tables(grades)
    if as_json:
        _print_json(grades)
    elif as_student:
        _print_as_student(job, grades)
    else:
        _print_summary(job, grades)
    if any(grade.status != "graded" for grade in grades):
        raise typer.Exit(1)


@app.command()
def prove(
    assignment: Annotated[str | None, typer.Argument(metavar="ASSIGNMENT", help="Default: all.")] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="Default: one for each core.")] = None,
    trust: TrustOption = False,
    kit: KitOption = None,
) -> None:
    """Prove the hidden tests with known right and wrong answers and with mutants of the reference."""
    from autograder.prove import proof_lines
    from autograder.prove import prove as prove_one

    the_kit = find_kit(kit)
    chosen = [the_kit.assignment(assignment)] if assignment else list(the_kit.assignments.values())
    good = True
    for one in chosen:
        found = prove_one(the_kit, one, workers, trust=trust)
        good = good and found.hold
        for line in proof_lines(one.name, found):
            _out.print(line, markup=False)
    if not good:
        raise typer.Exit(1)


@app.command()
def gradescope(
    assignment: Annotated[str, typer.Argument(metavar="ASSIGNMENT")],
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="ZIP", help="Default: ASSIGNMENT.zip.")] = None,
    kit: KitOption = None,
) -> None:
    """Make the zip that Gradescope takes as its autograder."""
    from autograder.gradescope import write_zip

    the_kit = find_kit(kit)
    path = out or Path(f"{assignment}.zip")
    write_zip(the_kit, the_kit.assignment(assignment), path)
    _out.print(f"wrote {path}", markup=False)


@app.command()
def doctor(kit: KitOption = None) -> None:
    """Check the configuration, the assignments and the sandbox of this machine."""
    from autograder.doctor import findings

    for line in findings(find_kit(kit)):
        _out.print(line, markup=False)


def _run(job: Job, *, quiet: bool) -> list[Grade]:
    submissions = job.intake().submissions
    columns = (TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    done: dict[str, Grade] = {}
    try:
        # no refreshing thread: the pool forks, and a fork copies no other thread's locks in a sane state
        silent = quiet or not _err.is_terminal
        with Progress(*columns, console=_err, transient=True, auto_refresh=False, disable=silent) as progress:
            task = progress.add_task("grading", total=len(submissions))
            for grade in job.run(submissions):
                done[grade.submission] = grade
                progress.update(task, advance=1, refresh=True)
    except KeyboardInterrupt:
        kept = f"they are kept in {job.out}; the same command goes on from there" if job.out else "nothing was kept"
        _err.print(f"Stopped: {len(done)} of {len(submissions)} graded; {kept}.", markup=False)
        raise typer.Exit(130) from None
    return [done[submission.id] for submission in submissions]


def _print_json(grades: list[Grade]) -> None:
    if len(grades) != 1:
        raise ConfigError(f"--json prints one grade, but {len(grades)} files were found; use --out DIR for many.")
    sys.stdout.write(grades[0].to_json())


def _print_as_student(job: Job, grades: list[Grade]) -> None:
    from autograder.reports import as_student

    config = job.kit.config
    for grade in grades:
        sys.stdout.write(as_student(grade, config.visibility, config.course) + "\n")


def _print_summary(job: Job, grades: list[Grade]) -> None:
    from autograder.reports import summary_table, totals

    _out.print(summary_table(grades))
    _out.print(totals(grades), markup=False)
    if job.out is not None:
        _out.print(f"Wrote grades.csv, review.csv, results/ and feedback/ in {job.out}", markup=False)


def _version(value: bool) -> None:
    if value:
        _out.print(f"autograder {__version__}")
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
        _err.print(str(error), style="red" if _err.is_terminal else None, markup=False)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
