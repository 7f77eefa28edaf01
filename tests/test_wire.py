"""The wire format: what is sent arrives exactly, and whatever else comes is a WireError and nothing more."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import time
import tracemalloc
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from autograder.sandbox import wire
from autograder.sandbox.wire import Decoder, Frame, FrameReader, Opaque, WireError, encode, write_frame

PLAIN_DTYPES = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16", "g", "G"]
DTYPES = st.sampled_from([np.dtype(order + kind) for kind in PLAIN_DTYPES for order in "<>"])
SHAPES = nps.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)


def across(value: Any) -> Any:
    """The value as it comes out of the other end."""
    arrays = bytearray()
    document = json.loads(json.dumps(encode(value, arrays)))
    decoder = Decoder(bytes(arrays))
    arrived = decoder.value(document)
    decoder.finish()
    return arrived


def assert_exact(arrived: Any, sent: Any) -> None:
    """Same type, same value, to the sign of a zero; nan is nan."""
    assert type(arrived) is type(sent)
    if isinstance(sent, list | tuple):
        assert len(arrived) == len(sent)
        for one, other in zip(arrived, sent, strict=True):
            assert_exact(one, other)
    elif isinstance(sent, dict):
        assert_exact(list(arrived.items()), list(sent.items()))
    elif isinstance(sent, set | frozenset):
        assert in_order(arrived) == in_order(sent)
    elif isinstance(sent, np.ndarray) and sent.dtype.kind == "O":
        assert arrived.dtype == object
        assert_exact([arrived.shape, *arrived.flat], [sent.shape, *sent.flat])
    elif isinstance(sent, np.ndarray | np.generic):
        assert arrived.dtype == sent.dtype.newbyteorder("<")
        assert arrived.shape == sent.shape
        assert np.array_equal(np.signbit(arrived.real), np.signbit(sent.real)) or sent.dtype.kind in "biu"
        assert np.array_equal(arrived, sent, equal_nan=True)
    else:
        assert repr(arrived) == repr(sent)


def in_order(value: Any) -> str:
    """What a value looks like, sets in it in an order of their own: Python's is another for equal ones."""
    if isinstance(value, set | frozenset):
        return repr(sorted(map(in_order, value)))
    return repr([*map(in_order, value)]) if isinstance(value, tuple) else repr(value)


# Python's JSON joins a high and a low surrogate into one character, so text here holds lone ones at most.
TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(["\ud800", "a\udfffb", "\x00", "😀"])
LONG = st.integers(min_value=-(10**999) + 1, max_value=10**999 - 1)
ATOMS = st.one_of(st.none(), st.booleans(), st.integers(), LONG, st.floats(), st.complex_numbers(), TEXT, st.binary())
KEYS = st.recursive(ATOMS, lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=2), max_leaves=3)
SETS = st.sets(KEYS, max_size=4)
OBJECTS = nps.arrays(np.dtype(object), SHAPES, elements=TEXT | st.none())
VALUES = st.recursive(
    st.one_of(ATOMS, SETS, nps.arrays(DTYPES, SHAPES), OBJECTS.filter(lambda array: array.size)),
    lambda inner: st.one_of(st.lists(inner), st.lists(inner).map(tuple), st.dictionaries(KEYS, inner)),
    max_leaves=12,
)


@given(VALUES)
def test_every_plain_value_arrives_as_it_was_sent(value: Any) -> None:
    assert_exact(across(value), value)


@given(nps.arrays(DTYPES, SHAPES))
def test_every_plain_array_arrives_exact_and_writeable(array: np.ndarray) -> None:
    arrived = across(array)
    assert_exact(arrived, array)
    assert arrived.flags.writeable


@pytest.mark.parametrize("kind", PLAIN_DTYPES)
def test_a_numpy_scalar_keeps_its_dtype(kind: str) -> None:
    number = np.dtype(kind).type(1)
    assert_exact(across([number, number]), [number, number])


LAYOUTS = {
    "empty": np.zeros((0,)),
    "no rows": np.zeros((0, 3), dtype=np.uint8),
    "transposed": np.arange(12.0).reshape(3, 4).T,
    "strided": np.arange(12)[::-3],
    "broadcast": np.broadcast_to(np.float32(7), (2, 3)),
    "big-endian": np.array([1.5, -0.0, np.nan, np.inf], dtype=">f8"),
    "longdouble": np.array([1, 3], dtype=np.longdouble) / 3,
}


@pytest.mark.parametrize("array", LAYOUTS.values(), ids=LAYOUTS)
def test_the_layout_of_an_array_does_not_matter(array: np.ndarray) -> None:
    assert_exact(across(array), array)


def test_subclasses_arrive_as_what_they_hold() -> None:
    pretender = type("Pretender", (np.ndarray,), {"__eq__": lambda *_: True, "__hash__": None})
    assert_exact(across(np.arange(4.0).view(pretender)), np.arange(4.0))
    assert_exact(across(np.ma.masked_array(np.arange(4.0), [0, 1, 0, 0])), np.arange(4.0))
    for plain in (3, 0.5, (1, 2), [1], "text", 1j):
        liar = type("Liar", (type(plain),), {"__eq__": lambda *_: True, "__repr__": lambda _: "0", "__hash__": None})
        assert_exact(across(liar(plain)), plain)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (object(), "object"),
        (10**999, "huge int"),
        (-(10**4000), "huge int"),
        (range(10**9), "range"),
        (np.array([b"a"]), "array of |S1"),
        (np.array([(1, 2.0)], dtype="i4,f8"), "array of [('f0', '<i4'), ('f1', '<f8')]"),
        (np.datetime64("2026-01-01"), "scalar of datetime64[D]"),
        (type("L" * 200, (), {})(), "L" * 80),
    ],
    ids=lambda value: str(value)[:20],
)
def test_anything_else_crosses_as_the_name_of_its_type(value: Any, name: str) -> None:
    assert across([value, 1]) == [Opaque(name), 1]


# --- hostile documents

FOUR = bytes(32)
NODES = """
[]  ["a"]  "a"  "text"  {}  {"str":"a","opaque":"b"}  {"str":1}  {"opaque":null}  {"opaque":["a"]}  {"unknown":[]}
{"__reduce__":["os.system","true"]}  {"list":{}}  {"list":"ab"}  {"list":[[]]}  {"tuple":null}
{"complex":[1.0]}  {"complex":[1,2]}  {"complex":["1","2"]}  {"complex":[1.0,2.0,3.0]}  {"complex":[true,false]}
{"complex":[1.0,2]}  {"complex":[1.0,"2"]}  {"dict":[1]}  {"dict":[null]}
{"dict":[[1]]}  {"dict":[[1,2,3]]}  {"dict":["ab"]}  {"dict":[{"str":"ab"}]}  {"dict":[[{"list":[]},1]]}
{"bytes":1}  {"bytes":[]}  {"bytes":"\u0100"}  {"set":"ab"}  {"set":[{"list":[]}]}  {"set":[{"set":[]}]}
{"frozenset":[{"dict":[]}]}  {"set":null}  {"dict":[[{"set":[]},1]]}  {"objects":[]}  {"objects":[[1],[1],1]}
{"objects":[[2],[1]]}  {"objects":[1,[1]]}  {"objects":[[-1],[]]}  {"objects":[[true],[1]]}
{"objects":[[1],{"list":[]}]}
{"objects":[[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],[1]]}  {"objects":[[0,2147483647,2147483647,2147483647,2147483647],[]]}
{"given":"relu"}  {"given":["relu"]}  {"numpy":"exp"}  {"numpy":["exp"]}  {"generator":[1,2,0,0]}  {"generator":"PCG64"}
{"dict":[[{"tuple":[{"dict":[]}]},1]]}  {"dict":[[{"array":["<f8",[4],32]},1]]}  {"scalar":["<f8",[1],8]}
"""
# Four float64 lie there. Each of these says something else: no description, no plain dtype, no shape, another size.
ARRAYS = """
["<f8",[4]]  ["<f8",[4],32,0]  []
["|O",[4],32]  ["O",[4],32]  [">f8",[4],32]  ["<f8\\n",[4],32]  ["<U8",[1],32]  ["<M8[s]",[4],32]  ["<i4,<f4",[4],32]
["float64",[4],32]  [null,[4],32]  [["<f8"],[4],32]  ["<f3",[4],12]
["<f8",4,32]  ["<f8",null,32]  ["<f8",[4.0],32]  ["<f8",["4"],32]  ["<f8",[[4]],32]  ["<f8",[-4],-32]
["<f8",[-2,-2],32]  ["<f8",[-1],32]  ["<f8",[-1],-8]  ["<f8",[4,true],32]  ["|b1",[true],1]
["<f8",[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,4,1],32]
["|b1",[1],true]  ["<f8",[4],32.0]  ["<f8",[4],"32"]  ["<f8",[4],null]  ["<f8",[4],31]  ["<f8",[3],32]  ["<f8",[5],40]
["<f8",[2147483648],17179869184]  ["<f8",[2147483647],17179869176]  ["<f8",[0,2147483648],0]
["|b1",[2147483647,2147483647,2147483647,2147483647],21267647892944572736998860269687930881]
["<f8",[0,2147483647,2147483647,2147483647,2147483647],0]
"""


@pytest.mark.parametrize("node", NODES.split())
def test_a_node_that_encode_never_writes_is_refused(node: str) -> None:
    with pytest.raises(WireError):
        Decoder(FOUR).value(json.loads(node))


@pytest.mark.parametrize("kind", ["array", "scalar"])
@pytest.mark.parametrize("content", ARRAYS.split())
def test_an_array_that_is_not_what_it_says_is_refused(kind: str, content: str) -> None:
    with pytest.raises(WireError):
        Decoder(FOUR).value({kind: json.loads(content)})


def test_every_byte_belongs_to_one_array() -> None:
    decoder = Decoder(FOUR)
    decoder.value({"array": ["<f8", [3], 24]})
    with pytest.raises(WireError, match="no array"):
        decoder.finish()
    with pytest.raises(WireError, match="not as large"):
        decoder.value({"array": ["<f8", [3], 24]})


def test_deep_nesting_is_refused() -> None:
    node: Any = None
    for _ in range(2000):
        node = {"list": [node]}
    with pytest.raises(WireError):
        Decoder(b"").value(node)


def test_keys_that_are_made_to_collide_cost_no_time() -> None:
    pairs = [[number * (2**61 - 1), None] for number in range(30_000)]  # Python hashes each of them to 0
    start = time.process_time()
    with contextlib.suppress(WireError):
        Decoder(b"").value({"dict": pairs})
    assert time.process_time() - start < 1


# --- caps: what is just small enough, and one more


def nested(kind: str, levels: int, *inmost: Any) -> Any:
    node: Any = list(inmost)
    for _ in range(levels):
        node = [{kind: node}]
    return node[0]


def beside_others(levels: int) -> Any:
    """So many levels below 40, after others that were left again."""
    return nested("list", 40, *[{"list": []}] * 50, nested("list", levels))


def whole(dtype: str, count: int) -> dict[str, Any]:
    """The description of an array of zeros, an element a byte."""
    return {"array": [dtype, [count], count]}


HALF = whole("|b1", 2 << 20)
CAPS = {
    "texts in a list": ({"list": [None] * 199_999}, {"list": [None] * 200_000}),
    "levels": (nested("list", 60), nested("list", 61)),
    "levels below others": (beside_others(20), beside_others(21)),
    "elements of a set": ({"set": [*range(1000)]}, {"set": [*range(1001)]}),
    "elements of a frozenset": ({"frozenset": [*range(1000)]}, {"frozenset": [*range(1001)]}),
    "parts of an array": ({"objects": [[199_999], [None] * 199_999]}, {"objects": [[200_000], [None] * 200_000]}),
    "pairs of a dict": ({"dict": [[n, None] for n in range(1000)]}, {"dict": [[n, None] for n in range(1001)]}),
    "numbers": (whole("|u1", 4 << 20), whole("|u1", (4 << 20) + 1)),
    "numbers together": ({"list": [HALF, HALF]}, {"list": [HALF, HALF, whole("|b1", 1)]}),
    "axes": ({"array": ["|u1", [1] * 16, 1]}, {"array": ["|u1", [1] * 17, 1]}),
    "length of an axis": ({"array": ["|u1", [0, 2147483647], 0]}, {"array": ["|u1", [0, 2147483648], 0]}),
}


@pytest.mark.parametrize(("most", "more"), CAPS.values(), ids=CAPS)
def test_each_cap_is_where_it_is_said_to_be(most: Any, more: Any) -> None:
    Decoder(bytes(5 << 20)).value(most)
    with pytest.raises(WireError):
        Decoder(bytes(5 << 20)).value(more)


def test_a_dtype_that_this_machine_does_not_have_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An ARM64 machine has no long double of 16 bytes, as one with x86-64 has."""

    def lacks(name: str) -> np.dtype:
        raise TypeError(f"data type {name!r} not understood")

    monkeypatch.setattr(np, "dtype", lacks)
    with pytest.raises(WireError, match="a dtype that this machine does not have"):
        Decoder(bytes(16)).value({"array": ["<f16", [1], 16]})


def test_what_lies_side_by_side_is_not_deep() -> None:
    assert across([[[]]] * 100) == [[[]]] * 100


def test_a_text_is_cut_where_it_arrives() -> None:
    decoder = Decoder(b"")
    assert decoder.value({"str": "x" * 20_000}) == "x" * 20_000
    assert decoder.value({"str": "x" * 20_001}) == "x" * 19_999 + "…"
    assert decoder.value({"bytes": "x" * 20_001}) == b"x" * 20_000
    assert decoder.value({"opaque": "T" * 80}) == Opaque("T" * 80)
    assert decoder.value({"opaque": "T" * 81}) == Opaque("T" * 79 + "…")
    assert decoder.value({"opaque": ""}) == Opaque("thing")


def test_a_name_of_a_type_is_cut_where_it_is_sent() -> None:
    fields = np.zeros(2, [(f"field{number:02}", "f8") for number in range(20)])
    huge = type("H" * 100, (Fraction,), {})(10**400)
    for value in (fields, huge):
        assert len(encode(value, bytearray())["opaque"]) == 80


def test_arrays_lie_one_after_the_other_in_the_order_of_the_document() -> None:
    arrays = bytearray()
    document = encode([np.array([1, 2], np.int8), {"a": np.float64(0.5)}, np.array([True])], arrays)
    assert bytes(arrays) == bytes([1, 2]) + struct.pack("<d", 0.5) + b"\x01"
    assert document["list"][0] == {"array": ["|i1", [2], 2]}
    assert document["list"][1] == {"dict": [[{"str": "a"}, {"scalar": ["<f8", [], 8]}]]}


# --- frames


@contextlib.contextmanager
def connected(max_text: int = wire.MAX_TEXT) -> Iterator[tuple[socket.socket, FrameReader]]:
    """The far end of a wire, and a reader at the near one."""
    far, near = socket.socketpair()
    with far, near:
        yield far, FrameReader(near, max_text)


def framed(text: bytes, arrays: bytes = b"") -> bytes:
    return struct.pack("!II", len(text), len(arrays)) + text + arrays


def test_frames_come_one_after_the_other_and_then_the_end() -> None:
    with connected() as (far, reader):
        for document, arrays in ([{"id": 1, "x": "é\ud800"}, b"abc"], [None, b""]):
            write_frame(far, document, arrays)
            assert reader.read() == Frame(document, arrays)
        far.sendall(framed(b"[1]", b"cut short")[:-1])
        far.shutdown(socket.SHUT_WR)
        with pytest.raises(EOFError):
            reader.read()


def test_a_frame_may_come_byte_by_byte() -> None:
    with connected() as (far, reader):
        *pieces, last = (bytes([byte]) for byte in framed(b"[1]", b"xy"))
        for piece in pieces:
            far.sendall(piece)
            assert reader.read_some() is None
        far.sendall(last)
        assert reader.read_some() == Frame([1], b"xy")


@pytest.mark.parametrize("digits", [b"1" * 1000, b"-" + b"1" * 999])
def test_a_number_of_a_thousand_digits_is_one(digits: bytes) -> None:
    with connected() as (far, reader):
        far.sendall(framed(digits))
        assert reader.read().document == int(digits)


def test_a_frame_as_large_as_may_be_is_sent_and_read() -> None:
    most_text, most_bytes = 16 << 20, 64 << 20
    assert len(wire.pack_frame("x" * (most_text - 2), bytes(most_bytes))) == 8 + most_text + most_bytes
    with connected(max_text=4) as (far, reader):
        far.sendall(framed(b"1234", b"ab"))
        assert reader.read() == Frame(1234, b"ab")
        far.sendall(struct.pack("!II", 4, wire.MAX_BYTES))
        assert reader.read_some() is None


def test_a_document_crosses_in_as_few_bytes_as_it_can() -> None:
    assert wire.pack_frame({"a": [1, "é"]}, b"z") == framed('{"a":[1,"é"]}'.encode(), b"z")


NO_FRAMES = {
    "too much text": struct.pack("!II", (16 << 20) + 1, 0),
    "too many bytes": struct.pack("!II", 2, (64 << 20) + 1),
    "a trailing byte": framed(b"[1]") + b"x",
    "two frames at once": framed(b"[1]") + framed(b"[2]"),
    "nothing": framed(b""),
    "a pickle": framed(b"\x80\x04N."),
    "not UTF-8": framed(b'"\xe9"'),
    "too many digits": framed(b"1" * 1001),
    "too many digits below 0": framed(b'{"a": -' + b"1" * 1000 + b"}"),
    "a depth without end": framed(b"[" * 100_000),
}


@pytest.mark.parametrize("data", NO_FRAMES.values(), ids=NO_FRAMES)
def test_what_is_no_frame_is_refused(data: bytes) -> None:
    with connected() as (far, reader):
        far.sendall(data)
        with pytest.raises(WireError):
            reader.read()


def test_a_large_claim_is_refused_at_its_header_and_nothing_is_kept_for_it() -> None:
    with connected(max_text=4) as (far, reader):
        far.sendall(struct.pack("!II", 5, wire.MAX_BYTES))
        tracemalloc.start()
        with pytest.raises(WireError, match="too large"):
            reader.read_some()
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert most < 1 << 20


@pytest.mark.parametrize(("text", "arrays"), [("x" * ((16 << 20) - 1), b""), ("", bytes((64 << 20) + 1))], ids=len)
def test_a_frame_that_is_too_large_is_not_sent(text: str, arrays: bytes) -> None:
    with connected() as (far, reader):
        with pytest.raises(WireError, match="too large"):
            write_frame(far, text, arrays)
        write_frame(far, "short")
        assert reader.read().document == "short"


def test_text_and_ranges_cross_as_what_they_hold() -> None:
    text, one, numbers, ragged = across(
        [np.array([["a", "bc"]]), np.str_("é"), range(3, 0, -1), np.array([[1], [2, 3]], dtype=object)]
    )
    assert (text.dtype, text.shape, text.tolist()) == (object, (1, 2), [["a", "bc"]])
    assert (type(one), one) == (str, "é")
    assert numbers == [3, 2, 1]
    assert ragged.tolist() == [[1], [2, 3]]


def test_numbers_of_other_kinds_cross_as_floats() -> None:
    sent = [Fraction(1, 4), np.array([Fraction(1, 4), 2], object), Fraction(10**400), np.array([1, "a"], object)]
    quarter, array, huge, mixed = across(sent)
    assert quarter == 0.25
    assert array.dtype == np.float64
    assert array.tolist() == [0.25, 2.0]
    assert huge == Opaque("huge Fraction")
    assert mixed.tolist() == [1, "a"]
