"""Attacks on the disk by what a process holds without a name that a walk through its folder would find.

Each cell writes about 480 MB, 15 MB at a time, where 64 are allowed. What follows it runs if nobody has stopped it.
"""

from __future__ import annotations

_HELD = """
#: removed-files cell
held = []
for number in range(32):
    held.append(os.open("part", os.O_CREAT | os.O_RDWR))
    os.remove("part")
    os.write(held[-1], bytes(15 << 20))
found.append("480 MB in removed files")
#: nameless-files cell
held = []
for number in range(32):
    held.append(os.open(".", os.O_TMPFILE | os.O_RDWR))
    os.write(held[-1], bytes(15 << 20))
found.append("480 MB in files that never had a name")
#: mapped-files cell
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
libc.mmap.restype = ctypes.c_void_p
for number in range(32):
    fd = os.open("part", os.O_CREAT | os.O_RDWR)
    if os.write(fd, bytes(15 << 20)) < 15 << 20:
        raise OSError("no room")
    if libc.mmap(None, 4096, 1, 1, fd, 0) in (None, ctypes.c_void_p(-1).value):
        raise OSError("no map")
    os.close(fd)
    os.remove("part")
found.append("480 MB in files of which one page is mapped")
#: written-by-map cell
import mmap
maps = []
for number in range(32):
    fd = os.open("part", os.O_CREAT | os.O_RDWR)
    os.remove("part")
    os.ftruncate(fd, 15 << 20)
    maps.append(mmap.mmap(fd, 15 << 20))
    os.close(fd)
    maps[-1][:] = b"x" * (15 << 20)
found.append("480 MB written by mmap")
#: sent-over-a-socket cell
import socket
one, other = socket.socketpair()
for number in range(32):
    fd = os.open("part", os.O_CREAT | os.O_RDWR)
    os.remove("part")
    os.write(fd, bytes(15 << 20))
    socket.send_fds(one, [b"x"], [fd])
    os.close(fd)
found.append("480 MB in files that are on their way")
#: sent-by-libc cell
import ctypes, socket, struct
libc = ctypes.CDLL(None)
one, other = socket.socketpair()
for number in range(32):
    fd = os.open("part", os.O_CREAT | os.O_RDWR)
    os.remove("part")
    os.write(fd, bytes(15 << 20))
    byte = ctypes.create_string_buffer(b"x")
    piece = ctypes.create_string_buffer(struct.pack("PN", ctypes.addressof(byte), 1))
    control = ctypes.create_string_buffer(struct.pack("Niii", 20, socket.SOL_SOCKET, socket.SCM_RIGHTS, fd).ljust(24))
    message = struct.pack("PIPNPNii", 0, 0, ctypes.addressof(piece), 1, ctypes.addressof(control), 24, 0, 0)
    if libc.sendmmsg(one.fileno(), ctypes.create_string_buffer(message.ljust(64)), 1, 0) != 1:
        raise OSError("not sent")
    os.close(fd)
found.append("480 MB in files that are on their way")
#: folder-that-cannot-be-listed cell
os.mkdir("d", 0o300)
for number in range(32):
    with open(f"d/part-{number}", "wb", buffering=0) as file:
        file.write(bytes(15 << 20))
found.append("480 MB in a folder that cannot be listed")
#: folder-without-any-right cell
os.makedirs("a/b")
for number in range(32):
    with open(f"a/b/part-{number}", "wb", buffering=0) as file:
        file.write(bytes(15 << 20))
    if number == 2:
        here = os.open("a/b", os.O_RDONLY)
        os.mkdir("c", 0o300)
        os.rename("a", "c/a")
        os.mkdir("a")
        os.rename("c/a/b", "a/b")
found.append("480 MB in folders that move")
#: removed-folder cell
held = []
for number in range(32):
    os.mkdir("d")
    held.append(os.open("d/part", os.O_CREAT | os.O_RDWR))
    os.remove("d/part")
    os.rmdir("d")
    os.write(held[-1], bytes(15 << 20))
found.append("480 MB in files of removed folders")
#: replaced-files cell
held = []
for number in range(32):
    held.append(os.open("new", os.O_CREAT | os.O_RDWR))
    os.write(held[-1], bytes(15 << 20))
    os.replace("new", "old")
found.append("480 MB in files that others replaced")
#: reserved cell
held = []
for number in range(32):
    held.append(os.open("part", os.O_CREAT | os.O_RDWR))
    os.remove("part")
    os.posix_fallocate(held[-1], 0, 15 << 20)
found.append("480 MB reserved")
#: reserved-behind-the-end cell
import ctypes
libc, held = ctypes.CDLL(None), []
libc.fallocate.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_long, ctypes.c_long]
for number in range(32):
    held.append(os.open(f"part-{number}", os.O_CREAT | os.O_RDWR))
    if libc.fallocate(held[-1], 1, 0, 15 << 20):
        raise OSError("no room")
found.append("480 MB reserved behind the end of empty files")
#: standard-error cell
held = []
for number in range(3):
    size = os.fstat(number).st_size
    os.write(number, b"left over") if number else None
    found += ["a file of the grader's is standard stream %d" % number] if os.fstat(number).st_size > size else []
#: own-table-of-descriptors
import ctypes
through("unshare") if ctypes.CDLL(None).unshare(0x400) == 0 else None
#: dumpable-by-number
import ctypes
libc = ctypes.CDLL(None)
before = libc.prctl(3)
for option in (4, 4 | 1 << 32, 4 | 1 << 63):
    libc.syscall(157, ctypes.c_ulong(option), ctypes.c_ulong(1 - before), 0, 0, 0)
through("dumpable") if libc.prctl(3) != before else None
"""

HELD = {"held": _HELD}
