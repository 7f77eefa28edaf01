"""Errors and words that misbehave: what is raised, said and shown."""

from __future__ import annotations

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
#: group-of-all relu 0
def relu(n):
    raise BaseExceptionGroup("all", [SystemExit(0), KeyboardInterrupt(), ExceptionGroup("in", [ValueError("x")])])
#: deep-group relu 0
def relu(n):
    error = ValueError("x")
    for _ in range(5000):
        error = ExceptionGroup("deep", [error])
    raise error
#: group-in-a-cell cell
raise BaseExceptionGroup("all", [SystemExit(0), GeneratorExit(), KeyboardInterrupt()])
#: group-that-lies relu 0
class Odd(BaseExceptionGroup):
    exceptions = property(lambda self: 1 / 0)
    message = property(lambda self: 1 / 0)
def relu(n):
    raise Odd("odd", [SystemExit(0)])
#: name-that-raises relu 0
class Meta(type):
    __name__ = property(lambda cls: 1 / 0)
class Bad(Exception, metaclass=Meta):
    pass
def relu(n):
    raise Bad
#: name-that-raises-in-a-cell cell
class Meta(type):
    __name__ = property(lambda cls: 1 / 0)
class Bad(Exception, metaclass=Meta):
    pass
raise Bad
#: name-of-no-text relu 0
class Meta(type):
    __name__ = property(lambda cls: 7)
class Bad(Exception, metaclass=Meta):
    pass
def relu(n):
    raise Bad("x")
#: syntax-error-that-lies cell
class Bad(SyntaxError):
    msg = property(lambda self: "<script>")
    lineno = property(lambda self: "<script>")
raise Bad
#: syntax-error-far-away cell
raise SyntaxError("x", ("<script>.py", 10**400, 1, "\\x1b[2J"))
#: attributes-that-raise cell
class Bad(Exception):
    def __getattribute__(self, name): raise SystemExit(0)
raise Bad
#: class-that-lies relu 0
class Bad(Exception):
    __class__ = property(lambda self: SystemExit)
    __traceback__ = __cause__ = __context__ = property(lambda self: self)
def relu(n):
    raise Bad("x")
#: chain-without-an-end relu 0
def relu(n):
    error = ValueError("x")
    error.__cause__ = error.__context__ = error
    raise error
#: message-subclass relu 0
class Text(str):
    def __getitem__(self, part): return self * 1000
    def __len__(self): return -1
class Bad(Exception):
    def __str__(self): return Text("x")
def relu(n):
    raise Bad
#: message-that-hangs relu 0
class Bad(Exception):
    def __str__(self):
        while True:
            pass
def relu(n):
    raise Bad
#: stop-iteration relu 0
def relu(n):
    raise StopIteration(n)
#: memory-error relu 0
def relu(n):
    raise MemoryError
#: no-exception relu 0
def relu(n):
    raise 7
#: assertion relu 0
def relu(n):
    raise AssertionError("all passed: score 4 of 4")
#: wire-error relu 0
from autograder.sandbox.wire import WireError
def relu(n):
    raise WireError("THE GRADER FAILED")
#: skip relu 0
import unittest
def relu(n):
    raise unittest.SkipTest("skipped")
#: unpickled-error relu 0
class Bad(Exception):
    def __reduce__(self): return open, ("/tmp/@MARK@", "w")
def relu(n):
    raise Bad
#: raises-in-deleter relu
class Bad:
    def __del__(self): raise SystemExit(0)
def relu(n):
    Bad()
    return np.maximum(0, n)
#: hooks-of-threads cell
import threading
threading.excepthook = sys.excepthook = lambda *a: os._exit(9)
threading.Thread(target=lambda: 1 / 0).start()
#: error-in-the-middle-of-a-line cell
exec("def deep():\\n" + " deep()\\n"); deep()
#: null-in-the-source cell
exec("\\0")
#: source-too-deep cell
eval("(" * 5000)
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
#: kind-of-answer own 0
relu = type("\\x1b[2J<script>alert(1)</script>\\u202e", (), {})()
#: kind-of-value relu 0
def relu(n):
    return type("\\x1b[2J<script>alert(1)</script>\\u202e", (), {})()
#: kind-of-array relu 0
def relu(n):
    return np.zeros(1, dtype=[("<script>\\x1b[2J\\u202e", "O")])
#: names-in-the-code relu 0
def relu(n):
    pаypal = tanh = n  # the second letter is Cyrillic
    "\u202e }\u2066if right\u2069 \u2066 for the grader only"
    raise NameError(f"name '\\u2066{n!r:.5}\\u2069' is not defined")
#: lines-of-all-kinds relu 0
def relu(n):
    raise ValueError("a\\nb\\rc\\x0bd\\x0ce\\x1cf\\x85g\\u2028h\\u2029i")
#: invisible relu 0
def relu(n):
    raise ValueError("\\u200b\\u2060\\ufeff\\u00ad\\U000e0041\\u061c\\u180e\\ufff9\\ufffb")
#: combining relu 0
def relu(n):
    raise ValueError("e" + "\\u0301" * 3000)
#: markup-of-the-platform relu 0
def relu(n):
    raise ValueError("[x](javascript:alert(1)) ![x](//x) $$\\\\href{javascript:alert(1)}{x}$$ ```\\n# x</pre>")
#: comment-and-data relu 0
def relu(n):
    raise ValueError("--><!--<![CDATA[]]><style>*{display:none}</style></textarea></title><base href=//x><meta>")
#: attribute relu 0
def relu(n):
    raise ValueError("\\" onmouseover=alert(1) x=\\"' autofocus onfocus=alert(1) `${alert(1)}` &#60;script>")
#: percent relu 0
def relu(n):
    raise ValueError("%s %n %(x)s {0} {x.__class__} \\\\N{BELL} \\\\x1b[2J ${IFS} $(id)")
#: table relu 0
def relu(n):
    raise ValueError('",,,100\\n"=HYPERLINK(""//x"")",+1,-1,\\t=1')
#: query relu 0
def relu(n):
    raise ValueError("'; drop table grades; --")
#: first-line-of-a-cell cell
"\\x1b[2J<script>alert(1)</script>\\u202e"; raise ValueError("x")
#: title-of-the-terminal cell
os.write(1, b"\\x1b]0;owned\\x07\\x1b[2J\\x9b31m"), os.write(2, b"\\x1b[?1049h\\x1b[6n")
sys.stdout.write("\\x1b]52;c;b3duZWQ=\\x07"), sys.stderr.write("\\x1bP$q\\x1b\\\\\\\\")
"""

WORDS = {"errors": _ERRORS, "words": _WORDS}
