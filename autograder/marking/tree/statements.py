"""Follows statements: a notebook's cells, and with them the body of every function that is called."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from autograder.marking.tree.expressions import Expressions, truth
from autograder.marking.tree.values import NOTHING, Class, Library, Scope, Value, joined, rather

if TYPE_CHECKING:
    from autograder.notebook.source import Source


_BLOCKS = (ast.Expr, ast.If, ast.For, ast.While, ast.With)
_DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.Import, ast.ImportFrom)


def _matters(statement: ast.stmt, name: str) -> bool:
    """Whether a statement of a cell may define a function: most of a notebook's blocks plot, and are long to follow."""
    if not isinstance(statement, _BLOCKS):
        return True
    return any(
        isinstance(node, _DEFINES)
        or (isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store))
        for node in ast.walk(statement)
    )


class Reader(Expressions):
    """Follows a notebook: each ``on_`` method takes a kind of node."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source

    def read(self, name: str) -> Value | None:
        """Follow all cells; the last function, or object that can be called, that they bind to a name."""
        found = None
        for statement in self._source.statements:
            if not _matters(statement, name):
                continue
            self._follow_alone(statement)
            value = self.notebook.names.get(name)
            if value is not None and (value.calls or value.scope):
                found = value
        return found

    def _follow_alone(self, statement: ast.stmt) -> None:
        """Follow one statement of a cell; one that is too deep is left out."""
        try:
            self.follow(statement)
        except RecursionError:
            self.scope, self.frames = self.notebook, self.frames[:1]

    def _join(self, *others: dict[str, Value]) -> None:
        """Names may have the values that they have now, or those of another way to get here."""
        self.spend(len(self.scope.names))
        self.scope.names = joined(*others, self.scope.names)

    def _run_one_of(self, bodies: list[list[ast.stmt]]) -> None:
        """Follow bodies of which one is run: after them, names may have the values of any that goes on."""
        before = self.scope.names
        after, leaving = [], []
        for body in bodies:
            self.scope.names = dict(before)
            leaving.append(self.run(body))
            if leaving[-1] != "away":
                after.append(self.scope.names)
        self.scope.names = after[-1] if after else before
        self._join(*after[:-1])
        self.leaving = "" if not all(leaving) else "round" if after else "away"

    def on_if(self, node: ast.If) -> None:
        """Either branch, unless it is known which."""
        known = truth(self.follow(node.test))
        branches = ((node.body, True), (node.orelse, False))
        self._run_one_of([body for body, taken in branches if known is not (not taken)])

    def on_for(self, node: ast.For | ast.AsyncFor) -> None:
        """A loop, twice: the second time with what the first has changed."""
        handed_out = self.handed_out(self.follow(node.iter))
        for _ in range(2):
            before = dict(self.scope.names)
            self.bind(node.target, handed_out)
            self.run(node.body)
            self._join(before)
        self.run(node.orelse)

    on_asyncfor = on_for

    def on_while(self, node: ast.While) -> None:
        """The same with a condition."""
        for _ in range(2):
            before = dict(self.scope.names)
            if truth(self.follow(node.test)) is False:
                break
            self.run(node.body)
            self._join(before)
        self.run(node.orelse)

    def on_try(self, node: ast.Try) -> None:
        """What is tried, then, from anywhere in it, the handlers."""
        before = dict(self.scope.names)
        self.run(node.body)
        tried, leaving = self.scope.names, self.leaving
        self._join(before)
        self._run_one_of([handler.body for handler in node.handlers])
        if leaving != "away":
            self.scope.names = rather(tried, self.scope.names)
        leaving = leaving and self.leaving
        self.run([*node.orelse, *node.finalbody])
        self.leaving = self.leaving or leaving

    on_trystar = on_try

    def on_with(self, node: ast.With | ast.AsyncWith) -> None:
        """A block with something at hand."""
        for item in node.items:
            value = self.follow(item.context_expr)
            if item.optional_vars:
                self.bind(item.optional_vars, value)
        self.run(node.body)

    on_asyncwith = on_with

    def on_match(self, node: ast.Match) -> None:
        """The cases that a subject may meet."""
        subject = self.follow(node.subject)
        bodies: list[list[ast.stmt]] = [[]]
        for case in node.cases:
            self._bind_pattern(case.pattern, subject)
            meets = self._meets(case.pattern, subject)
            if meets is not False:
                bodies.append(case.body)
            if meets and not case.guard:
                bodies.pop(0)
                break
        self._run_one_of(bodies)

    def _meets(self, pattern: ast.pattern, subject: Value) -> bool | None:
        """Whether a subject meets a pattern, where that is known."""
        if isinstance(pattern, ast.MatchAs) and pattern.pattern is None:
            return True
        if not isinstance(pattern, ast.MatchValue) or not subject.constant:
            return None
        wanted = self.follow(pattern.value).constant
        return wanted == subject.constant if wanted else None

    def _bind_pattern(self, pattern: ast.pattern, subject: Value) -> None:
        """Bind the names in a pattern to parts of what is matched."""
        if isinstance(pattern, (ast.MatchAs, ast.MatchStar)) and pattern.name:
            self.scope.bind(pattern.name, subject)
        inner = [part for part in ast.iter_child_nodes(pattern) if isinstance(part, ast.pattern)]
        taken_apart = isinstance(pattern, ast.MatchSequence)
        fits = taken_apart and len(inner) == len(subject.items)
        for place, part in enumerate(inner):
            whole = not taken_apart or isinstance(part, ast.MatchStar)
            rest = subject if whole else self.handed_out(subject)
            self._bind_pattern(part, subject.items[place] if fits else rest)

    def on_functiondef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """A function, as its decorators leave it."""
        value = self.function(node)
        for decorator in reversed(node.decorator_list):
            value = self.call(self.follow(decorator), [value], {})
        self.scope.bind(node.name, value)

    on_asyncfunctiondef = on_functiondef

    def on_classdef(self, node: ast.ClassDef) -> None:
        """A class: what its body binds, and what its bases do."""
        bases = [base.scope for base in map(self.follow, node.bases) if base.scope]
        outer, self.scope = self.scope, Scope(parents=(self.scope,), in_class=True)
        self.run(node.body)
        inner, self.scope = self.scope, outer
        scope = Scope(inner.names, tuple(bases))
        self.scope.bind(node.name, Value(calls=frozenset({Class(node, scope)}), scope=scope))

    def on_return(self, node: ast.Return) -> None:
        """What a call gives."""
        self.frames[-1].returned.append(self.follow(node.value) if node.value else NOTHING)
        self.leaving = "away"

    def on_raise(self, _node: ast.Raise) -> None:
        """Nothing more happens here."""
        self.leaving = "away"

    def on_break(self, _node: ast.Break | ast.Continue) -> None:
        """The rest of the block is not for this pass."""
        self.leaving = "round"

    on_continue = on_break

    def on_assign(self, node: ast.Assign) -> None:
        """A value gets names."""
        value = self.follow(node.value)
        for target in node.targets:
            self.bind(target, value)

    def on_annassign(self, node: ast.AnnAssign) -> None:
        """A name, with a note about it."""
        if node.value or self.scope.in_class:
            self.bind(node.target, self.follow(node.value) if node.value else NOTHING)

    def on_augassign(self, node: ast.AugAssign) -> None:
        """Arithmetic in place."""
        self.bind(node.target, self.combine(node.op, self.follow(node.target), self.follow(node.value)))

    def on_global(self, node: ast.Global) -> None:
        """Names that belong to the notebook."""
        self.scope.elsewhere.update(dict.fromkeys(node.names, self.notebook))

    def on_nonlocal(self, node: ast.Nonlocal) -> None:
        """Names that belong to a function around this one."""
        for name in node.names:
            home = next((holder for parent in self.scope.parents if (holder := parent.holder(name))), None)
            self.scope.elsewhere.update({name: home} if home else {})

    def on_import(self, node: ast.Import) -> None:
        """A module: a library's, or one that a cell has written."""
        for alias in node.names:
            self.scope.bind(alias.asname or alias.name.split(".")[0], self._module(alias.name))

    def on_importfrom(self, node: ast.ImportFrom) -> None:
        """Names of a module."""
        module = self._module(node.module or "")
        for alias in node.names:
            if alias.name != "*":
                self.scope.bind(alias.asname or alias.name, self.attribute(module, alias.name))
            elif module.scope:
                self.scope.names.update(module.scope.names)

    def _module(self, name: str) -> Value:
        calls = frozenset({Library(name.split(".")[-1])})
        written = self._source.modules.get(name)
        if written is None:
            return Value(calls=calls)
        outer, self.scope = self.scope, Scope()
        self.run(written)
        inner, self.scope = self.scope, outer
        return Value(calls=calls, scope=inner)
