"""The drawings that open notebooks: as their scripts make them, inside the notebook, small, and harmless."""

from __future__ import annotations

import base64
import re
import runpy
from pathlib import Path
from xml.etree import ElementTree as ET

import nbformat
import pytest

from tests.helpers.known_answers import KIT, ROOT

SCRIPTS = sorted((ROOT / "docs" / "drawings").glob("*.py"))
IMAGE = re.compile(r'<img alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]*)">')
MOST_BYTES = 60_000
EACH = pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)


def drawn_in(script: Path) -> tuple[str, bytes]:
    """The words and the picture in the built notebook that a script draws for."""
    notebook = nbformat.read(KIT.written[script.stem].notebook, as_version=4)
    words = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    [(alt, code)] = IMAGE.findall(words)
    return alt, base64.b64decode(code)


@EACH
def test_the_notebook_holds_what_its_script_draws(script: Path) -> None:
    made = runpy.run_path(str(script))
    assert drawn_in(script) == (made["ALT"], made["drawing"]().encode())
    assert (ROOT / "docs" / "pictures" / f"{script.stem}.svg").read_text(encoding="utf-8") == made["drawing"]()


def test_every_assignment_is_opened_by_a_drawing_and_the_readme_shows_it() -> None:
    assert {script.stem for script in SCRIPTS} == set(KIT.written)
    shown = re.findall(r'<img src="docs/pictures/(\w+)\.svg"', (ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown == list(KIT.written)


@EACH
def test_a_drawing_is_a_small_picture_with_words_and_nothing_else(script: Path) -> None:
    alt, svg = drawn_in(script)
    assert 60 < len(alt) < 600
    assert len(svg) < MOST_BYTES
    for element in ET.fromstring(svg).iter():
        assert element.tag.rpartition("}")[2] in {"svg", "g", "path", "polyline", "ellipse", "circle", "rect", "text"}
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name]
