"""The squid's axon after Hodgkin and Huxley: three currents, three gates, one action potential.

Potentials are in mV from rest: 0 is rest, above it the membrane is depolarized. Times are in ms, rates in 1/ms, currents
in uA/cm2, conductances in mS/cm2 and the capacitance in uF/cm2, so that no factor of 1000 is needed anywhere. Ionic
currents are counted outward, an injected current inward. A state is an array [V, n, m, h], and a membrane a dictionary
like ``SQUID``. Source of the equations: lecture, slide "Levels of Neuron Modeling"; of rates and parameters: Hodgkin and
Huxley (1952), with depolarization above 0.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def alpha_m(V: float) -> float:
    """Rate at which closed m gates of sodium channels open.

    alpha_m(V) = x / (exp(x) - 1)    where x = (25 - V) / 10

    At V = 25 this is 0 / 0: there it is the number that the rate comes ever closer to.

    V: potential in mV from rest, a number. Returns the rate in 1/ms, a number.

    Notes
    -----
    ``expm1`` keeps the digits that ``exp(x) - 1`` loses close to 0.
    """
    x = (25.0 - V) / 10.0
    return 1.0 if x == 0 else x / np.expm1(x)


def other_rates(V: float) -> tuple[float, float, float, float, float]:
    """The five rates beside alpha_m, in 1/ms, at V mV from rest: alpha_n, beta_n, beta_m, alpha_h, beta_h.

    Each alpha is the rate at which closed gates open, each beta the rate at which open gates close.
    """
    half = (10.0 - V) / 20.0
    alpha_n = 0.1 * (half / np.tanh(half) - half) if half else 0.1
    beta_n = 0.125 * np.exp(-V / 80.0)
    beta_m = 4.0 * np.exp(-V / 18.0)
    alpha_h = 0.07 * np.exp(-V / 20.0)
    beta_h = 1.0 / (np.exp((30.0 - V) / 10.0) + 1.0)
    return alpha_n, beta_n, beta_m, alpha_h, beta_h


def gate_change(x: float, alpha: float, beta: float) -> float:
    """How fast the open share of one kind of gate changes.

    dx/dt = alpha * (1 - x) - beta * x

    x: the share of these gates that is open, a number from 0 to 1. alpha: the rate at which closed ones open, beta: the
    rate at which open ones close, both in 1/ms. Returns the change in 1/ms, a number.

    Notes
    -----
    The lecture writes it as (-x + X) / tau, with X = alpha / (alpha + beta) and tau = 1 / (alpha + beta).
    """
    return alpha * (1.0 - x) - beta * x


def currents(V: float, n: float, m: float, h: float, cell: Mapping[str, float]) -> tuple[float, float, float]:
    """The three ionic currents through a membrane, outward ones above 0.

    I_Na = g_Na * m**3 * h * (V - E_Na)
    I_K = g_K * n**4 * (V - E_K)
    I_leak = g_leak * (V - E_leak)

    V: potential in mV from rest. n, m, h: the open shares of the gates, from 0 to 1. cell: the membrane, a dictionary:
    cell["g_Na"] and so on, conductances in mS/cm2 and potentials in mV from rest. Returns three numbers in uA/cm2:
    I_Na, I_K, I_leak.

    Notes
    -----
    mS/cm2 times mV is uA/cm2.
    """
    I_Na = cell["g_Na"] * m**3 * h * (V - cell["E_Na"])
    I_K = cell["g_K"] * n**4 * (V - cell["E_K"])
    I_leak = cell["g_leak"] * (V - cell["E_leak"])
    return I_Na, I_K, I_leak


def hh_derivatives(state: ArrayLike, I: float, cell: Mapping[str, float]) -> NDArray[np.float64]:  # noqa: E741
    """How fast the potential and the gates change, each in this moment.

    dV/dt = (-(I_Na + I_K + I_leak) + I) / C    and dn/dt, dm/dt, dh/dt as gate_change has them, at this V

    state: V in mV from rest and the open shares n, m, h, an array of four in this order. I: the injected current in
    uA/cm2, above 0 where it depolarizes. cell: the membrane, a dictionary; cell["C"] is its capacitance in uF/cm2.
    Returns dV/dt in mV/ms and dn/dt, dm/dt, dh/dt in 1/ms, an array of four in this order.

    Notes
    -----
    The injected current is counted inward, as in the second line of the slide.
    """
    V, n, m, h = np.asarray(state, dtype=np.float64)
    alpha_n, beta_n, beta_m, alpha_h, beta_h = other_rates(V)
    return np.array(
        [
            (-sum(currents(V, n, m, h, cell)) + I) / cell["C"],
            gate_change(n, alpha_n, beta_n),
            gate_change(m, alpha_m(V), beta_m),
            gate_change(h, alpha_h, beta_h),
        ]
    )


def euler_step(state: ArrayLike, I: float, dt: float, cell: Mapping[str, float]) -> NDArray[np.float64]:  # noqa: E741
    """The state of a membrane one small step of time later.

    new state = state + dt * hh_derivatives(state, I, cell)

    state: [V, n, m, h], an array. I: the injected current in uA/cm2. dt: the step in ms. cell: the membrane, a
    dictionary. Returns the new state, an array of four in the same order.

    Notes
    -----
    Textbook Euler: everything that changes does so from the old state, the gates too.
    """
    return np.asarray(state, dtype=np.float64) + dt * hh_derivatives(state, I, cell)


def simulate(start: ArrayLike, I: ArrayLike, dt: float, cell: Mapping[str, float]) -> NDArray[np.float64]:  # noqa: E741
    """All states of a membrane while a current is injected, one step after the other.

    row 0 is start; row k + 1 is euler_step(row k, I[k], dt, cell)

    start: the state [V, n, m, h] at time 0, an array. I: the injected current in uA/cm2, an array with one element for
    each step. dt: the step in ms. cell: the membrane, a dictionary. Returns the states, an array with four columns and
    one row more than there are steps.

    Notes
    -----
    Row k is at the time k * dt.
    """
    states = [np.array(start, dtype=np.float64)]
    for injected in np.asarray(I):
        states.append(euler_step(states[-1], injected, dt, cell))
    return np.array(states)


def count_spikes(V: ArrayLike, level: float = 50.0) -> int:
    """How many action potentials there are in a trace: how often it gets from below a level to above it.

    V: potential in mV from rest, an array with one element for each time; it begins below the level. level: the
    potential in mV that every action potential passes and nothing else does. Returns a whole number.

    Notes
    -----
    A spike is a crossing, and not a sample above: it lasts for many samples. No matter what the level is, from 20 mV to
    80 mV, the counts are the same.
    """
    above = np.asarray(V) > level
    return int(np.count_nonzero(above[1:] & ~above[:-1]))


def draw_gates(ax: Any, t: ArrayLike, gates: Mapping[str, ArrayLike], t_peak: float) -> None:
    """Draw how open each kind of gate is: a line with a name for each, and a vertical line at the peak of the potential.

    ax: the axes to draw on. t: times in ms, an array. gates: for each name its open shares, an array of the same shape,
    from 0 to 1. t_peak: when the potential is highest, in ms.

    Notes
    -----
    With the line at the peak it can be read off what each gate does before and after it.
    """
    for name, share in gates.items():
        ax.plot(t, share, label=name)
    ax.axvline(t_peak, color="black", linestyle=":")
    ax.set_xlabel("time (ms)")
    ax.set_ylabel("open share of gates")
    ax.legend()
