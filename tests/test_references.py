"""References may import each other: what proves, packs, keeps and grades them takes all that they need, and no more."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.authoring.prove.mutants import mutants
from autograder.authoring.prove.run import trials
from autograder.gradescope.rehearsal import _with_reference
from autograder.gradescope.stock import write_stock_zip
from autograder.kit import Kit
from autograder.marking.catalogue import Catalogue
from autograder.marking.suite import suite_of
from tests.helpers.broken_kit import Room, own_solutions, sound_kit
from tests.helpers.command import autograder

OTHER = '''\
"""Reference."""

from __future__ import annotations

from solutions.spikes import half as halved


def third(n):
    """A third of n."""
    return halved(n) * 2.0 / 3.0
'''
SPIKES = '''\
"""Reference."""

from solutions.shared.scale import TWO


def double(n):
    """Twice n."""
    return n * TWO


def half(n):
    """Half of n."""
    return n / TWO
'''


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """The small kit, where third needs half, and both assignments need a constant of a folder in solutions."""
    made = sound_kit(tmp_path / "kit")
    made.solutions.write_text(SPIKES, encoding="utf-8")
    (made.root / "solutions" / "other.py").write_text(OTHER, encoding="utf-8")
    (made.root / "solutions" / "shared").mkdir()
    (made.root / "solutions" / "shared" / "scale.py").write_text("TWO = 2.0\nUNUSED = 3.0\n", encoding="utf-8")
    (made.root / "solutions" / "unneeded.py").write_text("def more(n):\n    return n\n", encoding="utf-8")
    with own_solutions():
        yield made


def digest(room: Room, assignment: str) -> str:
    kit = Kit(room.root)
    return suite_of(kit, kit.assignment(assignment)).digest


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_mutants_are_of_all_that_is_reached_and_each_runs_by_itself(room: Room) -> None:
    tried = [one for one in trials(room.kit.assignment("other"), Catalogue()) if one.kind in ("reference", "mutant")]
    assert {one.id.partition(":")[0] for one in tried} == {"the reference", "third", "half"}
    for one in tried:
        exec(compile(one.code, one.id, "exec", dont_inherit=True), {"__name__": "__main__"})


@pytest.mark.slow
def test_a_blind_test_lets_mutants_of_what_is_imported_survive(room: Room) -> None:
    """Where mutants die of an import instead, none survives, whatever the tests are."""
    change(room.root / "tests" / "hidden" / "other" / "third_hidden.py", "np.array([1.0, 3.0])", "np.zeros(2)")
    change(room.root / "tests" / "hidden" / "other" / "third_hidden.py", "np.array([-5.0])", "np.zeros(1)")
    done = autograder("prove", "other", "--workers", "1", "--kit", room.root)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "half: n / TWO -> n * TWO" in done.stdout
    assert "third: halved" not in done.stdout
    assert "right answers that lose a mark: 0 of 1\n" in done.stdout


REFUSED = {
    "a slip of the pen where nobody comes": (
        "    if n is None:\n        return nd.ones(3)\n    return n / TWO",
        "solutions/spikes.py, line 14: nd is not defined",
    ),
    "a circle": ("    import solutions.other\n\n    return n / TWO", "solutions/spikes.py, line 13: this import"),
    "an import in a function": (
        "    from solutions.unneeded import more\n\n    return more(n / TWO)",
        "solutions/spikes.py, line 13: this import of solutions.unneeded",
    ),
    "a module that is not there while grading": (
        "    return n / TWO + 0 * len(seeded.__name__)\n\n\nfrom autograder import seeded",
        "other.py: with all that it needs, as one notebook, the reference does not run",
    ),
    "a module as a value": (
        "    return n / TWO + 0 * len(vars(unneeded))\n\n\nfrom solutions import unneeded",
        "solutions/spikes.py, line 13: the module solutions.unneeded is used by itself",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("code", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_proved_is_said_in_words_and_graded_all_the_same(room: Room, code: str, words: str) -> None:
    change(room.solutions, "    return n / TWO", code)
    done = autograder("prove", "other", "--workers", "1", "--kit", room.root)
    assert done.returncode == 2, done.stdout + done.stderr
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    handed_in = room.handed_in("other", "def third(n):\n    return n / 3\n")
    done = autograder("grade", handed_in, "--out", room.root.parent / "report", "--kit", room.root)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_grade_is_stale_when_what_the_reference_reaches_is_another(room: Room) -> None:
    before = {name: digest(room, name) for name in ("spikes", "other")}
    change(room.root / "solutions" / "shared" / "scale.py", "UNUSED = 3.0", "UNUSED = 4.0")
    (room.root / "solutions" / "unneeded.py").write_text("def more(n):\n    return -n\n", encoding="utf-8")
    assert {name: digest(room, name) for name in before} == before
    change(room.solutions, "n * TWO", "TWO * n")  # double, which third does not reach
    assert digest(room, "other") == before["other"]
    assert digest(room, "spikes") != before["spikes"]
    change(room.root / "solutions" / "shared" / "scale.py", "TWO = 2.0", "TWO = 2")
    assert digest(room, "other") != before["other"]


def test_what_only_a_hidden_test_takes_is_in_the_digest(room: Room) -> None:
    hidden = room.root / "tests" / "hidden" / "other" / "third_hidden.py"
    change(hidden, "from solutions.other", "from solutions.unneeded import more\nfrom solutions.other")
    before = digest(room, "other")
    (room.root / "solutions" / "unneeded.py").write_text("def more(n):\n    return -n\n", encoding="utf-8")
    assert digest(room, "other") != before


def test_public_data_are_in_the_digest(room: Room) -> None:
    data = room.root / "assignments" / "other" / "weights.npz"
    seen = {digest(room, "other")}
    for content in (b"\x00\xff", b"\x00\xfe"):
        data.write_bytes(content)
        seen.add(digest(room, "other"))
    data.rename(data.with_name("others.npz"))
    seen.add(digest(room, "other"))
    assert len(seen) == 4
    (room.root / "assignments" / "other" / ".DS_Store").write_bytes(b"left behind")
    assert digest(room, "other") in seen


@pytest.mark.slow
def test_the_zips_hold_the_modules_that_are_reached_and_no_more(room: Room, tmp_path: Path) -> None:
    autograder("build", "--kit", room.root)
    done = autograder("gradescope", "other", "-o", tmp_path / "ours.zip", "--kit", room.root)
    assert done.returncode == 0, done.stdout + done.stderr
    write_stock_zip(room.kit, room.kit.assignment("other"), tmp_path / "stock.zip")
    needed = ["__init__.py", "other.py", "shared/scale.py", "spikes.py"]
    for archive, above in (("ours.zip", ""), ("stock.zip", "files/")):
        with zipfile.ZipFile(tmp_path / archive) as opened:
            names = [name for name in opened.namelist() if name.startswith(f"{above}solutions/")]
        assert sorted(name.removeprefix(f"{above}solutions/") for name in names) == needed


@pytest.mark.slow
def test_a_zip_that_is_unpacked_grades_by_itself(room: Room, tmp_path: Path) -> None:
    autograder("build", "--kit", room.root)
    autograder("gradescope", "other", "-o", tmp_path / "ours.zip", "--kit", room.root)
    with zipfile.ZipFile(tmp_path / "ours.zip") as opened:
        opened.extractall(tmp_path / "there")
    kit = Kit(tmp_path / "there")
    (assignment,) = kit.assignments.values()
    suite = suite_of(kit, assignment)
    assert suite.faults == []
    cell = _with_reference(json.loads(assignment.notebook.read_text(encoding="utf-8")), assignment)["cells"][-1]
    space: dict[str, object] = {"__name__": "__main__"}
    exec(compile(cell["source"], "cell", "exec", dont_inherit=True), space)
    assert space["third"](6.0) == 2.0  # type: ignore[operator]
    assert mutants(cell["source"], "third")
