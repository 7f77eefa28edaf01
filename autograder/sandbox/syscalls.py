"""Which system calls student code may make, and which it may not: three seccomp filters.

A filter is inherited by forks at no cost. So what the zygote itself never needs is denied there, once; a worker adds
only what the zygote needed to make it. A list of what honest code needs lies over both: any other call, also one that
is newer than this kit, is answered as by a kernel that does not have it, and a C library then does without.
"""

from __future__ import annotations

import errno
import os
import platform
import struct
from functools import cache
from typing import TYPE_CHECKING

from autograder.sandbox import bpf
from autograder.sandbox.bpf import ALLOW, ArgumentIs
from autograder.sandbox.call_numbers import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DENIED, ALLOW_LIST = "seccomp", "seccomp_allow_list"  # the layers
_DENIED, _UNKNOWN = bpf.error(errno.EPERM), bpf.error(errno.ENOSYS)
_NO: bpf.Rule = (_DENIED, ())
_LOW_HALF = 0xFFFFFFFF  # what the kernel reads of an int; a filter sees all 64 bits, and a student sets the rest
_OWN_PID = 0x7FFFFFFF  # stands for a worker's pid until it has one; no process has this
_CLONE_FILES, _CLONE_THREAD = 0x00000400, 0x00010000
_STREAM = 1
# Its own name, and what it may read of itself. The rest would open its memory, outlive the grader, or load filters.
_PRCTL = (
    *(2, 3, 15, 16, 21, 39),  # PDEATHSIG, DUMPABLE, SECCOMP, NO_NEW_PRIVS, read; NAME, written too
    0x53564D41,  # the name of a piece of memory, which newer C libraries and Pythons give
)
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
    "mknod mknodat name_to_handle_at open_by_handle_at truncate"
)
_SYSTEM = (
    "mount umount2 pivot_root chroot unshare setns mount_setattr move_mount open_tree fsopen fsconfig fsmount fspick "
    "keyctl add_key request_key syslog quotactl acct swapon swapoff reboot sethostname setdomainname "
    "init_module finit_module delete_module kexec_load kexec_file_load personality inotify_init inotify_init1 "
    "fanotify_init"
)
_NEVER = (_NEW_PROGRAMS, _OTHER_PROCESSES, _NETWORK, _MEMORY_OUTSIDE_LIMITS, _FILE_ATTRIBUTES, _SYSTEM)
_MORE_RULES = "seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self"  # or answers made up by itself
_PASSING_DESCRIPTORS = "sendmsg sendmmsg"  # one on its way is open, and stands in no table of its process
_IDENTITY = "setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capset setsid setpgid"
_NEW_PROCESSES = "fork vfork pidfd_open pidfd_send_signal tkill"
_OF_WORKERS = (_NEW_PROCESSES, _IDENTITY, _PASSING_DESCRIPTORS, _MORE_RULES)

_FILES = (
    "read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek open openat creat close "
    "close_range dup dup2 dup3 fcntl ioctl flock fsync fdatasync ftruncate fallocate fadvise64 sendfile "
    "copy_file_range splice stat fstat lstat newfstatat statx statfs fstatfs access faccessat faccessat2 readlink "
    "readlinkat getdents getdents64 getcwd chdir fchdir mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 "
    "link linkat symlink symlinkat umask getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr"
)
_MEMORY = "mmap munmap mremap mprotect madvise msync mincore brk mbind membarrier"  # mbind: OpenBLAS, for its buffers
_THREADS = (
    "clone exit exit_group futex set_robust_list get_robust_list rseq set_tid_address arch_prctl gettid getcpu "
    "sched_yield sched_getaffinity sched_getscheduler sched_getparam sched_getattr sched_get_priority_max "
    "sched_get_priority_min sched_rr_get_interval getpriority"
)
_TIME = (
    "clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times getrusage getitimer setitimer alarm "
    "timerfd_create timerfd_settime timerfd_gettime"
)
_SIGNALS = (
    "rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack pause signalfd "
    "signalfd4 restart_syscall kill tgkill"
)
_WAITING = (
    "poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 eventfd "
    "eventfd2 pipe pipe2 socketpair sendto recvfrom recvmsg shutdown getsockname getpeername getsockopt setsockopt "
    "wait4 waitid"
)
_ITSELF = (
    "getpid getppid getuid geteuid getgid getegid getgroups getresuid getresgid getpgid getpgrp getsid uname sysinfo "
    "getrandom getrlimit setrlimit prlimit64 prctl"
)
_NEEDED = (_FILES, _MEMORY, _THREADS, _TIME, _SIGNALS, _WAITING, _ITSELF)


def for_all() -> dict[str, bytes]:
    """The filters for a zygote and all its workers, by the layer that they are; none where the kernel takes none."""
    machine = platform.machine()
    if machine not in NUMBERS or not bpf.supported():
        return {}
    names = " ".join((*_NEEDED, *_NEVER, *_OF_WORKERS)).split()
    known = {NUMBERS[machine][name]: ((ALLOW, ()),) for name in names if name in NUMBERS[machine]}
    _rules_for_worker()  # made once, for all forks
    return {DENIED: _rules_for_all(), ALLOW_LIST: bpf.program(machine, known, _UNKNOWN, _UNKNOWN)}


def _rules_for_all() -> bytes:
    rules: dict[str, bpf.Rules] = {
        **_denied(*_NEVER),
        # It reaches its pair only; of the other kinds, a datagram reaches any socket that has a name.
        "socketpair": ((ALLOW, (ArgumentIs(1, _STREAM, 0xF),)), _NO),
        "fcntl": _allowed_only(1, _FCNTL),
        "ioctl": _allowed_only(1, _IOCTL),
        "open": _odd_opens(flags=1),
        "openat": _odd_opens(flags=2),
        "openat2": ((_UNKNOWN, ()),),  # a filter cannot read its flags; nothing in a C library needs it
    }
    return _program(rules)


@cache
def _rules_for_worker() -> bytes:
    own = ((ALLOW, (ArgumentIs(0, _OWN_PID),)), _NO)
    thread = _CLONE_THREAD | _CLONE_FILES  # one of this process, with no table of descriptors of its own
    rules: dict[str, bpf.Rules] = {
        **_denied(*_OF_WORKERS),
        "clone3": ((_UNKNOWN, ()),),  # the C library then tries clone, whose flags a filter can read
        "clone": ((ALLOW, (ArgumentIs(0, thread, thread),)), _NO),
        "kill": own,
        "tgkill": own,
        "prlimit64": ((ALLOW, (ArgumentIs(0, 0),)), _NO),
        "prctl": _allowed_only(0, _PRCTL),
    }
    return _program(rules)


def deny_for_worker() -> None:
    """Deny this process new processes, other users, and reaching for any process but itself."""
    bpf.load(_rules_for_worker().replace(struct.pack("=I", _OWN_PID), struct.pack("=I", os.getpid())))


def _program(rules: Mapping[str, bpf.Rules]) -> bytes:
    """These rules, for the calls that this machine has; of all others, only the numbers of x32 are denied."""
    machine = platform.machine()
    known = {number: rules[name] for name, number in NUMBERS[machine].items() if name in rules}
    return bpf.program(machine, known, ALLOW, _UNKNOWN)


def _denied(*names: str) -> dict[str, bpf.Rules]:
    return dict.fromkeys(" ".join(names).split(), (_NO,))


def _allowed_only(index: int, commands: Iterable[int]) -> bpf.Rules:
    """Of a call whose argument says what to do, allow these."""
    return (*((ALLOW, (ArgumentIs(index, command, _LOW_HALF),)) for command in commands), _NO)


def _odd_opens(flags: int) -> bpf.Rules:
    """Deny what no honest ``open`` asks for, and what Landlock lets through before ABI 3.

    To empty a file while it is opened for reading only, or by the access mode 3, which is neither reading nor writing.
    """
    emptied = ArgumentIs(flags, os.O_RDONLY | os.O_TRUNC, os.O_ACCMODE | os.O_TRUNC)
    return (_DENIED, (ArgumentIs(flags, os.O_ACCMODE, os.O_ACCMODE),)), (_DENIED, (emptied,))
