"""How a net input was computed: element by element, as a product of arrays and a sum, or as a dot product.

Two witnesses are heard: the trace (what the function did to a recording array, by its own process's word) and the
source (followed from its syntax tree). Each alone can be fooled. Where both say the same, form is decided; else the
student keeps the points, and the teacher is asked to look.

The source tells what a returned number is made of; a trace also shows what a check or a print does on the way. So
for the form that is asked for, a trace has to show it, and may show more; for another one, it must show no trace of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.marking.tree import DOTS, Facts
from autograder.model import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import FormName, Trace

_ASKED: dict[FormName, str] = {
    "loop": "Can you visit the synapses one at a time, and add up what each contributes?",
    "sum": "Can you multiply the two arrays as a whole, and add up the products in a second step?",
    "dot": "Which single call multiplies in pairs and adds, all at once?",
}
_TWO = 2


@dataclass(frozen=True)
class _Says:
    """What a witness says: that it saw the form that is asked for, that it saw another."""

    asked: bool
    other: bool

    @property
    def only_asked(self) -> bool:
        return self.asked and not self.other

    @property
    def only_other(self) -> bool:
        return self.other and not self.asked


def judge(asked: FormName, traces: Sequence[tuple[Trace | None, int]], facts: Facts) -> Form:
    """Whether a function has the form that is asked for.

    ``traces`` are those of calls with arrays, each with the number of elements of one array.
    """
    seen = [_traced(trace, size) for trace, size in traces]
    by_trace = [_by_trace(asked, one) for one in seen]
    by_source = _by_source(asked, facts)
    if by_source.only_asked and by_trace and all(says.asked for says in by_trace):
        return Form(asked, "asked")
    if by_source.only_other and by_trace and all(says.only_other for says in by_trace):
        return Form(asked, "other", f"{_what_was_seen(seen[0])} {_ASKED[asked]}")
    told = "; ".join(sorted({_in_short(one) for one in seen}))
    return Form(asked, "unsure", detail=f"trace: {told}; source: {_facts_in_short(facts)}")


class _Seen:
    """What a trace shows: visits of single elements, a product of whole arrays, a dot product; or nothing."""

    def __init__(self, size: int) -> None:
        self.visited = 0
        self.visited_made = 0  # in an array made from those that were given
        self.size = size
        self.product = False
        self.dot = ""
        self.usable = False


def _traced(trace: Trace | None, size: int) -> _Seen:
    seen = _Seen(size)
    for event in trace or ():
        seen.usable = True
        if event.what == "visit":
            seen.visited += event.size * (event.role == "given")
            seen.visited_made += event.size * (event.role != "given")
        elif event.what == "call" and event.size >= min(size, _TWO):
            seen.product |= event.name == "multiply"
            seen.dot = event.name if event.name in DOTS else seen.dot
    return seen


def _by_trace(asked: FormName, seen: _Seen) -> _Says:
    visits = seen.visited > 0
    if asked == "loop":
        columns = seen.visited_made >= seen.size and not seen.product  # both arrays put into one, which is then visited
        return _Says(visits or columns, other=bool(seen.dot or seen.product))
    if asked == "sum":
        return _Says(seen.product, other=bool(seen.dot or visits))
    return _Says(bool(seen.dot), other=seen.product or visits)


def _by_source(asked: FormName, facts: Facts) -> _Says:
    if facts.opaque:
        return _Says(asked=True, other=True)
    if asked == "loop":
        adds_one_by_one = facts.whole_product and facts.adding_loop
        return _Says(facts.element_product or adds_one_by_one, other=facts.dot or facts.whole_product)
    if asked == "sum":
        return _Says(facts.whole_product, other=facts.dot or facts.element_product)
    return _Says(facts.dot, other=facts.whole_product or facts.element_product)


def _what_was_seen(seen: _Seen) -> str:
    if seen.dot:
        return f"This version called {seen.dot}, which multiplies and adds by itself."
    if seen.product:
        return "This version multiplied whole arrays, and visited no synapse by itself."
    return "This version went through the synapses one at a time."


def _in_short(seen: _Seen) -> str:
    if not seen.usable:
        return "nothing seen"
    parts = [seen.dot, "product of arrays" if seen.product else "", "visits" if seen.visited else ""]
    return " and ".join(part for part in parts if part) or "neither visits nor products"


def _facts_in_short(facts: Facts) -> str:
    names = {
        "product of elements": facts.element_product,
        "product of arrays": facts.whole_product,
        "dot product": facts.dot,
        "parts that cannot be followed": facts.opaque,
    }
    return " and ".join(name for name, there in names.items() if there) or "no product"
