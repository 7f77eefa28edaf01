"""Which system calls student code may not make: two seccomp filters, the larger one loaded once.

A filter is inherited by forks at no cost, but loading one costs two to three milliseconds. So what the zygote itself
never needs is denied there, once; a worker adds only what the zygote needed to make it.
"""

from __future__ import annotations

import errno
import os
import platform
from typing import TYPE_CHECKING

from seccompy import Action, ArgCmp, CmpOp, Filter, supported

if TYPE_CHECKING:
    from collections.abc import Iterable

_X32_BIT, _X32_CALLS = 0x40000000, 548
_LOW_HALF = 0xFFFFFFFF  # what the kernel reads of an int; a filter sees all 64 bits, and a student sets the rest
_CLONE_FILES, _CLONE_THREAD = 0x00000400, 0x00010000
_STREAM = 1
_PDEATHSIG, _DUMPABLE = 1, 4
_ACCESS_MODE = os.O_ACCMODE
# Of fcntl and ioctl, what honest code needs. The rest can signal other processes (F_SETOWN and F_SETSIG, FIOSETOWN),
# stall them (leases), or change a file that may only be read (flags, verity, subvolumes).
_FCNTL = (
    *range(8),  # duplicate; descriptor and status flags; locks
    *(36, 37, 38),  # locks of an open file
    *(1030, 1032),  # duplicate with close-on-exec; the size of a pipe
)
_IOCTL = (
    *(0x5401, 0x802C542A, 0x5413),  # is this a terminal (TCGETS, TCGETS2), and how wide
    *(0x541B, 0x5421, 0x5450, 0x5451),  # bytes to read, blocking or not, close-on-exec
)

_NEW_PROGRAMS = "execve execveat"
_OTHER_PROCESSES = (
    "ptrace process_vm_readv process_vm_writev process_madvise pidfd_getfd kcmp perf_event_open bpf userfaultfd "
    "sched_setaffinity sched_setscheduler sched_setparam sched_setattr setpriority ioprio_set "
    "rt_sigqueueinfo rt_tgsigqueueinfo migrate_pages move_pages"
)
_NETWORK = "socket connect bind listen accept accept4"
_MEMORY_OUTSIDE_LIMITS = (
    "memfd_create memfd_secret shmget shmat shmctl semget semop semtimedop semctl "
    "msgget msgsnd msgrcv msgctl mq_open mq_unlink io_uring_setup io_uring_enter io_uring_register"
)
_FILE_ATTRIBUTES = (
    "chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat setxattr lsetxattr fsetxattr removexattr "
    "lremovexattr fremovexattr setxattrat removexattrat file_setattr utime utimes utimensat futimesat "
    "mknod mknodat name_to_handle_at open_by_handle_at truncate truncate64"
)
_SYSTEM = (
    "mount umount2 pivot_root chroot unshare setns mount_setattr move_mount open_tree fsopen fsconfig fsmount fspick "
    "keyctl add_key request_key syslog quotactl acct swapon swapoff reboot sethostname setdomainname "
    "init_module finit_module delete_module kexec_load kexec_file_load personality inotify_init inotify_init1 "
    "fanotify_init"
)
_NEVER = (_NEW_PROGRAMS, _OTHER_PROCESSES, _NETWORK, _MEMORY_OUTSIDE_LIMITS, _FILE_ATTRIBUTES, _SYSTEM)
_PASSING_DESCRIPTORS = "sendmsg sendmmsg"  # one on its way is open, and stands in no table of its process
_IDENTITY = "setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capset setsid setpgid"


def deny_for_all() -> bool:
    """Deny this process and its forks what no worker and no zygote needs; whether the kernel can."""
    if not supported():
        return False
    rules = Filter(default=Action.ALLOW)
    for name in " ".join(_NEVER).split():
        _deny(rules, name)
    rules.allow("socketpair", args=[ArgCmp(1, CmpOp.MASKED_EQ, _STREAM, mask=0xF)])  # it reaches its pair only
    _deny(rules, "socketpair")  # of the other kinds, a datagram reaches any socket that has a name
    _allow_only(rules, "fcntl", _FCNTL)
    _allow_only(rules, "ioctl", _IOCTL)
    _deny_odd_opens(rules)
    if platform.machine() == "x86_64":
        for number in range(_X32_CALLS):  # the same calls by their other numbers
            rules.errno(number | _X32_BIT, errno.ENOSYS)
    rules.load()
    return True


def deny_for_worker() -> None:
    """Deny this process new processes, other users, and reaching for any process but itself."""
    rules = Filter(default=Action.ALLOW)
    for name in f"fork vfork pidfd_open pidfd_send_signal {_IDENTITY} {_PASSING_DESCRIPTORS}".split():
        _deny(rules, name)
    rules.errno("clone3", errno.ENOSYS)  # the C library then tries clone, whose flags a filter can read
    for flag in (_CLONE_THREAD, _CLONE_FILES):  # a thread of this process, with no table of descriptors of its own
        rules.errno("clone", errno.EPERM, args=[ArgCmp(0, CmpOp.MASKED_EQ, 0, mask=flag)])
    for name in ("kill", "tgkill"):
        rules.errno(name, errno.EPERM, args=[ArgCmp(0, CmpOp.NE, os.getpid())])
    _deny(rules, "tkill")
    rules.errno("prlimit64", errno.EPERM, args=[ArgCmp(0, CmpOp.NE, 0)])
    for option in (_PDEATHSIG, _DUMPABLE):
        rules.errno("prctl", errno.EPERM, args=[_is(0, option)])
    rules.load()


def _is(index: int, value: int, mask: int = _LOW_HALF) -> ArgCmp:
    return ArgCmp(index, CmpOp.MASKED_EQ, value, mask=mask)


def _allow_only(rules: Filter, name: str, commands: Iterable[int]) -> None:
    """Of a call whose second argument says what to do, allow these."""
    for command in commands:
        rules.allow(name, args=[_is(1, command)])
    _deny(rules, name)


def _deny_odd_opens(rules: Filter) -> None:
    """Deny what no honest ``open`` asks for, and what Landlock lets through before ABI 3.

    To empty a file while it is opened for reading only, or by the access mode 3, which is neither reading nor writing.
    """
    for name, flags in (("open", 1), ("openat", 2)):
        for mask, value in ((_ACCESS_MODE, _ACCESS_MODE), (_ACCESS_MODE | os.O_TRUNC, os.O_RDONLY | os.O_TRUNC)):
            _deny(rules, name, args=[_is(flags, value, mask)])
    _deny(rules, "openat2", errno.ENOSYS)  # a filter cannot read its flags; nothing in a C library needs it


def _deny(rules: Filter, name: str, error: int = errno.EPERM, args: list[ArgCmp] | None = None) -> None:
    try:
        rules.errno(name, error, args=args)
    except ValueError:
        return  # a call that this architecture does not have
