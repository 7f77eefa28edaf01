"""rheobase: the current that takes a cell exactly to its threshold."""

from autograder import Wrong
from autograder.questions.checks import Value

from .shared import AND_UNCHANGED, CELL, OTHER, OTHERS, all_digits, some_cell

BY_HAND = {"tau": 8.0, "R": 20.0, "E_L": -68.0, "V_th": -54.0, "V_reset": -72.0, "t_ref": 3.0}
PUBLIC = [
    Value(
        "the example by hand, R = 20 megohm, E_L = -68, V_th = -54 and V_reset = -72 mV",
        (BY_HAND,),
        0.7,
        "With which current does the potential settle exactly at the threshold?",
        others={
            -0.7: "Does a current have to lift the potential up to the threshold, or lower it?",
            14.0: "Is that a potential, or a current?",
            -2.7: "From where does a current have to lift the potential?",
            0.9: "From where does a long current lift the potential: from the reset, or from rest?",
            280.0: "With a larger resistance, does a cell need more current, or less?",
            700.0: "Millivolt over megohm: which unit does that give?",
        },
    ),
    (f"another cell, with {OTHERS}", (OTHER,), 0.7, "Whose parameters does yours use?"),
    ("the usual cell", (CELL,), 1.5, "How far is it from rest to the threshold, and how far does 1 nA lift it?"),
    all_digits("R = 7 megohm, E_L = -65 and V_th = -50 mV", ({**CELL, "R": 7.0},), 15 / 7),
]
PROBES = [
    ("a cell with R = 25 megohm", ({**CELL, "R": 25.0},), "a large resistance"),
    ("a cell with R = 13 megohm", ({**CELL, "R": 13.0},), "all digits"),
    ("a cell with E_L = -70 mV", ({**CELL, "E_L": -70.0},), "another rest"),
    ("a cell with V_th = -40 mV", ({**CELL, "V_th": -40.0},), "another threshold"),
    ("a cell with tau = 20 ms", ({**CELL, "tau": 20.0},), "another time constant"),
    ("a cell with V_reset = -80 mV", ({**CELL, "V_reset": -80.0},), "another reset"),
    ("a cell with t_ref = 5 ms", ({**CELL, "t_ref": 5.0},), "another refractory time"),
    ("whole numbers, R = 5, E_L = -70 and V_th = -50", ({"tau": 10, "R": 5, "E_L": -70, "V_th": -50, "V_reset": -75, "t_ref": 2},), "whole numbers"),
]
MARKS_COME_FROM = f"other cells. {AND_UNCHANGED}"
UNCHANGED = "The parameters that come in stay as they were"
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


HEAD = "def rheobase(cell):\n"
DISTANCE = '(cell["V_th"] - cell["E_L"])'
WRONG = [
    Wrong("B1", "the wrong sign", 0.6, "Does a current have to lift the potential up to the threshold, or lower it?", DISTANCE, '(cell["E_L"] - cell["V_th"])'),
    Wrong("B2", "the distance in mV, not divided by R", 0.5, "Is that a potential, or a current?", ' / cell["R"]', ""),
    Wrong("B3", "the threshold alone: the potential is not shifted", 0.4, "From where does a current have to lift the potential?", DISTANCE, 'cell["V_th"]'),
    Wrong("B4", "from the reset", 0.6, "From where does a long current lift the potential: from the reset, or from rest?", '["E_L"]', '["V_reset"]'),
    Wrong("B5", "multiplies by the resistance", 0.5, "With a larger resistance, does a cell need more current, or less?", '/ cell["R"]', '* cell["R"]'),
    Wrong("B6", "a factor of 1000", 0.6, "Millivolt over megohm: which unit does that give?", '/ cell["R"]', '/ cell["R"] * 1000'),
    Wrong("B8", "no brackets: only the rest is divided", 0.5, "What is divided by R in yours: the whole distance?", DISTANCE, 'cell["V_th"] - cell["E_L"]'),
    Wrong("B9", "upside down: resistance over distance", 0.4, "With a larger resistance, does a cell need more current, or less?", f'{DISTANCE} / cell["R"]', f'cell["R"] / {DISTANCE}'),
    Wrong("B10", "sum for difference", 0.4, "How far is it from rest to the threshold?", 'cell["V_th"] - cell', 'cell["V_th"] + cell'),
    Wrong("B11", "divides by the time constant", 0.4, "What says how far 1 nA lifts the potential: R, or tau?", '/ cell["R"]', '/ cell["tau"]'),
    Wrong("B12", "times the time constant too", 0.4, "A constant current lasts. Does it matter how fast the potential follows?", '/ cell["R"]', '/ cell["R"] * cell["tau"]'),
    Wrong("B13", "rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", f'{DISTANCE} / cell["R"]', f'round({DISTANCE} / cell["R"], 2)'),
    Wrong("B14", "whole nA", 0.6, "Which numbers can a current in nA be?", f'{DISTANCE} / cell["R"]', f'{DISTANCE} // cell["R"]'),
    Wrong("B15", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f'return {DISTANCE} / cell["R"]', f'print({DISTANCE} / cell["R"])'),
    Wrong("B16", "from the reset to rest", 0.4, "Which two potentials is the distance between, in yours?", DISTANCE, '(cell["E_L"] - cell["V_reset"])'),
    Wrong("B17", "changes the cell", 0.8, "What is the caller's cell after your function has run?", code=f'{HEAD}    cell["V_th"] -= cell["E_L"]\n    return cell["V_th"] / cell["R"]'),
    Wrong("B18", "always the usual cell's: a fixed number, or the notebook's CELL", 0.5, "Whose parameters does yours use when another cell is given?", code=f'CELL = {CELL!r}\n\n{HEAD}    return (CELL["V_th"] - CELL["E_L"]) / CELL["R"]'),
    Wrong("B19", "a little more, so that it fires", 0.8, "With yours, does the potential settle exactly at the threshold, or beyond it?", f'{DISTANCE} / cell["R"]', f'{DISTANCE} / cell["R"] * 1.01'),
    Wrong("B20", "the rest alone", 0.4, "How far is it from rest to the threshold?", DISTANCE, 'cell["E_L"]'),
]
RIGHT = [
    f'{HEAD}    distance = cell["V_th"] - cell["E_L"]\n    return distance / cell["R"]',
    f'{HEAD}    return cell["V_th"] / cell["R"] - cell["E_L"] / cell["R"]',
    'rheobase = lambda cell: -(cell["E_L"] - cell["V_th"]) / cell["R"]',
    f'{HEAD}    R, E_L, V_th = (cell[key] for key in ("R", "E_L", "V_th"))\n    return (V_th - E_L) * R**-1',
    f'{HEAD}    return np.array(np.subtract(cell["V_th"], cell["E_L"]) / cell["R"])',
    f'{HEAD}    low, high = 0.0, 1000.0\n    while high - low > 1e-14 * high:\n        middle = (low + high) / 2\n        if middle in (low, high):\n            break\n        if cell["E_L"] + cell["R"] * middle > cell["V_th"]:\n            high = middle\n        else:\n            low = middle\n    return high',
]
