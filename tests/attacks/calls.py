"""Attacks by the system calls themselves: odd arguments, odd numbers, another machine's calls, rules of its own."""

from __future__ import annotations

_CALLS = """
#: null-paths
import ctypes
libc = ctypes.CDLL(None)
here = -100
for number, *arguments in (
    (2, 0, 0), (257, here, 0, 0, 0), (85, 0, 0), (87, 0), (263, here, 0, 0), (82, 0, 0), (264, here, 0, here, 0),
    (316, here, 0, here, 0, 0), (86, 0, 0), (265, here, 0, here, 0, 0), (88, 0, 0), (83, 0, 0), (84, 0), (80, 0),
    (161, 0), (76, 0, 0), (90, 0, 0), (92, 0, 0, 0), (59, 0, 0, 0), (322, here, 0, 0, 0, 0), (165, 0, 0, 0, 0, 0),
    (332, here, 0, 0, 0, 0), (262, here, 0, 0, 0), (4, 0, 0), (89, 0, 0, 0), (437, here, 0, 0, 0),
):
    through(number) if libc.syscall(number, *map(ctypes.c_long, arguments)) != -1 else None
#: names-too-long
import contextlib
for name in ("x" * 256, "x" * 5000, "./" * 3000 + "x", "/" * 5000 + "etc/passwd", "../" * 1300 + "@HIDDEN@"[1:]):
    for act in (os.mkdir, os.listdir, os.readlink, os.remove, lambda n: open(n).read(), lambda n: open(n, "w")):
        with contextlib.suppress(OSError):
            through((act(name), len(name)))
#: path-too-long cell
for _ in range(20):
    os.mkdir("d" * 250)
    os.chdir("d" * 250)
open("left", "w").close()
#: many-small-maps cell
import mmap
kept = []
try:
    while len(kept) < 100_000:
        kept.append(mmap.mmap(-1, 4096, prot=(1, 3)[len(kept) % 2]))
    found.append("100,000 maps")
except (OSError, MemoryError):
    pass
finally:
    kept.clear()
#: filters-of-its-own
import ctypes, struct
libc = ctypes.CDLL(None)
allow = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0x7FFF0000))
program = ctypes.create_string_buffer(struct.pack("HP", 1, ctypes.addressof(allow)))
for flags in (0, 1, 4, 8):
    through(flags) if libc.syscall(317, 1, flags, program) >= 0 else None
for option in (22, 22 | 1 << 32, 22 | 1 << 63):
    through(option) if libc.syscall(157, ctypes.c_ulong(option), ctypes.c_ulong(2), program, 0, 0) == 0 else None
#: answers-by-a-listener
import ctypes, struct
libc = ctypes.CDLL(None)
notify = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0x7FC00000))
program = ctypes.create_string_buffer(struct.pack("HP", 1, ctypes.addressof(notify)))
through("listener") if libc.syscall(317, 1, 8, program) >= 0 else None
#: rules-of-its-own
import ctypes, struct
libc = ctypes.CDLL(None)
rules = libc.syscall(444, ctypes.create_string_buffer(struct.pack("QQ", 1, 0)), 16, 0)
through("landlock") if rules >= 0 or libc.syscall(446, 0, 0) == 0 else None
#: options-of-the-process
import ctypes
libc = ctypes.CDLL(None)
for option in (set(range(1, 80)) | {0x41555856, 0x59616D61}) - {2, 3, 15, 16, 21, 39}:
    through(option) if libc.prctl(option, 1, 0, 0, 0) >= 0 else None
#: numbers-without-a-call
import ctypes
libc = ctypes.CDLL(None)
for number in (*range(335, 424), *range(472, 1001), *range(-1000, 0), 1 << 31, *range(1 << 30, (1 << 30) + 1000)):
    through(number) if libc.syscall(ctypes.c_long(number), *[0] * 6) != -1 else None
#: numbers-that-are-wide
import ctypes
libc = ctypes.CDLL(None)
for number in (57, 58, 41 | 1 << 31, 57 | 1 << 30):
    pid = libc.syscall(ctypes.c_long(number | 1 << 32), 2, 1, 0)
    os._exit(0) if pid == 0 else None
    through(number) if pid > 0 else None
#: asynchronous-input
import ctypes
through("io_setup") if ctypes.CDLL(None).syscall(206, 1, ctypes.byref(ctypes.c_ulong())) == 0 else None
#: calls-of-32-bits relu 0
import ctypes, mmap
def relu(n):
    code = mmap.mmap(-1, 4096, prot=7)
    code.write(bytes([0xB8, 20, 0, 0, 0, 0xCD, 0x80, 0xC3]))
    pid = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
    raise LookupError(f"THROUGH by int 0x80: {pid}")
#: fork-by-32-bits-in-a-cell cell
import ctypes, mmap
code = mmap.mmap(-1, 4096, prot=7)
code.write(bytes([0xB8, 2, 0, 0, 0, 0xCD, 0x80, 0xC3]))
pid = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
os._exit(0) if pid == 0 else None
found += ["fork by int 0x80"] if pid > 0 else []
#: links-while-it-is-weighed-and-swept cell
import threading, time
os.makedirs("d/e")
open("d/e/f", "w").close()
def swap():
    while True:
        for act in (("rename", "d", "away"), ("symlink", "@KIT@/tests", "d"), ("remove", "d"), ("rename", "away", "d")):
            try:
                getattr(os, act[0])(*act[1:])
            except OSError:
                pass
            time.sleep(0.0005)
threading.Thread(target=swap, daemon=True).start()
for name in ("results", "feedback", "grades.csv", "gradebook.sqlite", "notebook.ipynb", ".OTTER_LOG"):
    try:
        os.symlink("@OUT@/" + name, name)
    except OSError:
        pass
time.sleep(0.1)
"""

CALLS = {"calls": _CALLS}
