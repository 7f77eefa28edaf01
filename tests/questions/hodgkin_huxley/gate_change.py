"""gate_change: closed gates open, open gates close."""


from autograder import Wrong
from autograder.questions.checks import Value

from .shared import ALL_DIGITS, STEP, all_digits

PUBLIC = [
    Value(
        "x = 0.1, alpha = 3 and beta = 5",
        (0.1, 3.0, 5.0),
        2.2,
        STEP,
        others={
            2.7: "Some gates open in yours. Do any of them close?",
            -2.2: "Most gates are closed here. Does your share grow, or shrink?",
            0.275: "By how much do you divide, so that it is a change in each ms?",
            0.034375: "Does a fast gate have a long or a short time constant?",
            -4.2: "Which gates can open: those that are open, or those that are closed?",
            2.3: "Is that how fast x changes, or what x will be?",
        },
    ),
    ("x = 0.75, alpha = 1 and beta = 2", (0.75, 1.0, 2.0), -1.25, "Which share of the gates can open, and which can close?"),
    ("x = 0.25, alpha = 2 and beta = 6", (0.25, 2.0, 6.0), 0.0, "Here as many gates open as close. Where does your code say that?"),
    all_digits("x = 0.3, alpha = 0.7 and beta = 1/7", (0.3, 0.7, 1 / 7), 0.49 - 0.3 / 7),
]
PROBES = [
    ("all gates closed, x = 0, alpha = 2 and beta = 3", (0.0, 2.0, 3.0), "all closed"),
    ("all gates open, x = 1, alpha = 2 and beta = 3", (1.0, 2.0, 3.0), "all open"),
    ("a slow gate, x = 0.6, alpha = 0.02 and beta = 0.03", (0.6, 0.02, 0.03), "in balance"),
    ("a slow gate, x = 0.9, alpha = 0.02 and beta = 0.03", (0.9, 0.02, 0.03), "a slow gate"),
    ("some gates, x = 0.37, alpha = 0.81 and beta = 0.63", (0.37, 0.81, 0.63), "many digits"),
    ("a fast gate, x = 0.1, alpha = 9 and beta = 2", (0.1, 9.0, 2.0), "a fast gate"),
    ("gates that only open, x = 0.4, alpha = 2 and beta = 0", (0.4, 2.0, 0.0), "only opening"),
    ("gates that only close, x = 0.4, alpha = 0 and beta = 2", (0.4, 0.0, 2.0), "only closing"),
    ("whole numbers, x = 0, alpha = 2 and beta = 1", (0, 2, 1), "whole numbers"),
]
MARKS_COME_FROM = f"gates at 0 or 1 and whole numbers. {ALL_DIGITS}"
UNCHANGED = None


def hidden(rng):
    """Hidden cases."""
    a, b = rng.uniform(0.5, 6, 4), rng.uniform(0.5, 6, 4)
    return {
        "Mostly closed": [(rng.uniform(0.02, 0.3), one, other) for one, other in zip(a, b)],
        "Mostly open": [(rng.uniform(0.7, 0.98), one, other) for one, other in zip(a, b)],
        "All closed, all open": [(0.0, a[0], b[0]), (1.0, a[1], b[1])],
        "Slow gates": [(rng.uniform(0.3, 0.7), 0.01 * one, 0.02 * other) for one, other in zip(a, b)],
        "Whole numbers": [(0, 3, 2), (1, 3, 2), (1, 1, 4)],
    }


HEAD = "def gate_change(x, alpha, beta):\n"
WRONG = [
    Wrong("G1", "gates open and never close", 0.5, "What becomes of the gates that are open already?", " - beta * x", ""),
    Wrong("G2", "gates close and never open", 0.5, "What becomes of the gates that are closed?", "alpha * (1.0 - x) - beta", "-beta"),
    Wrong("G3", "the sign: gates go away from their balance", 0.4, "If nearly all gates are closed, does your share grow, or shrink?", "alpha * (1.0 - x) - beta * x", "beta * x - alpha * (1.0 - x)"),
    Wrong("G4", "no time constant: X - x", 0.6, "With both rates twice as large, does your gate change twice as fast?", "alpha * (1.0 - x) - beta * x", "alpha / (alpha + beta) - x"),
    Wrong("G5", "times the time constant", 0.6, "Does your gate get slower when both rates get larger?", "alpha * (1.0 - x) - beta * x", "(alpha / (alpha + beta) - x) / (alpha + beta)"),
    Wrong("G6", "open and closed exchanged", 0.4, "Which gates can open: those that are open, or those that are closed?", "alpha * (1.0 - x) - beta * x", "alpha * x - beta * (1.0 - x)"),
    Wrong("G7", "the rates exchanged", 0.5, "Which of the two rates belongs to the gates that are closed?", "alpha * (1.0 - x) - beta * x", "beta * (1.0 - x) - alpha * x"),
    Wrong("G8", "all gates may open", 0.4, "Can a gate open that is open already?", "alpha * (1.0 - x)", "alpha"),
    Wrong("G9", "all gates may close", 0.4, "Can a gate close that is closed already?", "beta * x", "beta"),
    Wrong("G10", "closing adds to the open gates", 0.4, "Does closing make your share larger, or smaller?", "- beta * x", "+ beta * x"),
    Wrong("G11", "the new share, and not its change", 0.5, "Is that how fast x changes, or what x will be?", "return alpha", "return x + alpha"),
    Wrong("G12", "the balance", 0.3, "Is that where the gates are going, or how fast they go?", "alpha * (1.0 - x) - beta * x", "alpha / (alpha + beta)"),
    Wrong("G13", "the time constant", 0.3, "Is that how long the gates take, or how fast they go now?", "alpha * (1.0 - x) - beta * x", "1 / (alpha + beta)"),
    Wrong("G14", "no brackets: alpha * 1 - x", 0.4, "What is multiplied by alpha in your line: 1, or 1 - x?", "alpha * (1.0 - x)", "alpha * 1.0 - x"),
    Wrong("G15", "both rates act on the open gates", 0.4, "Which gates can open, and which can close?", "alpha * (1.0 - x)", "alpha * x"),
    Wrong("G16", "both rates act on the closed gates", 0.4, "Which gates can open, and which can close?", "beta * x", "beta * (1.0 - x)"),
    Wrong("G17", "never below 0", 0.5, "May the share of open gates get smaller?", "return alpha * (1.0 - x) - beta * x", "return max(alpha * (1.0 - x) - beta * x, 0.0)"),
    Wrong("G18", "the size of the change", 0.5, "May the share of open gates get smaller?", "return alpha * (1.0 - x) - beta * x", "return abs(alpha * (1.0 - x) - beta * x)"),
    Wrong("G19", "a product of both", 0.3, "Two things happen to the gates at once. Do they multiply?", "alpha * (1.0 - x) - beta * x", "alpha * (1.0 - x) * beta * x"),
    Wrong("G20", "a step of 0.01 ms", 0.6, "Is that how fast the share changes, or by how much after some time?", "return alpha * (1.0 - x) - beta * x", "return 0.01 * (alpha * (1.0 - x) - beta * x)"),
    Wrong("G21", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", "return alpha * (1.0 - x) - beta * x", "print(alpha * (1.0 - x) - beta * x)"),
    Wrong("G22", "the change is rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", "return alpha * (1.0 - x) - beta * x", "return round(alpha * (1.0 - x) - beta * x, 3)"),
]
RIGHT = [
    f"{HEAD}    return alpha - (alpha + beta) * x",
    f"{HEAD}    tau = 1 / (alpha + beta)\n    return (alpha * tau - x) / tau",
    f"{HEAD}    X, tau = alpha / (alpha + beta), 1 / (alpha + beta)\n    return (1 / tau) * (-x + X)",
    "gate_change = lambda x, alpha, beta: (1 - x) * alpha - x * beta",
    f"{HEAD}    opening = alpha * (1 - x)\n    closing = beta * x\n    return opening - closing",
    f"{HEAD}    return np.dot([alpha, -beta], [1 - x, x])",
    f"{HEAD}    closed = 1 - x\n    return -(beta * x - alpha * closed)",
]
