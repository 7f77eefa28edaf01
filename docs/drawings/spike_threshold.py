"""The drawing that opens ``spike_threshold``: a membrane goes its smooth way, and a computer follows it in steps."""

from __future__ import annotations

import math

ALT = (
    "Drawing of potential against time. A smooth curve, called the membrane, rises slowly at first, then shoots up. "
    "A broken line with dots, called the computer, begins at the same place. It follows the curve in straight steps of "
    "equal length dt, each in the direction that was right at its start, and so falls behind. At the end the "
    "curve is high above the line."
)
INK, SQUID, COMPUTER = "#222222", "#1b5e9e", "#a33b20"
LEFT, BASE, WIDE = 90, 250, 640
SPEED, STEP = 1.05, 0.5  # of growth, for each unit of time; and the length of a step
END = 4.0


def place(t: float, height: float) -> tuple[float, float]:
    """Where on the picture a time and a height are."""
    return LEFT + t / END * WIDE, BASE - 4.3 * height


def points(pairs: list[tuple[float, float]]) -> str:
    """Places in a row, as SVG writes them."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in pairs)


def text(x: float, y: float, words: str, colour: str = INK, size: int = 20) -> str:
    """A label that begins at x."""
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{colour}">{words}</text>'


def drawing() -> str:
    """The drawing as SVG."""
    smooth = [place(t / 50, math.exp(SPEED * t / 50)) for t in range(int(50 * (END - 0.35)) + 1)]
    steps = [place(k * STEP, (1 + SPEED * STEP) ** k) for k in range(int(END / STEP) + 1)]
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{COMPUTER}"/>' for x, y in steps]
    (one, low), (two, _) = steps[1], steps[2]
    parts = [
        f'<path d="M {LEFT - 30} {BASE + 14} L {LEFT + WIDE + 40} {BASE + 14} M {LEFT - 30} {BASE + 14} '
        f'L {LEFT - 30} 20" stroke="{INK}" stroke-width="2" fill="none"/>',
        text(LEFT + WIDE - 20, BASE + 40, "time"),
        text(LEFT - 20, 36, "potential"),
        f'<polyline points="{points(smooth)}" fill="none" stroke="{SQUID}" stroke-width="5"/>',
        f'<polyline points="{points(steps)}" fill="none" stroke="{COMPUTER}" stroke-width="3"/>',
        *dots,
        text(470, 60, "the membrane", SQUID),
        text(612, 236, "the computer", COMPUTER),
        f'<path d="M {one:.1f} {low + 14:.1f} L {one:.1f} {BASE + 24} '
        f'M {two:.1f} {low + 2:.1f} L {two:.1f} {BASE + 24}" '
        f'stroke="{INK}" stroke-width="1" stroke-dasharray="4 4" fill="none"/>',
        text((one + two) / 2 - 9, BASE + 36, "dt"),
    ]
    inner = "\n".join(parts)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 310" width="800" height="288">\n'
        '<rect x="0" y="0" width="860" height="310" fill="white"/>\n'
        f'<g font-family="sans-serif">\n{inner}\n</g>\n</svg>\n'
    )
