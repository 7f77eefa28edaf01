"""membrane: the potentials of all synapses, added together."""

import numpy as np

from autograder import Wrong

from .shared import AND_UNCHANGED, all_digits

USES = ["psp"]
FIRST = 1.25 * np.log(5)  # ms from the start of a PSP with the usual time constants to its peak
AT = np.array([FIRST, FIRST + 4.0])
PUBLIC = [
    (
        "two EPSPs of 3 and 5 mV that start together at 0 ms, looked at when they peak",
        (np.array([FIRST]), np.array([0.0, 0.0]), np.array([3.0, 5.0])),
        [8.0],
        "Two potentials at one time: what do they come to at the cell body?",
    ),
    (
        "an EPSP of 6 mV from 1 ms on, and one of 2 mV from 5 ms on, looked at when the first peaks",
        (np.array([1.0 + FIRST]), np.array([1.0, 5.0]), np.array([6.0, 2.0])),
        [6.0],
        "Which of the two synapses has been active by then, and what has it done?",
    ),
    (
        "an EPSP of 6 mV and an IPSP of -6 mV that start together at 1 ms, at four times",
        (np.array([0.0, 2.0, 4.0, 30.0]), np.array([1.0, 1.0]), np.array([6.0, -6.0])),
        [0.0, 0.0, 0.0, 0.0],
        "What does one of them do to what the other has done?",
    ),
    (
        "one IPSP of -4 mV that starts at 0 ms, looked at when it peaks",
        (np.array([FIRST]), np.array([0.0]), np.array([-4.0])),
        [-4.0],
        "Which way does an inhibitory synapse move the potential, from rest?",
    ),
    all_digits(
        "EPSPs of 0.7 and 0.3 mV from 0 and 4 ms on, looked at when each peaks",
        (AT, np.array([0.0, 4.0]), np.array([0.7, 0.3])),
        [0.7, 0.7 * (np.exp(-0.8) * 5**-0.25 - np.exp(-4) * 5**-1.25) / (5**-0.25 - 5**-1.25) + 0.3],
    ),
]
GRID = np.array([0.0, 1.0, 2.0, 4.0, 8.0])
PROBES = [
    ("one EPSP of 4 mV from 2 ms on, at 5 times", (GRID, np.array([2.0]), np.array([4.0])), "one synapse"),
    ("one IPSP of -4 mV from 0 ms on, at 5 times", (GRID, np.array([0.0]), np.array([-4.0])), "one IPSP"),
    (
        "EPSPs of 1, 2 and 4 mV from 0, 3 and 1 ms on, at 5 times",
        (GRID, np.array([0.0, 3.0, 1.0]), np.array([1.0, 2.0, 4.0])),
        "three synapses",
    ),
    (
        "PSPs of -3, 2, -1 and 5 mV from 1, 1, 0 and 6 ms on, at 5 times",
        (GRID, np.array([1.0, 1.0, 0.0, 6.0]), np.array([-3.0, 2.0, -1.0, 5.0])),
        "either sign",
    ),
    (
        "EPSPs of 2 and 3 mV, active 5 and 2 ms before t = 0, at 0 and 1 ms",
        (np.array([0.0, 1.0]), np.array([-5.0, -2.0]), np.array([2.0, 3.0])),
        "starts below 0",
    ),
    (
        "40 EPSPs of 0.5 mV that start together at 0 ms, at 2 ms",
        (np.array([2.0]), np.zeros(40), np.full(40, 0.5)),
        "many small ones",
    ),
    (
        "whole numbers, EPSPs of 2 and 1 mV from 0 and 1 ms on, at 1, 2 and 3 ms",
        (np.array([1, 2, 3]), np.array([0, 1]), np.array([2, 1])),
        "whole numbers",
    ),
    (
        "one EPSP of 4 mV from 2 ms on, at 5 times, after all the other calls",
        (GRID, np.array([2.0]), np.array([4.0])),
        "one synapse again",
    ),
]
MARKS_COME_FROM = (
    f"long arrays, arrays of one, whole numbers, numbers below 0, numbers in any order and exactly 0. {AND_UNCHANGED}"
)
UNCHANGED = "The arrays that come in stay as they were"


def hidden(rng):
    """Hidden cases."""
    t = np.linspace(-5, 60, 261)
    few = rng.uniform(0, 25, 6)
    start, amp = rng.uniform(0, 20, 5), rng.uniform(0.5, 6, 5)
    signed = amp * np.array([1, -1, 1, -1, -1])
    return {
        "Excitatory synapses": [(t, start, amp), (few, start[:2], amp[:2])],
        "Excitatory and inhibitory synapses": [(few, start, signed), (few, start[:3], -amp[:3])],
        "Two at one time": [(few, np.array([2.0, 2.0]), amp[:2])],
        "Many small ones": [(few, rng.uniform(0, 5, 120), rng.uniform(-0.3, 0.6, 120))],
        "A single synapse, or a single time": [(few, start[:1], amp[:1]), (few[:1], start, signed)],
        "Whole numbers": [(np.array([0, 1, 3, 9]), np.array([0, 2, 1]), np.array([4, -1, 2]))],
    }


HEAD = "def membrane(t, times, amps):\n"
LOOP = "    for when, amp in zip(times, amps):\n"
ZERO = "    total = np.zeros(len(t))\n"
WRONG = [
    Wrong(
        "M1",
        "every synapse starts at 0",
        0.4,
        "When does each synapse become active, and where does your code look at that?",
        "psp(np.asarray(t) - when, amp)",
        "psp(np.asarray(t), amp)",
    ),
    Wrong(
        "M2",
        "adds the start to the time: a later synapse acts earlier",
        0.5,
        "At t = 4, how long has a synapse been active that started at 3?",
        "np.asarray(t) - when",
        "np.asarray(t) + when",
    ),
    Wrong(
        "M3",
        "keeps the last synapse only",
        0.4,
        "What happens in your loop to what the earlier synapses did?",
        "potential += psp",
        "potential = psp",
    ),
    Wrong(
        "M4",
        "answers after the first synapse",
        0.5,
        "When does your function answer: after all synapses, or after the first?",
        code=f"{HEAD}{ZERO}{LOOP}        total = total + psp(t - when, amp)\n        return total",
    ),
    Wrong(
        "M5",
        "the mean of the synapses",
        0.4,
        "Does one more EPSP of the usual size lift your potential?",
        code=f"{HEAD}    return np.mean([psp(t - when, amp) for when, amp in zip(times, amps)], axis=0)",
    ),
    Wrong(
        "M6",
        "every synapse excites",
        0.4,
        "What does an IPSP do to the potential of yours?",
        "psp(np.asarray(t) - when, amp)",
        "psp(np.asarray(t) - when, abs(amp))",
    ),
    Wrong(
        "M7",
        "leaves out the inhibitory synapses",
        0.5,
        "What becomes of an IPSP in your function?",
        code=f"{HEAD}{ZERO}{LOOP}        if amp > 0:\n            total = total + psp(t - when, amp)\n    return total",
    ),
    Wrong(
        "M8",
        "the largest synapse wins",
        0.3,
        "Two EPSPs at one time: does the cell body feel the larger one, or both?",
        code=f"{HEAD}    return np.max([psp(t - when, amp) for when, amp in zip(times, amps)], axis=0)",
    ),
    Wrong(
        "M9",
        "adds over time as well: one number is left",
        0.4,
        "How many times go in, and how many potentials should come out?",
        code=f"{HEAD}    return np.sum([psp(t - when, amp) for when, amp in zip(times, amps)])",
    ),
    Wrong(
        "M10",
        "a row for each synapse, not added",
        0.4,
        "Your function has every PSP. What happens to them at the cell body?",
        code=f"{HEAD}    return np.array([psp(t - when, amp) for when, amp in zip(times, amps)])",
    ),
    Wrong(
        "M11",
        "the amplitude of the first synapse for all",
        0.5,
        "Which synapse does each element of amps belong to?",
        code=f"{HEAD}{ZERO}    for when in times:\n        total = total + psp(t - when, amps[0])\n    return total",
    ),
    Wrong(
        "M12",
        "the potential cannot go below rest",
        0.6,
        "What is the potential when only an IPSP comes in?",
        "return potential",
        "return np.maximum(potential, 0)",
    ),
    Wrong(
        "M13",
        "leaves out the last synapse",
        0.5,
        "How many synapses does your loop visit when there is only one?",
        code=f"{HEAD}{ZERO}    for k in range(len(times) - 1):\n        total = total + psp(t - times[k], amps[k])\n"
        "    return total",
    ),
    Wrong(
        "M14",
        "all at the time of the first",
        0.4,
        "Does each synapse of yours start at its own time?",
        code=f"{HEAD}    return psp(t - times[0], sum(amps))",
    ),
    Wrong(
        "M25",
        "all at the mean of the times",
        0.4,
        "Does each synapse of yours start at its own time?",
        code=f"{HEAD}    return psp(t - np.mean(times), np.sum(amps))",
    ),
    Wrong(
        "M26",
        "as many synapses as there are times to look at",
        0.4,
        "How many times does your loop run: once for each synapse, or once for each time in t?",
        code=f"{HEAD}{ZERO}    for k in range(len(t)):\n        total = total + psp(t - times[k], amps[k])\n    return total",
    ),
    Wrong(
        "M15",
        "shifts the times themselves, once more for each synapse",
        0.4,
        "What is t after the first pass of your loop?",
        code=f"{HEAD}{ZERO}{LOOP}        t = t - when\n        total = total + psp(t, amp)\n    return total",
    ),
    Wrong(
        "M16",
        "writes into the amplitudes that it is given",
        0.85,
        "What are the amplitudes of the caller after your function has run?",
        code=f"{HEAD}{ZERO}    for k in range(len(amps)):\n        total = total + psp(t - times[k], amps[k])\n"
        "    amps *= 0\n    return total",
    ),
    Wrong(
        "M17",
        "one value for each synapse",
        0.3,
        "Does your result have an element for each time, or for each synapse?",
        code=f"{HEAD}    return np.array([np.max(psp(t - when, amp)) for when, amp in zip(times, amps)])",
    ),
    Wrong(
        "M18",
        "the product of the potentials",
        0.2,
        "What does one synapse that is still at rest do to your result?",
        code=f"{HEAD}    total = np.ones(len(t))\n{LOOP}        total = total * psp(t - when, amp)\n    return total",
    ),
    Wrong(
        "M19",
        "starts at the amplitudes: every synapse adds a constant",
        0.3,
        "Long after the last synapse was active, is your potential back at rest?",
        code=f"{HEAD}{ZERO}{LOOP}        total = total + amp * (t > when)\n    return total",
    ),
    Wrong(
        "M20",
        "the difference of the times the other way round",
        0.5,
        "At t = 4, is the time since 3 above 0 or below in your code?",
        "np.asarray(t) - when",
        "when - np.asarray(t)",
    ),
    Wrong(
        "M21",
        "leaves out the first synapse",
        0.5,
        "With which number does Python begin to count, and with which does your loop?",
        code=f"{HEAD}{ZERO}    for k in range(1, len(times)):\n        total = total + psp(t - times[k], amps[k])\n"
        "    return total",
    ),
    Wrong(
        "M22",
        "the amplitude counts twice",
        0.5,
        "What does psp do with the amplitude that you give it, and what does your line do with it once more?",
        "psp(np.asarray(t) - when, amp)",
        "amp * psp(np.asarray(t) - when, amp)",
    ),
    Wrong(
        "M23",
        "every synapse is of one size",
        0.5,
        "Where does your code look at how large each PSP is?",
        "psp(np.asarray(t) - when, amp)",
        "psp(np.asarray(t) - when, 1.0)",
    ),
    Wrong(
        "M24",
        "the potential when each synapse starts, for all times",
        0.3,
        "Where does your function look at t?",
        code=f"{HEAD}    return sum(psp(times, amps[k]) for k in range(len(times)))",
    ),
]
RIGHT = [
    f"{HEAD}{ZERO}{LOOP}        total = total + psp(t - when, amp)\n    return total",
    f"{HEAD}    return sum(psp(t - when, amp) for when, amp in zip(times, amps))",
    f"{HEAD}    return np.sum([psp(t - times[k], amps[k]) for k in range(len(times))], axis=0)",
    f"{HEAD}{ZERO}    k = 0\n    while k < len(times):\n        total += psp(t - times[k], amps[k])\n        k += 1\n"
    "    return total",
    f"{HEAD}    return amps @ np.array([psp(t - when, 1.0) for when in times])",
    f"{HEAD}    return np.array([sum(psp(np.array([one - when]), amp)[0] for when, amp in zip(times, amps)) for one in t])",
    f"{HEAD}    rows = np.zeros((len(times), len(t)))\n    for k, when in enumerate(times):\n"
    "        rows[k] = amps[k] * psp(t - when, 1.0)\n    return rows.sum(axis=0)",
]
