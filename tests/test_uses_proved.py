"""A proof of questions that use each other: each answer is tried beside right ones of those that it uses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.authoring.prove.run import prove, trials
from autograder.kit import Kit
from autograder.marking.known import read_catalogue
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.using_kit import NAME, RIGHT, UsingKit, using_kit, write_tests

WRONG = """\
- id: forgets
  question: dale_layer
  misconception: "inhibition as strong as excitation"
  share: 0.5
  hint: "What counts twice?"
  code: |
    def dale_layer(w, a):
        up, down = split_signs(w)
        return up @ a + down @ a
- id: turned
  question: dale_layer
  misconception: "inhibition excites"
  share: 0.5
  hint: "What does a negative weight do?"
  code: |
    def dale_layer(w, a):
        up, down = split_signs(w)
        return up @ a - 2 * down @ a
"""
VARIANTS = """\
- of: forgets
  code: |
    def dale_layer(w, a):
        return sum(part @ a for part in split_signs(w))
"""
PROBES = """\
- id: two units
  questions: [dale_layer]
  inputs: [[[1.0, -1.0], [0.5, 2.0]], [1.0, 3.0]]
  words: "two units"
- id: one unit
  questions: [dale_layer]
  inputs: [[[-2.0, 4.0]], [1.0, 1.0]]
  words: "one unit"
"""


@pytest.fixture
def room(tmp_path: Path, zygote: ZygoteProcess) -> Iterator[UsingKit]:
    with using_kit(tmp_path / "kit", zygote) as made:
        answers = made.root / "tests" / "answers" / NAME
        right = "".join(
            f"- id: plain-{question}\n  question: {question}\n  code: |\n"
            + "".join(f"    {line}\n" for line in code.splitlines())
            for question, code in RIGHT.items()
        )
        for name, text in {"right": right, "wrong": WRONG, "variants": VARIANTS, "probes": PROBES}.items():
            (answers / f"{name}.yaml").write_text(text, encoding="utf-8")
        yield made


def test_what_is_used_has_its_mutants_where_it_is_asked_for(room: UsingKit) -> None:
    assignment = Kit(room.root).assignments[NAME]
    tried = trials(assignment, read_catalogue(assignment))
    mutated = {(one.question, one.id.partition(":")[0]) for one in tried if one.kind == "mutant"}
    assert mutated == {
        ("lif_step", "lif_step"),
        ("lif_simulate", "lif_simulate"),
        ("lif_simulate", "_below_threshold"),
        ("split_signs", "split_signs"),
        ("dale_layer", "dale_layer"),
    }


@pytest.mark.long
def test_answers_are_tried_beside_right_ones_of_what_they_use(room: UsingKit) -> None:
    kit = Kit(room.root)
    proof = prove(kit, kit.assignments[NAME], workers=1)
    shares = {(one.trial.kind, one.trial.id, one.trial.question): one.share for one in proof.graded}
    assert {share for (kind, *_), share in shares.items() if kind in ("reference", "right")} == {1.0}
    assert {share for (kind, *_), share in shares.items() if kind == "stub"} == {0.0}
    assert all(one.mark is not None and one.mark.basis is None for one in proof.graded if one.trial.kind != "mutant")
    assert not proof.kept
    assert not proof.misdiagnosed
    found = {one.trial.id: one.mark.diagnosis.id for one in proof.of("wrong") if one.mark and one.mark.diagnosis}
    assert found == {"forgets": "forgets", "turned": "turned"}


@pytest.mark.slow
def test_all_functions_of_a_question_are_stubs_in_the_trial_of_the_stub(room: UsingKit) -> None:
    (room.questions / "dale_layer.py").write_text('USES = ["split_signs"]\nALSO = ["half"]\n', encoding="utf-8")
    solutions = room.root / "solutions" / f"{NAME}.py"
    half = '\n\ndef half(w):\n    """Half of it."""\n    return w / 2\n'
    solutions.write_text(solutions.read_text(encoding="utf-8") + half, encoding="utf-8")
    assignment = Kit(room.root).assignments[NAME]
    stubs = {one.question: one.code for one in trials(assignment, read_catalogue(assignment)) if one.kind == "stub"}
    assert "def half(w)" in stubs["dale_layer"]
    assert "w / 2" not in stubs["dale_layer"]
    assert "positive @ a" not in stubs["dale_layer"]
    assert "np.maximum(w" in stubs["dale_layer"]
    assert "np.maximum(w" not in stubs["split_signs"]
    write_tests(room.root, "dale_layer", _HIDDEN, "assert half(np.ones(2))[0] == 0.5", ", half")
    cells = stubs["dale_layer"].split("# %%\n")
    points = room.points({"lif_step": "", "lif_simulate": "", "split_signs": cells[0], "dale_layer": ""}, *cells[1:])
    assert points["dale_layer"] == 0


_HIDDEN = """
@test_case(name="the layer", hidden=True)
def layer(dale_layer, half):
    agree(dale_layer, reference, [(rng.normal(size=(3, 4)), rng.uniform(1, 2, 4))])
"""
