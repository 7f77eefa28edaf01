"""The built notebooks in a real Jupyter kernel, in an empty folder: a notebook alone is all that students need."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.questions.kind import functions_asked
from tests.helpers.known_answers import KIT, filled_notebook, plain_right

pytestmark = pytest.mark.slow


def executed(assignment: str, answers: dict[str, str], folder: Path) -> Any:
    """Run a notebook from top to bottom as a student does; errors stay in its outputs."""
    (folder / assignment).mkdir()
    notebook = filled_notebook(assignment, answers)
    resources = {"metadata": {"path": str(folder / assignment)}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Jupyter warns of is not this kit's
        NotebookClient(notebook, timeout=300, allow_errors=True, resources=resources).execute()
    return notebook


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def text(notebook: Any) -> str:
    parts = [output.get("text", "") for output in outputs(notebook)]
    parts += [str(output.get("data", {}).get("text/html", "")) for output in outputs(notebook)]
    return "\n".join(parts)


@pytest.fixture(scope="module", params=list(KIT.written))
def untouched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Any, Path]:
    folder = tmp_path_factory.mktemp("untouched")
    return request.param, executed(request.param, {}, folder), folder


@pytest.fixture(scope="module", params=list(KIT.written))
def right(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Any]:
    return request.param, executed(request.param, plain_right(request.param), tmp_path_factory.mktemp("right"))


def test_an_untouched_notebook_runs_without_a_traceback(untouched: tuple[str, Any, Path]) -> None:
    _, notebook, _ = untouched
    assert [output.evalue for output in outputs(notebook) if output.output_type == "error"] == []


def test_an_untouched_notebook_says_kindly_what_is_not_finished(untouched: tuple[str, Any, Path]) -> None:
    assignment, notebook, _ = untouched
    functions = functions_asked(KIT.written[assignment])
    for question in KIT.written[assignment].points:
        words = "is not begun yet. Write your code" if question in functions else "is still the ... that it began with"
        assert f"{question} {words}" in text(notebook)


def test_a_run_of_all_cells_leaves_nothing_behind(untouched: tuple[str, Any, Path]) -> None:
    assignment, _, folder = untouched
    assert list(folder.rglob("*")) == [folder / assignment]


def test_every_public_check_passes_on_right_answers(right: tuple[str, Any]) -> None:
    assignment, notebook = right
    assert [output.evalue for output in outputs(notebook) if output.output_type == "error"] == []
    for question in KIT.written[assignment].points:
        assert re.search(rf"^{question}: (all \d+ checks|its check) passed\.$", text(notebook), re.MULTILINE), question


def test_a_pass_says_what_else_will_be_tried(right: tuple[str, Any]) -> None:
    assignment, notebook = right
    said = " ".join(text(notebook).split())
    assert said.count("The marks come from other") >= len(functions_asked(KIT.written[assignment]))


def test_every_figure_has_words(right: tuple[str, Any]) -> None:
    assignment, notebook = right
    shown = [output.get("data", {}) for output in outputs(notebook)]
    assert not [data for data in shown if "image/png" in data]  # which JupyterLab shows without its words
    figures = [data for data in shown if "<img" in str(data.get("text/html", ""))]
    assert len(figures) >= len(functions_asked(KIT.written[assignment]))
    for data in figures:
        assert re.match(r'<img alt="[^"]{20,}" src="data:image/png;base64,', data["text/html"])


@pytest.mark.parametrize("assignment", KIT.written)
def test_the_notebook_is_valid_and_stamped(assignment: str) -> None:
    notebook = nbformat.read(KIT.written[assignment].notebook, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata["autograder"] == {"assignment": assignment}
    assert notebook.metadata["kernelspec"]["name"] == "python3"
