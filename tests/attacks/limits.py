"""Attacks on limits: memory, disk, and output."""

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
#: touched cell
kept = []
while True:
    kept.append(bytearray(64 << 20))
#: shared-map
import mmap
through(mmap.mmap(-1, 4 << 30))
#: reserved-map
import mmap
through(mmap.mmap(-1, 4 << 30, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000))
#: heap-by-brk
import ctypes
libc = ctypes.CDLL(None)
libc.sbrk.argtypes, libc.sbrk.restype = [ctypes.c_ssize_t], ctypes.c_ssize_t
through("brk") if libc.sbrk(4 << 30) != -1 else None
#: secret-memory
import ctypes
through("memfd_secret") if ctypes.CDLL(None).syscall(447, 0) >= 0 else None
#: buffers-of-pipes
import fcntl
fds, held = [], 0
try:
    while len(fds) < 2000:
        fds += os.pipe()
        held += fcntl.fcntl(fds[-1], fcntl.F_SETPIPE_SZ, 1 << 20)
    through(held)
finally:
    for fd in fds:
        os.close(fd)
#: buffers-of-sockets
import socket
pairs = []
try:
    while len(pairs) < 1000:
        pairs.append(socket.socketpair())
        pairs[-1][0].setblocking(False)
        pairs[-1][0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 64 << 20)
        pairs[-1][0].send(bytes(8 << 20))
    through(len(pairs))
finally:
    [sock.close() for pair in pairs for sock in pair]
#: great-stack-of-threads
import threading
threading.stack_size(1 << 30)
try:
    for _ in range(8):
        threading.Thread(target=threading.Event().wait, args=(0.2,), daemon=True).start()
    through("8 GB of stacks")
except RuntimeError:
    pass
finally:
    threading.stack_size(0)
#: endless-list relu 0
def relu(n):
    kept = [n]
    while True:
        kept += kept
#: great-text relu 0
def relu(n):
    return "x" * (1 << 40)
#: great-broadcast relu 0
def relu(n):
    return np.broadcast_to(np.zeros(1), (1 << 20, 1 << 20))
"""

_DISK = """
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
#: deep-folders cell
for _ in range(300):
    os.mkdir("d")
    os.chdir("d")
#: many-files cell
for number in range(24):
    with open(f"part-{number}", "wb", buffering=0) as file:
        file.write(bytes(15 << 20))
found.append("360 MB in the files of one notebook")
#: reserved-file
try:
    os.posix_fallocate(os.open("reserved", os.O_CREAT | os.O_WRONLY), 0, 1 << 34)
    through("16 GB")
finally:
    os.remove("reserved")
#: many-folders cell
for number in range(20_000):
    os.mkdir(f"d{number}")
#: written-by-magic cell
get_ipython().run_line_magic("logstart", "log.txt")
"""

_FLOODS = """
#: print-flood cell
for _ in range(300):
    print("x" * 100_000)
#: fd-flood cell
for _ in range(300):
    os.write(1, b"x" * 100_000) and os.write(2, b"y" * 100_000)
#: one-line cell
print("x" * 100_000_000)
#: error-flood cell
import logging, warnings
for number in range(3000):
    sys.stderr.write("x" * 10_000)
    logging.warning("x" * 10_000)
    warnings.warn(f"{number}" + "x" * 1000)
#: display-flood cell
from IPython.display import HTML, clear_output, display
for _ in range(3000):
    display(HTML("<b>" + "x" * 10_000))
    clear_output()
#: last-value-flood cell
["x" * 1_000_000] * 1000
#: figure-flood cell
import matplotlib.pyplot as plt
for _ in range(30):
    plt.figure(figsize=(50, 50))
#: carriage-return-flood cell
for number in range(200_000):
    print(number, end="\\r", flush=True)
#: libc-flood cell
import ctypes
for _ in range(2000):
    ctypes.CDLL(None).puts(b"x" * 10_000)
#: traceback-flood cell
def fall(depth):
    if depth == 0:
        raise ValueError("x" * 1_000_000)
    fall(depth - 1)
fall(900)
#: flood-in-a-call relu
def relu(n):
    print("x" * 10_000_000)
    os.write(1, b"x" * 10_000_000)
    return np.maximum(0, n)
#: flood-of-changes relu 0
def relu(n):
    n.resize(n.size + 5_000_000, refcheck=False)
    return n
#: flood-of-marks cell
linear = type("x" * 10_000_000, (), {})()
"""

LIMITS = {"memory": _MEMORY, "disk": _DISK, "floods": _FLOODS}
