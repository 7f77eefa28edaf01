"""What a notebook may bring along of the reference: functions that nobody is graded for any more, or never was.

A code cell of the text that holds only ``# given: NAME`` becomes that function with all that it needs, as students may
see it.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import jupytext

from autograder.course.lateness import is_over, over_at
from autograder.course.people_file import roster_of
from autograder.errors import ConfigError
from autograder.kit import GIVEN, Kit
from autograder.questions.flatten import flatten
from autograder.text import listing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from autograder.kit import Assignment
    from autograder.questions.flatten import Flattened

_ROOM = "solutions"
_OF_AN_ASSIGNMENT = ("assignments", "tests/questions", "tests/hidden", "tests/answers")


@dataclass(frozen=True)
class Withheld:
    """What still stands between a function and its being given: ``why`` in words, without a subject."""

    assignment: str
    why: str


def given_code(assignment: Assignment, named: str, line: int) -> str:
    """The code of a cell ``# given: NAME``, in this line of the text.

    Raises
    ------
    ConfigError
        With the line, when there is no such function, or it is still to be graded.
    """
    return _flat(Kit(assignment.root), assignment, named, f"{assignment.source.name}, line {line}", _now()).text.strip()


def given_names(kit: Kit, assignment: Assignment, now: datetime) -> frozenset[tuple[str, str]]:
    """All that the text of an assignment gives: modules, and the names in them."""
    text = assignment.source.read_text(encoding="utf-8")
    if not GIVEN.search(text):
        return frozenset()
    cells = [cell for cell in jupytext.reads(text, fmt="md:myst").cells if cell.cell_type == "code"]
    found = [match[1] for cell in cells if (match := GIVEN.fullmatch(cell.source))]
    place = assignment.source.name
    return frozenset().union(*(_flat(kit, assignment, named, place, now).reached for named in found))


def still_asked(kit: Kit, module: str, name: str, now: datetime) -> Withheld | None:
    """Why something of ``solutions`` may not be seen by students yet; None where it may."""
    owner = module.removeprefix(f"{_ROOM}.")
    if owner not in kit.written:
        to_come = any((kit.root / room / owner).is_dir() for room in _OF_AN_ASSIGNMENT)
        return Withheld(owner, "is of an assignment that is not in the configuration yet") if to_come else None
    if name not in questions_of(kit.written[owner]) or is_over(owner, kit.config, roster_of(kit), now):
        return None
    end = over_at(owner, kit.config, roster_of(kit))
    until = f"till {end:%Y-%m-%d %H:%M}" if end else "with no due date"
    return Withheld(owner, f"is a question of {owner}, which can be handed in {until}")


def questions_of(assignment: Assignment) -> set[str]:
    """What an assignment asks, with points or without, as far as it can be read."""
    try:
        return {*assignment.points, *assignment.asked}
    except (OSError, UnicodeDecodeError):
        return set(assignment.points)


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _flat(kit: Kit, assignment: Assignment, named: str, place: str, now: datetime) -> Flattened:
    module, name = _origin(assignment, named, place)
    flat = flatten(assignment.root, module, [name], bare=True)
    for reached in sorted(flat.reached, key=lambda one: one != (module, name)):
        needs = named if reached == (module, name) else f"{named} needs {reached[1]}, which"
        if reached[0] == f"{_ROOM}.{assignment.name}" and reached[1] in questions_of(assignment):
            raise ConfigError(f"{place}: {needs} is asked here, and cannot be given. Take this cell out.")
        if asked := still_asked(kit, *reached, now):
            raise ConfigError(
                f"{place}: {needs} {asked.why}. Give it when nobody can hand that in any more, or take this cell out."
            )
    return flat


def _origin(assignment: Assignment, named: str, place: str) -> tuple[str, str]:
    """The module that a given function is of: the assignment's own, or the only one that defines it."""
    chosen, _, name = named.rpartition(".")
    modules = {module: path for module, path in modules_of(assignment.root) if name in _defined(path)}
    own = f"{_ROOM}.{assignment.name}"
    found = [own] if own in modules and not chosen else list(modules)
    if chosen:
        found = [module for module in modules if module == f"{_ROOM}.{chosen}"]
    if len(found) == 1:
        return found[0], name
    if not found:
        raise ConfigError(f"{place}: {_ROOM} has no {named}. Mend the name, or write it there.")
    ways = listing(f"# given: {module.removeprefix(f'{_ROOM}.')}.{name}" for module in found)
    raise ConfigError(f"{place}: several modules of {_ROOM} have {name}. Say which: {ways}.")


def modules_of(root: Path) -> Iterator[tuple[str, Path]]:
    """All modules of ``solutions``, by their whole names."""
    for path in sorted((root / _ROOM).rglob("*.py")):
        yield ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"), path


def _defined(path: Path) -> set[str]:
    try:
        body = ast.parse(path.read_text(encoding="utf-8-sig")).body
    except (SyntaxError, ValueError, OSError):
        return set()
    return {one.name for one in body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}
