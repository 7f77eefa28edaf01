"""Figures that functions draw: asked for one by one, and told apart by what counts of them.

A figure takes as long as a hundred calls of a formula, so each is a request of its own, under the limits of one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from autograder.model import Diagnosis
from autograder.questions.figures import fault_of
from autograder.questions.pictures import picture_of, was_drawn
from autograder.vocabulary import answered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.kit import Assignment
    from autograder.marking.catalogue import Probe
    from autograder.model import Evidence
    from autograder.questions.figure_file import AskedFigure
    from autograder.questions.pictures import Picture
    from autograder.vocabulary import Inputs


class _Callee(Protocol):
    def call(self, question: str, calls: Sequence[Inputs]) -> list[Evidence]:
        """The evidence of each call."""


def drawn_one_by_one(session: _Callee, function: str, calls: Sequence[Inputs]) -> list[Evidence]:
    """The evidence of each call of a function that draws."""
    return [session.call(function, [one])[0] for one in calls]


def is_drawn(evidence: Evidence) -> bool:
    """Whether a call has come to anything other than an empty figure."""
    try:
        return evidence.error is not None or not picture_of(evidence.value).is_empty
    except AssertionError:
        return False


class SeenFigures:
    """What counts of the figures of one question on its probes, beside those that the reference draws."""

    one_by_one = True
    has_words_for_stops = False

    def __init__(self, assignment: Assignment, question: str, figure: AskedFigure, probes: Sequence[Probe]) -> None:
        self._figure = figure
        self._probes = probes
        drawer = figure.drawer(assignment.reference_function(question))
        self._told = [answered(drawer, probe.arguments(), is_reference=True) for probe in probes]
        self._right: list[Picture] = [picture_of(told) for told in self._told]

    def of(self, probed: Sequence[Evidence]) -> list[Evidence]:
        """The same evidence with what counts in the place of each figure."""
        pairs = zip(probed, self._right, strict=True)
        return [
            one if one.error is not None else replace(one, value=self._figure.seen(one.value, right))
            for one, right in pairs
        ]

    @property
    def wanted(self) -> list[Any]:
        """What counts of the right figures."""
        return [self._figure.seen(told, right) for told, right in zip(self._told, self._right, strict=True)]

    def first_fault(self, probed: Sequence[Evidence]) -> Diagnosis | None:
        """By the first thing that is wrong with the first figure: its author has nothing to write for these."""
        silent = not any(map(is_drawn, probed))
        for one, right, probe in zip(probed, self._right, self._probes, strict=True):
            if one.error is not None:
                continue
            called = self._figure.question if was_drawn(one.value) else self._figure.instead
            try:
                fault = fault_of(self._figure.parts, picture_of(one.value, called), right, called)
            except AssertionError as said:
                fault = "handed back what is no figure", str(said)
            if fault is not None:
                return Diagnosis(fault[0], fault[0], f"For {probe.words}: {fault[1]}", silent=silent)
        return None
