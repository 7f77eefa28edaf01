"""With an older Landlock and no namespaces nothing outside is signalled or changed, and the layers say what holds."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache

import pytest

from autograder.errors import KitError
from autograder.sandbox.landlock import abi_version
from autograder.sandbox.launch import ZygoteProcess
from tests.attacks.old_kernels import FILES, SIGNALS
from tests.attacks.run import PLAIN_USER, skip_reason
from tests.helpers.known_answers import ROOT
from tests.helpers.sandbox_case import AS_ROOT, answer, student

pytestmark = pytest.mark.long

if words := skip_reason("plain-user"):
    pytest.skip(words, allow_module_level=True)
if abi_version() < 6:
    pytest.skip("this kernel is itself an older one", allow_module_level=True)

ALONE_BY_SECCOMP = {
    *("owner", "owner-without-signal", "owner-ex", "owner-by-wide-number", "ioctl", "ioctl-by-wide-number", "pipe"),
    *("group", "folder-changes", "kill", "thread", "queued", "truncate", "truncate-mine", "truncate-by-number"),
    *("opened-to-read", "opened-to-read-by-wide-number", "opened-for-nothing", "opened-for-nothing-mine"),
    *("opened-by-structure", "created", "lease"),
}


@cache
def ran(*arguments: str) -> dict[str, list[str]]:
    """What came of all cells, as a user without rights."""
    user = {"user": PLAIN_USER, "group": PLAIN_USER, "extra_groups": []} if AS_ROOT else {}
    line = [sys.executable, "-m", "tests.helpers.old_kernel", *arguments]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, **user)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("abi", ["2", "0"])
@pytest.mark.parametrize("name", [*SIGNALS, *FILES])
def test_nothing_outside_is_signalled_or_changed(abi: str, name: str) -> None:
    if abi == "0" and name in {"append", "rename", "link"}:
        pytest.skip("without Landlock file permissions are what is left, and this user owns the file")
    assert name not in ran(abi)["came"]


def test_each_attack_is_real() -> None:
    assert ALONE_BY_SECCOMP - set(ran("2", "seccomp", "seccomp_allow_list")["came"]) == set()


@pytest.mark.parametrize(
    ("abi", "whole"),
    [(0, set()), (1, set()), (2, set()), (3, {"landlock"}), (5, {"landlock"}), (6, {"landlock", "landlock_scope"})],
)
def test_a_layer_is_named_only_where_the_kernel_gives_all_of_it(abi: int, whole: set[str]) -> None:
    with ZygoteProcess(landlock_abi=abi) as older, student(older, "x = 1") as one:
        assert {name for name in one.session.layers if name.startswith("landlock")} == whole


@pytest.mark.parametrize(("abi", "missing"), [(2, "landlock"), (5, "landlock_scope")])
def test_what_is_required_and_given_in_part_is_refused_by_name(abi: int, missing: str) -> None:
    with (
        ZygoteProcess(required=["landlock", "landlock_scope"], landlock_abi=abi) as older,
        pytest.raises(KitError, match=rf"\n  {missing} .*use a Linux kernel from 6"),
        student(older, "x = 1"),
    ):
        pass


@pytest.mark.parametrize("make", ["abi-2", "newest"])
def test_a_part_is_enforced_all_the_same(make: str) -> None:
    with ZygoteProcess(without=["namespaces", "seccomp"], landlock_abi=2 if make == "abi-2" else 99) as older:
        cell = (
            "def answer():\n    try:\n        open('/etc/passwd')\n    except PermissionError:\n        return 'denied'"
        )
        assert answer(older, cell) == "denied"


HONEST = """
import os, sqlite3, asyncio, tempfile, threading, subprocess, io, contextlib
open("a", "w").write("one")
with open("a", "r+") as file:
    file.truncate(1)
os.truncate(os.open("a", os.O_RDWR), 0)
open("a", "w+").close()
open("a", "x2"[:1]) if not os.path.exists("a") else None
with sqlite3.connect("class.db") as base:
    base.execute("create table spikes (time real)")
    base.execute("insert into spikes values (1.5)")
async def tick():
    await asyncio.sleep(0)
    return 1
with contextlib.closing(asyncio.new_event_loop()) as loop:
    loop.run_until_complete(tick())
reading, writing = os.pipe()
os.set_blocking(reading, False)
os.set_inheritable(reading, False)
copy = os.dup(reading)
os.isatty(0), os.isatty(writing)
thread = threading.Thread(target=os.getpid)
thread.start()
thread.join()
with tempfile.NamedTemporaryFile() as file:
    file.write(b"x")
import numpy as np

np.savez("b.npz", x=np.arange(3))
print(os.get_terminal_size) or np.load("b.npz")["x"]
def answer():
    return sqlite3.connect("class.db").execute("select time from spikes").fetchone()[0]
"""


def test_what_honest_code_asks_of_files_still_works(zygote: ZygoteProcess) -> None:
    assert answer(zygote, HONEST) == 1.5
