"""The worker: one process, one submission. It runs cells and calls functions, and answers with plain data.

Everything here is within the student's reach; nothing here is believed by the grader.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sys
import tempfile
import traceback
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib import pyplot as plt

from autograder.sandbox import tracing, wire
from autograder.sandbox.answers import Answers
from autograder.sandbox.arguments import ArgumentDecoder, state_of
from autograder.sandbox.lent import LentAnswers

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Mapping

    from autograder.sandbox.shell import StudentShell

_LONGEST_MESSAGE = 2000  # as in the grader, which cuts anew: this one only saves the way
_MOST_BASES = 8  # likewise
_CELL = re.compile(r"<ipython-input-(\d{1,9})-")  # what IPython calls the file of a cell, by its count


def serve(
    sock: socket.socket,
    shell: StudentShell,
    job: dict[str, Any],
    give_up: Callable[[dict[str, Any]], list[str]],
) -> None:
    """Drop every privilege, then answer requests until the grader closes the wire.

    ``give_up`` takes the limits of the job, and gives the names of the layers that then hold.
    """
    scratch = job["limits"]["scratch"]
    sys.path.insert(0, scratch)
    sys.dont_write_bytecode = True
    shutil.copymode = shutil.copystat = _keep_no_mode  # chmod is denied, and shutil.copy should still copy
    tempfile.tempdir = None
    os.environ.update(HOME=scratch, TMPDIR=scratch)
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - students use the global generator
    watched = (job["questions"], shell.user_ns, job["renamed"])
    answers = shell.answers = LentAnswers(*watched, job["lent"]) if job["lent"] else Answers(*watched)
    layers = give_up(job["limits"])
    os.chdir(scratch)
    wire.write_frame(sock, {"id": 0, "layers": layers})
    reader = wire.FrameReader(sock)
    numbers: dict[int, int] = {}  # of cells, by what IPython counts
    while True:
        frame = reader.read()
        request = frame.document
        if request["op"] == "cell":
            numbers[shell.execution_count] = request["number"]
            error = _run_cell(shell, request["source"])
            told = {"error": error, "state": answers.state(), "absent": shell.absences.as_lists()}
            _reply(sock, request["id"], told)
            continue
        asked_for = {"value": answers.valued, "figure": answers.drawn}
        chosen = asked_for.get(request.get("answer"), answers.function)
        function, calls = chosen(request["name"]), _decoded(request["calls"], frame.arrays, answers)
        answers.bring_back(request.get("uses", ()))
        if request["op"] == "trace":
            traces = [tracing.trace(function, *call) for call in calls]
            _reply(sock, request["id"], {"traces": traces})
        else:
            arrays = bytearray()
            with answers.running(function, sock, reader, request["id"]):
                results = [_call(function, *call, arrays) for call in calls]
            for stopped in (result for result in results if "error" in result):
                stopped["at"] = _place(stopped.pop("raised"), numbers)
            _reply(sock, request["id"], {"results": results}, bytes(arrays))


def _keep_no_mode(*_args: Any, **_options: Any) -> None:
    """Stand in for what sets a copy's mode and times."""


def _reply(sock: socket.socket, request: int, content: dict[str, Any], arrays: bytes = b"") -> None:
    try:
        wire.write_frame(sock, {"id": request, **content}, arrays)
    except wire.WireError:
        wire.write_frame(sock, {"id": request, "too_large": True})


def _run_cell(shell: StudentShell, source: str) -> list[Any] | None:
    """Run a cell as a notebook does; the error that it stopped with, if any, as type, message and line."""
    try:
        result = shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
    except BaseException as escaped:  # noqa: BLE001 - whatever a cell throws is that cell's result
        error = escaped
    finally:
        plt.close("all")
    return None if error is None else [*_describe(error), _line_in_cell(error)]


def _line_in_cell(error: BaseException) -> int:
    if isinstance(error, SyntaxError):
        return error.lineno or 0
    walked = traceback.walk_tb(error.__traceback__)  # extract_tb would read every frame's source from the disk
    lines = [line or 0 for frame, line in walked if frame.f_code.co_name == "<module>"]
    return lines[-1] if lines else 0


def _place(trace: Any, numbers: Mapping[int, int]) -> list[int]:
    """The last place in the notebook's own cells that an error went through: a cell's number, and a line of it."""
    place = [0, 0]
    for frame, line in traceback.walk_tb(trace):
        cell = _CELL.match(frame.f_code.co_filename)
        if cell is not None and (number := numbers.get(int(cell[1]))) is not None:
            place = [number, line or 0]
    return place


def _describe(error: BaseException) -> list[str]:
    try:
        message = str(error.msg if isinstance(error, SyntaxError) else error)
    except BaseException:  # noqa: BLE001 - an exception may misbehave when asked
        message = "(its message could not be read)"
    return [type(error).__name__[:80], message[:_LONGEST_MESSAGE]]


def _bases(error: BaseException) -> list[str]:
    """What an error is too, by the names of its kinds, so that a test may expect any of them."""
    return [kind.__name__[:80] for kind in type(error).__mro__[1:] if issubclass(kind, Exception)][:_MOST_BASES]


def _decoded(calls: list[Any], given: bytes, answers: Answers) -> list[tuple[list[Any], dict[str, Any]]]:
    decoder = ArgumentDecoder(given, answers.given)
    return [decoder.call(node) for node in calls]


def _contents(argument: Any) -> Any:
    """All that a call can change of an argument: what it holds, in which shape, and as what kinds of values."""
    if isinstance(argument, np.ndarray) and argument.dtype.kind != "O":
        return (argument.dtype, argument.shape, argument.tobytes())
    if isinstance(argument, np.random.Generator):
        return state_of(argument)
    if isinstance(argument, (list, tuple, dict, set, np.ndarray)):
        arrays = bytearray()
        return repr(wire.encode(argument, arrays)), bytes(arrays)  # a nan is no other than itself as text
    return ()


def _call(function: Any, arguments: list[Any], keywords: dict[str, Any], arrays: bytearray) -> dict[str, Any]:
    given = [*arguments, *keywords.values()]
    before = [_contents(argument) for argument in given]
    start = len(arrays)
    try:
        value = wire.encode(function(*arguments, **keywords), arrays)
        changed = [
            _left(argument, arrays) if _contents(argument) != old else None
            for argument, old in zip(given, before, strict=True)
        ]
    except BaseException as error:  # noqa: BLE001 - whatever a function throws is that call's result
        del arrays[start:]
        return {"error": _describe(error), "bases": _bases(error), "raised": error.__traceback__}
    return {"value": value, "changed": changed}


def _left(argument: Any, arrays: bytearray) -> Any:
    """What an argument has become."""
    return {"drawn": state_of(argument)} if isinstance(argument, np.random.Generator) else wire.encode(argument, arrays)
