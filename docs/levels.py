"""Put what three models answer to one input into the text of ``levels_of_neurons``: python docs/levels.py

The traces come from the references of ``hodgkin_huxley`` and ``integrate_and_fire``. They are shipped as numbers, since
the functions are what learners of those assignments write. Times are in ms, potentials in mV from rest, currents in nA:
the squid's membrane is a patch of 0.001 cm2, so that 1 nA into it is 1 uA/cm2.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import numpy as np

from solutions.hodgkin_huxley import simulate
from solutions.integrate_and_fire import simulate_lif, spike_times

ROOT = Path(__file__).resolve().parents[1]
TEXT = ROOT / "assignments" / "levels_of_neurons" / "levels_of_neurons.md"
CELL = re.compile(r"```\{code-cell\} ipython3\n# traces\n(.*?\n)?```", re.DOTALL)
SQUID = {"g_Na": 120.0, "g_K": 36.0, "g_leak": 0.3, "E_Na": 115.0, "E_K": -12.0, "E_leak": 10.613, "C": 1.0}
AT_REST = np.array([0.0, 0.3177, 0.0529, 0.5961])  # V, n, m, h
# Chosen so that it fires as often as the squid's membrane does at 10 and at 20 nA: 68 and 86 Hz.
LEAKY = {"tau": 3.5, "R": 1.5, "E_L": 0.0, "V_th": 9.6, "V_reset": -10.0, "t_ref": 9.2}
PARTS = [(20, 0), (50, 3), (40, 0), (100, 10), (40, 0), (20, -10), (60, 0)]  # so many ms of so many nA
FINE, SAMPLE = 0.02, 0.25  # ms: the step of the simulations, and of what is shipped
LEVEL = 50.0  # mV: a spike of the squid's membrane crosses it
CURRENTS = [0, 2, 4, 6, 7, 8, 10, 14, 20, 25]  # nA
LONG = 300  # ms: so long each current is tried, and the last interval counts
BETWEEN = 100  # ms: whose last spike is earlier does not go on firing


def answers(current: np.ndarray) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The potential and the spike times of the two models that have them."""
    squid = simulate(AT_REST, current[:-1], FINE, SQUID)[:, 0]
    leaky, spikes = simulate_lif(list(current), FINE, LEAKY)
    return {"hh": (squid, spike_times(squid, FINE, LEVEL)), "lif": (leaky, spikes)}


def rate_of(spikes: np.ndarray) -> float:
    """Firing rate in Hz by the last interval; 0 where it does not go on."""
    goes_on = spikes.size > 1 and spikes[-1] > BETWEEN
    return round(float(1000 / (spikes[-1] - spikes[-2])), 1) if goes_on else 0.0


def numbers(values: np.ndarray) -> str:
    """Tenths of a mV as text, in lines."""
    return "\n".join(textwrap.wrap(" ".join(str(round(10 * one)) for one in values), 118))


def cell() -> str:
    """The cell of the text."""
    current = np.concatenate([np.full(round(ms / FINE), float(nA)) for ms, nA in PARTS])
    every = np.round(np.arange(0, len(current) * FINE, SAMPLE) / FINE).astype(int)
    found = answers(current)
    rates = [answers(np.full(round(LONG / FINE), float(one))) for one in CURRENTS]
    changes = np.cumsum([ms for ms, _ in PARTS])[:-1].tolist()
    lines = [
        "# traces",
        "# What two of the models answer to one input, computed beforehand, and rounded. Nothing to read here.",
        f"t = {SAMPLE} * np.arange({len(every)})  # ms",
        f"changes = np.array({[float(one) for one in changes]})  # ms: here the input changes",
        f"current = np.array({[float(nA) for _, nA in PARTS]})[np.searchsorted(changes, t, side='right')]  # nA",
    ]
    for name, (potential, spikes) in found.items():
        lines.append(f"{name}_spikes = np.array({[round(float(one), 2) for one in spikes]})  # ms")
        lines.append(f'{name}_V = 0.1 * np.array("""\n{numbers(potential[every])}\n""".split(), dtype=float)  # mV')
    lines.append(f"tried = np.array({[float(one) for one in CURRENTS]})  # nA, each for {LONG} ms")
    lines += [f"{name}_rates = np.array({[rate_of(one[name][1]) for one in rates]})  # Hz" for name in found]
    return "```{code-cell} ipython3\n" + "\n".join(lines) + "\n```"


def main() -> None:
    """Compute them anew."""
    made = cell()
    text, number = CELL.subn(lambda _: made, TEXT.read_text(encoding="utf-8"))
    if number != 1:
        raise SystemExit(f"{TEXT} has {number} cells that begin with # traces, and should have one.")
    TEXT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
