"""Draw what opens the cross-check: one net input, two ways to compute an activation, and the gap between the two."""

from __future__ import annotations

import math

ALT = (
    "Left: a net input n goes into two boxes, your sigmoid and SciPy's expit. Both hold the same curve, which rises "
    "from 0 to 1. What comes out of them is subtracted, and the gap is a few times 1e-16. Right: the line of numbers "
    "around 0.75, very much enlarged. A computer has a number every 1.1e-16; two dots, mine and theirs, are two apart."
)
WIDTH, HEIGHT = 720, 240
BOXES = {"your sigmoid": 22, "SciPy's expit": 130}  # the top of each, in the picture
LEFT, WIDE, HIGH = 110, 130, 84
SCALE, FIRST, LAST, APART = 150, 490, 706, 27  # the line of numbers: its height, ends, and distance of ticks
MINE, THEIRS = FIRST + 5 * APART, FIRST + 3 * APART


def words(x: float, y: float, text: str, anchor: str = "middle") -> str:
    """Words in the picture."""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{text}</text>'


def line(points: list[tuple[float, float]], look: str = 'stroke="#333" stroke-width="1.5"') -> str:
    """A line through points of the picture."""
    return f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none" {look}/>'


def arrow(points: list[tuple[float, float]]) -> str:
    """A line whose end points to the right, or up or down where it ends so."""
    (x0, y0), (x, y) = points[-2:]
    size = math.hypot(x - x0, y - y0)
    u, v = 8 * (x - x0) / size, 8 * (y - y0) / size
    return (
        line(points)
        + f'<path d="M{x:.1f} {y:.1f} l{-u - v / 2:.1f} {-v + u / 2:.1f} l{v:.1f} {-u:.1f} Z" fill="#333"/>'
    )


def box(name: str, top: float) -> str:
    """One way to compute the sigmoid, with its curve."""
    middle = LEFT + WIDE / 2
    curve = [(middle + 5.0 * n, top + 76 - 50 / (1 + math.exp(-n))) for n in (k / 2 for k in range(-20, 21))]
    frame = f'<rect x="{LEFT}" y="{top}" width="{WIDE}" height="{HIGH}" fill="#f4f4f4" stroke="#333"/>'
    zero = line([(LEFT + 10, top + 76), (LEFT + WIDE - 10, top + 76)], 'stroke="#888"')
    return frame + zero + line(curve, 'stroke="#0b5394" stroke-width="2.5"') + words(middle, top + 19, name)


def comparison() -> str:
    """From one net input to the gap."""
    tops = [top + HIGH / 2 for top in BOXES.values()]
    middle = sum(tops) / 2
    inputs = "".join(arrow([(70, middle), (84, middle), (84, y), (LEFT - 2, y)]) for y in tops)
    right = LEFT + WIDE
    outputs = arrow([(right, tops[0]), (300, tops[0]), (300, middle - 17)])
    outputs += arrow([(right, tops[1]), (300, tops[1]), (300, middle + 17)])
    minus = f'<circle cx="300" cy="{middle:g}" r="15" fill="#fff" stroke="#333"/>'
    minus += words(300, middle + 6, "\N{MINUS SIGN}")
    gap = arrow([(315, middle), (345, middle)]) + words(352, middle - 16, "gap:", "start")
    gap += words(352, middle + 6, "a few times", "start") + words(352, middle + 28, "1e-16", "start")
    told = words(66, middle + 6, "n = 1.1", "end") + words(305, tops[0] - 6, "mine", "start")
    told += words(305, tops[1] + 16, "theirs", "start")
    return inputs + "".join(box(name, top) for name, top in BOXES.items()) + outputs + minus + gap + told


def numbers() -> str:
    """The numbers that a computer has near 0.75, and two of them."""
    ticks = "".join(
        line([(FIRST + k * APART, SCALE - 6), (FIRST + k * APART, SCALE + 6)], 'stroke="#333"')
        for k in range(1 + (LAST - FIRST) // APART)
    )
    axis = line([(FIRST - 10, SCALE), (LAST + 10, SCALE)])
    dots = f'<circle cx="{THEIRS}" cy="{SCALE}" r="5" fill="#fff" stroke="#0b5394" stroke-width="2"/>'
    dots += f'<circle cx="{MINE}" cy="{SCALE}" r="5" fill="#0b5394"/>'
    named = words(THEIRS + 8, SCALE - 14, "theirs", "end") + words(MINE - 8, SCALE - 14, "mine", "start")
    step = line([(FIRST, SCALE + 14), (FIRST, SCALE + 20), (FIRST + APART, SCALE + 20), (FIRST + APART, SCALE + 14)])
    step += words(FIRST - 8, SCALE + 40, "1.1e-16", "start")
    lines = ("numbers that", "a computer has,", "close to 0.75")
    title = "".join(words((FIRST + LAST) / 2, SCALE - 92 + 22 * k, said) for k, said in enumerate(lines))
    return axis + ticks + dots + named + step + title


def drawing() -> str:
    """The whole picture, on white: a notebook may be dark."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 0 {WIDTH + 12} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="18" fill="#222">'
        f'<rect x="-12" width="{WIDTH + 12}" height="{HEIGHT}" fill="#fff"/>{comparison()}{numbers()}</svg>'
    )
