# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of cell_rate."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.real_neuron import cell_rate as reference

OK_FORMAT = False
name = "cell_rate_hidden"

# swharden/pyABF, 17o05028_ic_steps and 2019_07_24_0055_fsi: steps of 500 ms, upward crossings of -10 mV
SLOW = {"R": 1.28, "tau": 55.0, "gap": 25.0}
SLOW_I = np.arange(-50.0, 101.0, 10.0)
FAST = {"R": 1.117, "tau": 46.0, "gap": 26.0}
FAST_I = np.arange(-100.0, 301.0, 25.0)


def some_cell(rng):
    """What might be measured of a cell."""
    return {"R": rng.uniform(0.4, 1.6), "tau": rng.uniform(15, 60), "gap": rng.uniform(14, 28)}


RTOL, ATOL = 1e-10, 1e-9


def far(I, I_offset, cell):
    """Those currents with which the potential does not settle close to the threshold."""
    return I[np.abs(cell["R"] * (I + I_offset) - cell["gap"]) > 0.5]


def hidden(rng):
    """Hidden cases."""
    cells = [some_cell(rng) for _ in range(4)]
    offsets, waits = rng.uniform(4, 30, 4), rng.uniform(2, 15, 4)
    I = np.linspace(-60, 240, 13) + rng.uniform(-4, 4)
    strong = np.array([90.0, 150.0, 260.0]) + rng.uniform(0, 20)
    return {
        "The two measured cells": [(far(SLOW_I, 12.0, SLOW), 12.0, 13.5, SLOW), (far(FAST_I, 15.0, FAST), 15.0, 4.2, FAST)],
        "Other cells": [(far(I, one, cell), float(one), float(wait), cell) for one, wait, cell in list(zip(offsets, waits, cells))[:3]],
        "Strong currents alone": [(strong, float(one), float(wait), cell) for one, wait, cell in zip(offsets, waits, cells)],
        "Too weak to fire": [(np.array([-900.0, -400.0, -90.0, 0.0, 3.0]), 2.0, 4.0, cells[0]), (-strong, 5.0, 0.0, cells[1])],
        "No refractory time": [(far(I, 8.0, cells[3]), 8.0, 0.0, cells[3])],
        "An offset below 0": [(strong, -12.5, 3.0, cells[1]), (strong, -8.0, 7.5, SLOW)],
        "A single current": [(strong[:1], 10.0, 4.5, cells[2]), (np.array([-30.0]), 10.0, 4.5, cells[2])],
        "Whole numbers": [(np.array([-20, 0, 30, 90]), 5, 3, {"R": 1, "tau": 25, "gap": 16})],
    }


CASES = hidden(seeded(name))
FIRST = CASES['The two measured cells'][0:1]


@test_case(name="The two measured cells", hidden=True)
def case_0(cell_rate):
    agree(cell_rate, reference, CASES['The two measured cells'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Other cells", hidden=True)
def case_1(cell_rate):
    agree(cell_rate, reference, CASES['Other cells'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Strong currents alone", hidden=True)
def case_2(cell_rate):
    agree(cell_rate, reference, CASES['Strong currents alone'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Too weak to fire", hidden=True)
def case_3(cell_rate):
    agree(cell_rate, reference, CASES['Too weak to fire'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="No refractory time", hidden=True)
def case_4(cell_rate):
    agree(cell_rate, reference, CASES['No refractory time'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="An offset below 0", hidden=True)
def case_5(cell_rate):
    agree(cell_rate, reference, CASES['An offset below 0'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="A single current", hidden=True)
def case_6(cell_rate):
    agree(cell_rate, reference, CASES['A single current'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_7(cell_rate):
    agree(cell_rate, reference, CASES['Whole numbers'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Currents and cell stay as they were", hidden=True)
def unchanged(cell_rate):
    agree(cell_rate, reference, FIRST, rtol=RTOL, atol=ATOL, unchanged=True)
    leaves_alone(cell_rate, [inputs for case in CASES.values() for inputs in case])
