# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of currents."""

from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.hodgkin_huxley import currents as reference

OK_FORMAT = False
name = "currents_hidden"

SQUID = {"g_Na": 120.0, "g_K": 36.0, "g_leak": 0.3, "E_Na": 115.0, "E_K": -12.0, "E_leak": 10.613, "C": 1.0}


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


def hidden(rng):
    """Hidden cases."""

    def gates():
        return rng.uniform(0.1, 0.9, 3)

    other = membrane(rng)
    return {
        "The squid's membrane": [(V, *gates(), SQUID) for V in (*rng.uniform(5, 90, 3), 0.0)],
        "Below rest": [(V, *gates(), SQUID) for V in -rng.uniform(1, 30, 3)],
        "Far from rest": [(V, *gates(), SQUID) for V in rng.uniform(70, 140, 3)],
        "Closed gates": [(12.0, 0.0, *gates()[:2], SQUID), (12.0, *gates()[:2], 0.0, SQUID), (12.0, 0.4, 0.0, 0.6, SQUID)],
        "Other membranes": [(V, *gates(), other) for V in rng.uniform(-10, 80, 3)],
        "Whole numbers": [(7, *gates(), SQUID), (30, *gates(), SQUID)],
    }


CASES = hidden(seeded(name))
FIRST = CASES["The squid's membrane"][0:1]


@test_case(name="The squid's membrane", hidden=True)
def case_0(currents):
    agree(currents, reference, CASES["The squid's membrane"], first=FIRST)


@test_case(name="Below rest", hidden=True)
def case_1(currents):
    agree(currents, reference, CASES['Below rest'], first=FIRST)


@test_case(name="Far from rest", hidden=True)
def case_2(currents):
    agree(currents, reference, CASES['Far from rest'], first=FIRST)


@test_case(name="Closed gates", hidden=True)
def case_3(currents):
    agree(currents, reference, CASES['Closed gates'], first=FIRST)


@test_case(name="Other membranes", hidden=True)
def case_4(currents):
    agree(currents, reference, CASES['Other membranes'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_5(currents):
    agree(currents, reference, CASES['Whole numbers'], first=FIRST)
