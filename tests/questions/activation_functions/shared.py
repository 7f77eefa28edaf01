"""What the five activation functions share: words of their checks, inputs of their hidden cases, kinds of mistakes."""

from types import SimpleNamespace

import numpy as np

from autograder.questions.checks import Answer, Value

MARKS = (
    "This case is right. The marks come from other inputs: long arrays, a single one, tables (2-D), whole numbers, "
    "net inputs in any order, far from 0, close to 0 and exactly 0."
)
UNTOUCHED = "They also check that your function leaves its input unchanged."
DIGITS_COUNT = f"{MARKS} They look at all digits. {UNTOUCHED}"
UNCHANGED = "The caller's array stays as it was"
AROUND_0 = (np.array([-1.5, 0.25, 0.75, 2.5]),)  # a threshold at 0.5 or 1 is between two of them
THIRDS = (np.array([-2 / 3, 1 / 3, 2 / 3]),)
LOOSE = (1e-5, 1e-8)
EXACT = (1e-9, 1e-12)


def one_each(inputs):
    """The first check, for these inputs."""
    units = {3: "three", 4: "four"}[len(inputs[0])]
    return Answer(
        "one activation for each net input",
        inputs,
        inputs[0],
        OTHER_KIND="{name} gave back {got}, and a firing rate is a number.\nWhere does it turn into something else?",
        OTHER_SHAPE=f"An array of {units} units went in. {{name}} gave back {{got}}.\n"
        "If every unit answers for itself, how many activations are there?",
    )


def below(case, right, ask):
    """At a net input below 0."""
    says = "At n = -1.5 yours gives {0[0]:g}."
    return Value(case, AROUND_0, right, ask, says=says, part=lambda a: a[0], close=LOOSE)


def above(case, right, ask, praise, **others):
    """At net inputs above 0."""
    says = "At n = 0.25, 0.75 and 2.5 yours gives {0[1]:g}, {0[2]:g} and {0[3]:g}."
    return Value(case, AROUND_0, right, ask, says=says, part=lambda a: a[1:], close=LOOSE, praise=praise, **others)


def all_digits(inputs, right, ask, by_hand):
    """Digits that are missing; ``by_hand`` says what is right."""
    says = f"{by_hand}\nYours are {{0[0]:.12g}}, {{0[1]:.12g}} and {{0[2]:.12g}}."
    return Value("all digits", inputs, right, ask, says=says, close=EXACT, digits=True)


def rises(log):
    """More drive, more activity; ``log`` is the name of the net input."""

    def more_drive(a):
        return a[2] > a[0]

    says = f"At n = -{log} yours gives {{0[0]:g}}, at n = {log} it gives {{0[2]:g}}."
    ask = "Which of these two neurons is the more excited, and which fires more?"
    number = {"ln 2": np.log(2), "ln 3": np.log(3)}[log]
    inputs = (np.array([-number, 0, number]),)
    return Value("more drive, more activity", inputs, 1, ask, says=says, part=more_drive)


def by_hand(inputs, right, words, others, **options):
    """The values by hand; ``others`` is what other formulas give for the last one."""
    return Value(
        "the values by hand",
        inputs,
        right,
        STEP,
        says=f"At n = {words}.\nYours are {{0[0]:.4g}}, {{0[1]:.4g}} and {{0[2]:.4g}}.",
        others=others,
        at=2,
        praise=DIGITS_COUNT,
        **{"close": LOOSE, **options},
    )


STEP = "Which step of the arithmetic by hand comes out differently in your code?"


def arrays_of(rng):
    """The arrays that hidden cases are made of."""
    units = np.array([-4.2, -0.6, -0.4, -1e-3, 1e-3, 0.4, 0.6, 4.2]) * rng.uniform(0.9, 1.1, 8)
    small = np.array([-1e-5, 1e-5, -1e-8, 1e-8, -1e-12, 1e-12, -1e-100, 1e-100]) * rng.uniform(0.9, 1.1, 8)
    whole = np.array([-4, -2, -1, 1, 2, 4])
    table = units.reshape(2, 4)
    return SimpleNamespace(
        units=(units,),
        grid=(np.linspace(-5, 5, 1000),),  # the lecture's; it holds no exact 0
        shuffled=(units[[6, 0, 4, 2, 7, 3, 5, 1]],),
        far=(np.array([-30.0, -12.0, -8.0, 8.0, 12.0, 30.0]),),
        small=(small,),
        tiny=(np.array([1e-300, 3e-300]),),  # its square is 0, and whoever takes a root of that may be off by a half
        whole=(whole,),
        zeros=(np.array([0.0, -0.0]),),
        whole_zeros=(np.array([0, 0]),),
        tables=[(table,), (table[:1],), (table[:, :1],)],
        single=[(units[:1],), (units[-1:],)],
        alone=[(units,), (whole.reshape(2, 3),)],
    )


def probes(*, jumps_at_0=False):
    """Public inputs by which mistakes are told apart, in the order in which a teacher would look."""
    near_0 = [("two units with net inputs close to 0, 2e-5 and -3e-6", ([2.0e-5, -3.0e-6],), "close to 0")]
    if jumps_at_0:
        above_0 = "two units with net inputs just above 0, 1e-12 and 1e-17"
        near_0 = [(above_0, ([1.0e-12, 1.0e-17],), "barely excited")]
        near_0 += [("two units whose net inputs are the whole number 0", ([0, 0],), "the whole number 0")]
    digits = "two units with net inputs -0.123456789 and 2.345678912"
    table = "a table of units with net inputs -1 and 0.5 in the first row and 1.5 and -2 in the second"
    rows = [
        ("two units with net inputs -1 and 1.5", ([-1.0, 1.5],), "two units"),
        ("one unit with net input 2", ([2.0],), "one excited unit"),
        ("one unit with net input -3", ([-3.0],), "one inhibited unit"),
        ("one unit with a net input of exactly 0", ([0.0],), "exactly 0"),
        ("three units with net inputs 2, -1 and 0.5, in this order", ([2.0, -1.0, 0.5],), "any order"),
        ("two inhibited units with net inputs -0.5 and -2", ([-0.5, -2.0],), "all inhibited"),
        ("two units with net inputs 0.05 and 0.7", ([0.05, 0.7],), "weak excitation"),
        ("three units whose net inputs are whole numbers, -2, 1 and 3", ([-2, 1, 3],), "whole numbers"),
        (table, ([[-1.0, 0.5], [1.5, -2.0]],), "a table"),
        ("two units with net inputs -8 and 8", ([-8.0, 8.0],), "strong"),
        *near_0,
        (digits, ([-0.123456789, 2.345678912],), "many digits"),
        ("two units with net inputs -40 and 40", ([-40.0, 40.0],), "very strong"),
        ("two units with net inputs -1 and 1.5, after all the other calls", ([-1.0, 1.5],), "two units again"),
    ]
    return [(words, (np.array(n),), short) for words, (n,), short in rows]
