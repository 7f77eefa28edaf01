"""``agree``: right values pass whichever way they come, and each kind of wrong value is told in its own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from autograder.vocabulary import agree, leaves_alone, seeded

N = np.array([-1.0, 0.0, 2.0])


def reference(n: np.ndarray) -> np.ndarray:
    return np.maximum(n, 0)


class AtOnce:
    """A function as the grader's proxies are: it takes all cases in one message."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.messages = 0

    def __call__(self, *arguments: Any) -> Any:
        raise NotImplementedError("one call at a time was not asked for")

    def call_many(self, cases: Sequence[tuple[Any, ...]]) -> list[Any]:
        self.messages += 1
        return [self._function(*case) for case in cases]


WAYS = pytest.mark.parametrize("way", [lambda function: function, AtOnce], ids=["one by one", "at once"])


def fault(f: Any, case: tuple[Any, ...] = (N,), reference: Any = reference, **options: Any) -> str:
    """What ``agree`` says of one case, without the case."""
    with pytest.raises(AssertionError) as caught:
        agree(f, reference, [case], **options)
    where, _, words = str(caught.value).partition(": ")
    assert where.startswith("(")
    return words


@WAYS
@pytest.mark.parametrize(
    "right",
    [
        lambda n: np.maximum(n, 0),
        lambda n: np.where(n > 0, n, 0).astype(np.longdouble),
        lambda n: [max(float(x), 0) for x in n],
        lambda n: tuple(int(max(x, 0)) for x in n),
        lambda n: np.maximum(n, 0).astype(int),
        lambda n: np.maximum(n, 0).astype(np.float32),
    ],
    ids=["array", "longdouble", "list", "tuple", "integers", "float32"],
)
def test_right_values_pass_whatever_holds_them(way: Any, right: Any) -> None:
    agree(way(right), reference, [(N,), (np.array([]),), (np.array([5.0]),)])


@WAYS
def test_one_number_passes_whatever_holds_it(way: Any) -> None:
    for right in (4.0, 4, np.float64(4), np.array(4.0), np.uint8(4), Fraction(8, 2), np.array(Fraction(4))):
        agree(way(lambda a, right=right: right), lambda a: 4.0, [(N,)])
    agree(way(lambda n: n > 0), lambda n: np.array([0, 0, 1]), [(N,)])


@WAYS
def test_numbers_in_an_array_of_objects_pass_and_words_do_not(way: Any) -> None:
    agree(way(np.frompyfunc(lambda x: 2 * x, 1, 1)), lambda n: 2 * n, [(N,), (N.reshape(1, -1),)])
    with pytest.raises(AssertionError, match="an array of object"):
        agree(way(lambda n: np.array(["1", 2, 3], dtype=object)), reference, [(N,)])


@WAYS
def test_nan_agrees_with_nan_and_infinity_with_infinity(way: Any) -> None:
    odd = np.array([np.nan, np.inf, -np.inf])
    agree(way(lambda n: n.copy()), lambda n: n, [(odd,)])
    assert fault(way(lambda n: -n), (odd,), lambda n: n) == "gave -inf where inf is right, at index (1,)"
    assert fault(way(lambda n: n * 0 + 1), (np.array([np.nan]),), lambda n: np.ones(1)).startswith("gave nan where 1")


def test_an_undefined_function_is_said_to_be_undefined() -> None:
    with pytest.raises(AssertionError, match="the function is not defined"):
        agree(None, reference, [(N,)])


@WAYS
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda n: None, "gave back None"),
        (lambda n: [[1.0], [1.0, 2.0]], "gave back a ragged list, not numbers"),
        (lambda n: ([1], 2), "gave back a ragged tuple, not numbers"),
        (lambda n: [Fraction(10**400)], "gave back a number that is too large to be compared"),
        (lambda n: [0] * 1_000_001, "gave back more than 1000000 numbers in a list"),
        (lambda n: [np.array(["1"])], "gave back a list, not real numbers"),
        (lambda n: "three", "gave back a str, not real numbers"),
        (lambda n: {"n": 1}, "gave back a dict, not real numbers"),
        (lambda n: ["1", "2", "3"], "gave back a list, not real numbers"),
        (lambda n: 1j * n, "gave back an array of complex128, not real numbers"),
        (lambda n: 3.0, "gave back shape (), not (3,)"),
        (lambda n: n.reshape(3, 1), "gave back shape (3, 1), not (3,)"),
        (lambda n: n[:2], "gave back shape (2,), not (3,)"),
        (lambda n: n + 0.5, "gave -0.5 where 0 is right, at index (0,)"),
        (lambda n: np.array([0, 0, 2.25]), "gave 2.25 where 2 is right, at index (2,)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_wrong_value_has_its_own_words(way: Any, wrong: Any, words: str) -> None:
    assert fault(way(wrong)) == words


def test_more_numbers_than_there_is_memory_for_are_said_to_be_that() -> None:
    shared = np.broadcast_to(0.0, 1 << 50)  # one number on this side, which a list of it would write out
    assert fault(lambda n: [shared]) == "gave back more numbers than there is memory for"


def test_inputs_need_the_term_that_seeds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOGRADER_TERM", "2026-fall")
    first, again, other = (seeded(label).random() for label in ("relu", "relu", "step"))
    assert first == again != other
    monkeypatch.setenv("AUTOGRADER_TERM", "2027-spring")
    assert seeded("relu").random() != first
    for unset in (lambda: monkeypatch.setenv("AUTOGRADER_TERM", ""), lambda: monkeypatch.delenv("AUTOGRADER_TERM")):
        unset()
        with pytest.raises(RuntimeError, match="AUTOGRADER_TERM is not set"):
            seeded("relu")


@WAYS
def test_one_wrong_number_has_no_index(way: Any) -> None:
    assert fault(way(lambda n: 2.0), (N,), lambda n: 4.0) == "gave 2 where 4 is right"


def test_an_index_has_as_many_parts_as_the_array_has_axes() -> None:
    assert fault(lambda w: np.diag([1, 1]), (np.eye(2),), lambda w: np.ones((2, 2))).endswith("at index (0, 1)")


@WAYS
def test_the_first_case_that_differs_is_named(way: Any) -> None:
    with pytest.raises(AssertionError, match=r"^\(\[3\.], 7\): gave 10 where 4 is right"):
        agree(way(lambda a, k: a + k), lambda a, k: a + min(k, 1), [(np.ones(1), 0), (np.array([3.0]), 7)])


def test_a_long_case_is_told_short() -> None:
    with pytest.raises(AssertionError) as caught:
        agree(lambda n: n, lambda n: -n, [(np.arange(1000.0),)])
    assert len(str(caught.value)) < 100


@WAYS
@pytest.mark.parametrize(
    ("got", "want", "options", "agrees"),
    [
        (1 + 0.9e-9, 1.0, {}, True),
        (1 + 1.1e-9, 1.0, {}, False),
        (0.9e-12, 0.0, {}, True),
        (-0.9e-12, 0.0, {}, True),
        (1.1e-12, 0.0, {}, False),
        (104.0, 100.0, {"rtol": 0.05, "atol": 0}, True),
        (106.0, 100.0, {"rtol": 0.05, "atol": 0}, False),
        (1.5, 1.0, {"rtol": 0, "atol": 0.5}, True),
        (1.51, 1.0, {"rtol": 0, "atol": 0.5}, False),
    ],
)
def test_the_edge_of_a_tolerance(way: Any, got: float, want: float, options: Any, agrees: bool) -> None:
    if agrees:
        agree(way(lambda n: got), lambda n: want, [(N,)], **options)
    else:
        assert fault(way(lambda n: got), (N,), lambda n: want, **options).endswith("is right")


def test_the_relative_tolerance_is_of_the_right_value() -> None:
    agree(lambda n: 50.0, lambda n: 100.0, [(N,)], rtol=0.5, atol=0)
    assert fault(lambda n: 100.0, (N,), lambda n: 50.0, rtol=0.5, atol=0)


@WAYS
def test_an_absolute_tolerance_may_depend_on_the_arguments(way: Any) -> None:
    options = {"rtol": 0, "atol": lambda a, limit: limit}
    agree(way(lambda a, limit: a + 0.9), lambda a, limit: a, [(N, 1), (N, 2)], **options)
    words = fault(way(lambda a, limit: a + 1.5), (N, 1), lambda a, limit: a, **options)
    assert words == "gave 0.5 where -1 is right, at index (0,)"


def changes_its_input(n: np.ndarray) -> np.ndarray:
    n[n < 0] = 0
    return n


@WAYS
def test_a_changed_array_matters_only_where_asked(way: Any) -> None:
    agree(way(changes_its_input), reference, [(N.copy(),)])
    assert fault(way(changes_its_input), unchanged=True) == "changed the caller's array"
    agree(way(reference), reference, [(N,), (np.array([np.nan]),)], unchanged=True)


@WAYS
def test_a_wrong_value_is_told_before_a_changed_array(way: Any) -> None:
    def both(n: np.ndarray) -> np.ndarray:
        n[:] = 7
        return n

    assert fault(way(both), unchanged=True) == "gave 7 where 0 is right, at index (0,)"


@WAYS
def test_no_call_changes_the_cases_of_the_test(way: Any) -> None:
    cases = [(N.copy(),), (N.copy(),)]
    agree(way(changes_its_input), changes_its_input, cases)
    assert all(np.array_equal(case[0], N) for case in cases)


def test_a_reference_that_changes_its_input_does_not_hide_a_change() -> None:
    assert fault(changes_its_input, (N.copy(),), changes_its_input, unchanged=True) == "changed the caller's array"


def test_all_cases_go_in_one_message() -> None:
    batch = AtOnce(reference)
    agree(batch, reference, ((np.array([float(n)]),) for n in range(20)))
    assert batch.messages == 1


@WAYS
def test_an_error_of_the_function_is_its_own(way: Any) -> None:
    def stops(n: np.ndarray) -> float:
        raise ZeroDivisionError("division by zero")

    with pytest.raises(ZeroDivisionError):
        agree(way(stops), reference, [(N,)])


def test_a_batch_that_answers_too_few_cases_is_no_agreement() -> None:
    batch = AtOnce(reference)
    short = type("Short", (), {"call_many": lambda self, cases: batch.call_many(cases)[:1]})()
    with pytest.raises(ValueError, match="shorter"):
        agree(short, reference, [(N,), (N,)])


# --- arrays that should stay as they were: every kind of number, every rank

KINDS = [np.array([-1.0, 2.0, 0.5, 1.0]), np.array([[-1.0, 2.0], [0.5, 1.0]]), np.array([3, -1]), np.zeros(0)]


def flattens(n: np.ndarray) -> np.ndarray:
    right = np.maximum(n, 0)
    n.resize((n.size, 1), refcheck=False)
    return right


def grows(n: np.ndarray) -> np.ndarray:
    right = np.maximum(n, 0)
    n.resize(n.size + 1, refcheck=False)
    return right


def sorts(n: np.ndarray) -> np.ndarray:
    right = np.maximum(n, 0)
    n.sort()
    return right


def changes_whole_numbers(n: np.ndarray) -> np.ndarray:
    right = np.maximum(n, 0)
    if n.dtype.kind == "i":
        n *= 2
    return right


def changes_tables(n: np.ndarray) -> np.ndarray:
    right = np.maximum(n, 0)
    if n.ndim == 2:
        n[0, 0] = 7
    return right


@WAYS
@pytest.mark.parametrize("changes", [flattens, grows, sorts, changes_whole_numbers, changes_tables])
def test_a_change_is_told_for_every_kind_of_array(way: Any, changes: Any) -> None:
    cases = [(kind,) for kind in KINDS]
    agree(way(changes), reference, cases)
    with pytest.raises(AssertionError, match="changed the caller's array"):
        agree(way(changes), reference, cases, unchanged=True)
    with pytest.raises(AssertionError, match="changed the caller's array"):
        leaves_alone(way(changes), cases)
    assert all(np.array_equal(kind, old) for kind, old in zip(KINDS, map(np.copy, KINDS), strict=True))


@WAYS
def test_what_a_call_gives_and_whether_it_stops_is_for_another_test(way: Any) -> None:
    def stops_at_tables(n: np.ndarray) -> str:
        if n.ndim == 2:
            raise ValueError("no tables")
        return "no number"

    def stops_and_changes(n: np.ndarray) -> str:
        if n.dtype.kind == "i":
            n += 1
        return stops_at_tables(n)

    cases = [(kind,) for kind in KINDS]
    leaves_alone(way(stops_at_tables), cases)
    with pytest.raises(AssertionError, match=r"\[ 3 -1\]\): changed the caller's array"):
        leaves_alone(way(stops_and_changes), cases)
    with pytest.raises(AssertionError, match="not defined"):
        leaves_alone(None, cases)


def test_minus_zero_that_becomes_zero_is_no_change() -> None:
    leaves_alone(lambda n: n.__iadd__(0.0), [(np.array([-0.0, 1.0]),)])


def test_one_array_in_two_places_stays_one() -> None:
    twice = np.array([1.0, 2.0])
    agree(lambda a, b: float(a is b), lambda a, b: float(a is b), [(twice, twice)])
    with pytest.raises(AssertionError, match="gave 1 where 0 is right"):
        agree(lambda a, b: float(a is b), lambda _a, _b: 0.0, [(twice, twice)])
