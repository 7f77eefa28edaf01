"""Start the zygote, ask it for workers, and hear how they ended."""

from __future__ import annotations

import json
import math
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.errors import KitError, SessionLostError
from autograder.sandbox.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from autograder.config import Limits

_HERE = Path(__file__).parent
_START_TIMEOUT_S = 120
_ANSWER_TIMEOUT_S = 60


@dataclass(frozen=True)
class Ending:
    """How a worker ended: its exit code (negative: the signal; None: nobody could tell), and its CPU time."""

    status: int | None
    cpu_s: float


@dataclass
class WorkerProcess:
    """A running worker: the wire to it, its pid, a handle that cannot be mistaken for another process, its folder."""

    sock: socket.socket
    pid: int
    handle: int
    scratch: Path


class ZygoteProcess:
    """The grader's end of one zygote, with the private user and the scratch folder of its workers."""

    def __init__(self, required: Sequence[str] = (), without: Sequence[str] = ()) -> None:
        """Start warming up.

        ``required`` names the layers without which no submission is run; ``without`` those to leave out, which only
        a knock-out run or a benchmark does.
        """
        self.required = tuple(required)
        self._without = list(without)
        self._slot = Slot()
        self._base = Path(tempfile.mkdtemp(prefix="autograder-"))
        self._base.chmod(0o711)
        self._home = self._base / "home"
        self._home.mkdir(mode=0o755)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the zygote
        self._start()

    def _start(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(_START_TIMEOUT_S)
        self._ready = False
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
                [sys.executable, "-S", "-s", str(_HERE / "zygote.py"), json.dumps(self._settings(theirs.fileno()))],
                env=_environment(self._home),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=[theirs.fileno()],
            )

    def _settings(self, control: int) -> dict[str, Any]:
        paths = sysconfig.get_paths()
        packages = list(dict.fromkeys([paths["purelib"], paths["platlib"]]))
        readable = [*packages, paths["stdlib"], paths["platstdlib"], str(Path(sys.base_prefix, "lib"))]
        return {
            "control": control,
            "packages": packages,
            "readable": list(dict.fromkeys(path for path in readable if Path(path).is_dir())),
            "base": str(self._base),
            "without": self._without,
        }

    def __enter__(self) -> ZygoteProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the zygote and its workers, and remove what they wrote."""
        self._stop()
        self._errors.close()
        _remove(self._base)
        self._slot.release()

    def _stop(self) -> None:
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def fork(self, questions: list[str], limits: Limits, cpu_s: float, public_files: list[Path]) -> WorkerProcess:
        """Start a worker in a scratch folder of its own; a zygote that has died is replaced first.

        ``cpu_s`` is what the submission may still use.

        Raises
        ------
        SessionLostError
            When the zygote does not answer.
        KitError
            When the zygote cannot start on this machine.
        """
        if self._process.poll() is not None and self._ready:
            self._stop()
            self._start()
        self._await_ready()
        scratch = self._lay_scratch(public_files)
        job = {
            "questions": questions,
            "limits": {
                "uid": None if "private_uid" in self._without else self._slot.uid,
                "scratch": str(scratch),
                "cpu_s": math.ceil(cpu_s) + 1,
                "memory_mb": limits.memory_mb,
                "file_mb": limits.file_mb,
            },
        }
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._control, [json.dumps(job).encode()], [theirs.fileno()])
            message, descriptors, _, _ = socket.recv_fds(self._control, 1 << 12, 1)
            pid = json.loads(message)["started"]
        except (OSError, ValueError, KeyError) as error:
            ours.close()
            self._process.kill()  # so that a late answer is not taken for the next one
            self._process.wait()
            _remove(scratch)
            raise SessionLostError("the zygote did not start a worker") from error
        return WorkerProcess(ours, pid, descriptors[0], scratch)

    def end(self, worker: WorkerProcess) -> Ending:
        """Kill a worker, wait until it is gone, remove its folder."""
        try:
            signal.pidfd_send_signal(worker.handle, signal.SIGKILL)
        except ProcessLookupError:
            pass
        finally:
            worker.sock.close()
            os.close(worker.handle)
        try:
            ending = Ending(**json.loads(self._control.recv(1 << 12)))
        except (OSError, ValueError, TypeError):
            ending = Ending(None, 0.0)
            self._process.kill()
            self._process.wait()
        _remove(worker.scratch)
        return ending

    def _await_ready(self) -> None:
        if self._ready:
            return
        try:
            answer = json.loads(self._control.recv(1 << 16))
        except (OSError, ValueError) as error:
            self._errors.seek(0)
            words = self._errors.read().decode(errors="replace").strip()
            raise KitError(f"The sandbox did not start.\n{words[-2000:]}") from error
        if "failed" in answer:
            raise KitError(f"The sandbox cannot start: {answer['failed']}.")
        self._control.settimeout(_ANSWER_TIMEOUT_S)
        self._ready = True

    def _lay_scratch(self, public_files: list[Path]) -> Path:
        scratch = Path(tempfile.mkdtemp(dir=self._base))
        for path in public_files:
            shutil.copy(path, scratch / path.name)
        if self._slot.uid is not None:
            for path in (scratch, *scratch.iterdir()):
                os.chown(path, self._slot.uid, self._slot.uid)
        return scratch


def _remove(folder: Path) -> None:
    """Remove a folder, however deeply student code has nested it."""
    try:
        shutil.rmtree(folder, ignore_errors=True)
    except RecursionError:
        subprocess.run(["/bin/rm", "-rf", "--", folder], check=False)  # noqa: S603 - a folder of our own making


def _environment(home: Path) -> dict[str, str]:
    """What the zygote may know. ``-I`` would ignore PYTHONHASHSEED; so we write the whole environment instead."""
    fonts = Path(sys.prefix, "var", "matplotlib")
    return {
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": str(fonts if os.access(fonts, os.R_OK) else home),
        "IPYTHONDIR": str(home),
        "HOME": str(home),
        "USER": "student",
        "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
    }
