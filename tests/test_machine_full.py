"""On a machine that is full or takes no more, every command ends with a sentence: no traceback, and nothing is lost."""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path

import pytest

from tests.helpers.command import COMMAND, quick_kit
from tests.helpers.known_answers import filled_notebook, save

pytestmark = pytest.mark.slow

COMMANDS = {
    "build": ["build"],
    "doctor": ["doctor"],
    "export": ["export", "csv", "--out", "@OUT@"],
    "grade": ["grade", "@CLASS@", "--out", "@OUT@/again"],
    "gradescope": ["gradescope", "net_input", "-o", "@OUT@/net_input.zip"],
    "prove": ["prove", "net_input", "--workers", "1"],
    "regrade": ["regrade", "--out", "@OUT@"],
    "release": ["release", "net_input", "--out", "@OUT@/release"],
    "report": ["report", "--out", "@OUT@"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit whose notebook is not built, and a graded class of one."""
    folder = tmp_path_factory.mktemp("full")
    quick_kit(folder / "kit")
    save(filled_notebook("net_input", {}), folder / "class" / "a.ipynb")
    done = run(folder, ["grade", "@CLASS@", "--out", "@OUT@"])
    assert done.returncode == 0, done.stderr
    return folder


def run(
    folder: Path, command: list[str], limit: tuple[int, int] | None = None, said_to: str | None = None
) -> subprocess.CompletedProcess[str]:
    places = {"@CLASS@": str(folder / "class"), "@OUT@": str(folder / "out")}
    line = [COMMAND, *command, "--kit", str(folder / "kit")]
    for name, place in places.items():
        line = [part.replace(name, place) for part in line]
    with open(said_to or folder / "said", "w", encoding="utf-8") as out:  # noqa: PTH123 - a device
        return subprocess.run(
            line,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=None if limit is None else lambda: resource.setrlimit(limit[0], (limit[1], limit[1])),
        )


def assert_said(done: subprocess.CompletedProcess[str]) -> None:
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == 2, done.stderr
    assert done.stderr.strip().endswith("."), done.stderr


@pytest.mark.parametrize("name", ["doctor", "grade", "export", "gradescope", "prove", "regrade", "release", "report"])
def test_a_disk_that_takes_nothing_is_named(folder: Path, name: str) -> None:
    assert_said(run(folder, COMMANDS[name], (resource.RLIMIT_FSIZE, 0)))


@pytest.mark.parametrize("name", ["doctor", "grade", "prove"])
def test_too_many_open_files_are_named(folder: Path, name: str) -> None:
    assert_said(run(folder, COMMANDS[name], (resource.RLIMIT_NOFILE, 14)))


@pytest.mark.parametrize("name", ["doctor", "export", "report"])
def test_what_is_printed_to_a_full_disk_is_no_traceback(folder: Path, name: str) -> None:
    assert_said(run(folder, COMMANDS[name], said_to="/dev/full"))


def test_a_notebook_that_cannot_be_built_keeps_what_it_was(folder: Path, tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    text = (kit / "assignments" / "net_input" / "net_input.md").read_text(encoding="utf-8")
    own = kit / "assignments"
    real = own.resolve()
    own.unlink()
    for path in real.rglob("*.*"):
        copy = own / path.relative_to(real)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (own / "net_input" / "net_input.md").write_text(text.replace("# ", "# New ", 1), encoding="utf-8")
    before = (own / "net_input" / "net_input.ipynb").read_bytes()
    assert_said(run(tmp_path, COMMANDS["build"], (resource.RLIMIT_FSIZE, 0)))
    assert (own / "net_input" / "net_input.ipynb").read_bytes() == before
