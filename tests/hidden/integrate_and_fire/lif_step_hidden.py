# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of lif_step."""

from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.integrate_and_fire import lif_step as reference

OK_FORMAT = False
name = "lif_step_hidden"

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


RTOL, ATOL = 1e-11, 1e-10


def hidden(rng):
    """Hidden cases."""
    V, I = rng.uniform(-85, -45, 8), rng.uniform(0.3, 3, 8)
    cells = [some_cell(rng) for _ in range(3)]
    return {
        "A cell with a current": [(V[0], I[0], 0.1, CELL), (V[1], I[1], 0.1, CELL)],
        "A current below 0": [(V[2], -I[2], 0.1, CELL)],
        "Without a current it goes back to rest": [(-55.3, 0.0, 0.1, CELL), (-75.7, 0.0, 0.1, CELL)],
        "Other time steps": [(V[3], I[3], dt, CELL) for dt in (0.02, 0.7)],
        "Other cells": [(V[4], I[4], 0.1, one) for one in cells],
        "Over the threshold": [(-50.02, 3.5, 0.1, CELL), (-48.3, -0.4, 0.1, CELL)],
        "Several cells at once": [(V, I, 0.1, CELL), (V, 1.3, 0.2, cells[0])],
        "Whole numbers": [(-62, 3, 1, CELL), (-58, -2, 1, CELL)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['A cell with a current'][0:1]


@test_case(name="A cell with a current", hidden=True)
def case_0(lif_step):
    agree(lif_step, reference, CASES['A cell with a current'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="A current below 0", hidden=True)
def case_1(lif_step):
    agree(lif_step, reference, CASES['A current below 0'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Without a current it goes back to rest", hidden=True)
def case_2(lif_step):
    agree(lif_step, reference, CASES['Without a current it goes back to rest'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Other time steps", hidden=True)
def case_3(lif_step):
    agree(lif_step, reference, CASES['Other time steps'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Other cells", hidden=True)
def case_4(lif_step):
    agree(lif_step, reference, CASES['Other cells'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Over the threshold", hidden=True)
def case_5(lif_step):
    agree(lif_step, reference, CASES['Over the threshold'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Several cells at once", hidden=True)
def case_6(lif_step):
    agree(lif_step, reference, CASES['Several cells at once'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_7(lif_step):
    agree(lif_step, reference, CASES['Whole numbers'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="The potentials that come in stay as they were", hidden=True)
def unchanged(lif_step):
    agree(lif_step, reference, FIRST, rtol=RTOL, atol=ATOL, unchanged=True)
    leaves_alone(lif_step, [inputs for case in CASES.values() for inputs in case])
