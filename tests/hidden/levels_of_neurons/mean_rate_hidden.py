# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of mean_rate."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.levels_of_neurons import mean_rate as reference

OK_FORMAT = False
name = "mean_rate_hidden"

def train(rng, number, start, stop):
    """So many spike times in order, between two times; none of them is a whole number of ms."""
    return np.sort(np.round(rng.uniform(start, stop - 1, number), 1)) + 0.05


RTOL, ATOL = 1e-10, 1e-12


def hidden(rng):
    """Hidden cases."""
    some, many = train(rng, 30, 0, 400), train(rng, 150, 0, 3000)
    return {
        "Any window": [(some, 100.0, 350.0), (some, 37.0, 244.0), (many, 500.0, 2200.0), (some, 0.0, 70.0)],
        "A spike where the window begins": [(some, float(some[8]), 390.0), (some[10:12], float(some[10]), 400.0)],
        "A spike where the window ends": [(some, 20.0, float(some[21])), (some[:6], -5.0, float(some[5]))],
        "Windows without a spike": [(some, 420.0, 460.0), (some + 100, 0.0, 90.0)],
        "No spikes at all": [(some[:0], 0.0, 300.0)],
        "Whole numbers": [(np.array([3, 8, 15, 40, 41]), 5, 40), (np.array([20]), 0, 30)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Any window'][0:1]


@test_case(name="Any window", hidden=True)
def case_0(mean_rate):
    agree(mean_rate, reference, CASES['Any window'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="A spike where the window begins", hidden=True)
def case_1(mean_rate):
    agree(mean_rate, reference, CASES['A spike where the window begins'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="A spike where the window ends", hidden=True)
def case_2(mean_rate):
    agree(mean_rate, reference, CASES['A spike where the window ends'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Windows without a spike", hidden=True)
def case_3(mean_rate):
    agree(mean_rate, reference, CASES['Windows without a spike'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="No spikes at all", hidden=True)
def case_4(mean_rate):
    agree(mean_rate, reference, CASES['No spikes at all'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_5(mean_rate):
    agree(mean_rate, reference, CASES['Whole numbers'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="The spike times that come in stay as they were", hidden=True)
def unchanged(mean_rate):
    agree(mean_rate, reference, FIRST, rtol=RTOL, atol=ATOL, unchanged=True)
    leaves_alone(mean_rate, [inputs for case in CASES.values() for inputs in case])
