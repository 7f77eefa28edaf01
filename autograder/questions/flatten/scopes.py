"""Which names of a statement are its module's: those that no function, class or comprehension in it keeps to itself."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_OWN_SCOPE = (*FUNCTIONS, ast.ClassDef, ast.Lambda)
_NAMED = (*FUNCTIONS, ast.ClassDef, ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping)
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reference:
    """A name of the module's where it is used, bound or declared.

    ``around`` are the names that are somebody else's at this place. ``soft`` says that it stands in an annotation, and
    ``idle`` that nothing but people looks at this one: it is of a function without decorators, and of no class.
    """

    node: ast.Name | ast.Global
    name: str
    around: frozenset[str]
    soft: bool = False
    idle: bool = False


@dataclass(frozen=True)
class _Place:
    """What is bound around a node: by functions, and so far by the class whose body it stands in, if it does."""

    bound: frozenset[str] = _NOTHING
    of_class: frozenset[str] | None = None
    soft: bool = False
    idle: bool = False

    @property
    def around(self) -> frozenset[str]:
        """All names that are others' here."""
        return self.bound | (self.of_class or _NOTHING)

    def keeps(self, node: ast.Name) -> bool:
        """Whether a name is bound around here; what a class body binds is the class's own."""
        return node.id in self.around or (self.of_class is not None and not isinstance(node.ctx, ast.Load))

    def types(self, *, idle: bool) -> _Place:
        """The same, in an annotation."""
        return _Place(self.bound, self.of_class, soft=True, idle=idle)

    def inside(self, names: Iterable[str], free: Iterable[str] = ()) -> _Place:
        """Within a function, where names of a class around it are not seen."""
        return _Place((self.bound | frozenset(names)) - frozenset(free), soft=self.soft, idle=self.idle)


def references(statement: ast.stmt) -> list[Reference]:
    """Every use of a name of the module's in a statement at its top, in order, bindings too."""
    return list(_of(statement, _Place()))


def bound_by(statement: ast.stmt) -> set[str]:
    """Names that a statement at the top of a module binds there; a function that declares some global, these too."""
    found = set(_bound([statement]))
    for node in ast.walk(statement):
        if isinstance(node, FUNCTIONS):
            found |= _declared(node, ast.Global) & _assigned(node)
    return found


def _assigned(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}


def _of(node: ast.AST, place: _Place) -> Iterator[Reference]:
    if isinstance(node, ast.Name):
        if not place.keeps(node):
            yield Reference(node, node.id, place.around, place.soft, place.idle)
    elif isinstance(node, ast.Global):
        yield from (Reference(node, name, place.bound) for name in node.names)
    elif isinstance(node, FUNCTIONS):
        yield from _of_function(node, place)
    elif isinstance(node, ast.Lambda):
        yield from _each(_defaults(node.args), place)
        yield from _of(node.body, place.inside(_parameters(node.args)))
    elif isinstance(node, ast.ClassDef):
        yield from _of_class(node, place)
    elif isinstance(node, _COMPREHENSIONS):
        yield from _of_comprehension(node, place)
    else:
        yield from _of_parts(node, place)


def _each(nodes: Iterable[ast.AST | None], place: _Place) -> Iterator[Reference]:
    for node in nodes:
        if node is not None:
            yield from _of(node, place)


def _of_parts(node: ast.AST, place: _Place) -> Iterator[Reference]:
    if isinstance(node, ast.AnnAssign):
        yield from _of(node.annotation, place.types(idle=place.of_class is None and node.value is not None))
        yield from _each((node.target, node.value), place)
    else:
        yield from _each(ast.iter_child_nodes(node), place)


def _of_function(node: ast.FunctionDef | ast.AsyncFunctionDef, place: _Place) -> Iterator[Reference]:
    yield from _each((*node.decorator_list, *_defaults(node.args)), place)
    typed = _typed(node, place)
    annotations = (parameter.annotation for parameter in _all_parameters(node.args))
    yield from _each((*annotations, node.returns), typed.types(idle=not node.decorator_list))
    own = {*_parameters(node.args), *_bound(node.body)} - _declared(node, ast.Nonlocal)
    inner = typed.inside(own, free=_declared(node, ast.Global))
    yield from _each(node.body, inner)


def _of_class(node: ast.ClassDef, place: _Place) -> Iterator[Reference]:
    yield from _each(node.decorator_list, place)
    typed = _typed(node, place)
    yield from _each((*node.bases, *node.keywords), typed)
    seen: set[str] = set()
    for statement in node.body:  # in order: what is bound further down is still the module's here
        yield from _of(statement, _Place(typed.bound, frozenset(seen)))
        seen |= _bound([statement])


def _of_comprehension(
    node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, place: _Place
) -> Iterator[Reference]:
    first, *others = node.generators
    yield from _of(first.iter, place)
    inner = place.inside({name for one in node.generators for name in _stored(one.target)})
    yield from _each((first.target, *first.ifs), inner)
    yield from _each(others, inner)
    results = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
    yield from _each(results, inner)


def _typed(node: ast.AST, place: _Place) -> _Place:
    """The place with the type parameters that a newer Python lets a definition have."""
    names = {one.name for one in getattr(node, "type_params", ())}
    return _Place(place.bound | names, place.of_class, place.soft, place.idle) if names else place


def _defaults(arguments: ast.arguments) -> list[ast.expr | None]:
    return [*arguments.defaults, *arguments.kw_defaults]


def _all_parameters(arguments: ast.arguments) -> list[ast.arg]:
    starred = [one for one in (arguments.vararg, arguments.kwarg) if one]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *starred]


def _parameters(arguments: ast.arguments) -> set[str]:
    return {one.arg for one in _all_parameters(arguments)}


def _stored(target: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}


def _declared(function: ast.AST, kind: type[ast.Global | ast.Nonlocal]) -> set[str]:
    """What a function declares to be global, or another function's around it; not what functions in it declare."""
    return {name for node in _here(getattr(function, "body", [])) if isinstance(node, kind) for name in node.names}


def bound_in_block(statement: ast.stmt) -> set[str]:
    """Names that a statement binds other than by being a definition or by giving values: in a block of its own."""
    return {name for node in _here([statement]) if node is not statement for name in _names_of(node)}


def _bound(statements: Iterable[ast.AST]) -> set[str]:
    """Names that statements bind in the scope that they stand in."""
    stored = (node for node in _here(statements) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load))
    return {node.id for node in stored} | {name for node in _here(statements) for name in _names_of(node)}


def _names_of(node: ast.AST) -> set[str]:
    """What a node binds that is a definition, an import, an exception or a part of a pattern."""
    if isinstance(node, ast.alias):
        return {node.asname or node.name.partition(".")[0]}
    named = getattr(node, "rest" if isinstance(node, ast.MatchMapping) else "name", None)
    return {named} if isinstance(named, str) and isinstance(node, _NAMED) else set()


def _here(statements: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """All nodes of the scope that statements stand in, in no order: of what has a scope of its own, the node alone."""
    waiting = list(statements)
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, _COMPREHENSIONS):  # its targets are its own; a name that := binds is not
            waiting += [one for one in ast.walk(node) if isinstance(one, ast.NamedExpr)]
        elif not isinstance(node, _OWN_SCOPE):
            waiting += ast.iter_child_nodes(node)


def is_plain(statement: ast.stmt) -> bool:
    """Whether a statement does nothing but bind names: a definition, or names that are given a value."""
    if isinstance(statement, ast.Assign):
        return all(isinstance(one, ast.Name | ast.Tuple | ast.List) for one in _targets(statement))
    return isinstance(statement, (*FUNCTIONS, ast.ClassDef, ast.AnnAssign, ast.Import, ast.ImportFrom))


def _targets(statement: ast.Assign) -> Iterator[ast.expr]:
    for target in statement.targets:
        inner = target.elts if isinstance(target, ast.Tuple | ast.List) else []
        yield from chain([target], inner)


def changed_by(statement: ast.stmt) -> set[str]:
    """Names whose values a statement may change beside those that it binds: it belongs to them.

    ``TABLE["relu"] = relu`` belongs to TABLE, ``@spread.register`` to spread; a loop or a call, to all that it names.
    """
    if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
        attributes = [node for one in statement.decorator_list for node in ast.walk(one)]
        roots = [node.value for node in attributes if isinstance(node, ast.Attribute)]
        return {root.id for root in roots if isinstance(root, ast.Name)}
    if is_plain(statement):
        return set()
    if isinstance(statement, ast.Assign):
        others = [one for one in _targets(statement) if not isinstance(one, ast.Name | ast.Tuple | ast.List)]
        return {node.id for one in others for node in ast.walk(one) if isinstance(node, ast.Name)}
    return {reference.name for reference in references(statement) if not reference.soft}
