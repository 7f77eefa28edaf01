"""What is asked of the Linux kernel itself, since Python's library has no function for it."""

from __future__ import annotations

import ctypes
import os
from typing import Any

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38

_libc = ctypes.CDLL(None, use_errno=True)


def call(number: int, *arguments: int | bytes | None) -> int:
    """Make a system call by its number, and give what it returns.

    Raises
    ------
    OSError
        When the kernel says no.
    """
    wide = [ctypes.c_ulong(one) if isinstance(one, int) else one for one in arguments]  # an int alone is half of it
    return _answer(_libc.syscall(ctypes.c_long(number), *wide), f"system call {number}")


def prctl(option: int, value: int, more: Any = None) -> None:
    """Change what this process may do, as ``prctl(2)`` says.

    Raises
    ------
    OSError
        When the kernel says no.
    """
    _answer(_libc.prctl(option, ctypes.c_ulong(value), more, None, None), f"prctl {option}")


def _answer(given: int, what: str) -> int:
    if given < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return given
