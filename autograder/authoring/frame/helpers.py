"""What a notebook's own cells may call: these functions are put into its first cell, before anything there can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display

if TYPE_CHECKING:
    from collections.abc import Callable


class Lacking:
    """Stands for a package that is not installed, and says so to whoever uses it."""

    def __init__(self, package: str) -> None:
        self.package = package

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # asked by Python and the notebook, not by a person
            raise AttributeError(name)
        raise ImportError(lacks(self.package))


def lacks(package: str) -> str:
    """What to do where a package is not installed."""
    return (
        f"This notebook needs {package}, which is not installed here. Run %pip install {package} in a cell of its own, "
        "restart the kernel, and run this notebook from its first cell."
    )


def name_of(f: Any) -> str:
    """What to call a function on a figure."""
    return str(getattr(f, "__name__", type(f).__name__))


def attempt(f: Callable[..., Any], *inputs: Any) -> Any:
    """The value of f for copies of the inputs, or None and one line that says why."""
    try:
        value = f(*(np.array(one) if isinstance(one, (list, tuple, np.ndarray)) else one for one in inputs))
    except Exception as error:  # noqa: BLE001 - a learner's function may raise anything
        print(f"{name_of(f)} stopped with {type(error).__name__}: {error}")
        return None
    if value is None:
        why = "is not begun yet." if not_begun(f) else "handed back None. Did you print instead of return?"
        print(f"{name_of(f)} {why}")
    return value


def not_begun(f: Any) -> bool:
    """Whether f, which gave None, does nothing else either, as it was handed out."""
    import dis

    nothing = {"RESUME", "NOP", "LOAD_CONST", "LOAD_COMMON_CONSTANT", "RETURN_CONST", "RETURN_VALUE"}
    try:
        return {one.opname for one in dis.get_instructions(f)} <= nothing
    except TypeError:  # not written in Python
        return False


def predicted(prediction: dict[Any, Any]) -> str:
    """What was predicted, in a sentence."""
    made = {what: value for what, value in prediction.items() if value is not ... and str(value) != "?"}
    said = ", ".join(f"{what}: {value}" for what, value in made.items())
    return f"You predicted {said}." if said else "You have not predicted yet."


def numbers_in(prediction: dict[Any, Any]) -> dict[Any, float]:
    """The predicted numbers, by what they were predicted for."""
    return {what: value for what, value in prediction.items() if isinstance(value, (int, float))}


class Described:
    """A figure with its sentence as alt text, drawn only where somebody looks."""

    def __init__(self, figure: Any, sentence: str) -> None:
        self.figure = figure
        self.sentence = sentence

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:  # noqa: ARG002
        """The figure as every kind of notebook shows it, and its sentence for whoever sees no figures."""
        import base64
        import html
        import io

        file = io.BytesIO()
        self.figure.savefig(file, format="png", bbox_inches="tight")
        image = base64.b64encode(file.getvalue()).decode("ascii")
        alt = html.escape(self.sentence)
        return {"text/html": f'<img alt="{alt}" src="data:image/png;base64,{image}">', "text/plain": self.sentence}


def show(fig: Any, *axes_and_sentence: Any, **labels: str) -> None:
    """Show a figure, and say in a sentence what is on it: show(fig, sentence), show(fig, ax, sentence, xlabel=...)."""
    *axes, sentence = axes_and_sentence
    for ax in axes:
        ax.set(**labels)
        ax.legend()
    display(Described(fig, sentence))
    print(sentence)
    plt.close(fig)


def slider(draw: Callable[..., Any], start: float, lowest: float, highest: float, words: str) -> None:
    """Call draw(start), and again with each number that a slider is moved to, where ipywidgets is installed."""
    import importlib

    try:
        widgets: Any = importlib.import_module("ipywidgets")
    except ImportError:
        print("No slider here: ipywidgets is not installed. Change the first number in this cell, and run it again.")
        draw(start)
        return
    whole = all(isinstance(one, int) for one in (start, lowest, highest))
    kind, step = (widgets.IntSlider, 1) if whole else (widgets.FloatSlider, (highest - lowest) / 100)
    moved = kind(value=start, min=lowest, max=highest, step=step, description=words, continuous_update=False)
    moved.readout_format = "d" if whole else ".4g"
    moved.style.description_width = "initial"
    moved.layout.width = "32em"
    widgets.interact(lambda number: draw(number), number=moved)  # noqa: PLW0108 - draw may call it anything
