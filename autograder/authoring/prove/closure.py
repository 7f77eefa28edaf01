"""Which files of the engine decide what an answer comes to: what grades, and all that it imports.

Found in the source alone, so that a change of how marks are printed, exported or stored leaves a proof as it was.
"""

from __future__ import annotations

import ast
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ENGINE = Path(__file__).resolve().parents[2]
_GRADES = "grading"  # beside the face of the whole package, which is the vocabulary of the hidden tests
_RUNS_STUDENT_CODE = "sandbox"  # some of it is started by its file's path and imported by nobody
_ALL = "*"
_PROVES = "authoring/prove"  # decides what is tried; what it imports to run a whole class decides nothing


def engine_digest(engine: Path = _ENGINE) -> str:
    """SHA-256 of the names and bytes of those files."""
    digest = hashlib.sha256()
    for path in deciding_files(engine):
        name = path.relative_to(engine).as_posix()
        digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def deciding_files(engine: Path) -> list[Path]:
    """What decides a mark, in the package ``engine``: its files in order."""
    grades = [engine / "__init__.py", engine / f"{_GRADES}.py", *(engine / _RUNS_STUDENT_CODE).rglob("*.py")]
    return sorted({*_closure(engine, grades), *(engine / _PROVES).glob("*.py")})


def _closure(engine: Path, roots: Iterable[Path]) -> set[Path]:
    found: set[tuple[Path, str]] = set()
    waiting = [(root, _ALL) for root in roots]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += _imported(engine, *one)
    return {path for path, _ in found}


def _imported(engine: Path, path: Path, wanted: str) -> Iterator[tuple[Path, str]]:
    """Files of the package that this one needs for what is wanted of it, each with what it is needed for.

    A package's face hands on what its modules make: there only the import of what is wanted is followed. What it
    defines itself may need all that it imports.
    """
    imports = list(_imports(ast.parse(path.read_text(encoding="utf-8"))))
    is_face = path.name == "__init__.py" and wanted in ("", *(called for _, _, called in imports))
    for module, name, called in imports:
        package, *parts = module.split(".")
        if package == engine.name and (not is_face or called == wanted):
            place = engine.joinpath(*parts)
            yield from ((above / "__init__.py", "") for above in _folders(engine, place))
            inner = (place / f"{name}.py", place / name / "__init__.py", place.with_suffix(".py"))
            yield from ((one, _ALL) for one in inner if one.is_file())
            if (place / "__init__.py").is_file():
                yield place / "__init__.py", name


def _folders(engine: Path, place: Path) -> Iterator[Path]:
    return (one for one in (place, *place.parents) if one.is_relative_to(engine) and (one / "__init__.py").is_file())


def _imports(node: ast.AST) -> Iterator[tuple[str, str, str]]:
    """Every import of a tree, other than for types only: of which module, what, and as what."""
    if isinstance(node, ast.Import):
        yield from ((alias.name, _ALL, alias.name) for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield from ((node.module, alias.name, alias.asname or alias.name) for alias in node.names)
    for child in _children(node):
        yield from _imports(child)


def _children(node: ast.AST) -> Iterable[ast.AST]:
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return node.orelse
    return ast.iter_child_nodes(node)
