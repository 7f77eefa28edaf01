"""What the shared folder knows about one submission: its grade, and how often somebody began and did not end.

A folder that a worker cannot reach costs only what it is for: then a finished grade whose worker dies before the
client has it is computed again.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.files import whole
from autograder.model import Grade

if TYPE_CHECKING:
    from autograder.runs.cluster.rules import ClusterRules

MOST_TRIES = 2


def prepare(folder: Path) -> None:
    """Make the folder, and forget what an earlier run had begun: that it was stopped says nothing about this one."""
    folder.mkdir(parents=True, exist_ok=True)
    for pattern in ("*.begun?", "*.part"):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Remove the folder with all that is ours in it, once every grade is stored elsewhere."""
    for pattern in ("*.json", "*.begun?", "*.part"):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()


class Saved:
    """One submission's place in the shared folder."""

    def __init__(self, rules: ClusterRules, request: str) -> None:
        """Find the place that belongs to a packed submission under these rules."""
        self.key = hashlib.sha256(f"{rules.context}\n{request}".encode()).hexdigest()
        self._folder = Path(rules.saved) if rules.saved else None
        self._begun: Path | None = None

    def find(self) -> str | None:
        """The grade as text, if somebody has saved it."""
        if self._folder is None:
            return None
        try:
            text = self._path("json").read_text(encoding="ascii")
            Grade.from_json(text)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return text

    def begin(self) -> bool:
        """Write down that the submission is being graded; False when that was begun too often and never ended."""
        if self._folder is None:
            return True
        for number in range(MOST_TRIES):
            path = self._path(f"begun{number}")
            try:
                path.touch(exist_ok=False)
            except FileExistsError:
                continue
            except OSError:
                return True  # out of reach: the scheduler's own count of dead workers has to do
            self._begun = path
            return True
        return False

    def end(self) -> None:
        """Write down that the grading that was begun has ended, however it did."""
        if self._begun is not None:
            with contextlib.suppress(OSError):
                self._begun.unlink()

    def keep(self, text: str) -> None:
        """Save a grade, whole or not at all; an open one is not worth it."""
        if self._folder is None or Grade.from_json(text).may_be_decided:
            return
        with contextlib.suppress(OSError), whole(self._path("json"), shared=True) as file:
            file.write(text.encode("ascii"))

    def forget(self) -> None:
        """Remove all that is known, once the grade is stored elsewhere."""
        if self._folder is not None:
            for ending in ("json", *(f"begun{number}" for number in range(MOST_TRIES))):
                self._path(ending).unlink(missing_ok=True)

    def _path(self, ending: str) -> Path:
        assert self._folder is not None, "there is a shared folder"
        return self._folder / f"{self.key}.{ending}"
