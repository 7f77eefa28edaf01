"""Intake: whatever an instructor points at becomes submissions, each with a harmless id of its own, nobody dropped."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.errors import ConfigError, SubmissionError
from autograder.lms.collect import collect
from autograder.lms.intake.download import submissions_of_one
from autograder.lms.intake.read import read
from autograder.notebook.reading import MAX_BYTES, read_notebook
from tests.helpers.downloads import assert_harmless

NOTEBOOK = b'{"nbformat": 4, "cells": []}'


def tree(root: Path, *names: str) -> Path:
    """A folder with these files, each holding its own name."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return root


def archive(path: Path, *names: str) -> Path:
    """A zip with these members, each holding its own name."""
    with zipfile.ZipFile(path, "w") as file:
        for name in names:
            file.writestr(zipfile.ZipInfo(name), name.encode("utf-8", "replace"))
    return path


def ids(*paths: Path, exclude: Path | None = None) -> list[str]:
    return [submission.id for submission in collect(paths, exclude).submissions]


def contents(*paths: Path) -> dict[str, bytes]:
    return {submission.id: read(submission) for submission in collect(paths).submissions}


# --- files and folders


def test_a_file_is_one_submission_with_its_name(tmp_path: Path) -> None:
    assert contents(tree(tmp_path, "ada.ipynb") / "ada.ipynb") == {"ada.ipynb": b"ada.ipynb"}


def test_a_named_file_is_taken_whatever_it_is(tmp_path: Path) -> None:
    assert ids(tree(tmp_path, "work.pdf") / "work.pdf") == ["work.pdf"]


def test_a_folder_gives_relative_ids_in_their_order(tmp_path: Path) -> None:
    tree(tmp_path, "zoe.ipynb", "b/ben.ipynb", "b/c/cy.py", "ada.ipynb")
    expected = ["ada.ipynb", "b/ben.ipynb", "b/c/cy.py", "zoe.ipynb"]
    assert ids(tmp_path) == expected
    assert contents(tmp_path) == {name: name.encode() for name in expected}


def test_what_systems_leave_behind_is_passed_over(tmp_path: Path) -> None:
    junk = [".ipynb_checkpoints/a.ipynb", "__MACOSX/a.ipynb", "b/.DS_Store", "Thumbs.db", "__pycache__/a.pyc"]
    assert ids(tree(tmp_path, "a.ipynb", *junk)) == ["a.ipynb"]


def test_the_folder_of_results_is_passed_over(tmp_path: Path) -> None:
    tree(tmp_path, "a.ipynb", "out/feedback/a.html", "out/grades.csv", "deep/out/b.ipynb")
    assert ids(tmp_path, exclude=tmp_path / "out") == ["a.ipynb", "deep/out/b.ipynb"]
    assert ids(tmp_path, exclude=tmp_path / "deep" / ".." / "out") == ["a.ipynb", "deep/out/b.ipynb"]
    assert ids(tmp_path, exclude=tmp_path / "elsewhere")[-1] == "out/grades.csv"


def test_every_file_at_the_top_is_somebodys(tmp_path: Path) -> None:
    tree(tmp_path, "ada.ipynb", "ben.pdf", "cy.zip", "dan.docx", "eve.py")
    assert ids(tmp_path) == ["ada.ipynb", "ben.pdf", "cy.zip", "dan.docx", "eve.py"]


def test_in_a_folder_of_somebodys_only_the_notebook_counts_and_without_one_everything(tmp_path: Path) -> None:
    tree(tmp_path, "ada/work.ipynb", "ada/data.csv", "ben/work.zip", "ben/notes.txt", "cy/work.pdf", "cy/work.py")
    assert ids(tmp_path) == ["ada/work.ipynb", "ben/work.zip", "cy/work.pdf", "cy/work.py"]


def test_a_notebook_under_another_extension_counts(tmp_path: Path) -> None:
    assert ids(tree(tmp_path, "ada/work.ipynb.txt", "ada/data.csv")) == ["ada/work.ipynb.txt"]


def test_several_folders_keep_their_names_apart(tmp_path: Path) -> None:
    tree(tmp_path, "mon/a.ipynb", "tue/a.ipynb", "b.ipynb")
    assert ids(tmp_path / "tue", tmp_path / "b.ipynb", tmp_path / "mon") == ["b.ipynb", "mon/a.ipynb", "tue/a.ipynb"]


def test_the_same_name_twice_becomes_two_ids(tmp_path: Path) -> None:
    tree(tmp_path, "x/mon/a.ipynb", "y/mon/a.ipynb", "x/b.ipynb", "y/b.ipynb")
    assert ids(tmp_path / "x/mon", tmp_path / "y/mon") == ["mon/a.ipynb", "mon/a.ipynb~2"]
    assert contents(tmp_path / "x/b.ipynb", tmp_path / "y/b.ipynb") == {
        "b.ipynb": b"x/b.ipynb",
        "b.ipynb~2": b"y/b.ipynb",
    }


def test_a_name_that_looks_like_a_second_one_stays_unique(tmp_path: Path) -> None:
    tree(tmp_path, "x/b.ipynb", "y/b.ipynb", "b.ipynb~2", "b.ipynb~2~2")
    paths = [tmp_path / name for name in ("x/b.ipynb", "y/b.ipynb", "b.ipynb~2", "b.ipynb~2~2")]
    for order in (paths, paths[::-1]):
        found = ids(*order)
        assert len(found) == 4
        assert_harmless(found)


@pytest.mark.parametrize("path", [".", "..", "../class", "deep/.."])
def test_a_folder_without_a_name_of_its_own_gives_harmless_ids(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path, "class/a.ipynb", "class/deep/b.ipynb", "other/c.ipynb")
    monkeypatch.chdir(tmp_path / "class")
    found = ids(Path(path), Path("../other"))
    assert "other/c.ipynb" in found
    assert_harmless(found)


def test_names_that_cannot_be_printed_get_ids_that_can(tmp_path: Path) -> None:
    tree(tmp_path, "a\n.ipynb", "b\x1b[31m.ipynb", "c\u202e.ipynb", "Zoë Šmíd.ipynb")
    assert ids(tmp_path) == ["Zoë Šmíd.ipynb", "a_.ipynb", "b_[31m.ipynb", "c_.ipynb"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep file names valid themselves")
def test_a_name_that_is_no_text_gets_an_id_that_is(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xff.ipynb")).write_bytes(b"d")
    assert contents(tmp_path) == {"d_.ipynb": b"d"}


def test_a_link_is_no_file(tmp_path: Path) -> None:
    secret = tree(tmp_path / "elsewhere", "secret.ipynb") / "secret.ipynb"
    folder = tree(tmp_path / "class", "a.ipynb")
    (folder / "b.ipynb").symlink_to(secret)
    (folder / "c.ipynb").symlink_to(tmp_path / "nowhere")
    (folder / "d").symlink_to(tmp_path)
    first, *links = collect([folder]).submissions
    assert read(first) == b"a.ipynb"
    assert [link.id for link in links] == ["b.ipynb", "c.ipynb", "d"]
    for link in links:
        with pytest.raises(SubmissionError, match="Found a link"):
            read(link)


def test_a_file_that_has_gone_has_a_reason(tmp_path: Path) -> None:
    [submission] = collect([tree(tmp_path, "a.ipynb")]).submissions
    submission.path.unlink()
    with pytest.raises(SubmissionError, match="cannot be read"):
        read(submission)


def test_a_file_that_has_become_a_folder_has_a_reason(tmp_path: Path) -> None:
    [submission] = collect([tree(tmp_path, "a.ipynb")]).submissions
    submission.path.unlink()
    submission.path.mkdir()
    with pytest.raises(SubmissionError, match="No file was handed in"):
        read(submission)


SWAP = """
import os, sys
from pathlib import Path
from autograder.errors import SubmissionError
from autograder.lms.collect import collect
from autograder.lms.intake.read import read

[submission] = collect([Path(sys.argv[1])]).submissions

def swap(event, arguments):
    if event == "open" and str(arguments[0]) == str(submission.path):
        submission.path.unlink()
        os.mkfifo(submission.path)

sys.addaudithook(swap)  # called before the file is opened, and after it was looked at
try:
    read(submission)
except SubmissionError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_file_that_becomes_a_pipe_just_before_it_is_opened_is_not_read(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SWAP, str(tree(tmp_path, "a.ipynb"))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "Found a pipe, not a file. Hand in the .ipynb file.\n"


def test_a_huge_file_is_read_no_further_than_needed(tmp_path: Path) -> None:
    with (tmp_path / "a.ipynb").open("wb") as file:
        file.truncate(1 << 32)
    [submission] = collect([tmp_path]).submissions
    with pytest.raises(SubmissionError, match="larger than 32 MB"):
        read_notebook(read(submission))
    assert len(read(submission)) == MAX_BYTES + 1


def test_a_path_that_is_not_there_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="clas is not there"):
        collect([tree(tmp_path, "a.ipynb"), tmp_path / "clas"])


def test_nothing_found_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No submission in"):
        collect([tree(tmp_path, ".DS_Store", ".git/a.ipynb")])


# --- zips


def test_a_zip_of_a_class_is_its_members(tmp_path: Path) -> None:
    members = ["ada/work.ipynb", "ada/data.csv", "ben/work.pdf", "__MACOSX/ada/._work.ipynb", "ada/"]
    path = archive(tmp_path / "class.zip", *members)
    assert contents(path) == {"ada/work.ipynb": b"ada/work.ipynb", "ben/work.pdf": b"ben/work.pdf"}


@pytest.mark.parametrize(
    "names",
    [
        ["net_input.ipynb"],
        ["lab/net_input.ipynb", "lab/data.csv", "__MACOSX/lab/._net_input.ipynb"],
        ["net_input.ipynb", "__zip_filename__", "data.csv"],
        ["net_input.ipynb", ".OTTER_LOG", "data.csv"],
    ],
    ids=["alone", "with data", "export", "old export"],
)
def test_a_zip_of_one_person_is_one_submission(names: list[str], tmp_path: Path) -> None:
    path = archive(tmp_path / "ada.zip", *names)
    assert contents(path) == {"ada.zip": path.read_bytes()}


def test_a_zip_in_a_folder_is_one_submission_whatever_it_holds(tmp_path: Path) -> None:
    archive(tmp_path / "ada.zip", "a.ipynb", "b.ipynb")
    assert ids(tmp_path) == ["ada.zip"]


def test_two_zips_of_a_class_keep_everybody(tmp_path: Path) -> None:
    for name in ("mon.zip", "tue.zip"):
        archive(tmp_path / name, "a.ipynb", "b.ipynb")
    assert ids(tmp_path / "mon.zip", tmp_path / "tue.zip") == ["a.ipynb", "a.ipynb~2", "b.ipynb", "b.ipynb~2"]


OUTSIDE = [
    "../evil.ipynb",
    "a/../../evil.ipynb",
    "/etc/evil.ipynb",
    "//etc/evil.ipynb",
    "///evil.ipynb",
    "./evil.ipynb",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_zip_names_nothing_outside_and_nobody_in_it_is_dropped(name: str, tmp_path: Path) -> None:
    path = archive(tmp_path / "class.zip", "ada.ipynb", "ben.ipynb", name)
    found = contents(path)
    assert_harmless(list(found))
    assert sorted(found.values()) == sorted([b"ada.ipynb", b"ben.ipynb", name.encode()])


def test_control_characters_in_a_zip_stay_out_of_ids(tmp_path: Path) -> None:
    found = contents(archive(tmp_path / "class.zip", "a\x1b[2J.ipynb", "b\n.ipynb"))
    assert found == {"a_[2J.ipynb": b"a\x1b[2J.ipynb", "b_.ipynb": b"b\n.ipynb"}


def damaged(path: Path, old: bytes, new: bytes) -> Path:
    path.write_bytes(path.read_bytes().replace(old, new))
    return path


def test_a_zip_whose_names_are_no_text_is_one_file_with_a_reason(tmp_path: Path) -> None:
    path = archive(tmp_path / "class.zip", "é.ipynb", "b.ipynb")
    [submission] = collect([damaged(path, "é".encode(), b"\xff\xfe")]).submissions
    with pytest.raises(SubmissionError):
        read_notebook(read(submission))


def test_a_damaged_directory_makes_a_zip_one_file_with_a_reason(tmp_path: Path) -> None:
    path = archive(tmp_path / "class.zip", "a.ipynb", "b.ipynb")
    [submission] = collect([damaged(path, b"PK\x01\x02", b"PK\x09\x09")]).submissions
    with pytest.raises(SubmissionError, match="damaged"):
        read_notebook(read(submission))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_costs_nobody_else(method: int, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    ada_wrote, ben_wrote = random.Random(0).randbytes(300), b"ben" * 100
    with zipfile.ZipFile(buffer, "w", method) as file:
        file.writestr("a.ipynb", ada_wrote)
        file.writestr("b.ipynb", ben_wrote)
    whole = bytearray(buffer.getvalue())
    start = whole.index(b"a.ipynb") + len(b"a.ipynb") + 20
    whole[start : start + 4] = b"\xff\x00\xff\x00"
    path = tmp_path / "class.zip"
    path.write_bytes(whole)
    ada, ben = collect([path]).submissions
    with pytest.raises(SubmissionError, match="cannot be read"):
        read(ada)
    assert read(ben) == ben_wrote


def test_two_members_of_one_name_are_not_the_same_work_twice(tmp_path: Path) -> None:
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, data in (("a.ipynb", b"first"), ("b.ipynb", b"other"), ("c.ipynb", b"second")):
            file.writestr(name, data)
    found = list(contents(damaged(path, b"c.ipynb", b"a.ipynb")).values())
    assert {b"other", b"second"} <= set(found)
    assert len(found) == len(set(found))


def test_a_bomb_in_a_zip_of_a_class_costs_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.ipynb", bytes(MAX_BYTES + 1))
        file.writestr("b.ipynb", NOTEBOOK)
    bomb, ben = collect([path]).submissions
    with pytest.raises(SubmissionError, match="unpacks to more than 32 MB"):
        read(bomb)
    assert read(ben) == NOTEBOOK


# --- more than anybody hands in, and what cannot be opened


def test_a_crowd_of_files_of_one_person_is_one_row_that_says_so(tmp_path: Path) -> None:
    tree(tmp_path, "ada.ipynb", *(f"ben/w{number}.ipynb" for number in range(1001)))
    found = collect([tmp_path]).submissions
    assert [one.id for one in found] == ["ada.ipynb", "ben"]
    with pytest.raises(SubmissionError, match="Found 1001 files, more than one person hands in"):
        read(found[1])


def test_a_folder_too_deep_to_be_opened_is_somebodys_file(tmp_path: Path) -> None:
    tree(tmp_path, "ada.ipynb")
    place = os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):  # 20 names of 250 letters: more than the system takes in one path
        os.mkdir("d" * 250, dir_fd=place)
        inner = os.open("d" * 250, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    found = collect([tmp_path]).submissions
    assert len(found) == 2
    with pytest.raises(SubmissionError):
        read(next(one for one in found if one.id != "ada.ipynb"))


def test_what_one_person_handed_in_is_its_notebooks_or_else_all_files(tmp_path: Path) -> None:
    tree(tmp_path, "data.csv", "notes.txt")
    assert [one.id for one in submissions_of_one(tmp_path)] == ["data.csv", "notes.txt"]
    tree(tmp_path, "lab/work.ipynb")
    assert [one.id for one in submissions_of_one(tmp_path)] == ["lab/work.ipynb"]
