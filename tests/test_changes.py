"""Whose mark changes, from what to what and why; and which changes take something away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from autograder.course.changes import Change, changes, lowered
from autograder.model import Entry, Form, Grade, Mark, Override, Person, Provenance, Verdict

ADA, BEN = Person("1", "Ada"), Person("2", "Ben")


def mark(points: float | None, *outcomes: str, **other: Any) -> Mark:
    verdicts = tuple(Verdict(f"case {place}", hidden=True, outcome=outcome) for place, outcome in enumerate(outcomes))
    return Mark(
        "relu",
        "title",
        other.pop("of", 4),
        points,
        (Verdict("seen", hidden=False, outcome="failed"), *verdicts),
        **other,
    )


def grade(*marks: Mark) -> Grade:
    return Grade("a", "one", "graded", 4, marks, Provenance("1", "t", "s"))


def entry(score: float | None, person: Person = ADA, **other: Any) -> Entry:
    fields = {"status": "graded", "submission": "a", "raw": score, "score": score, "max_score": 4, **other}
    return Entry(person, "one", **fields)


def found(old: list[Entry], new: list[Entry], before: Grade | None = None, after: Grade | None = None) -> list[Change]:
    return changes(old, new, lambda _: before, lambda _: after)


def why(before: Grade, after: Grade) -> str:
    (change,) = found([entry(1)], [entry(2)], before, after)
    return "; ".join(change.why)


# --- what changes


def test_nothing_changes_where_nothing_did() -> None:
    same = [entry(3), entry(None, BEN, status="missing", submission="")]
    assert found(same, list(same)) == []


def test_a_change_has_both_lines_and_says_which_case() -> None:
    (change,) = found([entry(3)], [entry(2)], grade(mark(3, "passed", "passed")), grade(mark(2, "passed", "failed")))
    assert (change.old, change.new) == (entry(3), entry(2))
    assert change.why == ("relu: 3 of 4, now 2 of 4 (case 'case 1' passed, now failed)",)
    assert change.is_lower


def test_cases_that_come_and_go_are_named_and_public_ones_are_not() -> None:
    assert why(grade(mark(4, "passed")), grade(mark(2, "passed", "failed"))) == (
        "relu: 4 of 4, now 2 of 4 (new case 'case 1' failed)"
    )
    assert why(grade(mark(2, "passed", "failed")), grade(mark(4, "passed"))) == (
        "relu: 2 of 4, now 4 of 4 (case 'case 1' no longer counts, failed before)"
    )


def test_other_reasons_are_told() -> None:
    right = grade(mark(4, "passed"))
    assert "worth 4 before" in why(right, grade(mark(8, "passed", of=8)))
    assert "Everybody gets" in why(grade(mark(0, "failed")), grade(mark(4, "failed", note="Everybody gets it.")))
    assert "form other" in why(right, grade(mark(3, "passed", form=Form("loop", "other"))))
    assert "policy" in why(grade(mark(2, "failed")), grade(mark(3, "failed")))
    assert "decided by Dr. X" in why(right, grade(mark(3, "passed", override=Override(3, "Dr. X", "late night"))))
    assert "no longer stands" in why(grade(mark(3, "passed", override=Override(3, "Dr. X", "r"))), right)
    assert why(grade(), right) == "relu: a new question, 4 of 4"
    assert why(right, grade()) == "relu: no longer a question, 4 of 4 before"
    assert "open of 4, now 4 of 4" in why(grade(mark(None, "unknown")), right)


def test_a_penalty_and_a_status_are_told() -> None:
    (change,) = found([entry(3)], [entry(2, raw=3, penalty=1)], grade(mark(3)), grade(mark(3)))
    assert change.why == ("late penalty 0, now 1",)
    (change,) = found([entry(None, status="open")], [entry(2)])
    assert change.why == ("open, now graded",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (entry(None, status="missing", submission=""), entry(0, status="missing", submission="")),
        (entry(0, status="missing", submission=""), entry(0, status="missing", submission="", max_score=5)),
        (entry(2), entry(3)),
    ],
    ids=["missing is worth 0 now", "missing of another worth", "for no reason that is known"],
)
def test_no_change_is_without_a_reason(old: Entry, new: Entry) -> None:
    (change,) = found([old], [new])
    assert all(change.why)
    assert change.why


def test_who_has_no_mark_before_and_after_is_no_change_of_marks() -> None:
    nothing = entry(None, status="missing", submission="")
    assert found([nothing], [replace(nothing, max_score=8)]) == []


def test_another_submission_that_counts_is_named() -> None:
    (change,) = found([entry(3)], [entry(1, submission="b")])
    assert change.why == ("another submission counts: b, before a",)


def test_a_new_line_is_told_and_lowers_nothing() -> None:
    (change,) = found([entry(3)], [entry(3), entry(1, BEN)])
    assert (change.new.person, change.old, change.why, change.is_lower) == (BEN, None, ("a new line",), False)


def test_people_are_paired_by_any_of_their_ids() -> None:
    before, after = Person(lms_id="51"), Person("1", "Ada", "a@x", "ada", "51")
    assert found([entry(3, before)], [entry(3, after)]) == []
    assert found([entry(3, Person(name="Ada"))], [entry(3, Person(name="ADA"))]) == []
    (change,) = found([entry(3, Person("51"))], [entry(3, Person(lms_id="51"))])
    assert change.old is None


# --- what takes something away


def is_lowered(old: Entry, new: Entry) -> bool:
    return lowered([old], [new]) == [(old, new)]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (entry(2.99), True),
        (entry(3), False),
        (entry(3.01), False),
        (entry(None, status="open"), True),
        (entry(None, status="unreadable"), True),
        (entry(None, status="missing", submission=""), True),
        (entry(0, status="missing", submission=""), True),
        (entry(None, status="exempt", submission=""), False),
        (entry(1, submission="another that she sent later"), False),
    ],
)
def test_what_was_handed_out_and_is_less_now_is_lowered(new: Entry, expected: bool) -> None:
    assert is_lowered(entry(3), new) is expected


def test_a_mark_that_was_not_decided_cannot_fall() -> None:
    assert not is_lowered(entry(None, status="open"), entry(0))


def test_what_was_handed_out_last_counts() -> None:
    assert lowered([entry(4), entry(2)], [entry(3)]) == []
    assert lowered([entry(2), entry(4)], [entry(3)]) == [(entry(4), entry(3))]


def test_what_was_allowed_to_fall_is_not_asked_again_but_a_further_fall_is() -> None:
    assert lowered([entry(4)], [entry(3)], [entry(3)]) == []
    assert lowered([entry(4)], [entry(3.5)], [entry(3)]) == []
    assert lowered([entry(4)], [entry(2)], [entry(3)]) == [(entry(4), entry(2))]
    assert lowered([entry(4)], [entry(3)], [entry(4)]) == [(entry(4), entry(3))]
    assert lowered([entry(4)], [entry(3)], [entry(3, BEN)]) == [(entry(4), entry(3))]


def test_marks_of_others_and_of_other_assignments_do_not_matter() -> None:
    assert lowered([entry(4)], [entry(3, BEN)]) == []
    assert lowered([entry(4)], [replace(entry(3), assignment="two")]) == []
