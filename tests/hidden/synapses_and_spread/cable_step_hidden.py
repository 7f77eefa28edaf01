# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of cable_step."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.synapses_and_spread import cable_step as reference

OK_FORMAT = False
name = "cable_step_hidden"

def hidden(rng):
    """Hidden cases."""
    V = rng.uniform(-10, 20, 9)
    lam, tau, dx = rng.uniform(0.3, 0.9), rng.uniform(1, 6), rng.uniform(0.05, 0.3)
    spot = np.zeros(100)
    spot[rng.integers(30, 70)] = 12.0
    return {
        "In the middle of a cable": [(spot, dx, 0.02, lam, tau)],
        "At its ends": [
            (np.array([9.0, 4.0, 0.0, 0.0, 0.0, 2.0, 7.0]), dx, 0.02, lam, tau),
            (V[:2], dx, 0.02, lam, tau),
        ],
        "A membrane that leaks": [(np.full(6, V[0]), dx, 0.1, lam, tau), (np.full(3, -7.0), dx, 0.1, lam, tau)],
        "Any potentials": [(V, dx, 0.02, lam, tau), (V[::-1].copy(), dx, 0.05, lam, tau)],
        "Other cables": [(V, 0.2, 0.02, lam, tau), (V, dx, 0.02, 1.3, tau), (V, dx, 0.02, lam, 11.0)],
        "Whole numbers": [(np.array([5, 0, 0, 3, 8, 1]), 1, 1, 2, 20)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['In the middle of a cable'][0:1]


@test_case(name="In the middle of a cable", hidden=True)
def case_0(cable_step):
    agree(cable_step, reference, CASES['In the middle of a cable'], first=FIRST)


@test_case(name="At its ends", hidden=True)
def case_1(cable_step):
    agree(cable_step, reference, CASES['At its ends'], first=FIRST)


@test_case(name="A membrane that leaks", hidden=True)
def case_2(cable_step):
    agree(cable_step, reference, CASES['A membrane that leaks'], first=FIRST)


@test_case(name="Any potentials", hidden=True)
def case_3(cable_step):
    agree(cable_step, reference, CASES['Any potentials'], first=FIRST)


@test_case(name="Other cables", hidden=True)
def case_4(cable_step):
    agree(cable_step, reference, CASES['Other cables'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_5(cable_step):
    agree(cable_step, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="The potentials that come in stay as they were", hidden=True)
def unchanged(cable_step):
    agree(cable_step, reference, FIRST, unchanged=True)
    leaves_alone(cable_step, [inputs for case in CASES.values() for inputs in case])
