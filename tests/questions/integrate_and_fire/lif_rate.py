"""lif_rate: the exact f-I curve."""

import math

from autograder import Wrong
from autograder.questions.checks import Value

from .shared import AND_UNCHANGED, CELL, OTHER, all_digits, needed, some_cell

USES = ["rheobase"]
BY_HAND = {"tau": 10 / math.log(2), "R": 10.0, "E_L": -65.0, "V_th": -53.0, "V_reset": -73.0, "t_ref": 2.5}
# from -73 mV toward -33 the potential is at -53 when half is left: 10 ms later, and with 2.5 ms the period is 12.5
PUBLIC = [
    Value(
        "the example by hand, tau = 14.427 ms, R = 10 megohm, E_L = -65, V_th = -53, V_reset = -73 mV, t_ref = 2.5 ms, 3.2 nA",
        (3.2, BY_HAND),
        80.0,
        "Which part of the period comes out differently from what you get by hand?",
        others={
            0.08: "How many ms has the second in which spikes are counted?",
            12.5: "Is that how often the cell fires, or how long it takes from one spike to the next?",
            100.0: "For how long is the cell silent after each spike?",
            1000 / (2.5 + 10 / math.log(2) * math.log(1.6)): "Where does the potential set out from after a spike?",
            1000 / (2.5 + 10 / math.log(2) * math.log10(2)): "What does your logarithm give for 2.718, and what should ln give?",
            1000 / (2.5 + math.log(2)): "What says how fast the potential rises?",
            -1000 / 7.5: "Is the logarithm of yours above 0, or below?",
        },
    ),
    ("a current below the rheobase, 1 nA, the usual cell", (1.0, CELL), 0.0, "What does a cell do whose potential never gets to the threshold?"),
    ("no current, the usual cell", (0.0, CELL), 0.0, "What does a cell do whose potential never gets to the threshold?"),
    (
        "another cell, with tau = 5 ms, R = 30 megohm, E_L = -75, V_th = -54, V_reset = -80 mV and t_ref = 0, and 2 nA",
        (2.0, {**OTHER, "t_ref": 0.0}),
        1000 / (5 * math.log(65 / 39)),
        "Whose parameters does yours use, and what if t_ref is 0?",
    ),
    all_digits("3.5 nA and the usual cell", (3.5, CELL), 1000 / (2 + 10 * math.log(2))),
]
PROBES = [
    ("2 nA, the usual cell", (2.0, CELL), "the usual cell"),
    ("1.6 nA, the usual cell", (1.6, CELL), "just enough"),
    ("1.4 nA, the usual cell", (1.4, CELL), "not quite enough"),
    ("-1 nA, the usual cell", (-1.0, CELL), "a current below 0"),
    ("-3 nA, the usual cell", (-3.0, CELL), "a strong current below 0"),
    ("1 nA, R = 20 megohm", (1.0, {**CELL, "R": 20.0}), "a sensitive cell"),
    ("2 nA, R = 5 megohm", (2.0, {**CELL, "R": 5.0}), "a cell that needs more"),
    ("40 nA, the usual cell", (40.0, CELL), "a very strong current"),
    ("3 nA, t_ref = 0", (3.0, {**CELL, "t_ref": 0.0}), "no refractory time"),
    ("3 nA, V_reset = -65 mV", (3.0, {**CELL, "V_reset": -65.0}), "a reset to rest"),
    ("3 nA, R = 20 megohm", (3.0, {**CELL, "R": 20.0}), "a larger resistance"),
    ("3 nA, tau = 20 ms", (3.0, {**CELL, "tau": 20.0}), "a slower cell"),
    ("3 nA, V_th = -45 mV", (3.0, {**CELL, "V_th": -45.0}), "another threshold"),
    ("whole numbers, 4 nA", (4, {key: int(one) for key, one in CELL.items()}), "whole numbers"),
]
MARKS_COME_FROM = (
    "other cells, weak currents, currents below 0, no current, no refractory time, a reset to rest and whole numbers. "
    f"{AND_UNCHANGED}"
)
UNCHANGED = "The parameters that come in stay as they were"
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


HEAD = "def lif_rate(I, cell):\n"
V_INF = '    V_inf = cell["E_L"] + cell["R"] * I\n'
SILENT = "    if I <= rheobase(cell):\n        return 0.0\n"
RISE = '    rise = cell["tau"] * np.log((V_inf - cell["V_reset"]) / (V_inf - cell["V_th"]))\n'
END = '    return 1000 / (cell["t_ref"] + rise)'
RATE = '1000.0 / (cell["t_ref"] + rise)'
QUOTIENT = '(V_inf - cell["V_reset"]) / (V_inf - cell["V_th"])'
GO = f"{HEAD}{V_INF}"
WRONG = [
    Wrong("Q1", "spikes in each ms", 0.6, "How many ms has the second in which spikes are counted?", "1000.0 /", "1.0 /"),
    Wrong("Q2", "the period, and not the rate", 0.5, "Is that how often the cell fires, or how long it takes from one spike to the next?", RATE, 'cell["t_ref"] + rise'),
    Wrong("Q3", "no refractory time", 0.6, "For how long is the cell of yours silent after each spike?", 'cell["t_ref"] + rise', "rise"),
    Wrong("Q4", "sets out from rest, and not from the reset", 0.7, "Where does the potential set out from after a spike?", '["V_reset"]', '["E_L"]'),
    Wrong("Q5", "a logarithm to base 10", 0.7, "What does your logarithm give for 2.718, and what should ln give?", "math.log(", "math.log10("),
    Wrong("Q6", "no time constant", 0.5, "What says how fast the potential rises? Where is it in yours?", 'cell["tau"] * math', "math"),
    Wrong("Q7", "the rise takes less than no time: the fraction upside down, or a minus", 0.6, "Is the time that the potential takes to rise above 0 in yours? Can it be below?", QUOTIENT, '(V_inf - cell["V_th"]) / (V_inf - cell["V_reset"])'),
    Wrong("Q8", "no case below the rheobase: it stops, or is not a number", 0.7, "Does the potential of a cell with little current ever get to the threshold? How often does it fire?", code=f"{GO}{RISE}{END}"),
    Wrong("Q9", "silent above the rheobase, and not below", 0.3, "For which currents is a cell silent, in yours?", "I <= rheobase(cell)", "I >= rheobase(cell)"),
    Wrong("Q10", "no logarithm", 0.5, "How does the potential get nearer to where it settles: evenly, or more and more slowly?", f"math.log({QUOTIENT})", QUOTIENT),
    Wrong("Q11", "V_inf without rest: the potential is not shifted", 0.5, "Where does the potential settle without a current, and where in yours?", 'cell["E_L"] + cell["R"] * I', 'cell["R"] * I'),
    Wrong("Q12", "V_inf without the resistance", 0.5, "What turns a current in nA into a potential in mV?", 'cell["R"] * I', "I"),
    Wrong("Q13", "no brackets below the bar: 1000 / t_ref + rise", 0.5, "What is the whole period, and what do you divide by?", f"return {RATE}", 'return 1000.0 / cell["t_ref"] + rise if cell["t_ref"] else rise'),
    Wrong("Q14", "the refractory time is in the logarithm's factor too", 0.5, "Which part of the period does the time constant stretch?", '1000.0 / (cell["t_ref"] + rise)', '1000.0 / ((cell["t_ref"] + 1) * rise)'),
    Wrong("Q15", "nothing, and no 0, below the rheobase", 0.8, "What should come back for a cell that never fires?", "return 0.0", "return None"),
    Wrong("Q16", "no case below the rheobase: it stops, or is not a number", 0.7, "Does the potential of a cell with little current ever get to the threshold? How often does it fire?", code="import math\n\n" + f"{GO}{RISE}{END}".replace("np.log", "math.log")),
    Wrong("Q17", "rate of what is greater than threshold: a straight line", 0.3, "Does the rate of yours grow evenly with the current?", code=f"{HEAD}    return max(0.0, 20 * (I - rheobase(cell)))"),
    Wrong("Q18", "the usual cell's rheobase for every cell", 0.7, "From which current on does another cell fire in yours?", "rheobase(cell)", "1.5"),
    Wrong("Q19", "silent only without a current", 0.7, "Does a cell with a very small current fire in yours?", code=f"{GO}    if I <= 0:\n        return 0.0\n{RISE}{END}"),
    Wrong("Q20", "whole spikes", 0.7, "Can a rate be 64.4 Hz?", f"return {RATE}", f"return round({RATE})"),
    Wrong("Q31", "whole spikes: cut off", 0.7, "Can a rate be 64.4 Hz?", f"return {RATE}", f"return int({RATE})"),
    Wrong("Q32", "no brackets around the two differences", 0.6, "What is divided by what in your logarithm? Do both differences stand in brackets?", code=f'{GO}{SILENT}    rise = cell["tau"] * np.log(V_inf - cell["V_reset"] / V_inf - cell["V_th"])\n{END}'),
    Wrong("Q21", "the notebook's CELL", 0.6, "Whose parameters does yours use when another cell is given?", code=f"CELL = {CELL!r}\n\n" + f"{HEAD}{V_INF}{RISE}{END}".replace("cell[", "CELL[").replace("    rise", '    if V_inf <= CELL["V_th"]:\n        return 0.0\n    rise')),
    Wrong("Q22", "subtracts the refractory time", 0.5, "Does a refractory time make the period longer in yours, or shorter?", 'cell["t_ref"] + rise', 'rise - cell["t_ref"]'),
    Wrong("Q23", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f"return {RATE}", f"print({RATE})"),
    Wrong("Q24", "divides by the time constant", 0.5, "Does a slow cell take longer to its next spike in yours?", 'cell["tau"] * math.log', '1 / cell["tau"] * math.log'),
    Wrong("Q26", "from the reset to the threshold, of the whole way from rest", 0.5, "How far is it to where the potential settles: from the reset, and from the threshold?", QUOTIENT, '(V_inf - cell["V_reset"]) / (V_inf - cell["E_L"])'),
    Wrong("Q27", "the threshold counts as settled: V_th - V_reset", 0.5, "How far is the reset from where the potential settles?", '(V_inf - cell["V_reset"]) /', '(cell["V_th"] - cell["V_reset"]) /'),
    Wrong("Q28", "changes the cell", 0.8, "What is the caller's cell after your function has run?", code=f'{HEAD}    cell["V_inf"] = cell["E_L"] + cell["R"] * I\n    if cell["V_inf"] <= cell["V_th"]:\n        return 0.0\n    V_inf = cell["V_inf"]\n{RISE}{END}'),
    Wrong("Q29", "a current below 0 fires as one above it", 0.6, "What does a current below 0 do to the potential, and to the rate?", code=f"{HEAD}    I = abs(I)\n{V_INF}{SILENT}{RISE}{END}"),
]
RIGHT = [
    f"{GO}{SILENT}{RISE}{END}",
    f'{GO}    if V_inf > cell["V_th"]:\n        period = cell["t_ref"] + cell["tau"] * np.log((V_inf - cell["V_reset"]) / (V_inf - cell["V_th"]))\n        return 1 / (period / 1000)\n    else:\n        return 0',
    f'{HEAD}    drive = cell["R"] * I\n    depth = cell["E_L"] - cell["V_reset"]\n    need = cell["V_th"] - cell["E_L"]\n    if drive <= need:\n        return 0\n    return 1e3 / (cell["t_ref"] + cell["tau"] * (np.log(drive + depth) - np.log(drive - need)))',
    f'{GO}    return 0.0 if V_inf <= cell["V_th"] else 1000 / (cell["t_ref"] - cell["tau"] * np.log((V_inf - cell["V_th"]) / (V_inf - cell["V_reset"])))',
    f'import math\n\n{GO}    far, near = V_inf - cell["V_reset"], V_inf - cell["V_th"]\n    try:\n        rise = cell["tau"] * math.log(far / near)\n    except (ValueError, ZeroDivisionError):\n        return 0.0\n    return 1000 / (cell["t_ref"] + rise) if near > 0 else 0.0',
    f'{GO}    with np.errstate(all="ignore"):\n        rise = cell["tau"] * np.log((V_inf - cell["V_reset"]) / (V_inf - cell["V_th"]))\n        rate = np.where(V_inf > cell["V_th"], 1000 / (cell["t_ref"] + rise), 0.0)\n    return float(rate)',
    f'{HEAD}    if not I > rheobase(cell):\n        return 0.0\n    tau, V_inf = cell["tau"], cell["E_L"] + cell["R"] * I\n    return 1 / (cell["t_ref"] / 1000 + tau / 1000 * np.log1p((cell["V_th"] - cell["V_reset"]) / (V_inf - cell["V_th"])))',
]
EQUIVALENT = {
    "lif_rate: I <= rheobase(cell) -> I < rheobase(cell)": "Exactly at the rheobase nothing is asked.",
}
