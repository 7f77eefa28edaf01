"""Which row of a file is whose: by the LMS's own keys in their order, and never a guess where two fit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.text import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from autograder.model import Person

Row = dict[str, str]


@dataclass(frozen=True)
class PersonKey:
    """One way to tell people apart: what a row says, and what the gradebook says; empty where it is not known.

    Of a ``proper`` key everybody has one: where it differs, two people are not the same.
    """

    row: Callable[[Mapping[str, str]], str]
    person: Callable[[Person], str]
    proper: bool = False


@dataclass(frozen=True)
class Matches:
    """The row of each entry by their numbers, and the entries that more than one row, or person, would fit."""

    rows: dict[int, int]
    unsure: tuple[int, ...]


def key(column: str, attribute: str, *, proper: bool = False) -> PersonKey:
    """The key that compares a column of the file with what the gradebook knows as ``attribute``."""
    return PersonKey(lambda row: folded(row.get(column, "")), lambda person: folded(getattr(person, attribute)), proper)


def name_key(*columns: str) -> PersonKey:
    """The key that compares names, in any order of their words: Lovelace, Ada is Ada Lovelace."""
    return PersonKey(
        lambda row: in_any_order(" ".join(row.get(one, "") for one in columns)), lambda p: in_any_order(p.name)
    )


def in_any_order(name: str) -> str:
    """The words of a name, sorted."""
    return " ".join(sorted("".join(letter if letter.isalnum() else " " for letter in folded(name)).split()))


def match(people: Sequence[Person], rows: Sequence[Row], keys: Sequence[PersonKey]) -> Matches:
    """Match people with rows.

    A pair is taken where a key fits that one person and that one row only. A proper key by which anybody is found
    also counts against: the same name under another student id is another person. Zeros in front of a number do not
    make another id, since spreadsheets lose them.
    """
    ours = [[one.person(person) for one in keys] for person in people]
    theirs = [[one.row(row) for one in keys] for row in rows]
    proper = [number for number, one in enumerate(keys) if one.proper and _in_use(ours, theirs, number)]
    found: dict[int, int] = {}
    unsure: dict[int, None] = {}
    for number in range(len(keys)):
        pairs = _fitting(ours, theirs, number, proper)
        rivals = _turned(pairs)
        for person, fits in pairs.items():
            if person in found:
                continue
            if len(fits) == 1 and len(rivals[fits[0]]) == 1 and fits[0] not in found.values():
                found[person] = fits[0]
            else:
                unsure[person] = None
    return Matches(found, tuple(person for person in unsure if person not in found))


def _in_use(ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]], number: int) -> bool:
    mine, others = ({_without_zeros(values[number]) for values in those} for those in (ours, theirs))
    return bool(mine & others - {""})


def _fitting(
    ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]], number: int, proper: Sequence[int]
) -> dict[int, list[int]]:
    by_value: defaultdict[str, list[int]] = defaultdict(list)
    for row, values in enumerate(theirs):
        by_value[values[number]].append(row)
    pairs = {}
    for person, values in enumerate(ours):
        fits = by_value.get(values[number], []) if values[number] else []
        if kept := [row for row in fits if _agree(values, theirs[row], proper)]:
            pairs[person] = kept
    return pairs


def _agree(ours: Sequence[str], theirs: Sequence[str], proper: Sequence[int]) -> bool:
    """Whether no proper key differs, or fewer do than are the same: a login may have changed."""
    pairs = [(_without_zeros(ours[one]), _without_zeros(theirs[one])) for one in proper]
    both = [mine == other for mine, other in pairs if mine and other]
    return all(both) or both.count(False) < both.count(True)


def _without_zeros(value: str) -> str:
    return value.lstrip("0") if value.isdecimal() else value


def _turned(pairs: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
    rivals: defaultdict[int, list[int]] = defaultdict(list)
    for person, rows in pairs.items():
        for row in rows:
            rivals[row].append(person)
    return rivals
