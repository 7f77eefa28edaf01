# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of membrane."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.synapses_and_spread import membrane as reference

OK_FORMAT = False
name = "membrane_hidden"

def hidden(rng):
    """Hidden cases."""
    t = np.linspace(-5, 60, 261)
    few = rng.uniform(0, 25, 6)
    start, amp = rng.uniform(0, 20, 5), rng.uniform(0.5, 6, 5)
    signed = amp * np.array([1, -1, 1, -1, -1])
    return {
        "Excitatory synapses": [(t, start, amp), (few, start[:2], amp[:2])],
        "Excitatory and inhibitory synapses": [(few, start, signed), (few, start[:3], -amp[:3])],
        "Two at one time": [(few, np.array([2.0, 2.0]), amp[:2])],
        "Many small ones": [(few, rng.uniform(0, 5, 120), rng.uniform(-0.3, 0.6, 120))],
        "A single synapse, or a single time": [(few, start[:1], amp[:1]), (few[:1], start, signed)],
        "Whole numbers": [(np.array([0, 1, 3, 9]), np.array([0, 2, 1]), np.array([4, -1, 2]))],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Excitatory synapses'][0:1]


@test_case(name="Excitatory synapses", hidden=True)
def case_0(membrane):
    agree(membrane, reference, CASES['Excitatory synapses'], first=FIRST)


@test_case(name="Excitatory and inhibitory synapses", hidden=True)
def case_1(membrane):
    agree(membrane, reference, CASES['Excitatory and inhibitory synapses'], first=FIRST)


@test_case(name="Two at one time", hidden=True)
def case_2(membrane):
    agree(membrane, reference, CASES['Two at one time'], first=FIRST)


@test_case(name="Many small ones", hidden=True)
def case_3(membrane):
    agree(membrane, reference, CASES['Many small ones'], first=FIRST)


@test_case(name="A single synapse, or a single time", hidden=True)
def case_4(membrane):
    agree(membrane, reference, CASES['A single synapse, or a single time'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_5(membrane):
    agree(membrane, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="The arrays that come in stay as they were", hidden=True)
def unchanged(membrane):
    agree(membrane, reference, FIRST, unchanged=True)
    leaves_alone(membrane, [inputs for case in CASES.values() for inputs in case])
