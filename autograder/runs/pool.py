"""Graders side by side: one process each, with its own zygote and private user.

A grader that dies costs what it was doing: the submission is given to another once, and if that one dies too its
marks stay open. Grades travel as JSON text.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import multiprocessing
import signal
import sys
import tempfile
import threading
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from autograder.errors import KitError
from autograder.grading import open_grade
from autograder.model import Grade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from autograder.grading import Grader
    from autograder.model import Submission

_MOST_TRIES = 2
_FULL = {errno.ENOSPC, errno.EDQUOT}
_USED_UP = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN}  # whatever is graded next meets the same
_KEPT = "What was graded before is kept;"
_STOPPED_TWICE = "The grader itself stopped twice on this submission. Its marks are open; please tell the kit's makers."


@dataclass
class _Seat:
    """One grader process, the wire to it, and what it is doing."""

    process: BaseProcess
    wire: Connection
    doing: int | None = None


class Pool:
    """Grades many submissions on several processes."""

    def __init__(self, make_grader: Callable[[], Grader], submissions: Sequence[Submission], workers: int) -> None:
        self._make_grader = make_grader
        self._submissions = submissions
        self._workers = min(workers, len(submissions))
        self._seats: list[_Seat] = []

    def grades(self) -> Iterator[Grade]:
        """Grades as they come; the order is that of completion."""
        waiting = deque(range(len(self._submissions)))
        tries = [0] * len(self._submissions)
        try:
            for _ in range(self._workers):
                self._seat()
            while waiting or any(seat.doing is not None for seat in self._seats):
                for seat in [seat for seat in self._seats if seat.doing is None][: len(waiting)]:
                    if self._hand(seat, waiting[0]):
                        tries[waiting.popleft()] += 1
                for seat in self._ready():
                    number = seat.doing
                    assert number is not None, "a seat that answers was asked"
                    grade = self._take(seat)
                    if grade is not None:
                        yield grade
                    elif tries[number] < _MOST_TRIES:
                        waiting.append(number)
                    else:
                        yield open_grade(self._submissions[number], _STOPPED_TWICE)
        finally:
            self._close()

    def _hand(self, seat: _Seat, number: int) -> bool:
        """Give a submission to an idle process; whether it was there to take it."""
        try:
            seat.wire.send_bytes(str(number).encode())
        except OSError:
            self._take(seat)  # it has ended: hear what it said before, and seat another
            return False
        seat.doing = number
        return True

    def _replace(self, seat: _Seat) -> None:
        self._seats.remove(seat)
        seat.wire.close()
        seat.process.join()
        self._seat()

    def _seat(self) -> None:
        forks = sys.platform == "linux"
        context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        ours, theirs = context.Pipe()
        inherited = [*(seat.wire for seat in self._seats), ours] if forks else []
        process = context.Process(target=_serve, args=(theirs, inherited, self._make_grader, self._submissions))
        with _undisturbed():
            process.start()
        theirs.close()
        self._seats.append(_Seat(process, ours))

    def _ready(self) -> list[_Seat]:
        busy = [seat for seat in self._seats if seat.doing is not None]
        ready = wait([seat.wire for seat in busy]) if busy else []
        return [seat for seat in busy if seat.wire in ready]

    def _take(self, seat: _Seat) -> Grade | None:
        """Grade that a process has sent; None when it has died, and then another takes its seat."""
        seat.doing = None
        try:
            answer = seat.wire.recv_bytes()
        except (EOFError, OSError):
            self._replace(seat)
            return None
        if answer.startswith(b"!"):
            raise KitError(answer[1:].decode())
        return Grade.from_json(answer.decode())

    def _close(self) -> None:
        for seat in self._seats:
            seat.wire.close()
        for seat in self._seats:
            seat.process.join(timeout=10)
            if seat.process.is_alive():
                seat.process.kill()


def _serve(
    own: Connection,
    inherited: list[Connection],
    make_grader: Callable[[], Grader],
    submissions: Sequence[Submission],
) -> None:
    """Grade the submissions whose numbers come over the wire, until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what others have left behind is not cleared away here, where its farewell would disturb
    for other in inherited:
        other.close()
    grader = None
    try:
        with make_grader() as grader:
            while True:
                number = int(own.recv_bytes())
                own.send_bytes(grader.grade(submissions[number]).to_json().encode())
    except (EOFError, ConnectionError):
        return  # nobody waits for a grade any more
    except KitError as error:
        _complain(own, str(error))
    except OSError as error:
        if error.errno in _FULL:
            folder = tempfile.gettempdir()
            words = f"The folder for temporary files, {folder}, is full. {_KEPT} make room or set TMPDIR, then"
        elif grader is None or error.errno in _USED_UP:
            words = f"This machine could not go on ({error}). {_KEPT} see to that, then"
        else:
            raise SystemExit(f"A grader process has ended ({error}).") from None  # another one tries again
        _complain(own, f"{words} run the same command again.")


def _complain(own: Connection, words: str) -> None:
    with contextlib.suppress(OSError):  # another process may have said so first
        own.send_bytes(b"!" + words.encode())


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait: a fork takes over how this process answers it, until it has said that it ignores it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    stopped: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: stopped.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if stopped:
            signal.raise_signal(signal.SIGINT)
