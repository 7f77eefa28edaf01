"""What levels_of_neurons shows: the traces are those of the references, and the counted operations are theirs."""

from __future__ import annotations

import re
import runpy
from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
import pytest

from solutions.hodgkin_huxley import alpha_m, currents, euler_step, gate_change, other_rates
from solutions.integrate_and_fire import lif_step
from solutions.levels_of_neurons import rate_unit
from tests.helpers.known_answers import KIT, ROOT

TEXT = KIT.written["levels_of_neurons"].source.read_text(encoding="utf-8")
MADE = runpy.run_path(str(ROOT / "docs" / "levels.py"))
KINDS = ("add", "multiply", "compare", "exp")
TABLE = TEXT[TEXT.index("| what is worked out |") :]
# Each row of that table: what stands in its first column, and how many of each kind it takes.
ROWS = {
    row[1].strip().strip("*"): dict(zip(KINDS, (int(one.strip(" *")) for one in row[2].split("|")), strict=True))
    for row in re.finditer(r"^\| ([^|\n]+) \|((?: \**\d+\** \|){3} \**\d+\**) \|$", TABLE, re.MULTILINE)
}
SQUID = MADE["SQUID"]
STATE = (7.0, 0.35, 0.1, 0.5)


def shown() -> dict[str, Any]:
    """The names that the cell with a unit, counts and prices gives learners."""
    [cell] = re.findall(r"```\{code-cell\} ipython3\n(UNIT = .*?)\n```", TEXT, re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(cell, "<cell>", "exec"), names)
    return names


class Counted:
    """A number that counts what is done with it."""

    done: ClassVar[Counter[str]] = Counter()

    def __init__(self, value: float) -> None:
        self.value = float(value)

    def _made(self, kind: str, value: float) -> Counted:
        self.done[kind] += 1
        return Counted(value)

    def __add__(self, other: Any) -> Counted:
        return self._made("add", self.value + float(other))

    def __sub__(self, other: Any) -> Counted:
        return self._made("add", self.value - float(other))

    def __rsub__(self, other: Any) -> Counted:
        return self._made("add", float(other) - self.value)

    def __mul__(self, other: Any) -> Counted:
        return self._made("multiply", self.value * float(other))

    def __truediv__(self, other: Any) -> Counted:
        return self._made("multiply", self.value / float(other))

    def __rtruediv__(self, other: Any) -> Counted:
        return self._made("multiply", float(other) / self.value)

    def __pow__(self, times: int) -> Counted:
        self.done["multiply"] += times - 1
        return Counted(self.value**times)

    def __neg__(self) -> Counted:
        return Counted(-self.value)

    def __eq__(self, other: object) -> bool:
        self.done["compare"] += 1
        return self.value == other

    def __gt__(self, other: Any) -> bool:
        self.done["compare"] += 1
        return self.value > float(other)

    def __bool__(self) -> bool:
        return self != 0

    def __float__(self) -> float:
        return self.value

    def exp(self) -> Counted:
        return self._made("exp", np.exp(self.value))

    def tanh(self) -> Counted:
        return self._made("exp", np.tanh(self.value))

    def expm1(self) -> Counted:
        self.done["add"] += 1
        return self._made("exp", np.expm1(self.value))

    __radd__, __rmul__ = __add__, __mul__
    __hash__ = None  # type: ignore[assignment]


def counted(work: Callable[..., Any], *numbers: float) -> tuple[dict[str, int], Any]:
    """How many operations of each kind some work takes, and what it comes to."""
    Counted.done = Counter()
    found = work(*map(Counted, numbers))
    return {kind: Counted.done[kind] for kind in KINDS}, found


def rates(v: Any) -> tuple[Any, ...]:
    return alpha_m(v), *other_rates(v)


def three_gates(*shares_and_rates: Any) -> list[Any]:
    n, m, h, *found = shares_and_rates
    a_m, a_n, b_n, b_m, a_h, b_h = found
    return [gate_change(n, a_n, b_n), gate_change(m, a_m, b_m), gate_change(h, a_h, b_h)]


def three_currents(v: Any, n: Any, m: Any, h: Any) -> tuple[Any, ...]:
    return currents(v, n, m, h, SQUID)


def dv_dt(i_na: Any, i_k: Any, i_leak: Any, injected: Any) -> Any:
    return (injected - (i_na + i_k + i_leak)) / SQUID["C"]


def step_of_four(*states_changes_dt: Any) -> list[Any]:
    *numbers, dt = states_changes_dt
    return [one + dt * change for one, change in zip(numbers[:4], numbers[4:], strict=True)]


def test_the_traces_are_those_of_the_references() -> None:
    [there] = [found[0] for found in MADE["CELL"].finditer(TEXT)]
    assert there == MADE["cell"]()


def test_the_rows_for_hodgkin_huxley_are_what_its_reference_takes() -> None:
    v, *gates = STATE
    made, all_rates = counted(rates, v)
    assert made == ROWS["six rates of opening and closing"]
    made, changes = counted(three_gates, *gates, *all_rates)
    assert made == ROWS[r"the change of three gates, $\alpha\,(1 - x) - \beta\,x$"]
    made, flows = counted(three_currents, *STATE)
    assert made == ROWS["three currents"]
    made, rise = counted(dv_dt, *flows, 10.0)
    assert made == ROWS["$dV/dt$, from the currents and $C$"]
    made, after = counted(step_of_four, *STATE, rise, *changes, 0.01)
    assert made == ROWS["the step of $V$, $n$, $m$ and $h$"]
    assert [one.value for one in after] == pytest.approx(euler_step(STATE, 10.0, 0.01, SQUID).tolist(), rel=1e-12)


def test_one_step_is_all_of_its_rows_and_what_the_notebook_counts_with() -> None:
    *parts, whole = ROWS.values()
    assert len(parts) == 5
    assert {kind: sum(part[kind] for part in parts) for kind in KINDS} == whole == shown()["COUNTS"]["Hodgkin-Huxley"]


def test_a_step_of_the_other_two_is_what_the_notebook_counts_with() -> None:
    def fires(v: Any, i: Any, dt: Any, left: Any) -> Any:
        return None if left > 0 else lif_step(v, i, dt, MADE["LEAKY"]) > MADE["LEAKY"]["V_th"]

    unit = shown()["UNIT"]

    def answers(i: Any) -> Any:
        rate = unit["gain"] * (i - unit["threshold"])
        return 0.0 if not rate > 0 else unit["top"] if rate > unit["top"] else rate.value

    made, fired = counted(fires, 9.0, 14.0, 0.5, 0.0)
    assert (made, fired) == (shown()["COUNTS"]["integrate-and-fire"], True)
    for current in (9.0, 10.5):
        made, rate = counted(answers, current)
        assert made == shown()["COUNTS"]["rate-coded unit"]
        assert rate == rate_unit(np.array([current]), unit)[0]


def test_what_the_figures_say_of_the_traces_is_so() -> None:
    names: dict[str, Any] = {"np": np}
    exec(compile(MADE["cell"]().split("\n", 1)[1].rsplit("\n", 1)[0], "<cell>", "exec"), names)
    for train, due in ((names["hh_spikes"], [1, 7, 1]), (names["lif_spikes"], [0, 7, 0])):
        windows = [(20, 70), (110, 210), (270, 330)]
        assert [int(((train >= start) & (train < stop)).sum()) for start, stop in windows] == due
        assert len(train) == sum(due)
    peaks = names["hh_V"][(names["hh_V"] > 80)]
    assert (peaks.min() > 80, round(names["hh_V"].max())) == (True, 112)
    assert (names["lif_V"].max().round(1), names["lif_V"].min()) == (9.6, -15.0)
    assert dict(zip(names["tried"], names["hh_rates"], strict=True))[10] == pytest.approx(68.4)
