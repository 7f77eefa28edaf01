"""Lines of a class for those who need not know whose they are: names are not hidden in them, they are not there."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections import Counter
from typing import TYPE_CHECKING

from autograder.course.roster import key_of
from autograder.errors import ConfigError
from autograder.model import Entry, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.course.gradebook import Gradebook

FEWEST = 5  # of fewer people somebody who knows the class can tell who they are
_SECRET = "secret"  # noqa: S105 - what the gradebook keeps it under
_SECRET_BYTES = 32
_LETTERS = 10  # fifty bits: no two of a class of ten thousand share a pseudonym


def pseudonymous(entries: Sequence[Entry], gradebook: Gradebook) -> list[Entry]:
    """The lines with a pseudonym for each person, in the order of the pseudonyms.

    A line keeps its assignment, its status and its points before any penalty; who was late, excused or commented on is
    left out, with all that names files or places. A status that fewer than five have is not told. A pseudonym stays the
    same as long as the gradebook does, so that two tables of one class can be laid side by side; without the secret in
    it nobody can make one from a name.

    Raises
    ------
    ConfigError
        When the class is too small for anybody to be unknown in it.
    """
    secret = gradebook.about(_SECRET)
    if not secret:
        secret = secrets.token_hex(_SECRET_BYTES)
        gradebook.note(_SECRET, secret)
    names = {key_of(entry.person): _pseudonym(secret, entry.person) for entry in entries}
    if len(names) < FEWEST:
        raise ConfigError(f"There are {len(names)} people: in a class of fewer than {FEWEST} nobody is unknown.")
    common = Counter((entry.assignment, entry.status) for entry in entries)
    lines = [
        Entry(
            Person(student_id=names[key_of(entry.person)]),
            entry.assignment,
            entry.status if common[entry.assignment, entry.status] >= FEWEST or entry.raw is not None else "missing",
            raw=entry.raw,
            score=entry.raw,
            max_score=entry.max_score,
            points=entry.points,
        )
        for entry in entries
    ]
    return sorted(lines, key=lambda line: (line.person.student_id, line.assignment))


def _pseudonym(secret: str, person: Person) -> str:
    digest = hmac.digest(secret.encode(), "\n".join(key_of(person)).encode(), "sha256")
    return f"P-{base64.b32encode(digest).decode()[:_LETTERS]}"
