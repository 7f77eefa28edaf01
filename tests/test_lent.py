"""A worker that may ask: what, how often, and that nothing of what it hears leaves it but whether cases pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.errors import WorkerLostError
from autograder.kit import Kit
from autograder.marking.apart import Asked, ReferenceApart, UnlikeError
from autograder.model import Basis
from autograder.sandbox.clock import OwnClock, Sample
from autograder.sandbox.launch import ZygoteProcess
from autograder.sandbox.lending import MOST_CALLS, LendingSession
from autograder.sandbox.session import Session
from autograder.sandbox.spawn import SpawnedProcesses
from tests.helpers.sandbox_case import AMPLE, QUICK, student
from tests.helpers.using_kit import NAME, POINTS, RIGHT, SLIP, UsingKit, using_kit

SEND = """
import json, os, select, struct, sys
def here():
    frame = sys._getframe()
    while "request" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["request"]["id"]
def send(document, arrays=b""):
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    os.write(100, struct.pack("!II", len(text), len(arrays)) + text + arrays)
def read():
    data = b""
    while len(data) < 8:
        data += os.read(100, 1 << 16)
    text, arrays = struct.unpack("!II", data[:8])
    while len(data) < 8 + text + arrays:
        data += os.read(100, 1 << 16)
    return json.loads(data[8:8 + text])
def ask(**document):
    send({"id": here(), "ask": "double", "arguments": [2.0], "keywords": [], **document})
    return read()
"""


class Doubles:
    """Lends one function, and notes what it was asked."""

    names: Sequence[str] = ("double",)
    known: Sequence[str] = ()

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def lend(self, name: str, arguments: Sequence[Any], keywords: dict[str, Any]) -> dict[str, Any]:
        self.asked.append((name, list(arguments), dict(keywords)))
        try:
            return {"value": 2 * arguments[0], "changed": [None] * len(arguments)}
        except (TypeError, IndexError) as error:
            return {"error": (type(error).__name__, str(error))}


@pytest.fixture
def lender() -> Doubles:
    return Doubles()


def lent(zygote: ZygoteProcess, lender: Doubles, *cells: str, limits: Any = AMPLE) -> Any:
    """The evidence of ``answer()`` in a session that lends ``double``."""
    with student(zygote, *cells, questions=["answer", "double"], limits=limits) as ran:
        ran.session.drop_worker()
        with LendingSession(ran.session, lender) as session:
            session.run(ran.session.notebook)
            return session.call("answer", [()])[0]


def test_a_lent_function_is_asked_with_all_kinds_of_arguments(zygote: ZygoteProcess, lender: Doubles) -> None:
    calls = "double(2), double(np.arange(3.0)), double(n=np.int8(4)) if 0 else 0, double([1], k={'a': (1, None)})"
    evidence = lent(zygote, lender, f"import numpy as np\ndef answer():\n    return {calls}\n")
    assert evidence.error is None
    assert [name for name, _, _ in lender.asked] == ["double"] * 3
    assert lender.asked[2][1:] == ([[1]], {"k": {"a": (1, None)}})
    assert evidence.value[0] == 4
    assert np.array_equal(evidence.value[1], [0, 2, 4])
    assert evidence.value[3] == [1, 1]


def test_while_cells_run_nobody_is_asked(zygote: ZygoteProcess, lender: Doubles) -> None:
    own = "def double(n):\n    return 'own'\nheard = double(1)\ndef answer():\n    return heard, double(1)\n"
    assert lent(zygote, lender, own).value == ("own", 2)
    assert len(lender.asked) == 1
    without = (
        "try:\n    double(1)\nexcept NameError as error:\n    heard = str(error)\ndef answer():\n    return heard\n"
    )
    assert lent(zygote, lender, without).value == "name 'double' is not defined"


def test_an_error_of_a_lent_function_is_raised_where_it_is_called(zygote: ZygoteProcess, lender: Doubles) -> None:
    code = "def answer():\n    try:\n        double(None)\n    except TypeError as error:\n        return str(error)\n"
    assert "NoneType" in lent(zygote, lender, code).value


ODD = {
    "another function": 'ask(ask="answer")',
    "no function": 'ask(ask=["double"])',
    "a part too many": "ask(more=1)",
    "no list": 'ask(arguments={"tuple": []})',
    "arguments of no kind": 'ask(arguments=[{"shell": "id"}])',
    "an array that is not there": 'ask(arguments=[{"array": ["<f8", [1000000], 8000000]}])',
    "a dtype of objects": 'ask(arguments=[{"array": ["|O", [1], 8]}])',
    "deep": "ask(arguments=[eval('{\"list\":[' * 80 + '1' + ']}' * 80)])",
    "keywords that are none": 'ask(keywords=[["a"]])',
    "keywords by number": "ask(keywords=[[1, 2]])",
    "too many": "ask(arguments=[1] * 101)",
    "more text than any answer": 'ask(arguments=[{"str": "x" * 700_000}, {"str": "x" * 700_000}])',
}


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_question_is_refused_and_asks_nobody(zygote: ZygoteProcess, lender: Doubles, odd: str) -> None:
    code = f"{SEND}\ndef answer():\n    return {ODD[odd]}\n"
    try:
        evidence = lent(zygote, lender, code)
    except WorkerLostError:
        evidence = None  # what is longer than any answer may be ends the worker
    assert lender.asked == []
    assert evidence is None or "error" in evidence.value


@pytest.mark.parametrize("number", ["here() + 1", "0", "None", '"x"', "True"])
def test_a_question_under_another_number_costs_the_worker(zygote: ZygoteProcess, lender: Doubles, number: str) -> None:
    with pytest.raises(WorkerLostError, match="nobody asked for"):
        lent(zygote, lender, f"{SEND}\ndef answer():\n    return ask(id={number})\n")
    assert lender.asked == []


def test_no_question_is_answered_in_a_session_that_lends_nothing(zygote: ZygoteProcess) -> None:
    with student(zygote, f"{SEND}\ndef answer():\n    return ask()\n") as ran:
        assert "could not be read" in ran.loses()


def test_no_question_is_answered_while_a_cell_runs_or_is_traced(zygote: ZygoteProcess, lender: Doubles) -> None:
    cell = f"{SEND}\ndef answer(*_):\n    return ask()\nanswer()\n"
    with student(zygote, cell, questions=["answer", "double"]) as ran:
        assert "could not be read" in ran.troubles[1]
    with student(zygote, f"{SEND}\ndef answer(n):\n    return ask()\n", questions=["answer", "double"]) as ran:
        ran.session.drop_worker()
        with LendingSession(ran.session, lender) as session:
            session.run(ran.session.notebook)
            with pytest.raises(WorkerLostError):
                session.trace("answer", [(np.ones(3),)])
    assert lender.asked == []


def test_so_many_questions_and_no_more(zygote: ZygoteProcess, lender: Doubles) -> None:
    """Twice what a reference may need, and the whole of what is asked has a size too."""
    often = (
        "def answer():\n    count = 0\n    try:\n        while True:\n            double(1)\n            count += 1\n"
    )
    evidence = lent(zygote, lender, f"{often}    except RuntimeError as error:\n        return count, str(error)\n")
    assert evidence.value == (2 * MOST_CALLS, "this function cannot be asked so often, or with so much")
    assert len(lender.asked) == 2 * MOST_CALLS
    large = often.replace("double(1)", "double(x)").replace("    count", "    x = np.ones(100_000)\n    count", 1)
    found = lent(zygote, lender, "import numpy as np", f"{large}    except RuntimeError:\n        return count\n")
    assert found.value == (16 << 20) // 800_000
    huge = "import numpy as np\ndef answer():\n    return double(np.ones(200_000))\n"
    assert lent(zygote, lender, huge).error == (
        "RuntimeError",
        "this function cannot be asked so often, or with so much",
    )


def test_who_asks_without_end_or_never_reads_is_stopped(zygote: ZygoteProcess, lender: Doubles) -> None:
    again = "        try:\n            double(1)\n        except RuntimeError:\n            pass\n"
    endless = f"def answer():\n    while True:\n{again}"
    with pytest.raises(WorkerLostError, match="goes on asking"):
        lent(zygote, lender, endless, limits=QUICK)
    sends = "send({'id': here(), 'ask': 'double', 'arguments': [1], 'keywords': []})"
    never = f"{SEND}\ndef answer():\n    while True:\n        {sends}\n"
    with pytest.raises(WorkerLostError):
        lent(zygote, lender, never, limits=QUICK)


def test_what_a_worker_waits_for_the_grader_is_not_its_own() -> None:
    """Its own clock leaves out what it is excused for, however long that is."""
    clock = OwnClock()
    clock.look(0.0, Sample(0.0, {1: 0.0}, frozenset("S")))
    clock.excuse(50.0)
    clock.look(51.0, Sample(0.5, {1: 0.0}, frozenset("S")))
    assert clock.own_s == pytest.approx(1.0)


@pytest.fixture
def room(tmp_path: Path, zygote: ZygoteProcess) -> Iterator[UsingKit]:
    with using_kit(tmp_path / "kit", zygote) as made:
        yield made


LEAKS = {
    "by an error": "raise LookupError(heard)",
    "by its value": "return heard",
    "by text": "print(heard); import sys; sys.stderr.write(heard); sys.stdout.flush(); return heard.encode()",
    "by a type": "return type(heard, (), {})()",
    "by an error's name": "raise type(heard, (Exception,), {})(heard)",
    "by its end": "import os; os._exit(77)",
    "by a file": "open('LEAK.txt', 'w').write(heard); open('../LEAK.txt', 'w').write(heard)",
    "by names": "globals()[heard] = heard; globals()['lif_simulate'] = heard; return heard",
    "by the notebook": "get_ipython().run_cell('raise LookupError(' + repr(heard) + ')'); raise SystemExit(heard)",
    "by the wire": "import os, struct; os.write(100, struct.pack('!II', len(heard), 0) + heard.encode()); return 0",
    "by a module": "import sys; sys.modules[heard] = sys; import not_there; return 0",
    "by a warning": "import warnings; warnings.warn(heard); return 0",
}
LISTENS = """
def lif_simulate(current, dt):
    try:
        heard = f"LEAK {{lif_step(-60.0, 1.0, 0.1) + lif_step(-61.0, len(current), dt=1.0):.6f}}"
    except NameError:
        return np.zeros(1)
    {act}
"""


@pytest.mark.parametrize("leak", LEAKS)
def test_nothing_that_is_heard_gets_into_a_grade(room: UsingKit, leak: str) -> None:
    act = LEAKS[leak].replace("; ", "\n    ")
    grade = room.grade({"lif_step": "", "lif_simulate": LISTENS.format(act=act)})
    assert "LEAK" not in grade.to_json()
    assert {mark.question: mark.points for mark in grade.marks} == {**POINTS, "lif_step": 0, "lif_simulate": 0}
    (mark,) = (mark for mark in grade.marks if mark.question == "lif_simulate")
    said = {verdict.says for verdict in mark.verdicts if verdict.hidden}
    assert said == {"Not right either with a right function in place of each that it uses."}
    assert not any(verdict.detail for verdict in mark.verdicts if verdict.hidden)


def test_what_one_question_heard_helps_no_other(room: UsingKit) -> None:
    """Nothing is left where the worker of another question could find it: each is fresh."""
    keeps = LISTENS.format(
        act="import builtins, os; builtins.heard = heard; os.environ['HEARD'] = heard; open('heard', 'w').write(heard)"
    )
    finds = """
def dale_layer(w, a):
    import builtins, glob, os
    found = [hasattr(builtins, "heard"), "HEARD" in os.environ, *glob.glob("heard"), *glob.glob("../*/heard")]
    up, down = split_signs(w)
    return (up @ a + 2 * down @ a) * (1 + any(found))
"""
    points = room.points(
        {"lif_step": "", "lif_simulate": keeps.replace("; ", "\n    "), "split_signs": "", "dale_layer": finds}
    )
    assert points == {"lif_step": 0, "lif_simulate": 0, "split_signs": 0, "dale_layer": 3}


def test_a_right_answer_is_right_however_it_asks_beside(room: UsingKit) -> None:
    curious = (
        "def lif_simulate(current, dt):\n    for v in range(-80, -40):\n        lif_step(float(v), 1.0)\n"
        + RIGHT["lif_simulate"].partition("\n")[2]
    )
    assert room.points({"lif_step": "", "lif_simulate": curious})["lif_simulate"] == 3


MORE = """

def endless(n):
    while n:
        pass
    return n


def power(n):
    return len(str(10 ** (10**n))) if n > 3 else 0.0


def memory(n):
    return float(np.ones(int(n)).sum())


def crash(n):
    import os

    os.abort()


def thing(n):
    return object()
"""


@pytest.fixture
def apart(room: UsingKit) -> Iterator[ReferenceApart]:
    """Whatever it is given, it costs its own process and nobody else's."""
    solutions = room.root / "solutions" / f"{NAME}.py"
    solutions.write_text(solutions.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    made = ReferenceApart(Kit(room.root).assignments[NAME], 1.0, {})
    yield made
    made.close()


def test_the_reference_apart_gives_values_and_errors(apart: ReferenceApart) -> None:
    assert apart.call(Asked("lif_step", [-65.0, 1.0], {"dt": 1.0})).value == -64
    told = apart.call(Asked("lif_step", [], {}))
    assert told.error is not None
    assert told.error[0] == "TypeError"
    assert apart.call(Asked("memory", [1e13], {})).error is not None
    assert apart.call(Asked("memory", [3.0], {})).value == 3


@pytest.mark.parametrize("name", ["endless", "power", "crash"])
def test_what_never_ends_or_crashes_ends_the_reference_apart(apart: ReferenceApart, name: str) -> None:
    for _ in range(2):
        with pytest.raises(UnlikeError):
            apart.call(Asked(name, [9], {}))


def test_what_is_no_plain_data_is_said_to_be_none(apart: ReferenceApart) -> None:
    with pytest.raises(UnlikeError, match="no plain data"):
        apart.call(Asked("thing", [1], {}))
    with pytest.raises(UnlikeError, match="no plain data"):
        apart.call(Asked("lif_step", [len], {}))
    assert apart.call(Asked("memory", [3.0], {})).value == 3


@pytest.mark.slow
def test_where_no_process_can_be_forked_safely_it_is_the_same(tmp_path: Path) -> None:
    with SpawnedProcesses() as host, using_kit(tmp_path / "kit", host) as room:
        for step, way, points in ((SLIP, "own", 1), ("", "lent", 0)):
            marks = room.marks({"lif_step": step})
            assert {name: mark.points for name, mark in marks.items()} == {**POINTS, "lif_step": points}
            assert marks["lif_simulate"].basis == Basis(way, ("lif_step",))


def test_a_session_beside_another_takes_over_what_is_left_of_its_time(zygote: ZygoteProcess, lender: Doubles) -> None:
    with student(zygote, "def answer():\n    return 1\n", questions=["answer", "double"]) as ran:
        ran.session.drop_worker()
        spent = ran.session._budget.spent_s
        with LendingSession(ran.session, lender) as session:
            session.run(ran.session.notebook)
        assert isinstance(session, Session)
        assert ran.session._budget.spent_s > spent
