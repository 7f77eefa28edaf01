# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of find_threshold."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.spike_threshold import find_threshold as reference

OK_FORMAT = False
name = "find_threshold_hidden"

RTOL = 0.0


def ATOL(excess, low, high, tolerance):  # noqa: N802 - the name of what it is
    """Any current of the last range is as good as its middle."""
    return tolerance


def hidden(rng):
    """Hidden cases: NumPy's functions stand for simulations, each with its threshold."""
    a, b = rng.uniform(0.1, 0.9, 2)
    return {
        "Several simulations": [
            (f, low + a, high + b, 1e-6) for f, low, high in ((np.log, 0, 3), (np.cos, 2, 6), (np.tan, 1.6, 3.6), (np.sin, 10, 13))
        ],
        "A wide range": [(np.log, 0.01, 900 + 50 * a, 1e-3), (np.arctan, -700 * a, 90.0, 0.01)],
        "A very small tolerance": [(np.sin, 4 + a, 7 + b, 1e-10), (np.cos, 2.5 + a, 7 - b, 1e-9)],
        "Close to an end": [(np.log, 1 - 0.003 * a, 50.0, 1e-4), (np.log, 0.05, 1 + 0.003 * b, 1e-4)],
        "Below 0": [(np.cbrt, -5 * a - 1, b, 1e-5), (np.cos, -3.5 - a, b, 1e-5), (np.cos, -4.0, -a, 1e-5)],
        "Narrow enough": [(np.log, 0.99, 1.01, 0.05)],
        "Whole numbers": [(np.cos, 2, 7, 0.001), (np.tan, 2, 4, 0.25)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Several simulations'][0:1]


@test_case(name="Several simulations", hidden=True)
def case_0(find_threshold):
    agree(find_threshold, reference, CASES['Several simulations'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="A wide range", hidden=True)
def case_1(find_threshold):
    agree(find_threshold, reference, CASES['A wide range'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="A very small tolerance", hidden=True)
def case_2(find_threshold):
    agree(find_threshold, reference, CASES['A very small tolerance'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Close to an end", hidden=True)
def case_3(find_threshold):
    agree(find_threshold, reference, CASES['Close to an end'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Below 0", hidden=True)
def case_4(find_threshold):
    agree(find_threshold, reference, CASES['Below 0'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Narrow enough", hidden=True)
def case_5(find_threshold):
    agree(find_threshold, reference, CASES['Narrow enough'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_6(find_threshold):
    agree(find_threshold, reference, CASES['Whole numbers'], rtol=RTOL, atol=ATOL, first=FIRST)
