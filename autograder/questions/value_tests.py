"""From a question that is answered by a plain value to its stub, and to Otter's two test files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from autograder.questions.flatten import flatten

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.questions.values import ValueCheck, ValueQuestion

_WORDS = "autograder.questions.value_checks"


def stub_of(asked: ValueQuestion, question: str) -> str:
    """The cell that a student starts from: what is asked, and the name with dots in the place of a value."""
    comment = "".join(f"# {line}".rstrip() + "\n" for text in asked.asks for line in text.splitlines() or [""])
    return f"{comment}{question} = ..."


def public_of(root: Path, asked: ValueQuestion, question: str) -> str:
    """Code of the public test, below its head: it needs nothing but what Otter and NumPy have."""
    return _test(root, asked.public, question, question, hidden=False)


def hidden_of(root: Path, asked: ValueQuestion, question: str) -> str:
    """Code of the hidden test, likewise."""
    return _test(root, asked.hidden, question, f"{question}_hidden", hidden=True)


def _test(root: Path, check: ValueCheck, question: str, called: str, *, hidden: bool) -> str:
    flat = flatten(root, _WORDS, [check.word], (_WORDS,), bare=True)
    libraries = "\n".join([*flat.imports, "from otter.test_files import test_case"])
    case = f"name={json.dumps(check.case, ensure_ascii=False)}{', hidden=True' if hidden else ''}"
    return (
        f'{libraries}\n\nOK_FORMAT = False\nname = "{called}"\n\n{flat.code}\n\n\n'
        f"@test_case({case})\ndef case_0({question}):\n    {check.code}\n"
    )
