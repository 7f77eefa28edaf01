# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of operations_for."""

from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.levels_of_neurons import operations_for as reference

OK_FORMAT = False
name = "operations_for_hidden"

USUAL_PRICES = {"add": 1, "multiply": 1, "compare": 1, "exp": 10}
RTOL, ATOL = 1e-10, 1e-12


def model(rng):
    """So many operations of each kind in a step."""
    return {kind: int(rng.integers(3, 40)) for kind in ("multiply", "add", "exp", "compare")}


def measured(rng):
    """What each kind costs, measured on some computer: never in the order of the counts."""
    return {kind: rng.uniform(low, high) for kind, low, high in (("exp", 5, 30), ("compare", 1, 2), ("add", 1, 2), ("multiply", 1, 3))}


def hidden(rng):
    """Hidden cases."""
    some, prices = [model(rng) for _ in range(3)], [measured(rng) for _ in range(3)]
    return {
        "Steps that fit": [(some[0], prices[0], 40.0, 0.5), (some[1], prices[1], 12.0, 0.25), (some[2], prices[2], 1000.0, 0.1)],
        "The usual prices": [(some[1], USUAL_PRICES, 100.0, 0.5)],
        "Models without exponentials": [({"compare": 2, "multiply": 3, "add": 9}, prices[1], 8.0, 0.5), ({"add": 6}, prices[0], 3.0, 1.0)],
        "Steps that fit, but for rounding": [(some[0], prices[2], 0.3, 0.1), (some[2], prices[1], 1.1, 0.1), (some[1], USUAL_PRICES, 0.7, 0.1)],
        "Steps that do not fit": [(some[0], prices[1], 2.0, 0.3), (some[1], prices[2], 1.0, 0.3), (some[2], prices[0], 9.2, 2.0)],
        "Whole numbers": [(some[2], USUAL_PRICES, 12, 2), (some[0], USUAL_PRICES, 3, 1)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Steps that fit'][0:1]


@test_case(name="Steps that fit", hidden=True)
def case_0(operations_for):
    agree(operations_for, reference, CASES['Steps that fit'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="The usual prices", hidden=True)
def case_1(operations_for):
    agree(operations_for, reference, CASES['The usual prices'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Models without exponentials", hidden=True)
def case_2(operations_for):
    agree(operations_for, reference, CASES['Models without exponentials'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Steps that fit, but for rounding", hidden=True)
def case_3(operations_for):
    agree(operations_for, reference, CASES['Steps that fit, but for rounding'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Steps that do not fit", hidden=True)
def case_4(operations_for):
    agree(operations_for, reference, CASES['Steps that do not fit'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_5(operations_for):
    agree(operations_for, reference, CASES['Whole numbers'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="The counts and the prices that come in stay as they were", hidden=True)
def unchanged(operations_for):
    agree(operations_for, reference, FIRST, rtol=RTOL, atol=ATOL, unchanged=True)
    leaves_alone(operations_for, [inputs for case in CASES.values() for inputs in case])
