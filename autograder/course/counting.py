"""Which of a person's submissions counts. What is not the work never displaces work, however new it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from autograder.course.lateness import in_zone
from autograder.text import listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from autograder.config import Config
    from autograder.course.join import Owned, Owner
    from autograder.model import Entry, Status, Submission

MARKED = ("graded", "open")


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

    Where the best one counts, nothing can displace it.
    """
    marked = [one for one in work if one.status in MARKED]
    if config.handing_in.counts == "best":
        return marked or work
    return [one for one in marked if not any(_outdoes(other, one) for other in marked)] or work


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
    for one in work:
        name = one.submission.id
        if one not in worth:
            yield name, f"passed over, {counts} counts: {_is_not_the_work(one)}"
        elif name == counts and (doubt := _doubt(one, worth)):
            yield name, f"it counts, and may not be the work: {doubt}"


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
