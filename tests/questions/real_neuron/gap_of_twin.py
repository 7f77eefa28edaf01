"""gap_of_twin: another resistance, and the same curve."""

from autograder import Wrong
from autograder.questions.checks import Value

from .shared import AND_UNCHANGED, SLOW, STEP, all_digits, some_cell

BY_HAND = {"R": 1.25, "tau": 50.0, "gap": 20.0}
PUBLIC = [
    Value(
        "the example by hand, a twin with 2 gigaohm of a cell with R = 1.25 gigaohm, tau = 50 ms and a gap of 20 mV",
        (2.0, BY_HAND),
        32.0,
        STEP,
        others={
            12.5: "A larger resistance turns the same current into a larger potential. Must the threshold of the twin be nearer, or further away?",
            20.0: "With the same gap and a larger resistance, does the twin fire as often?",
            40.0: "Twice as large as what?",
            20.75: "How many times as large is the resistance? Is that how many gigaohm it is more?",
            1.6: "Is that a potential in mV, or how many times as large the resistance is?",
            80.0: "Does the time constant of the twin differ from the cell's?",
            51.2: "Twice the resistance: how many times as far does the same current lift the potential?",
            12.0: "Is that how far threshold and reset lie apart in the twin, or how much more than in the cell?",
        },
    ),
    ("a twin with 0.5 gigaohm of a cell with R = 1, tau = 30 and a gap of 18", (0.5, {"R": 1.0, "tau": 30.0, "gap": 18.0}), 9.0, "Which of the two resistances is the twin's?"),
    ("a twin with the cell's own resistance, 1.25 gigaohm", (1.25, BY_HAND), 20.0, "In what do two cells differ that have the same resistance and the same curve?"),
    all_digits("a twin with 0.7 gigaohm of a cell with R = 1.5, tau = 50 and a gap of 20", (0.7, {**BY_HAND, "R": 1.5}), 14 / 1.5),
]
PROBES = [
    ("a twin with 2.56 gigaohm of the slow cell", (2.56, SLOW), "twice the slow cell's resistance"),
    ("a twin with 3 gigaohm of a cell with R = 1", (3.0, {"R": 1.0, "tau": 40.0, "gap": 22.0}), "a cell with 1 gigaohm"),
    ("a twin with 1 gigaohm of a cell with R = 0.4", (1.0, {"R": 0.4, "tau": 40.0, "gap": 15.0}), "a twin with 1 gigaohm"),
    ("a twin with 0.3 gigaohm of a cell with R = 0.9 and tau = 20", (0.3, {"R": 0.9, "tau": 20.0, "gap": 21.0}), "a third of the resistance"),
    ("whole numbers, a twin with 3 gigaohm of a cell with R = 2, tau = 40 and a gap of 25", (3, {"R": 2, "tau": 40, "gap": 25}), "whole numbers"),
]
MARKS_COME_FROM = f"other cells, twins with less resistance and whole numbers. {AND_UNCHANGED}"
UNCHANGED = "What was measured of the cell stays as it was"


def hidden(rng):
    """Hidden cases."""
    cells = [some_cell(rng) for _ in range(6)]
    return {
        "More resistance": [(one["R"] * rng.uniform(1.3, 4), one) for one in cells[:3]],
        "Less resistance": [(one["R"] * rng.uniform(0.2, 0.8), one) for one in cells[3:]],
        "The same resistance": [(one["R"], one) for one in cells[:2]],
        "Whole numbers": [(5, {"R": 2, "tau": 30, "gap": 17}), (1, {"R": 4, "tau": 30, "gap": 22})],
    }


HEAD = "def gap_of_twin(R, cell):\n"
GAP = 'cell["gap"] * R / cell["R"]'
WRONG = [
    Wrong("T1", "upside down: more resistance, and a threshold that is nearer", 0.5, "A larger resistance turns the same current into a larger potential. Must the threshold of the twin be nearer, or further away?", GAP, 'cell["gap"] * cell["R"] / R'),
    Wrong("T2", "the gap of the cell", 0.3, "With the same gap and another resistance, does the twin fire as often?", GAP, 'cell["gap"]'),
    Wrong("T3", "the resistance of the cell is taken for 1", 0.5, "How many times as large is the twin's resistance as the cell's?", GAP, 'cell["gap"] * R'),
    Wrong("T4", "adds the difference of the resistances", 0.3, "How many times as large is the resistance? Is that how many gigaohm it is more?", GAP, 'cell["gap"] + R - cell["R"]'),
    Wrong("T5", "the ratio of the resistances alone", 0.5, "Is that a potential in mV, or how many times as large the resistance is?", GAP, 'R / cell["R"]'),
    Wrong("T6", "the time constant goes in", 0.4, "Does the time constant of the twin differ from the cell's?", GAP, 'cell["tau"] * R / cell["R"]'),
    Wrong("T7", "the square of the ratio", 0.5, "Twice the resistance: how many times as far does the same current lift the potential?", GAP, 'cell["gap"] * (R / cell["R"]) ** 2'),
    Wrong("T8", "the slow cell for every cell", 0.5, "Whose gap and whose resistance does yours use?", code=f"SLOW = {SLOW!r}\n\n{HEAD}    return SLOW['gap'] * R / SLOW['R']"),
    Wrong("T9", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f"return {GAP}", f"print({GAP})"),
    Wrong("T10", "turns the cell into the twin", 0.8, "What is the caller's cell after your function has run?", code=f'{HEAD}    cell["gap"] *= R / cell["R"]\n    cell["R"] = R\n    return cell["gap"]'),
    Wrong("T11", "divides by both resistances", 0.4, "On which side of the bar does each of the two resistances stand?", GAP, 'cell["gap"] / R / cell["R"]'),
    Wrong("T12", "whole mV", 0.6, "Where do the digits behind the point get lost?", GAP, f"round({GAP})"),
    Wrong("T13", "the cell with another gap, and not the gap", 0.6, "Is a cell asked for, or a number?", GAP, '{**cell, "R": R, "gap": cell["gap"] * R / cell["R"]}'),
    Wrong("T14", "multiplies with both resistances", 0.4, "On which side of the bar does each of the two resistances stand?", GAP, 'cell["gap"] * R * cell["R"]'),
    Wrong("T15", "by how much the gap grows", 0.5, "Is that how far threshold and reset lie apart in the twin, or how much more than in the cell?", GAP, 'cell["gap"] * R / cell["R"] - cell["gap"]'),
]
RIGHT = [
    f'{HEAD}    ratio = R / cell["R"]\n    return cell["gap"] * ratio',
    f'{HEAD}    return R / (cell["R"] / cell["gap"])',
    f'{HEAD}    needed = cell["gap"] / cell["R"]\n    return R * needed',
    'gap_of_twin = lambda R, cell: R * cell["gap"] / cell["R"]',
    f'{HEAD}    return np.array(np.multiply(cell["gap"], R) / cell["R"])',
    f'{HEAD}    return cell["gap"] + cell["gap"] * (R - cell["R"]) / cell["R"]',
    f'{HEAD}    return np.exp(np.log(cell["gap"]) + np.log(R) - np.log(cell["R"]))',
]
