"""The steps taken in a process of its own, which may loop, crash, exit or flood, and takes nobody with it.

It says what it begins and what it found. Where it ends in the middle of a step, that is what was found there, and
another process goes on behind it.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import importlib
import json
import multiprocessing
import os
import signal
import sys
import warnings
from dataclasses import asdict, replace
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

import psutil

from autograder.errors import ConfigError
from autograder.marking.kept import Kept
from autograder.marking.sound.fault import Fault
from autograder.marking.sound.steps import of_answers, try_all
from autograder.vocabulary import TERM_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

    from autograder.kit import Assignment, Kit
    from autograder.marking.sound.fault import Part

_WAITS = 10  # seconds asleep, which no file that judges has a reason to be: a busy machine lets nobody sleep
_ALONE_S = 600  # of wall time, for a process that nobody watches any more
_MEMORY_MB = 2048  # beside what the process has: a tenth of it is plenty
_ENDS = {  # by names, since Windows has not all of these
    "SIGPROF": "did not come to an end within {cpu_s:g} s of CPU time",
    "SIGTERM": f"waited for something for {_WAITS} s",
    "SIGKILL": "was killed, perhaps for want of memory",
}
_NOTHING_WRONG = "nothing is wrong"
_known: dict[tuple[object, ...], list[Fault]] = {}


def faults_of(kit: Kit, assignment: Assignment, *, anew: bool = False) -> list[Fault]:
    """All that is wrong with what judges an assignment, but not in what the configuration calls void.

    It is tried once in the life of a process, and again when a file of the assignment is another. That nothing was
    wrong is kept for later processes, unless they ask ``anew``: a package that is gone by then is missed where a test
    file is loaded.
    """
    cpu_s = max(1.0, kit.config.limits.cell_cpu_s)
    asked = (assignment.name, *assignment.points, *assignment.forms, kit.config.term, cpu_s)
    key = (assignment.root, *asked, *map(_stamp, assignment.judging))
    if key not in _known:
        kept = Kept.of(assignment, "sound", repr(asked), (*assignment.judging, *assignment.public_data))
        if not anew and kept.read() == _NOTHING_WRONG:
            return []
        _known[key] = _tried(assignment, kit.config.term, cpu_s)
        if not _known[key]:
            kept.write(_NOTHING_WRONG)
    return [fault for fault in _known[key] if not _is_void(fault, assignment.void)]


def all_faults_of(kit: Kit, assignment: Assignment) -> list[Fault]:
    """The same, with what is wrong in those known answers that only ``autograder prove`` reads."""
    found = faults_of(kit, assignment, anew=True)
    if not any(fault.part == "mistakes" for fault in found):
        found += of_answers(assignment, "answers")
    return found


def require_sound(kit: Kit, assignment: Assignment, undone: str, but: Part | None = None) -> list[Fault]:
    """Refuse to go on with an assignment that could judge nobody; what is wrong in one part is given back.

    Raises
    ------
    ConfigError
        Naming all else that is wrong with it, and what was not done.
    """
    found = faults_of(kit, assignment, anew=True)
    if faults := [fault for fault in found if fault.part != but]:
        listed = "\n".join(f"  {fault}" for fault in faults)
        raise ConfigError(f"{assignment.name} could not judge anybody as it is; {undone}.\n{listed}")
    return found


def _stamp(path: Any) -> tuple[int, int] | None:
    """What changes when a file does; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _is_void(fault: Fault, void: tuple[str, ...]) -> bool:
    return fault.part == "hidden" and bool({fault.question, f"{fault.question}/{fault.case}"} & set(void))


def _tried(assignment: Assignment, term: str, cpu_s: float) -> list[Fault]:
    found: list[list[Fault]] = []
    done = False
    again: tuple[int, Fault | None] | None = None
    while not done:
        before = len(found)
        done, begun, ended = _go_on(assignment, term, cpu_s, found)
        if not done and ended >= 0 and again != (again := (len(found), begun)):
            continue  # what ends a program looks like a failure of our own: such a step is taken once more
        if not done:
            tried = begun or Fault("reference", f"solutions/{assignment.name}.py")
            found.append([replace(tried, what=_end(ended).format(cpu_s=cpu_s, n=abs(ended)))])
            done = len(found) == before + 1 and begun is None  # it fell between two steps: no use in going on
    return [fault for faults in found for fault in faults]


def _end(status: int) -> str:
    if status >= 0:
        return "ends the program (exit code {n})"
    names = [name for name in _ENDS if getattr(signal, name, None) == -status]
    return _ENDS[names[0]] if names else "crashed (signal {n})"


def _go_on(assignment: Assignment, term: str, cpu_s: float, found: list[list[Fault]]) -> tuple[bool, Fault | None, int]:
    """Take the steps behind those found, adding to them; whether that was all, what was begun, and how it ended."""
    forks = sys.platform == "linux"
    context: Any = multiprocessing.get_context("fork" if forks else "spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, assignment, term, cpu_s, found))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of others, which the fork does without
        process.start()
    theirs.close()
    begun: Fault | None = None
    try:
        for message in _heard(ours, process):
            if message == "done":
                return True, None, 0
            if isinstance(message, list):
                found.append([Fault(**fault) for fault in message])
            begun = None if isinstance(message, list) else Fault(**message)
    finally:
        ours.close()
        process.kill()
        process.join()
    return False, begun, process.exitcode or 0


def _heard(ours: Connection, process: Any) -> Iterator[Any]:
    """What the process says until it ends, whoever else holds its end of the pipe."""
    asleep = 0
    with contextlib.suppress(EOFError, OSError, ValueError):
        while ours in (ready := wait([ours, process.sentinel], timeout=1)) or not ready:
            if ready:
                yield json.loads(ours.recv_bytes())
            asleep = 0 if ready else asleep + _sleeps(process.pid)
            if asleep >= _WAITS:
                process.terminate()
        process.join()


def _sleeps(pid: int) -> bool:
    with contextlib.suppress(psutil.Error):
        return bool(psutil.Process(pid).status() == psutil.STATUS_SLEEPING)
    return False


def _serve(own: Connection, assignment: Assignment, term: str, cpu_s: float, found: list[list[Fault]]) -> None:
    """Take the steps, in the process of their own."""
    gc.freeze()  # what others have left behind is not cleared away here, where its farewell would disturb
    shut_in(assignment, term)
    number = 0

    def step(what: Fault, action: Callable[[], Iterable[Fault]]) -> list[Fault]:
        nonlocal number
        number += 1
        if number <= len(found):
            return found[number - 1]
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, cpu_s)
            signal.setitimer(signal.ITIMER_REAL, _ALONE_S)
        own.send_bytes(json.dumps(asdict(what)).encode())
        faults = list(action())
        own.send_bytes(json.dumps([asdict(fault) for fault in faults]).encode())
        return faults

    try_all(assignment, step)
    own.send_bytes(b'"done"')
    os._exit(0)  # whatever threads a test file has left behind


def shut_in(assignment: Assignment, term: str) -> None:
    """Nothing to read, nobody to tell, no more memory than is decent; and this kit's own reference."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGPROF", "SIGALRM", "SIGTERM"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    faulthandler.disable()
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    with contextlib.suppress(ImportError, OSError, ValueError):
        resource = importlib.import_module("resource")  # not on Windows
        size = psutil.Process().memory_info().vms + (_MEMORY_MB << 20)
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))
    os.environ[TERM_VARIABLE] = term
    for name in [name for name in sys.modules if name.partition(".")[0] == "solutions"]:
        del sys.modules[name]
    sys.path.insert(0, str(assignment.root))
    importlib.invalidate_caches()
