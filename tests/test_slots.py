"""What a grader lends its workers, a private user, processes and a folder, is back when they have ended."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psutil
import pytest

from autograder.errors import SessionLostError
from autograder.grading import Grader
from autograder.marking.suite import suites_of
from autograder.model import Submission
from autograder.sandbox.launch import ZygoteProcess
from autograder.sandbox.slots import FIRST_UID, SLOTS, Slot
from tests.helpers.known_answers import KIT, ROOT, filled_notebook, plain_right, save
from tests.helpers.sandbox_case import AS_ROOT, ends, student

pytestmark = pytest.mark.slow  # make quick tries each kind elsewhere once

root_only = pytest.mark.skipif(not AS_ROOT, reason="only root may give workers another user")


@root_only
def test_two_graders_never_share_a_user() -> None:
    slots = [Slot() for _ in range(3)]
    uids = {slot.uid for slot in slots}
    for slot in slots:
        slot.release()
    assert len(uids) == 3
    assert uids <= set(range(FIRST_UID, FIRST_UID + SLOTS))


@root_only
def test_a_released_user_is_given_again() -> None:
    for _ in range(SLOTS + 1):
        slot = Slot()
        assert slot.uid is not None
        slot.release()
        slot.release()


@root_only
def test_a_grader_that_died_gives_its_user_back() -> None:
    source = (
        "from autograder.sandbox.slots import Slot\nfor _ in range(50): slots = [*globals().get('slots', []), Slot()]"
    )
    for _ in range(SLOTS // 50 + 1):
        subprocess.run([sys.executable, "-c", source], cwd=ROOT, check=True)


def test_a_process_that_is_not_root_keeps_its_own_user() -> None:
    source = "import os\nfrom autograder.sandbox.slots import Slot\n"
    source += "if os.geteuid() == 0: os.setresuid(60999, 60999, 60999)\nslot = Slot()\nprint(slot.uid)\nslot.release()"
    done = subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("None\n", "")
    assert (Slot().uid is None) == (os.geteuid() != 0)


DAEMON = """
import os, time
read, write = os.pipe()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.write(write, str(os.getpid()).encode())
        time.sleep(60)
    os._exit(0)
os.wait()
daemon = int(os.read(read, 20))
"""


def test_no_daemon_is_left_when_a_session_has_ended(zygote) -> None:
    with student(zygote, DAEMON, "def answer():\n    return daemon") as ran:
        if "seccomp" in ran.session.layers:
            assert ran.troubles[1].startswith("stopped with PermissionError")
            return
        handle = os.pidfd_open(ran.value())
        assert not ends(handle, 0)
    assert ends(handle)
    os.close(handle)


OLD_CALL = """
import ctypes, mmap

code = mmap.mmap(-1, 4096, prot=7)
code.write(bytes([0xB8, 20, 0, 0, 0, 0xCD, 0x80, 0xC3]))  # getpid, as 32-bit programs ask for it
y = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
"""


@pytest.mark.skipif(platform.machine() != "x86_64", reason="other machines have one way to call the kernel")
def test_the_calls_of_32_bit_programs_are_no_way_around(zygote) -> None:
    with student(zygote, OLD_CALL) as ran:
        assert ran.troubles == {1: "crashed its process (signal 31)"}


def test_threads_left_running_do_not_hold_up_the_end(zygote) -> None:
    cell = "import threading\nfor _ in range(5): threading.Thread(target=threading.Event().wait).start()"
    with student(zygote, cell, "def answer():\n    return threading.active_count()") as ran:
        assert ran.value() == 6
        ran.session.drop_worker()
        assert ran.value() == 6


def test_the_folders_are_gone_when_a_session_and_its_zygote_have_ended() -> None:
    with ZygoteProcess() as own:
        with student(own, "open('a', 'w').close()\nimport os\nos.mkdir('b')\nopen('b/c', 'w').close()"):
            pass
        assert [path.name for path in own._scratch.base.iterdir() if path.is_dir() and any(path.iterdir())] == ["home"]
    assert not own._scratch.base.exists()
    assert own._process.poll() is not None


def test_a_folder_nested_very_deep_is_removed_too() -> None:
    own = ZygoteProcess()
    try:
        with student(own, "import os\nfor _ in range(1500):\n    os.mkdir('d')\n    os.chdir('d')"):
            pass
        own.close()
        assert not own._scratch.base.exists()
    finally:
        subprocess.run(["rm", "-rf", own._scratch.base], check=True)
        with suppress(OSError):
            own.close()


def test_a_zygote_that_does_not_answer_is_replaced() -> None:
    with ZygoteProcess() as own:
        with student(own, "def answer():\n    return 1") as ran:
            assert ran.value() == 1
        for process in (family := psutil.Process(own._process.pid).children(recursive=True)):
            process.suspend()
        own._process.send_signal(signal.SIGSTOP)
        own._control.settimeout(0.2)
        with pytest.raises(SessionLostError), student(own, "x = 1"):
            pass
        with student(own, "def answer():\n    return 1") as ran:
            assert ran.value() == 1
        assert not psutil.wait_procs(family, timeout=300)[1]


def test_the_folder_of_a_killed_grader_is_swept_by_the_next(tmp_path) -> None:
    source = (
        "import os, signal\nfrom autograder.sandbox.launch import ZygoteProcess\nzygote = ZygoteProcess()\n"
        "zygote.layers\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    tmp_path.chmod(0o755)
    living = subprocess.Popen(
        [sys.executable, "-c", "from autograder.sandbox.scratch import Scratch\nkeep = Scratch()\ninput()"],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
    )
    while not list(tmp_path.glob("autograder-*/home")):
        time.sleep(0.01)
    kept = list(tmp_path.glob("autograder-*"))
    died = subprocess.run([sys.executable, "-c", source], env=environment, cwd=ROOT)
    assert died.returncode == -signal.SIGKILL
    assert len(list(tmp_path.glob("autograder-*"))) == 2
    sweep = "from autograder.sandbox.scratch import Scratch\nScratch().close()"
    subprocess.run([sys.executable, "-c", sweep], env=environment, cwd=ROOT, check=True)
    assert list(tmp_path.glob("autograder-*")) == kept
    living.communicate(b"\n")


class LosingHost(ZygoteProcess):
    """A host whose machine starts no worker any more."""

    def start(self, job):
        raise SessionLostError("the zygote did not start a worker")


def test_when_no_worker_starts_every_mark_stays_open(tmp_path) -> None:
    notebook = save(filled_notebook("net_input", plain_right("net_input")), tmp_path / "n.ipynb")
    with Grader(KIT.config.limits, suites_of(KIT), LosingHost()) as grader:
        grade = grader.grade(Submission("n.ipynb", notebook))
    assert (grade.status, grade.score) == ("open", None)
    assert [mark.points for mark in grade.marks] == [None] * 3
