"""What judges is tried once and then known to be sound, until any of it is another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.broken_kit import Room, sound_kit
from tests.helpers.command import rows
from tests.helpers.warm import autograder


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A kit whose hidden test of double notes each process that loads it."""
    room = sound_kit(tmp_path / "kit")
    notes = f"import os\nopen({str(tmp_path / 'loaded')!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
    room.hidden.write_text(room.hidden.read_text(encoding="utf-8") + notes, encoding="utf-8")
    room.handed_in("spikes")
    return room


def processes(room: Room, *command: str | Path) -> int:
    """How many processes load that test during a command."""
    loaded = room.root.parent / "loaded"
    loaded.write_text("", encoding="utf-8")
    done = autograder(*command, "--kit", room.root)
    assert done.returncode == 0, done.stdout + done.stderr
    return len(set(loaded.read_text(encoding="utf-8").split()))


def grading(room: Room) -> int:
    return processes(room, "grade", room.root.parent / "class", "--workers", "1")


def test_what_was_sound_is_not_tried_again(room: Room) -> None:
    tried = grading(room)
    assert grading(room) == tried - 1
    assert grading(room) == tried - 1


@pytest.mark.parametrize("file", ["hidden", "public", "solutions", "data", "config"])
def test_what_has_changed_since_is_tried_again(room: Room, file: str) -> None:
    tried = grading(room)
    beside = {"data": room.public.parent.parent / "spikes.csv", "config": room.root / "grading_config.yaml"}
    path = beside.get(file) or getattr(room, file)
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    changed = before.replace("a-term", "another-term") if file == "config" else f"{before}\n# another\n"
    path.write_text(changed, encoding="utf-8")
    assert grading(room) == tried
    assert grading(room) == tried - 1


def test_what_is_wrong_is_told_each_time_and_being_mended_is_seen(room: Room) -> None:
    grading(room)
    sound = room.solutions.read_text(encoding="utf-8")
    room.solutions.write_text(sound.replace("n * 2.0", "n.nobody"), encoding="utf-8")
    for _ in range(2):
        done = autograder("grade", room.root.parent / "class", "--kit", room.root)
        assert "the reference fails its case 'double: some'" in " ".join(done.stderr.split())
    room.solutions.write_text(sound, encoding="utf-8")
    out = room.root.parent / "report"
    assert processes(room, "grade", room.root.parent / "class", "--out", out, "--workers", "1")
    assert rows(out)["spikes.py"]["score"] == "6"


def test_doctor_tries_what_is_known_to_be_sound(room: Room) -> None:
    grading(room)
    processes(room, "build")
    assert processes(room, "doctor") >= 1


def test_a_damaged_cache_proves_nothing(room: Room) -> None:
    tried = grading(room)
    (kept,) = (room.root / ".cache").glob("spikes-sound-*")
    kept.write_text('{"key": "", "kept": "nothing is wrong"}', encoding="utf-8")
    assert grading(room) == tried


def test_what_one_process_believes_it_tries_anew_when_it_is_asked_to(room: Room) -> None:
    """No digest sees what a test file reads beside the kit, so whoever has to be sure looks for himself."""
    needed = room.root.parent / "needed"
    needed.write_text("there", encoding="utf-8")
    room.hidden.write_text(f"{room.hidden.read_text(encoding='utf-8')}\nopen({str(needed)!r}).read()\n", "utf-8")
    grading(room)
    needed.unlink()
    program = (
        "import sys; from pathlib import Path; from autograder.kit import Kit\n"
        "from autograder.marking.sound import faults_of\n"
        "kit = Kit(Path(sys.argv[1])); one = kit.assignment('spikes')\n"
        "print([len(faults_of(kit, one, anew=anew)) for anew in (False, True, False)])"
    )
    command = [sys.executable, "-c", program, room.root]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stdout == "[0, 1, 1]\n", done.stderr
