# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of fires."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.synapses_and_spread import fires as reference

OK_FORMAT = False
name = "fires_hidden"

def hidden(rng):
    """Hidden cases."""
    low = rng.uniform(-5, 14, 200)
    theta = float(rng.integers(5, 12))
    up = low.copy()
    up[rng.integers(20, 180)] = 15.2
    below = -rng.uniform(16, 60, 6)
    last, first = np.append(low[:5], 16.0), np.append(16.0, low[:5])
    return {
        "Above the threshold": [(up,), (last,), (first,), (np.array([19.0, 17.0, 22.0]),)],
        "Never above it": [(low,), (np.append(below, 0.0),), (np.linspace(3, 14.9, 150),)],
        "Exactly at the threshold": [(np.array([2.0, 15.0, 15.0]),), (np.array([theta, 0.0]), theta)],
        "Another threshold": [(np.array([theta + 0.5, 0.0]), theta), (np.array([18.0, 16.0]), 20.0)],
        "A single time": [(np.array([15.4]),), (np.array([14.6]),)],
        "Whole numbers": [(np.array([3, 16, 17]),), (np.array([15, 14, 2]),), (np.array([9, 11]), 10)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Above the threshold'][0:1]


@test_case(name="Above the threshold", hidden=True)
def case_0(fires):
    agree(fires, reference, CASES['Above the threshold'], first=FIRST)


@test_case(name="Never above it", hidden=True)
def case_1(fires):
    agree(fires, reference, CASES['Never above it'], first=FIRST)


@test_case(name="Exactly at the threshold", hidden=True)
def case_2(fires):
    agree(fires, reference, CASES['Exactly at the threshold'], first=FIRST)


@test_case(name="Another threshold", hidden=True)
def case_3(fires):
    agree(fires, reference, CASES['Another threshold'], first=FIRST)


@test_case(name="A single time", hidden=True)
def case_4(fires):
    agree(fires, reference, CASES['A single time'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_5(fires):
    agree(fires, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="The potentials that come in stay as they were", hidden=True)
def unchanged(fires):
    agree(fires, reference, FIRST, unchanged=True)
    leaves_alone(fires, [inputs for case in CASES.values() for inputs in case])
