"""Late days and what they cost. Due dates are wall time in the course's zone; so are the days that are counted."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from autograder.model import hundredths

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from autograder.config import Config, Late
    from autograder.course.roster import Member, Roster

TIME_UNKNOWN = "when it was handed in is not known: taken as in time"
LATE_UNKNOWN = "late by an unknown time: nothing was taken off"
_DAY = timedelta(days=1)


def due_for(due: datetime | None, assignment: str, member: Member | None) -> datetime | None:
    """When one person's work is due: an extension of their own, or else the due date and their extra days."""
    if member is None:
        return due
    if assignment in member.extensions:
        return member.extensions[assignment]
    return due and due + timedelta(days=member.extra_days)


def in_zone(time: datetime, zone: ZoneInfo) -> datetime:
    """A time of a download in the course's zone; where the LMS writes no zone, it is taken to mean that one."""
    return time.replace(tzinfo=zone) if time.tzinfo is None else time.astimezone(zone)


def days_late(submitted: datetime, due: datetime, grace_minutes: float, zone: ZoneInfo) -> int:
    """Days begun after the due date and the grace, 0 when in time.

    Instants decide whether it is late, the clock on the wall by how many days: a day ends at the same wall time on the
    next date, even where the clocks change between.
    """
    limit = due + timedelta(minutes=grace_minutes)
    submitted = in_zone(submitted, zone)
    if submitted.astimezone(timezone.utc) <= limit.replace(tzinfo=zone).astimezone(timezone.utc):
        return 0
    beyond = submitted.replace(tzinfo=None) - limit
    return max(1, math.ceil(beyond / _DAY))


def over_at(name: str, config: Config, roster: Roster) -> datetime | None:
    """When nobody can hand in an assignment any more that would still count, in wall time; None where it is never over.

    That is the last due date of anybody, extensions and extra days included, with the grace, the late days that cost
    nothing, and those that take off more each day. Where lateness costs nothing, it ends with the grace.
    """
    due = config.assignments[name].due
    if due is None:
        return None
    last = max(due_for(due, name, member) or due for member in (None, *roster.members))
    late = config.late
    paid = math.ceil(late.most / late.per_day) + late.free_days if late.per_day else 0
    return last + timedelta(minutes=late.grace_minutes) + paid * _DAY


def is_over(name: str, config: Config, roster: Roster, now: datetime) -> bool:
    """Whether nobody can hand in an assignment any more that would still count."""
    end = over_at(name, config, roster)
    return end is not None and end.replace(tzinfo=config.zone) < now


def penalty(raw: float, days: int, late: Late) -> float:
    """Points that ``days`` late days take off ``raw``: the rate for each, never more than the cap allows."""
    return hundredths(raw * min(late.per_day * days, late.most))
