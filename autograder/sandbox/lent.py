"""Functions that a notebook lacks, lent to it: each call goes to the grader, and the right value comes back.

While the cells run, a lent function is the notebook's own, if there is one; the grader answers only while the question
runs that it is lent for. It is put in its place behind each statement, so that whoever takes it for a default, an
alias or a decorator has the lent one.
"""

from __future__ import annotations

import builtins
import contextlib
import os
import sys
import threading
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.sandbox import wire
from autograder.sandbox.answers import Answers
from autograder.sandbox.arguments import name_in_numpy

if TYPE_CHECKING:
    import ast
    import socket
    from collections.abc import Callable, Iterable, Iterator, Mapping


UNNAMED = "function without a name"  # how an argument is told that is one


class LentFunction:
    """Stands for a function that the notebook lacks, or that cannot be used."""

    def __init__(self, name: str, ask: Callable[..., Any]) -> None:
        self.__name__ = self.__qualname__ = name
        self.own: Any = None
        self._ask = ask

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Ask the grader, while a question runs; else call what the notebook has by this name."""
        return self._ask(self, arguments, keywords)


class LentAnswers(Answers):
    """Answers of a notebook to which functions are lent."""

    def __init__(
        self, questions: Iterable[str], namespace: dict[str, Any], renamed: Mapping[str, str], lent: Iterable[str]
    ) -> None:
        super().__init__(questions, namespace, renamed)
        self._lent = {name: LentFunction(name, self._asked) for name in lent}
        self._places = {**self._lent, **{renamed[name]: self._lent[name] for name in self._lent if name in renamed}}
        self._running: tuple[socket.socket, wire.FrameReader, int] | None = None
        self._turn = threading.Lock()
        self._lend(namespace)

    def note(self, statement: ast.stmt) -> None:
        """Look at the namespace after a statement has run, and lend anew what it has bound."""
        super().note(statement)
        self._lend(self._namespace)

    def _lend(self, names: dict[str, Any]) -> None:
        for name, lent in self._places.items():
            if (now := names.get(name)) is not lent and (name in names or names is self._namespace):
                lent.own = now if callable(now) else lent.own
                names[name] = lent

    @contextlib.contextmanager
    def running(self, function: Any, sock: socket.socket, reader: wire.FrameReader, request: int) -> Iterator[None]:
        """Let the grader be asked inside, wherever the function looks its names up."""
        for names in (self._namespace, getattr(function, "__globals__", {}), *_modules_of_its_own()):
            self._lend(names)
        self._running = (sock, reader, request)
        try:
            yield
        finally:
            self._running = None

    def given(self, name: str) -> Any:
        """What goes by a name: what is lent, before what the notebook has."""
        return self._lent.get(name) or super().given(name)

    def _asked(self, lent: LentFunction, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        if self._running is None:
            if lent.own is None:
                raise NameError(f"name {lent.__name__!r} is not defined")
            return lent.own(*arguments, **keywords)
        with self._turn:
            frame = self._exchange(lent.__name__, arguments, keywords)
        return _received(frame, (*arguments, *keywords.values()))

    def _exchange(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> wire.Frame:
        assert self._running is not None, "nothing is asked when nothing runs"
        sock, reader, request = self._running
        arrays = bytearray()
        nodes = [wire.encode(argument, arrays, self._by_name) for argument in arguments]
        named = [[key, wire.encode(value, arrays, self._by_name)] for key, value in keywords.items()]
        wire.write_frame(sock, {"id": request, "ask": name, "arguments": nodes, "keywords": named}, bytes(arrays))
        return reader.read()

    def _by_name(self, value: Any, kind: str) -> Any:
        """The node of a function that the grader can know by its name here; else no more than its kind."""
        if not callable(value):
            return wire.opaque(value, kind)
        if isinstance(value, LentFunction):
            return {"given": value.__name__}
        if (name := name_in_numpy(value)) is not None:
            return {"numpy": name}
        name = next((name for name, one in list(self._namespace.items()) if one is value), None)
        return {"given": name} if name else wire.opaque(value, UNNAMED)


def _received(frame: wire.Frame, arguments: tuple[Any, ...]) -> Any:
    """The value that the grader gave, with what became of the arguments."""
    document, decoder = frame.document, wire.Decoder(frame.arrays)
    if "error" in document:
        kind, words = document["error"]
        known = getattr(builtins, kind, RuntimeError)
        raise known(words) if isinstance(known, type) and issubclass(known, Exception) else RuntimeError(words)
    value = decoder.value(document["value"])
    for argument, node in zip(arguments, document["changed"], strict=False):
        if node is not None:
            become(argument, decoder.value(node))
    return value


def become(argument: Any, now: Any) -> bool:
    """Make of an argument what a call has made of it elsewhere; whether it can hold that."""
    if isinstance(argument, np.ndarray) and isinstance(now, np.ndarray):
        if argument.shape != now.shape or argument.dtype != now.dtype:
            return False
        argument[...] = now
    elif isinstance(argument, list) and isinstance(now, list):
        argument[:] = now
    elif isinstance(argument, dict) and isinstance(now, dict):
        argument.clear()
        argument.update(now)
    else:
        return False
    return True


def _modules_of_its_own() -> list[dict[str, Any]]:
    """The names of the modules that lie beside the notebook."""
    home = os.environ.get("HOME", "") + os.sep
    files = [(module, getattr(module, "__file__", None)) for module in list(sys.modules.values())]
    return [vars(module) for module, file in files if isinstance(file, str) and file.startswith(home)]
