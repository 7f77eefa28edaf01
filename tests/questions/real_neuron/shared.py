"""What the questions about real neurons share: the two that were measured, cells made up, and words about digits."""

import math

import numpy as np

from autograder.questions.checks import Value

# swharden/pyABF, 17o05028_ic_steps and 2019_07_24_0055_fsi: steps of 500 ms, upward crossings of -10 mV
SLOW = {"R": 1.28, "tau": 55.0, "gap": 25.0}
SLOW_I = np.arange(-50.0, 101.0, 10.0)
SLOW_RATES = np.array([0, 0, 0, 0, 0, 3, 6, 7, 10, 12, 15, 17, 18, 20, 20, 21]) / 0.5
FAST = {"R": 1.117, "tau": 46.0, "gap": 26.0}
FAST_I = np.arange(-100.0, 301.0, 25.0)
FAST_RATES = np.array([0, 0, 0, 0, 4, 13, 20, 28, 33, 40, 45, 49, 54, 57, 60, 62, 64]) / 0.5
ALL_DIGITS = "They look at all digits"
UNTOUCHED = "check that your function leaves its inputs unchanged"
AND_UNCHANGED = f"{ALL_DIGITS}, and {UNTOUCHED}"
STEP = "Which step of the arithmetic by hand comes out differently in your code?"


def all_digits(words, inputs, right):
    """Digits that are missing; ``words`` say what goes in."""
    places = [f"[{place}]" for place in range(len(right))] if np.ndim(right) else [""]
    ours = " and ".join(f"{{0{place}:.10g}}" for place in places)
    due = " and ".join(f"{one:.10g}" for one in np.ravel(right))
    says = f"For {words}, yours gives {ours} where {due} {'are' if np.ndim(right) else 'is'} right."
    return Value("all digits", inputs, right, STEP, says=says, close=(1e-12, 1e-12), digits=True)


def some_cell(rng):
    """What might be measured of a cell."""
    return {"R": rng.uniform(0.4, 1.6), "tau": rng.uniform(15, 60), "gap": rng.uniform(14, 28)}


def fired(I, I_offset, t_ref, cell):
    """Rates as they are counted in half a second, so that each is an even number of Hz."""
    counts = []
    for current in I:
        x = cell["R"] * (current + I_offset)
        silent = x <= cell["gap"]
        counts.append(0 if silent else round(500 / (t_ref + cell["tau"] * math.log(x / (x - cell["gap"])))))
    return np.array(counts) / 0.5
