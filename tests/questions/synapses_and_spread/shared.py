"""What the questions about potentials share: the words of what is announced, and of the check that looks at digits."""

import numpy as np

from autograder.questions.checks import Value

ALL_DIGITS = "They look at all digits"
AND_UNCHANGED = f"{ALL_DIGITS}, and check that your function leaves its inputs unchanged"
EXACT = (1e-9, 1e-12)
STEP = "Which step of the arithmetic by hand comes out differently in your code?"
ARRAYS = "How many numbers go in, and how many can math.exp take at once?"


def all_digits(words, inputs, right):
    """Digits that are missing; ``words`` say what goes in."""
    numbers = np.ravel(right)
    ours = " and ".join(f"{{0[{i}]:.10g}}" for i in range(len(numbers))) if np.ndim(right) else "{0:.10g}"
    due = " and ".join(f"{one:.10g}" for one in numbers)
    says = f"For {words}, yours gives {ours} where {due} is right."
    return Value("all digits", inputs, right, STEP, says=says, close=EXACT, digits=True)
