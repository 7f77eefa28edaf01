"""Landlock: what a worker may read and write, and that it reaches nothing outside, as far as this kernel knows it.

A kernel before 6.12 knows a part of it. A layer is named only where it is whole; the part is enforced all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from landlockpy import AccessFS, AccessNet, Ruleset, abi_version, fs_for_abi, net_for_abi, scope_for_abi

if TYPE_CHECKING:
    from collections.abc import Iterable

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
class Rules:
    """Rules that are made once and enforced by each worker, with the names of the layers that they make whole."""

    common: Ruleset
    files: AccessFS
    layers: tuple[str, ...]

    def enforce(self, scratch: str) -> tuple[str, ...]:
        """Give up everything else; the names of the layers that now hold."""
        self.common.restrict()
        if self.files:
            self._keep_to_scratch(scratch)
        return self.layers

    def _keep_to_scratch(self, scratch: str) -> None:
        """Add a second layer on the common one: of what may be written there, only this folder."""
        with Ruleset(handled_fs=self.files, handled_net=AccessNet.NONE) as rules:
            rules.allow_path("/", _READ)
            rules.allow_path("/dev/null", _NULL)
            rules.allow_path(scratch, _OWN)
            rules.restrict()


def prepare(reach: Reach, without: Iterable[str]) -> Rules | None:
    """Make the rules: read Python and its packages, write somewhere below ``base``; no TCP, no signals outwards."""
    abi = min(abi_version(), reach.abi)
    wanted = [name for name in _WHOLE_FROM_ABI if name not in without]
    if not abi or not wanted:
        return None
    files = fs_for_abi(abi) if "landlock" in wanted else AccessFS.NONE
    outwards = abi if "landlock_scope" in wanted else 0
    net, scoped = net_for_abi(outwards), scope_for_abi(outwards)
    if not (files or net or scoped):
        return None
    common = Ruleset(handled_fs=files, handled_net=net, scoped=scoped)
    if files:
        _allow_files(common, reach)
    return Rules(common, files, tuple(name for name in wanted if abi >= _WHOLE_FROM_ABI[name]))


def _allow_files(rules: Ruleset, reach: Reach) -> None:
    for path in reach.readable:
        rules.allow_path(path, _READ if Path(path).is_dir() else _FILE_READ)
    for path in reach.listed:
        rules.allow_path(path, AccessFS.READ_DIR)
    rules.allow_path(reach.base, _OWN)
    rules.allow_path("/dev/null", _NULL)
