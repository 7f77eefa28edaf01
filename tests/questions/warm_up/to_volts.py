"""to_volts: the first function, of one line. One number goes in and one comes back."""

from autograder import Wrong
from autograder.questions.checks import Answer, Value

FACTOR = "How many millivolts make one volt, and is a volt the larger or the smaller unit?"
PUBLIC = [
    Answer(
        "one number comes back",
        (-70.0,),
        -0.07,
        OTHER_SHAPE="One potential went in, and {name} handed back several numbers (shape {shape}).\n"
        "Is there a comma that Python takes for the end of one number?",
    ),
    Value(
        "a neuron at rest, at -70 mV",
        (-70.0,),
        -0.07,
        FACTOR,
        says="At rest, at -70 mV, yours gives {0:.9g} where -0.07 is right.",
        others={
            -70000.0: "Is a volt larger or smaller than a millivolt?",
            -70.0: "That is the number that came in. Which step is missing?",
            0.07: "Which sign does the potential of a neuron at rest have?",
        },
    ),
    Value(
        "the peak of an action potential, at 30 mV",
        (30.0,),
        0.03,
        FACTOR,
        says="At the peak, at 30 mV, yours gives {0:.9g} where 0.03 is right.",
        others={-0.07: "Does your function use the number that it is given, under the name in its brackets?"},
    ),
    Value(
        "all digits",
        (-65.4321987,),
        -0.0654321987,
        FACTOR,
        says="By hand, -65.4321987 mV are -0.0654321987 V.\nYours are {0:.12g} V.",
        digits=True,
        close=(1e-9, 1e-12),
    ),
]
PROBES = [
    ("a potential of 1000 mV", (1000.0,), "one volt"),
    ("a potential of exactly 0 mV", (0.0,), "exactly 0"),
    ("a potential of -55 mV, a whole number", (-55,), "a whole number"),
    ("a potential of 12.345678 mV", (12.345678,), "many digits"),
    ("a potential of -85.5 mV", (-85.5,), "below rest"),
    ("a potential of 500 mV", (500.0,), "half a volt"),
]
MARKS_COME_FROM = "potentials below 0, potentials above 0, exactly 0 and whole numbers. They look at all digits"


def hidden(rng):
    """Hidden cases."""
    below, above = rng.integers(40, 90, 2)
    return {
        "Exactly 0": [(0.0,), (0,)],
        "Potentials below 0": [*((float(-mv),) for mv in rng.uniform(40, 90, 3)), (int(-below),)],
        "Potentials above 0": [*((float(mv),) for mv in rng.uniform(5, 60, 3)), (int(above),)],
    }

UNCHANGED = None  # a number cannot be changed
WRONG = [
    Wrong(
        "V1", "hands nothing back: print, or no return", 0.5, "What does whoever called your function get back?",
        "return mv / 1000", "print(mv / 1000)",
    ),
    Wrong("V2", "multiplies", 0.4, "Which is more, one volt or one millivolt?", "/", "*"),
    Wrong("V3", "gives back what came in", 0.2, "What has to happen to millivolts to become volts?", " / 1000"),
    Wrong("V4", "a factor of 100", 0.5, "How many millivolts make one volt?", "1000", "100"),
    Wrong("V5", "a factor of a million", 0.5, "How many millivolts make one volt?", "1000", "1_000_000"),
    Wrong("V6", "a number of its own", 0.1, "Would yours notice if another potential came in?", "mv", "-70"),
    Wrong("V7", "cuts down to whole volts", 0.4, "What is left when a whole number of volts is asked for?", "/", "//"),
    Wrong("V8", "loses the sign", 0.5, "Is the inside of a resting neuron above or below 0?", "mv", "abs(mv)"),
    Wrong(
        "V9", "turns the sign", 0.5, "Does another unit change which side of 0 a potential is on?", "mv", "-mv",
    ),
    Wrong(
        "V10", "rounds", 0.7, "How many digits does whoever calls your function want to keep?",
        "mv / 1000", "round(mv / 1000, 2)",
    ),
    Wrong("V11", "the fraction upside down", 0.3, "Which number stands above the fraction bar?", "mv / 1000", "1000 / mv"),
    Wrong(
        "V12", "gives back a text", 0.6, "Can somebody calculate with what you hand back?",
        "mv / 1000", "str(mv / 1000) + ' V'",
    ),
    Wrong("V13", "takes 1000 away", 0.3, "What does the line between mV and 1000 stand for?", "/", "-"),
    Wrong("V14", "measures from rest", 0.4, "Which potential is 0 here: that outside the cell, or rest?", "mv", "(mv + 70)"),
    Wrong(
        "V15", "nothing for whole numbers", 0.7, "Which kinds of numbers may come in?",
        code="def to_volts(mv):\n    if isinstance(mv, float):\n        return mv / 1000",
    ),
    Wrong(
        "V16", "nothing for 0", 0.7, "What comes back when exactly 0 goes in?",
        code="def to_volts(mv):\n    if mv < 0:\n        return mv / 1000\n    if mv > 0:\n        return mv / 1000",
    ),
    Wrong(
        "V17", "only below 0", 0.6, "What comes back at the peak of an action potential?",
        code="def to_volts(mv):\n    return min(mv, 0) / 1000",
    ),
    Wrong("V18", "a comma in the number", 0.6, "How does Python read a comma between numbers?", "1000", "1, 000"),
    Wrong("V19", "only above 0", 0.6, "What comes back for a neuron at rest?", "mv", "max(mv, 0)"),
]
RIGHT = [
    "def to_volts(mv):\n    return 0.001 * mv",
    "def to_volts(mv):\n    volts = mv / 1000\n    return volts",
    "def to_volts(mv):\n    return mv * 10**-3",
    "def to_volts(mv):\n    v = mv / 1000\n    print(v)\n    return v",
    "to_volts = lambda mv: mv / 1e3",
    "def to_volts(potential):\n    return np.divide(potential, 1000)",
    "MV_IN_A_VOLT = 1000\n\n\ndef to_volts(mv):\n    return float(mv) / MV_IN_A_VOLT",
]
