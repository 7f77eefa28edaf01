"""What the questions about integrate-and-fire share: cells, and the words of the check that looks at digits."""

import numpy as np

from autograder.questions.checks import Value

CELL = {"tau": 10.0, "R": 10.0, "E_L": -65.0, "V_th": -50.0, "V_reset": -70.0, "t_ref": 2.0}
OTHER = {"tau": 5.0, "R": 30.0, "E_L": -75.0, "V_th": -54.0, "V_reset": -80.0, "t_ref": 3.0}
OTHERS = "tau = 5 ms, R = 30 megohm, E_L = -75, V_th = -54, V_reset = -80 mV and t_ref = 3 ms"
ALL_DIGITS = "They look at all digits"
UNTOUCHED = "check that your function leaves its inputs unchanged"
AND_UNCHANGED = f"{ALL_DIGITS}, and {UNTOUCHED}"
USUAL = "Which step of the arithmetic by hand comes out differently in your code?"


def all_digits(words, inputs, right):
    """Digits that are missing; ``words`` say what goes in."""
    says = f"For {words}, yours gives {{0:.12g}} where {right:.12g} is right."
    return Value("all digits", inputs, right, USUAL, says=says, close=(1e-12, 1e-12), digits=True)


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
