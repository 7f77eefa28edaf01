"""Which files of a room an import of a module runs, however it is written: what a zip must bring along."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from autograder.questions.flatten.module_text import is_for_types
from autograder.questions.flatten.room import Room, absolute

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from autograder.kit import Assignment


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


def reference_files(assignment: Assignment) -> list[Path]:
    """The files of ``solutions`` that judge an assignment: its reference's, its hidden tests', and what they import."""
    tests = [assignment.hidden_test(question) for question in assignment.points]
    named = [name for test in tests for name in _imported("", test)]
    return imported_files(assignment.root, [f"solutions.{assignment.name}", *named])


def names_taken(module: str, paths: Iterable[Path]) -> set[str]:
    """Names that files take from a module; ``*`` where they take the module itself."""
    found = {name for path in paths for name in _imported("", path)}
    taken = {name.removeprefix(f"{module}.") for name in found if name.startswith(f"{module}.")}
    return taken | ({"*"} if module in found and not taken else set())


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
