# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of dale_layer."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.unit_and_layer import dale_layer as reference

OK_FORMAT = False
name = "dale_layer_hidden"

def weights(rng, m, k):
    """Weights of either sign, none of them small, and both signs in each column of more than one."""
    found = rng.uniform(0.4, 1.6, (m, k))
    found[(np.arange(m)[:, None] + np.arange(k)) % 2 == 1] *= -1
    return found


def hidden(rng):
    """Hidden cases."""

    def senders(m):
        return rng.uniform(0.2, 3.0, m)

    some, W = senders(4), weights(rng, 4, 3)
    return {
        "Any number of senders and receivers": [(senders(m), weights(rng, m, k)) for m, k in ((5, 2), (2, 4), (60, 3), (3, 3))],
        "A single sender or receiver": [(senders(1), weights(rng, 1, 4)), (senders(4), weights(rng, 4, 1))],
        "Silent senders, missing synapses": [(some * np.array([0, 1, 1, 0]), W), (some, W * np.array([1, 0, 1])), (0 * some, W)],
        "Senders below 0 that excite": [(-some, abs(W)), (rng.normal(size=3), abs(weights(rng, 3, 2)))],
        "Senders below 0 that inhibit": [(-some, -abs(W)), (-some, W), (np.array([-1.5, -0.7, 0.3, 2.0]), W)],
        "Excitation alone, inhibition alone": [(some, abs(W)), (some, -abs(W))],
        "Whole numbers": [(rng.integers(1, 5, 4), rng.integers(1, 4, (4, 2)) * np.array([[1], [-1], [-1], [1]]))],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Any number of senders and receivers'][0:1]


@test_case(name="Any number of senders and receivers", hidden=True)
def case_0(dale_layer):
    agree(dale_layer, reference, CASES['Any number of senders and receivers'], first=FIRST)


@test_case(name="A single sender or receiver", hidden=True)
def case_1(dale_layer):
    agree(dale_layer, reference, CASES['A single sender or receiver'], first=FIRST)


@test_case(name="Silent senders, missing synapses", hidden=True)
def case_2(dale_layer):
    agree(dale_layer, reference, CASES['Silent senders, missing synapses'], first=FIRST)


@test_case(name="Senders below 0 that excite", hidden=True)
def case_3(dale_layer):
    agree(dale_layer, reference, CASES['Senders below 0 that excite'], first=FIRST)


@test_case(name="Senders below 0 that inhibit", hidden=True)
def case_4(dale_layer):
    agree(dale_layer, reference, CASES['Senders below 0 that inhibit'], first=FIRST)


@test_case(name="Excitation alone, inhibition alone", hidden=True)
def case_5(dale_layer):
    agree(dale_layer, reference, CASES['Excitation alone, inhibition alone'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_6(dale_layer):
    agree(dale_layer, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="The activations and weights that come in stay as they were", hidden=True)
def unchanged(dale_layer):
    agree(dale_layer, reference, FIRST, unchanged=True)
    leaves_alone(dale_layer, [inputs for case in CASES.values() for inputs in case])
