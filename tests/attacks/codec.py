"""Attacks by answers that are hard to put into plain words: pickles, odd arrays, numbers and texts."""

from __future__ import annotations

_CODEC = """
#: reduce relu 0
class Bomb:
    def __reduce__(self):
        import os
        return os.system, ("touch /tmp/@MARK@",)
def relu(n):
    return Bomb()
#: object-array relu 0
def relu(n):
    return np.array([object()] * 3, dtype=object)
#: nested-lists relu 0
def relu(n):
    x = []
    for _ in range(100_000):
        x = [x]
    return x
#: cycle relu 0
def relu(n):
    x = []
    x.append(x)
    return x
#: wide-integer relu 0
def relu(n):
    return 1 << 5_000_000
#: structured-array relu 0
def relu(n):
    return np.zeros(len(np.atleast_1d(n)), dtype=[("a", "O"), ("b", "<f8")])
#: odd-dtypes relu 0
def relu(n):
    odd = [np.datetime64("now"), np.timedelta64(1), np.void(b"x"), np.str_("x"), np.bytes_(b"x"), np.longdouble(1)]
    return [*odd, np.array(odd, dtype=object), np.ma.masked, np.rec.array([(1,)])]
#: record-with-metadata relu 0
def relu(n):
    return np.zeros(3, np.dtype("<f8", metadata={"x": print}).newbyteorder(">")).astype(">c8")
#: many-dimensions relu 0
def relu(n):
    return np.zeros((1,) * 60)
#: no-elements relu 0
def relu(n):
    return np.zeros((0, 1 << 30))
#: masked relu 0
def relu(n):
    return np.ma.array(np.maximum(0, n) - 9, mask=True)
#: memory-map relu 0
def relu(n):
    return np.memmap("map", mode="w+", shape=np.shape(n)) - 9
#: not-a-number relu 0
def relu(n):
    return n * float("nan")
#: endless-numbers relu 0
def relu(n):
    return n * float("inf")
#: half-of-a-pair relu 0
def relu(n):
    return ["\\ud800", "\\udfff" * 100, "\\x00", {"\\ud800": 1}]
#: colliding-keys relu 0
def relu(n):
    return {number * (2**61 - 1): 0 for number in range(900)}
#: great-dict relu 0
def relu(n):
    return {number: 0 for number in range(100_000)}
#: odd-keys relu 0
def relu(n):
    return {(): 1, (1, (2,)): 2, None: 3, float("nan"): 4, 1: 5, True: 6, 1.0: 7, frozenset(): 8}
#: odd-things relu 0
def relu(n):
    return [print, type, os, ..., NotImplemented, range(3), {1}, b"x", bytearray(3), memoryview(b"x"), lambda: 0, 1j]
#: generator relu 0
def relu(n):
    while True:
        yield n
#: awaited relu 0
async def relu(n):
    return n
#: array-interface relu 0
class Pointer:
    __class__ = np.ndarray
    __array_interface__ = {"shape": (1000,), "typestr": "<f8", "data": (8, False), "version": 3}
def relu(n):
    return Pointer()
#: array-that-exits relu 0
class Leaves:
    __class__ = np.ndarray
    def __array__(self, *a, **k):
        raise SystemExit(0)
def relu(n):
    return Leaves()
#: shared-base relu 0
def relu(n):
    return np.lib.stride_tricks.as_strided(np.zeros(1), shape=(1 << 20,), strides=(4096,))
#: changed-argument relu 0
def relu(n):
    n[...] = np.pi
    return n
#: retyped-argument relu 0
def relu(n):
    n.dtype = "u1"
    n.shape = (-1, 1)
    return n
#: pickled-file relu 0
import pickle
class Bomb:
    def __reduce__(self):
        return open, ("/tmp/@MARK@", "w")
np.save("relu.npy", np.array([Bomb()], dtype=object), allow_pickle=True)
def relu(n):
    return pickle.dumps(Bomb()).decode("latin1")
"""

CODEC = {"codec": _CODEC}
