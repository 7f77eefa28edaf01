"""Two real neurons, and what a leaky integrate-and-fire cell makes of them: gain, rate, error, fit.

Times are in ms, potentials in mV, rates in Hz. Currents are in pA and resistances in gigaohm, for gigaohm times pA is mV.
``cell`` holds what was measured of one neuron: "R" (gigaohm), "tau" (ms), and "gap" (mV), which is how far its threshold
lies over its reset. Source of the numbers: recordings 17o05028_ic_steps and 2019_07_24_0055_fsi of the public repository
swharden/pyABF (Scott W Harden, MIT licence).
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def gain_of(I: ArrayLike, rates: ArrayLike) -> NDArray[np.float64]:
    """Gain of a measured f-I curve: how much the rate rises for each pA, from one current to the next.

    gain[k] = (rates[k + 1] - rates[k]) / (I[k + 1] - I[k])

    I: injected currents in pA, an array, each larger than the one before. rates: the firing rates in Hz, an array of the
    same length. Returns the gains in Hz per pA, an array with one element for each two neighbours: one fewer than rates.

    Notes
    -----
    The steepness of the curve. That of a relu would be 0, and then one number.
    """
    return np.diff(rates) / np.diff(I)


def cell_rate(I: ArrayLike, I_offset: float, t_ref: float, cell: Mapping[str, float]) -> NDArray[np.float64]:
    """Firing rates of a leaky integrate-and-fire cell that is driven even where nothing is injected.

    x = R * (I + I_offset)
    rate = 1000 / (t_ref + tau * ln(x / (x - gap)))    where x is greater than gap, and 0 elsewhere

    I: injected currents in pA, an array. I_offset: the drive without any of them, in pA. t_ref: the refractory time in ms.
    cell: what was measured of it, cell["R"] (gigaohm), cell["tau"] (ms) and cell["gap"] (mV). Returns the rates in Hz, an
    array like I.

    Notes
    -----
    The rate of the lecture's integrate-and-fire neuron. All potentials are counted from the reset, and I_offset holds what
    the cell gets from elsewhere, and how far its rest lies over the reset: x is where the potential would settle.
    """
    x = cell["R"] * (np.asarray(I) + I_offset)
    fires = x > cell["gap"]
    rise = cell["tau"] * np.log(x[fires] / (x[fires] - cell["gap"]))
    rates = np.zeros(len(x))
    rates[fires] = 1000.0 / (t_ref + rise)
    return rates


def rms_error(measured: Any, modelled: Any) -> float:
    """How far a model is off, root mean square: the root of the mean of the squares of the differences.

    error = sqrt(mean((modelled - measured)**2))

    measured, modelled: rates in Hz, two arrays of the same length. Returns the error in Hz, a number.
    """
    off = modelled - measured
    return float(np.sqrt(np.mean(off**2)))


def fit_cell(I: ArrayLike, rates: ArrayLike, cell: Mapping[str, float]) -> tuple[float, float]:
    """Find I_offset and t_ref with which the model of a cell fires nearly as it was measured to.

    Any two do for which rms_error is 4 Hz or less. For each cell that is asked about, some are found with I_offset from 0
    to 40 pA, and t_ref from 0 to 20 ms.

    I: injected currents in pA, an array. rates: the measured rates in Hz, an array of the same length. cell: what was
    measured of it besides, as in cell_rate. Returns two numbers, I_offset in pA and t_ref in ms, in this order.

    Notes
    -----
    All pairs of a grid are tried. Its steps are coarse: the two make up for each other, and where a learner's own rates
    are asked for, each is a message.
    """
    def off(pair: tuple[float, float]) -> float:
        I_offset, t_ref = pair
        return rms_error(rates, cell_rate(I, I_offset, t_ref, cell))

    pairs = [(float(one), float(wait)) for one in np.arange(0.0, 41.0, 5.0) for wait in np.arange(0.0, 20.3, 0.7)]
    return min(pairs, key=off)


def draw_fit(ax: Any, I: ArrayLike, measured: ArrayLike, modelled: ArrayLike, t_ref: float) -> None:
    """Draw a fitted f-I curve: measured rates as points, those of the model as a line, and the highest rate there can be.

    ax: the axes to draw on. I: injected currents in pA, an array. measured, modelled: rates in Hz, arrays of the same
    length. t_ref: the refractory time in ms, greater than 0. The points are called "measured" in the legend, and the line
    "model". A horizontal line is at the rate in Hz that no current can exceed: as many refractory times as fit into 1000 ms.

    Notes
    -----
    That rate is 1000 / t_ref.
    """
    ax.plot(I, measured, "o", label="measured")
    ax.plot(I, modelled, label="model")
    ax.axhline(1000.0 / t_ref, color="black", linestyle=":")
    ax.set_xlabel("injected current (pA)")
    ax.set_ylabel("firing rate (Hz)")
    ax.legend()


def gap_of_twin(R: float, cell: Mapping[str, float]) -> float:
    """How far threshold and reset must lie apart in a cell with another resistance, so that it has the very same f-I curve.

    The twin has the cell's time constant. It gets the same I_offset and the same t_ref, and it shall fire at the same rate
    for each current.

    R: the twin's resistance in gigaohm. cell: the other cell, with cell["R"] (gigaohm), cell["tau"] (ms) and cell["gap"] (mV).
    Returns the twin's gap in mV, a number.

    Notes
    -----
    x / (x - gap) with x = R (I + I_offset) stays what it is where gap grows as R does: only gap / R is in the curve.
    """
    return cell["gap"] * R / cell["R"]
