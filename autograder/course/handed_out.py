"""Marks that students were told: what moved since, what would fall, what would be gone, and which stand all the same.

What a teacher changes (a test, a date, the policy, the roster) lowers none unless that is allowed, and then nothing is
written. What a student changes, by a newer hand-in that is worth less, holds up nobody else: the mark that was handed
out stands until the teacher lets it fall.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from autograder.course.changes import falls, is_lower, keys_of, paired
from autograder.course.roster import key_of
from autograder.text import points_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.model import Entry


@dataclass(frozen=True)
class Moved:
    """A mark that was handed out, and the line of now; None where there is none any more."""

    old: Entry
    new: Entry | None

    @property
    def told(self) -> str:
        """In words: from what to what, and what stands."""
        if self.new is not None and self.new.kept:
            return self.new.kept
        now = "no line any more" if self.new is None else f"now {_worth(self.new)}"
        return f"{_worth(self.old)} was handed out, {now}"


def standing(
    published: Iterable[Entry], recorded: Iterable[Entry], new: Sequence[Entry], *, only_raise: bool
) -> list[Entry]:
    """The new lines, with the mark that was handed out where a newer hand-in is worth less.

    With ``only_raise`` also where anything else would lower it. What was kept before is kept on; what somebody allowed
    to fall stays fallen.
    """
    lines = []
    for (old, entry), (now, _) in zip(paired(published, new), paired(recorded, new), strict=True):
        was_kept = now is not None and bool(now.kept)
        was_allowed = old is not None and now is not None and not was_kept and falls(old, now) and not falls(now, entry)
        if old is None or not falls(old, entry) or was_allowed:
            lines.append(entry)
        elif only_raise or was_kept or not is_lower(old, entry):
            lines.append(_kept(old, entry))
        else:
            lines.append(entry)
    return lines


def gone(published: Iterable[Entry], recorded: Iterable[Entry], new: Iterable[Entry]) -> list[Entry]:
    """Marks that were handed out to somebody who has no line any more; those that are gone already were allowed."""
    before, now = _places(recorded), _places(new)
    return [old for old in _last(published) if old.score is not None and before & _place(old) and not now & _place(old)]


def moved(published: Iterable[Entry], new: Sequence[Entry]) -> list[Moved]:
    """Marks that are not what was handed out last, falls first; and those that are kept."""
    last = list(published)
    pairs = [
        Moved(old, entry)
        for old, entry in paired(last, new)
        if old is not None and (old.score != entry.score or entry.kept)
    ]
    now = _places(new)
    pairs += [Moved(old, None) for old in _last(last) if old.score is not None and not now & _place(old)]
    return sorted(pairs, key=lambda one: one.new is not None and not one.new.kept and not falls(one.old, one.new))


def _kept(old: Entry, new: Entry) -> Entry:
    source = "nothing that counts" if not new.submission else new.submission
    why = f"{_worth(old)} was handed out and stands; {source} would give {_worth(new)}"
    return replace(
        old,
        person=new.person,
        submission=new.submission or old.submission,
        place=new.place or old.place,
        on_roster=new.on_roster,
        notes=(why, *new.notes),
        review=new.review,
        others=new.others,
        kept=why,
    )


def _worth(entry: Entry) -> str:
    if entry.score is None:
        return f"no mark ({entry.status.replace('_', ' ')})"
    return f"{points_text(entry.score)} of {points_text(entry.max_score)}"


def _last(published: Iterable[Entry]) -> list[Entry]:
    """What was handed out last to each person, of each assignment."""
    return list({(entry.assignment, key_of(entry.person)): entry for entry in published}.values())


def _place(entry: Entry) -> set[tuple[str, str]]:
    """Whose line of what it is, by everything that the person is known by: who left the roster may have but a name."""
    name = f"name:{entry.person.name.casefold()}"
    return {(entry.assignment, key) for key in (*keys_of(entry.person), *([name] if entry.person.name else []))}


def _places(lines: Iterable[Entry]) -> set[tuple[str, str]]:
    return {place for entry in lines for place in _place(entry)}
