"""Who is in the class: found by whatever a download calls them, and never mistaken for somebody else."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from autograder.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from autograder.model import Person

COLUMNS = (
    *("student_id", "name", "email", "login", "lms_id", "section", "group"),
    *("extra_days", "extensions", "exempt"),
)
_KEYS = ("student_id", "email", "login", "lms_id")  # in the order in which they are trusted; then the name
_INDEXED = (*_KEYS, "name", "spelling", "number")
# Letters as registrars and file names write them who have only those of English; German has a way of its own.
_ACCENTS = re.compile("[\u0300-\u036f]")
_ENGLISH = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SHORTEST = 3  # digits behind the zeros: a shorter number may count something, and be nobody's id


@dataclass(frozen=True)
class Member:
    """Somebody in the class, and what the instructor grants them. Times are wall time in the course's zone.

    ``person.lms_id`` may be several ids, and ``section`` and ``group`` several names, with semicolons between. ``own``
    is what stands in columns of the instructor's own.
    """

    person: Person
    extra_days: int = 0
    extensions: Mapping[str, datetime] = field(default_factory=dict)
    exempt: frozenset[str] = frozenset()
    section: str = ""
    group: str = ""
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Roster:
    """All members of a class.

    Of the file that it was read from, ``columns`` are those there, ``delimiter`` is what stands between cells, and
    ``told`` are sentences for the instructor.
    """

    members: tuple[Member, ...] = ()
    columns: tuple[str, ...] = field(default=COLUMNS, compare=False)
    delimiter: str = field(default=",", compare=False)
    told: tuple[str, ...] = field(default=(), compare=False)

    def find(self, person: Person) -> Member | None:
        """The one member whom a download means: by student id, e-mail, login or LMS id, or else by a name.

        Each of these is also looked for in the other columns, since one LMS's login is another's id. Two things never
        match: an LMS's own number where the names differ, and a name where the student ids differ. A student id that
        lost the zeros in front of it, as in a spreadsheet, finds the only one that it can be. What stands alone in
        the place of a name may be an id: a teacher calls a folder so, to tell two people of one name apart.
        """
        given = [(key, value) for key in _KEYS if (value := folded(getattr(person, key)))]
        given = given or [("student_id", value) for value in [folded(person.name)] if value]
        own = (self._only(key, value) for key, value in given)
        others = (
            member
            for key, value in given
            for other in _KEYS
            if (member := self._only(other, value)) and not (key == "lms_id" and _named_apart(person, member.person))
        )
        short = (
            member
            for _, value in given
            if (number := _number(value))
            and (member := self._only("number", number))
            and not _named_apart(person, member.person)
        )
        alike = (
            member
            for kind, name in _names(person)
            if (member := self._only(kind, name)) and not _numbered_apart(person, member.person)
        )
        return next(filter(None, (*own, *others, *short, *alike)), None)

    def namesakes(self, person: Person) -> tuple[Member, ...]:
        """Those whom a download may mean that gives a name alone, where several are called so."""
        called = (self._by[kind].get(name, ()) for kind, name in _names(person))
        fitting = (tuple(one for one in those if not _numbered_apart(person, one.person)) for those in called)
        return next((those for those in fitting if len(those) > 1), ())

    def group_of(self, name: str) -> tuple[Member, ...]:
        """The members of the group of this name."""
        found = self._groups.get(_run_together(name))
        return tuple(found[1]) if found else ()

    def called(self, text: str) -> tuple[list[Member], bool]:
        """Everybody of whom a text is an id, or else the whole name, and whether it is an id."""
        value, name = folded(text), _run_together(text)
        by_id = [member for key in _KEYS for member in self._by[key].get(value, []) if value]
        if not by_id and (number := _number(value)):
            by_id = self._by["number"].get(number, [])
        spelt = (self._by["spelling"].get(one, []) for one in sorted(_spellings(text)) if name)
        found = by_id or (self._by["name"].get(name) if name else []) or [one for those in spelt for one in those]
        return list({id(member): member for member in found}.values()), bool(by_id)

    @cached_property
    def words(self) -> frozenset[str]:
        """All that somebody may be called by, as it is compared: what is not among these need not be looked for."""
        return frozenset(word for index in self._by.values() for word in index if word)

    @property
    def groups(self) -> dict[str, list[Member]]:
        """The members of each group, by its name."""
        return dict(self._groups.values())

    def _only(self, key: str, value: str) -> Member | None:
        found = self._by[key].get(value, [])
        return found[0] if len(found) == 1 else None

    @cached_property
    def _by(self) -> dict[str, dict[str, list[Member]]]:
        index: dict[str, dict[str, list[Member]]] = {key: defaultdict(list) for key in _INDEXED}
        for member in self.members:
            for key in _KEYS:
                for value in _values(member.person, key):
                    index[key][value].append(member)
            if number := _number(member.person.student_id):
                index["number"][number].append(member)
            for turned in _turns(member.person.name):
                index["name"][turned].append(member)
            for turned in {one for spelt in _spellings(member.person.name, " ") for one in _turns(spelt)}:
                index["spelling"][turned].append(member)
        return index

    @cached_property
    def _groups(self) -> dict[str, tuple[str, list[Member]]]:
        groups: dict[str, tuple[str, list[Member]]] = {}
        for member in self.members:
            for name in parts(member.group):
                groups.setdefault(_run_together(name), (name, []))[1].append(member)
        return groups


def key_of(person: Person) -> tuple[str, str]:
    """What tells people apart: the first of their ids, or else the name."""
    known = ((key, folded(getattr(person, key))) for key in (*_KEYS, "name"))
    return next(((key, value) for key, value in known if value), ("name", ""))


def parts(cell: str) -> list[str]:
    """What stands in a cell that may hold several, with semicolons between."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def is_without_zeros(person: Person, member: Member) -> bool:
    """Whether a download or list has a member's student id without the zeros in front, or the roster has."""
    given = {folded(getattr(person, key)) for key in _KEYS}
    known = folded(member.person.student_id)
    return known not in given and bool(_number(known)) and _number(known) in set(map(_number, given))


def _values(person: Person, key: str) -> Iterable[str]:
    value = folded(getattr(person, key))
    return dict.fromkeys(parts(value)) if key == "lms_id" else (value,)


def _number(value: str) -> str:
    """An id that is a number, without the zeros in front; nothing where it is none, or too short to be sure."""
    digits = value.lstrip("0")
    return digits if value.isdecimal() and len(digits) >= _SHORTEST else ""


def _names(person: Person) -> Iterator[tuple[str, str]]:
    """What a download may call somebody, letter by letter, and then as others would spell it."""
    texts = [text for text in (person.name, person.lms_id) if _run_together(text)]
    yield from (("name", _run_together(text)) for text in texts)
    yield from (("spelling", spelt) for text in texts for spelt in sorted(_spellings(text)))


def are_namesakes(one: Person, other: Person) -> bool:
    """Whether the names of two, where both have one, are the same in some order of their words."""
    return not _named_apart(one, other)


def _named_apart(one: Person, other: Person) -> bool:
    turns = {turned for spelt in _spellings(other.name, " ") for turned in _turns(spelt)}
    return bool(one.name and other.name) and turns.isdisjoint(_spellings(one.name))


def _numbered_apart(one: Person, other: Person) -> bool:
    """Whether two have different student ids; leading zeros, which spreadsheets lose, make no difference."""
    ids = [folded(person.student_id).lstrip("0") for person in (one, other)]
    return all(ids) and ids[0] != ids[1]


def _words(name: str) -> list[str]:
    return "".join(letter if _is_letter(letter) else " " for letter in folded(name)).split()


def _is_letter(letter: str) -> bool:
    """Whether it tells names apart: also the vowel signs of many scripts, and accents without a composed letter."""
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _run_together(name: str) -> str:
    return "".join(_words(name))


def _spellings(name: str, between: str = "") -> set[str]:
    """A name without accents, and as German writes it without them: ``Müller`` is ``muller`` and ``mueller``."""
    composed = between.join(_words(name))
    plain = (
        unicodedata.normalize("NFKD", text.translate(_ENGLISH)) for text in (composed, composed.translate(_GERMAN))
    )
    return {_ACCENTS.sub("", text) for text in plain}


def is_called(text: str, words: frozenset[str]) -> bool:
    """Whether a text, as it stands or in another spelling, is among what people are called by."""
    return not words.isdisjoint({folded(text), _run_together(text), folded(text).lstrip("0"), *_spellings(text)})


def _turns(name: str) -> set[str]:
    """A name in every order that starts with another word: ``Mary-Ann Smith`` is ``smithmaryann`` to Canvas."""
    words = _words(name)
    return {"".join(words[start:] + words[:start]) for start in range(len(words))}
