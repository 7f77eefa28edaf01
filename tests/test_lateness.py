"""Late days: counted on the clock of the course's wall, whatever the clocks do, and never a day too many."""

# Due dates and extensions are wall time: they have no zone.
# ruff: noqa: DTZ001

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.config import Late
from autograder.course.lateness import days_late, due_for, in_zone, penalty
from autograder.course.roster import Member
from autograder.model import Person

CHICAGO = ZoneInfo("America/Chicago")
DUE = datetime(2026, 10, 5, 23, 59)
ADA = Person(name="Ada Lovelace")


def wall(text: str, zone: ZoneInfo = CHICAGO, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


# --- boundaries


@pytest.mark.parametrize(
    ("submitted", "days"),
    [
        ("2026-10-01 00:00", 0),
        ("2026-10-05 23:58:59.999999", 0),
        ("2026-10-05 23:59", 0),
        ("2026-10-05 23:59:00.000001", 1),
        ("2026-10-06 00:00", 1),
        ("2026-10-06 23:59", 1),
        ("2026-10-06 23:59:00.000001", 2),
        ("2026-10-07 23:59", 2),
        ("2026-10-15 23:59", 10),
        ("2026-10-16 00:00", 11),
    ],
)
def test_a_day_begins_right_after_the_due_time_and_ends_with_it(submitted: str, days: int) -> None:
    assert days_late(wall(submitted), DUE, 0, CHICAGO) == days


@pytest.mark.parametrize(
    ("submitted", "days"),
    [("2026-10-06 00:14", 0), ("2026-10-06 00:14:01", 1), ("2026-10-07 00:14", 1), ("2026-10-07 00:14:01", 2)],
)
def test_grace_moves_every_boundary(submitted: str, days: int) -> None:
    assert days_late(wall(submitted), DUE, 15, CHICAGO) == days


def test_half_a_minute_of_grace_is_half_a_minute() -> None:
    assert days_late(wall("2026-10-05 23:59:30"), DUE, 0.5, CHICAGO) == 0
    assert days_late(wall("2026-10-05 23:59:31"), DUE, 0.5, CHICAGO) == 1


# --- zones


@pytest.mark.parametrize(
    ("submitted", "days"),
    [
        (utc("2026-10-06 04:59"), 0),  # 23:59 CDT
        (utc("2026-10-06 05:00"), 1),
        (wall("2026-10-06 13:59", ZoneInfo("Asia/Tokyo")), 0),
        (wall("2026-10-06 14:00", ZoneInfo("Asia/Tokyo")), 1),
        (datetime.fromisoformat("2026-10-05T23:59:00-05:00"), 0),
        (datetime.fromisoformat("2026-10-05T23:59:00-06:00"), 1),
    ],
    ids=str,
)
def test_an_instant_is_late_or_not_wherever_it_was_written(submitted: datetime, days: int) -> None:
    assert days_late(in_zone(submitted, CHICAGO), DUE, 0, CHICAGO) == days
    assert days_late(submitted, DUE, 0, CHICAGO) == days


def test_a_time_without_a_zone_is_the_courses_and_not_this_machines() -> None:
    for zone in (CHICAGO, ZoneInfo("Pacific/Auckland"), ZoneInfo("UTC")):
        assert days_late(DUE, DUE, 0, zone) == 0
        assert days_late(DUE + timedelta(seconds=1), DUE, 0, zone) == 1
        assert in_zone(DUE, zone) == wall("2026-10-05 23:59", zone)


def test_a_time_with_a_zone_keeps_its_instant() -> None:
    assert in_zone(utc("2026-10-06 04:59"), CHICAGO).replace(tzinfo=None) == DUE


# --- the clocks change


def test_the_day_of_25_hours_is_one_day() -> None:
    due = datetime(2026, 10, 31, 23, 59)  # clocks go back on 1 November
    assert days_late(wall("2026-11-01 23:59"), due, 0, CHICAGO) == 1
    assert days_late(wall("2026-11-01 23:59:01"), due, 0, CHICAGO) == 2


def test_the_day_of_23_hours_is_one_day() -> None:
    due = datetime(2026, 3, 7, 23, 59)  # clocks go forward on 8 March
    assert days_late(wall("2026-03-08 23:59"), due, 0, CHICAGO) == 1
    assert days_late(wall("2026-03-08 23:59:01"), due, 0, CHICAGO) == 2


def test_an_hour_after_a_due_time_that_comes_twice_is_late() -> None:
    due = datetime(2026, 11, 1, 1, 30)
    assert days_late(wall("2026-11-01 01:30"), due, 0, CHICAGO) == 0
    assert days_late(wall("2026-11-01 01:10", fold=1), due, 0, CHICAGO) == 1  # 40 minutes later, on an earlier clock
    assert days_late(utc("2026-11-01 07:30"), due, 0, CHICAGO) == 1
    assert days_late(wall("2026-11-02 01:30"), due, 0, CHICAGO) == 1


def test_a_due_time_that_the_clocks_skip_is_the_instant_after_them() -> None:
    due = datetime(2026, 3, 8, 2, 30)  # there is none: 01:59 CST, then 03:00 CDT
    assert days_late(utc("2026-03-08 08:30"), due, 0, CHICAGO) == 0  # 03:30 CDT
    assert days_late(utc("2026-03-08 08:31"), due, 0, CHICAGO) == 1


# --- whose due date


def test_nobody_has_a_due_date_of_nothing() -> None:
    assert due_for(None, "net_input", None) is None
    assert due_for(None, "net_input", Member(ADA, extra_days=3)) is None


def test_an_extension_is_in_place_of_the_due_date_and_of_extra_days() -> None:
    later = datetime(2026, 10, 9, 12)
    member = Member(ADA, extra_days=2, extensions={"net_input": later})
    assert due_for(DUE, "net_input", member) == later
    assert due_for(None, "net_input", member) == later
    assert due_for(DUE, "other", member) == datetime(2026, 10, 7, 23, 59)
    assert due_for(DUE, "net_input", Member(ADA)) == DUE
    assert due_for(DUE, "net_input", None) == DUE


def test_extra_days_over_a_change_of_clocks_keep_the_time_of_day() -> None:
    assert due_for(datetime(2026, 10, 31, 23, 59), "a", Member(ADA, extra_days=1)) == datetime(2026, 11, 1, 23, 59)


# --- what it costs


@pytest.mark.parametrize(
    ("raw", "days", "late", "taken"),
    [
        (10, 0, Late(per_day=0.1), 0),
        (10, 1, Late(per_day=0.1), 1),
        (10, 3, Late(per_day=0.1), 3),
        (7.5, 1, Late(per_day=0.1), 0.75),
        (10, 7, Late(per_day=0.1, most=0.5), 5),
        (10, 1, Late(per_day=0.5, most=0.2), 2),
        (10, 99, Late(per_day=0.1), 10),
        (10, 9, Late(per_day=0), 0),
        (10, 9, Late(per_day=0.3, most=0), 0),
        (3.25, 1, Late(per_day=0.333), 1.08),
        (0, 5, Late(per_day=0.2), 0),
    ],
)
def test_a_day_costs_its_share_of_the_points_reached_up_to_the_cap(
    raw: float, days: int, late: Late, taken: float
) -> None:
    assert penalty(raw, days, late) == taken


NAIVE = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1))
ZONES = st.sampled_from([ZoneInfo(name) for name in ("America/Chicago", "Europe/Berlin", "UTC", "Australia/Lord_Howe")])


@given(NAIVE, st.floats(0, 90 * 24), ZONES, st.floats(0, 120))
def test_later_is_never_less_late_and_never_early(due: datetime, hours: float, zone: ZoneInfo, grace: float) -> None:
    submitted = due.replace(tzinfo=zone).astimezone(timezone.utc) + timedelta(hours=hours)
    days = days_late(submitted, due, grace, zone)
    assert days_late(submitted + timedelta(hours=2), due, grace, zone) >= days
    assert days_late(submitted, due, grace + 30, zone) <= days
    assert abs(days - hours / 24) <= 1 + 4 / 24  # the clocks and the grace move it by a few hours at most


@given(st.floats(0, 1000), st.integers(0, 400), st.floats(0, 1), st.floats(0, 1))
def test_a_penalty_never_exceeds_the_cap_or_the_points(raw: float, days: int, rate: float, most: float) -> None:
    taken = penalty(raw, days, Late(per_day=rate, most=most))
    assert 0 <= taken <= raw * most + 0.0051
    assert taken <= penalty(raw, days + 1, Late(per_day=rate, most=most))
