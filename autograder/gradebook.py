"""The gradebook: every grade is stored at once, so that a stopped run goes on where it was."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from autograder.model import Grade

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_SCHEMA = """
CREATE TABLE IF NOT EXISTS grades (
    submission        TEXT PRIMARY KEY,
    submission_sha256 TEXT NOT NULL,
    context_sha256    TEXT NOT NULL,
    grade             TEXT NOT NULL
) WITHOUT ROWID
"""


class Gradebook:
    """Grades in SQLite, one row a submission, one writer."""

    def __init__(self, path: Path | None, context_sha256: str) -> None:
        """Open the gradebook at ``path``, or one in memory.

        ``context_sha256`` stands for all that decides a grade beside the submission: a grade stored under another
        context does not count.
        """
        self._connection = sqlite3.connect(path or ":memory:")
        self._context = context_sha256
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.execute(_SCHEMA)

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def store(self, grade: Grade) -> None:
        """Store a grade in a transaction of its own."""
        row = (grade.submission, grade.provenance.submission_sha256, self._context, grade.to_json())
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO grades VALUES (?, ?, ?, ?)", row)

    def find(self, submission: str, submission_sha256: str) -> Grade | None:
        """Stored grade of these very bytes under this very context; an open one does not count."""
        row = self._connection.execute(
            "SELECT grade FROM grades WHERE submission = ? AND submission_sha256 = ? AND context_sha256 = ?",
            (submission, submission_sha256, self._context),
        ).fetchone()
        grade = Grade.from_json(row[0]) if row else None
        return None if grade is None or grade.status == "open" else grade
