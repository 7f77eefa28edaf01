"""A unit, a layer, two layers, and the same layer with excitatory and inhibitory cells kept apart.

Activations are akin to firing rates. Like weights and net inputs they have no unit here. A matrix of weights has a row
for each sender and a column for each receiver: W[i, j] leads from sender i to receiver j.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def capped(n: ArrayLike) -> NDArray[np.float64]:
    """An activation function: silent (0) up to a net input of 0, at its highest rate (1) from a net input of 1 on.

    f(n) = n between 0 and 1

    n: net inputs, a number or an array of any shape. Returns activations of the same shape.
    """
    return np.clip(np.asarray(n, dtype=np.float64), 0.0, 1.0)


def unit(a: ArrayLike, wj: ArrayLike, f: Callable[[Any], Any]) -> Any:
    """Activation of unit j: its net input, then its activation function.

    n_j = sum over i of a_i w_ij
    a_j = f(n_j)

    a: activation of each sender, an array. wj: weight from each of them to unit j, an array of the same shape.
    f: the activation function; it takes a net input and gives back an activation. Returns a_j, a number.

    Notes
    -----
    Source: lecture, slides "Idealized Neuron" ("unit" or "node") and "net input sums the weighted inputs".
    """
    return f(np.dot(a, wj))


def net_inputs(a: ArrayLike, W: ArrayLike) -> NDArray[Any]:
    """Net input of every unit of a layer.

    n_j = sum over i of a_i W[i, j]    for each receiver j

    a: activation of each of the m senders, shape (m,). W: weights, shape (m, k); W[i, j] leads from sender i to
    receiver j. Returns the net inputs of the k receivers, shape (k,).

    Notes
    -----
    Source: lecture, w_j = [w_1j, w_2j, ..., w_mj], "all weights going to 2nd layer node j": column j of W.
    """
    return np.asarray(np.asarray(a) @ np.asarray(W))


def layer(a: ArrayLike, W: ArrayLike, f: Callable[[Any], Any]) -> Any:
    """Activation of every unit of a layer.

    a_j = f(n_j)    for each receiver j, with the net inputs n_j

    a: activation of each of the m senders, shape (m,). W: weights, shape (m, k); W[i, j] leads from sender i to
    receiver j. f: the activation function; it takes one net input, or an array of them. Returns the activations of
    the k receivers, shape (k,).

    Notes
    -----
    Source: lecture, slides "Idealized Neuron" and "net input sums the weighted inputs".
    """
    return f(net_inputs(a, W))


def forward(a: ArrayLike, W1: ArrayLike, W2: ArrayLike, f: Callable[[Any], Any]) -> Any:
    """Activation of the output units of a network of two layers of weights.

    hidden_j = f(sum over i of a_i W1[i, j])         for each hidden unit j, from the clamped inputs
    out_k    = f(sum over j of hidden_j W2[j, k])    for each output unit k, from the hidden units

    a: activations that are clamped onto the m inputs, shape (m,). W1: weights from inputs to hidden units, shape (m, h).
    W2: weights from hidden to output units, shape (h, k). f: the activation function of both layers. Returns the
    activations of the output units, shape (k,).

    Notes
    -----
    Source: lecture, slides "where does the net input come from?" and "inputs clamped onto network"; the superscripts
    count layers.
    """
    hidden = layer(a, W1, f)
    return layer(hidden, W2, f)


def split_signs(W: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
    """Weights of either sign as two sets of weights, neither of which is below 0.

    W = Wexc - Winh

    W: weights, shape (m, k). Returns two arrays of the same shape, Wexc and Winh, in this order. Wexc holds the
    weights above 0, and 0 elsewhere. Winh holds the sizes of the weights below 0, and 0 elsewhere.

    Notes
    -----
    Source: lecture, "individual neurons are either excitatory or inhibitory" (Dale's principle).
    """
    W = np.asarray(W)
    return np.where(W > 0, W, 0), np.where(W < 0, -W, 0)


def dale_layer(a: ArrayLike, W: ArrayLike) -> NDArray[Any]:
    """Net input of every unit of a layer whose senders only excite: what inhibits goes through interneurons.

    b_i = a_i    where a_i is above 0, otherwise 0        (interneuron i copies sender i)
    n_j = sum over i of a_i Wexc[i, j]  -  sum over i of b_i Winh[i, j]

    a: activation of each of the m senders, shape (m,). W: weights of either sign, shape (m, k), from which Wexc and
    Winh are made. Returns the net inputs of the k receivers, shape (k,).

    Notes
    -----
    Source: lecture, "inhibitory interneurons can make an excitatory neuron inhibit indirectly". The same as
    net_inputs(a, W) while no sender is below 0.
    """
    Wexc, Winh = split_signs(W)
    copies = np.maximum(a, 0)
    return net_inputs(a, Wexc) - net_inputs(copies, Winh)


def draw_net_inputs(ax: Any, x: ArrayLike, nets: Mapping[str, ArrayLike]) -> None:
    """Draw net inputs against the activation of a sender: a line with a name for each, and a horizontal line at 0.

    ax: the axes to draw on. x: activations of the sender, an array. nets: for each name its net inputs, an array of the
    same shape.

    Notes
    -----
    Where two lines part, two networks do not compute the same. At 0 excitation turns into inhibition.
    """
    for name, net in nets.items():
        ax.plot(x, net, label=name)
    ax.axhline(0.0)
    ax.set_xlabel("activation of the sender")
    ax.set_ylabel("net input")
    ax.legend()


def failing_input(W: ArrayLike) -> NDArray[np.float64]:
    """Activations of the senders for which a layer with interneurons has other net inputs than a layer without.

    W: weights of either sign, shape (m, k), at least one of them below 0. Returns such activations, shape (m,), all of
    them finite. There are many; any of them will do.

    Notes
    -----
    Of a sender below 0 that inhibits, the interneuron is silent, and there is nothing to subtract. With all senders below
    0, such a one is among them.
    """
    return -np.ones(len(np.asarray(W)))
