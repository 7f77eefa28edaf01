"""The lecture's page, rebuilt: its two currents, its threshold, and those of other schemes as science has them."""

from __future__ import annotations

import runpy
from functools import partial
from typing import Any

import numpy as np
import pytest

from solutions.spike_threshold import crossing_time, find_threshold, noisy_spikes, rk4_step, squid_trace
from tests.helpers.known_answers import ROOT

LEVEL = 50.0
STEP = 0.025  # ms, that of the page


def spikes(trace: Any) -> int:
    """How often a trace gets above the level."""
    above = np.asarray(trace) > LEVEL
    return int(np.count_nonzero(above[1:] & ~above[:-1]))


def peak_above(scheme: Any, dt: float, idc: float) -> float:
    """By how much the highest potential is above the level."""
    return float(squid_trace(idc, dt, scheme).max()) - LEVEL


def test_the_two_currents_of_the_lecture_come_out_as_on_its_page() -> None:
    without, with_one = squid_trace(2.355, STEP), squid_trace(2.356, STEP)
    assert (spikes(without), spikes(with_one)) == (0, 1)
    assert without.max() == pytest.approx(10.140, abs=1e-3)
    assert with_one.max() == pytest.approx(95.391, abs=1e-3)
    later = 1.5 * STEP  # the page gives a potential the time at which its step began
    assert without.argmax() * STEP == pytest.approx(34.82, abs=later)
    assert with_one.argmax() * STEP == pytest.approx(36.15, abs=later)
    assert crossing_time(with_one, STEP, LEVEL) == pytest.approx(35.875, abs=later)


def test_the_threshold_of_the_page_is_the_one_that_its_own_code_has() -> None:
    assert find_threshold(partial(peak_above, "page", STEP), 2.355, 2.356, 2e-7) == pytest.approx(2.3552972, abs=3e-7)


@pytest.mark.parametrize(
    ("scheme", "dt", "threshold"),
    [("page", 0.05, 2.3198), ("euler", 0.05, 2.3618), ("euler", STEP, 2.3763), (rk4_step, 0.05, 2.3909)],
)
def test_other_schemes_have_the_thresholds_of_the_table(scheme: Any, dt: float, threshold: float) -> None:
    assert peak_above(scheme, dt, threshold - 1e-4) < 0 < peak_above(scheme, dt, threshold + 1e-4)


@pytest.mark.parametrize(("idc", "number"), [(0.0, 0), (1.0, 0), (4.0, 1)])
def test_many_trials_at_once_fire_as_one_does(idc: float, number: int) -> None:
    assert noisy_spikes(np.full((3, 1400), idc), STEP).tolist() == [number] * 3
    assert spikes(squid_trace(idc, STEP)) == number


def test_the_picture_of_the_readme_is_drawn_from_the_two_traces() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "draw_2355.py"))
    assert made["PICTURE"].read_text(encoding="utf-8") == made["drawing"]()
    assert "docs/pictures/spike_threshold_2355.svg" in (ROOT / "README.md").read_text(encoding="utf-8")
