"""Whether a question is begun: an empty stub is no wrong answer, and nothing is to be said of it but that.

Of a plain value the stub is the ``...`` that it began with, and of a figure an empty function too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.marking.figured import is_drawn
from autograder.model import Cell, Notebook
from autograder.notebook.definitions import definitions
from autograder.notebook.source import statements_of
from autograder.questions import checks, value_checks
from autograder.questions.pictures import was_drawn
from autograder.sandbox.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Evidence, Verdict
    from autograder.notebook.definitions import Definition

_BODY = "\n    ..."  # to a def with nothing below it but a comment, which is no Python yet
_DOTS = "ellipsis"


def is_begun(question: str, state: str, probed: Sequence[Evidence], notebook: Notebook) -> bool:
    """Whether there is more than empty stubs of a question's answer, by its source and by what its calls gave."""
    if state == "value":
        return not all(_is_dots(one.value) for one in probed)
    name = notebook.renamed.get(question, question)
    own = [one for one in definitions(notebook, [name]) if one.name == name]
    if state == "missing":
        own += _unfinished(name, notebook)
    elif state != "function":
        return True
    return not own or not all(one.stub for one in own) or not all(map(_is_silent, probed))


def _unfinished(name: str, notebook: Notebook) -> list[Definition]:
    """Functions of which only the first line is there: such a cell does not run."""
    runs = {number for number, statements in statements_of(notebook) if statements}
    found: list[Definition] = []
    for cell in notebook.cells:
        if cell.number not in runs and f"def {name}" in cell.source:
            whole = Notebook((Cell(cell.number, cell.source.rstrip() + _BODY),))
            found += [one for one in definitions(whole, [name]) if one.name == name]
    return found


def _is_silent(evidence: Evidence) -> bool:
    if evidence.error is not None:
        return evidence.error[0] == "NotImplementedError"
    if was_drawn(evidence.value):
        return not is_drawn(evidence)
    return evidence.value is None or _is_dots(evidence.value)


def _is_dots(value: object) -> bool:
    return isinstance(value, Opaque) and value.type_name == _DOTS


def only_not_begun(verdicts: Sequence[Verdict], said: str) -> tuple[Verdict, ...]:
    """The verdicts on an empty stub: the public ones say that it is one, and nothing else."""
    return tuple(v if v.hidden or v.outcome != "failed" else replace(v, says=said) for v in verdicts)


def not_begun(question: str, state: str) -> str:
    """What is said of it."""
    words = value_checks.NOT_BEGUN if state == "value" else checks.NOT_BEGUN
    return words.format(name=question)
