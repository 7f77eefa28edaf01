"""The drawing that opens ``hodgkin_huxley``: a piece of membrane with its channels, their gates, and an electrode."""

from __future__ import annotations

ALT = (
    "Drawing of a piece of membrane, outside at the top, inside at the bottom. Three channels go through it. The "
    "sodium channel has three gates m and one gate h; an arrow goes in. The potassium channel has four gates n; an "
    "arrow goes out. The leak has no gate; a small arrow goes out. From the right an electrode brings the injected "
    "current into the cell."
)
INK, SODIUM, POTASSIUM, LEAK, ELECTRODE = "#222222", "#a33b20", "#1b5e9e", "#555555", "#2d6a2d"
TOP, BOTTOM = 110, 200  # of the membrane

CHANNELS = (  # where it is, its name, its gates, its colour, whether its current goes in
    (150, "sodium", ("m", "m", "m", "h"), SODIUM, True),
    (350, "potassium", ("n", "n", "n", "n"), POTASSIUM, False),
    (520, "leak", (), LEAK, False),
)


def drawing() -> str:
    """The drawing as SVG."""
    sheet = f'<rect x="20" y="{TOP}" width="820" height="{BOTTOM - TOP}" '
    parts = [f'{sheet}fill="#f4efe3" stroke="{INK}" stroke-width="3"/>']
    parts += [channel(*one) for one in CHANNELS]
    parts.append(text(20, 30, "outside"))
    parts.append(text(20, 292, "inside"))
    parts.append(text(24, 160, "membrane", size=16))
    parts.append(electrode())
    inner = "\n".join(parts)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 310" width="800" height="288">\n'
        '<rect x="0" y="0" width="860" height="310" fill="white"/>\n'
        f'<g font-family="sans-serif" fill="{INK}">\n{inner}\n</g>\n</svg>\n'
    )


def text(x: int, y: int, words: str, size: int = 20, colour: str = INK) -> str:
    """A label; a single letter has its middle at x."""
    anchor = "middle" if len(words) == 1 else "start"
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}">{words}</text>'


def arrow(x: int, start: int, end: int, colour: str, width: int) -> str:
    """An upright arrow."""
    back = 14 if end < start else -14
    path = f"M {x} {start} L {x} {end} M {x - 8} {end + back} L {x} {end} L {x + 8} {end + back}"
    return f'<path d="{path}" stroke="{colour}" stroke-width="{width}" fill="none"/>'


def channel(x: int, name: str, gates: tuple[str, ...], colour: str, inward: bool) -> str:
    """One channel: an opening in the membrane, its gates in a row beside it, and where its current goes."""
    half = 16 if gates else 8
    height = BOTTOM - TOP + 6
    parts = [
        f'<rect x="{x - half}" y="{TOP - 3}" width="{2 * half}" height="{height}" fill="white" stroke="none"/>',
        f'<path d="M {x - half} {TOP} L {x - half} {BOTTOM} M {x + half} {TOP} L {x + half} {BOTTOM}" '
        f'stroke="{colour}" stroke-width="5"/>',
        arrow(x, *((52, 262) if inward else (262, 52)), colour, 4 if gates else 2),
        text(x + half + 10, 78, name, colour=colour),
    ]
    for place, gate in enumerate(gates):
        cx, cy = x + half + 22 + 32 * place, (TOP + BOTTOM) // 2
        parts.append(f'<circle cx="{cx}" cy="{cy}" r="14" fill="white" stroke="{colour}" stroke-width="3"/>')
        parts.append(text(cx, cy + 6, gate, size=18, colour=colour))
    if not gates:
        parts.append(text(x + half + 10, (TOP + BOTTOM) // 2 + 6, "no gate", size=16, colour=colour))
    return "\n".join(parts)


def electrode() -> str:
    """The electrode, whose tip is in the cell."""
    needle = '<path d="M 796 30 L 690 236 L 684 256 L 702 246 L 810 38" fill="white" '
    return "\n".join(
        (
            f'{needle}stroke="{ELECTRODE}" stroke-width="3"/>',
            '<path d="M 680 262 L 644 276 M 662 276 L 644 276 L 656 262" '
            f'stroke="{ELECTRODE}" stroke-width="4" fill="none"/>',
            text(700, 284, "injected current", size=18, colour=ELECTRODE),
        )
    )
