"""From a small edit of the reference to the answer that somebody would hand in."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.questions.declared import functions_of
from autograder.questions.flatten import flatten, joined

if TYPE_CHECKING:
    from autograder.kit import Assignment
    from autograder.questions.file import QuestionFile
    from autograder.vocabulary import Wrong


def code_of(assignment: Assignment, source: QuestionFile, wrong: Wrong) -> str:
    """The code of a known wrong answer.

    Where the edit uses a name of the question's file that the reference has not (``CELL``, as the notebook shows it),
    that comes with it.

    Raises
    ------
    ConfigError
        When its edit does not fit the reference.
    """
    if wrong.code:
        return wrong.code
    functions = functions_of(assignment, source.question)
    flat = flatten(assignment.root, f"solutions.{assignment.name}", functions).text
    for number, name in enumerate(functions):
        before, body, after = _parts(flat, _definition(source, wrong, flat, name))
        if wrong.old and wrong.old in body:
            break
        if number == len(functions) - 1:
            raise ConfigError(
                f"{source.path}: {wrong.id} changes {wrong.old!r}, which does not stand in the reference of "
                f"{' or '.join(functions)}."
            )
    edited = f"{before}{body.replace(wrong.old, wrong.new)}{after}"
    try:
        tree = ast.parse(edited)
    except SyntaxError as error:
        raise ConfigError(f"{source.path}: {wrong.id} makes the reference no Python ({error.msg}).") from error
    return _with_names(assignment, source, edited, tree)


def _definition(source: QuestionFile, wrong: Wrong, flat: str, name: str) -> ast.FunctionDef | ast.ClassDef:
    definitions = (node for node in ast.parse(flat).body if isinstance(node, (ast.FunctionDef, ast.ClassDef)))
    function = next((node for node in definitions if node.name == name), None)
    if function is None:
        raise ConfigError(
            f"{source.path}: {wrong.id} edits the reference of {name}, which is not written with def. Write it so, "
            'or give the whole answer: code="...".'
        )
    return function


def _parts(flat: str, function: ast.FunctionDef | ast.ClassDef) -> tuple[str, str, str]:
    """What stands before the statements of a function, docstring apart; these; and what stands after."""
    statements = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    lines = flat.splitlines(keepends=True)
    first, last = statements[0].lineno - 1, function.end_lineno or len(lines)
    return "".join(lines[:first]), "".join(lines[first:last]), "".join(lines[last:])


def _with_names(assignment: Assignment, source: QuestionFile, edited: str, tree: ast.Module) -> str:
    """The code, behind what it uses of the question's file."""
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    bound |= {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - bound
    names = sorted(name for name in used if name.isupper() and name in source.says)
    if not names:
        return edited
    module = f"tests.questions.{assignment.name}.{source.question}"
    return joined(flatten(assignment.root, module, names, ("tests.questions",)).text, edited)
