"""Draw what opens ``activation_functions``: net input goes in, activation comes out, by one of five curves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ALT = (
    "On the left, an arrow called n, the net input, goes into a neuron, and an arrow called a, its activation, comes "
    "out. On the right, five small graphs of a over n, each with its zero lines: a straight line, a line that is flat "
    "left of 0 and rises right of it, a jump, an S that stays above 0, and an S that passes through 0."
)
WIDTH, HEIGHT = 720, 150
INK, CURVE, AXIS = "#222", "#0b5394", "#bbb"
SIDE, TOP, FIRST, STEP = 78, 20, 250, 94  # of the small graphs: how wide, where, and how far apart
REACH, HIGH = 3.0, 1.3  # net input and activation at the rims of a graph
CURVES: dict[str, Callable[[float], float]] = {
    "linear": lambda n: n / 2.4,
    "relu": lambda n: max(n, 0.0) / 2.4,
    "step": lambda n: float(n >= 0),
    "sigmoid": lambda n: 1 / (1 + math.exp(-2 * n)),
    "tanh": lambda n: math.tanh(1.2 * n),
}


def graph(left: float, name: str, curve: Callable[[float], float]) -> str:
    """One small graph with its name; the zero lines are where n or a is 0."""
    middle = TOP + SIDE / 2
    inputs = [REACH * (k - 60) / 60 for k in range(121)]
    places = [(left + SIDE * (n + REACH) / (2 * REACH), middle - SIDE / 2 * curve(n) / HIGH) for n in inputs]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    zero = f"M{left} {middle} h{SIDE} M{left + SIDE / 2} {TOP} v{SIDE}"
    return (
        f'<path d="{zero}" stroke="{AXIS}" stroke-width="1.5"/>'
        f'<polyline points="{line}" stroke="{CURVE}" stroke-width="3"/>{text(left + SIDE / 2, TOP + SIDE + 26, name)}'
    )


def text(x: float, y: float, words: str, size: int = 17) -> str:
    """Words, in the middle of their place."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{INK}" text-anchor="middle">{words}</text>'


def arrow(start: int, end: int) -> str:
    """From left to right, at the height of the neuron."""
    y = TOP + SIDE // 2
    path = f"M{start} {y} H{end} M{end - 11} {y - 7} L{end} {y} L{end - 11} {y + 7}"
    return f'<path d="{path}" stroke="{INK}" stroke-width="3"/>'


def drawing() -> str:
    """The drawing as SVG."""
    y = TOP + SIDE // 2
    neuron = (
        f'<circle cx="115" cy="{y}" r="32" fill="#fff" stroke="{INK}" stroke-width="3"/>{text(115, y + 7, "f", 22)}'
    )
    words = text(48, y - 16, "n", 20) + text(182, y - 16, "a", 20) + text(48, y + 32, "net input", 14)
    words += text(190, y + 32, "activation", 14)
    graphs = "".join(graph(FIRST + STEP * k, name, CURVES[name]) for k, name in enumerate(CURVES))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="sans-serif" fill="none"><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        f"{arrow(20, 78)}{neuron}{arrow(152, 212)}{words}{graphs}</svg>"
    )
