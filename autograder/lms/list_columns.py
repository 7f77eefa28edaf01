"""Which column of a list holds what: by its title, and by whether its values look like that; asked where unsure.

A title can mean several things (``ID``), several columns can mean one (``Student ID`` and ``Emplid``), and a title can
say one thing and its column hold another. What is taken wrongly in silence costs somebody their mark much later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.lms.column_words import WORDS
from autograder.lms.registry import LMSES
from autograder.text import folded, heading, listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from autograder.course.sheet import Sheet
    from autograder.lms.definition import Lms

HELD = ("student_id", "name", "first_name", "last_name", "email", "login", "lms_id", "section", "group", "role")
NONE = "none"  # what a column is taken as that is to be left out
_SHORT = {"id": "student_id"}  # what one may write for a field
_IDS = ("student_id", "email", "login", "lms_id")
_NAMES = ("name", "first_name", "last_name")
_SHOWN = 3
_AS_ID = re.compile(r"\bid\b|nummer|number|numéro|número|\bn[or°º.]\b|matr|code", re.IGNORECASE)
_LETTER = re.compile(r"(?=[^@]*[^\W\d_])[^@]*|(?=[^@\w]*[?\ufffd])[^@\w]*")  # also of a name whose letters are all lost
# What the values of a column look like, in the order in which one that looks like several is taken.
_LOOKS = {
    "email": re.compile(r"[^@\s]+@[^@\s]+"),
    "student_id": re.compile(r"(?=.*\d).*|[^\s,]+"),
    "login": re.compile(r"[^\s,]+"),
    "lms_id": re.compile(r"(?=.*\d).*|[^\s,]+"),
    **dict.fromkeys(_NAMES, _LETTER),
}

Answers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column of a list: its title, and what its cells hold, from the first row of people on.

    ``written`` gives a value as downloads have it, where those write it otherwise.
    """

    title: str
    values: tuple[str, ...]
    written: Callable[[str], str] = str

    @property
    def filled(self) -> list[str]:
        """What stands in it, without blank cells."""
        return [value for value in self.values if value]


@dataclass(frozen=True)
class Doubt:
    """What is not clear, in words; each answer is a field and the title of a column that may hold it."""

    words: str
    answers: Answers = ()


@dataclass(frozen=True)
class Choice:
    """Which column was taken as what, and what is to be asked."""

    taken: dict[str, Column]
    doubts: tuple[Doubt, ...] = ()


def known_titles() -> set[str]:
    """All that a column of a list of people may be called: by these the line of titles is found."""
    names = {name for lms in LMSES.values() for every in lms.list_columns.values() for name in every}
    return {*HELD, *names, *(word for words in WORDS.values() for word in words)}


def columns_of(sheet: Sheet) -> list[Column]:
    """The columns of a list; those without a title and without a value are none."""
    rows = range(sheet.header + 1, len(sheet.rows))
    every = (
        Column(title, tuple(sheet.value(row, number) for row in rows)) for number, title in enumerate(sheet.columns)
    )
    return [column for column in every if column.title or column.filled]


def choose(columns: Sequence[Column], asked: Sequence[tuple[str, str]]) -> Choice:
    """Which column is what. What was asked for stands, whatever it looks like.

    Raises
    ------
    ConfigError
        When what was asked for is not there.
    """
    given = [(held, _called(columns, title)) for held, title in asked]
    taken = {held: column for held, column in given if held != NONE}
    rest = [column for column in columns if all(column is not one for _, one in given)]
    claims = [(held, one) for column in rest for held, one in _claims(column, columns)]
    doubts = []
    for held in HELD:
        found = [] if held in taken else _different([one for claimed, one in claims if claimed == held])
        if len(found) > 1:
            doubts.append(_several(held, [one.title for one in found]))
        elif found and not fits(held, found[0]):
            doubts.append(_unlike(held, found[0]))
        elif found:
            taken[held] = found[0]
    taken = _halves(taken, {held for held, _ in asked})
    if not doubts:
        unused = [column for column in rest if all(column.values is not one.values for one in taken.values())]
        doubts += _missing(taken, unused, is_asked=bool(asked))
    return Choice({held: taken[held] for held in HELD if held in taken}, tuple(doubts))


def fields_asked(given: Sequence[str]) -> list[tuple[str, str]]:
    """What ``--column id=Emplid`` and its like say: the field, and the column's title.

    Raises
    ------
    ConfigError
        When one is not of that form, of no field, or of one that was given before.
    """
    asked: list[tuple[str, str]] = []
    for text in given:
        name, sign, title = (part.strip() for part in text.partition("="))
        held = _SHORT.get(name.casefold(), name.casefold().replace(" ", "_").replace("-", "_"))
        if not sign or not title or held not in (*HELD, NONE):
            raise ConfigError(
                f"--column {text} is not understood. Write what a column holds, and its title, as in --column "
                f"id=Emplid; it may hold {listing(HELD)}, or {NONE} of these."
            )
        if held != NONE and held in dict(asked):
            raise ConfigError(f"--column says twice which column holds the {held}: {dict(asked)[held]} and {title}.")
        asked.append((held, title))
    return asked


def option(held: str, title: str) -> str:
    """What one writes after ``--column`` to say that a column holds this."""
    return f"{next((short for short, of in _SHORT.items() if of == held), held)}={title}"


def fits(held: str, column: Column) -> bool:
    """Whether most of a column's values look like what it is to hold."""
    return 2 * len(unlike(held, column)) < max(1, len(column.filled))


def may_be_id(column: Column) -> bool:
    """Whether a column that no name is known for may hold ids."""
    return bool(column.filled and _AS_ID.search(column.title)) and fits("student_id", column)


def unlike(held: str, column: Column) -> list[str]:
    """The values of a column that do not look like what it is to hold."""
    looks = _LOOKS.get(held)
    return [value for value in column.filled if looks and not looks.fullmatch(value)]


def _called(columns: Sequence[Column], title: str) -> Column:
    exact = [one for one in columns if one.title == title]
    found = exact or [one for one in columns if heading(one.title) == heading(title)]
    if len(found) == 1:
        return found[0]
    if found:
        raise ConfigError(f"{len(found)} columns of the list are called {title}: rename one in the file.")
    raise ConfigError(f"The list has no column {title}; it has {listing(one.title for one in columns if one.title)}.")


@cache
def _fields() -> dict[str, list[tuple[Lms, str]]]:
    """What each title holds in the lists of which LMS."""
    fields: dict[str, list[tuple[Lms, str]]] = {}
    for lms in LMSES.values():
        for held, names in lms.list_columns.items():
            for name in names:
                fields.setdefault(heading(name), []).append((lms, held))
    return fields


@cache
def _general() -> dict[str, list[str]]:
    """What each title holds in other lists; of several, the first that its values look like."""
    general: dict[str, list[str]] = {heading(held): [held] for held in HELD}
    for held in ("email", *WORDS):
        for word in WORDS[held]:
            general.setdefault(heading(word), []).append(held)
    return general


def _claims(column: Column, columns: Sequence[Column]) -> Iterator[tuple[str, Column]]:
    """What a column holds: by its values, where only one LMS writes such; else by its title."""
    for lms in LMSES.values():
        for held, written in lms.list_values.items():
            if column.filled and all(map(written, column.filled)):
                yield held, Column(column.title, column.values, written)
                return
    title, beside = heading(column.title), {heading(one.title) for one in columns}
    of_lms = _fields().get(title, [])
    sure = [held for lms, held in of_lms if not beside.isdisjoint(_companions(lms, title))]
    general = _general().get(title, [])
    fitting = [held for held in general if fits(held, column)] or general
    others = [held for lms, held in of_lms if not _companions(lms, title)]
    yield from ((held, column) for held in dict.fromkeys((sure or fitting or others)[:1]))


def _companions(lms: Lms, title: str) -> set[str]:
    """The columns of which one must stand beside this one, for it to hold what it holds in this LMS's lists."""
    return {heading(other) for name, others in lms.beside.items() if heading(name) == title for other in others}


def _different(columns: Sequence[Column]) -> list[Column]:
    """Columns that say different things: of those that say the same the first, and none that is empty beside others."""
    said = {tuple(map(folded, one.values)): one for one in reversed(columns)}
    filled = [one for one in reversed(said.values()) if one.filled]
    return filled or list(columns[:1])


def _several(held: str, titles: Sequence[str]) -> Doubt:
    if len({heading(title) for title in titles}) < len(titles):
        return Doubt(f"more than one column is called {titles[0]}: rename one in the file")
    return Doubt(f"the {held} may be {' or '.join(titles)}", tuple((held, title) for title in titles))


def _unlike(held: str, column: Column) -> Doubt:
    others = [other for other in _LOOKS if other not in (held, "lms_id", *_NAMES[1:]) and fits(other, column)]
    shown = ", ".join(unlike(held, column)[:_SHOWN])
    words = f"the {held} may be {column.title}, but what stands there does not look like it ({shown})"
    return Doubt(words, tuple((other, column.title) for other in (*others, held, NONE)))


def _halves(taken: dict[str, Column], asked: set[str]) -> dict[str, Column]:
    """``Name`` beside a first name may be the last name alone, as the values tell, and beside both something else."""
    name, halves = taken.get("name"), [taken[half] for half in _NAMES[1:] if half in taken]
    if name is None or "name" in asked or not halves or all(_is_in(half, name) for half in halves):
        return taken
    rest = {held: column for held, column in taken.items() if held != "name"}
    if len(halves) == 1:
        rest["last_name" if "first_name" in taken else "first_name"] = name
    return rest


def _is_in(half: Column, whole: Column) -> bool:
    pairs = [pair for pair in zip(half.values, whole.values, strict=True) if all(pair)]
    return 2 * sum(heading(part) in heading(all_of_it) for part, all_of_it in pairs) > len(pairs)


def _missing(taken: dict[str, Column], unused: Sequence[Column], *, is_asked: bool) -> Iterator[Doubt]:
    """What downloads carry and no column gives."""
    has_id = any(held in taken for held in _IDS)
    half = [held for held in _NAMES[1:] if held in taken]
    if not has_id and "name" not in taken and len(half) < 2:
        looks = [(held, one.title) for one in unused for held in ("email", "name", "student_id") if fits(held, one)]
        other = [("first_name" if half == ["last_name"] else "last_name", title) for _, title in looks]
        words = f"it has the {half[0]} of people alone" if half else "no column names people"
        titles = listing(one.title for one in [*taken.values(), *unused])
        answers = dict.fromkeys([*other, *(("name", taken[one].title) for one in half)] if half else looks)
        yield Doubt(f"{words}; the columns are {titles}", tuple((held, title) for held, title in answers if title))
        return
    numbered = [one for one in unused if may_be_id(one)]
    if not has_id and numbered and not is_asked:
        names = next(held for held in _NAMES if held in taken)
        either = (*(("student_id", one.title) for one in numbered), (names, taken[names].title))
        titles = " or ".join(one.title for one in numbered)
        yield Doubt(f"no id tells namesakes apart; {titles} may be one, or names are enough", either)
