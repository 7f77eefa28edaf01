"""Whom a download does not tell, and what to write into ``people.csv`` so that they are found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.course.people_file import PEOPLE_FILE, lines_of
from autograder.course.roster import are_namesakes, parts
from autograder.model import Person
from autograder.text import counted, listing, one_line, some

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from autograder.course.counting import HandedIn
    from autograder.course.join import Owner
    from autograder.course.roster import Roster

_SHOWN = 10  # nobody mends more at a time; those that are left are told next time


def among_namesakes(owner: Owner) -> bool:
    """Whether several people on the roster are called what an LMS calls this one."""
    alike = all(are_namesakes(owner.rivals[0].person, one.person) for one in owner.rivals)
    return bool(owner.person.name) and len(owner.rivals) > 1 and alike


def unsettled_lines(handed_in: Iterable[HandedIn], roster: Roster) -> Iterator[str]:
    """What the teacher reads of namesakes and of groups that the roster does not have, in whole sentences."""
    owners = {owner.person: (one.submission.id, owner) for one in handed_in for owner in one.owners}
    namesakes = [(name, owner) for name, owner in owners.values() if among_namesakes(owner)]
    for name, owner in namesakes[:_SHOWN]:
        yield _which(name, owner, roster)
    if len(namesakes) > _SHOWN:
        yield f"... and {len(namesakes) - _SHOWN} more who are called like somebody else: see review.csv."
    nobodys = (person for person, (_, owner) in owners.items() if not owner.member and not owner.rivals)
    groups = [one_line(person.name) for person in nobodys if person == Person(name=person.name)]
    if groups and roster.members:
        yield (
            f"No person and no group on the roster is called {some(groups, _SHOWN)}. If these are groups, "
            f"write each one's name into the column group of {PEOPLE_FILE}, in the line of every member, and run "
            "autograder report."
        )


def _which(submission: str, owner: Owner, roster: Roster) -> str:
    """Which line to write for somebody whom only a name tells, of all that may be meant."""
    many = counted(len(owner.rivals), "person", "people")
    called, number = one_line(owner.rivals[0].person.name), owner.person.lms_id
    start = f"{many} on the roster are called {called}, and whose {one_line(submission)} is cannot be told: "
    if not number:
        ids = listing(one_line(one.person.student_id or one.person.called) for one in owner.rivals)
        return f"{start}the download gives no id. Call its folder by the id of one of them ({ids}), and grade it again."
    with_number = [
        replace(one, person=replace(one.person, lms_id="; ".join([*parts(one.person.lms_id), number])))
        for one in owner.rivals
    ]
    lines = [f"    {one_line(line, None)}" for line in lines_of(roster, with_number)]
    told = (
        f"{start}the download gives the name and {one_line(number)} alone. Look whose it is, write {one_line(number)} "
        f"into the column lms_id of {PEOPLE_FILE}, and run autograder report. The first line there, and one of the "
        "others, then read:"
    )
    return "\n".join([told, *lines])
