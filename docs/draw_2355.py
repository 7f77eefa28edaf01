"""Draw what the lecture asks to try, IDC = 2.355 against 2.356, as the README shows it: python docs/draw_2355.py

The traces are those of the reference notebook of ``spike_threshold``, by the scheme of the lecture's page.
"""

from __future__ import annotations

from pathlib import Path

from solutions.spike_threshold import squid_trace

PICTURE = Path(__file__).resolve().parent / "pictures" / "spike_threshold_2355.svg"
STEP = 0.025  # ms, that of the page
FROM, TO = 20.0, 60.0  # ms
LEFT, RIGHT, TOP, BOTTOM = 70, 620, 20, 290  # of the axes, in the picture
LOW, HIGH = -20.0, 100.0  # mV
INK = "#222222"
CURRENTS = ((2.355, "#a33b20", 'stroke-dasharray="9 5"'), (2.356, "#1b5e9e", ""))


def right(t: float) -> float:
    """How far to the right a time in ms is."""
    return LEFT + (t - FROM) / (TO - FROM) * (RIGHT - LEFT)


def down(potential: float) -> float:
    """How far down a potential in mV is."""
    return BOTTOM - (potential - LOW) / (HIGH - LOW) * (BOTTOM - TOP)


def text(x: float, y: float, words: str, colour: str = INK, anchor: str = "start") -> str:
    """A label."""
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="16" fill="{colour}" text-anchor="{anchor}">{words}</text>'


def line(*ends: float, colour: str = INK) -> str:
    """A thin straight line."""
    x1, y1, x2, y2 = ends
    return f'<path d="M {x1:.1f} {y1:.1f} L {x2:.1f} {y2:.1f}" stroke="{colour}" stroke-width="1.5" fill="none"/>'


def trace(idc: float, colour: str, dashes: str) -> str:
    """The potential with one current."""
    potentials = squid_trace(idc, STEP, "page", TO)
    shown = range(round(FROM / STEP), len(potentials), 4)
    points = " ".join(f"{right(k * STEP):.1f},{down(potentials[k]):.1f}" for k in shown)
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="3" {dashes}/>'


def drawing() -> str:
    """The picture as SVG."""
    parts = [line(LEFT, TOP, LEFT, BOTTOM), line(LEFT, BOTTOM, RIGHT, BOTTOM)]
    parts.append(line(LEFT, down(0), RIGHT, down(0), colour="#999999"))
    parts += [text(LEFT - 8, down(one) + 5, str(one), anchor="end") for one in (0, 50, 100)]
    parts += [text(right(one), BOTTOM + 20, str(one), anchor="middle") for one in (20, 30, 40, 50, 60)]
    parts.append(text((LEFT + RIGHT) / 2, BOTTOM + 42, "time (ms); the current is on from 25 ms", anchor="middle"))
    parts.append(text(LEFT + 8, TOP + 12, "potential from rest (mV)"))
    parts += [trace(*one) for one in CURRENTS]
    parts.append(text(right(38.6), down(70), "IDC = 2.356: one spike", CURRENTS[1][1]))
    parts.append(text(right(38.6), down(20), "IDC = 2.355: none", CURRENTS[0][1]))
    inner = "\n".join(parts)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 350" width="640" height="350">\n'
        '<rect x="0" y="0" width="640" height="350" fill="white"/>\n'
        f'<g font-family="sans-serif">\n{inner}\n</g>\n</svg>\n'
    )


if __name__ == "__main__":
    PICTURE.write_text(drawing(), encoding="utf-8")
