"""What runs in a Dask worker: one task a submission, on grader processes that are kept until the run ends."""

from __future__ import annotations

import asyncio
import importlib
import json
import threading
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.grading import open_grade
from autograder.runs.cluster.rules import unpacked
from autograder.runs.cluster.saved import MOST_TRIES, Saved
from autograder.runs.cluster.seat import Seat

if TYPE_CHECKING:
    from autograder.runs.cluster.rules import WorkerRules

STOPPED = "Every grader that took this submission stopped. Its marks are open; please tell the kit's makers."


class _Seats:
    """The grader processes of this worker, by run; a run that has ended gets no new one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: dict[str, list[Seat]] = defaultdict(list)
        self._busy: dict[str, list[Seat]] = defaultdict(list)
        self._over: set[str] = set()

    def take(self, run: str, rules: WorkerRules) -> Seat | None:
        """A seat for one submission; None when the run has ended."""
        with self._lock:
            if run in self._over:
                return None
            seat = self._idle[run].pop() if self._idle[run] else Seat(rules)
            self._busy[run].append(seat)
            return seat

    def give_back(self, run: str, seat: Seat, *, works: bool) -> None:
        """Keep a seat for the next submission, or close it if it does not work any more."""
        with self._lock:
            if run in self._over:
                return  # who ended the run closes its seats
            self._busy[run].remove(seat)
            if works:
                self._idle[run].append(seat)
        if not works:
            seat.close()

    def end(self, run: str) -> list[Seat]:
        """End a run; the seats that are to be closed."""
        with self._lock:
            self._over.add(run)
            return self._idle.pop(run, []) + self._busy.pop(run, [])


_SEATS = _Seats()


def grade_one(run: str, rules: WorkerRules, request: str) -> str:
    """Grade a packed submission, unless its grade is saved already; a JSON text of a grade, or of a refusal."""
    saved = Saved(rules, request)
    if (text := saved.find()) is not None:
        return json.dumps({"grade": text})
    if not saved.begin():
        return _stopped(request)
    try:
        answer = _asked(run, rules, request)
        document = json.loads(answer)
        if "grade" in document:
            saved.keep(document["grade"])
    finally:
        saved.end()
    if "grade" not in document:
        address = importlib.import_module("distributed").get_worker().address
        return json.dumps({**document, "refused": f"Worker {address} refuses: {document['refused']}"})
    return answer


def _asked(run: str, rules: WorkerRules, request: str) -> str:
    """What a grader process answers; one that dies is replaced once."""
    for _ in range(MOST_TRIES):
        seat = _SEATS.take(run, rules)
        if seat is None:
            break
        answer = seat.ask(request)
        _SEATS.give_back(run, seat, works=answer is not None)
        if answer is not None:
            return answer
    return _stopped(request)


def _stopped(request: str) -> str:
    submission, _ = unpacked(request, Path())
    return json.dumps({"grade": open_grade(submission, STOPPED).to_json()})


async def end_run(run: str) -> None:
    """Close the grader processes of a run, busy or not."""
    await asyncio.gather(*(asyncio.to_thread(seat.close) for seat in _SEATS.end(run)))
