"""How often the reference of a question calls the functions that it uses."""

from __future__ import annotations

import contextlib
import functools
import json
from typing import TYPE_CHECKING, Any

from autograder.marking.named import by_name
from autograder.marking.rebound import kept_apart, load_rebound
from autograder.questions.declared import functions_of, used_functions
from autograder.sandbox import wire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from autograder.kit import Assignment


_OPAQUE = '"opaque":'
_UNNAMED = "unnamed"


@contextlib.contextmanager
def counted(assignment: Assignment, question: str) -> Iterator[tuple[dict[str, Callable[..., Any]], Callable[[], int]]]:
    """The reference's functions of a question, and how often they have called what they use."""
    own, calls = functions_of(assignment, question), 0
    used = used_functions(assignment, question)
    if not used:
        yield {name: assignment.reference_function(name) for name in own}, lambda: 0
        return

    def counting(name: str) -> Callable[..., Any]:
        function = assignment.reference_function(name)

        @functools.wraps(function)
        def count(*arguments: Any, **keywords: Any) -> Any:
            nonlocal calls
            calls += 1
            if words := _unaskable([*arguments, *keywords.values()]):
                raise TypeError(f"{name} {words}, and cannot be asked of a student's process so")
            return function(*arguments, **keywords)

        return count

    with kept_apart():
        module = load_rebound(f"solutions.{assignment.name}", {name: counting(name) for name in used})
        yield {name: getattr(module, name) for name in own}, lambda: calls


def _unaskable(arguments: list[Any]) -> str:
    """What keeps a call from being made in a student's process; nothing where that can be."""
    sent = json.dumps(wire.encode(arguments, bytearray(), _node))
    if f'{_OPAQUE} "{_UNNAMED}"' in sent:
        return "is handed a function without a name (only NumPy's, and those of solutions, have one)"
    return "is called with what is no plain data" if _OPAQUE in sent else ""


def _node(value: Any, kind: str) -> Any:
    return by_name(value, _UNNAMED if callable(value) else kind)
