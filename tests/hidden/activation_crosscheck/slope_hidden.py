# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of slope."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.activation_crosscheck import slope as reference

OK_FORMAT = False
name = "slope_hidden"

ATOL = 1e-10  # forms of one equation round differently, and what is rounded is divided by h


def hidden(rng):
    """Hidden cases."""
    n = rng.uniform(-3, 3, 200)
    h = float(rng.uniform(0.05, 0.2))
    return {
        "Where the curve is smooth": [(np.tanh, n, h), (np.exp, n[:8], 1e-3), (np.cos, n[:8], h)],
        "A wide step": [(np.exp, n[:6], 1 + h), (np.tanh, n[:6], 2.0)],
        "At a jump and beside it": [(np.sign, np.array([-1.0, 0.0, 1.0]), h), (np.floor, np.array([0.5, 2.0]), h)],
        "Whole numbers": [(np.square, np.arange(-2, 4), 1), (np.exp, np.arange(3), 0.5)],
        "A table and a single one": [(np.sin, n[:6].reshape(2, 3), h), (np.exp, n[:1], h)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Where the curve is smooth'][0:1]


@test_case(name="Where the curve is smooth", hidden=True)
def case_0(slope):
    agree(slope, reference, CASES['Where the curve is smooth'], atol=ATOL, first=FIRST)


@test_case(name="A wide step", hidden=True)
def case_1(slope):
    agree(slope, reference, CASES['A wide step'], atol=ATOL, first=FIRST)


@test_case(name="At a jump and beside it", hidden=True)
def case_2(slope):
    agree(slope, reference, CASES['At a jump and beside it'], atol=ATOL, first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_3(slope):
    agree(slope, reference, CASES['Whole numbers'], atol=ATOL, first=FIRST)


@test_case(name="A table and a single one", hidden=True)
def case_4(slope):
    agree(slope, reference, CASES['A table and a single one'], atol=ATOL, first=FIRST)


@test_case(name="The net inputs that come in stay as they were", hidden=True)
def unchanged(slope):
    agree(slope, reference, FIRST, atol=ATOL, unchanged=True)
    leaves_alone(slope, [inputs for case in CASES.values() for inputs in case])
