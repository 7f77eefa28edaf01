"""What is told beside the verdicts: what a notebook asked for and could not have while grading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.model import Absence, Notebook

_NOT_RUN = "what needs it did not run."
_MOST_LEFT_OUT = 20


def notes_on(notebook: Notebook, absent: Sequence[Absence]) -> Iterator[str]:
    """What the student of a notebook is told about it as a whole, a sentence each."""
    for one in absent:
        yield _absence(one)
    for name, reason in list(notebook.left_out.items())[:_MOST_LEFT_OUT]:
        yield f"{name} was not laid beside your notebook while grading: {reason}"


def _absence(absence: Absence) -> str:
    if absence.kind == "style":
        return f"The plot style {absence.name} is not there while grading; that costs you nothing."
    if absence.why:
        return f"{absence.name} could not be imported while grading ({absence.why}); {_NOT_RUN}"
    return f"{absence.name} is not there while grading; {_NOT_RUN}"
