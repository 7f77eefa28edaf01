"""Which of a person's submissions counts. What is not the work never displaces work, however new it is.

Of the files of one hand-in, the one with most questions filled in counts, and of those that are alike the newer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from autograder.course.lateness import in_zone
from autograder.model import Person
from autograder.text import listing, points_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from autograder.config import Config
    from autograder.course.join import Owned, Owner
    from autograder.model import Entry, Status, Submission

MARKED = ("graded", "open")
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True)
class HandedIn:
    """The part of a graded submission that decides its people's lines; ``answered`` and ``stamped`` are its grade's.

    It is a hundredth as large as a grade, so that those of a class of ten thousand fit into memory together.
    """

    submission: Submission
    sha256: str
    assignment: str
    status: Status
    raw: float | None
    max_score: float
    points: Mapping[str, float | None]
    answered: tuple[str, ...] | None = None
    stamped: bool = False
    reason: str = ""
    owners: tuple[Owner, ...] = ()

    @classmethod
    def of(cls, owned: Owned) -> HandedIn:
        """The part of a grade that is needed here."""
        submission, grade, owners = owned
        points = {mark.question: mark.points for mark in grade.marks}
        sha256 = grade.provenance.submission_sha256
        known = (grade.answered, grade.stamped, grade.reason, owners)
        return cls(submission, sha256, grade.assignment, grade.status, grade.score, grade.max_score, points, *known)


def is_sure(one: HandedIn) -> bool:
    """Whether a marked submission is surely the work: stamped, asked for, or with half of its questions answered."""
    if one.status not in MARKED:
        return False
    known = one.answered is None or one.stamped or bool(one.submission.asked)
    return known or 2 * len(one.answered or ()) >= len(one.points)


def without_copies(work: Sequence[HandedIn], config: Config) -> list[HandedIn]:
    """The submissions in the order of handing in, each content once.

    Its time is the earliest, so that sending a file again makes nobody late. Its place is the latest, since somebody
    who sends an earlier file again means that one.
    """
    kept: dict[str, HandedIn] = {}
    for one in sorted(work, key=lambda one: _when(one.submission, config)):
        digest = one.sha256 or one.submission.id
        first = kept.pop(digest, one)
        chosen = first.submission.chosen or one.submission.chosen
        kept[digest] = replace(first, submission=replace(first.submission, chosen=chosen))
    return list(kept.values())


def _when(submission: Submission, config: Config) -> tuple[datetime, int, str]:
    time = submission.submitted_at
    if time is None:
        return datetime.min.replace(tzinfo=timezone.utc), submission.attempt or 0, submission.id
    instant = in_zone(time, config.zone).astimezone(timezone.utc)
    return instant, submission.attempt or 0, submission.id


def worth_counting(work: Sequence[HandedIn], config: Config) -> Sequence[HandedIn]:
    """The submissions that may count: a PDF, an untouched notebook or a tutorial never displaces somebody's work.

    Of one hand-in a single file does. Where the best one counts, nothing can displace it.
    """
    marked = [one for one in work if one.status in MARKED]
    if config.handing_in.counts == "best":
        return marked or work
    is_work = [one for one in marked if not any(_outdoes(other, one) for other in marked)] or work
    return [one for one in is_work if one is max(_beside(one, is_work), key=_fullest)]


def _beside(one: HandedIn, work: Sequence[HandedIn]) -> list[HandedIn]:
    """The files of a person's that came in the same hand-in as this one, which is among them."""
    hand_in = _hand_in(one)
    return [other for other in work if other is one or (hand_in is not None and _hand_in(other) == hand_in)]


def _hand_in(one: HandedIn) -> tuple[object, ...] | None:
    """What the files of one hand-in have in common; None where nothing is known, and for grades of earlier kits.

    An LMS gives them one time and one attempt, and either a folder or, each, a place of its own. Of plain files nothing
    tells that one was handed in after another.
    """
    known, people = one.submission, one.submission.people
    is_plain = bool(people) and all(person == Person(lms_id=person.lms_id) for person in people)
    if one.answered is None or not (known.place or is_plain):
        return None
    folder = known.place if not known.id.endswith(known.place) else ""
    return folder, known.submitted_at, known.attempt


def _fullest(one: HandedIn) -> tuple[int, str, list[tuple[int, str]]]:
    """The order of the files of one hand-in; where also the time of writing is the same, file2 comes before file10."""
    pieces = _NUMBER.split(one.submission.id)
    return len(one.answered or ()), one.submission.modified, [(len(piece) * piece.isdigit(), piece) for piece in pieces]


def _outdoes(other: HandedIn, one: HandedIn) -> bool:
    """Whether ``other`` shows that ``one``, of the same person, is not the work."""
    if not other.answered or one.answered is None:
        return False
    lacking = set(other.answered) - set(one.answered)
    if one.stamped:
        return bool(lacking) and not one.answered
    return bool(lacking) and (other.stamped or set(one.answered) < set(other.answered))


def counted(priced: Sequence[Entry], work: Sequence[HandedIn], config: Config) -> Entry:
    """The line of the submission that counts, of lines in the order of handing in."""
    if config.handing_in.counts == "best":
        return max(priced, key=lambda line: (-1.0 if line.score is None else line.score, -line.free_days))
    if config.handing_in.counts == "chosen":
        ids = {one.submission.id for one in work if one.submission.chosen}
        priced = [line for line in priced if line.submission in ids] or priced
    return priced[-1]


def reviewed(counts: str, worth: Sequence[HandedIn], work: Sequence[HandedIn]) -> Iterator[tuple[str, str]]:
    """What a person should look at, with the reason: what was passed over, and what counts and may not be the work."""
    [taken] = [one for one in work if one.submission.id == counts]
    beside = [one for one in _beside(taken, work) if one.status in MARKED and not _outdoes(taken, one)]
    for one in work:
        name = one.submission.id
        if one is taken:
            doubt = _doubt(one, worth)
            yield from [(name, f"it counts, and may not be the work: {doubt}")] if doubt else []
        elif one in beside:
            yield name, f"passed over, {counts} counts: they came in one hand-in; {_beside_it(taken, one)}"
        elif one not in worth:
            yield name, f"passed over, {counts} counts: {_is_not_the_work(one)}"


def _beside_it(taken: HandedIn, other: HandedIn) -> str:
    """Why one file of a hand-in counts and another does not."""
    has, lacks = (len(one.answered or ()) for one in (taken, other))
    worth = f"it is worth {_worth(taken)}, this one {_worth(other)}"
    if _fullest(taken) < _fullest(other):  # the best counts
        return worth
    if has != lacks:
        return f"{has} of its {len(taken.points)} questions are filled in, {lacks} in this one"
    newer = "it is the newer file" if taken.submission.modified != other.submission.modified else "by its name"
    return f"as many questions are filled in in both, and {newer}; {worth}"


def _worth(one: HandedIn) -> str:
    return "an open mark" if one.raw is None else points_text(one.raw)


def told_of(questions: Collection[str] | None) -> str:
    """The questions in a sentence."""
    return listing(questions) if questions else "no question"


def _is_not_the_work(one: HandedIn) -> str:
    if one.status not in MARKED:
        return one.reason or one.status.replace("_", " ")
    if not one.answered:
        return "no function of a question is filled in"
    stamp = "it has the assignment's stamp" if one.stamped else "it has no stamp"
    return f"{stamp}, and functions for {told_of(one.answered)}"


def _doubt(one: HandedIn, worth: Sequence[HandedIn]) -> str:
    if one.status not in MARKED or one.answered is None:
        return ""
    if 2 * len(one.answered) < len(one.points) and not (one.answered and one.stamped):
        return _is_not_the_work(one)
    better = [other for other in worth if other.stamped and not one.stamped and (other.raw or 0) > (one.raw or 0)]
    return f"{_is_not_the_work(one)}; {better[-1].submission.id} has a stamp and is worth more" if better else ""
