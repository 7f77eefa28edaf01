"""What a notebook's own source says about how a function computes: it is followed, and nothing of it is run.

Each value is known by whether it comes from the given arrays, and by the products that went into it. So a product
counts if it goes into what the function returns; one that is only printed, asserted or thrown away does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.marking.tree.calls import TooMuchError
from autograder.marking.tree.libraries import DOTS
from autograder.marking.tree.statements import Reader
from autograder.marking.tree.values import ADDED, DOT, ELEMENT, GIVEN, UNKNOWN, WHOLE

if TYPE_CHECKING:
    from autograder.notebook.source import Source

__all__ = ["DOTS", "Facts", "facts_about"]


@dataclass(frozen=True)
class Facts:
    """How the products are formed in what a function returns; ``opaque`` where some of it cannot be followed."""

    element_product: bool = False
    whole_product: bool = False
    dot: bool = False
    adding_loop: bool = False
    opaque: bool = False


def facts_about(name: str, source: Source) -> Facts:
    """Facts about the function that a notebook calls ``name``, when it gets two arrays."""
    reader = Reader(source)
    try:
        function = reader.read(name)
        if function is None:
            return Facts(opaque=True)
        reader.met.clear()
        returned = reader.call(function, [GIVEN, GIVEN], {})
    except (TooMuchError, RecursionError):
        return Facts(opaque=True)
    how = returned.how or reader.met
    return Facts(ELEMENT in how, WHOLE in how, DOT in how, ADDED in how, UNKNOWN in how or UNKNOWN in reader.met)
