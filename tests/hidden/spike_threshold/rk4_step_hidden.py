# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of rk4_step."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.spike_threshold import rk4_step as reference

OK_FORMAT = False
name = "rk4_step_hidden"

RTOL, ATOL = 1e-9, 1e-12


def hidden(rng):
    """Hidden cases."""
    x = rng.uniform(0.2, 1.4, 5)
    dt = rng.uniform(0.1, 0.3)
    return {
        "Several slopes": [(f, x, dt) for f in (np.cos, np.exp, np.square, np.negative)],
        "Short and long steps": [(np.cos, x, 0.01), (np.negative, x, 1 + dt), (np.tanh, x, 0.7)],
        "One number, and many": [(np.square, x[:1], dt), (np.sin, rng.uniform(0, 3, 60), dt)],
        "Below 0": [(np.square, -x, dt), (np.exp, -x, 2 * dt)],
        "Whole numbers": [(np.negative, np.array([4, 7]), 1), (np.cos, np.array([1, 2]), 0.5)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Several slopes'][0:1]


@test_case(name="Several slopes", hidden=True)
def case_0(rk4_step):
    agree(rk4_step, reference, CASES['Several slopes'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Short and long steps", hidden=True)
def case_1(rk4_step):
    agree(rk4_step, reference, CASES['Short and long steps'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="One number, and many", hidden=True)
def case_2(rk4_step):
    agree(rk4_step, reference, CASES['One number, and many'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Below 0", hidden=True)
def case_3(rk4_step):
    agree(rk4_step, reference, CASES['Below 0'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_4(rk4_step):
    agree(rk4_step, reference, CASES['Whole numbers'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="The numbers that come in stay as they were", hidden=True)
def unchanged(rk4_step):
    agree(rk4_step, reference, FIRST, rtol=RTOL, atol=ATOL, unchanged=True)
    leaves_alone(rk4_step, [inputs for case in CASES.values() for inputs in case])
