"""Attacks by new processes and by the network."""

from __future__ import annotations

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
#: ipv6
import socket
socket.create_connection(("::1", @TCP@), timeout=1).send(b"inputs")
through("connected")
#: tcp-by-number
import ctypes
libc = ctypes.CDLL(None)
through("socket") if libc.syscall(41, 2, 1, 0) >= 0 or libc.syscall(41, 2, 2, 0) >= 0 else None
#: packet
import socket
socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 3)
through("packet")
#: virtual-machine
import socket
socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM).connect((2, 1))
through("vsock")
#: crypto
import socket
socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET)
through("alg")
#: asyncio
import asyncio
loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(asyncio.open_connection("127.0.0.1", @TCP@))
    through("connected")
finally:
    loop.close()
#: unix-datagram
import socket
socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b"inputs", "@BUS@")
through("sent")
#: datagram-by-a-pair
import socket
one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
try:
    one.sendto(b"inputs", "@BUS@")
    through("sent")
finally:
    one.close(), other.close()
#: message-by-a-pair
import array, socket
one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
try:
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0]))]
    one.sendmsg([b"inputs"], rights, 0, "@BUS@")
    through("sent")
finally:
    one.close(), other.close()
#: rebound-pair
import socket
one, other = socket.socketpair()
try:
    one.connect("@UNIX@")
    through("connected")
finally:
    one.close(), other.close()
#: listening-pair
import socket
one, other = socket.socketpair()
try:
    one.bind("here.sock"), one.listen()
    through("listens")
finally:
    one.close(), other.close()
#: other-kinds-of-pair
import socket
for family in (socket.AF_INET, socket.AF_NETLINK, socket.AF_PACKET, 30):
    try:
        through(socket.socketpair(family, socket.SOCK_STREAM))
    except OSError:
        pass
#: along-the-wire
import socket
wire = socket.socket(fileno=os.dup(100))
try:
    wire.sendto(b"inputs", "@BUS@")
    through("sent")
finally:
    wire.close()
#: name-service
import socket
through(socket.gethostbyname("localhost"))
#: mail
import smtplib
smtplib.SMTP("127.0.0.1", @TCP@, timeout=1)
through("connected")
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
#: new-clone-by-number
import ctypes
how = (ctypes.c_uint64 * 11)(0, 0, 0, 0, 17)
pid = ctypes.CDLL(None).syscall(435, how, 88)
os._exit(0) if pid == 0 else None
through("clone3") if pid > 0 else None
#: clone-into-namespaces
import ctypes
for flag in (0x10000000, 0x20000, 0x20000000, 0x40000000):
    pid = ctypes.CDLL(None).syscall(56, flag | 17, 0, 0, 0, 0)
    os._exit(0) if pid == 0 else None
    through("clone") if pid > 0 else None
#: fork-in-a-thread
import threading
def forks():
    try:
        pid = os.fork()
        os._exit(0) if pid == 0 else through("fork")
    except OSError:
        pass
thread = threading.Thread(target=forks)
thread.start(), thread.join()
#: exec-by-number
import ctypes
ctypes.CDLL(None).syscall(59, b"/bin/true", None, None)
ctypes.CDLL(None).syscall(322, os.open("/bin/true", os.O_RDONLY), b"", None, None, 0x1000)
#: exec-from-memory
import ctypes
fd = ctypes.CDLL(None).syscall(319, b"x", 0)
through("memfd") if fd >= 0 else None
#: libc-system
import ctypes
libc = ctypes.CDLL(None)
libc.popen.restype = ctypes.c_void_p
through("system") if libc.system(b"exit 0") == 0 else None
through("popen") if libc.popen(b"exit 0", b"r") else None
#: spawned-pool
import multiprocessing
with multiprocessing.get_context("spawn").Pool(1) as pool:
    through(pool.map(abs, [1]))
#: executor
from concurrent.futures import ProcessPoolExecutor
with ProcessPoolExecutor(1) as pool:
    through(pool.submit(abs, -1).result(timeout=1))
#: asyncio-process
import asyncio
loop = asyncio.new_event_loop()
try:
    through(loop.run_until_complete(asyncio.create_subprocess_exec("/bin/true")))
except RuntimeError:
    pass
finally:
    loop.close()
#: browser
import webbrowser
through("browser") if webbrowser.open("http://127.0.0.1:@TCP@/") else None
#: shell-of-the-shell
shell = get_ipython()
shell.system("touch /tmp/@MARK@"), shell.getoutput("touch /tmp/@MARK@")
super(type(shell), shell).system("touch /tmp/@MARK@")
through("system") if os.path.exists("/tmp/@MARK@") else None
#: python-magic cell
%%python
open("left.txt", "w").write("yes")
#: system-magic cell
%system touch /tmp/@MARK@
#: alias-magic cell
%alias touches touch
%touches /tmp/@MARK@
#: pip-magic cell
%pip install --target . six
found += ["pip"] if os.path.exists("six.py") else []
#: background-magic cell
%%bash --bg
sleep 20; touch /tmp/@MARK@
"""

PROCESSES = {"network": _NETWORK, "processes": _PROCESSES}
