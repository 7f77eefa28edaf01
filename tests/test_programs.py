"""Programs on text, tuples, lists and None, as classes elsewhere write them, through ``autograder grade``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.command import autograder
from tests.helpers.programs import Problem, hand_in, read_class, write_kit

SEARCH = Problem(
    "searching",
    '"""Reference."""\n\n\ndef search(x, seq):\n    """The place where x belongs in a sorted sequence."""\n'
    "    return next((i for i, one in enumerate(seq) if x <= one), len(seq))\n",
    ("search(42, (-5, 1, 3, 5, 7, 10))", "search(42, [1, 5, 10])", "search(5, (1, 5, 10))", "search(7, ())"),
)
DATES = Problem(
    "dates",
    '"""Reference."""\n\n\ndef unique_day(day, possible):\n    """Whether one of the birthdays is then."""\n'
    "    return sum(day == one[1] for one in possible) == 1\n\n\ndef month_of(day, possible):\n"
    '    """The month of the one birthday on that day, or None."""\n    months = [m for m, d in possible if d == day]\n'
    "    return months[0] if len(months) == 1 else None\n",
    (
        "unique_day('16', (('May', '15'), ('May', '16'), ('June', '16')))",
        "unique_day('15', (('May', '15'), ('May', '16')))",
        "month_of('16', (('May', '15'), ('May', '16'), ('June', '16')))",
        "month_of('15', possible=(('May', '15'), ('May', '16')))",
    ),
)
EXTRAS = Problem(
    "extras",
    '"""Reference."""\n\n\ndef remove_extras(lst):\n    """The elements, each once, in order."""\n'
    "    return list(dict.fromkeys(lst))\n",
    ("remove_extras([1, 5, 1, 1, 3, 2])", "remove_extras([])", "remove_extras(['a', 'b', 'a'])"),
    unchanged=True,
)
AGES = Problem(
    "ages",
    '"""Reference."""\n\n\ndef sort_age(lst):\n    """The people, the oldest first."""\n'
    "    return sorted(lst, key=lambda one: -one[1])\n",
    ("sort_age([('F', 18)])", "sort_age([('M', 23), ('F', 19), ('M', 30)])", "sort_age([])"),
)
TOP = Problem(
    "top",
    '"""Reference."""\n\n\ndef top_k(lst, k):\n    """The k largest, the largest first."""\n'
    "    if k < 0:\n        raise ValueError('no such number')\n    return sorted(lst, reverse=True)[:k]\n",
    ("top_k([9, 8, 4, 5, 7, 2, 3, 1], 5)", "top_k([4, 2], k=0)", "top_k([4, 2], -1)"),
)
GIVEN = Problem(
    "given",
    '"""Reference."""\n\nimport numpy as np\n\n\n'
    'def relu(n):\n    """Silent below 0."""\n    return np.maximum(n, 0)\n\n\n'
    'def layer(n, f, *, cell):\n    """What a layer gives, and its name."""\n    if "name" not in cell:\n'
    '        raise KeyError("name")\n    return f(np.asarray(n)), cell["name"]\n\n\n'
    'def noise(rng, n):\n    """So many draws."""\n    return rng.normal(size=n)\n',
    (
        "layer([-1, 2], np.exp, cell={'name': 'input', 'w': None})",
        "layer([-1, 2], Given('relu'), cell={'name': 'hidden'}).within(atol=(0.1, None))",
        "layer([-1], f=np.tanh, cell={})",
        "noise(np.random.default_rng(3), n=3)",
        "noise(np.random.default_rng(3), n=0)",
    ),
)
PROBLEMS = [SEARCH, DATES, EXTRAS, AGES, TOP, GIVEN]
NUMPY = "import numpy as np\ndef relu(n):\n    return n * (n > 0)\n"
LAYER = NUMPY + "def layer(n, f, cell):\n    "
NOISE = "\ndef noise(rng, n):\n    return [rng.normal() for _ in range(n)]"
MONTH = "def month_of(day, possible):\n    found = [one for one in possible if one[1] == day]\n"
UNIQUE = "def unique_day(day, possible):\n    return [one[1] for one in possible].count(day) == 1\n"
# What each program is worth, by question.
EXTRA = "def remove_extras(lst):\n    "
PROGRAMS: dict[str, dict[str, tuple[str, dict[str, float]]]] = {
    "searching": {
        "right": (
            "def search(x, seq):\n    i = 0\n    while i < len(seq) and seq[i] < x:\n        i += 1\n    return i",
            {"search": 4},
        ),
        "none-at-the-end": (
            "def search(x, seq):\n    for i, one in enumerate(seq):\n        if x <= one:\n            return i",
            {"search": 1},
        ),
        "text": ("def search(x, seq):\n    return str(sum(one < x for one in seq))", {"search": 0}),
    },
    "dates": {
        "right": (
            UNIQUE + MONTH + "    if len(found) == 1:\n        return found[0][0]",
            {"unique_day": 2, "month_of": 2},
        ),
        "zero-and-one": (
            UNIQUE.replace("return ", "return 1 * (").replace("== 1", "== 1)") + MONTH + "    return 'May'",
            {"unique_day": 2, "month_of": 1},
        ),
        "always-none": (UNIQUE.replace("== 1", ">= 1") + MONTH, {"unique_day": 1, "month_of": 1}),
    },
    "extras": {
        "right": (
            EXTRA + "new = []\n    for one in lst:\n        new += [one] * (one not in new)\n    return new",
            {"remove_extras": 3},
        ),
        "sorted": (EXTRA + "return sorted(set(lst))", {"remove_extras": 2}),
        "in-place": (
            EXTRA + "lst[:] = [one for i, one in enumerate(lst) if one not in lst[:i]]\n    return lst",
            {"remove_extras": 1},
        ),
    },
    "ages": {
        "right-as-a-tuple": (
            "def sort_age(lst):\n    return tuple(sorted(lst, key=lambda one: one[1])[::-1])",
            {"sort_age": 3},
        ),
        "youngest-first": ("def sort_age(lst):\n    return sorted(lst, key=lambda one: one[1])", {"sort_age": 2}),
        "ages-alone": ("def sort_age(lst):\n    return sorted((one[1] for one in lst), reverse=True)", {"sort_age": 1}),
    },
    "given": {
        "right": (LAYER + "return [f(np.array(n)), cell['name']]" + NOISE, {"layer": 3, "noise": 2}),
        "stops-otherwise": (LAYER + "return f(np.array(n)), cell.get('name')", {"layer": 2, "noise": 0}),
        "own-function": (
            LAYER + "return np.exp(np.array(n)), cell['name']" + NOISE.replace("normal", "random"),
            {"layer": 2, "noise": 1},
        ),
    },
    "top": {
        "right": (
            "def top_k(lst, k):\n    if k < 0:\n        raise ValueError\n    return sorted(lst)[::-1][:k]",
            {"top_k": 3},
        ),
        "goes-on": ("def top_k(lst, k):\n    return sorted(lst)[::-1][:k]", {"top_k": 2}),
        "stub": ("def top_k(lst, k):\n    raise NotImplementedError", {"top_k": 0}),
    },
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The grade of each program."""
    folder = tmp_path_factory.mktemp("programs")
    kit = write_kit(folder / "kit", PROBLEMS)
    programs = {f"{name}-{one}": code for name, some in PROGRAMS.items() for one, (code, _) in some.items()}
    done = autograder("grade", hand_in(folder / "class", programs), "--out", folder / "out", "--kit", kit)
    assert done.returncode == 0, done.stdout + done.stderr
    found = [json.loads(path.read_text(encoding="utf-8")) for path in (folder / "out" / "results").glob("*.json")]
    return {grade["submission"].removesuffix(".py"): grade for grade in found}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "program"), [(name, program) for name, programs in PROGRAMS.items() for program in programs]
)
def test_a_program_gets_a_point_for_each_call_that_is_right(
    found: dict[str, dict[str, Any]], name: str, program: str
) -> None:
    marks = found[f"{name}-{program}"]["marks"]
    assert {mark["question"]: mark["points"] for mark in marks} == PROGRAMS[name][program][1], marks


def test_a_downloaded_problem_is_read(tmp_path: Path) -> None:
    for name, text in {
        "ans/input_001.txt": "search(1, (2,))\n",
        "code/reference/reference.py": SEARCH.reference,
        "code/correct/001.py": "right",
        "code/wrong/001.py": "wrong",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    problem, programs = read_class(tmp_path, "searching")
    assert problem == Problem("searching", SEARCH.reference, ("search(1, (2,))",))
    assert problem.calls_of == {"search": ["Call(1, (2,))"]}
    assert programs == {"correct-001": "right", "wrong-001": "wrong"}
