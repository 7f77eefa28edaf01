"""The emulated container: what Docker's default profile denies is denied, by the filter and not by chance."""

from __future__ import annotations

import json
import subprocess
import sys
from errno import EFAULT, ENOSYS, EPERM
from functools import cache

import pytest

from tests.helpers import container

if reason := container.lacking():
    pytest.skip(reason, allow_module_level=True)

# Acts that harm nothing, and that root may do outside; each gives its error number, 0 for success.
PROBE = """
import ctypes, json, os, sys
libc = ctypes.CDLL(None, use_errno=True)
def act(number, *arguments):
    pid = os.fork()
    if pid == 0:
        os._exit(0 if libc.syscall(number, *map(ctypes.c_long, arguments)) >= 0 else ctypes.get_errno())
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
calls = json.loads(sys.argv[1])
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(json.dumps({"calls": {name: act(*call) for name, call in calls.items()},
                  "status": {name: word.strip() for name, word in status.items()}}))
"""
_CLONE_NEWUSER, _SIGCHLD = 0x10000000, 17
DENIED = {
    "unshare": [_CLONE_NEWUSER],
    "clone": [_CLONE_NEWUSER | _SIGCHLD, 0, 0, 0, 0],
    "setns": [-1, 0],
    "mount": [0, 0, 0, 0, 0],
    "umount2": [0, 0],
    "pivot_root": [0, 0],
    "fsopen": [0, 0],
    "fsmount": [-1, 0, 0],
    "fspick": [-1, 0, 0],
    "open_tree": [-1, 0, 0],
    "move_mount": [-1, 0, -1, 0, 0],
    "mount_setattr": [-1, 0, 0, 0, 0],
    "bpf": [-1, 0, 0],
    "perf_event_open": [0, 0, -1, -1, 0],
    "keyctl": [0, -3, 0],
    "add_key": [0, 0, 0, 0, 0],
    "request_key": [0, 0, 0, 0],
    "userfaultfd": [-1],
    "io_uring_setup": [1, 0],
    "io_uring_enter": [-1, 0, 0, 0, 0, 0],
    "kcmp": [-1, -1, 0, 0, 0],
    "pidfd_getfd": [-1, 0, 0],
    "process_madvise": [-1, 0, 0, 0, 0],
    "open_by_handle_at": [-1, 0, 0],
    "fanotify_init": [-1, -1],
    "get_mempolicy": [0, 0, 0, 0, 0],
    "move_pages": [0, 0, 0, 0, 0, 0],
    "personality": [0x40000],
}
SOCKETS = {"AF_ALG": 38, "AF_VSOCK": 40}
ALLOWED = {
    "landlock_create_ruleset": [0, 0, 1],
    "clone": [_SIGCHLD, 0, 0, 0, 0],
    "personality": [0xFFFFFFFF],
    "memfd_create": [0, 0],
    "pidfd_open": [1, 0],
    "ptrace": [0, 0, 0, 0],
    "seccomp": [2, 0, 0],
}


@cache
def seen(where: str) -> dict[str, dict[str, object]]:
    """What the probes come to, outside and inside."""
    calls = {f"denied {name}": [container.syscall_nr(name), *arguments] for name, arguments in DENIED.items()}
    calls |= {f"denied {name}": [container.syscall_nr("socket"), family, 5, 0] for name, family in SOCKETS.items()}
    calls |= {f"allowed {name}": [container.syscall_nr(name), *arguments] for name, arguments in ALLOWED.items()}
    calls |= {
        "clone3": [container.syscall_nr("clone3"), 0, 0],
        "newer": [container.NEWER_THAN_THE_PROFILE[0], -1, 0, 0, 0, 0],
    }
    line = [sys.executable, "-c", PROBE, json.dumps(calls)]
    line = container.inside(line) if where == "inside" else line
    return json.loads(subprocess.run(line, check=True, capture_output=True, text=True).stdout)


@pytest.mark.parametrize("name", [*DENIED, *SOCKETS])
def test_what_root_may_ask_for_outside_is_denied_inside(name: str) -> None:
    assert seen("outside")["calls"][f"denied {name}"] != EPERM
    assert seen("inside")["calls"][f"denied {name}"] == EPERM


@pytest.mark.parametrize("name", ALLOWED)
def test_what_the_layers_of_the_kit_need_is_allowed(name: str) -> None:
    assert seen("inside")["calls"][f"allowed {name}"] == seen("outside")["calls"][f"allowed {name}"]
    assert seen("inside")["calls"][f"allowed {name}"] in (0, EFAULT)


def test_the_clone_whose_flags_cannot_be_read_does_not_exist() -> None:
    assert seen("inside")["calls"]["clone3"] == ENOSYS


def test_a_call_newer_than_the_profile_does_not_exist() -> None:
    assert seen("inside")["calls"]["newer"] == ENOSYS


def test_the_capabilities_are_those_of_a_container() -> None:
    status = seen("inside")["status"]
    assert {name: status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {
        **dict.fromkeys(("CapPrm", "CapEff", "CapBnd"), "00000000a80425fb"),
        **dict.fromkeys(("CapInh", "CapAmb"), "0" * 16),
    }


def test_the_filter_is_loaded_and_new_privileges_are_not_given_up() -> None:
    assert [seen("inside")["status"][name] for name in ("Seccomp", "NoNewPrivs")] == ["2", "0"]
