"""What is known of a value without running anything: whether it comes from the given arrays, and of which products.

A value that can be iterated has an ``each``, what it hands out; one without is a single number. So an array is a
value whose ``each`` is an element, and ``zip(a, wj)`` one whose ``each`` holds two elements.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import ast

ELEMENT, WHOLE, DOT = "a product of elements", "a product of arrays", "a dot product"
ADDED, SUMMED, UNKNOWN = "added one by one", "summed", "something that cannot be followed"
MANY = "as many as were given"
_MOST_ITEMS = 20
_DEEPEST = 6
_HEAVIEST = 60
_MOST_SCOPES = 100

Function: TypeAlias = "Student | Library | Class | Partial | Elementwise"


@dataclass(frozen=True)
class Value:
    """What is known of a value.

    ``items`` are its parts by position and ``constant`` its value, where known; ``calls`` the functions that it may
    be, ``scope`` the attributes of an instance, a class or a module, ``how`` the products that are in it. A value
    that is too intricate loses its parts, so that each step of following the source stays short.
    """

    given: bool = False
    each: Value | None = None
    items: tuple[Value, ...] = ()
    how: frozenset[str] = frozenset()
    calls: frozenset[Function] = frozenset()
    constant: tuple[object, ...] = ()
    scope: Scope | None = None
    weight: int = field(default=1, compare=False)

    def __post_init__(self) -> None:
        parts = [
            *([self.each] if self.each else []),
            *self.items,
            *(part for call in self.calls for part in call.parts),
        ]
        weight = 1 + len(self.calls) + sum(part.weight for part in parts)
        if weight > _HEAVIEST:
            weight = 2
            object.__setattr__(self, "each", self.each and Value(self.given, how=self.how))
            object.__setattr__(self, "items", ())
            object.__setattr__(self, "calls", frozenset())
        object.__setattr__(self, "weight", weight)


@dataclass(eq=False)
class Scope:
    """Names and their values: of a function, a class or the notebook."""

    names: dict[str, Value] = field(default_factory=dict)
    parents: tuple[Scope, ...] = ()
    elsewhere: dict[str, Scope] = field(default_factory=dict)
    in_class: bool = False

    def holder(self, name: str) -> Scope | None:
        """The scope, this one or one around it, that knows a name."""
        scopes = [self]
        for scope in scopes:  # it grows meanwhile
            if name in scope.names:
                return scope
            if len(scopes) < _MOST_SCOPES:
                scopes += [parent for parent in scope.parents if parent not in scopes]
        return None

    def find(self, name: str) -> Value | None:
        """The value of a name."""
        holder = self.holder(name)
        return holder.names[name] if holder else None

    def bind(self, name: str, value: Value) -> None:
        """Bind a name; one that lives elsewhere may keep its value as well."""
        home = self.elsewhere.get(name)
        if home is None:
            self.names[name] = value
        else:
            home.names[name] = join(home.names.get(name, value), value)


@dataclass(frozen=True)
class Student:
    """A function of the notebook's own, and where it was defined."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: Scope
    defaults: tuple[tuple[str, Value], ...] = ()
    myself: Value | None = None

    @property
    def parts(self) -> list[Value]:
        """The values in it."""
        return [*([self.myself] if self.myself else []), *(value for _, value in self.defaults)]


@dataclass(frozen=True)
class Class:
    """A class of the notebook's own."""

    node: ast.ClassDef
    scope: Scope
    parts: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Library:
    """A name that the notebook does not define; ``owner`` is what stands before its dot."""

    name: str
    owner: str = ""
    receiver: Value | None = None

    @property
    def parts(self) -> list[Value]:
        """The values in it."""
        return [self.receiver] if self.receiver else []


@dataclass(frozen=True)
class Partial:
    """A function with some of its arguments."""

    function: Value
    arguments: tuple[Value, ...]
    keywords: tuple[tuple[str, Value], ...]

    @property
    def parts(self) -> list[Value]:
        """The values in it."""
        return [self.function, *self.arguments, *(value for _, value in self.keywords)]


@dataclass(frozen=True)
class Elementwise:
    """A function that is called once for each element."""

    function: Value

    @property
    def parts(self) -> list[Value]:
        """The values in it."""
        return [self.function]


NOTHING = Value()
NUMBERS = Value(each=NOTHING)
GIVEN = Value(given=True, each=Value(given=True), constant=(MANY,))


def join(*values: Value) -> Value:
    """A value that may be any of these."""
    first, *others = values
    if all(other == first for other in others):
        return first
    several = any(value.each is not None for value in values)
    inner = [step(value) for value in values if value.each is not None or value.how] if several else []
    alike = first.items and all(len(other.items) == len(first.items) for other in others)
    return Value(
        given=any(value.given for value in values),
        each=join(*inner) if inner else None,
        items=tuple(map(join, *(value.items for value in values))) if alike else (),
        how=frozenset[str]().union(*(value.how for value in values)),
        calls=frozenset[Function]().union(*(value.calls for value in values)),
        scope=next((value.scope for value in values if value.scope), None),
    )


def merge(*values: Value) -> Value:
    """What arithmetic makes of these."""
    joined = join(*values) if values else NOTHING
    return replace(joined, items=(), calls=frozenset(), constant=(), scope=None)


def number(*values: Value) -> Value:
    """The one number to which these are reduced: nothing that was given is left in it as such."""
    how = merge(*values).how
    return Value(how=how | {SUMMED} if WHOLE in how else how)


def marked(value: Value, how: frozenset[str]) -> Value:
    """A value with more in it."""
    if how <= value.how:
        return value
    each = None if value.each is None else marked(value.each, how)
    return replace(value, each=each, items=(), how=value.how | how)


def step(value: Value) -> Value:
    """What iterating hands out."""
    return value if value.each is None else value.each


def sequence(each: Value) -> Value:
    """Something that hands these out."""
    return each if _depth(each) >= _DEEPEST else Value(given=each.given, each=each, how=each.how)


def display(items: list[Value]) -> Value:
    """A list or tuple of these."""
    if not items:
        return NUMBERS
    whole = sequence(join(*items))
    return replace(whole, items=tuple(items)) if len(items) <= _MOST_ITEMS else whole


def _depth(value: Value) -> int:
    return 0 if value.each is None else 1 + _depth(value.each)


def joined(*environments: dict[str, Value]) -> dict[str, Value]:
    """The names of any of these, each with the values that it may have."""
    names = {name: None for environment in environments for name in environment}
    return {name: join(*(one[name] for one in environments if name in one)) for name in names}


def rather(likely: dict[str, Value], other: dict[str, Value]) -> dict[str, Value]:
    """The likely values of names, with what may be in them otherwise."""
    return {**other, **{name: marked(value, other.get(name, value).how) for name, value in likely.items()}}
