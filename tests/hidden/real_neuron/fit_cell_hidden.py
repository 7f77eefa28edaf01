# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of fit_cell."""

import math
import numpy as np
from autograder import Meets
from solutions.real_neuron import cell_rate, rms_error
from otter.test_files import test_case
from autograder import Meets, agree, leaves_alone, meets, seeded
from solutions.real_neuron import fit_cell as reference

OK_FORMAT = False
name = "fit_cell_hidden"

# swharden/pyABF, 17o05028_ic_steps and 2019_07_24_0055_fsi: steps of 500 ms, upward crossings of -10 mV
SLOW = {"R": 1.28, "tau": 55.0, "gap": 25.0}
SLOW_I = np.arange(-50.0, 101.0, 10.0)
SLOW_RATES = np.array([0, 0, 0, 0, 0, 3, 6, 7, 10, 12, 15, 17, 18, 20, 20, 21]) / 0.5
FAST = {"R": 1.117, "tau": 46.0, "gap": 26.0}
FAST_I = np.arange(-100.0, 301.0, 25.0)
FAST_RATES = np.array([0, 0, 0, 0, 4, 13, 20, 28, 33, 40, 45, 49, 54, 57, 60, 62, 64]) / 0.5


def fired(I, I_offset, t_ref, cell):
    """Rates as they are counted in half a second, so that each is an even number of Hz."""
    counts = []
    for current in I:
        x = cell["R"] * (current + I_offset)
        silent = x <= cell["gap"]
        counts.append(0 if silent else round(500 / (t_ref + cell["tau"] * math.log(x / (x - cell["gap"])))))
    return np.array(counts) / 0.5


NEAR = 4  # Hz


def made(I, I_offset, t_ref, cell):
    """The table of a cell that follows the model."""
    return I, fired(I, I_offset, t_ref, cell), cell


EAGER = {"R": 0.6, "tau": 20.0, "gap": 15.0}


def fits(pair, I, rates, cell):
    """The rates of the model are 4 Hz off, root mean square, or less."""
    I_offset, t_ref = np.asarray(pair, dtype=float)
    assert math.isfinite(I_offset), "Is your I_offset a number of pA?"
    assert math.isfinite(t_ref), "Is your t_ref a number of ms?"
    assert t_ref >= 0, "Can a cell be silent for less than no time?"
    off = rms_error(rates, cell_rate(I, I_offset, t_ref, cell))
    is_exchanged = off > NEAR and rms_error(rates, cell_rate(I, t_ref, I_offset, cell)) <= NEAR
    assert not is_exchanged, "Which of the two comes first, and in which unit is it?"
    assert off <= NEAR, f"With these the model is {off:.0f} Hz off. Which of the two moves the curve sideways, and which makes it flatter?"


def hidden(rng):
    """Hidden cases: one table each, for a search asks for many rates."""
    slow, quick = rng.uniform(0.95, 1.05, 2)
    return {
        "The slow cell": Meets(fits, [(SLOW_I, SLOW_RATES, SLOW)]),
        "The fast cell": Meets(fits, [(FAST_I, FAST_RATES, FAST)]),
        "A large offset": Meets(fits, [made(np.arange(-20.0, 100.0, 10.0), 33.0 * slow, 6.0 * quick, EAGER)]),
        "A long refractory time": Meets(fits, [made(np.arange(-30.0, 130.0, 10.0), 24.0 * quick, 17.0 * slow, EAGER)]),
    }


CASES = hidden(seeded(name))
FIRST = Meets(CASES['The slow cell'].relation, CASES['The slow cell'][0:1])


@test_case(name="The slow cell", hidden=True)
def case_0(fit_cell):
    meets(fit_cell, CASES['The slow cell'])


@test_case(name="The fast cell", hidden=True)
def case_1(fit_cell):
    meets(fit_cell, CASES['The fast cell'])


@test_case(name="A large offset", hidden=True)
def case_2(fit_cell):
    meets(fit_cell, CASES['A large offset'])


@test_case(name="A long refractory time", hidden=True)
def case_3(fit_cell):
    meets(fit_cell, CASES['A long refractory time'])
