"""IPython as a notebook has it, with nowhere to print to and no terminal to ask."""

from __future__ import annotations

import builtins
import io
import sys
from typing import TYPE_CHECKING, Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.formatters import DisplayFormatter
from IPython.core.interactiveshell import InteractiveShell
from matplotlib import pyplot as plt
from traitlets import Type
from traitlets.config import Config

from autograder.sandbox import inert_otter

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable

    from autograder.sandbox.answers import Answers

_WARM_UP = """
import numpy as np
np.random, np.linalg, np.fft, np.polynomial, np.ma  # which numpy imports at first use
import matplotlib.pyplot as plt
figure, axes = plt.subplots(figsize=(5, 3))
axes.plot(np.linspace(0, 1), np.linspace(0, 1), "--", label="warm")
axes.loglog([1, 10], [1, 10], label="up")
axes.bar(["a"], [1])
axes.axhline(1)
axes.set(xlabel="x", ylabel="y")
axes.legend()
display(figure)
"""
NO_SHELL = "[shell commands do not run while grading]"
NO_INPUT = "input() has nobody to ask while grading; give the function its values as parameters"


class Discard(io.TextIOBase):
    """A stream that takes any amount of text and keeps none."""

    def write(self, text: str) -> int:
        """Count the characters and let them go."""
        return len(text)

    def writable(self) -> bool:
        """Say yes."""
        return True


class _QuietFormatter(DisplayFormatter):
    """Formats nothing, since nobody looks: neither what ``display`` is given nor what a cell ends with."""

    def format(self, obj: Any, include: Any = None, exclude: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:  # noqa: ARG002
        """No data, no metadata."""
        return {}, {}


class _QuietHook(DisplayHook):
    """Keeps ``_`` and ``Out`` as IPython does, and shows nothing."""

    def write_output_prompt(self) -> None:
        """Write no prompt."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Write no data."""


class _QuietPublisher(DisplayPublisher):
    """Takes what ``display`` publishes, and shows nothing."""

    def publish(self, *_args: Any, **_options: Any) -> None:
        """Publish nothing."""


class StudentShell(InteractiveShell):
    """Runs cells statement by statement, so that the answers can be watched, and stays quiet about errors."""

    displayhook_class = Type(_QuietHook)
    display_pub_class = Type(_QuietPublisher)
    answers: Answers | None = None

    def init_display_formatter(self) -> None:
        """Use the formatter that formats nothing."""
        self.display_formatter = _QuietFormatter(parent=self)

    async def run_ast_nodes(  # the parent class has as many parameters
        self,
        nodelist: list[ast.stmt],
        cell_name: str,
        interactivity: str = "last_expr",
        compiler: Callable[..., Any] = compile,
        result: Any = None,
    ) -> bool | None:
        """Run the statements of a cell one after the other, noting what each has bound."""
        for position, node in enumerate(nodelist, start=1):
            mode = interactivity if position == len(nodelist) else "none"
            stopped = await super().run_ast_nodes([node], cell_name, mode, compiler=compiler, result=result)
            if self.answers is not None:
                self.answers.note(node)
            if stopped:
                return True
        return False

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """Run a ``%%time`` cell as any other, so that its statements are watched one by one."""
        if magic_name != "time":
            return super().run_cell_magic(magic_name, line, cell)
        return self.run_cell(cell).raise_error()

    def enable_gui(self, gui: str | None = None) -> None:
        """Take ``%matplotlib inline`` and its kin: figures are built, never drawn."""

    def enable_matplotlib(self, gui: str | None = None) -> tuple[str, str]:
        """Leave the backend as it is."""
        return gui or "inline", "agg"

    def system(self, _command: str) -> None:
        """Answer ``!command`` and ``%pip`` politely."""
        print(NO_SHELL)  # noqa: T201 - the learner's own stream

    system_piped = system_raw = system

    def getoutput(self, _command: str, split: bool = True, depth: int = 0) -> Any:  # noqa: ARG002
        """Answer ``lines = !command`` politely."""
        return [NO_SHELL] if split else NO_SHELL

    def showtraceback(self, *_args: Any, **_options: Any) -> None:
        """Show nothing: the result of the cell holds the error."""

    showsyntaxerror = showindentationerror = showtraceback

    def ask_exit(self) -> None:
        """Stay, as a notebook does until its cell has ended."""


def _no_input(_prompt: object = "") -> str:
    raise EOFError(NO_INPUT)


def make_shell() -> StudentShell:
    """Make the one shell of this process, warmed up, with an inert ``otter`` to import."""
    sys.modules["otter"] = inert_otter.module()
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.ast_node_interactivity = "last_expr"
    settings.InteractiveShell.xmode = "Minimal"  # IPython keeps each error's traceback as text, which nobody reads here
    sys.stdout = sys.stderr = Discard()
    shell: StudentShell = StudentShell.instance(config=settings)
    builtins.input = _no_input
    shell.run_cell(_WARM_UP, silent=True)
    plt.close("all")
    shell.reset(new_session=True)
    return shell
