"""operations_for: counts times prices, added up, for so many steps."""

from autograder import Wrong
from autograder.questions.checks import Value

from .shared import AND_UNCHANGED, all_digits

USUAL_PRICES = {"add": 1, "multiply": 1, "compare": 1, "exp": 10}
COUNTS, PRICES = {"add": 4, "multiply": 3, "exp": 2}, {"exp": 10, "add": 1, "multiply": 3, "compare": 1}
SIMPLE = {"add": 3}
KINDS = "4 additions, 3 multiplications at 3 and 2 exponentials at 10"
PUBLIC = [
    Value(
        f"the example by hand, {KINDS}, for 5 ms in steps of 0.5 ms",
        (COUNTS, PRICES, 5.0, 0.5),
        330.0,
        "What does one step cost, and how many steps are there?",
        others={
            90.0: "Does an exponential cost as much as an addition in yours?",
            33.0: "Is that what one step costs, or all of them?",
            165.0: "Is that one step in each ms?",
            16.5: "Is the cost of a step multiplied by how long it is? How many steps are there?",
            82.5: "With shorter steps, does yours take more of them, or fewer?",
            3.3: "Which of the two times goes into the other?",
            1350.0: "Does each kind meet its own price, or all kinds all prices?",
            490.0: "Which price does each kind meet: its own, or the one in the same place?",
            140.0: "How often does one step take each of the operations?",
            363.0: "How many steps of 0.5 ms fit into 5 ms?",
            297.0: "How many steps of 0.5 ms fit into 5 ms?",
            130.0: "Which kind of operation costs nothing in yours?",
            200.0: "Do all kinds of operations count in yours, or one kind alone?",
            40.0: "Do all kinds of operations count in yours, or one kind alone?",
            230.0: "Two exponentials at 10 each: what do they cost together?",
            270.0: "Whose prices does yours use when others are given?",
            330000.0: "Both times are in ms: is a factor needed?",
        },
    ),
    (f"0.3 ms in steps of 0.1 ms, {KINDS}", (COUNTS, PRICES, 0.3, 0.1), 99.0, "What does Python give for 0.3 / 0.1, and what becomes of it in your code?"),
    (f"1 ms in steps of 0.3 ms, 3.33 of them, {KINDS}", (COUNTS, PRICES, 1.0, 0.3), 99.0, "Which whole number is nearest to 3.33?"),
    (f"2 ms in steps of 0.3 ms, 6.67 of them, {KINDS}", (COUNTS, PRICES, 2.0, 0.3), 231.0, "Which whole number is nearest to 6.67?"),
    ("a model of 3 additions alone, for 2 ms in steps of 0.5 ms", (SIMPLE, PRICES, 2.0, 0.5), 12.0, "What does yours need of a model that has no exponentials?"),
    all_digits("3 additions, each at 1/7, for 0.5 ms in steps of 0.5 ms", (SIMPLE, {"add": 1 / 7}, 0.5, 0.5), 3 / 7),
]
PROBES = [
    ("one step of 1 ms, 4 additions, 3 multiplications, 2 exponentials", (COUNTS, PRICES, 1.0, 1.0), "one step"),
    ("1000 ms in steps of 0.1 ms", (COUNTS, PRICES, 1000.0, 0.1), "many steps"),
    ("7 ms in steps of 0.5 ms, all prices 1", (COUNTS, {"add": 1, "multiply": 1, "exp": 1}, 7.0, 0.5), "equal prices"),
    ("5 ms in steps of 0.5 ms, an exponential at 25", (COUNTS, {**PRICES, "exp": 25}, 5.0, 0.5), "dear exponentials"),
    ("5 ms in steps of 0.5 ms, 5 comparisons and 1 addition", ({"compare": 5, "add": 1}, PRICES, 5.0, 0.5), "other kinds"),
    ("0.6 ms in steps of 0.2 ms", (COUNTS, PRICES, 0.6, 0.2), "a hair below"),
    ("9.2 ms in steps of 2 ms", (COUNTS, PRICES, 9.2, 2.0), "long steps"),
    ("whole numbers, 6 ms in steps of 2 ms", (COUNTS, PRICES, 6, 2), "whole numbers"),
]
MARKS_COME_FROM = (
    "other prices, models without exponentials, steps that fit but for rounding, steps that do not fit, many steps and "
    f"whole numbers. {AND_UNCHANGED}"
)
UNCHANGED = "The counts and the prices that come in stay as they were"
RTOL, ATOL = 1e-10, 1e-12


def model(rng):
    """So many operations of each kind in a step."""
    return {kind: int(rng.integers(3, 40)) for kind in ("multiply", "add", "exp", "compare")}


def measured(rng):
    """What each kind costs, measured on some computer: never in the order of the counts."""
    return {kind: rng.uniform(low, high) for kind, low, high in (("exp", 5, 30), ("compare", 1, 2), ("add", 1, 2), ("multiply", 1, 3))}


def hidden(rng):
    """Hidden cases."""
    some, prices = [model(rng) for _ in range(3)], [measured(rng) for _ in range(3)]
    return {
        "Steps that fit": [(some[0], prices[0], 40.0, 0.5), (some[1], prices[1], 12.0, 0.25), (some[2], prices[2], 1000.0, 0.1)],
        "The usual prices": [(some[1], USUAL_PRICES, 100.0, 0.5)],
        "Models without exponentials": [({"compare": 2, "multiply": 3, "add": 9}, prices[1], 8.0, 0.5), ({"add": 6}, prices[0], 3.0, 1.0)],
        "Steps that fit, but for rounding": [(some[0], prices[2], 0.3, 0.1), (some[2], prices[1], 1.1, 0.1), (some[1], USUAL_PRICES, 0.7, 0.1)],
        "Steps that do not fit": [(some[0], prices[1], 2.0, 0.3), (some[1], prices[2], 1.0, 0.3), (some[2], prices[0], 9.2, 2.0)],
        "Whole numbers": [(some[2], USUAL_PRICES, 12, 2), (some[0], USUAL_PRICES, 3, 1)],
    }


HEAD = "def operations_for(counts, prices, duration, dt):\n"
SUM = "sum(number * prices[kind] for kind, number in counts.items())"
STEPS = "round(duration / dt)"
BACK = f"{STEPS} * of_a_step"
LOOP = f"{HEAD}    of_a_step = 0\n    for kind in counts:\n"
WRONG = [
    Wrong("O1", "every operation costs 1", 0.5, "Does an exponential cost as much as an addition in yours?", SUM, "sum(counts.values())"),
    Wrong("O2", "one step alone", 0.5, "Is that what one step costs, or all of them?", BACK, "of_a_step"),
    Wrong("O3", "one step in each ms", 0.5, "How long is a step in yours?", STEPS, "duration"),
    Wrong("O4", "times how long a step is", 0.5, "With shorter steps, does yours take more of them, or fewer?", STEPS, "dt"),
    Wrong("O5", "multiplies the two times", 0.5, "With shorter steps, does yours take more of them, or fewer?", STEPS, "(duration * dt)"),
    Wrong("O6", "the ratio of the times upside down", 0.5, "Which of the two times goes into the other?", STEPS, "(dt / duration)"),
    Wrong("O7", "all counts times all prices", 0.4, "Does each kind meet its own price, or all kinds all prices?", SUM, "sum(counts.values()) * sum(prices.values())"),
    Wrong("O8", "prices by their place, and not by their kind", 0.5, "Which price does each kind meet: its own, or the one in the same place?", SUM, "sum(a * b for a, b in zip(counts.values(), prices.values()))"),
    Wrong("O9", "one operation of each kind", 0.4, "How often does one step take each of the operations?", SUM, "sum(prices[kind] for kind in counts)"),
    Wrong("O10", "cuts off: int, or //", 0.8, "What does yours make of 2.9999999 steps, and of 6.67?", STEPS, "int(duration / dt)"),
    Wrong("O11", "rounds up", 0.8, "What does yours make of 3.33 steps?", STEPS, "-(-duration // dt)"),
    Wrong("O12", "not rounded", 0.7, "Can a simulation take 6.67 steps?", STEPS, "(duration / dt)"),
    Wrong("O13", "one step too many", 0.7, "How many steps of 1 ms fit into 3 ms, in yours?", STEPS, f"({STEPS} + 1)"),
    Wrong("O14", "one step too few", 0.7, "How many steps of 1 ms fit into 3 ms, in yours?", STEPS, f"({STEPS} - 1)"),
    Wrong("O15", "a factor of 1000", 0.5, "Both times are in ms: is a factor needed?", BACK, f"1000 * {BACK}"),
    Wrong("O16", "the last kind alone", 0.4, "What becomes of the other kinds of operations?", code=f"{LOOP}        of_a_step = counts[kind] * prices[kind]\n    return round(duration / dt) * of_a_step"),
    Wrong("O17", "answers after the first kind", 0.4, "When does your function answer: after all kinds, or after the first?", code=f"{LOOP}        of_a_step += counts[kind] * prices[kind]\n        return round(duration / dt) * of_a_step"),
    Wrong("O18", "asks for every kind that has a price", 0.7, "What does yours do with a kind that this model does not need?", code=f"{HEAD}    of_a_step = 0\n    for kind in prices:\n        of_a_step += counts[kind] * prices[kind]\n    return round(duration / dt) * of_a_step"),
    Wrong("O19", "the usual prices for every computer", 0.6, "Whose prices does yours use when others are given?", code=f"PRICES = {USUAL_PRICES!r}\n\n" + f"{LOOP}        of_a_step += counts[kind] * PRICES[kind]\n    return round(duration / dt) * of_a_step"),
    Wrong("O20", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f"return {BACK}", f"print({BACK})"),
    Wrong("O21", "changes the counts", 0.8, "What are the caller's counts after your function has run?", code=f"{HEAD}    for kind in counts:\n        counts[kind] = counts[kind] * prices[kind]\n    return round(duration / dt) * sum(counts.values())"),
    Wrong("O22", "adds counts and prices", 0.3, "Two exponentials at 10 each: what do they cost together?", SUM, "sum(number + prices[kind] for kind, number in counts.items())"),
    Wrong("O23", "cuts off: int, or //", 0.8, "What does yours make of 2.9999999 steps, and of 6.67?", STEPS, "(duration // dt)"),
]
RIGHT = [
    f"{LOOP}        of_a_step += counts[kind] * prices[kind]\n    return round(duration / dt) * of_a_step",
    f"{HEAD}    steps = int(duration / dt + 0.5)\n    total = 0\n    for kind, number in counts.items():\n        total += steps * number * prices[kind]\n    return total",
    f"{HEAD}    of_a_step = np.dot([counts[kind] for kind in counts], [prices[kind] for kind in counts])\n    return np.round(duration / dt) * of_a_step",
    f"{HEAD}    return sum(counts.get(kind, 0) * price for kind, price in prices.items()) * int(np.rint(duration / dt))",
    f"{HEAD}    kinds = list(counts)\n    return np.sum(np.array([counts[k] for k in kinds]) * np.array([prices[k] for k in kinds])) * round(duration / dt)",
    f"{HEAD}    costs = dict(counts)\n    for kind in costs:\n        costs[kind] *= prices[kind]\n    steps = 0\n    while (steps + 0.5) * dt < duration:\n        steps += 1\n    return float(steps * sum(costs.values()))",
    "operations_for = lambda counts, prices, duration, dt: sum([prices[k] * n for k, n in counts.items()]) * round(float(duration) / float(dt))",
]
