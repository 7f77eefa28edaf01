"""Marks are their owner's alone: the folders they lie in, who hears where that is not so, where not to put them."""

from __future__ import annotations

import stat
import subprocess
from pathlib import Path

import pytest

from autograder.course.place import warnings
from tests.helpers.command import quick_kit
from tests.helpers.warm import autograder

PEOPLE = "student_id,name\n1001,Ann Bell\n"


def graded(folder: Path, out: Path) -> None:
    handed_in = folder / "handed-in" / "ann.pdf"
    handed_in.parent.mkdir(exist_ok=True)
    handed_in.write_bytes(b"%PDF-1.7")
    done = autograder("grade", handed_in, "--out", out, cwd=folder / "kit")
    assert done.returncode == 1, done.stderr


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    return quick_kit(tmp_path / "kit")


def test_a_report_folder_is_its_owners_alone_and_git_leaves_it_out(kit: Path, tmp_path: Path) -> None:
    graded(tmp_path, tmp_path / "kit" / "terms" / "marks")
    report = kit / "terms" / "marks"
    assert stat.S_IMODE(report.stat().st_mode) == 0o700
    subprocess.run(["git", "init", "-q", kit], check=True)
    seen = subprocess.run(["git", "-C", kit, "status", "--porcelain", "-uall", "terms"], capture_output=True, text=True)
    assert (seen.returncode, seen.stdout) == (0, "")


def test_a_folder_of_somebodys_keeps_its_mode_and_gets_no_gitignore(kit: Path, tmp_path: Path) -> None:
    report = tmp_path / "notes"
    report.mkdir(mode=0o755)
    (report / "letter.txt").write_text("of mine", encoding="utf-8")
    graded(tmp_path, report)
    assert stat.S_IMODE(report.stat().st_mode) == 0o755
    assert not (report / ".gitignore").exists()


def test_the_people_of_a_class_are_private_wherever_the_class_folder_is(kit: Path, tmp_path: Path) -> None:
    config = kit / "grading_config.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("folder: class", "folder: people/2026"), "utf-8")
    (tmp_path / "list.csv").write_text(PEOPLE, encoding="utf-8")
    done = autograder("people", tmp_path / "list.csv", cwd=kit)
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE((kit / "people" / "2026").stat().st_mode) == 0o700
    assert (kit / "people" / "2026" / ".gitignore").read_text() == "*\n"


@pytest.mark.slow
def test_the_doctor_says_who_can_read_marks_and_what_git_would_take(kit: Path, tmp_path: Path) -> None:
    report = kit / "report"
    report.mkdir(mode=0o755)
    report.chmod(0o755)
    (report / "letter.txt").write_text("of mine", encoding="utf-8")
    graded(tmp_path, report)
    subprocess.run(["git", "init", "-q", kit], check=True)
    done = autograder("doctor", cwd=kit)
    assert f"others can open {report}; to stop that: chmod -R go-rwx {report}" in done.stdout
    assert f"git would take {report} into a repository" in done.stdout
    subprocess.run(f"chmod -R go-rwx {report} && echo '*' > {report}/.gitignore", shell=True, check=True)
    done = autograder("doctor", cwd=kit)
    assert "others can open" not in done.stdout
    assert "git would take" not in done.stdout


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/report", "iCloud"),
        ("/home/ann/OneDrive - Vanderbilt/report", "OneDrive"),
        ("/home/ann/Dropbox (Lab)/course/report", "Dropbox"),
        ("/Users/ann/Library/CloudStorage/GoogleDrive-ann@x.edu/My Drive/report", "drive"),
        ("/home/ann/Nextcloud/report", "Nextcloud"),
    ],
)
def test_a_folder_that_is_kept_in_step_elsewhere_is_told(place: str, service: str) -> None:
    (told,) = warnings(Path(place), mounts=[("/", "ext4")])
    assert service.casefold() in told.casefold()
    assert "--out" in told


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "drvfs"])
def test_a_folder_that_another_machine_holds_is_told(kind: str) -> None:
    mounts = [("/", "ext4"), ("/net", kind), ("/net/here", "ext4"), ("/network", "ext4")]
    (told,) = warnings(Path("/net/course/report"), mounts)
    assert kind in told
    assert not list(warnings(Path("/net/here/report"), mounts))
    assert not list(warnings(Path("/network/report"), mounts))
    assert not list(warnings(Path("/home/ann/boxes/report"), mounts))


def test_grading_into_such_a_folder_says_so_and_goes_on(kit: Path, tmp_path: Path) -> None:
    handed_in = tmp_path / "ann.pdf"
    handed_in.write_bytes(b"%PDF-1.7")
    done = autograder("grade", handed_in, "--out", tmp_path / "OneDrive" / "report", cwd=kit)
    assert "OneDrive" in done.stderr
    assert (tmp_path / "OneDrive" / "report" / "marks.csv").is_file()
