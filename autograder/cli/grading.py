"""``autograder grade``, ``regrade`` and ``report``: from what was handed in to the tables of a class."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - typer resolves the annotation at run time
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.console import (
    REPORT,
    ClassOption,
    ClusterOption,
    KitOption,
    LowerOption,
    RaiseOption,
    SectionOption,
    TrustOption,
    WorkersOption,
    falling,
    out,
    say,
    warn,
)
from autograder.cli.progress import watched
from autograder.errors import ConfigError
from autograder.kit import find_kit, refuse_handed_in
from autograder.lms.registry import LMSES
from autograder.text import listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from autograder.course.gradebook import Gradebook
    from autograder.kit import Kit
    from autograder.runs.bulk import Order, Run
    from autograder.runs.report_folder import Tables

_KNOWN = ", ".join(lms.layout.name for lms in LMSES.values())
_WROTE = "grades.csv, marks.csv, review.csv, results/ and feedback/"


def grade(  # noqa: PLR0913 - the options of the command
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help=f"What the LMS let you download, or notebooks. Known: {_KNOWN}."),
    ],
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where to write the results.")] = None,
    assignment: Annotated[
        str | None, typer.Option("--assignment", metavar="NAME", help="Grade every file as this assignment.")
    ] = None,
    times: Annotated[
        Path | None, typer.Option("--times", metavar="TABLE", help="When people handed in: Moodle's worksheet, a CSV.")
    ] = None,
    workers: WorkersOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="With one file: print its grade as JSON.")] = False,
    as_student: Annotated[bool, typer.Option("--as-student", help="Print what the student is shown.")] = False,
    trust: TrustOption = False,
    cluster: ClusterOption = None,
    kit: KitOption = None,
) -> None:
    """Grade submissions: a table here, and files for the gradebook and the students with --out."""
    from autograder.course import place
    from autograder.runs.bulk import Engine, Order

    quiet = as_json or as_student
    order = Order(Engine(_kit_for(kit, paths, quiet=quiet), workers, trust, cluster), paths, out, assignment, times)
    intake = order.intake()
    if as_json and len(intake.submissions) != 1:
        count = len(intake.submissions)
        raise ConfigError(f"--json prints one grade, but {count} files were found; use --out DIR for many.")
    if not quiet:
        for words in intake.recognised:
            say(f"Recognised {words}.")
        for words in place.warnings(out) if out else ():
            warn(words)
    with order.opened() as run:
        watched(run.grades(intake.submissions), len(intake.submissions), out, quiet=quiet)
        tables = run.write_tables()
        if quiet:
            _print_grades(order, run, as_json=as_json)
        else:
            _print_tables(order.engine.kit, tables, out)
            for line in tables.told:
                say(line)
            _say_others(run)
            _say_stale(run.gradebook)
        statuses = run.status(tables)
    if statuses - {"graded"} or tables.unwritten or any(entry.status == "open" for entry in tables.entries):
        raise typer.Exit(1)


def regrade(  # noqa: PLR0913 - the options of the command
    out: ClassOption = REPORT,
    apply: Annotated[bool, typer.Option("--apply", help="Make it so.")] = False,
    allow_lower: LowerOption = False,
    only_raise: RaiseOption = False,
    workers: WorkersOption = None,
    trust: TrustOption = False,
    cluster: ClusterOption = None,
    kit: KitOption = None,
) -> None:
    """Grade everything again under the present tests and policy, and show whose mark changes and why."""
    from autograder.course.gradebook import graded_before
    from autograder.reports import changes_table
    from autograder.runs.bulk import Engine
    from autograder.runs.regrade import drop_trial, regrading

    the_kit = _kit_for(kit, graded_before(out))
    with regrading(Engine(the_kit, workers, trust, cluster), out) as again:
        watched(again.grades(), len(again.handed_in), out)
        found = again.changes()
        table, total = changes_table(found, len(again.gradebook.recorded()))
        _out_table(table)
        say(total)
        if not apply:
            say("Nothing is changed yet; autograder regrade --apply makes it so." if found else "")
            return
        tables = again.apply(falling(allow_lower, only_raise))
    drop_trial(out)
    _print_tables(the_kit, tables, out)


def report(  # noqa: PLR0913 - the options of the command
    section: SectionOption = None,
    by_section: Annotated[
        bool, typer.Option("--by-section", help="Also write the tables of each section, in a folder for each.")
    ] = False,
    out: ClassOption = REPORT,
    allow_lower: LowerOption = False,
    only_raise: RaiseOption = False,
    kit: KitOption = None,
) -> None:
    """Write the tables and pages again, after a change of people.csv, of dates or of the late policy."""
    from autograder.course.gradebook import Gradebook, claimed, graded_before
    from autograder.course.sections import known_section, sections_of
    from autograder.course.terms import check_term
    from autograder.marking.suite import context_of
    from autograder.runs.report_folder import ReportFolder
    from autograder.runs.section_tables import section_tables

    the_kit = _kit_for(kit, graded_before(out))
    folder = ReportFolder.there(the_kit, out)
    cells = [member.section for member in folder.roster.members]
    names = [known_section(section, cells)] if section else [*sections_of(cells), ""] if by_section else []
    if by_section and not any(names):
        known_section("", cells)
    with claimed(out), Gradebook(folder.gradebook, context_of(the_kit)) as gradebook:
        check_term(the_kit, gradebook, out)
        tables = folder.write_tables(gradebook, falling=falling(allow_lower, only_raise), pages=[None])
        _print_tables(the_kit, tables, out)
        _say_stale(gradebook)
        for line in section_tables(out, folder, gradebook, tables.entries, names):
            say(line)


def _kit_for(given: Path | None, graded: Iterable[Path], *, quiet: bool = False) -> Kit:
    """The kit to judge by, which did not come with what is graded; said, with all that is wrong with it.

    Raises
    ------
    ConfigError
        When there is none, or it may have been handed in.
    """
    from autograder.marking.sound import faults_of

    kit = find_kit(given)
    refuse_handed_in(kit, graded, named=given is not None)
    (warn if quiet else say)(f"Judged by the kit in {kit.root}")
    for name, assignment in kit.assignments.items():
        faults = faults_of(kit, assignment)
        if faults:
            warn(f"Something is wrong with what judges {name}; marks that rest on it stay open until it is mended:")
        for fault in faults:
            warn(f"  {fault}")
    return kit


def _out_table(table: object) -> None:
    out.print(table)


def _print_grades(order: Order, run: Run, *, as_json: bool) -> None:
    from autograder.reports import as_student

    config = order.engine.kit.config
    for one in run.folder.graded(run.gradebook):
        sys.stdout.write(one.to_json() if as_json else as_student(one, config.visibility, config.course) + "\n")


def _say_others(run: Run) -> None:
    """Name the downloads of earlier calls, whose marks stand in the tables too."""
    others = [path.name for path in run.gradebook.sources if path not in {one.resolve() for one in run.order.paths}]
    if others:
        say(f"The tables also hold what came before: {listing(others)}.")


def _say_stale(gradebook: Gradebook) -> None:
    if stale := gradebook.stale():
        noun = "submission was" if stale == 1 else "submissions were"
        say(f"{stale} {noun} graded under other tests or policy; autograder regrade shows what would change.")


def _since_release(kit: Kit, tables: Tables) -> list[str]:
    from autograder.course.given_out import changed_since_release

    names = list(dict.fromkeys(entry.assignment for entry in tables.entries if entry.assignment in kit.assignments))
    return [f"{name}: {line}." for name in names for line in changed_since_release(kit, kit.assignments[name])]


def _print_tables(kit: Kit, tables: Tables, folder: Path | None) -> None:
    from autograder.reports import moved_lines, people_lines, unwritten_lines

    out.print(tables.summary.table())
    say(tables.summary.totals())
    for line in tables.claims:
        say(line)
    if folder is not None:
        for line in [
            *people_lines(tables.entries),
            *moved_lines(tables.moved),
            *unwritten_lines(tables.unwritten),
            *_since_release(kit, tables),
        ]:
            say(line)
        say(f"Wrote {_WROTE} in {folder}")
