"""Given functions: earlier ones that a notebook brings along. They are known by what they do, and answer nothing.

Whose name is whose own is left out of a body, so that a given function stays one under another name.
"""

from __future__ import annotations

import ast
import copy
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TAG = "given"
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def body_of(function: Function) -> str:
    """What a function does, without docstring and annotations, and with places for the names that are its own."""
    statements = [ast.Return(function.body)] if isinstance(function, ast.Lambda) else function.body
    statements = [_Untyped().visit(copy.deepcopy(one)) for one in statements if not is_docstring(one)]
    names = [node for statement in statements for node in ast.walk(statement) if isinstance(node, ast.Name)]
    own = {parameter.arg for parameter in ast.walk(function.args) if isinstance(parameter, ast.arg)}
    own |= {name.id for name in names if isinstance(name.ctx, ast.Store)}
    places = {name: place for place, name in enumerate(dict.fromkeys(one.id for one in names if one.id in own))}
    for one in names:
        if one.id in places:
            one.id = f"v{places[one.id]}"
    return "\n".join(ast.unparse(ast.fix_missing_locations(statement)) for statement in statements)


class _Untyped(ast.NodeTransformer):
    """Takes annotations away."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        """Leave the assignment, if it is one."""
        if node.value is None:
            return ast.copy_location(ast.Pass(), node)
        plain = ast.Assign([node.target], node.value)
        return ast.copy_location(plain, node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Leave the parameters of an inner function."""
        node.returns = None
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """Leave its name."""
        node.annotation = None
        return node


def is_docstring(statement: ast.stmt) -> bool:
    """Whether a statement only says something."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def given_in(built: bytes) -> frozenset[str]:
    """Bodies of the functions in the cells that a built notebook marks as given; none of a file that is no notebook."""
    try:
        cells = [cell for cell in json.loads(built)["cells"] if TAG in cell["metadata"].get("tags", ())]
        return bodies_in(one for cell in cells for one in ast.parse("".join(cell["source"])).body)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, SyntaxError):
        return frozenset()


def bodies_in(statements: Iterable[ast.stmt]) -> frozenset[str]:
    """Bodies of the functions that statements define at their top."""
    functions = [one for one in statements if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    return frozenset(filter(None, map(body_of, functions)))


def functions_in(sources: Iterable[str]) -> list[str]:
    """Names of the functions that given cells define at their top, in alphabetical order."""
    statements = [one for source in sources for one in ast.parse(source).body]
    return sorted({one.name for one in statements if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)})
