"""The layers of isolation by name: what each does, and how to get it where it is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

LayerName = Literal[
    "namespaces",
    "rlimits",
    "private_uid",
    "no_new_privileges",
    "landlock",
    "landlock_scope",
    "seccomp",
    "seccomp_allow_list",
]


@dataclass(frozen=True)
class Layer:
    """One layer: what it does, and what to do where it is off."""

    does: str
    remedy: str


LAYERS: dict[str, Layer] = {
    "namespaces": Layer(
        "no other files, processes or network of this machine exist there (bubblewrap)",
        "allow user namespaces, install Debian's package bubblewrap, or grade as root outside a container",
    ),
    "rlimits": Layer("CPU, memory, file size, descriptors", "grade under Linux"),
    "private_uid": Layer(
        "a user of its own, who owns nothing but its scratch folder",
        "grade as root: in a container, or with sudo",
    ),
    "no_new_privileges": Layer("no way back to more rights, memory closed to others", "grade under Linux"),
    "landlock": Layer(
        "reads Python and its packages, writes its scratch folder",
        "use a Linux kernel from 6.2 on with Landlock enabled (lsm=landlock,... at boot); from 5.13 on there is a part "
        "of it, which is used but does not keep files from being emptied",
    ),
    "landlock_scope": Layer(
        "no TCP, no signals and no abstract sockets outwards",
        "use a Linux kernel from 6.12 on with Landlock enabled; without it seccomp alone denies these",
    ),
    "seccomp": Layer(
        "no new process, no socket, no reaching for other processes, no emptying by name, no file attributes",
        "use a Linux kernel with seccomp filters, on x86-64 or ARM64",
    ),
    "seccomp_allow_list": Layer(
        "of all system calls, only those that honest notebooks need",
        "as for seccomp; if that is on, a trial has shown that this Python or C library needs one more: please tell us",
    ),
}


NONE = "isolation: none. Student code had all your rights: your files, your network, your processes."


def refusal(missing: Iterable[str]) -> str:
    """Why this machine may not grade, and what would help."""
    lines = [f"  {name} ({LAYERS[name].does}): {LAYERS[name].remedy}" for name in missing]
    return (
        "This machine lacks isolation that grading_config.yaml requires, so nothing was run:\n"
        + "\n".join(lines)
        + "\nIf you trust these submissions as you trust your own programs, give --trust-submissions."
    )
