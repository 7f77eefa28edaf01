"""Private users for workers, one per slot, locked for the whole machine.

Two graders that shared a uid could kill each other's workers, so a slot is held by a lock on a file that only
root can reach, for as long as the grader lives.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from autograder.errors import KitError

FIRST_UID = 60600  # above the users that systems give out, below the containers' ranges
SLOTS = 400  # graders at a time on one machine
_LOCKS = Path("/run/autograder")


class Slot:
    """The uid that this grader's workers run as; None where this process may not change its user."""

    def __init__(self) -> None:
        self.uid: int | None = None
        self._lock: int | None = None
        if not may_change_user():
            return
        _LOCKS.mkdir(mode=0o700, exist_ok=True)
        for uid in range(FIRST_UID, FIRST_UID + SLOTS):
            handle = os.open(_LOCKS / str(uid), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                continue
            self.uid, self._lock = uid, handle
            return
        raise KitError(f"All {SLOTS} private users for workers are in use; wait until another grading run has ended.")

    def release(self) -> None:
        """Give the uid back."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def may_change_user() -> bool:
    """Whether this process is root and has these users: a root that a user made for themselves has no other."""
    if os.geteuid() != 0:
        return False
    try:
        lines = Path("/proc/self/uid_map").read_text(encoding="ascii").splitlines()
    except OSError:
        return True  # not Linux, or no /proc: an ordinary root
    ranges = (tuple(map(int, line.split())) for line in lines)
    return any(first <= FIRST_UID and first + count >= FIRST_UID + SLOTS for first, _, count in ranges)


def is_orphaned(uid: int) -> bool:
    """Whether this is a private user whose grader is gone; processes of such a user belong to nobody."""
    if uid not in range(FIRST_UID, FIRST_UID + SLOTS):
        return False
    try:
        handle = os.open(_LOCKS / str(uid), os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True
