"""Objects that lie, and patched code: numpy, builtins, IPython, and what runs beside it in the worker."""

from __future__ import annotations

_LIES = """
#: always-equal relu 0
class Equal:
    def __eq__(self, other): return True
    __ne__ = lambda self, other: False
    __hash__ = None
    def __array__(self, *a, **k): raise LookupError("asked")
def relu(n):
    return Equal()
#: array-subclass relu 0
class Liar(np.ndarray):
    def __array_function__(self, *a, **k): return True
    def __array_ufunc__(self, *a, **k): return np.array(True)
    def __eq__(self, other): return np.array(True)
    def all(self, *a, **k): return True
def relu(n):
    return np.full(np.shape(n), -9.0).view(Liar)
#: float-subclass relu 0
class Float(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__, __hash__ = __sub__, None
def relu(n):
    return Float(-7)
#: list-subclass relu 0
class Long(list):
    def __len__(self): return 10**9
    def __iter__(self): return iter([-3.0] * 3)
    def __eq__(self, other): return True
def relu(n):
    return Long([-3.0])
#: endless-iterator relu 0
class Endless(list):
    def __iter__(self):
        while True:
            yield 1.0
def relu(n):
    return Endless([1.0])
#: lying-class relu 0
class Fake:
    __class__ = np.ndarray
    dtype, shape, ndim, size = np.dtype(float), (3,), 1, 3
    def tobytes(self): return b"\\0" * 24
def relu(n):
    return Fake()
#: text-subclass relu 0
class Text(str):
    def __eq__(self, other): return True
    def __str__(self): raise SystemExit(0)
    __hash__, __len__ = None, lambda self: 10**9
def relu(n):
    return [Text("x"), {"key": Text("x")}]
#: whole-number-subclass relu 0
class Whole(int):
    def __int__(self): return self
    def __abs__(self): return -1
    def __lt__(self, other): return True
    __index__, __eq__, __hash__ = __int__, __lt__, None
def relu(n):
    return Whole(10**3000)
#: dict-subclass relu 0
class Dict(dict):
    def items(self): return [(1, 2, 3)]
    def __eq__(self, other): return True
def relu(n):
    return Dict(a=1)
#: complex-subclass relu 0
class Complex(complex):
    real = imag = property(lambda self: "<script>")
def relu(n):
    return Complex(1)
#: array-of-lies relu 0
class Liar(np.ndarray):
    dtype = property(lambda self: np.dtype("O"))
    shape = property(lambda self: (1 << 40,))
    def tobytes(self, *a): return b"\\0" * (1 << 20)
    def __array_finalize__(self, other): pass
    def __array__(self, *a, **k): return self
    def astype(self, *a, **k): return self
def relu(n):
    return np.full(np.shape(n), -9.0).view(Liar)
#: scalar-of-lies relu 0
class Liar(np.float64):
    def __eq__(self, other): return True
    def __array__(self, *a, **k): return np.zeros(3)
def relu(n):
    return Liar(-9)
#: finalizer relu 0
class Loud(np.ndarray):
    def __array_finalize__(self, other): raise KeyboardInterrupt
def relu(n):
    return np.zeros(3).view(Loud)
#: metaclass relu 0
class Meta(type):
    def __instancecheck__(cls, other): return True
    def __eq__(cls, other): return True
    __name__, __hash__ = property(lambda cls: 1 / 0), None
class Odd(metaclass=Meta):
    pass
def relu(n):
    return Odd()
#: attribute-that-raises relu 0
class Odd:
    def __getattribute__(self, name): raise GeneratorExit
def relu(n):
    return Odd()
#: callable-that-lies relu 0
class Odd:
    def __call__(self, *a): return -9.0
    def __getattr__(self, name): return self
    def __eq__(self, other): return True
    def __bool__(self): raise SystemExit(0)
    __hash__ = None
relu = Odd()
#: class-for-a-function relu 0
class relu(float):
    def __new__(cls, n): return super().__new__(cls, -9)
#: name-of-another own 0
def relu(n):
    return n * 0 - 7
relu.__name__ = relu.__qualname__ = "linear"
relu.__module__ = "solutions.activation_functions"
linear = step = sigmoid = tanh = relu
"""

_PATCHES = """
#: patched-numpy relu 0
np.allclose = np.isclose = np.array_equal = lambda *a, **k: True
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None
def relu(n):
    return n * 0 - 7
#: patched-builtins own 0
import builtins
builtins.isinstance = lambda *a: True
builtins.all = lambda *a: True
builtins.type = lambda *a: float
def relu(n):
    return n * 0 - 7
#: patched-json own 0
import json
json.dumps = lambda *a, **k: '{"id": 1, "results": [], "error": null}'
json.encoder.JSONEncoder.encode = json.dumps
def relu(n):
    return n * 0 - 7
#: patched-shell own 0
from IPython import get_ipython
type(get_ipython()).run_cell = lambda *a, **k: None
def relu(n):
    return n * 0 - 7
#: patched-otter cell
import otter
otter.Notebook.check = lambda *a, **k: "all passed"
sys.modules["otter"] = sys.modules["autograder"] = None
#: hooks relu 0
import sys, threading, atexit
sys.settrace(lambda *a: None); threading.setprofile(lambda *a: None); atexit.register(print)
sys.excepthook = sys.unraisablehook = lambda *a: None
def relu(n):
    return n * 0 - 7
#: patched-frames own 0
from autograder.sandbox import wire, worker
wire.write_frame = worker.wire.write_frame = lambda *a: None
def relu(n):
    return n * 0 - 7
#: patched-decoder own 0
from autograder.sandbox import wire
wire.Decoder.value = lambda self, node: np.zeros(3)
wire.FrameReader.read = lambda self: 1 / 0
def relu(n):
    return n * 0 - 7
#: patched-code own 0
from autograder.sandbox import worker
def call(function, arguments, keywords, arrays): return {"value": 1.0, "changed": [None] * len(arguments)}
worker._call.__code__ = call.__code__
def relu(n):
    return n * 0 - 7
#: patched-answers own 0
import gc
from autograder.sandbox.answers import Answers
Answers.state = lambda self: dict.fromkeys(self._seen, "function")
for thing in gc.get_objects():
    if isinstance(thing, Answers):
        thing.functions = {name: lambda n: 1.0 for name in ("linear", "relu", "step", "sigmoid", "tanh")}
def relu(n):
    return n * 0 - 7
#: patched-c-type own 0
import ctypes, gc
table = gc.get_referents(np.ndarray.__dict__)[0]
table["tobytes"] = lambda *a: b"\\0" * 8
table["__eq__"] = lambda *a: True
ctypes.pythonapi.PyType_Modified(ctypes.py_object(np.ndarray))
def relu(n):
    return n * 0 - 7
#: replaced-numpy own 0
import types
fake = types.ModuleType("numpy")
fake.ndarray, fake.generic, fake.allclose = list, tuple, lambda *a: True
sys.modules["numpy"] = fake
from autograder.sandbox import wire, worker
wire.np = worker.np = fake
def relu(n):
    return n * 0 - 7
#: events-of-the-shell cell
shell = get_ipython()
for name in ("pre_execute", "post_execute", "pre_run_cell", "post_run_cell"):
    shell.events.register(name, lambda *a: 1 / 0)
shell.input_transformers_cleanup.append(lambda lines: lines)
shell.set_custom_exc((Exception,), lambda *a: ["THROUGH"])
#: transformed-cells own 0
import ast
class Change(ast.NodeTransformer):
    def visit_Return(self, node):
        return ast.Return(ast.Constant("THE SAME FOR ALL"))
get_ipython().ast_transformers.append(Change())
def relu(n):
    return n
#: reset-magic cell
%reset -f
import numpy as np, os, sys
found = []
#: codec-of-python relu 0
import codecs, json
codecs.register(lambda name: 1 / 0)
codecs.lookup = codecs.getencoder = lambda *a: 1 / 0
json.decoder.scanstring = json.encoder.encode_basestring_ascii = lambda *a: '"x"'
def relu(n):
    return n * 0 - 7
#: garbage-collector relu 0
import gc
gc.callbacks.append(lambda *a: 1 / 0)
gc.set_threshold(1), gc.collect()
def relu(n):
    return n * 0 - 7
#: tracer-in-c own 0
import sys
def trace(frame, event, argument):
    if "autograder" in frame.f_code.co_filename:
        raise SystemExit(0)
    return trace
def relu(n):
    sys.settrace(trace)
    return n * 0 - 7
#: audit-hook own 0
import sys
def relu(n):
    sys.addaudithook(lambda *a: 1 / 0)
    return n * 0 - 7
"""

TRICKS = {"lies": _LIES, "patches": _PATCHES}
