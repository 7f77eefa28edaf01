"""cable_step: one small step of time for a whole cable."""

import numpy as np

from autograder import Wrong

from .shared import AND_UNCHANGED, all_digits

PUBLIC = [
    (
        "the example by hand, V = 8, 2, 0 and 4 mV",
        (np.array([8.0, 2.0, 0.0, 4.0]), 0.1, 0.5, 0.2, 5.0),
        [4.8, 3.4, 2.4, 2.0],
        "Which compartment comes out differently from what you get by hand?",
    ),
    (
        "three compartments at the same 6 mV, with dx = 0.1, dt = 1, lam = 0.2 and tau = 3",
        (np.array([6.0, 6.0, 6.0]), 0.1, 1.0, 0.2, 3.0),
        [4.0, 4.0, 4.0],
        "Nothing flows between equal neighbours. What does the membrane do in the meantime?",
    ),
    all_digits(
        "V = 0.7, 0 and 0.3 mV, with dx = 0.3, dt = 0.1, lam = 0.4 and tau = 7",
        (np.array([0.7, 0.0, 0.3]), 0.3, 0.1, 0.4, 7.0),
        [0.7 - 0.25 / 9, 16 / 630, 0.3 - 7.5 / 630],
    ),
]
SIGNED = np.array([3.0, -1.0, 4.0, 1.5, -5.0, 9.0])
USUAL = (0.1, 0.2, 0.15, 4.0)
PROBES = [
    ("a middle compartment at 10 mV, the others at rest", (np.array([0.0, 0.0, 10.0, 0.0, 0.0]), *USUAL), "a spot"),
    ("the first compartment at 10 mV, the others at rest", (np.array([10.0, 0.0, 0.0, 0.0]), *USUAL), "the first"),
    ("the last compartment at 10 mV, the others at rest", (np.array([0.0, 0.0, 0.0, 10.0]), *USUAL), "the last"),
    ("a cable at rest, four compartments at 0", (np.zeros(4), *USUAL), "at rest"),
    ("V = 3, -1, 4, 1.5, -5 and 9 mV", (SIGNED, *USUAL), "either sign"),
    ("V = 3, -1, 4, 1.5, -5 and 9 mV with twice the step", (SIGNED, 0.1, 0.4, 0.15, 4.0), "another step"),
    ("V = 3, -1, 4, 1.5, -5 and 9 mV with longer compartments", (SIGNED, 0.3, 0.2, 0.15, 4.0), "longer compartments"),
    ("two compartments at 4 and 1 mV", (np.array([4.0, 1.0]), *USUAL), "two compartments"),
    ("whole numbers, V = 5, 0, 3 and 1, dx = 1, dt = 1, lam = 2 and tau = 20", (np.array([5, 0, 3, 1]), 1, 1, 2, 20)),
    ("V = 3, -1, 4, 1.5, -5 and 9 mV, after all the other calls", (SIGNED, *USUAL), "again"),
]
MARKS_COME_FROM = (
    "long arrays, whole numbers, numbers below 0, numbers in any order and exactly 0. Some cables have two "
    f"compartments. {AND_UNCHANGED}"
)
UNCHANGED = "The potentials that come in stay as they were"


def hidden(rng):
    """Hidden cases."""
    V = rng.uniform(-10, 20, 9)
    lam, tau, dx = rng.uniform(0.3, 0.9), rng.uniform(1, 6), rng.uniform(0.05, 0.3)
    spot = np.zeros(100)
    spot[rng.integers(30, 70)] = 12.0
    return {
        "In the middle of a cable": [(spot, dx, 0.02, lam, tau)],
        "At its ends": [
            (np.array([9.0, 4.0, 0.0, 0.0, 0.0, 2.0, 7.0]), dx, 0.02, lam, tau),
            (V[:2], dx, 0.02, lam, tau),
        ],
        "A membrane that leaks": [(np.full(6, V[0]), dx, 0.1, lam, tau), (np.full(3, -7.0), dx, 0.1, lam, tau)],
        "Any potentials": [(V, dx, 0.02, lam, tau), (V[::-1].copy(), dx, 0.05, lam, tau)],
        "Other cables": [(V, 0.2, 0.02, lam, tau), (V, dx, 0.02, 1.3, tau), (V, dx, 0.02, lam, 11.0)],
        "Whole numbers": [(np.array([5, 0, 0, 3, 8, 1]), 1, 1, 2, 20)],
    }


HEAD = "def cable_step(V, dx, dt, lam, tau):\n"
PADDED = '    both = np.pad(V, 1, mode="edge")\n'
ARRIVING = f"{PADDED}    arriving = both[:-2] - 2 * V + both[2:]\n"
END = "    return V + dt / tau * ((lam / dx) ** 2 * arriving - V)"
LOOP = "    new = np.zeros(len(V))\n    for i in range(len(V)):\n        arriving = 0.0\n"
NEIGHBOURS = (
    "        if i > 0:\n            arriving += V[i - 1] - V[i]\n"
    "        if i < len(V) - 1:\n            arriving += V[i + 1] - V[i]\n"
)
WRONG = [
    Wrong(
        "C1",
        "a ring: the ends are neighbours of each other",
        0.6,
        "Which compartment is the left neighbour of the first one in your code?",
        code=f"{HEAD}    arriving = np.roll(V, 1) - 2 * V + np.roll(V, -1)\n{END}",
    ),
    Wrong(
        "C2",
        "open ends: current leaves into a neighbour at rest",
        0.6,
        "At an end there is no neighbour. What does your code put in its place?",
        code=f"{HEAD}    both = np.pad(V, 1)\n    arriving = both[:-2] - 2 * V + both[2:]\n{END}",
    ),
    Wrong(
        "C3",
        "the ends stay as they are",
        0.6,
        "What happens to the first and the last compartment in your step?",
        code=f"{HEAD}    new = V * 1.0\n    for i in range(1, len(V) - 1):\n        arriving = V[i - 1] - 2 * V[i] + V[i + 1]\n        new[i] = V[i] + dt / tau * ((lam / dx) ** 2 * arriving - V[i])\n    return new",
    ),
    Wrong(
        "C4",
        "mirrored ends: the only neighbour counts twice",
        0.8,
        "How many neighbours does the first compartment have, and how often does yours count them?",
        code=f'{HEAD}    both = np.pad(V, 1, mode="reflect")\n    arriving = both[:-2] - 2 * V + both[2:]\n{END}',
    ),
    Wrong(
        "C5",
        "no leak",
        0.5,
        "A cable with the same potential everywhere: what does its membrane do to it in yours?",
        " - now)",
        ")",
    ),
    Wrong(
        "C6",
        "the leak drives the potential up",
        0.5,
        "Left alone, does your cable go back to rest, or away from it?",
        " - now)",
        " + now)",
    ),
    Wrong(
        "C7",
        "the ratio of the lengths is not squared",
        0.6,
        "What stands above the brackets around lam / dx?",
        "(lam / dx) ** 2",
        "(lam / dx)",
    ),
    Wrong(
        "C8",
        "only the compartment's length is squared",
        0.6,
        "Which part of lam / dx does your square reach?",
        "(lam / dx) ** 2",
        "lam / dx ** 2",
    ),
    Wrong(
        "C9",
        "multiplies by the time constant",
        0.5,
        "A membrane with a longer time constant: does yours change faster, or more slowly?",
        "dt / tau",
        "dt * tau",
    ),
    Wrong(
        "C10",
        "no time constant",
        0.5,
        "Where does your step look at the time constant of the membrane?",
        "dt / tau *",
        "dt *",
    ),
    Wrong(
        "C11",
        "no step of time",
        0.5,
        "Half the step: does your potential change half as much?",
        "dt / tau *",
        "1 / tau *",
    ),
    Wrong(
        "C12",
        "the change alone, without what was there",
        0.5,
        "Is what you hand back the new potential, or only how much it changes?",
        "return now + dt",
        "return dt",
    ),
    Wrong(
        "C13",
        "current flows from low to high",
        0.5,
        "A high compartment beside a low one: do they get more alike in yours?",
        "((lam / dx) ** 2 * arriving",
        "(-((lam / dx) ** 2) * arriving",
    ),
    Wrong(
        "C14",
        "uses neighbours that are a step ahead already",
        0.6,
        "When your loop reaches a compartment, is its left neighbour still the old one?",
        code=f"{HEAD}    new = V * 1.0\n    for i in range(len(V)):\n        arriving = 0.0\n        if i > 0:\n            arriving += new[i - 1] - new[i]\n        if i < len(V) - 1:\n            arriving += new[i + 1] - new[i]\n        new[i] = new[i] + dt / tau * ((lam / dx) ** 2 * arriving - new[i])\n    return new",
    ),
    Wrong(
        "C15",
        "the left neighbour only",
        0.5,
        "A compartment has neighbours on two sides. Which of them does yours ask?",
        code=f"{HEAD}{LOOP}        if i > 0:\n            arriving += V[i - 1] - V[i]\n        new[i] = V[i] + dt / tau * ((lam / dx) ** 2 * arriving - V[i])\n    return new",
    ),
    Wrong(
        "C16",
        "the right neighbour only",
        0.5,
        "A compartment has neighbours on two sides. Which of them does yours ask?",
        code=f"{HEAD}{LOOP}        if i < len(V) - 1:\n            arriving += V[i + 1] - V[i]\n        new[i] = V[i] + dt / tau * ((lam / dx) ** 2 * arriving - V[i])\n    return new",
    ),
    Wrong(
        "C17",
        "what a compartment loses to two neighbours is counted once",
        0.5,
        "Between equal neighbours, how much does your code let flow?",
        code=f"{HEAD}{PADDED}    arriving = both[:-2] - V + both[2:]\n{END}",
    ),
    Wrong(
        "C18",
        "the leak alone: nothing flows between compartments",
        0.3,
        "What do the neighbours of a compartment do to it in yours?",
        code=f"{HEAD}    return V + dt / tau * (0 - V)",
    ),
    Wrong(
        "C19",
        "the ratio of the lengths upside down",
        0.5,
        "With a longer length constant, does more flow between your compartments, or less?",
        "(lam / dx)",
        "(dx / lam)",
    ),
    Wrong(
        "C20",
        "the leak is outside the bracket: it takes all at once",
        0.5,
        "What is multiplied by dt / tau in yours? Is the leak part of it?",
        "((lam / dx) ** 2 * arriving - now)",
        "(lam / dx) ** 2 * arriving - now",
    ),
    Wrong(
        "C21",
        "writes into the potentials that it is given",
        0.85,
        "What are the potentials of the caller after your step?",
        code=f"{HEAD}{ARRIVING}    old = V * 1.0\n    V += dt / tau * ((lam / dx) ** 2 * arriving - V)\n    return V".replace(
            "    old = V * 1.0\n", "    V = V if V.dtype == float else V * 1.0\n"
        ),
    ),
    Wrong(
        "C22",
        "whole numbers stay whole",
        0.7,
        "Which numbers can an array hold that takes its kind from an array of whole ones?",
        code=f"{HEAD}    new = np.zeros_like(V)\n    for i in range(len(V)):\n        arriving = 0.0\n{NEIGHBOURS}        new[i] = V[i] + dt / tau * ((lam / dx) ** 2 * arriving - V[i])\n    return new",
    ),
    Wrong(
        "C23",
        "the ends are set to 0",
        0.6,
        "Where do the first and the last element of your result come from?",
        code=f"{HEAD}    new = np.zeros(len(V))\n    for i in range(1, len(V) - 1):\n        new[i] = V[i] + dt / tau * ((lam / dx) ** 2 * (V[i - 1] - 2 * V[i] + V[i + 1]) - V[i])\n    return new",
    ),
    Wrong(
        "C24",
        "nothing flows at the ends: there is only the leak",
        0.7,
        "The first compartment has one neighbour. What arrives from it in yours?",
        code=f"{HEAD}    arriving = np.zeros(len(V))\n    for i in range(1, len(V) - 1):\n        arriving[i] = V[i - 1] - 2 * V[i] + V[i + 1]\n{END}",
    ),
    Wrong(
        "C25",
        "adds the neighbours, and not how much higher they are",
        0.4,
        "Between equal neighbours, how much does your code let flow?",
        code=f"{HEAD}    arriving = np.zeros(len(V))\n    arriving[1:] += V[:-1]\n    arriving[:-1] += V[1:]\n{END}",
    ),
    Wrong(
        "C26",
        "a slope of slopes, over twice the distance",
        0.5,
        "A single high compartment: which of its neighbours does your code reach?",
        code=f"{HEAD}    arriving = np.gradient(np.gradient(V))\n{END}",
    ),
    Wrong(
        "C27",
        "changes the cable while it looks at it, and leaves the ends out",
        0.5,
        "When your loop reaches a compartment, is its left neighbour still the old one? And the ends?",
        code=f"{HEAD}    for i in range(1, len(V) - 1):\n        V[i] = V[i] + dt / tau * ((lam / dx) ** 2 * (V[i - 1] - 2 * V[i] + V[i + 1]) - V[i])\n    return V",
    ),
    Wrong(
        "C28",
        "the length constant without its square, and twice at the ends",
        0.6,
        "What stands above the brackets around lam / dx?",
        code=f"{HEAD}    arriving = np.zeros(len(V))\n    arriving[1:-1] = V[:-2] - 2 * V[1:-1] + V[2:]\n    arriving[0], arriving[-1] = (V[1] - V[0]) * lam / dx, (V[-2] - V[-1]) * lam / dx\n    return V + dt / tau * (lam / dx * arriving - V)",
    ),
    Wrong(
        "C29",
        "changes the cable itself while it looks at it",
        0.5,
        "When your loop reaches a compartment, is its left neighbour still the old one? And whose array is it?",
        code=f"{HEAD}    for i in range(len(V)):\n        arriving = 0.0\n{NEIGHBOURS}        V[i] = V[i] + dt / tau * ((lam / dx) ** 2 * arriving - V[i])\n    return V",
    ),
    Wrong(
        "C30",
        "the membrane of the two ends does not leak",
        0.7,
        "Which compartments have a membrane that leaks? Is each of them one of those in yours?",
        code=f"{HEAD}{ARRIVING}    leak = V * 1.0\n    leak[0] = leak[-1] = 0\n    return V + dt / tau * ((lam / dx) ** 2 * arriving - leak)",
    ),
]
RIGHT = [
    f"{HEAD}{ARRIVING}{END}",
    f"{HEAD}{LOOP}{NEIGHBOURS}        new[i] = V[i] + dt / tau * ((lam / dx) ** 2 * arriving - V[i])\n    return new",
    f"{HEAD}    arriving = np.zeros(len(V))\n    arriving[1:-1] = V[:-2] - 2 * V[1:-1] + V[2:]\n    arriving[0] = V[1] - V[0]\n    arriving[-1] = V[-2] - V[-1]\n{END}",
    f"{HEAD}    flow = np.concatenate([[0.0], V[:-1] - V[1:], [0.0]])\n    arriving = flow[:-1] - flow[1:]\n{END}",
    f"{HEAD}    n = len(V)\n    A = -2.0 * np.eye(n) + np.eye(n, k=1) + np.eye(n, k=-1)\n    A[0, 0] += 1\n    A[-1, -1] += 1\n    return (np.eye(n) + dt / tau * ((lam / dx) ** 2 * A - np.eye(n))) @ V",
    f"{HEAD}    left = np.append(V[0], V[:-1])\n    right = np.append(V[1:], V[-1])\n    k = dt * lam**2 / (tau * dx**2)\n    return k * left + k * right + (1 - 2 * k - dt / tau) * V",
    f"{HEAD}    last = len(V) - 1\n    return [v + dt / tau * ((lam / dx) ** 2 * (V[max(i - 1, 0)] + V[min(i + 1, last)] - 2 * v) - v) for i, v in enumerate(V)]",
]
