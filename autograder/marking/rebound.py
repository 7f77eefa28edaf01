"""The reference, loaded again with other functions in the place of some of its own.

What a reference calls by name, keeps as a default, wraps in a decorator or imports from another module of
``solutions`` is bound while its modules are loaded. So they are loaded anew, and whatever becomes one of these
functions is replaced before the next statement of its module runs.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import sys
from importlib.machinery import PathFinder, SourceFileLoader
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from importlib.machinery import ModuleSpec

_PACKAGE = "solutions"
_REBIND = "__rebind__"


def load_rebound(module: str, replaced: Mapping[str, Callable[..., Any]]) -> ModuleType:
    """A module of the reference in which other functions stand for those of these names.

    It stays what this process imports by that name: see ``kept_apart``.
    """
    own = importlib.import_module(module)
    originals = {id(getattr(own, name)): name for name in replaced}
    places = {
        name: {key: replaced[originals[id(value)]] for key, value in vars(found).items() if id(value) in originals}
        for name, found in sys.modules.items()
        if _is_reference(name)
    }
    for name in places:
        del sys.modules[name]
    finder = _Finder(places)
    sys.meta_path.insert(0, finder)
    try:
        return importlib.import_module(module)
    finally:
        sys.meta_path.remove(finder)


@contextlib.contextmanager
def kept_apart() -> Iterator[None]:
    """Let nobody see afterwards what is loaded of the reference inside."""
    before = {name: found for name, found in sys.modules.items() if _is_reference(name)}
    try:
        yield
    finally:
        for name in [name for name in sys.modules if _is_reference(name)]:
            del sys.modules[name]
        sys.modules.update(before)


@contextlib.contextmanager
def standing_in(module: str, replaced: Mapping[str, Callable[..., Any]]) -> Iterator[None]:
    """Inside, whoever imports this module of the reference gets these functions, and all else as it is."""
    own = importlib.import_module(module)
    other = ModuleType(module)
    vars(other).update({**vars(own), **replaced})
    package, _, name = module.rpartition(".")
    above = sys.modules[package]
    sys.modules[module] = other
    setattr(above, name, other)
    try:
        yield
    finally:
        sys.modules[module] = own
        setattr(above, name, own)


def _is_reference(name: str) -> bool:
    return name.partition(".")[0] == _PACKAGE


class _Finder:
    """Finds the modules of the reference where they lie, for a loader that binds other functions in them."""

    def __init__(self, places: Mapping[str, Mapping[str, Any]]) -> None:
        self._places = places

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Where a module of the reference lies; nothing of any other."""
        spec = PathFinder.find_spec(name, path, target) if _is_reference(name) else None
        if spec is not None and spec.origin and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(name, spec.origin, self._places.get(name, {}))
        return spec


class _Loader(SourceFileLoader):
    """Loads a module's text, and binds other functions behind each of its statements."""

    def __init__(self, name: str, path: str, bound: Mapping[str, Any]) -> None:
        super().__init__(name, path)
        self._bound = bound

    def get_code(self, fullname: str) -> Any:
        """Compile the text, whatever lies compiled already."""
        path = self.get_filename(fullname)
        tree = ast.parse(self.get_data(path), path)
        tree.body = [part for statement in tree.body for part in _followed(statement)]
        return self.source_to_code(tree, path)

    def exec_module(self, module: ModuleType) -> None:
        """Run it."""
        names = vars(module)
        names[_REBIND] = lambda: names.update({name: self._bound[name] for name in self._bound if name in names})
        super().exec_module(module)
        names.pop(_REBIND, None)


def _followed(statement: ast.stmt) -> list[ast.stmt]:
    if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
        return [statement]
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return [statement]  # the docstring has to stay the first
    call = ast.Expr(ast.Call(ast.Name(_REBIND, ast.Load()), [], []))
    for node in ast.walk(call):
        ast.copy_location(node, statement)
    return [statement, call]
