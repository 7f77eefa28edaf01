"""Attacks on other processes: killing, tracing, and limiting them."""

from __future__ import annotations

_KILL = """
#: parent
os.kill(os.getppid(), 9)
through("killed")
#: init
os.kill(1, 0)
through("signalled")
#: the-test
os.kill(@PID@, 0)
through("signalled")
#: everybody
os.kill(-1, 0)
through("signalled")
#: own-group
os.killpg(0, 0)
through("signalled")
#: queue
import ctypes
through("queue") if ctypes.CDLL(None).sigqueue(os.getppid(), 0, None) == 0 else None
#: tgkill
import ctypes
through("tgkill") if ctypes.CDLL(None).syscall(234, os.getppid(), os.getppid(), 0) == 0 else None
#: attach
import ctypes
through("ptrace") if ctypes.CDLL(None).ptrace(16, os.getppid(), None, None) == 0 else None
#: trace-me
import ctypes
through("ptrace") if ctypes.CDLL(None).ptrace(0, 0, None, None) == 0 else None
#: pidfd
fd = os.pidfd_open(os.getppid())
through("pidfd")
#: pidfd-getfd
import ctypes
through("pidfd_getfd") if ctypes.CDLL(None).syscall(438, 3, 3, 0) >= 0 else None
#: read-memory
import ctypes
here = ctypes.create_string_buffer(16)
vector = (ctypes.c_size_t * 2)(ctypes.addressof(here), 16)
through("vm_readv") if ctypes.CDLL(None).process_vm_readv(os.getppid(), vector, 1, vector, 1, 0) > 0 else None
#: stop-the-parent
import signal
os.kill(os.getppid(), signal.SIGSTOP)
through("stopped")
#: group-of-the-grader
os.killpg(os.getpgid(os.getppid()), 0)
through("signalled")
#: everybody-by-number
import ctypes
through("kill") if ctypes.CDLL(None).syscall(62, -1, 0) == 0 else None
#: thread-by-number
import ctypes
through("tkill") if ctypes.CDLL(None).syscall(200, os.getppid(), 0) == 0 else None
#: queue-by-number
import ctypes
info = (ctypes.c_int * 32)(0, 0, -1)
libc, pid = ctypes.CDLL(None), os.getppid()
through("rt_sigqueueinfo") if libc.syscall(129, pid, 0, info) == 0 else None
through("rt_tgsigqueueinfo") if libc.syscall(297, pid, pid, 0, info) == 0 else None
#: owner-of-a-pipe cell
import fcntl, signal
for target in (os.getppid(), -os.getpgid(os.getppid())):
    try:
        back, front = os.pipe()
        fcntl.fcntl(back, fcntl.F_SETOWN, target)
        fcntl.fcntl(back, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(back, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
        os.write(front, b"x")
    except OSError:
        pass
#: peer
import socket, struct
wire = socket.socket(fileno=os.dup(100))
pid, uid, _ = struct.unpack("3i", wire.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
wire.close()
for act in (lambda: os.kill(pid, 0), lambda: open(f"/proc/{pid}/mem"), lambda: os.sched_setaffinity(pid, {0})):
    try:
        act()
        through("reached the grader")
    except OSError:
        pass
#: handle-of-the-peer
import ctypes, socket, struct
wire = socket.socket(fileno=os.dup(100))
try:
    handle = struct.unpack("i", wire.getsockopt(socket.SOL_SOCKET, 77, 4))[0]
finally:
    wire.close()
for number, *arguments in ((424, 0, None, 0), (438, 3, 0), (448, 0), (308, 0x20000000)):
    through(number) if ctypes.CDLL(None).syscall(number, handle, *arguments) >= 0 else None
os.close(handle)
#: seize
import ctypes
through("ptrace") if ctypes.CDLL(None).ptrace(0x4206, os.getppid(), None, None) == 0 else None
#: let-others-trace
import ctypes
through("prctl") if ctypes.CDLL(None).prctl(4, 1, 0, 0, 0) == 0 else None
#: write-memory
import ctypes
here = ctypes.create_string_buffer(16)
vector = (ctypes.c_size_t * 2)(ctypes.addressof(here), 16)
through("vm_writev") if ctypes.CDLL(None).process_vm_writev(os.getppid(), vector, 1, vector, 1, 0) > 0 else None
#: compare
import ctypes
through("kcmp") if ctypes.CDLL(None).syscall(312, os.getppid(), os.getpid(), 1, 0, 0) >= 0 else None
#: watch
import ctypes
event = (ctypes.c_uint64 * 16)(1 | 120 << 32)
through("perf_event_open") if ctypes.CDLL(None).syscall(298, event, os.getppid(), -1, -1, 0) >= 0 else None
#: fault-handler
import ctypes
through("userfaultfd") if ctypes.CDLL(None).syscall(323, 1) >= 0 else None
#: kernel-program
import ctypes
through("bpf") if ctypes.CDLL(None).syscall(321, 0, ctypes.create_string_buffer(128), 128) >= 0 else None
#: join-the-group
os.setpgid(0, os.getpgid(os.getppid()))
through("joined")
#: hang-up
import ctypes
through("vhangup") if ctypes.CDLL(None).syscall(153) == 0 else None
"""

_LIMITS_OF_OTHERS = """
#: prlimit
import resource
resource.prlimit(os.getppid(), resource.RLIMIT_CORE, (0, 0))
through("prlimit")
#: read-limits
import resource
through(resource.prlimit(os.getppid(), resource.RLIMIT_CPU))
#: affinity
os.sched_setaffinity(os.getppid(), {0})
through("affinity")
#: nice
os.setpriority(os.PRIO_PROCESS, os.getppid(), 5)
through("nice")
#: scheduler
os.sched_setscheduler(os.getppid(), os.SCHED_BATCH, os.sched_param(0))
through("scheduler")
#: raise-own-limits
import resource
try:
    resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
    through("limit")
except ValueError:
    pass
#: outlive-the-parent
import ctypes
through("prctl") if ctypes.CDLL(None).prctl(1, 0, 0, 0, 0) == 0 else None
#: prlimit-by-number
import ctypes
limits = (ctypes.c_uint64 * 2)(0, 0)
through("prlimit") if ctypes.CDLL(None).syscall(302, os.getppid(), 4, limits, None) == 0 else None
#: limits-of-the-peer
import resource, socket, struct
wire = socket.socket(fileno=os.dup(100))
pid = struct.unpack("3i", wire.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
wire.close()
resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0)) if pid else None
through("prlimit") if pid else None
#: affinity-of-the-test
os.sched_setaffinity(@PID@, os.sched_getaffinity(0))
through("affinity")
#: nice-to-the-user
os.setpriority(os.PRIO_USER, os.getuid(), 5)
through("nice")
#: nice-to-the-group
os.setpriority(os.PRIO_PGRP, os.getpgid(os.getppid()), 5)
through("nice")
#: input-and-output-class
import ctypes
through("ioprio") if ctypes.CDLL(None).syscall(251, 1, os.getppid(), 3 << 13) == 0 else None
#: scheduler-by-number
import ctypes
attributes = (ctypes.c_uint32 * 14)(56, 3)
through("sched_setattr") if ctypes.CDLL(None).syscall(314, os.getppid(), attributes, 0) == 0 else None
#: real-time
os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
through("real time")
#: first-to-be-killed
open(f"/proc/{os.getppid()}/oom_score_adj", "w").write("1000")
through("oom")
#: never-to-be-killed
open("/proc/self/oom_score_adj", "wb", 0).write(b"-1000")
through("oom")
#: pages-of-another
import ctypes
through("move_pages") if ctypes.CDLL(None).syscall(279, os.getppid(), 0, None, None, None, 0) == 0 else None
#: more-descriptors
import resource
try:
    resource.setrlimit(resource.RLIMIT_NOFILE, (100_000, 100_000))
    through("limit")
except ValueError:
    pass
#: more-time
import resource
try:
    resource.setrlimit(resource.RLIMIT_CPU, (10_000, 10_000))
    through("limit")
except ValueError:
    pass
"""

OTHERS = {"kill": _KILL, "others": _LIMITS_OF_OTHERS}
