"""The built notebooks in a real Jupyter kernel, in a folder that holds only what students get."""

from __future__ import annotations

import re
import shutil
import warnings
from html import escape
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
    shutil.copytree(KIT.written[assignment].folder, folder / assignment)
    notebook = filled_notebook(assignment, answers)
    resources = {"metadata": {"path": str(folder / assignment)}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Jupyter warns of is not this kit's
        NotebookClient(notebook, timeout=1200, allow_errors=True, resources=resources).execute()
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
    for question in functions_asked(KIT.written[assignment]):
        assert f"{question} is not finished yet" in text(notebook)


def test_a_run_of_all_cells_leaves_no_zip(untouched: tuple[str, Any, Path]) -> None:
    assignment, _, folder = untouched
    assert (folder / assignment).is_dir()
    assert not list(folder.rglob("*.zip"))


def test_every_public_check_passes_on_right_answers(right: tuple[str, Any]) -> None:
    assignment, notebook = right
    assert [output.evalue for output in outputs(notebook) if output.output_type == "error"] == []
    for question in KIT.written[assignment].points:
        assert re.search(rf"{question}</pre></strong> passed!", text(notebook)), question


def test_a_pass_says_what_else_will_be_tried(right: tuple[str, Any]) -> None:
    assignment, notebook = right
    assert text(notebook).count("The marks come from other") >= len(functions_asked(KIT.written[assignment]))


def test_every_figure_has_words(right: tuple[str, Any]) -> None:
    assignment, notebook = right
    figures = [output for output in outputs(notebook) if "image/png" in output.get("data", {})]
    assert len(figures) >= len(functions_asked(KIT.written[assignment]))
    for figure in figures:
        alt = figure.metadata["image/png"]["alt"]
        assert len(alt) > 20
        # JupyterLab 4 shows no alt of the metadata; what it puts into the page is that of an HTML image.
        assert f'alt="{escape(alt)}"' in figure.data["text/html"]


@pytest.mark.parametrize("assignment", KIT.written)
def test_the_notebook_is_valid_and_stamped(assignment: str) -> None:
    notebook = nbformat.read(KIT.written[assignment].notebook, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata["autograder"] == {"assignment": assignment}
    assert notebook.metadata["kernelspec"]["name"] == "python3"
