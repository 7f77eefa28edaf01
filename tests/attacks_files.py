"""Attacks on files: what may not be read, what may not be written."""

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
"""

_WRITE = """
#: hidden-test
open("@HIDDEN@", "w").write("")
through("written")
#: reference
open("@KIT@/solutions/activation_functions.py", "a").write("x")
through("written")
#: delete-reference
os.remove("@KIT@/solutions/activation_functions.py")
through("removed")
#: rename-tests
os.rename("@KIT@/tests", "@KIT@/tests2")
through("renamed")
#: remove-tree
import shutil
shutil.rmtree("@OUT@", ignore_errors=True)
shutil.rmtree("@KIT@/tests")
through("removed")
#: results
open("@OUT@/results/@MARK@.json", "w").write("{}")
through("written")
#: gradebook
open("@OUT@/gradebook.sqlite", "r+b").write(b"x")
through("written")
#: gradebook-by-sqlite
import sqlite3
try:
    sqlite3.connect("@OUT@/gradebook.sqlite").execute("create table x (y)")
    through("gradebook")
except sqlite3.Error:
    pass
#: grades-table
open("@OUT@/grades.csv", "w").write("x")
through("written")
#: other-submission
os.truncate("@CLASS@/keeper.ipynb", 0)
through("truncated")
#: site-packages
import numpy as np
open(os.path.dirname(np.__file__) + "/../@MARK@.pth", "w")
through("written")
#: sandbox-code
from autograder.sandbox import wire
open(wire.__file__, "a").write("")
through("opened")
#: tmp
open("/tmp/@MARK@", "w")
through("written")
#: shared-memory-folder
open("/dev/shm/@MARK@", "w")
through("written")
#: var-tmp
os.mkdir("/var/tmp/@MARK@")
through("made")
#: home
open("/root/@MARK@", "w")
through("written")
#: autograder-home
open(os.path.abspath("../home/@MARK@"), "w")
through("written")
#: run-autograder
os.makedirs("/autograder/@MARK@")
through("made")
#: cron
open("/etc/cron.d/@MARK@", "w")
through("written")
#: chmod
os.chmod("@HIDDEN@", 0o777)
through("chmod")
#: chown
os.chown("@HIDDEN@", os.getuid(), os.getgid())
through("chown")
#: utime
os.utime("@HIDDEN@", (1, 1))
through("utime")
#: mount
import ctypes
through("mount") if ctypes.CDLL(None).mount(b"x", b"@KIT@", b"tmpfs", 0, None) == 0 else None
#: namespace
import ctypes
through("unshare") if ctypes.CDLL(None).unshare(0x10000000) == 0 else None
#: become-root
os.setuid(0) if os.getuid() else None
through("root") if os.getuid() == 0 else None
#: writefile-magic cell
%%writefile /tmp/@MARK@
planted
"""

FILES = {"read": _READ, "write": _WRITE}
