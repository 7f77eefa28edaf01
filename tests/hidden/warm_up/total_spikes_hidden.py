# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of total_spikes."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.warm_up import total_spikes as reference

OK_FORMAT = False
name = "total_spikes_hidden"

def hidden(rng):
    """Hidden cases."""
    counts = rng.integers(1, 9, 6) + np.array([0, 20, 0, 10, 30, 40])
    return {
        "Any number of trials": [(counts,), (counts[:3],), (counts[1:],), (rng.integers(1, 30, 150),)],
        "Trials without spikes": [(counts * np.array([0, 1, 0, 0, 1, 1]),), (counts[:2] * 0,)],
        "A single trial": [(counts[:1],), (counts[-1:],)],
        "No trials yet": [(counts[:0],)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Any number of trials'][0:1]


@test_case(name="Any number of trials", hidden=True)
def case_0(total_spikes):
    agree(total_spikes, reference, CASES['Any number of trials'], first=FIRST)


@test_case(name="Trials without spikes", hidden=True)
def case_1(total_spikes):
    agree(total_spikes, reference, CASES['Trials without spikes'], first=FIRST)


@test_case(name="A single trial", hidden=True)
def case_2(total_spikes):
    agree(total_spikes, reference, CASES['A single trial'], first=FIRST)


@test_case(name="No trials yet", hidden=True)
def case_3(total_spikes):
    agree(total_spikes, reference, CASES['No trials yet'], first=FIRST)


@test_case(name="The counts that come in stay as they were", hidden=True)
def unchanged(total_spikes):
    agree(total_spikes, reference, FIRST, unchanged=True)
    leaves_alone(total_spikes, [inputs for case in CASES.values() for inputs in case])
