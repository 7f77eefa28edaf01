"""What the questions about the squid's axon share: membranes, states, and the words of the check that looks at digits."""

import numpy as np

from autograder.questions.checks import Value

SQUID = {"g_Na": 120.0, "g_K": 36.0, "g_leak": 0.3, "E_Na": 115.0, "E_K": -12.0, "E_leak": 10.613, "C": 1.0}
EXAMPLE = {"g_Na": 100.0, "g_K": 40.0, "g_leak": 0.5, "E_Na": 115.0, "E_K": -12.0, "E_leak": 10.0, "C": 2.0}
CLOSED = {"g_Na": 0.0, "g_K": 0.0, "g_leak": 0.0, "E_Na": 115.0, "E_K": -12.0, "E_leak": 10.0, "C": 2.0}
REST = np.array([0.0, 0.3177, 0.0529, 0.5961])
ALL_DIGITS = "They look at all digits"
AND_UNCHANGED = f"{ALL_DIGITS}, and check that your function leaves its inputs unchanged"
STEP = "Which step of the arithmetic by hand comes out differently in your code?"
RATES = '''\
def other_rates(V):
    alpha_n = 0.1 if V == 10 else 0.01 * (10 - V) / (np.exp((10 - V) / 10) - 1)
    beta_n, beta_m = 0.125 * np.exp(-V / 80), 4 * np.exp(-V / 18)
    return alpha_n, beta_n, beta_m, 0.07 * np.exp(-V / 20), 1 / (np.exp((30 - V) / 10) + 1)
'''  # given to learners; an answer that calls it brings it along


def all_digits(words, inputs, right):
    """Digits that are missing; ``words`` say what goes in."""
    numbers = np.ravel(right)
    places = [f"[{i}]" for i in range(len(numbers))] if np.ndim(right) == 1 else [""]
    if np.ndim(right) == 2:
        places = [f"[{i}][{k}]" for i in range(len(right)) for k in range(len(right[0]))]
    ours = ", ".join(f"{{0{place}:.10g}}" for place in places)
    due = ", ".join(f"{one:.10g}" for one in numbers)
    return Value(
        "all digits",
        inputs,
        right,
        STEP,
        says=f"For {words}, yours gives {ours} where {due} is right.",
        close=(1e-9, 1e-12),
        digits=True,
    )


def membrane(rng):
    """A membrane whose parameters nobody knows by heart."""
    return {
        "g_Na": rng.uniform(60, 150),
        "g_K": rng.uniform(20, 50),
        "g_leak": rng.uniform(0.1, 0.9),
        "E_Na": rng.uniform(90, 120),
        "E_K": rng.uniform(-20, -5),
        "E_leak": rng.uniform(4, 16),
        "C": rng.uniform(0.6, 1.9),
    }


def state(rng, V):
    """A state with this potential, and gates that are neither closed nor open."""
    return np.array([V, *rng.uniform(0.1, 0.9, 3)])
