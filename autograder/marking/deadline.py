"""A deadline in CPU time for what the grader itself does: reading, following source, judging, putting into words.

Sizes are capped where things are received, so nothing that a student writes should come near. The deadline is for
what nobody thought of, and for a test that never ends: it stops one step of one submission, and the class goes on.
CPU time of this process is counted, so a busy machine and a worker that takes its time bring it no nearer.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

from autograder.errors import OverdueError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

OWN_CPU_S = 10.0  # of one step; an honest submission takes a tenth of a second of all together
_AGAIN_S = 1.0  # should something between have taken the error for its own


@contextlib.contextmanager
def deadline(cpu_s: float | None = None) -> Iterator[None]:
    """Stop what is done inside when it has used so much CPU time (``OWN_CPU_S``); it may not be nested.

    Only a main thread can be stopped so, and only where the system has such a timer: elsewhere nothing is.

    Raises
    ------
    OverdueError
        From wherever the time was up.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _strike)
    try:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, cpu_s or OWN_CPU_S, _AGAIN_S)
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:  # once more, for a strike that came on the way out
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _strike(_number: int, _frame: FrameType | None) -> None:
    raise OverdueError
