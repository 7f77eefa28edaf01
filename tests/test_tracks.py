"""Tracks: assignments that a course gives together or not at all, by one line of the configuration."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from autograder.config import load_config
from autograder.errors import ConfigError
from autograder.kit import Kit
from tests.helpers.broken_kit import Room, sound_kit
from tests.helpers.command import rows
from tests.helpers.warm import autograder

pytestmark = pytest.mark.slow

OTHER = "other:\n"
USAGE = 2
OFF, ON = "tracks:\n  more: off\n", "tracks:\n  more: on\n"


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A kit whose second assignment is of a track."""
    made = sound_kit(tmp_path / "kit")
    text = config(made).read_text(encoding="utf-8")
    assert text.count(OTHER) == 1
    config(made).write_text(OFF + text.replace(OTHER, f"{OTHER}    track: more\n"), encoding="utf-8")
    return made


def config(room: Room) -> Path:
    return room.root / "grading_config.yaml"


def switch_on(room: Room) -> None:
    config(room).write_text(config(room).read_text(encoding="utf-8").replace(OFF, ON), encoding="utf-8")


def test_what_is_of_a_track_that_is_off_is_written_and_not_given(room: Room) -> None:
    kit = Kit(room.root)
    assert list(kit.assignments) == ["spikes"]
    assert list(kit.written) == ["spikes", "other"]
    switch_on(room)
    assert list(Kit(room.root).assignments) == ["spikes", "other"]


def test_what_is_off_is_neither_graded_nor_released_and_that_is_told(room: Room) -> None:
    handed_in = room.handed_in("other")
    for call in (["release", "other"], ["gradescope", "other"], ["grade", handed_in, "--assignment", "other"]):
        done = autograder(*call, "--kit", room.root)
        assert done.returncode == USAGE
        assert "other is of the track more, which is off; write more: on under tracks" in done.stderr.replace("\n", " ")
    out = room.root.parent / "report"
    autograder("grade", handed_in, "--out", out, "--kit", room.root, "--workers", "1")
    assert rows(out)["other.py"]["status"] == "wrong_assignment"


def test_a_notebook_of_what_is_off_is_told_what_it_is_of(room: Room, tmp_path: Path) -> None:
    notebook = nbformat.v4.new_notebook(metadata={"autograder": {"assignment": "other"}})
    notebook.cells = [nbformat.v4.new_code_cell("def third(n):\n    return n / 3")]
    path = tmp_path / "mine.ipynb"
    nbformat.write(notebook, path)
    found = autograder("grade", path, "--as-student", "--kit", room.root, "--workers", "1").stdout
    assert "This is the notebook of other, which is not asked for. Hand in spikes.ipynb." in found.replace("\n", " ")


def test_what_is_off_is_built_and_proved(room: Room) -> None:
    for call in (["build"], ["build", "other"], ["build", "--check"]):
        assert "No assignment" not in autograder(*call, "--kit", room.root).stderr
    found = autograder("prove", "other", "--workers", "1", "--kit", room.root).stdout
    assert "third" in found
    assert "other (track more)" in autograder("doctor", "--kit", room.root).stdout


def test_on_is_one_line(room: Room) -> None:
    switch_on(room)
    out = room.root.parent / "report"
    autograder("grade", room.handed_in("other"), "--out", out, "--kit", room.root, "--workers", "1")
    assert rows(out)["other.py"]["third"] == "3"


def test_a_track_that_is_not_listed_is_told_with_what_to_write(room: Room) -> None:
    config(room).write_text(config(room).read_text(encoding="utf-8").replace(OFF, ""), encoding="utf-8")
    with pytest.raises(ConfigError, match="line 3: assignments: other is of the track more, which tracks does"):
        load_config(config(room))


def test_a_course_gives_something(room: Room) -> None:
    text = config(room).read_text(encoding="utf-8").replace("spikes:\n", "spikes:\n    track: more\n")
    config(room).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="nothing is given; switch a track on"):
        load_config(config(room))
