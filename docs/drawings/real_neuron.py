"""The drawing that opens ``real_neuron``: a current goes into a cell, spikes are counted, a model is fitted."""

from __future__ import annotations

import math

ALT = (
    "Three drawings. Left, a current goes through an electrode into a neuron. Middle, the spikes of half a second as "
    "ticks, at three currents: more current gives more spikes, and in each row they come further and further apart. "
    "Right, points of measured firing rates against current, and the line of a model that passes near all of them."
)
INK, IN, OUT, GREY = "#222222", "#1b5e9e", "#a33b20", "#888888"
SLOW_SPIKES = {0: 3, 10: 6, 20: 7, 30: 10, 40: 12, 50: 15, 60: 17, 70: 18, 80: 20, 90: 20, 100: 21}  # in 500 ms
TRAINS = ((100, 13.6, 18.2), (50, 8.6, 24.9), (20, 42.8, 55.4))  # pA; ms to the first spike, and from it to the second
LONG = 500.0  # ms
R, TAU, GAP, OFFSET, WAIT = 1.28, 55.0, 25.0, 14.0, 13.5  # gigaohm, ms, mV, pA, ms: a pair that fits


def drawing() -> str:
    """The drawing as SVG."""
    inner = "\n".join([*neuron(), *trains(), *curve()])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 290" width="800" height="270">\n'
        '<rect x="0" y="0" width="860" height="290" fill="white"/>\n'
        f'<g font-family="sans-serif" fill="{INK}">\n{inner}\n</g>\n</svg>\n'
    )


def neuron() -> list[str]:
    """A cell body with dendrites and an axon, and an electrode in it."""
    branches = (
        "M 70 128 L 28 92 M 58 142 L 12 146 M 70 168 L 30 204 M 49 110 L 44 78 M 50 186 L 56 220 M 146 152 L 206 168"
    )
    return [
        f'<path d="{branches}" stroke="{INK}" stroke-width="4" fill="none"/>',
        f'<ellipse cx="102" cy="148" rx="48" ry="38" fill="#f4efe3" stroke="{INK}" stroke-width="4"/>',
        f'<path d="M 112 136 L 158 38 L 178 46 Z" fill="white" stroke="{IN}" stroke-width="3"/>',
        text(92, 28, "current I", 18, IN),
        text(20, 264, "a real cell", 18),
    ]


def trains() -> list[str]:
    """The spikes at three currents, a row each."""
    parts = [text(246, 28, "spikes in 500 ms", 18)]
    for row, (current, first, interval) in enumerate(TRAINS):
        y = 66 + 66 * row
        parts.append(f'<path d="M 246 {y + 30} L 496 {y + 30}" stroke="{GREY}" stroke-width="2"/>')
        parts.append(text(504, y + 26, f"{current} pA", 18, IN))
        for when in times(SLOW_SPIKES[current], first, interval):
            x = round(246 + when / 2, 1)
            parts.append(f'<path d="M {x} {y} L {x} {y + 30}" stroke="{INK}" stroke-width="3"/>')
    return [*parts, text(246, 264, "further and further apart", 18, OUT)]


def times(number: int, first: float, interval: float) -> list[float]:
    """When so many spikes come: the intervals grow evenly, from the first one on, so that all find room."""
    steps = number - 1
    room = min(LONG - first - 6, 0.98 * LONG)
    grows = 2 * (room - steps * interval) / (steps * (steps - 1))
    return [first + k * interval + grows * k * (k - 1) / 2 for k in range(number)]


def curve() -> list[str]:
    """Measured rates as points, and the model's as a line."""
    parts = [
        f'<path d="M 610 30 L 610 232 L 846 232" stroke="{INK}" stroke-width="3" fill="none"/>',
        text(622, 44, "rate (Hz)", 18),
        text(700, 264, "current (pA)", 18),
    ]
    line = " ".join(f"{x_at(0.5 * k)},{y_at(rate(0.5 * k))}" for k in range(-4, 207))
    parts.append(f'<polyline points="{line}" fill="none" stroke="{OUT}" stroke-width="3.5"/>')
    for current, spikes in SLOW_SPIKES.items():
        parts.append(f'<circle cx="{x_at(current)}" cy="{y_at(2 * spikes)}" r="5" fill="{IN}"/>')
    return [*parts, text(742, 168, "measured", 18, IN), text(742, 192, "model", 18, OUT)]


def rate(current: float) -> float:
    """What the model fires at, in Hz."""
    x = R * (current + OFFSET)
    return 1000 / (WAIT + TAU * math.log(x / (x - GAP))) if x > GAP else 0.0


def x_at(current: float) -> float:
    """Where a current stands."""
    return round(622 + 2.1 * current, 1)


def y_at(hertz: float) -> float:
    """How high a rate stands."""
    return round(228 - 3.9 * hertz, 1)


def text(x: float, y: float, words: str, size: int = 18, colour: str = INK) -> str:
    """A label."""
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}">{words}</text>'
