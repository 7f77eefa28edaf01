"""From verdicts to points. Whatever the policy, failing more never earns more, and a void case lowers nobody's mark."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.config import Marks
from autograder.marking.catalogue import KnownAnswer
from autograder.marking.suite import suites_of
from autograder.model import Diagnosis, Form, Verdict
from autograder.policy import points_for
from tests.helpers.command import autograder, quick_kit, rows
from tests.helpers.known_answers import KIT, filled_notebook, known_answers, plain_right, save

# --- the points of one question


def verdicts(*outcomes: str, is_hidden: bool = True) -> list[Verdict]:
    return [Verdict("case", hidden=is_hidden, outcome=outcome) for outcome in outcomes]


@pytest.mark.parametrize(
    ("outcomes", "points"),
    [
        (["passed"] * 4, 6),
        (["failed"] * 4, 0),
        (["passed", "failed", "passed", "failed"], 3),
        (["failed", "failed", "passed"], 2),
        (["unknown"], None),
        (["passed", "unknown"], None),
        (["failed", "unknown"], None),
        ([], None),
    ],
    ids=str,
)
def test_points_are_the_share_of_hidden_cases_passed(outcomes: list[str], points: float | None) -> None:
    assert points_for(6, verdicts(*outcomes), Marks()) == points


@pytest.mark.parametrize("outcome", ["passed", "failed", "unknown"])
def test_public_cases_are_worth_nothing(outcome: str) -> None:
    seen = verdicts(outcome, is_hidden=False)
    assert points_for(6, [*seen, *verdicts("passed", "failed")], Marks()) == 3
    assert points_for(6, seen, Marks()) is None


@pytest.mark.parametrize(
    ("most", "passed", "of", "step", "points"),
    [
        (4, 60, 61, 0.25, 3.75),  # nearest are all 4, which are for a complete answer alone
        (0.3, 1, 2, 0.1, 0.2),  # half a step goes upwards, though 0.15 / 0.1 is less than 1.5 to a computer
        (0.4, 3, 4, 0.1, 0.3),  # and three steps of 0.1 are more than 0.3
        (1, 1, 8, 0.125, 0.12),  # marks have hundredths, whatever the step
    ],
)
def test_points_are_whole_steps_as_people_count_them(
    most: float, passed: int, of: int, step: float, points: float
) -> None:
    outcomes = ["passed"] * passed + ["failed"] * (of - passed)
    assert points_for(most, verdicts(*outcomes), Marks(step=step)) == points


OUTCOMES = st.lists(st.sampled_from(["passed", "failed"]), min_size=1)


@example(0.1, ["passed"] * 3, 0.25)
@example(4, ["passed"] * 30 + ["failed"], 0.25)
@given(st.floats(0.01, 1000), OUTCOMES, st.sampled_from([0.01, 0.1, 0.25, 0.5, 1]))
def test_points_lie_between_nothing_and_all_whatever_the_order(most: float, outcomes: list[str], step: float) -> None:
    policy = Marks(step=step)
    points = points_for(most, verdicts(*outcomes), policy)
    assert points is not None
    assert 0 <= points <= most
    assert points == points_for(most, verdicts(*sorted(outcomes)), policy)
    assert (points == most) == ("failed" not in outcomes)
    if "passed" not in outcomes:
        assert points == 0
    if points != most:
        assert round(points / step, 6).is_integer()
        assert abs(points - most * outcomes.count("passed") / len(outcomes)) <= step


NAMED = Diagnosis("N26", "changes its input", "Who else needs it?", share=0.6)


def test_right_values_in_another_form_lose_its_share() -> None:
    right = verdicts("passed", "passed")
    other, unsure = Form("loop", "other"), Form("loop", "unsure")
    assert points_for(5, right, Marks(), other) == 3.5
    assert points_for(5, right, Marks(form_share=0.1), other) == 4.5
    assert points_for(5, right, Marks(), unsure) == points_for(5, right, Marks(), Form("loop", "asked")) == 5


def test_policy_gives_a_misconception_its_share() -> None:
    some = verdicts("passed", "failed", "failed", "failed")
    assert points_for(4, some, Marks(), None, NAMED) == 1
    assert points_for(4, some, Marks(partial="answers"), None, NAMED) == 2.5
    assert points_for(4, some, Marks(misconceptions={"N26": 0.85}), None, NAMED) == 3.5
    assert points_for(4, verdicts("failed"), Marks(misconceptions={"N26": 0.85}), None, NAMED) == 3.5
    assert points_for(4, verdicts("passed"), Marks(partial="answers"), None, NAMED) == 4
    assert points_for(4, verdicts("unknown"), Marks(partial="answers"), None, NAMED) is None


def test_no_policy_pays_for_a_misconception_that_hands_nothing_back() -> None:
    some, silent = verdicts("passed", "failed", "failed", "failed"), replace(NAMED, silent=True)
    assert points_for(4, some, Marks(misconceptions={"N26": 0.85}), None, silent) == 1
    assert points_for(4, some, Marks(misconceptions={"N26": 0.85}, partial="answers"), None, silent) == 2.5


# --- failing more

FORMS = [None, Form("loop", "asked"), Form("loop", "other"), Form("loop", "unsure")]
KNOWN = [answer for name in KIT.assignments for answer in known_answers("wrong", name)]
CASES = {q.id: q.hidden.names for s in suites_of(KIT).values() for q in s.questions}
POINTS = {question: points for one in KIT.assignments.values() for question, points in one.points.items()}
POLICIES = [
    Marks(step=step, form_share=form_share, partial=partial, misconceptions=misconceptions)
    for step, form_share, partial, misconceptions in [
        (0.25, 0.3, "cases", {}),
        (0.01, 0.3, "answers", {}),
        (1, 0.3, "cases", {answer.id: 0.85 for answer in KNOWN}),
        (3, 0.01, "answers", {answer.id: 0.99 for answer in KNOWN[::2]}),
        (0.25, 0, "answers", {answer.id: 0.0 for answer in KNOWN[1::2]}),
        (0.25, 1, "cases", {}),
    ]
]


def points(answer: KnownAnswer, failed: frozenset[str], policy: Marks, form: Form | None, silent: bool) -> float:
    """What an answer earns that is recognised as this one and fails these cases; right ones are no known mistake."""
    outcomes = [Verdict(case, hidden=True, outcome="failed" if case in failed else "passed") for case in left(answer)]
    found = Diagnosis(answer.id, "", "", 0.0 if silent else answer.share, silent=silent) if failed else None
    earned = points_for(POINTS[answer.question], outcomes, policy, form, found)
    assert earned is not None
    return earned


def left(answer: KnownAnswer) -> list[str]:
    return CASES[answer.question]


def subsets(cases: list[str]) -> list[frozenset[str]]:
    return [frozenset(some) for size in range(len(cases) + 1) for some in itertools.combinations(cases, size)]


@pytest.mark.slow
@pytest.mark.parametrize("policy", POLICIES, ids=range(len(POLICIES)))
def test_failing_one_case_more_never_earns_more(policy: Marks) -> None:
    tried = {(a.question, a.share, a.id in policy.misconceptions): a for a in KNOWN}  # alike in all that policy sees
    for answer, form, silent in itertools.product(tried.values(), FORMS, (False, True)):
        earned = {failed: points(answer, failed, policy, form, silent) for failed in subsets(left(answer))}
        for failed, here in earned.items():
            more = [earned[failed | {case}] for case in left(answer) if case not in failed]
            assert here >= max(more, default=0), (answer.id, form, failed)
            assert 0 <= here <= POINTS[answer.question]


@pytest.mark.slow
@pytest.mark.parametrize("policy", POLICIES, ids=range(len(POLICIES)))
def test_a_function_that_hands_nothing_back_is_paid_for_its_cases_alone(policy: Marks) -> None:
    for answer in KNOWN:
        assert points(answer, frozenset(left(answer)), policy, None, silent=True) == 0


# --- through the command: what is called void

LOOP = "def net_input_loop(a, wj):\n    n = 0\n    for i in range(len(a)):\n        n += a[i] * wj[i]\n"
EMPTY, NEGATIVE = "No inputs at all", "Senders with negative activation"
CLASS = {
    "right": LOOP + "    return n",
    "fails one": LOOP + "    return n + (len(a) == 0)",
    "fails another": LOOP + "    return n + (len(a) > 0 and min(a) < 0)",
    "fails both": LOOP + "    return n + (len(a) == 0) + (len(a) > 0 and min(a) < 0)",
    "ends its process there": "import os\n" + LOOP + "    return n if len(a) else os._exit(0)",
    "other form": "def net_input_loop(a, wj):\n    return np.dot(a, wj)",
    "other form, fails one": "def net_input_loop(a, wj):\n    return np.dot(a, wj) + (len(a) == 0)",
    "untouched": "def net_input_loop(a, wj):\n    ...",
}


def graded(folder: Path, *void: str) -> dict[str, float]:
    """Points of each answer of the class, with these cases void."""
    for name, code in CLASS.items():
        answers = {**plain_right("net_input"), "net_input_loop": code}
        save(filled_notebook("net_input", answers), folder / "class" / f"{name}.ipynb")
    kit = quick_kit(folder / "kit")
    config = kit / "grading_config.yaml"
    text = config.read_text(encoding="utf-8")
    cases = ", ".join(f"net_input_loop/{case}" for case in void)
    changed = text.replace("    # void: [net_input_sum]", f"    void: [{cases}]")
    assert changed != text
    config.write_text(changed, encoding="utf-8")
    done = autograder("grade", folder / "class", "--out", folder / "out", "--kit", kit)
    assert done.returncode == 0, done.stdout + done.stderr
    return {Path(name).stem: float(row["net_input_loop"]) for name, row in rows(folder / "out").items()}


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], dict[str, float]]:
    return {void: graded(tmp_path_factory.mktemp("void"), *void) for void in [(), (EMPTY,), (EMPTY, NEGATIVE)]}


@pytest.mark.slow
def test_a_void_case_counts_for_those_who_passed_it_and_is_gone_for_the_others(
    marks: dict[tuple[str, ...], dict[str, float]],
) -> None:
    assert marks[()] == {
        "right": 5,
        "fails one": 4.25,
        "fails another": 4.25,
        "fails both": 3.5,
        "ends its process there": 4.25,
        "other form": 3.5,
        "other form, fails one": 3,
        "untouched": 0,
    }
    assert marks[EMPTY,] == {
        "right": 5,
        "fails one": 5,
        "fails another": 4.25,  # 6 of 7: with the one that it passed taken away it would fall to 5 of 6
        "fails both": 4.25,
        "ends its process there": 5,
        "other form": 3.5,
        "other form, fails one": 3.5,
        "untouched": 0,
    }
    assert marks[EMPTY, NEGATIVE] == {
        name: {"other form": 3.5, "other form, fails one": 3.5, "untouched": 0}.get(name, 5) for name in CLASS
    }


@pytest.mark.slow
def test_calling_one_case_more_void_lowers_no_mark(marks: dict[tuple[str, ...], dict[str, float]]) -> None:
    for less, more in itertools.pairwise(marks.values()):
        assert all(more[name] >= less[name] for name in CLASS)
