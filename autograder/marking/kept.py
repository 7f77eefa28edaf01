"""What is kept in the kit's ``.cache`` from one run to the next, for as long as nothing changes on which it rests."""

from __future__ import annotations

import contextlib
import hashlib
import json
import platform
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.files import whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from autograder.kit import Assignment

_FOLDER = ".cache"


@dataclass(frozen=True)
class Kept:
    """One file of the cache; ``key`` is the SHA-256 of all that its content rests on, beside Python and NumPy."""

    path: Path
    key: str

    @classmethod
    def of(cls, assignment: Assignment, what: str, words: str, files: Iterable[Path]) -> Kept:
        """What is kept of an assignment for these words, these files, and the engine's own."""
        digest = hashlib.sha256(_engine() + words.encode())
        for path in files:
            digest.update(hashlib.sha256(path.read_bytes() if path.is_file() else b"").digest())
        name = f"{assignment.name}-{what}-{platform.python_version()}-numpy-{np.__version__}.json"
        return cls(assignment.root / _FOLDER / name, digest.hexdigest())

    def read(self) -> Any:
        """What was written; None where that rests on something else, is damaged, or is not there."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            document = json.loads(self.path.read_text(encoding="utf-8"))
            return document["kept"] if document["key"] == self.key else None
        return None

    def write(self, content: Any) -> None:
        """Keep it where the kit's folder can be written to; elsewhere each run makes it anew."""
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(exist_ok=True)
            with whole(self.path, shared=True) as file:
                file.write(json.dumps({"key": self.key, "kept": content}).encode())


@cache
def _engine() -> bytes:
    files = sorted(Path(__file__).parent.parent.rglob("*.py"))
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).digest()
