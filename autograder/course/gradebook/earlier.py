"""Gradebooks of earlier kits: each version becomes the next one, never the other way, and nothing is left out."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.course.gradebook.documents import submission_text
from autograder.course.gradebook.schema import SCHEMA, VERSION
from autograder.model import Person, Submission

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Tables = dict[str, "Iterable[dict[str, Any]]"]
_OLD = "old_"


def bring_forward(connection: sqlite3.Connection, path: Path) -> None:
    """Give the gradebook at ``path`` the tables of today, all or none, after a copy of it was put beside it.

    One that has them stays as it is. Its time of change stays, for that is when the class was last graded.

    Raises
    ------
    sqlite3.Error, OSError, ValueError, KeyError
        When the copy or the tables cannot be written, or hold what no kit wrote; then the gradebook is as it was.
    """
    if _version(connection) == VERSION:
        return
    when = path.stat().st_mtime_ns
    connection.execute("BEGIN EXCLUSIVE")  # another command may be at it: then this one waits, and finds it done
    try:
        version = _version(connection)
        if version < VERSION:
            _copy(path, path.with_name(f"{path.name}.version-{version}"))
            tables = _put_aside(connection)
            for step in _STEPS[version:]:
                step(tables, datetime.fromtimestamp(when / 1e9, timezone.utc))
            _write(connection, tables)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    os.utime(path, ns=(when, when))


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _copy(path: Path, beside: Path) -> None:
    """A copy that SQLite makes, which has also what is still in its log; for its owner's eyes alone."""
    draft = beside.with_name(f".{beside.name}.part")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    with contextlib.closing(sqlite3.connect(path)) as old, contextlib.closing(sqlite3.connect(draft)) as new:
        old.backup(new)
    draft.replace(beside)


def _put_aside(connection: sqlite3.Connection) -> Tables:
    """The old tables under other names, so that those of today have room, with their rows."""
    found = connection.execute("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type = 'table'")
    tables: Tables = {}
    for kind, name in found.fetchall():
        if kind == "table":
            connection.execute(f'ALTER TABLE "{name}" RENAME TO "{_OLD}{name}"')
            tables[name] = _rows(connection, f"{_OLD}{name}")
        else:
            connection.execute(f'DROP {kind} "{name}"')
    return tables


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    found = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the file's own name
    columns = [column for column, *_ in found.description]
    for row in found:
        yield dict(zip(columns, row, strict=True))


def _write(connection: sqlite3.Connection, tables: Tables) -> None:
    for statement in SCHEMA:
        connection.execute(statement)
    for name, rows in tables.items():
        for row in rows:
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {name} ({', '.join(row)}) VALUES ({marks})", (*row.values(),))  # noqa: S608
    old = connection.execute("SELECT name FROM sqlite_master WHERE name GLOB ?", (f"{_OLD}*",))
    for (name,) in old.fetchall():
        connection.execute(f'DROP TABLE "{name}"')
    connection.execute(f"PRAGMA user_version={VERSION}")


def _name_what_was_graded(tables: Tables, when: datetime) -> None:
    """The first kit kept the last grade of each submission, and neither where it lay nor when it was graded.

    It was graded when the file was last written, or before. Its file is not known: a regrade asks for the download.
    """
    known = [{**row, "stored_at": when.isoformat(timespec="seconds")} for row in tables["grades"]]
    tables["grades"], tables["submissions"] = known, [_received(row) for row in known]


def _received(row: dict[str, Any]) -> dict[str, Any]:
    grade = json.loads(row["grade"])
    name = row["submission"]
    owner = Person(student_id=grade["student_id"], name=grade["name"], lms_id=name.split("/")[-1].split(".")[0])
    document = submission_text(Submission(name, Path(name), people=(owner,)))
    return {"submission": name, "source": "", "sha256": row["submission_sha256"], "document": document}


def _nothing(_tables: Tables, _when: datetime) -> None:
    """No kit wrote a version 1."""


def _name_the_downloads(tables: Tables, _when: datetime) -> None:
    """Version 2 held one download at first, and named it in ``settings``."""
    settings = {row["name"]: row["value"] for row in tables.pop("settings", ())}
    sources = [Path(source).resolve() for source in json.loads(settings.get("sources", "[]"))]
    tables["submissions"] = [{"source": _source_of(row, sources), **row} for row in tables["submissions"]]


def _source_of(row: dict[str, Any], sources: list[Path]) -> str:
    path = Path(json.loads(row["document"])["path"]).resolve()
    return str(next((source for source in sources if path.is_relative_to(source)), path))


# What makes version 1 of version 0, 2 of 1, and so on.
_STEPS: tuple[Callable[[Tables, datetime], None], ...] = (_name_what_was_graded, _nothing, _name_the_downloads)
