"""Draw what opens the warm-up: a neuron with an electrode in it, and the membrane potential that it shows."""

from __future__ import annotations

ALT = (
    "Left: a neuron with dendrites, a cell body, an axon and synapses; an electrode is in the cell body. Right: its "
    "membrane potential in mV over 6 ms. It rests at -70 mV, rises slowly to the threshold at -55 mV, jumps to a peak "
    "of 30 mV, falls below rest, and comes back."
)
WIDTH, HEIGHT = 740, 250
LEFT, RIGHT, TOP, BOTTOM = 440, 640, 30, 205  # of the curve, in the picture
LOWEST, HIGHEST, LONGEST = -90.0, 40.0, 6.0  # mV, mV, ms
# The potential by its bends: time in ms, potential in mV. An outline of an action potential, not a simulated one.
BENDS = [(0, -70), (1.2, -70), (2.4, -55), (2.75, 30), (3.3, -78), (4.6, -72), (6, -70)]
DENDRITES = [(95, 107, 40, 62), (64, 87, 64, 48), (88, 122, 26, 118), (54, 123, 30, 96), (94, 142, 36, 190)]
DENDRITES += [(62, 169, 70, 204)]  # the places where each begins and ends, branches too
LEVELS = [("peak", 30, "2 3"), ("threshold", -55, "7 3"), ("rest", -70, "1 3")]


def x_of(ms: float) -> float:
    """Where a time stands in the picture."""
    return round(LEFT + (RIGHT - LEFT) * ms / LONGEST, 1)


def y_of(mv: float) -> float:
    """Where a potential stands in the picture."""
    return round(BOTTOM - (BOTTOM - TOP) * (mv - LOWEST) / (HIGHEST - LOWEST), 1)


def words(x: float, y: float, text: str, anchor: str = "start") -> str:
    """Words in the picture."""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'


def line(points: list[tuple[float, float]], look: str = "") -> str:
    """A line through points of the picture."""
    return f'<polyline points="{" ".join(f"{x},{y}" for x, y in points)}" {look}/>'


def neuron() -> str:
    """The neuron, from dendrites to synapses."""
    body = '<ellipse cx="120" cy="125" rx="34" ry="28" fill="#fff"/>'
    dendrites = "".join(
        f'<path d="M{x} {y} Q{(x + to_x) / 2 - 6:g} {(y + to_y) / 2 + 6:g} {to_x} {to_y}"/>'
        for x, y, to_x, to_y in DENDRITES
    )
    axon = '<path d="M153 128 C210 138 230 110 285 124"/>'
    ends = "".join(
        f'<path d="M285 124 Q300 {(124 + y) / 2:g} 316 {y}"/><circle cx="320" cy="{y}" r="4" fill="#333"/>'
        for y in (96, 124, 152)
    )
    electrode = '<path d="M128 116 L176 30 L188 36 Z" fill="#ddd"/><path d="M182 33 C190 8 240 12 300 20"/>'
    return (
        f'<g fill="none" stroke="#333" stroke-width="2.5">{dendrites}{axon}{ends}{body}</g>'
        f'<g fill="none" stroke="#333" stroke-width="1.5">{electrode}</g>'
        + words(14, 228, "dendrites")
        + words(130, 176, "cell body", "middle")
        + words(226, 152, "axon", "middle")
        + words(312, 180, "synapses", "middle")
        + words(304, 26, "electrode")
    )


def potential() -> str:
    """The potential over time, with its three levels named as the notebook names them."""
    levels = "".join(
        line([(x_of(0), y_of(mv)), (x_of(LONGEST), y_of(mv))], f'fill="none" stroke="#888" stroke-dasharray="{dashes}"')
        + words(RIGHT + 6, y_of(mv) + (2 if name == "threshold" else 6), name)
        + words(LEFT - 8, y_of(mv) + (2 if name == "threshold" else 8), f"{mv}", "end")
        for name, mv, dashes in LEVELS
    )
    axes = line([(LEFT, TOP - 8), (LEFT, BOTTOM), (RIGHT, BOTTOM)], 'fill="none" stroke="#333"')
    ticks = "".join(words(x_of(ms), BOTTOM + 19, f"{ms}", "middle") for ms in (0, 2, 4, 6))
    look = 'fill="none" stroke="#0b5394" stroke-width="2.5" stroke-linejoin="round"'
    curve = line([(x_of(ms), y_of(mv)) for ms, mv in BENDS], look)
    named = words(LEFT - 4, TOP - 14, "membrane potential (mV)") + words(
        (LEFT + RIGHT) / 2, BOTTOM + 39, "time (ms)", "middle"
    )
    return levels + axes + curve + ticks + named


def drawing() -> str:
    """The whole picture, on white: a notebook may be dark."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'font-family="sans-serif" font-size="18" fill="#222">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{neuron()}{potential()}</svg>'
    )
