# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of rheobase."""

from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.integrate_and_fire import rheobase as reference

OK_FORMAT = False
name = "rheobase_hidden"

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


RTOL, ATOL = 1e-10, 1e-12


def hidden(rng):
    """Hidden cases."""
    cells = [some_cell(rng) for _ in range(6)]
    return {
        "Cells that differ in all": [(one,) for one in (*cells[:2], {**cells[2], "E_L": -4.0, "V_th": 11.0})],
        "Another resistance": [({**CELL, "R": one["R"]},) for one in cells],
        "Another rest": [({**CELL, "E_L": one["E_L"]},) for one in cells[:3]],
        "Another threshold": [({**CELL, "V_th": one["V_th"]},) for one in cells[:3]],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Cells that differ in all'][0:1]


@test_case(name="Cells that differ in all", hidden=True)
def case_0(rheobase):
    agree(rheobase, reference, CASES['Cells that differ in all'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Another resistance", hidden=True)
def case_1(rheobase):
    agree(rheobase, reference, CASES['Another resistance'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Another rest", hidden=True)
def case_2(rheobase):
    agree(rheobase, reference, CASES['Another rest'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Another threshold", hidden=True)
def case_3(rheobase):
    agree(rheobase, reference, CASES['Another threshold'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="The parameters that come in stay as they were", hidden=True)
def unchanged(rheobase):
    agree(rheobase, reference, FIRST, rtol=RTOL, atol=ATOL, unchanged=True)
    leaves_alone(rheobase, [inputs for case in CASES.values() for inputs in case])
