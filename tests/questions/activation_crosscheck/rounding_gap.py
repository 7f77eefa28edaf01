"""rounding_gap: what is left when two right ways of computing one number are compared."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, ONE_NUMBER, STEP, all_digits

MINE, THEIRS, EIGHTH = np.array([0.75, 0.5, 0.25]), np.array([0.5, 0.5, 0.625]), 0.125
HAND = "mine = 0.75, 0.5 and 0.25, theirs = 0.5, 0.5 and 0.625, in units of 0.125"
LAST = "two activations that differ in their last digits, in units of 1e-16"
NEAR_MINE, NEAR_THEIRS = np.array([0.5 + 2**-52, 0.25]), np.array([0.5, 0.25 + 2**-54])
EARLY = "Which digits are still there after your first step? What if you took another step first?"
PUBLIC = [
    Answer(
        "one gap for each activation", (MINE, THEIRS, EIGHTH), [2.0, 0.0, -3.0],
        OTHER_SHAPE=ONE_NUMBER.format(what="activation"),
    ),
    Value(
        HAND, (MINE, THEIRS, EIGHTH), [2.0, 0.0, -3.0], STEP, at=0,
        others={
            -2.0: "Yours is the larger one of the first two. On which side of 0 is your gap?",
            0.25: "How many times does the unit fit into each of your gaps?",
            0.03125: "If the unit gets smaller, does a count in that unit go up, or down?",
            0.5: "What do you divide by? Which of the three inputs says how large one step of the count is?",
            10.0: "Two equal activations should have no gap. Which gap does yours give them?",
            -3.25: "Which of the three inputs has been divided in yours, and which should be?",
        },
    ),
    Value(
        LAST, (NEAR_MINE, NEAR_THEIRS, 1e-16), [2.220446049250313, -0.5551115123125783], STEP, at=1,
        says=f"For {LAST}, yours gives {{0[0]:.4g}} and {{0[1]:.4g}} where 2.22 and -0.555 are right.",
        others={
            -0.5: EARLY,
        },
    ),
    all_digits(
        "mine = 0.7 and 0.2, theirs = 0.4 and 0.3, in units of 0.7",
        (np.array([0.7, 0.2]), np.array([0.4, 0.3]), 0.7),
        [0.42857142857142855, -0.14285714285714288],
    ),
]
PROBES = [
    ("mine = 1 and theirs = 0.25, in units of 0.5", (np.array([1.0]), np.array([0.25]), 0.5), "mine is larger"),
    ("mine = 0.1 and theirs = 0.4, in units of 1", (np.array([0.1]), np.array([0.4]), 1.0), "mine is smaller"),
    ("mine = -0.5 and 2, theirs = 0.5 and 3, in units of 0.01",
     (np.array([-0.5, 2.0]), np.array([0.5, 3.0]), 0.01), "activations below 0"),
    ("mine and theirs both 0.5 and 0.25, in units of 1e-16",
     (np.array([0.5, 0.25]), np.array([0.5, 0.25]), 1e-16), "they agree"),
    ("mine = 0.1 + 0.2 and theirs = 0.3, in units of 1e-16",
     (np.array([0.1 + 0.2]), np.array([0.3]), 1e-16), "0.1 + 0.2"),
    ("whole numbers, mine = 3 and 0, theirs = 1 and 2, in units of 4",
     (np.array([3, 0]), np.array([1, 2]), 4), "whole numbers"),
    ("a table, mine = 1, 2 and 3, 5, theirs = 1, 1 and 1, 1, in units of 3",
     (np.array([[1.0, 2.0], [3.0, 5.0]]), np.ones((2, 2)), 3.0), "a table"),
    ("mine = 1 and theirs = 0.25, in units of 0.5, after all the other calls",
     (np.array([1.0]), np.array([0.25]), 0.5), "mine is larger, again"),
]
MARKS_COME_FROM = (
    "long arrays, arrays of one, tables (2-D), whole numbers, numbers below 0 and last digits. " + AND_UNCHANGED
)
UNCHANGED = "The activations that come in stay as they were"


def hidden(rng):
    """Hidden cases."""
    mine, theirs = rng.uniform(0.2, 1, 200), rng.uniform(0.2, 1, 200)
    ulps = 2.0**-54 * rng.integers(-6, 7, 8)
    ulps[:2] = 2.0**-54 * np.array([3, -5])
    low = rng.uniform(0.125, 0.24, 8)
    whole = rng.permutation(np.arange(1, 9))
    unit = float(rng.uniform(0.05, 0.3))
    return {
        "Gaps of either sign": [(mine, theirs, unit), (-mine[:5], theirs[:5], 2.0)],
        "Gaps in the last digits": [(low + ulps, low, 1e-16), (low, low + ulps, 1e-16)],
        "Another unit": [(mine[:6], theirs[:6], 1e-3), (low + ulps, low, 2.0**-52)],
        "Whole numbers": [(whole[:4], whole[4:], 3)],
        "A table and a single one": [(mine[:6].reshape(2, 3), theirs[:6].reshape(2, 3), unit), (mine[:1], theirs[:1], unit)],
    }


HEAD = "def rounding_gap(mine, theirs, unit):\n"
EDIT = "(mine - theirs) / unit"
WRONG = [
    Wrong("XG1", "theirs minus mine", 0.6, "Where yours is the larger one, which sign has your gap?", "mine - theirs", "theirs - mine"),
    Wrong("XG2", "the size of the gap without its sign", 0.6, "Can one see in your gaps who is above?", EDIT, "abs(mine - theirs) / unit"),
    Wrong("XG3", "forgets the unit", 0.4, "How many times does the unit fit into each of your gaps?", EDIT, "mine - theirs"),
    Wrong("XG4", "times the unit", 0.5, "If the unit gets smaller, does a count in that unit go up, or down?", "/ unit", "* unit"),
    Wrong("XG5", "as a share of theirs", 0.5, "Which of the three inputs says how large one step of the count is?", "/ unit", "/ theirs"),
    Wrong("XG6", "divides before it subtracts, which loses digits", 0.6,
          "A number near 1e16 has no digits behind its point. Which of your steps makes one?", EDIT, "mine / unit - theirs / unit"),
    Wrong("XG7", "the largest gap alone", 0.5, "How many activations go in, and how many gaps come out?", EDIT, "np.max(mine - theirs) / unit"),
    Wrong("XG8", "rounds before it subtracts", 0.4, "Are the last digits still there when you compare them?",
          EDIT, "(np.round(mine, 12) - np.round(theirs, 12)) / unit"),
    Wrong("XG9", "asks whether they are equal", 0.2, "Yes or no was not asked. How far apart are the two?", EDIT, "mine == theirs"),
    Wrong("XG10", "hands nothing back: print, or no return", 0.5, "What does whoever called your function get back?",
          f"return {EDIT}", f"print({EDIT})"),
    Wrong("XG11", "always in units of 1e-16", 0.6, "Which unit does yours count in when another is given?", "/ unit", "/ 1e-16"),
    Wrong("XG12", "adds the two", 0.3, "Two equal activations should have no gap. Which gap does yours give them?", "mine - theirs", "mine + theirs"),
    Wrong("XG13", "divides only the second: brackets are missing", 0.5, "Which is done first in your line, the difference or the division?",
          EDIT, "mine - theirs / unit"),
    Wrong("XG14", "rounds to whole units", 0.6, "Can a gap be half a unit?", EDIT, f"np.round({EDIT})"),
    Wrong("XG15", "writes into the activations that it is given", 0.85, "Whose array does your function change?",
          code=f"{HEAD}    if mine.dtype == float:\n        mine -= theirs\n        return mine / unit\n    return {EDIT}"),
    Wrong("XG16", "the sum of all gaps", 0.4, "Gaps of either sign cancel in yours. Should there not be one for each activation?",
          EDIT, "np.sum(mine - theirs) / unit"),
    Wrong("XG17", "as a share of the unit and of theirs", 0.4, "By which of the three inputs should a gap be divided, and by which not?",
          "/ unit", "/ theirs / unit"),
    Wrong("XG18", "says whether they are close", 0.2, "Yes or no was not asked. How far apart are the two?", EDIT, "np.isclose(mine, theirs)"),
]
RIGHT = [
    f"{HEAD}    return np.subtract(mine, theirs) / unit",
    f"{HEAD}    gap = mine - theirs\n    return gap / unit",
    f"{HEAD}    return -(theirs - mine) / unit",
    f"{HEAD}    return np.divide(mine - theirs, unit)",
    f"{HEAD}    gaps = np.zeros(mine.shape)\n    for i in np.ndindex(mine.shape):\n        gaps[i] = (mine[i] - theirs[i]) / unit\n    return gaps",
    f"{HEAD}    return (mine - theirs) * (1 / unit)",
    "rounding_gap = lambda mine, theirs, unit: (np.array(mine) - np.array(theirs)) / unit",
]
