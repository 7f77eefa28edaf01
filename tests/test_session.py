"""The session: exact values come back, whatever dies costs only what killed it, and nothing stays for the next."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

import numpy as np
import psutil
import pytest

from autograder.config import Limits
from autograder.errors import SessionLostError, WorkerLostError
from autograder.marking.proxies import FunctionProxy, StudentCodeError
from autograder.model import Evidence
from autograder.sandbox.launch import ZygoteProcess
from autograder.sandbox.wire import Opaque
from tests.helpers.sandbox_case import QUICK, answer, ends, same, student

OTHER = "def other(x=0):\n    return ('still here', first)"
VALUES = [
    *(None, True, False, 0, -7, 2**200, 0.0, -0.0, 0.1, 5e-324, float("inf"), float("nan"), 1 + 2j),
    *(
        "",
        "text",
        "\u00e9\u4e16\U0001f9e0\x00\ud800",
        [],
        (),
        {},
        [1, (2.5, "x"), [None]],
        {"a": [1], 2: (3,), None: {}},
    ),
    *(np.float64(0.1), np.float32(0.1), np.int8(-3), np.uint64(2**64 - 1), np.bool_(1), np.complex64(1j)),
    *(np.arange(6).reshape(2, 3), np.arange(6.0).reshape(2, 3).T, np.arange(9)[::-2], np.array(1.5), np.zeros((0, 3))),
    *(np.array([np.nan, -0.0, np.inf]), np.array([True, False]), np.arange(3, dtype=">f8"), np.longdouble("0.1")),
]
DEATHS = {
    "a loop": ("while True: pass", "ran longer than 0."),
    "a loop that catches all": ("while True:\n        try: 1 / 0\n        except BaseException: pass", "ran longer"),
    "a loop deaf to signals": (
        "import signal\n    for n in {*range(1, 65)} - {9, 19, 32, 33}: signal.signal(n, signal.SIG_IGN)\n    loop()",
        "ran longer",
    ),
    "a loop in a thread": (
        "import threading\n    t = threading.Thread(target=loop)\n    t.start()\n    t.join()",
        "ran lon",
    ),
    "a sleep": ("import time\n    time.sleep(60)", "waited for longer than "),
    "a stop": ("import os\n    os.kill(os.getpid(), 19)", "waited for longer"),
    "an exit": ("import os\n    os._exit(3)", "ended its process (exit code 3)"),
    "an exit with 0": ("import os\n    os._exit(0)", "ended its process (exit code 0)"),
    "a segfault": ("import ctypes\n    ctypes.string_at(0)", "crashed its process (signal 11)"),
    "an abort": ("import os\n    os.abort()", "crashed its process (signal 6)"),
    "a closed wire": ("import os\n    os.close(100)", "ended its process (exit code"),
    "a claim of 4 GB": ("write(struct.pack('!II', 9, 1 << 31))\n    loop()", "too large"),
    "garbage": ("write(frame(b'{]'))\n    loop()", "could not be read: the answer is not in the kit's format"),
    "a nest": ("write(frame(b'[' * 500000))\n    loop()", "could not be read"),
    "a list": ("write(frame(b'[]'))\n    loop()", "an answer came that nobody asked for"),
    "a wrong number": ("write(frame(b'{\"id\": 99}'))\n    loop()", "an answer came that nobody asked for"),
    "two frames": ("write(frame(b'{}') * 2)\n    loop()", "an answer came that nobody asked for"),
}
TOOLS = """
import os, struct
def loop():
    while True: pass
def frame(text):
    return struct.pack("!II", len(text), 0) + text
def write(data):
    while data:
        data = data[os.write(100, data):]
"""


def test_values_of_every_kind_come_back_exact(zygote) -> None:
    with student(zygote, "def answer(x):\n    return x") as ran:
        evidence = ran.session.call("answer", [(value,) for value in VALUES])
    for sent, got in zip(VALUES, evidence, strict=True):
        assert got.error is None
        assert same(got.value, sent), (got.value, sent)


@pytest.mark.parametrize(
    "value",
    ["object()", "np.array([b'a'])", "10 ** 2000", "len", "np.exp", "np.random.default_rng(1)", "range(10 ** 9)"],
)
def test_what_cannot_cross_is_named_only(zygote, value: str) -> None:
    assert isinstance(answer(zygote, "import numpy as np", f"def answer():\n    return {value}"), Opaque)


LIARS = {
    "equal to all": ("class Liar:\n    def __eq__(self, o): return True\nx = Liar()", Opaque("Liar")),
    "unpickled code": ("class Bomb:\n    def __reduce__(self): return (print, ())\nx = Bomb()", Opaque("Bomb")),
    "array-like": ("class A:\n    def __array__(self, *a, **k): return np.ones(2)\nx = A()", Opaque("A")),
    "array": (
        "class A(np.ndarray):\n    shape = 7\n    def __array__(self, *a, **k): return np.ones(9)\n"
        "    def __eq__(self, o): return True\n    def tobytes(self): return b''\nx = np.zeros(2).view(A)",
        np.zeros(2),
    ),
    "matrix": ("x = np.matrix([[1.0]])", np.ones((1, 1))),
    "float": ("class F(float):\n    def __eq__(self, o): return True\nx = F(2.5)", 2.5),
    "int": ("class I(int):\n    def __eq__(self, o): return True\nx = I(2)", 2),
    "str": ("class S(str):\n    def __eq__(self, o): return True\nx = S('s')", "s"),
    "list": ("class L(list):\n    def __eq__(self, o): return True\nx = L([1])", [1]),
    "dict": ("class D(dict):\n    def __eq__(self, o): return True\nx = D(a=1)", {"a": 1}),
}


@pytest.mark.parametrize(("cell", "plain"), LIARS.values(), ids=LIARS)
def test_lying_objects_come_back_plain_or_not_at_all(zygote, cell: str, plain: object) -> None:
    assert same(answer(zygote, f"import numpy as np\n{cell}", "def answer():\n    return x"), plain)


ERRORS = {
    "ZeroDivisionError": "1 / 0",
    "SystemExit": "sys.exit(3)",
    "KeyboardInterrupt": "raise KeyboardInterrupt",
    "GeneratorExit": "raise GeneratorExit",
    "BaseException": "raise BaseException('x')",
    "Odd": "raise Odd('x')",
    "Mute": "raise Mute",
    "RecursionError": "answer(n)",
    "MemoryError": "x = [np.empty(1 << 24) for _ in range(99)]",
    "TypeError": "f = relu = None\n    f(n)",
    "EOFError": "raise EOFError('over')",
    "ConnectionError": "raise ConnectionError('cut')",
}
ODD = "import sys\nimport numpy as np\nclass Odd(BaseException): pass\n"
ODD += "class Mute(Exception):\n    def __str__(self): raise SystemExit"


@pytest.mark.parametrize(("kind", "statement"), ERRORS.items(), ids=ERRORS)
def test_an_error_is_that_calls_error(zygote, kind: str, statement: str) -> None:
    with student(zygote, ODD, f"def answer(n):\n    if n: return n\n    {statement}") as ran:
        failed, fine = ran.session.call("answer", [(0,), (5,)])
        assert failed.error is not None
        assert failed.error[0] == kind
        assert fine == Evidence(5, None, (None,))
        assert ran.value("answer", 6) == 6


def test_a_nest_that_is_too_deep_is_that_calls_error(zygote) -> None:
    deep = "def answer(n):\n    x = []\n    for _ in range(n): x = [x]\n    return x"
    with student(zygote, deep) as ran:
        assert [item.error and item.error[0] for item in ran.session.call("answer", [(10**5,), (1,)])] == [
            "RecursionError",
            None,
        ]


def test_a_proxy_raises_what_python_knows(zygote) -> None:
    with student(zygote, "import sys\ndef answer(n):\n    [1 / 0] if n else sys.exit(3)") as ran:
        proxy = FunctionProxy(ran.session, "answer")
        with pytest.raises(ZeroDivisionError, match="division by zero"):
            proxy(1)
        with pytest.raises(StudentCodeError, match="SystemExit: 3"):
            proxy(0)


def test_a_change_in_place_is_reported_and_copied_back(zygote) -> None:
    with student(zygote, "def answer(a, b, n):\n    a[0] = 99\n    return n") as ran:
        given = (np.array([1.0, 2.0]), np.array([3, 4]), 5)
        (evidence,) = ran.session.call("answer", [given])
        assert same(evidence.changed, (np.array([99.0, 2.0]), None, None))
        assert given[0][0] == 1
        assert FunctionProxy(ran.session, "answer")(*given) == 5
        assert same(given, (np.array([99.0, 2.0]), np.array([3, 4]), 5))


@pytest.mark.parametrize(("body", "words"), DEATHS.values(), ids=DEATHS)
def test_a_function_that_kills_costs_only_its_question(zygote, body: str, words: str) -> None:
    with student(zygote, "first = 1" + TOOLS, f"def answer():\n    {body}", OTHER, limits=QUICK) as ran:
        assert ran.troubles == {}
        assert words in ran.loses()
        assert ran.value("other") == ("still here", 1)


@pytest.mark.parametrize(("body", "words"), DEATHS.values(), ids=DEATHS)
def test_a_cell_that_kills_is_named_and_the_others_run(zygote, body: str, words: str) -> None:
    with student(zygote, "first = 1" + TOOLS, f"if True:\n    {body}", OTHER, limits=QUICK) as ran:
        assert list(ran.troubles) == [2]
        assert words in ran.troubles[2]
        assert ran.value("other") == ("still here", 1)


@pytest.mark.parametrize("made", ["'x' * 3_000_000", "np.zeros(9_000_000)", "list(range(200_000))"])
def test_an_answer_that_is_too_large_is_lost_alone(zygote, made: str) -> None:
    with student(zygote, "import numpy as np\nfirst = 1", f"def answer():\n    return {made}", OTHER) as ran:
        assert "too large" in ran.loses()
        assert ran.value("other") == ("still here", 1)


@pytest.mark.parametrize("flood", ["print('x' * 10**6)", "os.write(1, b'x' * 10**6)", "sys.stderr.write('x' * 10**6)"])
def test_a_flood_of_output_is_harmless(zygote, flood: str) -> None:
    cell = f"import os, sys\nfor _ in range(50): {flood}"
    with student(zygote, cell, f"def answer():\n    for _ in range(50): {flood}\n    return 7") as ran:
        assert ran.troubles == {}
        assert ran.value() == 7


def test_a_flood_of_cells_that_kill_comes_to_an_end(zygote) -> None:
    with student(zygote, *["import os\nos._exit(1)"] * 12, "def answer(): return 1", limits=QUICK) as ran:
        assert [words.split(" ")[0] for words in ran.troubles.values()] == ["ended"] * 12
        assert ran.value() == 1
    with student(zygote, *["import os\nos._exit(1)"] * 40, limits=QUICK) as ran:
        assert [words.split(" ")[0] for words in ran.troubles.values()] == ["ended"] * 30 + ["was"] * 10


def test_a_kill_from_outside_is_nobodys_fault_the_first_time(zygote) -> None:
    with student(zygote, "first = 1", OTHER) as ran:
        for expected in (SessionLostError, WorkerLostError):
            assert ran.value("other") == ("still here", 1)
            worker = ran.session._worker
            os.kill(worker.pid, signal.SIGKILL)
            assert ends(worker.handle)
            with pytest.raises(expected, match="kill"):
                ran.session.call("other", [()])


@pytest.mark.parametrize("let_go", [False, True])
def test_a_zygote_that_died_is_replaced(let_go: bool) -> None:
    with ZygoteProcess() as zygote, student(zygote, "first = 1", OTHER) as ran:
        if let_go:
            ran.session.drop_worker()
        family = psutil.Process(zygote._process.pid).children(recursive=True)
        zygote._process.kill()
        zygote._process.wait()
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        assert not psutil.wait_procs(family, timeout=300)[1]
        if not let_go:
            with pytest.raises(SessionLostError, match="the sandbox has stopped"):
                ran.session.call("other", [()])
        assert ran.value("other") == ("still here", 1)


@pytest.mark.parametrize(
    "patch",
    [
        "import numpy as np\nnp.array = np.asarray = lambda *a, **k: 7",
        "import json\njson.dumps = lambda *a, **k: '[]'",
        "import sys\nsys.modules['autograder.sandbox.wire'].encode = lambda *a: {'str': 'forged'}",
        "import builtins\nbuiltins.len = lambda x: 0",
        "import matplotlib.pyplot as plt\nplt.close = None",
        "import sys\nsys.modules.clear()",
    ],
)
def test_a_patch_harms_its_own_process_only(zygote, patch: str) -> None:
    cell = f"{patch}\nleft = 1\nopen('left', 'w').close()"
    with student(zygote, cell, "def answer(x):\n    return x", limits=QUICK) as ran, suppress(WorkerLostError):
        ran.session.call("answer", [(np.ones(3),)])
    clean = "import os, json\nimport numpy as np\ndef answer():\n    return 'left' in globals(), os.listdir(), X"
    clean = clean.replace("X", "np.array(1.5)")
    assert same(answer(zygote, clean), (False, [], np.array(1.5)))


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.10 has no ExceptionGroup")
def test_a_group_of_errors_reaches_the_test_by_name(zygote) -> None:
    with student(zygote, "def answer():\n    raise ExceptionGroup('many', [ValueError(1)])") as ran:
        proxy = FunctionProxy(ran.session, "answer")
        with pytest.raises(StudentCodeError, match="ExceptionGroup: many"):
            proxy()


def test_an_answer_that_drips_is_stopped_in_time(zygote) -> None:
    drip = "def answer():\n    import time\n    write(struct.pack('!II', 999, 0))\n"
    drip += "    for _ in range(998): write(b' '), time.sleep(0.015)"
    with student(zygote, TOOLS, drip, limits=QUICK) as ran:
        assert "waited for longer than 0.9 s" in ran.loses()


def test_a_worker_that_does_not_listen_is_stopped_in_time(zygote) -> None:
    forge = "import json, time\nstate = {'answer': 'missing', 'other': 'missing'}\n"
    forge += "write(frame(json.dumps({'id': 1, 'error': None, 'state': state}).encode()))\ntime.sleep(6)"
    with student(zygote, TOOLS + forge, "#" * 2_000_000, limits=QUICK) as ran:
        assert "waited for longer" in ran.troubles[2]


def test_a_worker_that_naps_has_no_busy_machine_to_blame(zygote) -> None:
    nap = "def answer():\n    import time\n    while True:\n        until = time.perf_counter() + 0.003\n"
    nap += "        while time.perf_counter() < until: pass\n        time.sleep(0.015)"
    with student(zygote, nap, limits=QUICK) as ran:
        assert "waited for longer than 0.9 s" in ran.loses()


FLOODS = {
    "bytes": "n = 0\nwhile True:\n    open(f'{(n := n + 1) % 9}', 'wb').write(bytes(1 << 20))",
    "files": "n = 0\nwhile True:\n    open(f'{(n := n + 1)}', 'w').close()",
}


@pytest.mark.parametrize("cell", FLOODS.values(), ids=FLOODS)
def test_a_notebook_that_fills_the_disk_is_stopped(zygote, cell: str) -> None:
    with student(zygote, cell, "y = 1", limits=Limits(cell_cpu_s=20, scratch_mb=4)) as ran:
        assert set(ran.troubles) == {1}
        assert ran.troubles[1] == "wrote more than 4 MB or 2000 files and was stopped"
