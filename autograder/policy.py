"""From verdicts to marks: arithmetic only.

A question's mark is its points times the share of its hidden cases that passed; policy may give a recognised
misconception another share. Where the values were computed in another form than asked, a part is taken of whatever
they earned: else a wrong value would spare the loss, and a worse answer earn more. Public cases teach and are worth
nothing. Where one verdict is unknown the mark stays open: unknown never becomes 0.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from autograder.model import hundredths

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
    given = share_given(diagnosis, policy)
    if share < 1 and given is not None:
        share = given
    return _rounded(max_points, share * (1 - share_taken(form, policy)), policy.step)


def share_given(diagnosis: Diagnosis | None, policy: Marks) -> float | None:
    """Share of the points that policy gives a recognised mistake, or None where its cases count.

    A function that hands nothing back is like an untouched stub, whatever it is recognised by: no policy pays for that.
    A plain value has no cases to be counted: there a share that its question gives (``given``) always counts.
    """
    if diagnosis is None:
        return None
    expected = diagnosis.share if policy.partial == "answers" else diagnosis.given
    named = None if diagnosis.silent else policy.misconceptions.get(diagnosis.id)
    return expected if named is None else named


def share_taken(form: Form | None, policy: Marks) -> float:
    """The share of what the values earned that is taken off for another form than the question asks for."""
    return policy.form_share if form is not None and form.found == "other" else 0.0


def _rounded(max_points: float, share: float, step: float) -> float:
    """To the nearest step, half a step upwards; all points are for a complete answer alone."""
    if share >= 1:
        return max_points
    steps = math.floor(max_points * share / step + 0.5 + 1e-9)
    below_all = math.ceil(max_points / step - 1e-9) - 1
    return hundredths(min(steps, below_all) * step)
