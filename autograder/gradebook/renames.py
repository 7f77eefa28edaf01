"""Names under which people found a question's function, by the submission's bytes; the last word counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

TABLE = """
CREATE TABLE IF NOT EXISTS renames (
    submission        TEXT NOT NULL,
    submission_sha256 TEXT NOT NULL,
    question          TEXT NOT NULL,
    made_at           TEXT NOT NULL,
    name              TEXT,
    author            TEXT NOT NULL
);
"""


def read_renames(
    connection: sqlite3.Connection, submission: str, submission_sha256: str
) -> tuple[tuple[str, str], ...]:
    """Questions of a submission with the other names of their functions; a gradebook of an earlier kit has none."""
    (there,) = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'renames'").fetchone()
    if not there:
        return ()
    rows = connection.execute(
        "SELECT question, name FROM renames WHERE submission = ? AND submission_sha256 = ? ORDER BY rowid",
        (submission, submission_sha256),
    )
    return tuple(sorted((question, name) for question, name in dict(rows).items() if name is not None))
