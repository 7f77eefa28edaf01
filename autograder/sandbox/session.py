"""The session: one submission in its sandbox, as the grader sees it.

A request is answered in time, or the worker is killed and the loss is said in words. The next request forks a new
worker, which replays the cells without the one that killed the last. Limits are of the worker's own clock, so that a
busy machine changes nothing: loops are ended by what they compute, sleepers by what they wait for of their own doing.
All of it is charged to one budget of the submission.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.errors import KitError, SessionLostError, WorkerLostError
from autograder.model import Notebook
from autograder.model.isolation import refusal
from autograder.sandbox import wire
from autograder.sandbox.budget import Budget
from autograder.sandbox.host import Ending, Job
from autograder.sandbox.replies import read_absences, read_cell, read_evidence, read_traces
from autograder.sandbox.requests import encode_call
from autograder.sandbox.watch import Watch
from autograder.vocabulary import all_arguments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from autograder.config import Limits
    from autograder.model import Absence, Evidence, Trace
    from autograder.sandbox.host import Host, WorkerProcess
    from autograder.vocabulary import Inputs

_TICK_S = 0.02  # of wall time between two looks at what a request costs
_MOST_DEAD_CELLS = 30  # each costs a new process; nobody has so many by mistake
_LONGEST_CELL = 2_000_000  # characters: it fits in a frame however it is written
_SIGKILL, _SIGXCPU = -9, -24


@dataclass(frozen=True)
class Trouble:
    """A cell that stopped with an error, or that ended its worker."""

    cell: int
    words: str


class Session:
    """Runs a notebook's cells and calls its functions, in a worker of its own."""

    def __init__(self, host: Host, limits: Limits, questions: list[str], public_files: list[Path]) -> None:
        self._host = host
        self._limits = limits
        self._questions = questions
        self._public_files = public_files
        self._worker: WorkerProcess | None = None
        self._reader: wire.FrameReader
        self._request = 0
        self.notebook = Notebook(())
        self._dead: dict[int, str] = {}
        self._used_s: dict[int, float] = {}
        self._budget = Budget(limits.submission_cpu_s, limits.wall_factor)
        self._watch: Watch | None = None
        self._charged_s = 0.0  # to the worker at hand, of what it has used
        self._kills = 0
        self._lends: list[str] = []
        self.uses: dict[str, tuple[str, ...]] = {}
        self.valued: frozenset[str] = frozenset()  # what is answered by a plain value: its name is no function's
        self.drawn: frozenset[str] = frozenset()  # what draws: it is asked with data alone, for what is on its axes
        self.layers: tuple[str, ...] = ()
        self.state: dict[str, str] = dict.fromkeys(questions, "missing")
        self.absent: tuple[Absence, ...] = ()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.drop_worker()

    def drop_worker(self) -> None:
        """Let go of the worker; the next request gets a fresh one."""
        self._end()

    def _end(self) -> Ending:
        if self._worker is None:
            return Ending(0, 0.0)
        worker, self._worker = self._worker, None
        ending = self._host.end(worker)
        self._charge()
        self._budget.charge(max(0.0, ending.cpu_s - self._charged_s))  # what was too short to be seen while it ran
        self._charged_s = 0.0
        return ending

    def run(self, notebook: Notebook) -> list[Trouble]:
        """Run the notebook's cells; those that stopped, in order."""
        self.notebook = notebook
        return self._replay()

    def call(self, question: str, calls: Sequence[Inputs]) -> list[Evidence]:
        """Call the student's function once for each case.

        Raises
        ------
        WorkerLostError
            When a call ran too long, said too much, or ended its process.
        SessionLostError
            When the grader could not get an answer.
        """
        frame = self._ask_about("call", question, calls)
        try:
            return read_evidence(frame, [len(all_arguments(case)) for case in calls])
        except (wire.WireError, RecursionError) as error:
            self.drop_worker()
            raise WorkerLostError(f"its answer could not be read: {error}") from error

    def trace(self, question: str, calls: Sequence[Inputs]) -> list[Trace | None]:
        """What the student's function does to its arrays, by its own process's word.

        Raises
        ------
        WorkerLostError, SessionLostError
            As for a call.
        """
        frame = self._ask_about("trace", question, calls)
        try:
            return read_traces(frame.document.get("traces"), len(calls))
        except wire.WireError as error:
            self.drop_worker()
            raise WorkerLostError(f"its answer could not be read: {error}") from error

    def _ask_about(self, operation: str, question: str, calls: Sequence[Inputs]) -> wire.Frame:
        if self._worker is None:
            self._replay()
        arrays = bytearray()
        encoded = [encode_call(case, arrays) for case in calls]
        request: dict[str, Any] = {"op": operation, "name": question, "calls": encoded}
        if uses := self.uses.get(question):
            request["uses"] = list(uses)
        if question in self.valued:
            request["answer"] = "value"
        if question in self.drawn:
            request["answer"] = "figure"
        return self._ask(request, bytes(arrays), self._limits.call_cpu_s)

    def _replay(self) -> list[Trouble]:
        """Run every cell that has not killed a worker, from the first, in a fresh worker."""
        while True:
            self.start()
            troubles = self._run_cells()
            if troubles is not None:
                lost = [Trouble(number, words) for number, words in self._dead.items()]
                return sorted([*troubles, *lost], key=lambda trouble: trouble.cell)

    def _run_cells(self) -> list[Trouble] | None:
        """Run the living cells; None when one of them has killed the worker."""
        troubles = []
        for cell in self.notebook.cells:
            if cell.number in self._dead:
                continue
            if len(cell.source) > _LONGEST_CELL:
                troubles.append(Trouble(cell.number, f"was not run: it is longer than {_LONGEST_CELL} characters"))
                continue
            if words := self._reason_to_skip(cell.number):
                self._dead[cell.number] = words
                continue
            before = self._budget.spent_s
            try:
                asked = {"op": "cell", "number": cell.number, "source": cell.source}
                frame = self._ask(asked, b"", self._limits.cell_cpu_s)
                words = self._note_cell(frame.document)
                self._used_s[cell.number] = self._budget.spent_s - before
            except WorkerLostError as loss:
                self._dead[cell.number] = str(loss)
                return None
            if words:
                troubles.append(Trouble(cell.number, words))
        return troubles

    def _reason_to_skip(self, number: int) -> str:
        if len(self._dead) >= _MOST_DEAD_CELLS:
            return "was not run: too many cells before it had to be stopped"
        if self._budget.is_too_slow(self._used_s.get(number, 0.0), self._limits.cell_cpu_s):
            return f"was not run again: the notebook has used too much of its {self._limits.submission_cpu_s:g} s"
        return ""

    def _note_cell(self, document: dict[str, Any]) -> str:
        try:
            self.state, words = read_cell(document, self._questions)
            self.absent = read_absences(document.get("absent", []))
        except wire.WireError as error:
            self.drop_worker()
            raise WorkerLostError("its answer could not be read") from error
        return words

    def start(self) -> None:
        """Get a fresh worker."""
        self._end()
        notebook = self.notebook
        left_s = self._budget.left_s
        given = (notebook.renamed, notebook.modules, self._lends)
        job = Job(self._questions, self._limits, left_s, self._public_files, *given)
        self._worker = self._host.start(job)
        self._worker.sock.settimeout(_TICK_S)
        self._reader = wire.FrameReader(self._worker.sock, self._limits.output_kb << 10)
        self._request = 0
        try:
            hello = self._exchange(b"", self._limits.cell_cpu_s).document
        except WorkerLostError as loss:
            raise SessionLostError(f"a worker could not start: it {loss}") from loss
        self.layers = (*self._host.layers, *(str(layer) for layer in hello["layers"]))
        if missing := [layer for layer in self._host.required if layer not in self.layers]:
            self.drop_worker()
            raise KitError(refusal(missing))

    def _ask(self, request: dict[str, Any], arrays: bytes, cpu_s: float) -> wire.Frame:
        if not self._budget.left_s:
            raise WorkerLostError(f"was not run: the notebook has used up its {self._limits.submission_cpu_s:g} s")
        self._request += 1
        frame = self._exchange(wire.pack_frame({"id": self._request, **request}, arrays), cpu_s)
        if frame.document.get("too_large"):
            raise WorkerLostError("its answer is too large")
        return frame

    def _exchange(self, outgoing: bytes, cpu_s: float) -> wire.Frame:
        """Send a request, and wait for its answer as long as the limits allow."""
        assert self._worker is not None, "a request needs a worker"
        watch = self._watch = Watch(self._worker, self._budget.allowance(cpu_s))
        try:
            frame = self._answer(watch, outgoing)
            while reply := self._reply_to(frame):
                frame = self._answer(watch, reply)
            return frame
        finally:
            self._charge()

    def _reply_to(self, frame: wire.Frame) -> bytes:  # noqa: ARG002 - for a session that lends
        """Nothing: what a worker says is its answer."""
        return b""

    def _charge(self) -> None:
        """Charge what the request under way has cost; once."""
        if self._watch is not None:
            self._budget.charge(self._watch.own_s)
            self._charged_s += self._watch.own_s
            self._watch = None

    def _answer(self, watch: Watch, outgoing: bytes) -> wire.Frame:
        assert self._worker is not None, "a request needs a worker"
        unsent = memoryview(outgoing)
        while True:
            frame = None
            try:
                if unsent:
                    unsent = unsent[self._worker.sock.send(unsent) :]
                else:
                    frame = self._reader.read_some()
            except TimeoutError:
                pass  # a tick has passed
            except (EOFError, OSError):
                raise self._lose() from None
            except wire.WireError as error:
                self.drop_worker()
                raise WorkerLostError(f"its answer could not be read: {error}") from error
            words = watch.verdict() if frame is None else self._worker.scale.words()
            if frame is not None and not words:
                return self._checked(frame)
            if words:
                self.drop_worker()
                raise WorkerLostError(words)

    def _checked(self, frame: wire.Frame) -> wire.Frame:
        if not isinstance(frame.document, dict) or frame.document.get("id") != self._request:
            self.drop_worker()
            raise WorkerLostError("its answer could not be read: an answer came that nobody asked for")
        return frame

    def _lose(self) -> WorkerLostError | SessionLostError:
        """Say how a worker ended that has closed its wire.

        A kill from outside is at first nobody's fault; when it happens again, the notebook does it itself.
        """
        assert self._worker is not None, "a loss needs a worker"
        self._host.await_end(self._worker)
        status = self._end().status
        if status is None:
            return SessionLostError("the sandbox has stopped")
        if status == _SIGXCPU or not self._budget.left_s:
            return WorkerLostError(f"used up the {self._limits.submission_cpu_s:g} s of a whole notebook")
        if status == _SIGKILL:
            self._kills += 1
            return (
                SessionLostError("its process was killed") if self._kills == 1 else WorkerLostError("kills its process")
            )
        if status < 0:
            return WorkerLostError(f"crashed its process (signal {-status})")
        return WorkerLostError(f"ended its process (exit code {status}); is there an exit in it?")
