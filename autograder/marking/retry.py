"""One policy for the grader's own failures: ask once more, from a fresh start; then it is not known, and never 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from autograder.errors import SessionLostError

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")


def once_more(ask: Callable[[], Answer], afresh: Callable[[], object] = lambda: None) -> Answer:
    """The answer, on a second try if the grader failed in the first; ``afresh`` is done after each failure.

    Raises
    ------
    SessionLostError
        When it failed twice; its words are for the teacher.
    """
    try:
        return ask()
    except SessionLostError:
        afresh()
    try:
        return ask()
    except SessionLostError:
        afresh()
        raise
