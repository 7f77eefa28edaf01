"""What is wrong with a file that judges: where, what it is, and what to do."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

# text and notebook; solutions; the two kinds of test files; wrong.yaml and probes.yaml; all of tests/answers
Part = Literal["source", "reference", "public", "hidden", "mistakes", "answers"]

_ROOMS = ("assignments", "solutions", "tests")
_LONGEST = 300  # of an error's words: the file and line stand beside them
_IMPORT = "Mend the import, or install what is missing."


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and the ``part`` of an assignment that it is in.

    ``place`` is a file below the kit, with its line where one is known. Without a ``question`` it is a matter of all
    of them; without a ``case``, of all cases of the file.
    """

    part: Part
    place: str
    what: str = ""
    remedy: str = "Mend it."
    question: str = ""
    case: str = ""

    @property
    def of_question_file(self) -> bool:
        """Whether it is in the file of a question, or in what such files share: then nothing that is in it is known."""
        return self.place.startswith("tests/questions/")

    def __str__(self) -> str:
        end = "" if self.what.endswith((".", "?", "!")) else "."
        return f"{self.place}: {self.what}{end} {self.remedy}"


class MalformedError(Exception):
    """A test file that Python can load, and that cannot judge: what is wrong with it, and what to do."""

    def __init__(self, what: str, remedy: str, line: int | None = None) -> None:
        super().__init__(what)
        self.remedy = remedy
        self.line = line


def place_of(path: Path, root: Path, line: int | None = None) -> str:
    """A file by its name below the kit, and its line."""
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return f"{name}, line {line}" if line else name


def words_of(error: BaseException) -> str:
    """An exception on one line."""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    words = " ".join(str(text).split())[:_LONGEST]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def told(error: BaseException, path: Path, root: Path, otherwise: str) -> tuple[str, str, str]:
    """Place, words and remedy for what a file raised: the deepest line of the kit's own rooms that it came from."""
    if isinstance(error, MalformedError):
        return place_of(path, root, error.line), str(error), error.remedy
    if isinstance(error, UnicodeDecodeError) and _deepest(error, root) is None:
        line = error.object[: error.start].count(b"\n") + 1
        return place_of(path, root, line), "is not UTF-8 text", "Save it as UTF-8."
    if isinstance(error, FileNotFoundError) and error.filename == str(path):
        return place_of(path, root), "is missing", "Write it, or put it back."
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).is_relative_to(root):
        return place_of(Path(error.filename), root, error.lineno), words_of(error), "Mend this line."
    where = _deepest(error, root) or (path, None)
    remedy = _IMPORT if isinstance(error, ImportError) else otherwise
    if isinstance(error, SystemExit):
        return place_of(where[0], root, where[1]), "it ends the program (SystemExit)", "Take the exit out."
    return place_of(where[0], root, where[1]), words_of(error), remedy


def _deepest(error: BaseException, root: Path) -> tuple[Path, int | None] | None:
    """The line of the kit's own rooms in which an exception was raised, or through which it came last."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(root) and path.relative_to(root).parts[0] in _ROOMS:
            return path, frame.lineno
    return None
