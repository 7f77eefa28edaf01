# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of rates_over_time."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.levels_of_neurons import rates_over_time as reference

OK_FORMAT = False
name = "rates_over_time_hidden"

def train(rng, number, start, stop):
    """So many spike times in order, between two times; none of them is a whole number of ms."""
    return np.sort(np.round(rng.uniform(start, stop - 1, number), 1)) + 0.05


RTOL, ATOL = 1e-10, 1e-12


def hidden(rng):
    """Hidden cases."""
    some, many = train(rng, 40, 0, 400), train(rng, 150, 0, 3000)
    at_spikes = some[[3, 9, 20, 33]]
    return {
        "Windows of one length": [(some, np.arange(0.0, 401.0, 40.0)), (many, np.arange(0.0, 3001.0, 250.0))],
        "Windows of different lengths": [(some, np.array([10.0, 35.0, 147.0, 230.0, 390.0]))],
        "A single window": [(some, np.array([60.0, 333.0]))],
        "Spikes at inner edges": [(some, np.concatenate([[-1.0], at_spikes, [500.0]]))],
        "Spikes at the last edge": [(some, np.array([30.0, 120.0, float(some[25])]))],
        "Windows without a spike": [(some, np.array([390.0, 410.0, 450.0]))],
        "No spikes at all": [(some[:0], np.array([0.0, 90.0, 200.0]))],
        "Whole numbers": [(np.array([2, 9, 10, 17, 30, 31]), np.array([0, 9, 20, 30]))],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Windows of one length'][0:1]


@test_case(name="Windows of one length", hidden=True)
def case_0(rates_over_time):
    agree(rates_over_time, reference, CASES['Windows of one length'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Windows of different lengths", hidden=True)
def case_1(rates_over_time):
    agree(rates_over_time, reference, CASES['Windows of different lengths'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="A single window", hidden=True)
def case_2(rates_over_time):
    agree(rates_over_time, reference, CASES['A single window'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Spikes at inner edges", hidden=True)
def case_3(rates_over_time):
    agree(rates_over_time, reference, CASES['Spikes at inner edges'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Spikes at the last edge", hidden=True)
def case_4(rates_over_time):
    agree(rates_over_time, reference, CASES['Spikes at the last edge'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Windows without a spike", hidden=True)
def case_5(rates_over_time):
    agree(rates_over_time, reference, CASES['Windows without a spike'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="No spikes at all", hidden=True)
def case_6(rates_over_time):
    agree(rates_over_time, reference, CASES['No spikes at all'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_7(rates_over_time):
    agree(rates_over_time, reference, CASES['Whole numbers'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="The spike times and the edges that come in stay as they were", hidden=True)
def unchanged(rates_over_time):
    agree(rates_over_time, reference, FIRST, rtol=RTOL, atol=ATOL, unchanged=True)
    leaves_alone(rates_over_time, [inputs for case in CASES.values() for inputs in case])
