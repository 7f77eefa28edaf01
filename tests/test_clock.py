"""A worker's own clock: what it computes and what it waits for of its own doing, whatever else the machine does."""

from __future__ import annotations

import os
import threading
import time

import pytest

from autograder.sandbox.clock import OwnClock, Sample, sample


def read(*looks: tuple[float, float, dict[int, float], str]) -> OwnClock:
    """The clock after looks at (moment, CPU seconds, seconds each thread has queued, states of the threads)."""
    clock = OwnClock()
    for moment, cpu_s, queued_s, states in looks:
        clock.look(moment, Sample(cpu_s, queued_s, frozenset(states)))
    return clock


def test_who_sleeps_uses_its_own_time() -> None:
    assert read((0, 0, {1: 0}, "S"), (3, 0, {1: 0}, "S")).own_s == 3


def test_who_computes_uses_its_own_time() -> None:
    clock = read((0, 1, {1: 0}, "R"), (3, 4, {1: 0}, "R"))
    assert (clock.cpu_s, clock.own_s) == (3, 3)


def test_who_waits_for_a_turn_uses_none() -> None:
    clock = read((0, 0, {1: 0}, "R"), (9, 0, {1: 0}, "R"), (10, 0.5, {1: 9.5}, "S"))
    assert clock.own_s == pytest.approx(0.5)


def test_what_a_thread_waited_counts_also_where_the_first_thread_sleeps() -> None:
    """As when a function waits for threads of its own that get no turn."""
    clock = read((0, 0, {1: 0, 2: 0}, "SR"), (8, 1, {1: 0, 2: 7}, "SR"), (9, 1, {1: 0}, "S"))
    assert clock.own_s == pytest.approx(2)


def test_several_threads_in_the_queue_give_no_credit_for_later() -> None:
    looks = [(0.0, 0.0, {1: 0.0, 2: 0.0, 3: 0.0}, "R"), (4.0, 1.0, {1: 3.0, 2: 3.0, 3: 3.0}, "S")]
    looks.append((9.0, 1.0, {1: 3.0, 2: 3.0, 3: 3.0}, "S"))
    assert read(*looks).own_s == pytest.approx(6)


def test_naps_between_short_work_are_its_own_time() -> None:
    looks = [(moment / 10, moment / 100, {1: 0.0}, "SR"[moment % 2]) for moment in range(101)]
    assert read(*looks).own_s == pytest.approx(10)


def test_a_busy_disk_counts_for_a_quarter() -> None:
    assert read((0, 0, {1: 0}, "S"), (4, 0, {1: 0}, "D"), (4, 0, {1: 0}, "S")).own_s == pytest.approx(1)


def test_where_the_system_counts_no_queue_only_sleep_and_work_are_its_own() -> None:
    assert read((0, 0, {}, "R"), (5, 1, {}, "R"), (7, 1, {}, "S")).own_s == pytest.approx(3)


def test_a_process_that_is_gone_has_no_sample() -> None:
    assert sample(2**22 + 1) is None


def test_the_threads_of_a_real_process_are_seen() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        seen = sample(os.getpid())
    finally:
        stop.set()
        thread.join()
    assert seen is not None
    assert seen.cpu_s > 0
    assert {os.getpid(), thread.native_id} <= set(seen.queued_s)
    assert "S" in seen.states


def test_two_clocks_of_one_busy_process_agree_on_what_it_computes() -> None:
    clock = OwnClock()
    for _ in range(20):
        seen = sample(os.getpid())
        assert seen is not None
        clock.look(time.monotonic(), seen)
        sum(range(200_000))
    assert clock.own_s >= clock.cpu_s > 0
