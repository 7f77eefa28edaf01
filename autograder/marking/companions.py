"""What an answer to one question needs beside it, to be tried alone: the reference's functions that it may call."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from autograder.marking.declared import functions_of, used_by

if TYPE_CHECKING:
    from collections.abc import Collection

    from autograder.kit import Assignment


def companions(assignment: Assignment, question: str, but: Collection[str] = ()) -> str:
    """The reference without a question's own function, and without others; empty where it uses and asks for no other.

    It is for known answers, which are the teacher's own; no learner's process ever holds it.
    """
    if not used_by(assignment, question) and len(functions_of(assignment, question)) == 1:
        return ""
    module = ast.parse(assignment.solutions.read_text(encoding="utf-8"))
    left_out = {question, *but}
    named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    module.body = [node for node in module.body if not (isinstance(node, named) and node.name in left_out)]
    return ast.unparse(module) + "\n"
