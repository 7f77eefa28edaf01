"""simulate_lif: step after step, with spikes, a reset, and a refractory time.

Spikes are far from what decides them: no current comes near the rheobase, where a rounding more or less would count.
"""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import CELL, OTHER, OTHERS, UNTOUCHED, needed, some_cell, steps

USES = ["lif_step", "refractory_steps"]
BY_HAND = {"tau": 2.0, "R": 4.0, "E_L": -56.0, "V_th": -51.0, "V_reset": -64.0, "t_ref": 2.0}
FREE = {**BY_HAND, "t_ref": 0.0}
TWO = np.full(9, 2.0)
TRACE = [-56, -52, -64, -64, -64, -56, -52, -64, -64]
CHANGING = np.array([2.0, 0.0, -1.0, 0.25, 1.0, 0.0])
WHERE = "Which of the potentials is the first one that is not as by hand?"
PUBLIC = [
    Answer(
        "two things come back",
        (TWO, 1.0, BY_HAND),
        (np.array(TRACE, dtype=float), np.array([2.0, 7.0])),
        OTHER_KIND="{name} handed back {got}, where two things were asked for: the potentials, and the spike times.\n"
        "What stands behind return in yours?",
    ),
    Value(
        "a potential for each current",
        (TWO, 1.0, BY_HAND),
        True,
        "How many potentials belong to 9 currents? Is the first of them there, and are those of the refractory time?",
        part=lambda got: len(got) == 2 and np.asarray(got[0], dtype=float).shape == (9,),
        says="For the example by hand, with nine currents, yours does not give 9 potentials first and the spike times second.",
    ),
    Value(
        "the example by hand up to the first spike: potentials at 0 and 1 ms",
        (TWO, 1.0, BY_HAND),
        [-56, -52],
        "Where does the potential start, and which step leads from one potential to the next?",
        part=lambda got: np.asarray(got[0], dtype=float)[:2],
        says="For the example by hand yours begins with {0[0]}, where -56 and -52 are right.",
    ),
    Value(
        "the example by hand: the potential at the time of the first spike",
        (TWO, 1.0, BY_HAND),
        -64,
        "What is recorded at a spike: what it was before the reset, or what it is after it?",
        part=lambda got: np.asarray(got[0], dtype=float)[2],
        says="For the example by hand yours gives {0[0]}, where the third should be -64.",
    ),
    Value(
        "the example by hand: the refractory time, and what comes after it",
        (TWO, 1.0, BY_HAND),
        TRACE[3:],
        "How many steps of 1 ms does the refractory time have, where does the potential stay, and when does it move again?",
        part=lambda got: np.asarray(got[0], dtype=float)[3:],
        says="For the example by hand yours gives {0[0]}, where -56, -52, -64, -64, -64, -56, -52, -64, -64 is right.",
    ),
    Value(
        "the example by hand, potentials and spike times",
        (TWO, 1.0, BY_HAND),
        (np.array(TRACE, dtype=float), np.array([2.0, 7.0])),
        "At which times does the potential go over the threshold? Is each of them there once?",
    ),
    (
        "the same cell with t_ref = 0, and 8 steps of 4 nA",
        (np.full(8, 4.0), 1.0, FREE),
        (np.array([-56, -64, -52, -64, -52, -64, -52, -64], dtype=float), np.array([1.0, 3.0, 5.0, 7.0])),
        "What is the first potential after a spike, where nothing is refractory?",
    ),
    (
        "currents that change, 2, 0, -1, 0.25, 1 and 0 nA, with the cell of the example by hand",
        (CHANGING, 1.0, BY_HAND),
        (np.array([-56.0, -52.0, -54.0, -57.0, -56.0, -54.0]), np.array([])),
        "Which current leads from one potential to the next: that of the time before, or of the time itself?",
    ),
    (
        "a time step of 4 ms, with tau = 8 ms, t_ref = 16 ms and all else as by hand",
        (TWO, 4.0, {**BY_HAND, "tau": 8.0, "t_ref": 16.0}),
        (np.array([-56, -52, -64, -64, -64, -64, -64, -56, -52], dtype=float), np.array([8.0])),
        "Does yours tell the number of a step from the time in ms?",
    ),
]
PULSE = steps((8, 0.0), (60, 2.0), (20, 0.0))
PROBES = [
    ("no current, 6 steps of 0.5 ms, the usual cell", (np.zeros(6), 0.5, CELL), "no current"),
    ("one current alone", (np.array([2.0]), 0.5, CELL), "one current"),
    ("40 steps of 0.5 ms with 3 nA, the usual cell", (np.full(40, 3.0), 0.5, CELL), "a strong current"),
    ("40 steps of 0.5 ms with 3 nA, t_ref = 0", (np.full(40, 3.0), 0.5, {**CELL, "t_ref": 0.0}), "no refractory time"),
    ("40 steps of 0.5 ms with 3 nA, V_reset = -65 mV", (np.full(40, 3.0), 0.5, {**CELL, "V_reset": -65.0}), "resets to rest"),
    ("60 steps of 0.5 ms with 1 nA, the usual cell", (np.full(60, 1.0), 0.5, CELL), "a weak current"),
    ("a pulse of 2 nA between 4 and 34 ms, dt = 0.5 ms", (PULSE, 0.5, CELL), "a pulse"),
    (f"60 steps of 0.5 ms with 1.2 nA, another cell: {OTHERS}", (np.full(60, 1.2), 0.5, OTHER), "another cell"),
    ("40 steps of 0.5 ms with -2 nA", (np.full(40, -2.0), 0.5, CELL), "a current below 0"),
    ("80 steps of 0.25 ms with 3 nA, the usual cell", (np.full(80, 3.0), 0.25, CELL), "a shorter step"),
    ("40 steps of 0.25 ms with 20 nA, the usual cell", (np.full(40, 20.0), 0.25, CELL), "a very strong current"),
    ("the cell of the example by hand with V_th = -50 mV, 2 nA", (TWO, 1.0, {**BY_HAND, "V_th": -50.0}), "exactly at the threshold"),
    ("3 steps of 1 ms with 60 nA, the usual cell", (np.full(3, 60.0), 1.0, CELL), "a jump"),
    ("whole numbers, 20 steps of 1 ms with 4 nA", (np.full(20, 4), 1, CELL), "whole numbers"),
    ("40 steps of 0.5 ms with 3 nA, after all the other calls", (np.full(40, 3.0), 0.5, CELL), "again"),
]
MARKS_COME_FROM = (
    "long recordings, other cells, other time steps, currents below 0, no current, weak currents, currents that change, no "
    f"refractory time, a reset to rest and whole numbers. They also {UNTOUCHED}"
)
UNCHANGED = "The currents that come in stay as they were"
RTOL, ATOL = 0.0, (1e-6, 1e-6)


def hidden(rng):
    """Hidden cases."""
    cell = some_cell(rng)
    strong = needed(cell) * rng.uniform(1.5, 2.5)
    changing = needed(cell) * rng.uniform(-1.0, 4.0, 80)
    pulse = steps((5, 0.0), (45, strong), (10, -strong))
    fast = {**cell, "t_ref": 0.3, "tau": 4.0}
    return {
        "Below the threshold": [(np.full(40, 1.2), 0.5, CELL), (steps((10, 0.0), (20, -1.0)), 0.25, CELL)],
        "A strong current": [(np.full(100, 3.0), 0.25, CELL), (np.full(20, 25.0), 0.25, CELL)],
        "Other cells": [(np.full(80, strong), 0.5, cell)],
        "No refractory time": [(np.full(48, 4.0), 0.25, {**CELL, "t_ref": 0.0}), (np.full(70, strong), 0.5, {**cell, "t_ref": 0.0})],
        "A reset to rest": [(np.full(70, 3.0), 0.25, {**CELL, "V_reset": -65.0})],
        "Currents that change": [(pulse, 0.5, cell), (changing, 0.5, cell)],
        "Other time steps": [(np.full(40, 4.0), 0.5, CELL), (np.full(102, 5.0), 0.1, CELL), (np.full(60, strong), 0.1, fast)],
        "Whole numbers": [(np.full(20, 4), 1, CELL), (np.zeros(3, dtype=int), 1, CELL)],
    }


HEAD = "def simulate_lif(I, dt, cell):\n"
START = '    V = np.zeros(len(I))\n    V[0] = cell["E_L"]\n    spikes = []\n    left = 0\n'
LOOP = "    for k in range(1, len(I)):\n"
HELD = '        if left > 0:\n            left -= 1\n            V[k] = cell["V_reset"]\n            continue\n'
STEP = "        V[k] = lif_step(V[k - 1], I[k - 1], dt, cell)\n"
OVER = '        if V[k] > cell["V_th"]:\n'
RESET = '            V[k] = cell["V_reset"]\n'
NOTE = "            spikes.append(k * dt)\n"
WAIT = '            left = refractory_steps(cell["t_ref"], dt)\n'
END = "    return V, np.array(spikes)"
FIRED = f'V[k] = cell["V_reset"]\n{NOTE}'
GO = "lif_step(V[k - 1], I[k - 1], dt, cell)"


def code(start=START, held=HELD, step=STEP, over=OVER, fired=RESET + NOTE + WAIT, end=END, loop=LOOP):
    """An answer with some of its parts changed."""
    return f"{HEAD}{start}{loop}{held}{step}{over}{fired}{end}"


WRONG = [
    Wrong("F09", "no reset; the refractory time hides it", 0.5, "Where is the potential right after a spike, in a cell whose t_ref is 0?", code=code(fired=NOTE + WAIT)),
    Wrong("F50", "reset after the record: the trace shows what was before it", 0.7, "What is recorded at a spike: the potential before the reset, or after it?", code=f'{HEAD}{START}    now = V[0]\n{LOOP}        if left > 0:\n            left -= 1\n            V[k] = now\n            continue\n        now = lif_step(now, I[k - 1], dt, cell)\n        V[k] = now\n        if now > cell["V_th"]:\n            now = cell["V_reset"]\n{NOTE}{WAIT}{END}'),
    Wrong("F10", "resets to rest", 0.7, "To which potential does yours reset? Which of the cell's is meant for that?", code=code(held=HELD.replace("V_reset", "E_L"), fired=RESET.replace("V_reset", "E_L") + NOTE + WAIT)),
    Wrong("F11", "no refractory time", 0.6, "For how long does the potential of yours stay at V_reset?", code=code(fired=RESET + NOTE)),
    Wrong("F51", "the refractory time is one step too short", 0.8, "Count the steps at V_reset after the one with the spike: how many should there be?", 'left = refractory_steps(cell["t_ref"], dt)', 'left = refractory_steps(cell["t_ref"], dt) - 1'),
    Wrong("F52", "the refractory time is one step too long", 0.8, "Count the steps at V_reset after the one with the spike: how many should there be?", 'left = refractory_steps(cell["t_ref"], dt)', 'left = refractory_steps(cell["t_ref"], dt) + 1'),
    Wrong("F07", "a spike only exactly at the threshold", 0.4, "How often is the potential exactly at the threshold after a step?", 'V[k] > cell["V_th"]', 'V[k] == cell["V_th"]'),
    Wrong("F06", "fires below the threshold: sizes are compared, or the sign is turned", 0.4, "Which is greater, -65 or -50? On which side of the threshold does yours fire?", 'V[k] > cell["V_th"]', 'abs(V[k]) > abs(cell["V_th"])'),
    Wrong("F54", "the threshold counted from rest: the potential is not shifted", 0.5, "Is the threshold a potential as it is measured, or how far it is from rest?", 'V[k] > cell["V_th"]', 'V[k] - cell["E_L"] > cell["V_th"]'),
    Wrong("F55", "spike times in steps", 0.7, "Is that a time in ms, or the number of a step?", "spikes.append(k * dt)", "spikes.append(k)"),
    Wrong("F56", "spike times in seconds", 0.7, "In which unit are the spike times asked for?", "spikes.append(k * dt)", "spikes.append(k * dt / 1000)"),
    Wrong("F57", "spike times one step early", 0.8, "Is the time of your spike that at which the potential is over the threshold?", "spikes.append(k * dt)", "spikes.append((k - 1) * dt)"),
    Wrong("F58", "spike times one step late", 0.8, "Is the time of your spike that at which the potential is over the threshold?", "spikes.append(k * dt)", "spikes.append((k + 1) * dt)"),
    Wrong("F59", "how many spikes", 0.6, "Is it asked how many spikes there are, or when they are?", "return V, np.array(spikes)", "return V, len(spikes)"),
    Wrong("F60", "the potentials alone", 0.5, "How many things are asked for, and what stands behind your return?", "return V, np.array(spikes)", "return V"),
    Wrong("F61", "the spike times alone", 0.5, "How many things are asked for, and what stands behind your return?", "return V, np.array(spikes)", "return np.array(spikes)"),
    Wrong("F62", "spike times first", 0.8, "In which order are the two things asked for?", "return V, np.array(spikes)", "return np.array(spikes), V"),
    Wrong("F63", "starts at the reset", 0.6, "Where is the potential at the time 0?", 'np.full(len(I), float(cell["E_L"]))', 'np.full(len(I), float(cell["V_reset"]))'),
    Wrong("F64", "starts at 0 mV", 0.5, "Where is the potential at the time 0?", 'np.full(len(I), float(cell["E_L"]))', "np.zeros(len(I))"),
    Wrong("F65", "the current of the time itself", 0.8, "Which current leads to V[1]: I[0], or I[1]?", "I[k - 1]", "I[k]"),
    Wrong("F66", "always the first current", 0.6, "What does yours do when the current changes?", "I[k - 1]", "I[0]"),
    Wrong("F67", "at rest in the refractory time", 0.7, "Where does the potential stay in the refractory time?", code=code(held=HELD.replace("V_reset", "E_L"))),
    Wrong("F68", "stays at the threshold", 0.5, "Where is the potential after a spike?", code=code(held=HELD.replace("V_reset", "V_th"), fired=RESET.replace("V_reset", "V_th") + NOTE + WAIT)),
    Wrong("F69", "goes on in the refractory time, and only the spikes wait", 0.7, "Does the potential of yours move in the refractory time?", code=code(held="        left -= 1\n", over='        if V[k] > cell["V_th"] and left < 0:\n', fired=RESET + NOTE + '            left = refractory_steps(cell["t_ref"], dt)\n')),
    Wrong("F70", "the refractory time in ms is taken for steps", 0.7, "Is your refractory time a number of steps? How long is one of them?", 'refractory_steps(cell["t_ref"], dt)', 'int(cell["t_ref"])'),
    Wrong("F71", "nothing is recorded in the refractory time", 0.6, "How many currents go in, and how many potentials come out after a spike?", code=f'{HEAD}    V = [cell["E_L"]]\n    spikes = []\n    left = 0\n{LOOP}        if left > 0:\n            left -= 1\n            continue\n        V.append(lif_step(V[-1], I[k - 1], dt, cell))\n        if V[-1] > cell["V_th"]:\n            V[-1] = cell["V_reset"]\n{NOTE}{WAIT}    return np.array(V), np.array(spikes)'),
    Wrong("F72", "paints the spikes: 20 mV in the trace", 0.8, "Which potential is asked for at the time of a spike?", code=f'{HEAD}{START}{LOOP}        if left > 0:\n            left -= 1\n            V[k] = cell["V_reset"]\n            continue\n        before = cell["V_reset"] if V[k - 1] == 20 else V[k - 1]\n        V[k] = lif_step(before, I[k - 1], dt, cell)\n{OVER}            V[k] = 20\n{NOTE}{WAIT}{END}'),
    Wrong("F73", "the first spike alone", 0.5, "What does your loop do after it has found a spike?", code=code(fired=RESET + NOTE + "            break\n")),
    Wrong("F74", "the last step is missing", 0.8, "How many steps lead from the first potential to the last, and how many does your loop take?", "range(1, len(I))", "range(1, len(I) - 1)"),
    Wrong("F75", "the notebook's CELL", 0.6, "Whose parameters does yours use when another cell is given?", code=f"CELL = {CELL!r}\n\n" + code().replace("cell", "CELL").replace("(I, dt, CELL)", "(I, dt, cell)")),
    Wrong("F76", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", "return V, np.array(spikes)", "print(V, spikes)"),
    Wrong("F77", "never fires: no threshold", 0.4, "What happens in yours when the potential is greater than the threshold?", code=f"{HEAD}{START}{LOOP}{STEP}{END}"),
    Wrong("F78", "hands back after the first step", 0.3, "When does your function answer: after all steps, or after the first?", code=code(held="", end=f"    {END}").replace("    left = 0\n", "")),
    Wrong("F79", "the reset waits for the next step, and the spike takes one more", 0.7, "How many steps does a spike take in yours until the potential is at V_reset?", code=code(fired=NOTE + WAIT.replace("dt)\n", "dt) + 1\n"))),
    Wrong("F80", "each step starts from the first potential", 0.4, "From which potential does each step start?", "lif_step(V[k - 1]", "lif_step(V[0]"),
    Wrong("F81", "changes the currents", 0.8, "What are the currents of the caller after your function has run?", code=code(held=HELD.replace("            continue\n", "            I[k - 1] = 0\n            continue\n"))),
    Wrong("F83", "a 0 or a 1 for each step, and no times", 0.7, "Is it asked in which steps a spike was, or at which times?", "return V, np.array(spikes)", "return V, np.isin(np.arange(len(I)), np.round(np.array(spikes) / dt)) * 1"),
    Wrong("F84", "one potential more than there are currents", 0.7, "How many currents go in, and how many potentials come out of yours?", code=code(start=START.replace("np.zeros(len(I))", "np.zeros(len(I) + 1)"), loop="    for k in range(1, len(I) + 1):\n")),
    Wrong("F82", "the spikes last: the potential is at V_reset only while a spike is noted, and each step is noted", 0.4, "Is each of your spike times one at which the potential went over the threshold?", code=code(held=HELD.replace("            continue\n", "            spikes.append(k * dt)\n            continue\n"))),
]
RIGHT = [
    code(),
    code(over='        if V[k] >= cell["V_th"]:\n', end="    return V, spikes"),
    f'{HEAD}    n = refractory_steps(cell["t_ref"], dt)\n    V, spikes, until = [cell["E_L"]], [], 0\n{LOOP}        v = lif_step(V[-1], I[k - 1], dt, cell) if k > until else cell["V_reset"]\n        if v > cell["V_th"]:\n            v = cell["V_reset"]\n            spikes.append(k * dt)\n            until = k + n\n        V.append(v)\n    return V, spikes',
    f'{HEAD}    V = np.zeros(len(I))\n    V[0] = cell["E_L"]\n    fired = np.zeros(len(I), dtype=bool)\n    k = 1\n    while k < len(I):\n        V[k] = V[k - 1] + dt / cell["tau"] * (cell["E_L"] - V[k - 1] + cell["R"] * I[k - 1])\n        if V[k] > cell["V_th"]:\n            wait = int(round(cell["t_ref"] / dt))\n            fired[k] = True\n            V[k : k + wait + 1] = cell["V_reset"]\n            k += wait\n        k += 1\n    return V, np.flatnonzero(fired) * dt',
    f'{HEAD}    now, left = cell["E_L"], 0\n    V, spikes = np.empty(len(I)), []\n    for k in range(len(I)):\n        if k and left:\n            left -= 1\n        elif k:\n            now = lif_step(now, I[k - 1], dt, cell)\n        if now > cell["V_th"]:\n            now = cell["V_reset"]\n            left = refractory_steps(cell["t_ref"], dt)\n            spikes.append(k * dt)\n        V[k] = now\n    return [V, spikes]',
    f'{HEAD}    t = np.arange(len(I)) * dt\n    V = np.full(len(t), cell["E_L"] * 1.0)\n    spikes = np.array([])\n    last = -(10**9)\n    for k, current in enumerate(I[:-1], start=1):\n        if k - last <= refractory_steps(cell["t_ref"], dt):\n            V[k] = cell["V_reset"]\n        else:\n            V[k] = lif_step(V[k - 1], current, dt, cell)\n            if V[k] > cell["V_th"]:\n                V[k], last = cell["V_reset"], k\n                spikes = np.append(spikes, t[k])\n    return (V, spikes)',
    f'{HEAD}    def advance(v, current):\n        v = lif_step(v, current, dt, cell)\n        return (cell["V_reset"], True) if v > cell["V_th"] else (v, False)\n\n    V, spikes, silent = [cell["E_L"]], [], 0\n    for k in range(1, len(I)):\n        fired = False\n        if silent:\n            v, silent = cell["V_reset"], silent - 1\n        else:\n            v, fired = advance(V[-1], I[k - 1])\n        if fired:\n            spikes += [k * dt]\n            silent = refractory_steps(cell["t_ref"], dt)\n        V.append(v)\n    return np.array(V), np.array(spikes)',
]
EQUIVALENT = {
    "simulate_lif: V[k] > cell['V_th'] -> V[k] >= cell['V_th']": "No potential is exactly at the threshold.",
    "simulate_lif: 0 -> -1": "Fewer than no steps of silence are as few.",
}
