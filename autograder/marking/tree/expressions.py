"""What an expression may give, and what it changes in place."""

from __future__ import annotations

import ast
import contextlib
import operator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from autograder.marking.tree.calls import Calls
from autograder.marking.tree.libraries import dot, plus, product
from autograder.marking.tree.values import (
    MANY,
    NOTHING,
    NUMBERS,
    Library,
    Student,
    Value,
    display,
    join,
    merge,
    sequence,
    step,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_PARTS = 100  # of a list that is written out
_METHODS: dict[type[ast.operator], str] = {ast.MatMult: "__matmul__", ast.Mult: "__mul__", ast.Add: "__add__"}
_ONE_MORE = {"append", "appendleft", "add", "insert", "push", "put", "fill", "setdefault"}
_ALL_OF = {"extend", "extendleft", "update"}
_FILLS_THIRD = {"multiply", "add", "dot", "matmul"}
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], object]] = {
    ast.Eq: operator.eq,
    ast.Is: operator.eq,
    ast.NotEq: operator.ne,
    ast.IsNot: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_TWO = 2


class Expressions(Calls):
    """Follows expressions: each ``on_`` method takes a kind of node and gives its value."""

    def on_name(self, node: ast.Name) -> Value:
        """A name that the notebook does not bind is a library's or Python's."""
        found = self.scope.find(node.id)
        return Value(calls=frozenset({Library(node.id)})) if found is None else found

    def on_constant(self, node: ast.Constant) -> Value:
        """A constant."""
        return Value(constant=(node.value,)) if isinstance(node.value, (str, int, type(None), type(...))) else NOTHING

    def on_attribute(self, node: ast.Attribute) -> Value:
        """An attribute."""
        return self.attribute(self.follow(node.value), node.attr)

    def on_call(self, node: ast.Call) -> Value:
        """A call, and what it changes in place."""
        function = self.follow(node.func)
        arguments = [value for part in node.args for value in self._spread(part)]
        keywords = {part.arg or "": self.follow(part.value) for part in node.keywords}
        result = self.call(function, arguments, {name: v for name, v in keywords.items() if name != "out"})
        library = [call for call in function.calls if isinstance(call, Library)]
        if isinstance(node.func, ast.Attribute) and arguments and any(call.receiver for call in library):
            self._change(node.func, arguments)
        filled = [part.value for part in node.keywords if part.arg == "out"]
        if any(call.name in _FILLS_THIRD for call in library):
            filled += node.args[_TWO : _TWO + 1]
        for target in filled:
            self.put_into(target, result)
        return result

    def _spread(self, part: ast.expr) -> list[Value]:
        if not isinstance(part, ast.Starred):
            return [self.follow(part)]
        value = self.follow(part.value)
        return list(value.items) or [self.handed_out(value)] * 2

    def _change(self, method: ast.Attribute, arguments: list[Value]) -> None:
        if method.attr in _ONE_MORE:
            self.put_into(method.value, sequence(join(*arguments)))
        elif method.attr in _ALL_OF:
            self.put_into(method.value, merge(*arguments))

    def put_into(self, target: ast.expr, value: Value) -> None:
        """Change what a name, an attribute or a part stands for: it may hold this as well."""
        if isinstance(target, ast.Name):
            home = self.scope.holder(target.id) or self.scope
            home.names[target.id] = join(home.names.get(target.id, value), value)
        elif isinstance(target, ast.Attribute):
            owner = self.follow(target.value)
            if owner.scope is None:
                self.put_into(target.value, value)
            else:
                owner.scope.names[target.attr] = join(owner.scope.names.get(target.attr, value), value)
        elif isinstance(target, ast.Subscript):
            self.put_into(target.value, value if value.each is not None else sequence(value))

    def bind(self, target: ast.expr, value: Value) -> None:
        """Bind a target, taking the value apart where the target is."""
        self.spend(1)
        if isinstance(target, ast.Name):
            self.scope.bind(target.id, value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            starred = any(isinstance(part, ast.Starred) for part in target.elts)
            fits = len(value.items) == len(target.elts) and not starred
            for place, part in enumerate(target.elts):
                rest = value if isinstance(part, ast.Starred) else self.handed_out(value)
                self.bind(part, value.items[place] if fits else rest)
        elif isinstance(target, ast.Starred):
            self.bind(target.value, merge(value))
        else:
            self.put_into(target, value)

    def on_binop(self, node: ast.BinOp) -> Value:
        """Arithmetic."""
        return self.combine(node.op, self.follow(node.left), self.follow(node.right))

    def combine(self, sign: ast.operator, left: Value, right: Value) -> Value:
        """What an operator makes of two values."""
        own = left.scope and left.scope.find(_METHODS.get(type(sign), "no method"))
        if own:
            return self.call(self.bound(own, left), [right], {})
        if isinstance(sign, ast.MatMult):
            return dot(self, [left, right])
        if isinstance(sign, ast.Mult):
            return product(self, left, right)
        return plus(left, right) if isinstance(sign, (ast.Add, ast.Sub)) else merge(left, right)

    def on_unaryop(self, node: ast.UnaryOp) -> Value:
        """A sign, or not."""
        value = self.follow(node.operand)
        if isinstance(node.op, ast.Not):
            return Value(constant=(not value.constant[0],)) if value.constant else NOTHING
        return merge(value)

    def on_boolop(self, node: ast.BoolOp) -> Value:
        """One of the operands; what is known to be skipped is."""
        wanted = isinstance(node.op, ast.Or)
        found = []
        for part in node.values:
            value = self.follow(part)
            if truth(value) is not (not wanted):
                found.append(value)
            if truth(value) is wanted:
                break
        return join(*found) if found else Value(constant=(not wanted,))

    def on_compare(self, node: ast.Compare) -> Value:
        """True or false, or an array of that; known where both sides are."""
        values = [self.follow(part) for part in (node.left, *node.comparators)]
        if any(value.each is not None for value in values):
            return NUMBERS
        compare = _COMPARE.get(type(node.ops[0]))
        sides = _comparable(values[0].constant, values[1].constant) if len(values) == _TWO else ()
        with contextlib.suppress(TypeError):  # some constants have no order
            return Value(constant=(compare(*sides),)) if compare and sides else NOTHING
        return NOTHING

    def on_ifexp(self, node: ast.IfExp) -> Value:
        """Either value, unless it is known which."""
        known = truth(self.follow(node.test))
        parts = [part for part, taken in ((node.body, True), (node.orelse, False)) if known is not (not taken)]
        return join(*map(self.follow, parts))

    def on_subscript(self, node: ast.Subscript) -> Value:
        """A part: a slice or a mask keeps an array, a position takes an element."""
        value = self.follow(node.value)
        if value.scope is not None and not value.calls:
            return self.call(self.attribute(value, "__getitem__"), [self.follow(node.slice)], {})
        for index in node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]:
            value = self._part(value, index)
        return value

    def _part(self, value: Value, index: ast.expr) -> Value:
        if isinstance(index, ast.Slice):
            self.follow(index)
            return step(merge(value)) if _is_single(index) else merge(value)
        place = self.follow(index)
        new_axis = any(isinstance(call, Library) and call.name == "newaxis" for call in place.calls)
        if place.each is not None or place.constant in ((None,), (Ellipsis,)) or new_axis:
            return merge(value)
        where = place.constant[0] if place.constant else None
        if isinstance(where, int) and -len(value.items) <= where < len(value.items):
            return value.items[where]
        return step(value)

    def on_list(self, node: ast.List | ast.Tuple | ast.Set) -> Value:
        """A list, tuple or set that is written out."""
        return display([value for part in node.elts[:_MOST_PARTS] for value in self._spread(part)])

    on_tuple = on_set = on_list

    def on_dict(self, node: ast.Dict) -> Value:
        """A dict: its values count."""
        return replace(display([self.follow(part) for part in node.values[:_MOST_PARTS]]), items=())

    def on_listcomp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Value:
        """What a comprehension collects; a second time, for what the first pass has changed."""
        targets = {n.id for g in node.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)}
        before = {name: self.scope.names[name] for name in targets & self.scope.names.keys()}
        made = NOTHING
        for _ in range(2):
            for generator in node.generators:
                self.bind(generator.target, self.handed_out(self.follow(generator.iter)))
                for condition in generator.ifs:
                    self.follow(condition)
            made = self.follow(node.value if isinstance(node, ast.DictComp) else node.elt)
        for name in targets:
            self.scope.names.pop(name, None)
        self.scope.names.update(before)
        return sequence(made)

    on_setcomp = on_generatorexp = on_dictcomp = on_listcomp

    def on_namedexpr(self, node: ast.NamedExpr) -> Value:
        """A value, and a name for it."""
        value = self.follow(node.value)
        self.bind(node.target, value)
        return value

    def on_starred(self, node: ast.Starred) -> Value:
        """Something spread where one value is expected."""
        return self.follow(node.value)

    on_await = on_starred

    def on_yield(self, node: ast.Yield) -> None:
        """One of the values that a generator hands out."""
        self.frames[-1].yielded.append(self.follow(node.value) if node.value else NOTHING)

    def on_yieldfrom(self, node: ast.YieldFrom) -> None:
        """All values of another generator."""
        self.frames[-1].yielded.append(self.handed_out(self.follow(node.value)))

    def on_lambda(self, node: ast.Lambda) -> Value:
        """A function without a name."""
        return self.function(node)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Value:
        """A function of the notebook's own, with the values that its parameters have if none are given."""
        positional = [*node.args.posonlyargs, *node.args.args]
        parameters = [*positional[len(positional) - len(node.args.defaults) :], *node.args.kwonlyargs]
        defaults = zip(parameters, [*node.args.defaults, *node.args.kw_defaults], strict=True)
        values = tuple((parameter.arg, self.follow(default)) for parameter, default in defaults if default)
        home = self.scope.parents[-1] if self.scope.in_class else self.scope
        return Value(calls=frozenset({Student(node, home, values)}))


def truth(value: Value) -> bool | None:
    """Whether a value counts as true, where that is known."""
    return bool(value.constant[0]) if value.constant else None


def _comparable(left: tuple[object, ...], right: tuple[object, ...]) -> tuple[Any, ...]:
    """Two constants whose order is known. That more than two were given is all that is known of how many."""
    if not (left and right):
        return ()
    sides = (left[0], right[0])
    if left != right and MANY in sides:
        few = any(isinstance(side, int) and side <= _TWO for side in sides)
        return tuple(_TWO + 1 if side == MANY else side for side in sides) if few else ()
    return sides if type(sides[0]) is type(sides[1]) else ()


def _is_single(index: ast.Slice) -> bool:
    """Whether a slice is ``i:i + 1``, which holds one element."""
    upper = index.upper
    if not isinstance(upper, ast.BinOp) or not isinstance(upper.op, ast.Add) or index.lower is None:
        return False
    by_one = isinstance(upper.right, ast.Constant) and upper.right.value == 1
    return by_one and ast.dump(upper.left) == ast.dump(index.lower)
