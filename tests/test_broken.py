"""A broken test file, reference or known answer: file, line and remedy everywhere, an open mark, and never a 0."""

from __future__ import annotations

import ast
import gc
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.kit import Kit
from autograder.marking.sound import Fault, faults_of
from autograder.model import Grade
from autograder.runs.bulk import Engine
from tests.helpers.broken_kit import RIGHT, Room, sound_kit
from tests.helpers.command import rows
from tests.helpers.warm import autograder

pytestmark = pytest.mark.long

CASE = '@test_case(name="double: some", hidden=True)\ndef some(double):\n    '
ENDLESS = "while True:\n    pass\n"


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return sound_kit(tmp_path / "kit")


def text(new: str) -> Callable[[str], str]:
    return lambda _: new


def ahead(line: str) -> Callable[[str], str]:
    """One more line after the imports and before the first case."""
    return lambda old: old.replace("OK_FORMAT = False\n", f"OK_FORMAT = False\n{line}\n")


def first_case(body: str) -> Callable[[str], str]:
    return lambda old: old.replace(CASE, CASE + body + "\n    ")


def instead(old: str, new: str) -> Callable[[str], str]:
    return lambda before: before.replace(old, new)


HIDDEN = "tests/hidden/spikes/double_hidden.py"
# kind: how the hidden test of double is broken, where and in what words that is told
TEST_FILES: dict[str, tuple[Callable[[str], str], str, str]] = {
    "a syntax error": (text("def broken(:\n"), f"{HIDDEN}, line 1", "SyntaxError"),
    "a bad indentation": (ahead("  x = 1"), f"{HIDDEN}, line 10", "IndentationError"),
    "an import of what is absent": (ahead("import nowhere_at_all"), f"{HIDDEN}, line 10", "No module named"),
    "an import of what is not there": (
        instead("import double as", "import doubel as"),
        f"{HIDDEN}, line 7",
        "cannot import name 'doubel'",
    ),
    "empty": (text(""), HIDDEN, "is empty"),
    **{
        f"a case called {name}": (
            instead("def other(double)", f"def {name}(double)"),
            f"{HIDDEN}, line 19",
            f"{name} is bound",
        )
        for name in ("name", "points", "all_or_nothing", "test_case", "OK_FORMAT")
    },
    "a loop over names": (ahead("for name in 'ab':\n    pass"), f"{HIDDEN}, line 10", "name is bound here"),
    "inputs called points": (ahead("points = np.array([1.0, 2.0])"), f"{HIDDEN}, line 10", "points is bound here"),
    "no test case": (text('OK_FORMAT = False\nname = "double_hidden"\n'), HIDDEN, "has no test case"),
    "no name": (instead('name = "double_hidden"\n', ""), HIDDEN, "does not define name"),
    "no OK_FORMAT": (instead("OK_FORMAT = False\n", ""), HIDDEN, "does not define OK_FORMAT"),
    "OK_FORMAT True": (instead("OK_FORMAT = False", "OK_FORMAT = True"), f"{HIDDEN}, line 9", "is not False"),
    "an error of its own": (ahead("1 / 0"), f"{HIDDEN}, line 10", "ZeroDivisionError"),
    "an exit": (ahead("import sys; sys.exit(0)"), f"{HIDDEN}, line 10", "ends the program"),
    "an exit at once": (ahead("import os; os._exit(0)"), HIDDEN, "ends the program (exit code 0)"),
    "a crash": (ahead("import os; os.abort()"), HIDDEN, "crashed (signal 6)"),
    "a question to nobody": (ahead("input()"), f"{HIDDEN}, line 10", "EOFError"),
    "all of the memory": (ahead("x = bytearray(1 << 40)"), f"{HIDDEN}, line 10", "MemoryError"),
    "another parameter": (
        instead("def some(double)", "def some(duoble)"),
        f"{HIDDEN}, line 13",
        "the case 'double: some' asks for duoble",
    ),
    "no parameter": (instead("def some(double)", "def some()"), f"{HIDDEN}, line 13", "asks for nothing"),
    "a parameter too many": (instead("def some(double)", "def some(double, x)"), f"{HIDDEN}, line 13", "double, x"),
    "any parameters": (instead("def some(double)", "def some(double, *x)"), f"{HIDDEN}, line 13", "*x"),
    "two cases of one name": (instead("double: other", "double: some"), HIDDEN, "2 cases are called 'double: some'"),
    "two functions of one name": (instead("def other(", "def some("), f"{HIDDEN}, line 14", "this case is lost"),
    "a case that is not hidden": (instead(", hidden=True", ""), f"{HIDDEN}, line 13", "shown to students"),
    "a name that is none": (instead('name="double: some"', "name=3"), f"{HIDDEN}, line 13", "has the name 3"),
    "a case that names nothing": (first_case("nd.ones(3)"), f"{HIDDEN}, line 15", "name 'nd' is not defined"),
    "a case that fails everybody": (
        first_case('assert double(np.ones(1))[0] == 3, "it is not 3"'),
        f"{HIDDEN}, line 15",
        "the reference fails its case 'double: some': AssertionError: it is not 3",
    ),
    "a case that exits": (first_case("raise SystemExit"), f"{HIDDEN}, line 15", "ends the program"),
    "a case with one argument too many": (first_case("double(1.0, 2.0)"), f"{HIDDEN}, line 15", "TypeError"),
    "a case that sends a function": (first_case("double(abs)"), f"{HIDDEN}, line 15", "cannot be sent"),
    "a case that sends too much": (first_case("double(np.zeros(1 << 24))"), f"{HIDDEN}, line 15", "too large"),
}
REFERENCES: dict[str, tuple[Callable[[str], str], str, str]] = {
    "a syntax error": (text("def double(n:\n"), "solutions/spikes.py, line 1", "SyntaxError"),
    "an error of its own": (lambda old: old + "1 / 0\n", "solutions/spikes.py, line 12", "ZeroDivisionError"),
    "an import of what is absent": (lambda old: "import nowhere_at_all\n" + old, "spikes.py, line 1", "No module"),
    "a function is missing": (instead("def double", "def duoble"), "solutions/spikes.py", "defines no function double"),
    "no function": (instead("def double", "double = 3\n\n\ndef twice"), "solutions/spikes.py", "no function double"),
    "a function that raises": (instead("return n * 2.0", "return n * x"), "solutions/spikes.py, line 6", "NameError"),
    "an exit": (lambda old: old + "raise SystemExit(1)\n", "solutions/spikes.py, line 12", "ends the program"),
}


def broken(path: Path, how: Callable[[str], str]) -> None:
    old = path.read_text(encoding="utf-8")
    new = how(old)
    assert new != old
    path.write_text(new, encoding="utf-8")


def found(room: Room, assignment: str = "spikes") -> list[Fault]:
    kit = room.kit
    return faults_of(kit, kit.assignments[assignment])


def test_a_sound_kit_has_no_fault(room: Room) -> None:
    assert found(room) + found(room, "other") == []


class Farewell:
    """Parses when it is cleared away, as a traceback does that is told, and leaves another one behind."""

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        """Say it a few frames below whoever is parsing."""
        eval("ast.parse('1')", {"ast": ast})
        Farewell()


def test_what_a_program_has_left_behind_is_no_fault_of_the_kit(room: Room) -> None:
    before, forked = gc.get_threshold(), [gc.enable]
    os.register_at_fork(after_in_child=lambda: [then() for then in forked])
    gc.disable()
    gc.set_threshold(1)
    left = Farewell()
    try:
        del left
        assert found(room) == []
    finally:
        forked.clear()
        Farewell.__del__ = lambda self: None  # type: ignore[method-assign]
        gc.set_threshold(*before)
        gc.enable()


def test_what_fails_once_is_tried_once_more(room: Room, tmp_path: Path) -> None:
    first = f"open({str(tmp_path / 'been')!r}, 'x')"
    broken(room.hidden, ahead(f"import os\ntry:\n    {first}\nexcept OSError:\n    pass\nelse:\n    os._exit(1)"))
    assert found(room) == []
    assert (tmp_path / "been").exists()


@pytest.mark.parametrize("kind", TEST_FILES)
def test_a_broken_hidden_test_is_told_with_file_line_and_remedy(room: Room, kind: str) -> None:
    how, place, words = TEST_FILES[kind]
    broken(room.hidden, how)
    fault = found(room)[0]
    assert fault.place == place
    assert words in fault.what
    assert str(fault).endswith(f" {fault.remedy}")
    assert fault.remedy.endswith(".")
    assert {one.question for one in found(room)} == {"double"}
    assert found(room, "other") == []


@pytest.mark.parametrize("kind", ["a syntax error", "empty", "an error of its own", "an exit at once", "no OK_FORMAT"])
def test_a_broken_public_test_is_told_and_takes_no_hidden_one_along(room: Room, kind: str) -> None:
    how, _, words = TEST_FILES[kind]
    broken(room.public, how)
    (fault,) = found(room)
    assert (fault.part, fault.question) == ("public", "double")
    assert fault.place.startswith("assignments/spikes/tests/double.py")
    assert words in fault.what


@pytest.mark.parametrize("kind", REFERENCES)
def test_a_broken_reference_is_told_and_takes_no_other_assignment_along(room: Room, kind: str) -> None:
    how, place, words = REFERENCES[kind]
    broken(room.solutions, how)
    fault = found(room)[0]
    assert fault.place.endswith(place)
    assert words in fault.what
    assert found(room, "other") == []


TO_BE_MADE = "Write tests/questions/spikes/double.py, and run autograder build; or write this one by hand."


def test_what_is_missing_is_told(room: Room) -> None:
    for path in (room.hidden, room.public):
        path.unlink()
    assert [str(fault) for fault in found(room)] == [
        f"assignments/spikes/tests/double.py: is missing. {TO_BE_MADE}",
        f"tests/hidden/spikes/double_hidden.py: is missing. {TO_BE_MADE}",
    ]
    room.solutions.unlink()
    assert "solutions/spikes.py: is missing. Write it, or put it back." in map(str, found(room))


@pytest.mark.parametrize("name", ["hidden", "public", "solutions"])
def test_what_is_not_utf8_is_told(room: Room, name: str) -> None:
    path: Path = getattr(room, name)
    path.write_bytes(path.read_bytes() + b'\nLAST = "\xff"\n')
    (fault,) = found(room)
    assert fault.place.startswith(path.relative_to(room.root).as_posix())
    assert "utf-8" in fault.what.lower()


LOOPS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "a hidden test that loops when it is loaded": ("hidden", lambda old: old + ENDLESS, "hidden"),
    "a public test that loops when it is loaded": ("public", lambda old: old + ENDLESS, "public"),
    "a case that loops": ("hidden", first_case("while True: pass"), "hidden"),
    "a reference that loops when it is loaded": ("solutions", lambda old: old + ENDLESS, "reference"),
    "a reference that loops when it is called": ("solutions", instead("return n * 2.0", "while True: n"), "hidden"),
    "a flood": ("hidden", lambda old: old + 'while True:\n    print("x" * 10000)\n', "hidden"),
}


@pytest.mark.parametrize("kind", LOOPS)
def test_what_never_ends_is_told_and_ends(room: Room, kind: str) -> None:
    name, how, part = LOOPS[kind]
    broken(getattr(room, name), how)
    faults = found(room)
    assert part in {fault.part for fault in faults}
    assert all("did not come to an end within 1 s of CPU time" in fault.what for fault in faults)
    assert {fault.question for fault in faults} <= {"double", ""}


@pytest.mark.long  # ten seconds, in which nothing is computed
def test_what_waits_for_ever_is_told_and_ends(room: Room) -> None:
    broken(room.hidden, ahead("import time; time.sleep(1e6)"))
    (fault,) = found(room)
    assert "waited for something" in fault.what


MISTAKES = {
    "no YAML": ("wrong.yaml", "- id: [\n", "tests/answers/spikes/wrong.yaml, line 2"),
    "an unknown key": (
        "wrong.yaml",
        "- id: W1\n  quetsion: double\n",
        "tests/answers/spikes/wrong.yaml, entry 1 (W1), question",
    ),
    "no list": ("probes.yaml", "a: 1\n", "tests/answers/spikes/probes.yaml"),
    "a ragged array": (  # plain data, which this reference cannot take
        "probes.yaml",
        "- {id: x, questions: [double], inputs: [[[1], [2, 3]]], words: x}\n",
        "tests/answers/spikes/probes.yaml",
    ),
    "a date that is none": ("probes.yaml", "- 2026-99-99\n", "tests/answers/spikes/probes.yaml"),
    "what the reference cannot take": (
        "probes.yaml",
        "- {id: x, questions: [double], inputs: [text], words: x}\n",
        "tests/answers/spikes/probes.yaml",
    ),
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_broken_known_answers_are_told(room: Room, kind: str) -> None:
    name, content, place = MISTAKES[kind]
    (room.answers / name).write_text(content, encoding="utf-8")
    (fault,) = found(room)
    assert (fault.part, fault.place) == ("mistakes", place)


# --- what a teacher meets


def grade(room: Room, *more: str) -> tuple[dict[str, dict[str, str]], str]:
    """Rows of grades.csv by submission, and all that was said."""
    out = room.root.parent / "out"
    done = autograder("grade", room.root.parent / "class", "--out", out, "--kit", room.root, "--workers", "1", *more)
    assert "Traceback" not in done.stdout + done.stderr
    found = rows(out)
    assert done.returncode == (1 if {row["status"] for row in found.values()} - {"graded"} else 0)
    return found, done.stderr


def result(room: Room, name: str) -> dict[str, dict[str, object]]:
    path = room.root.parent / "out" / "results" / f"{name}.json"
    return {mark["question"]: mark for mark in json.loads(path.read_text(encoding="utf-8"))["marks"]}


def test_what_a_broken_test_leaves_open_is_not_tried_again_and_what_the_machine_left_is(room: Room) -> None:
    broken(room.hidden, TEST_FILES["a syntax error"][0])
    room.handed_in("spikes")
    grade(room)
    text = (room.root.parent / "out" / "results" / "spikes.py.json").read_text(encoding="utf-8")
    left = Grade.from_json(text)
    (reason,) = {v.detail for mark in left.marks for v in mark.verdicts if v.outcome == "unknown"}
    engine = Engine(Kit(room.root))
    assert not engine._may_be_decided(left)
    busy = json.dumps("the machine was too busy to run the notebook in time")
    assert engine._may_be_decided(Grade.from_json(text.replace(json.dumps(reason), busy)))


@pytest.mark.parametrize(
    "kind",
    ["a syntax error", "an exit at once", "a case that names nothing", "another parameter", "two cases of one name"]
    + [
        pytest.param(kind, marks=pytest.mark.long)
        for kind in TEST_FILES
        if kind not in ("a syntax error", "an exit at once", "a case that names nothing", "another parameter")
    ],
)
def test_a_broken_hidden_test_leaves_its_mark_open_and_all_others_go_on(room: Room, kind: str) -> None:
    how, place, words = TEST_FILES[kind]
    broken(room.hidden, how)
    for assignment in RIGHT:
        room.handed_in(assignment)
    graded, said = grade(room)
    assert [graded["spikes.py"][key] for key in ("double", "half", "status")] == ["", "2", "open"]
    assert (graded["other.py"]["third"], graded["other.py"]["status"]) == ("3", "graded")
    assert place in said
    review = (room.root.parent / "out" / "review.csv").read_text(encoding="utf-8")
    assert f"open: {place}: " in review.replace('"', "")
    page = (room.root.parent / "out" / "feedback" / "spikes.py.html").read_text(encoding="utf-8")
    assert "double_hidden" not in page
    assert words not in page


@pytest.mark.parametrize(
    "kind", ["a function that raises", pytest.param("a syntax error", marks=pytest.mark.long), "a function is missing"]
)
def test_a_broken_reference_leaves_its_marks_open(room: Room, kind: str) -> None:
    broken(room.solutions, REFERENCES[kind][0])
    for assignment in RIGHT:
        room.handed_in(assignment)
    graded, said = grade(room)
    alone = "function" in kind
    assert [graded["spikes.py"][key] for key in ("double", "half")] == ["", "2" if alone else ""]
    assert graded["other.py"]["third"] == "3"
    assert REFERENCES[kind][1] in said


def test_a_loop_in_a_hidden_test_leaves_its_mark_open(room: Room) -> None:
    broken(room.hidden, lambda old: old + ENDLESS)
    room.handed_in("spikes")
    graded, said = grade(room)
    assert [graded["spikes.py"][key] for key in ("double", "half")] == ["", "2"]
    assert "did not come to an end" in said


def test_a_broken_public_test_costs_no_mark(room: Room) -> None:
    broken(room.public, text("def broken(:\n"))
    room.handed_in("spikes")
    graded, said = grade(room)
    assert [graded["spikes.py"][key] for key in ("double", "half", "status")] == ["4", "2", "graded"]
    assert "assignments/spikes/tests/double.py, line 1: SyntaxError" in said


def test_a_mended_test_is_taken_up(room: Room) -> None:
    sound = room.hidden.read_text(encoding="utf-8")
    broken(room.hidden, text(""))
    room.handed_in("spikes")
    assert grade(room)[0]["spikes.py"]["status"] == "open"
    room.hidden.write_text(sound, encoding="utf-8")
    assert grade(room)[0]["spikes.py"]["score"] == "6"


def test_a_void_question_or_case_needs_no_sound_test(room: Room) -> None:
    broken(room.hidden, first_case("nd.ones(3)"))
    config = room.root / "grading_config.yaml"
    plain = config.read_text(encoding="utf-8")
    room.handed_in("spikes", RIGHT["spikes"].replace("2 * n", "n"))
    config.write_text(plain.replace("half: 2}", 'half: 2}\n    void: ["double/double: some"]'), encoding="utf-8")
    assert grade(room) == (grade(room)[0], "")
    assert grade(room)[0]["spikes.py"]["double"] == "0"
    config.write_text(plain.replace("half: 2}", "half: 2}\n    void: [double]"), encoding="utf-8")
    assert grade(room)[0]["spikes.py"]["double"] == "4"
    room.hidden.unlink()
    assert grade(room)[0]["spikes.py"]["double"] == "4"


@pytest.mark.parametrize("policy", ["marks: {partial: answers}", "marks: {misconceptions: {W1: 0.5}}"])
def test_where_marks_rest_on_known_answers_broken_ones_leave_them_open(room: Room, policy: str) -> None:
    (room.answers / "wrong.yaml").write_text("- id: [\n", encoding="utf-8")
    room.handed_in("spikes", RIGHT["spikes"].replace("2 * n", "n"))
    graded, said = grade(room)
    assert graded["spikes.py"]["double"] == "0"
    assert "wrong.yaml, line 2" in said
    config = room.root / "grading_config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + f"{policy}\n", encoding="utf-8")
    assert grade(room)[0]["spikes.py"]["double"] == ""


def test_a_form_that_cannot_be_seen_for_want_of_probes_leaves_its_mark_open(room: Room) -> None:
    (room.answers / "probes.yaml").write_text("- id: [\n", encoding="utf-8")
    config = room.root / "grading_config.yaml"
    forms = config.read_text(encoding="utf-8").replace("half: 2}", "half: 2}\n    forms: {double: loop}")
    config.write_text(forms, encoding="utf-8")
    room.handed_in("spikes")
    graded, _ = grade(room)
    assert [graded["spikes.py"][key] for key in ("double", "half")] == ["", "2"]


FORM_WORDS = "".join(f"- {{form: {form}, seen: A {form}., asked: No {form}?}}\n" for form in ("loop", "sum", "dot"))


def asks_for_a_loop(room: Room) -> None:
    """Let double ask for a loop; its probe has an array and a number."""
    probe = "- {id: three, questions: [double], inputs: [[1.0, 2.0, 3.0], 2.0], words: three}\n"
    (room.answers / "probes.yaml").write_text(probe, encoding="utf-8")
    (room.answers / "form_words.yaml").write_text(FORM_WORDS, encoding="utf-8")
    broken(room.solutions, instead("double(n):", "double(n, gain=2.0):"))
    broken(room.root / "grading_config.yaml", instead("half: 2}", "half: 2}\n    forms: {double: loop}"))


@pytest.mark.parametrize(
    ("product", "points", "said"),
    [
        ("np.array([x + 0 * (x * x) for x in n])", "4", ""),
        ("(n + 0 * (n * n))", "2.75", "The number is right. A sum. No loop?"),
    ],
)
def test_the_form_of_a_function_of_other_arguments_is_told_in_its_own_words(
    room: Room, product: str, points: str, said: str
) -> None:
    asks_for_a_loop(room)
    room.handed_in("spikes", f"def double(n, gain=2.0):\n    return gain * {product}\n")
    assert grade(room)[0]["spikes.py"]["double"] == points
    assert result(room, "spikes.py")["double"]["form"]["says"] == said


def test_a_form_without_words_is_told_and_leaves_its_mark_open(room: Room) -> None:
    asks_for_a_loop(room)
    broken(room.answers / "form_words.yaml", instead("form: sum", "form: dot"))
    (fault,) = found(room)
    assert (fault.part, fault.place, fault.question) == ("mistakes", "tests/answers/spikes/form_words.yaml", "double")
    assert str(fault).endswith(
        "has no words for the form sum. Add an entry with form, seen and asked, "
        "or take the question out of forms in grading_config.yaml."
    )
    room.handed_in("spikes")
    assert [grade(room)[0]["spikes.py"][key] for key in ("double", "half")] == ["", "2"]


# --- whose fault an error in a case is


def outcomes(room: Room, answer: str, body: str) -> dict[str, str]:
    """Outcomes of the first hidden case of double, with a body of its own, and whether the mark is open."""
    broken(room.hidden, first_case(body))
    room.handed_in("spikes", answer + "\n\n" + RIGHT["spikes"].split("\n\n\n")[1])
    grade(room)
    mark = result(room, "spikes.py")["double"]
    return {"points": mark["points"], **{v["case"]: v["outcome"] for v in mark["verdicts"] if v["hidden"]}}


@pytest.mark.parametrize(
    ("answer", "body", "outcome"),
    [
        # the student's: a value that the test cannot go on with, and an error out of the function itself
        ("def double(n):\n    return 'two'", "double(np.ones(1)) + 1", "failed"),
        ("def double(n):\n    return None", "double(np.ones(1))[0]", "failed"),
        ("def double(n):\n    return nd.ones(3)", "double(np.ones(1))", "failed"),
        ("def double(n):\n    import nowhere_at_all", "double(np.ones(1))", "failed"),
        ("double = 3", "double(np.ones(1))", "failed"),
        ("def twice(n):\n    return n", "double(np.ones(1))", "failed"),
        # the test's own, to which only some answers come
        ("def double(n):\n    return n", "assert double(np.ones(1))[0] == 2, wodrs", "unknown"),
        ("def double(n):\n    return n", "if double(np.ones(1))[0] == 1: import nowhere_at_all", "unknown"),
        ("def double(n):\n    return n", "if double(np.ones(1))[0] == 1: raise SystemExit", "unknown"),
    ],
)
def test_an_error_in_a_case_is_the_students_or_the_tests_own(room: Room, answer: str, body: str, outcome: str) -> None:
    seen = outcomes(room, answer, body)
    assert seen["double: some"] == outcome
    assert (seen["points"] is None) == (outcome == "unknown")


def test_a_file_that_one_answer_has_changed_judges_the_next_one_afresh(room: Room) -> None:
    shared = "SHARED = np.array([1.0])\nLEFT = iter(range(2))\n"
    broken(room.hidden, ahead(shared))
    broken(room.hidden, first_case("next(LEFT); assert (double(SHARED) == 2).all() and (SHARED == 1).all()"))
    in_place = "def double(n):\n    n *= 2\n    return n\n\n\n" + RIGHT["spikes"].split("\n\n\n")[1]
    room.handed_in("spikes", in_place).rename(room.root.parent / "class" / "a.py")
    for name in ("b.py", "c.py", "d.py"):
        room.handed_in("spikes").rename(room.root.parent / "class" / name)
    graded, _ = grade(room)
    assert [graded[name]["double"] for name in ("a.py", "b.py", "c.py", "d.py")] == ["2", "4", "4", "4"]


# --- everything else that reads them


@pytest.mark.parametrize("name", ["hidden", "public", "solutions"])
def test_every_command_that_rests_on_a_broken_file_says_so_and_goes_no_further(room: Room, name: str) -> None:
    assert autograder("release", "spikes", "--out", room.root.parent / "none", "--kit", room.root).stderr.endswith(
        "nothing was released.\n  spikes.ipynb is missing: write it, or run autograder build\n"
    )
    assert autograder("build", "--kit", room.root).returncode == 0
    path: Path = getattr(room, name)
    broken(path, text("def broken(:\n"))
    told = f"{path.relative_to(room.root).as_posix()}, line 1: SyntaxError: invalid syntax. Mend this line."
    made = room.root.parent / "made"
    made.mkdir()
    for command in (
        ("doctor",),
        ("build", "--check"),
        ("gradescope", "spikes", "-o", made / "g.zip"),
        ("gradescope", "spikes", "--stock-otter", "-o", made / "g.zip"),
        ("release", "spikes", "--out", made / "release"),
        ("prove", "spikes"),
    ):
        done = autograder(*command, "--kit", room.root)
        assert done.returncode == 2, command
        assert told in done.stdout + done.stderr, command
        assert "Traceback" not in done.stderr
    assert list(made.iterdir()) == []


def test_what_does_not_rest_on_a_broken_file_goes_on(room: Room) -> None:
    broken(room.solutions, text("def broken(:\n"))
    done = autograder("build", "--kit", room.root)
    assert done.returncode == 2
    assert "built " in done.stdout
    assert (room.root / "assignments" / "other" / "other.ipynb").exists()
    made = room.root.parent / "other.zip"
    assert autograder("gradescope", "other", "-o", made, "--kit", room.root).returncode == 0
    assert made.exists()


def test_regrade_and_report_say_what_is_broken_and_lower_nothing(room: Room) -> None:
    room.handed_in("spikes")
    assert grade(room)[0]["spikes.py"]["score"] == "6"
    broken(room.hidden, first_case("nd.ones(3)"))
    for command in ("report", "regrade"):
        done = autograder(command, "--out", room.root.parent / "out", "--kit", room.root)
        assert done.returncode == 0, done.stderr
        assert f"{HIDDEN}, line 15: the reference fails its case 'double: some'" in done.stderr
        assert "Traceback" not in done.stderr
    assert "0 of 1 marks change, 0 of them downwards" in done.stdout or "open" in done.stdout
