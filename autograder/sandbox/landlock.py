"""Landlock: what a worker may read and write, and that it reaches nothing outside, as far as this kernel knows it.

A kernel before 6.12 knows a part of it. A layer is named only where it is whole; the part is enforced all the same.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.sandbox import kernel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every machine
_ASK_VERSION = 1
_PATH_BENEATH = 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_DIR, _REMOVE_FILE = (1 << bit for bit in range(6))
_MAKE_DIR, _MAKE_REG, _REFER, _TRUNCATE = 1 << 7, 1 << 8, 1 << 13, 1 << 14
# How many rights there are, from which version on; all are taken away but for those that a rule gives.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16, 9: 17}
_NET_RIGHTS = {4: 2, 10: 4}
_SCOPES = {6: 2}
_FILE_READ = _READ_FILE | _EXECUTE
_READ = _FILE_READ | _READ_DIR
_NULL = _READ_FILE | _WRITE_FILE
_OWN = _READ_FILE | _READ_DIR | _WRITE_FILE | _TRUNCATE | _MAKE_REG | _MAKE_DIR | _REMOVE_FILE | _REMOVE_DIR | _REFER
_WHOLE_FROM_ABI = {"landlock": 3, "landlock_scope": 6}  # 3: emptying a file is writing; 6: signals, abstract sockets


@dataclass(frozen=True)
class Reach:
    """What workers may read, which folders they may list but for that not read, and below which folder they write.

    ``abi`` is the newest version of Landlock to use; a test pretends an older kernel by it.
    """

    readable: list[str]
    listed: list[str]
    base: str
    abi: int


@dataclass(frozen=True)
class Ruleset:
    """What may be done at all, as the kernel keeps it behind a descriptor; what no rule gives back is denied."""

    descriptor: int
    files: int

    @classmethod
    def make(cls, files: int, net: int = 0, scoped: int = 0) -> Ruleset:
        """Take these rights on files and ports, and reaching out in these ways."""
        taken = struct.pack("=QQQ", files, net, scoped)
        return cls(kernel.call(_CREATE_RULESET, taken, len(taken), 0), files)

    def allow(self, path: str, rights: int) -> None:
        """Give rights on a file, or on a folder and all below it, as far as they were taken."""
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            kernel.call(_ADD_RULE, self.descriptor, _PATH_BENEATH, struct.pack("=Qi", rights & self.files, place), 0)
        finally:
            os.close(place)

    def restrict(self) -> None:
        """Hold this process to it, and what it starts."""
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.call(_RESTRICT_SELF, self.descriptor, 0)


@dataclass(frozen=True)
class Rules:
    """Rules that are made once and enforced by each worker, with the names of the layers that they make whole."""

    common: Ruleset
    layers: tuple[str, ...]

    def enforce(self, scratch: str) -> tuple[str, ...]:
        """Give up everything else; the names of the layers that now hold."""
        self.common.restrict()
        if self.common.files:
            self._keep_to_scratch(scratch)
        return self.layers

    def _keep_to_scratch(self, scratch: str) -> None:
        """Add a second layer on the common one: of what may be written there, only this folder."""
        rules = Ruleset.make(self.common.files)
        rules.allow("/", _READ)
        rules.allow("/dev/null", _NULL)
        rules.allow(scratch, _OWN)
        rules.restrict()


def abi_version() -> int:
    """Which version of Landlock this kernel has; 0 is none, also where a container forbids to ask."""
    try:
        return kernel.call(_CREATE_RULESET, None, 0, _ASK_VERSION)
    except OSError:
        return 0


def prepare(reach: Reach, without: Iterable[str]) -> Rules | None:
    """Make the rules: read Python and its packages, write somewhere below ``base``; no TCP, no signals outwards."""
    abi = min(abi_version(), reach.abi)
    wanted = [name for name in _WHOLE_FROM_ABI if name not in without]
    files = _all(_FILE_RIGHTS, abi if "landlock" in wanted else 0)
    outwards = abi if "landlock_scope" in wanted else 0
    net, scoped = _all(_NET_RIGHTS, outwards), _all(_SCOPES, outwards)
    if not (files or net or scoped):
        return None
    common = Ruleset.make(files, net, scoped)
    if files:
        _allow_files(common, reach)
    return Rules(common, tuple(name for name in wanted if abi >= _WHOLE_FROM_ABI[name]))


def _all(rights: Mapping[int, int], abi: int) -> int:
    """Each right that this version knows, as bits."""
    return (1 << max((count for since, count in rights.items() if since <= abi), default=0)) - 1


def _allow_files(rules: Ruleset, reach: Reach) -> None:
    for path in reach.readable:
        rules.allow(path, _READ if Path(path).is_dir() else _FILE_READ)
    for path in reach.listed:
        rules.allow(path, _READ_DIR)
    rules.allow(reach.base, _OWN)
    rules.allow("/dev/null", _NULL)
