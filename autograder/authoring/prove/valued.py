"""What is tried of a question that is answered by a plain value: every choice, a number as people write it, a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.authoring.prove.proof import Trial
from autograder.authoring.stubs import stub_for
from autograder.marking.catalogue import KnownAnswer
from autograder.questions.value_file import value_question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.kit import Assignment
    from autograder.marking.catalogue import Kind


def trials_of_value(assignment: Assignment, question: str) -> Iterator[Trial]:
    """All that is to be graded of it: what its file says is right, its stub, and answers made by machine."""
    asked = value_question(assignment, question)
    if asked is None:
        return
    yield Trial("reference", "what is right", question, f"{question} = {asked.right!r}\n", None)
    yield Trial("stub", "the stub", question, f"{stub_for(assignment, question)}\n", None)
    for one in asked.tried():
        kind: Kind = "right" if one.right else "wrong"
        yield Trial(
            kind, one.id, question, one.code, KnownAnswer(id=one.id, question=question, code=one.code, kind=kind)
        )
