# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of layer."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.unit_and_layer import layer as reference

OK_FORMAT = False
name = "layer_hidden"

def weights(rng, m, k):
    """Weights of either sign, none of them small, and both signs in each column of more than one."""
    found = rng.uniform(0.4, 1.6, (m, k))
    found[(np.arange(m)[:, None] + np.arange(k)) % 2 == 1] *= -1
    return found


def hidden(rng):
    """Hidden cases."""

    def senders(m):
        return rng.uniform(0.2, 1.0, m)

    whole = rng.integers(1, 4, 4)
    return {
        "More senders than receivers, or fewer": [(senders(m), weights(rng, m, k), np.tanh) for m, k in ((5, 2), (2, 6), (60, 3))],
        "As many receivers as senders": [(senders(m), weights(rng, m, m), np.tanh) for m in (3, 4)],
        "A single sender or receiver": [(senders(1), weights(rng, 1, 4), np.sinh), (senders(4), weights(rng, 4, 1), np.exp)],
        "Any activation function": [(senders(4), weights(rng, 4, 3), f) for f in (np.exp, np.arctan, np.square, np.positive)],
        "Silent senders, missing synapses, activations below 0": [
            (senders(4) * np.array([0, 1, 1, 0]), weights(rng, 4, 3), np.exp),
            (senders(3), weights(rng, 3, 2) * np.array([[1, 0], [0, 1], [1, 1]]), np.cos),
            (-senders(5), weights(rng, 5, 3), np.exp),
        ],
        "Whole numbers": [(whole, rng.integers(-3, 4, (4, 3)) * 2 + 1, np.arctan)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['More senders than receivers, or fewer'][0:1]


@test_case(name="More senders than receivers, or fewer", hidden=True)
def case_0(layer):
    agree(layer, reference, CASES['More senders than receivers, or fewer'], first=FIRST)


@test_case(name="As many receivers as senders", hidden=True)
def case_1(layer):
    agree(layer, reference, CASES['As many receivers as senders'], first=FIRST)


@test_case(name="A single sender or receiver", hidden=True)
def case_2(layer):
    agree(layer, reference, CASES['A single sender or receiver'], first=FIRST)


@test_case(name="Any activation function", hidden=True)
def case_3(layer):
    agree(layer, reference, CASES['Any activation function'], first=FIRST)


@test_case(name="Silent senders, missing synapses, activations below 0", hidden=True)
def case_4(layer):
    agree(layer, reference, CASES['Silent senders, missing synapses, activations below 0'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_5(layer):
    agree(layer, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="The activations and weights that come in stay as they were", hidden=True)
def unchanged(layer):
    agree(layer, reference, FIRST, unchanged=True)
    leaves_alone(layer, [inputs for case in CASES.values() for inputs in case])
