"""What a worker gives up before it reads a line of student code, layer by layer."""

from __future__ import annotations

import os
import resource
import signal
from dataclasses import dataclass

from autograder.sandbox import bpf, kernel, landlock, syscalls

_THREADS = 64  # of all of a user, for BLAS starts one a core
_DESCRIPTORS = 128  # figures and files of one notebook; each costs the grader a look
_MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Confinement:
    """What one worker may use: its private user (None keeps ours), its scratch folder, and its limits.

    ``alone`` says that its scratch lies on a file system of its own, whose size the kernel keeps.
    """

    uid: int | None
    scratch: str
    alone: bool
    cpu_s: int
    memory_mb: int
    file_mb: int


@dataclass(frozen=True)
class Shared:
    """What the zygote prepares once for all its workers; None or False where the kernel does not offer it."""

    rules: landlock.Rules | None
    filters: tuple[str, ...]
    without: tuple[str, ...]


def prepare(reach: landlock.Reach, filters: dict[str, bytes], without: list[str]) -> Shared:
    """Make what workers share: Landlock rules, and these filters of system calls, which hold from here on."""
    rules = landlock.prepare(reach, without)
    if filters:
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    for code in filters.values():
        bpf.load(code)
    return Shared(rules, tuple(filters), tuple(without))


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
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    if "no_new_privileges" not in shared.without:
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        layers.append("no_new_privileges")
    if shared.rules is not None:
        layers += shared.rules.enforce(limits.scratch)
    _show_what_is_held(limits, shared)
    if syscalls.DENIED in shared.filters:
        syscalls.deny_for_worker()
    return [*layers, *shared.filters]


def _show_what_is_held(limits: Confinement, shared: Shared) -> None:
    """Let the grader see which files this process has open, where the kernel does not bound them all together.

    That opens its memory to its own user too: to nobody else where that user is private, and where it is the grader's
    not to other workers, by Landlock.
    """
    if not limits.alone and (limits.uid is not None or shared.rules is not None):
        kernel.prctl(kernel.PR_SET_DUMPABLE, 1)


def release_descriptors(keep: int) -> None:
    """Close every descriptor but one, and leave the three standard ones leading nowhere.

    The zygote's standard error is a file of the grader's, which one student could fill and the next one read.
    """
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)
    os.closerange(3, keep)
    os.closerange(keep + 1, 1 << 16)


def hide_memory() -> None:
    """Keep other processes of the same user from reading this one's memory and environment."""
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)


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
