"""The gradebook's tables, as this version of the kit writes them."""

from __future__ import annotations

GRADEBOOK_FILE = "gradebook.sqlite"
VERSION = 3  # raised with each change of the tables; ``earlier.py`` then says how the last one becomes this one
SCHEMA = (
    """CREATE TABLE submissions (
    submission TEXT PRIMARY KEY,
    source     TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    document   TEXT NOT NULL
) WITHOUT ROWID""",
    """CREATE TABLE grades (
    number            INTEGER PRIMARY KEY,
    submission        TEXT NOT NULL,
    submission_sha256 TEXT NOT NULL,
    context_sha256    TEXT NOT NULL,
    stored_at         TEXT NOT NULL,
    grade             TEXT NOT NULL
)""",
    "CREATE INDEX grades_of ON grades (submission, number)",
    """CREATE VIEW latest AS
    SELECT * FROM grades AS one WHERE number = (SELECT max(number) FROM grades WHERE submission = one.submission)""",
    """CREATE TABLE overrides (
    submission        TEXT NOT NULL,
    submission_sha256 TEXT NOT NULL,
    question          TEXT NOT NULL,
    made_at           TEXT NOT NULL,
    points            REAL,
    author            TEXT NOT NULL,
    reason            TEXT NOT NULL
)""",
    """CREATE TABLE renames (
    submission        TEXT NOT NULL,
    submission_sha256 TEXT NOT NULL,
    question          TEXT NOT NULL,
    made_at           TEXT NOT NULL,
    name              TEXT,
    author            TEXT NOT NULL
)""",
    """CREATE TABLE entries (
    number       INTEGER PRIMARY KEY,
    published_at TEXT,
    entry        TEXT NOT NULL
)""",
    # Of the class as a whole: its term, and the secret that its pseudonyms are made with.
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)
