"""Claims on one person that cannot all be theirs: who takes another's name takes nobody's mark.

A claim by an id beats those by a name alone. Of equal ones none counts before the teacher decides, and the line of that
person stays open. So does the line of whom a path names as well as somebody else, where they have nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from autograder.course.unsettled import among_namesakes
from autograder.text import counted, listing, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from autograder.course.counting import HandedIn
    from autograder.course.join import Claim
    from autograder.model import Entry

_GUESSES = {"file": "the name of their file", "folder": "the name of their folder"}
_SHOWN = 20  # nobody reads more of one kind in a terminal
WHOSE = "it is not known whose of several people's this is: see review.csv"
NOTE = "what was handed in may be theirs or somebody else's: see review.csv"


class Undisputed(NamedTuple):
    """Of what is claimed to be one person's: what may count, what to look at and why, and whether nothing may count."""

    work: list[HandedIn]
    review: tuple[tuple[str, str], ...] = ()
    is_open: bool = False


def settled(work: Sequence[HandedIn], claims: Mapping[str, Claim], doubtful: Sequence[HandedIn]) -> Undisputed:
    """Settle what is claimed to be one person's, for one assignment.

    ``work`` is what was found to be theirs, with each one's claim by its submission's id. ``doubtful``, with their
    claims too, may be theirs or another's.
    """
    kept, rivals = _undisputed(work, claims)
    ids = [one.submission.id for one in rivals]
    counts = [one.submission.id for one in kept]
    review = [(one.submission.id, f"{claims[one.submission.id].doubt}: is it theirs?") for one in doubtful]
    review += [
        (name, f"it counts, though {doubt}") for name in counts if claims[name].by and (doubt := claims[name].doubt)
    ]
    if kept:
        told = "passed over: it bears this person's name and not their id, as {} does"
        review += [(name, told.format(listing(counts))) for name in ids]
    elif ids:
        told = "nothing counts yet: {} claim one person, from different places or ids; say whose it is"
        review += [(name, told.format(listing(ids))) for name in ids]
    return Undisputed(kept, tuple(review), not kept and bool(ids or doubtful))


def _undisputed(work: Sequence[HandedIn], claims: Mapping[str, Claim]) -> tuple[list[HandedIn], list[HandedIn]]:
    """What one person can have handed in, and what others may have under their name; nothing of the former is unsure.

    Different downloads are compared with nothing: an LMS may number the same people anew for each assignment.
    """
    parties: defaultdict[str, defaultdict[str, list[HandedIn]]] = defaultdict(lambda: defaultdict(list))
    for one in work:
        claim = claims[one.submission.id]
        parties[claim.download][claim.party].append(one)
    lost: set[str] = set()
    for those in parties.values():
        sure = [party for party, claimed in those.items() if any(claims[one.submission.id].sure for one in claimed)]
        if len(those) > 1:
            others = [party for party in those if len(sure) != 1 or party not in sure]
            lost |= {one.submission.id for party in others for one in those[party]}
            if len(sure) != 1:
                return [], [one for one in work if one.submission.id in lost]
    return [one for one in work if one.submission.id not in lost], [one for one in work if one.submission.id in lost]


def claim_lines(handed_in: Sequence[HandedIn], entries: Iterable[Entry]) -> Iterator[str]:
    """What the teacher reads of how people were found, and of those of whom it is not sure, in whole sentences."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for owner in (owner for one in handed_in for owner in one.owners):
        found[owner.claim.by].add(owner.key)
    told = [f"{counted(len(found[by]), 'person', 'people')} by {words}" for by, words in _GUESSES.items() if found[by]]
    if told:
        yield f"Found on the roster, though no LMS says whose the files are: {listing(told)}."
    found_none = [one for one in handed_in if not any(owner.member or owner.rivals for owner in one.owners)]
    nobodys = sum(not one.submission.place for one in found_none)
    if nobodys:
        yield (
            f"Without anybody of the roster in their path: {counted(nobodys, 'file')}. Those of different names are "
            "taken for different people's, and so are those of one name in different folders."
        )
    alike = {one.submission.id for one in handed_in for owner in one.owners if among_namesakes(owner)}
    disputed = [entry for entry in entries if NOTE in entry.notes and not alike.issuperset(dict(entry.review))]
    for entry in disputed[:_SHOWN]:
        names = listing(one_line(name) for name, _ in entry.review)
        yield (
            f"{one_line(entry.person.called)}: {names} may be theirs or somebody else's, so their line for "
            f"{entry.assignment} stays open. Leave only what is theirs under their name, and grade again."
        )
    if len(disputed) > _SHOWN:
        yield f"... and {len(disputed) - _SHOWN} more such people: see review.csv."
