"""What a worker gives up before it reads a line of student code, layer by layer."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from dataclasses import dataclass
from pathlib import Path

from landlockpy import AccessFS, AccessNet, Ruleset, Scope, abi_version

from autograder.sandbox import syscalls

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_READ = AccessFS.READ_FILE | AccessFS.READ_DIR | AccessFS.EXECUTE
_FILE_READ = AccessFS.READ_FILE | AccessFS.EXECUTE
_NULL = AccessFS.READ_FILE | AccessFS.WRITE_FILE
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


@dataclass(frozen=True)
class Shared:
    """What the zygote prepares once for all its workers; None or False where the kernel does not offer it."""

    rules: Ruleset | None
    seccomp: bool
    without: tuple[str, ...]


def prepare(readable: list[str], base: str, without: list[str]) -> Shared:
    """Make what workers share: Landlock rules, and the system calls that none of them needs denied.

    The rules: read Python and its packages, write somewhere below ``base``, no TCP, no signals outwards.
    """
    rules = _common_rules(readable, base) if abi_version() and "landlock" not in without else None
    seccomp = "seccomp" not in without and syscalls.deny_for_all()
    return Shared(rules, seccomp, tuple(without))


def confine(limits: Confinement, shared: Shared) -> list[str]:
    """Give up everything that the notebook does not need; the names of the layers that hold."""
    os.umask(0o077)
    layers = []
    if "rlimits" not in shared.without:
        _set_rlimits(limits)
        layers.append("rlimits")
    if limits.uid is not None:
        os.setgroups([])
        os.setresgid(limits.uid, limits.uid, limits.uid)
        os.setresuid(limits.uid, limits.uid, limits.uid)
        layers.append("private_uid")
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if "no_new_privileges" not in shared.without:
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        _prctl(_PR_SET_DUMPABLE, 0)
        layers.append("no_new_privileges")
    if shared.rules is not None:
        shared.rules.restrict()
        _keep_to_scratch(limits.scratch)
        layers.append("landlock")
    if shared.seccomp:
        syscalls.deny_for_worker()
        layers.append("seccomp")
    return layers


def _common_rules(readable: list[str], base: str) -> Ruleset:
    rules = Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET)
    for path in readable:
        if Path(path).exists():
            rules.allow_path(path, _READ if Path(path).is_dir() else _FILE_READ)
    rules.allow_path(base, _OWN)
    rules.allow_path("/dev/null", _NULL)
    return rules


def _keep_to_scratch(scratch: str) -> None:
    """Add a second Landlock layer on the common one: of what may be written there, only this folder."""
    with Ruleset(handled_net=AccessNet.NONE) as rules:
        rules.allow_path("/", _READ)
        rules.allow_path("/dev/null", _NULL)
        rules.allow_path(scratch, _OWN)
        rules.restrict()


def close_descriptors(keep: int) -> None:
    """Close every descriptor but the three standard ones and one more."""
    os.closerange(3, keep)
    os.closerange(keep + 1, 1 << 16)


def hide_memory() -> None:
    """Keep other processes of the same user from reading this one's memory and environment."""
    _prctl(_PR_SET_DUMPABLE, 0)


def _set_rlimits(limits: Confinement) -> None:
    pairs = {
        resource.RLIMIT_AS: limits.memory_mb * _MEGABYTE,
        resource.RLIMIT_FSIZE: limits.file_mb * _MEGABYTE,
        resource.RLIMIT_NOFILE: _DESCRIPTORS,
        resource.RLIMIT_CORE: 0,
    }
    if limits.uid is not None:
        pairs[resource.RLIMIT_NPROC] = _THREADS
    for kind, limit in pairs.items():
        resource.setrlimit(kind, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s + 1))


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0):
        number = ctypes.get_errno()
        raise OSError(number, f"prctl {option}: {os.strerror(number)}")
