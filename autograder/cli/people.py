"""``autograder people``: who is in the class."""

from __future__ import annotations

import shlex
from pathlib import Path  # noqa: TC003 - typer resolves the annotation at run time
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.console import KitOption, say
from autograder.errors import ConfigError
from autograder.kit import find_kit
from autograder.text import counted, listing, one_line

if TYPE_CHECKING:
    from autograder.course.lists import Merged
    from autograder.lms.people import PeopleList


def people(
    roster: Annotated[Path, typer.Argument(metavar="ROSTER", help="A CSV of people as your LMS exports it.")],
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="FIELD=TITLE", help="Which column holds what, as in id=Emplid; repeat it."),
    ] = None,
    kit: KitOption = None,
) -> None:
    """Take a roster into the class's people.csv; extensions that stand there are kept."""
    from autograder.course.lists import merged
    from autograder.course.people_file import PEOPLE_FILE, roster_of, write_roster
    from autograder.lms.list_columns import fields_asked
    from autograder.lms.people import read_list

    the_kit = find_kit(kit)
    named = ["autograder", "people", str(roster), *(["--kit", str(kit)] if kit else [])]
    try:
        content = roster.read_bytes()
    except OSError as error:
        raise ConfigError(f"{roster} cannot be read ({error.strerror}).") from error
    try:
        found = read_list(content, fields_asked(column or []), shlex.join(named))
    except ConfigError as error:
        raise ConfigError(f"{roster.name}: {error}") from error
    old = roster_of(the_kit)
    together = merged(old, found.members)
    path = the_kit.class_folder / PEOPLE_FILE
    write_roster(path, together.roster)
    say(f"Taken from {roster.name}: {', '.join(f'{one_line(title)} as {held}' for title, held in found.taken)}.")
    verb = "is" if len(together.listed) == 1 else "are"
    said = counted(len(together.listed), "person", "people")
    say(f"{said} of {roster.name} {verb} in {path}; only you can read it.")
    for line in (*found.told, *old.told, *_about_people(found, together)):
        say(line)


def _about_people(found: PeopleList, together: Merged) -> list[str]:
    lines = []
    if found.others:
        roles = ", ".join(f"{count} {one_line(role)}" for role, count in found.others.items())
        lines.append(f"{sum(found.others.values())} of another role were left out: {roles}.")
    if together.shortened:
        pairs = listing(f"{short} for {whole}" for short, whole in together.shortened)
        lines.append(f"Ids without the zeros in front, which Excel takes off; the longer one is kept: {pairs}.")
    if together.left:
        names = listing(one_line(person.called or person.lms_id) for person in together.left)
        lines.append(f"Not on the new list, and kept: {names}.")
    return lines
