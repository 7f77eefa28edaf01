"""What the tests of the sandbox share: notebooks of a few cells, and what came of them."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.config import Limits
from autograder.errors import WorkerLostError
from autograder.model import Cell, Evidence, Notebook
from autograder.sandbox.launch import ZygoteProcess
from autograder.sandbox.session import Session

QUICK = Limits(call_cpu_s=0.3, cell_cpu_s=0.5, wall_factor=3)
AMPLE = Limits(memory_mb=1024)
AS_ROOT = os.geteuid() == 0
DENIED = {"PermissionError", "FileNotFoundError"}


@dataclass
class Student:
    """A notebook that has run: its session, and the cells that stopped, by number."""

    session: Session
    troubles: dict[int, str]

    def evidence(self, question: str = "answer", *arguments: Any) -> Evidence:
        """What one call gives."""
        return self.session.call(question, [arguments])[0]

    def value(self, question: str = "answer", *arguments: Any) -> Any:
        """The value of a call that must not fail."""
        evidence = self.evidence(question, *arguments)
        assert evidence.error is None, evidence.error
        return evidence.value

    def loses(self, question: str = "answer", *arguments: Any) -> str:
        """The words about a call that must cost its worker."""
        with pytest.raises(WorkerLostError) as lost:
            self.session.call(question, [arguments])
        return str(lost.value)


@contextmanager
def student(
    zygote: ZygoteProcess,
    *cells: str,
    questions: Sequence[str] = ("answer", "other"),
    limits: Limits = AMPLE,
    public_files: Sequence[Path] = (),
) -> Iterator[Student]:
    """Run a notebook of these cells."""
    with Session(zygote, limits, list(questions), list(public_files)) as session:
        notebook = Notebook(tuple(Cell(number, source) for number, source in enumerate(cells, 1)))
        yield Student(session, {trouble.cell: trouble.words for trouble in session.run(notebook)})


def answer(zygote: ZygoteProcess, *cells: str, limits: Limits = AMPLE) -> Any:
    """The value of ``answer()`` in a notebook in which no cell may stop."""
    with student(zygote, *cells, limits=limits) as ran:
        assert ran.troubles == {}
        return ran.value()


def ends(pidfd: int, timeout_s: float = 300) -> bool:
    """Whether a process ends within this time."""
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    return bool(poll.poll(timeout_s * 1000))


def same(one: object, other: object) -> bool:
    """Equal in type and in every bit."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        plain = other.dtype.newbyteorder("<")
        return one.dtype == plain and one.shape == other.shape and one.tobytes() == other.astype(plain).tobytes()
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return same(list(one.items()), list(other.items()))
    return repr(one) == repr(other) and getattr(one, "dtype", None) == getattr(other, "dtype", None)
