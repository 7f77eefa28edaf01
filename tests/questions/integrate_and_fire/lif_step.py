"""lif_step: one leaky step of the membrane potential."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Value

from .shared import AND_UNCHANGED, CELL, OTHER, OTHERS, USUAL, all_digits, some_cell

PUBLIC = [
    Value(
        "the example by hand, V = -53 mV, 2 nA, dt = 0.5 ms",
        (-53.0, 2.0, 0.5, CELL),
        -52.6,
        USUAL,
        others={
            -52.0: "Is there a leak in yours? In which direction does it pull a neuron above rest?",
            -49.35: "Toward which potential does the membrane leak in yours?",
            -51.4: "In which direction does a leak pull a neuron above rest?",
            -49.0: "What says how fast the potential follows?",
            -52.2: "Where does your step look at how long it is?",
            0.4: "Is that the new potential, or how much it changes?",
            -13.0: "Is a cell with a long time constant quick, or slow?",
            -54.6: "Does a current into the cell raise the potential, or lower it?",
            -53.6: "What does the current do in yours?",
            -53.5: "What turns a current in nA into a potential in mV?",
        },
    ),
    (
        "a neuron below rest without a current, V = -80 mV, dt = 1 ms",
        (-80.0, 0.0, 1.0, CELL),
        -78.5,
        "In which direction does a leak pull a neuron below rest?",
    ),
    (
        f"another cell, with {OTHERS}: V = -60 mV, 1 nA, dt = 0.5 ms",
        (-60.0, 1.0, 0.5, OTHER),
        -58.5,
        "Whose parameters does your step use?",
    ),
    (
        "a step over the threshold, V = -51 mV, 3 nA, dt = 1 ms",
        (-51.0, 3.0, 1.0, CELL),
        -49.4,
        "Which part of the equation of one step knows of a threshold?",
    ),
    (
        "two cells at once, V = -60 and -70 mV, 1 and 0 nA, dt = 1 ms",
        (np.array([-60.0, -70.0]), np.array([1.0, 0.0]), 1.0, CELL),
        [-59.5, -69.5],
        "How many potentials go in at once, and how many should come out?",
    ),
    all_digits("V = -60.7 mV, 0.9 nA, dt = 0.1 ms and tau = 7 ms", (-60.7, 0.9, 0.1, {**CELL, "tau": 7.0}), -60.7 + 0.47 / 7),
]
PROBES = [
    ("a cell at rest without a current", (-65.0, 0.0, 0.5, CELL), "at rest"),
    ("a cell at -55 mV without a current, dt = 1 ms", (-55.0, 0.0, 1.0, CELL), "no current"),
    ("a cell at rest with 1 nA, dt = 1 ms", (-65.0, 1.0, 1.0, CELL), "from rest"),
    ("a cell at -60 mV with -1 nA, dt = 0.5 ms", (-60.0, -1.0, 0.5, CELL), "a current below 0"),
    ("a cell at -60 mV with 1 nA, dt = 0.25 ms", (-60.0, 1.0, 0.25, CELL), "a short step"),
    ("a cell at -60 mV with 1 nA, dt = 2 ms", (-60.0, 1.0, 2.0, CELL), "a long step"),
    (f"a cell at -70 mV with 0.5 nA, dt = 1 ms, {OTHERS}", (-70.0, 0.5, 1.0, OTHER), "another cell"),
    ("a cell at -61.37 mV with 0.71 nA, dt = 0.1 ms", (-61.37, 0.71, 0.1, CELL), "all digits"),
    ("whole numbers, V = -60 mV, 2 nA, dt = 1 ms", (-60, 2, 1, CELL), "whole numbers"),
    (
        "three cells at -60, -70 and -80 mV with 1 nA, dt = 1 ms",
        (np.array([-60.0, -70.0, -80.0]), 1.0, 1.0, CELL),
        "three cells, one current",
    ),
]
MARKS_COME_FROM = (
    "other cells, other time steps, several cells at once, whole numbers, currents below 0 and no current. "
    f"{AND_UNCHANGED}"
)
UNCHANGED = "The potentials that come in stay as they were"
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


HEAD = "def lif_step(V, I, dt, cell):\n"
SHARE = 'dt / cell["tau"]'
SUM = "(leak + drive)"
WRONG = [
    Wrong("F01", "no leak", 0.4, "Without a current, does your potential move at all? Where should it go?", SUM, "drive"),
    Wrong("F02", "leak to 0 mV: the potential is not shifted", 0.5, "Toward which potential does yours leak? Where is rest, as these potentials are measured?", '(V - cell["E_L"])', "V"),
    Wrong("F03", "the time constant is forgotten", 0.5, "What says how fast the potential follows, and where is it in your step?", SHARE, "dt"),
    Wrong("F04", "sign of the leak: away from rest", 0.5, "Left alone above rest, does yours come back, or run away?", "-(V", "(V"),
    Wrong("F05", "hands back the change", 0.5, "Is what you hand back the new potential, or how much it changes?", "return V + ", "return "),
    Wrong("F20", "multiplies by the time constant", 0.5, "Is a cell with a long time constant quick in yours, or slow?", SHARE, 'dt * cell["tau"]'),
    Wrong("F30", "dt is forgotten", 0.5, "Half the time step: does the potential change half as much in yours?", SHARE, '1 / cell["tau"]'),
    Wrong("F31", "the share upside down: tau over dt", 0.4, "A shorter time step: does your potential change less, or more?", SHARE, 'cell["tau"] / dt'),
    Wrong("F22", "the current's sign", 0.5, "Does a current into the cell raise the potential of yours, or lower it?", 'cell["R"] * I', '-cell["R"] * I'),
    Wrong("F23", "no resistance: nA are added to mV", 0.5, "What turns a current in nA into a potential in mV?", 'cell["R"] * I', "I"),
    Wrong("F24", "divides the current by the resistance", 0.5, "Megohm and nA: which way do they make mV, by times or by divided by?", 'cell["R"] * I', 'I / cell["R"]'),
    Wrong("F25", "the current is left out", 0.4, "What does the current do to the potential of yours?", SUM, "leak"),
    Wrong("F26", "leaks toward the threshold", 0.5, "Toward which of the cell's potentials does a leak pull?", 'cell["E_L"]', 'cell["V_th"]'),
    Wrong("F27", "leaks toward the reset", 0.5, "Toward which of the cell's potentials does a leak pull?", 'cell["E_L"]', 'cell["V_reset"]'),
    Wrong("F28", "the whole drive at once: the share reaches the leak only", 0.6, "What is multiplied by dt / tau in yours? Is the current part of it?", SUM, "leak + drive"),
    Wrong("F29", "the whole leak at once: the share reaches the drive only", 0.6, "What is multiplied by dt / tau in yours? Is the leak part of it?", code=f'{HEAD}    return V - (V - cell["E_L"]) + dt / cell["tau"] * cell["R"] * I'),
    Wrong("F32", "the minus reaches V only, or rest has lost its sign", 0.6, "What stands in the brackets behind the minus, and does your minus reach all of it?", '-(V - cell["E_L"])', '-V - cell["E_L"]'),
    Wrong("F33", "hands back the potential from rest", 0.6, "Is your result a potential as it is measured, or how far it is from rest?", "return V + ", 'return V - cell["E_L"] + '),
    Wrong("F34", "the notebook's CELL", 0.6, "Whose parameters does yours use when another cell is given?", code=f'CELL = {CELL!r}\n\n{HEAD}    return V + dt / CELL["tau"] * (CELL["E_L"] - V + CELL["R"] * I)'),
    Wrong("F35", "the exact exponential in place of one straight step", 0.8, "The equation asks for one straight step. Is the way of yours straight, or bent?", code=f'{HEAD}    end = cell["E_L"] + cell["R"] * I\n    return end + (V - end) * np.exp(-dt / cell["tau"])'),
    Wrong("F36", "writes into the potentials that it is given", 0.85, "What are the potentials of the caller after your step?", code=f'{HEAD}    V = V if isinstance(V, np.ndarray) and V.dtype == float else V * 1.0\n    V += dt / cell["tau"] * (cell["E_L"] - V + cell["R"] * I)\n    return V'),
    Wrong("F37", "rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", f"V + {SHARE} * {SUM}", f"np.round(V + {SHARE} * {SUM}, 2)"),
    Wrong("F38", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", "return V +", "print(V)  # "),
    Wrong("F40", "resets within the step", 0.6, "Which part of the equation of one step knows of a threshold or a reset?", code=f'{HEAD}    new = V + dt / cell["tau"] * (cell["E_L"] - V + cell["R"] * I)\n    return np.where(new > cell["V_th"], cell["V_reset"], new)'),
    Wrong("F45", "stops at the threshold", 0.6, "Which part of the equation of one step knows of a threshold or a reset?", f"return V + {SHARE} * {SUM}", f'return np.minimum(V + {SHARE} * {SUM}, cell["V_th"])'),
    Wrong("F41", "a factor of 1000 for the units", 0.6, "Megohm times nA: which unit does it give, and is a factor needed?", 'cell["R"] * I', 'cell["R"] * I / 1000'),
    Wrong("F42", "the leak grows with the resistance too", 0.5, "What is multiplied by R in yours: the current, or everything?", SUM, 'cell["R"] * (leak + I)'),
    Wrong("F43", "an if that can take one number alone", 0.6, "How many cells can come in at once, and how many can an if decide on?", code=f'{HEAD}    new = V + dt / cell["tau"] * (cell["E_L"] - V + cell["R"] * I)\n    if new < -1000:\n        return -1000.0\n    return new'),
]
RIGHT = [
    f'{HEAD}    return V + dt / cell["tau"] * (-(V - cell["E_L"]) + cell["R"] * I)',
    f'{HEAD}    dv = (cell["E_L"] - V + cell["R"] * I) / cell["tau"]\n    return V + dv * dt',
    f'{HEAD}    share = dt / cell["tau"]\n    end = cell["E_L"] + cell["R"] * I\n    return (1 - share) * V + share * end',
    f'{HEAD}    tau, R, E_L = cell["tau"], cell["R"], cell["E_L"]\n    V_new = V - dt * (V - E_L) / tau + dt * R * I / tau\n    return V_new',
    'lif_step = lambda V, I, dt, cell: V + dt * ((cell["E_L"] - V) / cell["tau"] + I * cell["R"] / cell["tau"])',
    f'{HEAD}    def slope(v):\n        return (-(v - cell.get("E_L")) + cell.get("R") * np.asarray(I)) / cell.get("tau")\n\n    return np.add(V, np.multiply(slope(np.asarray(V)), dt))',
    f'{HEAD}    if np.ndim(V) == 0:\n        return float(V + dt * (cell["E_L"] - V + cell["R"] * I) / cell["tau"])\n    currents = np.broadcast_to(I, np.shape(V))\n    return [lif_step(v, i, dt, cell) for v, i in zip(V, currents)]',
]
