"""What an export gives, and the words in which it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.model import Entry

_MOST_NAMED = 20  # nobody reads more names in one sentence


@dataclass(frozen=True)
class Exported:
    """A file to upload, and what the instructor should know before they do.

    ``told`` are whole sentences. ``matched`` counts the people whose row was found, or for whom something was
    written; ``column`` is the column of the instructor's file that was filled in, as its header has it.
    """

    content: bytes
    suffix: str
    told: tuple[str, ...] = ()
    matched: int = 0
    column: str = ""


def short_list(items: Iterable[str]) -> str:
    """Items in a row, each on one line and safe to print; of too many, the first and how many more."""
    every = [one_line(item) for item in items]
    more = [f"and {len(every) - _MOST_NAMED} more"] if len(every) > _MOST_NAMED else []
    return "; ".join([*every[:_MOST_NAMED], *more])  # a name may have a comma: Lovelace, Ada


def who(entry: Entry) -> str:
    """What a person is called in a sentence: the name, or else whatever is known."""
    return entry.person.called or entry.person.lms_id or entry.submission or "somebody without a name"


def of_assignments(entries: Sequence[Entry]) -> tuple[list[Entry], list[str]]:
    """The entries that have an assignment, and a sentence about those that have none."""
    lost = [entry for entry in entries if not entry.assignment]
    told = [f"Left out, because their assignment is not known: {short_list(map(who, lost))}."] if lost else []
    return [entry for entry in entries if entry.assignment], told


def refuse_title(title: str | None, file: str) -> None:
    """Refuse ``--column`` where nothing has a title.

    Raises
    ------
    ConfigError
        When it was given.
    """
    if title is not None:
        raise ConfigError(f"--column has no effect on {file}. Leave it out.")


def one_assignment(entries: Sequence[Entry], file: str) -> str:
    """The one assignment that all entries are of; ``file`` begins the sentence, should they be of several.

    Raises
    ------
    ConfigError
        When they are of several, or there are none.
    """
    names = list(dict.fromkeys(entry.assignment for entry in entries))
    if not names:
        raise ConfigError("There are no marks to export: grade the class first.")
    if len(names) > 1:
        raise ConfigError(f"{file} is of one assignment: give --assignment one of {short_list(names)}.")
    return names[0]
