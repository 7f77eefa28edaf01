# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of potential_change."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.warm_up import potential_change as reference

OK_FORMAT = False
name = "potential_change_hidden"

def hidden(rng):
    """Hidden cases."""

    def samples(m, rises):
        """So many samples, of which the first and the last are neither the lowest nor the highest."""
        v = rng.uniform(-66, -64, m)
        v[0], v[-1] = (-70, -61) if rises else (-61, -70)
        v[[0, -1]] += rng.uniform(-0.5, 0.5, 2)
        v[1], v[-2] = rng.permutation([-80 - rng.uniform(0, 5), -50 + rng.uniform(0, 5)])
        return v

    def whole(v):
        return np.round(v).astype(int)

    return {
        "From the first sample to the last": [
            (np.round(samples(6, True)),),
            (samples(4, True),),
            (samples(7, False),),
            (samples(200, True),),
        ],
        "Whole numbers": [(whole(samples(5, True)),), (whole(samples(5, False)),)],
        "A single sample": [(rng.uniform(-70, -60, 1),)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['From the first sample to the last'][0:1]


@test_case(name="From the first sample to the last", hidden=True)
def case_0(potential_change):
    agree(potential_change, reference, CASES['From the first sample to the last'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_1(potential_change):
    agree(potential_change, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="A single sample", hidden=True)
def case_2(potential_change):
    agree(potential_change, reference, CASES['A single sample'], first=FIRST)


@test_case(name="The samples that come in stay as they were", hidden=True)
def unchanged(potential_change):
    agree(potential_change, reference, FIRST, unchanged=True)
    leaves_alone(potential_change, [inputs for case in CASES.values() for inputs in case])
