"""Ways to get a net input wrong, as functions of the activations and the weights: far more than anybody wrote down.

By them the numbers of the example by hand were chosen, and by them a test sees that these still tell causes apart.
Ways that share a cause have one name, and one question to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

Vector = np.ndarray
Way = tuple[str, Callable[[Vector, Vector], Vector]]


def _powers(m: int) -> Vector:
    return np.arange(m, dtype=float)


def _horner(a: Vector, w: Vector, *, add_first: bool) -> Vector:
    n = 0.0 * a[..., 0]
    for i in range(a.shape[-1]):
        n = (n + a[..., i]) * w[..., i] if add_first else n * a[..., i] + w[..., i]
    return n


def _parts(m: int) -> Iterator[Way]:
    """Loops that leave synapses out, or visit one too often."""
    for stop in range(1, m):
        cause = {1: "the first alone", m - 1: "all but the last"}.get(stop, f"the first {stop}")
        yield cause, lambda a, w, stop=stop: (a * w)[..., :stop].sum(-1)
    for start in range(1, m):
        cause = {1: "all but the first", m - 1: "the last alone"}.get(start, f"all but the first {start}")
        yield cause, lambda a, w, start=start: (a * w)[..., start:].sum(-1)
    yield "every second", lambda a, w: (a * w)[..., ::2].sum(-1)
    yield "every second, from the second", lambda a, w: (a * w)[..., 1::2].sum(-1)
    yield "the first twice", lambda a, w: (a * w).sum(-1) + (a * w)[..., 0]
    yield "the last twice", lambda a, w: (a * w).sum(-1) + (a * w)[..., -1]
    yield "excitation alone", lambda a, w: np.maximum(a * w, 0).sum(-1)
    yield "inhibition alone", lambda a, w: np.minimum(a * w, 0).sum(-1)


def _slips() -> Iterator[Way]:
    """Something else than multiply in pairs, and add."""
    yield "starts at 1", lambda a, w: 1 + (a * w).sum(-1)
    yield "starts at -1", lambda a, w: (a * w).sum(-1) - 1
    yield "starts at an activation", lambda a, w: a[..., 0] + (a * w).sum(-1)
    yield "starts at a weight", lambda a, w: w[..., 0] + (a * w).sum(-1)
    yield "starts at the number of senders", lambda a, w: a.shape[-1] + (a * w).sum(-1)
    yield "subtracts", lambda a, w: -(a * w).sum(-1)
    yield "subtracts from the first", lambda a, w: 2 * (a * w)[..., 0] - (a * w).sum(-1)
    yield "the mean", lambda a, w: (a * w).mean(-1)
    yield "divides by one less", lambda a, w: (a * w).sum(-1) / (a.shape[-1] - 1)
    yield "a half", lambda a, w: (a * w).sum(-1) / 2
    yield "doubles", lambda a, w: (a * w).sum(-1) * 2
    yield "squares", lambda a, w: (a * w).sum(-1) ** 2
    yield "squares each", lambda a, w: ((a * w) ** 2).sum(-1)
    yield "once for each synapse", lambda a, w: (a * w).sum(-1) * a.shape[-1]
    yield "adds up the running totals", lambda a, w: np.cumsum(a * w, -1).sum(-1)
    yield "one sum times another", lambda a, w: a.sum(-1) * w.sum(-1)
    yield "one mean times another", lambda a, w: a.mean(-1) * w.mean(-1)
    yield "adds instead of multiplying", lambda a, w: (a + w).sum(-1)
    yield "adds where an activation is not 0", lambda a, w: ((a + w) * (a != 0)).sum(-1)
    yield "weights minus activations", lambda a, w: (w - a).sum(-1)
    yield "activations minus weights", lambda a, w: (a - w).sum(-1)
    yield "divides", lambda a, w: (a / w).sum(-1)
    yield "activations alone", lambda a, w: a.sum(-1)
    yield "weights alone", lambda a, w: w.sum(-1)
    yield "weights of active senders", lambda a, w: (w * (a != 0)).sum(-1)
    yield "number of senders", lambda a, w: a.shape[-1]
    yield "number of active senders", lambda a, w: (a != 0).sum(-1)
    yield "largest product", lambda a, w: (a * w).max(-1)
    yield "smallest product", lambda a, w: (a * w).min(-1)
    yield "largest times largest", lambda a, w: a.max(-1) * w.max(-1)
    yield "largest weight", lambda a, w: w.max(-1)
    yield "powers", lambda a, w: (a ** np.abs(w) * np.sign(w)).sum(-1)
    yield "no signs", lambda a, w: np.abs(a * w).sum(-1)
    yield "fires", lambda a, w: ((a * w).sum(-1) > 0) * 1.0
    yield "nothing", lambda a, w: 0.0
    yield "sigmoid", lambda a, w: 1 / (1 + np.exp(-(a * w).sum(-1)))
    yield "tanh", lambda a, w: np.tanh((a * w).sum(-1))
    yield "precedence", lambda a, w: _horner(a, w, add_first=True)
    yield "precedence, the other way", lambda a, w: _horner(a, w, add_first=False)


def _pairings() -> Iterator[Way]:
    """Activations that meet another weight than their own."""
    yield "reversed", lambda a, w: (a * w[..., ::-1]).sum(-1)
    yield "one further", lambda a, w: (a * np.roll(w, 1, -1)).sum(-1)
    yield "one back", lambda a, w: (a * np.roll(w, -1, -1)).sum(-1)
    yield "sorted", lambda a, w: (np.sort(a) * np.sort(w)).sum(-1)
    yield "the first weight for all", lambda a, w: a.sum(-1) * w[..., 0]
    yield "the last weight for all", lambda a, w: a.sum(-1) * w[..., -1]
    yield "the first activation for all", lambda a, w: a[..., 0] * w.sum(-1)
    yield "the last activation for all", lambda a, w: a[..., -1] * w.sum(-1)
    yield "positions for activations", lambda a, w: (_powers(a.shape[-1]) * w).sum(-1)
    yield "positions for weights", lambda a, w: (a * _powers(a.shape[-1])).sum(-1)
    yield "activations with themselves", lambda a, w: (a * a).sum(-1)
    yield "weights with themselves", lambda a, w: (w * w).sum(-1)
    yield "lengths", lambda a, w: np.linalg.norm(a, axis=-1) * np.linalg.norm(w, axis=-1)
    yield "angle", lambda a, w: (a * w).sum(-1) / np.linalg.norm(a, axis=-1) / np.linalg.norm(w, axis=-1)
    yield "average of weights", lambda a, w: (a * w).sum(-1) / a.sum(-1)
    yield "share of weights", lambda a, w: (a * w).sum(-1) / w.sum(-1)


# Causes with a question of their own, where their number comes back. Nothing else may give that number.
ASKED = {
    *("the first alone", "the last alone", "all but the first", "all but the last", "every second", "reversed"),
    *("starts at 1", "the mean", "subtracts", "no signs", "one sum times another", "adds instead of multiplying"),
    *("activations alone", "weights alone", "divides", "excitation alone", "the first 2", "all but the first 2"),
    *("largest product", "activations minus weights", "weights minus activations", "the first weight for all"),
    *("activations with themselves", "weights with themselves", "once for each synapse", "doubles", "lengths"),
    *("every second, from the second", "nothing", "sigmoid", "angle", "one back", "one further"),
}
# The silent sender adds nothing, wherever a loop begins or ends beside it.
ALIKE = {"all but the first 3": "all but the first 2", "the first 3": "the first 2"}


def ways(m: int) -> list[Way]:
    """The right way, and every wrong one, for m senders."""
    every = [("right", lambda a, w: (a * w).sum(-1)), *_parts(m), *_slips(), *_pairings()]
    return [(cause, way) for cause, way in every if cause not in ALIKE]


def values(a: Vector, wj: Vector) -> Vector:
    """What each way gives, a row for each example."""
    with np.errstate(all="ignore"):
        found = [np.broadcast_to(way(a, wj), a.shape[:-1]) for _, way in ways(a.shape[-1])]
    return np.round(np.stack(found, -1).astype(float), 6) + 0.0


def collisions(a: Vector, wj: Vector) -> list[tuple[str, ...]]:
    """Causes that give one number, so that no question by value can tell them apart."""
    by_value: dict[float, list[str]] = {}
    for (cause, _), value in zip(ways(len(a)), values(a, wj), strict=True):
        by_value.setdefault(float(value), []).append(cause)
    return [tuple(causes) for causes in by_value.values() if len(causes) > 1]


def confused(a: Vector, wj: Vector) -> list[tuple[str, ...]]:
    """Collisions that matter: with what is right, or with what has a question of its own."""
    return [causes for causes in collisions(a, wj) if {"right", *ASKED} & set(causes)]
