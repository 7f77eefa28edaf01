# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of simulate_lif."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.integrate_and_fire import simulate_lif as reference

OK_FORMAT = False
name = "simulate_lif_hidden"

CELL = {"tau": 10.0, "R": 10.0, "E_L": -65.0, "V_th": -50.0, "V_reset": -70.0, "t_ref": 2.0}


def some_cell(rng, **fixed):
    """A cell of any kind, whose reset is not its rest."""
    rest = rng.uniform(-76, -66)
    made = {
        "tau": rng.uniform(6, 24),
        "R": rng.uniform(6, 40),
        "E_L": rest,
        "V_th": rest + rng.uniform(11, 19),
        "V_reset": rest - rng.uniform(2, 7),
        "t_ref": 0.5 * rng.integers(2, 9),
    }
    return {**made, **fixed}


def needed(cell):
    """The rheobase in nA."""
    return (cell["V_th"] - cell["E_L"]) / cell["R"]


def steps(*parts):
    """Currents that change: so many steps of each."""
    return np.concatenate([np.full(number, current) for number, current in parts])


RTOL, ATOL = 0.0, (1e-6, 1e-6)


def hidden(rng):
    """Hidden cases."""
    cell = some_cell(rng)
    strong = needed(cell) * rng.uniform(1.5, 2.5)
    changing = needed(cell) * rng.uniform(-1.0, 4.0, 80)
    pulse = steps((5, 0.0), (45, strong), (10, -strong))
    fast = {**cell, "t_ref": 0.3, "tau": 4.0}
    return {
        "Below the threshold": [(np.full(40, 1.2), 0.5, CELL), (steps((10, 0.0), (20, -1.0)), 0.25, CELL)],
        "A strong current": [(np.full(100, 3.0), 0.25, CELL), (np.full(20, 25.0), 0.25, CELL)],
        "Other cells": [(np.full(80, strong), 0.5, cell)],
        "No refractory time": [(np.full(48, 4.0), 0.25, {**CELL, "t_ref": 0.0}), (np.full(70, strong), 0.5, {**cell, "t_ref": 0.0})],
        "A reset to rest": [(np.full(70, 3.0), 0.25, {**CELL, "V_reset": -65.0})],
        "Currents that change": [(pulse, 0.5, cell), (changing, 0.5, cell)],
        "Other time steps": [(np.full(40, 4.0), 0.5, CELL), (np.full(102, 5.0), 0.1, CELL), (np.full(60, strong), 0.1, fast)],
        "Whole numbers": [(np.full(20, 4), 1, CELL), (np.zeros(3, dtype=int), 1, CELL)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Below the threshold'][0:1]


@test_case(name="Below the threshold", hidden=True)
def case_0(simulate_lif):
    agree(simulate_lif, reference, CASES['Below the threshold'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="A strong current", hidden=True)
def case_1(simulate_lif):
    agree(simulate_lif, reference, CASES['A strong current'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Other cells", hidden=True)
def case_2(simulate_lif):
    agree(simulate_lif, reference, CASES['Other cells'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="No refractory time", hidden=True)
def case_3(simulate_lif):
    agree(simulate_lif, reference, CASES['No refractory time'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="A reset to rest", hidden=True)
def case_4(simulate_lif):
    agree(simulate_lif, reference, CASES['A reset to rest'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Currents that change", hidden=True)
def case_5(simulate_lif):
    agree(simulate_lif, reference, CASES['Currents that change'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Other time steps", hidden=True)
def case_6(simulate_lif):
    agree(simulate_lif, reference, CASES['Other time steps'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_7(simulate_lif):
    agree(simulate_lif, reference, CASES['Whole numbers'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="The currents that come in stay as they were", hidden=True)
def unchanged(simulate_lif):
    agree(simulate_lif, reference, FIRST, rtol=RTOL, atol=ATOL, unchanged=True)
    leaves_alone(simulate_lif, [inputs for case in CASES.values() for inputs in case])
