"""What a worker gives up before it reads a line of student code, layer by layer."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from dataclasses import dataclass
from pathlib import Path

from landlockpy import AccessFS, Ruleset, Scope, abi_version

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_READ = AccessFS.READ_FILE | AccessFS.READ_DIR | AccessFS.EXECUTE
_FILE_READ = AccessFS.READ_FILE | AccessFS.EXECUTE
_OWN = (
    AccessFS.READ_FILE
    | AccessFS.READ_DIR
    | AccessFS.WRITE_FILE
    | AccessFS.TRUNCATE
    | AccessFS.MAKE_REG
    | AccessFS.MAKE_DIR
    | AccessFS.REMOVE_FILE
    | AccessFS.REMOVE_DIR
    | AccessFS.REFER
)
_SYSTEM_READ = (
    "/usr/lib",
    "/usr/lib64",
    "/lib",
    "/lib64",
    "/usr/share/fonts",
    "/usr/share/zoneinfo",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
    "/dev/urandom",
    "/dev/random",
)
_THREADS = 64
_DESCRIPTORS = 128
_MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Confinement:
    """What one worker may use: its private user (None keeps ours), its scratch folder, and its limits."""

    uid: int | None
    scratch: str
    cpu_s: int
    memory_mb: int
    file_mb: int


def confine(limits: Confinement, readable: list[str]) -> list[str]:
    """Give up everything that the notebook does not need; the names of the layers that hold."""
    os.umask(0o077)
    layers = [_set_rlimits(limits)]
    if limits.uid is not None:
        os.setgroups([])
        os.setresgid(limits.uid, limits.uid, limits.uid)
        os.setresuid(limits.uid, limits.uid, limits.uid)
        layers.append("private_uid")
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _prctl(_PR_SET_DUMPABLE, 0)
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    layers.append("no_new_privileges")
    if abi_version():
        _restrict_files(limits.scratch, readable)
        layers.append("landlock")
    return layers


def hide_memory() -> None:
    """Keep other processes of the same user from reading this one's memory and environment."""
    _prctl(_PR_SET_DUMPABLE, 0)


def _set_rlimits(limits: Confinement) -> str:
    pairs = {
        resource.RLIMIT_CPU: limits.cpu_s,
        resource.RLIMIT_AS: limits.memory_mb * _MEGABYTE,
        resource.RLIMIT_FSIZE: limits.file_mb * _MEGABYTE,
        resource.RLIMIT_NOFILE: _DESCRIPTORS,
        resource.RLIMIT_CORE: 0,
    }
    if limits.uid is not None:
        pairs[resource.RLIMIT_NPROC] = _THREADS
    for kind, limit in pairs.items():
        resource.setrlimit(kind, (limit, limit))
    return "rlimits"


def _restrict_files(scratch: str, readable: list[str]) -> None:
    with Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET) as rules:
        for path in (*_SYSTEM_READ, *readable):
            if Path(path).exists():
                rules.allow_path(path, _READ if Path(path).is_dir() else _FILE_READ)
        rules.allow_path("/dev/null", AccessFS.READ_FILE | AccessFS.WRITE_FILE)
        rules.allow_path(scratch, _OWN)
        rules.restrict()


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0):
        number = ctypes.get_errno()
        raise OSError(number, f"prctl {option}: {os.strerror(number)}")
