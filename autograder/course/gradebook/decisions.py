"""What people decided, by the submission's bytes: points, and other names of functions; the last word counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.model import Override

if TYPE_CHECKING:
    import sqlite3


def read_renames(
    connection: sqlite3.Connection, submission: str, submission_sha256: str
) -> tuple[tuple[str, str], ...]:
    """Questions of a submission with the other names of their functions."""
    rows = connection.execute(
        "SELECT question, name FROM renames WHERE submission = ? AND submission_sha256 = ? ORDER BY rowid",
        (submission, submission_sha256),
    )
    return tuple(sorted((question, name) for question, name in dict(rows).items() if name is not None))


def read_overrides(connection: sqlite3.Connection) -> dict[tuple[str, str], dict[str, Override]]:
    """Points that were decided last, by submission and its digest, and question."""
    found: dict[tuple[str, str], dict[str, Override]] = {}
    for submission, sha256, question, points, author, reason in connection.execute(
        "SELECT submission, submission_sha256, question, points, author, reason FROM overrides ORDER BY rowid"
    ):
        decided = found.setdefault((submission, sha256), {})
        decided.pop(question, None)
        if points is not None:
            decided[question] = Override(points, author, reason)
    return found
