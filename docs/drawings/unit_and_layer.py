"""Draw what opens ``unit_and_layer``: one layer with weights of either sign, and the same with interneurons."""

from __future__ import annotations

import math

ALT = (
    "Two circuits, each with two senders on the left and two receivers on the right. In the first, each sender excites "
    "one receiver (solid line, plus) and inhibits the other (dashed line, minus). In the second, senders only excite: "
    "one receiver, and an interneuron of their own, and this interneuron inhibits the other receiver."
)
WIDTH, HEIGHT = 720, 280
INK, EXCITES, INHIBITS = "#222", "#0b5394", "#b33a1d"
CELL, INTERNEURON, GAP = 19, 14, 7  # radii of the circles, and how far before a cell a synapse ends
TOP, BOTTOM = 80, 215
NAMES = 262  # where the columns of cells are named
Place = tuple[float, float]


def between(start: Place, end: Place, radius: float, other: float) -> tuple[Place, Place, Place]:
    """Where a line from one cell to another begins and ends at their rims, and its direction."""
    length = math.dist(start, end)
    along = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    begins = start[0] + radius * along[0], start[1] + radius * along[1]
    ends = end[0] - other * along[0], end[1] - other * along[1]
    return begins, ends, along


def synapse(start: Place, end: Place, sign: str, other: int = CELL, radius: int = CELL) -> str:
    """An axon and its synapse: solid and with a dot where it excites, dashed and with a bar where it inhibits.

    Its sign stands beside it, where no other axon is.
    """
    (x, y), (to_x, to_y), (right, down) = between(start, end, radius, other + GAP)
    excites = sign == "+"
    colour, dashes = (EXCITES, "") if excites else (INHIBITS, ' stroke-dasharray="7 4"')
    line = f'<path d="M{x:.1f} {y:.1f} L{to_x:.1f} {to_y:.1f}" stroke="{colour}" stroke-width="2.5"{dashes}/>'
    tip = f'<circle cx="{to_x:.1f}" cy="{to_y:.1f}" r="5" fill="{colour}"/>'
    if not excites:
        bar = f"M{to_x - 9 * down:.1f} {to_y + 9 * right:.1f} L{to_x + 9 * down:.1f} {to_y - 9 * right:.1f}"
        tip = f'<path d="{bar}" stroke="{colour}" stroke-width="4"/>'
    upper = end[1] == TOP if excites and other == CELL else (down > 0) != excites
    side = 1 if upper else -1
    at = to_x - 24 * right + 14 * side * down, to_y - 24 * down - 14 * side * right
    return line + tip + text(at[0], at[1] + 6, "+" if excites else "\N{MINUS SIGN}", colour=colour, size=24)


def cell(place: Place, name: str, radius: int = CELL, colour: str = INK) -> str:
    """A cell with its name in it."""
    circle = f'<circle cx="{place[0]}" cy="{place[1]}" r="{radius}" fill="#fff" stroke="{colour}" stroke-width="2.5"/>'
    return circle + text(place[0], place[1] + 6, name)


def text(x: float, y: float, words: str, *, colour: str = INK, size: int = 18) -> str:
    """Words, in the middle of their place."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" text-anchor="middle">{words}</text>'


def mixed() -> str:
    """The circuit on the left: weights of either sign."""
    senders, receivers = [(80, TOP), (80, BOTTOM)], [(270, TOP), (270, BOTTOM)]
    lines = [synapse(senders[i], receivers[j], "+" if i == j else "-") for i in (0, 1) for j in (0, 1)]
    cells = [cell(place, str(i)) for row in (senders, receivers) for i, place in enumerate(row)]
    return "".join([text(175, 30, "weights of either sign", size=20), *lines, *cells, *names(80, 270)])


def with_interneurons() -> str:
    """The circuit on the right: senders only excite, and interneurons inhibit."""
    senders, receivers = [(420, TOP), (420, BOTTOM)], [(650, TOP), (650, BOTTOM)]
    copies: list[Place] = [(520, TOP + 42), (520, BOTTOM - 42)]
    lines = [synapse(senders[i], receivers[i], "+") for i in (0, 1)]
    lines += [synapse(senders[i], copies[i], "+", INTERNEURON) for i in (0, 1)]
    lines += [synapse(copies[i], receivers[1 - i], "-", radius=INTERNEURON) for i in (0, 1)]
    cells = [cell(place, str(i)) for row in (senders, receivers) for i, place in enumerate(row)]
    cells += [cell(place, str(i), INTERNEURON, INHIBITS) for i, place in enumerate(copies)]
    words = [text(535, 30, "the same with interneurons", size=20), text(520, NAMES, "interneurons", colour=INHIBITS)]
    return "".join([*words, *lines, *cells, *names(408, 656)])


def names(left: int, right: int) -> list[str]:
    """What the two columns of cells are."""
    return [text(left, NAMES, "senders"), text(right, NAMES, "receivers")]


def drawing() -> str:
    """The drawing as SVG."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="sans-serif" fill="none"><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        f"{mixed()}{with_interneurons()}</svg>"
    )
