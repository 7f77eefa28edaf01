"""Attacks on limits and on the wire: memory, time, forged frames."""

from __future__ import annotations

_MEMORY = """
#: big-array
import numpy as np
through(np.ones(10**10).sum())
#: memfd
through(os.memfd_create("@MARK@"))
#: shared-memory
from multiprocessing import shared_memory
through(shared_memory.SharedMemory("@MARK@", create=True, size=4096).name)
#: system-v
import ctypes
through("shmget") if ctypes.CDLL(None).shmget(0, 4096, 0o1600) >= 0 else None
#: message-queue
import ctypes
through("msgget") if ctypes.CDLL(None).msgget(0, 0o1600) >= 0 else None
#: descriptors
fds = []
try:
    while len(fds) < 2000:
        fds.append(os.open("/dev/null", os.O_RDONLY))
    through(len(fds))
finally:
    for fd in fds:
        os.close(fd)
#: large-file
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    with open("large", "wb", buffering=0) as file:
        for _ in range(40):
            file.write(bytes(1 << 20))
        through("40 MB") if os.path.getsize("large") > 32 << 20 else None
finally:
    os.remove("large")
#: sparse-file
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    os.truncate(open("sparse", "w").fileno(), 1 << 40)
    through("1 TB")
finally:
    os.remove("sparse")
#: threads
import threading, time
stop, made = threading.Event(), []
threading.stack_size(64 << 10)
try:
    while len(made) < 1000:
        made.append(threading.Thread(target=stop.wait, daemon=True))
        made[-1].start()
    through(len(made)) if "@UIDS@" else None
except RuntimeError:
    pass
finally:
    stop.set()
#: long-text relu 0
def relu(n):
    return "x" * 30_000_000
#: huge-answer relu 0
def relu(n):
    return np.ones(12_000_000)
#: deep-folders cell
for _ in range(300):
    os.mkdir("d")
    os.chdir("d")
"""

_TIME = """
#: loop-in-cell cell
while True:
    pass
#: loop relu 0
def relu(n):
    while True:
        pass
#: loop-that-swallows cell
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
#: regex relu 0
import re
def relu(n):
    re.match("(a+)+$", "a" * 40 + "b")
    return np.maximum(0, n)
#: sleep relu 0
import time
def relu(n):
    time.sleep(60)
    return np.maximum(0, n)
#: ignore-signals cell
import signal
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    pass
#: alarm cell
import signal
signal.signal(signal.SIGALRM, lambda *_: os._exit(3))
signal.setitimer(signal.ITIMER_REAL, 0.05)
while True:
    pass
#: block-signals relu 0
import signal
def relu(n):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    while True:
        pass
#: exit-in-cell cell
os._exit(0)
#: exit relu 0
import os
def relu(n):
    os._exit(0)
#: abort relu 0
import os
def relu(n):
    os.abort()
#: segfault relu 0
import ctypes
def relu(n):
    ctypes.string_at(0)
#: segfault-in-cell cell
import ctypes
ctypes.string_at(0)
#: kill-itself relu 0
import os
def relu(n):
    os.kill(os.getpid(), 15)
#: input cell
input("a number, please")
#: closes-the-wire relu 0
import os
def relu(n):
    os.closerange(0, 200)
    return np.maximum(0, n)
#: print-flood cell
for _ in range(300):
    print("x" * 100_000)
#: fd-flood cell
for _ in range(300):
    os.write(1, b"x" * 100_000) and os.write(2, b"y" * 100_000)
"""

_WIRE = """
#: garbage relu 0
import os
def relu(n):
    os.write(100, b"garbage" * 50)
    return np.maximum(0, n)
#: huge-header relu 0
import os
def relu(n):
    os.write(100, b"\\xff" * 8)
    return np.maximum(0, n)
#: premature relu 0
import json, os, struct
def relu(n):
    for number in range(200):
        text = json.dumps({"id": number, "results": [{"value": {"secret": "THROUGH"}, "changed": [None]}]}).encode()
        os.write(100, struct.pack("!II", len(text), 0) + text)
    return np.maximum(0, n)
#: wrong-number relu 0
import os, struct
def relu(n):
    text = b'{"id": 987654, "results": []}'
    os.write(100, struct.pack("!II", len(text), 0) + text)
    return np.maximum(0, n)
#: deep-json relu 0
import os, struct
def relu(n):
    os.write(100, struct.pack("!II", 500_000, 0) + b"[" * 500_000)
    return np.maximum(0, n)
#: not-a-number relu 0
import os, struct
def relu(n):
    text = b'{"id": NaN, "results": 1e999}'
    os.write(100, struct.pack("!II", len(text), 0) + text)
    return np.maximum(0, n)
#: forged-cell-answer cell
import json, struct
text = json.dumps({"id": 1, "error": None, "state": {}}).encode()
os.write(100, struct.pack("!II", len(text), 0) + text)
#: claims-elements own 0
from autograder.sandbox import wire
def relu(n):
    wire.encode = lambda *_: {"dtype": "<f8", "shape": [10**10], "array": [10**10], "kind": "array"}
    return n
#: frame-of-another-kind own 0
from autograder.sandbox import worker
def relu(n):
    worker._reply = lambda sock, number, *_: worker.wire.write_frame(sock, {"id": number, "results": "THROUGH"})
    return n
#: passes-for-right own 0
from autograder.sandbox import worker
def relu(n):
    ok = {"outcome": "passed", "passed": True, "score": 4, "points": 4}
    worker._call_many = lambda *_: [ok]
    return n * 0 - 7
#: reduce relu 0
class Bomb:
    def __reduce__(self):
        import os
        return os.system, ("touch /tmp/@MARK@",)
def relu(n):
    return Bomb()
#: object-array relu 0
def relu(n):
    return np.array([object()] * 3, dtype=object)
#: nested-lists relu 0
def relu(n):
    x = []
    for _ in range(100_000):
        x = [x]
    return x
#: cycle relu 0
def relu(n):
    x = []
    x.append(x)
    return x
#: wide-integer relu 0
def relu(n):
    return 1 << 5_000_000
#: steals-the-wire cell
os.dup2(os.open("/dev/null", os.O_RDWR), 100)
"""

LIMITS = {"memory": _MEMORY, "time": _TIME, "wire": _WIRE}
