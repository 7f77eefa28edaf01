"""A grader process beside a Dask worker, and the worker's end of the pipes to it.

It is started by exec, never forked from a worker, which has threads; it starts its zygote from its own main thread,
which lives as long as the zygote needs it to; and it ends when the pipe closes, so also when the worker is killed.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import IO

from autograder.errors import AutograderError, ConfigError
from autograder.grading import Grader
from autograder.kit import find_kit
from autograder.marking.suite import context_of, suites_of
from autograder.runs.cluster.rules import WorkerRules, unpacked
from autograder.sandbox.choose import host_for

_SERVE = "from autograder.runs.cluster.seat import serve; serve()"
_END_S = 10


class Seat:
    """One grader process, asked one submission at a time."""

    def __init__(self, rules: WorkerRules) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
            [sys.executable, "-c", _SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            encoding="ascii",
        )
        self._tell(json.dumps(asdict(rules)))

    def ask(self, request: str) -> str | None:
        """What the process answers to a packed submission; None when it has died."""
        assert self._process.stdout is not None, "the process answers"
        self._tell(request)
        with contextlib.suppress(ValueError):  # closed by another thread: then nobody waits for the answer
            return self._process.stdout.readline() or None
        return None

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None, "the process listens"
        with contextlib.suppress(OSError, ValueError):  # it has ended; who waits for its answer learns that
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()

    def close(self) -> None:
        """End the process, which clears up behind itself, whatever it is doing."""
        self._process.terminate()
        try:
            self._process.wait(timeout=_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]


def serve() -> None:
    """Grade the submissions that come over standard input, a line each, until it closes; a line each goes back."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # by the way on which everything is closed
    with os.fdopen(os.dup(1), "wb", buffering=0) as answers, contextlib.suppress(BrokenPipeError):
        os.dup2(2, 1)  # what tests print must not be taken for an answer
        try:
            rules = WorkerRules(**json.loads(sys.stdin.readline()))
            with _grader(rules) as grader, tempfile.TemporaryDirectory() as folder:
                for line in sys.stdin:
                    submission, data = unpacked(line, Path(folder, "submission"))
                    submission.path.write_bytes(data)
                    _answer(answers, grade=grader.grade(submission).to_json())
        except AutograderError as error:
            _answer(answers, refused=str(error), theirs=isinstance(error, ConfigError))


def _grader(rules: WorkerRules) -> Grader:
    kit = find_kit(Path(rules.kit))
    if context_of(kit) != rules.context:
        raise ConfigError(
            f"it has another version of the kit in {rules.kit} than this machine. Give both the same folder, or the "
            "same copy of it and the same autograder."
        )
    return Grader(kit.config.limits, suites_of(kit), host_for(sys.platform)(rules.required))


def _answer(answers: IO[bytes], **document: object) -> None:
    answers.write(json.dumps(document).encode() + b"\n")
