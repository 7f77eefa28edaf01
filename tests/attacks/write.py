"""Attacks on what may not be written, and on what may not outlast the notebook that left it."""

from __future__ import annotations

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
#: exchange
import ctypes
open("mine", "w").close()
through("exchanged") if ctypes.CDLL(None).renameat2(-100, b"mine", -100, b"@HIDDEN@", 2) == 0 else None
#: link-into-results
os.symlink("/etc", "@OUT@/results/@MARK@")
through("linked")
#: submission-of-another
open("mine", "w").close()
os.link("mine", "@CLASS@/@MARK@.ipynb")
through("linked")
#: own-folder
os.rename(os.getcwd(), "../@MARK@")
through("moved")
#: truncate-by-libc
import ctypes
through("truncated") if ctypes.CDLL(None).truncate(b"@HIDDEN@", 0) == 0 else None
#: attribute
os.setxattr("@HIDDEN@", "user.left", b"1")
through("attribute")
#: attribute-by-number
import ctypes
value = ctypes.create_string_buffer(b"1")
args = (ctypes.c_uint64 * 2)(ctypes.addressof(value), 1)
done = ctypes.CDLL(None).syscall(463, -100, b"@HIDDEN@", 0, b"user.left", args, ctypes.c_size_t(16))
through("setxattrat") if done == 0 else None
#: flags-by-number
import ctypes
flags = ctypes.create_string_buffer(24)
done = ctypes.CDLL(None).syscall(468, -100, b"@HIDDEN@", flags, 24, 0)
done = ctypes.CDLL(None).syscall(469, -100, b"@HIDDEN@", flags, 24, 0) if done == 0 else done
through("file_setattr") if done == 0 else None
#: mode-by-number
import ctypes
through("fchmodat2") if ctypes.CDLL(None).syscall(452, -100, b"@HIDDEN@", 0o777, 0) == 0 else None
#: device
import stat
os.mknod("disk", stat.S_IFBLK | 0o600, os.makedev(254, 0))
through("device")
#: kernel-setting
open("/proc/sys/kernel/core_pattern", "w").write("core")
through("written")
#: new-mount-calls
import ctypes
libc = ctypes.CDLL(None)
through("fsopen") if libc.syscall(430, b"tmpfs", 0) >= 0 else None
through("open_tree") if libc.syscall(428, -100, b"@KIT@", 1) >= 0 else None
through("open_tree_attr") if libc.syscall(467, -100, b"@KIT@", 1, 0, 0) >= 0 else None
#: chroot
os.chroot(".")
through("chroot")
#: capabilities
import ctypes
header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)
through("capset") if ctypes.CDLL(None).capset(header, data) == 0 else None
#: become-another
for uid in (60999, 65534, 1):
    try:
        os.setresuid(uid, uid, uid)
        through(uid)
    except OSError:
        pass
#: groups
os.setgroups([0])
through("groups")
#: modules-of-the-kernel
import ctypes
through("module") if ctypes.CDLL(None).syscall(313, -1, b"", 0) == 0 else None
#: logstart-magic cell
%logstart /tmp/@MARK@
#: save-magic cell
%save /tmp/@MARK@ 1
#: notebook-magic cell
%notebook /tmp/@MARK@.ipynb
#: history-magic cell
%history -f /tmp/@MARK@
#: profile-magic cell
%prun -q -T /tmp/@MARK@ -D /var/tmp/@MARK@ 1 + 1
"""

_LEFTOVERS = """
#: shared-memory-folder
open("/dev/shm/left-@MARK@", "w")
through("written")
#: temporary-folder
import tempfile
path = tempfile.mkdtemp(prefix="left-", dir="/tmp")
through(path)
#: own-home-folder
for name in ("IPYTHONDIR", "MPLCONFIGDIR"):
    try:
        path = os.path.join(os.environ[name], "left-@MARK@")
        open(path, "w").close()
        through(path)
    except OSError:
        pass
#: start-up-file
os.makedirs(os.environ["IPYTHONDIR"] + "/profile_default/startup")
through(open(os.environ["IPYTHONDIR"] + "/profile_default/startup/00-left.py", "w"))
#: user-packages
import site
for path in site.getsitepackages():
    try:
        os.makedirs(path, exist_ok=True)
        open(path + "/left.pth", "w").close()
        through(path)
    except OSError:
        pass
#: compiled-modules
import importlib.util, json
path = importlib.util.cache_from_source(json.__file__)
open(path, "r+b").close()
through(path)
#: system-v-shared-memory
import ctypes
through("shmget") if ctypes.CDLL(None).shmget(0x6C656674, 4096, 0o1666) >= 0 else None
#: system-v-semaphore
import ctypes
through("semget") if ctypes.CDLL(None).semget(0x6C656674, 1, 0o1666) >= 0 else None
#: system-v-queue
import ctypes
through("msgget") if ctypes.CDLL(None).msgget(0x6C656674, 0o1666) >= 0 else None
#: posix-queue
import ctypes
through("mq_open") if ctypes.CDLL(None).syscall(240, b"left", os.O_CREAT | os.O_RDWR, 0o666, None) >= 0 else None
#: key-of-the-kernel
import ctypes
through("add_key") if ctypes.CDLL(None).syscall(248, b"user", b"left", b"x", 1, -4) >= 0 else None
#: keyring-of-the-user
import ctypes
through("keyctl") if ctypes.CDLL(None).syscall(250, 0, -4, 1) >= 0 else None
#: abstract-socket
import socket
socket.socket(socket.AF_UNIX).bind("\\0left")
through("bound")
#: abstract-pair
import socket
one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
one.bind("\\0left")
through("bound")
#: sleeping-process
if os.fork() == 0:
    __import__("time").sleep(20)
    os._exit(0)
through("fork")
#: zygote-memory
import ctypes
vector = (ctypes.c_size_t * 2)(id(os), 8)
through("written") if ctypes.CDLL(None).process_vm_writev(os.getppid(), vector, 1, vector, 1, 0) > 0 else None
#: locked-module
import fcntl, json
fcntl.lockf(open(json.__file__, "r+b"), fcntl.LOCK_EX)
through("locked")
#: closed-folder cell
os.mkdir("left")
open("left/left.txt", "w").write("left")
os.mkdir("closed", 0)
os.mkdir("left/closed", 0o100)
#: odd-names cell
for name in (b"\\xff\\xfe", b"two\\nlines", b"\\x1b[2J", "\\u202e".encode(), b"-rf", b"x" * 255, b" ", b"~"):
    os.mkdir(name)
    open(os.path.join(name, name), "w").close()
#: many-empty-files cell
for number in range(20_000):
    os.close(os.open(f"left-{number}", os.O_CREAT | os.O_WRONLY))
#: modules-and-environment cell
import numpy, types
sys.modules["left"] = types.ModuleType("left")
numpy.left = os.left = 1
numpy.allclose = lambda *a, **k: True
os.environ["LEFT"] = os.environ["PYTHONPATH"] = "left"
os.umask(0)
"""

WRITE = {"write": _WRITE, "leftovers": _LEFTOVERS}
