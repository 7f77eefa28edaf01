"""How values were computed: element by element, as a product of arrays and a sum, or as a dot product.

One witness is heard: a call with arrays and numbers that note which products they go into
(``sandbox/recorder.py``). Each form has evidence of its own, so an answer loses points only for the evidence of another
form, where there is none of the form that is asked for. Visits, conversions, checks and prints prove nothing. Where
nothing is proved, or both, the student keeps the points, and the teacher is asked to look.

What a function returns carries along the products in it, and these decide. Where that is lost on the way (in text, in
bytes), nobody knows whether it is what was met: the form that is asked for is believed if no other was met, and another
form is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.model import Form
from autograder.sandbox.products import DOTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.marking.catalogue import FormWords
    from autograder.model import FormName, Trace

_FORMS: tuple[FormName, ...] = ("dot", "sum", "loop")  # the first that was seen is what the student reads of
_BRIEFLY: dict[FormName, str] = {
    "loop": "product of elements",
    "sum": "product of arrays",
    "dot": "dot product",
}
_SEVERAL = 2  # one element may be taken out of an array of one result; who adds up a product takes more
_CALLS: dict[FormName, set[str]] = {"loop": set(), "sum": {"multiply"}, "dot": DOTS}


def judge(asked: FormName, traces: Sequence[Trace | None], words: Mapping[FormName, FormWords]) -> Form:
    """Whether a function has the form that is asked for, by the traces of some calls; all must say the same.

    ``words`` are what students read.
    """
    seen = [_Seen(trace or ()) for trace in traces]
    found = {one.found(asked) for one in seen}
    if found == {"asked"}:
        return Form(asked, "asked")
    if found == {"other"}:
        return Form(asked, "other", f"{seen[0].told(words)} {words[asked].asked}")
    return Form(asked, "unsure", detail="; or ".join(sorted({one.in_short() for one in seen})))


class _Seen:
    """What a trace shows: each form that was met, by the name of what made it; those in the result; and visits."""

    def __init__(self, trace: Trace) -> None:
        self.met = {form: event.name for event in trace for form in _FORMS if event.what == form}
        self.returned = {form for event in trace for form in _FORMS if (event.what, event.name) == ("return", form)}
        self.called = {event.name for event in trace if event.what == "call" and event.size >= _SEVERAL}
        self.visited = sum(event.size for event in trace if event.what == "visit" and event.role == "given")
        self.visited_made = sum(event.size for event in trace if event.what == "visit" and event.role != "given")

    def found(self, asked: FormName) -> str:
        """``asked``, ``other`` or ``unsure``."""
        if (self.returned or set(self.met)) == {asked}:
            return "asked"
        return "other" if self.returned and not self._hints_at(asked) else "unsure"

    def _hints_at(self, asked: FormName) -> bool:
        """Whether there is any sign of a form: what was met, calls of its functions, visits of elements for a loop.

        Half of a loop adds up, one at a time, what was multiplied as a whole.
        """
        half = self.returned == {"sum"} and self.visited_made >= _SEVERAL
        visits = asked == "loop" and (self.visited > 0 or half)
        return asked in self.returned or asked in self.met or visits or bool(self.called & _CALLS[asked])

    def told(self, words: Mapping[FormName, FormWords]) -> str:
        """What the student reads about it."""
        form = next(form for form in _FORMS if form in self.returned)
        return words[form].seen.replace("{name}", self.met.get(form, form))

    def in_short(self) -> str:
        """What the teacher reads about it."""
        met = [_BRIEFLY[form] for form in _FORMS if form in self.met] + (["visits"] if self.visited else [])
        returned = [_BRIEFLY[form] for form in _FORMS if form in self.returned]
        return f"seen: {' and '.join(met) or 'nothing'}; in the result: {' and '.join(returned) or 'nothing'}"
