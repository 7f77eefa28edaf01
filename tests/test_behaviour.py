"""The digest of what a function did: the same for answers that behave alike, another for others, and for no student."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.marking.behaviour import behaviour_of
from autograder.marking.symptoms import DEAD, Outcome, outcome
from autograder.model import Evidence, Verdict
from tests.helpers.command import autograder

PASSED, FAILED, UNKNOWN = (Verdict("a case", hidden=True, outcome=of) for of in ("passed", "failed", "unknown"))
IMPORT = "import numpy as np\n\n\n"
# what remembers is compared by its steps
TOTAL = "{0} = 0\n\n\ndef relu(n):\n    global {0}\n    {0} = {0} + np.maximum(n, 0).sum()\n    return {0}\n"
ALIKE = {  # two answers each that nobody would tell apart by what they do
    "right": ("return np.maximum(n, 0)", "return n * (n > 0)"),
    "unchanged": ("return n", "return 1.0 * n"),
    "scaled": ("return np.maximum(n, 0) / 3", "return np.maximum(n, 0) * (1 / 3)"),  # not to the last bit the same
    "constant": ("return 5", "return 7"),
    "undefined": ("return maximum(n, 0)", "return bigger(n, 0)"),
    "negative": ("return -n", "return 0 - n"),
    "hands nothing back": ("print(n)", "n = np.maximum(n, 0)"),
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("behaviour")
    (folder / "class").mkdir()
    answers = {f"{name}-{n}": f"def relu(n):\n    {one}\n" for name, two in ALIKE.items() for n, one in enumerate(two)}
    answers |= {f"remembers-{n}": TOTAL.format(name) for n, name in enumerate(("total", "so_far"))}
    for name, code in answers.items():
        (folder / "class" / f"{name}.py").write_text(IMPORT + code, encoding="utf-8")
    done = autograder("grade", folder / "class", "--out", folder / "out")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "out"


def digests(out: Path, question: str) -> dict[str, str]:
    grades = [json.loads(path.read_text(encoding="utf-8")) for path in (out / "results").glob("*.json")]
    return {
        one["submission"]: mark["behaviour"] for one in grades for mark in one["marks"] if mark["question"] == question
    }


@pytest.mark.slow
def test_answers_have_one_digest_if_and_only_if_they_behave_alike(out: Path) -> None:
    found = digests(out, "relu")
    groups = {name: {found[f"{name}-{n}.py"] for n in (0, 1)} for name in (*ALIKE, "remembers")}
    assert [name for name, group in groups.items() if len(group) != 1] == []
    assert len(set(found.values())) == len(groups)
    assert all(len(digest) == 16 and int(digest, 16) >= 0 for digest in found.values())


@pytest.mark.slow
def test_where_there_is_no_function_there_is_no_digest(out: Path) -> None:
    assert set(digests(out, "tanh").values()) == {""}


@pytest.mark.slow
def test_no_student_reads_a_digest(out: Path) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (out / "feedback").glob("*.html"))
    assert "relu" in pages
    assert [digest for digest in digests(out, "relu").values() if digest in pages] == []


def did(*values: object) -> str:
    return behaviour_of([FAILED], [outcome(Evidence(value=value)) for value in values])


@example(2097154, 0, 1)  # 2 ** 21 + 2: on an edge, were values taken as they are
@given(st.integers(1, 10**9), st.integers(-12, 12), st.integers(-4, 4))
def test_no_number_that_people_write_is_so_near_an_edge_that_rounding_moves_it_over(
    digits: int, power: int, steps: int
) -> None:
    value = float(f"{digits}e{power}")
    assert did(1.5, value) == did(1.5, value + steps * np.spacing(value))


def test_what_no_comparison_tells_apart_is_one() -> None:
    assert did(1, 0.0) == did(1, -0.0) == did(1, 1e-13)
    assert did(1, np.array([np.nan])) == did(1, -np.array([np.nan]))
    assert did(1, np.array([np.inf])) != did(1, np.array([-np.inf]))
    assert did(1, [2.0, 3.0]) == did(1, np.array([2, 3]))
    assert did(1, [2.0, 3.0]) != did(1, [[2.0, 3.0]])
    assert did(1, 2.0) != did(1, 2.00001)
    assert did(None, 1) != did("text", 1)


def test_an_array_that_was_changed_is_another_behaviour() -> None:
    left, changed = (Evidence(value=1.0, changed=(how,)) for how in (None, np.ones(1)))
    assert behaviour_of([FAILED], [outcome(left), outcome(Evidence())]) != behaviour_of(
        [FAILED], [outcome(changed), outcome(Evidence())]
    )


def test_the_cases_count_too() -> None:
    assert behaviour_of([FAILED, PASSED]) != behaviour_of([PASSED, FAILED])
    assert behaviour_of([PASSED]) != behaviour_of([FAILED]) != behaviour_of([FAILED], [outcome(DEAD)])


def test_what_is_not_decided_has_no_digest() -> None:
    assert behaviour_of([PASSED, UNKNOWN], [Outcome("nothing")]) == ""
