"""Which form a product has: of single numbers (a loop's), of arrays (a sum's), or a dot product; and the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LOOP, SUM, DOT = "loop", "sum", "dot"
FORMS = (LOOP, SUM, DOT)
REDUCED = "reduced"  # beside the three: what is left of many numbers, so none of those that were given
DOTS = {"dot", "vdot", "inner", "matmul", "tensordot", "einsum", "vecdot", "matvec", "vecmat", "multi_dot"}
FOLDS = {"prod", "multiply.reduce"}  # their factors are in one array
_OF_ONE = {SUM: "sum of one", DOT: "dot of one"}  # of arrays of one element: by a mask, or one at a time in a loop
_TWO = 2
GIVEN, MADE, REBUILT = "given", "made", "rebuilt"  # the last from single numbers, as a public check cannot tell
MOST_EVENTS = 4000
_ROOM = MOST_EVENTS - 40  # the rest is for products and what is returned: three forms, each by some names


class Log:
    """Events in order: what was done, by which name, to a given array or one made from it, of how many elements."""

    def __init__(self) -> None:
        self.events: list[list[Any]] = []
        self.products: dict[tuple[str, str], int] = {}

    def note(self, what: str, name: str, role: str, size: int) -> None:
        """Add an event, as long as there is room."""
        if len(self.events) < _ROOM:
            self.events.append([what, name[:40], role, int(size)])

    def all_events(self, returned: Iterable[str]) -> list[list[Any]]:
        """All events; at the end each kind of product once, and those that are in what was returned."""
        met = decided(kind for kind, _ in self.products)
        products = [[met[kind], name[:40], MADE, size] for (kind, name), size in self.products.items()]
        inside = [["return", form, MADE, 1] for form in sorted(set(decided(returned).values()))]
        return [*self.events, *products[: MOST_EVENTS - _ROOM - len(inside)], *inside]


def product_of(name: str, operands: Iterable[Sequence[Any]], size: int, *, several: bool) -> str:
    """The kind of product that a function of NumPy's makes, or nothing.

    ``operands`` hold, for each, the arrays and numbers in it that come from what was given; ``size`` is the largest
    one's number of elements, and ``several`` whether several numbers come out.
    """
    factors = list(filter(None, operands))
    parts = [part for operand in factors for part in operand]
    raw = not any(part.how for part in parts)
    if name in FOLDS and factors and several:
        return SUM
    if name in FOLDS and factors:
        return LOOP if raw else ""
    if len(factors) < _TWO or not (name in DOTS or name == "multiply"):
        return ""
    form = DOT if name in DOTS else SUM
    if raw and any(part.ndim == 0 for part in parts):
        return LOOP
    if size > 1:
        return form
    return _OF_ONE[form] if raw else ""


def decided(kinds: Iterable[str]) -> dict[str, str]:
    """The form of each kind of product: one of arrays of one element is what larger ones are, else a loop's."""
    kinds = set(kinds)
    of_one = {small: form if form in kinds else LOOP for form, small in _OF_ONE.items()}
    return {kind: of_one.get(kind, kind) for kind in kinds if kind in FORMS or kind in of_one}


def contracts(subscripts: Any, *operands: Any) -> bool:
    """Whether an einsum adds up: over an index of two operands, or whatever there is in one."""
    inputs, _, output = subscripts.replace(" ", "").partition("->") if isinstance(subscripts, str) else ("i,i", "", "")
    terms = [set(term) for term in inputs.split(",")]
    shared = set[str]().union(*(one & other for k, one in enumerate(terms) for other in terms[:k]))
    return bool(shared - set(output)) or len(operands) == 1
