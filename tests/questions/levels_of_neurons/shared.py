"""What the questions about levels share: the words of the check that looks at digits, and spike trains."""

import numpy as np

from autograder.questions.checks import Value

ALL_DIGITS = "They look at all digits"
UNTOUCHED = "check that your function leaves its inputs unchanged"
AND_UNCHANGED = f"{ALL_DIGITS}, and {UNTOUCHED}"
USUAL = "Which step of the arithmetic by hand comes out differently in your code?"


def all_digits(words, inputs, right):
    """Digits that are missing, of one number or of an array with one; ``words`` say what goes in."""
    one, place = (right[0], "[0]") if isinstance(right, list) else (right, "")
    says = f"For {words}, yours gives {{0{place}:.12g}} where {one:.12g} is right."
    return Value("all digits", inputs, right, USUAL, says=says, close=(1e-12, 1e-12), digits=True)


def train(rng, number, start, stop):
    """So many spike times in order, between two times; none of them is a whole number of ms."""
    return np.sort(np.round(rng.uniform(start, stop - 1, number), 1)) + 0.05
