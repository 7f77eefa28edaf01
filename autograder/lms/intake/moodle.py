"""Moodle's download of all submissions: ``Full name_123_assignsubmission_file_``, a folder or the start of a file.

123 is the participant, as in the grading worksheet; in blind marking the name is the word for participant in Moodle's
language, the same for everybody. Where groups hand in, their name and number stand in the same places: a group is
known by a place without a number, which only those have who are in no group, or by a name that begins with the word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.lms.intake.download import Format
from autograder.lms.intake.places import named_by, nobodys, person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.lms.intake.download import Download
    from autograder.lms.intake.places import Place
    from autograder.model import Person, Submission

_NAMED = re.compile(r"(?P<name>.+?)(?:_(?P<number>\d+))?_assignsubmission_[a-z]+(?:_.*)?")
_GROUP = re.compile(r"(?:group|team|gruppe|groupe|équipe|grupo|equipo|gruppo|groep)\b", re.IGNORECASE)
_BLIND = "participant"


def _read(download: Download) -> list[Submission] | None:
    found = named_by(download, lambda place: _NAMED.fullmatch(place.name) is not None)
    if found is None:
        return None
    names = [named for place in found if (named := _NAMED.fullmatch(place.name))]
    blind = _blind(names)
    by_group = any(named["number"] is None for named in names)
    return [
        submission for place in found for submission in _submissions(download, place, blind=blind, by_group=by_group)
    ]


def _submissions(download: Download, place: Place, *, blind: str, by_group: bool) -> list[Submission]:
    named = _NAMED.fullmatch(place.name)
    if named is None:
        return nobodys(download, place)
    who = _person(named, blind=blind, by_group=by_group)
    return place.submissions(download, people=(who,), place=place.name)


def _person(named: re.Match[str], *, blind: str, by_group: bool) -> Person:
    """A participant; a group has no LMS id, for its number may be some participant's too."""
    name = named["name"].replace("_", " ")
    if by_group or _GROUP.match(name):
        return person(name=name)
    return person(name="" if named["name"] == blind else name, lms_id=f"Participant {named['number']}")


def _blind(names: Sequence[re.Match[str]]) -> str:
    """What stands for everybody's name in blind marking; empty where people have names."""
    words = {named["name"] for named in names}
    numbers = {named["number"] for named in names}
    one = next(iter(words)) if len(words) == 1 else ""
    return one if len(numbers) > 1 or one.casefold() == _BLIND else ""


FORMAT = Format("Moodle download", "folders called Name_123_assignsubmission_file_", _read)
