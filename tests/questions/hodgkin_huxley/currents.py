"""currents: sodium, potassium and leak, outward above 0."""


from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import ALL_DIGITS, EXAMPLE, SQUID, STEP, all_digits, membrane

BY_HAND = (15.0, 0.5, 0.2, 0.5, EXAMPLE)
OTHER = dict(EXAMPLE, E_leak=4.0, g_leak=0.25)
PUBLIC = [
    Answer(
        "three currents",
        BY_HAND,
        (-40.0, 67.5, 2.5),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\nHow many ionic currents are there?",
    ),
    Value("sodium, in the example by hand", BY_HAND, -40.0, STEP, part=lambda got: got[0],
          says="In the example by hand your I_Na is {0[0]:g}, where -40 is right."),
    Value("potassium, in the example by hand", BY_HAND, 67.5, STEP, part=lambda got: got[1],
          says="In the example by hand your I_K is {0[1]:g}, where 67.5 is right."),
    Value("the leak, in the example by hand", BY_HAND, 2.5, STEP, part=lambda got: got[2],
          says="In the example by hand your I_leak is {0[2]:g}, where 2.5 is right."),
    (
        "V = 115 mV, where sodium is in balance, all gates open, E_leak = 4 and g_leak = 0.25",
        (115.0, 1.0, 1.0, 1.0, OTHER),
        (0.0, 5080.0, 27.75),
        "How far is V from the E of each current, and does your code take E from the dictionary?",
    ),
    all_digits(
        "V = 1/3 mV, n = 0.2, m = 0.1, h = 0.1 and the membrane of the example",
        (1 / 3, 0.2, 0.1, 0.1, EXAMPLE),
        (-3.44 / 3, 2.368 / 3, -14.5 / 3),
    ),
]
PROBES = [
    ("the squid's membrane at rest", (0.0, 0.3177, 0.0529, 0.5961, SQUID), "at rest"),
    ("the squid's membrane at 100 mV, n = 0.6, m = 0.9 and h = 0.2", (100.0, 0.6, 0.9, 0.2, SQUID), "at a peak"),
    ("the squid's membrane at -12 mV, n = 0.7, m = 0.1 and h = 0.3", (-12.0, 0.7, 0.1, 0.3, SQUID), "potassium in balance"),
    ("another membrane at -5 mV, n = 0.3, m = 0.4 and h = 0.8", (-5.0, 0.3, 0.4, 0.8, OTHER), "below rest"),
    ("all gates closed, at 20 mV", (20.0, 0.0, 0.0, 0.0, EXAMPLE), "all closed"),
    ("all gates open, at 20 mV", (20.0, 1.0, 1.0, 1.0, EXAMPLE), "all open"),
    ("a whole number, V = 3, n = 0.2, m = 0.9 and h = 0.7", (3, 0.2, 0.9, 0.7, SQUID), "whole numbers"),
]
MARKS_COME_FROM = (
    "potentials below rest, potentials far from rest, gates at 0 or 1, other membranes and whole numbers. "
    f"{ALL_DIGITS}"
)
UNCHANGED = None


def hidden(rng):
    """Hidden cases."""

    def gates():
        return rng.uniform(0.1, 0.9, 3)

    other = membrane(rng)
    return {
        "The squid's membrane": [(V, *gates(), SQUID) for V in (*rng.uniform(5, 90, 3), 0.0)],
        "Below rest": [(V, *gates(), SQUID) for V in -rng.uniform(1, 30, 3)],
        "Far from rest": [(V, *gates(), SQUID) for V in rng.uniform(70, 140, 3)],
        "Closed gates": [(12.0, 0.0, *gates()[:2], SQUID), (12.0, *gates()[:2], 0.0, SQUID), (12.0, 0.4, 0.0, 0.6, SQUID)],
        "Other membranes": [(V, *gates(), other) for V in rng.uniform(-10, 80, 3)],
        "Whole numbers": [(7, *gates(), SQUID), (30, *gates(), SQUID)],
    }


HEAD = "def currents(V, n, m, h, cell):\n"


def three(Na='cell["g_Na"] * m**3 * h * (V - cell["E_Na"])', K='cell["g_K"] * n**4 * (V - cell["E_K"])',
          leak='cell["g_leak"] * (V - cell["E_leak"])', end="return I_Na, I_K, I_leak"):
    """An answer with some of its lines changed."""
    return f"{HEAD}    I_Na = {Na}\n    I_K = {K}\n    I_leak = {leak}\n    {end}"


WRONG = [
    Wrong("C1", "powers exchanged: m^4 and n^3", 0.6, "How many gates has each channel in the equations?", code=three('cell["g_Na"] * m**4 * h * (V - cell["E_Na"])', 'cell["g_K"] * n**3 * (V - cell["E_K"])')),
    Wrong("C2", "no h: sodium is never inactivated", 0.6, "What stops sodium in yours while m is open?", " * h", ""),
    Wrong("C3", "no powers", 0.5, "How many gates of one kind have to be open at once?", code=three('cell["g_Na"] * m * h * (V - cell["E_Na"])', 'cell["g_K"] * n * (V - cell["E_K"])')),
    Wrong("C4", "times 3 and times 4 for the powers", 0.5, "If half the gates are open, how often are three of them open together?", code=three('cell["g_Na"] * m * 3 * h * (V - cell["E_Na"])', 'cell["g_K"] * n * 4 * (V - cell["E_K"])')),
    Wrong("C5", "E - V: inward above 0", 0.6, "V is above E: does current flow out of the cell, and which sign has that here?", code=three('cell["g_Na"] * m**3 * h * (cell["E_Na"] - V)', 'cell["g_K"] * n**4 * (cell["E_K"] - V)', 'cell["g_leak"] * (cell["E_leak"] - V)')),
    Wrong("C6", "all three above 0", 0.5, "Which way does sodium flow at rest, and which sign has that here?", code=three(end="return abs(I_Na), abs(I_K), abs(I_leak)")),
    Wrong("C7", "V is not from rest: 65 is taken off", 0.6, "What is rest in this notebook, and in which of V and E is that put in already?", code=three().replace("    I_Na", "    V = V - 65\n    I_Na", 1)),
    Wrong("C8", "potentials of sodium and potassium from outside, 50 and -77", 0.6, "From where are your E counted: from rest, or from outside the cell?", code=three('cell["g_Na"] * m**3 * h * (V - 50)', 'cell["g_K"] * n**4 * (V + 77)', 'cell["g_leak"] * (V + 54.4)')),
    Wrong("C9", "the squid's numbers, whatever membrane is given", 0.6, "Another membrane comes in. Where does your code look at it?", code=three("120 * m**3 * h * (V - 115)", "36 * n**4 * (V + 12)", "0.3 * (V - 10.613)")),
    Wrong("C10", "n and m exchanged", 0.5, "Which gate belongs to sodium?", code=three('cell["g_Na"] * n**3 * h * (V - cell["E_Na"])', 'cell["g_K"] * m**4 * (V - cell["E_K"])')),
    Wrong("C11", "E_Na and E_K exchanged", 0.5, "Where is each ion in balance: below rest, or far above it?", code=three('cell["g_Na"] * m**3 * h * (V - cell["E_K"])', 'cell["g_K"] * n**4 * (V - cell["E_Na"])')),
    Wrong("C12", "in another order", 0.8, "In which order does your function hand back the three?", "return I_Na, I_K, I_leak", "return I_K, I_Na, I_leak"),
    Wrong("C13", "the sum of the three", 0.5, "How many numbers are asked for?", "return I_Na, I_K, I_leak", "return I_Na + I_K + I_leak"),
    Wrong("C14", "no leak", 0.5, "Where is the third current in what comes back?", "return I_Na, I_K, I_leak", "return I_Na, I_K"),
    Wrong("C15", "the driving force without E", 0.4, "At which V is each current 0 in yours?", code=three('cell["g_Na"] * m**3 * h * V', 'cell["g_K"] * n**4 * V', 'cell["g_leak"] * V')),
    Wrong("C16", "no brackets: g * V - E", 0.4, "What is multiplied by g in your lines: V, or V - E?", code=three('cell["g_Na"] * m**3 * h * V - cell["E_Na"]', 'cell["g_K"] * n**4 * V - cell["E_K"]', 'cell["g_leak"] * V - cell["E_leak"]')),
    Wrong("C17", "V + E", 0.5, "At which V is each current 0 in yours?", code=three('cell["g_Na"] * m**3 * h * (V + cell["E_Na"])', 'cell["g_K"] * n**4 * (V + cell["E_K"])', 'cell["g_leak"] * (V + cell["E_leak"])')),
    Wrong("C18", "conductances alone", 0.4, "How large is each of yours when V is where the ion is in balance?", code=three('cell["g_Na"] * m**3 * h', 'cell["g_K"] * n**4', 'cell["g_leak"]')),
    Wrong("C19", "the leak has a gate too", 0.6, "Which gate has the leak?", code=three(leak='cell["g_leak"] * n * (V - cell["E_leak"])')),
    Wrong("C20", "h for potassium, and not for sodium", 0.5, "Which of the two channels has h?", code=three('cell["g_Na"] * m**3 * (V - cell["E_Na"])', 'cell["g_K"] * n**4 * h * (V - cell["E_K"])')),
    Wrong("C21", "h is cubed too", 0.5, "How many gates of each kind has a sodium channel?", code=three('cell["g_Na"] * (m * h)**3 * (V - cell["E_Na"])')),
    Wrong("C22", "1 - h", 0.5, "Is h the share of gates that are open, or closed?", code=three('cell["g_Na"] * m**3 * (1 - h) * (V - cell["E_Na"])')),
    Wrong("C23", "the leak pulls to 0", 0.6, "Where is your leak in balance?", code=three(leak='cell["g_leak"] * V')),
    Wrong("C24", "divided by the capacitance", 0.6, "Are these currents, or what they do to the potential?", code=three(end='return I_Na / cell["C"], I_K / cell["C"], I_leak / cell["C"]')),
    Wrong("C25", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", "return I_Na, I_K, I_leak", "print(I_Na, I_K, I_leak)"),
    Wrong("C26", "^ for a power", 0.4, "What does ^ do in Python, and how is a power written?", code=three('cell["g_Na"] * m^3 * h * (V - cell["E_Na"])')),
    Wrong("C27", "the currents are rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", "return I_Na, I_K, I_leak", "return round(I_Na, 1), round(I_K, 1), round(I_leak, 1)"),
]
RIGHT = [
    three(),
    three(end="return [I_Na, I_K, I_leak]"),
    three(end="return np.array([I_Na, I_K, I_leak])"),
    three(end="return np.asarray(I_Na), np.asarray(I_K), np.asarray(I_leak)"),
    three('cell["g_Na"] * m * m * m * h * (V - cell["E_Na"])', 'cell["g_K"] * n * n * n * n * (V - cell["E_K"])'),
    three('-cell["g_Na"] * pow(m, 3) * h * (cell["E_Na"] - V)', 'cell["g_K"] * (n**2)**2 * (V - cell["E_K"])'),
    f'{HEAD}    open_ = [("Na", m**3 * h), ("K", n**4), ("leak", 1)]\n    return [cell["g_" + ion] * share * (V - cell["E_" + ion]) for ion, share in open_]',
    f'{HEAD}    g = np.array([cell["g_Na"] * m**3 * h, cell["g_K"] * n**4, cell["g_leak"]])\n    return g * (V - np.array([cell["E_Na"], cell["E_K"], cell["E_leak"]]))',
]
