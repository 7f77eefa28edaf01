"""Marks that were handed out and would fall: nothing is written, they stay as they were, or they fall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from autograder.course.changes import lowered
from autograder.course.handed_out import gone, standing
from autograder.errors import ConfigError
from autograder.text import counted, some

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.course.gradebook import Gradebook
    from autograder.model import Entry

Falling = Literal["refuse", "keep", "allow"]
_NAMED = 5


def settled(gradebook: Gradebook, entries: list[Entry], falling: Falling) -> list[Entry]:
    """The lines as they are to stand, where some would lower or end what was handed out.

    Raises
    ------
    ConfigError
        When a mark that was handed out would fall or be gone by what a teacher changed; it names whose.
    """
    if falling == "allow":
        return entries
    published, recorded = gradebook.published(), gradebook.recorded()
    entries = standing(published, recorded, entries, only_raise=falling == "keep")
    fallen = [new for _, new in lowered(published, entries, recorded) if not new.kept]
    lost = gone(published, recorded, entries)
    if fallen or lost:
        would = [f"{counted(len(fallen), 'published mark')} would fall ({_named(fallen)})"] if fallen else []
        would += [f"{counted(len(lost), 'published mark')} would be gone ({_named(lost)})"] if lost else []
        back = "; who is to stay goes back into people.csv" if lost else ""
        raise ConfigError(
            f"{' and '.join(would)}, so the tables stay as they are. autograder regrade shows why; with --allow-lower "
            f"they may, and with --only-raise those that would fall stay as they were handed out{back}."
        )
    return entries


def _named(entries: Sequence[Entry]) -> str:
    people = ((one.person.name, one.person.student_id or one.submission) for one in entries)
    return some((" ".join(filter(None, known)) for known in people), _NAMED)
