"""What the teacher reads in the terminal of a class's people, and of marks that change."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from autograder.text import counted, one_line, points_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from autograder.course.changes import Change
    from autograder.course.handed_out import Moved
    from autograder.model import Entry

_NAMED = 20
_NOTES = 6
_FIELD_LIMIT = 80
_CHANGES_SHOWN = 200


def people_lines(entries: Sequence[Entry]) -> list[str]:
    """Who is missing, who is on no roster, and who was late, by name; nothing of those where all is as it should be."""
    lines = []
    missing: defaultdict[str, list[str]] = defaultdict(list)
    unplaced = {entry.person for entry in entries if not entry.assignment}
    for entry in entries:
        if entry.status == "missing" and entry.person not in unplaced:
            missing[entry.assignment].append(called(entry))
    for assignment, names in missing.items():
        lines.append(f"{one_line(assignment, _FIELD_LIMIT)}: {len(names)} handed in nothing: {_listed(names)}.")
    if any(entry.on_roster for entry in entries):
        strangers = list(dict.fromkeys(called(entry) for entry in entries if not entry.on_roster))
        if strangers:
            lines.append(f"{len(strangers)} on no roster: {_listed(strangers)}.")
    late = [entry for entry in entries if entry.days_late != 0]
    if late:
        taken = sum(1 for entry in late if entry.penalty)
        lines.append(f"{len(late)} late, {taken} with points taken off: see marks.csv.")
    noted = Counter(note for entry in entries for note in entry.notes)
    lines += [f"{count} of these marks: {note}." for note, count in noted.most_common(_NOTES)]
    unread = [entry for entry in entries if entry.reason]
    lines += [f"{called(entry)}: {one_line(entry.reason)}" for entry in unread[:_NAMED]]
    lines += [f"... and {len(unread) - _NAMED} more (see review.csv)."] if len(unread) > _NAMED else []
    lost = [called(entry) for entry in entries if not entry.assignment]
    if lost:
        named = f"Of which assignment these are cannot be told: {_listed(lost)}."
        lines.append(f"{named} Grade the files of each assignment with --assignment NAME.")
    return lines


def moved_lines(moved: Sequence[Moved]) -> list[str]:
    """Whose mark is not what was handed out, from what to what."""
    if not moved:
        return []
    shown = [
        f"  {called(one.new or one.old)}, {one_line(one.old.assignment, _FIELD_LIMIT)}: {one_line(one.told)}."
        for one in moved[:_NAMED]
    ]
    more = [f"  ... and {len(moved) - _NAMED} more (see review.csv)."] if len(moved) > _NAMED else []
    return [f"Since they were handed out, {counted(len(moved), 'mark')} moved:", *shown, *more]


def unwritten_lines(unwritten: Mapping[str, str]) -> list[str]:
    """Whose result and page could not be written, by submission, and why."""
    named = [f"{one_line(name, _FIELD_LIMIT)}: {one_line(why)}." for name, why in unwritten.items()]
    more = [f"... and {len(named) - _NAMED} more (see review.csv)."] if len(named) > _NAMED else []
    return [*named[:_NAMED], *more]


def called(entry: Entry) -> str:
    """The best name there is."""
    name = entry.person.called or entry.submission or entry.person.lms_id or "nobody"
    return one_line(name, _FIELD_LIMIT)


def changes_table(found: Sequence[Change], of: int) -> tuple[Table, str]:
    """Whose mark changes, from what to what and why; and the sum of it in a sentence."""
    table = Table(box=None, pad_edge=False)
    for title in ("who", "assignment", "from", "to"):
        table.add_column(title, overflow="fold")
    table.add_column("why", overflow="fold", ratio=1)
    shown = sorted(found, key=lambda change: not change.is_lower)[:_CHANGES_SHOWN]
    for change in shown:
        old = "" if change.old is None else _score(change.old)
        why = one_line("; ".join(change.why), None)
        cells = (called(change.new), one_line(change.new.assignment, _FIELD_LIMIT), old, _score(change.new), why)
        table.add_row(*map(Text, cells), style="yellow" if change.is_lower else "")
    if len(found) > len(shown):
        table.add_row(Text(f"... and {len(found) - len(shown)} more"))
    lower = sum(change.is_lower for change in found)
    return table, f"{len(found)} of {of} marks change, {lower} of them downwards."


def _score(entry: Entry) -> str:
    if entry.score is None:
        return str(entry.status)
    return f"{points_text(entry.score)}/{points_text(entry.max_score)}"


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = [f"and {len(every) - _NAMED} more (see marks.csv)"] if len(every) > _NAMED else []
    return ", ".join([*every[:_NAMED], *more])
