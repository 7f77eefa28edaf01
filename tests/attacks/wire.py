"""Attacks along the wire: forged frames, and answers that are hard to put into words."""

from __future__ import annotations

_SEND = """import json, os, struct
def send(text, arrays=b""):
    os.write(100, struct.pack("!II", len(text), len(arrays)) + text + arrays)"""
_LIE = """from autograder.sandbox import worker
turns = iter(range(10**6))
def lie(odd, arrays=b""):
    def reply(sock, request, content, own=b""):
        if "results" in content:
            result = odd[next(turns) % len(odd)]
            content, own = {"results": [result for _ in content["results"]]}, arrays
        worker.wire.write_frame(sock, {"id": request, **content}, own)
    worker._reply = reply"""
_WIRE = """
#: garbage relu 0
import os
def relu(n):
    os.write(100, b"garbage" * 50)
    return np.maximum(0, n)
#: huge-header relu 0
import os
def relu(n):
    os.write(100, b"\\xff" * 8)
    return np.maximum(0, n)
#: premature relu 0
import json, os, struct
def relu(n):
    for number in range(200):
        text = json.dumps({"id": number, "results": [{"value": {"secret": "THROUGH"}, "changed": [None]}]}).encode()
        os.write(100, struct.pack("!II", len(text), 0) + text)
    return np.maximum(0, n)
#: wrong-number relu 0
import os, struct
def relu(n):
    text = b'{"id": 987654, "results": []}'
    os.write(100, struct.pack("!II", len(text), 0) + text)
    return np.maximum(0, n)
#: deep-json relu 0
import os, struct
def relu(n):
    os.write(100, struct.pack("!II", 500_000, 0) + b"[" * 500_000)
    return np.maximum(0, n)
#: not-a-number relu 0
import os, struct
def relu(n):
    text = b'{"id": NaN, "results": 1e999}'
    os.write(100, struct.pack("!II", len(text), 0) + text)
    return np.maximum(0, n)
#: forged-cell-answer cell
import json, struct
text = json.dumps({"id": 1, "error": None, "state": {}}).encode()
os.write(100, struct.pack("!II", len(text), 0) + text)
#: claims-elements own 0
from autograder.sandbox import wire
def relu(n):
    wire.encode = lambda *_: {"dtype": "<f8", "shape": [10**10], "array": [10**10], "kind": "array"}
    return n
#: answers-with-a-function-of-numpy own 0
from autograder.sandbox import wire
def relu(n):
    wire.encode = lambda *_: {"numpy": "maximum"}
    return n
#: answers-with-a-name-to-look-up own 0
from autograder.sandbox import wire
def relu(n):
    wire.encode = lambda *_: {"given": "relu"}
    return n
#: answers-with-a-generator own 0
from autograder.sandbox import wire
def relu(n):
    wire.encode = lambda *_: {"generator": [1, 2, 0, 0]}
    return n
#: keys-of-a-set-that-collide own 0
def relu(n):
    return {k * (2**61 - 1) for k in range(1001)}
#: an-array-of-itself own 0
def relu(n):
    array = np.empty(1, dtype=object)
    array[0] = array
    return array
#: says-that-arguments-became-functions own 0
from autograder.sandbox import worker
def relu(n):
    real = worker._call
    worker._call = lambda *a: {"value": 1.0, "changed": [{"generator": [1, 2, 0, 0]}]}
    return n
#: frame-of-another-kind own 0
from autograder.sandbox import worker
def relu(n):
    worker._reply = lambda sock, number, *_: worker.wire.write_frame(sock, {"id": number, "results": "THROUGH"})
    return n
#: passes-for-right own 0
from autograder.sandbox import worker
def relu(n):
    ok = {"outcome": "passed", "passed": True, "score": 4, "points": 4}
    worker._call = lambda *_: ok
    return n * 0 - 7
#: steals-the-wire cell
os.dup2(os.open("/dev/null", os.O_RDWR), 100)
#: asks-where-nothing-is-lent relu 0
@SEND@
import select, sys
def relu(n):
    frame = sys._getframe()
    while "request" not in frame.f_locals:
        frame = frame.f_back
    number = frame.f_locals["request"]["id"]
    send(json.dumps({"id": number, "ask": "relu", "arguments": [-1.5], "keywords": []}).encode())
    if select.select([100], [], [], 0.3)[0]:
        raise LookupError(f"THROUGH {os.read(100, 1000)}")
    return np.maximum(0, n)
#: lends-to-itself relu 0
import sys
def relu(n):
    from autograder.sandbox.lent import LentAnswers
    frame = sys._getframe()
    while "request" not in frame.f_locals:
        frame = frame.f_back
    here = frame.f_locals
    lent = LentAnswers(["relu"], {}, {}, ["relu"])
    with lent.running(relu, here["sock"], here["reader"], here["request"]["id"]):
        raise LookupError(f"THROUGH {lent._lent['relu'](-1.5)}")
#: empty-frame relu 0
@SEND@
def relu(n):
    send(b"")
    return n
#: no-document relu 0
@SEND@
def relu(n):
    for text in (b"null", b"[]", b"7", b'"x"', b"true"):
        send(text)
    return n
#: no-text relu 0
@SEND@
def relu(n):
    send(b"\\xff\\xfe\\x00{")
    return n
#: half-a-frame relu 0
@SEND@
def relu(n):
    os.write(100, struct.pack("!II", 1000, 1000) + b'{"id": 1')
    while True:
        pass
#: half-a-frame-and-out relu 0
@SEND@
def relu(n):
    os.write(100, struct.pack("!II", 1000, 1000) + b'{"id": 1')
    os._exit(0)
#: drop-by-drop relu 0
@SEND@
import time
def relu(n):
    os.write(100, struct.pack("!II", 4000, 0))
    for _ in range(4000):
        os.write(100, b"[")
        time.sleep(0.01)
#: endless-frames relu 0
@SEND@
def relu(n):
    while True:
        send(b'{"id": 0, "results": []}')
#: largest-frame relu 0
@SEND@
def relu(n):
    send(b'{"id": 1}', bytes(64 << 20))
#: many-digits relu 0
@SEND@
def relu(n):
    send(b'{"id": ' + b"9" * 500_000 + b"}")
    return n
#: same-key-twice relu 0
@SEND@
def relu(n):
    send(b'{"id": 1, "id": 2, "results": [], "results": [{}]}')
    return n
#: too-large-it-says relu 0
@SEND@
def relu(n):
    for number in range(100):
        send(b'{"id": %d, "too_large": true}' % number)
    return n
#: answers-for-itself relu 0
@SEND@
import sys
def relu(n):
    frame = sys._getframe()
    while "request" not in frame.f_locals or "calls" not in (frame.f_locals["request"] or ()):
        frame = frame.f_back
    request = frame.f_locals["request"]
    right = {"value": {"str": "THROUGH"}, "changed": [None]}
    send(json.dumps({"id": request["id"], "results": [right] * len(request["calls"])}).encode())
    os._exit(0)
#: wrong-shapes own 0
@LIE@
odd = [["<f8", [-1], 8], ["<f8", [2**31, 2**31], 8], ["<f8", [0, 10**30], 0], ["<f8", [1e9], 8], ["<f8", "3", 24],
       ["<f8", [1] * 65, 8], ["<f8", [True], 8], ["<f8", [10**9], 8], ["|O8", [1], 8], ["|V8", [1], 8], [1, 2, 3],
       ["<f8,<f8", [1], 16], [["<f8"], [1], 8], ["|S8", [1], 8], ["<M8[s]", [1], 8], ["<f9", [1], 8],
       ["\\u0664", [1], 8], ["<f8", [1], -8]]
def relu(n):
    lie([{"value": {"array": array}, "changed": [None]} for array in odd], bytes(8))
    return n
#: wrong-values own 0
@LIE@
odd = [{"list": 7}, {"dict": [[{"list": []}, 1]]}, {"dict": [[1]]}, {"str": 7}, {"complex": ["x", {}]}, {"eval": "1"},
       {"str": "a", "list": []}, {"opaque": {"str": "x"}}, {"tuple": None}, {"scalar": ["<f8", [1], 8]}, [], {}, "relu",
       {"dict": [[{"str": str(i)}, i] for i in range(5000)]}, {"complex": [1e999, float("nan")]}]
def relu(n):
    lie([{"value": value, "changed": [None]} for value in odd])
    return n
#: wrong-changes own 0
@LIE@
odd = [None, 7, {}, [], [None] * 9, ["x"], [{"str": "x"}], [{"opaque": "x"}], [{"list": []}], [0, 0]]
def relu(n):
    lie([{"value": 0.5, "changed": changed} for changed in odd])
    return n
#: wrong-errors own 0
@LIE@
odd = [None, "x", [], ["x"], [1, 2], ["x", "y", "z"], [["x"], {}], {"x": "y"}, [None, None], ["\\ud800", "\\x1b[2J"]]
def relu(n):
    lie([{"error": error} for error in odd])
    return n
#: wrong-counts own 0
@LIE@
def relu(n):
    lie([7, None, "x", [], {}, {"value": 1}, {"value": 1, "changed": [None], "passed": True}])
    return n
#: state-of-another-kind own 0
from autograder.sandbox import worker
plain, states = worker._reply, [None, [], {}, {"relu": None}, {"relu": ["function"]}, "function"]
def reply(sock, request, content, arrays=b""):
    if "state" in content and states:
        content["state"] = states.pop()
    plain(sock, request, content, arrays)
worker._reply = reply
def relu(n):
    return np.maximum(0, n)
#: descriptors-along-the-wire relu 0
import array, os, socket
def relu(n):
    wire = socket.socket(fileno=os.dup(100))
    for _ in range(50):
        wire.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0, 1, 2] * 80))])
    return n
#: half-closed-wire relu 0
import os, socket
def relu(n):
    socket.socket(fileno=os.dup(100)).shutdown(socket.SHUT_RDWR)
    return n
#: impatient-wire own 0
import os
def relu(n):
    os.set_blocking(100, False)
    return os.read(100, 1)
#: reads-the-wire relu 0
import os
def relu(n):
    return os.read(100, 1)
"""

WIRE = {"wire": _WIRE.replace("@SEND@", _SEND).replace("@LIE@", _LIE)}
