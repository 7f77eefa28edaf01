"""hh_derivatives: how fast the potential and the three gates change."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, EXAMPLE, RATES, SQUID, all_digits, membrane, state

USES = ["alpha_m", "gate_change", "currents"]
ATOL = 1e-9
BY_HAND = (np.array([0.0, 0.5, 0.0, 1.0]), 9.0, EXAMPLE)
DN = 0.05 / np.expm1(1) - 0.0625
DM = 2.5 / np.expm1(2.5)
DH = -1 / (np.exp(3) + 1)
PUBLIC = [
    Answer(
        "four derivatives",
        BY_HAND,
        np.array([-8.0, DN, DM, DH]),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\nHow many things change with time here?",
    ),
    Value(
        "the example by hand",
        BY_HAND,
        [-8.0, DN, DM, DH],
        "Which of the four comes out differently in your code? Does each gate have its own two rates, at the V of the state?",
        at=0,
        others={
            -17.0: "Which way does an injected current of 9 push the potential in yours?",
            17.0: "Potassium flows out of the cell. Does that raise your potential, or lower it?",
            -16.0: "Where is the capacitance of the membrane in yours?",
            -32.0: "Does a large capacitance make the potential slow, or fast?",
            -3.5: "What does your C divide: the ionic currents, or all currents?",
            -12.5: "Where is the injected current in yours?",
        },
        says="In the example by hand your derivatives are {0[0]:.4g}, {0[1]:.4g}, {0[2]:.4g} and {0[3]:.4g}.\n"
        f"By hand they are -8, {DN:.4g}, {DM:.4g} and {DH:.4g}.",
    ),
    Value(
        "twice the injected current, I = 18",
        (BY_HAND[0], 18.0, EXAMPLE),
        -3.5,
        "An injected current that is 9 larger: by how much should dV/dt change here?",
        part=lambda got: got[0],
        says="With I = 18 your dV/dt is {0[0]:g} mV/ms, where -3.5 is right.",
    ),
    all_digits(
        "V = 5, n = 0.5, m = 0.2, h = 0.5, I = 7 and the membrane of the example",
        (np.array([5.0, 0.5, 0.2, 0.5]), 7.0, EXAMPLE),
        [
            (100 * 0.2**3 * 0.5 * 110 - 40 * 0.5**4 * 17 + 0.5 * 5 + 7) / 2,
            0.5 * (0.05 / np.expm1(0.5) - 0.125 * np.exp(-1 / 16)),
            0.8 * 2 / np.expm1(2) - 0.8 * np.exp(-5 / 18),
            0.5 * (0.07 * np.exp(-1 / 4) - 1 / (np.exp(2.5) + 1)),
        ],
    ),
]
FEW = np.array([20.0, 0.4, 0.3, 0.2])
PROBES = [
    ("a squid's axon at rest, and I = 0", (np.array([0.0, 0.3177, 0.0529, 0.5961]), 0.0, SQUID), "at rest"),
    ("a squid's axon at rest, and I = 10", (np.array([0.0, 0.3177, 0.0529, 0.5961]), 10.0, SQUID), "at rest, I = 10"),
    ("V = 20, n = 0.4, m = 0.3, h = 0.2 and I = 0", (FEW, 0.0, SQUID), "no input"),
    ("V = 20, n = 0.4, m = 0.3, h = 0.2 and I = -10", (FEW, -10.0, SQUID), "I below 0"),
    ("V = -8, n = 0.2, m = 0.6, h = 0.9 and I = 5", (np.array([-8.0, 0.2, 0.6, 0.9]), 5.0, SQUID), "below rest"),
    ("V = 95, n = 0.6, m = 0.95, h = 0.1 and I = 5", (np.array([95.0, 0.6, 0.95, 0.1]), 5.0, SQUID), "at a peak"),
    ("V = 20, n = 0.4, m = 0.3, h = 0.2, I = 6 and C = 2", (FEW, 6.0, dict(SQUID, C=2.0)), "twice the capacitance"),
    ("all gates closed, V = 3 and I = 2", (np.array([3.0, 0.0, 0.0, 0.0]), 2.0, EXAMPLE), "all closed"),
    ("all gates open, V = 3 and I = 2", (np.array([3.0, 1.0, 1.0, 1.0]), 2.0, EXAMPLE), "all open"),
    ("V = 20, n = 0.4, m = 0.3, h = 0.2 and I = 0, after all the other calls", (FEW, 0.0, SQUID), "again"),
]
MARKS_COME_FROM = (
    f"potentials below rest, gates at 0 or 1, injected currents below 0 and other membranes. {AND_UNCHANGED}"
)
UNCHANGED = "The state that comes in stays as it was"


def hidden(rng):
    """Hidden cases."""
    other = membrane(rng)
    return {
        "No injected current": [(state(rng, V), 0.0, SQUID) for V in rng.uniform(1, 80, 3)],
        "An injected current": [(state(rng, V), rng.uniform(3, 30), SQUID) for V in rng.uniform(1, 80, 3)],
        "An injected current below 0": [(state(rng, V), -rng.uniform(3, 30), SQUID) for V in (*rng.uniform(1, 80, 2), 10.0)],
        "Below rest": [(state(rng, V), 4.0, SQUID) for V in -rng.uniform(1, 20, 3)],
        "Closed gates, open gates": [(np.array([12.0, *row]), 5.0, SQUID) for row in np.eye(3)],
        "Other membranes": [(state(rng, V), rng.uniform(-9, 9), other) for V in rng.uniform(-9, 60, 3)],
    }


HEAD = "def hh_derivatives(state, I, cell):\n    V, n, m, h = state\n"
SUM = "    I_Na, I_K, I_leak = currents(V, n, m, h, cell)\n"
DV = '(-(I_Na + I_K + I_leak) + I) / cell["C"]'
N, M, H = "gate_change(n, alpha_n, beta_n)", "gate_change(m, alpha_m(V), beta_m)", "gate_change(h, alpha_h, beta_h)"
ALL = "alpha_n, beta_n, beta_m, alpha_h, beta_h"


def four(dv=DV, n=N, m=M, h=H, head=HEAD, end="return np.array([dV, dn, dm, dh])", rates=f"{ALL} = other_rates(V)"):
    """An answer with some of its lines changed."""
    return f"{RATES}\n{head}{SUM}    {rates}\n    dV = {dv}\n    dn = {n}\n    dm = {m}\n    dh = {h}\n    {end}"


WRONG = [
    Wrong("H1", "the sign of the injected current", 0.7, "Which way does an injected current push the potential in yours?", code=four('(-I_Na - I_K - I_leak - I) / cell["C"]')),
    Wrong("H2", "the sign of the ionic currents", 0.5, "When potassium flows out of the cell, which way does your potential go?", code=four('(I_Na + I_K + I_leak + I) / cell["C"]')),
    Wrong("H3", "no capacitance", 0.6, "A membrane with twice the capacitance: does your potential change half as fast?", code=four("-(I_Na + I_K + I_leak) + I")),
    Wrong("H4", "times the capacitance", 0.6, "A membrane with twice the capacitance: does your potential change half as fast?", code=four('(-(I_Na + I_K + I_leak) + I) * cell["C"]')),
    Wrong("H5", "no injected current", 0.5, "Where is the injected current in yours?", code=four('-(I_Na + I_K + I_leak) / cell["C"]')),
    Wrong("H6", "no leak", 0.6, "Which of the three ionic currents is missing in your dV/dt?", code=four('(-(I_Na + I_K) + I) / cell["C"]')),
    Wrong("H7", "a minus for sodium alone: the other two have lost theirs", 0.5, "What does the minus stand before: one current, or all three?", code=four('(-I_Na + I_K + I_leak + I) / cell["C"]')),
    Wrong("H8", "the capacitance divides the ionic currents alone", 0.6, "What does C divide in yours: the ionic currents, or all of them?", code=four('-(I_Na + I_K + I_leak) / cell["C"] + I')),
    Wrong("H9", "the capacitance divides the injected current alone", 0.6, "What does C divide in yours: the injected current, or all of them?", code=four('-(I_Na + I_K + I_leak) + I / cell["C"]')),
    Wrong("H10", "hands back m, h, n behind V", 0.7, "In which order do the gates stand in the state?", code=four(end="return np.array([dV, dm, dh, dn])")),
    Wrong("H11", "takes m, h, n out of the state", 0.6, "In which order do the gates stand in the state?", code=four(head="def hh_derivatives(state, I, cell):\n    V, m, h, n = state\n")),
    Wrong("H12", "the rates of n for all gates", 0.5, "Which rates has each gate in yours?", code=four(m="gate_change(m, alpha_n, beta_n)", h="gate_change(h, alpha_n, beta_n)")),
    Wrong("H13", "the rates of m and h exchanged", 0.5, "Which rates has each gate in yours?", code=four(m="gate_change(m, alpha_h, beta_h)", h="gate_change(h, alpha_m(V), beta_m)")),
    Wrong("H14", "alpha and beta exchanged", 0.5, "In which order does gate_change want the two rates?", code=four(n="gate_change(n, beta_n, alpha_n)", m="gate_change(m, beta_m, alpha_m(V))", h="gate_change(h, beta_h, alpha_h)")),
    Wrong("H15", "the rates at 65 mV below: V is not from rest", 0.6, "What is rest in this notebook, and from where do the rates count V?", code=four(m="gate_change(m, alpha_m(V - 65), beta_m)", rates=f"{ALL} = other_rates(V - 65)")),
    Wrong("H16", "the rates at 65 mV above: V is not from rest", 0.6, "What is rest in this notebook, and from where do the rates count V?", code=four(m="gate_change(m, alpha_m(V + 65), beta_m)", rates=f"{ALL} = other_rates(V + 65)")),
    Wrong("H17", "the rates at rest, whatever V is", 0.5, "At which potential do you ask for the rates?", code=four(m="gate_change(m, alpha_m(0), beta_m)", rates=f"{ALL} = other_rates(0)")),
    Wrong("H18", "gates only open", 0.5, "Do your gates ever close?", code=four(n="alpha_n * (1 - n)", m="alpha_m(V) * (1 - m)", h="alpha_h * (1 - h)")),
    Wrong("H19", "no time constant: X - x for each gate", 0.5, "Are all your gates equally fast?", code=four(n="alpha_n / (alpha_n + beta_n) - n", m="alpha_m(V) / (alpha_m(V) + beta_m) - m", h="alpha_h / (alpha_h + beta_h) - h")),
    Wrong("H20", "the gates are divided by the capacitance too", 0.6, "Does the capacitance make gates slow?", code=four(end='return np.array([dV, dn / cell["C"], dm / cell["C"], dh / cell["C"]])')),
    Wrong("H21", "h does not change", 0.5, "Which of your four does not depend on anything?", code=four(h="0.0")),
    Wrong("H22", "dV/dt alone", 0.4, "How many things change with time, and how many do you hand back?", code=four(end="return dV")),
    Wrong("H23", "the new state after a step of 0.01 ms", 0.5, "Is that how fast the state changes, or what it will be?", code=four(end="return state + 0.01 * np.array([dV, dn, dm, dh])")),
    Wrong("H24", "the gates alone", 0.5, "How many things change with time, and how many do you hand back?", code=four(end="return np.array([dn, dm, dh])")),
    Wrong("H25", "writes into the state that comes in", 0.85, "Whose array is it that your function writes into?", code=four(end="state[:] = [dV, dn, dm, dh]\n    return state")),
    Wrong("H26", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", code=four(end="print(np.array([dV, dn, dm, dh]))")),
    Wrong("H27", "the derivatives are rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", code=four(end="return np.round([dV, dn, dm, dh], 3)")),
    Wrong("H28", "the sizes of the ionic currents", 0.4, "Which ionic current raises the potential? Does it in yours?", code=four('(-(abs(I_Na) + abs(I_K) + abs(I_leak)) + I) / cell["C"]')),
    Wrong("H30", "gates go away from their balance", 0.4, "A gate that is nearly closed: does your code close it further?", code=four(n=f"-{N}", m=f"-{M}", h=f"-{H}")),
    Wrong("H31", "takes the five rates apart in another order", 0.7, "In which order does other_rates hand over its five?", code=four(rates="alpha_n, beta_n, alpha_h, beta_m, beta_h = other_rates(V)")),
    Wrong("H32", "hands over alpha_m, and not its value", 0.6, "Is that the rate, or the function that gives the rate?", code=four(m="gate_change(m, alpha_m, beta_m)")),
    Wrong("H33", "alpha_n for the opening of m", 0.6, "Which rates has each gate in yours?", code=four(m="gate_change(m, alpha_n, beta_m)")),
]
RIGHT = [
    four(),
    four(end="return [dV, dn, dm, dh]"),
    four('-(1 / cell["C"]) * (I_Na + I_K + I_leak - I)', n="alpha_n * (1 - n) - beta_n * n", m="alpha_m(V) * (1 - m) - beta_m * m", h="alpha_h * (1 - h) - beta_h * h"),
    four('(I - np.sum(currents(V, n, m, h, cell))) / cell["C"]', head="def hh_derivatives(state, I, cell):\n    V, n, m, h = state[0], state[1], state[2], state[3]\n"),
    f'{RATES}\ndef hh_derivatives(state, I, cell):\n    d = np.zeros(4)\n    V = state[0]\n    d[0] = (I - sum(currents(*state, cell))) / cell["C"]\n    a, b, c, e, f = other_rates(V)\n    for k, (x, y) in enumerate([(a, b), (alpha_m(V), c), (e, f)]):\n        d[k + 1] = gate_change(state[k + 1], x, y)\n    return d',
    four(n="(alpha_n / (alpha_n + beta_n) - n) * (alpha_n + beta_n)", end="return (dV, dn, dm, dh)"),
    f'{RATES}\ndef hh_derivatives(state, I, cell):\n    V, n, m, h = state\n    Na = cell["g_Na"] * m**3 * h * (cell["E_Na"] - V)\n    K = cell["g_K"] * n**4 * (cell["E_K"] - V)\n    L = cell["g_leak"] * (cell["E_leak"] - V)\n    {ALL} = other_rates(V)\n    gates = [{N}, {M}, {H}]\n    return np.concatenate([[(Na + K + L + I) / cell["C"]], gates])',
]
