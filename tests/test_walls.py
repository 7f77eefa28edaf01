"""What student code cannot reach: the tests, the reference, other processes, other files, the network."""

from __future__ import annotations

import ast
import os
import re
import socket
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.config import Limits
from autograder.grading import Grader
from autograder.marking.suite import suites_of
from autograder.model import Evidence, Submission
from autograder.sandbox.landlock import abi_version
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.known_answers import KIT, ROOT, filled_notebook, save
from tests.helpers.sandbox_case import AS_ROOT, DENIED, Student, student

RUN = "def answer(source, x=None):\n    names = {'x': x}\n    exec(source, names)\n    return names.get('y')"
PACKAGES = Path(sysconfig.get_path("purelib"))
HIDDEN = sorted((ROOT / "tests" / "hidden").rglob("*.py"))
PRIVATE = [
    *(ROOT / "solutions" / "net_input.py", ROOT / "grading_config.yaml", ROOT / "autograder" / "grading.py"),
    *(ROOT / "tests" / "answers" / "net_input" / "right.yaml", ROOT / ".git" / "HEAD", ROOT / "README.md"),
    *(*HIDDEN, *sorted((ROOT / "assignments").rglob("tests/*.py")), Path("/etc/passwd"), Path("/proc/self/maps")),
]
NAMES = {
    "__init__",
    *("absent", "answers", "arguments", "arrays", "boot", "bpf", "call_numbers", "confine", "inert_otter"),
    *("drawing", "kernel", "landlock", "lent", "products"),
    *("recorder", "shell", "spawned", "syscalls", "tracing", "trial", "wire", "worker", "zygote"),
}
BESIDE = [ROOT / "autograder" / "sandbox" / f"{name}.py" for name in sorted(NAMES)]
ALLOWED = {"numpy", "IPython", "matplotlib", "traitlets", *sys.stdlib_module_names}
NAMED = {
    *("PYTHONHASHSEED", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "MPLBACKEND", "MPLCONFIGDIR"),
    *(
        "IPYTHONDIR",
        "HOME",
        "TMPDIR",
        "USER",
        "LANG",
        "PATH",
        "PWD",
        "LC_CTYPE",
        "KMP_DUPLICATE_LIB_OK",
        "KMP_INIT_AT_FORK",
    ),
}


@pytest.fixture(scope="module")
def inside() -> Iterator[Student]:
    """A notebook that runs what it is given, in a sandbox that was started beside a secret."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET_OF_THE_GRADER", "swordfish")
        with ZygoteProcess() as own, student(own, RUN) as ran:
            yield ran


def denied(evidence: Evidence) -> bool:
    kind, message = evidence.error or ("", "")
    return kind in DENIED or "Read-only file system" in message


def test_every_layer_holds(inside) -> None:
    private_uid = ["private_uid"] if AS_ROOT else []
    layers = [name for name in inside.session.layers if name != "namespaces"]  # not every machine allows those
    kernels = ["landlock", "landlock_scope", "seccomp", "seccomp_allow_list"]
    assert layers == ["rlimits", *private_uid, "no_new_privileges", *kernels]


@pytest.mark.parametrize("path", [path for path in PRIVATE if path.exists()], ids=str)
def test_a_private_file_cannot_be_read(inside, path: Path) -> None:
    assert path.read_bytes()
    assert denied(inside.evidence("answer", "y = open(x, 'rb').read()", str(path)))
    assert inside.evidence("answer", "import os\nos.link(x, 'here')\ny = open('here').read()", str(path)).error


@pytest.mark.parametrize("folder", [ROOT, ROOT / "tests", HIDDEN[0].parent, ROOT / "solutions", "/", "/tmp", "/proc"])
def test_a_private_folder_cannot_be_listed(inside, folder: Path | str) -> None:
    assert any(Path(folder).iterdir())
    assert denied(inside.evidence("answer", "import os\ny = os.listdir(x)", str(folder)))


@pytest.mark.parametrize("name", ["mem", "environ", "maps", "cmdline", "status", "cwd/etc/passwd", "root/etc/passwd"])
@pytest.mark.parametrize("whose", ["os.getppid()", "x", "os.getpid()"])
def test_no_process_can_be_looked_into(inside, whose: str, name: str) -> None:
    source = f"import os\ny = open(f'/proc/{{{whose}}}/{name}', 'rb').read(1)"
    assert denied(inside.evidence("answer", source, os.getpid()))


@pytest.mark.parametrize(
    "module", ["solutions", "solutions.net_input", "tests.helpers.known_answers", "autograder.grading",
               "autograder.marking.suite", "autograder.sandbox.session", "otter.test_files"],
)  # fmt: skip
@pytest.mark.parametrize("way", ["", "sys.path.insert(0, x)\n", "sys.modules.pop('autograder')\nsys.path.append(x)\n"])
def test_the_kit_cannot_be_imported(zygote, module: str, way: str) -> None:
    with student(zygote, RUN) as ran:
        error = ran.evidence("answer", f"import sys\n{way}import {module}", str(ROOT)).error
    assert error is not None
    assert error[0] in {"ModuleNotFoundError", *DENIED}


def test_another_notebooks_folder_cannot_be_read(inside, zygote: ZygoteProcess) -> None:
    with student(zygote, "open('mine.txt', 'w').write('my answer')") as other:
        mine = other.session._worker.scratch / "mine.txt"
        assert mine.read_text() == "my answer"
        assert denied(inside.evidence("answer", "y = open(x).read()", str(mine)))
        assert denied(inside.evidence("answer", "open(x, 'w')", str(mine)))
        for folder in (mine.parent, mine.parent.parent):
            assert denied(inside.evidence("answer", "import os\ny = os.listdir(x)", str(folder)))


@pytest.mark.parametrize(
    "folder",
    [ROOT, ROOT / "tests", PACKAGES, BESIDE[0].parent, Path.home(), "/tmp", "/var/tmp", "/dev/shm", "..", "../home"],
    ids=str,
)
def test_nothing_can_be_left_elsewhere(inside, folder: Path | str) -> None:
    name = f"planted-by-{os.getpid()}"
    assert denied(inside.evidence("answer", "open(x, 'w').write('planted')", f"{folder}/{name}"))
    assert inside.evidence("answer", "import os\nos.mkdir(x)", f"{folder}/{name}").error
    assert inside.evidence("answer", "import os\nos.symlink('a', x)", f"{folder}/{name}").error
    assert not (inside.session._worker.scratch / folder / name).exists()


def test_a_private_file_cannot_be_changed(inside, tmp_path: Path) -> None:
    results = tmp_path / "results.json"
    results.write_text("{}")
    for action in ("open(x, 'w')", "open(x, 'a')", "os.remove(x)", "os.rename(x, x + '2')", "os.truncate(x, 0)"):
        assert inside.evidence("answer", f"import os\n{action}", str(results)).error, action
    assert results.read_text() == "{}"


def test_the_environment_holds_named_variables_only(inside) -> None:
    environment = inside.value("answer", "import os\ny = dict(os.environ)")
    assert set(environment) <= NAMED
    assert not [v for v in environment.values() if str(ROOT) in v and not v.startswith(sys.prefix)]
    assert "swordfish" not in environment.values()


def test_the_path_holds_python_and_its_packages_only(inside) -> None:
    search = inside.value("answer", "import sys\ny = sys.path")
    assert not [p for p in search if p.startswith(str(ROOT)) and not p.startswith(sys.prefix)]


def test_no_descriptor_is_open_but_the_wire(inside) -> None:
    inside.session.drop_worker()  # into a worker in which no other test has opened or imported anything
    source = "import os\nfor fd in range(1 << 16):\n    try: y.append(os.fstat(fd) and fd)\n    except OSError: pass"
    assert inside.value("answer", f"y = []\n{source}") == [0, 1, 2, 100]


def test_no_module_of_the_grader_is_loaded(inside) -> None:
    inside.session.drop_worker()  # into a worker in which no other test has opened or imported anything
    loaded = inside.value("answer", "import sys\ny = list(sys.modules)")
    own = {name for name in loaded if name.split(".")[0] in ("autograder", "solutions", "tests", "otter")}
    assert own - {f"autograder.sandbox.{path.stem}" for path in BESIDE} == {"autograder", "autograder.sandbox", "otter"}


SCAN = """
import functools, gc, types

@functools.cache
def scan():
    gc.unfreeze()
    needles = [text[::-1] for text in {needles}]
    found = set()
    for thing in gc.get_objects():
        for part in gc.get_referents(thing):
            for text in part.co_consts if type(part) is types.CodeType else [part]:
                if type(text) is str and text not in needles:
                    found.update(needle[::-1] for needle in needles if needle in text)
    return sorted(found)

def net_input_dot(a, wj):
    raise LookupError("FOUND " + " & ".join(scan()))
"""


def test_no_hidden_text_lies_in_memory_while_grading(tmp_path: Path) -> None:
    texts = [
        "silent sender or a missing syn",
        "net_input_dot_hid",
        "rng.unif",
        "solutions.net_in",
        "ands do not run while gra",
    ]
    cell = SCAN.replace("{needles}", repr([text[::-1] for text in texts]))
    path = save(filled_notebook("net_input", {"net_input_dot": cell}), tmp_path / "n.ipynb")
    limits = Limits(call_cpu_s=30, cell_cpu_s=30)
    with Grader(limits, suites_of(KIT), ZygoteProcess()) as grader:
        grade = grader.grade(Submission("n", path))
    said = "\n".join(v.says for m in grade.marks for v in m.verdicts)
    assert set(re.findall("^.*LookupError: FOUND (.*)$", said, re.MULTILINE)) == {texts[-1][::-1]}


@pytest.mark.parametrize("target", ["os.getppid()", "x", "1"])
@pytest.mark.parametrize("number", [0, 18])
def test_no_other_process_can_be_signalled(inside, target: str, number: int) -> None:
    assert denied(inside.evidence("answer", f"import os\nos.kill({target}, {number})", os.getpid()))


def test_the_zygote_cannot_be_killed(zygote: ZygoteProcess) -> None:
    with student(zygote, RUN) as ran:
        assert denied(ran.evidence("answer", "import os\nos.kill(os.getppid(), 9)"))
    assert zygote._process.poll() is None


PROCESSES = {
    "fork": "os.fork() or os._exit(0)",
    "forkpty": "(os.forkpty()[0] or os._exit(0))",
    "spawn": "os.posix_spawn(x, [x], {})",
    "exec": "os.execv(x, [x])",
    "subprocess": "import subprocess\nsubprocess.run([x])",
    "a pool": "import multiprocessing\nmultiprocessing.get_context('fork').Process(target=print).start()",
}


@pytest.mark.parametrize("program", [sys.executable, "/bin/sh", "/usr/bin/env"])
@pytest.mark.parametrize("way", PROCESSES.values(), ids=PROCESSES)
def test_no_process_can_be_started(inside, way: str, program: str) -> None:
    error = inside.evidence("answer", f"import os\n{way}", program).error
    assert error is not None
    assert error[0] in {"OSError", *DENIED}


def test_threads_work(inside) -> None:
    source = (
        "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(4) as pool: y = [*pool.map(abs, x)]"
    )
    assert inside.value("answer", source, [-1, 2, -3]) == [1, 2, 3]


@pytest.mark.skipif(abi_version() < 4, reason="this kernel's Landlock (ABI < 4) knows no TCP")
def test_no_tcp_port_can_be_reached_or_taken(inside) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        connect = "import socket\nsocket.create_connection(('127.0.0.1', x), timeout=2)"
        assert denied(inside.evidence("answer", connect, listener.getsockname()[1]))
    assert denied(inside.evidence("answer", "import socket\nsocket.create_server(('127.0.0.1', 0))"))


def trees(*rooms: str) -> dict[Path, list[ast.AST]]:
    paths = [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]
    return {path: list(ast.walk(ast.parse(path.read_text(encoding="utf-8")))) for path in paths}


def imported(nodes: list[ast.AST]) -> set[str]:
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_what_runs_beside_student_code_needs_little() -> None:
    found = trees("autograder/sandbox")
    for path in BESIDE:
        for module in imported(found[path]):
            own = module == "autograder.sandbox" or module.startswith("autograder.sandbox.")
            assert own or module.split(".")[0] in ALLOWED, f"{path}: {module}"


CHECKS = ROOT / "autograder" / "authoring" / "frame" / "running.py"  # the public tests, in a learner's own notebook


def test_nothing_is_unpickled_or_evaluated() -> None:
    for path, nodes in trees("autograder", "solutions").items():
        tops = {module.split(".")[0] for module in imported(nodes)}
        assert not tops & {"pickle", "dill", "marshal", "shelve", "joblib", "cloudpickle"}, path
        calls = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        assert not calls & {"eval", "exec", "compile", "__import__"} or path == CHECKS, path
        if path.parent != CHECKS.parent:
            assert not [module for module in imported(nodes) if module.endswith(("frame.running", "frame.light"))], path


def test_no_hidden_name_stands_in_what_students_get() -> None:
    names = {"solutions", *(path.stem for path in HIDDEN)}
    for path in (ROOT / "assignments").rglob("*"):
        if path.is_file():
            assert not [name for name in names if name.encode() in path.read_bytes()], path


@pytest.mark.parametrize("action", ["os.chmod(x, 0o777)", "os.utime(x, (1, 1))"])
def test_a_private_file_keeps_its_mode_and_times(inside, tmp_path: Path, action: str) -> None:
    results = tmp_path / "results.json"
    results.touch(mode=0o600)
    before = results.stat()
    assert denied(inside.evidence("answer", f"import os\n{action}", str(results)))
    assert results.stat() == before


def test_no_other_process_can_be_limited(inside) -> None:
    source = "import os, resource\nresource.prlimit(os.getppid(), resource.RLIMIT_CORE, (0, 0))"
    assert denied(inside.evidence("answer", source))


def test_no_local_service_can_be_reached(inside) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, socket.socket(socket.AF_UNIX) as listener:
        Path(folder).chmod(0o755)
        listener.bind(f"{folder}/bus")
        listener.listen()
        assert denied(inside.evidence("answer", "import socket\nsocket.socket(1).connect(x)", f"{folder}/bus"))


def test_no_datagram_leaves(inside) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        source = "import socket\nsocket.socket(2, 2).sendto(b'inputs', ('127.0.0.1', x))"
        assert denied(inside.evidence("answer", source, listener.getsockname()[1]))
