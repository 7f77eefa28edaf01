"""What honest notebooks ask of the kernel, tried once before all workers are held to a list of it.

A C library or a Python that is newer than this kit could need a call that the list lacks, and not do without.
"""

from __future__ import annotations

import importlib
import mmap
import os
import resource
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.sandbox import bpf, kernel, syscalls

if TYPE_CHECKING:
    from collections.abc import Iterable

_CPU_S, _WALL_S = 5, 300  # for some hundredths of a second; only so that it ends


def begin(filters: Iterable[bytes], room: str) -> int:
    """Let a process of its own do honest work under these filters, with files below ``room``; its pid."""
    if pid := os.fork():
        return pid
    try:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
        signal.alarm(_WALL_S)
        for code in filters:
            bpf.load(code)
        syscalls.deny_for_worker()
        _wait()
        _take_memory()
        _keep_files(room)
        _start_nothing()
        os._exit(0)
    finally:
        os._exit(1)


def passed(pid: int) -> bool:
    """Whether that work got on, once it has ended."""
    return os.waitpid(pid, 0)[1] == 0


def _wait() -> None:
    done = threading.Event()
    threads = [threading.Thread(target=done.wait) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(0.001)
    done.set()
    for thread in threads:
        thread.join()
    one, other = socket.socketpair()
    with one, other, select.epoll() as poll:
        one.sendall(b"x")
        poll.register(other)
        poll.poll(1)
        other.recv(1)
    (time.process_time(), time.thread_time(), time.localtime(), os.times(), os.cpu_count(), os.urandom(1))


def _take_memory() -> None:
    with mmap.mmap(-1, 1 << 16) as mapped:
        mapped.resize(1 << 17)
        mapped.madvise(mmap.MADV_DONTNEED)
    bytearray(1 << 18).extend(bytes(1 << 19))  # a block of a map of its own, which grows
    importlib.import_module("_lsprof")  # a library that nobody has loaded yet


def _keep_files(room: str) -> None:
    with tempfile.TemporaryDirectory(dir=room) as folder:
        path, copy = Path(folder, "one"), Path(folder, "other")
        path.write_bytes(b"x" * 10)
        shutil.copyfile(path, copy)
        copy.replace(path)
        with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as mapped:
            mapped[0] = 1
            mapped.flush()
            file.truncate(5)
            os.fsync(file.fileno())
        [path.stat() for path in Path(folder).rglob("*")]
        shutil.disk_usage(folder)


def _start_nothing() -> None:
    """See that a new process is denied in the way that Python knows."""
    try:
        subprocess.run(["true"], check=False)  # noqa: S607 - it must not start
    except PermissionError:
        return
    raise AssertionError("a process has started")
