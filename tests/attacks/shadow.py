"""Attacks by names: modules, files and settings that stand in front of others, or stay behind."""

from __future__ import annotations

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
#: modules-of-the-worker cell
for name in ("socket.py", "struct.py", "ctypes.py", "traceback.py", "matplotlib.py", "IPython.py", "ast.py", "re.py"):
    open(name, "w").write("raise SystemExit('shadowed')")
sys.path_importer_cache.clear()
#: import-hook own 0
import builtins, importlib
builtins.__import__ = lambda *a, **k: 1 / 0
importlib.import_module = builtins.__import__
def relu(n):
    return n * 0 - 7
#: finder own 4
class Finder:
    def find_spec(self, *a): raise SystemExit(0)
sys.meta_path.insert(0, Finder())
def relu(n):
    return np.maximum(0, n)
#: extension cell
open("left_extension.py", "w").write("def load_ipython_extension(shell): open('/tmp/@MARK@', 'w')")
%load_ext left_extension
#: library relu
import ctypes
open("left.so", "wb").write(b"\\x7fELF" + bytes(2000))
try:
    ctypes.CDLL("./left.so")
except OSError:
    pass
def relu(n):
    return np.maximum(0, n)
#: notebook-of-another cell
import json
for name in ("keeper.ipynb", "activation_functions.ipynb", "shadow_zz_honest.ipynb"):
    open(name, "w").write(json.dumps({"nbformat": 4, "cells": []}))
#: linked-notebook
os.symlink("@CLASS@/keeper.ipynb", "keeper.ipynb")
through(open("keeper.ipynb").read())
#: startup-of-python cell
os.environ.update(PYTHONSTARTUP="left.py", PYTHONHOME="left", PYTHONINSPECT="1", PYTHONMALLOC="debug")
os.environ.update(LD_LIBRARY_PATH=".", LD_AUDIT="left.so", NUMPY_EXPERIMENTAL_ARRAY_FUNCTION="0", MPLBACKEND="module://x")
#: working-folder cell
os.chdir("/")
#: path-of-modules cell
sys.path[:] = ["."]
sys.modules.pop("json", None), sys.modules.pop("numpy.linalg", None)
"""

SHADOW = {"shadow": _SHADOW}
