"""The knock-out runs: no probe gets through with all layers on, and every probe is a real one."""

from __future__ import annotations

import os

import pytest

from tests.knockout import PROBES, table


@pytest.mark.skipif(os.geteuid() != 0, reason="the full table needs root")
def test_each_probe_is_stopped_and_would_get_through_without_the_layers() -> None:
    results = table()
    assert results["nothing off"] == set()
    assert results["all off"] == set(PROBES)
    for layer in ("rlimits", "landlock", "seccomp"):
        assert results[layer], f"{layer} alone stops nothing that is probed"
