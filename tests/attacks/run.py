"""One run of the real command on a class of attackers: as whom, in which place, and what came of it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat
import psutil

from autograder.kit import Kit
from autograder.marking.sound import faults_of
from tests.attacks import ATTACKS, FAMILIES, HONEST, HONEST_RELU, Attack
from tests.attacks.handed_in import HandedIn, hand_in
from tests.helpers import container
from tests.helpers.command import COMMAND, rows
from tests.helpers.known_answers import ROOT, filled_notebook, plain_right, save

NAME = "activation_functions"
LONGEST_S = 3000  # only so that it ends: a busy machine may take its time
PLAIN_USER = 60998
WORKERS = (os.cpu_count() or 1) + 1  # there is always one whose attack only waits
SETUPS = ("root", "docker-root", "plain-user")
# What depends on who runs the grader, and on what its kernel lets it do.
OF_EVERY_SETUP = ("read", "where", "write", "kill", "others", "network", "processes", "calls", "leftovers")


@dataclass
class Ran:
    """What one run of the command came to."""

    setup: str
    folder: Path
    secrets: dict[str, str]
    mark: str
    attacks: list[Attack]
    handed_in: dict[str, HandedIn] = field(default_factory=dict)
    done: subprocess.CompletedProcess[str] | None = None
    seconds: float = 0.0
    left: list[str] = field(default_factory=list)
    knocks: list[str] = field(default_factory=list)
    before: str = ""
    after: str = ""

    @property
    def families(self) -> list[str]:
        return list(dict.fromkeys(attack.family for attack in self.attacks))

    @cached_property
    def grades(self) -> dict[str, dict[str, str]]:
        return rows(self.folder / "out")

    def texts(self) -> dict[str, str]:
        """All that was written or said, by where."""
        files = [path for path in sorted((self.folder / "out").rglob("*")) if path.is_file()]
        texts = {str(p.relative_to(self.folder / "out")): p.read_bytes().decode("utf-8", "replace") for p in files}
        return {**texts, "stdout": self.done.stdout, "stderr": self.done.stderr}


def families(setup: str) -> tuple[str, ...]:
    """What is tried in this set-up: all as root, and elsewhere what could differ there."""
    return tuple(FAMILIES) if setup == "root" else OF_EVERY_SETUP


def attacks(setup: str) -> list[Attack]:
    return [attack for attack in ATTACKS if attack.family in families(setup)]


def skip_reason(setup: str) -> str:
    """Why this machine, or this user, cannot give this set-up; nothing when it can."""
    if sys.platform != "linux":
        return "needs Linux"
    if setup == "root" and os.geteuid() != 0:
        return "needs root"
    if setup == "docker-root" and (reason := container.lacking()):
        return reason
    doors = [parent for path in (ROOT, Path(sys.executable).resolve()) for parent in (path, *path.parents)]
    closed = [str(door) for door in doors if not door.stat().st_mode & stat.S_IXOTH]
    return f"workers cannot enter {closed}, and this set-up may not mount" if setup != "root" and closed else ""


def plant(folder: Path) -> dict[str, str]:
    """A copy of the kit with secrets in it."""
    kit, found = folder / "kit", {}
    for room in ("assignments", "solutions", "tests/hidden"):
        shutil.copytree(ROOT / room, kit / room, ignore=shutil.ignore_patterns("__pycache__"))
    text = (ROOT / "grading_config.yaml").read_text(encoding="utf-8")
    quick = text.replace("cell_cpu_s: 5 ", "cell_cpu_s: 0.7 ").replace("call_cpu_s: 2 ", "call_cpu_s: 0.3 ")
    assert quick != text
    (kit / "grading_config.yaml").write_text(quick, encoding="utf-8")
    for path in (f"tests/hidden/{NAME}/relu_hidden.py", f"solutions/{NAME}.py", "grading_config.yaml"):
        found[path] = f"planted-{secrets.token_hex(8)}"
        with (kit / path).open("a", encoding="utf-8") as file:
            file.write(f"\n# {found[path]}\n")
    return {**found, "keeper": f"planted-{secrets.token_hex(8)}", "environment": f"planted-{secrets.token_hex(8)}"}


def notebook(front: list[str], relu: str, names: dict[str, str], path: Path) -> None:
    """A right notebook with these cells in front of its answers."""
    for name, text in names.items():
        front, relu = [cell.replace(name, text) for cell in front], relu.replace(name, text)
    made = filled_notebook(NAME, {**plain_right(NAME), "relu": relu})
    made.cells[2:2] = [nbformat.v4.new_code_cell(cell) for cell in front]
    save(made, path)


def write_class(ran: Ran, names: dict[str, str]) -> None:
    """Attackers, an honest notebook after each family, one with a secret, and what else people hand in."""
    room, right = ran.folder / "class", plain_right(NAME)["relu"]
    for attack in ran.attacks:
        notebook(attack.cells(), attack.relu(), names, room / attack.file)
    for family in ran.families:
        notebook([HONEST], HONEST_RELU, names, room / f"{family}_zz_honest.ipynb")
    notebook([f"# {ran.secrets['keeper']}"], right, names, room / "keeper.ipynb")
    ran.handed_in = hand_in(room, room / "keeper.ipynb", ran.folder / "kit", ran.mark)


def digest(*folders: Path) -> str:
    """Names, modes and bytes of all files, but for what Python itself caches."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if "__pycache__" not in path.parts]
    lines = [f"{p}{p.lstat().st_mode}{p.read_bytes() if p.is_file() else ''}" for p in paths]
    return hashlib.sha256(os.fsencode("\n".join(lines))).hexdigest()


def command(setup: str, folder: Path) -> tuple[list[str], dict]:
    places = (folder / "class", "--out", folder / "out", "--kit", folder / "kit")
    line = [COMMAND, "grade", *map(str, (*places, "--workers", WORKERS))]
    switch = {"user": PLAIN_USER, "group": PLAIN_USER, "extra_groups": []}
    return (
        container.inside(line) if setup == "docker-root" else line,
        switch if setup == "plain-user" and os.geteuid() == 0 else {},
    )


def run(ran: Ran) -> None:
    """Run the command in a session of its own, and note every process that descends from it."""
    line, options = command(ran.setup, ran.folder)
    environment = {**os.environ, "COLUMNS": "200", "AUTOGRADER_SECRET": ran.secrets["environment"]}
    environment |= {"HOME": str(ran.folder / "home"), "TMPDIR": str(ran.folder / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
    options |= {"env": environment, "cwd": ran.folder / "home", "start_new_session": True}
    seen: set[psutil.Process] = set()
    begin = time.monotonic()
    with (ran.folder / "said").open("w+b") as out, (ran.folder / "complained").open("w+b") as err:
        process = subprocess.Popen(line, stdout=out, stderr=err, **options)
        while process.poll() is None and time.monotonic() - begin < LONGEST_S:
            with contextlib.suppress(psutil.Error):
                seen.update(psutil.Process(process.pid).children(recursive=True))
            time.sleep(0.1)
        ran.seconds = time.monotonic() - begin
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        code = process.wait()
    said, complained = ((ran.folder / name).read_bytes().decode("utf-8", "replace") for name in ("said", "complained"))
    ran.done = subprocess.CompletedProcess(line, code, said, complained)
    _, alive = psutil.wait_procs(seen, timeout=120)
    ran.left = [f"{process}" for process in alive if process.is_running()] + strays(begin)


def strays(begin: float) -> list[str]:
    """Processes of the private users that began in this run and have no grader above them any more."""
    age = time.monotonic() - begin
    return [
        str(process)
        for process in psutil.process_iter(["uids", "ppid", "create_time", "status"])
        if process.info["uids"] and 60600 <= process.info["uids"].real < 61000 and process.info["ppid"] == 1
        and time.time() - process.info["create_time"] < age and process.info["status"] != psutil.STATUS_ZOMBIE
    ]  # fmt: skip


@contextlib.contextmanager
def listeners(folder: Path) -> Iterator[dict[str, socket.socket]]:
    """What a packet could come to, by the name that stands for its address in an attack."""
    with contextlib.ExitStack() as stack:
        families_ = {"@TCP@": (socket.AF_INET, socket.SOCK_STREAM), "@UDP@": (socket.AF_INET, socket.SOCK_DGRAM)}
        families_ |= {"@UNIX@": (socket.AF_UNIX, socket.SOCK_STREAM), "@BUS@": (socket.AF_UNIX, socket.SOCK_DGRAM)}
        socks = {name: stack.enter_context(socket.socket(*kind)) for name, kind in families_.items()}
        for name, sock in socks.items():
            sock.bind(("127.0.0.1", 0) if sock.family == socket.AF_INET else str(folder / name.strip("@").lower()))
            if sock.type == socket.SOCK_STREAM:
                sock.listen()
        yield socks


def address(sock: socket.socket) -> str:
    name = sock.getsockname()
    return name if isinstance(name, str) else str(name[1])


def knocked(sock: socket.socket) -> bool:
    """Whether anything came to this listener."""
    sock.settimeout(0.05)
    try:
        sock.recv(10) if sock.type == socket.SOCK_DGRAM else sock.accept()[0].close()
    except OSError:
        return False
    return True


@contextlib.contextmanager
def attacked(setup: str, chosen: list[Attack]) -> Iterator[Ran]:
    """Let a class of these attackers be graded in this set-up."""
    with tempfile.TemporaryDirectory(prefix="attacked-", dir="/tmp", ignore_cleanup_errors=True) as name:
        folder, mark = Path(name), f"autograder-attack-{secrets.token_hex(6)}"
        ran = Ran(setup, folder, plant(folder), mark, chosen)
        for room in ("class", "out", "home", "tmp"):
            (folder / room).mkdir()
        with listeners(folder) as socks:
            names = {place: address(sock) for place, sock in socks.items()}
            names |= {f"@{room.upper()}@": f"{folder}/{room}" for room in ("kit", "out", "class")}
            names |= {"@HIDDEN@": f"{folder}/kit/tests/hidden/{NAME}/relu_hidden.py", "@ROOT@": str(ROOT)}
            names |= {"@UIDS@": "" if setup == "plain-user" else "yes", "@PID@": str(os.getpid()), "@MARK@": mark}
            write_class(ran, names)
            kit = Kit(folder / "kit")
            for assignment in kit.assignments.values():
                faults_of(kit, assignment)  # what a grader would keep of it in the kit is there before
            subprocess.run(["chmod", "-R", "a+rwX", folder], check=True)
            if setup == "plain-user" and os.geteuid() == 0:
                subprocess.run(["chown", "-R", "-h", f"{PLAIN_USER}:{PLAIN_USER}", folder], check=True)
            ran.before = digest(folder / "kit", folder / "class")
            run(ran)
            ran.after = digest(folder / "kit", folder / "class")
            ran.knocks = [place for place, sock in socks.items() if knocked(sock)]
        yield ran
