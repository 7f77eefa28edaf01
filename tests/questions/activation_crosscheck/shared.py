"""What the questions of the cross-check share: the words of what is announced, and the check that looks at digits."""

import numpy as np

from autograder.questions.checks import Value

AND_UNCHANGED = "They look at all digits, and check that your function leaves its inputs unchanged"
EXACT = (1e-9, 1e-12)
STEP = "Which step of the arithmetic by hand comes out differently in your code?"
ONE_NUMBER = (
    "{{name}} gave back {{got}}, where {{right}} was asked for.\n"
    "If there is an answer for each {what}, how many answers are there?"
)


def all_digits(words, inputs, right):
    """Digits that are missing; ``words`` say what goes in."""
    numbers = np.ravel(right)
    ours = " and ".join(f"{{0[{i}]:.10g}}" for i in range(len(numbers)))
    due = " and ".join(f"{one:.10g}" for one in numbers)
    says = f"For {words}, yours gives {ours} where {due} is right."
    return Value("all digits", inputs, right, STEP, says=says, close=EXACT, digits=True)
