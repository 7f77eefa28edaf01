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
    some = rng.integers(1, 40, 5)
    return {
        "Any number of neurons, silent ones too": [
            (counts, seconds),
            (counts[:1], 2 * seconds),
            (counts * np.array([0, 1, 1, 0, 1, 0]), seconds),
            (rng.integers(1, 90, 200), 20.0),
            (some * 1.0, 3.0),
        ],
        "A recording shorter than a second": [(counts, 0.25), (some[:2], 0.7)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Any number of neurons, silent ones too'][0:1]


@test_case(name="Any number of neurons, silent ones too", hidden=True)
def case_0(spikes_per_second):
    agree(spikes_per_second, reference, CASES['Any number of neurons, silent ones too'], first=FIRST)


@test_case(name="A recording shorter than a second", hidden=True)
def case_1(spikes_per_second):
    agree(spikes_per_second, reference, CASES['A recording shorter than a second'], first=FIRST)


@test_case(name="The counts that come in stay as they were", hidden=True)
def unchanged(spikes_per_second):
    agree(spikes_per_second, reference, FIRST, unchanged=True)
    leaves_alone(spikes_per_second, [inputs for case in CASES.values() for inputs in case])
