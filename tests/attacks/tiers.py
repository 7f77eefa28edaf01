"""Which attack is tried in which tier, and in which of the set-ups that this machine can give."""

from __future__ import annotations

import pytest

from tests.attacks import ATTACKS, KNOWN_OPEN, Attack
from tests.attacks.run import SETUPS, skip_reason

HERE = [setup for setup in SETUPS if not skip_reason(setup)]
# One for each thing that stands in the way, in make quick: what a worker may read, write, reach, signal, start and
# use up, what it may answer, and what its words may do to a page. make test has one of each family, make test-all all.
A_LAYER_EACH = {
    "read-hidden-test",
    "write-hidden-test",
    "network-tcp",
    "kill-parent",
    "processes-fork",
    "memory-big-array",
    "disk-large-file",
    "time-loop",
    "wire-garbage",
    "codec-reduce",
    "words-script",
}
OF_EACH_FAMILY = list({attack.family: attack for attack in reversed(ATTACKS)}.values())


def pair(setup: str, attack: Attack) -> object:
    reason = KNOWN_OPEN.get(attack.name, {}).get(setup)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    if setup != HERE[0] or (attack.name not in A_LAYER_EACH and attack not in OF_EACH_FAMILY):
        marks.append(pytest.mark.long)
    elif attack.name not in A_LAYER_EACH:
        marks.append(pytest.mark.slow)
    return pytest.param(setup, attack, marks=marks, id=f"{setup}-{attack.name}")
