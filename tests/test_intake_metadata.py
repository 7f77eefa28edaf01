"""Gradescope, nbgrader and GitHub Classroom: what metadata and folders tell, whole or damaged, written out by hand."""

from __future__ import annotations

import json
import os
import zipfile
from datetime import datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import ConfigError, SubmissionError
from autograder.lms.collect import collect
from autograder.lms.intake.read import read
from autograder.model import Person, Submission
from tests.helpers.downloads import assert_harmless, pack, write

METADATA = """---
submission_101:
  :submitters:
  - :name: Ada Lovelace
    :sid: '0012'
    :email: ada@example.edu
  - :name: "Zo\\xEB \\u0160m\\xEDd"
    :sid: 0013
  :created_at: 2026-10-09 03:44:33.178203000 Z
  :score: 4.5
  :status: processed
  :results:
    tests:
    - name: 'Question 1'
      output: |-
        :submitters:
        - :name: Mallory
      score: 1.0
  :history:
  - :id: 1
    :created_at: 2026-10-08 03:44:33.178203000 Z
    :submitters: []
    :results: {}
  - :id: 2
    :created_at: 2026-10-09 03:44:33.178203000 Z
submission_102:
  :submitters:
  - :name: Ben Brown
    :sid:
    :email:
  :created_at: &now 2026-10-09T05:44:33.5-07:00
  :history: []
submission_103:
  :submitters: []
  :created_at: *now
submission_104:
submission_105: !ruby/object:Submission
  :submitters:
  - !ruby/object:User {":name": Cy, ":sid": "14"}
  :created_at: yesterday
"""
FILES = {
    "submission_101/work.ipynb": b"101",
    "submission_102/work.ipynb": b"102",
    "submission_103/work.ipynb": b"103",
    "submission_104/work.ipynb": b"104",
    "submission_999/work.ipynb": b"999",
    "submission_998/": b"",
}


def gradescope(folder: Path, metadata: str | bytes, files: dict[str, bytes] = FILES) -> dict[str, Submission]:
    """The submissions of an export, by place."""
    data = metadata.encode() if isinstance(metadata, str) else metadata
    export = {"submission_metadata.yml": data, "submission_101/.DS_Store": b"", **files}
    path = pack(folder / "export.zip", {f"assignment_7_export/{name}": text for name, text in export.items()})
    submissions = collect([path]).submissions
    assert_harmless([one.id for one in submissions])
    assert {one.id: one.people for one in collect([write(folder / "unpacked", export)]).submissions} == {
        one.id.removeprefix("assignment_7_export/"): one.people for one in submissions
    }
    return {one.place: one for one in submissions}


def test_a_group_has_all_its_people_and_ids_keep_their_zeros(tmp_path: Path) -> None:
    one = gradescope(tmp_path, METADATA)["submission_101"]
    assert one.people == (
        Person(student_id="0012", name="Ada Lovelace", email="ada@example.edu"),
        Person(student_id="0013", name="Zoë Šmíd"),
    )
    assert (one.attempt, one.chosen, read(one)) == (2, True, b"101")
    assert one.submitted_at == datetime.fromisoformat("2026-10-09 03:44:33.178203+00:00")


def test_what_an_export_does_not_tell_is_empty(tmp_path: Path) -> None:
    found = gradescope(tmp_path, METADATA)
    assert found["submission_102"].people == (Person(name="Ben Brown"),)
    assert found["submission_102"].attempt == 1
    assert found["submission_103"].people == found["submission_104"].people == ()
    assert found["submission_103"].submitted_at == datetime.fromisoformat("2026-10-09 05:44:33.500-07:00")
    assert found["submission_105"].people == (Person(student_id="14", name="Cy"),)
    assert found["submission_105"].submitted_at is None


def test_a_folder_that_is_absent_or_empty_or_unnamed_is_kept(tmp_path: Path) -> None:
    found = gradescope(tmp_path, METADATA)
    assert set(found) == {f"submission_{number}" for number in (101, 102, 103, 104, 105, 998, 999)}
    for place in ("submission_105", "submission_998"):
        with pytest.raises(SubmissionError, match="No file was handed in"):
            read(found[place])
    assert (found["submission_999"].people, read(found["submission_999"])) == ((), b"999")


def test_a_folder_on_disk_that_is_absent_has_the_same_reason(tmp_path: Path) -> None:
    write(tmp_path, {"submission_metadata.yml": b"submission_1: {':submitters': [{':name': Ada}]}"})
    [one] = collect([tmp_path]).submissions
    with pytest.raises(SubmissionError, match="No file was handed in"):
        read(one)


HOSTILE = {
    "cut off": b"submission_1:\n  :submitters: [{':name': 'Ad",
    "empty": b"",
    "a list": b"- submission_1\n",
    "a text": b"submission_1",
    "no text": b"\xff\xfe\x00\x01submission_1",
    "control characters": b"submission_1: \x1b[2J",
    "deep": b"[" * 1_000_000,
    "deep blocks": b"- " * 100_000,
    "deep mappings": b"{a: " * 100_000,
}


@pytest.mark.parametrize("metadata", HOSTILE.values(), ids=HOSTILE)
def test_damaged_metadata_says_what_to_do(metadata: bytes, tmp_path: Path) -> None:
    start = process_time()
    with pytest.raises(
        ConfigError, match=r"submission_metadata\.yml in .* export the submissions from Gradescope again"
    ):
        gradescope(tmp_path, metadata)
    assert process_time() - start < 5


def test_huge_metadata_is_read_no_further_than_needed(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("submission_metadata.yml", b"#" * (65 << 20))
        archive.writestr("submission_1/a.ipynb", b"{}")
    with pytest.raises(ConfigError, match="larger than 64 MB"):
        collect([path])


def test_metadata_that_is_packed_in_another_way_is_read(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("submission_metadata.yml", METADATA)
        archive.writestr("submission_102/work.ipynb", b"102")
    [ben] = [one for one in collect([path]).submissions if one.place == "submission_102"]
    assert ben.people == (Person(name="Ben Brown"),)


def test_metadata_that_multiplies_itself_stays_small(tmp_path: Path) -> None:
    lines = ["a0: &a0 {x: lol}"]
    lines += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}], y: [{f'*a{n - 1}, ' * 9}]}}" for n in range(1, 60)]
    lines += ["loop: &loop [*loop]", "submission_101:", "  :submitters: *a59"]
    found = gradescope(tmp_path, "\n".join(lines))
    assert found["submission_101"].people == ()


@pytest.mark.parametrize("key", ["../../etc/passwd", "/etc/passwd", "..", ".", "", "a\x07b", "a/b", "x" * 1000])
def test_a_folder_that_the_metadata_makes_up_leads_nowhere(key: str, tmp_path: Path) -> None:
    told = {key: {":submitters": [{":name": "Ada\x1b[2J", ":sid": 12}]}}
    path = write(tmp_path / "export", {"submission_metadata.yml": json.dumps(told).encode(), "s_1/a.ipynb": b""})
    submissions = collect([path]).submissions
    assert_harmless([one.id for one in submissions])
    [one] = [one for one in submissions if one.people]
    assert one.people == (Person(student_id="12", name="Ada_[2J"),)
    with pytest.raises(SubmissionError, match="No file was handed in"):
        read(one)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["C"]), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([":submitters", ":history", ":created_at", ":name", ":sid", "s"]), inner)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["submission_101", "submission_102", "b.ipynb"]), JSON, min_size=1))
def test_whatever_the_metadata_holds_nobody_is_dropped(tmp_path_factory: pytest.TempPathFactory, told: dict) -> None:
    found = gradescope(tmp_path_factory.mktemp("any"), json.dumps(told, ensure_ascii=False))
    assert set(found) == set(told) | {name.partition("/")[0] for name in FILES}


def test_the_export_of_a_big_class_is_read_in_seconds(tmp_path: Path) -> None:
    result = "      - name: Question\n        output: |-\n" + "          a long line of output\n" * 30
    entry = METADATA.split("submission_102")[0].removeprefix("---\n")
    entry = entry.replace("    :results: {}\n", "    :results:\n      tests:\n" + result * 20)
    metadata = "".join(entry.replace("submission_101", f"submission_{number}") for number in range(1000))
    assert len(metadata) > 10 << 20
    path = write(tmp_path, {"submission_metadata.yml": metadata.encode(), "submission_1/a.ipynb": b"{}"})
    start = process_time()
    assert len(collect([path]).submissions) == 1000
    assert process_time() - start < 20


# --- nbgrader

TIMES = {
    "2015-02-02 15:58:23.948203 America/Los_Angeles": "2015-02-02 15:58:23.948203-08:00",
    "2015-02-02 15:58:23.948203 UTC\n": "2015-02-02 15:58:23.948203+00:00",
    "2015-02-02 15:58:23 +0530": "2015-02-02 15:58:23+05:30",
    "2015-02-02T15:58:23.5Z": "2015-02-02 15:58:23.500000+00:00",
    "2015-02-02 15:58:23": "2015-02-02 15:58:23+00:00",
    "2015-02-02 15:58:23 PDT": "2015-02-02 15:58:23",
    "2015-02-02 15:58:23 ../../etc": "2015-02-02 15:58:23",
    "2015-02-31 15:58:23 UTC": None,
    "2015-02-02 15:58:23 +9900": None,
    "0001-01-01 00:00:00 +2300": None,
    "yesterday": None,
    "": None,
    "\udcff": None,
}


@pytest.mark.parametrize(("text", "expected"), TIMES.items())
def test_times_of_nbgrader(text: str, expected: str | None, tmp_path: Path) -> None:
    place = tmp_path / "submitted/ada/lab"
    write(place, {"work.ipynb": b"{}", "timestamp.txt": os.fsencode(text)})
    [one] = collect([tmp_path]).submissions
    time = datetime.fromisoformat(expected) if expected else None
    assert one.submitted_at == time
    assert (one.submitted_at and one.submitted_at.utcoffset()) == (time and time.utcoffset())


def test_a_course_of_nbgrader_in_all_its_shapes(tmp_path: Path) -> None:
    handed_in = {
        "submitted/ada/lab/work.ipynb": b"ada",
        "submitted/ada/lab/timestamp.txt": b"2015-02-02 15:58:23 UTC",
        "submitted/ada/lab2/work.ipynb": b"ada 2",
        "submitted/ben/lab/timestamp.txt": b"2015-02-02 15:58:23 UTC",
        "submitted/cy/": b"",
        "submitted/dan/work.ipynb": b"dan",
    }
    instructors = [
        "source/lab/work.ipynb",
        "release/lab/x.ipynb",
        "gradebook.db",
        "students.csv",
        "assignments.csv",
        "autograded/a/b/c.ipynb",
    ]
    alike = {name.removeprefix("submitted/"): text for name, text in handed_in.items() if "lab2" not in name}
    write(tmp_path / "course", {**handed_in, **dict.fromkeys(instructors, b"")})
    write(tmp_path / "hw", alike)
    for path, places in (
        (tmp_path / "course", ["ada/lab", "ada/lab2", "ben/lab", "cy", "dan"]),
        (tmp_path / "course/submitted", ["ada/lab", "ada/lab2", "ben/lab", "cy", "dan"]),
        (tmp_path / "hw", ["ada/lab", "ben/lab", "cy", "dan"]),
    ):
        submissions = collect([path]).submissions
        assert [one.place for one in submissions] == places
        assert [one.people for one in submissions] == [(Person(student_id=place.split("/")[0]),) for place in places]
        ben = submissions[places.index("ben/lab")]
        assert ben.submitted_at is not None
        for empty in (ben, submissions[places.index("cy")]):
            with pytest.raises(SubmissionError, match="No file was handed in"):
                read(empty)


# --- GitHub Classroom


def test_clones_of_github_classroom(tmp_path: Path) -> None:
    files = {
        "lab-1-ada-99/.git/config": b"[core]",
        "lab-1-ada-99/work.ipynb": b"ada",
        "lab-1-ada-99/.github/workflows/classroom.yml": b"",
        "lab-1-ben/.git/HEAD": b"",
        "lab-1-the-neurons/src/work.py": b"x = 1",
        "grades.csv": b"",
    }
    path = write(tmp_path / "lab-1-submissions", files)
    submissions = {one.place: one for one in collect([path]).submissions}
    logins = {place: [person.login for person in one.people] for place, one in submissions.items()}
    assert logins == {
        "lab-1-ada-99": ["ada-99"],
        "lab-1-ben": ["ben"],
        "lab-1-the-neurons": ["the-neurons"],
        "": [],
    }
    with pytest.raises(SubmissionError, match="No file was handed in"):
        read(submissions["lab-1-ben"])
    assert submissions[""].id == "grades.csv"
    assert len(collect([tmp_path]).submissions) == 4
    assert len(collect([pack(tmp_path / "lab-1-submissions.zip", files)]).submissions) == 4
