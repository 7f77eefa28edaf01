"""Whose a submission is: the people of a download, as the roster knows them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from autograder.course.paths import named_in, runs_of, stem_of
from autograder.course.roster import is_without_zeros, key_of, parts
from autograder.model import Grade, Person
from autograder.text import folded, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from autograder.course.paths import PathOwner
    from autograder.course.roster import Member, Roster
    from autograder.model import Submission

_OF_GROUP = "handed in by a group, and counts for each of its members"
_ALONE = "handed in for a group, and the column group of people.csv does not say who else is in it"
_SHORT = "the id lacks the zeros in front that the roster has, or has more of them"


@dataclass(frozen=True)
class Claim:
    """By what somebody was found to be the owner of a submission.

    ``by`` is "id" or "name" as the LMS says them, "folder" or "file" as a path does, and empty where nobody was found.
    ``sure`` is whether an id told it. Claims on one person in one ``download`` from different places, or by different
    participants, are of different people perhaps: ``party`` tells them apart. ``doubt`` says what speaks against it,
    ``note`` what else the teacher should know.
    """

    by: str = ""
    sure: bool = False
    download: str = ""
    party: str = ""
    doubt: str = ""
    note: str = ""


@dataclass(frozen=True)
class Owner:
    """One of the people who handed a submission in; ``member`` is None where they are not on the roster.

    ``rivals`` are members between whom a path or a name does not decide; then nobody is its owner.
    """

    person: Person
    member: Member | None = None
    claim: Claim = field(default=Claim(), compare=False)
    rivals: tuple[Member, ...] = field(default=(), compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """What tells them from others, whatever a download calls them."""
        return key_of(self.member.person if self.member else self.person)


class Owned(NamedTuple):
    """A submission's grade, and whose it is."""

    submission: Submission
    grade: Grade
    owners: tuple[Owner, ...]

    @property
    def person(self) -> Person:
        """All whose it is, as one."""
        return as_one(self.owners)

    def to_json(self) -> str:
        """The grade as text for a teacher, and whose it is."""
        return self.grade.to_json(2, student_id=self.person.student_id, name=self.person.name)


def as_one(owners: Iterable[Owner]) -> Person:
    """The members of a group as one person: their ids and their names, each with semicolons between."""
    people = [owner.person for owner in owners]
    ids, names = [person.student_id for person in people], [person.name for person in people]
    return Person("; ".join(filter(None, ids)), "; ".join(filter(None, names)))


def joined(graded: Iterable[tuple[Submission, Grade]], roster: Roster) -> Iterator[Owned]:
    """Each grade with its people: the one place where the two meet."""
    return (
        Owned(submission, _for_its_download(submission, grade), owners_of(submission, roster))
        for submission, grade in graded
    )


def _for_its_download(submission: Submission, grade: Grade) -> Grade:
    """The grade that a file has in a download of another assignment: it is handed in for that one, and is not its work.

    What is stored stays what the bytes give, so that a corrected download takes nothing from anybody.
    """
    name, is_marked = submission.implied, grade.status in ("graded", "open")
    if not name or grade.assignment == name:
        return grade
    if grade.status == "unreadable" or not (is_marked and grade.assignment):
        words = f"This notebook defines no function for a question of {name}. Hand in {name}.ipynb."
        return replace(grade, assignment=name, reason=words if grade.status == "wrong_assignment" else grade.reason)
    words = f"This is a notebook of {grade.assignment}, not of {name}. Hand in {name}.ipynb."
    return Grade(grade.submission, name, "wrong_assignment", 0, (), grade.provenance, words)


def owners_of(submission: Submission, roster: Roster) -> tuple[Owner, ...]:
    """Everybody who handed a submission in, once; where the download names nobody, its path stands for them."""
    people = submission.people or (Person(lms_id=submission.id),)
    by_lms = submission.people and (submission.place or any(person.called for person in people))
    find = _by_lms if by_lms else _by_path
    found = (owner for one in people for owner in _or_group(submission, one, roster, find(submission, one, roster)))
    return tuple({owner.person: owner for owner in found}.values())


def _or_group(submission: Submission, person: Person, roster: Roster, owner: Owner) -> tuple[Owner, ...]:
    """Who was found, or all members of a group of this name: a download gives groups a name alone, and people ids."""
    if submission.for_group and owner.member:
        return _with_mates(owner, owner.member, roster)
    is_named = person == Person(name=person.name)
    if not is_named and owner.member and owner.claim.by == "name":
        return (_or_person(person, owner, roster.group_of(person.name)),)
    if not is_named and (owner.member or owner.rivals):
        return (owner,)
    members = next(filter(None, map(roster.group_of, _group_names(submission, person))), ())
    if not members:
        return (owner,)
    place, download = submission.place or submission.id, f"groups of {_download(submission)}"
    claim = Claim("group", sure=False, download=download, party=place, note=_OF_GROUP)
    return tuple(Owner(member.person, member, claim) for member in members)


def _with_mates(owner: Owner, founder: Member, roster: Roster) -> tuple[Owner, ...]:
    """Who founded a group, and who is in one with them: in that of their login, or else in the only one of theirs.

    The founder may have said so alone: what another of them handed in is compared with it, and is surer.
    """
    names = parts(founder.group)
    group = roster.group_of(founder.person.login) or (roster.group_of(names[0]) if len(names) == 1 else ())
    mates = [member for member in group if member is not founder]
    note = _OF_GROUP if mates else _ALONE
    claim = replace(owner.claim, by="group", sure=False, note=note)
    return (replace(owner, claim=replace(owner.claim, note=note)), *(Owner(one.person, one, claim) for one in mates))


def _or_person(person: Person, owner: Owner, members: tuple[Member, ...]) -> Owner:
    """Nobody's, where a group bears the name too, and the number beside it does not tell which of them is meant."""
    if not members:
        return owner
    rivals = tuple({id(one): one for one in (owner.member, *members) if one}.values())
    doubt = f"a group and a person are called {person.name}, and no id tells which"
    return Owner(person, claim=Claim(doubt=doubt), rivals=rivals)


def _group_names(submission: Submission, person: Person) -> Iterator[str]:
    """What may be a group's name: what the LMS says, or else any words of the path; students may have chosen those."""
    yield from filter(None, (person.name, person.login, person.student_id))
    if not submission.place and not person.called:
        yield from (text for part in PurePosixPath(submission.id).parts for text in runs_of(part))


def _by_lms(submission: Submission, person: Person, roster: Roster) -> Owner:
    """Whom the LMS names, by an id or else by the name alone, which anybody may take."""
    member = roster.find(person)
    if member is None:
        rivals = roster.namesakes(person)
        alike = f"{len(rivals)} people are called {person.name or person.lms_id}, and no id tells which"
        return Owner(person, claim=Claim(doubt=alike if rivals else ""), rivals=rivals)
    ids, is_short = _ids(person), is_without_zeros(person, member)
    sure = is_short or not _ids(member.person).isdisjoint(ids)
    party = " ".join(sorted(ids)) or person.name
    claim = Claim("id" if sure else "name", sure, _download(submission), party, note=_SHORT if is_short else "")
    return Owner(_as_here(member, person), member, claim)


def _by_path(submission: Submission, person: Person, roster: Roster) -> Owner:
    """Whom a path names; nobody where it names two people equally well."""
    download = _download(submission)
    own_name = PurePosixPath(download).name  # the folder or zip that was graded may be one person's
    found = named_in(submission.id, person.lms_id, roster) or named_in(f"{stem_of(own_name)}/_", "", roster)
    best = [one for one in found if one.weight == found[0].weight]
    if len(best) != 1:
        doubt = f"its path names {_names(best)}" if best else ""
        return Owner(person, claim=Claim(doubt=doubt), rivals=tuple(one.member for one in best))
    one = best[0]
    doubt = f"its path names {_names(found[1:])} too" if found[1:] else ""
    claim = Claim("folder" if one.in_folder else "file", one.by_id, download, one.place, doubt)
    return Owner(_as_here(one.member, person), one.member, claim)


def _as_here(member: Member, person: Person) -> Person:
    return replace(member.person, lms_id=person.lms_id or member.person.lms_id)


def _names(found: Iterable[PathOwner]) -> str:
    return listing(one.member.person.called or one.member.person.lms_id for one in found)


def _ids(person: Person) -> set[str]:
    return {folded(one) for one in (person.student_id, person.email, person.login, *parts(person.lms_id)) if one}


def _download(submission: Submission) -> str:
    """Where the files lie that a submission came with: its zip, or the folder that holds them."""
    path = submission.path
    if submission.member:
        return path.as_posix()
    if submission.place:
        return path.as_posix().rpartition(f"/{submission.place}")[0]
    depth = submission.id.count("/") if submission.people else 0
    return path.parents[min(depth, len(path.parents) - 1)].as_posix()
