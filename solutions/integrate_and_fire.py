"""The leaky integrate-and-fire neuron: one step, spikes, the time after them, and the rate that comes of it.

Potentials are in mV as they are measured, so that rest is at -65 and not at 0. Times are in ms, currents in nA,
resistances in megohm: megohm times nA is mV, so that no factor of 1000 is needed, but for rates in Hz. ``cell`` holds the
parameters of one cell: "tau" (ms), "R" (megohm), "E_L", "V_th" and "V_reset" (mV), "t_ref" (ms).
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def lif_step(V: Any, I: Any, dt: float, cell: Mapping[str, float]) -> Any:
    """Membrane potential one time step later, as long as there is no spike.

    V_new = V + dt / tau * (-(V - E_L) + R * I)

    V: potential now in mV, a number, or an array with an element for each cell. I: injected current in nA, a number or an
    array like V. dt: the time step in ms. cell: its parameters, of which you need cell["tau"] (ms), cell["R"] (megohm) and
    cell["E_L"] (mV). Returns the potential after the step in mV, shaped like V.

    Notes
    -----
    One explicit Euler step of tau dV/dt = -(V - E_L) + R I. Source: lecture, slide "Levels of Neuron Modeling",
    "integrate-and-fire (spiking) neuron".
    """
    leak = -(V - cell["E_L"])
    drive = cell["R"] * I
    return V + dt / cell["tau"] * (leak + drive)


def spike_times(V: ArrayLike, dt: float, level: float) -> NDArray[np.float64]:
    """Times of the spikes in a recording: a spike is where the potential crosses a level on its way up.

    A spike is at k * dt where V[k] is greater than level, and V[k - 1] is not.

    V: the recorded potential in mV, an array; V[0] is at time 0. dt: time from one sample to the next in ms.
    level: the level in mV, a number. Returns the times in ms, an array with one element for each spike.

    Notes
    -----
    Samples above the level are many in each spike; crossings are one. A recording that begins above the level has no
    crossing there.
    """
    over = np.asarray(V) > level
    crossings = np.flatnonzero(over[1:] & ~over[:-1]) + 1
    return np.asarray(crossings * dt, dtype=np.float64)


def refractory_steps(t_ref: float, dt: float) -> int:
    """Number of time steps in the refractory time: the whole number that is nearest to t_ref / dt.

    t_ref: the refractory time in ms. dt: the time step in ms. Two numbers. Returns a whole number.

    Notes
    -----
    In floating point 0.3 / 0.1 is a little less than 3, and int() of it is 2.
    """
    return round(t_ref / dt)


def simulate_lif(I: Sequence[float], dt: float, cell: Mapping[str, float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Membrane potential and spike times of a leaky integrate-and-fire neuron.

    V[0] = E_L. Then for k = 1, 2, ... a step from V[k - 1] with the current I[k - 1]. If that is greater than V_th, there is a
    spike at the time k * dt, and V[k] = V_reset. After a spike V stays at V_reset for the steps of the refractory time.

    I: injected current in nA, an array with one element for each time. dt: the time step in ms. cell: its parameters.
    Returns two things, V and the spike times: the potential in mV, an array as long as I, and the times of the spikes in
    ms, an array with one element for each spike.

    Notes
    -----
    What is recorded at a spike is the potential after the reset. Source: lecture, slide "Levels of Neuron Modeling",
    "integrate-and-fire (spiking) neuron".
    """
    V = np.full(len(I), float(cell["E_L"]))
    spikes = []
    left = 0
    for k in range(1, len(I)):
        if left > 0:
            V[k] = cell["V_reset"]
            left -= 1
            continue
        V[k] = lif_step(V[k - 1], I[k - 1], dt, cell)
        if V[k] > cell["V_th"]:
            V[k] = cell["V_reset"]
            spikes.append(k * dt)
            left = refractory_steps(cell["t_ref"], dt)
    return V, np.array(spikes)


def rheobase(cell: Mapping[str, float]) -> float:
    """Rheobase: the constant current above which a cell fires, and up to which it never does.

    With it the potential settles exactly at the threshold: E_L + R * I = V_th

    cell: its parameters, of which you need cell["R"] (megohm), cell["E_L"] and cell["V_th"] (mV). Returns the current in nA,
    a number.

    Notes
    -----
    1.5 nA for the usual cell of the lecture's integrate-and-fire neuron.
    """
    return (cell["V_th"] - cell["E_L"]) / cell["R"]


def lif_rate(I: float, cell: Mapping[str, float]) -> float:
    """Firing rate of a leaky integrate-and-fire neuron at a constant current: its f-I curve.

    rate = 1000 / (t_ref + tau * ln((V_inf - V_reset) / (V_inf - V_th)))    above the rheobase, and 0 up to it
    V_inf = E_L + R * I

    I: injected current in nA, a number. cell: its parameters. Returns the rate in Hz, a number.

    Notes
    -----
    Exact: what a simulation comes to as its time step gets small. The 1000 is the number of ms in a second.
    """
    V_inf = cell["E_L"] + cell["R"] * I
    if I <= rheobase(cell):
        return 0.0
    rise = cell["tau"] * math.log((V_inf - cell["V_reset"]) / (V_inf - cell["V_th"]))
    return 1000.0 / (cell["t_ref"] + rise)


def draw_fi(ax: Any, I: ArrayLike, counted: ArrayLike, exact: ArrayLike) -> None:
    """Draw an f-I curve: rates that were counted as points, and the exact ones as a line, both against the current.

    ax: the axes to draw on. I: injected currents in nA, an array. counted, exact: firing rates in Hz, arrays of the same
    shape. The points are called "counted" in the legend, and the line "exact".

    Notes
    -----
    What was measured is points, and what a formula says between them is a line.
    """
    ax.plot(I, counted, "o", label="counted")
    ax.plot(I, exact, label="exact")
    ax.set_xlabel("injected current (nA)")
    ax.set_ylabel("firing rate (Hz)")
    ax.legend()
