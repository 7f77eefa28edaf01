"""Fuzzing of what reads bytes that others wrote: ``python -m tests.fuzz [seconds per target]``.

A target takes any bytes. In it only the documented error may be raised, no more memory may be taken than the target's
cap, and it has to end within a second of CPU time. ``test_fuzz.py`` runs the same targets under hypothesis.
"""

from __future__ import annotations

import importlib.util
import io
import json
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any
from unittest import mock

import numpy as np

from autograder.config import Limits
from autograder.errors import ConfigError, SubmissionError, WorkerLostError
from autograder.lms.collect import collect
from autograder.lms.intake.read import read
from autograder.model import Cell, Notebook
from autograder.notebook import reading as notebook
from autograder.questions.figures import (
    AxisLimits,
    AxisScale,
    Bars,
    Horizontal,
    Legend,
    Lines,
    Points,
    Ticks,
    Title,
    XAxis,
    fault_of,
)
from autograder.questions.pictures import picture_of
from autograder.sandbox.host import Ending, Job, WorkerProcess
from autograder.sandbox.lending import LendingSession
from autograder.sandbox.session import Session
from autograder.sandbox.weight import Scale
from autograder.sandbox.wire import Decoder, FrameReader, Opaque, WireError, encode, pack_frame

ROOT, MB = Path(__file__).resolve().parent.parent, 1 << 20
LIMITS, LONGEST_INPUT = Limits(output_kb=16), 32 << 10
CPU_S = 3.0  # with its memory traced; the grader itself has ten
WALL_S, ADDRESS_SPACE = 10, 1 << 30  # the first for what never ends; a busy machine is no finding
PLAIN = (type(None), bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset)
PLAIN += (np.ndarray, np.generic, Opaque)


def framed(text: bytes, arrays: bytes = b"") -> bytes:
    return b"".join(len(part).to_bytes(4, "big") for part in (text, arrays)) + text + arrays


def as_frame(data: bytes) -> bytes:
    """The bytes as they are; or, from a JSON text, a line end and the arrays, a frame whose lengths are right."""
    text, _, arrays = data.partition(b"\n")
    return framed(text, arrays) if data.startswith(b"{") else data


def array_bytes(*values: Any) -> int:
    """Size of all arrays in values, which must be plain data throughout."""
    found, rest = 0, list(values)
    while rest:
        part = rest.pop()
        assert isinstance(part, PLAIN), type(part)
        if isinstance(part, dict):
            rest += [*part, *part.values()]
        elif isinstance(part, list | tuple | set | frozenset):
            rest += part
        elif isinstance(part, np.ndarray) and part.dtype.kind == "O":
            rest += part.ravel().tolist()
        elif isinstance(part, np.ndarray | np.generic):
            found += part.nbytes
            assert part.dtype.kind in "biufc", part.dtype
    return found


def read_value(data: bytes) -> None:
    stream = io.BytesIO(as_frame(data))
    pieces: Any = SimpleNamespace(recv=lambda size: stream.read(size if stream.tell() else 5))
    with suppress(WireError, EOFError):
        frame = FrameReader(pieces).read()
        decoder = Decoder(frame.arrays)
        value = decoder.value(frame.document)
        decoder.finish()
        assert array_bytes(value) == len(frame.arrays)


def read_figure(data: bytes) -> None:
    """What a worker, or a description, says of a figure: something can be said of it, or it is told why not."""
    stream = io.BytesIO(as_frame(data))
    pieces: Any = SimpleNamespace(recv=stream.read)
    right = picture_of(FIGURE)
    with suppress(WireError, EOFError, AssertionError):
        frame = FrameReader(pieces).read()
        decoder = Decoder(frame.arrays)
        got = picture_of(decoder.value(frame.document))
        data: list[Any] = [Lines(more_points=True), Points(), Bars(), Horizontal(), Legend(same=True)]
        for part in (XAxis("rate", unit="Hz"), *data):
            found = fault_of([part], got, right)
            assert found is None or len("".join(found)) < 2000
        for part in (AxisLimits(), AxisScale(y="log"), Ticks("x"), Title("rate")):
            fault_of([part], got, right)


class Answering(socket.socket):
    """The grader's end of a wire whose other end answers whatever it is asked with these bytes, and closes."""

    far: socket.socket
    answer: bytes

    def send(self, data: Any, *_: Any) -> int:
        self.far.sendall(self.answer)
        self.far.close()
        return len(data)


class OneAnswer:
    """A host whose workers say hello, give one answer, and end."""

    required = layers = ()

    def __init__(self, answer: bytes) -> None:
        self._answer = answer

    def start(self, job: Job) -> WorkerProcess:
        near, far = socket.socketpair()
        far.sendall(pack_frame({"id": 0, "layers": []}))
        sock: Any = Answering(fileno=near.detach())
        sock.far, sock.answer = far, self._answer
        nothing = Path(os.devnull)
        return WorkerProcess(sock, os.getpid(), nothing, Scale(nothing, job.limits, alone=False))

    def await_end(self, _: WorkerProcess) -> None: ...

    def end(self, worker: Any) -> Ending:
        worker.sock.far.close()
        worker.sock.close()
        return Ending(1, 0.0)


def read_answer(data: bytes) -> None:
    host: Any = OneAnswer(as_frame(data))
    with Session(host, LIMITS, ["relu"], []) as session:
        troubles = session.run(Notebook((Cell(1, "x"),)))
        assert all(isinstance(text, str) for text in [*session.state.values(), *(one.words for one in troubles)])
    with Session(host, LIMITS, ["relu"], []) as session, suppress(WorkerLostError):
        one, other = session.call("relu", [(1.0,), (2.0, None)])
        assert array_bytes(*vars(one).values(), *vars(other).values()) <= len(data)
    with Session(host, LIMITS, ["relu"], []) as session, suppress(WorkerLostError):
        traces = session.trace("relu", [(1.0,), (2.0, None)])
        assert {type(part) for trace in traces for event in trace or () for part in vars(event).values()} <= {str, int}


class Echo:
    """Lends one function, and takes note of what it is asked with."""

    names = ("relu",)
    known = ()

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def lend(self, name: str, arguments: Any, keywords: dict[str, Any]) -> dict[str, Any]:
        self.asked += [name, *arguments, *keywords, *keywords.values()]
        return {"value": 0.0, "changed": [None] * len(arguments)}


def read_question(data: bytes) -> None:
    """What a worker asks, in a session that lends it a function."""
    host: Any = OneAnswer(as_frame(data))
    lender = Echo()
    beside = Session(host, LIMITS, ["relu"], [])
    with LendingSession(beside, lender) as session, suppress(WorkerLostError):
        session.call("relu", [(1.0,)])
    assert array_bytes(*lender.asked) <= len(data)
    assert lender.asked[:1] in ([], ["relu"])


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def as_file(data: bytes) -> bytes:
    """The bytes as they are; or, from ``zip:``, a name and a line end, the rest in a zip under that name."""
    name, _, rest = data.removeprefix(b"zip:").partition(b"\n")
    return zipped((name.decode("latin-1") or "a", rest)) if data.startswith(b"zip:") else data


def read_file(get: Callable[[], bytes]) -> None:
    words = "none"
    try:
        with mock.patch.multiple(notebook, MAX_BYTES=MB, MAX_PYTHON=MB >> 5):  # limits that a small input can pass
            found = notebook.read_notebook(get())
        assert sorted({cell.number for cell in found.cells}) == [cell.number for cell in found.cells]
        assert all(isinstance(cell.source, str) and cell.source.strip() for cell in found.cells)
        assert isinstance(found.assignment, str | None)
    except SubmissionError as error:
        words = str(error)
    assert words.isprintable(), words
    assert len(words) < 300, words[:300]


def read_class(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(as_file(data))
        file.flush()
        try:
            found = collect([Path(file.name)]).submissions
        except ConfigError:  # a damaged metadata file of an LMS's export
            return
        assert len({submission.id for submission in found}) == len(found)
        for name in (submission.id for submission in found):
            parts = PurePosixPath(name).parts or ("/",)
            assert (name.isprintable(), {"/", ".."} & set(parts)) == (True, set()), name
            assert max(len(part.encode()) for part in parts) < 230, "no file can be called so, with .html.part"
            assert len(name.encode()) < 3000, "no path can be so long"
        for submission in found[:3]:
            read_file(partial(read, submission))


def check(name: str, data: bytes) -> None:
    """Read these bytes, and fail if that takes too much memory or time, or raises what is not documented."""
    target, _, fixed = TARGETS[name]
    tracemalloc.start()
    tracemalloc.reset_peak()
    before, begin = tracemalloc.get_traced_memory()[0], time.thread_time()
    target(data)
    spent, taken = time.thread_time() - begin, tracemalloc.get_traced_memory()[1] - before
    assert taken <= fixed + 64 * len(data), f"{len(data)} bytes took {taken / MB:.1f} MB"
    assert spent <= CPU_S, f"{len(data)} bytes took {spent:.1f} s"


# --- what to begin with


def both_forms(document: Any, arrays: bytearray) -> list[bytes]:
    text = json.dumps(document).encode()
    return [text + b"\n" + arrays, framed(text, bytes(arrays))]


def value_seeds() -> list[bytes]:
    whole = [None, True, -7, 0.5, 1j, "é", b"\xff", [1, (2, "x")], {"a": [1.5], (1, 2): None}, object(), 10**400]
    whole += [{1, "a", (2, frozenset([3]))}, np.array([["a", "b"]]), np.array([[1], None], object)]
    arrays = [np.zeros(2, kind) for kind in ("?", "i1", "u2", "i4", "u8", "f2", "f4", "f8", "g", "c8", "c16", "G")]
    found = []
    for value in [*whole, *arrays, np.zeros((0, 3)), np.ones((2, 1, 3)), np.float32(3), [whole, arrays]]:
        found += both_forms(encode(value, data := bytearray()), data)
    return found


def answer_seeds() -> list[bytes]:
    data, error = bytearray(), {"error": ["ValueError", "no"]}
    changed = {"value": encode(np.ones(3), data), "changed": [encode(np.zeros((2, 2)), data)]}
    plain = {"value": encode({"a": (1, 2.5, "x")}, data), "changed": [None, None]}
    found = both_forms({"id": 1, "results": [changed, plain]}, data)
    others: list[Any] = [{"error": trouble, "state": {"relu": "function"}} for trouble in (None, ["E", "no", 3])]
    others += [{"error": None, "state": {"relu": "missing"}, "absent": [["module", "torch", ""]]}]
    others += [{"traces": [[["visit", "", "given", 3], ["call", "exp", "made", 3]], None]}, {"too_large": True}]
    subclass = {**error, "bases": ["ValueError", "Exception"]}
    for reply in (*others, {"results": [error, subclass]}):
        found += both_forms({"id": 1, **reply}, bytearray())
    return found


def question_seeds() -> list[bytes]:
    data, found = bytearray(), []
    asked = [encode(value, data) for value in (np.ones((2, 3)), -1.5, [1, "x"], {"tau": 10.0})]
    for arguments, keywords in ((asked, []), ([], [["v", asked[1]], ["cell", asked[3]]])):
        document = {"id": 1, "ask": "relu", "arguments": arguments, "keywords": keywords}
        found += both_forms(document, data if arguments else bytearray())
    return found


SMALL_NOTEBOOK = b'{"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code", "source": ["a = 1\\n", "b = 2"]}]}'
OLD_NOTEBOOK = b'{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": "a = 1"}]}]}'
PYTHON = [b"import a\n@f\ndef relu(n):\n    return n\nx = 1; y = 2\n", b"# %%\na = 1\n# In[3]:\nb = 2\n", b"def f(:\n"]
PYTHON += [b"!pip x\na = (\nb = 'c'\n@f\ndef g(n)\n", b"# <codecell>\na = 1\n# COMMAND ----------\nb = 2\n"]
NAMES = ["ada.ipynb", "b/ben.ipynb", "b/notes.txt", "../c.ipynb", "/d.ipynb", "__MACOSX/._ada.ipynb", "e/f.zip"]
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def notebook_seeds() -> list[bytes]:
    built = [path.read_bytes() for path in sorted(ROOT.glob("assignments/*/*.ipynb"))]
    zips = [zipped(("b/a.ipynb", SMALL_NOTEBOOK), ("b/c.py", b"x"), method=method) for method in METHODS]
    short = [b"zip:a.ipynb\n" + SMALL_NOTEBOOK, *(b"zip:a.py\n" + python for python in PYTHON)]
    return [*built, SMALL_NOTEBOOK, OLD_NOTEBOOK, *PYTHON, *zips, *short, b"<!doctype html>", b"\xef\xbb\xbf%PDF-1.7"]


def class_seeds() -> list[bytes]:
    return [zipped(*((name, SMALL_NOTEBOOK) for name in NAMES), method=method) for method in METHODS]


FIGURE: dict[str, Any] = {
    "lines": [{"x": [1.0, 2.0, 3.0], "y": [0.0, 1.0, 4.0], "label": "a"}],
    "points": [([1.0], [2.0], "b")],
    "bars": [{"at": [0.0, 1.0], "height": [3.0, 4.0], "label": "c"}],
    "horizontal": [0.0],
    "x_label": "rate (Hz)",
    "title": "rates",
    "y_scale": "log",
    "x_ticks": [[0.0, "soma"], [1.0, "axon"]],
    "legend": ["a", "b", "c"],
    "x_limits": [0.0, 4.0],
}


def figure_seeds() -> list[bytes]:
    told: list[Any] = [
        FIGURE,
        {**FIGURE, "lines": {"a": ([1.0], [2.0])}, "returned": "", "elsewhere": "plt's"},
        [1],
        None,
    ]
    found = []
    for value in told:
        found += both_forms(encode(value, data := bytearray()), data)
    return found


TARGETS: dict[str, tuple[Callable[[bytes], None], Callable[[], list[bytes]], int]] = {
    "value": (read_value, value_seeds, MB),
    "figure": (read_figure, figure_seeds, MB),
    "answer": (read_answer, answer_seeds, MB),
    "question": (read_question, question_seeds, MB),
    "notebook": (lambda data: read_file(partial(as_file, data)), notebook_seeds, 64 * MB),
    "intake": (read_class, class_seeds, 64 * MB),
}


# --- the fuzzer

CHILD = """import atheris, sys
with atheris.instrument_imports(include=["autograder", "zipfile"]):
    from tests.fuzz import fuzz
fuzz(sys.argv[1], sys.argv[2:])"""
STATISTICS = (r"number_of_executed_units: *(\d+)", r"average_exec_per_sec: *(\d+)", r" cov: (\d+) ")


def fuzz(name: str, options: list[str]) -> None:
    """Fuzz a target in this very process, which libFuzzer ends."""
    atheris: Any = importlib.import_module("atheris")
    in_use = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (in_use + ADDRESS_SPACE,) * 2)
    atheris.Setup([name, *options], lambda data: check(name, data))
    atheris.Fuzz()


def fuzzed(name: str, seconds: int, findings: Path) -> tuple[bool, str]:
    """Fuzz a target in a process of its own; whether it held, and a line about it."""
    seeds, words, log = TARGETS[name][1](), findings / f"{name}.words", findings / f"{name}.log"
    tokens = set(re.findall(rb'"\w+"|"<\w+"|PK..', b" ".join(seeds), re.DOTALL))
    words.write_text("".join('"\\x' + token.hex("x").replace("x", "\\x") + '"\n' for token in sorted(tokens)))
    options = [f"-max_total_time={seconds}", f"-timeout={WALL_S}", f"-max_len={LONGEST_INPUT}", f"-dict={words}"]
    options += ["-print_final_stats=1", f"-artifact_prefix={findings}/{name}-"]
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds):
            Path(corpus, str(number)).write_bytes(seed)
        command = [sys.executable, "-c", CHILD, name, *options, corpus]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", timeout=seconds + 99)
    log.write_text(done.stderr, encoding="utf-8")
    runs, pace, edges = ((re.findall(pattern, done.stderr) or ["?"])[-1] for pattern in STATISTICS)
    line = f"{name:9} {runs:>8} inputs, {pace:>5} a second, {edges:>4} edges covered, "
    for path in findings.glob(f"{name}-[!s]*"):  # a slow-unit is no finding: check() judges time
        return False, f"{line}FINDING; replay it: python -m tests.fuzz {name} {path}"
    return done.returncode == 0, line + (f"ended with {done.returncode}: {log}" if done.returncode else "no finding")


def main(first: str = "30", saved: str = "") -> int:
    if saved:
        check(first, Path(saved).read_bytes())
        return 0
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed, so nothing was fuzzed; get it (Linux): uv pip install 'atheris>=3.0'")
        return 2
    findings = Path(tempfile.mkdtemp(prefix="autograder-fuzz-"))
    with ThreadPoolExecutor(len(TARGETS)) as pool:
        held, lines = zip(*pool.map(lambda name: fuzzed(name, int(first), findings), TARGETS), strict=True)
    print(*lines, sep="\n")
    if not all(held):
        return 1
    shutil.rmtree(findings)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
