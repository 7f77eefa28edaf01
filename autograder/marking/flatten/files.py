"""Which files of a room an import of a module runs, however it is written: what a zip must bring along."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from autograder.marking.flatten.room import Room, absolute, is_for_types

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path


def imported_files(root: Path, modules: Iterable[str], rooms: Collection[str] = ("solutions",)) -> list[Path]:
    """The files of modules and of all of the same room that these import, in functions too, with their packages'.

    What is not there, or is no Python, is for others to tell: it brings nothing more along.
    """
    room = Room(root, rooms)
    found: dict[Path, None] = {}
    seen: set[str] = set()
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if name in seen or not room.holds(name):
            continue
        seen.add(name)
        waiting.append(name.rpartition(".")[0])
        path = room.path(name)
        if path is not None and path.is_file():
            found[path] = None
            waiting += _imported(name, path)
    return sorted(found)


def _imported(name: str, path: Path) -> Iterator[str]:
    """Names of what a module imports: modules, and what may be modules in them."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8-sig"))
    except (SyntaxError, ValueError, OSError):
        return
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = absolute(name, node, is_package=path.name == "__init__.py")
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif not is_for_types(node):
            waiting += ast.iter_child_nodes(node)
