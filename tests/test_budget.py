"""One budget for all that a submission does, on its own clock: slow parts cost themselves, and it comes to an end."""

from __future__ import annotations

import pytest

from autograder.config import Limits
from autograder.sandbox.budget import Budget
from tests.helpers.sandbox_case import student

# A worker may wait for 0.4 s in a cell and a call; all together 1 s, and 2 s at the very most.
SMALL = Limits(cell_cpu_s=0.2, call_cpu_s=0.2, wall_factor=2, submission_cpu_s=1)
RIGHT = "def answer():\n    return 1"


def test_with_all_left_a_request_may_use_its_limits() -> None:
    allowance = Budget(60, patience=5).allowance(2)
    assert (allowance.cpu_s, allowance.own_s) == (2, 10)
    assert (allowance.cpu_words, allowance.own_words) == ("2 s", "10 s")


def test_with_little_left_a_request_may_use_that_and_is_told() -> None:
    allowance = Budget(60, patience=5, spent_s=57).allowance(2)
    assert (allowance.cpu_s, allowance.own_s) == (2, 3)
    assert allowance.own_words == "was left of the notebook's 60 s"


@pytest.mark.parametrize("spent_s", [60, 119])
def test_with_nothing_left_a_request_may_use_a_small_part_of_its_limit(spent_s: float) -> None:
    allowance = Budget(60, patience=5, spent_s=spent_s).allowance(2)
    assert allowance.cpu_s == allowance.own_s == 0.5


def test_at_twice_the_whole_nothing_is_left() -> None:
    assert Budget(60, patience=5, spent_s=119).left_s == 1
    assert Budget(60, patience=5, spent_s=121).left_s == 0


def test_what_was_slow_is_not_run_again_when_it_no_longer_fits() -> None:
    assert not Budget(60, patience=5, spent_s=30).is_too_slow(20, limit_s=5)
    assert Budget(60, patience=5, spent_s=45).is_too_slow(20, limit_s=5)
    assert not Budget(60, patience=5, spent_s=100).is_too_slow(0.01, limit_s=5)


def test_cells_that_sleep_are_charged_and_what_comes_after_is_still_judged(zygote) -> None:
    nap = "import time\ntime.sleep(0.3)"
    with student(zygote, *[nap] * 8, RIGHT, limits=SMALL) as ran:
        assert ran.value() == 1
        assert all(words.startswith(("waited for longer", "was not run again")) for words in ran.troubles.values())
        assert len(ran.troubles) >= 5
        assert ran.session._budget.spent_s < 2.5


def test_a_function_that_sleeps_costs_itself_and_not_the_right_one(zygote) -> None:
    other = "import time\ndef other():\n    time.sleep(0.35)"
    with student(zygote, other, RIGHT, limits=SMALL) as ran:
        for _ in range(3):
            assert ran.value("other") is None
        assert "waited for longer than was left of the notebook's 1 s" in ran.loses("other")
        assert ran.value() == 1


def test_cells_that_end_their_process_run_the_others_again_at_the_notebooks_cost(zygote) -> None:
    slow = "import time\ntime.sleep(0.35)"
    exits = ["import os\nos._exit(0)"] * 9
    with student(zygote, slow, *exits, RIGHT, limits=SMALL) as ran:
        assert ran.troubles[1] == "was not run again: the notebook has used too much of its 1 s"
        assert ran.value() == 1
        assert ran.session._budget.spent_s < 2


def test_a_loop_that_used_up_the_time_leaves_a_small_part_to_the_others(zygote) -> None:
    limits = Limits(submission_cpu_s=0.3, cell_cpu_s=0.4, call_cpu_s=0.3, wall_factor=5)
    with student(zygote, "while True: pass", RIGHT, limits=limits) as ran:
        assert "ran longer than was left of the notebook's 0.3 s and was stopped" in ran.troubles[1]
        assert ran.value() == 1


def test_who_sleeps_again_and_again_comes_to_an_end(zygote) -> None:
    limits = Limits(call_cpu_s=0.1, submission_cpu_s=0.3, wall_factor=1)
    with student(zygote, "import time\ndef answer():\n    time.sleep(60)", limits=limits) as ran:
        said = [ran.loses() for _ in range(40)]
    assert said[0].startswith("waited for longer than 0.1 s and was stopped")
    assert said[-1] == "was not run: the notebook has used up its 0.3 s"
