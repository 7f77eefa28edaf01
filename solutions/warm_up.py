"""The references of the warm-up: four functions that are as short as a first function should be.

Potentials are in millivolts, times in seconds, and counts are numbers of spikes, all of them inputs of the caller's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def to_volts(mv: float) -> float:
    """Membrane potential in volts.

    V = mV / 1000

    mv: membrane potential in millivolts (mV), a number.
    Returns the same potential in volts (V), a number.

    Notes
    -----
    Source: none of the lecture's slides. The factor is that of the prefix milli.
    """
    return mv / 1000


def spikes_per_second(counts: NDArray[Any], seconds: float) -> NDArray[np.float64]:
    """Firing rate of each neuron.

    rate = count / duration

    counts: number of spikes of each neuron, an array.
    seconds: how long the recording lasted, in seconds (s), a number above 0.
    Returns the rates in spikes per second, an array with one element for each neuron.

    Notes
    -----
    A rate over the whole recording. Source: lecture, "activation" is akin to firing rate.
    """
    return counts / seconds


def potential_change(v: NDArray[Any]) -> float:
    """How far the membrane potential has moved from the first sample to the last.

    change = last sample - first sample

    v: membrane potential in millivolts (mV), an array with one sample after another, at least one.
    Returns the change in millivolts, a number: above 0 if the potential has risen.

    Notes
    -----
    Positive changes are called EPSPs in the lecture and negative ones IPSPs, where a synapse causes them.
    """
    return float(v[len(v) - 1] - v[0])


def total_spikes(counts: NDArray[Any]) -> int:
    """Number of spikes in all trials together.

    total = counts[0] + counts[1] + ... + the last count

    counts: number of spikes in each trial, an array.
    Returns one number. With no trials at all it is 0.

    Notes
    -----
    A loop with a running total, as the loop version of the net input has one.
    """
    total = 0
    for trial in range(len(counts)):
        total = total + int(counts[trial])
    return total


def draw_rates(ax: Any, rates: NDArray[Any]) -> None:
    """Draw the firing rate of each neuron as a bar.

    ax: the axes to draw on. rates: firing rates in spikes per second, an array with one element for each neuron.
    The bars stand at 0, 1, 2 and so on, the numbers of the neurons; np.arange(len(rates)) gives these.
    Both axes have words: "neuron" on the x axis, "firing rate (spikes/s)" on the y axis. Returns nothing.

    Notes
    -----
    Source: none of the lecture's slides.
    """
    ax.bar(np.arange(len(rates)), rates)
    ax.set_xlabel("neuron")
    ax.set_ylabel("firing rate (spikes/s)")
