"""What many test files ask for, and any order of the tests.

``--shuffle SEED`` mixes the files, and the tests in each, the same for the same seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.gradescope import ASSIGNMENT, Container, unpacked

# No example may fail for being slow: a busy machine would decide.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shuffle", metavar="SEED", help="run the tests in another order, that of this seed")


def pytest_report_header(config: pytest.Config) -> list[str]:
    seed = config.getoption("--shuffle")
    return [f"in the order of --shuffle {seed}"] if seed else []


@pytest.hookimpl(tryfirst=True)  # pytest then puts together again what shares a costly fixture
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Shuffle with a generator of its own: no test sees another seed for that."""
    if seed := config.getoption("--shuffle"):
        chance = random.Random(seed)
        files = list(dict.fromkeys(item.path for item in items))
        place = dict(zip(files, chance.sample(range(len(files)), len(files)), strict=True))
        order = chance.sample(range(len(items)), len(items))
        items[:] = [items[n] for n in sorted(order, key=lambda number: place[items[number].path])]


@pytest.fixture(scope="module")
def zygote() -> Iterator[ZygoteProcess]:
    """A warm zygote of the file's own: one of its tests may kill it. One live session at a time."""
    with ZygoteProcess() as started:
        yield started


@pytest.fixture(scope="session")
def container(tmp_path_factory: pytest.TempPathFactory) -> Container:
    """The zip of an assignment, unpacked; whoever changes something in it takes a ``copy()``."""
    return unpacked(tmp_path_factory.mktemp("autograder"), ASSIGNMENT)
