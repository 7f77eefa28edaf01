"""Brightspace's download of submissions: ``123-456 - Mary-Ann Smith - Sep 24, 2026 926 PM``, a folder or a file.

As a file its own name follows. Each hand-in has a place of its own; its time is wall time of the course, without a
colon. What the two numbers are, sources disagree on: together they are the person's id here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from autograder.lms.intake.download import Format
from autograder.lms.intake.places import named_by, nobodys, person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.lms.intake.download import Download
    from autograder.lms.intake.places import Place
    from autograder.model import Submission

_NAMED = re.compile(
    r"(?P<key>(?P<first>\d+)-\d+) - (?:(?P<number>[A-Za-z]?\d{5,}) - )?(?P<name>.+?) - "
    r"(?P<date>(?:[^\W\d_]+\.?\s\d{1,2}|\d{1,2}\s[^\W\d_]+\.?),?\s2\d{3})\s(?P<time>\d{1,2}[:._]?(?:\d\d)?)"
    r"(?:\s(?P<half>[AP]M))?(?: - .+)?",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_INDEX = "index.html"
_NOON = 12


def _read(download: Download) -> list[Submission] | None:
    found = named_by(download, lambda place: _NAMED.fullmatch(place.name) is not None, passed_over=(_INDEX,))
    if found is None:
        return None
    times = _times(found)
    return [submission for place in found for submission in _submissions(download, place, times)]


def _submissions(
    download: Download, place: Place, times: Mapping[tuple[str, ...], Sequence[datetime]]
) -> list[Submission]:
    named = _NAMED.fullmatch(place.name)
    if named is None:
        return nobodys(download, place)
    time = _time(named)
    return place.submissions(
        download,
        people=(person(student_id=named["number"] or "", name=named["name"], lms_id=named["key"]),),
        submitted_at=time,
        attempt=times[_owner(named)].index(time) + 1 if time else None,
        place=place.name,
    )


def _owner(named: re.Match[str]) -> tuple[str, ...]:
    """Whose place it is, also should the second number be the hand-in's."""
    return named["first"], named["number"] or "", named["name"]


def _times(found: Sequence[Place]) -> Mapping[tuple[str, ...], Sequence[datetime]]:
    """When each person handed in, the first time first."""
    times: dict[tuple[str, ...], set[datetime]] = defaultdict(set)
    for named in (_NAMED.fullmatch(place.name) for place in found):
        if named and (time := _time(named)):
            times[_owner(named)].add(time)
    return {owner: sorted(those) for owner, those in times.items()}


def _time(named: re.Match[str]) -> datetime | None:
    month = re.sub(r"[\d\W_]", "", named["date"])[:3].casefold()
    day, year = re.findall(r"\d+", named["date"])
    hour, minute = _clock(named)
    try:
        return datetime(int(year), _MONTHS.index(month) + 1, int(day), hour, minute)  # noqa: DTZ001 - it has no zone
    except ValueError:
        return None


def _clock(named: re.Match[str]) -> tuple[int, int]:
    """Hour and minute: ``926 PM`` is 21:26, ``9 PM`` has no minutes, ``2126`` no half of a day."""
    digits = re.sub(r"\D", "", named["time"])
    hour, minute = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if named["half"] and hour <= _NOON:
        hour = hour % _NOON + (_NOON if named["half"].upper() == "PM" else 0)
    return hour, minute


FORMAT = Format("Brightspace download", "folders called 123-456 - Name - Sep 24, 2026 926 PM", _read)
