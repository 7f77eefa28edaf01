"""What earlier submissions mean for this one: whether it is graded yet, and what has changed since."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import ValidationError

from autograder.reports import LONGEST_OUTPUT, Results
from autograder.text import listing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from autograder.config import Config, Gradescope
    from autograder.gradescope.metadata import Metadata

_AGAIN = "again"  # in extra_data: the words of the result that is shown again
_CHANGES = (  # passed now, points are shown, and how to say it of one and of several
    (True, True, "is now right", "are now right"),
    (True, False, "now passes every check shown here", "now pass every check shown here"),
    (False, True, "is no longer right", "are no longer right"),
    (False, False, "no longer passes every check shown here", "no longer pass every check shown here"),
)


def latest_results(metadata: Metadata, assignment: str) -> Results | None:
    """The latest results before this submission, if they are ours, and of this assignment."""
    known = [one.results for _, one in metadata.earlier if one.results is not None]
    if not known:
        return None
    try:
        results = Results.read(known[-1])
    except ValidationError:
        return None
    ours = results.extra_data.get("autograder")
    return results if isinstance(ours, dict) and ours.get("assignment") == assignment else None


def shown_again(latest: Results | None, metadata: Metadata, config: Config) -> Results | None:
    """The latest results with the reason why they are shown again; None when this submission is to be graded.

    Counted from the time of handing in, never from the clock, so that Rerun Autograder decides alike. Without results
    that could be shown, or where they were open by our own failure, it is graded.
    """
    due = next_time(metadata, config.gradescope)
    if due is None or latest is None or latest.score is None:
        return None
    words = str(latest.extra_data.get(_AGAIN, latest.output))
    told = f"{_limit_words(config.gradescope, due, config.zone)}\n\n{words}"
    return latest.model_copy(
        update={"output": told[:LONGEST_OUTPUT], "extra_data": {**latest.extra_data, _AGAIN: words}}
    )


def next_time(metadata: Metadata, policy: Gradescope) -> datetime | None:
    """From when on the next submission is graded; None when this one is.

    Those that ended in an error of the autograder do not count, nor do those that were over the limit themselves.
    """
    if not policy.submissions or metadata.created_at is None:
        return None
    window = timedelta(hours=policy.per_hours)
    graded: list[datetime] = []
    for time in (time for time, one in metadata.earlier if not one.autograder_error):
        if len(_since(time - window, graded)) < policy.submissions:
            graded.append(time)
    recent = _since(metadata.created_at - window, graded)
    return recent[0] + window if len(recent) >= policy.submissions else None


def _since(begin: datetime, times: Sequence[datetime]) -> list[datetime]:
    return [time for time in times if time > begin]


def _limit_words(policy: Gradescope, due: datetime, zone: ZoneInfo) -> str:
    count = "1 submission is" if policy.submissions == 1 else f"{policy.submissions} submissions are"
    whole = due + timedelta(minutes=1) - timedelta(microseconds=1)  # the minute that has begun is over by then
    when = whole.astimezone(zone).strftime("%d %B, %H:%M")
    return (
        f"{count} graded within {policy.per_hours:g} hours, so this one was not. Below is your last result again, "
        f"and your points stay as they were. Hand in again after {when}: that one is graded."
    )


def progress(before: Results, now: Results) -> str:
    """What has changed since the last results, told from nothing that is not shown; empty where nothing has."""
    was, is_now = _standing(before), _standing(now)
    both = [question for question in is_now if question in was and is_now[question][0] == was[question][0]]
    changed = [question for question in both if is_now[question] != was[question]]
    told = [
        f"{listing(names)} {of_one if len(names) == 1 else of_several}"
        for after, points, of_one, of_several in _CHANGES
        if (names := [question for question in changed if is_now[question] == (points, after)])
    ]
    return f"Since your last submission: {'; '.join(told)}." if told else ""


def _standing(results: Results) -> dict[str, tuple[bool, bool]]:
    """Of each question, whether its points are shown, and whether all that is shown of it is passed."""
    standing: dict[str, tuple[bool, bool]] = {}
    for question in dict.fromkeys(test.question for test in results.tests if test.question):
        entries = [test for test in results.tests if test.question == question]
        shown = [test for test in entries if test.visibility == "visible"]
        if not any(test.is_open for test in entries) and all(test.status for test in shown):
            points = any(test.max_score is not None for test in shown)
            standing[question] = points, all(test.status == "passed" for test in shown)
    return standing
