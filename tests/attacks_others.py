"""Attacks on other processes, on the network, and by new processes."""

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
"""

_NETWORK = """
#: tcp
import socket
socket.create_connection(("127.0.0.1", @TCP@), timeout=1).send(b"inputs")
through("connected")
#: udp
import socket
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"inputs", ("127.0.0.1", @UDP@))
through("sent")
#: unix
import socket
socket.socket(socket.AF_UNIX).connect("@UNIX@")
through("connected")
#: abstract
import socket
socket.socket(socket.AF_UNIX).bind("\\0@MARK@")
through("bound")
#: bind
import socket
socket.create_server(("127.0.0.1", 0))
through("bound")
#: raw
import socket
socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)
through("raw")
#: netlink
import socket
socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
through("netlink")
#: url
import urllib.request
through(urllib.request.urlopen("http://127.0.0.1:@TCP@/", timeout=1))
"""

_PROCESSES = """
#: fork
pid = os.fork()
os._exit(0) if pid == 0 else through("fork")
#: few-forks
for _ in range(4):
    pid = os.fork()
    os._exit(0) if pid == 0 else through("fork")
#: vfork
import ctypes
pid = ctypes.CDLL(None).vfork()
os._exit(0) if pid == 0 else None
through("vfork") if pid > 0 else None
#: clone-by-number
import ctypes
pid = ctypes.CDLL(None).syscall(56, 17, 0, 0, 0, 0)
os._exit(0) if pid == 0 else None
through("clone") if pid > 0 else None
#: x32-fork
import ctypes
pid = ctypes.CDLL(None).syscall(57 | 0x40000000)
os._exit(0) if pid == 0 else None
through("fork") if pid > 0 else None
#: subprocess
import subprocess
through(subprocess.run(["/bin/sh", "-c", "id"], capture_output=True))
#: os-system
through("system") if os.system("exit 0") == 0 else None
#: popen
through("popen") if os.popen("echo yes").read() else None
#: spawn
os.posix_spawn("/bin/true", ["true"], {})
through("spawn")
#: exec
os.execv("/bin/true", ["true"])
#: multiprocessing
import multiprocessing
multiprocessing.get_context("fork").Process(target=print).start()
through("process")
#: daemon
os.setsid()
pid = os.fork()
if pid == 0:
    os.fork() or __import__("time").sleep(20)
    os._exit(0)
through("daemon")
#: pty
pid, _ = os.forkpty()
os._exit(0) if pid == 0 else through("pty")
#: bang cell
!sleep 20 & echo yes > bang.txt
found += ["bang"] if os.path.exists("bang.txt") else []
#: bash-magic cell
%%bash
(sleep 20 &) ; echo yes > left.txt; echo yes > /tmp/@MARK@
#: script-magic cell
%%script --bg /bin/sh
sleep 20
#: sx-magic cell
%sx touch /tmp/@MARK@
"""

OTHERS = {"kill": _KILL, "network": _NETWORK, "processes": _PROCESSES}
