"""The session: one submission in its sandbox, as the grader sees it.

A request is answered in time, or the worker is killed and the loss is said in words. The next request forks a new
worker, which replays the cells without the one that killed the last. Limits are CPU time. Wall time is a
backstop: a worker that slept through it has failed; one that had no chance to run makes the answer unknown.
"""

from __future__ import annotations

import selectors
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.errors import KitError, SessionLostError, WorkerLostError
from autograder.isolation import refusal
from autograder.model import Notebook
from autograder.sandbox import wire
from autograder.sandbox.host import Ending, Job
from autograder.sandbox.replies import is_error, read_absences, read_evidence, read_traces
from autograder.sandbox.watch import Watch

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from autograder.config import Limits
    from autograder.model import Absence, Evidence, Trace
    from autograder.sandbox.host import Host, WorkerProcess

_TICK_S = 0.02
_MOST_DEAD_CELLS = 10
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
        self._notebook = Notebook(())
        self._dead: dict[int, str] = {}
        self._cpu_spent = 0.0
        self._kills = 0
        self.layers: tuple[str, ...] = ()
        self.state: dict[str, str] = dict.fromkeys(questions, "missing")
        self.absent: tuple[Absence, ...] = ()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.restart()

    def restart(self) -> None:
        """Let go of the worker; the next request gets a fresh one."""
        self._end()

    def _stop(self, limit_cpu_s: float) -> None:
        """End a worker that was over a limit. It pays that limit at least: sleeping is no cheaper than computing."""
        least = self._cpu_spent + limit_cpu_s
        self.restart()
        self._cpu_spent = max(self._cpu_spent, least)

    def _end(self) -> Ending:
        if self._worker is None:
            return Ending(0, 0.0)
        worker, self._worker = self._worker, None
        ending = self._host.end(worker)
        self._cpu_spent += ending.cpu_s
        return ending

    def run(self, notebook: Notebook) -> list[Trouble]:
        """Run the notebook's cells; those that stopped, in order."""
        self._notebook = notebook
        return self._replay()

    def call(self, question: str, calls: list[tuple[Any, ...]]) -> list[Evidence]:
        """Call the student's function once for each tuple of arguments.

        Raises
        ------
        WorkerLostError
            When a call ran too long, said too much, or ended its process.
        SessionLostError
            When the grader could not get an answer.
        """
        frame = self._ask_about("call", question, calls)
        try:
            return read_evidence(frame, [len(arguments) for arguments in calls])
        except (wire.WireError, RecursionError) as error:
            self.restart()
            raise WorkerLostError(f"its answer could not be read: {error}") from error

    def trace(self, question: str, calls: list[tuple[Any, ...]]) -> list[Trace | None]:
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
            self.restart()
            raise WorkerLostError(f"its answer could not be read: {error}") from error

    def _ask_about(self, operation: str, question: str, calls: list[tuple[Any, ...]]) -> wire.Frame:
        if self._worker is None:
            self._replay()
        arrays = bytearray()
        encoded = [[wire.encode(argument, arrays) for argument in arguments] for arguments in calls]
        request = {"op": operation, "name": question, "calls": encoded}
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
        for cell in self._notebook.cells:
            if cell.number in self._dead:
                continue
            if len(self._dead) >= _MOST_DEAD_CELLS:
                self._dead[cell.number] = "was not run: too many cells before it had to be stopped"
                continue
            try:
                frame = self._ask({"op": "cell", "source": cell.source}, b"", self._limits.cell_cpu_s)
                words = self._note_cell(frame.document)
            except WorkerLostError as loss:
                self._dead[cell.number] = str(loss)
                return None
            if words:
                troubles.append(Trouble(cell.number, words))
        return troubles

    def _note_cell(self, document: dict[str, Any]) -> str:
        error: Any = document.get("error")
        state: Any = document.get("state")
        known = isinstance(state, dict) and all(isinstance(state.get(name), str) for name in self._questions)
        absent = read_absences(document.get("absent", []))
        if not known or absent is None or not (error is None or is_error(error, 3)):
            self.restart()
            raise WorkerLostError("its answer could not be read")
        self.state = {name: state[name] for name in self._questions}
        self.absent = absent
        if error is None:
            return ""
        kind, message, line = error
        return f"stopped with {kind}: {message}" + (f" (line {line})" if line else "")

    def start(self) -> None:
        """Get a fresh worker."""
        self._end()
        left = max(0.0, self._limits.submission_cpu_s - self._cpu_spent)
        notebook = self._notebook
        job = Job(self._questions, self._limits, left, self._public_files, notebook.renamed, notebook.modules)
        self._worker = self._host.start(job)
        self._worker.sock.settimeout(0)
        self._reader = wire.FrameReader(self._worker.sock, self._limits.output_kb << 10)
        self._request = 0
        try:
            hello = self._exchange(b"", self._limits.cell_cpu_s).document
        except WorkerLostError as loss:
            raise SessionLostError(f"a worker could not start: it {loss}") from loss
        self.layers = (*self._host.layers, *(str(layer) for layer in hello["layers"]))
        if missing := [layer for layer in self._host.required if layer not in self.layers]:
            self.restart()
            raise KitError(refusal(missing))

    def _ask(self, request: dict[str, Any], arrays: bytes, cpu_s: float) -> wire.Frame:
        if self._cpu_spent > self._limits.submission_cpu_s:
            raise WorkerLostError(f"was not run: the notebook has used its {self._limits.submission_cpu_s:g} s")
        self._request += 1
        frame = self._exchange(wire.pack_frame({"id": self._request, **request}, arrays), cpu_s)
        if frame.document.get("too_large"):
            raise WorkerLostError("its answer is too large")
        return frame

    def _exchange(self, outgoing: bytes, cpu_s: float) -> wire.Frame:
        """Send a request, and wait for its answer as long as the limits allow."""
        assert self._worker is not None, "a request needs a worker"
        watch = Watch(self._worker, cpu_s, self._limits)
        unsent = memoryview(outgoing)
        with selectors.DefaultSelector() as selector:
            selector.register(self._worker.sock, selectors.EVENT_READ)
            while True:
                selector.modify(self._worker.sock, selectors.EVENT_READ | (selectors.EVENT_WRITE if unsent else 0))
                ready = sum(mask for _, mask in selector.select(_TICK_S))
                if ready & selectors.EVENT_WRITE:
                    unsent = unsent[self._send(unsent) :]
                frame = self._receive() if ready & selectors.EVENT_READ else None
                if frame is not None:
                    return self._checked(frame)
                if words := watch.verdict():
                    self._stop(cpu_s)
                    raise WorkerLostError(words)

    def _send(self, unsent: memoryview) -> int:
        assert self._worker is not None, "a request needs a worker"
        try:
            return self._worker.sock.send(unsent)
        except OSError:
            raise self._lose() from None

    def _receive(self) -> wire.Frame | None:
        try:
            return self._reader.read_some()
        except (EOFError, OSError):
            raise self._lose() from None
        except wire.WireError as error:
            self.restart()
            raise WorkerLostError(f"its answer could not be read: {error}") from error

    def _checked(self, frame: wire.Frame) -> wire.Frame:
        if not isinstance(frame.document, dict) or frame.document.get("id") != self._request:
            self.restart()
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
        if status == _SIGXCPU or self._cpu_spent > self._limits.submission_cpu_s:
            return WorkerLostError(f"used more than the {self._limits.submission_cpu_s:g} s of a whole notebook")
        if status == _SIGKILL:
            self._kills += 1
            return (
                SessionLostError("its process was killed") if self._kills == 1 else WorkerLostError("kills its process")
            )
        if status < 0:
            return WorkerLostError(f"crashed its process (signal {-status})")
        return WorkerLostError(f"ended its process (exit code {status}); is there an exit in it?")
