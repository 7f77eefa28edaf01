"""What an answer to one question needs beside it, to be tried alone: the reference's functions that it may call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.questions.declared import functions_of, used_functions
from autograder.questions.flatten import flatten

if TYPE_CHECKING:
    from collections.abc import Collection

    from autograder.kit import Assignment


def companions(assignment: Assignment, question: str, but: Collection[str] = ()) -> str:
    """The functions that a question uses or also asks for, right ones, but for some; empty where there are none.

    It is for known answers, which are the teacher's own; no learner's process ever holds it.
    """
    others = [*functions_of(assignment, question)[1:], *used_functions(assignment, question)]
    wanted = [name for name in others if name not in but]
    return flatten(assignment.root, f"solutions.{assignment.name}", wanted).text if wanted else ""
