"""Opening the file that holds a gradebook: a new one, one of this version, or one of an earlier kit."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from autograder.course.gradebook.earlier import bring_forward
from autograder.course.gradebook.schema import SCHEMA, VERSION
from autograder.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def opened(path: Path | None) -> sqlite3.Connection:
    """The gradebook at ``path``, made where there is none; without a path, one that is gone when it is closed.

    Every commit is on the disk before it returns (``synchronous=FULL``): a power cut costs no grade. One of an earlier
    kit is brought to the tables of today, after a copy of it was put beside it.

    Raises
    ------
    ConfigError
        When the file is no gradebook, or one of a newer kit.
    """
    connection = sqlite3.connect(path or "")
    try:
        tables = _tables_in(connection)
        _check_version(connection, tables, path)
        _check_whole(connection)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        if path is not None and tables:
            bring_forward(connection, path)
        if not tables:  # an old one is not written to: its time of change is that of the last grading
            connection.executescript(f"BEGIN; {'; '.join(SCHEMA)}; PRAGMA user_version={VERSION}; COMMIT;")
    except (sqlite3.Error, OSError, ValueError, KeyError) as error:
        connection.close()
        raise ConfigError(f"{path} cannot be used as a gradebook ({error}); give --out another folder.") from error
    except ConfigError:
        connection.close()
        raise
    return connection


def _check_whole(connection: sqlite3.Connection) -> None:
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _check_version(connection: sqlite3.Connection, tables: set[str], path: Path | None) -> None:
    """Refuse what is a newer kit's, or no kit's.

    Raises
    ------
    ConfigError
        Saying which of the two, and what to do.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise ConfigError(
            f"{path} was written by a newer version of this kit, and this one may not understand it. Update the kit "
            "(docs/upgrade.md), or give --out another folder. Nothing was changed."
        )
    if tables and "grades" not in tables:
        raise ConfigError(f"{path} is a database, but no gradebook; give --out another folder. Nothing was changed.")


def _tables_in(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
