"""What an answer to one question needs beside it, to be tried alone: the reference's functions that it may call."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from autograder.questions.declared import functions_of, used_functions
from autograder.questions.flatten import flatten
from autograder.sandbox.answers import bound_names

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from autograder.kit import Assignment


def companions(assignment: Assignment, question: str, code: str = "", but: Collection[str] = ()) -> str:
    """The functions that a question uses or also asks for, right ones, but for some; empty where there are none.

    The question's own is among them where the ``code`` of an answer is of a further function alone. It is for known
    answers, which are the teacher's own; no learner's process ever holds it.
    """
    own, *also = functions_of(assignment, question)
    others = [*([own] if _is_of_others(code, own, also) else []), *also, *used_functions(assignment, question)]
    wanted = [name for name in others if name not in but]
    return flatten(assignment.root, f"solutions.{assignment.name}", wanted).text if wanted else ""


def _is_of_others(code: str, own: str, also: Sequence[str]) -> bool:
    """Whether an answer gives a further function of its question, and leaves the question's own as it is."""
    try:
        bound = bound_names(ast.parse(code)) if code and also else set()
    except SyntaxError:
        return False
    return own not in bound and not bound.isdisjoint(also)
