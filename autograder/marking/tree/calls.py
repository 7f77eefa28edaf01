"""What calling something may give, and what its attributes are."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from autograder.marking.tree.libraries import call_library
from autograder.marking.tree.values import (
    MANY,
    NOTHING,
    Class,
    Elementwise,
    Library,
    Partial,
    Scope,
    Student,
    Value,
    display,
    join,
    sequence,
    step,
)

_MOST_STEPS = 100_000
_DEEPEST = 25
_MOST_AT_ONCE = 2  # how often a function is followed inside itself


class TooMuchError(Exception):
    """The source takes too long to follow."""


@dataclass
class Frame:
    """A call that is being followed: what it has returned and yielded so far."""

    function: ast.AST | None = None
    returned: list[Value] = field(default_factory=list)
    yielded: list[Value] = field(default_factory=list)


class Calls:
    """Follows calls. ``leaving`` says whether a block goes on: not if it went ``away`` or ``round`` its loop."""

    def __init__(self) -> None:
        self.scope = self.notebook = Scope()
        self.frames = [Frame()]
        self.leaving = ""
        self.met: set[str] = set()
        self._steps = 0

    def follow(self, node: ast.AST) -> Value:
        """Follow any node: an expression gives its value."""
        self.spend(1)
        way = getattr(self, f"on_{type(node).__name__.lower()}", None)
        if way is not None:
            value: Value | None = way(node)
            return value or NOTHING
        for child in ast.iter_child_nodes(node):
            self.follow(child)
        return NOTHING

    def run(self, body: list[ast.stmt]) -> str:
        """Follow statements up to one that leaves the block; which way it leaves."""
        self.leaving = ""
        for statement in body:
            self.follow(statement)
            if self.leaving:
                break
        return self.leaving

    def spend(self, steps: int) -> None:
        """Use up some of the steps.

        Raises
        ------
        TooMuchError
            When there are none left.
        """
        self._steps += steps
        if self._steps > _MOST_STEPS:
            raise TooMuchError

    def note(self, kind: str) -> None:
        """Remember that a product of some kind was met."""
        self.met.add(kind)

    def call(self, function: Value, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        """What calling a function gives, whichever of several it may be."""
        if function.scope is not None and not function.calls:
            function = self.attribute(function, "__call__")
        calls = function.calls or {Library("")}
        return join(*(self._call_one(one, arguments, keywords) for one in calls))

    def _call_one(self, one: object, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        if isinstance(one, Student):
            return self._call_student(one, arguments, keywords)
        if isinstance(one, Class):
            return self._instance(one, arguments, keywords)
        if isinstance(one, Partial):
            return self.call(one.function, [*one.arguments, *arguments], {**dict(one.keywords), **keywords})
        if isinstance(one, Elementwise):
            return sequence(self.call(one.function, [step(value) for value in arguments], {}))
        assert isinstance(one, Library), "that is all there is"
        return call_library(self, one, arguments, keywords)

    def _call_student(self, function: Student, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        """Follow a function of the notebook's own: what it returns, or hands out if it is a generator."""
        at_once = sum(frame.function is function.node for frame in self.frames)
        if at_once >= _MOST_AT_ONCE or len(self.frames) > _DEEPEST:
            return NOTHING
        frame = Frame(function.node)
        outer, leaving, self.scope = self.scope, self.leaving, Scope(parents=(function.scope,))
        self.frames.append(frame)
        self._bind_parameters(function, arguments, keywords)
        if isinstance(function.node, ast.Lambda):
            frame.returned.append(self.follow(function.node.body))
        else:
            self.run(function.node.body)
        self.frames.pop()
        self.scope, self.leaving = outer, leaving
        return sequence(join(*frame.yielded)) if frame.yielded else _answer(frame.returned)

    def _bind_parameters(self, function: Student, arguments: list[Value], keywords: dict[str, Value]) -> None:
        parameters = function.node.args
        names = [parameter.arg for parameter in (*parameters.posonlyargs, *parameters.args)]
        values = [*([function.myself] if function.myself else []), *arguments]
        bound = {**dict.fromkeys(names, NOTHING), **dict(function.defaults), **dict(zip(names, values, strict=False))}
        self.spend(len(names))
        known = {*names, *(parameter.arg for parameter in parameters.kwonlyargs)}
        bound.update({name: value for name, value in keywords.items() if name in known})
        if parameters.vararg:
            bound[parameters.vararg.arg] = display(values[len(names) :])
        if parameters.kwarg:
            bound[parameters.kwarg.arg] = sequence(join(NOTHING, *keywords.values()))
        self.scope.names.update(bound)

    def _instance(self, one: Class, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        """An instance; all those of a class share their attributes."""
        made = Value(scope=one.scope)
        given = [*arguments, *keywords.values()]
        if one.scope.find("__init__"):
            self.call(self.attribute(made, "__init__"), arguments, keywords)
        elif given:  # a dataclass, or the child of a list or a tuple
            names = one.scope.names
            names[""] = join(*given)
            notes = (part.target for part in one.node.body if isinstance(part, ast.AnnAssign))
            fields = [target.id for target in notes if isinstance(target, ast.Name)]
            bound = {**dict(zip(fields, arguments, strict=False)), **keywords}
            names.update({name: join(names.get(name, new), new) for name, new in bound.items()})
        return made

    def attribute(self, value: Value, name: str) -> Value:
        """An attribute: of an instance, a class or a module of the notebook's own, of a library, of an array."""
        if value.scope is not None:
            found = value.scope.find(name) or value.scope.find("") or NOTHING
            return found if value.calls else self.bound(found, value)
        if name in ("size", "shape"):
            size = Value(constant=(MANY,) if value.constant == (MANY,) else ())
            return display([size]) if name == "shape" else size
        if name == "ndim":
            return Value(constant=(1,) if value.constant == (MANY,) else ())
        owners = [call.name for call in value.calls if isinstance(call, Library)]
        if owners and not value.given and value.each is None:
            return Value(calls=frozenset({Library(name, owners[0])}))
        return replace(value, calls=frozenset({Library(name, receiver=value)}))

    def bound(self, found: Value, instance: Value) -> Value:
        """A method of an instance; a property is called at once."""
        calls = [replace(c, myself=instance) if isinstance(c, Student) and _binds(c) else c for c in found.calls]
        value = replace(found, calls=frozenset(calls))
        if any(isinstance(call, Student) and _decorated(call, "property", "cached_property") for call in calls):
            return self.call(value, [], {})
        return value

    def handed_out(self, value: Value) -> Value:
        """What iterating hands out, also by a method of the notebook's own."""
        if value.scope is None:
            return step(value)
        if value.scope.find("__iter__"):
            return step(self.call(self.attribute(value, "__iter__"), [], {}))
        if value.scope.find("__getitem__"):
            return self.call(self.attribute(value, "__getitem__"), [NOTHING], {})
        return step(value.scope.find("") or value)


def _answer(returned: list[Value]) -> Value:
    """What a function gives: the numbers with a product in them, if there are such; else anything it returns."""
    numbers = [value for value in returned if value.each is None and value.how]
    return join(*(numbers or returned or [NOTHING]))


def _decorated(function: Student, *names: str) -> bool:
    decorators = getattr(function.node, "decorator_list", [])
    return any(getattr(one, "id", getattr(one, "attr", "")) in names for one in decorators)


def _binds(function: Student) -> bool:
    return function.myself is None and not _decorated(function, "staticmethod")
