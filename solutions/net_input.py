"""Net input of one unit: the weighted inputs from all senders, added up at the cell body.

The lecture writes the same sum three ways: as a loop over synapses, as ``sum(a*wj)``, and as a dot product.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def net_input_loop(a: NDArray[Any], wj: NDArray[Any]) -> float:
    """Net input of unit j, adding up one synapse at a time.

    n_j = a_1 w_1j + a_2 w_2j + ... + a_m w_mj

    a: activation of each of the m sending units, shape (m,).
    wj: weight from each of them to unit j, shape (m,).
    Returns one number. With no inputs at all it is 0.

    Notes
    -----
    Dimensionless, like activations and weights in the lecture. Source: lecture, slide "let's take a look
    at this equation", the loop version. The products are added with ``math.fsum``, which rounds once, so
    that this version can serve as the yardstick for the others.

    Raises
    ------
    ValueError
        If ``a`` and ``wj`` are not two vectors of the same length.
    """
    _check_vectors(a, wj)
    return math.fsum(float(a[i]) * float(wj[i]) for i in range(len(a)))


def net_input_sum(a: NDArray[Any], wj: NDArray[Any]) -> float:
    """Net input of unit j, as the sum of an element-wise product.

    n_j = sum over i of a_i w_ij

    a: activation of each of the m sending units, shape (m,).
    wj: weight from each of them to unit j, shape (m,).
    Returns one number. With no inputs at all it is 0.

    Notes
    -----
    Dimensionless. Source: lecture, slide "let's take a look at this equation", ``n = sum(a*wj)``.

    Raises
    ------
    ValueError
        If ``a`` and ``wj`` are not two vectors of the same length.
    """
    _check_vectors(a, wj)
    return float(sum(a * wj))


def net_input_dot(a: NDArray[Any], wj: NDArray[Any]) -> float:
    """Net input of unit j, as a dot product.

    n_j = a . w_j

    a: activation of each of the m sending units, shape (m,).
    wj: weight from each of them to unit j, shape (m,).
    Returns one number. With no inputs at all it is 0.

    Notes
    -----
    Dimensionless. Source: lecture, slide "let's take a look at this equation", ``n = np.dot(a, wj)``.

    Raises
    ------
    ValueError
        If ``a`` and ``wj`` are not two vectors of the same length.
    """
    _check_vectors(a, wj)
    return float(np.dot(a, wj))


def net_input_layer(a: NDArray[Any], w: NDArray[Any]) -> NDArray[np.float64]:
    """Net input of every unit of a layer.

    n_j = sum over i of a_i w_ij, for each j; in matrix form n = a w

    a: activation of each of the m sending units, shape (m,).
    w: weights, shape (m, k); w[i, j] is the weight from sender i to receiver j.
    Returns k numbers, shape (k,).

    Notes
    -----
    Dimensionless. Source: lecture, n_j = sum_i a_i w_ij: the first index is the sender, the second the
    receiver.

    Raises
    ------
    ValueError
        If ``a`` is not a vector, ``w`` is not a matrix, or ``w`` has not one row for each element of ``a``.
    """
    if np.ndim(a) != 1 or np.ndim(w) != 2 or len(a) != len(w):
        raise ValueError(f"a has shape {np.shape(a)} and w {np.shape(w)}; expected (m,) and (m, k)")
    return np.asarray(np.asarray(a) @ np.asarray(w), dtype=np.float64)


def _check_vectors(a: NDArray[Any], wj: NDArray[Any]) -> None:
    if np.ndim(a) != 1 or np.shape(a) != np.shape(wj):
        raise ValueError(f"a has shape {np.shape(a)} and wj {np.shape(wj)}; expected two vectors of one length")
