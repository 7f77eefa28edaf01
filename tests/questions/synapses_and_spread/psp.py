"""psp: one synapse, its rise and its decay."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Value

from .shared import AND_UNCHANGED, all_digits

LN_2 = np.log(2)
BY_HAND = np.array([-4 * LN_2, 0.0, 4 * LN_2, 8 * LN_2])  # for time constants of 2 and 4 ms
PUBLIC = [
    (
        "the example by hand, with t = -2.77, 0, 2.77 and 5.55 ms",
        (BY_HAND, 8.0, 2.0, 4.0),
        [0, 0, 8, 6],
        "Which of the four times comes out differently from what you get by hand?",
    ),
    Value(
        "an IPSP",
        (BY_HAND, -4.0, 2.0, 4.0),
        [-1, -1],
        "What does an inhibitory synapse do to the potential?",
        says="For an IPSP of -4 mV yours gives {0[2]:.4g} mV at 2.77 ms, and {0[3]:.4g} mV at 5.55 ms.",
        part=lambda v: np.sign(v[2:]),
    ),
    all_digits(
        "t = 0.4 and 3 ms, amp = 1, tau_r = 1 and tau_d = 2",
        (np.array([0.4, 3.0]), 1.0, 1.0, 2.0),
        [4 * np.exp(-k) * (1 - np.exp(-k)) for k in (0.2, 1.5)],
    ),
]
PROBES = [
    ("an IPSP at the times of the example by hand, amp = -4", (BY_HAND, -4.0, 2.0, 4.0), "an IPSP"),
    ("one time, 3 ms after the synapse became active, amp = 10", (np.array([3.0]), 10.0), "one time"),
    ("times before the synapse is active, -8 and -0.5 ms, amp = 10", (np.array([-8.0, -0.5]), 10.0), "before"),
    ("t = 0.5, 1, 2, 4 and 8 ms, amp = 10", (np.array([0.5, 1.0, 2.0, 4.0, 8.0]), 10.0), "usual time constants"),
    ("t = 6, 1 and 3 ms, in this order, amp = -2", (np.array([6.0, 1.0, 3.0]), -2.0), "any order"),
    ("t = 1 and 20 ms, amp = 3, tau_r = 3 and tau_d = 20", (np.array([1.0, 20.0]), 3.0, 3.0, 20.0), "a slow synapse"),
    ("whole numbers, t = 1, 2 and 3 ms and amp = 5", (np.array([1, 2, 3]), 5), "whole numbers"),
    ("one time, 3 ms, amp = 10, after all the other calls", (np.array([3.0]), 10.0), "one time again"),
]
MARKS_COME_FROM = (
    "long arrays, arrays of one, whole numbers, numbers below 0, numbers in any order, exactly 0 and other time "
    f"constants. {AND_UNCHANGED}"
)
UNCHANGED = "The times that come in stay as they were"


def hidden(rng):
    """Hidden cases."""
    times = rng.permutation(np.concatenate([rng.uniform(-4, 0, 4), rng.uniform(0.2, 30, 9), [0.0]]))
    after = rng.uniform(0.2, 20, 7)
    amp = rng.uniform(0.3, 9)
    return {
        "An EPSP, from before it to its end": [(np.linspace(-5, 40, 451), amp), (times, amp)],
        "An IPSP": [(after, -amp)],
        "Before the synapse is active": [(-after, amp), (np.array([0.0]), amp)],
        "Other time constants": [(after, amp, *taus) for taus in ((0.5, 2.5), (2.0, 11.0), (3.0, 4.5))],
        "Whole numbers": [(np.array([-3, 0, 1, 2, 5, 12]), 4)],
        "A single time": [(after[:1], amp), (after[1:2], amp)],
    }


HEAD = "def psp(t, amp, tau_r=1.0, tau_d=5.0):\n"
T_PEAK = "    t_peak = tau_r * tau_d / (tau_d - tau_r) * np.log(tau_d / tau_r)\n"
PEAK = T_PEAK + "    peak = np.exp(-t_peak / tau_d) - np.exp(-t_peak / tau_r)\n"
WRONG = [
    Wrong(
        "P1",
        "nothing keeps it at 0 before the synapse is active",
        0.6,
        "What is the potential before the synapse becomes active?",
        "np.maximum(np.asarray(t, dtype=np.float64), 0.0)",
        "np.asarray(t, dtype=np.float64)",
    ),
    Wrong(
        "P2",
        "not scaled to amp: the division by the peak is missing",
        0.5,
        "How high does your curve get at its peak, and what does amp say?",
        " / peak",
        "",
    ),
    Wrong(
        "P3",
        "multiplied by the peak where it is divided by it",
        0.5,
        "With amp = 8, how high does your curve get at its peak?",
        " / peak",
        " * peak",
    ),
    Wrong(
        "P4",
        "the two exponentials the other way round: an EPSP lowers the potential",
        0.6,
        "Does an EPSP of yours lift the potential, or lower it?",
        "(np.exp(-since / tau_d) - np.exp(-since / tau_r)) / peak",
        "(np.exp(-since / tau_r) - np.exp(-since / tau_d)) / peak",
    ),
    Wrong(
        "P5",
        "adds the two exponentials",
        0.4,
        "What do the two exponentials come to at t = 0, and what should be left of them there?",
        code=f"{HEAD}{PEAK}    return np.where(t > 0, amp * (np.exp(-t / tau_d) + np.exp(-t / tau_r)) / peak, 0)",
    ),
    Wrong(
        "P6",
        "exponentials without the minus sign: they grow",
        0.4,
        "Long after the synapse was active, how large is the potential of yours?",
        code=f"{HEAD}{PEAK}    return np.where(t > 0, amp * (np.exp(t / tau_d) - np.exp(t / tau_r)) / peak, 0)",
    ),
    Wrong(
        "P7",
        "multiplies the time by the time constant",
        0.4,
        "With a longer tau_d, does your PSP last longer or shorter?",
        code=f"{HEAD}{PEAK}    return np.where(t > 0, amp * (np.exp(-t * tau_d) - np.exp(-t * tau_r)) / peak, 0)",
    ),
    Wrong(
        "P8",
        "the decay alone: the potential jumps",
        0.4,
        "Does your potential jump to its peak, or does it take some time to rise?",
        code=f"{HEAD}    return np.where(t > 0, amp * np.exp(-t / tau_d), 0)",
    ),
    Wrong(
        "P9",
        "always the usual time constants",
        0.6,
        "Which time constants does yours use when others are given?",
        code=f"{HEAD}    tau_r, tau_d = 1.0, 5.0\n{PEAK}"
        "    return np.where(t > 0, amp * (np.exp(-t / tau_d) - np.exp(-t / tau_r)) / peak, 0)",
    ),
    Wrong(
        "P10",
        "a logarithm to base 10",
        0.7,
        "What does your logarithm give for 2.718, and what should ln give?",
        "math.log(",
        "math.log10(",
    ),
    Wrong(
        "P11",
        "the ratio in the logarithm upside down: the peak lies before the start",
        0.6,
        "Is the t_peak of yours above 0 or below?",
        "math.log(tau_d / tau_r)",
        "math.log(tau_r / tau_d)",
    ),
    Wrong(
        "P12",
        "no logarithm in the time of the peak",
        0.6,
        "With tau_r = 2 and tau_d = 4, at which time does your code expect the peak?",
        " * math.log(tau_d / tau_r)",
        "",
    ),
    Wrong(
        "P13",
        "scaled by the largest of the values that were asked for",
        0.5,
        "Ask yours for one single time, long after the peak. What does it give?",
        code=f"{HEAD}    v = np.where(t > 0, np.exp(-t / tau_d) - np.exp(-t / tau_r), 0)\n    return amp * v / np.max(v)",
    ),
    Wrong(
        "P14",
        "an IPSP becomes an EPSP",
        0.6,
        "What does amp below 0 mean, and what does yours make of it?",
        "amp * (",
        "abs(amp) * (",
    ),
    Wrong(
        "P15",
        "a function for one number is given an array",
        0.5,
        "How many times come in at once, and how many can an ordinary if take, or math.exp?",
        code=f"import math\n\n{HEAD}{PEAK}"
        "    return amp * (math.exp(-t / tau_d) - math.exp(-t / tau_r)) / peak if t > 0 else 0",
    ),
    Wrong(
        "P16",
        "no brackets: only the second exponential is divided",
        0.5,
        "What is multiplied by amp, and what is divided by the peak? Do both reach both exponentials?",
        code=f"{HEAD}{PEAK}    return np.where(t > 0, amp * np.exp(-t / tau_d) - np.exp(-t / tau_r) / peak, 0)",
    ),
    Wrong(
        "P17",
        "writes into the times that it is given",
        0.85,
        "What are the times of the caller after your function has run?",
        code=f"{HEAD}    t[t < 0] = 0\n{PEAK}    return amp * (np.exp(-t / tau_d) - np.exp(-t / tau_r)) / peak",
    ),
    Wrong(
        "P18",
        "the time of the peak with the sum of the time constants",
        0.6,
        "Does your curve reach amp, no more and no less, at its peak?",
        "(tau_d - tau_r)",
        "(tau_d + tau_r)",
    ),
    Wrong(
        "P19",
        "the rise alone: it stays up",
        0.4,
        "Long after the synapse was active, is the potential of yours back at rest?",
        code=f"{HEAD}    return np.where(t > 0, amp * (1 - np.exp(-t / tau_r)), 0)",
    ),
    Wrong(
        "P20",
        "the height does not count",
        0.5,
        "With amp = 8, how high does your curve get? Where does it look at amp?",
        "amp * (",
        "(",
    ),
    Wrong(
        "P21",
        "the division reaches the second exponential only, inside the bracket",
        0.5,
        "What is divided by the peak: the difference, or a part of it?",
        code=f"{HEAD}{PEAK}    return np.where(t > 0, amp * (np.exp(-t / tau_d) - np.exp(-t / tau_r) / peak), 0)",
    ),
    Wrong(
        "P22",
        "no brackets below the fraction bar in the time of the peak",
        0.6,
        "With tau_r = 2 and tau_d = 4, at which time does your code expect the peak? Where does it need brackets?",
        "/ (tau_d - tau_r) * math.log",
        "/ tau_d - tau_r * math.log",
    ),
    Wrong(
        "P23",
        "at rest up to the peak",
        0.6,
        "When does the potential leave 0: when the synapse becomes active, or at the peak?",
        code=f"{HEAD}{PEAK}    return np.where(t >= t_peak, amp * (np.exp(-t / tau_d) - np.exp(-t / tau_r)) / peak, 0)",
    ),
    Wrong(
        "P24",
        "the condition the other way round",
        0.4,
        "For which times does your code give 0: before the synapse is active, or after?",
        code=f"{HEAD}{PEAK}    return np.where(t < 0, amp * (np.exp(-t / tau_d) - np.exp(-t / tau_r)) / peak, 0)",
    ),
    Wrong(
        "P25",
        "the same before as after",
        0.5,
        "What is the potential before the synapse becomes active? Can it know what is to come?",
        code=f"{HEAD}{PEAK}    s = np.abs(t)\n    return amp * (np.exp(-s / tau_d) - np.exp(-s / tau_r)) / peak",
    ),
    Wrong(
        "P26",
        "the exponential is divided by the time constant, and not the time",
        0.4,
        "What is divided by the time constant in yours: the time, or the whole exponential?",
        code=f"{HEAD}{PEAK}    return np.where(t > 0, amp * (np.exp(-t) / tau_d - np.exp(-t) / tau_r) / peak, 0)",
    ),
    Wrong(
        "P27",
        "leaves out the times before the synapse is active",
        0.6,
        "How many times go in, and how many potentials come out of yours?",
        code=f"{HEAD}{PEAK}    t = t[t > 0]\n    return amp * (np.exp(-t / tau_d) - np.exp(-t / tau_r)) / peak",
    ),
    Wrong(
        "P28",
        "at rest up to the peak, and at it",
        0.6,
        "When does the potential leave 0: when the synapse becomes active, or at the peak?",
        code=f"{HEAD}{PEAK}    return np.where(t > t_peak, amp * (np.exp(-t / tau_d) - np.exp(-t / tau_r)) / peak, 0)",
    ),
    Wrong(
        "P29",
        "divided by the time of the peak, not by its height",
        0.5,
        "What do you divide by: the time of the peak, or its height?",
        " / peak",
        " / t_peak",
    ),
    Wrong(
        "P30",
        "the logarithm of the difference of the time constants",
        0.6,
        "What stands behind ln in the equation, and what behind your logarithm?",
        "math.log(tau_d / tau_r)",
        "math.log(tau_d - tau_r)",
    ),
    Wrong(
        "P31",
        "adds the two exponentials, in the height of the peak too",
        0.4,
        "What do the two exponentials come to at t = 0, and what should be left of them there?",
        code=f"{HEAD}{T_PEAK}    peak = np.exp(-t_peak / tau_d) + np.exp(-t_peak / tau_r)\n"
        "    return np.where(t > 0, amp * (np.exp(-t / tau_d) + np.exp(-t / tau_r)) / peak, 0)",
    ),
]
SHAPE = "    return np.where(t > 0, amp * shape(t) / shape(t_peak), 0.0)"
RIGHT = [
    f"{HEAD}{PEAK}    return np.where(t > 0, amp * (np.exp(-t / tau_d) - np.exp(-t / tau_r)) / peak, 0)",
    f"{HEAD}{PEAK}    return amp * (np.exp(-t / tau_d) - np.exp(-t / tau_r)) / peak * (t > 0)",
    f"{HEAD}{PEAK}    v = np.zeros(len(t))\n    for i in range(len(t)):\n        if t[i] > 0:\n"
    "            v[i] = amp * (np.exp(-t[i] / tau_d) - np.exp(-t[i] / tau_r)) / peak\n    return v",
    f"{HEAD}{T_PEAK}    def shape(s):\n        return np.exp(-s / tau_d) - np.exp(-s / tau_r)\n\n{SHAPE}",
    f"{HEAD}    ratio = tau_d / tau_r\n    peak = ratio ** (-tau_r / (tau_d - tau_r)) - ratio ** (-tau_d / (tau_d - tau_r))\n"
    "    s = np.clip(t, 0, None)\n    return amp / peak * (np.exp(-s / tau_d) - np.exp(-s / tau_r))",
    f"{HEAD}{PEAK}    v = amp * (np.exp(-t / tau_d) - np.exp(-t / tau_r)) / peak\n    v[t <= 0] = 0\n    return v",
    f"import math\n\n{HEAD}{PEAK}    return np.array([amp * (math.exp(-s / tau_d) - math.exp(-s / tau_r)) / peak"
    " if s > 0 else 0.0 for s in t])",
    f"{HEAD}{PEAK}    on = t >= 0\n    v = np.zeros(t.shape)\n"
    "    v[on] = amp * (np.exp(-t[on] / tau_d) - np.exp(-t[on] / tau_r)) / peak\n    return v",
]
