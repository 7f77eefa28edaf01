"""More files than anybody hands in: they become one row, and nobody waits for thousands of gradings."""

from __future__ import annotations

import os.path
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from autograder.lms.intake.download import Download
    from autograder.model import Submission

_MOST_OF_ONE = 100  # attempts and notebooks of a person whom the LMS names
_MOST_IN_A_FOLDER = 1000  # of plain files, where a folder may also be a section of the class
_ADVICE = "Ask for one notebook; if it is the folder of a class, give it to autograder by itself."


def without_crowds(download: Download, found: Iterable[Submission], *, is_plain: bool) -> list[Submission]:
    """The submissions of a download; one for somebody of whom there are too many."""
    most = _MOST_IN_A_FOLDER if is_plain else _MOST_OF_ONE
    wrap = list(download.wraps())[-1]
    by_owner: defaultdict[Hashable, list[Submission]] = defaultdict(list)
    for one in found:
        by_owner[_owner(download, one, wrap, is_plain=is_plain)].append(one)
    return [one for those in by_owner.values() for one in ([_crowd(those)] if len(those) > most else those)]


def _owner(download: Download, one: Submission, wrap: str, *, is_plain: bool) -> Hashable:
    """Whose a submission is: the people that an LMS names, or else the first folder it lies in."""
    if one.member.endswith("/"):
        return one.id  # a folder without a file
    if one.people and not is_plain:
        return one.people
    head, slash, _ = download.name_of(one).removeprefix(wrap).partition("/")
    return head, slash or one.id


def _crowd(those: list[Submission]) -> Submission:
    common = os.path.commonpath([one.id for one in those])
    told = f"Found {len(those)} files, more than one person hands in. {_ADVICE}"
    return replace(those[0], id=common or those[0].id, trouble=told)
