"""The drawing that opens ``synapses_and_spread``: an idealized neuron, its four parts named."""

from __future__ import annotations

ALT = (
    "Drawing of an idealized neuron, from left to right. Axons of other neurons end in synapses on its branching "
    "dendrites; a plus marks those that excite, a minus one that inhibits. The dendrites run together into the round "
    "cell body. From there one long axon leaves to the right. It branches at its end into three synapses on the next "
    "neuron. An arrow says that signals go from left to right."
)
INK, EXCITES, INHIBITS = "#222222", "#1b5e9e", "#a33b20"

BRANCHES = (  # dendrites: from a tip to the cell body
    "M 60 60 C 110 70, 150 100, 205 130",
    "M 110 40 C 130 60, 140 80, 160 103",
    "M 45 150 C 100 150, 150 150, 200 150",
    "M 60 245 C 110 230, 150 200, 205 170",
    "M 120 262 C 135 240, 145 220, 160 196",
)
INPUTS = (  # the end of an axon of another neuron: place, sign
    (52, 56, "+"),
    (104, 34, "+"),
    (36, 150, "-"),
    (52, 250, "+"),
    (114, 268, "+"),
)
ENDINGS = ((640, 90), (660, 150), (640, 210))
LABELS = (
    (-50, 2, "synapses of other neurons"),
    (44, 194, "dendrites"),
    (186, 226, "cell body"),
    (390, 132, "axon"),
    (478, 266, "synapses on the next neuron"),
)


def drawing() -> str:
    """The drawing as SVG."""
    parts = [
        f'<path d="{path}" stroke="{INK}" stroke-width="5" fill="none" stroke-linecap="round"/>' for path in BRANCHES
    ]
    parts.append(f'<circle cx="228" cy="150" r="38" fill="#f4efe3" stroke="{INK}" stroke-width="4"/>')
    parts.append(f'<path d="M 266 150 L 560 150" stroke="{INK}" stroke-width="7" fill="none"/>')
    parts += [ending(x, y) for x, y in ENDINGS]
    parts += [incoming(x, y) + synapse(x, y, sign) for x, y, sign in INPUTS]
    parts.append(f'<path d="M 330 185 L 490 185 M 478 178 L 490 185 L 478 192" stroke="{INK}" fill="none"/>')
    parts.append(text(326, 208, "signals go this way", size=18))
    parts += [text(x, y, words) for x, y, words in LABELS]
    parts.append(text(146, 290, "+ excites,  &#8722; inhibits", size=18))
    inner = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-60 -24 860 324" width="800" height="301">\n'
        '<rect x="-60" y="-24" width="860" height="324" fill="white"/>\n'
        f'<g font-family="sans-serif" fill="{INK}">\n{inner}\n</g>\n</svg>\n'
    )


def text(x: int, y: int, words: str, size: int = 21) -> str:
    """A label."""
    return f'<text x="{x}" y="{y}" font-size="{size}">{words}</text>'


def incoming(x: int, y: int) -> str:
    """The axon of another neuron, which comes in from the left."""
    return f'<path d="M -60 {y + (y - 150) // 6} L {x} {y}" stroke="#888888" stroke-width="2" fill="none"/>'


def synapse(x: int, y: int, sign: str) -> str:
    """The end of another neuron's axon, on a dendrite, with its sign."""
    colour, sign = (EXCITES, sign) if sign == "+" else (INHIBITS, "&#8722;")
    return (
        f'<circle cx="{x}" cy="{y}" r="11" fill="white" stroke="{colour}" stroke-width="3"/>'
        f'<text x="{x}" y="{y + 6}" font-size="18" text-anchor="middle" fill="{colour}">{sign}</text>'
    )


def ending(x: int, y: int) -> str:
    """One branch at the end of the axon, with its synapse on a dendrite of the next neuron."""
    branch = f'<path d="M 558 150 C 600 150, 610 {y}, {x} {y}" stroke="{INK}" stroke-width="4" fill="none"/>'
    bulb = f'<circle cx="{x + 6}" cy="{y}" r="9" fill="{INK}"/>'
    return branch + bulb + f'<path d="M {x + 24} {y - 16} L {x + 24} {y + 16}" stroke="#888888" stroke-width="5"/>'
