"""How often the reference of a question calls the functions that it uses."""

from __future__ import annotations

import contextlib
import functools
from typing import TYPE_CHECKING, Any

from autograder.marking.rebound import kept_apart, load_rebound
from autograder.questions.declared import functions_of, used_functions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from autograder.kit import Assignment


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
            return function(*arguments, **keywords)

        return count

    with kept_apart():
        module = load_rebound(f"solutions.{assignment.name}", {name: counting(name) for name in used})
        yield {name: getattr(module, name) for name in own}, lambda: calls
