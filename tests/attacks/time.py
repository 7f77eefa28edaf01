"""Attacks by time and end: loops, hangs, signals, crashes and exits, in cells and in functions."""

from __future__ import annotations

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
#: power-in-c relu 0
def relu(n):
    return len(str(10 ** 10**8 % 7)) + 0 * n
#: power-in-c-in-a-cell cell
10 ** 10**8 % 7
#: regex-in-a-cell cell
import re
re.match("(a+)+$", "a" * 40 + "b")
#: sleep-in-a-cell cell
import time
time.sleep(60)
#: abort-in-a-cell cell
os.abort()
#: deadlock-in-a-cell cell
import threading
event = threading.Event()
thread = threading.Thread(target=event.wait, daemon=True)
thread.start(), thread.join()
#: never-awaited cell
import asyncio
await asyncio.sleep(60)
#: busy-threads relu 0
import threading
def spin():
    while True:
        pass
def relu(n):
    threads = [threading.Thread(target=spin, daemon=True) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
#: stops-itself relu 0
import os, signal
def relu(n):
    os.kill(os.getpid(), signal.SIGSTOP)
#: stops-itself-in-a-cell cell
import signal
os.kill(os.getpid(), signal.SIGSTOP)
#: kills-itself-for-sure relu 0
import os
def relu(n):
    os.kill(os.getpid(), 9)
#: deep-c-stack relu 0
import sys
def relu(n):
    sys.setrecursionlimit(10**9)
    def fall():
        return max([0], key=lambda _: fall())
    return fall()
#: bad-bytecode relu 0
def relu(n):
    return n
relu.__code__ = relu.__code__.replace(co_code=bytes(len(relu.__code__.co_code)), co_stacksize=0)
#: debugger cell
breakpoint()
#: debugger-magic cell
%debug
#: leaves-in-a-thread cell
import threading
threading.Thread(target=os._exit, args=(0,)).start()
import time
time.sleep(0.2)
#: leaves-at-exit cell
import atexit
atexit.register(os._exit, 9)
quit()
"""

TIME = {"time": _TIME}
