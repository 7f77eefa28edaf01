"""The instructor's end: submissions go out in a window, grades come back one by one."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import logging
import queue
import threading
import time
from collections import deque
from concurrent.futures import CancelledError
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from autograder.errors import ConfigError, KitError, SubmissionError
from autograder.grading import open_grade, ungraded
from autograder.lms.intake import read
from autograder.model import Grade
from autograder.runs.cluster.rules import WorkerRules, packed
from autograder.runs.cluster.saved import Saved, clear, prepare
from autograder.runs.cluster.worker import STOPPED, end_run, grade_one

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.model import Submission

_CONNECT_S, _GRACE_S = 15, 5
_LOOK_S = 5
_ANSWER_S = 60
_NO_WORKERS_S = 300
_PER_THREAD, _LEAST_UNDER_WAY = 4, 32


@dataclass(frozen=True)
class _Sent:
    """A submission under way; ``alone`` when nothing else was, so that whatever happens is its own doing."""

    submission: Submission
    saved: Saved
    future: Any
    alone: bool


class ClusterPool:
    """Grades many submissions on the workers of a Dask scheduler."""

    def __init__(self, address: str, rules: WorkerRules, submissions: Sequence[Submission]) -> None:
        self._address = address
        self._rules = rules
        self._waiting = deque(submissions)
        self._suspects: deque[Submission] = deque()
        self._under_way: dict[tuple[str, str], _Sent] = {}
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._run = f"autograder-{uuid4().hex}"
        self._window = _LEAST_UNDER_WAY
        self._look_at = self._workers_seen = 0.0

    def grades(self) -> Iterator[Grade]:
        """Grades as they come; asking for the next says that the last one is stored.

        Raises
        ------
        ConfigError
            When there is no scheduler or no worker, or a worker has another version of the kit.
        KitError
            When a worker cannot grade.
        """
        dask = _dask()
        folder = Path(self._rules.saved) if self._rules.saved else None
        if folder is not None:
            prepare(folder)
        # A notebook may have 32 MB, and Dask warns of more than 10.
        settings = importlib.import_module("dask.config").set(
            {"distributed.admin.large-graph-warning-threshold": "1GB"}
        )
        with settings, _quietly(), self._connected(dask) as client:
            self._workers_seen = time.monotonic()
            try:
                while self._waiting or self._suspects or self._under_way:
                    self._look(client)
                    yield from self._fill(client)
                    yield from self._settle(dask)
            finally:
                self._leave(client)
        if folder is not None:
            clear(folder)

    @contextlib.contextmanager
    def _connected(self, dask: Any) -> Iterator[Any]:
        try:
            client = _opened(dask, self._address)
        except (OSError, ValueError, RuntimeError, ImportError) as error:
            raise ConfigError(
                f"No Dask scheduler answers at {self._address} ({error!s:.200}). Check that it runs, that this machine "
                "can reach it, and that the address is the one it prints at its start (tcp://HOST:PORT)."
            ) from error
        with client:
            yield client

    def _look(self, client: Any) -> None:
        """See now and then whether the cluster is still there, and how much it takes at once."""
        now = time.monotonic()
        if now < self._look_at:
            return
        self._look_at = now + _LOOK_S
        try:
            threads = sum(client.nthreads().values())
        except (OSError, ValueError, RuntimeError) as error:
            raise self._gone() from error
        self._window = max(_PER_THREAD * threads, _LEAST_UNDER_WAY)
        if threads:
            self._workers_seen = now
        elif now > self._workers_seen + _NO_WORKERS_S:
            raise ConfigError(
                f"The Dask scheduler at {self._address} has had no worker for {_NO_WORKERS_S} s. Start workers (dask "
                "worker), and run the same command again: it goes on where it was."
            )

    def _gone(self) -> ConfigError:
        return ConfigError(
            f"The Dask scheduler at {self._address} is gone. What it had graded is kept: start it, and run the same "
            "command again."
        )

    def _fill(self, client: Any) -> Iterator[Grade]:
        """Send what fits into the window; a submission that cannot be read has its grade here and now."""
        while self._waiting and len(self._under_way) < self._window:
            submission = self._waiting.popleft()
            try:
                self._send(client, submission, alone=False)
            except SubmissionError as error:
                yield ungraded(submission, b"", error)
        if self._suspects and not self._under_way:
            self._send(client, self._suspects.popleft(), alone=True)

    def _send(self, client: Any, submission: Submission, *, alone: bool) -> None:
        request = packed(submission, read(submission))
        # The scheduler counts as one group what has such a key, and then gives a worker no more than it works on.
        key = (self._run, uuid4().hex)
        future = client.submit(grade_one, self._run, self._rules, request, key=key, pure=False)
        self._under_way[key] = _Sent(submission, Saved(self._rules, request), future, alone)
        future.add_done_callback(self._done.put)

    def _settle(self, dask: Any) -> Iterator[Grade]:
        """Take one answer, if one comes before it is time to look around."""
        try:
            future = self._done.get(timeout=_LOOK_S)
        except queue.Empty:
            return
        sent = self._under_way.pop(future.key)
        grade = self._answer(dask, sent)
        if grade is None:
            self._suspects.append(sent.submission)
            return
        yield grade
        sent.saved.forget()

    def _answer(self, dask: Any, sent: _Sent) -> Grade | None:
        """The grade that came back; None for a submission that may have stopped workers, or only have been near."""
        try:
            failure = sent.future.exception(timeout=_ANSWER_S)
            answer = "" if failure else sent.future.result(timeout=_ANSWER_S)
        except (CancelledError, OSError, TimeoutError, asyncio.TimeoutError) as error:
            raise self._gone() from error
        finally:
            sent.future.release()
        if isinstance(failure, dask.KilledWorker):
            return open_grade(sent.submission, STOPPED) if sent.alone else None
        if failure:
            raise ConfigError(
                f"The cluster at {self._address} cannot run the kit ({failure!r:.300}). The scheduler and each worker "
                "need the same autograder, installed with its extra: autograder[cluster]."
            ) from failure
        return _grade(json.loads(answer))

    def _leave(self, client: Any) -> None:
        """Take back what is still under way, and end this run's grader processes."""
        with contextlib.suppress(OSError, ValueError, RuntimeError, CancelledError):
            client.cancel([sent.future for sent in self._under_way.values()])
            client.run(end_run, self._run, on_error="ignore")
        self._under_way.clear()


def _dask() -> Any:
    """Dask, which only grading on a cluster needs."""
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise ConfigError("Grading on a cluster needs Dask; install autograder[cluster].") from error


def _opened(dask: Any, address: str) -> Any:
    """A client of the scheduler; in a thread, because Dask waits for ever where something listens and says nothing.

    Raises
    ------
    OSError, ValueError, RuntimeError, ImportError
        When there is none in time.
    """
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def connect() -> None:
        try:
            answers.put(dask.Client(address, timeout=_CONNECT_S, set_as_default=False, name="autograder"))
        except (OSError, ValueError, RuntimeError, ImportError) as error:
            answers.put(error)

    threading.Thread(target=connect, daemon=True).start()
    try:
        answer = answers.get(timeout=_CONNECT_S + _GRACE_S)
    except queue.Empty:
        raise OSError("something listens there, and is no scheduler") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """Keep Dask's client from writing its own account, with a traceback, of what is raised in words here."""
    log = logging.getLogger("distributed.client")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


def _grade(answer: dict[str, Any]) -> Grade:
    if "grade" in answer:
        return Grade.from_json(answer["grade"])
    raise (ConfigError if answer["theirs"] else KitError)(answer["refused"])
