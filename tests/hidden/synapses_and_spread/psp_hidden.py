# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of psp."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.synapses_and_spread import psp as reference

OK_FORMAT = False
name = "psp_hidden"

def hidden(rng):
    """Hidden cases."""
    times = rng.permutation(np.concatenate([rng.uniform(-4, 0, 4), rng.uniform(0.2, 30, 9), [0.0]]))
    after = rng.uniform(0.2, 20, 7)
    amp = rng.uniform(0.3, 9)
    return {
        "An EPSP, from before it to its end": [(np.linspace(-5, 40, 451), amp), (times, amp)],
        "An IPSP": [(after, -amp)],
        "Before the synapse is active": [(-after, amp), (np.array([0.0]), amp)],
        "Other time constants": [(after, amp, *taus) for taus in ((0.5, 2.5), (2.0, 11.0), (3.0, 4.5))],
        "Whole numbers": [(np.array([-3, 0, 1, 2, 5, 12]), 4)],
        "A single time": [(after[:1], amp), (after[1:2], amp)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['An EPSP, from before it to its end'][0:1]


@test_case(name="An EPSP, from before it to its end", hidden=True)
def case_0(psp):
    agree(psp, reference, CASES['An EPSP, from before it to its end'], first=FIRST)


@test_case(name="An IPSP", hidden=True)
def case_1(psp):
    agree(psp, reference, CASES['An IPSP'], first=FIRST)


@test_case(name="Before the synapse is active", hidden=True)
def case_2(psp):
    agree(psp, reference, CASES['Before the synapse is active'], first=FIRST)


@test_case(name="Other time constants", hidden=True)
def case_3(psp):
    agree(psp, reference, CASES['Other time constants'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_4(psp):
    agree(psp, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="A single time", hidden=True)
def case_5(psp):
    agree(psp, reference, CASES['A single time'], first=FIRST)


@test_case(name="The times that come in stay as they were", hidden=True)
def unchanged(psp):
    agree(psp, reference, FIRST, unchanged=True)
    leaves_alone(psp, [inputs for case in CASES.values() for inputs in case])
