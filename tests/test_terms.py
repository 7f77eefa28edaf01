"""A new term begins with nobody of the last one in it, and nothing of the last one is lost."""

from __future__ import annotations

import contextlib
import sqlite3
import stat
from pathlib import Path

import pytest

from autograder.config import load_config
from tests.helpers.command import quick_kit, table
from tests.helpers.known_answers import filled_notebook, plain_right, save
from tests.helpers.warm import autograder

pytestmark = pytest.mark.slow

PEOPLE = "student_id,name,login\n1001,Ann Bell,ann\n1002,Cy Cox,cy\n"


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A kit with a class of two, of whom one has handed in."""
    kit = quick_kit(tmp_path / "kit")
    (tmp_path / "list.csv").write_text(PEOPLE, encoding="utf-8")
    save(filled_notebook("net_input", plain_right("net_input")), tmp_path / "class" / "ann.ipynb")
    for call in (["people", tmp_path / "list.csv"], ["grade", tmp_path / "class", "--out", "report"]):
        done = autograder(*call, cwd=kit)
        assert done.returncode == 0, done.stderr
    return kit


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_class_of_the_last_term_is_put_away_whole(kit: Path) -> None:
    report = everything(kit / "report")
    before = (kit / "grading_config.yaml").read_bytes()
    done = autograder("term", "2027-spring", cwd=kit)
    assert done.returncode == 0, done.stderr
    assert "The term is 2027-spring; before it was 2026-fall." in done.stdout
    put_away = kit / "archive" / "2026-fall"
    assert everything(put_away / "report").keys() >= report.keys()
    assert "Ann Bell" in (put_away / "people.csv").read_text(encoding="utf-8")
    assert not (kit / "report").exists()
    assert not (kit / "class" / "people.csv").exists()
    after = (kit / "grading_config.yaml").read_bytes()
    assert after == before.replace(b"term: 2026-fall", b"term: 2027-spring")
    for folder in (kit / "archive", put_away):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert (folder / ".gitignore").read_text() == "*\n"


def test_two_classes_never_share_a_table(kit: Path, tmp_path: Path) -> None:
    config = kit / "grading_config.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("2026-fall", "2027-spring"), encoding="utf-8")
    before = everything(kit / "report")
    for call in (["grade", tmp_path / "class", "--out", "report"], ["report"], ["regrade", "--apply"]):
        done = autograder(*call, cwd=kit)
        assert done.returncode == 2
        assert "holds the class of 2026-fall" in done.stderr
        assert "autograder term 2027-spring" in done.stderr
    assert {name: data for name, data in everything(kit / "report").items() if name.endswith(".csv")} == {
        name: data for name, data in before.items() if name.endswith(".csv")
    }
    done = autograder("term", "2027-spring", cwd=kit)
    assert done.returncode == 0, done.stderr
    assert (kit / "archive" / "2026-fall" / "report" / "marks.csv").is_file()
    done = autograder("grade", tmp_path / "class", "--out", "report", cwd=kit)
    assert [row["name"] for row in table(kit / "report", "marks.csv")] == [""]


@pytest.mark.parametrize("gone", ["people.csv", "people.csv and the term"])
def test_a_run_that_was_interrupted_is_finished_by_the_same_command(kit: Path, gone: str) -> None:
    put_away = kit / "archive" / "2026-fall"
    put_away.mkdir(parents=True)
    (kit / "class" / "people.csv").rename(put_away / "people.csv")
    config = kit / "grading_config.yaml"
    if "term" in gone:
        config.write_text(config.read_text(encoding="utf-8").replace("2026-fall", "2027-spring"), encoding="utf-8")
    done = autograder("term", "2027-spring", cwd=kit)
    assert done.returncode == 0, done.stderr
    assert load_config(config).term == "2027-spring"
    assert sorted(path.name for path in put_away.iterdir() if path.name != ".gitignore") == ["people.csv", "report"]
    assert not (kit / "report").exists()


def test_what_was_put_away_already_is_not_overwritten(kit: Path) -> None:
    old = kit / "archive" / "2026-fall" / "people.csv"
    old.parent.mkdir(parents=True)
    old.write_text("of another class", encoding="utf-8")
    before = everything(kit / "class"), (kit / "grading_config.yaml").read_bytes()
    done = autograder("term", "2027-spring", cwd=kit)
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert old.read_text(encoding="utf-8") == "of another class"
    assert (everything(kit / "class"), (kit / "grading_config.yaml").read_bytes()) == before


def test_a_term_whose_name_was_wrong_keeps_its_class(kit: Path, tmp_path: Path) -> None:
    done = autograder("term", "2026-autumn", "--keep", cwd=kit)
    assert done.returncode == 0, done.stderr
    done = autograder("grade", tmp_path / "class", "--out", "report", cwd=kit)
    assert done.returncode == 0, done.stderr
    assert {row["name"] for row in table(kit / "report", "marks.csv")} == {"Ann Bell", "Cy Cox"}


@pytest.mark.parametrize("name", ["", "../2027", "2027 spring", ".hidden", "yes: no", "a" * 80])
def test_a_term_has_a_plain_name(kit: Path, name: str) -> None:
    done = autograder("term", name, cwd=kit)
    assert done.returncode == 2
    assert "is no name for a term" in done.stderr
    assert (kit / "report").is_dir()


def test_due_dates_that_have_passed_are_named(kit: Path) -> None:
    config = kit / "grading_config.yaml"
    text = config.read_text(encoding="utf-8").replace("    # due: 2026-10-05 23:59", "    due: 2001-10-05 23:59")
    config.write_text(text, encoding="utf-8")
    done = autograder("term", "2027-spring", cwd=kit)
    assert "net_input 2001-10-05" in done.stdout


def test_a_class_that_was_put_away_is_forgotten_by_its_term(kit: Path) -> None:
    autograder("term", "2027-spring", cwd=kit)
    done = autograder("term", cwd=kit)
    assert "2027-spring" in done.stdout
    assert "2026-fall" in done.stdout
    done = autograder("forget", cwd=kit)
    assert "--term: 2026-fall" in done.stdout
    done = autograder("forget", "--term", "2026-fall", "--apply", cwd=kit)
    assert done.returncode == 2
    assert "none of it was removed" in done.stderr
    done = autograder("forget", "--term", "2026-fall", "--apply", "--early", cwd=kit)
    assert done.returncode == 0, done.stderr
    assert not (kit / "archive" / "2026-fall").exists()
    done = autograder("forget", "--term", "2026-fall", cwd=kit)
    assert done.returncode == 2
    assert "No class of the term 2026-fall was put away" in done.stderr


def test_an_earlier_gradebook_is_of_the_term_that_it_is_first_used_in(kit: Path, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(kit / "report" / "gradebook.sqlite")) as book, book:
        book.execute("DELETE FROM about")
    done = autograder("term", "2027-spring", cwd=kit)
    assert done.returncode == 0, done.stderr
    assert (kit / "archive" / "2026-fall" / "report").is_dir()
