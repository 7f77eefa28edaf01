"""What comes back from a worker, once it is checked: what a call gave, what it did, what the notebook lacked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Drawn:
    """That a call has drawn from a generator, and the state in which it left it: no change that anybody minds."""

    state: tuple[int, ...]


@dataclass(frozen=True)
class Evidence:
    """What came back from one call of a student's function: a plain value, or the error it raised.

    ``bases`` are the names of the kinds that the error's kind is one of, and ``at`` is where in the notebook it came
    about, by its process's word: a cell's number, and a line of it. ``changed`` holds, for each argument, keywords
    last, what it has become where the call changed it; of a generator, that was drawn from it.
    """

    value: Any = None
    error: tuple[str, str] | None = None
    changed: tuple[Any, ...] = ()
    bases: tuple[str, ...] = ()
    at: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Event:
    """One thing that a function did to an array, as its process claims.

    ``what`` is a visit of elements (``visit``), a slice (``part``) or arithmetic (``call``, then ``name`` is
    NumPy's); ``role`` says whether the array was ``given``, ``made`` from a given one or ``rebuilt`` from its elements,
    ``size`` how many elements. At the end each kind of product that was met is an event of its own (``loop``, ``sum``
    or ``dot``, with NumPy's name), and each in what was returned (``return``, with the kind as its name).
    """

    what: str
    name: str
    role: str
    size: int


Trace = tuple[Event, ...]


@dataclass(frozen=True)
class Absence:
    """What a notebook asked for and could not have while grading, as its process claims.

    ``kind`` is ``module``, ``import`` (it is there, and failed), ``style`` or ``magic``; ``why`` is empty where it is
    just not there.
    """

    kind: str
    name: str
    why: str = ""
