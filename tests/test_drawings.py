"""The drawings that open notebooks: what their scripts draw is what the texts hold, small, safe, and put into words."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from tests.helpers.known_answers import KIT, ROOT

SCRIPTS = sorted((ROOT / "docs" / "drawings").glob("*.py"))
LARGEST = 60_000  # characters
SHORTEST_ALT = 80


@pytest.fixture(params=SCRIPTS, ids=lambda path: path.stem)
def script(request: pytest.FixtureRequest) -> ModuleType:
    path: Path = request.param
    spec = importlib.util.spec_from_file_location(f"drawing_of_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_text_and_the_notebook_hold_what_the_script_draws(script: ModuleType) -> None:
    assignment = KIT.written[Path(str(script.__file__)).stem]
    assert script.picture() in assignment.source.read_text(encoding="utf-8")
    assert script.picture().replace('"', '\\"') in assignment.notebook.read_text(encoding="utf-8")


def test_it_is_small_whole_and_has_nothing_that_could_run(script: ModuleType) -> None:
    drawn = script.drawing()
    assert len(drawn) < LARGEST
    tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(drawn).iter()}
    assert tags <= {"svg", "title", "g", "rect", "circle", "path", "text"}
    assert not re.search(r"\bon\w+=|href|url\(", drawn)


def test_who_does_not_see_it_reads_what_it_shows(script: ModuleType) -> None:
    alt = re.search(r' alt="([^"]*)"', script.picture())
    assert alt is not None
    assert len(alt[1]) > SHORTEST_ALT
