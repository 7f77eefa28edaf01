"""Filters of system calls as the kernel takes them: small programs that read a call's number and arguments.

A program looks its number up by halving, so that it runs a dozen instructions and not hundreds. Jumps lead forwards by
what they skip; so pieces are laid one behind the other and know nothing of where they lie.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.sandbox import kernel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ALLOW, _ERROR, _KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH: a 32-bit call has another one, and other numbers
X32_BIT = 0x40000000  # from here on the same calls by other numbers, with pointers of 32 bits; then negative numbers
_ALL = (1 << 64) - 1
_LOAD, _AND, _JUMP, _JUMP_IF_SAME, _JUMP_IF_NOT_LESS, _RETURN = 0x20, 0x54, 0x05, 0x15, 0x35, 0x06
_NUMBER_AT, _MACHINE_AT, _ARGUMENTS_AT = 0, 4, 16  # in struct seccomp_data
_MODE_FILTER = 2


@dataclass(frozen=True)
class ArgumentIs:
    """What an argument must be: all 64 bits of it, but for those that the mask leaves out."""

    index: int
    value: int
    mask: int = _ALL


Rule = tuple[int, tuple[ArgumentIs, ...]]
Rules = tuple[Rule, ...]


def error(number: int) -> int:
    """Answer a call with this error instead of making it."""
    return _ERROR | number


def program(machine: str, rules: Mapping[int, Rules], default: int, beyond: int) -> bytes:
    """A filter that answers each number by the first of its rules whose arguments are given.

    Where none is, it answers ``default``, and ``beyond`` from ``X32_BIT`` on. A call of another machine's kind ends the
    process.
    """
    codes = {0: _answer(default), X32_BIT: _answer(beyond)}
    for number, chosen in rules.items():
        rest = _answer(default if number < X32_BIT else beyond)
        codes[number] = b"".join(_rule(*one) for one in chosen) + rest
        codes.setdefault(number + 1, rest)
    runs: list[tuple[int, bytes]] = []
    for first, code in sorted(codes.items()):
        if not runs or runs[-1][1] != code:
            runs.append((first, code))
    ours = _step(_LOAD, _MACHINE_AT) + _step(_JUMP_IF_SAME, MACHINES[machine], 1, 0) + _answer(_KILL_PROCESS)
    return ours + _step(_LOAD, _NUMBER_AT) + _search(runs)


def _step(operation: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", operation, if_so, if_not, value)


def _answer(action: int) -> bytes:
    return _step(_RETURN, action)


def _length(code: bytes) -> int:
    return len(code) // 8


def _search(runs: Sequence[tuple[int, bytes]]) -> bytes:
    """What to do for the number that is loaded: each run begins with its number and ends before the next one's."""
    if len(runs) == 1:
        return runs[0][1]
    half = len(runs) // 2
    low, high = _search(runs[:half]), _search(runs[half:])
    return _step(_JUMP_IF_NOT_LESS, runs[half][0], 0, 1) + _step(_JUMP, _length(low)) + low + high


def _rule(action: int, given: tuple[ArgumentIs, ...]) -> bytes:
    """Answer if all is given; otherwise fall out at the end. A number is compared half by half, the low one first."""
    code = _answer(action)
    halves = [(one, half) for one in given for half in (0, 1) if one.mask >> 32 * half & 0xFFFFFFFF]
    for one, half in reversed(halves):
        value, mask = (number >> 32 * half & 0xFFFFFFFF for number in (one.value, one.mask))
        unequal = _step(_JUMP_IF_SAME, value, 0, _length(code))
        code = _step(_LOAD, _ARGUMENTS_AT + 8 * one.index + 4 * half) + _step(_AND, mask) + unequal + code
    return code


class _Program(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def supported() -> bool:
    """Whether this kernel takes filters: it then looks for one where none is given."""
    try:
        kernel.prctl(kernel.PR_SET_SECCOMP, _MODE_FILTER)
    except OSError as refused:
        return refused.errno == errno.EFAULT
    return False


def load(code: bytes) -> None:
    """Put a filter before all calls of this thread from now on, and of what it starts.

    Raises
    ------
    OSError
        When the kernel says no: unless new privileges were given up, only the machine's administrator may.
    """
    kernel.prctl(kernel.PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(_Program(_length(code), code)))
