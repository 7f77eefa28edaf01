"""The assignment that a download is of, where most of the work in it is of one: nobody need name it.

Whoever handed in something else there, a PDF or the notebook of another week, handed it in for that assignment.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from autograder.course.counting import is_sure
from autograder.text import counted, folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from autograder.course.counting import HandedIn
    from autograder.model import Submission

_FEWEST = 2  # people: the work of one says nothing of what others were to hand in
_SLIPS = 3  # times as many people must have handed in the one notebook for another one to be a slip


@dataclass(frozen=True)
class Implied:
    """What a download is of, as ``people`` of the ``of`` whose work was recognised say; ``others`` are not of it."""

    download: str
    assignment: str
    people: int
    of: int
    others: tuple[Submission, ...]

    @property
    def told(self) -> str:
        """In a sentence for the teacher."""
        most = f"{self.download} is of {self.assignment}, as the work of {self.people} of {self.of} people in it is."
        if not self.others:
            return most
        verb = "is" if len(self.others) == 1 else "are"
        return (
            f"{most} {counted(len(self.others), 'file')} in it {verb} not, and counted as handed in for it: see "
            "review.csv. What is meant for another assignment, grade from a folder of its own."
        )


def implied(handed_in: Iterable[HandedIn], given: Sequence[Path], assignments: Collection[str]) -> list[Implied]:
    """The downloads among ``given`` that are of one assignment; none of what somebody asked to grade as one."""
    downloads: defaultdict[tuple[str, ...], list[HandedIn]] = defaultdict(list)
    for one in handed_in:
        if not one.submission.asked:
            downloads[_download_of(one.submission, given, assignments)].append(one)
    found = (_implied(" ".join(filter(None, (key[0], key[-1]))), those) for key, those in downloads.items())
    return [one for one in found if one is not None]


def implied_by_name(handed_in: Iterable[HandedIn]) -> list[Submission]:
    """What could not be read, and is called like one of the assignments that the others are of: it is of that one."""
    every = list(handed_in)
    known = {one.assignment for one in every if one.assignment}
    named = ((one.submission, [name for name in known if name in one.submission.id]) for one in every)
    unknown = {one.submission.id for one in every if not one.assignment and not one.submission.asked}
    return [replace(one, implied=names[0]) for one, names in named if one.id in unknown and len(names) == 1]


def _implied(download: str, handed_in: Sequence[HandedIn]) -> Implied | None:
    people: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in handed_in:
        if one.assignment and is_sure(one):
            people[one.assignment] |= {owner.key for owner in one.owners}
    everybody = {who for those in people.values() for who in those}
    name = max(people, key=lambda name: len(people[name]), default="")
    most = people.pop(name, set())
    of_an_lms = any(one.submission.place for one in handed_in)
    another = any(_is_another(those, most, of_an_lms=of_an_lms) for those in people.values())
    if len(most) < _FEWEST or 2 * len(most) <= len(everybody) or another:
        return None
    others = tuple(one.submission for one in handed_in if one.assignment != name)
    return Implied(download, name, len(most), len(everybody), others)


def _is_another(those: set[tuple[str, str]], most: set[tuple[str, str]], *, of_an_lms: bool) -> bool:
    """Whether a download truly holds another assignment too, and not only somebody's wrong notebook.

    Two people who handed in both did not both slip, and not one of three or four slips. What an LMS lets one download
    is of one hand-in, whoever got it wrong; a folder may be of anything, so that two there mean what they hand in.
    """
    several = len(those if not of_an_lms else those & most) >= _FEWEST
    return several or _SLIPS * len(those) > len(most)


def _download_of(one: Submission, given: Sequence[Path], assignments: Collection[str]) -> tuple[str, ...]:
    """Which download a submission is of: one that was named, or the folder of files that were; and which part of it.

    A folder that is called like an assignment, and one in which nbgrader keeps an assignment, is a part of its own.
    """
    place = one.path.parent.resolve() / one.path.name
    source = next((path for path in given if path == place or path in place.parents), place)
    if source == place and not one.member:
        source = place.parent
    if one.place:
        return source.name, str(source), one.place.partition("/")[2]
    names = {folded(name) for name in assignments}
    folders = [part for part in PurePosixPath(one.id).parts[:-1] if folded(part).replace(" ", "_") in names]
    return source.name, str(source), "/".join(folders)
