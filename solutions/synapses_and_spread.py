"""From synapse to threshold, and along the axon: potentials that add up, potentials that fade.

All potentials are changes from rest in mV: 0 is rest, above it the cell is excited. Times are in ms, distances in cm,
resistivities in kOhm cm and conductances in mS/cm2, so that no factor of 1000 is needed anywhere.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def psp(t: ArrayLike, amp: float, tau_r: float = 1.0, tau_d: float = 5.0) -> NDArray[np.float64]:
    """Postsynaptic potential (PSP) of one synapse that becomes active at t = 0.

    v(t) = amp * (exp(-t / tau_d) - exp(-t / tau_r)) / peak    where t is above 0, and 0 before
    peak = exp(-t_peak / tau_d) - exp(-t_peak / tau_r)
    t_peak = tau_r * tau_d / (tau_d - tau_r) * ln(tau_d / tau_r)

    t: times in ms, an array. amp: the potential at the peak in mV, above 0 for an EPSP, below 0 for an IPSP.
    tau_r, tau_d: time constants of rise and decay in ms, numbers. Returns the potential in mV at each time.

    Notes
    -----
    The standard difference of exponentials, scaled so that its extreme is ``amp``. Source: lecture, slide
    "EPSPs (excitatory postsynaptic potentials)".
    """
    since = np.maximum(np.asarray(t, dtype=np.float64), 0.0)
    t_peak = tau_r * tau_d / (tau_d - tau_r) * math.log(tau_d / tau_r)
    peak = math.exp(-t_peak / tau_d) - math.exp(-t_peak / tau_r)
    return np.asarray(amp * (np.exp(-since / tau_d) - np.exp(-since / tau_r)) / peak, dtype=np.float64)


def membrane(t: ArrayLike, times: ArrayLike, amps: ArrayLike) -> NDArray[np.float64]:
    """Membrane potential at the cell body: the PSPs of all synapses, added together.

    V(t) = sum over k of psp(t - times[k], amps[k])

    t: times in ms, an array. times: when each synapse becomes active in ms; amps: the peak of its PSP in mV; two
    arrays with one element for each synapse. Returns the potential in mV, as far from rest, at each time in t.

    Notes
    -----
    Potentials add; conductances would not quite. Source: lecture, slide "inputs integrate at the cell body - they are
    added together".
    """
    potential = np.zeros(np.shape(t))
    for when, amp in zip(np.asarray(times), np.asarray(amps), strict=True):
        potential += psp(np.asarray(t) - when, amp)
    return potential


def fires(V: ArrayLike, theta: float = 15.0) -> bool:
    """Whether an action potential is generated: the potential is at some time greater than the threshold.

    True if V > theta at one time at least, otherwise False

    V: membrane potential in mV above rest, an array with one element for each time. theta: threshold in mV above rest,
    a number. Returns one True or False.

    Notes
    -----
    Strictly greater: exactly at the threshold nothing happens. Source: lecture, slide "an action potential is generated
    if net input is greater than an activation threshold".
    """
    return bool(np.any(np.asarray(V) > theta))


def draw_membrane(ax: Any, t: ArrayLike, potentials: Mapping[str, ArrayLike], theta: float) -> None:
    """Draw membrane potentials against time: a line with a name for each, and a horizontal line at the threshold.

    ax: the axes to draw on. t: times in ms, an array. potentials: for each name its membrane potentials in mV from rest,
    an array of the same shape. theta: threshold in mV from rest, a number.

    Notes
    -----
    The threshold is part of the picture: without it nobody sees which of the lines makes the neuron fire.
    """
    for name, potential in potentials.items():
        ax.plot(t, potential, label=name)
    ax.axhline(theta, color="black", linestyle=":")
    ax.set_xlabel("time (ms)")
    ax.set_ylabel("membrane potential (mV)")
    ax.legend()


def length_constant(a: float, Ri: float, g: float) -> float:
    """Length constant of a cylinder: how far a potential spreads before it fades to 37 %.

    lam = sqrt(a / (2 * Ri * g))

    a: radius in cm. Ri: resistivity of the inside in kOhm cm. g: leak conductance of the membrane in mS/cm2. Three
    numbers. Returns the length constant in cm, a number.

    Notes
    -----
    Standard cable theory. For the squid axon (0.0238 cm, 0.0354 kOhm cm, 0.677 mS/cm2) it is 0.70 cm.
    """
    return math.sqrt(a / (2.0 * Ri * g))


def passive(x: ArrayLike, V0: float, lam: float) -> NDArray[np.float64]:
    """Potential at a distance from the place where it is held at V0, when nothing renews it on its way.

    V(x) = V0 * exp(-x / lam)

    x: distances in cm, an array. V0: the potential at distance 0 in mV. lam: the length constant in cm. Returns the
    potential in mV at each distance.

    Notes
    -----
    A long cable in its steady state. Source: lecture, slide "passive propagation of sub-threshold potential".
    """
    return np.asarray(V0 * np.exp(-np.asarray(x, dtype=np.float64) / lam), dtype=np.float64)


def cable_step(V: ArrayLike, dx: float, dt: float, lam: float, tau: float) -> NDArray[np.float64]:
    """Potential of every compartment of a cable, one small step of time later.

    new V[i] = V[i] + dt / tau * ((lam / dx)**2 * arriving - V[i])
    arriving = (V[i - 1] - V[i]) + (V[i + 1] - V[i])

    A compartment at either end has one neighbour only (sealed ends): the other bracket is left out there.

    V: potentials in mV above rest, an array with one element for each compartment. dx: length of a compartment and
    lam: length constant, both in cm. dt: the step and tau: time constant of the membrane, both in ms. Returns the new
    potentials in mV, an array of the same shape.

    Notes
    -----
    One explicit Euler step of tau dV/dt = lam^2 d2V/dx2 - V; stable while dt < tau / (2 (lam / dx)^2 + 1/2). Source:
    lecture, slide "passive propagation of sub-threshold potential".
    """
    now = np.asarray(V, dtype=np.float64)
    difference = np.diff(now)
    arriving = np.zeros(now.shape)
    arriving[:-1] += difference
    arriving[1:] -= difference
    return now + dt / tau * ((lam / dx) ** 2 * arriving - now)
