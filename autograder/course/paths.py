"""Whose a file is by its path, where no LMS says it: every folder and the file's own name, compared with the roster.

A folder may be a section, a wrapper or a person, and a file may be called by an assignment or by a person. So each part
of a path is cut into words, and each run of words is looked for. A part that is somebody's id or name as a whole tells
more than one that has it among other words; what it is called by beside what tells it from others tells more still.
Where two people are told equally well, it is neither's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from autograder.course.roster import are_namesakes, is_called
from autograder.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from autograder.course.roster import Member, Roster

_WORD = re.compile(r"[^\s_,;.()\[\]{}@+&~='’-]+")
_ENDING = re.compile(r"(?:\.[A-Za-z]\w{0,5})?(?:\.txt)?(?:~\d+)?$")
_MOST_WORDS = 8  # of a name; longer runs would be tried for nothing
_MOST_PARTS = 10  # of a path; a submission's id has no more
_MOST_TRIED = 40  # words of one part; a hostile name has hundreds
_SHORTEST = 3  # letters of an id that tells much: 5 in lab_5 is nobody's, and a folder 5 a section perhaps
_ATTEMPT = re.compile(
    r"(?:(?:attempt|version|revision|round|try|v)[ _-]*(?P<after>\d{1,4})|(?P<before>\d{1,4})(?:st|nd|rd|th)[ _-]*"
    r"(?:attempt|try)|resubmissions?|resubmitted|late|on[ _-]?time)",
    re.IGNORECASE,
)


def attempt_in(parts: Sequence[str]) -> int | None:
    """Which attempt the folders of a path say that it is."""
    found = [said for said in map(_ATTEMPT.fullmatch, parts) if said and (said["after"] or said["before"])]
    return int(found[-1]["after"] or found[-1]["before"]) if found else None


def without_attempts(parts: Sequence[str]) -> list[str]:
    """The parts of a path that name no attempt: two attempts of one person lie in one place."""
    return [part for part in parts if not _ATTEMPT.fullmatch(part)]


@dataclass(frozen=True)
class PathOwner:
    """Somebody whom a path names: by an id or a name, in a folder or in the file's name, and in which place."""

    member: Member
    by_id: bool
    in_folder: bool
    place: str
    weight: tuple[bool, bool]


def named_in(path: str, key: str, roster: Roster) -> list[PathOwner]:
    """Everybody whom a path names, once, those first who are named best.

    ``path`` ends with the file; ``key`` is what tells it from others of its download.
    """
    path = path.replace("\\", "/")  # some programs for Windows write it into a zip
    *folders, file = PurePosixPath(path).parts[-_MOST_PARTS:] or ("",)
    parts, keys = [*folders, stem_of(file)], PurePosixPath(key).parts[-_MOST_PARTS:]
    told, known = set(map(folded, keys)), set(map(folded, parts))
    beside = [part for part in keys if folded(part) not in known]
    found: dict[int, PathOwner] = {}
    with_id: dict[int, Member] = {}
    for number, part in enumerate([*parts, *beside]):
        for text, is_whole in _called(part, roster):
            members, by_id = roster.called(text)
            with_id.update({id(member): member for member in members if by_id})
            before = without_attempts(parts[:number]) if number < len(parts) else []
            for member in members:
                weight = (is_whole and len(text) >= _SHORTEST, folded(part) in told)
                place = "/".join([*before, folded(text) if by_id else " ".join(sorted(_words_of(text)))])
                one = PathOwner(member, by_id, number != len(folders), place, weight)
                if id(member) not in found or found[id(member)].weight < weight:
                    found[id(member)] = one
    named = (one for key, one in found.items() if key in with_id or not _is_namesake(one.member, with_id.values()))
    return sorted(named, key=lambda one: one.weight, reverse=True)


def _is_namesake(member: Member, others: Iterable[Member]) -> bool:
    """Whether a name in a path is that of somebody whose id stands there too: ``Bell, Ann (1001)`` is one Ann Bell."""
    return any(other.person.name and are_namesakes(member.person, other.person) for other in others)


def stem_of(file: str) -> str:
    """A file's name without its ending, and without what sets a second one of the same name apart."""
    return _ENDING.sub("", file, count=1) or file


def _words_of(text: str) -> list[str]:
    return [folded(word) for word in _WORD.findall(text)]


def runs_of(part: str) -> Iterator[str]:
    """All of a part that may be a name: all of it first, and of its words those next to each other, the most first."""
    words = [found.span() for found in _WORD.finditer(part)][:_MOST_TRIED]
    longest_first = sorted(_runs(words), key=lambda run: run[0] - run[1])
    for start, end in longest_first:
        text = part[words[start][0] : words[end][1]]
        if len(text) >= _SHORTEST or (start, end) == (0, len(words) - 1):
            yield text


def _called(part: str, roster: Roster) -> list[tuple[str, bool]]:
    """The runs of words in a part that somebody is called by, none inside another, and whether each is all of it."""
    words = [found.span() for found in _WORD.finditer(part)][:_MOST_TRIED]
    found = [(start, end) for start, end in _runs(words) if _may_name(part, words, (start, end), roster)]
    spans = [(words[start][0], words[end][1]) for start, end in found]
    outer = [one for one in spans if not any(other != one and _within(one, other) for other in spans)]
    everything = (words[0][0], words[-1][1]) if words else (0, 0)
    return [(part[start:end], (start, end) == everything) for start, end in outer]


def _runs(words: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start in range(len(words)):
        for end in range(start, min(start + _MOST_WORDS, len(words))):
            yield start, end


def _may_name(part: str, words: Sequence[tuple[int, int]], run: tuple[int, int], roster: Roster) -> bool:
    start, end = run
    text = part[words[start][0] : words[end][1]]
    long_enough = start == 0 or sum(last - first for first, last in words[start : end + 1]) >= _SHORTEST
    return long_enough and is_called(text, roster.words)


def _within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]
