# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of euler_step."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.hodgkin_huxley import euler_step as reference

OK_FORMAT = False
name = "euler_step_hidden"

SQUID = {"g_Na": 120.0, "g_K": 36.0, "g_leak": 0.3, "E_Na": 115.0, "E_K": -12.0, "E_leak": 10.613, "C": 1.0}


def membrane(rng):
    """A membrane whose parameters nobody knows by heart."""
    return {
        "g_Na": rng.uniform(60, 150),
        "g_K": rng.uniform(20, 50),
        "g_leak": rng.uniform(0.1, 0.9),
        "E_Na": rng.uniform(90, 120),
        "E_K": rng.uniform(-20, -5),
        "E_leak": rng.uniform(4, 16),
        "C": rng.uniform(0.6, 1.9),
    }


def state(rng, V):
    """A state with this potential, and gates that are neither closed nor open."""
    return np.array([V, *rng.uniform(0.1, 0.9, 3)])


ATOL = 1e-9


def hidden(rng):
    """Hidden cases."""
    other = membrane(rng)
    return {
        "No injected current": [(state(rng, V), 0.0, 0.01, SQUID) for V in rng.uniform(1, 80, 3)],
        "An injected current": [(state(rng, V), rng.uniform(3, 30), 0.01, SQUID) for V in rng.uniform(1, 80, 3)],
        "An injected current below 0": [(state(rng, V), -rng.uniform(3, 30), 0.01, SQUID) for V in rng.uniform(1, 80, 2)],
        "Below rest": [(state(rng, V), 4.0, 0.01, SQUID) for V in -rng.uniform(1, 20, 2)],
        "Other steps": [(state(rng, 9.0), 4.0, dt, SQUID) for dt in (0.025, 0.1, 0.003, 4.0)],
        "Other membranes": [(state(rng, V), rng.uniform(-9, 9), 0.02, other) for V in rng.uniform(-9, 60, 2)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['No injected current'][0:1]


@test_case(name="No injected current", hidden=True)
def case_0(euler_step):
    agree(euler_step, reference, CASES['No injected current'], atol=ATOL, first=FIRST)


@test_case(name="An injected current", hidden=True)
def case_1(euler_step):
    agree(euler_step, reference, CASES['An injected current'], atol=ATOL, first=FIRST)


@test_case(name="An injected current below 0", hidden=True)
def case_2(euler_step):
    agree(euler_step, reference, CASES['An injected current below 0'], atol=ATOL, first=FIRST)


@test_case(name="Below rest", hidden=True)
def case_3(euler_step):
    agree(euler_step, reference, CASES['Below rest'], atol=ATOL, first=FIRST)


@test_case(name="Other steps", hidden=True)
def case_4(euler_step):
    agree(euler_step, reference, CASES['Other steps'], atol=ATOL, first=FIRST)


@test_case(name="Other membranes", hidden=True)
def case_5(euler_step):
    agree(euler_step, reference, CASES['Other membranes'], atol=ATOL, first=FIRST)


@test_case(name="The state that comes in stays as it was", hidden=True)
def unchanged(euler_step):
    agree(euler_step, reference, FIRST, atol=ATOL, unchanged=True)
    leaves_alone(euler_step, [inputs for case in CASES.values() for inputs in case])
