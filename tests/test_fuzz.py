"""Whatever bytes come, a reader gives plain data or its own error, and takes no more memory or time than it may.

The targets are those of ``tests/fuzz.py``; here they get what is nearly right, there whatever a fuzzer finds.
"""

from __future__ import annotations

import importlib.util
import json
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.notebook.reading import MAX_BYTES, read_notebook
from tests import fuzz
from tests.fuzz import MB, METHODS, NAMES, SMALL_NOTEBOOK, TARGETS, check, framed, zipped

quick = settings(max_examples=40)
atheris = pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed")


@pytest.fixture(autouse=True, scope="module")
def _traced() -> Iterator[None]:
    yield
    tracemalloc.stop()


# --- nearly right


@st.composite
def edited(draw: st.DrawFn, whole: st.SearchStrategy[bytes]) -> bytes:
    """Bytes with a few places overwritten, cut out or filled up."""
    data = draw(whole)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.sampled_from([0, 1, 2, 4, 8, 1 << 20]))
        data = data[:start] + draw(st.binary(max_size=8)) + data[end:]
    return data


SEEDS = {name: st.sampled_from(seeds()) for name, (_, seeds, _) in TARGETS.items()}


@quick
@pytest.mark.parametrize("name", TARGETS)
@given(st.data())
def test_what_is_nearly_right(name: str, data: st.DataObject) -> None:
    check(name, data.draw(edited(SEEDS[name])))


@quick
@pytest.mark.parametrize("name", TARGETS)
@given(st.sampled_from([b"", b"{", b"{}\n", b"PK\x03\x04", b"\xef\xbb\xbf", b"import a\n"]), st.binary(max_size=300))
def test_anything_at_all(name: str, start: bytes, rest: bytes) -> None:
    check(name, start + rest)


# --- frames

LENGTHS = st.sampled_from([0, 1, 7, 300, 16 << 10, (16 << 10) + 1, 64 * MB, 64 * MB + 1, (1 << 32) - 1])


@quick
@given(LENGTHS, LENGTHS, SEEDS["answer"])
def test_lengths_that_lie(text: int, arrays: int, seed: bytes) -> None:
    for name in ("value", "answer"):
        check(name, struct.pack("!II", text, arrays) + seed[8:])


NUMBERS = st.integers() | st.sampled_from([-1, 0, 1, 8, 32, 1 << 31, 1 << 64, True, 1e308])
KINDS = [
    "list",
    "tuple",
    "dict",
    "set",
    "frozenset",
    "objects",
    "array",
    "scalar",
    "complex",
    "str",
    "bytes",
    "opaque",
    "?",
]
KINDS = st.sampled_from([*KINDS, "given", "numpy", "generator"])
DTYPES = st.sampled_from(["<f8", "|b1", "<c16", "<f3", "<f16", "<c32", ">f8", "O", "|O", "<U8", "<M8[s]", "<f8,<f8"])
SHAPES = st.lists(NUMBERS, max_size=3) | st.just([1] * 17) | st.just([0, (1 << 31) - 1, (1 << 31) - 1])
DESCRIPTIONS = st.tuples(DTYPES | st.text(max_size=4), SHAPES, NUMBERS).map(list)
LEAVES = st.one_of(st.none(), NUMBERS, st.floats(), st.text(max_size=5), DESCRIPTIONS)


def nodes(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    lists, pairs = st.lists(inner, max_size=4), st.lists(st.tuples(inner, inner).map(list), max_size=3)
    return st.one_of(lists, st.dictionaries(KINDS, st.one_of(inner, lists, pairs), max_size=2))


JSON = st.recursive(LEAVES, nodes, max_leaves=20)


@pytest.mark.long
@quick
@given(JSON, st.binary(max_size=64))
def test_a_value_of_the_wrong_form(document: Any, arrays: bytes) -> None:
    check("value", framed(json.dumps(document).encode(), arrays))


@quick
@given(DTYPES, st.lists(st.sampled_from([0, 1, 2, 4, 31, 1 << 16, 1 << 31]), max_size=4), st.integers(-1, 33))
def test_an_array_that_is_not_what_it_says(dtype: str, shape: list[int], size: int) -> None:
    check("value", json.dumps({"array": [dtype, shape, size]}).encode() + b"\n" + bytes(32))


ERRORS = st.lists(st.text(max_size=5) | NUMBERS, max_size=4) | JSON
RESULT = st.fixed_dictionaries(
    {}, optional={"value": JSON, "changed": st.lists(JSON, max_size=3), "error": ERRORS, "bases": ERRORS}
)
STATE = st.dictionaries(st.sampled_from(["relu", "x"]), st.text(max_size=9) | JSON, max_size=2)
ABSENT = st.lists(st.lists(st.text(max_size=99), min_size=2, max_size=4) | JSON, max_size=22) | JSON
PARTS = {"results": st.lists(RESULT, max_size=3) | JSON, "error": ERRORS, "state": STATE | JSON, "too_large": JSON}
PARTS["absent"] = ABSENT
TRACES = st.lists(st.none() | st.lists(ERRORS, max_size=2), min_size=2, max_size=2)
REPLIES = st.fixed_dictionaries({"id": st.just(1) | JSON}, optional={**PARTS, "traces": TRACES | JSON})


@quick
@given(REPLIES | JSON, st.binary(max_size=64))
def test_an_answer_of_the_wrong_form(document: Any, arrays: bytes) -> None:
    check("answer", framed(json.dumps(document).encode(), arrays))


NESTS = [
    ("[", "]"),
    ('{"list":[', "]}"),
    ('{"objects":[[1],[', "]]}"),
    ('{"frozenset":[', "]}"),
    ('{"tuple":[', "]}"),
    ('{"dict":[[', ",1]]}"),
    ('{"dict":[[1,', "]]}"),
]


@pytest.mark.parametrize(("opening", "closing"), NESTS)
@pytest.mark.parametrize("depth", [20, 150, 330, 480, 700, 990, 20_000])
def test_nesting_without_end(opening: str, closing: str, depth: int) -> None:
    value = opening * depth + "1" + closing * depth
    check("value", framed(value.encode()))
    result = f'{{"value":{value},"changed":[null]}}'
    answer = f'{{"id":1,"results":[{result},{result}],"error":{value},"state":{value},"traces":[{value},null]}}'
    check("answer", answer.encode()[: 16 << 10])


# --- notebooks

ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.just("code")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["cells", "source", "input", "cell_type", "autograder"]), inner, max_size=3),
    ),
    max_leaves=8,
)
CELLS = st.lists(st.fixed_dictionaries({"cell_type": st.just("code") | ANY}, optional={"source": ANY, "input": ANY}))
SHEETS = st.lists(st.fixed_dictionaries({"cells": CELLS | ANY}), max_size=2)
FIELDS = {"cells": CELLS | ANY, "worksheets": SHEETS | ANY, "metadata": ANY}
DOCUMENTS = st.fixed_dictionaries({"nbformat": st.one_of(st.sampled_from([3, 4, 3.0, True]), ANY)}, optional=FIELDS)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-7", "latin-1", "cp037"])


@quick
@given(DOCUMENTS, ENCODINGS)
def test_a_notebook_of_the_wrong_form(document: dict[str, Any], encoding: str) -> None:
    check("notebook", json.dumps(document).encode(encoding))


@quick
@given(st.text(alphabet="# %In[]:\n\r\t\x0cdefx()=1;'@\\\u2028", max_size=60))
def test_a_python_file_of_any_form(text: str) -> None:
    check("notebook", text.encode())


PILES = ["[", "(", "{", "-", "not ", "lambda:", "a.", "a(", "f'{", "if a:\n", "@a\n", "x=", "1 if 1 else ", "\\\n"]


@pytest.mark.parametrize("pile", [*PILES, '{"a":', '{"nbformat":4,"cells":['], ids=repr)
@pytest.mark.parametrize("count", [99, 900, 20_000])
def test_a_pile_without_end(pile: str, count: int) -> None:
    check("notebook", b"import a\n" + pile.encode() * count)
    check("notebook", (pile * count).encode())


# --- zips

ODD_NAMES = ["..", "../a.ipynb", "/a.ipynb", "a\\b.py", "a\x00.py", "C:a.py", "a\x1b[2J.ipynb", ".", "é/ü.ipynb"]
MEMBERS = st.tuples(st.sampled_from([*ODD_NAMES, *NAMES]), SEEDS["notebook"] | st.binary(max_size=20))
FLAGS, MODES = st.sampled_from([0, 0, 1, 8, 0x800, 0x41]), st.sampled_from([0, 0, 0o120777 << 16, 0o40755 << 16, 0x10])


@st.composite
def zips(draw: st.DrawFn) -> bytes:
    """A zip with odd names, the same name twice, links, flags for a password, and lies about sizes."""
    data = bytearray(zipped(*draw(st.lists(MEMBERS, max_size=4))))
    position = data.find(b"PK\x01\x02")
    while position >= 0:
        struct.pack_into("<H", data, position + 8, draw(FLAGS))
        struct.pack_into("<L", data, position + 38, draw(MODES))
        if draw(st.booleans()):
            struct.pack_into("<L", data, position + draw(st.sampled_from([16, 20, 24, 42])), draw(LENGTHS))
        position = data.find(b"PK\x01\x02", position + 4)
    return bytes(data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@quick
@given(edited(zips()))
def test_a_zip_of_any_form(data: bytes) -> None:
    check("notebook", data)
    check("intake", data)


def crafted(name: bytes, *, extra: bytes = b"", offset: int = 0, before_end: bytes = b"") -> bytes:
    """A zip of one empty file, with these parts of its directory as given."""
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0) + name
    sizes = (20, 20, 0, 0, 0, 0, 0, 0, 0, len(name), len(extra), 0, 0, 0, 0, offset)
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *sizes) + name + extra
    return local + entry + before_end + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)


LZMA_8_MB, LZMA_4_GB = b"]\x00\x00\x80\x00", b"]\xff\xff\xff\xff"  # how its data begin, with the size of the dictionary
MANY = {
    "cells": b'{"nbformat":4,"cells":[' + b'{"":0},' * (MB // 8) + b"0]}",
    "lists": b'{"nbformat":4,"cells":[' + b"[]," * (MB // 4) + b"0]}",
    "marks": b"# %%\na\n" * (MB // 16),
    "statements": b"a\n" * (MB // 2 - 1),
    "digits": b'{"nbformat":' + b"1" * (MB // 2) + b"}",
}
FOUND = {
    "a large dictionary": ("notebook", zipped(("a.py", b"x"), method=zipfile.ZIP_LZMA).replace(LZMA_8_MB, LZMA_4_GB)),
    "blank lines": ("notebook", b"(" + b"\n" * 30_000),
    "many statements": ("notebook", b"import a\n" + b"a\n" * 50_000),
    "a name of nothing": ("notebook", crafted(b"")),
    "a place beyond all": ("notebook", crafted(b"a.py", extra=struct.pack("<2HQ", 1, 8, 2**64 - 1), offset=2**32 - 1)),
    "a name that steers a terminal": ("notebook", zipped(("a\x1b[2J.txt", b""))),
    "a long name": ("notebook", zipped(("a" * 5000, b""))),
    "a disk of several": ("intake", crafted(b"a.py", before_end=struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 2))),
    "a class with a name that leads up": ("intake", zipped(("..", b""), ("b", b""))),
    "a class with a name of no file": ("intake", zipped(("a" * 300, b""), ("b", b""))),
    "a class with a path of no file": ("intake", zipped(("a/" * 3000 + "a", b""), ("b", b""))),
}


@pytest.mark.parametrize("data", MANY.values(), ids=MANY)
def test_the_most_costly_content_of_a_small_zip(data: bytes) -> None:
    check("notebook", zipped(("a.ipynb", data)))


@pytest.mark.parametrize(("name", "data"), FOUND.values(), ids=FOUND)
def test_what_once_took_too_much_or_raised_another_error(name: str, data: bytes) -> None:
    check(name, data)


@pytest.mark.parametrize("method", METHODS)
def test_a_bomb(method: int) -> None:
    check("notebook", zipped(("a.ipynb", bytes(90 * MB)), method=method))


@pytest.mark.parametrize("method", METHODS[1:])
def test_a_zip_is_read_up_to_the_limit_and_no_further(method: int) -> None:
    whole = SMALL_NOTEBOOK.ljust(MAX_BYTES)
    assert len(read_notebook(zipped(("a.ipynb", whole), method=method)).cells) == 1
    with pytest.raises(SubmissionError, match="more than 32 MB"):
        read_notebook(zipped(("a.ipynb", whole + b" "), method=method))


# --- the fuzzer itself

TOO_MUCH = {
    "memory": lambda _: bytearray(3 * MB),
    "time": lambda _: sum(range(10**6)),
    "an error of another kind": lambda data: data[len(data)],
}


@pytest.mark.parametrize("reader", TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_takes_too_much_fails(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "CPU_S", 0.001)
    monkeypatch.setitem(TARGETS, "value", (reader, list, MB))
    with pytest.raises((AssertionError, IndexError)):
        check("value", b"x")


@pytest.mark.long
@atheris
def test_the_fuzzer_runs_and_finds_nothing() -> None:
    done = subprocess.run([sys.executable, "-m", "tests.fuzz", "2"], cwd=fuzz.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(TARGETS)
    assert done.stdout.count("no finding") == len(TARGETS)


@atheris
def test_a_finding_is_saved_and_can_be_replayed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = "\n    from tests.fuzz import TARGETS\nTARGETS['value'] = (lambda data: data[2000], list, 0)\nfuzz("
    monkeypatch.setattr(fuzz, "CHILD", fuzz.CHILD.replace("\nfuzz(", broken))
    held, line = fuzz.fuzzed("value", 2, tmp_path)
    assert not held
    saved = line.split()[-1]
    assert "FINDING" in line
    assert Path(saved).parent == tmp_path
    assert fuzz.main("value", saved) == 0  # here the target is not broken


def test_without_the_fuzzer_it_says_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert fuzz.main() == 2
    assert "atheris>=3.0" in capsys.readouterr().out
