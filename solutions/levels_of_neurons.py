"""Three levels of neuron modeling, held against each other: what a rate keeps of spikes, and what each level costs.

Times are in ms, rates in Hz, currents in nA. An operation is one addition, multiplication, comparison or exponential
of a computer; what each of them costs is given, as a number of the cheapest.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def draw_answer(ax: Any, t: ArrayLike, V: ArrayLike, name: str, changes: ArrayLike) -> None:
    """Draw how one model answers to an input: a line, rest, and a vertical line wherever the input changes.

    ax: the axes to draw on. t: times in ms, an array. V: the potential in mV from rest at these times, an array of the same
    shape. name: what the line is called in the legend. changes: the times in ms at which the input changes, an array.

    Notes
    -----
    The lines where the input changes let a reader compare answers of several models that stand one below the other.
    """
    ax.plot(t, V, label=name)
    ax.axhline(0.0, color="gray")
    for change in np.asarray(changes):
        ax.axvline(change, color="black", linestyle=":")
    ax.set_xlabel("time (ms)")
    ax.set_ylabel("potential from rest (mV)")
    ax.legend()


def mean_rate(spikes: ArrayLike, start: float, stop: float) -> float:
    """Mean firing rate in one window of time: the spikes in it, divided by how long it is.

    A spike at the time t is in the window if start <= t < stop.

    spikes: the times of the spikes in ms, an array; it may be empty. start, stop: where the window begins and ends, in ms.
    Returns the rate in Hz, a number: spikes in a second, which has 1000 ms.

    Notes
    -----
    The window is half-open, so that of windows side by side each spike is in one and in no other.
    """
    times = np.asarray(spikes)
    inside = np.count_nonzero((times >= start) & (times < stop))
    return 1000.0 * inside / (stop - start)


def rates_over_time(spikes: ArrayLike, edges: ArrayLike) -> NDArray[np.float64]:
    """The mean rate in each of several windows, side by side.

    Window number k goes from edges[k] to edges[k + 1].

    spikes: the times of the spikes in ms, an array. edges: where windows begin and end, in ms, an array that rises.
    Returns the rates in Hz, an array with one element less than there are edges.

    Notes
    -----
    ``np.histogram`` counts a spike exactly at the very last edge, and a half-open window does not.
    """
    ends = np.asarray(edges)
    return np.array([mean_rate(spikes, start, stop) for start, stop in zip(ends[:-1], ends[1:], strict=True)])


def rate_unit(I: ArrayLike, unit: Mapping[str, float]) -> NDArray[np.float64]:
    """Firing rates of a rate-coded unit: its answer to each input, at once.

    rate = gain * (I - threshold), but never below 0, and never above top

    I: injected currents in nA, an array. unit: its parameters, a dictionary: unit["threshold"] in nA, unit["gain"] in Hz for each
    nA, unit["top"] in Hz. Returns the rates in Hz, an array of the same shape.

    Notes
    -----
    A relu with a ceiling. Source: lecture, "rate-coded neuron", "'activation' is akin to spike rate".
    """
    drive = np.asarray(I) - unit["threshold"]
    return np.clip(unit["gain"] * drive, 0.0, unit["top"])


def operations_for(counts: Mapping[str, int], prices: Mapping[str, float], duration: float, dt: float) -> float:
    """What it costs to simulate one cell for some time.

    cost = steps * (counts[kind] * prices[kind], added up over all kinds in counts)
    steps = the whole number that is nearest to duration / dt

    counts: how many operations of each kind one step takes, a dictionary. prices: what one operation of each kind costs,
    a dictionary; it may hold kinds that this model does not need. duration: how long to simulate, in ms. dt: the step in ms.
    Returns the cost, a number.

    Notes
    -----
    Counts times prices, added up: a net input. In floating point 0.3 / 0.1 is a little less than 3.
    """
    of_a_step = sum(number * prices[kind] for kind, number in counts.items())
    return round(duration / dt) * of_a_step


def largest_network(budget: float, per_cell: float, per_connection: float) -> int:
    """How many cells a network can have, if each is connected with each, and one step must cost no more than a budget.

    cost of one step = N * per_cell + N**2 * per_connection

    budget: what one step may cost, at most. per_cell: what one cell costs in a step. per_connection: what one connection costs; it
    may be 0. Three numbers. Returns the largest N whose cost is not above the budget, a whole number.

    Notes
    -----
    N cells have N**2 connections: a weight w_ij for each sender i and each receiver j.
    """
    cells = 0
    while (cells + 1) * per_cell + (cells + 1) ** 2 * per_connection <= budget:
        cells += 1
    return cells
