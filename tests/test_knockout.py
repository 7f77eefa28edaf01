"""The knock-out runs: no probe gets through with all layers on, every probe is real, and each layer stops some."""

from __future__ import annotations

import os

import pytest

from tests.knockout import PROBES, one_off, one_on

pytestmark = [pytest.mark.skipif(os.geteuid() != 0, reason="the full tables need root"), pytest.mark.long]


def test_each_probe_is_stopped_and_would_get_through_without_the_layers() -> None:
    results = one_off()
    assert results["nothing off"] == set()
    assert results["all off"] == set(PROBES)


def test_each_layer_alone_stops_something() -> None:
    results = one_on()
    results.pop("no_new_privileges")  # the others stand on it: docs/decisions/0008
    for layer, through in results.items():
        assert through != set(PROBES), f"{layer} alone stops nothing that is probed"
