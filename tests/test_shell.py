"""A worker runs cells as a notebook does, and the last callable under a question's name is its answer."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from autograder.sandbox.shell import CellTransformers
from tests.helpers.known_answers import KIT, known_answers
from tests.helpers.sandbox_case import answer, student

POLITE = "[shell commands do not run while grading]"
RELU = "import numpy as np\ndef relu(n):\n    return np.maximum(0, n)"
QUIET = {
    "matplotlib inline": "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "time": "%%time\nx = 1",
    "time a line": "%time x = 1",
    "timeit": "%timeit -n1 -r1 1 + 1",
    "display": "from IPython.display import HTML, Markdown\ndisplay(HTML('<b>x</b>'), Markdown('$x$'), 7)",
    "a question before": "?len",
    "a question after": "len?",
    "two question marks": "import textwrap\ntextwrap.dedent??",
    "who": "%who",
    "a shell line": "!ls",
    "a shell line in a block": "for i in range(2):\n    !echo {i}",
    "pip": "%pip install numpy",
    "a shell line with pip": "!pip install numpy",
    "exit": "exit()",
    "quit": "quit()",
    "otter": 'import otter\ngrader = otter.Notebook()\ngrader.check("relu")',
    "otter with a name": 'import otter\ngrader = otter.Notebook("x.ipynb")\ngrader.export(pdf=False)',
    "otter by name": 'from otter import Notebook\nNotebook().check("relu")',
    "an ended line": "1 + 1;",
    "the last figure": "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\ndisplay(figure)\nfigure",
}


# What IPython makes Python of, or might, in ways that are easily passed over.
ODD = [
    "\n\nx = 1",
    "  x = 1\n  y = 2",
    "\tx = 1",
    "x = 1\n   \ny = 2",
    's = """\n   \n"""',
    "x = 1\r\ny = 2\r\n",
    "x = 1\ry = 2",
    "x = 1\x0c\n%time y = 2",
    "x = 0\nx = 1\u2028%time y = 2",
    ">>> x = 1\n>>> y = 2",
    "# a note\n>>> x = 1\n... y = 2",
    "x = (1,\n... )",
    "In [1]: x = 1\n   ...: y = 2",
    "x = 1\n   ...: y = 2",
    "%%time\nx = 1",
    "x = %time 1",
    "x = \\\n  %time 1",
    "x = \\\n!ls",
    "x =!ls",
    "x != 1",
    "x = 7 % 3\ny = '%d' % x",
    "x = (7\n % 3)",
    "len?  \n",
    "x = 'why?'\n# why?\n",
    "if True:\n    len?",
    "if True:\n    ?len",
    ",print a b",
    ";print a b",
    "/print a, b",
    "if True:\n  x = 1\n y = 2",
    "x = '''",
    "x = 1 \\",
    "x = 1\n",
    "# nothing",
    "",
]


def test_a_cell_with_nothing_for_ipython_is_read_as_ipython_reads_it() -> None:
    given = [json.loads(one.notebook.read_text(encoding="utf-8"))["cells"] for one in KIT.assignments.values()]
    cells = ["".join(cell["source"]) for notebook in given for cell in notebook]  # texts too: they are odder
    answers = [one.code for name in KIT.assignments for kind in ("right", "wrong") for one in known_answers(kind, name)]
    for cell in [*ODD, *QUIET.values(), *cells, *answers]:
        assert compiled(CellTransformers(), cell) == compiled(TransformerManager(), cell), cell


def compiled(transformers: TransformerManager, cell: str) -> str:
    """The text that a cell becomes, or what keeps it from being Python; `await` may stand anywhere."""
    try:
        text = str(transformers.transform_cell(cell))
        compile(text, "cell", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except SyntaxError as error:
        return f"{type(error).__name__}: {error.msg}, line {error.lineno}"
    return text


def test_a_notebook_may_add_a_way_of_writing_cells(zygote) -> None:
    adds = "get_ipython().input_transformers_cleanup.append(lambda lines: [one.replace('TWO', '2') for one in lines])"
    with student(zygote, adds, "def answer():\n    return TWO") as ran:
        assert ran.value() == 2


def test_a_folder_that_was_not_there_is_looked_at_again(zygote) -> None:
    looks = "import sys\nsys.path.append('later')\ntry:\n    import late\nexcept ImportError:\n    pass"
    writes = "import os\nos.mkdir('later')\nwith open('later/late.py', 'w') as file:\n    file.write('two = 2')"
    with student(zygote, looks, writes, "import late\ndef answer():\n    return late.two") as ran:
        assert ran.value() == 2


@pytest.mark.parametrize("cell", QUIET.values(), ids=QUIET)
def test_what_a_notebook_may_say_stops_no_cell(zygote, cell: str) -> None:
    with student(zygote, "before = 1", cell, "def answer():\n    return before + 1") as ran:
        assert ran.troubles == {}
        assert ran.value() == 2


def test_cells_run_in_order_and_go_on_after_an_error(zygote) -> None:
    with student(zygote, "x = [1]", "x.append(2)\n1 / 0\nx.append(3)", "def answer():\n    return x") as ran:
        assert ran.troubles == {2: "stopped with ZeroDivisionError: division by zero (line 2)"}
        assert ran.value() == [1, 2]


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        ("x = 1\nx = = 2", "SyntaxError", 2),
        ("def f():\nreturn 1", "IndentationError", 2),
        ("if True:\n  x = 1\n y = 2", "IndentationError", 3),
        ("# a note\n\nnobody", "NameError", 3),
        ("def f():\n    raise LookupError('deep')\n\nf()", "LookupError", 4),
        ("await nobody", "NameError", 1),
        ("raise KeyboardInterrupt('stop')", "KeyboardInterrupt", 1),
        ("class Odd(BaseException): pass\nraise Odd", "Odd", 2),
        ("import sys\nsys.exit(3)", "SystemExit", 2),
    ],
)
def test_an_error_is_named_with_its_line(zygote, source: str, kind: str, line: int) -> None:
    with student(zygote, source, "def answer():\n    return 'went on'") as ran:
        assert list(ran.troubles) == [1]
        assert ran.troubles[1].startswith(f"stopped with {kind}: ")
        assert ran.troubles[1].endswith(f"(line {line})")
        assert ran.value() == "went on"


def test_capture_keeps_what_was_said(zygote) -> None:
    said = "%%capture said\nimport sys\nprint('out')\nprint('err', file=sys.stderr)"
    assert answer(zygote, said, "def answer():\n    return said.stdout, said.stderr") == ("out\n", "err\n")


def test_a_written_file_can_be_imported(zygote) -> None:
    cells = ("%%writefile mine.py\ndef answer():\n    return 'from a file'", "from mine import answer")
    assert answer(zygote, *cells) == "from a file"


@pytest.mark.parametrize("line", ["!touch made", "%pip download made"])
def test_a_shell_line_is_answered_politely(zygote, line: str) -> None:
    told = f"%%capture said\n{line}"
    listing = "import os\ndef answer():\n    return said.stdout, os.listdir()"
    out, files = answer(zygote, told, listing)
    assert POLITE in out
    assert files == []


def test_the_lines_of_a_shell_command_are_the_polite_answer(zygote) -> None:
    cells = ("x = !ls", "y = %sx ls", "!!ls", "z = list(_)", "def answer():\n    return x, y, z")
    assert answer(zygote, *cells) == ([POLITE], [POLITE], [POLITE])


def test_await_works_at_the_top(zygote) -> None:
    cell = "import asyncio\nasync def later():\n    await asyncio.sleep(0)\n    return 5\nx = await later()"
    assert answer(zygote, cell, "def answer():\n    return x") == 5


def test_the_last_value_is_kept(zygote) -> None:
    assert answer(zygote, "6 * 7", "kept = (_, Out[1], In[1])", "def answer():\n    return kept") == (42, 42, "6 * 7")


def test_the_source_of_a_function_can_be_read(zygote) -> None:
    source = "def answer():\n    return inspect.getsource(answer)"
    assert answer(zygote, "import inspect", source).strip() == source


def test_figures_are_built_saved_and_closed(zygote) -> None:
    plot = "import os\nimport matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\nline, = axes.plot([1, 2])"
    save = "plt.plot([1, 2])\nplt.savefig('a.png')\nopen_ones = len(plt.get_fignums())"
    read = "def answer():\n    return len(axes.lines), open_ones, plt.get_fignums(), os.path.getsize('a.png') > 500"
    assert answer(zygote, plot, save, read) == (1, 1, [], True)


def test_random_numbers_are_the_same_in_every_session(zygote) -> None:
    draw = "import random\nimport numpy as np\nx = (random.random(), np.random.rand(), hash('text'))"
    first, second = (answer(zygote, draw, "def answer():\n    return x") for _ in range(2))
    assert first == second
    assert 0 < first[0] < 1


def test_the_scratch_folder_is_the_learners_own(zygote) -> None:
    write = "import os, tempfile\nfrom pathlib import Path\nPath('a').mkdir()\nPath('a/b.txt').write_text('kept')"
    more = "os.replace('a/b.txt', 'c.txt')\nos.rmdir('a')\nhandle, name = tempfile.mkstemp()"
    tell = "def answer():\n    return os.getcwd(), os.path.dirname(name), Path('c.txt').read_text(), str(Path.home())"
    here, temporary, text, home = answer(zygote, write, more, tell)
    assert temporary == here == home
    assert text == "kept"
    assert not Path(here).exists()


def test_public_files_lie_in_the_scratch_folder(zygote, tmp_path: Path) -> None:
    data = tmp_path / "spikes.csv"
    data.write_text("1,2\n3,4\n")
    read = "import numpy as np\nx = np.loadtxt('spikes.csv', delimiter=',')\nopen('spikes.csv', 'a').write('5,6')"
    with student(zygote, read, "def answer():\n    return x.sum()", public_files=[data]) as ran:
        assert ran.troubles == {}
        assert ran.value() == 10
    assert data.read_text() == "1,2\n3,4\n"


RELU_OF_3 = {
    "a value under its name in a later cell": (RELU, "relu = relu(np.arange(3))"),
    "a value under its name in the same cell": (RELU + "\nrelu = relu(2)",),
    "the last definition": ("def relu(n):\n    return -1", RELU),
    "a star import after it": (RELU, "from pylab import *"),
    "a star import before it": ("from pylab import *", RELU),
    "a check before it": (
        "import otter\notter.Notebook().check('relu')",
        "try:\n    relu(2)\nexcept NameError: pass",
        RELU,
    ),
    "lambda": ("relu = lambda n: n if n > 0 else 0",),
    "a class with __call__": ("class R:\n    def __call__(self, n):\n        return max(n, 0)", "relu = R()"),
    "a class whose instances are numbers": ("class relu(float):\n    pass",),
    "partial": ("import functools\nimport numpy as np\nrelu = functools.partial(np.maximum, 0)",),
    "vectorize": ("import numpy as np\nrelu = np.vectorize(lambda n: max(n, 0))",),
    "decorated": ("import functools", "@functools.cache\ndef relu(n):\n    return max(n, 0)"),
    "nested in if": ("if True:\n    def relu(n):\n        return max(n, 0)",),
    "in a timed cell": ("%%time\ndef relu(n):\n    return max(n, 0)",),
    "in a captured cell": ("%%capture\ndef relu(n):\n    return max(n, 0)\nrelu = relu(2)",),
    "deleted later": (RELU, "del relu"),
    "overwritten before an error": (RELU + "\nrelu = 3\n1 / 0",),
    "from a module of its own": ("%%writefile m.py\ndef relu(n):\n    return max(n, 0)", "from m import relu"),
    "under another name first": (RELU.replace("relu", "mine"), "relu = mine"),
    "all names reset": ("%reset -f", RELU),
}


@pytest.mark.parametrize("cells", RELU_OF_3.values(), ids=RELU_OF_3)
def test_the_last_callable_is_the_answer(zygote, cells: tuple[str, ...]) -> None:
    with student(zygote, *cells, questions=["relu", "never"]) as ran:
        assert ran.session.state == {"relu": "function", "never": "missing"}
        assert ran.value("relu", 3) == 3


@pytest.mark.parametrize("line", ["%pylab", "%pylab inline", "from pylab import *", "from numpy import *"])
@pytest.mark.parametrize("after", [True, False])
def test_a_star_import_displaces_nothing(zygote, line: str, after: bool) -> None:
    own = "def tanh(n):\n    return 'own'"
    cells = (own, line) if after else (line, own)
    with student(zygote, *cells, questions=["tanh"]) as ran:
        assert ran.value("tanh", 1) == "own"


def test_a_named_import_counts(zygote) -> None:
    with student(zygote, "def tanh(n):\n    return 'own'", "from numpy import tanh", questions=["tanh"]) as ran:
        assert ran.session.state == {"tanh": "function"}
        assert ran.value("tanh", 0.0) == 0.0


@pytest.mark.parametrize(
    ("source", "state"), [("relu = 3", "int"), ("x = 1", "missing"), ("relu = None", "missing"), ("relu = 'x'", "str")]
)
def test_what_is_no_function_is_said(zygote, source: str, state: str) -> None:
    with student(zygote, source, questions=["relu"]) as ran:
        assert ran.session.state == {"relu": state}


@pytest.mark.parametrize("where", ["cell", "function"])
def test_input_is_told_that_nobody_answers(zygote, where: str) -> None:
    ask = {"cell": ("input('n? ')",), "function": ("def answer():\n    return input('n? ')",)}[where]
    with student(zygote, *ask) as ran:
        said = ran.troubles[1] if where == "cell" else ": ".join(ran.evidence().error or ())
    assert "EOFError: input() has nobody to ask while grading" in said


def test_only_a_star_import_is_no_function(zygote) -> None:
    with student(zygote, "from pylab import *", questions=["step", "tanh"]) as ran:
        assert "function" not in ran.session.state.values()


def test_a_timed_cell_that_takes_its_own_name_has_an_answer(zygote) -> None:
    with student(zygote, "%%time\ndef relu(n):\n    return max(n, 0)\nrelu = relu(2)", questions=["relu"]) as ran:
        assert ran.session.state == {"relu": "function"}


def test_a_file_can_be_copied(zygote) -> None:
    cell = "import shutil\nopen('a', 'w').write('text')\nshutil.copy('a', 'b')\nshutil.copy2('a', 'c')"
    with student(zygote, cell, "def answer():\n    return open('b').read() + open('c').read()") as ran:
        assert ran.value() == "texttext"
