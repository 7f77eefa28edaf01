"""Instants as programs write them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_INSTANT = re.compile(r"(2\d{3}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,6})\d*)?\s*(.*)")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")


def instant(text: str) -> datetime | None:
    """The time that a text gives, in UTC where it names no zone, without a zone where it names an unknown one.

    ``2026-10-09 15:58:23.948203 America/Los_Angeles``, ``2026-10-09T15:58:23Z``, ``2026-10-09 15:58:23 -0700``.
    """
    found = _INSTANT.fullmatch(text.strip())
    if found is None:
        return None
    day, time, fraction, zone = found.groups()
    try:
        return datetime.fromisoformat(f"{day} {time}").replace(
            microsecond=int((fraction or "").ljust(6, "0")), tzinfo=_zone(zone)
        )
    except ValueError:
        return None


def _zone(name: str) -> tzinfo | None:
    if name in ("", "Z", "UTC"):
        return timezone.utc
    if found := _OFFSET.fullmatch(name):
        sign, hours, minutes = found.groups()
        return timezone(int(f"{sign}1") * timedelta(hours=int(hours), minutes=int(minutes)))
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None
