"""The receipts of the proof: fresh here, stale after a change of what decides, and what is proved anew is the same."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring.prove import freshness, receipt_path
from autograder.authoring.prove.closure import deciding_files, engine_digest
from autograder.kit import Kit
from tests.helpers.known_answers import KIT, ROOT
from tests.helpers.small_kit import RIGHT, VARIANTS, small_kit
from tests.helpers.warm import autograder

pytestmark = pytest.mark.slow  # make quick tries each kind elsewhere once

NAME = "activation_functions"
ENGINE = ROOT / "autograder"


# --- ours


@pytest.mark.parametrize("assignment", list(KIT.assignments))
def test_nothing_has_changed_since_the_tests_were_proved(assignment: str) -> None:
    found = freshness(KIT, KIT.assignments[assignment])
    if found.state == "another NumPy":
        pytest.skip(found.words)
    assert found.state == "fresh", found.words


@pytest.mark.parametrize("assignment", list(KIT.assignments))
def test_a_receipt_is_small_and_says_that_it_is_built(assignment: str) -> None:
    path = receipt_path(KIT.assignments[assignment])
    assert path.is_file(), freshness(KIT, KIT.assignments[assignment]).words
    text = path.read_text(encoding="utf-8")
    assert len(text) < 50_000
    assert "autograder prove" in json.loads(text)["built"]


# --- what makes one stale


@pytest.fixture(scope="module")
def proved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small kit that was proved."""
    kit = small_kit(tmp_path_factory.mktemp("proved") / "kit")
    done = autograder("prove", NAME, "--workers", "1", "--kit", kit)
    assert done.returncode == 0, done.stdout + done.stderr
    return kit


@pytest.fixture
def kit(proved: Path, tmp_path: Path) -> Path:
    """A copy of it that may be changed."""
    folder = shutil.copytree(proved, tmp_path / "kit", symlinks=True)
    for room in ("solutions", "assignments"):
        (folder / room).unlink()
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def checked(kit: Path) -> tuple[int, str]:
    done = autograder("prove", "--check", "--kit", kit)
    return done.returncode, done.stdout


@pytest.mark.long
def test_after_a_proof_nothing_has_changed(kit: Path) -> None:
    counts = json.loads(receipt_path(Kit(kit).assignments[NAME]).read_text(encoding="utf-8"))["counts"]
    known = {kind: count for kind, count in counts.items() if kind != "mutant"}
    assert known == {"reference": 1, "stub": 1, "right": 10, "wrong": 8, "variant": 8}
    total = sum(counts.values())
    assert checked(kit) == (0, f"{NAME}: nothing has changed since it was proved with {total} answers.\n")


DECIDES = {
    "a hidden test": "tests/hidden/activation_functions/relu_hidden.py",
    "a public test": "assignments/activation_functions/tests/relu.py",
    "the reference": "solutions/activation_functions.py",
    "a known right answer": "tests/answers/activation_functions/right.yaml",
    "a known wrong answer": "tests/answers/activation_functions/wrong.yaml",
    "a variant": "tests/answers/activation_functions/variants.yaml",
    "an equivalent mutant": "tests/answers/activation_functions/equivalent.yaml",
    "a probe": "tests/answers/activation_functions/probes.yaml",
}


@pytest.mark.long
@pytest.mark.parametrize("path", DECIDES.values(), ids=DECIDES)
def test_a_change_of_what_decides_makes_it_stale(kit: Path, path: str) -> None:
    text = (kit / path).read_text(encoding="utf-8")
    changed = text.replace("0.0, net)", "0.0, net + 0)") if path.startswith("solutions") else f"{text}\n# a change\n"
    assert changed != text
    (kit / path).write_text(changed, encoding="utf-8")
    status, said = checked(kit)
    assert status == 1
    assert "its tests, reference, known answers or policy changed since it was proved; run autograder prove" in said


POLICY = {
    "the points": ("relu: 4", "relu: 5"),
    "the term, which seeds the inputs": ("term: any", "term: next"),
    "a limit": ("call_cpu_s: 0.5", "call_cpu_s: 0.25"),
}


@pytest.mark.long
@pytest.mark.parametrize(("old", "new"), POLICY.values(), ids=POLICY)
def test_a_change_of_the_policy_makes_it_stale(kit: Path, old: str, new: str) -> None:
    path = kit / "grading_config.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert checked(kit)[0] == 1


@pytest.mark.long
def test_what_decides_nothing_leaves_it_as_it_is(kit: Path) -> None:
    for path in ("assignments/activation_functions/activation_functions.md", "solutions/net_input.py"):
        with (kit / path).open("a", encoding="utf-8") as file:
            file.write("\n\n\n")
    with (kit / "solutions" / "activation_functions.py").open("a", encoding="utf-8") as file:
        file.write("\n\ndef softplus(n):\n    return np.log1p(np.exp(n))\n")  # which no question reaches
    config = kit / "grading_config.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("A course", "Another course"), encoding="utf-8")
    assert checked(kit)[0] == 0


def rewritten(kit: Path, change: object) -> tuple[int, str]:
    """What is said after a change of the receipt itself."""
    path = receipt_path(Kit(kit).assignments[NAME])
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)  # type: ignore[operator]
    path.write_text(json.dumps(document), encoding="utf-8")
    return checked(kit)


@pytest.mark.long
def test_another_engine_makes_it_stale_and_another_numpy_cannot_be_compared(kit: Path) -> None:
    status, said = rewritten(kit, lambda document: document["key"].update(numpy="1.26.4"))
    assert (status, "proved with NumPy 1.26.4; here is" in said) == (0, True)
    status, said = rewritten(kit, lambda document: document["key"].update(engine="another"))
    assert status == 1
    assert "what grades and NumPy changed since it was proved" in said


@pytest.mark.long
@pytest.mark.parametrize("text", ["", "[]", "{}", '{"key": 3, "counts": {}}'])
def test_a_receipt_that_is_none_is_said(kit: Path, text: str) -> None:
    receipt_path(Kit(kit).assignments[NAME]).write_text(text, encoding="utf-8")
    status, said = checked(kit)
    assert (status, "the receipt of its proof is damaged; run autograder prove" in said) == (1, True)
    receipt_path(Kit(kit).assignments[NAME]).unlink()
    assert checked(kit) == (
        1,
        f"{NAME}: there is no receipt of a proof; run autograder prove {NAME} and commit {NAME}.json.\n",
    )


# --- which files of the engine decide


def test_what_grading_loads_decides_but_for_what_a_face_hands_on_to_others() -> None:
    code = "import sys, autograder.grading; print(*(n for n in sys.modules if n.split('.')[0] == 'autograder'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    parts = [name.split(".")[1:] for name in done.stdout.split()]
    places = [ENGINE.joinpath(*one) for one in parts]
    loaded = {place / "__init__.py" if place.is_dir() else place.with_suffix(".py") for place in places}
    assert {path.parent.name for path in loaded - set(deciding_files(ENGINE))} <= {"flatten", "intake", "model"}


@pytest.mark.long
def test_a_change_of_what_only_prints_stores_or_exports_leaves_it_as_it_is(tmp_path: Path) -> None:
    copy = shutil.copytree(ENGINE, tmp_path / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    before = engine_digest(copy)
    decide = {path.relative_to(copy).as_posix() for path in deciding_files(copy)}
    assert {"grading.py", "vocabulary/values.py", "sandbox/worker.py", "sandbox/boot.py", "marking/form.py"} <= decide
    for room in ("cli", "reports", "lms/export", "course/gradebook", "gradescope", "runs", "authoring/release"):
        paths = list((copy / room).rglob("*.py"))
        assert paths, room
        for path in paths:
            path.write_text(path.read_text(encoding="utf-8") + "\n# a change\n", encoding="utf-8")
    assert engine_digest(copy) == before
    for name in sorted(decide)[::8]:  # each costs a digest of the whole engine
        text = (copy / name).read_text(encoding="utf-8")
        (copy / name).write_text(text + "\n# a change\n", encoding="utf-8")
        assert engine_digest(copy) != before, name
        (copy / name).write_text(text, encoding="utf-8")


# --- what is written


@pytest.mark.long
def test_the_same_proof_gives_the_same_bytes(proved: Path, tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "again")
    assert autograder("prove", "--workers", "2", "--kit", kit).returncode == 0
    first, second = (receipt_path(Kit(root).assignments[NAME]).read_bytes() for root in (proved, kit))
    assert first == second
    outcomes = json.loads(first)["outcomes"]
    assert outcomes["right"]["relu"]["maximum"] == outcomes["right"]["relu"]["maximum in other words"] == "4"
    assert {"size", "size (1)", "in-place"} <= set(outcomes["variant"]["relu"])
    assert outcomes["wrong"]["relu"]["size"].endswith("is size")


@pytest.mark.long
def test_a_proof_that_does_not_hold_leaves_no_receipt(tmp_path: Path) -> None:
    for name, answers in {"lost": {"right": RIGHT.replace("n, 0", "n, 0.001")}, "kept": {"variants": VARIANTS}}.items():
        kit = small_kit(tmp_path / name, **answers)
        status = autograder("prove", "--workers", "1", "--kit", kit).returncode
        assert receipt_path(Kit(kit).assignments[NAME]).exists() == (status == 0) == (name == "kept")


@pytest.mark.long
def test_what_was_proved_without_isolation_gets_no_receipt(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    assert autograder("prove", "--workers", "1", "--trust-submissions", "--kit", kit).returncode == 0
    assert not receipt_path(Kit(kit).assignments[NAME]).exists()
