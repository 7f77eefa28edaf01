"""``autograder prove``: the real kit holds, and each fault in a small one is named and makes it exit 1."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.authoring.prove import freshness, receipt_path
from autograder.authoring.prove.mutants import Mutant, mutants
from autograder.authoring.prove.proof import Graded, Proof, Trial
from autograder.kit import Kit
from autograder.marking.catalogue import Catalogue, Equivalent
from autograder.marking.known import read_catalogue
from autograder.model import Mark
from autograder.questions.flatten import flatten
from autograder.questions.kind import functions_asked
from autograder.questions.value_file import value_question
from tests.helpers.command import autograder
from tests.helpers.known_answers import KIT, ROOT
from tests.helpers.small_kit import EQUIVALENT, RIGHT, VARIANTS, WRONG, small_kit


def proof(kit: Path) -> subprocess.CompletedProcess[str]:
    return autograder("prove", "activation_functions", "--workers", "1", "--kit", kit)


# --- the real kit


@pytest.fixture(scope="module")
def our_kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real kit, but for its receipts, which are written anew."""
    folder = tmp_path_factory.mktemp("ours")
    for room in ("assignments", "solutions", "grading_config.yaml"):
        (folder / room).symlink_to(ROOT / room)
    (folder / "tests").mkdir()
    for room in ("hidden", "questions", "answers"):
        (folder / "tests" / room).symlink_to(ROOT / "tests" / room)
    return folder


@pytest.fixture(scope="module")
def ours(our_kit: Path) -> subprocess.CompletedProcess[str]:
    return autograder("prove", "--kit", our_kit)


@pytest.mark.long
@pytest.mark.parametrize("assignment", KIT.assignments)
def test_what_is_proved_anew_is_what_the_receipt_says(
    ours: subprocess.CompletedProcess[str], our_kit: Path, assignment: str
) -> None:
    standing_here = freshness(KIT, KIT.assignments[assignment])
    if standing_here.state == "another NumPy":
        pytest.skip(standing_here.words)
    here, anew = (json.loads(receipt_path(Kit(root).assignments[assignment]).read_text()) for root in (ROOT, our_kit))
    assert anew == here


@pytest.mark.long
def test_our_tests_hold(ours: subprocess.CompletedProcess[str]) -> None:
    assert ours.returncode == 0, ours.stdout + ours.stderr


@pytest.mark.long
@pytest.mark.parametrize("assignment", KIT.assignments)
def test_the_figures_are_printed_for_each_assignment(ours: subprocess.CompletedProcess[str], assignment: str) -> None:
    text = ours.stdout.split(f"{assignment}: ")[1].split("answers graded")[1]
    catalogue = read_catalogue(KIT.assignments[assignment])
    kinds = {answer.id: answer.kind for answer in catalogue.answers}
    wrong = sum(kind == "wrong" for kind in [*kinds.values(), *(kinds[variant.of] for variant in catalogue.variants)])
    right = sum(kind == "right" for kind in kinds.values()) + len(functions_asked(KIT.assignments[assignment]))
    tried = {words: re.search(rf"{words}: 0 of (\d+)", text) for words in ("keep full marks", "lose a mark")}
    kept, lost = (int(found[1]) if found else 0 for found in tried.values())
    tried_values = list(values_tried(assignment))
    assert wrong < kept - tried_values.count(False) <= 2 * wrong  # each, and most of them in other words too
    assert right < lost - tried_values.count(True) <= 2 * right
    assert f"mutants of the reference that survive: 0 of {len(mutants_of(assignment))}" in text
    accuracy = re.search(r"diagnosis: ([\d.]+)% of \d+ variants recognised", text)
    assert accuracy is not None
    assert float(accuracy[1]) >= 95
    assert "hidden cases that could be left out: 0" in text


def values_tried(assignment: str) -> Iterator[bool]:
    """Of each plain value that a proof tries, whether it is right; what the file says is right is one more."""
    for question in KIT.assignments[assignment].points:
        if asked := value_question(KIT.assignments[assignment], question):
            yield True
            yield from (one.right for one in asked.tried())


# --- a small one


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> str:
    done = proof(small_kit(tmp_path_factory.mktemp("sound") / "kit"))
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.long
def test_a_right_answer_that_takes_more_than_a_tenth_of_a_limit_is_no_proof(tmp_path: Path) -> None:
    slow = """
- id: slow
  question: relu
  code: |
    import time
    def relu(n):
        start = time.process_time()
        while time.process_time() - start < 0.15:
            pass
        return np.maximum(0, n)
"""
    done = proof(small_kit(tmp_path / "kit", right=RIGHT + slow))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "right answers that lose a mark: 2 of 13" in done.stdout
    assert ": ran longer than 0.05 s and was stopped" in done.stdout


@pytest.mark.slow
def test_a_sound_kit_holds(sound: str) -> None:
    assert "wrong answers that keep full marks: 0 of 16\n" in sound
    assert "right answers that lose a mark: 0 of 11\n" in sound
    assert "1 listed as equivalent\n" in sound
    assert "diagnosis: 100.0% of 8 variants recognised (at least 95%)\n" in sound


@pytest.mark.long
def test_a_case_that_no_wrong_answer_needs_is_named_and_is_no_fault(sound: str) -> None:
    idle = sound.split("hidden cases that could be left out: ")[1]
    assert "relu: A single unit" in idle
    assert "relu: The caller's array stays as it was" not in idle


FAULTS = {
    "a wrong answer that keeps full marks": (
        {"wrong": WRONG.replace("np.abs(n)", "(n + np.abs(n)) / 2")},
        ["wrong answers that keep full marks: 2 of 16", "relu: size (wrong)"],
    ),
    "a variant that keeps full marks": (
        {"variants": VARIANTS.replace("n *= n > 0", "n = n * (n > 0)")},
        ["wrong answers that keep full marks: 1 of 16", "relu: in-place (variant)"],
    ),
    "a right answer that loses": (
        {"right": RIGHT.replace("n, 0", "n, 0.001")},
        ["right answers that lose a mark: 2 of 11", "relu: maximum (right) fails "],
    ),
    "a mutant that survives": (
        {"equivalent": "[]"},
        [
            "mutants of the reference that survive: 1 of ",
            "into EQUIVALENT of the question's file what stands behind the comma, with the reason",
            "relu, relu: net <= 0.0 -> net < 0.0",
            "-    return np.where(net <= 0.0, 0.0, net)",
            "+    return np.where(net < 0.0, 0.0, net)",
        ],
    ),
    "an equivalent that does not exist": (
        {"equivalent": EQUIVALENT + EQUIVALENT.replace("net < 0.0", "nothing")},
        ["the tests notice it or it does not exist: relu, relu: net <= 0.0 -> nothing"],
    ),
    "an equivalent that the tests notice": (
        {"equivalent": EQUIVALENT + EQUIVALENT.replace("net < 0.0", "net > 0.0")},
        ["the tests notice it or it does not exist: relu, relu: net <= 0.0 -> net > 0.0"],
    ),
    "a misconception that is taken for another": (
        {"variants": VARIANTS.replace("np.sqrt(n ** 2.0)", "n")},
        ["diagnosis: 87.5% of 8 variants recognised", "relu: size is taken for value: two units"],
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_and_makes_the_proof_fail(tmp_path: Path, name: str) -> None:
    answers, said = FAULTS[name]
    done = proof(small_kit(tmp_path / "kit", **answers))
    assert done.returncode == 1, done.stdout + done.stderr
    assert [words for words in said if words not in done.stdout] == []


def with_hidden(kit: Path, old: str, new: str) -> None:
    hidden = kit / "tests" / "hidden" / "activation_functions" / "relu_hidden.py"
    text = hidden.read_text(encoding="utf-8")
    assert old in text
    hidden.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.long
def test_a_hidden_test_that_fails_a_right_answer_makes_the_proof_fail(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    picky = "assert relu(np.array([3])).dtype == float"  # the reference turns whole numbers into others
    with_hidden(kit, "agree(relu, reference, [(FAR,)])", picky)
    done = proof(kit)
    assert done.returncode == 1
    assert "relu: maximum (right) fails Strong inhibition and strong excitation" in done.stdout


@pytest.mark.long
def test_a_hidden_test_that_fails_the_reference_leaves_nothing_to_prove(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    with_hidden(kit, "agree(relu, reference, [(FAR,)])", "agree(relu, np.abs, [(FAR,)])")
    done = proof(kit)
    assert done.returncode == 2
    assert "the reference fails its case 'Strong inhibition and strong excitation'" in done.stderr


@pytest.mark.long
def test_a_hidden_test_that_is_blind_makes_the_proof_fail(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    with_hidden(kit, ", unchanged=True", "")
    with_hidden(kit, "    leaves_alone(relu, KINDS)\n", "")
    done = proof(kit)
    assert done.returncode == 1
    assert "relu: in-place (wrong)" in done.stdout
    assert "relu: in-place (variant)" in done.stdout


@pytest.mark.long
@pytest.mark.parametrize("body", ["pass", "assert callable(relu)", "relu(FAR)"])
def test_a_case_that_looks_at_nothing_makes_the_proof_fail(tmp_path: Path, body: str) -> None:
    kit = small_kit(tmp_path / "kit")
    with_hidden(kit, "agree(relu, reference, [(FAR,)])", body)
    done = proof(kit)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "hidden cases that no wrong answer fails: 1;" in done.stdout
    assert "relu: Strong inhibition and strong excitation" in done.stdout


@pytest.mark.long
def test_a_case_that_the_untouched_stub_passes_makes_the_proof_fail(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    with_hidden(kit, "agree(relu, reference, [(FAR,)])", "assert not np.any(np.equal(relu(FAR), 31))")
    done = proof(kit)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "untouched stubs that earn something: 1\n" in done.stdout
    assert "relu: the stub (stub)" in done.stdout


@pytest.mark.long
def test_a_typo_of_a_hidden_case_is_the_tests_and_proves_nothing(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit", right="[]", wrong="[]", variants="[]", probes="[]")
    with_hidden(kit, "agree(relu, reference, [(FAR,)])", "agree(relu, reference, [(nd.ones(3),)])")
    done = proof(kit)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "NameError: name 'nd' is not defined" in done.stderr


@pytest.mark.long
def test_a_public_check_that_turns_right_answers_away_makes_the_proof_fail(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    (kit / "assignments").unlink()
    shutil.copytree(ROOT / "assignments", kit / "assignments")
    public = kit / "assignments" / "activation_functions" / "tests" / "relu.py"
    with public.open("a", encoding="utf-8") as file:
        file.write("\n\n@test_case(name='whole numbers stay whole')\ndef test_whole(relu):\n")
        file.write("    assert relu(np.array([3])).dtype == float\n")
    done = proof(kit)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "right answers that do not pass a public check: " in done.stdout
    assert "relu: maximum (right) fails whole numbers stay whole" in done.stdout


@pytest.mark.long
def test_a_mistake_in_the_answers_is_named(tmp_path: Path) -> None:
    done = proof(small_kit(tmp_path / "kit", variants=VARIANTS.replace("of: size", "of: sizes")))
    assert done.returncode == 2
    assert "variants.yaml, entry 1: no known answer is called sizes" in " ".join(done.stderr.split())


# --- mutants


def mutants_for(assignment: str, question: str) -> list[Mutant]:
    return mutants(flatten(ROOT, f"solutions.{assignment}", [question]).text, question)


def mutants_of(assignment: str) -> list[Mutant]:
    questions = functions_asked(KIT.assignments[assignment])
    return [mutant for question in questions for mutant in mutants_for(assignment, question)]


@pytest.mark.parametrize("assignment", KIT.assignments)
def test_every_mutant_is_code_of_its_own_with_a_name_of_its_own(assignment: str) -> None:
    for question in functions_asked(KIT.assignments[assignment]):
        found = mutants_for(assignment, question)
        assert len({mutant.name for mutant in found}) == len({mutant.code for mutant in found}) == len(found) > 1
        for mutant in found:
            names: dict[str, object] = {}
            exec(compile(mutant.code, mutant.name, "exec"), names)
            assert callable(names[question])


@pytest.mark.parametrize("assignment", KIT.assignments)
def test_a_mutants_diff_shows_what_was_there_and_what_is(assignment: str) -> None:
    for mutant in mutants_of(assignment):
        changed = [line for line in mutant.diff.splitlines() if line.startswith(("-", "+"))]
        assert {line[0] for line in changed} == {"-", "+"}, mutant.name


def test_a_helper_that_a_question_calls_is_changed_too() -> None:
    names = [mutant.name for mutant in mutants_for("net_input", "net_input_dot")]
    assert any(name.startswith("_check_vectors: ") for name in names)
    assert not any(name.startswith("net_input_sum: ") for name in names)


def test_words_and_annotations_are_no_behaviour() -> None:
    source = 'def f(n: int = 3) -> int:\n    """A 1."""\n    if n < 0:\n        raise ValueError("1")\n    return n\n'
    changes = {mutant.name for mutant in mutants(source, "f")}
    assert changes == {
        "f: n < 0 -> n <= 0",
        "f: n < 0 -> n > 0",
        "f: 0 -> 1",
        "f: 0 -> -1",
        "f: return n -> return",
        "f: if n < 0: raise ValueError('1') -> pass",
    }


def test_the_methods_of_a_class_and_what_a_constant_reaches_are_changed_too() -> None:
    source = (
        'def start():\n    return 2\n\n\nTABLE = [start()]\n\n\nclass Cell:\n    """A 1."""\n\n    size: int = 3\n\n'
        '    def step(self, dt=1):\n        """A 2."""\n        return dt * TABLE[0]\n'
    )
    names = {mutant.name for mutant in mutants(source, "Cell")}
    assert {"Cell: dt * TABLE[0] -> dt / TABLE[0]", "Cell: 3 -> 4", "start: 2 -> 3"} <= names
    assert not [name for name in names if name.startswith("Cell: 1 ->")]


def test_what_only_a_used_function_needs_is_changed_where_that_one_is_asked_for() -> None:
    source = (
        "def rate(v):\n    return 2 * v\n\n\ndef both(v):\n    return 3 + v\n\n\ndef start():\n    return 5\n\n\n"
        "TABLE = [start()]\n\n\ndef slope(v):\n    return rate(v) - both(v)\n\n\n"
        "def step(v):\n    return v + slope(v) * both(v)\n"
    )
    assert {one.name.partition(":")[0] for one in mutants(source, "step")} == {"step", "slope", "both", "rate", "start"}
    assert {one.name.partition(":")[0] for one in mutants(source, "step", used=["slope"])} == {"step", "both", "start"}


# --- equivalents


def survivor(question: str) -> Graded:
    mark = Mark(question, question, 2, 2.0, ())
    return Graded(Trial("mutant", "helper: a -> b", question, "", None), mark)


def listed(**more: object) -> Proof:
    entry = Equivalent(mutant="helper: a -> b", reason="a reason", **more)  # type: ignore[arg-type]
    return Proof([survivor("one"), survivor("two")], [], Catalogue(equivalent=(entry,)), ["one", "two"])


def test_an_equivalent_mutant_of_a_helper_is_one_for_the_questions_that_it_says() -> None:
    assert [one.trial.question for one in listed(question="one").survivors] == ["two"]
    assert listed(question=("one", "two")).survivors == []
    assert listed(question=("one", "two")).not_equivalent == []
    assert listed(question="three").not_equivalent == ["three, helper: a -> b"]


def test_an_equivalent_mutant_of_a_helper_that_says_no_question_is_one_for_none() -> None:
    assert [one.trial.question for one in listed().survivors] == ["one", "two"]
    assert listed().not_equivalent == ["helper, helper: a -> b"]
