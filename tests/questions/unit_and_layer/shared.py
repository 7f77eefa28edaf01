"""What the questions about units and layers share: examples by hand, and the words of the check that looks at digits."""

import numpy as np

from autograder.questions.checks import Value

SENDERS = np.array([1.0, 2.0, 0.5])
WEIGHTS = np.array([[4.0, -3.0], [1.0, 2.0], [4.0, -4.0]])  # net inputs 8 and -1: cubes, so that np.cbrt is easy
MIXED = np.array([[2.0, -1.0], [0.0, 3.0], [-4.0, 0.5]])
ALL_DIGITS = "They look at all digits"
AND_UNCHANGED = f"{ALL_DIGITS}, and check that your function leaves its inputs unchanged"
USUAL = "Which step of the arithmetic by hand comes out differently in your code?"


def all_digits(words, inputs, right):
    """Digits that are missing; ``words`` say what goes in."""
    ours = " and ".join(f"{{0[{i}]:.10g}}" for i in range(len(right))) if np.ndim(right) else "{0:.10g}"
    due = " and ".join(f"{one:.10g}" for one in np.ravel(right))
    says = f"For {words}, yours gives {ours} where {due} is right."
    return Value("all digits", inputs, right, USUAL, says=says, close=(1e-9, 1e-12), digits=True)


def weights(rng, m, k):
    """Weights of either sign, none of them small, and both signs in each column of more than one."""
    found = rng.uniform(0.4, 1.6, (m, k))
    found[(np.arange(m)[:, None] + np.arange(k)) % 2 == 1] *= -1
    return found
