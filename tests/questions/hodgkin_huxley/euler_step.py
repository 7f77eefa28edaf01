"""euler_step: the whole state, one step of time later."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .hh_derivatives import DH, DM, DN
from .shared import AND_UNCHANGED, CLOSED, EXAMPLE, REST, SQUID, STEP, all_digits, membrane, state

USES = ["hh_derivatives"]
ATOL = 1e-9
START = np.array([0.0, 0.5, 0.0, 1.0])
BY_HAND = (START, 9.0, 0.5, EXAMPLE)
AFTER = np.array([-4.0, 0.5 + 0.5 * DN, 0.5 * DM, 1 + 0.5 * DH])
PUBLIC = [
    Answer(
        "a whole state",
        BY_HAND,
        AFTER,
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\nWhat belongs to the state of a membrane?",
    ),
    Value(
        "the example by hand",
        BY_HAND,
        AFTER,
        STEP,
        at=0,
        others={
            -8.0: "Does your potential change as much in half a millisecond as in a whole one?",
            4.0: "dV/dt is -8 mV/ms. Should the potential rise?",
            -6.25: "Which injected current do you tell hh_derivatives?",
        },
        says=f"In the example by hand your step gives {{0[0]:.4g}}, {{0[1]:.4g}}, {{0[2]:.4g}} and {{0[3]:.4g}}.\n"
        f"By hand it gives {AFTER[0]:.4g}, {AFTER[1]:.4g}, {AFTER[2]:.4g} and {AFTER[3]:.4g}.",
    ),
    Value(
        "a second step, from V = -4, n = 0.5, m = 0.5 and h = 0.5",
        (np.array([-4.0, 0.5, 0.5, 0.5]), 9.0, 0.5, EXAMPLE),
        -4 + 0.25 * (100 * 0.125 * 0.5 * 119 - 40 * 0.0625 * 8 + 0.5 * 14 + 9),
        "With which gates do you compute the currents: those before the step, or those after it?",
        part=lambda got: got[0],
        says="From V = -4, n = 0.5, m = 0.5 and h = 0.5 your potential goes to {0[0]:.6g} mV.\n"
        "With the state as it was before the step it goes to 180.9375 mV.",
    ),
    Value(
        "the gates, from V = 20 with dV/dt = 20",
        (np.array([20.0, 0.5, 0.5, 0.5]), 40.0, 0.5, CLOSED),
        0.5 + 0.25 * (0.5 / np.expm1(0.5) - 4 * np.exp(-10 / 9)),
        "At which potential do you ask how fast the gates change: before the step, or after it?",
        part=lambda got: got[2],
        says="From V = 20 and m = 0.5 your m goes to {0[2]:.6g}.\nWith the state as it was before the step it goes to 0.363518.",
    ),
    all_digits("V = 0.3, n = 0.5, m = 0.5, h = 0.5, I = 7, dt = 0.1, in a membrane without channels (C = 2)",
               (np.array([0.3, 0.5, 0.5, 0.5]), 7.0, 0.1, CLOSED),
               [0.65,
                0.5 + 0.05 * (0.097 / np.expm1(0.97) - 0.125 * np.exp(-0.3 / 80)),
                0.5 + 0.05 * (2.47 / np.expm1(2.47) - 4 * np.exp(-0.3 / 18)),
                0.5 + 0.05 * (0.07 * np.exp(-0.3 / 20) - 1 / (np.exp(2.97) + 1))]),
]
FEW = np.array([20.0, 0.4, 0.3, 0.2])
PROBES = [
    ("a squid's axon at rest, I = 10 and dt = 0.01", (REST, 10.0, 0.01, SQUID), "at rest, I = 10"),
    ("V = 20, n = 0.4, m = 0.3, h = 0.2, I = 0 and dt = 0.01", (FEW, 0.0, 0.01, SQUID), "no input"),
    ("V = 20, n = 0.4, m = 0.3, h = 0.2, I = -10 and dt = 0.02", (FEW, -10.0, 0.02, SQUID), "I below 0"),
    ("V = 20, n = 0.4, m = 0.3, h = 0.2, I = 10 and dt = 0.2", (FEW, 10.0, 0.2, SQUID), "a large step"),
    ("V = -8, n = 0.2, m = 0.6, h = 0.9, I = 5 and dt = 0.01", (np.array([-8.0, 0.2, 0.6, 0.9]), 5.0, 0.01, SQUID), "below rest"),
    ("V = -8, n = 0.6, m = 0.05, h = 0.3, I = -10 and dt = 0.01", (np.array([-8.0, 0.6, 0.05, 0.3]), -10.0, 0.01, SQUID), "stays below rest"),
    ("V = 20, n = 0.4, m = 0.3, h = 0.2, I = 10 and dt = 0, no step at all", (FEW, 10.0, 0.0, SQUID), "no step"),
    ("V = 20, n = 0.4, m = 0.3, h = 0.2, I = 0 and dt = 0.01, after all the other calls", (FEW, 0.0, 0.01, SQUID), "again"),
]
MARKS_COME_FROM = (
    f"potentials below rest, injected currents below 0, other steps of time and other membranes. {AND_UNCHANGED}"
)
UNCHANGED = "The state that comes in stays as it was"


def hidden(rng):
    """Hidden cases."""
    other = membrane(rng)
    return {
        "No injected current": [(state(rng, V), 0.0, 0.01, SQUID) for V in rng.uniform(1, 80, 3)],
        "An injected current": [(state(rng, V), rng.uniform(3, 30), 0.01, SQUID) for V in rng.uniform(1, 80, 3)],
        "An injected current below 0": [(state(rng, V), -rng.uniform(3, 30), 0.01, SQUID) for V in rng.uniform(1, 80, 2)],
        "Below rest": [(state(rng, V), 4.0, 0.01, SQUID) for V in -rng.uniform(1, 20, 2)],
        "Other steps": [(state(rng, 9.0), 4.0, dt, SQUID) for dt in (0.025, 0.1, 0.003, 4.0)],
        "Other membranes": [(state(rng, V), rng.uniform(-9, 9), 0.02, other) for V in rng.uniform(-9, 60, 2)],
    }


HEAD = "def euler_step(state, I, dt, cell):\n"
D = f"{HEAD}    d = hh_derivatives(state, I, cell)\n"
LATE = "    late = np.array([state[0], *new[1:]])\n"
WRONG = [
    Wrong("E1", "dt forgotten", 0.5, "Does your state change as much in a short step as in a long one?", "dt * hh", "hh"),
    Wrong("E2", "the change alone", 0.5, "Is that the new state, or how much the state changes?", code=f"{D}    return dt * np.array(d)"),
    Wrong("E3", "gates first: the potential sees the new gates", 0.7, "With which gates do you compute the currents: those before the step, or those after it?", code=f"{D}    new = state + dt * np.array(d)\n{LATE}    new[0] = state[0] + dt * hh_derivatives(late, I, cell)[0]\n    return new"),
    Wrong("E4", "potential first: the gates see the new potential", 0.7, "At which potential do you ask how fast the gates change: before the step, or after it?", code=f"{D}    V = state[0] + dt * d[0]\n    moved = np.array([V, *state[1:]])\n    return np.array([V, *(state + dt * np.array(hh_derivatives(moved, I, cell)))[1:]])"),
    Wrong("E5", "divides by dt", 0.4, "Half the step: does your state change half as much?", code=f"{D}    return state + np.array(d) / dt"),
    Wrong("E6", "minus: back in time", 0.4, "If dV/dt is above 0, where does your potential go?", "+ dt", "- dt"),
    Wrong("E7", "the potential alone moves", 0.5, "Which parts of your state are the same after the step?", code=f"{D}    return np.array([state[0] + dt * d[0], *state[1:]])"),
    Wrong("E8", "the gates alone move", 0.5, "Which parts of your state are the same after the step?", code=f"{D}    new = state + dt * np.array(d)\n    return np.array([state[0], *new[1:]])"),
    Wrong("E9", "hands back the potential alone", 0.4, "What is needed to make one more step from where you are?", code=f"{D}    return state[0] + dt * d[0]"),
    Wrong("E10", "writes into the state that comes in", 0.85, "Whose array is it that your function writes into?", code=f"{D}    state += dt * np.array(d)\n    return state"),
    Wrong("E11", "the injected current times dt as well", 0.6, "How often is the injected current multiplied by dt in yours?", "hh_derivatives(state, I, cell)", "hh_derivatives(state, I * dt, cell)"),
    Wrong("E12", "always a step of 0.01 ms", 0.6, "Which step does yours make when another is asked for?", "dt * hh", "0.01 * hh"),
    Wrong("E13", "no injected current", 0.6, "Where does your step look at the injected current?", "hh_derivatives(state, I, cell)", "hh_derivatives(state, 0.0, cell)"),
    Wrong("E14", "the sign of the injected current", 0.6, "Which way does an injected current push the potential in yours?", "hh_derivatives(state, I, cell)", "hh_derivatives(state, -I, cell)"),
    Wrong("E15", "dt for the potential alone", 0.5, "Which of the four changes are multiplied by dt in yours?", code=f"{D}    return np.array([state[0] + dt * d[0], *(state + np.array(d))[1:]])"),
    Wrong("E16", "dt for the gates alone", 0.5, "Which of the four changes are multiplied by dt in yours?", code=f"{D}    new = state + dt * np.array(d)\n    return np.array([state[0] + d[0], *new[1:]])"),
    Wrong("E17", "dt is in seconds", 0.6, "What is the unit of dt here, and what is that of dV/dt?", "dt * hh", "dt / 1000 * hh"),
    Wrong("E18", "two half steps", 0.8, "How many steps do you make, and from which states?", code=f"{D}    half = state + dt / 2 * np.array(d)\n    return half + dt / 2 * np.array(hh_derivatives(half, I, cell))"),
    Wrong("E19", "the derivatives at the middle of the step", 0.8, "From which state do you ask for the derivatives: the old one, or another?", code=f"{D}    half = state + dt / 2 * np.array(d)\n    return state + dt * np.array(hh_derivatives(half, I, cell))"),
    Wrong("E20", "the state times the step", 0.3, "Does a membrane at V = 0 ever leave 0 in yours?", code=f"{D}    return state * (1 + dt * np.array(d))"),
    Wrong("E21", "the derivatives", 0.4, "Is that the new state, or how fast the state changes?", code=f"{D}    return d"),
    Wrong("E22", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", code=f"{D}    print(state + dt * np.array(d))"),
    Wrong("E23", "the new state is rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", code=f"{D}    return np.round(state + dt * np.array(d), 3)"),
    Wrong("E24", "no membrane potential below rest", 0.5, "May the potential fall below rest?", code=f"{D}    new = state + dt * np.array(d)\n    new[0] = max(new[0], 0.0)\n    return new"),
]
RIGHT = [
    f"{D}    return state + dt * np.array(d)",
    f"{D}    return [x + dt * dx for x, dx in zip(state, d)]",
    f"{D}    new = np.zeros(4)\n    for k in range(4):\n        new[k] = state[k] + d[k] * dt\n    return new",
    f"{D}    V, n, m, h = state\n    return V + d[0] * dt, n + d[1] * dt, m + d[2] * dt, h + d[3] * dt",
    "euler_step = lambda state, I, dt, cell: np.add(state, np.multiply(dt, hh_derivatives(state, I, cell)))",
    f"{HEAD}    new = np.copy(state)\n    new += np.array(hh_derivatives(state, I, cell)) * dt\n    return new",
    f"{HEAD}    return np.array([1, dt]) @ np.vstack([state, hh_derivatives(state, I, cell)])",
]
