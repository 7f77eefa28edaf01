"""The load: what a big class must come to is known, and a mark that is another one is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.command import autograder, quick_kit
from tests.helpers.load_class import Pool, make_pool, write_class
from tests.load import differences

pytestmark = pytest.mark.long

SIZE = 40


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return quick_kit(tmp_path_factory.mktemp("load") / "kit")


@pytest.fixture(scope="module")
def pool(kit: Path) -> Pool:
    return make_pool(kit.parent, kit, most=1)


def test_a_mark_that_is_another_one_is_found(kit: Path, pool: Pool, tmp_path: Path) -> None:
    expected = write_class(tmp_path / "class", SIZE, pool, seed=1)
    assert len({(tmp_path / "class" / name).read_bytes() for name in expected}) > 0.9 * SIZE
    out = tmp_path / "out"
    autograder("grade", tmp_path / "class", "--out", out, "--kit", kit)
    assert differences(expected, out) == []
    name, one = next((name, one) for name, one in expected.items() if one.points)
    question = next(iter(one.points))
    expected[name] = replace(one, points={**one.points, question: one.points[question] + 0.25})
    assert [words.split(":")[0] for words in differences(expected, out)] == [name]
    del expected[name]
    assert differences(expected, out) == [f"{name} is in one of the two only"]


def test_the_same_seed_makes_the_same_class(pool: Pool, tmp_path: Path) -> None:
    first, second = (write_class(tmp_path / name, SIZE, pool, seed=3) for name in ("first", "second"))
    assert first == second
    assert all((tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes() for name in first)
