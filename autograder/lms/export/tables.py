"""Tables of our own making: one line a person, or one line a person and assignment."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from autograder.lms.export.exported import Exported, short_list, who
from autograder.model import hundredths
from autograder.text import counted, guarded, points_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.model import Entry, Person

COLUMNS = (
    *("student_id", "name", "email", "login", "assignment", "submission", "status"),
    *("raw_score", "penalty", "score", "max_score", "days_late", "free_days", "note"),
)
CELL_ADVICE = "Nothing of this file was checked against the course: filling in its own export with --into is safer."

Value = str | float | None


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV in UTF-8."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def mark_text(entry: Entry | None, exempt: str = "") -> str:
    """An entry's mark as a cell, blank where there is none."""
    if entry is not None and entry.status == "exempt":
        return exempt
    return "" if entry is None or entry.score is None else points_text(entry.score)


def by_person(entries: Sequence[Entry]) -> list[tuple[Person, dict[str, Entry]]]:
    """Everybody with their entries by assignment, in the order of their first."""
    people: dict[tuple[str, ...], tuple[Person, dict[str, Entry]]] = {}
    for entry in entries:
        person = entry.person
        known = (person.student_id, person.email, person.login)
        key = known if any(known) else (person.lms_id, person.name)
        people.setdefault(key, (person, {}))[1].setdefault(entry.assignment, entry)
    return list(people.values())


def questions_of(entries: Sequence[Entry]) -> list[str]:
    """The questions of all entries, in the order in which they come."""
    return list(dict.fromkeys(question for entry in entries for question in entry.points))


def header_of(entries: Sequence[Entry], questions: Sequence[str]) -> list[str]:
    """The columns; the section comes last, and only in a class that has any."""
    return [*COLUMNS, *questions, *(["section"] if any(entry.section for entry in entries) else [])]


def values_of(entry: Entry, questions: Sequence[str], note: str) -> list[Value]:
    """An entry's line, also of its section: text, numbers, and None for what is blank."""
    person = entry.person
    numbers = [entry.raw, entry.penalty, entry.score, entry.max_score or None, entry.days_late, entry.free_days]
    return [
        *(person.student_id, person.name, person.email, person.login),
        *(entry.assignment, entry.submission, entry.status),
        *map(_rounded, numbers),
        note,
        *(_rounded(entry.points.get(question)) for question in questions),
        entry.section,
    ]


def remarks(entries: Sequence[Entry]) -> list[str]:
    """What there is to remark on each entry; in a class without a roster nobody is missing from it."""
    has_roster = any(entry.on_roster for entry in entries)
    return [
        "; ".join(
            [
                *filter(None, [entry.reason]),
                *entry.notes,
                *(["not on the roster"] if has_roster and not entry.on_roster else []),
            ]
        )
        for entry in entries
    ]


def without_mark(entries: Sequence[Entry]) -> list[str]:
    """A sentence about the entries without a mark, if there are any."""
    blank = [entry for entry in entries if entry.score is None]
    named = short_list(f"{who(entry)} ({entry.status.replace('_', ' ')})" for entry in blank)
    return [f"Without a mark, so the score is blank: {named}."] if blank else []


def _rounded(number: float | None) -> float | None:
    return None if number is None else hundredths(number)


def _text(value: Value) -> str:
    return guarded(value) if isinstance(value, str) else "" if value is None else points_text(value)


def csv_table(entries: Sequence[Entry]) -> Exported:
    """All marks as CSV, a line for each person and assignment, also of no known assignment."""
    questions = questions_of(entries)
    header = header_of(entries, questions)
    rows = [list(map(guarded, header))]
    rows += [
        list(map(_text, values_of(entry, questions, note)))[: len(header)]
        for entry, note in zip(entries, remarks(entries), strict=True)
    ]
    told = (f"{counted(len(entries), 'line')}, one for each person and assignment.", *without_mark(entries))
    return Exported(csv_bytes(rows), ".csv", told, matched=len(entries))
