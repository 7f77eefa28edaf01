"""What the source says about how a function computes: by small notebooks, none of which is run."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest

from autograder.marking.tree import Facts, facts_about
from autograder.model import Cell, Notebook
from autograder.notebook.source import read_source

ELEMENT, WHOLE, DOT = Facts(element_product=True), Facts(whole_product=True), Facts(dot=True)
NONE, ADDED = Facts(), Facts(whole_product=True, adding_loop=True)
LOOP = "def f(a, wj):\n    n = 0\n    for i in range(len(a)):\n        n += a[i] * wj[i]\n    return n"
BODY = "def f(a, wj):\n    "


def facts(*cells: str, name: str = "f") -> Facts:
    """Facts about ``f`` of a notebook."""
    return facts_about(name, read_source(Notebook(tuple(Cell(i, text) for i, text in enumerate(cells, 1)))))


def of(expression: str, before: str = "") -> Facts:
    """Facts about a function that returns this."""
    return facts(f"{before}\n{BODY}return {expression}")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("sum(a[i] * wj[i] for i in range(len(a)))", ELEMENT),
        ("sum([x * w for x, w in zip(a, wj)])", ELEMENT),
        ("sum(p[0] * p[1] for i, p in enumerate(zip(a, wj)))", ELEMENT),
        ("sum(w * a[i] for i, w in enumerate(wj))", ELEMENT),
        ("sum(map(mul, a, wj))", ELEMENT),
        ("sum(map(lambda x, w: x * w, a, wj))", ELEMENT),
        ("sum(starmap(operator.mul, zip(a, wj)))", ELEMENT),
        ("reduce(lambda n, p: n + p[0] * p[1], zip(a, wj), 0)", ELEMENT),
        ("sum(np.dot(a[i], wj[i]) for i in range(len(a)))", ELEMENT),
        ("sum(a[i:i + 1] @ wj[i:i + 1] for i in range(len(a)))", ELEMENT),
        ("sum(np.prod(pair) for pair in zip(a, wj))", ELEMENT),
        ("sum(a.item(i) * np.take(wj, i) for i in range(len(a)))", ELEMENT),
        ("sum(t[i, 0] * t[i, 1] for t in [np.column_stack((a, wj))] for i in range(len(a)))", ELEMENT),
        ("np.vectorize(lambda x, w: x * w)(a, wj).sum()", ELEMENT),
        ("sum(a * wj)", WHOLE),
        ("np.multiply(a, wj).sum()", WHOLE),
        ("np.add.reduce(a.astype(float) * np.asarray(wj))", WHOLE),
        ("np.sum(a[:] * wj[:])", WHOLE),
        ("np.sum(a[a != 0] * wj[a != 0])", WHOLE),
        ("np.sum(a[np.where(a != 0)[0]] * wj[np.where(a != 0)[0]])", WHOLE),
        ("np.sum((a, wj)[0] * (a, wj)[1])", WHOLE),
        ("np.sum({'x': a}['x'] * wj)", WHOLE),
        ("np.prod([a, wj], axis=0).sum()", WHOLE),
        ("np.einsum('i,i->i', a, wj).sum()", WHOLE),
        ("np.dot(a * wj, np.ones(len(a)))", WHOLE),
        ("gain * sum(2 * a * wj) + bias", WHOLE),
        ("reduce(operator.add, a * wj, 0)", ADDED),
        ("np.dot(a, wj)", DOT),
        ("wj.T @ a", DOT),
        ("a.dot(wj)", DOT),
        ("(a[np.newaxis, :] @ wj[:, None])[0, 0]", DOT),
        ("np.dot(*[a, wj])", DOT),
        ("np.linalg.multi_dot([a, wj])", DOT),
        ("np.einsum('i,i->', a, wj)", DOT),
        ("np.einsum('k, k', a, wj)", DOT),
        ("np.dot(np.maximum(a, 0), wj) - np.dot(np.maximum(-a, 0), wj)", DOT),
        ("reduce(np.dot, [a, wj])", DOT),
        ("gain * np.dot(1.0 * a, wj) + bias", DOT),
        ("(lambda u, v: u @ v)(a, wj)", DOT),
        ("{'dot': np.dot}['dot'](a, wj)", DOT),
        ("getattr(np, 'dot')(a, wj)", DOT),
        ("len(a) * 2 + sum(a)", NONE),
    ],
)
def test_a_product_is_known_by_what_it_takes(expression: str, expected: Facts) -> None:
    assert of(expression) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("n = np.sum(a * wj)\n    assert np.isclose(n, np.dot(a, wj))\n    return n", WHOLE),
        ("print(sum(a * wj), [x * w for x, w in zip(a, wj)])\n    return np.dot(a, wj)", DOT),
        ("if not np.isclose(a @ wj, sum(a * wj)):\n        raise ValueError\n    return sum(a * wj)", WHOLE),
        ("n = sum(x * w for x, w in zip(a, wj))\n    n = np.dot(a, wj)\n    return n", DOT),
        ("return np.dot(a, wj)\n    return sum(a * wj)", DOT),
        ("if False:\n        return sum(a * wj)\n    return np.dot(a, wj)", DOT),
        ("if len(a) == 1:\n        return a[0] * wj[0]\n    return np.dot(a, wj)", DOT),
        ("if np.ndim(a) == 0:\n        return a * wj\n    return np.dot(a, wj)", DOT),
        ("try:\n        return a @ wj\n    except TypeError:\n        return a * wj", DOT),
        ("if q():\n        return sum(a * wj)\n    return np.dot(a, wj)", Facts(whole_product=True, dot=True)),
        ("n = 0\n    for p in a * wj:\n        n += p\n    return n", ADDED),
        ("n = [0]\n    def add(i):\n        n[0] += a[i] * wj[i]\n    [add(i) for i in a]\n    return n[0]", ELEMENT),
        ("out = np.zeros(3)\n    np.multiply(a, wj, out=out)\n    return out.sum()", WHOLE),
        ("p = a.copy()\n    p *= wj\n    return p.sum()", WHOLE),
        ("terms = []\n    for x, w in zip(a, wj):\n        terms.append(x * w)\n    return sum(terms)", ELEMENT),
        ("(x, *xs), (w, *ws) = a, wj\n    return x * w + (f(xs, ws) if xs else 0)", ELEMENT),
        ("match list(zip(a, wj)):\n        case [(x, w), *_]:\n            return x * w", ELEMENT),
        ("n, i = 0, -1\n    while (i := i + 1) < len(a):\n        n += a[i] * wj[i]\n    return n", ELEMENT),
        ("total = 0\n    for i in range(3):\n        total = a @ wj\n    return total", DOT),
        ("return eval('a @ wj')", Facts(opaque=True)),
        ("n = sum(a * wj)\n    exec('n = 3')\n    return n", Facts(whole_product=True, opaque=True)),
        ("return np.correlate(a, wj)[0]", Facts(opaque=True)),
    ],
)
def test_what_goes_into_the_number_counts(body: str, expected: Facts) -> None:
    assert facts(BODY + body) == expected


@pytest.mark.parametrize(
    ("before", "expression", "expected"),
    [
        ("d = np.dot", "d(a, wj)", DOT),
        ("from numpy import inner as together", "together(a, wj)", DOT),
        ("def dot(u, v):\n    return sum(x * y for x, y in zip(u, v))", "dot(a, wj)", ELEMENT),
        ("def dot(u, v):\n    return sum(x * y for x, y in zip(u, v))", "np.dot(a, wj)", DOT),
        ("def synapse(x, w):\n    return x * w", "sum(synapse(w=wj[i], x=a[i]) for i in range(len(a)))", ELEMENT),
        ("def weigh(x, w):\n    return x * w", "sum(weigh(w=wj, x=a))", WHOLE),
        ("def pairs(u, v):\n    yield from zip(u, v)", "sum(x * w for x, w in pairs(a, wj))", ELEMENT),
        ("def way(u, v, how='dot'):\n    return u @ v if how == 'dot' else sum(u * v)", "way(a, wj)", DOT),
        ("def way(u, v, how='dot'):\n    return u @ v if how == 'dot' else sum(u * v)", "way(a, wj, 'sum')", WHOLE),
        ("class N:\n    def __init__(self, w):\n        self.w = w\n    def net(self, x):\n        return x @ self.w",
         "N(wj).net(a)", DOT),
        ("class V:\n    def __init__(self, v):\n        self.v = v\n    def __matmul__(self, o):\n"
         "        return sum(self.v * o.v)", "V(a) @ V(wj)", WHOLE),
        ("@dataclass\nclass S:\n    x: float\n    w: float\n    @property\n    def drive(self):\n"
         "        return self.x * self.w", "sum(S(x, w).drive for x, w in zip(a, wj))", ELEMENT),
        ("S = namedtuple('S', 'x w')", "sum(s.x * s.w for s in [S(x, w) for x, w in zip(a, wj)])", ELEMENT),
        ("class B:\n    def net(self, x, w):\n        return x @ w\nclass C(B):\n    pass", "C().net(a, wj)", DOT),
        ("def g(u, v):\n    return g(u[1:], v[1:]) + u[0] * v[0] if len(u) else 0", "g(a, wj)", ELEMENT),
        ("def g(u, v):\n    return h(u, v)\ndef h(u, v):\n    return g(u, v)", "g(a, wj)", NONE),
    ],
)  # fmt: skip
def test_helpers_aliases_and_objects_are_followed(before: str, expression: str, expected: Facts) -> None:
    assert of(expression, before) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("f = np.dot", DOT),
        ("from numpy import dot as f", DOT),
        ("f = partial(np.einsum, 'i,i')", DOT),
        ("f = lambda a, wj: sum(a * wj)", WHOLE),
        ("def second(a, wj):\n    return a @ wj\nf = second", DOT),
        ("def after(g, h):\n    return lambda *args: g(h(*args))\nf = after(np.sum, np.multiply)", WHOLE),
        ("def d(g):\n    @wraps(g)\n    def h(*a):\n        return float(g(*a))\n    return h\n@d\n" + LOOP, ELEMENT),
        ("@njit\n" + LOOP, ELEMENT),
        ("class N:\n    def __call__(self, a, wj):\n        return a @ wj\nf = N()", DOT),
        ("class N:\n    def __call__(self, a, wj):\n        return a @ wj\nf = registered(N)()", DOT),
        ("class N:\n    @staticmethod\n    def net(a, wj):\n        return a @ wj\nf = N.net", DOT),
        ("try:\n    from numba import njit\nexcept ImportError:\n    pass\n" + LOOP, ELEMENT),
    ],
)
def test_a_question_may_be_bound_in_any_way(source: str, expected: Facts) -> None:
    assert facts(source) == expected


def test_the_last_function_of_a_name_counts_and_a_number_is_none() -> None:
    assert facts(LOOP, BODY + "return a @ wj") == DOT
    assert facts(BODY + "return a @ wj", LOOP, "f = f(np.ones(3), np.ones(3))") == ELEMENT


def test_a_name_means_what_it_means_where_it_stands() -> None:
    numbers = "total = n = g(np.ones(3), np.ones(3))"
    body = BODY + "total = a * wj\n    n = total.sum()\n    return n"
    assert facts("def g(a, wj):\n    return a @ wj\ndef total(a, wj):\n    return a @ wj", numbers, body) == WHOLE
    assert facts("def product(x, y):\n    return x * y", BODY + "product = a @ wj\n    return product") == DOT


def test_cells_that_are_no_python_hide_nothing() -> None:
    assert facts("for i in range(3)\n    print(i)", "x = 'a\0b'", "(" * 5000, "x = '\ud800'", LOOP) == ELEMENT
    assert facts("%matplotlib inline\nnp.dot?\n!ls\n" + LOOP) == ELEMENT
    assert facts("%%time\n" + LOOP) == ELEMENT
    assert facts("x = (7\n  % 2)\n" + LOOP) == ELEMENT


def test_a_module_that_a_cell_writes_is_followed() -> None:
    module = "%%writefile mine.py\n" + LOOP
    for use in ("from mine import f", "from mine import *", "import mine\nf = mine.f", "import mine as m\nf = m.f"):
        assert facts(module, use) == ELEMENT
    assert facts(module, BODY + "return a @ wj") == DOT


@pytest.mark.parametrize("source", ["", "x = 1", "f = 3", "exec('def f(a, wj): return a @ wj')", "from mine import *"])
def test_a_function_that_is_not_there_cannot_be_followed(source: str) -> None:
    assert facts(source) == Facts(opaque=True)


def nested(depth: int, statement: str) -> str:
    """A statement inside many loops."""
    lines = [f"{'  ' * (i + 1)}for i{i} in a:\n" for i in range(depth)]
    return f"def f(a, wj):\n{''.join(lines)}{'  ' * (depth + 1)}{statement}\n  return a @ wj"


DEEP = f"if q:\n        return {' + '.join(['a[0] * wj[0]'] * 900)}\n    return a @ wj"
TWICE = "".join(f"def g{i}(a):\n    return g{i + 1}(a) + g{i + 1}(a)\n" for i in range(40))
TOWER = "".join(f"    x = [{'x, y, ' * 9}]\n    y = [{'y, x, ' * 9}]\n" for _ in range(30))
DIAMOND = "".join(f"class A{i + 1}(A{i}, B{i}): pass\nclass B{i + 1}(A{i}, B{i}): pass\n" for i in range(300))


@pytest.mark.parametrize(
    "source",
    [
        nested(18, "pass"),
        nested(12, f"a[{'1 + ' * 400}x:{'1 + ' * 400}x + 1]"),
        nested(12, f"({'q, ' * 20000}) = a"),
        nested(9, f"np.einsum('{'ij' * 50000}', a, wj)"),
        BODY + DEEP,
        f"{TWICE}{BODY}return g0(a) + a @ wj",
        f"{BODY}x, y = a, wj\n{TOWER}    return x @ y",
        f"class A0: pass\nclass B0: pass\n{DIAMOND}{BODY}A300().x\n    return a @ wj",
        "%x\n" + "\n \t" * 60000 + "(",
        "def f(a, wj):\n" + " " * 190000 + "x ?\n    return a @ wj",
        "x = 1\n" * 30000 + BODY + "return a @ wj",
    ],
    ids=["loops", "slices", "targets", "text", "deep", "calls", "tower", "classes", "blank", "spaces", "long"],
)
def test_source_that_is_made_to_be_slow_or_deep_ends_in_doubt_or_in_the_truth(source: str) -> None:
    found = facts(source)
    assert found.opaque or found == DOT


def test_a_cell_with_much_data_does_not_hide_the_function() -> None:
    data = "x = [" + "1, " * 50000 + "]"
    deep = "y = " + " + ".join(["1"] * 900)
    assert facts(data, deep, LOOP) == ELEMENT


@pytest.mark.parametrize("module", ["ast", "argparse", "heapq", "statistics", "fractions", "turtle", "webbrowser"])
def test_any_python_can_be_read(module: str) -> None:
    source = Path(sysconfig.get_path("stdlib"), f"{module}.py").read_text(encoding="utf-8")
    assert facts(source, LOOP) in (ELEMENT, Facts(opaque=True))
