"""noisy_current: a steady current, noise, and an axon that follows with a delay."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, STEP, all_digits

HAND = (3.0, 4.0, np.array([0.5, -1.0, 0.25]), 0.25, 0.5)
AFTER = [2.5, 0.75, 2.375]
PUBLIC = [
    Answer(
        "a current for each step",
        HAND,
        np.array(AFTER),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "Three random numbers are three steps. How many currents are there?",
    ),
    Value(
        "the example by hand, idc = 3, irand = 4, noise = 0.5, -1 and 0.25, dt = 0.25 and tau = 0.5",
        HAND,
        AFTER,
        STEP,
        at=0,
        others={
            5.0: "Does the current in the axon follow at once in yours?",
            4.0: "Which current is in the axon before the first step?",
            0.625: "In a slower axon, does your current follow faster, or slower?",
            1.25: "What does tau change in yours?",
            10.0: "Which share of the way does one step go: dt over tau, or tau over dt?",
            1.5: "Where does the noise come into yours?",
            1.0: "Where does the steady current come into yours?",
        },
    ),
    Value(
        "no noise, idc = 2, irand = 0, dt = 0.5, tau = 1 and two steps",
        (2.0, 0.0, np.array([0.7, -0.2]), 0.5, 1.0),
        [1.0, 1.5],
        "Where does the current go if there is no noise?",
    ),
    all_digits(
        "idc = 0.3, irand = 0.7, noise = 0.9 and -0.4, dt = 0.1 and tau = 0.7",
        (0.3, 0.7, np.array([0.9, -0.4]), 0.1, 0.7),
        [0.13285714285714284, 0.11673469387755102],
    ),
]
FOUR = np.array([-0.5, 1.0, 0.25, 0.0])
PROBES = [
    ("idc = 2, irand = 8, noise = -0.5, 1, 0.25 and 0, dt = 0.25 and tau = 1", (2.0, 8.0, FOUR, 0.25, 1.0), "four steps"),
    ("idc = 2, irand = 8, noise = -0.5, 1, 0.25 and 0, dt = 0.25 and tau = 4", (2.0, 8.0, FOUR, 0.25, 4.0), "a slow axon"),
    ("idc = 0, irand = 1, noise = -0.5, 1, 0.25 and 0, dt = 0.1 and tau = 1", (0.0, 1.0, FOUR, 0.1, 1.0), "noise alone"),
    ("idc = -3, irand = 0, four steps, dt = 0.1 and tau = 1", (-3.0, 0.0, FOUR, 0.1, 1.0), "no noise"),
    ("idc = 5, irand = 2, noise = -1, one step, dt = 0.5 and tau = 2", (5.0, 2.0, np.array([-1.0]), 0.5, 2.0), "one step"),
    ("idc = 1, irand = 2, noise = 0.5 and -0.5, dt = 1 and tau = 1", (1.0, 2.0, np.array([0.5, -0.5]), 1.0, 1.0), "no delay"),
    ("whole numbers, idc = 4, irand = 8, noise = 1, -1 and 0, dt = 1 and tau = 4", (4, 8, np.array([1, -1, 0]), 1, 4), "whole numbers"),
]
MARKS_COME_FROM = (
    "many steps, a single step, other delays, other steps of time, no noise, noise alone, currents below 0 and whole "
    f"numbers. {AND_UNCHANGED}"
)
UNCHANGED = "The noise stays as it was"


def hidden(rng):
    """Hidden cases."""

    def noise(number):
        return rng.uniform(-1, 1, number)

    idc, irand = rng.uniform(1, 4), rng.uniform(3, 30)
    return {
        "Many steps": [(idc, irand, noise(300), 0.025, 1.0)],
        "A single step": [(idc, irand, noise(1), 0.1, 1.0)],
        "Other steps and delays": [(idc, irand, noise(20), dt, tau) for dt, tau in ((0.01, 1.0), (0.1, 0.5), (0.025, 3.0))],
        "No noise": [(idc, 0.0, noise(12), 0.1, 1.0)],
        "Noise alone": [(0.0, irand, noise(12), 0.1, 1.0)],
        "Below 0": [(-idc, irand, noise(12), 0.1, 2.0)],
        "Whole numbers": [(2, 6, np.array([1, 0, -1, -1, 1]), 1, 3)],
    }


HEAD = "def noisy_current(idc, irand, noise, dt, tau):\n"
LOOP = f"{HEAD}    I, out = 0.0, []\n    for one in noise:\n"
RAW = "        raw = idc + irand * one\n"
STEP_ON = "        I = I + dt / tau * (raw - I)\n"
KEEP = "        out.append(I)\n"
BACK = "    return np.array(out)"
WRONG = [
    Wrong("N1", "the electrode's current, without delay", 0.4, "Does the current in the axon follow at once in yours?", code=f"{HEAD}    return idc + irand * noise"),
    Wrong("N2", "begins with the steady current", 0.6, "Which current is in the axon before the first step?", code=f"{LOOP}{RAW}{STEP_ON}{KEEP}{BACK}".replace("I, out = 0.0, []", "I, out = idc, []")),
    Wrong("N3", "tau over dt", 0.5, "Which share of the way does one step go: dt over tau, or tau over dt?", "dt / tau", "tau / dt"),
    Wrong("N4", "dt times tau", 0.5, "In a slower axon, does your current follow faster, or slower?", "dt / tau", "dt * tau"),
    Wrong("N5", "the first random number all the time", 0.5, "Which random number belongs to the second step?", code=f"{LOOP}        raw = idc + irand * noise[0]\n{STEP_ON}{KEEP}{BACK}"),
    Wrong("N6", "noise behind the delay", 0.6, "Does the noise go through the delay in yours?", code=f"{LOOP}        I = I + dt / tau * (idc - I)\n        out.append(I + irand * one)\n{BACK}"),
    Wrong("N7", "no steady current", 0.4, "Where does the steady current come into yours?", "(idc + irand * one - arriving)", "(irand * one - arriving)"),
    Wrong("N8", "no noise", 0.4, "Where does the noise come into yours?", "(idc + irand * one - arriving)", "(idc - arriving)"),
    Wrong("N9", "noise without its sign", 0.5, "May noise make a current smaller?", "irand * one", "irand * abs(one)"),
    Wrong("N10", "away from the electrode's current", 0.5, "Does the axon's current move toward the electrode's in yours?", "+ dt / tau", "- dt / tau"),
    Wrong("N11", "one step late", 0.6, "Which current is in the axon after the first step?", code=f"{LOOP}        out.append(I)\n{RAW}{STEP_ON}{BACK}"),
    Wrong("N12", "the last current alone", 0.5, "How many currents are asked for?", "return np.array(currents)", "return currents[-1]"),
    Wrong("N13", "no tau", 0.6, "What does tau change in yours?", "dt / tau", "dt"),
    Wrong("N14", "noise times the steady current", 0.5, "Is the noise still there in yours when the steady current is 0?", "idc + irand * one", "idc * (1 + irand * one)"),
    Wrong("N15", "the first step arrives at once", 0.6, "How far does the current get in the first step?", code=f"{LOOP}{RAW}        I = raw if not out else I + dt / tau * (raw - I)\n{KEEP}{BACK}"),
    Wrong("N16", "adds up without end", 0.4, "What makes your current stop growing?", "irand * one - arriving)", "irand * one)"),
    Wrong("N17", "noise with the strength 1", 0.6, "Which strength has the noise in yours?", "irand * one", "one"),
    Wrong("N18", "each step starts from 0", 0.4, "From which current does your second step set out?", code=f"{HEAD}    return dt / tau * (idc + irand * noise)"),
    Wrong("N19", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", "return np.array(currents)", "print(np.array(currents))"),
    Wrong("N20", "rounds", 0.7, "Where do the other digits get lost, and does that have to happen there?", "return np.array(currents)", "return np.round(currents, 3)"),
    Wrong("N21", "writes into the noise", 0.85, "Whose array is it that your function writes into?", code=f"{HEAD}    I = 0.0\n    out = noise if noise.dtype == float else noise * 1.0\n    for k in range(len(out)):\n        I = I + dt / tau * (idc + irand * out[k] - I)\n        out[k] = I\n    return out"),
    Wrong("N22", "the first step is left out", 0.6, "What happens to your current in the first step?", code=f"{HEAD}    I = np.zeros(len(noise))\n    for k in range(1, len(noise)):\n        I[k] = I[k - 1] + dt / tau * (idc + irand * noise[k] - I[k - 1])\n    return I"),
    Wrong("N23", "the current before the first step is handed back too", 0.7, "Is the current before the first step one of those that are asked for?", code=f"{HEAD}    out = [0.0]\n    for one in noise:\n        out.append(out[-1] + dt / tau * (idc + irand * one - out[-1]))\n    return np.array(out)"),
]
RIGHT = [
    f"{LOOP}{RAW}{STEP_ON}{KEEP}{BACK}",
    f"{LOOP}{RAW}        I = (1 - dt / tau) * I + dt / tau * raw\n{KEEP}    return out",
    f"{HEAD}    raw = idc + irand * noise\n    out = np.zeros(len(noise))\n    before = 0.0\n    for k in range(len(noise)):\n        out[k] = before + (raw[k] - before) * dt / tau\n        before = out[k]\n    return out",
    f"{HEAD}    out = [0.0]\n    for one in noise:\n        out.append(out[-1] + dt * (idc + irand * one - out[-1]) / tau)\n    return np.array(out[1:])",
    f"{HEAD}    keep = 1 - dt / tau\n    raw = idc + irand * np.asarray(noise, dtype=float)\n    return np.array([sum(dt / tau * raw[i] * keep ** (k - i) for i in range(k + 1)) for k in range(len(raw))])",
    f"from itertools import accumulate\n{HEAD}    follow = lambda I, raw: I + dt / tau * (raw - I)\n    return np.array(list(accumulate(idc + irand * noise, follow, initial=0.0)))[1:]",
]
