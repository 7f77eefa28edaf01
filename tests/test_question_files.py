"""A question as one file: what is built of it, what it says to whoever gets it wrong, and what a proof refuses."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from autograder.kit import Kit
from autograder.marking.suite import Suite
from tests.helpers.broken_kit import own_solutions
from tests.helpers.command import autograder, rows
from tests.helpers.known_answers import KIT
from tests.helpers.question_kit import NAME, QUESTION, question_kit, question_of, replaced

pytestmark = pytest.mark.slow
BUILDS = {"a wrong answer without its class", "an edit that fits nowhere", "an edit that makes no Python"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = question_kit(tmp_path_factory.mktemp("question") / "kit")
    done = autograder("build", NAME, "--kit", root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture
def kit(built: Path, tmp_path: Path) -> Path:
    """A copy of the built kit, to be broken."""
    return Path(shutil.copytree(built, tmp_path / "kit", ignore=shutil.ignore_patterns("receipts")))


def public_test(root: Path) -> Path:
    return root / "assignments" / NAME / "tests" / f"{QUESTION}.py"


def hidden_test(root: Path) -> Path:
    return root / "tests" / "hidden" / NAME / f"{QUESTION}_hidden.py"


def said(*arguments: object) -> tuple[int, str]:
    done = autograder(*arguments)
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout + done.stderr


# --- what a newcomer does


def test_a_new_assignment_is_proved_and_grades_at_once_beside_one_that_is_not_begun(
    built: Path, tmp_path: Path
) -> None:
    status, words = said("prove", NAME, "--workers", "1", "--kit", built)
    assert status == 0, words
    assert (built / "tests" / "receipts" / f"{NAME}.json").is_file()
    work = tmp_path / "work"
    work.mkdir()
    (work / "right.py").write_text("def celsius(f):\n    return (f - 32) / 1.8\n", encoding="utf-8")
    (work / "wrong.py").write_text("def celsius(f):\n    return (f + 32) / 1.8\n", encoding="utf-8")
    out = tmp_path / "out"
    said("grade", work, "--out", out, "--kit", built, "--workers", "1")
    found = rows(out)
    assert (found["right.py"]["score"], found["wrong.py"]["score"]) == ("4", "0")
    marks = json.loads((out / "results" / "wrong.py.json").read_text(encoding="utf-8"))["marks"]
    assert marks[0]["diagnosis"]["id"] == "W2"


def test_one_question_is_proved_without_a_receipt(kit: Path) -> None:
    status, words = said("prove", NAME, "--question", QUESTION, "--workers", "1", "--kit", kit)
    assert status == 0, words
    assert not (kit / "tests" / "receipts").exists()
    status, words = said("prove", NAME, "--question", "kelvin", "--kit", kit)
    assert (status, words.strip()) == (2, f"{NAME} has no question kelvin; it has {QUESTION}.")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((NAME, "--question", "kelvin"), f"assignments/{NAME}/{NAME}.md and solutions/{NAME}.py is there already"),
        (("cold",), f"{NAME} asks {QUESTION} already; give --question another name."),
        (("Cold",), "Cold is no name for an assignment"),
        (("class",), "class is no name for an assignment"),
        (("cold", "--question", "a-b"), "a-b is no name for a question"),
    ],
)
def test_a_name_that_cannot_be_used_is_told_and_nothing_is_written(
    kit: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = sorted(kit.rglob("*"))
    status, told = said("new", *arguments, "--kit", kit)
    assert status == 2
    assert words in told
    assert sorted(kit.rglob("*")) == before


def test_a_configuration_without_room_for_a_line_keeps_its_bytes(kit: Path) -> None:
    config = kit / "grading_config.yaml"
    text = "course: A\nterm: b\nassignments: {heat: {points: {celsius: 4}}}\n"
    config.write_text(text, encoding="utf-8")
    status, words = said("new", "cold", "--question", "kelvin", "--kit", kit)
    assert status == 2
    assert "Write there yourself:\n  cold:\n    points:\n      kelvin: 4" in words
    assert config.read_text(encoding="utf-8") == text


# --- what is built


def test_the_tests_hold_what_they_need_and_nothing_of_the_answers(built: Path) -> None:
    public, hidden = public_test(built).read_text(), hidden_test(built).read_text()
    assert "from solutions.heat import celsius as reference" in hidden
    for text in (public, hidden):
        assert text.startswith("# Built by autograder build")
        assert not re.search(r"WRONG|RIGHT|Wrong|np\.minimum|tests\.", text)
    assert "def hidden" not in public
    assert "hidden=True" not in public
    assert "water that boils" not in hidden


def test_a_changed_question_judges_nobody_until_its_tests_are_built_anew(kit: Path, tmp_path: Path) -> None:
    replaced(question_of(kit), '"A table of temperatures"', '"Temperatures in a table"')
    status, words = said("build", "--check", "--kit", kit)
    assert status == 2
    assert f"tests/hidden/{NAME}/{QUESTION}_hidden.py: is not what tests/questions/{NAME}/{QUESTION}.py says" in words
    work = tmp_path / "work.py"
    work.write_text("def celsius(f):\n    return (f - 32) / 1.8\n", encoding="utf-8")
    said("grade", work, "--out", tmp_path / "out", "--kit", kit, "--workers", "1")
    assert rows(tmp_path / "out")["work.py"]["status"] == "open"
    said("build", NAME, "--kit", kit)
    said("grade", work, "--out", tmp_path / "out", "--kit", kit, "--workers", "1")
    assert rows(tmp_path / "out")["work.py"]["score"] == "4"


def test_a_test_written_by_hand_is_never_built_over_and_works_without_its_part_of_the_file(kit: Path) -> None:
    text = public_test(kit).read_text().partition("\n")[2]
    public_test(kit).write_text(text, encoding="utf-8")
    status, words = said("build", NAME, "--kit", kit)
    assert (status, public_test(kit).read_text()) == (2, text)
    assert "is written by hand, and celsius.py would be built over it. Remove one of the two." in words
    replaced(question_of(kit), "PUBLIC = [", "MY_PUBLIC = [")
    status, words = said("build", NAME, "--kit", kit)
    assert status == 0, words


def test_a_new_right_answer_makes_no_grade_stale_and_all_that_judges_does(kit: Path) -> None:
    def digest() -> str:
        the_kit = Kit(kit)
        with own_solutions():
            return Suite(the_kit, the_kit.assignments[NAME]).digest

    first = digest()
    replaced(question_of(kit), "RIGHT = [", 'RIGHT = [\n    "def celsius(f):\\n    return (f - 32) * (5 / 9)",')
    assert digest() == first
    found = {first}
    for old, new in (("0.4, ", "0.45, "), ("[98.6, 300.0]", "[98.6, 301.0]"), ("takes nothing away", "forgets 32")):
        replaced(question_of(kit), old, new)
        found.add(digest())
    replaced(kit / "solutions" / f"{NAME}.py", "* 5 / 9", "* (5 / 9)")
    found.add(digest())
    assert len(found) == 5


@pytest.mark.long
def test_who_always_stops_passes_no_case_in_which_stopping_is_right(kit: Path, tmp_path: Path) -> None:
    replaced(
        kit / "solutions" / f"{NAME}.py",
        "    return",
        "    if np.any(f < -459.67):\n        raise ValueError(f)\n    return",
    )
    replaced(
        question_of(kit), "    return {\n", '    return {\n        "Colder than nothing": [(np.array([-500.0]),)],\n'
    )
    assert said("build", NAME, "--kit", kit)[0] == 0
    work = tmp_path / "work"
    work.mkdir()
    refuses = "def celsius(f):\n    if np.min(f) < -459.67:\n        raise ValueError\n"
    (work / "right.py").write_text(f"import numpy as np\n{refuses}    return (f - 32) / 1.8\n", encoding="utf-8")
    (work / "stops.py").write_text("def celsius(f):\n    raise ValueError\n", encoding="utf-8")
    (work / "never.py").write_text("def celsius(f):\n    return (f - 32) / 1.8\n", encoding="utf-8")
    said("grade", work, "--out", tmp_path / "out", "--kit", kit, "--workers", "1")
    assert {name: row["score"] for name, row in rows(tmp_path / "out").items()} == {
        "right.py": "4",
        "stops.py": "0",
        "never.py": "3.25",
    }


SAME = """\
PUBLIC = [
    Same("a table, and another", (np.array([[32.0, 5.0]]),), (np.array([[32.0, 5.0]]) * OTHER,), "What is 5 / 9?"),
"""


@pytest.mark.parametrize(
    ("other", "words"), [("1", ""), ("2", "fails its case 'a table, and another': AssertionError: Two")]
)
def test_two_inputs_that_give_the_same_may_be_larger_than_those_of_the_first_row(
    kit: Path, other: str, words: str
) -> None:
    replaced(question_of(kit), "PUBLIC = [\n", SAME.replace("OTHER", other))
    replaced(question_of(kit), "import Wrong\n", "import Wrong\nfrom autograder.questions.checks import Same\n")
    status, told = said("build", NAME, "--kit", kit)
    assert status == 0, told
    assert words in told
    assert bool(words) == ("fails its case" in told)


# --- what is wrong with a file is told, with its place

BROKEN = {
    "a syntax error": ("PUBLIC = [", "PUBLIC = [(", "line "),
    "a name that is not there": ("np.array([32.0])", "nd.array([32.0])", "name 'nd' is not defined"),
    "rows in no list": ("PUBLIC = [", "PUBLIC = 3\nROWS = [", "PUBLIC is of the kind int; write a list or a tuple."),
    "a row that lacks its question": (
        ', [0.0], "How much is left when 32 is taken away?")',
        ", [0.0])",
        "entry 1 of PUBLIC is not (words, inputs, right value, what to ask).",
    ),
    "inputs in no tuple": ("(np.array([32.0]),)", "np.array([32.0])", "are no tuple; a single one is written (x,)."),
    "a wrong answer without its class": ('    Wrong("W1", ', '    ("W1", ', "entry 1 of WRONG is of the kind tuple"),
    "an edit that fits nowhere": ('" - 32", ""', '" - 33", ""', "W1 changes ' - 33', which does not stand in the"),
    "an edit that makes no Python": ('" - 32", ""', '" - 32", " - ("', "W1 makes the reference no Python"),
    "no hidden cases": ("    return {\n", "    return [] and {\n", "hidden gives no dict of cases"),
    "a hidden case without inputs": ("[(f.reshape(2, 3),)]", "[]", "the hidden case 'A table of temperatures' has no"),
    "hidden inputs in no tuple": (
        "[(rng.integers(-60, 200, 5),)]",
        "[rng.integers(-60, 200, 5)]",
        "in the hidden case 'Whole numbers' a ndarray is no tuple of inputs; a single one is written (x,).",
    ),
    "a wrong answer whose share and hint changed places": (
        '0.3, "What does 0 mean on either scale?"',
        '"What does 0 mean on either scale?", 0.3',
        "entry 1 of WRONG has 0.3 for its hint, which is a text; write Wrong(",
    ),
    "a wrong answer without its misconception": (
        '"W2", "adds 32", 0.4, ',
        '"W2", 0.4, ',
        "entry 2 of WRONG has 0.4 for its misconception",
    ),
    "a share in percent": ('"adds 32", 0.4', '"adds 32", 40', "entry 2 of WRONG has 40 for its share, a number from 0"),
    "a wrong answer that changes nothing": (
        ', " - 32", " + 32")',
        ")",
        "entry 2 of WRONG has neither an edit nor code",
    ),
    "PUBLIC by another name": ("PUBLIC = [", "PUBLICS = [", "nothing reads PUBLICS; write PUBLIC, or give it another"),
    "RIGHT in small letters": ("RIGHT = [", "right = [", "nothing reads right; write RIGHT, or give it another name."),
    "hidden by another name": ("def hidden(rng)", "def hiden(rng)", "nothing reads hiden; write hidden, or give it"),
    "words by another name": (
        "MARKS_COME_FROM",
        "MARKS_COMES_FROM",
        "nothing reads MARKS_COMES_FROM; write MARKS_COME",
    ),
    "inputs that never end": ("    f = rng", "    while True:\n        pass\n    f = rng", "did not come to an end"),
    "a name that Otter reads": (
        "def hidden(rng):\n",
        "points = 3\n\n\ndef hidden(rng):\n    rng.uniform(size=points)\n",
        "points has a meaning in a test file. Give it another name.",
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_wrong_with_a_question_file_is_told_and_keeps_what_was_built(kit: Path, kind: str) -> None:
    old, new, words = BROKEN[kind]
    before = hidden_test(kit).read_bytes(), public_test(kit).read_bytes()
    replaced(question_of(kit), old, new)
    status, told = said("build", NAME, "--kit", kit)
    assert f"tests/questions/{NAME}/{QUESTION}.py" in told
    assert words in told
    assert (hidden_test(kit).read_bytes(), public_test(kit).read_bytes()) == before
    if kind not in BUILDS:  # in these, what is wrong is in the answers alone
        assert status == 2
    assert said("build", "--check", "--kit", kit)[0] == 2


def test_what_a_built_test_was_made_of_cannot_go_and_leave_it_judging(kit: Path) -> None:
    """A proof would hold by the hidden cases of last week."""
    question = question_of(kit).read_text(encoding="utf-8")
    start, end = question.index("def hidden"), question.index("# Mistakes that people make")
    question_of(kit).write_text(question[:start] + question[end:], encoding="utf-8")
    status, told = said("prove", NAME, "--question", QUESTION, "--workers", "1", "--kit", kit)
    assert status == 2
    assert f"{QUESTION}_hidden.py: was built of tests/questions/{NAME}/{QUESTION}.py, which now says nothing" in told


def test_a_file_that_says_how_it_is_encoded_is_told_of_in_words(kit: Path) -> None:
    text = question_of(kit).read_text(encoding="utf-8")
    question_of(kit).write_bytes(f"# -*- coding: latin-1 -*-\n{text}".encode("latin-1"))
    told = said("build", NAME, "--kit", kit)[1]
    assert f"tests/questions/{NAME}/{QUESTION}.py" in told


def test_a_question_file_by_another_name_than_its_question_is_asked_for(kit: Path) -> None:
    question_of(kit).rename(question_of(kit).with_name("fahrenheit.py"))
    public_test(kit).unlink()
    hidden_test(kit).unlink()
    told = said("build", NAME, "--kit", kit)[1]
    assert f"is missing. Write tests/questions/{NAME}/{QUESTION}.py, and run autograder build; or write this" in told


def test_a_test_that_nothing_makes_is_asked_for_by_its_part(kit: Path) -> None:
    replaced(question_of(kit), "PUBLIC = [", "MY_PUBLIC = [")
    public_test(kit).unlink()
    told = said("build", NAME, "--kit", kit)[1]
    assert f"is missing. Write PUBLIC into tests/questions/{NAME}/{QUESTION}.py, and run autograder build" in told


def test_a_case_that_the_reference_fails_is_mended_where_it_was_written(kit: Path) -> None:
    replaced(question_of(kit), "[100.0]", "[101.0]")
    told = said("build", NAME, "--kit", kit)[1]
    assert f"Mend tests/questions/{NAME}/{QUESTION}.py, of which this is built, or the reference, and run" in told


def test_names_of_an_authors_own_are_left_alone(kit: Path) -> None:
    """What the file reads itself, what is unlike any name of the kit's, and what stands beside the real one."""
    own = "USUAL = 3\nPUBLIC_ROWS = 4\nTOL = 1e-6\nRTOL = TOL\nRIGHTS = 2\n"
    replaced(question_of(kit), "PUBLIC = [", f"{own}PUBLIC = [")
    status, told = said("build", NAME, "--kit", kit)
    assert status == 0, told


NO_VALUE = "PUBLIC holds no row, Value or Answer. Write one: by it the first check knows what comes back."
PUBLIC_ALONE = {
    "a function": 'def falls(f):\n    """falls"""\n\n\nPUBLIC = [falls]\nROWS = [',
    "a relation": 'PUBLIC = [Same("same", (np.ones(1),), (np.ones(1),), "Why?")]\nROWS = [',
}


@pytest.mark.long
@pytest.mark.parametrize("kind", PUBLIC_ALONE)
def test_public_checks_without_a_value_are_told(kit: Path, kind: str) -> None:
    replaced(question_of(kit), "PUBLIC = [", PUBLIC_ALONE[kind])
    replaced(question_of(kit), "import Wrong\n", "import Wrong\nfrom autograder.questions.checks import Same\n")
    status, told = said("build", NAME, "--kit", kit)
    assert status == 2
    assert f"tests/questions/{NAME}/{QUESTION}.py: {NO_VALUE}" in told


REFERENCES = {
    "a lambda": ("celsius = lambda f: (np.asarray(f, dtype=float) - 32) * 5 / 9\n", "is not written with def"),
    "one of NumPy's": ("celsius = np.exp\n", "does not say how celsius is called. Write it with def."),
    "a partial": (
        "from functools import partial\n\n\ndef to(a, f):\n    return (f - a) / 1.8\n\n\ncelsius = partial(to, 32)\n",
        "is not written with def",
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("kind", REFERENCES)
def test_a_reference_that_is_no_function_of_its_own_is_told(kit: Path, kind: str) -> None:
    code, words = REFERENCES[kind]
    (kit / "solutions" / f"{NAME}.py").write_text(f"import numpy as np\n\n{code}", encoding="utf-8")
    for command in (("build", NAME), ("build", "--check"), ("prove", NAME, "--workers", "1"), ("doctor",)):
        said(*command, "--kit", kit)  # each in words
    assert words in said("build", NAME, "--kit", kit)[1]


# --- and a proof says no

REFUSED = {
    "a hidden case with a typo of its own": (
        [("[(f.reshape(2, 3),)]", "[(np.atleast_4d(f),)]")],
        "has no attribute 'atleast_4d'",
    ),
    "a public check that no right answer passes": (
        [("[100.0]", "[101.0]")],
        "the reference fails its case 'water that boils, at 212 °F'",
    ),
    "too few right answers": (
        [('    "def celsius(f):\\n    return (f - 32) / 1.8",\n', "")],
        "celsius has 5 right",
    ),
    "too few wrong answers": (
        [("WRONG = [", "WRONG = [][:0]\nOTHERS = [")],
        "celsius has 0 wrong",
    ),
    "a hidden case that no wrong answer fails": (
        [
            ("import Wrong", "import Call, Wrong"),
            ('        "Whole numbers": ', '        "Anything": [Call(f).within(atol=1e6)],\n        "Whole numbers": '),
            ('"(np.asarray(f, dtype=float)", "(f[0]"', '" - 32", " - 30"'),
        ],
        "hidden cases that no wrong answer fails: 1",
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("kind", REFUSED)
def test_a_proof_refuses(kit: Path, kind: str) -> None:
    edits, words = REFUSED[kind]
    for old, new in edits:
        replaced(question_of(kit), old, new)
    said("build", NAME, "--kit", kit)
    status, told = said("prove", NAME, "--question", QUESTION, "--workers", "1", "--kit", kit)
    assert status != 0
    assert words in told


@pytest.mark.long
def test_a_case_that_no_wrong_answer_fails_may_stand_with_its_reason(kit: Path) -> None:
    idle = REFUSED["a hidden case that no wrong answer fails"][0]
    for old, new in [*idle, ("MARKS_COME", 'IDLE = {"Anything": "it must come to an end"}\nMARKS_COME')]:
        replaced(question_of(kit), old, new)
    said("build", NAME, "--kit", kit)
    status, told = said("prove", NAME, "--question", QUESTION, "--workers", "1", "--kit", kit)
    assert status == 0, told


# --- and the two assignments that moved over


@pytest.mark.parametrize("assignment", KIT.assignments.values(), ids=lambda one: one.name)
def test_every_question_of_ours_is_one_file_and_built(assignment: object) -> None:
    assert {path.stem for path in assignment.question_files} >= set(assignment.points)  # type: ignore[attr-defined]
