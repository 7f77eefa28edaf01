"""fires: all or none, strictly above the threshold."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

HIGH = "V = 0, 9, 16, 18 and 4 mV and the usual threshold of 15 mV"
LOW = "V = -16, 14, 12 and 9 mV and the usual threshold"
OTHER = "V = 3, 12 and 8 mV and a threshold of 10 mV"
SAYS = "For {words}, yours gives {{0:.4g}} where {right} is right. (1 is True, 0 is False.)"
PUBLIC = [
    Answer(
        "one answer for the whole array",
        (np.array([0.0, 9.0, 16.0, 18.0, 4.0]),),
        True,
        OTHER_SHAPE="Five times went in, and {name} gave back an array of shape {shape}.\nDid the neuron fire? "
        "How many answers does that question have?",
        OTHER_KIND="{name} gave back {got}. Did the neuron fire?\nWhich two values has Python for yes and no?",
    ),
    Value(
        HIGH,
        (np.array([0.0, 9.0, 16.0, 18.0, 4.0]),),
        True,
        "At which times is V greater than the threshold?",
        says=SAYS.format(words=HIGH, right=True),
    ),
    Value(
        LOW,
        (np.array([-16.0, 14.0, 12.0, 9.0]),),
        False,
        "At which times is V greater than the threshold?",
        says=SAYS.format(words=LOW, right=False),
    ),
    Value(
        OTHER,
        (np.array([3.0, 12.0, 8.0]), 10.0),
        True,
        "At which of these times is V greater than the threshold that is given?",
        says=SAYS.format(words=OTHER, right=True),
    ),
]
PROBES = [
    (HIGH, (np.array([0.0, 9.0, 16.0, 18.0, 4.0]),), "above"),
    (LOW, (np.array([-16.0, 14.0, 12.0, 9.0]),), "below"),
    (OTHER, (np.array([3.0, 12.0, 8.0]), 10.0), "another threshold"),
    ("V = 20, 2 and 1 mV, above the threshold at the first time only", (np.array([20.0, 2.0, 1.0]),), "first"),
    ("V = 1, 2 and 20 mV, above the threshold at the last time only", (np.array([1.0, 2.0, 20.0]),), "last"),
    ("V = 5, 15 and 5 mV, exactly at the usual threshold once", (np.array([5.0, 15.0, 5.0]),), "at the threshold"),
    ("V = 10, 10 and 10 mV and a threshold of 10 mV", (np.array([10.0, 10.0, 10.0]), 10.0), "at another threshold"),
    ("V = -40, -20 and 0 mV, inhibited and then at rest", (np.array([-40.0, -20.0, 0.0]),), "inhibited"),
    ("V = 18, 17 and 16 mV, above the threshold all the time", (np.array([18.0, 17.0, 16.0]),), "always"),
    ("V = 17 and 18 mV and a threshold of 20 mV", (np.array([17.0, 18.0]), 20.0), "a high threshold"),
    ("a single V of 15.5 mV", (np.array([15.5]),), "one time"),
    ("whole numbers, V = 14, 16 and 16 mV", (np.array([14, 16, 16]),), "whole numbers"),
    ("V = 20, 2 and 1 mV, after all the other calls", (np.array([20.0, 2.0, 1.0]),), "first again"),
]
MARKS_COME_FROM = (
    "long arrays, arrays of one, whole numbers, numbers below 0, numbers in any order and exactly 0. Some potentials "
    "are exactly at the threshold. They also check that your function leaves its inputs unchanged"
)
UNCHANGED = "The potentials that come in stay as they were"


def hidden(rng):
    """Hidden cases."""
    low = rng.uniform(-5, 14, 200)
    theta = float(rng.integers(5, 12))
    up = low.copy()
    up[rng.integers(20, 180)] = 15.2
    below = -rng.uniform(16, 60, 6)
    last, first = np.append(low[:5], 16.0), np.append(16.0, low[:5])
    return {
        "Above the threshold": [(up,), (last,), (first,), (np.array([19.0, 17.0, 22.0]),)],
        "Never above it": [(low,), (np.append(below, 0.0),), (np.linspace(3, 14.9, 150),)],
        "Exactly at the threshold": [(np.array([2.0, 15.0, 15.0]),), (np.array([theta, 0.0]), theta)],
        "Another threshold": [(np.array([theta + 0.5, 0.0]), theta), (np.array([18.0, 16.0]), 20.0)],
        "A single time": [(np.array([15.4]),), (np.array([14.6]),)],
        "Whole numbers": [(np.array([3, 16, 17]),), (np.array([15, 14, 2]),), (np.array([9, 11]), 10)],
    }


HEAD = "def fires(V, theta=15.0):\n"
WRONG = [
    Wrong(
        "F1",
        "fires exactly at the threshold",
        0.7,
        "What does the rule say about a potential that is exactly at the threshold?",
        " > theta",
        " >= theta",
    ),
    Wrong(
        "F2",
        "looks at the last time only",
        0.4,
        "Could the neuron have fired before the last time?",
        code=f"{HEAD}    return bool(V[-1] > theta)",
    ),
    Wrong(
        "F3",
        "looks at the first time only",
        0.4,
        "Does your function get to see more than one time?",
        code=f"{HEAD}    for one in V:\n        if one > theta:\n            return True\n        else:\n            return False",
    ),
    Wrong(
        "F4",
        "compares the mean over time",
        0.3,
        "Can a short peak make your neuron fire?",
        code=f"{HEAD}    return bool(np.mean(V) > theta)",
    ),
    Wrong(
        "F5",
        "adds the potential over time",
        0.3,
        "If the potential stays low for very long, does yours fire in the end?",
        code=f"{HEAD}    return bool(np.sum(V) > theta)",
    ),
    Wrong(
        "F6",
        "asks for all times above the threshold",
        0.4,
        "For how long does the potential have to be above the threshold?",
        "np.any(",
        "np.all(",
    ),
    Wrong(
        "F7",
        "an answer for each time",
        0.5,
        "Did the neuron fire? How many answers does that question have?",
        code=f"{HEAD}    return V > theta",
    ),
    Wrong(
        "F8",
        "the size of the potential without its sign: inhibition makes it fire",
        0.4,
        "Should a strongly inhibited neuron fire?",
        "np.asarray(V) > theta",
        "np.abs(V) > theta",
    ),
    Wrong(
        "F9",
        "always the usual threshold",
        0.6,
        "Which threshold does yours use when another is given?",
        "> theta",
        "> 15.0",
    ),
    Wrong(
        "F10",
        "gives the highest potential",
        0.3,
        "Your function hands back a potential. What was asked about it?",
        code=f"{HEAD}    return np.max(V)",
    ),
    Wrong(
        "F11",
        "fires below the threshold",
        0.3,
        "Does more excitation make your neuron more likely to fire, or less?",
        "> theta",
        "< theta",
    ),
    Wrong(
        "F12",
        "fires only exactly at the threshold",
        0.3,
        "How often does a potential hit one number exactly?",
        "> theta",
        "== theta",
    ),
    Wrong(
        "F13",
        "counts the times above the threshold",
        0.7,
        "Your function says how often. Which two answers should it know?",
        code=f"{HEAD}    return np.sum(V > theta)",
    ),
    Wrong(
        "F14",
        "asks whether anything is there at all, and compares that",
        0.4,
        "What does your any look at: potentials, or the outcome of a comparison?",
        code=f"{HEAD}    return bool(np.any(V) > theta)",
    ),
    Wrong(
        "F15",
        "the swing from lowest to highest is compared",
        0.4,
        "What is 0 here, and what is your potential measured from?",
        code=f"{HEAD}    return bool(np.max(V) - np.min(V) > theta)",
    ),
    Wrong(
        "F16",
        "one answer the other way round",
        0.3,
        "Which of your two answers stands for an action potential?",
        code=f"{HEAD}    if np.max(V) > theta:\n        return False\n    return True",
    ),
    Wrong(
        "F17",
        "a condition on a whole array",
        0.5,
        "How many decisions can one if make, and how many times does V have?",
        code=f"{HEAD}    if V > theta:\n        return True\n    return False",
    ),
    Wrong(
        "F18",
        "writes into the potentials that it is given",
        0.85,
        "What are the potentials of the caller after your function has run?",
        code=f"{HEAD}    answer = bool((V > theta).any())\n    V[V > theta] = 0\n    return answer",
    ),
    Wrong(
        "F19",
        "fires if it always stays below the threshold",
        0.3,
        "Which of your two answers stands for an action potential?",
        code=f"{HEAD}    return bool(np.max(V) < theta)",
    ),
    Wrong(
        "F20",
        "says yes, and nothing otherwise",
        0.6,
        "What does your function hand back when the neuron stays silent?",
        code=f"{HEAD}    if np.max(V) > theta:\n        return True",
    ),
    Wrong(
        "F21",
        "an answer in words",
        0.6,
        "Your answer is a text. Which two values has Python for yes and no?",
        code=f"{HEAD}    return 'yes' if np.max(V) > theta else 'no'",
    ),
]
RIGHT = [
    f"{HEAD}    return bool(np.max(V) > theta)",
    f"{HEAD}    return (V > theta).any()",
    f"{HEAD}    for one in V:\n        if one > theta:\n            return True\n    return False",
    f"{HEAD}    return any(one > theta for one in V)",
    f"{HEAD}    return 1 if max(V) > theta else 0",
    f"{HEAD}    return np.count_nonzero(V > theta) > 0",
    f"{HEAD}    return not all(V <= theta)",
    f"{HEAD}    answer = False\n    for one in V:\n        answer = answer or one > theta\n    return answer",
]
