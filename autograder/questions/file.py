"""A question file: ``tests/questions/ASSIGNMENT/QUESTION.py``, loaded, and held against what one may say."""

from __future__ import annotations

import hashlib
import importlib.machinery
import importlib.util
import sys
import traceback
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.errors import ConfigError
from autograder.kit import let_import_solutions
from autograder.questions.checks import Answer, Value
from autograder.questions.misspelt import misspelt
from autograder.vocabulary import Call, Wrong

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import ModuleType

    from autograder.kit import Assignment

# What the kit reads of a question file, and the kind of thing that each must be; the rest is its author's own.
READ: dict[str, tuple[type, ...]] = {
    "PUBLIC": (list, tuple),
    "PROBES": (list, tuple),
    "WRONG": (list, tuple),
    "RIGHT": (list, tuple),
    "EQUIVALENT": (dict,),
    "IDLE": (dict,),
    "MARKS_COME_FROM": (str,),
    "UNCHANGED": (str, type(None)),
}
ELSEWHERE = (  # read too, and held against what they may be elsewhere
    *("hidden", "RTOL", "ATOL", "USES", "ALSO"),
    *("CHOICES", "RIGHT_CHOICE", "HINTS", "SHARES", "UNIT", "VALUE", "TEXT", "FEWEST_WORDS"),
    *("FIGURE", "INSTEAD"),
)
_ROW = 2  # words and inputs; a third, if there is one, is what it is called in short
_ORDER = 'write Wrong("id", "misconception", share, "what to ask", "from", "to"), or code="..." for the last two'
_PUBLIC_ROW = 4  # words, inputs, right value, what to ask


@dataclass(frozen=True)
class QuestionFile:
    """What a question file says."""

    question: str
    path: Path
    says: Mapping[str, Any]

    @property
    def public(self) -> Sequence[Any]:
        """Its public checks; none where these are written by hand."""
        return self._list("PUBLIC")

    @property
    def probes(self) -> list[tuple[str, Any, str]]:
        """Words, inputs and short name of each public input by which mistakes are told apart: its rows, and PROBES."""
        rows = [one for one in self.public if isinstance(one, tuple)]
        every = [row[:_ROW] for row in rows] + list(self._list("PROBES"))
        return [(row[0], row[1], row[2] if len(row) > _ROW else row[0]) for row in every]

    @property
    def wrong(self) -> Sequence[Wrong]:
        """Known wrong answers."""
        return self._list("WRONG")

    @property
    def right(self) -> Sequence[str]:
        """Right answers, usual and unusual."""
        return self._list("RIGHT")

    @property
    def equivalent(self) -> Mapping[str, str]:
        """Mutants that no test can tell from the reference, each with the reason."""
        return dict(self.says.get("EQUIVALENT", {}))

    @property
    def idle(self) -> Mapping[str, str]:
        """Hidden cases that no wrong answer needs, each with the reason why it is there."""
        return dict(self.says.get("IDLE", {}))

    @property
    def hidden(self) -> Any:
        """The function that makes hidden inputs, or None where the hidden test is written by hand."""
        return self.says.get("hidden")

    def _list(self, name: str) -> Sequence[Any]:
        found: Sequence[Any] = self.says.get(name, ())
        return found


def question_file(assignment: Assignment, question: str) -> QuestionFile | None:
    """The file of a question, or None where it has none.

    Raises
    ------
    ConfigError
        With file and line, when it cannot be loaded, or says something that no question file can.
    """
    path = assignment.question_file(question)
    if not path.is_file():
        return None
    stamps = tuple((one.name, one.stat().st_mtime_ns, one.stat().st_size) for one in sorted(path.parent.glob("*.py")))
    return _loaded(assignment.root, path, stamps)


@lru_cache(maxsize=256)
def _loaded(root: Path, path: Path, stamps: tuple[object, ...]) -> QuestionFile:  # noqa: ARG001 - with others, anew
    let_import_solutions(root)
    try:
        module = _module_of(path)
    except Exception as error:
        raise told(error, path) from error
    found = QuestionFile(path.stem, path, vars(module))
    _check(found)
    return found


def _module_of(path: Path) -> ModuleType:
    """Load it as a module of its own package, so that files of other kits may have the same name."""
    package = f"_questions_{hashlib.sha256(str(path.parent).encode()).hexdigest()[:12]}"
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        del sys.modules[name]
    spec = importlib.machinery.ModuleSpec(package, None, is_package=True)
    spec.submodule_search_locations = [str(path.parent)]
    sys.modules[package] = importlib.util.module_from_spec(spec)
    return importlib.import_module(f"{package}.{path.stem}")


def told(error: BaseException, path: Path) -> ConfigError:
    """What a question file raised, with the line that it came from."""
    where, line = _deepest(error, path)
    words = error.msg if isinstance(error, SyntaxError) else str(error)
    return ConfigError(f"{where}, line {line}: {type(error).__name__}: {words}")


def _deepest(error: BaseException, path: Path) -> tuple[Path, int]:
    """The line of the question's folder that an error came from."""
    if isinstance(error, SyntaxError) and error.filename:
        return Path(error.filename), error.lineno or 1
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parent == path.parent
    ]
    return (Path(frames[-1].filename), frames[-1].lineno or 1) if frames else (path, 1)


def _check(found: QuestionFile) -> None:
    _check_names(found)
    _check_rows(found)
    _check_answers(found)
    if found.hidden is not None and not callable(found.hidden):
        raise ConfigError(f"{found.path}: hidden is {_kind(found.hidden)}; write def hidden(rng).")


def _check_names(found: QuestionFile) -> None:
    if slip := misspelt(found.path.read_bytes(), [*READ, *ELSEWHERE]):
        line, name, meant = slip
        raise ConfigError(f"{found.path}, line {line}: nothing reads {name}; write {meant}, or give it another name.")
    if "INSTEAD" in found.says and "FIGURE" not in found.says:
        raise ConfigError(f"{found.path}: INSTEAD is for questions that ask for a FIGURE. Take it out.")
    for name in READ.keys() & found.says.keys():
        if not isinstance(found.says[name], READ[name]):
            raise ConfigError(f"{found.path}: {name} is {_kind(found.says[name])}; write {_asked(READ[name])}.")


def _check_rows(found: QuestionFile) -> None:
    for number, row in enumerate(found.public, start=1):
        _check_public(found, f"entry {number} of PUBLIC", row)
    if found.public and not any(isinstance(row, (tuple, Value, Answer)) for row in found.public):
        raise ConfigError(
            f"{found.path}: PUBLIC holds no row, Value or Answer. Write one: "
            "by it the first check knows what comes back."
        )
    for number, row in enumerate(found.says.get("PROBES", ()), start=1):
        if not isinstance(row, tuple) or len(row) not in (_ROW, _ROW + 1) or not isinstance(row[0], str):
            raise ConfigError(f"{found.path}: entry {number} of PROBES is not (words, inputs).")
        _check_inputs(found, row)


def _check_answers(found: QuestionFile) -> None:
    for number, wrong in enumerate(found.wrong, start=1):
        if not isinstance(wrong, Wrong):
            raise ConfigError(f"{found.path}: entry {number} of WRONG is {_kind(wrong)}; write Wrong(...).")
        _check_wrong(found, f"entry {number} of WRONG", wrong)
    for number, right in enumerate(found.right, start=1):
        if not isinstance(right, str):
            raise ConfigError(f"{found.path}: entry {number} of RIGHT is {_kind(right)}; write its code as a text.")


def _check_wrong(found: QuestionFile, place: str, wrong: Wrong) -> None:
    """Its parts stand in one order, so whoever leaves one out gives all behind it to another."""
    texts = {name: value for name, value in vars(wrong).items() if name != "share"}
    for name, value in texts.items():
        if not isinstance(value, str):
            raise ConfigError(f"{found.path}: {place} has {value!r} for its {name}, which is a text; {_ORDER}.")
    if isinstance(wrong.share, bool) or not isinstance(wrong.share, (int, float)) or not 0 <= wrong.share <= 1:
        raise ConfigError(f"{found.path}: {place} has {wrong.share!r} for its share, a number from 0 to 1; {_ORDER}.")
    if bool(wrong.old) == bool(wrong.code):
        raise ConfigError(f"{found.path}: {place} has neither an edit nor code, or both; {_ORDER}.")


def _check_public(found: QuestionFile, place: str, row: Any) -> None:
    if not isinstance(row, tuple):
        if not callable(row):
            raise ConfigError(f"{found.path}: {place} is {_kind(row)}, neither a row nor a check.")
    elif len(row) != _PUBLIC_ROW or not isinstance(row[0], str) or not isinstance(row[-1], str):
        raise ConfigError(f"{found.path}: {place} is not (words, inputs, right value, what to ask).")
    elif isinstance(row[1], Call):
        raise ConfigError(f"{found.path}: {place} holds a Call, which students do not have. Write a function for it.")
    else:
        _check_inputs(found, row)


def _check_inputs(found: QuestionFile, row: tuple[Any, ...]) -> None:
    if not isinstance(row[1], (tuple, Call)):
        raise ConfigError(f"{found.path}: the inputs of {row[0]!r} are no tuple; a single one is written (x,).")


def _kind(value: Any) -> str:
    return f"of the kind {type(value).__name__}"


def _asked(kinds: Sequence[type]) -> str:
    names = {list: "a list", tuple: "a tuple", dict: "a dict", str: "a text", type(None): "None"}
    return " or ".join(names[kind] for kind in kinds)
