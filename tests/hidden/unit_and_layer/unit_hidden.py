# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of unit."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.unit_and_layer import unit as reference

OK_FORMAT = False
name = "unit_hidden"

def hidden(rng):
    """Hidden cases."""

    def senders(m):
        return rng.uniform(0.2, 1.0, m)

    def synapses(m):
        return rng.uniform(0.5, 1.5, m) * np.where(np.arange(m) % 2, -1, 1)

    small = rng.integers(1, 4, 5)
    return {
        "Any number of senders": [(senders(m), synapses(m), np.tanh) for m in (4, 1, 60, 2, 7)],
        "Any activation function": [
            (senders(5), synapses(5), f) for f in (np.exp, np.arctan, np.square, np.positive)
        ],
        "Inhibition, and activations below 0": [
            (senders(4), -senders(4), np.sinh),
            (-senders(3), synapses(3), np.tanh),
            (rng.normal(size=6), synapses(6), np.exp),
        ],
        "Silent senders and missing synapses": [
            (senders(4) * np.array([1, 0, 0, 1]), synapses(4), np.exp),
            (np.zeros(3), synapses(3), np.cos),
            (senders(3), np.array([0.0, 1.3, 0.0]), np.exp),
        ],
        "Whole numbers": [(small, np.array([-1, 2, 3, -4, 5]), np.square), (small[:2], np.array([3, 1]), np.cbrt)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Any number of senders'][0:1]


@test_case(name="Any number of senders", hidden=True)
def case_0(unit):
    agree(unit, reference, CASES['Any number of senders'], first=FIRST)


@test_case(name="Any activation function", hidden=True)
def case_1(unit):
    agree(unit, reference, CASES['Any activation function'], first=FIRST)


@test_case(name="Inhibition, and activations below 0", hidden=True)
def case_2(unit):
    agree(unit, reference, CASES['Inhibition, and activations below 0'], first=FIRST)


@test_case(name="Silent senders and missing synapses", hidden=True)
def case_3(unit):
    agree(unit, reference, CASES['Silent senders and missing synapses'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_4(unit):
    agree(unit, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="The activations and weights that come in stay as they were", hidden=True)
def unchanged(unit):
    agree(unit, reference, FIRST, unchanged=True)
    leaves_alone(unit, [inputs for case in CASES.values() for inputs in case])
