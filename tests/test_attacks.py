"""Every attack of ``tests/attacks.py``, through the real command: what it gets, what it costs, what it leaves."""

from __future__ import annotations

import contextlib
import hashlib
import html.parser
import json
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
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import psutil
import pytest

from tests.attacks import ATTACKS, FAMILIES, HONEST, HONEST_RELU, KNOWN_OPEN, Attack
from tests.command import COMMAND, rows
from tests.known_answers import ROOT, filled_notebook, plain_right, save

NAME = "activation_functions"
LONGEST_S = 150
PLAIN_USER = 60998
DOCKER = (
    "chown,dac_override,fowner,fsetid,kill,setgid,setuid,setpcap,net_bind_service,net_raw,sys_chroot,mknod,"
    "audit_write,setfcap"
)
OF_EVERY_SETUP = ("read", "write", "kill", "network", "processes")  # what depends on who runs the grader
SETUPS = ("root", "docker-root", "plain-user")
BIDI = {*map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))}
PLACES = ("/tmp", "/dev/shm", "/var/tmp", "/root", "/etc/cron.d", str(Path(nbformat.__file__).parents[1]))
ODD_NAMES = ("<img src=x onerror=alert(1)>.ipynb", "\x1b[2Jred\u202e.ipynb", "=1+1.ipynb", "-rf.ipynb")


@dataclass
class Ran:
    """What one run of the command came to."""

    setup: str
    folder: Path
    secrets: dict[str, str]
    mark: str
    done: subprocess.CompletedProcess[str] | None = None
    seconds: float = 0.0
    left: list[str] = field(default_factory=list)
    knocks: int = 0
    before: str = ""
    after: str = ""

    @property
    def families(self) -> tuple[str, ...]:
        return tuple(FAMILIES) if self.setup == "root" else OF_EVERY_SETUP

    @property
    def grades(self) -> dict[str, dict[str, str]]:
        return rows(self.folder / "out")

    def texts(self) -> dict[str, str]:
        """All that was written or said, by where."""
        files = [path for path in sorted((self.folder / "out").rglob("*")) if path.is_file()]
        texts = {str(p.relative_to(self.folder / "out")): p.read_bytes().decode("utf-8", "replace") for p in files}
        return {**texts, "stdout": self.done.stdout, "stderr": self.done.stderr}


def skip_reason(setup: str) -> str:
    if os.geteuid() != 0:
        return "needs root"
    if setup == "docker-root" and not shutil.which("setpriv"):
        return "needs setpriv"
    doors = [parent for path in (ROOT, Path(sys.executable).resolve()) for parent in (path, *path.parents)]
    closed = [str(door) for door in doors if not door.stat().st_mode & stat.S_IXOTH]
    return f"workers cannot enter {closed}, and this set-up may not mount" if setup != "root" and closed else ""


def plant(folder: Path) -> dict[str, str]:
    """A copy of the kit with secrets in it."""
    kit, found = folder / "kit", {}
    for room in ("assignments", "solutions", "tests/hidden"):
        shutil.copytree(ROOT / room, kit / room, ignore=shutil.ignore_patterns("__pycache__"))
    text = (ROOT / "grading_config.yaml").read_text(encoding="utf-8")
    quick = text.replace("cell_cpu_s: 5 ", "cell_cpu_s: 1 ").replace("call_cpu_s: 2 ", "call_cpu_s: 0.5 ")
    quick = quick.replace("wall_factor: 5 ", "wall_factor: 3 ")
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


def write_class(folder: Path, families: tuple[str, ...], names: dict[str, str], keeper: str) -> None:
    right = plain_right(NAME)["relu"]
    for attack in (attack for attack in ATTACKS if attack.family in families):
        notebook(attack.cells(), attack.relu(), names, folder / attack.file)
    for family in families:
        notebook([HONEST], HONEST_RELU, names, folder / f"{family}_zz_honest.ipynb")
    notebook([f"# {keeper}"], right, names, folder / "keeper.ipynb")
    for name in ODD_NAMES:
        notebook([], right, names, folder / name)
    hostile_zip(folder, names["@MARK@"])


def hostile_zip(folder: Path, mark: str) -> None:
    """What a student may hand in as Otter's zip, with more in it than a notebook."""
    with zipfile.ZipFile(folder / "zipped.zip", "w") as archive:
        archive.write(folder / "keeper.ipynb", "zipped.ipynb")
        archive.writestr(".OTTER_LOG", f"cos\nsystem\n(S'touch /tmp/{mark}'\ntR.")
        for name in (
            f"solutions/{NAME}.py",
            f"tests/hidden/{NAME}/relu_hidden.py",
            f"../../{mark}.txt",
            f"/tmp/{mark}",
        ):
            archive.writestr(name, "relu = None\n")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, f"{folder.parent}/kit/grading_config.yaml")


def digest(*folders: Path) -> str:
    """Names, modes and bytes of all files, but for what Python itself caches."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if "__pycache__" not in path.parts]
    lines = [f"{p}{p.lstat().st_mode}{p.read_bytes() if p.is_file() else ''}" for p in paths]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def command(setup: str, folder: Path) -> tuple[list[str], dict]:
    line = [COMMAND, "grade", *map(str, (folder / "class", "--out", folder / "out", "--kit", folder / "kit"))]
    if setup == "docker-root":
        bounds = "-all," + ",".join(f"+{name}" for name in DOCKER.split(","))
        line = ["setpriv", f"--bounding-set={bounds}", "--", *line]
    return line, {"user": PLAIN_USER, "group": PLAIN_USER, "extra_groups": []} if setup == "plain-user" else {}


def run(ran: Ran) -> None:
    """Run the command, and note every process that descends from it."""
    line, options = command(ran.setup, ran.folder)
    environment = {**os.environ, "COLUMNS": "200", "AUTOGRADER_SECRET": ran.secrets["environment"]}
    environment |= {"HOME": str(ran.folder / "home"), "TMPDIR": str(ran.folder / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
    seen: set[psutil.Process] = set()
    begin = time.monotonic()
    with (ran.folder / "said").open("w+b") as out, (ran.folder / "complained").open("w+b") as err:
        process = subprocess.Popen(line, stdout=out, stderr=err, env=environment, cwd=ran.folder / "home", **options)
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
    _, alive = psutil.wait_procs(seen, timeout=3)
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


@pytest.fixture(scope="module", params=SETUPS)
def ran(request) -> Iterator[Ran]:
    setup = request.param
    if reason := skip_reason(setup):
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="attacked-", dir="/tmp", ignore_cleanup_errors=True) as name:
        folder, mark = Path(name), f"autograder-attack-{secrets.token_hex(6)}"
        result = Ran(setup, folder, plant(folder), mark)
        for room in ("class", "out", "home", "tmp"):
            (folder / room).mkdir()
        tcp, udp, unix = socket.socket(), socket.socket(type=socket.SOCK_DGRAM), socket.socket(socket.AF_UNIX)
        with tcp, udp, unix:
            tcp.bind(("127.0.0.1", 0))
            udp.bind(("127.0.0.1", 0))
            unix.bind(str(folder / "bus"))
            tcp.listen(), unix.listen()
            ports = {"@TCP@": str(tcp.getsockname()[1]), "@UDP@": str(udp.getsockname()[1]), "@UNIX@": f"{folder}/bus"}
            rooms = {f"@{room.upper()}@": f"{folder}/{room}" for room in ("kit", "out", "class")}
            hidden = {"@HIDDEN@": f"{folder}/kit/tests/hidden/{NAME}/relu_hidden.py", "@ROOT@": str(ROOT)}
            uids = {"@UIDS@": "" if setup == "plain-user" else "yes", "@PID@": str(os.getpid()), "@MARK@": mark}
            write_class(
                folder / "class", result.families, {**ports, **rooms, **hidden, **uids}, result.secrets["keeper"]
            )
            subprocess.run(["chmod", "-R", "a+rwX", folder], check=True)
            if setup == "plain-user":
                subprocess.run(["chown", "-R", f"{PLAIN_USER}:{PLAIN_USER}", folder], check=True)
            result.before = digest(folder / "kit", folder / "class")
            run(result)
            result.after = digest(folder / "kit", folder / "class")
            result.knocks = sum(map(knocked, (tcp, udp, unix)))
        yield result


def knocked(sock: socket.socket) -> bool:
    """Whether anything came to this listener."""
    sock.settimeout(0.05)
    try:
        sock.recv(10) if sock.type == socket.SOCK_DGRAM else sock.accept()[0].close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.family}-{attack.id}")
def test_an_attack_gets_nothing(ran: Ran, attack: Attack, request) -> None:
    if attack.id in KNOWN_OPEN:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_OPEN[attack.id], strict=True))
    if attack.family not in ran.families:
        pytest.skip("run as root only: the same for every user")
    row = ran.grades[attack.file]
    result = (ran.folder / "out" / "results" / f"{attack.file}.json").read_text(encoding="utf-8")
    page = (ran.folder / "out" / "feedback" / f"{attack.file}.html").read_text(encoding="utf-8")
    for text in (result, page):
        assert "THROUGH" not in text, text[text.index("THROUGH") :][:300]
        assert "BROKEN" not in text, text[text.index("BROKEN") :][:300]
    assert row["status"] == "graded"
    assert row["relu"] == f"{attack.points:g}", [m for m in json.loads(result)["marks"] if m["question"] == "relu"]
    if attack.kind != "own":
        assert [row[name] for name in ("linear", "step", "sigmoid", "tanh")] == ["4"] * 4


def test_an_honest_notebook_loses_nothing(ran: Ran) -> None:
    attacks = {attack.file for attack in ATTACKS}
    found = {name: row for name, row in ran.grades.items() if name not in attacks}
    assert len(found) == len(ran.families) + len(ODD_NAMES) + 2
    assert {
        name: row["score"] for name, row in found.items() if (row["score"], row["status"]) != ("20", "graded")
    } == {}


def test_no_secret_comes_out(ran: Ran) -> None:
    secrets_ = [*ran.secrets.values(), "THROUGH"]
    assert not [(where, text[:80]) for where, text in ran.texts().items() if any(word in text for word in secrets_)]


def test_nothing_outside_has_changed(ran: Ran) -> None:
    assert ran.after == ran.before
    assert not [path for place in PLACES if Path(place).is_dir() for path in Path(place).glob(f"*{ran.mark}*")]
    assert not list(ran.folder.rglob(f"*{ran.mark}*")) + list((ran.folder / "tmp").iterdir())


def test_no_process_and_no_packet_is_left(ran: Ran) -> None:
    assert (ran.left, ran.knocks) == ([], 0)


def test_the_command_ends_in_time_and_in_order(ran: Ran) -> None:
    assert ran.seconds < LONGEST_S
    assert ran.done.returncode == 0, ran.done.stderr[-2000:]
    assert "Traceback" not in ran.done.stderr


def test_out_holds_our_files_only(ran: Ran) -> None:
    top = {path.name for path in (ran.folder / "out").iterdir()}
    assert top <= {"grades.csv", "feedback", "results", "gradebook.sqlite"}
    for room, ending in (("results", ".json"), ("feedback", ".html")):
        files = [path for path in (ran.folder / "out" / room).rglob("*") if path.is_file()]
        assert len(files) == len(ran.grades)
        assert {path.suffix for path in files} == {ending}


def test_what_is_said_cannot_steer_a_terminal(ran: Ran) -> None:
    for where, text in ran.texts().items():
        if not where.endswith((".sqlite", ".sqlite-wal", ".sqlite-shm")):
            bidi = set() if where.startswith("results/") else BIDI
            bad = {c for c in text if (ord(c) < 32 and c not in "\n\r") or 127 <= ord(c) < 160 or c in bidi}
            assert not bad, (where, bad)


def test_results_hold_no_sign_that_turns_text_round(ran: Ran) -> None:
    if ran.setup != "root":
        pytest.skip("run as root only: the same for every user")
    assert not [where for where, text in ran.texts().items() if where.startswith("results/") and BIDI & set(text)]


class Page(html.parser.HTMLParser):
    """Notes whatever a page could do."""

    def __init__(self) -> None:
        super().__init__()
        self.active: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag in {"script", "iframe", "img", "svg", "object", "embed", "form", "base", "link"} or "src" in names:
            self.active.append(tag)
        self.active += [name for name in names if name.startswith("on")]


def test_feedback_pages_are_inert(ran: Ran) -> None:
    for path in (ran.folder / "out" / "feedback").rglob("*.html"):
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        assert not page.active, (path.name, page.active)
