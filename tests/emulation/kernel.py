"""The few calls of the Linux kernel that Python's own library lacks, and a container's mounts made with them."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import socket
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.helpers import container

NEW_MOUNTS, NEW_HOST_NAME, NEW_IPC, NEW_PIDS, NEW_NETWORK = 0x20000, 0x4000000, 0x8000000, 0x20000000, 0x40000000
READ_ONLY, NO_SUID, NO_DEVICES, NO_EXEC, REMOUNT, BIND, ALL, PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18
_SAFE = NO_SUID | NO_DEVICES | NO_EXEC
_DETACH = 2
_PR_SET_PDEATHSIG = 1
_CAPABILITY_VERSION = 0x20080522
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 1
_MASKED = ["acpi", "asound", "interrupts", "kcore", "keys", "latency_stats", "sched_debug", "scsi", "timer_list"]
_UNWRITABLE = ["bus", "fs", "irq", "sys", "sysrq-trigger"]
_DEVICES = ["null", "zero", "full", "random", "urandom", "tty"]

if sys.platform == "linux":
    _libc = ctypes.CDLL(None, use_errno=True)


def _done(answer: int, what: str) -> None:
    if answer:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Leave the namespaces of this machine for new ones."""
    _done(_libc.unshare(flags), "unshare")


def mount(source: str | Path, target: str | Path, kind: str = "", flags: int = 0, options: str = "") -> None:
    """``mount(2)``."""
    words = [os.fsencode(word) for word in (source, target, kind)]
    _done(_libc.mount(*words, ctypes.c_ulong(flags), options.encode()), f"mount {target}")


def bind(source: str | Path, target: str | Path, *, writable: bool = False) -> None:
    """Show a file or a folder at another place as well."""
    mount(source, target, flags=BIND)
    if not writable:
        mount(source, target, flags=BIND | REMOUNT | READ_ONLY | NO_SUID)


def overlay(layers: list[str], upper: str, work: str, target: str) -> None:
    """Lay folders over one another, the first on top; what is written goes to ``upper``. Devices do not work."""
    lower = ":".join(_escaped(layer) for layer in layers)
    options = f"lowerdir={lower},upperdir={_escaped(upper)},workdir={_escaped(work)},redirect_dir=off,metacopy=off"
    mount("overlay", target, "overlay", NO_DEVICES, options)


def _escaped(path: str) -> str:
    return path.replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,")


def container_mounts(root: Path, groups: Mapping[str, str]) -> None:
    """``/proc``, ``/sys`` and ``/dev`` as a container has them; of the control groups, only its own."""
    mount("proc", root / "proc", "proc", _SAFE)
    for name in _MASKED:
        _hide(root / "proc" / name)
    for path in filter(Path.exists, (root / "proc" / name for name in _UNWRITABLE)):
        bind(path, path)
    mount("sysfs", root / "sys", "sysfs", _SAFE | READ_ONLY)
    for name in ("firmware", "devices/virtual/powercap"):
        _hide(root / "sys" / name)
    _groups(root / "sys/fs/cgroup", groups)
    _devices(root / "dev")


def _hide(path: Path) -> None:
    if path.is_dir():
        mount("tmpfs", path, "tmpfs", _SAFE | READ_ONLY)
    elif path.exists():
        bind("/dev/null", path)


def _groups(place: Path, groups: Mapping[str, str]) -> None:
    mount("tmpfs", place, "tmpfs", _SAFE, "mode=755")
    for name, group in groups.items():
        (place / name).mkdir(exist_ok=True)
        bind(group, place / name)
    mount("tmpfs", place, flags=REMOUNT | READ_ONLY | _SAFE)


def _devices(place: Path) -> None:
    """Only the harmless devices: a container may make device files, and must not be able to open them."""
    mount("tmpfs", place, "tmpfs", NO_SUID | NO_DEVICES, "mode=755")
    for name in _DEVICES:
        (place / name).touch()
        bind(f"/dev/{name}", place / name, writable=True)
    for name in ("pts", "shm", "mqueue"):
        (place / name).mkdir()
    mount("devpts", place / "pts", "devpts", NO_SUID | NO_EXEC, "newinstance,ptmxmode=0666,mode=0620,gid=5")
    mount("tmpfs", place / "shm", "tmpfs", _SAFE, "mode=1777,size=64m")
    mount("mqueue", place / "mqueue", "mqueue", _SAFE)
    links = {"ptmx": "pts/ptmx", "fd": "/proc/self/fd"}
    links |= {name: f"/proc/self/fd/{number}" for number, name in enumerate(("stdin", "stdout", "stderr"))}
    for name, to in links.items():
        (place / name).symlink_to(to)


def make_root(root: Path) -> None:
    """Make a mounted folder the root of all, with no way back to this machine's files."""
    os.chdir(root)
    _done(_libc.syscall(container.syscall_nr("pivot_root"), b".", b"."), "pivot_root")
    _done(_libc.umount2(b".", _DETACH), "umount of the old root")
    os.chdir("/")


def loopback_up() -> None:
    """Switch on the loopback of a new network namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sH14s", b"lo", 0, b"")
        (flags,) = struct.unpack_from("H", fcntl.ioctl(any_socket, _GET_FLAGS, request), 16)
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sH14s", b"lo", flags | _UP, b""))


def keep_only(capabilities: int) -> None:
    """Give up all other capabilities at once."""
    header = struct.pack("Ii", _CAPABILITY_VERSION, 0)
    low, high = capabilities & 0xFFFFFFFF, capabilities >> 32
    _done(_libc.capset(header, struct.pack("6I", low, low, 0, high, high, 0)), "capset")


def set_host_name(name: str) -> None:
    """Name the machine, as this namespace sees it."""
    _done(_libc.sethostname(name.encode(), len(name)), "sethostname")


def end_with_parent(with_signal: signal.Signals) -> None:
    """Have the kernel send a signal when the parent process ends."""
    _done(_libc.prctl(_PR_SET_PDEATHSIG, with_signal, 0, 0, 0), "prctl")
