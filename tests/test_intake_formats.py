"""The formats of every LMS at once: whose a file is, whatever it is wrapped in, and nothing dropped or mistaken."""

from __future__ import annotations

import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from autograder.errors import SubmissionError
from autograder.lms.collect import collect
from autograder.lms.intake.download import list_download
from autograder.lms.intake.read import read
from autograder.lms.registry import LMSES
from autograder.model import Person, Submission
from tests.helpers.downloads import FOLDERS, KINDS, HandIn, assert_harmless, build, pack, write

ADA = Person("1001", "Ada Lovelace", "ada@example.edu", "ada99", "")
MARY = Person("0002", "Mary-Ann O'Hara", "", "mary-ann", "")
ZOE = Person("1003", "Zoë Šmíd", "zoe@example.edu", "zoe", "")
CLASS = (HandIn((ADA,), b"ada"), HandIn((MARY,), b"mary", late=True), HandIn((ZOE,), b"zoe", file_name="a - b_1.ipynb"))
TAKEN_FOR = {
    "canvas": "Canvas download",
    "brightspace": "Brightspace download",
    "moodle": "Moodle download",
    "gradescope": "Gradescope export",
    "nbgrader": "nbgrader folder",
    "classroom": "GitHub Classroom clones",
    "blackboard": "Blackboard download",
    "sakai": "Sakai download",
    "teams": "Microsoft Teams files",
    "classroom50": "Classroom 50 clones",
    "plain": "plain files",
}
LMS = [kind for kind in KINDS if kind != "plain"]


def found(path: Path) -> list[Submission]:
    """All submissions of a path, their ids harmless."""
    submissions = collect([path]).submissions
    assert_harmless([submission.id for submission in submissions])
    return submissions


def taken_for(path: Path) -> str:
    [words] = collect([path]).recognised
    return words.partition(": ")[2].partition(",")[0]


def unpacked(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_a_download_is_known_and_holds_what_was_handed_in(kind: str, tmp_path: Path) -> None:
    path = build(kind, tmp_path, CLASS)
    assert taken_for(path) == TAKEN_FOR[kind.partition("-")[0]]
    submissions = found(path)
    assert sorted(read(one) for one in submissions) == [b"ada", b"mary", b"zoe"]
    assert all(len(one.people) == 1 for one in submissions)
    assert len({one.people for one in submissions}) == 3


@pytest.mark.parametrize("kind", LMS)
def test_folder_and_zip_with_and_without_a_wrapping_folder_are_alike(kind: str, tmp_path: Path) -> None:
    path = build(kind, tmp_path / "built", CLASS)
    folder = tmp_path / "built" / kind if kind in FOLDERS else unpacked(path, tmp_path / "unpacked")
    files = {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    wrapped = {f"Lab 1 Download/deeper/{name}": data for name, data in files.items()}
    seen = {
        frozenset((one.people, one.place, one.submitted_at, one.late, read(one)) for one in found(path))
        for path in (
            write(tmp_path / "bare", files),
            write(tmp_path / "wrapped", wrapped),
            pack(tmp_path / "bare.zip", files),
            pack(tmp_path / "wrapped.zip", {**wrapped, "__MACOSX/Lab 1 Download/._x": b"", ".DS_Store": b""}),
        )
    }
    assert len(seen) == 1
    assert taken_for(tmp_path / "wrapped.zip") == TAKEN_FOR[kind.partition("-")[0]]


@pytest.mark.parametrize("kind", KINDS)
def test_no_other_lms_takes_a_download_for_its_own(kind: str, tmp_path: Path) -> None:
    download = list_download(build(kind, tmp_path, CLASS), None)
    assert download is not None
    takers = [name for name, lms in LMSES.items() if lms.layout.read(download) is not None]
    assert takers == list(dict.fromkeys([kind.partition("-")[0], "plain"]))


def test_under_six_folders_a_layout_is_not_looked_for_and_nobody_is_dropped(tmp_path: Path) -> None:
    name = "lovelaceada_42001_7100000_work.ipynb"
    for depth, taken in ((4, "Canvas download"), (5, "plain files")):
        folder = write(tmp_path / str(depth), {"f/" * depth + name: b"ada"})
        assert taken_for(folder) == taken
        assert [read(one) for one in found(folder)] == [b"ada"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in FOLDERS])
def test_the_zip_of_one_person_is_known(kind: str, tmp_path: Path) -> None:
    path = build(kind, tmp_path, CLASS[1:2])
    assert taken_for(path) == TAKEN_FOR[kind.partition("-")[0]]
    [one] = found(path)
    assert read(one) == b"mary"
    assert len(one.people) == 1


@pytest.mark.parametrize("kind", [kind for kind in LMS if not kind.endswith("flat")])
def test_a_person_who_handed_in_no_file_is_kept(kind: str, tmp_path: Path) -> None:
    path = build(kind, tmp_path, [*CLASS, HandIn((Person("1004", "Nil Nemo", "", "nil", ""),), None)])
    submissions = found(path)
    assert len({one.people for one in submissions}) == 4
    if not kind.startswith("canvas"):
        [empty] = [one for one in submissions if not has_file(one)]
        with pytest.raises(SubmissionError, match="No file was handed in"):
            read(empty)


def has_file(submission: Submission) -> bool:
    try:
        return bool(read(submission))
    except SubmissionError:
        return False


@pytest.mark.parametrize("kind", LMS)
def test_a_file_that_fits_nothing_is_kept_without_people(kind: str, tmp_path: Path) -> None:
    path = build(kind, tmp_path / "built", CLASS)
    if kind in FOLDERS:
        folder = path / "submitted" if kind == "nbgrader" else path
    else:
        folder = path = unpacked(path, tmp_path / "unpacked")
        folder /= {"gradescope": "assignment_77_export", "sakai": "Net input"}.get(kind, "")
    write(folder, {"by mail.ipynb": b"mail"})
    [words] = collect([path]).recognised
    assert words.endswith("4 submissions of 3 people, 1 of nobody known")
    [stray] = [one for one in found(path) if not one.people]
    assert read(stray) == b"mail"


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_notebook_exports_is_one_submission(kind: str, tmp_path: Path) -> None:
    pack(tmp_path / "export.zip", {"work.ipynb": b"{}", "data.csv": b"", "__zip_filename__": b"x"})
    export = (tmp_path / "export.zip").read_bytes()
    name = "work_2026_10_09T10_12_13_178203.zip"
    hand_ins = [HandIn((who,), export, file_name=name) for who in (ADA, MARY, ZOE)]
    assert [read(one) for one in found(build(kind, tmp_path / "built", hand_ins))] == [export] * 3


@pytest.mark.parametrize(
    "kind", [kind for kind in LMS if not kind.startswith(("canvas", "blackboard")) and "flat" not in kind]
)
def test_each_notebook_in_a_folder_is_a_submission(kind: str, tmp_path: Path) -> None:
    path = build(kind, tmp_path / "built", CLASS)
    folder = path if kind in FOLDERS else unpacked(path, tmp_path / "unpacked")
    [work] = [one for one in folder.rglob("*.ipynb") if one.read_bytes() == b"ada"]
    write(work.parent, {"second.ipynb": b"second", "data.csv": b"1,2"})
    by_place = {one.place: {read(each) for each in found(folder) if each.place == one.place} for one in found(folder)}
    assert {b"ada", b"second"} in by_place.values()
    assert len(by_place) == 3


PLAIN = {
    "names": ["ada.ipynb", "ben.ipynb", "cy_1.ipynb"],
    "numbers": ["hw_1_2_ada.ipynb", "hw_1_2_ben.ipynb"],
    "years": ["ada_2026_10101_x.ipynb", "ben_2026_10102_x.ipynb"],
    "counts": ["group_12_2026_final.ipynb", "group_13_2026_final.ipynb", "group_14_2026_final.ipynb"],
    "stamps": ["lif_2026_10_09T10_12_13_178203.zip", "lif_2026_11_09T10_12_13_178203.zip"],
    "capitals": ["Ada_12345_67890_x.ipynb", "Ben_12346_67891_x.ipynb"],
    "deep": ["mon/ada/a.ipynb", "mon/ben/b.ipynb", "tue/cy/c.ipynb"],
    "submitted": ["submitted/ada.ipynb", "submitted/ben.ipynb"],
    "sections": ["submitted/mon/ada.ipynb", "submitted/tue/ben.ipynb"],
    "submissions": ["lab-submissions/ada/a.ipynb", "lab-submissions/ben/b.ipynb"],
    "dashes": ["1-2 - Ada - lab.ipynb", "1-3 - Ben - lab.ipynb"],
    "moodle alone": ["class/Ada_1_assignsubmission.ipynb", "class/ben.ipynb"],
    "folders": ["submission_1/a.ipynb", "submission_2/b.ipynb"],
    "few of many": ["doejane_12345_67890_a.ipynb", "b.ipynb", "c.ipynb"],
}


@pytest.mark.parametrize("names", PLAIN.values(), ids=PLAIN)
def test_plain_files_are_no_lms(names: list[str], tmp_path: Path) -> None:
    files = dict.fromkeys(names, b"x")
    for path in (write(tmp_path / "class", files), pack(tmp_path / "class.zip", files)):
        assert taken_for(path) == "plain files"
        assert len(found(path)) == len(names)


@pytest.mark.parametrize("name", ["work.ipynb", "lab_2_2026_ada.ipynb", "Ada/work.ipynb", "submitted/ada/work.ipynb"])
def test_a_students_own_zip_is_one_file(name: str, tmp_path: Path) -> None:
    assert taken_for(pack(tmp_path / "ada.zip", {name: b"{}"})) == "one file"


@pytest.mark.parametrize("kind", ["canvas", "nbgrader"])
def test_a_download_named_by_a_link_is_what_it_leads_to(kind: str, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(build(kind, tmp_path, [*CLASS, HandIn((Person("1004", "Nil Nemo"),), None)]))
    said = [read(one) for one in found(link) if has_file(one)]
    assert {b"ada", b"mary", b"zoe"} <= set(said)
    for one in found(link):
        if not has_file(one):
            with pytest.raises(SubmissionError, match="No file was handed in"):
                read(one)


def test_times_and_attempts_come_back_where_a_layout_has_them(tmp_path: Path) -> None:
    zone = timezone(timedelta(hours=2))
    hand_in = HandIn((ADA,), b"x", submitted_at=datetime(2026, 10, 8, 21, 26, tzinfo=zone), attempt=3)
    [one] = found(build("brightspace", tmp_path, [hand_in]))
    assert one.submitted_at == hand_in.submitted_at.replace(tzinfo=None)
    [one] = found(build("nbgrader", tmp_path, [hand_in]))
    assert one.submitted_at == hand_in.submitted_at
    [one] = found(build("gradescope", tmp_path, [hand_in]))
    assert (one.attempt, one.chosen) == (3, True)
    assert one.submitted_at is not None
    assert one.submitted_at.replace(microsecond=0) == hand_in.submitted_at
    for kind in ("sakai", "classroom50"):
        [one] = found(build(kind, tmp_path, [hand_in]))
        assert one.submitted_at == hand_in.submitted_at
    [one] = found(build("blackboard", tmp_path, [hand_in]))
    assert one.submitted_at == hand_in.submitted_at.replace(tzinfo=None)
    assert [one.attempt for one in found(build("teams", tmp_path, [hand_in]))] == [3]
