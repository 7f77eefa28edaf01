"""The gradebook's tables, and opening the file that holds them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from autograder.course.gradebook.decisions import RENAMES
from autograder.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

GRADEBOOK_FILE = "gradebook.sqlite"
_VERSION = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS submissions (
    submission TEXT PRIMARY KEY,
    source     TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    document   TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS grades (
    number            INTEGER PRIMARY KEY,
    submission        TEXT NOT NULL,
    submission_sha256 TEXT NOT NULL,
    context_sha256    TEXT NOT NULL,
    stored_at         TEXT NOT NULL,
    grade             TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS grades_of ON grades (submission, number);
CREATE VIEW IF NOT EXISTS latest AS
    SELECT * FROM grades AS one WHERE number = (SELECT max(number) FROM grades WHERE submission = one.submission);
CREATE TABLE IF NOT EXISTS overrides (
    submission        TEXT NOT NULL,
    submission_sha256 TEXT NOT NULL,
    question          TEXT NOT NULL,
    made_at           TEXT NOT NULL,
    points            REAL,
    author            TEXT NOT NULL,
    reason            TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS entries (
    number       INTEGER PRIMARY KEY,
    published_at TEXT,
    entry        TEXT NOT NULL
);
"""


def opened(path: Path | None) -> sqlite3.Connection:
    """The gradebook at ``path``, made where there is none; without a path, one that is gone when it is closed.

    Every commit is on the disk before it returns (``synchronous=FULL``): a power cut costs no grade.

    Raises
    ------
    ConfigError
        When the file is no gradebook, or one of another version.
    """
    connection = sqlite3.connect(path or "")
    try:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if tables and version != _VERSION:
            raise ConfigError(f"{path} was written by another version of this kit; give --out a new folder.")
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        if not tables:  # an old one is not written to: its time of change is that of the last grading
            connection.executescript(f"BEGIN; {_SCHEMA} {RENAMES} PRAGMA user_version={_VERSION}; COMMIT;")
    except sqlite3.Error as error:
        connection.close()
        raise ConfigError(f"{path} cannot be used as a gradebook ({error}); give --out another folder.") from error
    except ConfigError:
        connection.close()
        raise
    return connection
