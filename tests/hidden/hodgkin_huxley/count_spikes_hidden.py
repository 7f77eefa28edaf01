# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of count_spikes."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.hodgkin_huxley import count_spikes as reference

OK_FORMAT = False
name = "count_spikes_hidden"

def trace(rng, number, end=()):
    """A trace with so many spikes, each of several samples and of its own height, far from the level of 50 mV."""
    parts = [rng.uniform(-8, 9, 4)]
    for _ in range(number):
        top = rng.uniform(82, 100)
        parts += [np.array([rng.uniform(18, 35), 64.0, top, 74.0, 60.0, 25.0]), rng.uniform(-11, -2, rng.integers(4, 14))]
    return np.concatenate([*parts, np.array(end)])


def hidden(rng):
    """Hidden cases."""
    many = int(rng.integers(8, 13))
    return {
        "Several spikes": [(trace(rng, 3),), (trace(rng, many),)],
        "A single spike": [(trace(rng, 1),)],
        "No spike": [(trace(rng, 0),), (rng.uniform(-10, 42, 150),), (-rng.uniform(1, 70, 30),)],
        "The end of a recording": [(trace(rng, 4, end=(30.0, 72.0, 95.0)),), (trace(rng, 1, end=(72.0,)),)],
        "Several bumps": [(np.array([0.0, 70.0, 61.0, 75.0, 58.0, 66.0, -3.0, 80.0, 60.0, 81.0, 3.0]),)],
        "Other levels": [(trace(rng, 3), 30.0 + 12.0), (np.append(-3.0, rng.permutation(np.tile([-5.0, 12.0], 20))), 4.0), (trace(rng, 5), 110.0)],
        "A single sample": [(np.array([4.0]),)],
        "Whole numbers": [(np.array([0, 77, 81, 3, -6, 90, 1]),)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Several spikes'][0:1]


@test_case(name="Several spikes", hidden=True)
def case_0(count_spikes):
    agree(count_spikes, reference, CASES['Several spikes'], first=FIRST)


@test_case(name="A single spike", hidden=True)
def case_1(count_spikes):
    agree(count_spikes, reference, CASES['A single spike'], first=FIRST)


@test_case(name="No spike", hidden=True)
def case_2(count_spikes):
    agree(count_spikes, reference, CASES['No spike'], first=FIRST)


@test_case(name="The end of a recording", hidden=True)
def case_3(count_spikes):
    agree(count_spikes, reference, CASES['The end of a recording'], first=FIRST)


@test_case(name="Several bumps", hidden=True)
def case_4(count_spikes):
    agree(count_spikes, reference, CASES['Several bumps'], first=FIRST)


@test_case(name="Other levels", hidden=True)
def case_5(count_spikes):
    agree(count_spikes, reference, CASES['Other levels'], first=FIRST)


@test_case(name="A single sample", hidden=True)
def case_6(count_spikes):
    agree(count_spikes, reference, CASES['A single sample'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_7(count_spikes):
    agree(count_spikes, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="The potentials that come in stay as they were", hidden=True)
def unchanged(count_spikes):
    agree(count_spikes, reference, FIRST, unchanged=True)
    leaves_alone(count_spikes, [inputs for case in CASES.values() for inputs in case])
