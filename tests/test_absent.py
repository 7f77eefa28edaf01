"""A module that is not there while grading costs what needs it, and never the rest of its cell."""

from __future__ import annotations

import pytest

from autograder.model import Absence
from tests.helpers.sandbox_case import student

RELU = "import numpy as np\ndef relu(n):\n    return np.maximum(0, n)"
GONE = {  # the first lines of a cell whose last lines have to run: what is then said to be missing
    "with a short name": ("import seaborn as sns", ["seaborn"]),
    "with others": ("import os, seaborn as sns, sys, torch", ["seaborn", "torch"]),
    "of a part": ("import sklearn.linear_model", ["sklearn"]),
    "of a part, short": ("import torch.nn.functional as F", ["torch"]),
    "of names": ("from tqdm import tqdm, trange", ["tqdm"]),
    "of a shared name": ("from google.colab import drive\ndrive.mount('/content/drive')", ["google.colab"]),
    "of everything": ("from helper import *", ["helper"]),
    "used at once": ("import seaborn as sns\nsns.set_theme()\nsns.set(rc={'x': 1})", ["seaborn"]),
    "used in an assignment": ("import seaborn as sns\npalette = sns.color_palette()\npalette[0]", ["seaborn"]),
    "used in a block": ("import tqdm\nfor i in tqdm.tqdm(range(3)):\n    print(i)", ["tqdm"]),
    "used as a function": ("from tqdm import tqdm\nfor i in tqdm(range(3)):\n    print(i)", ["tqdm"]),
    "used as a number": ("from helper import rate\nx = 2 * rate\ny = x + 1\nz = float(y)", ["helper"]),
    "used in a condition": ("from helper import flag\nif flag:\n    x = 1", ["helper"]),
    "as a base class": ("from torch.nn import Module\nclass Net(Module): pass", ["torch"]),
    "in if": ("if True:\n    import seaborn as sns\n    inner = 1\ninner", ["seaborn"]),
    "in with": ("import warnings\nwith warnings.catch_warnings():\n    import seaborn\n    w = 1\nw", ["seaborn"]),
    "in the last resort": ("try:\n    import torch\nexcept ImportError:\n    !pip x\n    import torch", ["torch"]),
    "in a function": ("def f():\n    import seaborn\nf()", ["seaborn"]),
    "with nothing that catches it": ("try:\n    import seaborn\nfinally:\n    x = 1\nx", ["seaborn"]),
    "by its name": ("import importlib\nm = importlib.import_module('seaborn')", ["seaborn"]),
    "an extension": ("%load_ext seaborn_magics", ["seaborn_magics"]),
    "a magic": ("%watermark -v", ["%watermark"]),
    "a style": ("import matplotlib.pyplot as plt\nplt.style.use('seaborn')", ["seaborn"]),
    "a style for a while": ("with plt.style.context('seaborn-v0'):\n    x = 1\nx", ["seaborn-v0"]),
}
NOTHING_GONE = {
    "a fallback": "try:\n    import seaborn as sns\nexcept ImportError:\n    sns = None\nassert sns is None",
    "any fallback": "try:\n    import seaborn\n    HAVE = True\nexcept:\n    HAVE = False\nassert not HAVE",
    "a fallback in a function": "def f():\n try:\n  import torch\n except ImportError:\n  return 1\nassert f()",
    "a fallback in if": "if True:\n try:\n  import torch\n except ModuleNotFoundError:\n  s = 1\nassert s",
    "suppressed": "from contextlib import suppress\nwith suppress(ImportError):\n import torch",
    "a widget": "%matplotlib widget",
    "a notebook": "%matplotlib notebook",
    "sharp figures": "%config InlineBackend.figure_format = 'retina'",
    "sharp figures at once": "%matplotlib inline\n%config InlineBackend.figure_format = 'retina'",
    "a window": "import matplotlib\nmatplotlib.use('TkAgg')\nplt.switch_backend('nbAgg')",
    "reloading": "%load_ext autoreload\n%autoreload 2",
    "the future": "from __future__ import annotations",
}


@pytest.mark.parametrize(("first", "names"), GONE.values(), ids=GONE)
def test_the_rest_of_the_cell_runs(zygote, first: str, names: list[str]) -> None:
    with student(zygote, "import matplotlib.pyplot as plt", f"{first}\n{RELU}", questions=["relu"]) as ran:
        assert ran.troubles == {}
        assert [one.name for one in ran.session.absent] == names
        assert {one.why for one in ran.session.absent} == {""}
        assert ran.value("relu", -3) == 0


@pytest.mark.parametrize("first", NOTHING_GONE.values(), ids=NOTHING_GONE)
def test_who_is_ready_for_it_hears_nothing(zygote, first: str) -> None:
    with student(zygote, "import matplotlib.pyplot as plt", f"{first}\n{RELU}", questions=["relu"]) as ran:
        assert ran.troubles == {}
        assert ran.session.absent == ()
        assert ran.value("relu", -3) == 0


def test_another_error_still_stops_its_cell(zygote) -> None:
    with student(zygote, f"import seaborn\n1 / 0\n{RELU}", questions=["relu"]) as ran:
        assert ran.troubles == {1: "stopped with ZeroDivisionError: division by zero (line 2)"}
        assert ran.session.state == {"relu": "missing"}


@pytest.mark.parametrize(
    "cells",
    [
        ("from helper import relu",),
        ("import torch\nrelu = torch.relu",),
        ("import torch\nrelu = torch",),
        ("from helper import other\nrelu = other",),
        ("from helper import other as relu",),
        ("import torch as relu",),
    ],
)
def test_a_stand_in_is_no_answer(zygote, cells: tuple[str, ...]) -> None:
    with student(zygote, *cells, questions=["relu"]) as ran:
        assert ran.session.state == {"relu": "absent"}
    with student(zygote, RELU, *cells, questions=["relu"]) as ran:
        assert ran.value("relu", -3) == 0


@pytest.mark.parametrize("use", ["torch.relu(n)", "torch(n)", "torch[n]", "n * torch", "torch + n", "list(torch)"])
def test_it_explains_itself_when_used(zygote, use: str) -> None:
    with student(zygote, f"import torch\ndef relu(n):\n    return {use}", questions=["relu"]) as ran:
        assert ran.evidence("relu", 1.0).error == ("ModuleNotFoundError", "torch is not there while grading")


def test_what_stands_under_the_name_already_stays(zygote) -> None:
    cells = (RELU, "import cupy as np", "from helper import sum, relu", "def answer():\n    return sum([1, relu(2)])")
    with student(zygote, *cells) as ran:
        assert [one.name for one in ran.session.absent] == ["cupy", "helper"]
        assert ran.value() == 3


@pytest.mark.parametrize(
    "function",
    [
        "from numba import njit\n@njit\ndef relu(n):\n    return max(n, 0)",
        "import numba\n@numba.jit(nopython=True)\ndef relu(n):\n    return max(n, 0)",
        "import torch\ndef relu(n: torch.Tensor) -> torch.Tensor:\n    return max(n, 0)",
        "from nptyping import NDArray\ndef relu(n: NDArray[int], *, k: NDArray[int] = 0):\n    return max(n, k)",
        "from numba import njit\nimport functools\n@njit\n@functools.cache\ndef relu(n):\n    return max(n, 0)",
    ],
)
def test_what_is_only_written_around_a_function_does_not_take_it(zygote, function: str) -> None:
    with student(zygote, function, questions=["relu"]) as ran:
        assert ran.troubles == {}
        assert (ran.value("relu", -3), ran.value("relu", 3)) == (0, 3)


def test_a_module_that_fails_is_named_with_its_reason(zygote) -> None:
    wrong = "%%writefile mine.py\nimport seaborn"
    bad = "%%writefile bad.py\n1 / 0"
    cells = (wrong, f"from mine import draw\n{RELU}", bad, "import bad", "from math import nought")
    with student(zygote, *cells, questions=["relu"]) as ran:
        assert ran.troubles == {}
        assert ran.session.absent == (
            Absence("import", "mine", "ModuleNotFoundError: No module named 'seaborn'"),
            Absence("import", "bad", "ZeroDivisionError: division by zero"),
            Absence("import", "math", "ImportError: cannot import name 'nought' from 'math'"),
        )
        assert ran.value("relu", 3) == 3


def test_a_module_that_ends_the_cell_still_does(zygote) -> None:
    with student(zygote, "%%writefile bad.py\nimport sys\nsys.exit(3)", "import bad\nx = 1") as ran:
        assert ran.troubles[2].startswith("stopped with SystemExit")


def test_many_are_told_up_to_a_number(zygote) -> None:
    with student(zygote, "\n".join(f"import gone{i}" for i in range(50)), RELU, questions=["relu"]) as ran:
        assert len(ran.session.absent) == 20
        assert ran.value("relu", 3) == 3
