# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of rounding_gap."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.activation_crosscheck import rounding_gap as reference

OK_FORMAT = False
name = "rounding_gap_hidden"

def hidden(rng):
    """Hidden cases."""
    mine, theirs = rng.uniform(0.2, 1, 200), rng.uniform(0.2, 1, 200)
    ulps = 2.0**-54 * rng.integers(-6, 7, 8)
    ulps[:2] = 2.0**-54 * np.array([3, -5])
    low = rng.uniform(0.125, 0.24, 8)
    whole = rng.permutation(np.arange(1, 9))
    unit = float(rng.uniform(0.05, 0.3))
    return {
        "Gaps of either sign": [(mine, theirs, unit), (-mine[:5], theirs[:5], 2.0)],
        "Gaps in the last digits": [(low + ulps, low, 1e-16), (low, low + ulps, 1e-16)],
        "Another unit": [(mine[:6], theirs[:6], 1e-3), (low + ulps, low, 2.0**-52)],
        "Whole numbers": [(whole[:4], whole[4:], 3)],
        "A table and a single one": [(mine[:6].reshape(2, 3), theirs[:6].reshape(2, 3), unit), (mine[:1], theirs[:1], unit)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Gaps of either sign'][0:1]


@test_case(name="Gaps of either sign", hidden=True)
def case_0(rounding_gap):
    agree(rounding_gap, reference, CASES['Gaps of either sign'], first=FIRST)


@test_case(name="Gaps in the last digits", hidden=True)
def case_1(rounding_gap):
    agree(rounding_gap, reference, CASES['Gaps in the last digits'], first=FIRST)


@test_case(name="Another unit", hidden=True)
def case_2(rounding_gap):
    agree(rounding_gap, reference, CASES['Another unit'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_3(rounding_gap):
    agree(rounding_gap, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="A table and a single one", hidden=True)
def case_4(rounding_gap):
    agree(rounding_gap, reference, CASES['A table and a single one'], first=FIRST)


@test_case(name="The activations that come in stay as they were", hidden=True)
def unchanged(rounding_gap):
    agree(rounding_gap, reference, FIRST, unchanged=True)
    leaves_alone(rounding_gap, [inputs for case in CASES.values() for inputs in case])
