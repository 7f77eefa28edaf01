# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of passive."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.synapses_and_spread import passive as reference

OK_FORMAT = False
name = "passive_hidden"

def hidden(rng):
    """Hidden cases."""
    x = rng.uniform(0.05, 4, 7)
    V0, lam = rng.uniform(2, 12), rng.uniform(0.3, 1.8)
    return {
        "An EPSP along the cable": [(np.linspace(0, 5, 201), V0, lam), (x, V0, lam)],
        "An IPSP along the cable": [(x, -V0, lam)],
        "Other length constants": [(x, V0, 0.08), (x, V0, 6.0), (x, V0, 1.0)],
        "Where it starts": [(np.array([0.0]), V0, lam), (np.array([0.0, 0.0]), -V0, lam)],
        "Whole numbers": [(np.array([3, 0, 1, 2]), 5, 2)],
        "A single distance": [(x[:1], V0, lam), (x[1:2], V0, lam)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['An EPSP along the cable'][0:1]


@test_case(name="An EPSP along the cable", hidden=True)
def case_0(passive):
    agree(passive, reference, CASES['An EPSP along the cable'], first=FIRST)


@test_case(name="An IPSP along the cable", hidden=True)
def case_1(passive):
    agree(passive, reference, CASES['An IPSP along the cable'], first=FIRST)


@test_case(name="Other length constants", hidden=True)
def case_2(passive):
    agree(passive, reference, CASES['Other length constants'], first=FIRST)


@test_case(name="Where it starts", hidden=True)
def case_3(passive):
    agree(passive, reference, CASES['Where it starts'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_4(passive):
    agree(passive, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="A single distance", hidden=True)
def case_5(passive):
    agree(passive, reference, CASES['A single distance'], first=FIRST)


@test_case(name="The distances that come in stay as they were", hidden=True)
def unchanged(passive):
    agree(passive, reference, FIRST, unchanged=True)
    leaves_alone(passive, [inputs for case in CASES.values() for inputs in case])
