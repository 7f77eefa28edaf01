"""``agree`` on any plain data: the same words through a worker and in the notebook's own process."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pytest

from autograder import Call, Given, agree, leaves_alone
from tests.helpers.ways import WAYS, Find, both_ways

TRUE, FALSE = True, False
V, SPIKES = np.array([-65.0, -60.0, -55.0]), [1.5, 2.5]
CELL = {"tau": 10.0, "E_L": -65.0, "name": "granule", "on": True}


class Told(NamedTuple):
    """What a function gives back, what the reference gives, and what is said of that; nothing where they agree."""

    gives: str
    right: Any
    words: str = ""
    options: dict[str, Any] = {}  # noqa: RUF012 - never changed


TOLD = {
    # text
    "text": Told("'granule'", "granule"),
    "text of numpy": Told("np.array(['a', 'bc'])[1]", "bc"),
    "text in an array without axes": Told("np.array('bc')", "bc"),
    "other text": Told("'basket'", "granule", "gave back 'basket' where 'granule' is right"),
    "capital letters": Told("'Granule'", "granule", "gave back 'Granule' where 'granule' is right (they differ in c"),
    "blanks": Told("'a  b '", "a b", "gave back 'a  b ' where 'a b' is right (they differ in blanks)"),
    "bytes for text": Told("b'a'", "a", "gave back b'a' where 'a' is right"),
    "a number for text": Told("3", "3", "gave back 3 where '3' is right"),
    "None for text": Told("None", "a", "gave back None"),
    "text for a number": Told("'3'", 3, "gave back a str, not real numbers"),
    "a function for text": Told("print", "a", "gave back a builtin_function_or_method where 'a' is right"),
    "bytes": Told("b'\\xff'", b"\xff"),
    "long text": Told("'x' * 15_000", "x" * 15_000),
    "long text, wrong at the end": Told("'x' * 14_999 + 'y'", "x" * 15_000, "gave back 'xxx"),
    # None, true and false, complex
    "None": Told("None", None),
    "0 for None": Told("0", None, "gave back 0 where None is right"),
    "an empty list for None": Told("[]", None, "gave back [] where None is right"),
    "true as a number": Told("1", right=True),
    "a number as true": Told("True", 1.0),
    "true of numpy": Told("np.float64(2) > 1", right=True),
    "false": Told("False", TRUE, "gave False where True is right"),
    "an array of truths": Told("np.array([True, True])", np.array([True, False]), "gave True where False is right, at"),
    "None for false": Told("None", FALSE, "gave back None"),
    "complex": Told("2 + 1j", 2 + 1j),
    "a real one where complex ones are right": Told("[2, 1j]", np.array([2, 1j])),
    "complex, nearly": Told("(2 + 1j) * (1 + 1e-12)", 2 + 1j),
    "complex, wrong": Told("2 - 1j", 2 + 1j, "gave 2-1j where 2+1j is right"),
    "text for complex": Told("'j'", 1j, "gave back a str, not numbers"),
    "complex nan": Told("complex('nan')", complex("nan")),
    # whole numbers that NumPy has no room for
    "a huge number": Told("3 ** 400", 3**400),
    "a huge number, wrong": Told("3 ** 400 + 1", 10**309 * 3, "gave back"),
    "a larger number than NumPy's": Told("10 ** 30", 10**30),
    "a fraction": Told("0.25", Fraction(1, 4)),
    # parts of any lengths
    "two parts": Told("np.array([-65, -60, -55]), [1.5, 2.5]", (V, SPIKES)),
    "as a list": Told("[[-65, -60, -55.0], np.array([1.5, 2.5])]", (V, SPIKES)),
    "the second part": Told("np.array([-65, -60, -55]), [1.5, 3.5]", (V, SPIKES), "gave 3.5 where 2.5 is right, at"),
    "where in it": Told("[-65, -60, -5], [1.5, 2.5]", (V, SPIKES), "at index (2,), in the first part"),
    "a part of another length": Told("[-65, -60, -55], [1.5]", (V, SPIKES), "shape (1,), not (2,), in the second part"),
    "one part too few": Told("np.zeros(3)", (V, SPIKES), "gave back 3 parts, not 2"),
    "one part alone": Told("-65.0", (V, SPIKES), "gave back a float, not a tuple"),
    "no parts": Told("None", (V, SPIKES), "gave back None"),
    "None in a part": Told("np.array([-65, -60, -55]), None", (V, SPIKES), "gave back None, in the second part"),
    "a pair of numbers": Told("np.array([1, 2])", (1.0, 2.0)),
    "a pair of numbers, wrong": Told("1, 3", (1.0, 2.0), "gave 3 where 2 is right, in the second part"),
    "parts of one length": Told("[V, V]".replace("V", "[1, 2]"), (np.array([1, 2]), np.array([1, 2]))),
    "ragged": Told("[[1], np.array([2, 3]), ()]", [[1], [2, 3], []]),
    "ragged as an array": Told("np.array([[1], [2, 3], []], dtype=object)", [[1], [2, 3], []]),
    "ragged, wrong": Told("[[1], [2, 4], []]", [[1], [2, 3], []], "gave 4 where 3 is right, at index (1,), at index 1"),
    "ragged and too short": Told("[[1], [2, 3]]", [[1], [2, 3], []], "gave back 2 parts, not 3"),
    "texts": Told("('a', 'b')", ["a", "b"]),
    "texts in an array": Told("np.array(['a', 'b'])", ["a", "b"]),
    "an array of texts": Told("['a', 'b']", np.array(["a", "b"])),
    "texts in another order": Told("['b', 'a']", ["a", "b"], "gave back 'b' where 'a' is right, at index 0"),
    "a text for texts": Told("'ab'", ["a", "b"], "gave back a str, not a list"),
    "no text": Told("np.array([], dtype=str)", []),
    "mixed": Told("[('Ana', 3), ('Ben', 4)]", [("Ana", 3), ("Ben", 4.0)]),
    "mixed, wrong": Told(
        "[('Ana', 3), ('Ben', 5)]", [("Ana", 3), ("Ben", 4)], "gave 5 where 4 is right, in the second part, at index 1"
    ),
    "a range": Told("range(3)", [0, 1, 2]),
    "the right one is a range": Told("[0, 1, 2]", range(3)),
    "an iterator": Told("map(str, [1])", ["1"], "gave back a map, not a list"),
    "nested deeply": Told("[[[['a']]]]", [[[["b"]]]], "is right, at index 0, at index 0, at index 0, at index 0"),
    "nothing": Told("()", []),
    # dicts and sets
    "a dict": Told("{'tau': 10, 'E_L': -65, 'name': 'granule', 'on': 1}", CELL),
    "in another order": Told("dict(on=True, name='granule', E_L=-65, tau=10)", CELL),
    "a dict of its own kind": Told("__import__('collections').Counter('aab')", {"a": 2, "b": 1}),
    "a value": Told("{'a': 1, 'b': 3}", {"a": 1, "b": 2}, "gave 3 where 2 is right, under 'b'"),
    "a value of a value": Told("{'a': {'b': [1, 2]}}", {"a": {"b": [1, 3]}}, "at index (1,), under 'b', under 'a'"),
    "without a key": Told("{'a': 1}", {"a": 1, "b": 2, "c": 3}, "gave back a dict without 'b', 'c'"),
    "with another key": Told(
        "{'a': 1, 'z': 1}", {"a": 1}, "gave back a dict with 'z' too, which does not belong there"
    ),
    "many keys": Told("{}", dict.fromkeys(range(9)), "gave back a dict without 0, 1, 2, 3, 4 and 4 more"),
    "keys of numpy": Told("{np.int64(1): 'a'}", {1: "a"}),
    "keys of two parts": Told("{('a', 1): 2}", {("a", 1): 3}, "gave 2 where 3 is right, under ('a', 1)"),
    "a list for a dict": Told("[1]", {"a": 1}, "gave back a list, not a dict"),
    "a dict for a list": Told("{0: 'a'}", ["a"], "gave back a dict, not a list"),
    "a dict for numbers": Told("{0: 1}", [1.0], "gave back a dict, not real numbers"),
    "a set": Told("{3, 1}", {1, 3}),
    "a frozen set": Told("frozenset([(1, 2)])", {(1, 2)}),
    "a set with less": Told("{1}", {1, 3}, "gave back a set without 3"),
    "a set with more": Told("{1, 'a'}", {1}, "gave back a set with 'a' too, which does not belong there"),
    "a list for a set": Told("[1, 3]", {1, 3}, "gave back a list, not a set"),
    "a set for a list": Told("{'a'}", ["a"], "gave back a set, not a list"),
    # tolerances
    "by part": Told("1.05, 2.0", (1.0, 2.0), "", {"rtol": (0.1, 1e-9)}),
    "by part, wrong": Told("1.0, 2.05", (1.0, 2.0), "where 2 is right, in the second part", {"rtol": (0.1, 1e-9)}),
    "the usual for a part": Told("1.05, 2.00001", (1, 2), "in the second part", {"rtol": (0.1, None)}),
    "by part of a list": Told("[1.05, 2.0]", [1.0, 2.0], "", {"atol": [0.1, 0]}),
    "by key": Told("{'v': 1.05, 'n': [3.01]}", {"v": 1, "n": [3]}, "(0,), under 'n'", {"rtol": {"v": 0.1}}),
    "by key and part": Told("{'v': (1.05, 2)}", {"v": (1, 2)}, "", {"rtol": {"v": (0.1, 0)}}),
    "a function of the call": Told("1.5", 1.0, "", {"atol": lambda x: x / 2, "rtol": 0}),
    "too far for it": Told("1.6", 1.0, "gave 1.6", {"atol": lambda x: x / 2, "rtol": lambda x: 0}),
    "a function that gives parts": Told("1.5, 2", (1.0, 2.0), "", {"atol": lambda x: (x, 0)}),
    "an array of them": Told("[1.5, 2]", np.array([1.0, 2.0]), "", {"atol": np.array([0.5, 0])}),
    "of a part in parts": Told("[[1.1], 'a']", [[1.0], "a"], "", {"atol": 0.2}),
}
NAMES = {name: f"f{number}" for number, name in enumerate(TOLD)}
STOPS = {
    "stops_so": "def stops_so(x):\n    if x < 0: raise ValueError('other words')\n    return 1 / {101: 0}.get(x, x)",
    "goes_on": "def goes_on(x):\n    return abs(1 / x) if x else 0",
    "stops_otherwise": "def stops_otherwise(x):\n    if x < 0: raise TypeError('what?')\n    return 1 / x",
    "kind_of_it": "class Below(ValueError): pass\ndef kind_of_it(x):\n    if x < 0: raise Below('x')\n    return 1 / x",
    "of_numpy": "def of_numpy(x):\n    if x < 0: np.linalg.inv(np.zeros((2, 2)))\n    return 1 / x",
    "own_kind": "class RateError(Exception): pass\ndef own_kind(x):\n    raise RateError('mine')",
    "always": "def always(x):\n    raise ValueError('always')",
    "stub": "def stub(x):\n    raise NotImplementedError",
    "nothing": "def nothing(x):\n    pass",
}
MORE = {
    # what is given: each is told by what it gives back
    "given": "def given(*arguments, **keywords):\n    return arguments, keywords\n",
    "kinds": "def kinds(*given, **keywords):\n    return [type(x).__name__ for x in [*given, *keywords.values()]]",
    "length": "def length(text):\n    return len(text)",
    "applies": "def applies(f, *arguments):\n    return f(*arguments)",
    "applies_inner": "def applies_inner(cell):\n    return [f(cell['x']) for f in cell['chain']]",
    "draws": "def draws(rng, n):\n    return [rng.random() for _ in range(n)]",
    "draws_normal": "def draws_normal(n, *, rng):\n    return rng.normal(size=n)",
    "draws_more": "def draws_more(rng, n):\n    return rng.random(n + 1)[1:]",
    "scaled": "def scaled(x, factor=2):\n    return x * factor",
    # what is changed
    "appends": "def appends(spikes):\n    spikes.append(4)\n    return len(spikes)",
    "sets": "def sets(cell):\n    cell['tau'] = 1\n    return 3",
    "sets_within": "def sets_within(cell):\n    cell['w'][0] = 9\n    return 3",
    "sorts": "def sorts(names):\n    names.sort()\n    return 3",
    "retypes": "def retypes(numbers):\n    numbers[0] = float(numbers[0])\n    return 3",
    "adds": "def adds(seen):\n    seen.add(7)\n    return 3",
    "keyword": "def keyword(*, w):\n    w[0] = 9\n    return 3",
    "in_a_tuple": "def in_a_tuple(pair):\n    pair[0].append(1)\n    return 3",
    "leaves": "def leaves(*arguments, **keywords):\n    return 3",
    "doubles_in_place": "def doubles_in_place(x):\n    x *= 2\n    return 3",
}
HELPERS = "def relu(n):\n    return np.maximum(n, 0)\ndef stolen(n):\n    return n - 1\n"


@pytest.fixture(scope="module")
def find(zygote: Any) -> Iterator[Find]:
    sources = {NAMES[name]: f"def {NAMES[name]}(x):\n    return {told.gives}\n" for name, told in TOLD.items()}
    with both_ways(zygote, {**sources, **STOPS, **MORE}, HELPERS) as find:
        yield find


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", TOLD)
def test_any_plain_data_is_compared(find: Find, way: str, name: str) -> None:
    told = TOLD[name]
    check = lambda: agree(find(way, NAMES[name]), lambda x: told.right, [(1.0,)], **told.options)  # noqa: E731
    if not told.words:
        check()
        return
    with pytest.raises(AssertionError, match=re.escape(told.words)) as caught:
        check()
    assert str(caught.value).startswith("(1.0): gave")


@pytest.mark.parametrize(
    ("right", "options"),
    [
        (object(), {}),
        (lambda: 1, {}),
        ([1, object()], {}),
        ((1, 2), {"rtol": (1, 2, 3)}),
        ((1, 2), {"rtol": {"a": 1}}),
        ({"a": 1}, {"rtol": (1,)}),
        (np.ones(2), {"rtol": {"a": 1}}),
    ],
    ids=["an object", "a function", "an object in a list", *("other parts", "keys", "no keys", "keys for an array")],
)
def test_what_cannot_be_compared_is_the_authors_fault(right: Any, options: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        agree(lambda x: right, lambda x: right, [(1,)], **options)


# --- where the reference stops


def picky(x: float) -> float:
    if x < 0:
        raise ValueError("no negative rate")
    if x > 100:
        return {}["too fast"]  # type: ignore[return-value]
    return 1 / x


class RateError(ValueError):
    """One of the lecture's own."""


def own(x: float) -> float:
    raise RateError("no")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["stops_so", "kind_of_it", "of_numpy"])
def test_where_the_reference_stops_the_function_should(find: Find, way: str, name: str) -> None:
    agree(find(way, name), picky, [(-1,), (2,), (-2,)])


@pytest.mark.parametrize("way", WAYS)
def test_all_that_the_reference_raises_may_be_expected(find: Find, way: str) -> None:
    agree(find(way, "stops_so"), picky, [(2,), (-1,)])
    agree(find(way, "stops_so"), picky, [(0,), (4,)])  # ZeroDivisionError, of which nobody wrote a line
    agree(find(way, "own_kind"), own, [(1,)])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("name", "case", "words"),
    [
        ("goes_on", (-1,), r"\(-1\): should stop with a ValueError here, and gave back 1.0"),
        ("goes_on", (0,), r"\(0\): should stop with a ZeroDivisionError here, and gave back 0"),
        ("stops_otherwise", (-1,), "should stop with a ValueError here, and stopped with TypeError: what?"),
        ("own_kind", (-1,), "should stop with a ValueError here, and stopped with "),
        ("stub", (-1,), "should stop with a ValueError here, and stopped with NotImplementedError"),
        ("nothing", (-1,), "should stop with a ValueError here, and gave back None"),
    ],
)
def test_what_does_not_stop_so_is_told(find: Find, way: str, name: str, case: Any, words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        agree(find(way, name), picky, [case])


@pytest.mark.parametrize("way", WAYS)
def test_an_error_that_is_not_due_is_the_functions_own(find: Find, way: str) -> None:
    with pytest.raises(ValueError, match="always"):
        agree(find(way, "always"), picky, [(-1,), (1,)])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["always", "stub", "nothing"])
def test_what_always_stops_or_is_empty_does_not_pass_where_a_value_is_asked_for_first(
    find: Find, way: str, name: str
) -> None:
    agree(find(way, "always"), picky, [(-1,)])
    with pytest.raises((AssertionError, ValueError, NotImplementedError)):
        agree(find(way, name), picky, [(-1,)], first=[(2,)])
    with pytest.raises((AssertionError, ValueError, NotImplementedError)):
        agree(find(way, name), lambda x: None if x < 2 else x, [(1,)], first=[(2,)])
    agree(find(way, "stops_so"), picky, [(-1,)], first=iter([(2,)]))


def test_a_value_that_is_asked_for_first_is_only_asked_for_where_there_is_none() -> None:
    calls: list[float] = []
    agree(lambda x: calls.append(x) or 1 / x, picky, [(2,), (4,)], first=[(8,)])
    assert calls == [2, 4]
    with pytest.raises(TypeError, match="gives no value on the cases"):
        agree(picky, picky, [(-1,)], first=[(-2,)])


@pytest.mark.parametrize(
    ("reference", "case"),
    [
        (lambda x: undefined, (1,)),  # noqa: F821 - as a typo is
        (lambda x: x, (1, 2)),
        (lambda x: x, ()),
        (lambda x: __import__("no_such_module"), (1,)),
        (lambda x: (_ for _ in ()).throw(NotImplementedError()), (1,)),
    ],
)
def test_a_mistake_in_the_reference_or_the_case_is_expected_of_nobody(reference: Any, case: Any) -> None:
    with pytest.raises((NameError, TypeError, ImportError, NotImplementedError)):
        agree(reference, reference, [case])


# --- what a call is given


def echo(*arguments: Any, **keywords: Any) -> Any:
    return arguments, keywords


def kinds(*arguments: Any, **keywords: Any) -> Any:
    return [type(one).__name__ for one in (*arguments, *keywords.values())]


ARGUMENTS = [
    ("text", None, True, 3, 0.5, 1j, b"bytes"),
    ([1, 2], ["a", [None, {"b": (1,)}]], (), {}, {1, 2}),
    (CELL, {"w": np.ones((2, 2)), 3: "three"}),
    Call(1, b=2),
    Call(tau=[1, 2], cell=CELL, name=None),
    Call(np.ones(3), w=np.zeros(2), n=np.float32(2)),
    ([np.array(["a", "b"])], frozenset([1])),
]
RANGE = (range(3),)  # which comes as a list


@pytest.mark.parametrize("way", WAYS)
def test_all_plain_data_can_be_given(find: Find, way: str) -> None:
    agree(find(way, "given"), echo, [*ARGUMENTS, RANGE])
    agree(find(way, "kinds"), kinds, ARGUMENTS)


@pytest.mark.parametrize("way", WAYS)
def test_a_long_text_is_given_whole(find: Find, way: str) -> None:
    agree(find(way, "length"), lambda text: 30_000, [("x" * 30_000,)])


@pytest.mark.parametrize("way", WAYS)
def test_keywords_are_given_as_keywords(find: Find, way: str) -> None:
    def scaled(x: float, factor: float = 2) -> float:
        return x * factor

    agree(find(way, "scaled"), scaled, [(2,), Call(2), Call(2, factor=5), Call(x=1, factor=0.5), (2, 7)])
    with pytest.raises(AssertionError, match=r"^\(2, factor=5\): gave 10 where 11 is right"):
        agree(find(way, "scaled"), lambda x, factor: x * factor + 1, [Call(2, factor=5)])
    with pytest.raises(TypeError, match="factr"):
        agree(find(way, "scaled"), lambda x, factr: x, [Call(2, factr=5)])
    assert find(way, "scaled")(3, factor=3) == 9


@pytest.mark.parametrize("way", WAYS)
def test_a_call_may_have_tolerances_of_its_own(find: Find, way: str) -> None:
    loose = Call(2).within(rtol=0.2)
    agree(find(way, "scaled"), lambda x: x * 2.2, [loose, loose.within(atol=1), Call(2).within(0, 0.5)])
    with pytest.raises(AssertionError, match="gave 4 where"):
        agree(find(way, "scaled"), lambda x: x * 2.2, [loose, Call(2).within(0, 0.1)], rtol=1)
    agree(find(way, "scaled"), lambda x: x * 2.2, [loose.within(rtol=lambda x: x / 10)], rtol=0)


def relu(n: Any) -> Any:
    return np.maximum(n, 0)


def stolen(n: Any) -> Any:
    return n - 1


def applies(f: Callable[..., Any], *arguments: Any) -> Any:
    return f(*arguments)


def applies_inner(cell: dict[str, Any]) -> Any:
    return [f(cell["x"]) for f in cell["chain"]]


@pytest.mark.parametrize("way", WAYS)
def test_functions_can_be_given_by_their_names(find: Find, way: str) -> None:
    x = np.array([-1.0, 2.0])
    agree(find(way, "applies"), applies, [(np.exp, x), (np.maximum, x, 0), (np.linalg.norm, x), (np.float32, 0.1)])
    agree(find(way, "applies"), applies, [(Given("relu"), x), (np.sum, x), (np.clip, x, 0, 1), (np.abs, x)])
    agree(find(way, "applies"), applies, [Call(Given("relu"), x)], unchanged=True)
    agree(find(way, "applies_inner"), applies_inner, [({"x": 2.0, "chain": [Given("relu"), np.exp]},)], unchanged=True)
    with pytest.raises(AssertionError, match=r"^\(stolen, 2\): gave 1 where 2 is right"):
        agree(find(way, "applies"), lambda f, x: relu(x), [(Given("stolen"), 2)])
    with pytest.raises(AssertionError, match=r"^\(exp, 0\): gave 1 where 0 is right"):
        agree(find(way, "applies"), lambda f, x: 0, [(np.exp, 0)])


@pytest.mark.parametrize("way", WAYS)
def test_a_function_that_the_notebook_has_not_is_missed_when_it_is_called(find: Find, way: str) -> None:
    agree(find(way, "leaves"), lambda f: 3, [(Given("nowhere"),)])
    with pytest.raises(NameError, match="name 'nowhere' is not defined"):
        agree(find(way, "applies"), lambda f, x: 3, [(Given("nowhere"), 1)])


@pytest.mark.parametrize("way", WAYS)
def test_student_and_reference_draw_the_same_numbers(find: Find, way: str) -> None:
    rng = np.random.default_rng(7)
    rng.integers(5, dtype=np.int32)  # so that half a word is left over in it
    cases = [(rng, 3), (rng, 3), (np.random.default_rng(8), 2)]
    agree(find(way, "draws"), lambda rng, n: rng.random(n), cases, unchanged=True)
    agree(find(way, "draws_normal"), lambda n, rng: rng.normal(size=n), [Call(3, rng=rng)])
    leaves_alone(find(way, "draws"), cases)
    with pytest.raises(AssertionError, match="a random generator"):
        agree(find(way, "draws_more"), lambda rng, n: rng.random(n), cases)


@pytest.mark.parametrize("way", WAYS)
def test_a_generator_goes_on_where_a_call_has_left_it(find: Find, way: str) -> None:
    rng, other = (np.random.default_rng(3) for _ in range(2))
    found = [find(way, "draws")(rng, 2), find(way, "draws_normal")(2, rng=rng)]
    assert found[0] == other.random(2).tolist()
    assert found[1].tolist() == other.normal(size=2).tolist()
    assert rng.random() == other.random()


# --- what a call has changed


CHANGES = {
    "appends": (([1, 2],), "changed the caller's list"),
    "sorts": ((["b", "a"],), "changed the caller's list"),
    "retypes": (([1, 2],), "changed the caller's list"),
    "sets": (({"tau": 10.0},), "changed the caller's dict"),
    "sets_within": (({"w": np.ones(2)},), "changed the caller's dict"),
    "adds": (({1},), "changed the caller's set"),
    "keyword": (Call(w=[1, 2]), "changed the caller's list"),
    "in_a_tuple": ((([], 1),), "changed the caller's tuple"),
    "doubles_in_place": ((np.ones(2),), "changed the caller's array"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", CHANGES)
def test_what_a_call_changed_in_place_is_noticed(find: Find, way: str, name: str) -> None:
    case, words = CHANGES[name]
    before = repr(case)
    f = find(way, name)
    agree(f, lambda *_, **__: 3, [case, case], atol=1)
    with pytest.raises(AssertionError, match=words):
        leaves_alone(f, [case])
    with pytest.raises(AssertionError, match=words):
        agree(f, lambda *_, **__: 3, [case], atol=1, unchanged=True)
    agree(find(way, "leaves"), lambda *_, **__: 3, [case], unchanged=True)
    leaves_alone(find(way, "leaves"), [case, ([float("nan")], {"x": float("nan")})])
    assert repr(case) == before


@pytest.mark.parametrize("way", WAYS)
def test_what_a_test_gives_by_itself_is_changed_as_in_one_process(find: Find, way: str) -> None:
    spikes, cell, seen, w = [1, 2], {"tau": 3.0, "f": np.exp}, {1}, [0]
    find(way, "appends")(spikes)
    find(way, "sets")(cell)
    find(way, "adds")(seen)
    find(way, "keyword")(w=w)
    assert (spikes, cell, seen, w) == ([1, 2, 4], {"tau": 1, "f": np.exp}, {1, 7}, [9])
