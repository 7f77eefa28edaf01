"""Activation functions: how the activation of a unit depends on its net input.

Activation is akin to a firing rate. All five take an array of net inputs of any shape and return the
activations in the same shape; the input is left unchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def linear(n: ArrayLike) -> NDArray[np.float64]:
    """Activation of each unit: the net input itself.

    a_j = n_j

    n: array of net inputs, any shape. Returns the same shape.

    Notes
    -----
    Dimensionless. Source: lecture, slide "Idealized Neuron: linear activation function".
    """
    return np.array(n, dtype=np.float64)


def relu(n: ArrayLike) -> NDArray[np.float64]:
    """Activation of each unit: silent up to 0, then equal to the net input.

    a_j = 0 if n_j is at most 0, otherwise n_j

    n: array of net inputs, any shape. Returns the same shape.

    Notes
    -----
    Dimensionless; an unknown net input (nan) stays unknown. Source: lecture, slide "rectified linear (relu)".
    """
    net = np.asarray(n, dtype=np.float64)
    return np.where(net <= 0.0, 0.0, net)


def step(n: ArrayLike) -> NDArray[np.float64]:
    """Activation of each unit: silent or fully on.

    a_j = 0 if n_j is at most 0, otherwise 1

    n: array of net inputs, any shape. Returns the same shape.

    Notes
    -----
    Dimensionless. Exactly at 0 the unit is silent. Source: lecture, slide "Step Function".
    """
    net = np.asarray(n, dtype=np.float64)
    return np.where(net <= 0.0, 0.0, 1.0)


def sigmoid(n: ArrayLike) -> NDArray[np.float64]:
    """Activation of each unit: a smooth rise from 0 to 1.

    a_j = 1 / (1 + exp(-n_j))

    n: array of net inputs, any shape. Returns the same shape.

    Notes
    -----
    Dimensionless. Written with exp(-|n|), which cannot overflow: for n >= 0 the ratio is 1 / (1 + e), for
    n < 0 it is e / (1 + e). Source: lecture, slide "sigmoid()".
    """
    net = np.asarray(n, dtype=np.float64)
    decay = np.exp(-np.abs(net))
    return np.asarray(np.where(net >= 0.0, 1.0, decay) / (1.0 + decay), dtype=np.float64)


def tanh(n: ArrayLike) -> NDArray[np.float64]:
    """Activation of each unit: a smooth rise from -1 to 1.

    a_j = (exp(n_j) - exp(-n_j)) / (exp(n_j) + exp(-n_j))

    n: array of net inputs, any shape. Returns the same shape.

    Notes
    -----
    Dimensionless. ``np.tanh`` computes this ratio without overflow and without cancellation near 0.
    Source: lecture, slide "tanh( )".
    """
    return np.asarray(np.tanh(np.asarray(n, dtype=np.float64)), dtype=np.float64)
