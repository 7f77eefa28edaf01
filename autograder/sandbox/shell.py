"""IPython as a notebook has it, with nowhere to print to and no terminal to ask."""

from __future__ import annotations

import ast
import builtins
import io
import re
import sys
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.formatters import DisplayFormatter
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from matplotlib import pyplot as plt
from matplotlib import style
from traitlets import Type
from traitlets.config import Config

from autograder.sandbox import absent, inert_otter

if TYPE_CHECKING:
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
# All that IPython may read otherwise than Python: its escapes (at the start of a line, behind =, ? at the end of one),
# prompts that were copied along, what it indents anew, and ends of lines that only it takes for such.
_FOR_IPYTHON = re.compile(
    r"\A\s|^[^\S\n]+$|^[^\S\n]*[%!?,;/]|=[\s\\]*[%!]|\?[^\S\n]*$"
    r"|>>>|^\.\.\.|\.\.\.:|In \[|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]",
    re.MULTILINE,
)
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


class CellTransformers(TransformerManager):
    """Turns what is for IPython into Python; of a cell with nothing for IPython it need not look at each token."""

    def __init__(self) -> None:
        super().__init__()
        self._usual = self._all()

    def _all(self) -> list[Any]:
        return [*self.cleanup_transforms, *self.line_transforms, *self.token_transformers]

    def transform_cell(self, cell: str) -> str:
        """Give the cell in Python; a notebook may have added ways of its own."""
        if _FOR_IPYTHON.search(cell) or self._all() != self._usual:
            return str(super().transform_cell(cell))
        return cell if cell.endswith("\n") else f"{cell}\n"


class StudentShell(InteractiveShell):
    """Runs cells statement by statement, so that the answers can be watched, and stays quiet about errors."""

    displayhook_class = Type(_QuietHook)
    display_pub_class = Type(_QuietPublisher)
    answers: Answers | None = None
    absences = absent.Absences()
    lasting: frozenset[str] = frozenset()  # folders that nobody writes to, whose modules stay what they are

    def init_display_formatter(self) -> None:
        """Use the formatter that formats nothing."""
        self.display_formatter = _QuietFormatter(parent=self)

    def should_run_async(self, raw_cell: str, **known: Any) -> bool:
        """Whether a cell awaits something; one without the words for it is not compiled to find out."""
        return ("await" in raw_cell or "async" in raw_cell) and bool(super().should_run_async(raw_cell, **known))

    async def run_ast_nodes(  # the parent class has as many parameters
        self,
        nodelist: list[ast.stmt],
        cell_name: str,
        interactivity: str = "last_expr",
        compiler: Callable[..., Any] = compile,
        result: Any = None,
    ) -> bool | None:
        """Run the statements of a cell one after the other, noting what each has bound."""
        parts = [part for node in nodelist for part in absent.one_by_one(node)]
        for place in sys.path_importer_cache.keys() - self.lasting:
            sys.path_importer_cache.pop(place, None)  # a module that a cell has just written is looked for anew
        for position, node in enumerate(parts, start=1):
            mode = interactivity if position == len(parts) else "none"
            forgiving = absent.forgiving(node)
            stopped = await super().run_ast_nodes([forgiving], cell_name, mode, compiler=compiler, result=result)
            if stopped and (lack := self._lack(result)) is not None:
                stopped = await self._run_without(node, cell_name, compiler, result)
                absent.bind(self.user_ns, _targets(node), lack)
            if self.answers is not None:
                self.answers.note(node)
            if stopped:
                return True
        return False

    def _lack(self, result: Any) -> absent.StandIn | None:
        """What a statement stopped for want of, which costs the statement and not its cell; None for another error."""
        error = result.error_in_exec
        if not isinstance(error, ImportError):
            return None
        result.error_in_exec = None
        return absent.StandIn(self.absences.lacked(error))

    async def _run_without(self, node: ast.stmt, cell_name: str, compiler: Callable[..., Any], result: Any) -> bool:
        """Define a function without what is not there around it; whether that stopped with another error."""
        bare = absent.without_absent_parts(node, self.user_ns)
        if bare is None:
            return False
        stopped = await super().run_ast_nodes([bare], cell_name, "none", compiler=compiler, result=result)
        return bool(stopped) and self._lack(result) is None

    def stand_in(self, wanted: str, bound: str, whole: str) -> None:
        """Bind what explains itself in place of an import that has just failed; called where it failed."""
        error = sys.exc_info()[1]
        if not isinstance(error, Exception):
            raise  # noqa: PLE0704 - called by an except
        words = self.absences.failed(wanted, error)
        value = sys.modules.get(whole) if whole else None
        absent.bind(self.user_ns, [bound] if bound else [], value or absent.StandIn(words))

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        """Run a magic; one that is not there while grading costs its line."""
        if self.find_line_magic(magic_name) is None:
            self.absences.note("magic", f"%{magic_name}")
            return None
        return super().run_line_magic(magic_name, line, _stack_depth + 1)

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """Run a ``%%time`` cell as any other, so that its statements are watched one by one."""
        if magic_name == "time":
            return self.run_cell(cell).raise_error()
        try:
            return super().run_cell_magic(magic_name, line, cell)
        finally:
            if magic_name == "timeit":
                self._keep_functions(cell)

    def _keep_functions(self, cell: str) -> None:
        """Define the functions of a ``%%timeit`` cell, which keeps none, where nothing else has their names."""
        try:
            statements = ast.parse(self.transform_cell(cell)).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
        for node in statements:
            if isinstance(node, ast.FunctionDef) and node.name not in self.user_ns:
                self.run_cell(ast.unparse(node))

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


def _targets(statement: ast.stmt) -> list[str]:
    """Names that an assignment was to bind."""
    if not isinstance(statement, ast.Assign | ast.AnnAssign):
        return []
    return [n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]


def _forgive_plots(shell: StudentShell) -> None:
    """Let a plot style that is gone, and a backend with a window, stop nothing: figures are built, never drawn."""
    known = style.use

    def use_style(name: Any) -> None:
        try:
            known(name)
        except OSError:
            shell.absences.note("style", str(name))

    for module in (style, sys.modules.get("matplotlib.style.core")):
        if module is not None:
            module.use = use_style  # type: ignore[attr-defined]
    mpl.use = _stay
    plt.switch_backend = _stay


def _stay(*_args: Any, **_options: Any) -> None:
    """Leave the backend as it is."""


def make_shell() -> StudentShell:
    """Make the one shell of this process, warmed up, with an inert ``otter`` to import."""
    sys.modules["otter"] = inert_otter.module()
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.ast_node_interactivity = "last_expr"
    settings.InteractiveShell.xmode = "Minimal"  # IPython keeps each error's traceback as text, which nobody reads here
    sys.stdout = sys.stderr = Discard()
    shell: StudentShell = StudentShell.instance(config=settings)
    shell.input_transformer_manager = CellTransformers()
    builtins.input = _no_input
    setattr(builtins, absent.STAND_IN, shell.stand_in)
    shell.run_cell(_WARM_UP, store_history=True)  # with all that a notebook's cell passes through
    plt.close("all")
    shell.reset(new_session=True)
    _forgive_plots(shell)
    shell.lasting = frozenset(sys.path_importer_cache)
    return shell
