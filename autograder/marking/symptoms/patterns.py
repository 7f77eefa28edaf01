"""What several outcomes show together: that what goes in does not matter, or that a call remembers those before it."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from autograder.marking.symptoms.outcomes import Outcome, close, same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.marking.catalogue import Probe
    from autograder.marking.symptoms.outcomes import Numbers


def constant(outcomes: Sequence[Outcome]) -> Numbers | None:
    """What comes out whatever goes in, or None where that differs."""
    values = [one.value for one in outcomes if one.value is not None]
    if len(values) < len(outcomes) or not values:
        return None
    return values[0] if all(close(value, values[0]) for value in values) else None


def one_value(outcomes: Sequence[Outcome]) -> Numbers | None:
    """The one value that every element has, whatever goes in and in whatever shape."""
    values = [np.ravel(one.value) for one in outcomes if one.value is not None]
    numbers = np.concatenate(values) if values else np.zeros(0)
    if len(values) < len(outcomes) or not numbers.size or not np.isfinite(numbers[0]):
        return None  # who divides by 0 everywhere answers no constant
    if not close(numbers, np.full(numbers.shape, numbers[0])):
        return None
    return np.asarray(numbers[0])


def repeated(probes: Sequence[Probe]) -> list[tuple[int, int]]:
    """Pairs of probes with the same inputs, by their numbers."""
    with np.printoptions(threshold=sys.maxsize):  # NumPy leaves out the middle of a long array
        inputs = [repr(probe.inputs) for probe in probes]
    return [(inputs.index(one), i) for i, one in enumerate(inputs) if inputs.index(one) < i]


def remembers(outcomes: Sequence[Outcome], pairs: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Two probes with the same inputs that came to different values; None where there are none."""
    for first, again in pairs:
        one, other = outcomes[first], outcomes[again]
        if one.value is not None and other.value is not None and not close(one.value, other.value):
            return first, again
        if one.is_plain and other.is_plain and not same(one, other):
            return first, again
    return None


def in_steps(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """By how much each call's value differs from that of the call before: what a running total gains in it."""
    return [Outcome("start"), *(_step(before, now) for before, now in pairwise(outcomes))]


def _step(before: Outcome, now: Outcome) -> Outcome:
    if before.value is None or now.value is None or before.value.shape != now.value.shape:
        return replace(now, value=None)
    return replace(now, value=now.value - before.value)
