# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of split_signs."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.unit_and_layer import split_signs as reference

OK_FORMAT = False
name = "split_signs_hidden"

def weights(rng, m, k):
    """Weights of either sign, none of them small, and both signs in each column of more than one."""
    found = rng.uniform(0.4, 1.6, (m, k))
    found[(np.arange(m)[:, None] + np.arange(k)) % 2 == 1] *= -1
    return found


def hidden(rng):
    """Hidden cases."""
    some = weights(rng, 4, 3)
    return {
        "Any matrix of weights": [(some,), (weights(rng, 60, 4),), (weights(rng, 3, 3),), (rng.normal(size=(5, 2)),)],
        "Missing synapses": [(some * rng.integers(0, 2, (4, 3)) * np.array([1, 0, 1]),), (np.zeros((2, 3)),)],
        "Excitation alone, inhibition alone": [(abs(some),), (-abs(some),)],
        "Small weights and large ones": [(1e-3 * some,), (1e4 * some,)],
        "A single sender or receiver": [(some[:1],), (some[:, 1:2],)],
        "Whole numbers": [(rng.integers(1, 5, (3, 4)) * np.array([1, -1, 0, -1]),)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Any matrix of weights'][0:1]


@test_case(name="Any matrix of weights", hidden=True)
def case_0(split_signs):
    agree(split_signs, reference, CASES['Any matrix of weights'], first=FIRST)


@test_case(name="Missing synapses", hidden=True)
def case_1(split_signs):
    agree(split_signs, reference, CASES['Missing synapses'], first=FIRST)


@test_case(name="Excitation alone, inhibition alone", hidden=True)
def case_2(split_signs):
    agree(split_signs, reference, CASES['Excitation alone, inhibition alone'], first=FIRST)


@test_case(name="Small weights and large ones", hidden=True)
def case_3(split_signs):
    agree(split_signs, reference, CASES['Small weights and large ones'], first=FIRST)


@test_case(name="A single sender or receiver", hidden=True)
def case_4(split_signs):
    agree(split_signs, reference, CASES['A single sender or receiver'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_5(split_signs):
    agree(split_signs, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="The weights that come in stay as they were", hidden=True)
def unchanged(split_signs):
    agree(split_signs, reference, FIRST, unchanged=True)
    leaves_alone(split_signs, [inputs for case in CASES.values() for inputs in case])
