"""A student's function in both ways in which a hidden test may meet it: through a worker, and as stock Otter has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from autograder.marking.proxies import Environment
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.sandbox_case import student

WAYS = ("worker", "plain")
Find = Callable[[str, str], Any]


@contextmanager
def both_ways(zygote: ZygoteProcess, sources: Mapping[str, str], *first: str) -> Iterator[Find]:
    """Give ``find(way, name)``: the function of this name, from cells that are called like their function."""
    cells = ("import numpy as np", *first, *sources.values())
    with student(zygote, *cells, questions=list(sources)) as ran:
        assert ran.troubles == {}
        namespace: dict[str, Any] = {}
        for cell in cells:
            exec(cell, namespace)
        proxies = {name: Environment(ran.session, name)[name] for name in sources}
        yield lambda way, name: proxies[name] if way == "worker" else namespace[name]
