"""Values of which a relation decides: any of which it holds is right, so none is compared with the reference's.

Where it holds on a public input, an answer counts there as what the reference gives; so mistakes are told apart by what
else they do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from autograder.marking.relations import fault_at
from autograder.marking.symptoms import outcome, same, shortly, told_at
from autograder.model import Diagnosis, Evidence
from autograder.sandbox.wire import Opaque
from autograder.vocabulary import OTHER_KIND, all_arguments, answered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.kit import Assignment
    from autograder.marking.catalogue import Probe
    from autograder.marking.relations import Relation

_TURNED = "What should come out, and what turned it into something else?"


class SeenRelations:
    """What counts of the values of one question on its probes."""

    one_by_one = False
    has_words_for_stops = True

    def __init__(
        self, assignment: Assignment, question: str, relations: Sequence[Relation], probes: Sequence[Probe]
    ) -> None:
        self._question = question
        self._relations = relations
        self._probes = probes
        reference = assignment.reference_function(question)
        self.wanted: list[Any] = [answered(reference, probe.arguments(), is_reference=True) for probe in probes]

    def of(self, probed: Sequence[Evidence]) -> list[Evidence]:
        """The same evidence, with what the reference gives wherever the relations hold."""
        values = zip(probed, self._probes, self.wanted, strict=True)
        return [replace(one, value=want) if self._is_right(one, probe) else one for one, probe, want in values]

    def first_fault(self, probed: Sequence[Evidence]) -> Diagnosis | None:
        """The first public input on which something is wrong, and what; the reference's value is no part of it."""
        seen = zip(map(outcome, self.of(probed)), map(outcome, self._right), self._probes, strict=True)
        for place, (got, want, probe) in enumerate(seen):
            if same(got, want):
                continue
            if got.what in ("stops", "nothing") or self._is_right(probed[place], probe):
                return told_at(self._question, got, want, probe)
            fault = fault_at(self._relations, probed[place].value, probe)
            asked = _TURNED if fault == OTHER_KIND else fault or self._asks()
            hint = f"For {probe.words}, yours gives {shortly(got)}. {asked}"
            return Diagnosis(f"relation: {probe.id}", f"does not do what is asked on {probe.words}", hint)
        return None

    @property
    def _right(self) -> list[Evidence]:
        pairs = zip(self.wanted, self._probes, strict=True)
        return [Evidence(value=want, changed=(None,) * len(all_arguments(one.arguments()))) for want, one in pairs]

    def _is_right(self, one: Evidence, probe: Probe) -> bool:
        """Whether the relations hold; of a value that was too large to be kept, nobody says that they do not."""
        if one.error is not None:
            return False
        is_cut = isinstance(one.value, Opaque) and hasattr(one.value, "plain")
        return is_cut or fault_at(self._relations, one.value, probe) is None

    def _asks(self) -> str:
        """What to ask where a relation has no words for a value: what it says of itself."""
        said = next((one.__doc__ for one in self._relations if one.__doc__), "") or ""
        first = " ".join(said.strip().partition("\n\n")[0].split()).rstrip(".")
        return f"What was asked for: {first}. Is it?" if first else "Is it what was asked for?"
