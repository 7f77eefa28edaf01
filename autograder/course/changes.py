"""Whose marks change between two sets of entries, from what to what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from autograder.model import Entry, Grade, Mark, Person, Verdict

    Grades = Callable[[str], Grade | None]


@dataclass(frozen=True)
class Change:
    """One person's mark before and after; ``old`` is None for a new line. ``why`` are sentences for the teacher."""

    old: Entry | None
    new: Entry
    why: tuple[str, ...]

    @property
    def is_lower(self) -> bool:
        """Whether points are taken away."""
        return self.old is not None and is_lower(self.old, self.new)


def is_lower(old: Entry, new: Entry) -> bool:
    """Whether a line gives fewer points than it did for the same submission, or none any more.

    A newer submission may earn less: the old mark was not for it. But where nothing at all counts now, or another one
    that was there already, points are lost.
    """
    return new.submission in ("", old.submission, *old.others) and falls(old, new)


def falls(old: Entry, new: Entry) -> bool:
    """Whether a line gives fewer points than it did, for whatever reason; who is exempt loses none."""
    return old.score is not None and new.status != "exempt" and (new.score is None or new.score < old.score)


def lowered(
    published: Iterable[Entry], new: Sequence[Entry], recorded: Iterable[Entry] = ()
) -> list[tuple[Entry, Entry]]:
    """Lines that give less than what was handed out last, each after the line of then.

    If the lines ``recorded`` last gave less already, somebody has allowed it: then only a further fall counts.
    """
    both = zip(paired(published, new), paired(recorded, new), strict=True)
    return [
        (old, entry)
        for (old, entry), (now, _) in both
        if old is not None and is_lower(old, entry) and not (now and is_lower(old, now) and not is_lower(now, entry))
    ]


def paired(old: Iterable[Entry], new: Iterable[Entry]) -> Iterator[tuple[Entry | None, Entry]]:
    """Each new line with the old one of the same person and assignment, the last of several."""
    known: dict[tuple[str, str], Entry] = {}
    for entry in old:
        known |= {(entry.assignment, key): entry for key in keys_of(entry.person)}
    for entry in new:
        yield (
            next((known[entry.assignment, k] for k in keys_of(entry.person) if (entry.assignment, k) in known), None),
            entry,
        )


def changes(old: Sequence[Entry], new: Sequence[Entry], before: Grades, after: Grades) -> list[Change]:
    """Every line that changes; ``before`` and ``after`` give a submission's grade, if it has one."""
    found = []
    for previous, entry in paired(old, new):
        if previous is not None and _same(previous, entry):
            continue
        why = _reasons(previous, entry, before, after) if previous is not None else ("a new line",)
        found.append(Change(previous, entry, why))
    return found


def keys_of(person: Person) -> list[str]:
    """What a person is known by: each of the ids, or the name where there is none."""
    ids = (person.student_id, person.email, person.login, person.lms_id)
    named = [f"{place}:{value.casefold()}" for place, value in enumerate(ids) if value]
    return named or [f"name:{person.name.casefold()}"]


def _same(old: Entry, new: Entry) -> bool:
    return _shown(old) == _shown(new)


def _shown(entry: Entry) -> tuple[object, ...]:
    return entry.score, entry.score is not None and entry.max_score, entry.status, dict(entry.points)


def _reasons(old: Entry, new: Entry, before: Grades, after: Grades) -> tuple[str, ...]:
    if old.submission != new.submission:
        return (f"another submission counts: {new.submission or 'none'}, before {old.submission or 'none'}",)
    was, is_now = before(new.submission), after(new.submission)
    reasons = list(_marks(was, is_now)) if was and is_now else []
    if old.penalty != new.penalty:
        reasons.append(f"late penalty {old.penalty:g}, now {new.penalty:g}")
    if old.status != new.status:
        reasons.append(f"{old.status}, now {new.status}")
    if not reasons and old.max_score != new.max_score:
        reasons.append(f"worth {old.max_score:g} before")
    return tuple(reasons) or ("the policy changed",)


def _marks(before: Grade, after: Grade) -> Iterator[str]:
    marks = {mark.question: mark for mark in before.marks}
    for mark in after.marks:
        old = marks.pop(mark.question, None)
        if old is None:
            yield f"{mark.question}: a new question, {_points(mark)}"
        elif (old.points, old.max_points) != (mark.points, mark.max_points):
            yield f"{mark.question}: {_points(old)}, now {_points(mark)}{_because(old, mark)}"
    for gone in marks.values():
        yield f"{gone.question}: no longer a question, {_points(gone)} before"


def _because(old: Mark, new: Mark) -> str:
    if new.override != old.override:
        return f" (decided by {new.override.author})" if new.override else " (what was decided no longer stands)"
    parts = list(_cases(old.verdicts, new.verdicts))
    if new.form is not None and (old.form and old.form.found) != new.form.found:
        parts.append(f"form {new.form.found}")
    if old.max_points != new.max_points:
        parts.append(f"worth {old.max_points:g} before")
    if not parts:
        parts.append(new.note or "the policy changed")
    return f" ({'; '.join(parts)})"


def _cases(old: Sequence[Verdict], new: Sequence[Verdict]) -> Iterator[str]:
    """What happened to each hidden case."""
    outcomes = {verdict.case: verdict.outcome for verdict in old if verdict.hidden}
    for verdict in (verdict for verdict in new if verdict.hidden):
        was = outcomes.pop(verdict.case, None)
        if was is None:
            yield f"new case {verdict.case!r} {verdict.outcome}"
        elif was != verdict.outcome:
            yield f"case {verdict.case!r} {was}, now {verdict.outcome}"
    for case, was in outcomes.items():
        yield f"case {case!r} no longer counts, {was} before"


def _points(mark: Mark) -> str:
    points = "open" if mark.points is None else f"{mark.points:g}"
    return f"{points} of {mark.max_points:g}"
