"""The kit on disk: which one is taken, what it says of a name that is none, and that none is taken from students."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.config import CONFIG_FILE
from autograder.errors import ConfigError
from autograder.kit import Kit, find_kit, refuse_handed_in
from tests.helpers.command import quick_kit
from tests.helpers.known_answers import KIT, ROOT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return quick_kit(tmp_path / "kit")


def test_the_nearest_kit_upwards_is_taken_or_the_one_that_is_named(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = root / "report" / "feedback"
    below.mkdir(parents=True)
    for place in (root, below):
        monkeypatch.chdir(place)
        assert find_kit(None).root == root
    assert find_kit(ROOT).root == ROOT
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="or above; go into the kit's folder, or give --kit DIR"):
        find_kit(None)
    with pytest.raises(ConfigError, match="give --kit the folder that holds it"):
        find_kit(tmp_path)


def test_an_assignment_that_is_none_is_told_with_those_that_are() -> None:
    with pytest.raises(ConfigError, match="No assignment is called lif") as caught:
        KIT.assignment("lif")
    assert [name for name in KIT.assignments if name not in str(caught.value)] == []
    assert [KIT.assignment(name).name for name in KIT.assignments] == [*KIT.assignments]


def test_an_assignment_of_which_students_have_nothing_yet_has_no_data(root: Path) -> None:
    (root / "assignments").unlink()
    assert [one for one in Kit(root).assignments.values() if one.public_data] == []
    assert [one for one in KIT.assignments.values() if not one.folder.is_dir()] == []


def refusal(kit: Kit, *graded: Path, named: bool = False) -> str:
    with pytest.raises(ConfigError) as caught:
        refuse_handed_in(kit, graded, named=named)
    return str(caught.value)


def test_a_kit_that_came_with_what_is_graded_is_refused_even_if_it_is_named(root: Path) -> None:
    for named in (True, False):
        assert "came with what is graded" in refusal(Kit(root), root.parent, named=named)
    linked = root.parent / "class"
    (linked / "tests").mkdir(parents=True)
    (root / "tests").unlink()
    (root / "tests").symlink_to(linked / "tests")
    assert f"lies in {linked}" in refusal(Kit(root), linked, named=True)


def test_a_kit_that_nobody_named_is_refused_inside_another_and_around_what_is_graded(root: Path) -> None:
    for room in ("assignments", "solutions", "tests"):
        (root / room).unlink()
        (root / room).mkdir()
    (root / "answers.ipynb").touch()
    assert "what is graded lies in it" in refusal(Kit(root), root / "answers.ipynb")
    refuse_handed_in(Kit(root), [root / "answers.ipynb"], named=True)
    refuse_handed_in(Kit(root), [root.parent / "class"], named=False)
    (root.parent / CONFIG_FILE).touch()
    assert "lies in another kit" in refusal(Kit(root), root.parent / "class")


def test_the_commands_own_kit_may_lie_anywhere(root: Path) -> None:
    (root.parent / CONFIG_FILE).touch()
    refuse_handed_in(Kit(root), [root / "report"], named=False)
