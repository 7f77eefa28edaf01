"""The filter of system calls: its table of numbers, and what the kernel makes of its programs."""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

if sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"):
    pytest.skip("needs Linux on x86-64 or ARM64", allow_module_level=True)

from autograder.sandbox import bpf, syscalls
from autograder.sandbox.bpf import ALLOW, ArgumentIs, error, program
from autograder.sandbox.call_numbers import NUMBERS
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.known_answers import ROOT
from tests.helpers.sandbox_case import student

HEADERS = {"x86_64": "/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "aarch64": "/usr/include/asm-generic/unistd.h"}
_NAMED = re.compile(r"#define __NR_(\w+) (?:__NR3264_)?(\w+)")
_NUMBERED = re.compile(r"#define __NR3264_(\w+) (\d+)")
_NOT_THERE = {"syscalls", "arch_specific_syscall", "sync_file_range2"}  # two that are no calls, one of other machines
_OF_32_BITS = range(403, 424)

NEVER = 900  # no kernel has a call of this number: what answers is the filter
ON_A_MACHINE_THAT_LACKS = r"""
import json, platform, sys
from autograder.sandbox import bpf, kernel
from autograder.sandbox.call_numbers import NUMBERS
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.sandbox_case import answer, student
lacking = {NUMBERS[platform.machine()][name]: ((bpf.error(38), ()),) for name in sys.argv[1:]}
kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
bpf.load(bpf.program(platform.machine(), lacking, bpf.ALLOW, bpf.ALLOW))
with ZygoteProcess() as zygote:
    with student(zygote, "import os") as one:
        layers = one.session.layers
    denied = "def answer():\n    try:\n        os.fork()\n    except PermissionError:\n        return 'denied'"
    print(json.dumps([layers, answer(zygote, "import os", denied)]))
"""
UNNEEDED = """
import ctypes
def answer(number):
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.syscall(number, 1, (ctypes.c_ulong * 1)()) and ctypes.get_errno()
"""
PROBE = """
import ctypes, json, sys
from autograder.sandbox import bpf, kernel
code, calls = bytes.fromhex(sys.argv[1]), json.loads(sys.argv[2])
kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
bpf.load(code)
def answer(number, *arguments):
    try:
        return kernel.call(number, *arguments)
    except OSError as error:
        return error.errno
print(json.dumps([answer(*call) for call in calls]))
"""


def answers(code: bytes, calls: Sequence[Sequence[int]]) -> list[int]:
    """The error numbers with which calls come back under a filter."""
    line = [sys.executable, "-c", PROBE, code.hex(), json.dumps(calls)]
    return json.loads(subprocess.run(line, check=True, capture_output=True, text=True).stdout)


@pytest.mark.parametrize("machine", NUMBERS)
def test_the_numbers_are_those_of_the_kernels_header(machine: str) -> None:
    header = Path(HEADERS[machine])
    if not header.is_file():
        pytest.skip(f"{header} is missing: Debian's package linux-libc-dev has it")
    text = header.read_text(encoding="ascii")
    moved, there = dict(_NUMBERED.findall(text)), dict[int, str]()
    for name, value in _NAMED.findall(text):
        number = moved.get(value, value)
        if name not in _NOT_THERE and number.isdigit() and int(number) not in _OF_32_BITS:
            there.setdefault(int(number), name)  # where there are two names, the first is the one of 64 bits
    ours = {number: name for name, number in NUMBERS[machine].items()}
    assert len(there) > 300
    assert {number: ours.get(number) for number in there if number <= max(ours)} == {
        number: name for number, name in there.items() if number <= max(ours)
    }


WIDE = 0x1234_0000_0000_0005


@pytest.mark.parametrize(
    ("given", "yes", "no"),
    [
        (ArgumentIs(0, 5), [5], [4, 6, 5 | 1 << 32, 5 | 1 << 63, 0]),
        (ArgumentIs(5, WIDE), [WIDE], [5, WIDE + 1, WIDE ^ 1 << 32, WIDE ^ 1 << 63]),
        (ArgumentIs(1, 5, 0xFFFF_FFFF), [5, WIDE, 5 | 1 << 63], [4, 6, 0, 1 << 32]),
        (ArgumentIs(2, 2 << 32, 3 << 32), [2 << 32, 2 << 32 | 7, 6 << 32], [0, 2, 3 << 32]),
        (ArgumentIs(3, 0, 0x10400), [0, 0x200, 1 << 63], [0x400, 0x10000, 0x10400]),
        (ArgumentIs(4, 0x10400, 0x10400), [0x10400, 0x30500, 1 << 40 | 0x10400], [0x400, 0x10000, 0]),
    ],
)
def test_an_argument_is_compared_by_both_of_its_halves(given: ArgumentIs, yes: list[int], no: list[int]) -> None:
    code = program(platform.machine(), {NEVER: ((error(77), (given,)), (error(78), ()))}, ALLOW, ALLOW)
    calls = [[NEVER, *([0] * given.index), value] for value in (*yes, *no)]
    assert answers(code, calls) == [77] * len(yes) + [78] * len(no)


def test_all_that_a_rule_asks_must_be_given_and_the_first_such_rule_answers() -> None:
    first, second = ArgumentIs(0, 1), ArgumentIs(1, 2, 3)
    rules = ((error(71), (first, second)), (error(72), (first,)), (error(73), (second,)))
    code = program(platform.machine(), {NEVER: (*rules, (error(70), ()))}, ALLOW, ALLOW)
    calls = [[NEVER, 1, 6], [NEVER, 1, 1], [NEVER, 0, 2], [NEVER, 0, 0]]
    assert answers(code, calls) == [71, 72, 73, 70]


def test_each_number_has_its_own_answer_and_so_has_what_lies_beyond() -> None:
    rules = {number: ((error(100 + number - NEVER), ()),) for number in (NEVER, NEVER + 1, NEVER + 5)}
    rules[bpf.X32_BIT + NEVER] = ((error(120), ()),)
    code = program(platform.machine(), rules, ALLOW, error(119))
    numbers = [NEVER - 1, NEVER, NEVER + 1, NEVER + 2, NEVER + 4, NEVER + 5, NEVER + 6]
    beyond = [bpf.X32_BIT, bpf.X32_BIT + NEVER, bpf.X32_BIT + NEVER + 1, 0x7FFF_FFFF, -2, -1000]
    enosys = 38
    expected = [enosys, 100, 101, enosys, enosys, 105, enosys, 119, 120, 119, 119, 119, 119]
    assert answers(code, [[number] for number in (*numbers, *beyond)]) == expected


@pytest.mark.slow
@pytest.mark.parametrize(("without", "error_number"), [([], 38), (["seccomp_allow_list"], 0)])
def test_a_call_that_nobody_needs_is_unknown_and_only_the_list_makes_it_so(
    without: list[str], error_number: int
) -> None:
    with ZygoteProcess(without=without) as zygote, student(zygote, UNNEEDED) as ran:
        assert ran.value("answer", NUMBERS[platform.machine()]["io_setup"]) == error_number


@pytest.mark.slow
@pytest.mark.parametrize(("lacking", "listed"), [([], True), (["mremap"], False)])
def test_where_honest_work_fails_under_the_list_workers_run_without_it_and_say_so(
    lacking: list[str], listed: bool
) -> None:
    line = [sys.executable, "-c", ON_A_MACHINE_THAT_LACKS, *lacking]
    done = subprocess.run(line, cwd=ROOT, check=True, capture_output=True, text=True)
    layers, denied = json.loads(done.stdout)
    assert "seccomp" in layers
    assert ("seccomp_allow_list" in layers) == listed
    assert denied == "denied"


def test_what_is_allowed_or_denied_by_name_has_a_number_somewhere() -> None:
    named = " ".join((*syscalls._NEEDED, *syscalls._NEVER, *syscalls._OF_WORKERS)).split()
    assert set(named) - {name for numbers in NUMBERS.values() for name in numbers} == set()
    assert sorted(set(named)) == sorted(named), "a call is allowed and denied"
