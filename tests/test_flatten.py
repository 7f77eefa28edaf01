"""Code with all that it needs, as one text: it does what the modules do, or says in words why it cannot."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from autograder.errors import ConfigError
from autograder.kit import Kit
from autograder.marking.known import read_catalogue
from autograder.questions.flatten import flatten, imported_files, joined
from tests.helpers.known_answers import ROOT
from tests.helpers.question_kit import NAME, QUESTION, question_kit, question_of, replaced

CASES = YAML(typ="safe").load(Path(__file__).with_name("flatten.yaml").read_text(encoding="utf-8"))


def room(folder: Path, first: str) -> Path:
    for name, source in {**CASES["below"], "first": first}.items():
        path = folder.joinpath("solutions", *name.split(".")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return folder


def said(folder: Path, code: str) -> str:
    """What a Python of its own says, which has only this folder."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_text_does_what_the_modules_do(tmp_path: Path) -> None:
    """Each in an empty namespace of its own, in one process that has no module of the room."""
    texts, expected = {}, {}
    for number, (case, one) in enumerate(CASES["same"].items()):
        folder = room(tmp_path / str(number), one["first"])
        for bare in (False, True):
            texts[case, bare] = flatten(folder, "solutions.first", ["f"], bare=bare).text, one["tried"]
        expected[case] = (str(folder), one["tried"])
    real = (
        f"import importlib, sys\ncases = {expected!r}\nfor case, (folder, tried) in cases.items():\n"
        "    sys.path[0] = folder\n    importlib.invalidate_caches()\n"
        "    for name in [name for name in sys.modules if name.startswith('solutions')]:\n"
        "        del sys.modules[name]\n"
        "    import solutions.first\n    print(case, '|', eval(tried, vars(solutions.first)))\n"
    )
    flat = (
        f"texts = {texts!r}\nfor (case, bare), (text, tried) in texts.items():\n"
        "    space = {'__name__': '__main__'}\n"
        "    exec(compile(text, case, 'exec', dont_inherit=True), space)\n    print(case, '|', eval(tried, space))\n"
    )
    assert said(tmp_path, flat).splitlines() == [line for line in said(tmp_path, real).splitlines() for _ in range(2)]


@pytest.mark.parametrize("case", CASES["wrong"])
def test_what_cannot_be_one_text_is_said_with_file_and_line(tmp_path: Path, case: str) -> None:
    wrong = CASES["wrong"][case]
    folder = room(tmp_path, wrong["first"])
    (folder / "solutions" / "slip.py").write_text("def g():\n    return nowhere + 1\n")
    (folder / "solutions" / "back.py").write_text("from solutions.first import f\n\n\ndef g():\n    return f()\n")
    with pytest.raises(ConfigError) as error:
        flatten(folder, "solutions.first", ["f"])
    assert wrong["place"] in str(error.value)
    assert wrong["word"] in str(error.value)


def test_only_what_is_reached_is_there_in_the_order_in_which_it_stood_with_its_comments(tmp_path: Path) -> None:
    source = CASES["same"]["names from another module"]["first"]
    flat = flatten(room(tmp_path, source), "solutions.first", ["f"])
    assert list(flat.places) == ["REST", "leak", "tau", "f"]
    assert flat.imports == ()
    assert [path.name for path in flat.files] == ["cells.py", "first.py"]
    assert "# A leak pulls back to rest.\ndef leak(v):" in flat.text
    assert "tau()  # towards rest\n" in flat.text
    assert flat.places["leak"] == "solutions/cells.py, line 11"


def test_names_stay_comments_where_a_name_is_changed(tmp_path: Path) -> None:
    source = CASES["same"]["one name in two modules"]["first"]
    text = flatten(room(tmp_path, source), "solutions.first", ["f", "tau"]).text
    assert "return -(v - REST) / tau_2()  # towards rest" in text
    assert "def tau():\n    return 2.0" in text


def test_a_text_is_the_same_whatever_was_flattened_before() -> None:
    wanted = {"bare": ["relu"], "whole": ["relu"], "another": ["sigmoid", "tanh"]}
    texts: dict[str, set[str]] = {}
    for _ in range(2):
        for way, names in wanted.items():
            flat = flatten(ROOT, "solutions.activation_functions", names, bare=way == "bare")
            texts.setdefault(way, set()).add(flat.text)
    assert [len(those) for those in texts.values()] == [1, 1, 1]
    assert "->" in texts["whole"].pop()


def test_bare_is_what_students_may_see() -> None:
    flat = flatten(ROOT, "solutions.activation_functions", ["relu"], bare=True)
    assert flat.imports == ("import numpy as np",)
    assert "Notes" not in flat.code
    assert "lecture" not in flat.code
    assert flat.code.startswith('def relu(n):\n    """Activation of each unit')


def test_the_reference_of_every_question_is_one_text() -> None:
    for path in (ROOT / "solutions").glob("[!_]*.py"):
        functions = [one.name for one in ast.parse(path.read_text()).body if isinstance(one, ast.FunctionDef)]
        for name in functions:
            text = flatten(ROOT, f"solutions.{path.stem}", [name]).text
            assert not re.search(r"^from solutions|^import solutions", text, re.MULTILINE)
            exec(compile(text, name, "exec", dont_inherit=True), {})


def test_another_room_takes_its_own_modules_and_imports_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "questions" / "lif"
    folder.mkdir(parents=True)
    (folder / "common.py").write_text("CELL = {'tau': 10.0}\nOTHER = {**CELL, 'tau': 5.0}\nWRONG = []\n")
    (folder / "lif_step.py").write_text(
        "from solutions.lif import lif_step as reference\nfrom tests.questions.lif.common import OTHER\n\n"
        "WRONG = ['no leak']\n\n\ndef hidden(rng):\n    return {'another cell': [(rng.uniform(), OTHER, reference)]}\n"
    )
    flat = flatten(tmp_path, "tests.questions.lif.lif_step", ["hidden"], ["tests.questions"])
    assert list(flat.places) == ["CELL", "OTHER", "hidden"]
    assert flat.imports == ("from solutions.lif import lif_step as reference",)


def test_the_files_that_an_import_runs_are_known_however_it_is_written(tmp_path: Path) -> None:
    source = (
        "import solutions.cells\nfrom . import inner\n\n\ndef f():\n    from solutions.slip import g\n    return g()\n"
    )
    types = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from solutions.counting import tick\n"
    folder = room(tmp_path, types + source)
    (folder / "solutions" / "slip.py").write_text("from solutions.first import f\nimport nowhere\n")
    names = [path.relative_to(folder / "solutions").as_posix() for path in imported_files(folder, ["solutions.first"])]
    assert names == ["__init__.py", "cells.py", "first.py", "inner/__init__.py", "inner/deeper.py", "slip.py"]


def test_texts_one_behind_the_other_are_one_module() -> None:
    one = "from __future__ import annotations\n\nimport math\n\n\ndef half(n) -> Missing:\n    return n / math.tau\n"
    other = "from __future__ import annotations\n\nCELL = 3\n\n\ndef third(n: Missing) -> float:\n    return n / CELL\n"
    names: dict[str, object] = {}
    exec(compile(joined(one, other, "x = third(half(6 * math.tau))\n"), "joined", "exec"), names)
    assert names["x"] == 2


@pytest.mark.slow
def test_an_edit_that_brings_a_name_of_its_file_goes_with_a_reference_from_the_future(tmp_path: Path) -> None:
    root = question_kit(tmp_path / "kit")
    replaced(root / "solutions" / f"{NAME}.py", "import numpy", "from __future__ import annotations\n\nimport numpy")
    replaced(question_of(root), "# Public checks", "LESS = 30\n\n# Public checks")
    replaced(question_of(root), '" - 32", " + 32"', '" - 32", " - LESS"')
    assignment = Kit(root).assignments[NAME]
    [answer] = [one for one in read_catalogue(assignment).answers if one.id == "W2"]
    names: dict[str, Any] = {}
    exec(compile(answer.code, "W2", "exec"), names)
    assert names[QUESTION](212.0) == pytest.approx((212 - 30) * 5 / 9)
