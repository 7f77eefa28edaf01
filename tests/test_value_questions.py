"""Questions that are answered by a plain value: a choice, a number with a unit, a text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.errors import ConfigError, WrongAssignmentError
from autograder.grading import Grader
from autograder.kit import Kit
from autograder.marking.chosen import choose_suite, functions_of
from autograder.marking.suite import Suite, suites_of
from autograder.model import Cell, Grade, Mark, Notebook, Person, Submission
from autograder.questions.value_checks import number_of
from autograder.questions.value_file import value_question
from autograder.reports.student_view import student_view
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.command import autograder, rows
from tests.helpers.value_kit import FILES, NAME, RIGHT, handed_in, question_of, value_kit

pytestmark = pytest.mark.slow
Graded = Callable[..., Grade]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = value_kit(tmp_path_factory.mktemp("values") / "kit")
    done = autograder("build", "--kit", root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture
def kit(built: Path, tmp_path: Path) -> Path:
    """A copy of the built kit, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "kit", ignore=shutil.ignore_patterns("receipts", ".cache")))


@pytest.fixture(scope="module")
def graded(
    built: Path, zygote: ZygoteProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., dict[str, Mark]]]:
    """The marks of right answers with some replaced by other code, and more cells behind them."""
    kit, folder = Kit(built), tmp_path_factory.mktemp("work")
    grader = Grader(kit.config.limits, suites_of(kit), zygote)

    def grade(*more: str, **answers: str) -> dict[str, Mark]:
        path = handed_in(folder / "work.py", *more, **answers)
        return {mark.question: mark for mark in grader.grade(Submission("work.py", path, asked=NAME)).marks}

    return grade


def said(mark: Mark) -> str:
    """What the public check says."""
    (verdict,) = [one for one in mark.verdicts if not one.hidden]
    return verdict.says


# --- what is right, however it is written

AS_WRITTEN = {
    "ion": ['"B"', "'b'", '" B "', "np.array(['A', 'B'])[1]", "str('B')"],
    "rest": [
        *("-54.0", "-54", "np.float64(-54)", "np.int64(-54)", "np.array(-54.0)", "-54.02", "-0.054 * 1000"),
        *('"-54 mV"', '"-54mV"', '" -54.0   mV "', '"-0.054 V"', '"-54000 uV"', '"-54000 µV"', '"-5.4e1 mV"'),
        *(
            '"- 54 mV"',
            '"−54 mV"',
            '"-.054 V"',
            '"-54.\\u00a0mV"',
            '"-5.4e-5 kV"',
            "__import__('fractions').Fraction(-54)",
        ),
    ],
    "predict": ['"it doubles"', '"""It\ndoubles."""', '"вдвое больше"', '"两倍"', "['it', 'doubles']", '"2 x"'],
}


@pytest.mark.parametrize(("question", "code"), [(name, code) for name in AS_WRITTEN for code in AS_WRITTEN[name]])
def test_what_is_right_is_right_however_it_is_written(graded: Graded, question: str, code: str) -> None:
    mark = graded(**{question: f"{question} = {code}"})[question]
    assert mark.points == mark.max_points, mark
    assert all(verdict.outcome == "passed" for verdict in mark.verdicts)
    assert mark.diagnosis is None


# --- what is no answer, and what the public check says of it

NO_ANSWERS = [
    ("ion", "ion = ...", "still the ..."),
    ("ion", "", "no value so far"),
    ("ion", "ion = None", "no value so far"),
    ("ion", "ion = B", "no value so far"),
    ("ion", "ion = 'D'", "none of the choices. Write one of these: 'A', 'B', 'C'."),
    ("ion", "ion = ['B']", "a list"),
    ("ion", "ion = 'B' * 10**6", "none of the choices"),
    ("ion", "def ion():\n    return 'B'", "is a function here"),
    ("ion", "class ion:\n    pass", "is a class here"),
    ("ion", "ion = np", "is a module here"),
    ("ion", "ion = lambda: 'B'", "is a function here"),
    ("ion", "class Every:\n    __eq__ = lambda *_: True\n\nion = Every()", "something of the kind Every"),
    (
        "ion",
        "class Every(str):\n    __eq__ = lambda *_: True\n    __hash__ = None\n\nion = Every('x')",
        "none of the choices",
    ),
    ("rest", "rest = '-54'", "no unit. Which unit is it in?"),
    ("rest", "rest = '-54 ms'", "which is not converted into mV"),
    ("rest", "rest = '-54 mv'", "which is not converted into mV"),
    ("rest", "rest = '-54 millivolts'", "which is not converted into mV"),
    ("rest", "rest = '-54,0 mV'", "Write it with a decimal point"),
    ("rest", "rest = '-5,400 mV'", "Write it with a decimal point"),
    ("rest", "rest = 'about -54 mV'", "which is not read as a number"),
    ("rest", "rest = '1e999 mV'", "which is not read as a number"),
    ("rest", "rest = [-54.0]", "a list"),
    ("rest", "rest = np.array([-54.0])", "an array"),
    ("rest", "rest = True", "rest is True. Write one number, in mV."),
    ("rest", "rest = float('nan')", "rest is nan. Write one number"),
    ("rest", "rest = 10**400", "Write one number, in mV."),
    ("rest", "rest = -54 + 0j", "Write one number, in mV."),
    ("rest", "rest = ('-54', 'mV')", "several values"),
    ("rest", "class Quantity:\n    pass\n\nrest = Quantity()", "something of the kind Quantity"),
    ("predict", "predict = ''", "still empty"),
    ("predict", "predict = ' \\n '", "still empty"),
    ("predict", "predict = '...'", "still empty"),
    ("predict", "predict = 'What happens to the rate when the current is doubled?'", "still empty"),
    ("predict", "predict = 'yes'", "at least 2 words"),
    ("predict", "def predict():\n    return 'it doubles'", "is a function here"),
    ("predict", "predict = object()", "something of the kind object"),
]


@pytest.mark.parametrize(("question", "code", "words"), NO_ANSWERS)
def test_what_is_no_answer_earns_nothing_and_is_told(graded: Graded, question: str, code: str, words: str) -> None:
    marks = graded(**{question: code})
    mark = marks.pop(question)
    assert mark.points == 0
    assert words in said(mark), said(mark)
    assert all(other.points == other.max_points for other in marks.values()), "it costs this question alone"


def test_what_keeps_its_worker_busy_or_is_too_large_costs_its_question_alone(graded: Graded) -> None:
    endless = "class Endless(str):\n    def __str__(self):\n        while True:\n            pass\n\nion = Endless('B')"
    marks = graded(ion=endless, rest="rest = list(range(10**7))")
    assert (marks["ion"].points, marks["rest"].points, marks["predict"].points) == (0, 0, 0.25)
    assert "ion could not be read" in said(marks["ion"])


# --- what is wrong, and what is asked then


def test_a_wrong_choice_has_its_hint_and_its_share(graded: Graded) -> None:
    mark = graded(ion='ion = "A"')["ion"]
    assert mark.points == 0
    assert said(mark) == "", "it is one of the choices"
    assert mark.diagnosis is not None
    assert (mark.diagnosis.id, mark.diagnosis.misconception) == ("choice A", "chose A: sodium, which flows in")
    mark = graded(ion='ion = "c"')["ion"]
    assert mark.points == 1, "SHARES gives half of it"


NUMBERS = [
    ("rest = 54.0", "54"),
    ("rest = '54 mV'", "54"),
    ("rest = '0.054 V'", "54"),
    ("rest = '-54 V'", "unit"),
    ("rest = '-54 ms'", "unit"),
    ("rest = -5.4", "size"),
    ("rest = -54.6", "number"),
    ("rest = -54000", "size"),
    ("rest = '-54'", ""),
]


@pytest.mark.parametrize(("code", "known"), NUMBERS)
def test_a_wrong_number_is_recognised_where_somebody_knows_it(graded: Graded, code: str, known: str) -> None:
    mark = graded(rest=code)["rest"]
    assert mark.points == 0
    assert (mark.diagnosis.id if mark.diagnosis else "") == known


def test_the_page_shows_what_was_given_and_the_hint_and_no_count_of_cases(built: Path, graded: Graded) -> None:
    marks = graded(ion='ion = "A"', predict='predict = "<b>more</b> of it"')
    grade = Grade("work.py", NAME, "graded", 5.25, tuple(marks.values()), _provenance())
    view = student_view(grade, Person("", ""), Kit(built).config.visibility)
    ion, rest, predict = view.questions
    assert ion.note == "You wrote: A"
    assert ion.hint == "Which way does sodium change the potential when it flows in?"
    assert (rest.note, rest.hint, rest.further) == ("You wrote: -54.0", "", "")
    assert predict.note == "You wrote: <b>more</b> of it", "and where it is laid out it is text"
    assert "potassium" not in repr(view)


def _provenance() -> object:
    from autograder.model import Provenance

    return Provenance("", "", "")


# --- the value at the end counts

AT_THE_END = [
    ("rest = 3", ["rest = -54.0"], 3),
    ("rest = -54.0", ["rest = 3"], 0),
    ("rest = -54.0", ["rest = ..."], 0),
    ("rest = -54.0", ["del rest"], 0),
    ("", ["for rest in (1.0, -54.0):\n    pass"], 3),
    ("rest = -55.0", ["rest += 1"], 3),
    ("(rest, other) = -54.0, 2", [], 3),
    ("if True:\n    rest = -54.0", [], 3),
    ("rest: float = -54.0", [], 3),
    ("rest = -54.0", ["1 / 0"], 3),
    ("from math import e as rest", [], 0),
    ("%%writefile own.py\nrest = -54.0", ["from own import rest"], 3),
]


@pytest.mark.parametrize(("first", "behind", "points"), AT_THE_END)
def test_the_value_at_the_end_counts(graded: Graded, first: str, behind: list[str], points: float) -> None:
    assert graded(*behind, rest=first)["rest"].points == points


# --- which assignment a notebook is of, and what it answers


def notebook(*sources: str, stamp: str | None = None) -> Notebook:
    return Notebook(tuple(Cell(number, source) for number, source in enumerate(sources, 1)), stamp)


def answered(suite: Suite, *sources: str) -> frozenset[str]:
    return functions_of(notebook(*sources)).answered(suite.valued)


def test_a_notebook_of_values_is_known_by_its_names_and_a_stub_is_not_begun(built: Path) -> None:
    suites = suites_of(Kit(built))
    suite = suites[NAME]
    for cells in (list(RIGHT.values()), [f"{name} = ..." for name in RIGHT], ["ion: str = 'A'", "rest = 2"]):
        one = notebook(*cells)
        assert choose_suite(one, functions_of(one), suites, None) is suite
    for cells in (["rest = 0.1"], ["x = 3"], ["print(rest)"]):
        one = notebook(*cells)
        with pytest.raises(WrongAssignmentError):
            choose_suite(one, functions_of(one), suites, None)
    assert answered(suite, *RIGHT.values()) == set(RIGHT)
    assert answered(suite, "ion = ...", "rest = None", "predict: str = ...") == set()
    assert answered(suite, "ion = 'A'", "ion = ...") == set()
    assert answered(suite, "ion = ...", "for ion in 'AB':\n    pass") == {"ion"}
    assert answered(suite, "def ion():\n    return 'B'") == set()


# --- units


@pytest.mark.parametrize(
    ("text", "unit", "right"),
    [
        *(
            ("2 V", "mV", 2000),
            ("2 mV", "V", 0.002),
            ("1.5 kOhm", "MΩ", 0.0015),
            ("3 nS", "pS", 3000),
            ("1 MHz", "Hz", 1e6),
        ),
        *(
            ("5 ms", "s", 0.005),
            ("4 uM", "mM", 0.004),
            ("7 mm", "m", 0.007),
            ("7 cm", "mm", 70),
            ("2 mV/ms", "mV / ms", 2),
        ),
        *(("2 1/ms", "1/ms", 2), ("2/ms", "1/ms", 2), ("2 per ms", "1/ms", 2), ("2 ms^-1", "1 / ms", 2)),
        *(("2 ms**-1", "/ms", 2), ("2 ms-1", "per ms", 2), ("2 percent", "percent", 2)),
        *(("12 %", "%", 12), ("37 °C", "°C", 37), ("0.1", "", 0.1), ("3 ohm", "Ω", 3), ("1e-3 mol", "mmol", 1)),
    ],
)
def test_units_are_converted_exactly(text: str, unit: str, right: float) -> None:
    assert number_of("x", text, unit) == right


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *(("2 MV", "mv"), ("2 V/s", "mV/ms"), ("2 K", "°C"), ("2 M", "m"), ("2 S", "s"), ("2 kmV", "V"), ("2 in", "m")),
        *(("2 mV", ""), ("2 h", "s"), ("2 m V x", "mV"), ("2 1/s", "Hz"), ("2 mV mV", "mV")),
        *(("2 ms", "1/ms"), ("2 /s", "1/ms"), ("2 mV ms^-1", "1/ms"), ("2 1/ms", "ms")),
    ],
)
def test_what_is_not_in_the_table_is_not_guessed(text: str, unit: str) -> None:
    with pytest.raises(AssertionError):
        number_of("x", text, unit)


# --- what students may see


def test_nothing_that_students_get_tells_what_is_right(built: Path) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (built / "assignments").rglob("*.*")}
    every = "\n".join(text for name, text in texts.items() if name != f"{NAME}.md")
    assert "54" not in every
    assert "RIGHT_CHOICE" not in every
    assert "sodium change" not in every, "hints come after grading"
    cells = ["".join(cell["source"]) for cell in json.loads(texts[f"{NAME}.ipynb"])["cells"]]
    assert "# Write one of these in the place of the dots:\n#   'A'  sodium, which flows in\n" in cells[1]
    assert cells[3].endswith("rest = ...")
    assert "mV" in cells[3]
    assert cells[5].startswith("# What happens to the rate when the current is doubled?\n")


@pytest.mark.parametrize(
    "leak",
    [
        'By the way, ion = "B" is right.',
        "So rest=-54.0.",
        "Which side of the membrane is the negative one?",
        "```{code-cell} ipython3\nrest = -50\n```",
    ],
)
def test_a_release_that_gives_an_answer_away_does_not_go_out(kit: Path, leak: str) -> None:
    source = kit / "assignments" / NAME / f"{NAME}.md"
    source.write_text(source.read_text(encoding="utf-8") + f"\n{leak}\n", encoding="utf-8")
    assert autograder("build", "--kit", kit).returncode == 0
    done = autograder("release", NAME, "--kit", kit)
    assert done.returncode == 2, done.stdout + done.stderr
    assert f"{NAME}.ipynb, cell" in done.stderr, done.stderr


def test_an_answer_of_another_assignment_that_is_still_to_be_graded_does_not_go_out(kit: Path) -> None:
    path = kit / "grading_config.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("limits:", "  later:\n    points: {gate: 1}\nlimits:", 1))
    text = FILES["ion"].replace("potassium", "protons")
    (kit / "tests" / "questions" / "later").mkdir()
    (kit / "tests" / "questions" / "later" / "gate.py").write_text(text, encoding="utf-8")
    source = kit / "assignments" / NAME / f"{NAME}.md"
    source.write_text(source.read_text(encoding="utf-8") + "\nNext week, gate = 'B'.\n", encoding="utf-8")
    assert autograder("build", NAME, "--kit", kit).returncode == 0
    done = autograder("release", NAME, "--kit", kit)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "what is right for gate of later" in done.stderr


def test_a_sound_one_goes_out_alone(kit: Path) -> None:
    done = autograder("release", NAME, "--kit", kit)
    assert done.returncode == 0, done.stdout + done.stderr


# --- what a file may say

BROKEN = [
    ("ion", 'RIGHT_CHOICE = "B"', 'RIGHT_CHOICE = "D"', "RIGHT_CHOICE is none of the choices"),
    ("ion", 'RIGHT_CHOICE = "B"', "", "RIGHT_CHOICE is none of the choices"),
    ("ion", '    "A": "Which', '    "Z": "Which', "HINTS has nothing for 'A'"),
    (
        "ion",
        '    "C": "What would',
        '    "B": "Why?",\n    "C": "What would',
        "HINTS has 'B', which is no wrong choice",
    ),
    ("ion", "SHARES = {", 'SHARES = {"B": 0.5, ', "SHARES gives 0.5 for 'B'"),
    ("ion", '"C": 0.5', '"C": 1', "SHARES gives 1 for 'C'"),
    ("ion", '    "C": "chloride', '    "b": "chloride', "differ in capitals or spaces alone"),
    ("ion", 'RIGHT_CHOICE = "B"', 'RIGHT_CHOICE = "B"\nUNIT = "mV"', "say two kinds of question"),
    (
        "ion",
        'RIGHT_CHOICE = "B"',
        'RIGHT_CHOICE = "B"\nPUBLIC = []',
        "PUBLIC belongs to a question that asks for a function",
    ),
    ("ion", "CHOICES = {", "CHOICES = {} and {", "two or more choices"),
    ("rest", "VALUE = -54.0", "", "there is no VALUE"),
    ("rest", "VALUE = -54.0", 'VALUE = "-54 mV"', "VALUE is '-54 mV', and no number"),
    ("rest", "VALUE = -54.0", 'VALUE = float("inf")', "VALUE is inf, and no number"),
    ("rest", "VALUE = -54.0", "VALUE = 54.0", "HINTS has 54, which is right"),
    ("rest", "RTOL = 0.001", "RTOL = -1", "not negative"),
    ("rest", 'UNIT = "mV"', "UNIT = 3", "UNIT is no text"),
    ("rest", 'UNIT = "mV"', 'UNIT = "10 mV"', "UNIT is '10 mV', whose digits belong to the number"),
    ("predict", "FEWEST_WORDS = 2", "FEWEST_WORDS = 0", "FEWEST_WORDS is no number of words"),
    ("predict", 'TEXT = "What', 'TEXT = 3 or "What', "TEXT is no text"),
]


@pytest.mark.parametrize(("question", "old", "new", "words"), BROKEN)
def test_a_file_that_says_what_cannot_be_is_named(
    tmp_path: Path, question: str, old: str, new: str, words: str
) -> None:
    assert old in FILES[question]
    root = value_kit(tmp_path / "kit", **{question: FILES[question].replace(old, new, 1)})
    assignment = Kit(root).assignments[NAME]
    with pytest.raises(ConfigError) as found:
        value_question(assignment, question)
    assert words in str(found.value)
    assert f"tests/questions/{NAME}/{question}.py" in str(found.value)


def test_a_broken_file_stops_nothing_else(kit: Path) -> None:
    question_of(kit, "ion").write_text(FILES["ion"].replace('"B"\n', '"D"\n'), encoding="utf-8")
    done = autograder("build", "--kit", kit)
    assert done.returncode == 2, done.stdout + done.stderr
    assert f"tests/questions/{NAME}/ion.py: RIGHT_CHOICE is none of the choices" in done.stderr
    assert "Traceback" not in done.stderr
    suite = suites_of(Kit(kit))[NAME]
    assert [q.id for q in suite.questions if q.hidden.fault] == ["ion"], "the others can still be judged"


def test_a_value_uses_no_function_and_is_used_as_none(kit: Path) -> None:
    question_of(kit, "ion").write_text(f'{FILES["ion"]}ALSO = ["other"]\n', encoding="utf-8")
    question_of(kit, "predict").write_text('USES = ["rest"]\n', encoding="utf-8")
    faults = "\n".join(map(str, suites_of(Kit(kit))[NAME].faults))
    assert "ion.py, line 14: ALSO is for a question that asks for a function" in faults
    assert "predict.py, line 1: USES names rest, which asks for a value, and not for a function" in faults


# --- is it any good?


def test_it_is_proved_with_no_answer_written_by_hand(kit: Path) -> None:
    done = autograder("prove", NAME, "--workers", "1", "--kit", kit)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "wrong answers that keep full marks: 0 of" in done.stdout
    receipt = json.loads((kit / "tests" / "receipts" / f"{NAME}.json").read_text(encoding="utf-8"))
    assert {"choice A", "choice C"} <= set(receipt["outcomes"]["wrong"]["ion"])
    assert receipt["outcomes"]["stub"] == {name: {"the stub": "0, fails 1"} for name in FILES} | {
        "ion": {"the stub": "0, fails 1"}
    }


def test_a_number_that_nothing_is_wrong_beside_is_not_proved(kit: Path) -> None:
    path = question_of(kit, "rest")
    text = path.read_text(encoding="utf-8").replace("RTOL = 0.001", "ATOL = 1e9")
    path.write_text(text.partition("HINTS")[0], encoding="utf-8")
    assert autograder("build", "--kit", kit).returncode == 0
    done = autograder("prove", NAME, "--workers", "1", "--kit", kit)
    assert done.returncode != 0
    assert "rest: the sign turned (wrong)" in done.stdout, done.stdout
    question_of(kit, "rest").write_text(FILES["rest"].replace("-54.0", "0"), encoding="utf-8")
    assert autograder("build", "--kit", kit).returncode == 0
    done = autograder("prove", NAME, "--workers", "1", "--kit", kit)
    assert done.returncode == 0, "0 has no sign and no size, and a number beside it" + done.stdout


def test_what_a_file_says_may_come_from_its_neighbours_and_from_a_reference(kit: Path) -> None:
    (kit / "solutions").mkdir()
    (kit / "solutions" / "__init__.py").write_text("", encoding="utf-8")
    (kit / "solutions" / "nernst.py").write_text("def rest():\n    return -54.0\n", encoding="utf-8")
    question_of(kit, "shared").write_text('UNIT = "mV"\n', encoding="utf-8")
    text = "from solutions.nernst import rest\n\nfrom .shared import UNIT\n\nVALUE = rest()\n"
    question_of(kit, "rest").write_text(text, encoding="utf-8")
    done = autograder("build", "--kit", kit)
    assert done.returncode == 0, done.stdout + done.stderr
    done = autograder("prove", NAME, "--workers", "1", "--kit", kit)
    assert done.returncode == 0, done.stdout + done.stderr


# --- a text that a teacher marks by hand


def by_hand(kit: Path, names: str = "predict") -> None:
    path = kit / "grading_config.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("limits:", f"    by_hand: [{names}]\nlimits:", 1), encoding="utf-8")


def test_a_text_waits_for_a_teacher_only_where_policy_says_so_and_is_decided_by_an_override(
    kit: Path, tmp_path: Path
) -> None:
    by_hand(kit)
    work, out = tmp_path / "work", tmp_path / "out"
    handed_in(work / "made.py")
    handed_in(work / "empty.py", predict="predict = ...")
    done = autograder("grade", work, "--out", out, "--kit", kit, "--workers", "1")
    assert done.returncode == 1, "something is open"
    found = rows(out)
    assert (found["made.py"]["status"], found["empty.py"]["status"]) == ("open", "graded")
    assert found["empty.py"]["score"] == "5"
    assert "autograder override SUBMISSION predict POINTS" in (out / "review.csv").read_text(encoding="utf-8")
    page = next(path for path in (out / "feedback").rglob("made*.html")).read_text(encoding="utf-8")
    assert "Your teacher reads this answer." in page
    assert "our grader stopped" not in page
    given = ("override", "made.py", "predict", "0.25", "--by", "Kim", "--reason", "well thought", "--out", out)
    done = autograder(*given, "--kit", kit)
    assert done.returncode == 0, done.stdout + done.stderr
    done = autograder("grade", work, "--out", out, "--kit", kit, "--workers", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows(out)["made.py"]["score"] == "5.25"


def test_only_a_text_can_be_marked_by_hand(kit: Path) -> None:
    by_hand(kit, "ion")
    with pytest.raises(ConfigError, match="by_hand of membrane names ion, which asks for no text"):
        suites_of(Kit(kit))


def test_policy_on_who_marks_is_part_of_the_digest_only_where_it_is_used(kit: Path) -> None:
    before = suites_of(Kit(kit))[NAME].digest
    by_hand(kit)
    assert suites_of(Kit(kit))[NAME].digest != before


# --- documents


def test_a_mark_of_a_function_is_written_as_before_and_one_of_a_value_is_read_again(graded: Graded) -> None:
    marks = graded()
    grade = Grade("work.py", NAME, "graded", 5.25, tuple(marks.values()), _provenance())
    assert Grade.from_json(grade.to_json()).marks == grade.marks
    plain = Grade("a", "b", "graded", 1, (Mark("relu", "", 1, 1, ()),), _provenance())
    assert {"kind", "by_hand", "basis"}.isdisjoint(json.loads(plain.to_json())["marks"][0])
