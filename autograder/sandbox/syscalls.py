"""Which system calls student code may not make: two seccomp filters, the larger one loaded once.

A filter is inherited by forks at no cost, but loading one costs two to three milliseconds. So what the zygote itself
never needs is denied there, once; a worker adds only what the zygote needed to make it.
"""

from __future__ import annotations

import errno
import os
import platform

from seccompy import Action, ArgCmp, CmpOp, Filter, supported

_X32_BIT, _X32_CALLS = 0x40000000, 548
_CLONE_THREAD = 0x00010000
_STREAM = 1
_PDEATHSIG, _DUMPABLE = 1, 4

_NEW_PROGRAMS = "execve execveat"
_OTHER_PROCESSES = (
    "ptrace process_vm_readv process_vm_writev process_madvise pidfd_getfd kcmp perf_event_open bpf userfaultfd "
    "sched_setaffinity sched_setscheduler sched_setparam sched_setattr setpriority ioprio_set "
    "rt_sigqueueinfo rt_tgsigqueueinfo"
)
_NETWORK = "socket connect bind listen accept accept4"
_MEMORY_OUTSIDE_LIMITS = (
    "memfd_create memfd_secret shmget shmat shmctl semget semop semtimedop semctl "
    "msgget msgsnd msgrcv msgctl mq_open mq_unlink io_uring_setup io_uring_enter io_uring_register"
)
_FILE_ATTRIBUTES = (
    "chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat setxattr lsetxattr fsetxattr removexattr "
    "lremovexattr fremovexattr setxattrat removexattrat file_setattr utime utimes utimensat futimesat "
    "mknod mknodat name_to_handle_at open_by_handle_at"
)
_SYSTEM = (
    "mount umount2 pivot_root chroot unshare setns mount_setattr move_mount open_tree fsopen fsconfig fsmount fspick "
    "keyctl add_key request_key syslog quotactl acct swapon swapoff reboot sethostname setdomainname "
    "init_module finit_module delete_module kexec_load kexec_file_load personality inotify_init inotify_init1 "
    "fanotify_init"
)
_NEVER = (_NEW_PROGRAMS, _OTHER_PROCESSES, _NETWORK, _MEMORY_OUTSIDE_LIMITS, _FILE_ATTRIBUTES, _SYSTEM)
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
    if platform.machine() == "x86_64":
        for number in range(_X32_CALLS):  # the same calls by their other numbers
            rules.errno(number | _X32_BIT, errno.ENOSYS)
    rules.load()
    return True


def deny_for_worker() -> None:
    """Deny this process new processes, other users, and reaching for any process but itself."""
    rules = Filter(default=Action.ALLOW)
    for name in ["fork", "vfork", *_IDENTITY.split(), "pidfd_open", "pidfd_send_signal"]:
        _deny(rules, name)
    rules.errno("clone3", errno.ENOSYS)  # the C library then tries clone, whose flags a filter can read
    rules.errno("clone", errno.EPERM, args=[ArgCmp(0, CmpOp.MASKED_EQ, 0, mask=_CLONE_THREAD)])
    for name in ("kill", "tgkill"):
        rules.errno(name, errno.EPERM, args=[ArgCmp(0, CmpOp.NE, os.getpid())])
    _deny(rules, "tkill")
    rules.errno("prlimit64", errno.EPERM, args=[ArgCmp(0, CmpOp.NE, 0)])
    for option in (_PDEATHSIG, _DUMPABLE):
        rules.errno("prctl", errno.EPERM, args=[ArgCmp(0, CmpOp.EQ, option)])
    rules.load()


def _deny(rules: Filter, name: str) -> None:
    try:
        rules.errno(name, errno.EPERM)
    except ValueError:
        return  # a call that this architecture does not have
