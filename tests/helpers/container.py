"""Run a command as a container does: ``python tests/helpers/container.py -- COMMAND...``, as root.

The command keeps the 14 capabilities that Docker gives a container, and runs under a filter with the effect of its
default seccomp profile (moby/profiles, seccomp v0.2.3, 2026) for these capabilities on a kernel from 4.8 on. There
the profile allows ptrace and process_vm_*, which older ones deny, and a runtime answers ENOSYS to calls that are
newer than its profile. As in Docker, no_new_privs is not set.

Docker's profile is a list of what is allowed; this one lists what is denied. What else differs: no namespaces, so
the command sees this machine's processes, mounts and network; no masked or read-only paths in /proc and /sys; no
cgroup and no AppArmor; and 32-bit programs are killed, which Docker would run.
"""

from __future__ import annotations

import errno
import os
import platform
import re
import sys
from collections.abc import Sequence
from pathlib import Path

if sys.platform == "linux":
    from autograder.sandbox import bpf, kernel
    from autograder.sandbox.call_numbers import NUMBERS

CAPABILITIES = 0xA80425FB  # what /proc/self/status of root in a container says
_SYS_ADMIN = 1 << 21
_PR_CAPBSET_DROP = 24

_MOUNTS = (
    "mount umount2 pivot_root fsopen fsconfig fsmount fspick move_mount open_tree mount_setattr quotactl quotactl_fd "
    "swapon swapoff sysfs ustat nfsservctl lookup_dcookie open_by_handle_at fanotify_init"
)
_NAMESPACES = "unshare setns sethostname setdomainname"
_NOT_NAMESPACED = "add_key request_key keyctl settimeofday clock_settime syslog acct"
_OTHER_PROCESSES = "kcmp pidfd_getfd process_madvise"
_MEMORY_OF_OTHERS = "mbind set_mempolicy get_mempolicy set_mempolicy_home_node migrate_pages move_pages"
_KERNEL_SURFACE = (
    "bpf perf_event_open userfaultfd uprobe io_uring_setup io_uring_enter io_uring_register "
    "lsm_get_self_attr lsm_set_self_attr lsm_list_modules"
)
_MACHINE = (
    "reboot kexec_load kexec_file_load init_module finit_module delete_module create_module query_module "
    "get_kernel_syms iopl ioperm vhangup"
)
_LONG_GONE = "_sysctl uselib getpmsg putpmsg afs_syscall tuxcall security vserver"
DENIED = " ".join(
    (_MOUNTS, _NAMESPACES, _NOT_NAMESPACED, _OTHER_PROCESSES, _MEMORY_OF_OTHERS, _KERNEL_SURFACE, _MACHINE, _LONG_GONE)
).split()
_OF_X32_ONLY = (528, 533)  # kexec_load and move_pages have numbers of their own there
NEWER_THAN_THE_PROFILE = range(467, 512)
_NEW_NAMESPACES = 0x7E020000  # every CLONE_NEW flag that clone's low word can hold, but for that of time
_PERSONALITIES = (0, 0x8, 0x20000, 0x20008, 0xFFFFFFFF)
_AF_ALG, _AF_VSOCK = 38, 40


def syscall_nr(name: str) -> int:
    """Number of a system call on this machine."""
    return NUMBERS[platform.machine()][name]


def profile(missing: Sequence[str] = ()) -> bytes:
    """The filter: allow, unless a container may not; ``missing`` are further calls that an older kernel lacks."""
    refused = ((bpf.error(errno.EPERM), ()),)
    unknown = ((bpf.error(errno.ENOSYS), ()),)
    by_name = dict.fromkeys(DENIED, refused)
    by_name["clone3"] = unknown  # a filter cannot read its flags; the C library then tries clone
    by_name["clone"] = ((bpf.ALLOW, (bpf.ArgumentIs(0, 0, _NEW_NAMESPACES),)), *refused)
    by_name["personality"] = (*((bpf.ALLOW, (bpf.ArgumentIs(0, known),)) for known in _PERSONALITIES), *refused)
    by_name["socket"] = tuple((bpf.error(errno.EPERM), (bpf.ArgumentIs(0, family),)) for family in (_AF_ALG, _AF_VSOCK))
    by_name |= dict.fromkeys(missing, unknown)
    here = NUMBERS[platform.machine()]
    rules = {here[name] | bit: chosen for name, chosen in by_name.items() if name in here for bit in (0, bpf.X32_BIT)}
    rules |= {number | bpf.X32_BIT: refused for number in _OF_X32_ONLY}
    rules |= dict.fromkeys(NEWER_THAN_THE_PROFILE, unknown)
    return bpf.program(platform.machine(), rules, bpf.ALLOW, bpf.ALLOW)


def lacking() -> str:
    """Why this process cannot start a command as a container does; nothing when it can."""
    if sys.platform != "linux" or not bpf.supported():
        return "needs Linux with seccomp filters"
    held = int(re.search(r"CapEff:\s*(\w+)", Path("/proc/self/status").read_text(encoding="ascii"))[1], 16)
    missing = (CAPABILITIES | _SYS_ADMIN) & ~held
    return f"needs root outside of a container: the capabilities {missing:x} are missing" if missing else ""


def enter(missing: Sequence[str] = ()) -> None:
    """Give up what a container does not have; the capabilities themselves go with the next exec."""
    last = int(Path("/proc/sys/kernel/cap_last_cap").read_text(encoding="ascii"))
    for capability in range(last + 1):
        if not CAPABILITIES >> capability & 1:
            kernel.prctl(_PR_CAPBSET_DROP, capability)
    bpf.load(profile(missing))  # Docker does not give up new privileges either


def inside(command: list[str]) -> list[str]:
    """The command line that runs this one as a container does."""
    return [sys.executable, str(Path(__file__).resolve()), "--", *command]


if __name__ == "__main__":
    enter()
    arguments = sys.argv[2:] if sys.argv[1:2] == ["--"] else sys.argv[1:]
    os.execvp(arguments[0], arguments)
