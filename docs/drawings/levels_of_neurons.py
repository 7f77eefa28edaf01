"""The drawing that opens ``levels_of_neurons``: one input, and what three models of a neuron make of it."""

from __future__ import annotations

ALT = (
    "One input, at the top, goes to three models, from left to right. Hodgkin-Huxley: a membrane with channels; its "
    "answer is the whole potential, with the shape of each action potential. Integrate-and-fire: a membrane that "
    "leaks; its answer is a tick for each spike. Rate-coded unit: a circle; its answer is one number, a rate. Below, "
    "an arrow goes from more detail to more cells."
)
INK, IN, OUT, GREY = "#222222", "#1b5e9e", "#a33b20", "#888888"
COLUMNS = {"Hodgkin-Huxley": 20, "integrate-and-fire": 290, "rate-coded unit": 560}  # where each begins
WIDE = 220
ONSET, SPIKES = 24, (36, 82, 128, 174)  # along a column
SHAPE = ((0, 0), (5, -8), (9, -62), (13, -30), (17, 10), (24, 12), (34, 6))  # one action potential: right, and down
BASE = 222


def drawing() -> str:
    """The drawing as SVG."""
    inner = "\n".join([*inputs(), *membranes(), *traces(), *scale()])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 310" width="800" height="310">\n'
        '<rect x="0" y="0" width="800" height="310" fill="white"/>\n'
        f'<g font-family="sans-serif" fill="{INK}">\n{inner}\n</g>\n</svg>\n'
    )


def inputs() -> list[str]:
    """The same step of current into each, with the name of each."""
    parts = []
    for name, x in COLUMNS.items():
        parts.append(path(f"M {x} 62 L {x + ONSET} 62 L {x + ONSET} 40 L {x + WIDE} 40", IN, 4))
        parts.append(text(x, 24, name, 20))
    return [*parts, text(COLUMNS["integrate-and-fire"] + 120, 62, "the same input", 15, IN)]


def membranes() -> list[str]:
    """What each model is made of."""
    x, y, z = COLUMNS.values()
    channels = [path(f"M {x + at} 84 L {x + at} 112", OUT, 5) for at in (50, 60, 105, 115, 160, 170)]
    bar = f'<rect x="{x + 10}" y="88" width="200" height="20" fill="#f4efe3" stroke="{INK}" stroke-width="2"/>'
    return [
        bar,
        *channels,
        path(f"M {y + 60} 78 L {y + 60} 114 L {y + 104} 114 M {y + 116} 114 L {y + 160} 114 L {y + 160} 78", INK, 4),
        path(f"M {y + 110} 112 L {y + 110} 132 M {y + 104} 124 L {y + 110} 132 L {y + 116} 124", OUT, 3),
        path(f"M {y + 66} 96 L {y + 154} 96", IN, 3),
        f'<circle cx="{z + 110}" cy="98" r="20" fill="#f4efe3" stroke="{INK}" stroke-width="3"/>',
    ]


def traces() -> list[str]:
    """What each model answers."""
    x, y, z = COLUMNS.values()
    points = [(x, BASE), (x + ONSET, BASE)]
    for spike in SPIKES:
        points += [(x + spike + right, BASE - 4 + down) for right, down in SHAPE]
    line = " ".join(f"{across},{down}" for across, down in points)
    ticks = " ".join(f"M {y + spike + 9} 160 L {y + spike + 9} {BASE}" for spike in SPIKES)
    return [
        f'<polyline points="{line}" fill="none" stroke="{INK}" stroke-width="3"/>',
        path(f"M {y} {BASE} L {y + WIDE} {BASE}", GREY, 2),
        path(ticks, INK, 4),
        path(f"M {z} {BASE} L {z + ONSET} {BASE} L {z + ONSET} 178 L {z + WIDE} 178", INK, 4),
        text(z + 84, 168, "68 Hz", 18),
        *(
            text(at, 252, words, 17)
            for at, words in ((x, "the whole shape"), (y, "when, and no shape"), (z, "how often"))
        ),
    ]


def scale() -> list[str]:
    """What is traded for what."""
    return [
        text(20, 296, "more detail", 18, OUT),
        path("M 130 290 L 665 290 M 651 283 L 665 290 L 651 297", OUT, 3),
        text(676, 296, "more cells", 18, OUT),
    ]


def path(steps: str, colour: str, wide: int) -> str:
    """A line that is not filled."""
    return f'<path d="{steps}" fill="none" stroke="{colour}" stroke-width="{wide}"/>'


def text(x: float, y: float, words: str, size: int, colour: str = INK) -> str:
    """A label."""
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}">{words}</text>'
