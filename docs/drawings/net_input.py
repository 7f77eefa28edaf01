"""Draw what opens ``net_input``: many senders, one receiver, and a weight at each synapse."""

from __future__ import annotations

import math

ALT = (
    "Four senders on the left, one neuron on the right, called j. An axon leads from each sender to a synapse on the "
    "neuron. Two synapses excite (solid line, plus, a dot), one inhibits (dashed line, minus, a bar). The third sender "
    "is silent, and its line is pale. Out of the neuron comes one number, the net input n."
)
WIDTH, HEIGHT = 720, 260
INK, EXCITES, INHIBITS, PALE = "#222", "#0b5394", "#b33a1d", "#777"
SENDERS = [(40, EXCITES, "+"), (100, INHIBITS, "\N{MINUS SIGN}"), (160, PALE, "+"), (220, EXCITES, "+")]
LEFT, RIGHT, CENTRE = 150, 460, 130  # of the senders, and of the neuron
SMALL, LARGE = 20, 46  # radii


def axon(y: int, colour: str, sign: str) -> str:
    """From a sender to its synapse on the neuron: a dot where it excites, dashes and a bar where it inhibits."""
    angle = math.radians(0.75 * (CENTRE - y))  # the synapses spread over the side of the neuron
    x2, y2 = RIGHT - (LARGE + 9) * math.cos(angle), CENTRE - (LARGE + 9) * math.sin(angle)
    length = math.hypot(x2 - LEFT, y2 - y)
    right, down = (x2 - LEFT) / length, (y2 - y) / length
    x1, y1 = LEFT + SMALL * right, y + SMALL * down
    dashes = "" if sign == "+" else ' stroke-dasharray="8 5"'
    line = f'<path d="M{x1:.1f} {y1:.1f} L{x2:.1f} {y2:.1f}" stroke="{colour}" stroke-width="3"{dashes}/>'
    bar = f"M{x2 - 10 * down:.1f} {y2 + 10 * right:.1f} L{x2 + 10 * down:.1f} {y2 - 10 * right:.1f}"
    dot = f'<circle cx="{x2:.1f}" cy="{y2:.1f}" r="6" fill="{colour}"/>'
    tip = dot if sign == "+" else f'<path d="{bar}" stroke="{colour}" stroke-width="4"/>'
    return line + tip + text(LEFT + 120, y + 120 * down / right - 10, sign, colour, 20)


def text(x: float, y: float, words: str, colour: str = INK, size: int = 17) -> str:
    """Words, in the middle of their place."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" text-anchor="middle">{words}</text>'


def sender(number: int, y: int, colour: str) -> str:
    """One sender with its number in it, and whether it is active."""
    circle = f'<circle cx="{LEFT}" cy="{y}" r="{SMALL}" fill="#fff" stroke="{colour}" stroke-width="2.5"/>'
    return (
        circle
        + text(LEFT, y + 6, str(number), colour)
        + text(70, y + 6, "silent" if colour == PALE else "active", colour)
    )


def drawing() -> str:
    """The drawing as SVG."""
    axons = "".join(axon(*one) for one in SENDERS)
    cells = "".join(sender(number, y, colour) for number, (y, colour, _) in enumerate(SENDERS))
    neuron = f'<circle cx="{RIGHT}" cy="{CENTRE}" r="{LARGE}" fill="#fff" stroke="{INK}" stroke-width="3"/>'
    arrow = f'<path d="M{RIGHT + LARGE} {CENTRE} L600 {CENTRE} M590 {CENTRE - 7} L602 {CENTRE} L590 {CENTRE + 7}"'
    words = (
        text(RIGHT, CENTRE + 7, "j", size=22)
        + text(650, CENTRE - 4, "net input")
        + text(650, CENTRE + 20, "n", size=20)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="sans-serif" fill="none"><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        f'{axons}{cells}{neuron}{arrow} stroke="{INK}" stroke-width="3"/>{words}</svg>'
    )
