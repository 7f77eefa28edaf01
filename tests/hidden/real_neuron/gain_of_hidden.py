# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of gain_of."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.real_neuron import gain_of as reference

OK_FORMAT = False
name = "gain_of_hidden"

def hidden(rng):
    """Hidden cases."""

    def currents(number):
        return np.cumsum(rng.uniform(2, 30, number)) - 20

    return {
        "Currents in uneven steps": [(currents(9), np.cumsum(rng.uniform(1, 20, 9)))],
        "Rates that fall": [(currents(5), np.array([40.0, 31.0, 24.0, 10.0, 1.0]) + rng.uniform(0, 5))],
        "A long table": [(currents(60), rng.uniform(5, 90, 60))],
        "Even steps": [(np.arange(0.0, 90.0, 15.0), np.cumsum(rng.uniform(1, 20, 6)))],
        "Only two currents": [(currents(2), rng.uniform(5, 90, 2))],
        "Whole numbers": [(np.array([-5, 10, 12, 20]), np.array([1, 7, 18, 13]) * rng.integers(1, 4))],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Currents in uneven steps'][0:1]


@test_case(name="Currents in uneven steps", hidden=True)
def case_0(gain_of):
    agree(gain_of, reference, CASES['Currents in uneven steps'], first=FIRST)


@test_case(name="Rates that fall", hidden=True)
def case_1(gain_of):
    agree(gain_of, reference, CASES['Rates that fall'], first=FIRST)


@test_case(name="A long table", hidden=True)
def case_2(gain_of):
    agree(gain_of, reference, CASES['A long table'], first=FIRST)


@test_case(name="Even steps", hidden=True)
def case_3(gain_of):
    agree(gain_of, reference, CASES['Even steps'], first=FIRST)


@test_case(name="Only two currents", hidden=True)
def case_4(gain_of):
    agree(gain_of, reference, CASES['Only two currents'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_5(gain_of):
    agree(gain_of, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="Currents and rates stay as they were", hidden=True)
def unchanged(gain_of):
    agree(gain_of, reference, FIRST, unchanged=True)
    leaves_alone(gain_of, [inputs for case in CASES.values() for inputs in case])
