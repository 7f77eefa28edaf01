"""Attacks on the platform's own files as data: what Gradescope's autograders have fallen for, and their kin.

Each block is ``#: id [points of relu]``: a cell that goes in front of a right notebook. It may say ``through(what)``
when it got what it may not have. ``FILES`` are handed in beside a right notebook.
"""

from __future__ import annotations

import pickle

from tests.attacks import ATTACKS, Attack
from tests.emulation.task import KNOCK_PORT

FORGED = '{"score": 999, "output": "forged", "tests": []}'
_CELLS = """
#: appends-to-run-autograder
for path in ("/autograder/run_autograder", "/autograder/source/run_autograder", "/autograder/source/setup.sh"):
    try:
        with open(path, "a") as file:
            file.write("\\necho '" + FORGED + "' > /autograder/results/results.json\\n")
        through(path)
    except OSError:
        pass
#: rewrites-results-from-a-thread
import threading, time
def rewrite():
    while True:
        try:
            with open("/autograder/results/results.json", "w") as file:
                file.write(FORGED)
            through("results")
        except OSError:
            time.sleep(0.001)
threading.Thread(target=rewrite, daemon=True).start()
#: rewrites-results-from-a-child
import os, subprocess, sys, time
body = f"while True:\\n try: open('/autograder/results/results.json', 'w').write({FORGED!r})\\n except OSError: pass"
for start in (lambda: subprocess.Popen([sys.executable, "-c", body], start_new_session=True),
              lambda: os.posix_spawn(sys.executable, [sys.executable, "-c", body], {}),
              lambda: os.fork() or exec(body)):
    try:
        start()
        through("a child")
    except OSError:
        pass
#: writes-results-and-leaves 0
import os
try:
    with open("/autograder/results/results.json", "w") as file:
        file.write(FORGED)
    through("results")
except OSError:
    pass
def relu(n):
    os.closerange(0, 1 << 16)
    os._exit(0)
#: watches-the-results
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
handle = libc.inotify_init()
if handle >= 0 and libc.inotify_add_watch(handle, b"/autograder/results", 0xFFF) >= 0:
    through("a watch on the results")
#: replaces-the-engine
import numpy, os, sys
for path in (numpy.__file__, sys.executable, os.path.dirname(numpy.__file__) + "/../autograder/gradescope/run.py",
             "/opt/autograder/pyvenv.cfg", "/opt/autograder/lib/sitecustomize.py", "/opt/autograder/bin/python"):
    for mode in ("a", "w"):
        try:
            open(path, mode).close()
            through(path)
        except OSError:
            pass
#: plants-in-the-harness
import glob, os
places = ["/autograder/harness.py", "/autograder/sitecustomize.py", "/usr/lib/python3/dist-packages/sitecustomize.py",
          "/usr/local/lib/sitecustomize.py", "/etc/profile", "/etc/cron.d/job", "/root/.bashrc", "/root/.profile",
          "/etc/ld.so.preload", "/usr/bin/python3", "/bin/sh", "/autograder/results/stdout", "/etc/passwd"]
for path in [*places, *glob.glob("/usr/lib/python3*/dist-packages")]:
    try:
        open(path, "a").close()
        through(path)
    except OSError:
        pass
#: reads-who-handed-in
import os
for path in ["/autograder/" + name for name in ("submission_metadata.json", "submission", "source", "results")]:
    try:
        through(os.listdir(path) if os.path.isdir(path) else open(path).read())
    except OSError:
        pass
#: unlocks-the-rooms
import os
for path in ("/autograder", "/autograder/source", "/autograder/results", "/opt/autograder"):
    for change in (lambda: os.chmod(path, 0o777), lambda: os.chown(path, os.getuid(), -1),
                   lambda: os.rename(path, path + ".old"), lambda: os.symlink("/tmp", path + "/link")):
        try:
            change()
            through(path)
        except OSError:
            pass
#: kills-everybody
import os, signal
for pid in [1, os.getppid(), *range(2, 400)]:
    if pid != os.getpid():
        try:
            os.kill(pid, signal.SIGKILL)
            through(pid)
        except OSError:
            pass
#: walks-the-stack
import gc, sys
frame = sys._getframe()
while frame is not None:
    if "hidden" in frame.f_code.co_filename or "-detnalp"[::-1] in repr(frame.f_locals)[:100000]:
        through(frame.f_code.co_filename)
    frame = frame.f_back
if any("-detnalp"[::-1] in o for o in gc.get_referents(*gc.get_objects()) if type(o) is str):
    through("a planted word")
#: finds-a-place-to-write
import os
for place, _, files in os.walk("/"):
    if not place.startswith(("/proc", "/sys", os.getcwd())) and place != os.environ["IPYTHONDIR"]:
        try:
            with open(place + "/left", "w"):
                through(place)
        except OSError:
            pass
#: takes-all-the-memory
import numpy as np
hoard = []
try:
    while True:
        hoard.append(np.ones(1 << 22))
except MemoryError:
    del hoard
#: fills-the-disk
import os
for number in range(4000):
    try:
        with open(f"fill{number}", "wb") as file:
            file.write(bytes(1 << 20))
    except OSError:
        break
#: opens-everything
import os
held = []
try:
    while True:
        held.append(os.open("/dev/null", os.O_RDONLY))
except OSError:
    [os.close(one) for one in held]
#: never-ends 0
def relu(n):
    while True:
        pass
#: sleeps 0
import time
def relu(n):
    time.sleep(1000)
#: floods-the-output
import sys
for number in range(200):
    print("{" + "x" * 100_000)
    sys.__stdout__.write(FORGED), sys.__stderr__.write(FORGED)
#: says-results-in-its-error 0
def relu(n):
    raise ValueError(FORGED + ' </output> \\x00 \\x1b[2J')
#: knocks
import socket, urllib.request
for knock in (lambda: socket.create_connection(("127.0.0.1", @PORT@), 1),
              lambda: urllib.request.urlopen("http://127.0.0.1:@PORT@/", timeout=1)):
    try:
        knock()
        through("the network")
    except OSError:
        pass
"""


def _blocks() -> dict[str, tuple[str, float]]:
    found = {}
    for block in _CELLS.replace("@PORT@", str(KNOCK_PORT)).split("\n#: ")[1:]:
        head, _, code = block.partition("\n")
        name, points = (*head.split(), "4")[:2]
        found[name] = code, float(points)
    return found


class _Runs:
    """A pickle that runs a command where somebody unpickles it."""

    def __reduce__(self) -> tuple[object, ...]:
        import os

        return os.system, (f"echo '{FORGED}' > /autograder/results/results.json; touch /autograder/unpickled",)


CELLS = _blocks()
FILES: dict[str, bytes] = {
    ".OTTER_LOG": pickle.dumps(_Runs(), protocol=0),
    "log.pickle": pickle.dumps(_Runs()),
    "results.json": FORGED.encode(),
    "results/results.json": FORGED.encode(),
    "tests/relu_hidden.py": b"raise SystemExit('a foreign test was run')\n",
    "tests/relu.py": b"open('/autograder/foreign', 'w')\n",
    "conftest.py": b"open('/autograder/foreign', 'w')\n",
    "sitecustomize.py": b"open('/autograder/foreign', 'w')\n",
    "numpy.py": b"open('/autograder/foreign', 'w')\n",
    "autograder/__init__.py": b"open('/autograder/foreign', 'w')\n",
    "solutions/activation_functions.py": b"relu = None\n",
    "grading_config.yaml": b"limits: {cell_cpu_s: 1000}\n",
    "setup.sh": b"touch /autograder/foreign\n",
    "run_autograder": b"#!/bin/sh\ntouch /autograder/foreign\n",
}
LINKS = {
    "stolen.ipynb": "/autograder/source/solutions/activation_functions.py",
    "passwd.ipynb": "/etc/passwd",
    "room": "/autograder/source",
}


def tries(family: str) -> list[Attack]:
    """The attacks of one family of the kit's own, of the kind that fit into one notebook."""
    return [attack for attack in ATTACKS if attack.family == family and attack.kind == "try"]
