"""How sharp the threshold of a squid's axon is, and to whom its last digit belongs: to the squid, or to the computer.

Potentials are in mV from rest, times in ms, currents in uA/cm2. ``squid_change``, ``squid_trace`` and ``noisy_spikes`` are
given to learners. Source: lecture, slide "Hodgkin-Huxley Simulation with Javascript", whose page is rebuilt here from
its equations (rates and parameters of Hodgkin and Huxley 1952); see http://myselph.de/hodgkinHuxley.html.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def squid_change(x: Any, idc: float) -> Any:
    """How fast the squid's five numbers change: [V, n, m, h, I], where I is the current that arrives in the axon.

    The electrode gives idc at once; I follows it within about 1 ms: dI/dt = (idc - I) / (1 ms).
    """
    V, n, m, h, current = (float(one) for one in x)
    if V in (10.0, 25.0):
        V += 0.001  # where two of the rates are 0 / 0
    to_n, to_m = 0.1 * (10 - V) / 10, (25 - V) / 10
    dn = to_n / math.expm1((10 - V) / 10) * (1 - n) - 0.125 * math.exp(-V / 80) * n
    dm = to_m / math.expm1(to_m) * (1 - m) - 4 * math.exp(-V / 18) * m
    dh = 0.07 * math.exp(-V / 20) * (1 - h) - h / (math.exp((30 - V) / 10) + 1)
    ionic = 120 * m**3 * h * (V - 115) + 36 * n**4 * (V + 12) + 0.3 * (V - 10.613)
    return np.array([current - ionic, dn, dm, dh, idc - current])


def squid_trace(idc: float, dt: float, scheme: Any = "page", stop: float = 60.0) -> NDArray[np.float64]:
    """The potential of the squid's axon in mV, one for each step, from time 0; idc is on after 25 ms.

    scheme: how a step is made. "page": as the lecture's page does, current and gates first, and then the potential,
    from the new gates. "euler": all from the old state. Or a function of yours that is called as rk4_step is.
    """
    x = np.array([0.0, 0.32, 0.05, 0.60, 0.0])  # what the page starts from
    V = [0.0]
    for k in range(round(stop / dt)):
        on = idc if k > round(25.0 / dt) else 0.0
        if scheme == "page":
            late = x + dt * squid_change(x, on)
            late[0] = x[0]
            late[0] = x[0] + dt * squid_change(late, on)[0]
            x = late
        elif scheme == "euler":
            x = x + dt * squid_change(x, on)
        else:
            x = scheme(lambda state, on=on: squid_change(state, on), x, dt)
        V.append(float(x[0]))
    return np.array(V)


def noisy_spikes(currents: ArrayLike, dt: float) -> NDArray[np.int64]:
    """How many spikes the squid's axon fires in each of many trials at once, by the page's scheme, from rest.

    currents: what arrives in the axon in uA/cm2; a row for each trial, a column for each step.
    """
    rows = np.asarray(currents, dtype=np.float64)
    V = np.zeros(len(rows))
    n, m, h = V + 0.3177, V + 0.0529, V + 0.5961  # at rest
    spikes = np.zeros(len(rows), dtype=np.int64)
    for arriving in rows.T:
        to_n, to_m = (10 - V) / 10 + 1e-9, (25 - V) / 10 + 1e-9  # never 0 / 0
        n = n + dt * (0.1 * to_n / np.expm1(to_n) * (1 - n) - 0.125 * np.exp(-V / 80) * n)
        m = m + dt * (to_m / np.expm1(to_m) * (1 - m) - 4 * np.exp(-V / 18) * m)
        h = h + dt * (0.07 * np.exp(-V / 20) * (1 - h) - h / (np.exp((30 - V) / 10) + 1))
        after = V + dt * (120 * m**3 * h * (115 - V) - 36 * n**4 * (V + 12) - 0.3 * (V - 10.613) + arriving)
        spikes += (V <= 50) & (after > 50)
        V = after
    return spikes


def crossing_time(V: ArrayLike, dt: float, level: float) -> float:
    """When the potential first gets above a level, on the straight line from the last sample below to the next.

    t = dt * (k - 1 + (level - V[k - 1]) / (V[k] - V[k - 1]))    where V[k] is above the level, and V[k - 1] is not

    V: potential in mV, an array; V[0] is at time 0. dt: time from one sample to the next in ms. level: the level in mV.
    Returns the time in ms, a number; np.nan where nothing crosses the level on its way up.

    Notes
    -----
    A spike is a crossing, and not a sample above: a trace that begins above the level has none there.
    """
    trace = np.asarray(V, dtype=np.float64)
    for k in range(1, len(trace)):
        below, above = trace[k - 1], trace[k]
        if below <= level < above:
            return float(dt * (k - 1 + (level - below) / (above - below)))
    return math.nan


def find_threshold(excess: Callable[[float], Any], low: float, high: float, tolerance: float) -> float:
    """The current from which on there is a spike, found by halving.

    Halve the range from low to high again and again, and keep the half in which the threshold is, until the range is
    no wider than the tolerance. Then give its middle.

    excess: a function; excess(I) tells by how many mV the highest potential at the current I is above the level, so it
    is below 0 where there is no spike. low, high: currents in uA/cm2, without a spike and with one. tolerance: how wide
    the last range may be, in uA/cm2. Returns the current in uA/cm2, a number.

    Notes
    -----
    Bisection: 20 halvings make a range a million times as narrow.
    """
    while high - low > tolerance:
        middle = (low + high) / 2
        if excess(middle) > 0:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def rk4_step(f: Callable[[Any], Any], x: Any, dt: float) -> Any:
    """One step of time by the method of Runge and Kutta: four slopes, and their weighted mean.

    x_new = x + dt / 6 (k1 + 2 k2 + 2 k3 + k4)

    k1 is the slope at x; k2 and k3 are slopes half a step on, and k4 a whole step on, each along the slope before it.

    f: a function; f(x) gives how fast each number of x changes, in 1/ms. x: the numbers now, an array. dt: the step in
    ms. Returns the numbers one step later, an array like x.

    Notes
    -----
    Its error falls with the fourth power of dt, that of Euler's method with the first.
    """
    k1 = f(x)
    k2 = f(x + dt / 2 * k1)
    k3 = f(x + dt / 2 * k2)
    k4 = f(x + dt * k3)
    return x + dt * (k1 + 2 * k2 + 2 * k3 + k4) / 6


def draw_thresholds(ax: Any, found: Mapping[str, tuple[ArrayLike, ArrayLike]], limit: float) -> None:
    """Draw how the threshold depends on the step of time: a line with a name for each scheme, and a horizontal line.

    ax: the axes to draw on. found: for the name of each scheme its steps dt in ms and its thresholds in uA/cm2, two
    arrays of the same shape. limit: where the thresholds come closer and closer to, in uA/cm2: the horizontal line.

    Notes
    -----
    Both of Euler's lines are nearly straight: half the step, half the error.
    """
    for name, (dt, thresholds) in found.items():
        ax.plot(dt, thresholds, "o-", label=name)
    ax.axhline(limit, color="black", linestyle=":")
    ax.set_xlabel("time step dt (ms)")
    ax.set_ylabel("threshold (uA/cm2)")
    ax.legend()


def noisy_current(idc: float, irand: float, noise: ArrayLike, dt: float, tau: float) -> NDArray[np.float64]:
    """The current that arrives in the axon, step by step: it follows what the electrode gives, with a delay.

    raw[k] = idc + irand * noise[k]
    I[k] = I[k - 1] + dt / tau * (raw[k] - I[k - 1])    and before the first step it is 0

    idc: the steady current in uA/cm2. irand: how strong the noise on it is, in uA/cm2. noise: numbers from -1 to 1 that
    nobody can foretell, an array with one for each step. dt: the step in ms. tau: how slowly the current follows, in ms.
    Returns the currents in uA/cm2, an array like noise.

    Notes
    -----
    A low-pass filter, as on the lecture's page, with tau = 1 ms there.
    """
    arriving, currents = 0.0, []
    for one in np.asarray(noise):
        arriving = arriving + dt / tau * (idc + irand * one - arriving)
        currents.append(arriving)
    return np.array(currents)


def spike_share(counts: ArrayLike) -> NDArray[np.float64]:
    """Share of trials with a spike, for each current: an estimate of the probability to fire.

    share = (number of trials with at least one spike) / (number of trials)

    counts: numbers of spikes, a 2-D array: a row for each current, a column for each trial. Returns an array with one
    share for each row, from 0 to 1.

    Notes
    -----
    Two spikes in one trial count once: the question is whether it fires.
    """
    return np.asarray(np.mean(np.asarray(counts) > 0, axis=1), dtype=np.float64)
