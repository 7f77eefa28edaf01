"""A list of people taken into ``people.csv``."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from autograder.course.roster import Member, Roster, are_namesakes, is_without_zeros, key_of, parts
from autograder.course.spoiled import has_lost_letters
from autograder.errors import ConfigError
from autograder.model import Person
from autograder.text import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

_IDS = ("student_id", "email", "login")


@dataclass(frozen=True)
class Merged:
    """A roster with a newer list in it: who is ``listed`` there, and who is ``left`` on the older one alone.

    ``shortened`` are pairs of student ids: as the list or the older roster has it without the zeros in front, and as
    it is with them.
    """

    roster: Roster
    listed: tuple[Member, ...] = ()
    left: tuple[Person, ...] = ()
    shortened: tuple[tuple[str, str], ...] = ()


def merged(old: Roster, listed: Sequence[Member]) -> Merged:
    """The people of a newer list with what an older roster knows and grants, and who is on the older one alone.

    The latter stay on it, since somebody who left the course may still have marks. Ids are compared before names, so
    that nothing granted moves to a namesake.

    Raises
    ------
    ConfigError
        When two people of the list cannot be told apart.
    """
    distinct = _distinct(listed)
    by_id: list[Member | None] = []
    for one in distinct:
        known = old.find(replace(one.person, name=""))
        by_id.append(None if known in by_id else known)
    taken = [member for member in by_id if member is not None]
    members, shortened = [], []
    for one, known in zip(distinct, by_id, strict=True):
        member = known or old.find(one.person)
        if member is None or (known is None and member in taken):
            members.append(one)
            continue
        taken.append(member)
        members.append(_newer(one, member))
        if is_without_zeros(one.person, member):
            short, whole = sorted((one.person.student_id, member.person.student_id), key=len)
            shortened.append((short, whole))
    left = [member for member in old.members if member not in taken]
    roster = replace(old, members=(*members, *left))
    return Merged(roster, tuple(members), tuple(member.person for member in left), tuple(shortened))


def _newer(one: Member, known: Member) -> Member:
    """What a newer list says of somebody, and what is known besides.

    A name with letters lost does not displace a whole one, nor an id without its zeros the one with them; ids that an
    LMS's downloads have stay, for the instructor may have written them.
    """
    given = {name.name: getattr(one.person, name.name) or getattr(known.person, name.name) for name in fields(Person)}
    if known.person.name and has_lost_letters(one.person.name):
        given["name"] = known.person.name
    if is_without_zeros(one.person, known):
        given["student_id"] = max(one.person.student_id, known.person.student_id, key=len)
    given["lms_id"] = _together(one.person.lms_id, known.person.lms_id)
    return replace(known, person=Person(**given), section=one.section or known.section, group=one.group or known.group)


def _together(*cells: str) -> str:
    """All that stands in cells which may hold several, each once."""
    every: dict[str, str] = {}
    for part in (part for cell in cells for part in parts(cell)):
        every.setdefault(folded(part), part)
    return "; ".join(every.values())


def _distinct(listed: Sequence[Member]) -> list[Member]:
    """Each person once: several rows may be of one, as of somebody in two sections, with the e-mail in other case.

    Raises
    ------
    ConfigError
        When rows have an id in common that contradict each other, or only a name.
    """
    found: dict[tuple[str, str], int] = {}
    distinct: list[Member] = []
    twins = []
    for one in listed:
        own = key_of(one.person)
        ids = dict.fromkeys([own, *((name, folded(getattr(one.person, name))) for name in _IDS)])
        keys = [key for key in ids if key[1]]
        same = next((found[key] for key in keys if key in found and _is_one(distinct[found[key]], one)), None)
        if same is not None:
            distinct[same] = _both(distinct[same], one)
        else:
            twins += [f"{own[1]} ({own[0]})"] if own in found else []
            distinct.append(one)
        for key in keys:
            found.setdefault(key, len(distinct) - 1 if same is None else same)
    if twins:
        raise ConfigError(
            f"Two people of the list cannot be told apart: {', '.join(dict.fromkeys(twins))}. Give each an id of their "
            "own."
        )
    return distinct


def _is_one(one: Member, other: Member) -> bool:
    """Whether two rows that have an id in common are of one person; a name alone makes two rows one only if all is."""
    mine, yours = one.person, other.person
    ids = [(folded(getattr(mine, name)), folded(getattr(yours, name))) for name in _IDS]
    if any(both[0] and both[1] and both[0] != both[1] for both in ids):
        return False
    return any(both[0] and both[0] == both[1] for both in ids) and are_namesakes(mine, yours)


def _both(one: Member, other: Member) -> Member:
    known = {name.name: getattr(one.person, name.name) or getattr(other.person, name.name) for name in fields(Person)}
    known["lms_id"] = _together(one.person.lms_id, other.person.lms_id)
    section, group = _together(one.section, other.section), _together(one.group, other.group)
    return Member(Person(**known), section=section, group=group)
