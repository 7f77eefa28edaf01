"""From verdicts to marks: arithmetic only.

A question's mark is its points times the share of its hidden cases that passed. Public cases teach and are worth
nothing. Where one verdict is unknown the mark stays open: unknown never becomes 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Verdict


def points_for(max_points: float, verdicts: Sequence[Verdict]) -> float | None:
    """Points of one question, or None while a verdict is unknown."""
    outcomes = [verdict.outcome for verdict in verdicts if verdict.hidden]
    if "unknown" in outcomes or not outcomes:
        return None
    passed = outcomes.count("passed")
    return max_points if passed == len(outcomes) else max_points * passed / len(outcomes)
