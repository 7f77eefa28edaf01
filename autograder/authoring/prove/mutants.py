"""Small changes to the reference, each a wrong answer that nobody thought of: do the hidden tests notice?"""

from __future__ import annotations

import ast
import copy
import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
_OTHER_NAMES = {
    "maximum": "minimum",
    "minimum": "maximum",
    "exp": "expm1",
    "sum": "max",
    "fsum": "prod",
    "dot": "outer",
    "abs": "sign",
    "float64": "float32",
}
_LONGEST_NAME = 60  # of the two sides of a change in a list


Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Mutant:
    """The reference with one change, which is named by what stood there and what stands there now."""

    name: str
    question: str
    code: str
    diff: str


def mutants(source: str, question: str, also: Sequence[str] = (), used: Collection[str] = ()) -> list[Mutant]:
    """Every mutant of a reference, which is one text with all that it needs: of its functions, and of what they reach.

    The question's own function comes first, those that it asks for ``also`` behind it, and then each behind the one
    that names it. What is ``used`` has mutants of its own, and is right where this question is judged.
    """
    module = ast.parse(source)
    found: dict[str, Mutant] = {}
    for definition in _reached(module, [question, *also], used):
        for place, (before, after, changed) in enumerate(_changes(definition)):
            name = f"{definition.name}: {_short(before)} -> {_short(after)}"
            name = name if name not in found else f"{name} (at {place})"
            found[name] = Mutant(name, question, _module_with(module, definition, changed), _diff(definition, changed))
    return list(found.values())


def _short(code: str) -> str:
    line = " ".join(code.split())
    return line if len(line) <= _LONGEST_NAME else f"{line[:_LONGEST_NAME]}..."


def _reached(module: ast.Module, roots: Sequence[str], used: Collection[str]) -> list[Definition]:
    """All functions and classes of the text but for what only the used ones need, which is judged where they are asked.

    What no function names is reached by a constant.
    """
    definitions = {node.name: node for node in module.body if isinstance(node, Definition)}
    reached = _named_from(roots, definitions, without=used)
    for_used = _named_from(used, definitions)
    by_constants = [name for name in definitions if name not in for_used]
    return [definitions[name] for name in dict.fromkeys([*reached, *by_constants])]


def _named_from(roots: Collection[str], definitions: dict[str, Definition], without: Collection[str] = ()) -> list[str]:
    """Those of the definitions that the roots name, and so on, each behind the one that names it."""
    reached = [name for name in roots if name in definitions and name not in without]
    for name in reached:
        named = {node.id for node in ast.walk(definitions[name]) if isinstance(node, ast.Name)}
        reached += sorted(named & set(definitions) - set(without) - set(reached))
    return reached


def _module_with(module: ast.Module, definition: Definition, changed: Definition) -> str:
    body = [changed if node is definition else node for node in module.body]
    return ast.unparse(ast.Module(body, [])) + "\n"


def _diff(definition: Definition, changed: Definition) -> str:
    before, after = (ast.unparse(_without_docstring(one)).splitlines() for one in (definition, changed))
    lines = list(difflib.unified_diff(before, after, lineterm="", n=1))
    return "\n".join(lines[2:])


def _without_docstring(definition: Definition) -> Definition:
    bare = copy.deepcopy(definition)
    if ast.get_docstring(bare):
        bare.body = bare.body[1:]
    return bare


def _changes(definition: Definition) -> Iterator[tuple[str, str, Definition]]:
    """What stood there, what stands there now, and the function or class so changed."""
    skipped = {id(part) for part in _unjudged(definition)}
    nodes = list(ast.walk(definition))
    for place, node in enumerate(nodes):
        if id(node) in skipped:
            continue
        for replacement in _replacements(node):
            changed = copy.deepcopy(definition)
            twin = list(ast.walk(changed))[place]
            _put(changed, twin, replacement)
            yield ast.unparse(node), ast.unparse(replacement), changed


def _unjudged(definition: Definition) -> Iterator[ast.AST]:
    """Parts that are no behaviour: parameters and annotations, docstrings, the words of an error."""
    functions = [definition] if isinstance(definition, _FUNCTIONS) else []
    if isinstance(definition, ast.ClassDef):
        functions = [node for node in definition.body if isinstance(node, _FUNCTIONS)]
    parts: list[ast.AST | None] = [node for node in ast.walk(definition) if isinstance(node, ast.Raise)]
    parts += [part for function in functions for part in (function.args, function.returns)]
    parts += [node.body[0] for node in (definition, *functions) if ast.get_docstring(node)]
    parts += [node.annotation for node in ast.walk(definition) if isinstance(node, ast.AnnAssign)]
    for part in parts:
        if part is not None:
            yield from ast.walk(part)


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.expr):
        yield from _other_expressions(node)
        yield from _other_names(node)
    elif isinstance(node, ast.Return):
        yield ast.Return(None)
    elif isinstance(node, ast.Assign | ast.AugAssign | ast.Expr | ast.If):
        yield ast.Pass()


def _other_expressions(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        for other in _COMPARISONS.get(type(node.ops[0]), ()):
            yield ast.Compare(node.left, [other(), *node.ops[1:]], node.comparators)
    elif isinstance(node, ast.BinOp):
        for operator in _OPERATORS.get(type(node.op), ()):
            yield ast.BinOp(node.left, operator(), node.right)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand


def _other_names(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(-node.value if node.value else -1)
    elif isinstance(node, ast.Attribute) and node.attr in _OTHER_NAMES:
        yield ast.Attribute(node.value, _OTHER_NAMES[node.attr], node.ctx)
    elif isinstance(node, ast.Name) and node.id in _OTHER_NAMES:
        yield ast.Name(_OTHER_NAMES[node.id], node.ctx)


def _put(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    """Put a node in another's place."""
    new = ast.copy_location(copy.deepcopy(new), old)
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, field, new)
            elif isinstance(value, list) and any(item is old for item in value):
                value[[item is old for item in value].index(True)] = new
    ast.fix_missing_locations(tree)
