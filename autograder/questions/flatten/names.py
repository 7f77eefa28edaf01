"""What everything is called in one text: each name means one thing, and is hidden nowhere that it is used."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from autograder.questions.flatten.room import Library

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from autograder.questions.flatten.room import Target


def given_names(
    liked: Mapping[Target, str],
    uses: Iterable[tuple[Target, frozenset[str]]],
    plain: Collection[str],
    first: Collection[Target],
) -> dict[Target, str]:
    """A name for each target: the one it is ``liked`` by, if it can be.

    ``uses`` are the names that are somebody else's wherever a target is used, ``plain`` those that are nobody's here:
    Python's own. Whose turn is ``first`` chooses first.
    """
    hidden: dict[Target, set[str]] = {target: set() for target in liked}
    for target, around in uses:
        hidden[target] |= around
    known = {*plain, *liked.values()}.union(*hidden.values())
    given: dict[Target, str] = {}
    for target in sorted(liked, key=lambda one: one not in first):
        name = liked[target]
        if name in plain or name in hidden[target] or name in given.values():
            name = next(other for number in count(2) if (other := f"{name}_{number}") not in known)
            known.add(name)
        given[target] = name
    return given


@dataclass(frozen=True)
class Imported:
    """A library with its name in the text; ``wholes`` are its dotted imports, ``typed`` says: for annotations only."""

    taken: Library
    name: str
    wholes: tuple[str, ...] = ()
    typed: bool = False


def import_lines(libraries: Collection[Imported], stars: Iterable[str]) -> Iterator[str]:
    """Imports in one order, whichever module needs them first."""
    plain = [one for one in libraries if not one.typed]
    typed = [one for one in libraries if one.typed]
    if typed:
        plain.append(Imported(Library("typing", "TYPE_CHECKING"), "TYPE_CHECKING"))
    yield from _lines(plain)
    yield from (f"from {module} import *" for module in stars)
    if typed:
        yield "\nif TYPE_CHECKING:"
        yield from (f"    {line}" for line in _lines(typed))


def _lines(libraries: Iterable[Imported]) -> Iterator[str]:
    parts: dict[str, set[str]] = {"": set()}
    for one in libraries:
        source = one.taken.module if one.taken.name else ""
        name = one.taken.name or one.taken.module
        parts.setdefault(source, set()).add(name if name == one.name else f"{name} as {one.name}")
        parts[""] |= set(one.wholes)
    yield from (f"import {text}" for text in sorted(parts.pop("")))
    yield from (f"from {module} import {', '.join(sorted(texts))}" for module, texts in sorted(parts.items()))
