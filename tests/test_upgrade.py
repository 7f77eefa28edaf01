"""The page on upgrading holds: with its own commands a teacher's settings survive, and the new version comes in."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from autograder.config import load_config
from autograder.errors import ConfigError
from tests.helpers.known_answers import ROOT

PAGE = ROOT / "docs" / "upgrade.md"
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A. Teacher", "-c", "user.email=teacher@x.edu"]
    done = subprocess.run(["git", "-C", folder, *identity, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def shown() -> list[list[str]]:
    """The commands of git that the page shows, in their order."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith("git ")]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """What the kit's makers publish: the configuration and an engine, in a repository."""
    folder = tmp_path / "published"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    shutil.copyfile(ROOT / "grading_config.yaml", folder / "grading_config.yaml")
    (folder / "engine.py").write_text("VERSION = 1\n", encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "The first version")
    return folder


@pytest.fixture
def mine(published: Path, tmp_path: Path) -> Path:
    """A teacher's clone, with settings of their own, some of them in lines that the next version changes too."""
    git(tmp_path, "clone", "--quiet", str(published), "mine")
    config = tmp_path / "mine" / "grading_config.yaml"
    change(config, "term: 2026-fall", "term: 2027-spring")
    change(config, "    # due: 2026-10-05 23:59      # none", "    due: 2027-02-05 23:59      # none")
    change(config, "  per_day: 0 ", "  per_day: 0.1 ")
    return tmp_path / "mine"


def test_settings_survive_and_the_new_version_comes_in(published: Path, mine: Path) -> None:
    config = published / "grading_config.yaml"
    change(config, "term: 2026-fall", "term: 2028-fall")
    change(config, "  per_day: 0            # share of the points", "  per_day: 0            # a share of the points")
    change(config, "  retention_days: 365", "  retention_days: 400")
    (published / "engine.py").write_text("VERSION = 2\n", encoding="utf-8")
    git(published, "commit", "--quiet", "--all", "--message", "The second version")
    for command in shown():
        git(mine, *command)
    found = load_config(mine / "grading_config.yaml")
    assert (found.term, found.late.per_day, str(found.assignments["net_input"].due)) == (
        "2027-spring",
        0.1,
        "2027-02-05 23:59:00",
    )
    assert found.class_.retention_days == 400
    assert (mine / "engine.py").read_text(encoding="utf-8") == "VERSION = 2\n"


def test_two_versions_in_one_file_are_named_by_line(published: Path, mine: Path) -> None:
    change(published / "grading_config.yaml", "term: 2026-fall", "term: 2028-fall")
    git(published, "commit", "--quiet", "--all", "--message", "The second version")
    git(mine, "commit", "--quiet", "--all", "--message", "Ours")
    merge = ["git", "-C", mine, "-c", "user.name=A", "-c", "user.email=a@x.edu", "pull", "--no-rebase", "--quiet"]
    assert subprocess.run(merge, capture_output=True).returncode != 0
    lines = (mine / "grading_config.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if text.startswith("<<<<<<<"))
    with pytest.raises(ConfigError, match=f"line {line}: git found two versions"):
        load_config(mine / "grading_config.yaml")


@pytest.mark.parametrize("commit", ["2d8a1dc", "4505b97"])
def test_the_configuration_of_an_earlier_kit_is_read(commit: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(ROOT / "tests" / "frozen" / f"{commit}.zip") as archive:
        path = Path(archive.extract("grading_config.yaml", tmp_path))
    assert load_config(path).term == "2026-fall"
