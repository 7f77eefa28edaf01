"""The modules of a room, read and never run: what each defines, what it imports, and where a name of it leads."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.questions.flatten.module_text import (
    ModuleText,
    TopStatement,
    is_for_running,
    is_for_types,
    is_words,
    module_text,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from autograder.questions.flatten.scopes import Reference

_ENGINE = Path(__file__).resolve().parents[2]  # its words of public checks lie here, wherever the kit is


@dataclass(frozen=True)
class Own:
    """A name that a module of the room defines."""

    module: str
    name: str


@dataclass(frozen=True)
class Library:
    """A name of a module that is not of the room; without one, the module itself."""

    module: str
    name: str = ""


@dataclass(frozen=True)
class Inner:
    """A module of the room itself."""

    module: str


Target = Own | Library | Inner


@dataclass(frozen=True)
class _Import:
    """What one name of an import stands for; ``whole`` is all of ``import scipy.special``, which binds ``scipy``.

    ``typed`` is one that is there for annotations only.
    """

    target: Target
    line: int
    whole: str = ""
    typed: bool = False


@dataclass(frozen=True)
class Statement:
    """A statement at the top of a module: what it binds, what else it changes, and the module's names that it uses."""

    module: str
    number: int
    part: TopStatement

    @property
    def node(self) -> ast.stmt:
        """It, parsed."""
        return self.part.node

    @property
    def binds(self) -> frozenset[str]:
        """Names that it binds."""
        return self.part.binds

    @property
    def references(self) -> list[Reference]:
        """Where it uses the module's names."""
        return self.part.references


class Module:
    """One module of a room, as its source says."""

    def __init__(self, name: str, path: Path, source: ModuleText, where: str) -> None:
        self.name = name
        self.path = path
        self.source = source
        self.where = where
        self.statements: list[Statement] = []
        self.imports: dict[str, list[_Import]] = {}
        self.stars: list[str] = []
        self.futures: set[str] = set()

    def place(self, node: ast.AST) -> str:
        """File and line of a part of it."""
        return f"{self.where}, line {getattr(node, 'lineno', 1)}"

    def defining(self, name: str) -> list[Statement]:
        """The statements that bind a name, other than imports."""
        return [one for one in self.statements if name in one.binds]

    def binds(self, name: str) -> bool:
        """Whether it has this name at all."""
        return name in self.imports or bool(self.defining(name))

    def only_for_types(self, name: str) -> bool:
        """Whether a name is there for annotations only."""
        found = self.imports.get(name, [])
        return bool(found) and all(one.typed for one in found)

    def wholes(self, name: str) -> set[str]:
        """Of ``import scipy.special`` all, where the name is ``scipy``."""
        return {one.whole for one in self.imports.get(name, []) if one.whole}

    @property
    def public(self) -> list[str]:
        """What a star import brings: what ``__all__`` lists, or each name without an underscore before it."""
        for statement in self.defining("__all__"):
            if isinstance(statement.node, ast.Assign) and isinstance(statement.node.value, ast.List | ast.Tuple):
                return [str(one.value) for one in statement.node.value.elts if isinstance(one, ast.Constant)]
        names = [*self.imports, *(name for one in self.statements for name in sorted(one.binds))]
        return [name for name in dict.fromkeys(names) if not name.startswith("_")]


class Room:
    """The modules below a kit's folder whose names begin as one of ``rooms`` does."""

    def __init__(self, root: Path, rooms: Collection[str]) -> None:
        self._root = root
        self._rooms = tuple(rooms)
        self._modules: dict[str, Module] = {}

    def holds(self, module: str) -> bool:
        """Whether a module is of this room, by its name."""
        return any(module == room or module.startswith(f"{room}.") for room in self._rooms)

    def path(self, module: str) -> Path | None:
        """The file of a module, or the folder of one that has no file; None where there is none."""
        root = _ENGINE.parent if module.partition(".")[0] == _ENGINE.name else self._root
        place = root.joinpath(*module.split("."))
        choices = (place.with_name(f"{place.name}.py"), place / "__init__.py")
        return next((one for one in choices if one.is_file()), place if place.is_dir() else None)

    def module(self, name: str, asked: str) -> Module:
        """A module, read once; ``asked`` is the file and line that wants it.

        Raises
        ------
        ConfigError
            When it is not there, or is no Python.
        """
        if name not in self._modules:
            self._modules[name] = module = _read(self._root, name, self.path(name), asked)
            for part in module.source.parts:
                self._add(module, part)
        return self._modules[name]

    def resolve(self, module: Module, name: str) -> Target | None:
        """What a name at the top of a module stands for; None where it binds no such name.

        Raises
        ------
        ConfigError
            When it is both imported and defined, or imported from a module that has it not.
        """
        found, defined = module.imports.get(name), module.defining(name)
        if found and defined:
            raise ConfigError(
                f"{module.place(defined[0].node)}: {name} is imported in line {found[-1].line}, and bound here again. "
                "Give one of the two another name."
            )
        if not found:
            return Own(module.name, name) if defined else None
        last = [one for one in found if not one.typed or module.only_for_types(name)][-1]
        if isinstance(last.target, Own):
            return self.of(last.target.module, last.target.name, f"{module.where}, line {last.line}")
        return last.target

    def of(self, module: str, name: str, place: str) -> Target:
        """What ``module.name`` stands for: what the module binds, or a module in it.

        Raises
        ------
        ConfigError
            When it has no such name.
        """
        found = self.resolve(self.module(module, place), name)
        if found is None and self.path(f"{module}.{name}"):
            return Inner(f"{module}.{name}")
        if found is None:
            raise ConfigError(f"{place}: {module} has no {name}. Mend the name, or write it there.")
        return found

    def order(self, module: str, asked: str) -> list[str]:
        """The module and all of the room that it imports, what is imported first.

        Raises
        ------
        ConfigError
            When modules import each other in a circle, with their names.
        """
        done: list[str] = []
        self._visit(module, asked, [], done)
        return done

    def _visit(self, name: str, asked: str, above: list[str], done: list[str]) -> None:
        if name in above:
            circle = " → ".join([*above[above.index(name) :], name])
            raise ConfigError(
                f"{asked}: {circle} import each other in a circle. Move what both need to a third module."
            )
        if name in done:
            return
        module = self.module(name, asked)
        for imports in module.imports.values():
            for one in imports:
                place = f"{module.where}, line {one.line}"
                if (inner := self._imported(one, place)) and inner != name:
                    self._visit(inner, place, [*above, name], done)
        done.append(name)

    def _imported(self, one: _Import, place: str) -> str:
        """The module of the room that an import brings in, if it does."""
        target = one.target
        if isinstance(target, Library):
            return ""
        if isinstance(target, Inner):
            return one.whole or target.module
        inner = f"{target.module}.{target.name}"
        return inner if self.path(inner) and not self.module(target.module, place).binds(target.name) else target.module

    def _add(self, module: Module, part: TopStatement) -> None:
        node = part.node
        if isinstance(node, ast.Import | ast.ImportFrom):
            self._add_import(module, node, typed=False)
        elif is_for_types(node):
            for one in node.body:  # type: ignore[attr-defined]
                self._add_import(module, one, typed=True)
        elif not is_for_running(node) and not is_words(node):
            module.statements.append(Statement(module.name, len(module.statements), part))

    def _add_import(self, module: Module, node: ast.Import | ast.ImportFrom, *, typed: bool) -> None:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            module.futures |= {alias.name for alias in node.names}
            return
        for name, target, whole in self._names(module, node):
            if not typed or isinstance(target, Library):
                module.imports.setdefault(name, []).append(_Import(target, node.lineno, whole, typed))

    def _names(self, module: Module, node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, Target, str]]:
        """Each name that an import binds, what it stands for, and the whole of a dotted one."""
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                named = alias.name if alias.asname else top
                whole = "" if alias.asname or alias.name == top else alias.name
                yield alias.asname or top, Inner(named) if self.holds(alias.name) else Library(named), whole
            return
        source = absolute(module.name, node, is_package=module.path.name == "__init__.py")
        names = [(alias.name, alias.asname or alias.name) for alias in node.names]
        if names[0][0] == "*" and self.holds(source):
            names = [(name, name) for name in self.module(source, module.place(node)).public]
        for name, called in names:
            if name == "*":
                module.stars.append(source)
            else:
                yield called, Own(source, name) if self.holds(source) else Library(source, name), ""


def absolute(name: str, node: ast.ImportFrom, *, is_package: bool) -> str:
    """The module that a module of this name takes names from, by its whole name."""
    if not node.level:
        return node.module or ""
    parts = name.split(".")
    package = parts[: len(parts) - node.level + is_package]
    return ".".join([*package, *([node.module] if node.module else [])])


def _read(root: Path, name: str, path: Path | None, asked: str) -> Module:
    if path is None:
        raise ConfigError(f"{asked}: there is no module {name}. Write it, or mend the import.")
    where = (path.relative_to(root) if path.is_relative_to(root) else path.relative_to(_ENGINE.parent)).as_posix()
    if path.is_dir():
        return Module(name, path / "__init__.py", module_text(""), where)
    try:
        return Module(name, path, module_text(path.read_text(encoding="utf-8-sig")), where)
    except SyntaxError as error:
        raise ConfigError(f"{where}, line {error.lineno}: is no Python ({error.msg}). Mend this line.") from error
    except (OSError, ValueError) as error:
        raise ConfigError(f"{where}: cannot be read ({error}). Mend it.") from error
