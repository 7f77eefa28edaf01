"""Which function counts as the answer: the last callable that the notebook itself bound to the name."""

from __future__ import annotations

import ast
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.answers import Answers


class Watched:
    """A notebook that runs statement by statement, and the answers that were seen in it."""

    def __init__(self, *names: str) -> None:
        self.namespace: dict[str, Any] = {"np": np}
        self.answers = Answers(names or ("relu",), self.namespace)

    def run(self, source: str) -> Watched:
        for statement in ast.parse(textwrap.dedent(source)).body:
            exec(compile(ast.Module([statement], []), "cell", "exec"), self.namespace)
            self.answers.note(statement)
        return self

    def __call__(self, *arguments: Any, name: str = "relu") -> Any:
        return self.answers.functions[name](*arguments)


@pytest.fixture
def pylab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module that brings names of its own, as pylab brings a ``step``."""
    name = f"pylab_{tmp_path.name}".replace("-", "_")
    (tmp_path / f"{name}.py").write_text("def relu(n):\n    return 'theirs'\n\n\nother = relu\nstep = 3\n")
    monkeypatch.syspath_prepend(tmp_path)
    return name


MINE = "def relu(n):\n    return 'mine'\n"


@pytest.mark.parametrize(
    "source",
    [
        "def relu(n):\n    return 'mine'",
        "relu = lambda n: 'mine'",
        "relu: object = lambda n: 'mine'",
        "helper, relu = None, lambda n: 'mine'",
        "if True:\n    def relu(n):\n        return 'mine'",
        "for relu in [lambda n: 'mine']:\n    pass",
        "(relu := lambda n: 'mine')",
        "def make():\n    global relu\n    relu = lambda n: 'mine'\nmake()",
        "class Relu:\n    def __call__(self, n):\n        return 'mine'\nrelu = Relu()",
        "class relu:\n    def __new__(cls, n):\n        return 'mine'",
        "from functools import partial\nrelu = partial(lambda word, n: word, 'mine')",
        "relu = np.vectorize(lambda n: 'mine')",
    ],
)
def test_every_way_to_bind_a_callable_counts(source: str) -> None:
    watched = Watched().run(source)
    assert watched.answers.state() == {"relu": "function"}
    assert watched(1) == "mine"


def test_the_last_callable_wins() -> None:
    watched = Watched().run("def relu(n):\n    return 'first'").run(MINE)
    assert watched(1) == "mine"
    assert watched.run("relu = abs")(-3) == 3


def test_a_redefinition_with_the_same_words_is_the_one_that_counts() -> None:
    watched = Watched().run(MINE)
    first = watched.answers.functions["relu"]
    assert watched.run(MINE).answers.functions["relu"] is not first


@pytest.mark.parametrize("value", ["relu(1)", "np.zeros(3)", "None", "3"])
def test_a_value_under_the_name_displaces_nothing(value: str) -> None:
    watched = Watched().run(MINE).run(f"relu = {value}")
    assert watched(1) == "mine"
    assert watched.answers.state() == {"relu": "function"}


def test_a_deleted_name_displaces_nothing() -> None:
    assert Watched().run(MINE).run("del relu")(1) == "mine"


def test_a_function_bound_again_after_a_value_counts() -> None:
    watched = Watched().run(MINE).run("keep = relu\nrelu = relu(1)\nrelu = lambda n: 'newer'")
    assert watched(1) == "newer"
    assert watched.run("relu = keep")(1) == "mine"


@pytest.mark.parametrize(
    ("source", "state"),
    [
        ("", "missing"),
        ("relu = None", "missing"),
        ("relu = np.zeros(3)", "ndarray"),
        ("relu = 'text'", "str"),
        ("relu = np.zeros(3)\ndel relu", "missing"),
        ("class Thing:\n    pass\nrelu = Thing()", "Thing"),
        (f"relu = type('{'L' * 200}', (), {{}})()", "L" * 80),
    ],
    ids=["nothing", "None", "array", "text", "deleted", "object", "long"],
)
def test_what_is_no_function_is_named(source: str, state: str) -> None:
    watched = Watched().run(source)
    assert watched.answers.state() == {"relu": state}
    assert watched.answers.functions == {}


def test_each_name_is_watched_for_itself() -> None:
    watched = Watched("relu", "step", "tanh").run("step = relu = lambda n: n\ntanh = 3")
    assert watched.answers.state() == {"relu": "function", "step": "function", "tanh": "int"}
    assert set(watched.answers.functions) == {"relu", "step"}


# --- imports


@pytest.mark.parametrize("statement", ["from {0} import relu", "from {0} import other as relu"])
def test_a_named_import_counts(statement: str, pylab: str) -> None:
    assert Watched().run(MINE).run(statement.format(pylab))(1) == "theirs"


STAR_IMPORTS = [
    "from {0} import *",
    "if True:\n    from {0} import *",
    "try:\n    from {0} import *\nexcept ImportError:\n    pass",
]


@pytest.mark.parametrize("statement", STAR_IMPORTS, ids=["plain", "if", "try"])
def test_a_star_import_displaces_nothing(statement: str, pylab: str) -> None:
    watched = Watched("relu", "step").run(MINE).run(statement.format(pylab))
    assert watched.namespace["relu"](1) == "theirs"
    assert watched(1) == "mine"


def test_a_star_import_is_no_answer(pylab: str) -> None:
    watched = Watched("relu", "step").run(f"from {pylab} import *")
    assert watched.answers.functions == {}
    assert watched.answers.state()["step"] == "int"


def test_what_is_defined_after_a_star_import_counts(pylab: str) -> None:
    assert Watched().run(f"from {pylab} import *").run(MINE)(1) == "mine"


@pytest.mark.parametrize("statement", ["from {0} import relu", "relu = other", "import {0} as lab; relu = lab.relu"])
def test_what_a_star_import_brought_counts_once_it_is_bound_by_name(statement: str, pylab: str) -> None:
    watched = Watched().run(f"from {pylab} import *").run(statement.format(pylab))
    assert watched(1) == "theirs"


@pytest.mark.parametrize(
    "call",
    [
        "get_ipython().run_line_magic('pylab', 'inline')",
        "get_ipython().run_line_magic('pylab', '')",
        "get_ipython().magic('pylab')",
    ],
)
def test_the_pylab_magic_displaces_nothing(call: str) -> None:
    watched = Watched().run(MINE)

    class Shell:
        """What ``%pylab`` comes down to: names put into the namespace."""

        def run_line_magic(self, *_: str) -> None:
            watched.namespace["relu"] = lambda n: "theirs"

        magic = run_line_magic

    watched.namespace["get_ipython"] = Shell
    watched.run(call)
    assert watched.namespace["relu"](1) == "theirs"
    assert watched(1) == "mine"
    assert watched.run("relu = lambda n: 'newer'")(1) == "newer"


def test_a_definition_that_speaks_of_pylab_counts() -> None:
    assert Watched().run("def relu(n):\n    print('pylab')\n    return 'mine'\n")(1) == "mine"


@pytest.mark.parametrize(
    "body", ['"""As it was given."""', "def __init__(self, n):\n        ...\n\n    def out(self):\n        ..."]
)
def test_an_untouched_class_behind_an_answer_displaces_nothing(body: str) -> None:
    watched = Watched().run("class relu:\n    def __init__(self, n):\n        self.n = n\n")
    watched.run(f"class relu:\n    {body}\n")
    assert watched(3).n == 3


def test_a_class_that_does_something_displaces_the_one_before() -> None:
    watched = Watched().run("class relu:\n    def __init__(self, n):\n        self.n = n\n")
    watched.run("class relu:\n    def __init__(self, n):\n        self.m = n\n\n    def out(self):\n        ...\n")
    assert watched(3).m == 3
