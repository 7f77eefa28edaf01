"""Of the files of one hand-in the work counts, whatever the files are called: most filled in, or else the newer."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from autograder.model import Person
from tests.helpers.command import autograder, quick_kit, table
from tests.helpers.downloads import KINDS, HandIn, build, gradescope, pack, write
from tests.helpers.known_answers import filled_notebook, plain_right

pytestmark = pytest.mark.slow

NET = "net_input"
ANN = Person("1001", "Ann Bell", login="abell")
BEN = Person("1002", "Ben Okri", login="bokri")
RIGHT = plain_right(NET)
WRONG = {**RIGHT, "net_input_dot": "def net_input_dot(a, wj):\n    return 7\n"}
LESS = dict(list(RIGHT.items())[:2])


def notebook(answers: dict[str, str]) -> bytes:
    return json.dumps(filled_notebook(NET, answers)).encode()


def graded(download: Path, folder: Path, counts: str = "latest") -> tuple[dict[str, str], list[dict[str, str]]]:
    """Ann's line, and the rows for review."""
    kit = quick_kit(folder / "kit")
    config = (kit / "grading_config.yaml").read_text("utf-8").replace("counts: latest", f"counts: {counts}")
    (kit / "grading_config.yaml").write_text(config, "utf-8")
    write(kit / "class", {"people.csv": b"student_id,name,login\n1001,Ann Bell,abell\n1002,Ben Okri,bokri\n"})
    done = autograder("grade", download, "--out", folder / "out", "--kit", kit)
    assert done.returncode in (0, 1), done.stderr
    [line] = [
        row for row in table(folder / "out", "marks.csv") if row["status"] == "graded" and row["name"] != BEN.name
    ]
    return line, [row for row in table(folder / "out", "review.csv") if row["submission"]]


ELSEWHERE = ("canvas-anonymous", "moodle-blind", "gradescope")  # without names, or with a folder a hand-in


NAMED = [(kind, ("b.ipynb", "a.ipynb")) for kind in KINDS if kind not in ELSEWHERE]


@pytest.mark.parametrize(("kind", "names"), [*NAMED, ("nbgrader", ("n.ipynb", "n-Copy1.ipynb"))])
def test_the_one_with_most_filled_in_counts_in_every_lms(kind: str, names: tuple[str, str], tmp_path: Path) -> None:
    both = zip(names, (RIGHT, LESS), strict=True)
    hand_ins = [HandIn((ANN,), notebook(answers), file_name=name) for name, answers in both]
    hand_ins += [HandIn((BEN,), notebook(RIGHT))]
    line, review = graded(build(kind, tmp_path, hand_ins), tmp_path)
    assert (line["score"], line["submission"].rpartition("_")[2].endswith(names[0])) == ("15", True)
    [row] = review
    assert row["submission"].endswith(names[1])
    assert line["submission"] in row["why"]
    assert "3 of its 3 questions are filled in, 2 in this one" in row["why"]


def test_a_submission_of_gradescope_is_one_hand_in(tmp_path: Path) -> None:
    files = gradescope([HandIn((ANN,), notebook(RIGHT), file_name="b.ipynb"), HandIn((BEN,), notebook(RIGHT))])
    files["assignment_77_export/submission_9000/c.ipynb"] = notebook(LESS)
    line, [row] = graded(pack(tmp_path / "export.zip", files), tmp_path)
    assert (line["score"], row["submission"][-7:]) == ("15", "c.ipynb")


@pytest.mark.parametrize("newer", ["net10.ipynb", "net9.ipynb"])
@pytest.mark.parametrize("in_zip", [True, False])
def test_of_two_that_are_alike_the_newer_file_counts(newer: str, in_zip: bool, tmp_path: Path) -> None:
    older = {"net10.ipynb": "net9.ipynb", "net9.ipynb": "net10.ipynb"}[newer]
    place = "Ann Bell_17_assignsubmission_file_"
    files = {newer: notebook(WRONG), older: notebook(RIGHT)}
    folder = write(tmp_path / "moodle", {f"{place}/{name}": data for name, data in files.items()})
    if in_zip:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, data in files.items():
                hour = 12 if name == newer else 11
                archive.writestr(zipfile.ZipInfo(f"{place}/{name}", (2026, 10, 5, hour, 0, 0)), data)
        download = tmp_path / "moodle.zip"
        download.write_bytes(packed.getvalue())
    else:
        os.utime(folder / place / older, (1_790_000_000, 1_790_000_000))
        os.utime(folder / place / newer, (1_790_003_600, 1_790_003_600))
        download = folder
    line, [row] = graded(download, tmp_path)
    assert line["submission"].endswith(newer)
    assert row["submission"].endswith(older)
    assert "the newer file; it is worth 10, this one 15" in row["why"]


def test_where_the_best_counts_it_does_and_the_other_is_named(tmp_path: Path) -> None:
    hand_ins = [HandIn((ANN,), notebook(a), file_name=n) for n, a in (("a.ipynb", RIGHT), ("b.ipynb", WRONG))]
    line, [row] = graded(build("moodle", tmp_path, hand_ins), tmp_path, "best")
    assert (line["score"], row["submission"][-7:]) == ("15", "b.ipynb")
    assert "it is worth 15, this one 10" in row["why"]


def test_a_later_attempt_with_less_in_it_still_counts(tmp_path: Path) -> None:
    hand_ins = [HandIn((ANN,), notebook(RIGHT)), HandIn((ANN,), notebook(LESS), attempt=2)]
    line, review = graded(build("canvas", tmp_path, hand_ins), tmp_path)
    assert (line["score"], review) == ("10", [])


def test_plain_files_of_one_person_are_one_hand_in(tmp_path: Path) -> None:
    files = {"abell_v9.ipynb": notebook(RIGHT), "abell_v10.ipynb": notebook(LESS)}
    line, [row] = graded(write(tmp_path / "files", files), tmp_path)
    assert (line["submission"], row["submission"]) == ("abell_v9.ipynb", "abell_v10.ipynb")
