"""Python files as editors and notebooks' exports write them: what does not parse costs itself."""

from __future__ import annotations

import json
import time

import pytest

from autograder.errors import SubmissionError
from autograder.notebook.reading import read_notebook
from tests.helpers.handed_in import ADA, ADA_CELLS, cells, sources, zipped
from tests.helpers.known_answers import KIT, ROOT, plain_right
from tests.helpers.warm import autograder

MARKS = [
    *("#%%", "# %%", "# %% title", "#%% [code]", "# %% [markdown]\n# words\n# %%", "#  %%", "# %%%"),
    *("# In[3]:", "# In[ ]:", "#In[1]", "# In [ ]:", "#In [1]:", "# In[*]:", "# COMMAND ----------"),
    *("# <codecell>", "# <markdowncell>\n# words\n# <codecell>", '# %% {"name": "x"}', "# %%\r"),
]
NO_MARKS = ["# %%time", "# In brackets [1]", "#In", "# COMMAND", "# cell", "# ---", "# +"]


@pytest.mark.parametrize("mark", MARKS)
def test_every_editors_mark_begins_a_cell(mark: str) -> None:
    text = f"a = 1\nb = (\n{mark}\nc = 3\n{mark}\nd = 4\n"
    assert [source.strip() for source in sources(text.encode())] == ["a = 1\nb = (", "c = 3", "d = 4"]


@pytest.mark.parametrize("comment", NO_MARKS)
def test_a_comment_is_no_mark(comment: str) -> None:
    assert [source.strip() for source in sources(f"a = 1\n{comment}\nb = 2\n".encode())] == ["a = 1", "b = 2"]


GOOD = (
    "import numpy as np\n",
    "@np.vectorize\n# between\ndef f(n):\n    return n\n",
    "x = [\n1,\n2]\n",
    'y = """a\nb = 1\n"""\n',
)
BROKEN = {
    "pip": "!pip install -q otter-grader\n",
    "a magic": "%matplotlib inline\n",
    "help": "np.sum?\n",
    "lines of a shell": "files = !ls\n",
    "no colon": "def g(n)\n    return n\n",
    "an open bracket": "z = g(1, 2\n",
    "an open string": 'z = """words\n',
    "an open quote": "z = 'words\n",
    "prose": "Write your answer here\n",
    "a bad indent": "def g(n):\nreturn n\n",
    "Python 2": "print 'x'\n",
    "a merge": "<<<<<<< HEAD\n",
    "a closing bracket too many": "z = 1)\n",
    "odd quotes": "z = \u201cwords\u201d\n",
}


@pytest.mark.parametrize("place", range(len(GOOD) + 1))
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_does_not_parse_is_a_cell_of_its_own(broken: str, place: int) -> None:
    found = sources("\n".join([*GOOD[:place], broken, *GOOD[place:]]).encode())
    whole = {source.strip() for source in found}
    assert {good.strip() for good in GOOD} <= whole


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_blocks_stay_whole_beside_a_magic(ends: str) -> None:
    blocks = [
        "%matplotlib inline",
        "if True:\n    !pip install x\n    a = 1\nelse:\n    a = 2",
        "try:\n    import b\nexcept ImportError:\n    %pip install b\nfinally:\n    c = 1",
        "def f(n):\n    '''What?\n\nLeft.'''\n\n    # words\n    return n",
        "# note (\nd = 'a # b'  # it's",
    ]
    found = sources(ends.join("\n\n".join(blocks).split("\n")).encode())
    assert [source.strip() for source in found] == [*blocks[:-2], f"{blocks[-2]}\n\n# note (", "d = 'a # b'  # it's"]


def test_a_cell_that_colab_took_out_is_put_back() -> None:
    took_out = "# Commented out IPython magic to ensure Python compatibility.\n"
    text = (
        f"a = 1\n{took_out}# %matplotlib inline\nb = 2\n\n{took_out}# %%time\n# def f():\n#   c = 3\n# \n# f()\n\nd = 4"
    )
    found = [source.strip() for source in sources(text.encode())]
    assert found == ["a = 1", "b = 2", "%%time\ndef f():\n  c = 3\n\nf()", "d = 4"]


def test_markdown_with_code_in_it_is_no_python_file() -> None:
    with pytest.raises(SubmissionError, match="Found Markdown"):
        read_notebook(b"# Answer\n\nHere it is.\n\n```python\ndef f(n):\n    return n\n```\n")


@pytest.mark.parametrize(
    "line", ["x = (\n", '"""\n', '\\"""', "'''\\\n", "@f\n", "(", "f(\n", "!x\n", "def f(:\n", "a = 'b\n", "x = \\\n"]
)
def test_a_hostile_file_is_cut_in_bounded_time(line: str) -> None:
    text = "import a\n" + line * ((200 << 10) // len(line))
    before = time.process_time()
    read_notebook(text.encode())
    assert time.process_time() - before < 10  # CPU seconds; a quadratic reading takes hundreds


# --- modules beside a notebook in a zip


def beside(files: dict[str, bytes]) -> tuple[set[str], dict[str, str]]:
    notebook = read_notebook(zipped(files))
    return set(notebook.modules), dict(notebook.left_out)


def test_modules_in_the_notebooks_folder_are_taken() -> None:
    files = {"hw/a.ipynb": ADA, "hw/helper.py": b"x = 1", "hw/pack/__init__.py": b"", "hw/pack/part.py": b"y = 2"}
    more = {"hw/data.csv": b"1", "__MACOSX/hw/._helper.py": b"x", "hw/.ipynb_checkpoints/helper.py": b"x"}
    assert beside({**files, **more}) == ({"helper.py", "pack/__init__.py", "pack/part.py"}, {})
    assert cells(zipped(files)) == ADA_CELLS


@pytest.mark.parametrize(
    "name", ["numpy", "json", "otter", "matplotlib", "autograder", "IPython", "random", "__main__"]
)
def test_none_may_stand_before_a_module_that_the_worker_needs(name: str) -> None:
    for path in (f"{name}.py", f"{name}/__init__.py"):
        taken, left_out = beside({"a.ipynb": ADA, path: b"x = 1"})
        assert (taken, list(left_out)) == (set(), [path])


@pytest.mark.parametrize(
    "path", ["../x.py", "/x.py", "a b.py", "1.py", "x/../../y.py", "a/b/c/d.py", "x-y.py", "é.py", "x\ny.py", ".py"]
)
def test_a_path_that_cannot_be_imported_is_left_out(path: str) -> None:
    assert beside({"a.ipynb": ADA, path: b"x = 1"})[0] == set()


def test_sizes_and_numbers_are_capped() -> None:
    big = {f"m{i}.py": bytes(200 << 10) for i in range(9)}
    assert len(beside({"a.ipynb": ADA, **big})[0]) == 5
    assert len(beside({"a.ipynb": ADA, **{f"m{i:03}.py": b"" for i in range(500)}})[0]) == 20
    taken, left_out = beside({"a.ipynb": ADA, "m.py": bytes(300 << 10)})
    assert (taken, left_out) == (set(), {"m.py": "it is too large."})


# --- through the whole engine

NET_INPUT = KIT.assignments["net_input"].name
RIGHT = plain_right(NET_INPUT)
ALL = "\n\n".join(RIGHT.values())


def as_notebook(*code: str) -> bytes:
    made = [{"cell_type": "code", "source": source} for source in code]
    stamp = {"autograder": {"assignment": NET_INPUT}}
    return json.dumps({"nbformat": 4, "metadata": stamp, "cells": made}).encode()


MODULE = f"import numpy as np\n{ALL}\n"
TUPLE = (
    "import numpy as np\nnet_input_sum, net_input_dot = lambda a, wj: np.sum(a * wj), lambda a, wj: np.dot(a, wj)\n"
    f"{RIGHT['net_input_loop']}\n"
)
INDENTED = "\n".join(f"    {line}" for line in ALL.split("\n"))
FULL = {
    "colab.py": f"!pip install -q otter\n\nfrom google.colab import drive\ndrive.mount('/x')\n\n{MODULE}".encode(),
    "magic.py": f"%load_ext autoreload\n%autoreload 2\n{MODULE}".encode(),
    "slip.py": f"{MODULE}\nprint 'done'\n\nWrite your answer here\n".encode(),
    "databricks.py": f"# Databricks notebook source\n# MAGIC %md words\n\n# COMMAND ----------\n\n{MODULE}".encode(),
    "spyder.py": f"#%%\n{MODULE}\n#%% plot\nplot(\n".encode(),
    "tuple.py": TUPLE.encode(),
    "writefile.ipynb": as_notebook("import numpy as np", f"%%writefile sol.py\n{MODULE}", "from sol import *"),
    "writefile-named.ipynb": as_notebook(f"%%writefile sol.py\n{MODULE}", f"from sol import {', '.join(RIGHT)}"),
    "if.ipynb": as_notebook(f"import numpy as np\nif True:\n{INDENTED}"),
    "main.ipynb": as_notebook(f'import numpy as np\nif __name__ == "__main__":\n{INDENTED}'),
    "try.ipynb": as_notebook(
        f"import numpy as np\ntry:\n    from pylab import *\n{INDENTED}\nexcept NameError:\n    pass"
    ),
    "time.ipynb": as_notebook("import numpy as np", f"%%time\n{ALL}"),
    "timeit.ipynb": as_notebook("import numpy as np", f"%%timeit -n1 -r1\n{ALL}"),
    "capture.ipynb": as_notebook("import numpy as np", f"%%capture out\n{ALL}"),
    "prun.ipynb": as_notebook("import numpy as np", f"%%prun\n{ALL}"),
    "decorated.ipynb": as_notebook(
        f"import numpy as np, functools\ndef same(f): return f\n{ALL.replace('def ', '@same' + chr(10) + 'def ')}"
    ),
    "exec.ipynb": as_notebook(f"import numpy as np\nexec({ALL!r})"),
    "globals.ipynb": as_notebook(f"{MODULE}\nfor f in list(globals()):\n    globals()[f] = globals()[f]"),
    "put.ipynb": as_notebook(
        MODULE.replace("def net_input", "def my")
        + "".join(f"\nglobals()['{q}'] = {q.replace('net_input', 'my')}" for q in RIGHT)
    ),
    "module.zip": zipped({"hw/a.ipynb": as_notebook("from helper import *"), "hw/helper.py": MODULE.encode()}),
    "package.zip": zipped(
        {
            "a.ipynb": as_notebook(f"from lab.net import {', '.join(RIGHT)}"),
            "lab/__init__.py": b"",
            "lab/net.py": MODULE.encode(),
        }
    ),
    "run.zip": zipped({"a.ipynb": as_notebook("%run helper.py"), "helper.py": MODULE.encode()}),
}


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    """Grades by the name of what was handed in."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "class").mkdir()
    for name, data in FULL.items():
        (folder / "class" / name).write_bytes(data)
    rest = "\n".join(list(RIGHT.values())[1:])
    slip = f"import numpy as np\n{rest}\ndef net_input_loop(a, wj)\n    return 1\n"
    (folder / "class" / "broken.py").write_text(slip, encoding="utf-8")
    left = {"a.ipynb": as_notebook("import random\nfrom random import dot_product", ALL), "random.py": MODULE.encode()}
    (folder / "class" / "shadow.zip").write_bytes(zipped(left))
    done = autograder("grade", folder / "class", "--out", folder / "out", "--kit", ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (folder / "out" / "results").glob("*")}


@pytest.mark.parametrize("name", FULL)
def test_right_functions_are_found_wherever_they_stand(marks: dict[str, dict], name: str) -> None:
    assert (marks[name]["status"], marks[name]["score"]) == ("graded", 15), marks[name]["reason"]


def test_a_broken_function_costs_itself(marks: dict[str, dict]) -> None:
    assert {mark["question"]: mark["points"] for mark in marks["broken.py"]["marks"]} == {
        "net_input_loop": 0,
        "net_input_sum": 5,
        "net_input_dot": 5,
    }


def test_the_page_says_which_module_was_left_out(marks: dict[str, dict]) -> None:
    (note,) = [note for note in marks["shadow.zip"]["notes"] if note.startswith("random.py")]
    assert note.startswith("random.py was not laid beside your notebook while grading: random is the name of a module")
