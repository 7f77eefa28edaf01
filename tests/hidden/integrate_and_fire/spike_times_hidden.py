# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of spike_times."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.integrate_and_fire import spike_times as reference

OK_FORMAT = False
name = "spike_times_hidden"

def recording(rng, number, spikes):
    """So many samples around rest, with so many spikes of several samples each."""
    V = rng.uniform(-80, -45, number)
    for start in np.linspace(3, number - 12, spikes).astype(int):
        wide = rng.integers(1, 6)
        V[start : start + wide] = rng.uniform(4, 40, wide)
    return V


def hidden(rng):
    """Hidden cases."""
    V = recording(rng, 60, 4)
    return {
        "Any number of spikes": [(recording(rng, 400, 17), 0.25, 0.0), (V, 0.25, 0.0), (recording(rng, 30, 1), 0.5, 0.0)],
        "Other levels": [(np.array([-70.0, -44.0, -36.0, -20.0, -50.0, -28.0, -60.0, 5.0]), 0.5, level) for level in (-40.0, -32.0, 0.0)],
        "Other time steps": [(V, dt, 0.0) for dt in (0.05, 2.0)],
        "It begins above the level": [(np.concatenate([[12.0, 3.0], V]), 0.5, 0.0), (np.array([9.0, 9.5, 8.0]), 0.5, 0.0)],
        "It ends above the level": [(np.concatenate([V[:9], [6.0, 11.0]]), 0.5, 0.0)],
        "No spike": [(rng.uniform(-80, -45, 30), 0.5, 0.0)],
        "Whole numbers": [(np.array([-70, -60, 20, 30, -70, 5, -70]), 1, 0)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Any number of spikes'][0:1]


@test_case(name="Any number of spikes", hidden=True)
def case_0(spike_times):
    agree(spike_times, reference, CASES['Any number of spikes'], first=FIRST)


@test_case(name="Other levels", hidden=True)
def case_1(spike_times):
    agree(spike_times, reference, CASES['Other levels'], first=FIRST)


@test_case(name="Other time steps", hidden=True)
def case_2(spike_times):
    agree(spike_times, reference, CASES['Other time steps'], first=FIRST)


@test_case(name="It begins above the level", hidden=True)
def case_3(spike_times):
    agree(spike_times, reference, CASES['It begins above the level'], first=FIRST)


@test_case(name="It ends above the level", hidden=True)
def case_4(spike_times):
    agree(spike_times, reference, CASES['It ends above the level'], first=FIRST)


@test_case(name="No spike", hidden=True)
def case_5(spike_times):
    agree(spike_times, reference, CASES['No spike'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_6(spike_times):
    agree(spike_times, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="The recording stays as it was", hidden=True)
def unchanged(spike_times):
    agree(spike_times, reference, FIRST, unchanged=True)
    leaves_alone(spike_times, [inputs for case in CASES.values() for inputs in case])
