"""What the teacher sees in the terminal when a run ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import fmean, median
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from autograder.model.isolation import NONE
from autograder.reports.review import needs_review
from autograder.text import counted, one_line, points_text

if TYPE_CHECKING:
    from autograder.model import Grade, Mark, Status

_FIRST_THING_LIMIT = 68
_FIELD_LIMIT = 80
_STYLES: dict[Status, str] = {
    "graded": "green",
    "open": "yellow",
    "unreadable": "red",
    "wrong_assignment": "red",
}
_WORDS: dict[Status, str] = {
    "graded": "graded",
    "open": "open",
    "unreadable": "unreadable",
    "wrong_assignment": "wrong assignment",
}


class Summary:
    """A class in the terminal, added up grade by grade: no grade is kept.

    Of too many, those that need a person come first. Every cell is a ``Text``: rich reads no markup in it.
    """

    def __init__(self, rows: int = 40) -> None:
        """Show at most so many rows."""
        self._most = rows
        self._rows: list[tuple[bool, list[Text]]] = []
        self._counts: Counter[Status] = Counter()
        self._shares: defaultdict[str, list[float]] = defaultdict(list)
        self._to_review = 0
        self._bare = False

    def add(self, grade: Grade) -> None:
        """Take the next grade, in the order in which they are shown."""
        self._counts[grade.status] += 1
        is_graded = grade.status == "graded"
        if sum(1 for graded, _ in self._rows if graded == is_graded) < self._most:
            self._rows.append((is_graded, _row(grade)))
        if grade.score is not None and grade.max_score:
            self._shares[grade.assignment].append(100 * grade.score / grade.max_score)
        self._to_review += sum(map(needs_review, grade.marks))
        self._bare |= is_graded and not grade.provenance.isolation

    def table(self) -> Table:
        """One row a submission."""
        table = Table(box=None, pad_edge=False)
        table.add_column("submission", overflow="fold")
        table.add_column("assignment", overflow="fold")
        table.add_column("score", justify="right", no_wrap=True)
        table.add_column("status", no_wrap=True)
        table.add_column("first thing to know", overflow="fold", ratio=1)
        total = self._counts.total()
        rows = self._rows if total <= self._most else sorted(self._rows, key=lambda row: row[0])[: self._most]
        for _, cells in rows:
            table.add_row(*cells)
        if total > len(rows):
            table.add_row(Text(f"... and {total - len(rows)} more", style="dim"))
        return table

    def totals(self) -> Text:
        """How many of each status, and each assignment's mean and median, in one paragraph."""
        total = self._counts.total()
        statuses = ", ".join(f"{self._counts[status]} {word}" for status, word in _WORDS.items())
        parts = [f"{counted(total, 'submission')}: {statuses}."]
        parts += [
            f"{one_line(assignment, _FIELD_LIMIT)}: mean {fmean(values):.0f} %, median {median(values):.0f} %."
            for assignment, values in sorted(self._shares.items())
        ]
        if asked := self._to_review:
            parts.append(f"{counted(asked, 'mark')} for you to look at: see review.csv.")
        if self._bare:
            parts.append(NONE)
        return Text(" ".join(parts))


def _row(grade: Grade) -> list[Text]:
    score = "" if grade.score is None else f"{points_text(grade.score)}/{points_text(grade.max_score)}"
    return [
        Text(one_line(grade.submission, _FIELD_LIMIT)),
        Text(one_line(grade.assignment, _FIELD_LIMIT)),
        Text(score),
        Text(_WORDS[grade.status], style=_STYLES[grade.status]),
        Text(one_line(_first_thing(grade), _FIRST_THING_LIMIT)),
    ]


def _first_thing(grade: Grade) -> str:
    """What helps most: why there is no mark, or else where points were lost, or else which cell stopped."""
    if grade.status in ("unreadable", "wrong_assignment"):
        return one_line(grade.reason)
    telling = [mark for mark in grade.marks if mark.points is None] or [mark for mark in grade.marks if _lost(mark)]
    if telling:
        return one_line(f"{telling[0].question}: {_why(telling[0])}")
    return one_line(grade.troubles[0]) if grade.troubles else ""


def _lost(mark: Mark) -> bool:
    return mark.points is not None and mark.points < mark.max_points


def _why(mark: Mark) -> str:
    """The note, what it was recognised by, or the first verdict that tells; a teacher may read hidden ones."""
    note = mark.note if mark.is_of_function else ""  # of a plain value it only says what was given
    if mark.diagnosis is not None and not note:
        return f"{mark.diagnosis.misconception} ({mark.diagnosis.id})"
    reasons = [verdict.says or verdict.detail for verdict in mark.verdicts if verdict.outcome != "passed"]
    form = mark.form.says if mark.form is not None else ""
    named = [reason for reason in (note, *reasons, form) if reason.strip()]
    return named[0] if named else ("open" if mark.points is None else "points lost")
