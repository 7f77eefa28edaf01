# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of spike_share."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.spike_threshold import spike_share as reference

OK_FORMAT = False
name = "spike_share_hidden"

def hidden(rng):
    """Hidden cases."""
    return {
        "Many trials": [(rng.poisson(0.9, (4, 70)),), (rng.poisson(0.3, (7, 30)),)],
        "A single trial or current": [(np.array([[0], [3], [1]]),), (rng.poisson(1.0, (1, 9)),)],
        "As many trials as currents": [(np.array([[0, 0, 2], [1, 0, 4], [3, 1, 1]]),)],
        "Never and always": [(np.array([[0, 0, 0, 0], [2, 1, 1, 5], [0, 1, 0, 3]]),)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Many trials'][0:1]


@test_case(name="Many trials", hidden=True)
def case_0(spike_share):
    agree(spike_share, reference, CASES['Many trials'], first=FIRST)


@test_case(name="A single trial or current", hidden=True)
def case_1(spike_share):
    agree(spike_share, reference, CASES['A single trial or current'], first=FIRST)


@test_case(name="As many trials as currents", hidden=True)
def case_2(spike_share):
    agree(spike_share, reference, CASES['As many trials as currents'], first=FIRST)


@test_case(name="Never and always", hidden=True)
def case_3(spike_share):
    agree(spike_share, reference, CASES['Never and always'], first=FIRST)


@test_case(name="The counts that come in stay as they were", hidden=True)
def unchanged(spike_share):
    agree(spike_share, reference, FIRST, unchanged=True)
    leaves_alone(spike_share, [inputs for case in CASES.values() for inputs in case])
