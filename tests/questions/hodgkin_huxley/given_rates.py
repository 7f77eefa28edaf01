"""Changes of the given rates, of which a question notices nothing that reaches them through hh_derivatives alone.

There an answer is judged by its own hh_derivatives, so a rate that is changed costs the points of that question, and
no others; the proof of hh_derivatives makes each of these changes, and its tests notice every one.
"""

_CHANGES = """\
other_rates: (10.0 - V) / 10.0 -> (10.0 - V) * 10.0
other_rates: (30.0 - V) / 10.0 -> (30.0 - V) * 10.0
other_rates: -V -> V
other_rates: -V -> V (at 50)
other_rates: -V -> V (at 53)
other_rates: -V / 18.0 -> -V * 18.0
other_rates: -V / 20.0 -> -V * 20.0
other_rates: -V / 80.0 -> -V * 80.0
other_rates: 0 -> -1
other_rates: 0 -> 1
other_rates: 0.07 * np.exp(-V / 20.0) -> 0.07 + np.exp(-V / 20.0)
other_rates: 0.07 * np.exp(-V / 20.0) -> 0.07 / np.exp(-V / 20.0)
other_rates: 0.07 -> -0.07
other_rates: 0.07 -> 1.07
other_rates: 0.1 * x -> 0.1 + x
other_rates: 0.1 * x -> 0.1 / x
other_rates: 0.1 * x / np.expm1(x) -> 0.1 * x * np.expm1(x)
other_rates: 0.1 -> -0.1
other_rates: 0.1 -> -0.1 (at 46)
other_rates: 0.1 -> 1.1
other_rates: 0.1 -> 1.1 (at 45)
other_rates: 0.125 * np.exp(-V / 80.0) -> 0.125 + np.exp(-V / 80.0)
other_rates: 0.125 * np.exp(-V / 80.0) -> 0.125 / np.exp(-V / 80.0)
other_rates: 0.125 -> -0.125
other_rates: 0.125 -> 1.125
other_rates: 1.0 -> -1.0
other_rates: 1.0 -> -1.0 (at 44)
other_rates: 1.0 -> 2.0
other_rates: 1.0 -> 2.0 (at 43)
other_rates: 1.0 / (np.exp((30.0 - V) / 10.0) + 1.0) -> 1.0 * (np.exp((30.0 - V) / 10.0) + 1.0)
other_rates: 10.0 - V -> 10.0 + V
other_rates: 10.0 -> -10.0
other_rates: 10.0 -> -10.0 (at 32)
other_rates: 10.0 -> -10.0 (at 60)
other_rates: 10.0 -> 11.0
other_rates: 10.0 -> 11.0 (at 31)
other_rates: 10.0 -> 11.0 (at 59)
other_rates: 18.0 -> -18.0
other_rates: 18.0 -> 19.0
other_rates: 20.0 -> -20.0
other_rates: 20.0 -> 21.0
other_rates: 30.0 - V -> 30.0 + V
other_rates: 30.0 -> -30.0
other_rates: 30.0 -> 31.0
other_rates: 4.0 * np.exp(-V / 18.0) -> 4.0 + np.exp(-V / 18.0)
other_rates: 4.0 * np.exp(-V / 18.0) -> 4.0 / np.exp(-V / 18.0)
other_rates: 4.0 -> -4.0
other_rates: 4.0 -> 5.0
other_rates: 80.0 -> -80.0
other_rates: 80.0 -> 81.0
other_rates: alpha_h = 0.07 * np.exp(-V / 20.0) -> pass
other_rates: alpha_n = 0.1 if x == 0 else 0.1 * x / np.expm1(x) -> pass
other_rates: beta_h = 1.0 / (np.exp((30.0 - V) / 10.0) + 1.0) -> pass
other_rates: beta_m = 4.0 * np.exp(-V / 18.0) -> pass
other_rates: beta_n = 0.125 * np.exp(-V / 80.0) -> pass
other_rates: np.exp -> np.expm1
other_rates: np.exp -> np.expm1 (at 39)
other_rates: np.exp -> np.expm1 (at 41)
other_rates: np.exp -> np.expm1 (at 56)
other_rates: np.exp((30.0 - V) / 10.0) + 1.0 -> np.exp((30.0 - V) / 10.0) - 1.0
other_rates: return (alpha_n, beta_n, beta_m, alpha_h, beta_h) -> return
other_rates: x = (10.0 - V) / 10.0 -> pass
other_rates: x == 0 -> x != 0
"""
GIVEN_RATES = dict.fromkeys(_CHANGES.splitlines(), "It is of a given rate, and judged in hh_derivatives.")
