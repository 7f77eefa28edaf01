"""From verdicts to marks: arithmetic only.

A question's mark is its points times the share of its hidden cases that passed; policy may give a recognised
misconception another share, and takes a part where right values were computed in another form than asked. Public
cases teach and are worth nothing. Where one verdict is unknown the mark stays open: unknown never becomes 0.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.config import Marks
    from autograder.model import Diagnosis, Form, Verdict


def points_for(
    max_points: float,
    verdicts: Sequence[Verdict],
    policy: Marks,
    form: Form | None = None,
    diagnosis: Diagnosis | None = None,
) -> float | None:
    """Points of one question, or None while a verdict is unknown."""
    outcomes = [verdict.outcome for verdict in verdicts if verdict.hidden]
    if "unknown" in outcomes or not outcomes:
        return None
    share = outcomes.count("passed") / len(outcomes)
    if share < 1 and diagnosis is not None:
        share = policy.misconceptions.get(diagnosis.id, _expected(diagnosis, policy, share))
    if share >= 1 and form is not None and form.found == "other":
        share *= 1 - policy.form_share
    return _rounded(max_points, share, policy.step)


def _expected(diagnosis: Diagnosis, policy: Marks, share: float) -> float:
    return diagnosis.share if policy.partial == "answers" and diagnosis.share is not None else share


def _rounded(max_points: float, share: float, step: float) -> float:
    """To the nearest step, half a step upwards; all points are for a complete answer alone."""
    if share >= 1:
        return max_points
    steps = math.floor(max_points * share / step + 0.5 + 1e-9)
    below_all = math.ceil(max_points / step - 1e-9) - 1
    return round(min(steps, below_all) * step, 2)
