"""What counts of values on the probes of a question, where that is not whether they are the reference's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.marking.figured import SeenFigures
from autograder.marking.related import SeenRelations
from autograder.marking.relations import relations_of
from autograder.questions.figure_file import figure_question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.kit import Assignment
    from autograder.marking.catalogue import Probe

Seen = SeenFigures | SeenRelations


def seen_of(assignment: Assignment, question: str, probes: Sequence[Probe]) -> Seen | None:
    """What counts on the probes of a question that asks for a figure, or is judged by a relation; None for others."""
    if (figure := figure_question(assignment, question)) is not None:
        return SeenFigures(assignment, question, figure, probes)
    relations = relations_of(assignment, question)
    return SeenRelations(assignment, question, relations, probes) if relations else None
