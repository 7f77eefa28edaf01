"""Attacks on the sandbox as data: what each family tries, as the code of a notebook.

Each block is ``#: id [kind [points of relu]]``. Kinds: ``try`` (run in a cell, and again in ``relu``; says
``through(what)`` when it gets what it may not have), ``cell`` (a cell as it stands), ``relu`` (the cell of relu), and
``own`` (the same, and it may cost its author other questions too).
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.attacks.calls import CALLS
from tests.attacks.codec import CODEC
from tests.attacks.held import HELD
from tests.attacks.limits import LIMITS
from tests.attacks.others import OTHERS
from tests.attacks.processes import PROCESSES
from tests.attacks.read import READ
from tests.attacks.shadow import SHADOW
from tests.attacks.time import TIME
from tests.attacks.tricks import TRICKS
from tests.attacks.where import NAMED, WHERE
from tests.attacks.wire import WIRE
from tests.attacks.words import WORDS
from tests.attacks.write import WRITE

PRELUDE = """
import os, sys
found = []
def through(what):
    found.append(repr(what)[:1500])
"""
ATTEMPT = """
def attack():
{code}
def try_it():
    try:
        attack()
    except (OSError, MemoryError, ImportError, EOFError):
        pass
    except BaseException as error:
        found.append("BROKEN " + repr(error))
try_it()
"""
REPORT = """
if found:
    raise LookupError("THROUGH " + found[0])
"""
TRY = ATTEMPT + REPORT
RELU = """
def relu(n):
    globals().get("tries", []) and tries.pop()()
    if found:
        raise LookupError("THROUGH " + " & ".join(found))
    return np.maximum(0, n)
"""
HONEST = """
import glob, importlib.util, os, sys
left = [name for name in os.listdir(".") if "left" in name or name.endswith((".py", ".so", ".pth"))]
left += [name for name in os.environ if "LEFT" in name]
left += [name for name in ("left", "numpy.left", "os.left") if name in sys.modules]
left += ["module left"] * (importlib.util.find_spec("left") is not None)
left += glob.glob("../*/left*") + glob.glob("../left*") + glob.glob(os.environ["IPYTHONDIR"] + "/left*")
places = ("/tmp", "/var/tmp", "/dev/shm", os.path.dirname(os.path.dirname(os.__file__)))
left += [path for place in places for path in (place + "/@MARK@", place + "/left-@MARK@") if os.path.exists(path)]
import numpy
left += ["numpy"] * (hasattr(numpy, "left") or numpy.allclose(1, 2))
"""
HONEST_RELU = """
def relu(n):
    if left:
        raise LookupError("THROUGH from another notebook: " + repr(left))
    return np.maximum(0, n)
"""


@dataclass(frozen=True)
class Attack:
    """One attack: its cells, and what they earn."""

    id: str
    family: str
    kind: str
    code: str
    points: float

    @property
    def name(self) -> str:
        """Its id in the whole suite."""
        return f"{self.family}-{self.id}"

    @property
    def file(self) -> str:
        """Its notebook's name."""
        return f"{self.family}_{self.id}.ipynb"

    def cells(self) -> list[str]:
        """The cells that go in front."""
        if self.kind == "try":
            code = "".join(f"    {line}\n" for line in self.code.splitlines())
            return [PRELUDE, TRY.format(code=code), "tries = [try_it]"]
        return [PRELUDE, self.code] if self.kind == "cell" else [PRELUDE]

    def relu(self) -> str:
        """The cell of relu."""
        return self.code if self.kind in ("relu", "own") else RELU


def _read(family: str, text: str) -> list[Attack]:
    found = []
    for block in text.split("\n#: ")[1:]:
        head, _, code = block.partition("\n")
        name, kind, points = (*head.split(), *("try", "4")[len(head.split()) - 1 :])
        found.append(Attack(name, family, kind, code.strip("\n") + "\n", float(points)))
    return found


_LIMITS = {**LIMITS, **HELD, **TIME}
_REACH = {**OTHERS, **PROCESSES, **CALLS}
FAMILIES = {**READ, **WHERE, **WRITE, **_REACH, **_LIMITS, **WIRE, **CODEC, **TRICKS, **SHADOW, **WORDS}
ATTACKS = [attack for family, text in FAMILIES.items() for attack in _read(family, text)]
ONLY_APART = [attack for family, text in NAMED.items() for attack in _read(family, text)]
KNOWN_OPEN: dict[str, dict[str, str]] = {}  # name, set-up: why it still gets through there
