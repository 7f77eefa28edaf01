"""largest_network: cells, connections, and a budget."""

from autograder import Wrong
from autograder.questions.checks import Value

UNIT_COSTS = "cells at 12 and connections at 4"
PUBLIC = [
    Value(
        f"the example by hand, a budget of 600, {UNIT_COSTS}",
        (600, 12, 4),
        10,
        "What does a network of that many cells cost in a step, and what one with a cell more?",
        others={
            50: "What do the connections cost in yours?",
            12: "What do the cells cost in yours?",
            37: "How many connections does one cell more bring?",
            30: "How many connections do ten cells have, each with each?",
            15: "Is w_ij another connection than w_ji, in yours?",
            6: "Which of the two prices belongs to N, and which to N times N?",
            5: "How many connections do ten cells have, each with each?",
            3: "Are two prices multiplied in yours, or what they are the prices of?",
            520: "Is that a number of cells, or what they cost?",
            80: "Is that a number of cells, or what is left of the budget?",
        },
    ),
    ("a budget of 160, cells at 12 and connections at 4, which 5 cells use up exactly", (160, 12, 4), 5, "May a network cost exactly what the budget is?"),
    ("a budget of 10, cells at 12 and connections at 4", (10, 12, 4), 0, "How many cells can be had if even one is too dear?"),
    ("a budget of 100, cells at 30 and connections that cost nothing", (100, 30, 0), 3, "What does yours make of connections that cost nothing?"),
    ("a budget of 1500, cells at 119 and connections at 2", (1500, 119, 2), 10, "Whose prices does yours use when others are given?"),
]
PROBES = [
    ("a budget of 100, cells at 12, connections at 4", (100, 12, 4), "a small budget"),
    ("a budget of 50000, cells at 8, connections at 2", (50000, 8, 2), "a large budget"),
    ("a budget of 5000, cells at 119, connections at 2", (5000, 119, 2), "dear cells"),
    ("a budget of 5000, cells at 1, connections at 20", (5000, 1, 20), "dear connections"),
    ("a budget of 16, cells at 12, connections at 4", (16, 12, 4), "just one cell"),
    ("a budget of 15.5, cells at 12, connections at 4", (15.5, 12, 4), "just too little"),
    ("a budget of 64, cells at 8, connections at 0", (64, 8, 0), "free connections"),
    ("a budget of 700.5, cells at 7.5, connections at 2.25", (700.5, 7.5, 2.25), "prices that are not whole"),
]
MARKS_COME_FROM = (
    "large budgets, budgets that are used up exactly, budgets too small for one cell, connections that cost nothing and "
    "prices that are not whole"
)
UNCHANGED = None


def exactly(cells, per_cell, per_connection, more=0.0):
    """A budget that so many cells use up, and so much more."""
    return (cells * per_cell + cells**2 * per_connection + more, per_cell, per_connection)


def hidden(rng):
    """Hidden cases: prices are quarters, so that what is exact on paper is exact here."""
    cells = [int(one) for one in rng.integers(6, 40, 6)]
    dear, cheap = float(rng.integers(90, 140)), float(rng.integers(3, 9))
    return {
        "Cells and connections": [exactly(cells[0], dear, cheap, 7.0), exactly(cells[1], cheap, dear, 31.0), exactly(cells[2], 12.0, cheap, 11.0)],
        "Used up exactly": [exactly(cells[3], 20.0, 5.0), exactly(cells[4], dear, 2.0), exactly(1, cheap, 2.0)],
        "Too small for one cell": [exactly(1, dear, 2.0, -1.0), (0.0, cheap, 2.0)],
        "Connections that cost nothing": [(10.0 * dear + 1, dear, 0.0), (cells[0] * cheap, cheap, 0.0)],
        "Large budgets": [exactly(1640 + cells[5], 8.0, 2.0, 300.0)],
        "Prices that are not whole": [exactly(cells[1], 7.25, 1.5, 3.0), exactly(cells[2], 0.5, 0.25, 0.25)],
    }


HEAD = "def largest_network(budget, per_cell, per_connection):\n"
COST = "(cells + 1) * per_cell + (cells + 1) ** 2 * per_connection"
ROOT = "((per_cell**2 + 4 * per_connection * budget) ** 0.5 - per_cell) / (2 * per_connection)"
WRONG = [
    Wrong("L1", "the connections cost nothing", 0.4, "What do the connections cost in yours?", COST, "(cells + 1) * per_cell"),
    Wrong("L2", "the cells cost nothing", 0.4, "What do the cells cost in yours?", code=f"{HEAD}    cells = 0\n    while (cells + 1) ** 2 * max(per_connection, 1e-3 * per_cell) <= budget:\n        cells += 1\n    return cells"),
    Wrong("L3", "one connection for each cell", 0.5, "How many connections does one cell more bring?", "(cells + 1) ** 2", "(cells + 1)"),
    Wrong("L4", "two connections for each cell: N * 2 for N squared", 0.6, "How many connections do ten cells have, each with each: 20?", "(cells + 1) ** 2", "(cells + 1) * 2"),
    Wrong("L5", "a connection has no direction: half of them", 0.6, "Is w_ij another connection than w_ji, in yours?", "(cells + 1) ** 2", "(cells + 1) * cells / 2"),
    Wrong("L6", "no cell is connected with itself", 0.8, "Is there a weight from a cell to itself, in yours?", "(cells + 1) ** 2", "(cells + 1) * cells"),
    Wrong("L7", "the two prices exchanged", 0.5, "Which of the two prices belongs to N, and which to N times N?", COST, COST.replace("per_cell", "p_c").replace("per_connection", "per_cell").replace("p_c", "per_connection")),
    Wrong("L8", "less than the budget, and never exactly it", 0.8, "May a network cost exactly what the budget is?", "<= budget", "< budget"),
    Wrong("L9", "one cell too many", 0.6, "What does a network of that many cells cost in a step?", "return cells", "return cells + 1"),
    Wrong("L10", "what it costs, and not how large it is", 0.4, "Is that a number of cells, or what they cost?", "return cells", "return cells * per_cell + cells**2 * per_connection"),
    Wrong("L11", "N to the third power", 0.5, "How many connections do ten cells have, each with each: 1000?", "** 2", "** 3"),
    Wrong("L12", "not a whole number", 0.6, "Can a network have 10.7 cells?", code=f"{HEAD}    if per_connection == 0:\n        return budget / per_cell\n    return {ROOT}"),
    Wrong("L13", "rounds to the nearest, and so up", 0.7, "What does a network of that many cells cost in a step?", code=f"{HEAD}    if per_connection == 0:\n        return round(budget / per_cell)\n    return round({ROOT})"),
    Wrong("L14", "divides by the price of a connection, which may be 0", 0.8, "What does yours divide by, and can that be 0?", code=f"{HEAD}    return int({ROOT})"),
    Wrong("L15", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", "return cells", "print(cells)"),
    Wrong("L16", "at least one cell", 0.8, "How many cells can be had if even one is too dear?", "return cells", "return max(cells, 1)"),
    Wrong("L17", "what is left of the budget", 0.4, "Is that a number of cells, or what is left of the budget?", "return cells", "return budget - cells * per_cell - cells**2 * per_connection"),
    Wrong("L18", "tries no more than 100 cells", 0.7, "How large a network does yours try at most?", "<= budget:", "<= budget and cells < 100:"),
    Wrong("L19", "one cell too few", 0.6, "What would a network with one cell more cost in a step?", "return cells", "return cells - 1 if cells else 0"),
    Wrong("L20", "the two prices are multiplied", 0.4, "Are two prices multiplied in yours, or what they are the prices of?", COST, "(cells + 1) * per_cell * (cells + 1) * max(per_connection, 1)"),
]
RIGHT = [
    f"{HEAD}    n = 1\n    while n * per_cell + n * n * per_connection <= budget:\n        n += 1\n    return n - 1",
    f"{HEAD}    best = 0\n    for n in range(1, 2000):\n        if per_cell * n + per_connection * n**2 > budget:\n            break\n        best = n\n    return best",
    f"{HEAD}    n = np.arange(0, 2000)\n    return n[n * per_cell + n**2 * per_connection <= budget].max()",
    f"{HEAD}    if per_connection == 0:\n        return int(budget // per_cell)\n    root = np.sqrt(per_cell**2 + 4 * per_connection * budget)\n    return int((root - per_cell) / (2 * per_connection) + 1e-9)",
    f"{HEAD}    n, left = 0, budget\n    while True:\n        left -= per_cell + (2 * n + 1) * per_connection\n        if left < 0:\n            return n\n        n += 1",
    f"{HEAD}    low, high = 0, 1\n    def cost(n):\n        return n * (per_cell + n * per_connection)\n    while cost(high) <= budget:\n        high *= 2\n    while high - low > 1:\n        middle = (low + high) // 2\n        low, high = (middle, high) if cost(middle) <= budget else (low, middle)\n    return low",
    f"{HEAD}    n = 0\n    while not (n + 1) * (per_cell + (n + 1) * per_connection) > budget:\n        n = n + 1\n    return float(n)",
]
EQUIVALENT = {
    "largest_network: 0 -> -1": "A network without cells costs nothing, and each budget pays for it: so -1 becomes 0.",
}
