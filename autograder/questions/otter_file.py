"""What all built tests have in common: the head that says so, cases as Otter reads them, and what they need."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.questions.flatten import flatten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.kit import Assignment
    from autograder.questions.file import QuestionFile
    from autograder.questions.flatten import Flattened

BUILT = "# Built by autograder build: change the file of the question, and not this one.\n"
AS_IT_IS = "# ruff: noqa\n# fmt: off\n"  # nobody has to read it for its style
# What Otter reads of a test file, and what the built text calls by a name of its own.
_TAKEN = {"name", "points", "all_or_nothing", "OK_FORMAT", "test_case", "reference", "CHECKS", "CASES", "ASKED", "case"}

WORDS = "autograder.questions.checks"
_ROOMS = (WORDS, "autograder.questions.shown", "autograder.questions.stopped")  # what the words are made of


def untaken(flat: Flattened) -> Flattened:
    """What a test needs of other files, where none of it goes by a name that has a meaning there.

    Raises
    ------
    ConfigError
        When something does.
    """
    if taken := sorted(_TAKEN & flat.places.keys()):
        raise ConfigError(f"{flat.places[taken[0]]}: {taken[0]} has a meaning in a test file. Give it another name.")
    return flat


def named(case: str, praise: str = "", *, hidden: bool = False) -> str:
    """The arguments of Otter's test_case."""
    parts = [f"name={json.dumps(case, ensure_ascii=False)}"]
    parts += ["hidden=True"] if hidden else []
    parts += [f"success_message={json.dumps(praise, ensure_ascii=False)}"] if praise else []
    return ", ".join(parts)


def file_text(words: str, name: str, flat: Flattened, code: str, imports: str = "") -> str:
    """The text of a test file: what it says of itself, what it needs, and its cases."""
    libraries = "\n".join([*flat.imports, "from otter.test_files import test_case"])
    head = f'{BUILT}{AS_IT_IS}"""{words}"""\n\n{libraries}\n{imports}\nOK_FORMAT = False\nname = "{name}"\n\n'
    return f"{head}{flat.code}\n\n\n{code}"


def flat_of(
    assignment: Assignment, source: QuestionFile, names: list[str], also: Sequence[tuple[str, str]] = ()
) -> Flattened:
    """What a test needs of its question's file, and of what this imports.

    Raises
    ------
    ConfigError
        When it calls something by a name that Otter reads, or that the built test uses.
    """
    module = f"tests.questions.{assignment.name}.{source.question}"
    return untaken(flatten(assignment.root, module, names, ("tests.questions", *_ROOMS), also=also, bare=True))
