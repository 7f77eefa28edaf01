"""Attacks that Landlock stops on a new kernel only, and a filter of system calls on any: signals, and emptied files.

``@VICTIM@`` is a process of the grader's user that any signal would end, ``@MINE@`` a file that the worker's user owns
and may read, ``@OTHER@`` one that it owns and may not read. Each cell tries, and what happened is seen outside.
"""

from __future__ import annotations

_START = """
import ctypes, fcntl, os, signal, socket, struct
libc = ctypes.CDLL(None, use_errno=True)
one, other = socket.socketpair()
victim = @VICTIM@
def number(name):
    return {"fcntl": 72, "ioctl": 16, "open": 2, "openat": 257, "openat2": 437, "truncate": 76}[name]
def call(name, *arguments):
    return libc.syscall(number(name), *(a if isinstance(a, bytes) else ctypes.c_ulong(a) for a in arguments))
kept = []
def at(value):
    kept.append(value)
    return ctypes.addressof(value)
def ready():
    other.send(b"x")
"""

_SIGNALS = """
#: owner
fcntl.fcntl(one, fcntl.F_SETOWN, victim)
fcntl.fcntl(one, fcntl.F_SETSIG, signal.SIGKILL)
fcntl.fcntl(one, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
ready()
#: owner-without-signal
fcntl.fcntl(one, fcntl.F_SETOWN, victim)
fcntl.fcntl(one, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
ready()
#: owner-ex
for kind in (0, 1):
    call("fcntl", one.fileno(), 15, at(ctypes.create_string_buffer(struct.pack("ii", kind, victim))))
call("fcntl", one.fileno(), 4, os.O_ASYNC | os.O_NONBLOCK)
ready()
#: owner-by-wide-number
call("fcntl", one.fileno(), 8 | 1 << 32, victim)
call("fcntl", one.fileno(), 10 | 1 << 63, signal.SIGKILL)
call("fcntl", one.fileno(), 4, os.O_ASYNC | os.O_NONBLOCK)
ready()
#: ioctl
for request in (0x8901, 0x8902):
    call("ioctl", one.fileno(), request, at(ctypes.c_int(victim)))
call("ioctl", one.fileno(), 0x5452, at(ctypes.c_int(1)))
call("fcntl", one.fileno(), 4, os.O_ASYNC | os.O_NONBLOCK)
ready()
#: ioctl-by-wide-number
for request in (0x8901 | 1 << 32, 0x8902 | 1 << 40):
    call("ioctl", one.fileno(), request, at(ctypes.c_int(victim)))
call("ioctl", one.fileno(), 0x5452, at(ctypes.c_int(1)))
ready()
#: pipe
reading, writing = os.pipe()
fcntl.fcntl(reading, fcntl.F_SETOWN, victim)
fcntl.fcntl(reading, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
os.write(writing, b"x")
#: group
fcntl.fcntl(one, fcntl.F_SETOWN, -os.getpgid(victim))
fcntl.fcntl(one, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
ready()
#: folder-changes
here = os.open(".", os.O_RDONLY)
fcntl.fcntl(here, fcntl.F_SETOWN, victim)
fcntl.fcntl(here, fcntl.F_NOTIFY, fcntl.DN_CREATE | fcntl.DN_MULTISHOT)
open("made", "w").close()
#: kill
os.kill(victim, signal.SIGKILL)
#: thread
libc.tgkill(victim, victim, signal.SIGKILL)
libc.syscall(200, victim, signal.SIGKILL)
#: queued
libc.syscall(129, victim, signal.SIGKILL, struct.pack("iiiiQ", -1, signal.SIGKILL, -1, 0, 0).ljust(128))
#: timer
event = struct.pack("qiii", 0, signal.SIGKILL, 4, victim).ljust(64)
timer = ctypes.c_int(0)
if libc.syscall(222, 0, event, ctypes.byref(timer)) == 0:
    libc.syscall(223, timer, 0, struct.pack("qqqq", 0, 0, 0, 1), None)
"""

_FILES = """
#: truncate
os.truncate("@OTHER@", 0)
#: truncate-mine
os.truncate("@MINE@", 0)
#: truncate-by-number
call("truncate", b"@OTHER@", 0)
#: opened-to-read
os.open("@MINE@", os.O_RDONLY | os.O_TRUNC)
#: opened-to-read-by-wide-number
call("open", b"@MINE@", os.O_TRUNC | 1 << 32, 0)
call("openat", 0xFFFFFF9C, b"@MINE@", os.O_TRUNC | 1 << 35, 0)
#: opened-for-nothing
os.open("@OTHER@", 3 | os.O_TRUNC)
#: opened-for-nothing-mine
os.open("@MINE@", 3 | os.O_TRUNC)
#: opened-by-structure
for path, flags in ((b"@OTHER@", os.O_TRUNC | 3), (b"@MINE@", os.O_TRUNC)):
    call("openat2", 0xFFFFFF9C, path, at(ctypes.create_string_buffer(struct.pack("QQQ", flags, 0, 0))), 24)
#: created
os.open("@MINE@", os.O_CREAT | os.O_TRUNC)
#: lease
fcntl.fcntl(os.open("@MINE@", os.O_RDONLY), 1024, fcntl.F_RDLCK)
raise LookupError("a lease on a file of the grader's")
#: flags
fd, flags = os.open("@MINE@", os.O_RDONLY), at(ctypes.create_string_buffer(8))
if call("ioctl", fd, 0x80086601, flags) == 0 and call("ioctl", fd, 0x40086602, flags) == 0:
    raise LookupError("flags of a file of the grader's")
#: rename
os.rename("@OTHER@", "mine-now")
#: link
os.link("@OTHER@", "mine-now")
open("mine-now", "w")
#: append
open("@OTHER@", "a").write("x")
open("@MINE@", "a").write("x")
"""


def _read(text: str) -> dict[str, str]:
    blocks = [block.partition("\n") for block in text.split("\n#: ")[1:]]
    return {name: _START + code for name, _, code in blocks}


SIGNALS, FILES = _read(_SIGNALS), _read(_FILES)
