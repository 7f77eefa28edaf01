# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of lif_rate."""

from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.integrate_and_fire import lif_rate as reference

OK_FORMAT = False
name = "lif_rate_hidden"

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


RTOL, ATOL = 1e-11, 1e-9


def hidden(rng):
    """Hidden cases: no current comes near the rheobase."""
    cells = [some_cell(rng) for _ in range(4)]
    currents = [float(needed(one) * rng.uniform(1.2, 4)) for one in cells]
    return {
        "The usual cell": [(I, CELL) for I in (1.6, 2.0, 5.0)],
        "Other cells": list(zip(currents, cells, strict=True)),
        "Below the rheobase": [(1.4, CELL), (float(0.9 * needed(cells[0])), cells[0])],
        "No current, or one below 0": [(0.0, CELL), (-currents[1], cells[1])],
        "No refractory time": [(currents[2], {**cells[2], "t_ref": 0.0}), (2.5, {**CELL, "t_ref": 0.0})],
        "A reset to rest": [(1.6, {**CELL, "V_reset": -65.0}), (3.0, {**CELL, "V_reset": -65.0})],
        "Very strong currents": [(60.0, CELL)],
        "Whole numbers": [(3, CELL), (1, CELL)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['The usual cell'][0:1]


@test_case(name="The usual cell", hidden=True)
def case_0(lif_rate):
    agree(lif_rate, reference, CASES['The usual cell'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Other cells", hidden=True)
def case_1(lif_rate):
    agree(lif_rate, reference, CASES['Other cells'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Below the rheobase", hidden=True)
def case_2(lif_rate):
    agree(lif_rate, reference, CASES['Below the rheobase'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="No current, or one below 0", hidden=True)
def case_3(lif_rate):
    agree(lif_rate, reference, CASES['No current, or one below 0'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="No refractory time", hidden=True)
def case_4(lif_rate):
    agree(lif_rate, reference, CASES['No refractory time'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="A reset to rest", hidden=True)
def case_5(lif_rate):
    agree(lif_rate, reference, CASES['A reset to rest'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Very strong currents", hidden=True)
def case_6(lif_rate):
    agree(lif_rate, reference, CASES['Very strong currents'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_7(lif_rate):
    agree(lif_rate, reference, CASES['Whole numbers'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="The parameters that come in stay as they were", hidden=True)
def unchanged(lif_rate):
    agree(lif_rate, reference, FIRST, rtol=RTOL, atol=ATOL, unchanged=True)
    leaves_alone(lif_rate, [inputs for case in CASES.values() for inputs in case])
