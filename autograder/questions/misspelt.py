"""A name that a question file gives and nobody reads: ``RIGHTS`` for ``RIGHT``, ``def hiden(rng)`` for ``hidden``.

Such a slip would go unheard: what stands below the name is not looked at. A name of the author's own is used somewhere
in the file, or looks like none of the kit's.
"""

from __future__ import annotations

import ast
import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_ALIKE = 0.85  # RIGHTS and RIGHT, USE and USES; MY_PUBLIC, who puts PUBLIC aside on purpose, is less alike


def misspelt(source: bytes, known: Collection[str]) -> tuple[int, str, str] | None:
    """Line, name, and what it was to be, of the first unused name that is nearly one of ``known``."""
    tree = ast.parse(source)  # bytes, for a file may say how it is encoded
    bound = dict(_bound(tree))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    missing = {name.casefold(): name for name in known if name not in bound}
    for name, line in bound.items():
        near = [] if name in used or name in known else difflib.get_close_matches(name.casefold(), missing, 1, _ALIKE)
        if near:
            return line, name, missing[near[0]]
    return None


def _bound(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """What the statements of a file bind, with their lines."""
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield statement.name, statement.lineno
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            yield from ((one.asname or one.name, statement.lineno) for one in statement.names)
        else:
            names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
            yield from ((node.id, node.lineno) for node in names if isinstance(node.ctx, ast.Store))
