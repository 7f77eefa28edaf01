"""What students call things, and what lies among their files: everybody keeps their mark, page and line."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest

from autograder.course.gradebook import Gradebook
from autograder.errors import SubmissionError
from autograder.grading import digest, ungraded
from autograder.lms.collect import collect
from autograder.lms.intake.read import read
from autograder.model import Person
from autograder.runs.report_folder import ReportFolder
from autograder.runs.result_names import ResultNames
from tests.helpers.command import autograder, rows, table
from tests.helpers.downloads import FOLDERS, KINDS, HandIn, build, pack, write
from tests.helpers.known_answers import KIT, ROOT

pytestmark = pytest.mark.long

PDF = b"%PDF-1.7\n"  # unreadable: it costs no sandbox
COLLIDING = {"a.ipynb": PDF, "a.ipynb.json/b.ipynb": PDF, "a.ipynb.html/b.ipynb": PDF}
LONG = "é" * 120

# What no two of which may be one file, nor one the folder of another, on any file system.
ODD_NAMES = [
    "a.ipynb",
    "A.ipynb",
    "a.ipynb.json/b.ipynb",
    "A.IPYNB.JSON/b.ipynb",
    "a.ipynb.html/b.ipynb",
    "a.ipynb.ＪＳＯＮ/b.ipynb",
    ".a.ipynb.json.part/b.ipynb",
    "a.ipynb~2",
    "grades.csv",
    "CON",
    "con.ipynb",
    "_con.ipynb",
    "aux/x.ipynb",
    "Lpt1.tar.ipynb",
    "b./c.ipynb",
    "b/c.ipynb",
    "b /c.ipynb",
    "b_/c.ipynb",
    "x:y.ipynb",
    "x?y.ipynb",
    "x_y.ipynb",
    "x\\y.ipynb",
    "straße.ipynb",
    "STRASSE.ipynb",
    unicodedata.normalize("NFC", "Zoë.ipynb"),
    unicodedata.normalize("NFD", "Zoë.ipynb"),
    f"{LONG}.ipynb",
    f"{LONG}1.ipynb",
    "/".join(["deep" * 50] * 10) + "/x.ipynb",
]


def as_seen(name: str) -> str:
    return unicodedata.normalize("NFKC", name.upper().casefold())


def assert_apart(names: list[str]) -> None:
    """Every file has a name of its own, and none is a folder of another's, whatever the file system."""
    files = [as_seen(f"{name}{ending}") for name in names for ending in (".json", ".json.part")]
    assert len(set(files)) == len(files)
    folders = {as_seen("/".join(name.split("/")[:depth])) for name in names for depth in range(1, name.count("/") + 1)}
    assert not folders & set(files)
    for name in names:
        for part in name.split("/"):
            assert part not in ("", ".", "..")
            assert len(f".{part}.json.part".encode()) <= 255
            assert not set(part) & set('<>:"\\|?*')
            assert as_seen(part.split(".")[0].strip()) not in {"con", "aux", "lpt1"}
        assert not any(part.endswith((".", " ")) for part in name.split("/")[:-1])
        assert len(name.encode()) < 1100


def test_no_two_results_are_one_name_to_any_file_system() -> None:
    names = ResultNames(ODD_NAMES)
    assert_apart([names.of(one) for one in ODD_NAMES])


def test_who_calls_a_file_like_anothers_result_gets_a_name_of_their_own() -> None:
    before = ResultNames(ODD_NAMES)
    guessed = [before.of(one) for one in ODD_NAMES]
    every = list(dict.fromkeys([*ODD_NAMES, *guessed, *(name.upper() for name in guessed)]))
    names = ResultNames(every)
    assert_apart([names.of(one) for one in every])


@pytest.mark.parametrize(
    "name", ["ada.ipynb", "Ada Lovelace_1/Übung 1.ipynb", "a.ipynb~2", "b.ipynb.json", "1-2 - A - Oct 8, 2026 926 PM/w"]
)
def test_an_ordinary_id_is_its_own_name(name: str) -> None:
    assert ResultNames([name, "b.ipynb"]).of(name) == name


def graded(folder: Path, *paths: Path, status: int = 1) -> dict[str, dict[str, str]]:
    done = autograder("grade", *paths, "--out", folder / "out", "--kit", ROOT, "--workers", "1")
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return rows(folder / "out")


def taken_in(folder: Path, path: Path) -> dict[str, dict[str, str]]:
    """What ``grade`` does with files of which none can be read, without the processes that nothing of this needs."""
    report = ReportFolder(KIT, folder / "out")
    submissions = collect([path], folder / "out").submissions
    with Gradebook(report.gradebook, "context") as gradebook:
        gradebook.receive({one: digest(one) for one in submissions}, [path])
        report.name_by(gradebook)
        for one in submissions:
            gradebook.store(one, ungraded(one, read(one), SubmissionError("Found a PDF.")))
        for owned in report.graded(gradebook):
            report.write(owned)
        report.write_tables(gradebook)
    return rows(folder / "out")


def written(out: Path, room: str) -> set[str]:
    return {path.relative_to(out / room).as_posix() for path in (out / room).rglob("*") if path.is_file()}


ADA, BEN = (Person(number, name, f"{login}@x.edu", login) for number, name, login in (
    ("1001", "Ada Bell", "abell"), ("1002", "Ben Okri", "bokri"),
))  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_called_like_a_result_stops_no_class(kind: str, tmp_path: Path) -> None:
    """The same in every layout, also in those where the file lies below what the LMS names."""
    hand_ins = [HandIn((ADA,), PDF), HandIn((BEN,), PDF)]
    path = build(kind, tmp_path, hand_ins)
    if kind in FOLDERS:
        places = [file.parent for file in path.rglob("work.ipynb") if "source" not in file.parts]
    else:
        place = tmp_path / "unpacked"
        zipfile.ZipFile(path).extractall(place)
        path, places = place, [file.parent for file in place.rglob("*work.ipynb")]
    for place in set(places):
        for file in list(place.glob("*work.ipynb")):
            write(place, {f"{file.name}.json/b.ipynb": PDF, f"{file.name}.html/b.ipynb": PDF})
    found = taken_in(tmp_path, path)
    assert {"work.ipynb", "b.ipynb"} <= {name.split("/")[-1].split("_")[-1].split(" - ")[-1] for name in found}
    assert len(written(tmp_path / "out", "results")) == len(written(tmp_path / "out", "feedback")) == len(found)
    assert (tmp_path / "out" / "marks.csv").is_file()


def test_a_report_folder_that_was_stopped_by_an_earlier_version_is_finished(tmp_path: Path) -> None:
    write(tmp_path / "class", COLLIDING)
    write(tmp_path / "out", {"results/a.ipynb.json/b.ipynb.json": b"{}", "feedback/a.ipynb.html/b.ipynb.html": b""})
    found = graded(tmp_path, tmp_path / "class")
    assert set(found) == set(COLLIDING)
    assert "a.ipynb.json" in written(tmp_path / "out", "results")
    assert graded(tmp_path, tmp_path / "class") == found


def test_names_that_a_file_system_may_take_for_one_are_each_there(tmp_path: Path) -> None:
    files = {name: PDF + name.encode() for name in ODD_NAMES if not name.startswith(".")}
    found = taken_in(tmp_path, pack(tmp_path / "class.zip", files))
    assert len(found) == len(files)
    for room, ending in (("results", ".json"), ("feedback", ".html")):
        names = [name.removesuffix(ending) for name in written(tmp_path / "out", room)]
        assert len(names) == len(files)
        assert_apart(names)


def test_what_comes_later_takes_no_name_away(tmp_path: Path) -> None:
    for name, file in (("mon", "Ada.ipynb"), ("tue", "ada.ipynb")):
        write(tmp_path / name, {file: PDF + name.encode(), f"{name}.ipynb": PDF})
        taken_in(tmp_path, tmp_path / name)
    names = ResultNames(["Ada.ipynb", "ada.ipynb", "mon.ipynb", "tue.ipynb"])
    ids = [one.id for one in Gradebook(tmp_path / "out" / "gradebook.sqlite").received()]
    assert {f"{names.of(one)}.json" for one in ids} <= written(tmp_path / "out", "results")


def test_what_cannot_be_written_for_one_costs_that_one_alone(tmp_path: Path) -> None:
    """Something that is not ours to remove lies where one person's page belongs."""
    write(tmp_path / "class", {"ada/x.ipynb": PDF, "ben/x.ipynb": PDF})
    write(tmp_path / "out", {"feedback/ada": b"no folder"})
    done = autograder("grade", tmp_path / "class", "--out", tmp_path / "out", "--kit", ROOT, "--workers", "1")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "ada/x.ipynb: its result and page could not be written" in done.stdout
    assert set(rows(tmp_path / "out")) == {"ada/x.ipynb", "ben/x.ipynb"}
    assert "ben/x.ipynb.html" in written(tmp_path / "out", "feedback")
    review = [row for row in table(tmp_path / "out", "review.csv") if "could not be written" in row["why"]]
    assert [(row["submission"], row["question"]) for row in review] == [("ada/x.ipynb", "")]
    exported = autograder("export", "feedback", "canvas", "--out", tmp_path / "out", "--kit", ROOT, "--draft")
    assert "Traceback" not in exported.stderr


# --- what is no file


@pytest.mark.skipif(os.name != "posix", reason="pipes, sockets and links of POSIX")
def test_what_is_no_file_is_a_row_and_never_waited_for(tmp_path: Path) -> None:
    folder = write(tmp_path / "class", {"ada.ipynb": PDF})
    os.mkfifo(folder / "pipe.ipynb")
    os.mkfifo(folder / "timestamp.txt")
    (folder / "loop.ipynb").symlink_to(folder / "loop.ipynb")
    (folder / "out.ipynb").symlink_to("/etc/passwd")
    (folder / "null.ipynb").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.open(folder, os.O_RDONLY)
        server.bind(f"/proc/self/fd/{here}/sock.ipynb" if sys.platform == "linux" else str(folder / "sock.ipynb"))
        os.close(here)
        found = graded(tmp_path, folder)
    assert set(found) == {
        "ada.ipynb", "pipe.ipynb", "timestamp.txt", "loop.ipynb", "out.ipynb", "null.ipynb", "sock.ipynb",
    }  # fmt: skip
    assert {row["status"] for row in found.values()} == {"unreadable"}


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_for_the_time_or_the_metadata_is_not_waited_for(tmp_path: Path) -> None:
    place = write(tmp_path / "submitted" / "1001" / "lab", {"work.ipynb": PDF})
    os.mkfifo(place / "timestamp.txt")
    [one] = collect([tmp_path / "submitted"]).submissions
    assert (one.id, one.submitted_at) == ("1001/lab/work.ipynb", None)
    export = write(tmp_path / "export", {"submission_1/work.ipynb": PDF})
    os.mkfifo(export / "submission_metadata.yml")
    done = autograder("grade", export, "--kit", ROOT)
    assert (done.returncode, "Found a pipe" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_that_the_instructor_names_is_a_row(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.ipynb")
    [one] = collect([tmp_path / "a.ipynb"]).submissions
    with pytest.raises(SubmissionError, match="Found a pipe"):
        read(one)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a path of that length")
def test_folders_in_folders_without_end_are_walked(tmp_path: Path) -> None:
    folder = write(tmp_path / "class", {"ada.ipynb": PDF})
    here = os.open(folder, os.O_RDONLY)
    for _ in range(2500):  # deeper than Python calls itself, and than any path is long
        os.mkdir("d", dir_fd=here)
        deeper = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    os.close(here)
    found = collect([folder]).submissions
    assert found[0].id == "ada.ipynb"
    assert len(found) == 2
    with pytest.raises(SubmissionError, match="cannot be read"):
        read(found[1])
    subprocess.run(["rm", "-rf", str(folder)], check=True)


# --- too many


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "-" not in kind])
def test_more_files_than_anybody_hands_in_are_a_row(kind: str, tmp_path: Path) -> None:
    many = [HandIn((BEN,), PDF, file_name=f"w{number}.ipynb") for number in range(3000 if kind == "plain" else 300)]
    path = build(kind, tmp_path, [HandIn((ADA,), PDF), *many])
    if kind == "gradescope":  # each hand-in is a submission there
        path = write(tmp_path / "g", {"submission_metadata.yml": b"submission_1:\n  :submitters:\n  - :name: Ben\n"})
        write(path / "submission_1", dict.fromkeys((one.file_name for one in many), PDF))
        write(path / "submission_2", {"work.ipynb": PDF})
    found = collect([path]).submissions
    assert len(found) == 2
    [crowd] = [one for one in found if one.trouble]
    with pytest.raises(SubmissionError, match=r"Found \d+ files"):
        read(crowd)


def test_a_big_class_in_a_folder_is_no_person(tmp_path: Path) -> None:
    path = write(tmp_path / "term", {f"lab/s{number}.ipynb": PDF for number in range(1200)})
    assert len(collect([path]).submissions) == 1200
    both = write(tmp_path / "term", {f"tue/s{number}.ipynb": PDF for number in range(300)})
    assert len(collect([both / "tue"]).submissions) == 300


def test_a_name_that_looks_like_a_second_one_keeps_its_own(tmp_path: Path) -> None:
    for name in ("x/b.ipynb", "y/b.ipynb", "b.ipynb~2"):
        write(tmp_path, {name: name.encode()})
    paths = [tmp_path / name for name in ("x/b.ipynb", "y/b.ipynb", "b.ipynb~2")]
    found = {one.id: read(one) for one in collect(paths).submissions}
    assert found == {"b.ipynb": b"x/b.ipynb", "b.ipynb~3": b"y/b.ipynb", "b.ipynb~2": b"b.ipynb~2"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep file names valid themselves")
def test_a_name_that_is_no_text_stops_nobody_also_where_it_is_given_itself(tmp_path: Path) -> None:
    folder = write(tmp_path / "class", {"ada.ipynb": PDF})
    odd = Path(os.fsdecode(os.fsencode(folder) + b"/d\xff.ipynb"))
    odd.write_bytes(PDF + b"d")
    assert set(taken_in(tmp_path, folder)) == {"ada.ipynb", "d_.ipynb"}
    assert "d_.ipynb" in taken_in(tmp_path / "alone", odd)
    assert Gradebook(tmp_path / "alone" / "out" / "gradebook.sqlite").sources == [odd]
