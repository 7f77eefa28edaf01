"""The known answers as files: what is read, what a mistake in them says, and that ours are fit to teach with."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from autograder.errors import ConfigError
from autograder.kit import Assignment
from autograder.marking.catalogue import Catalogue, KnownAnswer
from autograder.marking.known import read_catalogue
from autograder.questions.checks import Value
from autograder.questions.file import question_file
from autograder.questions.kind import functions_asked, kind_of
from tests.helpers.known_answers import KIT

LONGEST_HINT = 130
RIGHT = """
- id: right-one
  question: relu
  code: |
    def relu(n):
        return np.maximum(n, 0)
"""
WRONG = """
- id: R04
  question: relu
  misconception: "the size of the net input"
  share: 0.3
  hint: "What should an inhibited unit send?"
  code: |
    def relu(n):
        return np.abs(n)
"""
PROBES = """
- id: two units
  questions: [relu]
  inputs: [[-1.0, 2.0], 3]
  words: "two units"
"""
VARIANTS = """
- of: R04
  code: "relu = abs"
"""
EQUIVALENT = """
- mutant: "relu: a -> b"
  reason: "no number tells them apart"
"""


def assignment_with(root: Path, **files: str) -> Assignment:
    assignment = Assignment("curves", {}, {}, root)
    assignment.answers.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (assignment.answers / f"{name}.yaml").write_text(text, encoding="utf-8")
    return assignment


def answers(root: Path) -> Path:
    return root / "tests" / "answers" / "curves"


def complaint(assignment: Assignment) -> str:
    with pytest.raises(ConfigError) as raised:
        read_catalogue(assignment)
    return str(raised.value)


# --- what is read


def test_a_folder_that_holds_nothing_is_an_empty_catalogue(tmp_path: Path) -> None:
    assert (
        read_catalogue(assignment_with(tmp_path)) == read_catalogue(Assignment("none", {}, {}, tmp_path)) == Catalogue()
    )


def test_the_file_says_which_kind_an_answer_is(tmp_path: Path) -> None:
    found = read_catalogue(assignment_with(tmp_path, right=RIGHT, wrong=WRONG))
    assert [(answer.id, answer.kind) for answer in found.answers] == [("right-one", "right"), ("R04", "wrong")]
    assert [answer.id for answer in found.of("relu", "wrong")] == ["R04"]
    assert found.of("step", "wrong") == []


def test_a_right_answer_is_worth_all_and_a_wrong_one_what_a_teacher_gives_it(tmp_path: Path) -> None:
    right, wrong = read_catalogue(assignment_with(tmp_path, right=RIGHT, wrong=WRONG)).answers
    assert (right.share, wrong.share) == (1, 0.3)
    assert wrong.hint == "What should an inhibited unit send?"


def test_a_list_among_a_probes_inputs_becomes_an_array_and_a_number_stays_one(tmp_path: Path) -> None:
    (probe,) = read_catalogue(assignment_with(tmp_path, probes=PROBES)).probes_of("relu")
    array, number = probe.arguments()
    assert isinstance(array, np.ndarray)
    assert array.tolist() == [-1.0, 2.0]
    assert number == 3


def test_each_call_gets_arrays_of_its_own(tmp_path: Path) -> None:
    (probe,) = read_catalogue(assignment_with(tmp_path, probes=PROBES)).probes
    probe.arguments()[0][:] = 0
    assert probe.arguments()[0].tolist() == [-1.0, 2.0]


def test_variants_and_equivalent_mutants_are_read(tmp_path: Path) -> None:
    found = read_catalogue(assignment_with(tmp_path, wrong=WRONG, variants=VARIANTS, equivalent=EQUIVALENT))
    assert [variant.of for variant in found.variants] == ["R04"]
    assert [entry.mutant for entry in found.equivalent] == ["relu: a -> b"]


# --- what a mistake says


def test_text_that_is_no_yaml_names_the_file_and_the_line(tmp_path: Path) -> None:
    words = complaint(assignment_with(tmp_path, wrong=WRONG + "- id: [\n"))
    assert str(answers(tmp_path) / "wrong.yaml") in words
    assert "line 11" in words


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    assignment = assignment_with(tmp_path)
    (answers(tmp_path) / "right.yaml").write_bytes(b"- id: caf\xe9\n")
    assert complaint(assignment) == f"{answers(tmp_path) / 'right.yaml'}: is not UTF-8 text; save it as UTF-8"


@pytest.mark.parametrize("text", ["", "id: R04", "just words", "3"])
def test_a_file_that_is_no_list_is_named(tmp_path: Path, text: str) -> None:
    said = complaint(assignment_with(tmp_path, probes=text))
    assert said == f"{answers(tmp_path) / 'probes.yaml'}: Input should be a valid list"


@pytest.mark.parametrize(
    ("name", "text", "entry", "words"),
    [
        ("wrong", RIGHT + WRONG.replace("share: 0.3", "share: 1.3"), "entry 2 (R04), share", "less than or equal to 1"),
        ("wrong", WRONG.replace("hint:", "hnit:"), "entry 1 (R04), hnit", "Extra inputs are not permitted"),
        ("right", RIGHT.replace("  question: relu\n", ""), "entry 1 (right-one), question", "Field required"),
        ("right", RIGHT + "- R05\n", "entry 2", "valid dictionary"),
        ("probes", PROBES.replace("[[-1.0, 2.0], 3]", "5"), "entry 1 (two units), inputs", "valid tuple"),
        ("variants", VARIANTS.replace("code", "cod"), "entry 1 (R04)", ""),
        ("equivalent", EQUIVALENT.replace("reason", "because"), "entry 1 (relu: a -> b)", ""),
        ("form_words", "- {form: loop, seen: a loop}\n", "entry 1 (loop), asked", "Field required"),
        ("form_words", "- {form: look, seen: a, asked: b}\n", "entry 1 (look), form", "'loop', 'sum' or 'dot'"),
    ],
)
def test_a_mistake_in_an_entry_names_the_entry_and_the_key(
    tmp_path: Path, name: str, text: str, entry: str, words: str
) -> None:
    said = complaint(assignment_with(tmp_path, **{name: text}))
    assert said.startswith(f"{answers(tmp_path) / name}.yaml, {entry}")
    assert words in said


def test_an_id_stands_once(tmp_path: Path) -> None:
    said = complaint(assignment_with(tmp_path, wrong=WRONG + WRONG))
    assert said == f"{answers(tmp_path) / 'wrong'}.yaml, entry R04: its id is in this file twice"
    said = complaint(assignment_with(tmp_path, wrong=WRONG, form=WRONG))
    assert said == f"{answers(tmp_path) / 'wrong'}.yaml, entry R04: its id is in form.yaml too"


def test_a_variant_is_of_an_answer_that_is_known(tmp_path: Path) -> None:
    said = complaint(assignment_with(tmp_path, wrong=WRONG, variants=VARIANTS + VARIANTS.replace("R04", "R99")))
    assert said == f"{answers(tmp_path) / 'variants.yaml'}, entry 2: no known answer is called R99"


# --- ours


def ours() -> list[tuple[str, KnownAnswer]]:
    catalogues = {name: read_catalogue(assignment) for name, assignment in KIT.written.items()}
    return [(name, answer) for name, catalogue in catalogues.items() for answer in catalogue.answers]


WRONG_ONES = [pytest.param(answer, id=f"{name}-{answer.id}") for name, answer in ours() if answer.kind == "wrong"]


@pytest.mark.parametrize("answer", WRONG_ONES)
def test_a_hint_is_short_and_ends_with_a_question(answer: KnownAnswer) -> None:
    assert answer.hint.endswith("?")
    assert len(answer.hint) <= LONGEST_HINT
    assert answer.hint.isascii()


@pytest.mark.parametrize("answer", WRONG_ONES)
def test_a_wrong_answer_is_code_names_its_misconception_and_is_not_worth_all(answer: KnownAnswer) -> None:
    assert answer.misconception
    assert answer.share < 1
    compile(answer.code, answer.id, "exec")


@pytest.mark.parametrize(("name", "answer"), [pytest.param(*one, id=f"{one[0]}-{one[1].id}") for one in ours()])
def test_an_answer_is_to_a_question_of_its_assignment(name: str, answer: KnownAnswer) -> None:
    assert answer.question in KIT.written[name].points


@pytest.mark.parametrize("name", KIT.written)
def test_every_question_has_answers_of_both_kinds_and_those_met_in_class_a_variant(name: str) -> None:
    """Those of question files are written anew by machine; those met in class also as another student would."""
    catalogue = read_catalogue(KIT.written[name])
    for question in functions_asked(KIT.written[name]):
        assert catalogue.of(question, "right")
        assert catalogue.of(question, "wrong")
    met = KIT.written[name].answers / "wrong.yaml"
    wrong = re.findall(r"^- id: (\S+)", met.read_text(encoding="utf-8"), re.MULTILINE) if met.is_file() else []
    assert set(wrong) <= {variant.of for variant in catalogue.variants}
    assert set(wrong) <= {answer.id for answer in catalogue.answers if answer.kind == "wrong"}


def asks_for_nan(assignment: Assignment, question: str) -> bool:
    """Whether learners see an example in which "there is none" is right, as nan."""
    source = question_file(assignment, question)
    rights = [entry.right for entry in source.public if isinstance(entry, Value)] if source else []
    return any(isinstance(right, float) and np.isnan(right) for right in rights)


@pytest.mark.parametrize("name", KIT.written)
def test_probes_are_inputs_that_the_reference_takes_in_words_that_fit_a_sentence(name: str) -> None:
    assignment = KIT.written[name]
    catalogue = read_catalogue(assignment)
    for question in functions_asked(assignment):
        probes = catalogue.probes_of(question)
        assert len({probe.id for probe in probes}) == len(probes)
    for question in functions_asked(assignment):
        for probe in catalogue.probes_of(question) if kind_of(assignment, question) == "function" else ():
            value = assignment.reference_function(question)(*probe.arguments())
            parts = value if isinstance(value, tuple) else [value]  # which may be of different lengths
            none = asks_for_nan(assignment, question)
            assert all((np.isfinite(part) | (np.isnan(part) & none)).all() for part in map(np.asarray, parts))
            assert not probe.words.endswith((".", ","))
