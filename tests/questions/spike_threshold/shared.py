"""What the questions about the sharp threshold share: the words of the check that looks at digits."""

import numpy as np

from autograder.questions.checks import Value

ALL_DIGITS = "They look at all digits"
UNTOUCHED = "check that your function leaves its inputs unchanged"
AND_UNCHANGED = f"{ALL_DIGITS}, and {UNTOUCHED}"
STEP = "Which step of the arithmetic by hand comes out differently in your code?"


def all_digits(words, inputs, right, close=(1e-12, 1e-12)):
    """Digits that are missing; ``words`` say what goes in."""
    several = np.ndim(right) > 0
    ours = ", ".join(f"{{0[{i}]:.12g}}" for i in range(len(right))) if several else "{0:.12g}"
    due = ", ".join(f"{one:.12g}" for one in np.ravel(right))
    says = f"For {words}, yours gives {ours} where {due} is right."
    return Value("all digits", inputs, right, STEP, says=says, close=close, digits=True)
