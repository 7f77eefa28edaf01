"""A list of people taken into ``people.csv``."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from autograder.course.roster import Member, Roster, key_of
from autograder.errors import ConfigError
from autograder.model import Person

if TYPE_CHECKING:
    from collections.abc import Sequence


def merged(old: Roster, people: Sequence[Person]) -> tuple[Roster, list[Person]]:
    """The people of a newer list with what an older roster knows and grants, and who is on the older one alone.

    The latter stay on it, since somebody who left the course may still have marks. Ids are compared before names, so
    that nothing granted moves to a namesake.

    Raises
    ------
    ConfigError
        When two people of the list cannot be told apart.
    """
    distinct = _distinct(people)
    by_id: list[Member | None] = []
    for person in distinct:
        known = old.find(replace(person, name=""))
        by_id.append(None if known in by_id else known)
    taken = [member for member in by_id if member is not None]
    members = []
    for person, known in zip(distinct, by_id, strict=True):
        member = known or old.find(person)
        if member is None or (known is None and member in taken):
            members.append(Member(person))
            continue
        taken.append(member)
        given = {one.name: getattr(person, one.name) or getattr(member.person, one.name) for one in fields(Person)}
        members.append(replace(member, person=Person(**given)))
    left = [member for member in old.members if member not in taken]
    return Roster((*members, *left)), [member.person for member in left]


def _distinct(people: Sequence[Person]) -> list[Person]:
    """Each person once."""
    distinct = list(dict.fromkeys(people))
    with_id = [person for person in distinct if key_of(person)[0] != "name"]
    counts = Counter(map(key_of, with_id)) + Counter(key for key in map(key_of, people) if key[0] == "name")
    if twins := [f"{value} ({kind})" for (kind, value), count in counts.items() if count > 1]:
        raise ConfigError(
            f"Two people of the list cannot be told apart: {', '.join(twins)}. Give each an id of their own."
        )
    return distinct
