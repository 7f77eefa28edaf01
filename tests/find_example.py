"""Search numbers for the example by hand of net_input: ``python -m tests.find_example``.

Small, easy by hand, one silent sender in the middle with by far the strongest synapse, and as few causes as possible of
a wrong number that give the same one. The best that it finds is in ``tests/questions/net_input/shared.py``.
"""

from __future__ import annotations

import numpy as np

from tests.helpers.miscounted import ASKED, Vector, collisions, confused, values, ways

SENDERS = 5
SILENT = 2  # in the middle: leaving out the first or the last is never right
ACTIVATIONS = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
WEIGHTS = (-6.0, -5.0, -4.0, -3.0, -2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)
STRONGEST = -20.0
BATCH, BATCHES = 100_000, 600


def easy(a: Vector, wj: Vector) -> Vector:
    """Which examples anybody can add up: products of halves, both signs, and a small whole sum above 0."""
    products = a * wj
    total = products.sum(-1)
    whole = (products * 2 == np.round(products * 2)).all(-1) & (total == np.round(total))
    return whole & (np.abs(products) <= 12).all(-1) & (total >= 2) & (total <= 12) & ((products < 0).sum(-1) == 2)


def cost(a: Vector, wj: Vector) -> Vector:
    """How confusing each example is: what gives one number, ten for each that matters; and how much to add up."""
    matters = np.array([cause in {"right", *ASKED} for cause, _ in ways(SENDERS)])
    found = values(a, wj)
    order = np.argsort(found, -1)
    ordered, marked = np.take_along_axis(found, order, -1), matters[order]
    same = ordered[:, 1:] == ordered[:, :-1]
    confusing = same.sum(-1) + 10 * (same & (marked[:, 1:] | marked[:, :-1])).sum(-1)
    return confusing + 0.1 * np.abs(a * wj).sum(-1) + (a * 2 != np.round(a * 2)).sum(-1)


def main() -> None:
    """Print each example that is better than all before."""
    rng, best = np.random.default_rng(0), np.inf
    for _ in range(BATCHES):
        a, wj = rng.choice(ACTIVATIONS, (BATCH, SENDERS)), rng.choice(WEIGHTS, (BATCH, SENDERS))
        a[:, SILENT], wj[:, SILENT] = 0.0, STRONGEST
        fits = easy(a, wj)
        a, wj = a[fits], wj[fits]
        costs = cost(a, wj)
        position = int(costs.argmin())
        if costs[position] < best:
            best, one, other = costs[position], a[position], wj[position]
            print(best, one.tolist(), other.tolist(), (one * other).tolist(), (one * other).sum())
            print("   matters:", *confused(one, other), "\n   else:", *collisions(one, other), flush=True)


if __name__ == "__main__":
    main()
