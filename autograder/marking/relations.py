"""The relations that judge a question in the place of its reference's values, and why one does not hold of a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from autograder.questions.file import question_file
from autograder.questions.hidden_tests import inputs_of
from autograder.questions.kind import kind_of
from autograder.vocabulary import function_of, relation_of, unmet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.kit import Assignment
    from autograder.marking.catalogue import Probe

Relation = Callable[..., object]
_WORD = b"Meets"  # in a hidden test that judges by a relation


def relations_of(assignment: Assignment, question: str) -> list[Relation]:
    """The relations by which the hidden cases of a question's own function are judged; mostly none."""
    path = assignment.hidden_test(question)
    if kind_of(assignment, question) != "function" or not path.is_file():
        return []
    source = question_file(assignment, question) if _WORD in path.read_bytes() else None
    if source is None or source.hidden is None:
        return []
    listed = [one for one in inputs_of(source).values() if function_of(one) in ("", question)]
    found = {id(relation): relation for one in listed if (relation := relation_of(one)) is not None}
    return list(found.values())


def fault_at(relations: Sequence[Relation], value: Any, probe: Probe) -> str | None:
    """Why a value is not right for a public input, in the words of the first relation that fails; None where it is."""
    faults = (unmet(relation, value, probe.arguments()) for relation in relations)
    return next((fault for fault in faults if fault is not None), None)
