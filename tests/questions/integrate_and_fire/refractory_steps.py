"""refractory_steps: from a time to a number of steps."""

from autograder import Wrong

PUBLIC = [
    ("2 ms in steps of 0.5 ms", (2.0, 0.5), 4, "How many steps of this length fit into the time?"),
    ("0.3 ms in steps of 0.1 ms", (0.3, 0.1), 3, "What does Python give for 0.3 / 0.1, and what becomes of it in your code?"),
    ("1 ms in steps of 0.1 ms", (1.0, 0.1), 10, "How often does 0.1 fit into 1, and what does yours make of it?"),
    ("1 ms in steps of 0.3 ms, 3.33 of them", (1.0, 0.3), 3, "Which whole number is nearest to 3.33?"),
    ("2 ms in steps of 0.3 ms, 6.67 of them", (2.0, 0.3), 7, "Which whole number is nearest to 6.67?"),
    ("no refractory time, in steps of 0.25 ms", (0.0, 0.25), 0, "How many steps does it take to wait for no time at all?"),
    ("12 ms in steps of 2 ms", (12.0, 2.0), 6, "Which of the two times goes into the other?"),
]
PROBES = [
    ("2 ms in steps of 0.1 ms", (2.0, 0.1), "the usual"),
    ("5 ms in steps of 0.25 ms", (5.0, 0.25), "a long one"),
    ("0.6 ms in steps of 0.2 ms", (0.6, 0.2), "a hair below"),
    ("2.3 ms in steps of 0.1 ms", (2.3, 0.1), "many short steps"),
    ("3 ms in steps of 1 ms", (3.0, 1.0), "whole ms"),
    ("2 ms in steps of 0.7 ms", (2.0, 0.7), "does not fit"),
    ("whole numbers, 4 ms in steps of 1 ms", (4, 1), "whole numbers"),
    ("no refractory time, in steps of 0.1 ms", (0.0, 0.1), "none"),
]
MARKS_COME_FROM = "other time steps, no refractory time and whole numbers"
UNCHANGED = None


def hidden(rng):
    """Hidden cases."""
    some = [int(one) for one in rng.integers(3, 60, 6)]
    return {
        "Steps that fit": [(0.25 * one, 0.25) for one in some[:3]],
        "Steps that fit, but for rounding": [(0.3, 0.1), (0.6, 0.2), (1.1, 0.1), (0.7, 0.1), (1.2, 0.4)],
        "Steps that do not fit": [(0.3 * one + 0.1, 0.3) for one in some[3:]] + [(0.3 * one + 0.2, 0.3) for one in some[3:]],
        "No refractory time": [(0.0, 0.1), (0.0, 0.5)],
        "Whole numbers": [(some[0], 1), (2 * some[1], 2)],
    }


HEAD = "def refractory_steps(t_ref, dt):\n"
ROUND = "round(t_ref / dt)"
WRONG = [
    Wrong("F12", "int: cuts off", 0.8, "What does int do with 2.9999999, and what should become of it?", ROUND, "int(t_ref / dt)"),
    Wrong("I18", "//: cuts off", 0.8, "What is left by // of 2.9999999, and what should become of it?", ROUND, "t_ref // dt"),
    Wrong("I19", "cuts off, and adds one", 0.7, "How many steps does it take to wait for no time at all?", ROUND, "int(t_ref / dt) + 1"),
    Wrong("I2", "int of the time alone", 0.5, "Is that a number of ms, or a number of steps?", ROUND, "int(t_ref)"),
    Wrong("I3", "rounds up", 0.8, "What becomes of 3.33 in yours? Which whole number is nearest?", ROUND, "int(np.ceil(t_ref / dt))"),
    Wrong("I4", "not rounded", 0.7, "Can a simulation wait for 6.67 steps?", ROUND, "t_ref / dt"),
    Wrong("I5", "the ratio upside down", 0.5, "Which of the two times goes into the other?", ROUND, "round(dt / t_ref) if t_ref else 0"),
    Wrong("I6", "multiplies", 0.5, "With shorter steps, do you need more of them, or fewer?", ROUND, "round(t_ref * dt)"),
    Wrong("I7", "one too many", 0.7, "How many steps does it take to wait for no time at all?", ROUND, "round(t_ref / dt) + 1"),
    Wrong("I8", "one too few", 0.7, "How many steps of 1 ms fit into 4 ms?", ROUND, "round(t_ref / dt) - 1"),
    Wrong("I9", "always steps of 0.1 ms", 0.5, "How long is a step in yours when another one is given?", ROUND, "round(t_ref / 0.1)"),
    Wrong("I10", "always a refractory time of 2 ms", 0.5, "Which refractory time does yours use when another one is given?", ROUND, "round(2.0 / dt)"),
    Wrong("I11", "rounds before it divides", 0.6, "What is rounded first in yours, a time or a number of steps?", ROUND, "round(t_ref) / dt"),
    Wrong("I12", "at least one step", 0.8, "How many steps does it take to wait for no time at all?", ROUND, "max(1, round(t_ref / dt))"),
    Wrong("I13", "a factor of 1000 for ms", 0.5, "Both times are in ms: is a factor needed?", ROUND, "round(t_ref / dt * 1000)"),
    Wrong("I14", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f"return {ROUND}", f"print({ROUND})"),
    Wrong("I15", "the remainder", 0.3, "Is it asked how often a step fits, or what is left over?", ROUND, "t_ref % dt"),
    Wrong("I16", "subtracts", 0.2, "How often does a step fit into the time? Which operation tells that?", ROUND, "round(t_ref - dt)"),
    Wrong("I17", "stops where there is no refractory time", 0.8, "What does yours divide by, and can that be 0?", ROUND, "round(1 / (dt / t_ref))"),
]
RIGHT = [
    f"{HEAD}    return int(t_ref / dt + 0.5)",
    f"{HEAD}    return np.round(t_ref / dt)",
    f"{HEAD}    return int(np.rint(t_ref / dt))",
    "refractory_steps = lambda t_ref, dt: int(round(float(t_ref) / float(dt), 0))",
    f"{HEAD}    return np.floor(t_ref / dt + 0.5).astype(int)",
    f'{HEAD}    return int(f"{{t_ref / dt:.0f}}")',
    f"{HEAD}    steps = 0\n    while (steps + 0.5) * dt < t_ref:\n        steps += 1\n    return steps",
]
