"""What a question file says of other functions, read as text; and what is said where it may not say so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.errors import ConfigError
from autograder.kit import Kit
from autograder.marking.sound import faults_of
from autograder.questions.declared import Declared, declared, used_by
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.command import autograder
from tests.helpers.using_kit import NAME, POINTS, RIGHT, SOLUTIONS, UsingKit, using_kit, write_tests

REFUSED = {
    "later": ('USES = ["dale_layer"]', "line 1: USES names dale_layer"),
    "itself": ('\nUSES = ["lif_simulate"]', "line 2: USES names lif_simulate"),
    "unknown": ('USES = ("lif_stepp",)', "line 1: USES names lif_stepp"),
    "twice in it": ('USES = ["lif_step", "lif_step"]', "line 1: USES names a function twice"),
    "computed": ("USES = [name for name in ()]", "line 1: USES is no list of names"),
    "a text": ('USES = "lif_step"', "line 1: USES is no list of names"),
    "a set": ('USES = {"lif_step"}', "line 1: USES is no list of names"),
    "a number in it": ('USES = ["lif_step", 3]', "line 1: USES is no list of names"),
    "said twice": ('USES = ["lif_step"]\nUSES = []', "line 2: USES is no list of names"),
    "added to": ('USES = []\nUSES += ["lif_step"]', "line 2: USES is no list of names"),
    "in an if": ('if True:\n    USES = ["lif_step"]', "line 2: USES is no list of names"),
    "in a function": ('def hidden(rng):\n    USES = ["lif_step"]', "line 2: USES is no list of names"),
    "with another": ('USES, OTHER = ["lif_step"], []', "line 1: USES is no list of names"),
    "for": ("for USES in []:\n    pass", "line 1: USES is no list of names"),
    "no Python": ("USES = [", "line 1: is no Python"),
    "a question of its own": ('ALSO = ["split_signs"]', "line 1: ALSO names split_signs, which is a question"),
    "no name": ('ALSO = ["split signs"]', "line 1: ALSO names 'split signs'"),
    "a word of Python": ('ALSO = ["def"]', "line 1: ALSO names 'def'"),
    "not in the reference": ('ALSO = ["half_step"]', "defines no function half_step"),
}
ALLOWED = {
    "nothing": ("", Declared()),
    "an empty list": ("USES = []\nALSO = ()", Declared()),
    "a tuple": ('USES = ("lif_step",)', Declared(("lif_step",))),
    "with a type": (
        'USES: list[str] = ["lif_step"]\nALSO: tuple[str, ...] = ("half",)',
        Declared(("lif_step",), ("half",)),
    ),
    "what it does not run": ("raise SystemExit\nUSES = ['lif_step']", Declared(("lif_step",))),
    "in words": ('"""USES and ALSO are told elsewhere."""', Declared()),
}


@pytest.fixture
def room(tmp_path: Path, zygote: ZygoteProcess) -> Iterator[UsingKit]:
    with using_kit(tmp_path / "kit", zygote) as made:
        yield made


def say(room: UsingKit, question: str, text: str) -> None:
    (room.questions / f"{question}.py").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("said", ALLOWED)
def test_what_may_be_said(room: UsingKit, said: str) -> None:
    text, expected = ALLOWED[said]
    say(room, "lif_simulate", text)
    assert declared(Kit(room.root).assignments[NAME], "lif_simulate") == expected


@pytest.mark.parametrize("said", REFUSED)
def test_what_may_not_be_said_is_a_fault_with_its_line_and_leaves_the_mark_open(room: UsingKit, said: str) -> None:
    text, words = REFUSED[said]
    say(room, "lif_simulate", text)
    kit = Kit(room.root)
    faults = [str(fault) for fault in faults_of(kit, kit.assignments[NAME])]
    assert any(words in fault for fault in faults), faults
    if "line" in words:
        assert faults[0].startswith(f"tests/questions/{NAME}/lif_simulate.py, {words}")
        with pytest.raises(ConfigError, match="tests/questions"):
            declared(kit.assignments[NAME], "lif_simulate")
    assert room.points({}) == {**POINTS, "lif_simulate": None}


def test_the_first_question_may_use_none(room: UsingKit) -> None:
    say(room, "lif_step", 'USES = ["lif_simulate"]')
    kit = Kit(room.root)
    assert "is the first, and may use none" in str(faults_of(kit, kit.assignments[NAME])[0])


def test_what_a_used_question_uses_is_used_too(room: UsingKit) -> None:
    say(room, "split_signs", 'USES = ["lif_simulate"]')
    assignment = Kit(room.root).assignments[NAME]
    assert used_by(assignment, "dale_layer") == ("lif_step", "lif_simulate", "split_signs")


def test_a_case_in_which_the_reference_asks_too_often_is_refused(room: UsingKit) -> None:
    """Each call may be a message to a student's process; with the right number of steps nothing is said."""
    hidden = '@test_case(name="long", hidden=True)\ndef long(lif_simulate):\n    agree(lif_simulate, reference, %s)\n'
    kit = Kit(room.root)
    for cases, often in (("[(np.ones(2000), 1.0)]", 0), ("[(np.ones(1500), 1.0), (np.ones(501), 1.0)]", 2001)):
        write_tests(room.root, "lif_simulate", hidden % cases, "assert lif_simulate(np.ones(1), 1.0)[-1] > -65")
        faults = [str(fault) for fault in faults_of(kit, kit.assignments[NAME])]
        assert bool(faults) == bool(often), faults
    assert "lif_simulate_hidden.py" in faults[0]
    assert "in its case 'long' the reference calls what it uses 2001 times" in faults[0]
    assert room.points({})["lif_simulate"] is None
    refused = autograder("doctor", "--kit", room.root)
    assert "2001 times" in refused.stdout + refused.stderr


ALSO_SOLUTIONS = SOLUTIONS + '\n\ndef half(w):\n    """Half of it."""\n    return w / 2\n'
ALSO_HIDDEN = """
from solutions.neurons import half as right_half


@test_case(name="the layer", hidden=True)
def layer(dale_layer):
    agree(dale_layer, reference, [(rng.normal(size=(3, 4)), rng.uniform(1, 2, 4))])


@test_case(name="half", hidden=True)
def halves(half):
    agree(half, right_half, [(rng.normal(size=3),)])


@test_case(name="half of the layer", hidden=True)
def both(dale_layer, half):
    w = rng.normal(size=(3, 4))
    agree(lambda a: half(dale_layer(w, a)), lambda a: right_half(reference(w, a)), [(rng.uniform(1, 2, 4),)])
"""
HALF = "def half(w):\n    return 0.5 * w\n"


@pytest.fixture
def several(room: UsingKit) -> UsingKit:
    """A question of two functions, one of which uses another question's."""
    say(room, "dale_layer", 'USES = ["split_signs"]\nALSO = ["half"]\n')
    (room.root / "solutions" / f"{NAME}.py").write_text(ALSO_SOLUTIONS, encoding="utf-8")
    public = "assert half(np.ones(2))[0] == 0.5, 'What is half of one?'"
    write_tests(room.root, "dale_layer", ALSO_HIDDEN, public, ", half")
    return room


def test_a_question_of_several_functions(several: UsingKit) -> None:
    assert several.points({}, HALF) == POINTS
    for wrong in (HALF.replace("0.5", "2"), "def half(w):\n    raise ValueError\n"):
        assert several.points({}, wrong)["dale_layer"] == 1
    assert several.points({"dale_layer": ""}, HALF)["dale_layer"] == 1


def test_a_further_function_that_is_missing_is_told_by_its_name(several: UsingKit) -> None:
    mark = several.marks({})["dale_layer"]
    assert mark.points == 1
    said = {verdict.case: verdict.says for verdict in mark.verdicts}
    assert said["a number"] == said["half"] == said["half of the layer"] == "This notebook has no function called half."
    assert mark.note == "This notebook has no function called half."


def test_several_functions_on_what_they_use(several: UsingKit) -> None:
    swapped = "def split_signs(w):\n    return w * (w < 0), w * (w > 0)\n"
    for split in (swapped, ""):
        assert several.points({"split_signs": split}, HALF) == {**POINTS, "split_signs": 0}
    cancels = RIGHT["dale_layer"].replace("up, down", "down, up")
    assert several.points({"split_signs": swapped, "dale_layer": cancels}, HALF)["dale_layer"] == 1


def test_each_further_function_has_a_stub(several: UsingKit) -> None:
    """Below the heading of its question; a text without one is refused."""
    text = several.root / "assignments" / NAME / f"{NAME}.md"
    refused = autograder("build", "--kit", several.root)
    assert refused.returncode
    assert "half" in refused.stdout + refused.stderr
    with text.open("a", encoding="utf-8") as file:
        file.write("```{code-cell} python\n# stub: half\n```\n")
    built = autograder("build", "--kit", several.root)
    assert not built.returncode, built.stderr
    notebook = text.with_suffix(".ipynb").read_text(encoding="utf-8")
    assert notebook.index("def dale_layer(w, a)") < notebook.index("def half(w)")
