"""The drawing that opens ``integrate_and_fire``: the membrane as a leaky bucket of charge, and what it does in time."""

from __future__ import annotations

import math

ALT = (
    "Two drawings. Left, a patch of membrane: a current is injected into the cell, charge gathers on the membrane, and "
    "a leak lets it out again. Right, the potential against time: it rises from rest, at the threshold a spike is "
    "noted with a tick, the potential is set to the reset below rest, stays there for the refractory time, and rises "
    "again."
)
INK, IN, OUT, GREY = "#222222", "#1b5e9e", "#a33b20", "#888888"
LEFT, TOP, PER_MS, PER_MV = 320, 62, 8.6, 7.0
REST, THRESHOLD, RESET, SETTLES = -65.0, -50.0, -70.0, -43.0  # mV
TAU, REFRACTORY, LONG = 10.0, 4.0, 46.0  # ms


def drawing() -> str:
    """The drawing as SVG."""
    inner = "\n".join([*membrane(), *trace()])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 300" width="800" height="300">\n'
        '<rect x="0" y="0" width="800" height="300" fill="white"/>\n'
        f'<g font-family="sans-serif" fill="{INK}">\n{inner}\n</g>\n</svg>\n'
    )


def membrane() -> list[str]:
    """A cell with its current, its membrane and its leak."""
    charges = [
        text(round(130 + 66 * math.cos(angle)) - 5, round(158 + 66 * math.sin(angle)) + 6, "+", 18)
        for angle in (0.3, 1.0, 2.2, 2.9, 3.6, 4.2, 5.3, 5.9)
    ]
    return [
        f'<circle cx="130" cy="158" r="82" fill="#f4efe3" stroke="{INK}" stroke-width="5"/>',
        *charges,
        arrow(130, 30, 130, 128, IN),
        text(142, 44, "current I", 18, IN),
        arrow(176, 190, 246, 236, OUT),
        text(222, 258, "leak, 1/R", 18, OUT),
        text(20, 288, "membrane: holds charge", 18),
    ]


def trace() -> list[str]:
    """The potential against time, with ticks at the spikes."""
    points, spikes = course()
    line = " ".join(f"{x_at(t):.1f},{y_at(potential):.1f}" for t, potential in points)
    right = x_at(LONG)
    parts = [f'<polyline points="{line}" fill="none" stroke="{INK}" stroke-width="3.5"/>']
    for name, level, dash in (("V_th", THRESHOLD, "2 5"), ("E_L", REST, "9 5"), ("V_reset", RESET, "2 5")):
        y = y_at(level)
        parts.append(f'<path d="M {LEFT} {y} L {right} {y}" stroke="{GREY}" stroke-dasharray="{dash}" fill="none"/>')
        parts.append(text(right + 6, y + 6, f"{name}", 18))
    for t in spikes:
        x = x_at(t)
        parts.append(f'<path d="M {x} 30 L {x} 56" stroke="{IN}" stroke-width="4" fill="none"/>')
    start, y = x_at(spikes[0]), y_at(RESET) + 16
    parts.append(f'<path d="M {start} {y} L {x_at(spikes[0] + REFRACTORY)} {y}" stroke="{OUT}" stroke-width="4"/>')
    parts.append(text(start - 20, y + 24, "t_ref", 18, OUT))
    parts.append(text(LEFT, 46, "spikes", 18, IN))
    return [*parts, text(right - 50, 290, "time", 18), text(LEFT, 84, "potential V", 18)]


def course() -> tuple[list[tuple[float, float]], list[float]]:
    """Times and potentials of a cell with a constant current, and when it spikes."""
    points, spikes, t, start = [], [], 2.0, REST
    points.append((0.0, REST))
    while t < LONG:
        rise = TAU * math.log((SETTLES - start) / (SETTLES - THRESHOLD))
        for step in range(21):
            when = t + rise * step / 20
            if when <= LONG:
                points.append((when, SETTLES + (start - SETTLES) * math.exp(-rise * step / 20 / TAU)))
        t, start = t + rise, RESET
        if t <= LONG:
            spikes.append(t)
            points += [(t, RESET), (min(t + REFRACTORY, LONG), RESET)]
        t += REFRACTORY
    return points, spikes


def x_at(t: float) -> float:
    """Where a time stands."""
    return round(LEFT + PER_MS * t, 1)


def y_at(potential: float) -> float:
    """How high a potential stands."""
    return round(TOP + 30 + PER_MV * (THRESHOLD - potential), 1)


def arrow(x: int, y: int, to_x: int, to_y: int, colour: str) -> str:
    """An arrow."""
    angle = math.atan2(to_y - y, to_x - x)
    sides = [(to_x - 16 * math.cos(angle + one), to_y - 16 * math.sin(angle + one)) for one in (-0.45, 0.45)]
    head = f"M {sides[0][0]:.0f} {sides[0][1]:.0f} L {to_x} {to_y} L {sides[1][0]:.0f} {sides[1][1]:.0f}"
    return f'<path d="M {x} {y} L {to_x} {to_y} {head}" stroke="{colour}" stroke-width="4" fill="none"/>'


def text(x: float, y: float, words: str, size: int = 21, colour: str = INK) -> str:
    """A label."""
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}">{words}</text>'
