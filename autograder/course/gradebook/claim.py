"""Being the only run that writes to a folder: two at once would grade everything twice and mix their tables."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from autograder.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CLAIM_FILE = ".claim"


@contextlib.contextmanager
def claimed(folder: Path | None) -> Iterator[None]:
    """Keep other runs out of a folder.

    The claim is SQLite's lock on an empty file: every system has it, no fork takes it over, and a run that is killed
    leaves none behind.

    Raises
    ------
    ConfigError
        When another run has the folder, or nothing can be written there.
    """
    if folder is None:
        yield
        return
    with contextlib.ExitStack() as held:
        try:
            connection = sqlite3.connect(folder / _CLAIM_FILE, timeout=0, isolation_level=None)
            held.enter_context(contextlib.closing(connection))
            connection.execute("PRAGMA journal_mode=OFF")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if "locked" in str(error):
                raise ConfigError(
                    f"Another run is writing to {folder}. Wait until it has ended, or give --out another folder."
                ) from error
            raise ConfigError(f"{folder} cannot be written to ({error}); give --out another folder.") from error
        yield
