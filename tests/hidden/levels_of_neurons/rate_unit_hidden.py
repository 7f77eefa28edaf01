# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of rate_unit."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.levels_of_neurons import rate_unit as reference

OK_FORMAT = False
name = "rate_unit_hidden"

RTOL, ATOL = 1e-10, 1e-12


def some_unit(rng):
    """A unit of any kind."""
    return {"threshold": rng.uniform(0.5, 3), "gain": rng.uniform(5, 40), "top": rng.uniform(50, 150)}


def hidden(rng):
    """Hidden cases."""
    units = [some_unit(rng) for _ in range(4)]
    return {
        "Between threshold and top": [(one["threshold"] + rng.uniform(0.1, 0.9, 6) * one["top"] / one["gain"], one) for one in units],
        "Below the threshold": [(one["threshold"] * rng.uniform(0.1, 0.9, 5), one) for one in units[:2]],
        "Strong currents": [(one["threshold"] + rng.uniform(1.2, 5, 4) * one["top"] / one["gain"], one) for one in units[:2]],
        "Currents below 0": [(rng.uniform(-8, -1, 4), units[2])],
        "All kinds of currents": [(rng.uniform(-5, 25, 40), one) for one in units],
        "A single current": [(np.array([units[3]["threshold"] + 0.7]), units[3])],
        "Whole numbers": [(np.array([-2, 0, 2, 4, 5, 9, 40]), {"threshold": 3, "gain": 12, "top": 70})],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Between threshold and top'][0:1]


@test_case(name="Between threshold and top", hidden=True)
def case_0(rate_unit):
    agree(rate_unit, reference, CASES['Between threshold and top'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Below the threshold", hidden=True)
def case_1(rate_unit):
    agree(rate_unit, reference, CASES['Below the threshold'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Strong currents", hidden=True)
def case_2(rate_unit):
    agree(rate_unit, reference, CASES['Strong currents'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Currents below 0", hidden=True)
def case_3(rate_unit):
    agree(rate_unit, reference, CASES['Currents below 0'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="All kinds of currents", hidden=True)
def case_4(rate_unit):
    agree(rate_unit, reference, CASES['All kinds of currents'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="A single current", hidden=True)
def case_5(rate_unit):
    agree(rate_unit, reference, CASES['A single current'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_6(rate_unit):
    agree(rate_unit, reference, CASES['Whole numbers'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="The currents and the unit that come in stay as they were", hidden=True)
def unchanged(rate_unit):
    agree(rate_unit, reference, FIRST, rtol=RTOL, atol=ATOL, unchanged=True)
    leaves_alone(rate_unit, [inputs for case in CASES.values() for inputs in case])
