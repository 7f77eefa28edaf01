"""``autograder term`` and ``forget``: the beginning and the end of a class."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Annotated

import typer

from autograder.cli.console import REPORT, ClassOption, KitOption, say
from autograder.kit import find_kit
from autograder.text import listing


def term(
    name: Annotated[
        str | None, typer.Argument(metavar="TERM", help="The new one, as 2027-spring; without: say which it is.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="The class stays: only its term's name was wrong.")] = False,
    out: ClassOption = REPORT,
    kit: KitOption = None,
) -> None:
    """Begin a new term: put the class of the last one into archive/, and write the term into the configuration."""
    from autograder.course.terms import archived, begin_term

    the_kit = find_kit(kit)
    if name is None:
        say(f"The term is {the_kit.config.term}. Put away: {listing(archived(the_kit))}.")
        return
    for line in begin_term(the_kit, name, out, datetime.now(timezone.utc), keep=keep).lines:
        say(line)


def forget(
    apply: Annotated[bool, typer.Option("--apply", help="Remove it.")] = False,
    early: Annotated[bool, typer.Option("--early", help="Before the retention time is over.")] = False,
    of: Annotated[
        str | None, typer.Option("--term", metavar="TERM", help="A class that autograder term put away.")
    ] = None,
    out: ClassOption = REPORT,
    kit: KitOption = None,
) -> None:
    """Remove a class's data: the report folder and people.csv, or those of a term that is over."""
    from autograder.course.forget import forget as forget_it
    from autograder.course.forget import plan, plan_of_term
    from autograder.course.gradebook import graded_before
    from autograder.course.terms import archived, report_of

    the_kit, now = find_kit(kit), datetime.now(timezone.utc)
    if of is None:
        found = plan(the_kit, out, now, graded_before(out))
    else:
        found = plan_of_term(the_kit, of, now, graded_before(report_of(the_kit, of)))
    for line in found.lines:
        say(line)
    if of is None and (terms := archived(the_kit)):
        say(f"Kept besides, each to be forgotten with --term: {listing(terms)}.")
    if apply:
        forget_it(found, early=early)
        say("Removed.")
    else:
        say("Nothing is removed yet; autograder forget --apply removes it.")
