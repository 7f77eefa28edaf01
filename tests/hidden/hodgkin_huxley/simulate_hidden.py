# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of simulate."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.hodgkin_huxley import simulate as reference

OK_FORMAT = False
name = "simulate_hidden"

SQUID = {"g_Na": 120.0, "g_K": 36.0, "g_leak": 0.3, "E_Na": 115.0, "E_K": -12.0, "E_leak": 10.613, "C": 1.0}
REST = np.array([0.0, 0.3177, 0.0529, 0.5961])


def membrane(rng):
    """A membrane whose parameters nobody knows by heart."""
    return {
        "g_Na": rng.uniform(60, 150),
        "g_K": rng.uniform(20, 50),
        "g_leak": rng.uniform(0.1, 0.9),
        "E_Na": rng.uniform(90, 120),
        "E_K": rng.uniform(-20, -5),
        "E_leak": rng.uniform(4, 16),
        "C": rng.uniform(0.6, 1.9),
    }


def state(rng, V):
    """A state with this potential, and gates that are neither closed nor open."""
    return np.array([V, *rng.uniform(0.1, 0.9, 3)])


ATOL = 1e-9


def hidden(rng):
    """Hidden cases: so few steps that every right way of adding them up agrees."""
    other = membrane(rng)
    return {
        "A current that stays": [(REST, np.full(25, rng.uniform(4, 15)), 0.01, SQUID)],
        "A current that changes": [(REST, rng.uniform(-20, 20, 32), 0.01, SQUID)],
        "Any start": [(state(rng, V), rng.uniform(-9, 9, 4), 0.01, SQUID) for V in (-7.0, 35.0)],
        "A single step": [(state(rng, 8.0), np.array([rng.uniform(3, 9)]), 0.01, SQUID)],
        "Other steps": [(REST, rng.uniform(2, 9, 3), dt, SQUID) for dt in (0.04, 0.1)],
        "Other membranes": [(state(rng, 5.0), rng.uniform(2, 9, 5), 0.01, other)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['A current that stays'][0:1]


@test_case(name="A current that stays", hidden=True)
def case_0(simulate):
    agree(simulate, reference, CASES['A current that stays'], atol=ATOL, first=FIRST)


@test_case(name="A current that changes", hidden=True)
def case_1(simulate):
    agree(simulate, reference, CASES['A current that changes'], atol=ATOL, first=FIRST)


@test_case(name="Any start", hidden=True)
def case_2(simulate):
    agree(simulate, reference, CASES['Any start'], atol=ATOL, first=FIRST)


@test_case(name="A single step", hidden=True)
def case_3(simulate):
    agree(simulate, reference, CASES['A single step'], atol=ATOL, first=FIRST)


@test_case(name="Other steps", hidden=True)
def case_4(simulate):
    agree(simulate, reference, CASES['Other steps'], atol=ATOL, first=FIRST)


@test_case(name="Other membranes", hidden=True)
def case_5(simulate):
    agree(simulate, reference, CASES['Other membranes'], atol=ATOL, first=FIRST)


@test_case(name="The start and the currents that come in stay as they were", hidden=True)
def unchanged(simulate):
    agree(simulate, reference, FIRST, atol=ATOL, unchanged=True)
    leaves_alone(simulate, [inputs for case in CASES.values() for inputs in case])
