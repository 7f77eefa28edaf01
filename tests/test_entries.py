"""A line for each person: which submission counts, how late it was, what remains; all worked out by hand."""

# Due dates, extensions and times without a zone are wall time.
# ruff: noqa: DTZ001

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from autograder.config import Config
from autograder.course.counting import HandedIn
from autograder.course.roster import Member, Roster
from autograder.model import Entry, Person, Submission
from tests.helpers.grades import joined_lines

ADA, BEN, CY = (Person(number, name) for number, name in (("1", "Ada"), ("2", "Ben"), ("3", "Cy")))
CLASS = Roster((Member(ADA), Member(BEN)))
FIRST, SECOND = "2026-10-05 23:59", "2026-10-12 23:59"


def config(due: str | None = FIRST, second: str | None = SECOND, **sections: Any) -> Config:
    return Config.model_validate(
        {
            "course": "C",
            "term": "t",
            "time_zone": "America/Chicago",
            "assignments": {"one": {"points": {"q": 10}, "due": due}, "two": {"points": {"r": 20}, "due": second}},
            **sections,
        }
    )


def work(
    name: str,
    *people: Person,
    raw: float | None = 10,
    at: str | datetime | None = "2026-10-01 12:00",
    **other: Any,
) -> HandedIn:
    """What a person handed in: ``raw`` of 10 points of assignment ``one`` unless told."""
    status = other.pop("status", "graded" if raw is not None else "unreadable")
    assignment = other.pop("assignment", "one" if status in ("graded", "open") else "")
    sha256 = other.pop("sha256", f"bytes of {name}")
    time = datetime.fromisoformat(at) if isinstance(at, str) else at
    submission = Submission(name, Path(name), people=people, submitted_at=time, **other)
    most = {"one": 10, "two": 20, "": 0}[assignment]
    return HandedIn(submission, sha256, assignment, status, raw, most, {"q": raw} if assignment == "one" else {})


def lines(*handed_in: HandedIn, roster: Roster = CLASS, by: Config | None = None) -> dict[tuple[str, str], Entry]:
    found = joined_lines(handed_in, roster, by or config())
    by_key = {(one.person.name or one.submission, one.assignment): one for one in found}
    assert len(by_key) == len(found)
    return by_key


def ada(*handed_in: HandedIn, roster: Roster = CLASS, **sections: Any) -> Entry:
    return lines(*handed_in, roster=roster, by=config(**sections))["Ada", "one"]


TENTH = {"late": {"per_day": 0.1, "most": 0.5}}


# --- lateness


def test_both_the_raw_and_the_penalised_mark_are_told() -> None:
    entry = ada(work("a", ADA, raw=7.5, at="2026-10-07 23:59:01"), **TENTH)
    assert entry.days_late == 3
    assert (entry.raw, entry.penalty, entry.score, entry.max_score) == (7.5, 2.25, 5.25, 10)
    assert entry.points == {"q": 7.5}


def test_the_cap_holds_and_grace_is_given() -> None:
    assert ada(work("a", ADA, at="2026-10-20 12:00"), **TENTH).score == 5
    assert ada(work("a", ADA, at="2026-10-06 00:14"), late={"per_day": 0.1, "grace_minutes": 15}).score == 10
    assert ada(work("a", ADA, at="2026-10-06 00:15"), late={"per_day": 0.1, "grace_minutes": 15}).score == 9


def test_without_a_rate_lateness_is_told_and_costs_nothing() -> None:
    entry = ada(work("a", ADA, at="2026-10-07 12:00"), late={"free_days": 3})
    assert (entry.days_late, entry.free_days, entry.penalty, entry.score) == (2, 0, 0, 10)


def test_without_a_due_date_nothing_is_late() -> None:
    entry = lines(work("a", ADA, at="2030-01-01 12:00"), by=config(None, **TENTH))["Ada", "one"]
    assert (entry.days_late, entry.score) == (0, 10)


def test_late_by_an_unknown_time_is_told_and_costs_nothing() -> None:
    entry = ada(work("a", ADA, at=None, late=True), **TENTH)
    assert (entry.days_late, entry.score) == (None, 10)
    assert entry.notes == ("late by an unknown time: nothing was taken off",)
    assert ada(work("a", ADA, at=None, late=False), **TENTH).days_late == 0


def test_a_time_that_is_not_known_is_told_and_taken_as_in_time() -> None:
    entry = ada(work("a", ADA, at=None), **TENTH)
    assert (entry.days_late, entry.score) == (0, 10)
    assert entry.notes == ("when it was handed in is not known: taken as in time",)
    assert lines(work("a", ADA, at=None), by=config(None, **TENTH))["Ada", "one"].notes == ()


def test_what_is_taken_off_and_what_is_left_are_in_hundredths() -> None:
    entry = ada(work("a", ADA, raw=3.33, at="2026-10-06 12:00"), late={"per_day": 0.1})
    assert (entry.raw, entry.penalty, entry.score) == (3.33, 0.33, 3)
    entry = ada(work("a", ADA, raw=8.1, at="2026-10-06 12:00"), late={"per_day": 0.1})
    assert (entry.penalty, entry.score) == (0.81, 7.29)


def test_an_extension_and_extra_days_are_one_persons_own() -> None:
    until = datetime(2026, 10, 8, 12)
    roster = Roster((Member(ADA, extensions={"one": until}), Member(BEN, extra_days=1), Member(CY)))
    at = {"at": "2026-10-08 13:00"}
    found = lines(work("a", ADA, **at), work("b", BEN, **at), work("c", CY, **at), roster=roster, by=config(**TENTH))
    assert [found[name, "one"].days_late for name in ("Ada", "Ben", "Cy")] == [1, 2, 3]
    assert [found[name, "one"].score for name in ("Ada", "Ben", "Cy")] == [9, 8, 7]


def test_a_time_with_a_zone_is_compared_as_an_instant() -> None:
    in_time, late = datetime(2026, 10, 6, 4, 59, tzinfo=timezone.utc), datetime(2026, 10, 6, 5, tzinfo=timezone.utc)
    assert ada(work("a", ADA, at=in_time), **TENTH).score == 10
    assert ada(work("a", ADA, at=late), **TENTH).score == 9


# --- free days


FREE = {"late": {"per_day": 0.1, "free_days": 3}}


@pytest.mark.parametrize("turned", [1, -1])
def test_free_days_are_spent_in_the_order_in_which_work_was_due(turned: int) -> None:
    one = work("a", ADA, at="2026-10-07 12:00")  # 2 days late
    two = work("b", ADA, raw=20, at="2026-10-15 12:00", assignment="two")  # 3 days late
    found = lines(*[one, two][::turned], by=config(**FREE))
    first, second = found["Ada", "one"], found["Ada", "two"]
    assert (first.days_late, first.free_days, first.score) == (2, 2, 10)
    assert (second.days_late, second.free_days, second.penalty, second.score) == (3, 1, 4, 16)


def test_an_extension_moves_the_order_in_which_free_days_are_spent() -> None:
    roster = Roster((Member(ADA, extensions={"one": datetime(2026, 10, 20, 12)}),))
    one = work("a", ADA, at="2026-10-22 12:00")  # 2 days late
    two = work("b", ADA, raw=20, at="2026-10-15 12:00", assignment="two")  # 3 days late
    found = lines(one, two, roster=roster, by=config(**FREE))
    assert (found["Ada", "two"].free_days, found["Ada", "two"].score) == (3, 20)
    assert (found["Ada", "one"].free_days, found["Ada", "one"].score) == (0, 8)


def test_free_days_are_each_persons_own() -> None:
    found = lines(work("a", ADA, BEN, at="2026-10-08 12:00"), by=config(**FREE))
    assert [found[name, "one"].free_days for name in ("Ada", "Ben")] == [3, 3]


def test_a_file_that_could_not_be_read_spends_no_free_days() -> None:
    one = work("one.pdf", ADA, raw=None, at="2026-10-08 12:00")
    other = work("b", BEN)
    two = work("b2", ADA, raw=20, at="2026-10-15 12:00", assignment="two")
    found = lines(one, other, two, by=config(**FREE))
    assert (found["Ada", "one"].status, found["Ada", "one"].penalty) == ("unreadable", 0)
    assert (found["Ada", "one"].free_days, found["Ada", "two"].free_days, found["Ada", "two"].score) == (0, 3, 20)


# --- which one counts


def both(**more: Any) -> tuple[HandedIn, HandedIn]:
    """A good one in time, then a better one two days late."""
    return work("a1", ADA, raw=7, at="2026-10-05 12:00"), work("a2", ADA, raw=8, at="2026-10-07 12:00", **more)


@pytest.mark.parametrize("turned", [1, -1])
def test_the_latest_counts_with_its_lateness(turned: int) -> None:
    entry = ada(*both()[::turned], **TENTH)
    assert (entry.submission, entry.score) == ("a2", 6.4)
    assert any("2 submissions" in note for note in entry.notes)


@pytest.mark.parametrize("turned", [1, -1])
def test_the_best_is_the_best_after_the_penalty(turned: int) -> None:
    best = {"handing_in": {"counts": "best"}}
    entry = ada(*both()[::turned], **best, **TENTH)
    assert (entry.submission, entry.raw, entry.score) == ("a1", 7, 7)
    assert ada(*both(), **best).submission == "a2"


def test_of_equally_good_ones_the_one_that_costs_no_free_day_counts() -> None:
    entry = ada(
        work("a1", ADA, raw=8, at="2026-10-05 12:00"), work("a2", ADA, raw=8, at="2026-10-07 12:00"),
        handing_in={"counts": "best"}, **FREE,
    )  # fmt: skip
    assert (entry.submission, entry.free_days) == ("a1", 0)


def test_the_chosen_one_counts_or_else_the_latest() -> None:
    chosen = {"handing_in": {"counts": "chosen"}}
    first = work("a1", ADA, raw=7, at="2026-10-05 12:00", chosen=True)
    assert ada(first, work("a2", ADA, at="2026-10-06 12:00", chosen=False), **chosen).submission == "a1"
    assert ada(*both(), **chosen).submission == "a2"


def test_attempts_tell_the_order_where_no_time_is_known() -> None:
    assert ada(work("z", ADA, at=None, attempt=1), work("a", ADA, at=None, attempt=2)).submission == "a"
    assert ada(work("b", ADA, at=None, attempt=10), work("a", ADA, at=None, attempt=9)).submission == "b"


def test_the_latest_is_the_last_instant_also_in_the_hour_that_comes_twice() -> None:
    before = datetime(2026, 11, 1, 6, 50, tzinfo=timezone.utc)  # 01:50 CDT
    after = datetime(2026, 11, 1, 7, 10, tzinfo=timezone.utc)  # 01:10 CST
    found = lines(work("z1", ADA, at=before), work("a2", ADA, at=after), by=config(None))
    assert found["Ada", "one"].submission == "a2"


def test_sending_the_same_file_again_makes_nobody_late() -> None:
    again = [work(f"a{day}", ADA, at=f"2026-10-0{day} 12:00", sha256="same") for day in (7, 4, 9)]
    entry = ada(*again, **TENTH)
    assert (entry.submission, entry.days_late, entry.score, entry.notes) == ("a4", 0, 10, ())


def test_who_goes_back_to_an_earlier_file_handed_that_in_last() -> None:
    sent = [
        work("a1", ADA, raw=9, at="2026-10-01 12:00", sha256="good"),
        work("a2", ADA, raw=2, at="2026-10-02 12:00", sha256="bad"),
        work("a3", ADA, raw=9, at="2026-10-03 12:00", sha256="good"),
    ]
    assert ada(*sent).raw == 9
    sent[2] = work("a3", ADA, raw=9, at="2026-10-09 12:00", sha256="good")
    assert ada(*sent, **TENTH).score == 9  # and it is as old as it is


def test_a_chosen_copy_of_an_earlier_file_is_chosen() -> None:
    sent = [
        work("a1", ADA, raw=9, at="2026-10-01 12:00", sha256="good", chosen=False),
        work("a2", ADA, raw=2, at="2026-10-03 12:00", sha256="bad", chosen=False),
        work("a3", ADA, raw=9, at="2026-10-02 12:00", sha256="good", chosen=True),
    ]
    assert ada(*sent, handing_in={"counts": "chosen"}).raw == 9


def test_the_same_bytes_of_two_people_are_two_submissions() -> None:
    found = lines(work("a", ADA, sha256="same"), work("b", BEN, sha256="same"))
    assert [found[name, "one"].submission for name in ("Ada", "Ben")] == ["a", "b"]


def test_a_later_file_that_cannot_be_read_does_not_displace_the_notebook() -> None:
    entry = ada(work("a", ADA, raw=8), work("a.pdf", ADA, raw=None, at="2026-10-04 12:00"))
    assert (entry.submission, entry.status, entry.score) == ("a", "graded", 8)
    assert any("2 submissions" in note for note in entry.notes)


def test_an_open_mark_is_open_and_never_0() -> None:
    entry = ada(work("a", ADA, raw=None, status="open"), handing_in={"missing": "zero"}, **TENTH)
    assert (entry.status, entry.raw, entry.score) == ("open", None, None)


# --- groups


def test_every_member_of_a_group_has_its_mark_each_by_their_own_due_date() -> None:
    roster = Roster((Member(ADA), Member(BEN, extra_days=1), Member(CY, exempt=frozenset({"one"}))))
    found = lines(work("g", ADA, BEN, CY, raw=8, at="2026-10-07 12:00"), roster=roster, by=config(**TENTH))
    assert [found[name, "one"].raw for name in ("Ada", "Ben", "Cy")] == [8, 8, None]
    assert [found[name, "one"].score for name in ("Ada", "Ben", "Cy")] == [6.4, 7.2, None]


def test_a_member_of_two_groups_has_one_line() -> None:
    found = lines(work("g1", ADA, BEN, raw=5), work("g2", ADA, CY, raw=9, at="2026-10-03 12:00"))
    assert [found[name, "one"].score for name in ("Ada", "Ben", "Cy")] == [9, 5, 9]
    assert [found[name, "one"].on_roster for name in ("Ada", "Ben", "Cy")] == [True, True, False]


# --- who has a line


@pytest.mark.parametrize(("missing", "score"), [("blank", None), ("zero", 0)])
def test_who_handed_in_nothing_has_a_line(missing: str, score: float | None) -> None:
    entry = lines(work("a", ADA), by=config(handing_in={"missing": missing}))["Ben", "one"]
    assert (entry.status, entry.submission, entry.max_score) == ("missing", "", 10)
    assert entry.raw == entry.score == score


def test_an_assignment_that_nobody_handed_in_has_no_lines() -> None:
    assert {assignment for _, assignment in lines(work("a", ADA))} == {"one"}


def test_the_exempt_have_no_mark_whatever_they_handed_in() -> None:
    roster = Roster((Member(ADA, exempt=frozenset({"one"})), Member(BEN, exempt=frozenset({"one"})), Member(CY)))
    found = lines(work("a", ADA), roster=roster, by=config(handing_in={"missing": "zero"}))
    assert [found[name, "one"].status for name in ("Ada", "Ben", "Cy")] == ["exempt", "exempt", "missing"]
    assert [found[name, "one"].score for name in ("Ada", "Ben", "Cy")] == [None, None, 0]


def test_strangers_have_their_own_line_each_and_lack_nothing() -> None:
    strangers = [Person(lms_id="x1"), Person(lms_id="x2"), Person(name="Di")]
    found = joined_lines(
        [work("two", ADA, raw=20, assignment="two"), *[work(p.lms_id, p) for p in strangers]], CLASS, config()
    )
    outside = [(one.submission, one.assignment) for one in found if not one.on_roster]
    assert sorted(outside) == [("", "one"), ("x1", "one"), ("x2", "one")]


def test_a_file_of_nobody_has_a_line_under_its_own_name() -> None:
    (entry,) = [one for one in joined_lines([work("lost.ipynb")], CLASS, config()) if one.submission]
    assert (entry.submission, entry.score, entry.on_roster) == ("lost.ipynb", 10, False)


def test_what_cannot_be_read_belongs_to_the_one_assignment_there_is() -> None:
    found = lines(work("a", ADA), work("b.pdf", BEN, raw=None))
    assert (found["Ben", "one"].status, found["Ben", "one"].score) == ("unreadable", None)
    assert ("Ben", "") not in found


def test_of_two_assignments_the_files_name_tells_or_else_it_is_named_apart() -> None:
    others = [work("a", ADA), work("a2", ADA, raw=20, assignment="two")]
    found = lines(*others, work("two/b.pdf", BEN, raw=None))
    assert found["Ben", "two"].status == "unreadable"
    assert found["Ben", "one"].status == "missing"
    for name in ("b.pdf", "one and two.pdf"):
        found = lines(*others, work(name, BEN, raw=None))
        assert (found["Ben", ""].submission, found["Ben", ""].status, found["Ben", ""].on_roster) == (
            name,
            "unreadable",
            True,
        )
        assert found["Ben", "one"].status == found["Ben", "two"].status == "missing"
    stranger = joined_lines([*others, work("b.pdf", CY, raw=None)], CLASS, config())[-1]
    assert (stranger.person.name, stranger.on_roster) == ("Cy", False)


def test_a_wrong_notebook_is_no_mark_and_no_missing_one() -> None:
    found = lines(work("a", ADA), work("b", BEN, raw=None, status="wrong_assignment"))
    assert found["Ben", "one"].status == "wrong_assignment"


def test_work_of_an_assignment_that_is_gone_is_still_somebodys() -> None:
    gone = HandedIn(Submission("old", Path("old"), people=(CY,)), "s", "gone", "graded", 3, 5, {})
    found = lines(work("a", ADA), gone)
    [line] = [entry for (name, _), entry in found.items() if name == "Cy"]
    assert (line.submission, line.status, line.on_roster) == ("old", "graded", False)
    beside = replace(gone, submission=replace(gone.submission, people=(ADA,)))
    assert lines(work("a", ADA), beside)["Ada", ""].review == ()


def test_lines_stand_in_order_of_assignment_and_name_whatever_came_first() -> None:
    handed_in = [work("c", CY), work("t", BEN, raw=1, assignment="two"), work("a", ADA)]
    expected = [(e.assignment, e.person.name) for e in joined_lines(handed_in, CLASS, config())]
    assert expected == [("one", "Ada"), ("one", "Ben"), ("one", "Cy"), ("two", "Ada"), ("two", "Ben")]
    assert joined_lines(handed_in[::-1], CLASS, config()) == joined_lines(handed_in, CLASS, config())


def test_free_days_are_spent_last_on_what_is_never_due() -> None:
    both = [work("a", ADA), work("b", ADA, raw=20, at="2026-10-13 12:00", assignment="two")]
    found = lines(*both, by=config(None, **FREE))
    assert [(found["Ada", name].free_days, found["Ada", name].score) for name in ("one", "two")] == [(0, 10), (1, 20)]


def test_a_file_that_could_not_be_read_brings_the_assignment_that_it_is_for_into_play() -> None:
    scan = replace(work("scan.pdf", ADA, raw=None), assignment="one")
    found = lines(scan, work("two", ADA, raw=20, assignment="two"))
    assert {key: one.status for key, one in found.items() if key[1] == "one"} == {
        ("Ada", "one"): "unreadable",
        ("Ben", "one"): "missing",
    }


def test_what_one_of_a_group_has_nothing_beside_is_taken_for_what_it_seems_to_be() -> None:
    tutorial = replace(work("t", ADA, CY), answered=())
    found = lines(tutorial, work("two", ADA, raw=20, assignment="two"))
    assert found["Cy", "one"].submission == "t"


def test_files_of_nobody_are_a_line_each() -> None:
    found = joined_lines([work("lost.ipynb", raw=3), work("found.ipynb", raw=4)], Roster(), config())
    assert [(one.submission, one.score) for one in found] == [("found.ipynb", 4), ("lost.ipynb", 3)]


def test_names_decide_the_order_before_numbers() -> None:
    found = joined_lines([work("a", Person("2", "Ada")), work("b", Person("1", "Ben"))], Roster(), config())
    assert [one.person.name for one in found] == ["Ada", "Ben"]


def test_who_has_no_name_stands_in_order_of_number_and_a_file_in_that_of_its_own() -> None:
    handed_in = [work("p", Person("4")), work("q", Person("2")), work("3")]
    found = joined_lines(handed_in, Roster(), config())
    assert [one.person.student_id or one.submission for one in found] == ["2", "3", "4"]


def test_an_id_that_only_the_lms_knows_is_kept_and_the_rosters_own_is_not_lost() -> None:
    roster = Roster((Member(ADA), Member(Person("2", "Ben", lms_id="8"))))
    handed_in = [work("a", Person("1", "Ada", lms_id="7")), work("b", BEN)]
    found = joined_lines(handed_in, roster, config())
    assert [(one.person.name, one.person.lms_id) for one in found] == [("Ada", "7"), ("Ben", "8")]


def test_a_line_says_where_the_work_lies_and_of_how_many_it_is() -> None:
    entry = ada(work("a1", ADA, place="x/a1"), work("a2", ADA, at="2026-10-02 12:00", place="x/a2"))
    assert (entry.place, entry.notes) == ("x/a2", ("2 submissions; the latest one counts",))


def test_a_file_of_no_known_assignment_is_told_with_why() -> None:
    others = [work("a", ADA), work("a2", ADA, raw=20, assignment="two")]
    scan = replace(work("scan.pdf", ADA, raw=None), reason="Found a PDF")
    [lost] = [one for one in joined_lines([*others, scan], CLASS, config()) if not one.assignment]
    assert (lost.notes, lost.review) == (
        ("of which assignment it is cannot be told",),
        (("scan.pdf", "passed over, and of which assignment it is cannot be told: Found a PDF"),),
    )
    [lost] = [one for one in joined_lines([*others, replace(scan, reason="")], CLASS, config()) if not one.assignment]
    assert lost.review[0][1].endswith("cannot be told: unreadable")
    alone = replace(scan, submission=replace(scan.submission, people=(BEN,)), reason="")
    [lost] = [one for one in joined_lines([*others, alone], CLASS, config()) if not one.assignment]
    assert (lost.person, lost.status, lost.review) == (BEN, "unreadable", ())


def test_people_of_the_same_name_stay_two() -> None:
    roster = Roster((Member(Person("1", "Wei")), Member(Person("2", "Wei"))))
    found = joined_lines([work("a", Person("1", "Wei"), raw=3), work("b", Person("2", "Wei"), raw=4)], roster, config())
    assert [(one.person.student_id, one.score) for one in found] == [("1", 3), ("2", 4)]


def test_a_mark_is_out_of_what_it_was_graded_for() -> None:
    old = HandedIn(Submission("a", Path("a"), people=(ADA,)), "s", "one", "graded", 8, 8, {})
    found = lines(old, work("b", BEN))
    assert (found["Ada", "one"].max_score, found["Ben", "one"].max_score) == (8, 10)
