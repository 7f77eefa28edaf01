"""A way for the worker's private user to Python and its packages when they lie behind a closed door.

Root's home is 0700 on many machines, and so is a folder made by ``mktemp -d``. A worker that has become another
user could not import a module from there. As root, the zygote then makes itself a mount namespace in which the
closed folder holds nothing but the few folders that are needed, at their usual paths, read only.
"""

from __future__ import annotations

import ctypes
import os
import stat
from pathlib import Path

_CLONE_NEWNS = 0x00020000
_MS_RDONLY, _MS_REMOUNT, _MS_BIND, _MS_REC, _MS_PRIVATE = 1, 32, 4096, 16384, 1 << 18


def closed_doors(paths: list[str]) -> list[str]:
    """The topmost folders above ``paths`` that other users cannot enter."""
    doors = set()
    for path in paths:
        for parent in reversed(Path(path).resolve().parents):
            if not parent.stat().st_mode & stat.S_IXOTH:
                doors.add(str(parent))
                break
    return sorted(doors)


def open_way(paths: list[str], writable: list[str]) -> None:
    """Make ``paths`` reachable for any user, in a mount namespace of this process.

    Raises
    ------
    OSError
        Where the machine does not allow it; the message says what to do instead.
    """
    wanted = [str(Path(path).resolve()) for path in (*paths, *writable)]
    doors = closed_doors(wanted)
    if not doors:
        return
    behind = [path for path in wanted if any(path.startswith(f"{door}/") for door in doors)]
    shown_writable = {str(Path(path).resolve()) for path in writable}
    held: dict[str, int] = {}
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        _call(libc.unshare(_CLONE_NEWNS))
        _mount(libc, None, "/", _MS_REC | _MS_PRIVATE)
        held = {path: os.open(path, os.O_PATH) for path in behind}
        for door in doors:
            _mount(libc, "tmpfs", door, 0, "mode=0711")
        for path, handle in held.items():
            _show(libc, path, handle, read_only=path not in shown_writable)
    except OSError as error:
        raise OSError(
            error.errno,
            f"other users cannot enter {' or '.join(doors)}, and this machine lets nobody mount there "
            f"({error.strerror}); run chmod o+x {' '.join(doors)}, or move the kit and its Python to /srv or /opt",
        ) from error
    finally:
        for handle in held.values():
            os.close(handle)


def _show(libc: ctypes.CDLL, path: str, handle: int, *, read_only: bool) -> None:
    Path(path).mkdir(mode=0o755, parents=True, exist_ok=True)
    _mount(libc, f"/proc/self/fd/{handle}", path, _MS_BIND | _MS_REC)
    if read_only:
        _mount(libc, None, path, _MS_REMOUNT | _MS_BIND | _MS_RDONLY)


def _mount(libc: ctypes.CDLL, source: str | None, target: str, flags: int, options: str | None = None) -> None:
    """Call mount(2); with options, for a new file system of the kind that ``source`` names."""
    name, where, kind = source and source.encode(), target.encode(), source if options else None
    data = options and options.encode()
    _call(libc.mount(name, where, kind and kind.encode(), ctypes.c_ulong(flags), data))


def _call(status: int) -> None:
    if status:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
