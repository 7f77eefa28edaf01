"""Objects that lie, patched and shadowed modules, words and errors that misbehave."""

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
"""

_SHADOW = """
#: numpy cell
open("numpy.py", "w").write("allclose = lambda *a: True; left = 1")
#: packages cell
for name in ("solutions", "otter", "tests", "autograder"):
    os.makedirs(name)
    for module in ("__init__", "activation_functions", "relu_hidden"):
        open(f"{name}/{module}.py", "w").write("def relu(n): return n * 0 - 7\\nopen('/tmp/@MARK@', 'w')")
import solutions
#: site cell
for name in ("sitecustomize.py", "usercustomize.py", "json.py", "left.pth"):
    open(name, "w").write("import os; open('/tmp/@MARK@', 'w')")
#: otter-log cell
open(".OTTER_LOG", "wb").write(b"cos\\nsystem\\n(S'touch /tmp/@MARK@'\\ntR.")
#: wrong-answers-of-its-own relu 0
import os, sys
os.makedirs("solutions", exist_ok=True)
open("solutions/activation_functions.py", "w").write("def relu(n): return n * 0 - 7")
open("grading_config.yaml", "w").write("limits: {}")
def relu(n):
    return n * 0 - 7
#: environment cell
os.environ["LEFT"] = os.environ["PYTHONPATH"] = "left"
os.putenv("LD_PRELOAD", "left.so")
#: modules cell
import types, numpy
sys.modules["left"] = types.ModuleType("left")
numpy.left = os.left = 1
numpy.allclose = lambda *a, **k: True
#: files cell
open("left.txt", "w").write("left")
os.mkdir("left")
#: threads-left-behind cell
import threading, time
for _ in range(3):
    threading.Thread(target=time.sleep, args=(30,), daemon=False).start()
"""

_ERRORS = """
#: bad-str relu 0
class Bad(Exception):
    def __str__(self): raise ValueError("no")
    __repr__ = __str__
def relu(n):
    raise Bad
#: exits-in-str relu 0
import os
class Bad(Exception):
    def __str__(self): raise SystemExit(0)
def relu(n):
    raise Bad
#: str-not-text relu 0
class Bad(Exception):
    def __str__(self): return 7
def relu(n):
    raise Bad
#: system-exit relu 0
def relu(n):
    raise SystemExit(0)
#: base-exception relu 0
def relu(n):
    raise BaseException("base")
#: generator-exit relu 0
def relu(n):
    raise GeneratorExit
#: interrupt relu 0
def relu(n):
    raise KeyboardInterrupt
#: recursion relu 0
def relu(n):
    return relu(n)
#: long-message relu 0
def relu(n):
    raise ValueError("x" * 10_000_000)
#: group relu 0
class Odd(ValueError):
    __name__ = "Odd"
def relu(n):
    raise Odd(Odd("one"), {"two": Odd}) from ValueError("cause")
#: cell-exit cell
raise SystemExit("THE END")
#: cell-interrupt cell
raise KeyboardInterrupt
#: cell-bad-str cell
class Bad(BaseException):
    def __str__(self): raise Bad
raise Bad
"""

_WORDS = """
#: script relu 0
def relu(n):
    raise ValueError("<script>alert(1)</script><img src=x onerror=alert(1)>'\\"><svg/onload=alert(1)>")
#: type-name relu 0
def relu(n):
    raise type("<script>alert(1)</script>", (Exception,), {})("</td></table><iframe src=//x>")
#: template relu 0
def relu(n):
    raise ValueError("{{ 7 * 7191 }} {% include '/etc/passwd' %} ${7*7191} [red]x[/red] [link=http://x]x[/link]")
#: escapes relu 0
def relu(n):
    raise ValueError("\\x1b[2J\\x1b]0;owned\\x07\\x1b[31mred\\x9b31m\\r\\x08\\x00 \\ud800 \\u202egpj.exe\\u2066\\u200f")
#: escape-name relu 0
def relu(n):
    raise type("E\\x1b[2J\\u202e", (Exception,), {})("x")
#: answer relu 0
def relu(n):
    return "\\x1b[2J<script>alert(1)</script>\\u202e"
#: formula relu 0
def relu(n):
    raise ValueError("=cmd|' /C calc'!A0\\n=1+1\\n@SUM(1)")
#: printed cell
print("\\x1b[2J\\x1b]0;owned\\x07\\u202e<script>alert(1)</script>")
from IPython.display import HTML, Javascript, display
display(HTML("<script>alert(1)</script>"), Javascript("alert(1)"))
#: raised-in-cell cell
raise ValueError("<script>alert(1)</script>\\x1b[2J\\u202e")
"""

TRICKS = {"lies": _LIES, "shadow": _SHADOW, "errors": _ERRORS, "words": _WORDS}
