"""The zip on a class: the marks and words of ``autograder grade``, also from an image built without a network."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from tests.emulation import Base, BuildError, Image, Limits, Ran, build, faults
from tests.emulation.metadata import example
from tests.helpers.command import autograder
from tests.helpers.known_answers import ROOT, filled_notebook, plain_right, save
from tests.sample_class import write_class

NAME = "activation_functions"
THERE = f"{sys.version_info.major}.{sys.version_info.minor}"  # the Python of the base, which is this machine's Debian


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory, the_base: Base) -> Iterator[Image]:
    """An image of the other assignment, built with nothing but what its zip brings."""
    path = tmp_path_factory.mktemp("offline") / "net_input.zip"
    done = autograder("gradescope", "net_input", "-o", path, "--vendor-wheels", THERE, "--kit", ROOT)
    assert done.returncode == 0, done.stderr
    with build(path, the_base, network=False) as made:
        yield made


def graded_in_bulk(folder: Path, out: Path) -> dict[str, dict]:
    """Each notebook's grade, as the command writes it."""
    done = autograder("grade", folder, "--out", out, "--kit", ROOT)
    assert done.returncode in (0, 1), done.stderr
    return {path.name.removesuffix(".json"): json.loads(path.read_text()) for path in (out / "results").glob("*.json")}


def hand_in(image: Image, notebook: Path, desk: Path, metadata: dict | None = None) -> Ran:
    desk.mkdir()
    (desk / notebook.name).write_bytes(notebook.read_bytes())
    ran = image.run(desk, metadata)
    assert ran.results is not None, ran.stdout
    assert faults(ran.results, None) == []
    return ran


def points(results: dict) -> dict[str, float | None]:
    return {test["extra_data"]["question"]: test.get("score") for test in results["tests"] if "max_score" in test}


def test_the_sample_class_gets_the_marks_and_words_of_the_command(image: Image, tmp_path: Path) -> None:
    write_class(tmp_path / "class")
    notebooks = sorted((tmp_path / "class").glob(f"*_{NAME}.ipynb"))
    assert len(notebooks) > 5
    grades = graded_in_bulk(tmp_path / "class", tmp_path / "out")
    for number, notebook in enumerate(notebooks):
        ran, grade = hand_in(image, notebook, tmp_path / str(number)), grades[notebook.name]
        assert points(ran.results) == {mark["question"]: mark["points"] for mark in grade["marks"]}, notebook.name
        assert ran.results["score"] == grade["score"]
        said = {(t["name"].partition(": ")[2], t.get("status")) for t in ran.results["tests"] if "max_score" not in t}
        public = [v for mark in grade["marks"] for v in mark["verdicts"] if not v["hidden"] and not v.get("follows")]
        assert said == {(verdict["case"], verdict["outcome"]) for verdict in public}
        text = " ".join(json.dumps(ran.results, ensure_ascii=False).replace("\\n", " ").split())
        hints = [mark["diagnosis"]["hint"] for mark in grade["marks"] if mark["diagnosis"]]
        assert not [hint for hint in hints if " ".join(hint.split()) not in text], notebook.name


def test_an_image_built_without_a_network_grades(offline: Image, tmp_path: Path) -> None:
    right = save(filled_notebook("net_input", plain_right("net_input")), tmp_path / "right.ipynb")
    ran = hand_in(offline, right, tmp_path / "desk")
    assert (ran.results["score"], faults(ran.results, 15)) == (15, [])


def test_a_resubmission_is_told_what_has_changed(image: Image, tmp_path: Path) -> None:
    answers = plain_right(NAME)
    wrong = save(filled_notebook(NAME, {**answers, "sigmoid": "def sigmoid(n):\n    return n"}), tmp_path / "1.ipynb")
    right = save(filled_notebook(NAME, answers), tmp_path / "2.ipynb")
    first = hand_in(image, wrong, tmp_path / "first", example())
    before = {"submission_time": "2026-10-01T12:00:00.000000-05:00", "score": first.results["score"]}
    before |= {"autograder_error": False, "results": first.results}
    second = hand_in(image, right, tmp_path / "second", {**example(), "previous_submissions": [before]})
    assert "Since your last submission: sigmoid is now right." in second.results["output"]


def test_a_large_but_honest_notebook_fits_the_smallest_container(image: Image, tmp_path: Path) -> None:
    code = "big = np.ones((3000, 3000))\ntotal = (big @ big).sum()\nfig, ax = plt.subplots()\nax.plot(range(10**5))"
    made = filled_notebook(NAME, plain_right(NAME))
    made.cells.append(nbformat.v4.new_code_cell(code))
    ran = hand_in(image, save(made, tmp_path / "big.ipynb"), tmp_path / "desk")
    assert (ran.results["score"], ran.oom_kills) == (20, 0)
    assert ran.peak_mb < Limits().memory_mb


BREAKS = {  # what is added to a file of the zip, and what the build then says
    f"solutions/{NAME}.py": ("\n\ndef relu(n):\n    raise ValueError\n", "the reference fails its case"),
    f"tests/hidden/{NAME}/relu_hidden.py": ("\nraise ImportError('no such package')\n", "no such package"),
    "autograder/sandbox/shell.py": ("\nraise ImportError('no sandbox today')\n", "no sandbox today"),
    "requirements.txt": ("\nnumpy==1.0 --hash=sha256:" + "0" * 64 + "\n", "numpy"),
}


@pytest.mark.parametrize("path", BREAKS)
def test_a_broken_zip_fails_when_its_image_is_built(archive: Path, the_base: Base, tmp_path: Path, path: str) -> None:
    text, words = BREAKS[path]
    broken = tmp_path / "broken.zip"
    with zipfile.ZipFile(archive) as good, zipfile.ZipFile(broken, "w") as bad:
        for info in good.infolist():
            bad.writestr(info, good.read(info) + (text.encode() if info.filename == path else b""))
    with pytest.raises(BuildError, match=words):
        build(broken, the_base).remove()
