# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of spikes_per_second."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.warm_up import spikes_per_second as reference

OK_FORMAT = False
name = "spikes_per_second_hidden"

def hidden(rng):
    """Hidden cases."""
    counts = rng.integers(1, 40, 6)
    seconds = float(rng.uniform(2.1, 4.9))
    return {
        "One rate for each neuron": [(counts, seconds), (counts[:3], 2 * seconds), (rng.integers(1, 90, 200), 20.0)],
        "A recording shorter than a second": [(counts, 0.25), (counts[:2], 0.7)],
        "Silent neurons": [(counts * np.array([0, 1, 1, 0, 1, 0]), seconds)],
        "A single neuron": [(counts[:1], seconds)],
        "Numbers with a point": [(counts[:4] * 1.0, 3.0)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['One rate for each neuron'][0:1]


@test_case(name="One rate for each neuron", hidden=True)
def case_0(spikes_per_second):
    agree(spikes_per_second, reference, CASES['One rate for each neuron'], first=FIRST)


@test_case(name="A recording shorter than a second", hidden=True)
def case_1(spikes_per_second):
    agree(spikes_per_second, reference, CASES['A recording shorter than a second'], first=FIRST)


@test_case(name="Silent neurons", hidden=True)
def case_2(spikes_per_second):
    agree(spikes_per_second, reference, CASES['Silent neurons'], first=FIRST)


@test_case(name="A single neuron", hidden=True)
def case_3(spikes_per_second):
    agree(spikes_per_second, reference, CASES['A single neuron'], first=FIRST)


@test_case(name="Numbers with a point", hidden=True)
def case_4(spikes_per_second):
    agree(spikes_per_second, reference, CASES['Numbers with a point'], first=FIRST)


@test_case(name="The counts that come in stay as they were", hidden=True)
def unchanged(spikes_per_second):
    agree(spikes_per_second, reference, FIRST, unchanged=True)
    leaves_alone(spikes_per_second, [inputs for case in CASES.values() for inputs in case])
