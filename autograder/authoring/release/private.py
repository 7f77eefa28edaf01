"""What no student may get, in the forms in which it would show: lines, function bodies, names, whole files."""

from __future__ import annotations

import ast
import copy
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from autograder.course.people_file import roster_of
from autograder.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from autograder.kit import Assignment, Kit

ROOMS = ("autograder", "solutions", "tests")  # modules of the kit, which students do not have
_TELLING = 20  # characters without spaces: what is shorter stands in any program
_TELLING_ID = 6  # characters: a shorter number stands in any text
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(frozen=True)
class Private:
    """What one assignment's release is searched for, each with what it is called in a message.

    ``lines`` of the reference without spaces, ``bodies`` of its functions whatever their names are, ``cases`` of the
    hidden tests, ``words`` that may stand nowhere, and the SHA-256 of whole ``files``.
    """

    lines: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)


def private_of(kit: Kit, assignment: Assignment) -> Private:
    """Collect what is private to the instructor of an assignment.

    Raises
    ------
    ConfigError
        When the reference, a hidden test or the class's roster cannot be read.
    """
    private = Private(words={str(kit.root): "a path of this machine"})
    _add_reference(private, kit.root / "solutions" / f"{assignment.name}.py")
    for question in assignment.asked:
        if question in assignment.points or assignment.hidden_test(question).is_file():
            _add_hidden_test(private, assignment.hidden_test(question))
    for member in roster_of(kit).members:
        for value in (member.person.email, member.person.student_id):
            if len(value) >= _TELLING_ID:
                private.words[value] = "somebody's identity from the class folder"
    for path in _private_files(kit):
        if data := path.read_bytes():
            private.files[hashlib.sha256(data).hexdigest()] = f"{path.parent.name}/{path.name}"
    return private


def squashed(text: str) -> str:
    """The text without spaces and line ends, which nobody keeps when they paste."""
    return "".join(text.split())


def body_of(function: Function) -> str:
    """What a function does, without docstring and annotations, and with places for the names that are its own."""
    statements = [ast.Return(function.body)] if isinstance(function, ast.Lambda) else function.body
    statements = [copy.deepcopy(statement) for statement in statements if not _is_docstring(statement)]
    names = [node for statement in statements for node in ast.walk(statement) if isinstance(node, ast.Name)]
    own = {parameter.arg for parameter in ast.walk(function.args) if isinstance(parameter, ast.arg)}
    own |= {name.id for name in names if isinstance(name.ctx, ast.Store)}
    used = list(dict.fromkeys(name.id for name in names if name.id in own))
    for name in names:
        if name.id in own:
            name.id = f"v{used.index(name.id)}"
    return "\n".join(ast.unparse(ast.fix_missing_locations(statement)) for statement in statements)


def _private_files(kit: Kit) -> Iterator[Path]:
    rooms = ("solutions", "tests/hidden", "tests/questions", "tests/answers")
    found = [*(path for room in rooms for path in (kit.root / room).rglob("*")), *kit.class_folder.glob("*")]
    own = (path for path in sorted(found) if path.suffix in (".py", ".yaml", ".csv", ".json"))
    return (path for path in own if path.is_file())


def _add_reference(private: Private, path: Path) -> None:
    source, tree = _read(path)
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        if len(squashed(body := body_of(node))) >= _TELLING:
            private.bodies[body] = node.name
        for line in _lines(source, node):
            if len(squashed(line)) >= _TELLING:
                private.lines[squashed(line)] = f"a line of the reference's {node.name} ({' '.join(line.split())})"


def _lines(source: str, function: ast.FunctionDef) -> Iterator[str]:
    """Statements of a function as they are written; what it returns, by itself too."""
    for statement in ast.walk(function):
        if not isinstance(statement, ast.stmt) or _is_docstring(statement) or statement is function:
            continue
        if inner := getattr(statement, "body", None):
            yield "\n".join(source.splitlines()[statement.lineno - 1 : inner[0].lineno - 1])
            continue
        parts: list[ast.AST] = [statement]
        if isinstance(statement, ast.Return) and statement.value is not None:
            parts.append(statement.value)
        for part in parts:
            yield ast.get_source_segment(source, part) or ""


def _add_hidden_test(private: Private, path: Path) -> None:
    _, tree = _read(path)
    private.words[path.stem] = "the name of a hidden test"
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "name" and isinstance(node.value, ast.Constant):
            case = str(node.value.value)
            private.cases[case] = f"the name of a hidden case ({case})"


def _is_docstring(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _read(path: Path) -> tuple[str, ast.Module]:
    try:
        source = path.read_text(encoding="utf-8")
        return source, ast.parse(source)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except (SyntaxError, ValueError) as error:
        raise ConfigError(f"{path}: is no Python ({error}).") from error
