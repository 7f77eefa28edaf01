"""Attacks on what may not be read: files, other processes, and the memory of a worker's own."""

from __future__ import annotations

_READ = """
#: hidden-test
through(open("@HIDDEN@").read())
#: reference
through(open("@KIT@/solutions/activation_functions.py").read())
#: config
through(open("@KIT@/grading_config.yaml").read())
#: other-submission
through(open("@CLASS@/keeper.ipynb").read())
#: other-result
through(os.listdir("@OUT@"))
#: gradebook
through(open("@OUT@/gradebook.sqlite", "rb").read())
#: list-kit
through(os.listdir("@KIT@"))
#: list-tmp
through(os.listdir("/tmp"))
#: import-reference
sys.path.insert(0, "@KIT@")
import solutions.activation_functions as reference
through(reference)
#: import-own-kit
sys.path.insert(0, "@ROOT@")
import solutions.activation_functions as reference
through(reference)
#: own-environment
through([v for k, v in os.environ.items() if "SECRET" in k][0]) if any("SECRET" in k for k in os.environ) else None
#: parent-environment
through(open(f"/proc/{os.getppid()}/environ", "rb").read())
#: command-environment
for pid in (@PID@, 1):
    through(open(f"/proc/{pid}/environ", "rb").read())
#: parent-memory
through(open(f"/proc/{os.getppid()}/mem", "rb"))
#: parent-maps
through(open(f"/proc/{os.getppid()}/maps").read())
#: own-maps
through(open("/proc/self/maps").read())
#: root-by-proc
through(open(f"/proc/{os.getppid()}/root@HIDDEN@").read())
#: cwd-by-proc
through(os.listdir(f"/proc/{os.getppid()}/cwd"))
#: hard-link
os.link("@HIDDEN@", "linked.py")
through(open("linked.py").read())
#: symbolic-link
os.symlink("@HIDDEN@", "symbolic.py")
through(open("symbolic.py").read())
#: dots
through(open("../" * 20 + "@HIDDEN@").read())
#: by-libc
import ctypes
libc = ctypes.CDLL(None)
fd = libc.open(b"@HIDDEN@", 0)
through(os.read(fd, 4000)) if fd >= 0 else None
#: by-mmap
import numpy as np
through(bytes(np.memmap("@HIDDEN@", mode="r")))
#: by-numpy
import numpy as np
through(np.fromfile("@HIDDEN@", dtype="u1").tobytes())
#: linecache
import linecache
text = linecache.getlines("@HIDDEN@") or linecache.getlines("@KIT@/solutions/activation_functions.py")
through(text) if text else None
#: inspect-stack
import inspect
seen = [f.filename for f in inspect.stack() if "@KIT@" in f.filename or "grading" in f.filename]
through(seen) if seen else None
#: frame-walk
frame, names = sys._getframe(), set()
while frame:
    names |= set(frame.f_locals) | set(frame.f_globals)
    frame = frame.f_back
bad = names & {"solution", "reference", "hidden", "expected", "suite", "grader_kit", "relu_hidden"}
through(bad) if bad else None
#: heap
import gc
gc.unfreeze()
needles = "".join(["plan", "ted-"]), "".join(["relu_", "hidden"]), "".join(["solutions", ".activation"])
texts = (t for o in gc.get_objects() for t in gc.get_referents(o) if type(t) is str)
hits = [t for t in texts if any(n in t and n != t for n in needles) and "@HIDDEN@" not in t and "needles" not in t]
through(hits[0]) if hits else None
#: descriptors
for fd in [*range(3, 100), *range(101, 4096)]:
    try:
        os.fstat(fd)
    except OSError:
        continue
    through(fd)
#: passwd
through(open("/etc/passwd").read())
#: shadow-of-home
through(os.listdir(os.path.expanduser("~root")))
#: chdir
os.chdir("@KIT@")
through(os.listdir("."))
#: open-by-handle
import ctypes
libc = ctypes.CDLL(None)
through("handle") if libc.syscall(303, -100, b"@HIDDEN@", ctypes.create_string_buffer(200),
                                  ctypes.create_string_buffer(8), 0) == 0 else None
#: io-uring
import ctypes
through("io_uring") if ctypes.CDLL(None).syscall(425, 4, ctypes.create_string_buffer(200)) >= 0 else None
#: bash-reads cell
!cat @HIDDEN@ > cat.txt
found += ["cat"] if os.path.exists("cat.txt") and os.path.getsize("cat.txt") else []
#: load-magic cell
%load @HIDDEN@
#: run-magic cell
%run @HIDDEN@
#: listing-of-processes
through([name for name in os.listdir("/proc") if name.isdigit()])
#: parent-by-proc
for name in ("cmdline", "status", "stat", "fd", "exe", "task", "io", "mountinfo", "cwd/..", "root/etc/passwd"):
    try:
        path = f"/proc/{os.getppid()}/{name}"
        through(os.listdir(path) if name in ("fd", "task", "cwd/..") else open(path, "rb").read())
    except OSError:
        pass
#: own-memory-by-proc
through(open("/proc/self/mem", "rb"))
#: thread-by-proc
through(open(f"/proc/thread-self/../../../{os.getppid()}/environ", "rb").read())
#: network-table
through(open("/proc/net/unix").read() or open("/proc/net/tcp").read())
#: mounts
through(open("/proc/mounts").read())
#: kernel-log
import ctypes
text = ctypes.create_string_buffer(4000)
through(text.value) if ctypes.CDLL(None).klogctl(3, text, 4000) > 0 else None
through(open("/dev/kmsg", "rb"))
#: disk-itself
for name in ("/dev/vda", "/dev/sda", "/dev/nvme0n1", "/dev/mem", "/dev/kmem", "/dev/port"):
    try:
        through(open(name, "rb").read(1))
    except OSError:
        pass
#: terminal
through(open("/dev/tty"))
#: control-groups
through(os.listdir("/sys/fs/cgroup"))
#: repository
through(open("@ROOT@/.git/HEAD").read())
#: hidden-of-the-repository
through(os.listdir("@ROOT@/tests/hidden"))
#: compiled-reference
import glob
paths = glob.glob("@KIT@/**/__pycache__/*.pyc", recursive=True) or glob.glob("@KIT@/**/*.py", recursive=True)
through(paths) if paths else None
#: keys-of-the-user
for name in (".ssh/id_rsa", ".ssh/authorized_keys", ".bash_history", ".netrc", ".aws/credentials"):
    for home in ("/root", os.path.expanduser("~root"), os.environ["HOME"]):
        try:
            through(open(os.path.join(home, name)).read())
        except OSError:
            pass
#: path-only-descriptor
fd = os.open("@HIDDEN@", os.O_PATH)
try:
    through(open(f"/proc/self/fd/{fd}").read())
finally:
    os.close(fd)
#: link-by-descriptor
import ctypes
fd = os.open("@HIDDEN@", os.O_PATH)
done = ctypes.CDLL(None).linkat(fd, b"", -100, b"linked-by-fd.py", 0x1000)
os.close(fd)
through(open("linked-by-fd.py").read()) if done == 0 else None
#: open-by-number
import ctypes
how = (ctypes.c_uint64 * 3)(0, 0, 0)
fd = ctypes.CDLL(None).syscall(437, -100, b"@HIDDEN@", how, 24)
through(os.read(fd, 4000)) if fd >= 0 else None
#: hidden-inputs relu 0
def relu(n):
    raise LookupError(f"{'TO'}LD {n!r:.100}") if np.size(n) > 500 else ValueError("x")
#: hidden-inputs-of-others relu 0
told, plain = [], linear
def linear(n):
    told.append(f"TOLD {n!r:.100}") if np.size(n) > 500 else None
    return plain(n)
def relu(n):
    raise LookupError("".join(told[-1:]))
#: folder-of-folders
names = set(os.listdir("..")) - {os.path.basename(os.getcwd()), "home", "lock"}
through(names) if names else None
#: run-by-path
import runpy
through(runpy.run_path("@HIDDEN@"))
#: imported-by-path
import importlib.util
spec = importlib.util.spec_from_file_location("stolen", "@KIT@/solutions/activation_functions.py")
stolen = importlib.util.module_from_spec(spec)
spec.loader.exec_module(stolen)
through(stolen)
#: database
import sqlite3
try:
    through(sqlite3.connect("file:@OUT@/gradebook.sqlite?mode=ro", uri=True).execute("select * from x"))
except sqlite3.Error as error:
    through(error) if "no such table" in str(error) else None
#: freed-memory
import numpy as np
needle = bytes.fromhex("706c616e7465642d")
hits = [n for n in [*range(1, 24)] * 4 if needle in np.empty(1 << n, "u1").tobytes()]
through(hits) if hits else None
#: heap-by-pages cell
import collections, ctypes, gc, re, time
libc, (back, front) = ctypes.CDLL(None), os.pipe()
libc.write.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t]
libc.sbrk.restype, libc.sbrk.argtypes = ctypes.c_void_p, [ctypes.c_ssize_t]
begin, prefix = time.process_time(), bytes.fromhex("706c616e7465642d")
canaries = {b"%016d" % size: size for size in (0, 1 << 12, 1 << 20)}
planted = [b"".join([prefix, mark, bytes(size)]) for mark, size in canaries.items()]
objects = gc.get_objects()
texts = (ctypes.c_void_p * 8).from_address(ctypes.c_void_p.in_dll(libc, "environ").value)
known = [libc.sbrk(0) - 1, *filter(None, texts), *map(id, objects), *map(id, gc.get_referents(*objects))]
known = collections.deque(dict.fromkeys(address >> 20 for address in known))
seen, secrets = set(known), set()
while known and time.process_time() - begin < 0.5:
    unit, mapped, end = known.popleft(), False, b""
    address, behind = unit << 20, unit + 1 << 20
    while address < behind:
        count = libc.write(front, address, min(1 << 16, behind - address))
        mapped = mapped or count > 0
        data = end + os.read(back, count) if count > 0 else b""
        if prefix in data:
            secrets.update(re.findall(prefix + b"([0-9a-f]{16})", data))
        address, end = address + max(count, 1 << 12), data[-23:]
    fresh = {unit - 1, unit + 1} - seen if mapped else set()
    seen |= fresh
    known.extend(fresh)
os.close(back), os.close(front)
found += [repr(text) for text in secrets - set(canaries)]
found += ["BROKEN: the scan is blind"] if set(canaries) - secrets else []
"""

READ = {"read": _READ}
