"""A short digest of what a function did, the same for answers that behave alike: so these can be grouped later.

Alike is what ``symptoms`` calls the same: outcomes of one kind, errors but for the names in them, values within
rounding. As there, what remembers earlier calls is compared by its steps, and all that is constant is alike.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from autograder.marking.symptoms import coarse, constant, digest_of, in_steps, remembers
from autograder.text import steady

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.marking.symptoms import Outcome
    from autograder.model import Verdict

_HEX_DIGITS = 16  # 64 bits: among a million answers, two that differ share them once in thirty million times


def behaviour_of(
    verdicts: Sequence[Verdict], outcomes: Sequence[Outcome] = (), pairs: Sequence[tuple[int, int]] = ()
) -> str:
    """Digest of a question's verdicts, and of what its probes came to; ``pairs`` are probes with the same inputs.

    Right answers need no outcomes: they are alike. It is empty where a verdict is unknown.
    """
    if any(verdict.outcome == "unknown" for verdict in verdicts):
        return ""
    told = [(verdict.case, verdict.outcome) for verdict in verdicts], *_classes(outcomes, pairs)
    return hashlib.sha256(repr(told).encode("utf-8", "backslashreplace")).hexdigest()[:_HEX_DIGITS]


def _classes(outcomes: Sequence[Outcome], pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[object, ...]]:
    """What is the same for outcomes that are the same to ``symptoms``, and else another."""
    if remembers(outcomes, pairs):
        outcomes = in_steps(outcomes)
    elif (value := constant(outcomes)) is not None:
        yield "constant", value.shape
        return
    for one in outcomes:
        if one.what == "stops":
            yield one.what, *map(steady, one.complaint)
        elif one.is_plain:
            yield "plain", one.changed, digest_of(one.plain)
        elif one.value is None:
            yield (one.what,)
        else:
            yield one.what, one.changed, one.value.shape, coarse(one.value)
