"""simulate: many steps, one after the other."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, CLOSED, EXAMPLE, REST, SQUID, all_digits, membrane, state

USES = ["euler_step"]
ATOL = 1e-9
ZERO = np.array([0.0, 0.0, 0.0, 0.0])
BY_HAND = (np.array([1.0, 0.0, 0.0, 0.0]), np.array([4.0, 2.0, 0.0, -2.0, -6.0]), 0.5, CLOSED)
V_BY_HAND = [1.0, 2.0, 2.5, 2.5, 2.0, 0.5]
ONE = np.array([0.3, 0.5, 0.5, 0.5])
AFTER = [
    0.65,
    0.5 + 0.05 * (0.097 / np.expm1(0.97) - 0.125 * np.exp(-0.3 / 80)),
    0.5 + 0.05 * (2.47 / np.expm1(2.47) - 4 * np.exp(-0.3 / 18)),
    0.5 + 0.05 * (0.07 * np.exp(-0.3 / 20) - 1 / (np.exp(2.97) + 1)),
]
PUBLIC = [
    Answer(
        "a row for each time",
        BY_HAND,
        np.zeros((6, 4)),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "Five currents make five steps. How many states are there, the first one too, and what is in each row?",
    ),
    Value(
        "the first row",
        BY_HAND,
        [1.0, 0.0, 0.0, 0.0],
        "What is the state at time 0, before any step?",
        part=lambda got: got[0],
        says="Your first row is {0[0][0]:g}, {0[0][1]:g}, {0[0][2]:g} and {0[0][3]:g}; the start was 1, 0, 0 and 0.",
    ),
    Value(
        "the potentials of the example by hand",
        BY_HAND,
        V_BY_HAND,
        "Which current belongs to which step, and from which state does each step start?",
        part=lambda got: got[:, 0],
        says="By hand the potentials are 1, 2, 2.5, 2.5, 2 and 0.5 mV.\n"
        "Yours are {0[0][0]:g}, {0[1][0]:g}, {0[2][0]:g}, {0[3][0]:g}, {0[4][0]:g} and {0[5][0]:g} mV.",
    ),
    all_digits(
        "one step of 0.1 ms, from V = 0.3, n = 0.5, m = 0.5 and h = 0.5, with I = 7",
        (ONE, np.array([7.0]), 0.1, CLOSED),
        [ONE.tolist(), AFTER],
    ),
]
SHORT = np.array([10.0, 0.0, -5.0])
FEW = np.array([20.0, 0.4, 0.3, 0.2])
PROBES = [
    ("three steps of 0.1 ms with I = 10, 0 and -5, from rest", (REST, SHORT, 0.1, SQUID), "three steps"),
    ("three steps of 0.02 ms with I = 10, 0 and -5, from rest", (REST, SHORT, 0.02, SQUID), "short steps"),
    ("two steps with I = 3 and 8, from V = 20, n = 0.4, m = 0.3 and h = 0.2", (FEW, np.array([3.0, 8.0]), 0.05, EXAMPLE), "two steps"),
    ("one step with I = 6, from rest", (REST, np.array([6.0]), 0.1, SQUID), "one step"),
    ("four steps with I = 20, from V = -9, n = 0.5, m = 0.1 and h = 0.6", (np.array([-9.0, 0.5, 0.1, 0.6]), np.full(4, 20.0), 0.05, SQUID), "below rest"),
    ("three steps of 0.1 ms with I = 10, 0 and -5, from rest, after all the other calls", (REST, SHORT, 0.1, SQUID), "again"),
]
MARKS_COME_FROM = (
    "potentials below rest, injected currents below 0, a single step, many steps, other steps of time and other "
    f"membranes. {AND_UNCHANGED}"
)
UNCHANGED = "The start and the currents that come in stay as they were"


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


HEAD = "def simulate(start, I, dt, cell):\n"
LIST = f"{HEAD}    state = np.array(start)\n    rows = [state]\n    for now in I:\n"
STEP = "        state = euler_step(state, now, dt, cell)\n        rows.append(state)\n"
WRONG = [
    Wrong("S1", "the last state alone", 0.5, "How many of the states on the way does your function hand back?", "return np.array(states)", "return np.array(states[-1])"),
    Wrong("S2", "the start is not among the rows", 0.6, "What was the state at time 0, and in which of your rows is it?", "return np.array(states)", "return np.array(states[1:])"),
    Wrong("S3", "notes each state before its step: the last one is missing", 0.6, "Where is the state after the last step in yours?", "return np.array(states)", "return np.array(states[:-1])"),
    Wrong("S4", "the first current all the time", 0.5, "Which current do you inject in the third step?", code=f"{LIST}{STEP}    return np.array(rows)".replace("state, now", "state, I[0]")),
    Wrong("S5", "rows and columns exchanged", 0.7, "What is in one row of yours: all of one time, or one thing at all times?", "return np.array(states)", "return np.array(states).T"),
    Wrong("S6", "potentials alone", 0.6, "Where are the gates in what you hand back?", "return np.array(states)", "return np.array(states)[:, 0]"),
    Wrong("S7", "each step starts from the start", 0.4, "From which state does your second step set out?", "states[-1], injected", "states[0], injected"),
    Wrong("S8", "the current one step late", 0.6, "Which current do you inject in the first step?", code=f"{HEAD}    rows = [np.array(start)]\n    for k in range(len(I)):\n        rows.append(euler_step(rows[-1], I[max(k - 1, 0)], dt, cell))\n    return np.array(rows)"),
    Wrong("S9", "the current one step early", 0.6, "Which current do you inject in the first step?", code=f"{HEAD}    rows = [np.array(start)]\n    for k in range(len(I)):\n        rows.append(euler_step(rows[-1], I[min(k + 1, len(I) - 1)], dt, cell))\n    return np.array(rows)"),
    Wrong("S10", "always steps of 0.01 ms", 0.6, "Which step does yours make when another is asked for?", "injected, dt, cell", "injected, 0.01, cell"),
    Wrong("S11", "one array that is overwritten: all rows are the last state", 0.5, "How many arrays do your rows hold, if each row is the same array?", code=f"{HEAD}    state = np.array(start)\n    rows = [state]\n    for now in I:\n        state[:] = euler_step(state, now, dt, cell)\n        rows.append(state)\n    return np.array(rows)"),
    Wrong("S12", "answers after the first step", 0.4, "When does your function answer: after all steps, or after the first?", code=f"{LIST}{STEP}        return np.array(rows)"),
    Wrong("S14", "the sum of the currents so far", 0.4, "Is the current of a step that of this step, or of all steps so far?", code=f"{LIST}{STEP}    return np.array(rows)".replace("in I:", "in np.cumsum(I):")),
    Wrong("S15", "gates start anew in each step", 0.5, "Which gates does your second step set out from?", code=f"{LIST}        state = np.array([state[0], *start[1:]])\n{STEP}    return np.array(rows)"),
    Wrong("S16", "the potential starts anew in each step", 0.5, "Which potential does your second step set out from?", code=f"{LIST}        state = np.array([start[0], *state[1:]])\n{STEP}    return np.array(rows)"),
    Wrong("S17", "starts at rest, wherever the start is", 0.6, "From which state does your first step set out?", code=f"{LIST}{STEP}    return np.array(rows)".replace("np.array(start)", "REST.copy()").replace("REST", "np.array([0.0, 0.3177, 0.0529, 0.5961])")),
    Wrong("S18", "writes into the start", 0.85, "Whose array is it that your function writes into?", code=f"{HEAD}    rows = [np.array(start)]\n    for now in I:\n        start[:] = euler_step(start, now, dt, cell)\n        rows.append(np.array(start))\n    return np.array(rows)"),
    Wrong("S19", "two steps for each current", 0.6, "How much time goes by in your code for each current?", code=f"{LIST}        state = euler_step(state, now, dt, cell)\n{STEP}    return np.array(rows)"),
    Wrong("S20", "the mean of the currents", 0.4, "Which current do you inject in the third step?", code=f"{LIST}{STEP}    return np.array(rows)".replace("state, now", "state, np.mean(I)")),
    Wrong("S21", "no current", 0.4, "Where does your loop look at the currents?", code=f"{LIST}{STEP}    return np.array(rows)".replace("state, now", "state, 0.0")),
    Wrong("S22", "the last row stays 0", 0.6, "Which of your rows does your loop fill?", code=f"{HEAD}    rows = np.zeros((len(I) + 1, 4))\n    rows[0] = start\n    for k in range(len(I) - 1):\n        rows[k + 1] = euler_step(rows[k], I[k], dt, cell)\n    return rows"),
    Wrong("S23", "the first row stays 0", 0.6, "What is in the first of your rows?", code=f"{HEAD}    rows = np.zeros((len(I) + 1, 4))\n    state = np.array(start)\n    for k in range(len(I)):\n        state = euler_step(state, I[k], dt, cell)\n        rows[k + 1] = state\n    return rows"),
    Wrong("S24", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", "return np.array(states)", "print(np.array(states))"),
    Wrong("S25", "the states are rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", "return np.array(states)", "return np.round(states, 3)"),
    Wrong("S26", "the currents backwards", 0.5, "Which current do you inject in the first step?", code=f"{LIST}{STEP}    return np.array(rows)".replace("in I:", "in I[::-1]:")),
    Wrong("S27", "numbers its steps in place of the currents", 0.5, "What does your loop hand to euler_step: a current, or the number of a step?", code=f"{LIST}{STEP}    return np.array(rows)".replace("in I:", "in range(len(I)):")),
]
RIGHT = [
    f"{LIST}{STEP}    return np.array(rows)",
    f"{LIST}{STEP}    return rows",
    f"{HEAD}    rows = np.zeros((len(I) + 1, 4))\n    rows[0] = start\n    for k in range(len(I)):\n        rows[k + 1] = euler_step(rows[k], I[k], dt, cell)\n    return rows",
    f"{HEAD}    rows = np.array([start])\n    for now in I:\n        rows = np.vstack([rows, euler_step(rows[-1], now, dt, cell)])\n    return rows",
    f"{HEAD}    if len(I) == 0:\n        return np.array([start])\n    before = simulate(start, I[:-1], dt, cell)\n    return np.vstack([before, euler_step(before[-1], I[-1], dt, cell)])",
    "from itertools import accumulate\n" f"{HEAD}    return np.array(list(accumulate(I, lambda s, now: np.array(euler_step(s, now, dt, cell)), initial=np.array(start))))",
    f"{HEAD}    columns = np.empty((4, len(I) + 1))\n    columns[:, 0] = start\n    k = 0\n    while k < len(I):\n        columns[:, k + 1] = euler_step(columns[:, k].copy(), I[k], dt, cell)\n        k += 1\n    return columns.T",
]
