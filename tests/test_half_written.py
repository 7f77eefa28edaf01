"""An assignment that is half written is named with its file, and stops no command that is about another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.broken_kit import CONFIG, Room, sound_kit
from tests.helpers.command import autograder, rows

pytestmark = pytest.mark.long

TEXT = "# new\n\n## later: soon\n\n```{code-cell} python\n# stub: later\n```\n"
SOLUTION = 'def later(n):\n    """Later."""\n    return n\n'


def text_only(room: Room) -> None:
    (room.root / "assignments" / "new").mkdir()
    (room.root / "assignments" / "new" / "new.md").write_text(TEXT, encoding="utf-8")


def no_python(room: Room) -> None:
    text_only(room)
    (room.root / "solutions" / "new.py").write_text("def later(:\n", encoding="utf-8")


def no_tests(room: Room) -> None:
    text_only(room)
    (room.root / "solutions" / "new.py").write_text(SOLUTION, encoding="utf-8")


def odd_header(room: Room) -> None:
    no_tests(room)
    (room.root / "assignments" / "new" / "new.md").write_text(f"---\nkernel: [\n---\n{TEXT}", encoding="utf-8")


HALVES: dict[str, tuple[Callable[[Room], object], str]] = {
    "nothing but its points": (lambda room: None, "assignments/new/new.md: is missing"),
    "a text": (text_only, "solutions/new.py: is missing"),
    "a solution that is no Python": (no_python, "solutions/new.py, line 1: SyntaxError"),
    "no tests": (no_tests, "tests/hidden/new/later_hidden.py: is missing"),
    "a text that cannot be read": (odd_header, "new.md, line 1: cannot be read"),
}


@pytest.mark.parametrize(("write", "words"), HALVES.values(), ids=HALVES)
def test_it_is_named_and_stops_nothing_else(tmp_path: Path, write: Callable[[Room], object], words: str) -> None:
    room = sound_kit(tmp_path / "kit")
    policy = "  new:\n    points: {later: 2}\n    forms: {practice: loop}\n" if words.startswith("assignments") else ""
    config = CONFIG.replace("limits:", f"{policy or '  new: {points: {later: 2}}'}\nlimits:")
    (room.root / "grading_config.yaml").write_text(config, encoding="utf-8")
    write(room)

    def run(*command: str | Path) -> tuple[int, str]:
        done = autograder(*command, "--kit", room.root)
        assert "Traceback" not in done.stderr
        return done.returncode, " ".join((done.stdout + done.stderr).split())

    said = run("build")[1] + run("doctor")[1]
    assert words in said
    for name in ("spikes", "other"):
        assert (room.root / "assignments" / name / f"{name}.ipynb").is_file()
        assert run("release", name, "--out", tmp_path / "out")[0] == 0
        room.handed_in(name)
    assert run("gradescope", "other", "-o", tmp_path / "other.zip")[0] == 0
    assert run("grade", tmp_path / "class", "--out", tmp_path / "report")[0] == 0
    assert {row["score"] for row in rows(tmp_path / "report").values()} == {"6", "3"}
