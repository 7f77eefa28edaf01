# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of crossing_time."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.spike_threshold import crossing_time as reference

OK_FORMAT = False
name = "crossing_time_hidden"

def trace(rng, number, spikes, level=50.0):
    """So many samples below a level, with so many spikes of a few samples each."""
    V = rng.uniform(level - 60, level - 8, number)
    for start in np.linspace(number // 3, number - 8, spikes).astype(int):
        V[start : start + rng.integers(1, 5)] += rng.uniform(70, 110)
    return V


def hidden(rng):
    """Hidden cases."""
    V = trace(rng, 40, 2)
    return {
        "A long trace": [(trace(rng, 400, 5), 0.025, 50.0), (trace(rng, 150, 1), 0.1, 50.0)],
        "Other steps": [(V, dt, 50.0) for dt in (0.01, 0.5, 2.0)],
        "Other levels": [(trace(rng, 30, 2, level), 0.25, level) for level in (20.0, 35.0, -4.0)],
        "It crosses at once": [(np.concatenate([[6.0, 81.0], V]), 0.5, 50.0), (np.array([2.0, 99.0]), 0.5, 50.0)],
        "It begins above the level": [(np.concatenate([[77.0, 61.0], V]), 0.5, 50.0)],
        "No crossing": [(rng.uniform(-10, 30, 25), 0.5, 50.0), (np.array([90.0, 60.0, 20.0]), 0.5, 50.0)],
        "Whole numbers": [(np.array([0, 3, 31, 88, 20, 90]), 1, 50)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['A long trace'][0:1]


@test_case(name="A long trace", hidden=True)
def case_0(crossing_time):
    agree(crossing_time, reference, CASES['A long trace'], first=FIRST)


@test_case(name="Other steps", hidden=True)
def case_1(crossing_time):
    agree(crossing_time, reference, CASES['Other steps'], first=FIRST)


@test_case(name="Other levels", hidden=True)
def case_2(crossing_time):
    agree(crossing_time, reference, CASES['Other levels'], first=FIRST)


@test_case(name="It crosses at once", hidden=True)
def case_3(crossing_time):
    agree(crossing_time, reference, CASES['It crosses at once'], first=FIRST)


@test_case(name="It begins above the level", hidden=True)
def case_4(crossing_time):
    agree(crossing_time, reference, CASES['It begins above the level'], first=FIRST)


@test_case(name="No crossing", hidden=True)
def case_5(crossing_time):
    agree(crossing_time, reference, CASES['No crossing'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_6(crossing_time):
    agree(crossing_time, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="The trace stays as it was", hidden=True)
def unchanged(crossing_time):
    agree(crossing_time, reference, FIRST, unchanged=True)
    leaves_alone(crossing_time, [inputs for case in CASES.values() for inputs in case])
