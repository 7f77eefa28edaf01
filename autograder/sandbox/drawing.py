"""What a function draws: it is called with the axes of a fresh figure, and what is on these then is told as plain data.

In a worker this is student code's own word, and no more than that: the grader reads it as it reads any other value.
The same text stands in public checks, where a learner's own notebook draws, so it needs numpy and matplotlib only.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_ARTISTS = 300  # of a kind; a figure that somebody reads has a dozen
MOST_POINTS = 50_000  # in all
LONGEST_TEXT = 300  # characters of a label
FIGURES = "matplotlib._pylab_helpers"  # where pyplot keeps its figures, once somebody has imported it
ON_PLT, OTHER_AXES = "a figure of plt", "other axes of the same figure"
NO_LINE = ("", " ", "none", "None")
NAMED_TICKS = ("FixedFormatter", "StrCategoryFormatter", "FuncFormatter")


def drawing(function: Callable[..., Any], *data: Any, **named: Any) -> dict[str, Any]:
    """What is on the axes of a fresh figure when a function has drawn on them, called with these axes and its data."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure()
    FigureCanvasAgg(figure)
    ax = figure.add_subplot()
    before = figures_of_pyplot()
    drawn_before = sum(map(drawn_on, before))
    with ShowingNothing() as shown:
        returned = function(ax, *data, **named)
    now = [one for one in figures_of_pyplot() if one is not figure]
    found = seen_on(ax)
    beside = drawn_on(figure) > drawn_on(figure, ax)
    found["elsewhere"] = ON_PLT if sum(map(drawn_on, now)) > drawn_before else OTHER_AXES if beside else ""
    found["shown"] = shown.called
    found["returned"] = "" if returned is None else type(returned).__name__[:80]
    forget(one for one in figures_of_pyplot() if one not in before)
    return found


def figures_of_pyplot() -> list[Any]:
    """The figures that pyplot has open; none where nobody has imported it."""
    pyplot = sys.modules.get(FIGURES)
    return [manager.canvas.figure for manager in pyplot.Gcf.get_all_fig_managers()] if pyplot else []


def forget(figures: Any) -> None:
    """Close figures that a call has opened beside the axes it was given: no notebook should show them."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    for figure in list(figures) if pyplot else []:
        pyplot.close(figure)


def drawn_on(figure: Any, only: Any = None) -> int:
    """How much has been put on the axes of a figure, or on one of these."""
    axes = figure.axes if only is None else [only]
    return sum(
        len(ax.lines) + len(ax.collections) + len(ax.patches) + len(ax.images) + len(ax.texts)
        + sum(map(bool, (ax.get_xlabel(), ax.get_ylabel(), ax.get_title(), ax.get_legend())))
        for ax in axes
    )  # fmt: skip


class ShowingNothing:
    """Lets plt.show() show nothing while a function draws, and notes that it was called."""

    def __init__(self) -> None:
        self.called = False
        self._pyplot: Any = sys.modules.get("matplotlib.pyplot")
        self._known = getattr(self._pyplot, "show", None)

    def __enter__(self) -> ShowingNothing:
        def note(*_arguments: Any, **_named: Any) -> None:  # pyplot gives it a signature, which a method would not take
            self.called = True

        if self._pyplot is not None:
            self._pyplot.show = note
        return self

    def __exit__(self, *_error: object) -> None:
        if self._pyplot is not None:
            self._pyplot.show = self._known


def seen_on(ax: Any) -> dict[str, Any]:
    """All that is on axes and that a question may ask about, as plain data; ``too_much`` where nobody could read it."""
    figure = ax.get_figure()
    if figure is None or ax not in figure.axes or not ax.get_visible():
        return {}
    legend = ax.get_legend() or next(iter(figure.legends), None)
    legends = [] if legend is None else [len(legend.get_texts())]
    artists = max(len(ax.lines), len(ax.collections), len(ax.patches), len(ax.containers), len(ax.texts), *legends)
    if artists > MOST_ARTISTS:
        return {"too_much": f"{artists} things"}
    points = sum(len(line.get_xdata(orig=False)) for line in ax.lines)
    points += sum(len(one.get_offsets()) for one in ax.collections)
    if points > MOST_POINTS:
        return {"too_much": f"{points} points"}
    named = names_of_containers(ax)
    lines = [described for line in ax.lines if (described := line_of(line, named)) is not None]
    segments = [one for one in ax.collections if hasattr(one, "get_segments") and one.get_visible()]
    ends = [end for one in segments[:MOST_ARTISTS] for end in one.get_segments()[:MOST_ARTISTS] if len(end)]
    ends = [np.asarray(end, dtype=float) for end in ends[:MOST_ARTISTS]]
    return {
        "lines": [line for kind, line in lines if kind == "line"],
        "points": [line for kind, line in lines if kind == "points"] + scattered(ax),
        "bars": list(bars_on(ax)),
        "horizontal": [*(line for kind, line in lines if kind == "horizontal"), *ends_alike(ends, 1), *spines_at(ax)],
        "vertical": [*(line for kind, line in lines if kind == "vertical"), *ends_alike(ends, 0)],
        "x_label": label_along(ax, ax.xaxis),
        "y_label": label_along(ax, ax.yaxis),
        "title": text_of_label(next(filter(None, map(ax.get_title, ("center", "left", "right"))), "")),
        "legend": None if legend is None else [text_of_label(one.get_text()) for one in legend.get_texts()],
        "texts": [text_of_label(one.get_text()) for one in ax.texts],
        "x_limits": [float(end) for end in ax.get_xlim()],
        "y_limits": [float(end) for end in ax.get_ylim()],
        "x_scale": str(ax.get_xscale())[:80],
        "y_scale": str(ax.get_yscale())[:80],
        "x_ticks": named_ticks(ax.xaxis),
        "y_ticks": named_ticks(ax.yaxis),
    }  # fmt: skip


def text_of_label(text: Any) -> str:
    """A text of a figure, as far as anybody reads it."""
    return str(text)[:LONGEST_TEXT].strip()


def label_along(ax: Any, axis: Any) -> str:
    """What an axis says, where it can be seen."""
    label = axis.get_label()
    seen = ax.axison and axis.get_visible() and label.get_visible()
    return text_of_label(label.get_text()) if seen else ""


def label_of(artist: Any, named: dict[int, str]) -> str:
    """What a legend would call an artist; nothing for a name that matplotlib made up."""
    label = named.get(id(artist)) or str(artist.get_label() or "")
    return "" if label.startswith("_") else text_of_label(label)


def names_of_containers(ax: Any) -> dict[int, str]:
    """The names of error bars and stems, by the line that shows their values."""
    found = {}
    for one in ax.containers:
        label = str(one.get_label() or "")
        line = getattr(one, "markerline", None) or (next(iter(one), None) if hasattr(one, "has_yerr") else None)
        if line is not None and label and not label.startswith("_"):
            found[id(line)] = label
    return found


def line_of(line: Any, named: dict[int, str]) -> tuple[str, Any] | None:
    """A line as what it is on the axes: a line, points that nothing joins, or one across the whole axes."""
    x, y = (plain_numbers(values).ravel() for values in (line.get_xdata(orig=False), line.get_ydata(orig=False)))
    if not line.get_visible() or not len(x):
        return None
    by_x, by_y = line.get_transform().contains_branch_seperately(line.axes.transData)
    if by_x != by_y:
        return ("vertical", float(x[0])) if by_x else ("horizontal", float(y[0]))
    joined = str(line.get_linestyle()) not in NO_LINE
    marked = str(line.get_marker()) not in NO_LINE
    if not (joined or marked):
        return None
    told = {"x": x, "y": y, "label": label_of(line, named), "style": str(line.get_linestyle())[:80]}
    told |= {"marker": str(line.get_marker())[:80] if marked else "", "colour": colour_of(line.get_color())}
    return "line" if joined else "points", told


def plain_numbers(values: Any) -> Any:
    """Values of an artist as numbers; what is masked is no number."""
    masked: Any = np.ma
    return masked.filled(masked.asarray(values, dtype=float), np.nan)


def colour_of(colour: Any) -> str:
    """A colour as ``#rrggbb``; nothing for what is none."""
    from matplotlib.colors import to_hex

    try:
        return str(to_hex(colour))
    except (TypeError, ValueError):
        return ""


def scattered(ax: Any) -> list[dict[str, Any]]:
    """The points of each scatter."""
    found = []
    for one in ax.collections:
        if type(one).__name__ == "PathCollection" and one.get_visible() and len(one.get_offsets()):
            places = plain_numbers(one.get_offsets())
            face = one.get_facecolor()
            told = {"x": places[:, 0], "y": places[:, 1], "label": label_of(one, {}), "marker": "o"}
            found.append(told | {"colour": colour_of(face[0]) if len(face) == 1 else ""})
    return found


def bars_on(ax: Any) -> Iterator[dict[str, Any]]:
    """Each group of bars: where they stand, and how long they are."""
    for group in ax.containers:
        bars = [one for one in getattr(group, "patches", ()) if hasattr(one, "get_height")][:MOST_ARTISTS]
        if bars:
            lying = getattr(group, "orientation", "vertical") == "horizontal"
            corners = [(one.get_x(), one.get_y(), one.get_width(), one.get_height()) for one in bars]
            x, y, width, height = np.asarray(corners, dtype=float).T
            at, long = (y + height / 2, width) if lying else (x + width / 2, height)
            yield {"at": at, "height": long, "label": label_of(group, {}), "lying": lying}


def ends_alike(ends: list[Any], axis: int) -> list[float]:
    """Where lines that were drawn from one end to another run along an axis."""
    return [float(end[0, axis]) for end in ends if np.ptp(end[:, axis]) == 0]


def spines_at(ax: Any) -> list[float]:
    """Where the x axis itself was moved to a value of y, and is a line there."""
    place = ax.spines["bottom"].get_position() if "bottom" in ax.spines else None
    if place == "zero":
        return [0.0]
    at_value = isinstance(place, tuple) and len(place) == 2 and place[0] == "data"
    return [float(place[1])] if at_value else []  # type: ignore[index]


def named_ticks(axis: Any) -> list[list[Any]]:
    """Where ticks have names instead of numbers, with these."""
    formatter = axis.get_major_formatter()
    if type(formatter).__name__ not in NAMED_TICKS:
        return []
    places = axis.get_majorticklocs()[:MOST_ARTISTS]
    return [[float(at), text_of_label(text)] for at, text in zip(places, formatter.format_ticks(places))]  # noqa: B905
