"""A slider of a notebook: it moves where ipywidgets is installed; a plain call stands in for it where it is not."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from tests.helpers.known_answers import KIT
from tests.helpers.notebook_alone import run_alone

BUILT = nbformat.read(KIT.assignments["net_input"].notebook, as_version=4)
FIRST = next(cell.source for cell in BUILT.cells if cell.cell_type == "code")
DRAWN = """\
drawn = []
slider(drawn.append, {numbers}, "of what")
print(drawn)"""
MOVED = """\
from ipywidgets.widgets import widget
[moved] = [one for one in widget._instances.values() if hasattr(one, "max")]
moved.value = 7
print(drawn, type(moved).__name__, moved.description, moved.min, moved.max)"""
EACH = {"5, 1, 9": "[5, 7] IntSlider of what 1 9", "5.0, 1, 9": "[5.0, 7.0] FloatSlider of what 1.0 9.0"}


@pytest.mark.parametrize("numbers", EACH)
def test_it_draws_at_once_and_wherever_it_is_moved_to(numbers: str, tmp_path: Path) -> None:
    [found] = run_alone([[FIRST, DRAWN.format(numbers=numbers), MOVED]], tmp_path / "empty")
    assert found["stopped"] == [None] * 3
    assert found["said"][1].splitlines()[-1] == f"[{numbers.partition(',')[0]}]"
    assert found["said"][2].splitlines()[-1] == EACH[numbers]


def test_without_ipywidgets_it_draws_once_and_says_what_to_do(tmp_path: Path) -> None:
    cells = [FIRST, DRAWN.format(numbers="5, 1, 9")]
    [found] = run_alone([cells], tmp_path / "empty", without=("ipywidgets",))
    assert found["stopped"] == [None] * 2
    said = found["said"][1].splitlines()
    assert said[0].startswith("No slider here: ipywidgets is not installed. Change the first number")
    assert said[-1] == "[5]"
