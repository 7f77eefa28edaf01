"""A statement as it was written, with other names where it needs them: its comments stay where they stand."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

from autograder.questions.flatten.scopes import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Edit = tuple[int, int, bytes]  # from, to, and what stands there instead
_DEFINITIONS = (*FUNCTIONS, ast.ClassDef)
_NOTES = re.compile(r"\n[ \t]*Notes\n[ \t]*-----")


class Written:
    """A module's source, by whose bytes the syntax tree counts."""

    def __init__(self, source: str) -> None:
        self._bytes = source.encode("utf-8")
        lines = self._bytes.split(b"\n")
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._lines = lines
        self._kept: dict[tuple[int, bool], str] = {}  # of statements in which nothing has another name

    def statement(self, node: ast.stmt, names: Mapping[int, str], *, bare: bool) -> str:
        """The text of a statement at the top of the module, with what ``names`` calls a node, by the node's identity.

        ``bare`` is without annotations that only people look at, and without what docstrings say from their Notes on.
        The tree says what it must mean: where the text with its parts exchanged means anything else, it is written
        anew from the tree.
        """
        key = (id(node), bare)
        if names or key not in self._kept:
            text = self._changed(node, names, bare=bare)
            return text if names else self._kept.setdefault(key, text)
        return self._kept[key]

    def _changed(self, node: ast.stmt, names: Mapping[int, str], *, bare: bool) -> str:
        start, end = self._whole(node)
        edits = sorted((*self._renamed(node, names), *(self._bared(node) if bare else ())))
        tree = _Changed(names, _own_annotated(node) if bare else [], bare=bare).of(node)
        text = self._text(start, end, edits)
        return text if _means(text, tree) else ast.unparse(ast.fix_missing_locations(tree))

    def _at(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column

    def _span(self, node: ast.AST) -> tuple[int, int]:
        return (
            self._at(node.lineno, node.col_offset),  # type: ignore[attr-defined]
            self._at(node.end_lineno, node.end_col_offset),  # type: ignore[attr-defined]
        )

    def _whole(self, node: ast.stmt) -> tuple[int, int]:
        """From the comment lines directly above a statement to the end of its last line, if nothing else is there."""
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
        start, end = self._span(node)
        last = node.end_lineno or node.lineno
        behind = self._bytes[end : self._starts[last] - 1].strip()
        if node.col_offset or (behind and not behind.startswith(b"#")):
            return start, end
        while first > 1 and self._lines[first - 2].startswith(b"#") and not self._lines[first - 2].startswith(b"#!"):
            first -= 1
        return self._starts[first - 1], self._starts[last] - 1

    def _text(self, start: int, end: int, edits: list[Edit]) -> str:
        parts, here = [], start
        for begin, stop, text in edits:
            parts += [self._bytes[here:begin], text]
            here = stop
        return b"".join([*parts, self._bytes[here:end]]).decode("utf-8", "replace").rstrip()

    def _renamed(self, node: ast.stmt, names: Mapping[int, str]) -> Iterator[Edit]:
        for one in ast.walk(node):
            if id(one) not in names:
                continue
            begin, stop = self._span(one)
            if isinstance(one, _DEFINITIONS):
                found = re.compile(rb"(?:async\s+)?(?:def|class)\s+").match(self._bytes, begin)
                begin = found.end() if found else begin
                stop = begin + len(one.name.encode())
            yield begin, stop, names[id(one)].encode()

    def _bared(self, node: ast.stmt) -> Iterator[Edit]:
        for one in ast.walk(node):
            if isinstance(one, FUNCTIONS) and not one.decorator_list:
                yield from self._without_types(one)
            if isinstance(one, _DEFINITIONS) and (words := _docstring(one)) is not None:
                begin, stop = self._span(words)
                text = self._bytes[begin:stop].decode("utf-8")
                if (shorter := _up_to_notes(text)) != text:
                    yield begin, stop, shorter.encode()
        for own in _own_annotated(node):
            yield self._span(own.target)[1], self._span(own.annotation)[1], b""

    def _without_types(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Edit]:
        arguments = function.args
        positional = [*arguments.posonlyargs, *arguments.args]
        without = [None] * (len(positional) - len(arguments.defaults))
        paired = [*zip(positional, [*without, *arguments.defaults], strict=True)]
        paired += zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        paired += [(one, None) for one in (arguments.vararg, arguments.kwarg) if one]
        for parameter, default in paired:
            if parameter.annotation is not None:
                begin, stop = self._span(parameter)
                begin += len(parameter.arg.encode())
                yield (begin, self._span(default)[0], b"=") if default is not None else (begin, stop, b"")
        if function.returns is not None:
            begin, stop = self._span(function.returns)
            arrow = self._bytes.rfind(b"->", 0, begin)
            yield len(self._bytes[:arrow].rstrip()), stop, b""


class _Changed:
    """Makes another tree that is changed as the text is; the one that it is made of stays as it is."""

    def __init__(self, names: Mapping[int, str], annotated: list[ast.AnnAssign], *, bare: bool) -> None:
        self._names = names
        self._annotated = {id(one) for one in annotated}
        self._bare = bare

    def of(self, node: ast.AST) -> ast.AST:
        """The changed one of a node and all in it."""
        name = self._names.get(id(node))
        if name is not None and isinstance(node, ast.Name | ast.Attribute):
            return ast.copy_location(ast.Name(name, node.ctx), node)
        changed = type(node)(**{field: self._part(value) for field, value in ast.iter_fields(node)})
        if id(node) in self._annotated and isinstance(changed, ast.AnnAssign) and changed.value is not None:
            changed = ast.Assign([changed.target], changed.value)
        elif isinstance(changed, _DEFINITIONS):
            changed.name = name or changed.name
            if self._bare:
                _bare(changed)
        elif isinstance(changed, ast.Global) and name is not None:
            changed.names = name.removeprefix("global ").split(", ")
        return ast.copy_location(changed, node)

    def _part(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._part(one) for one in value]
        return self.of(value) if isinstance(value, ast.AST) else value


def _bare(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
    if isinstance(node, FUNCTIONS) and not node.decorator_list:
        node.returns = None
        for parameter in ast.walk(node.args):
            if isinstance(parameter, ast.arg):
                parameter.annotation = None
    if (words := _docstring(node)) is not None:
        words.value = re.split(_NOTES, str(words.value))[0]


def _own_annotated(node: ast.AST) -> list[ast.AnnAssign]:
    """Annotated assignments with a value that are no class's own: of a class, they may mean something."""
    found: list[ast.AnnAssign] = []
    waiting: list[ast.AST] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.AnnAssign) and one.value is not None and one.simple:
            found.append(one)
        if isinstance(one, ast.ClassDef):
            waiting += [part for part in one.body if not isinstance(part, ast.AnnAssign)]
        else:
            waiting += ast.iter_child_nodes(one)
    return found


def _docstring(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> ast.Constant | None:
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return first.value
    return None


def _up_to_notes(text: str) -> str:
    """A docstring as it is written, up to its Notes, with the end that it has."""
    found = _NOTES.search(text)
    if not found:
        return text
    end = re.search(r"(\n[ \t]*)?(\"\"\"|''')$", text)
    return text[: found.start()].rstrip() + (end[0] if end else "")


def _means(text: str, tree: ast.AST) -> bool:
    """Whether a text says what the tree does; docstrings may differ by the spaces at their ends."""
    try:
        (said,) = ast.parse(text).body
    except (SyntaxError, ValueError):
        return False
    return ast.dump(_trimmed(said)) == ast.dump(_trimmed(tree))


def _trimmed(tree: ast.AST) -> ast.AST:
    for node in ast.walk(tree):
        if isinstance(node, _DEFINITIONS) and (words := _docstring(node)) is not None:
            words.value = str(words.value).rstrip()
    return tree
