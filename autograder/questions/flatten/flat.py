"""Code with all that it needs, as one text that stands by itself."""

from __future__ import annotations

import ast
import builtins
import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.questions.flatten.names import Imported, given_names, import_lines
from autograder.questions.flatten.room import Inner, Library, Own, Room
from autograder.questions.flatten.scopes import FUNCTIONS, bound_in_block

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from autograder.questions.flatten.room import Module, Statement, Target
    from autograder.questions.flatten.scopes import Reference

_TWICE = "means something else in a module that this one needs. Give it another name there."
_FUTURE = re.compile(r"^from __future__ import [^\n(]+$", re.MULTILINE)
_EVERYWHERE = {*dir(builtins), "__name__", "__doc__", "__debug__", "__builtins__"}


@dataclass(frozen=True)
class Flattened:
    """One self-contained text: what comes from ``__future__``, imports of libraries, and the code; ``files`` it is of.

    ``places`` says where each function, class and constant of the code was written, by the name that it has here;
    ``reached`` are all of them by their modules, and the names that they have there.
    """

    futures: tuple[str, ...]
    imports: tuple[str, ...]
    code: str
    files: tuple[Path, ...]
    places: dict[str, str]
    reached: frozenset[tuple[str, str]]

    @property
    def text(self) -> str:
        """All of it, ending with a line end."""
        future = f"from __future__ import {', '.join(self.futures)}" if self.futures else ""
        return "\n\n".join(part for part in (future, "\n".join(self.imports)) if part) + f"\n\n\n{self.code}\n"


def joined(*texts: str) -> str:
    """Texts of whole modules as one: what they take from ``__future__`` stands first, where Python wants it."""
    first = dict.fromkeys(line for text in texts for line in _FUTURE.findall(text))
    return "\n".join([*first, *(_FUTURE.sub("", text) for text in texts)])


def flatten(  # noqa: PLR0913 - what is wanted, of where, and how
    root: Path,
    module: str,
    wanted: Collection[str],
    rooms: Collection[str] = ("solutions",),
    *,
    also: Collection[tuple[str, str]] = (),
    bare: bool = False,
) -> Flattened:
    """The functions, classes and constants ``wanted`` of a module, with all that they reach, as one text.

    Parameters
    ----------
    root
        The kit's folder, from which modules have their names.
    module
        The module, ``solutions.activation_functions`` for example. It is read, never run.
    wanted
        Names that it binds; they keep their names.
    rooms
        Beginnings of the names of modules whose code goes into the text. All others are libraries: imported there.
    also
        Names of other modules of these rooms, each with its module, that are wanted too.
    bare
        As students may see it: without annotations that only people look at, and without what docstrings say from
        their Notes on.

    Raises
    ------
    ConfigError
        With file and line, when a name or module is not there, modules import each other in a circle, or a module is
        used in a way that a text cannot follow.
    """
    return _Flattening(root, module, rooms, bare=bare).flat(wanted, also)


@dataclass
class _Use:
    """Where a statement uses a target: the node that names it, and the names that are somebody else's there."""

    node: ast.AST
    target: Target
    around: frozenset[str]
    spelled: str
    place: str


class _Flattening:
    def __init__(self, root: Path, module: str, rooms: Collection[str], *, bare: bool) -> None:
        self._room = Room(root, rooms)
        self._bare = bare
        self._order = self._room.order(module, module)
        self._first = self._room.module(module, module)
        self._taken: dict[tuple[str, int], Statement] = {}
        self._uses: dict[tuple[str, int], list[_Use]] = {}
        self._targets: dict[Target, str] = {}  # each with the name that it would like
        self._at_run: set[Target] = set()
        self._wholes: set[str] = set()
        self._stars: dict[str, None] = {}
        self._looked_at = False  # whether an annotation is left
        self._plain: set[str] = set()  # names that are nobody's: Python's own, or of a star import

    def flat(self, wanted: Collection[str], also: Collection[tuple[str, str]]) -> Flattened:
        for module, name in also:
            self._order += [one for one in self._room.order(module, module) if one not in self._order]
            self._need(self._room.of(module, name, self._first.where), name)
        self._reach(wanted)
        asked = {Own(self._first.name, name) for name in wanted}
        uses = [(use.target, use.around) for use in chain.from_iterable(self._uses.values())]
        names = given_names(self._targets, uses, self._plain, asked)
        for target in sorted(asked, key=str):
            if names[target] != target.name:
                raise ConfigError(f"{self._first.where}: {target.name} {_TWICE}")
        statements = [self._taken[key] for key in sorted(self._taken, key=lambda k: (self._order.index(k[0]), k[1]))]
        modules = [self._room.module(name, name) for name in dict.fromkeys(one.module for one in statements)]
        written = {module.name: module.source.written for module in modules}
        places = {
            names[target]: self._room.module(one.module, "").place(one.node)
            for one in statements
            for name in sorted(one.binds)
            if (target := Own(one.module, name)) in names
        }
        texts = [
            (one.node, written[one.module].statement(one.node, self._renamed(one, names), bare=self._bare))
            for one in statements
        ]
        futures = set().union(*(module.futures for module in modules)) - (set() if self._looked_at else {"annotations"})
        return Flattened(
            tuple(sorted(futures)),
            tuple(import_lines(self._libraries(names), self._stars)),
            _joined(texts),
            tuple(module.path for module in modules),
            places,
            frozenset((target.module, target.name) for target in names if isinstance(target, Own)),
        )

    def _reach(self, wanted: Collection[str]) -> None:
        """Take every statement that is needed, and then those that change what is taken, until nothing is added."""
        for name in wanted:
            target = self._room.resolve(self._first, name)
            if target is None or isinstance(target, Inner):
                raise ConfigError(f"{self._first.where}: defines no {name}. Write it, or mend its name.")
            self._need(target, name)
            if isinstance(target, Library) or target != Own(self._first.name, name):
                raise ConfigError(f"{self._first.where}: {name} is imported, not written there. Write it there.")
        size = -1
        while size != len(self._taken):
            size = len(self._taken)
            for module in self._modules():
                for statement in module.statements:
                    if any(self._room.resolve(module, name) in self._targets for name in statement.part.changes):
                        self._take(module, statement)

    def _modules(self) -> list[Module]:
        return [self._room.module(name, name) for name in dict.fromkeys(module for module, _ in self._taken)]

    def _need(self, target: Target, liked: str) -> None:
        if target in self._targets:
            return
        self._targets[target] = liked
        if isinstance(target, Own):
            module = self._room.module(target.module, target.module)
            for statement in module.defining(target.name):
                self._take(module, statement)

    def _take(self, module: Module, statement: Statement) -> None:
        key = (statement.module, statement.number)
        if key in self._taken:
            return
        self._taken[key] = statement
        self._refuse_imports(module, statement)
        self._uses[key] = []
        parents = {id(part): node for node in ast.walk(statement.node) for part in ast.iter_child_nodes(node)}
        for name in sorted(statement.binds):
            self._need(Own(module.name, name), name)
        for reference in statement.references:
            if not (reference.idle and self._bare):
                self._looked_at |= reference.soft
                self._follow(module, reference, parents, self._uses[key])

    def _refuse_imports(self, module: Module, statement: Statement) -> None:
        for node in ast.walk(statement.node):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            relative = isinstance(node, ast.ImportFrom) and node.level
            if relative or any(self._room.holds(name) for name in names):
                raise ConfigError(
                    f"{module.place(node)}: this import of {names[0] or 'the folder'} does not stand at the top of the "
                    "file, by itself. Move it there."
                )

    def _follow(self, module: Module, reference: Reference, parents: dict[int, ast.AST], uses: list[_Use]) -> None:
        """Note what a name leads to, through the modules that it names."""
        target = self._room.resolve(module, reference.name)
        node: ast.AST = reference.node
        place, spelled = module.place(node), reference.name
        if target is None:
            self._leave(module, reference)
            return
        while isinstance(target, Inner):
            outer = parents.get(id(node))
            if not isinstance(outer, ast.Attribute) or not isinstance(outer.ctx, ast.Load):
                raise ConfigError(f"{place}: the module {target.module} is used by itself. Name what is needed of it.")
            target, node, spelled = self._room.of(target.module, outer.attr, place), outer, outer.attr
        if not module.only_for_types(reference.name):
            self._at_run.add(target)
        self._wholes |= module.wholes(reference.name)
        uses.append(_Use(node, target, reference.around, spelled, place))
        self._need(target, target.name if isinstance(target, Own) else spelled)

    def _leave(self, module: Module, reference: Reference) -> None:
        """Let a name be Python's own, or of a star import; of what can only be a slip of the pen, say so."""
        name = reference.name
        if name not in _EVERYWHERE:
            if module.stars:
                self._stars.update(dict.fromkeys(module.stars))
            elif not (reference.soft and "annotations" in module.futures):
                raise ConfigError(f"{module.place(reference.node)}: {name} is not defined here. Mend its name.")
        self._plain.add(name)

    def _renamed(self, statement: Statement, names: dict[Target, str]) -> dict[int, str]:
        """What the nodes of a statement are called that cannot be called as they were."""
        found: dict[int, str] = {}
        declared: dict[int, tuple[ast.Global, dict[str, str]]] = {}
        for use in self._uses[statement.module, statement.number]:
            if isinstance(use.node, ast.Global):
                declared.setdefault(id(use.node), (use.node, {}))[1][use.spelled] = names[use.target]
            elif isinstance(use.node, ast.Attribute) or use.node.id != names[use.target]:  # type: ignore[attr-defined]
                found[id(use.node)] = names[use.target]
        for key, (node, called) in declared.items():
            if any(name != now for name, now in called.items()):
                found[key] = f"global {', '.join(called.get(name, name) for name in node.names)}"
        self._rename_bound(statement, names, found)
        return found

    def _libraries(self, names: dict[Target, str]) -> list[Imported]:
        """The libraries that are imported, each with its name here."""
        found = []
        for target, liked in self._targets.items():
            if isinstance(target, Library):
                wholes = tuple(sorted(one for one in self._wholes if one.startswith(f"{target.module}.")))
                if wholes and names[target] != liked:
                    raise ConfigError(f"{self._first.where}: {liked} {_TWICE}")
                found.append(Imported(target, names[target], wholes, typed=target not in self._at_run))
        return found

    def _rename_bound(self, statement: Statement, names: dict[Target, str], found: dict[int, str]) -> None:
        """Give a definition its name; what an exception, a pattern or an import inside a block binds has to keep it."""
        node, fixed = statement.node, bound_in_block(statement.node)
        for name in sorted(statement.binds):
            now = names[Own(statement.module, name)]
            if now != name and name in fixed:
                module = self._room.module(statement.module, statement.module)
                raise ConfigError(f"{module.place(node)}: {name} {_TWICE}")
            if now != name and isinstance(node, (*FUNCTIONS, ast.ClassDef)) and node.name == name:
                found[id(node)] = now


def _joined(texts: list[tuple[ast.stmt, str]]) -> str:
    """The statements one below the other, with two empty lines around each definition."""
    code = ""
    for number, (node, text) in enumerate(texts):
        if number:
            both = (node, texts[number - 1][0])
            code += "\n\n\n" if any(isinstance(one, (*FUNCTIONS, ast.ClassDef)) for one in both) else "\n"
        code += text
    return code
