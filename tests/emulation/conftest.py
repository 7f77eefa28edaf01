"""One image for all emulated tests: the zip of a kit with secrets planted in all that students must not see."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.emulation import Base, Image, base, build, lacking
from tests.helpers.command import autograder
from tests.helpers.known_answers import ROOT

NAME = "activation_functions"
_SECRET = (f"tests/hidden/{NAME}/relu_hidden.py", f"solutions/{NAME}.py", f"tests/answers/{NAME}/wrong.yaml")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a container where there can be none; pytest hands over the items of all folders."""
    here = [item for item in items if item.path.parent == Path(__file__).parent and item.path.name != "test_spec.py"]
    if here and (reason := lacking()):
        for item in here:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def the_base() -> Base:
    return base()


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of a kit in which secrets are planted."""
    kit = tmp_path_factory.mktemp("kit")
    for room in ("assignments", "solutions", "tests/hidden", "tests/questions", "tests/answers"):
        shutil.copytree(ROOT / room, kit / room, ignore=shutil.ignore_patterns("__pycache__"))
    text = (ROOT / "grading_config.yaml").read_text(encoding="utf-8")
    quick = text.replace("call_cpu_s: 2 ", "call_cpu_s: 0.4 ")
    assert quick != text
    (kit / "grading_config.yaml").write_text(quick, encoding="utf-8")
    for path in _SECRET:
        with (kit / path).open("a", encoding="utf-8") as file:
            file.write(f"\n# planted-{secrets.token_hex(8)}\n")
    done = autograder("gradescope", NAME, "-o", kit / "autograder.zip", "--kit", kit)
    assert done.returncode == 0, done.stderr
    return kit / "autograder.zip"


@pytest.fixture(scope="session")
def image(archive: Path, the_base: Base) -> Iterator[Image]:
    with build(archive, the_base) as made:
        yield made
