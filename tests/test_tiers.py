"""The tiers hold what they promise, and the order of a seed is an order of the same tests."""

from __future__ import annotations

import subprocess
import sys
from itertools import groupby

from tests.attacks import ATTACKS, FAMILIES
from tests.attacks.tiers import A_LAYER_EACH, HERE, pair
from tests.helpers.known_answers import KIT, ROOT, a_wrong_answer_each

TWO_FILES = ("tests/test_changes.py", "tests/test_lateness.py")


def collected(*options: str) -> list[str]:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-o", "addopts=--import-mode=importlib"]
    done = subprocess.run([*command, *options, *TWO_FILES], text=True, capture_output=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if "::" in line]


def test_a_seed_gives_one_order_of_the_same_tests_and_another_seed_another() -> None:
    one, again, other = (collected("--shuffle", seed) for seed in ("1", "1", "2"))
    assert len(set(one)) == len(one) > 20
    assert one == again != other
    assert sorted(one) == sorted(other)
    for order in (one, other):
        assert len(list(groupby(order, key=lambda test: test.split("::")[0]))) == len(TWO_FILES)


def marks(attack: object, setup: str) -> set[str]:
    return {mark.name for mark in pair(setup, attack).marks}  # type: ignore[arg-type, attr-defined]


def test_quick_has_an_attack_a_layer_test_one_a_family_and_the_rest_is_long() -> None:
    of_test = {attack.name: attack.family for attack in ATTACKS if "long" not in marks(attack, HERE[0])}
    of_quick = {attack.name for attack in ATTACKS if not marks(attack, HERE[0]) & {"slow", "long"}}
    assert of_quick == A_LAYER_EACH
    assert set(of_test.values()) == set(FAMILIES)
    assert len(of_test) < 2 * len(FAMILIES)
    assert all("long" in marks(attack, setup) for attack in ATTACKS for setup in HERE[1:])


def test_quick_grades_a_wrong_answer_to_every_question_of_every_assignment() -> None:
    asked = {(name, question) for name, assignment in KIT.assignments.items() for question in assignment.points}
    assert {(assignment, answer.question) for assignment, answer in a_wrong_answer_each().values()} == asked
