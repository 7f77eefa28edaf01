# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of forward."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.unit_and_layer import forward as reference

OK_FORMAT = False
name = "forward_hidden"

def weights(rng, m, k):
    """Weights of either sign, none of them small, and both signs in each column of more than one."""
    found = rng.uniform(0.4, 1.6, (m, k))
    found[(np.arange(m)[:, None] + np.arange(k)) % 2 == 1] *= -1
    return found


def hidden(rng):
    """Hidden cases."""

    def network(m, h, k):
        return rng.uniform(0.2, 1.0, m), weights(rng, m, h), weights(rng, h, k)

    a, W1, W2 = network(4, 3, 2)
    whole = rng.integers(1, 4, 3), rng.integers(0, 3, (3, 2)) * 2 - 1, rng.integers(1, 3, (2, 4))
    return {
        "Layers of any size": [(*network(m, h, k), np.tanh) for m, h, k in ((4, 2, 3), (2, 5, 3), (60, 3, 2))],
        "Layers of the same size": [(*network(3, 3, 3), np.tanh), (*network(2, 2, 2), np.exp)],
        "A single unit in a layer": [(*network(1, 3, 2), np.sinh), (*network(3, 1, 2), np.exp), (*network(3, 2, 1), np.tanh)],
        "Any activation function": [(*network(4, 3, 2), f) for f in (np.exp, np.arctan, np.square, np.positive)],
        "Silent inputs, missing synapses, inputs below 0": [
            (a * np.array([0, 1, 0, 1]), W1, W2, np.exp),
            (a, W1, W2 * np.array([[0, 1], [1, 0], [1, 1]]), np.arctan),
            (-a, W1, W2, np.exp),
        ],
        "Whole numbers": [(*whole, np.arctan)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Layers of any size'][0:1]


@test_case(name="Layers of any size", hidden=True)
def case_0(forward):
    agree(forward, reference, CASES['Layers of any size'], first=FIRST)


@test_case(name="Layers of the same size", hidden=True)
def case_1(forward):
    agree(forward, reference, CASES['Layers of the same size'], first=FIRST)


@test_case(name="A single unit in a layer", hidden=True)
def case_2(forward):
    agree(forward, reference, CASES['A single unit in a layer'], first=FIRST)


@test_case(name="Any activation function", hidden=True)
def case_3(forward):
    agree(forward, reference, CASES['Any activation function'], first=FIRST)


@test_case(name="Silent inputs, missing synapses, inputs below 0", hidden=True)
def case_4(forward):
    agree(forward, reference, CASES['Silent inputs, missing synapses, inputs below 0'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_5(forward):
    agree(forward, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="The activations and weights that come in stay as they were", hidden=True)
def unchanged(forward):
    agree(forward, reference, FIRST, unchanged=True)
    leaves_alone(forward, [inputs for case in CASES.values() for inputs in case])
