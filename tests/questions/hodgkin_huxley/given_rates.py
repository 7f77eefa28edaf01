"""Changes of the five given rates, which a question notices nothing of that reaches them through hh_derivatives alone.

There an answer is judged by its own hh_derivatives, so a rate that is changed costs the points of that question, and
no others; the proof of hh_derivatives makes each of these changes, and its tests notice every one.
"""

_CHANGES = """\
alpha_h: -V -> V
alpha_h: -V / 20.0 -> -V * 20.0
alpha_h: 0.07 * np.exp(-V / 20.0) -> 0.07 + np.exp(-V / 20.0)
alpha_h: 0.07 * np.exp(-V / 20.0) -> 0.07 / np.exp(-V / 20.0)
alpha_h: 0.07 -> -0.07
alpha_h: 0.07 -> 1.07
alpha_h: 20.0 -> -20.0
alpha_h: 20.0 -> 21.0
alpha_h: np.exp -> np.expm1
alpha_h: return 0.07 * np.exp(-V / 20.0) -> return
alpha_n: (10.0 - V) / 10.0 -> (10.0 - V) * 10.0
alpha_n: 0 -> -1
alpha_n: 0 -> 1
alpha_n: 0.1 * x -> 0.1 + x
alpha_n: 0.1 * x -> 0.1 / x
alpha_n: 0.1 * x / np.expm1(x) -> 0.1 * x * np.expm1(x)
alpha_n: 0.1 -> -0.1
alpha_n: 0.1 -> -0.1 (at 17)
alpha_n: 0.1 -> 1.1
alpha_n: 0.1 -> 1.1 (at 16)
alpha_n: 10.0 - V -> 10.0 + V
alpha_n: 10.0 -> -10.0
alpha_n: 10.0 -> -10.0 (at 11)
alpha_n: 10.0 -> 11.0
alpha_n: 10.0 -> 11.0 (at 10)
alpha_n: return 0.1 if x == 0 else 0.1 * x / np.expm1(x) -> return
alpha_n: x = (10.0 - V) / 10.0 -> pass
alpha_n: x == 0 -> x != 0
beta_h: (30.0 - V) / 10.0 -> (30.0 - V) * 10.0
beta_h: 1.0 -> -1.0
beta_h: 1.0 -> -1.0 (at 6)
beta_h: 1.0 -> 2.0
beta_h: 1.0 -> 2.0 (at 5)
beta_h: 1.0 / (np.exp((30.0 - V) / 10.0) + 1.0) -> 1.0 * (np.exp((30.0 - V) / 10.0) + 1.0)
beta_h: 10.0 -> -10.0
beta_h: 10.0 -> 11.0
beta_h: 30.0 - V -> 30.0 + V
beta_h: 30.0 -> -30.0
beta_h: 30.0 -> 31.0
beta_h: np.exp -> np.expm1
beta_h: np.exp((30.0 - V) / 10.0) + 1.0 -> np.exp((30.0 - V) / 10.0) - 1.0
beta_h: return 1.0 / (np.exp((30.0 - V) / 10.0) + 1.0) -> return
beta_m: -V -> V
beta_m: -V / 18.0 -> -V * 18.0
beta_m: 18.0 -> -18.0
beta_m: 18.0 -> 19.0
beta_m: 4.0 * np.exp(-V / 18.0) -> 4.0 + np.exp(-V / 18.0)
beta_m: 4.0 * np.exp(-V / 18.0) -> 4.0 / np.exp(-V / 18.0)
beta_m: 4.0 -> -4.0
beta_m: 4.0 -> 5.0
beta_m: np.exp -> np.expm1
beta_m: return 4.0 * np.exp(-V / 18.0) -> return
beta_n: -V -> V
beta_n: -V / 80.0 -> -V * 80.0
beta_n: 0.125 * np.exp(-V / 80.0) -> 0.125 + np.exp(-V / 80.0)
beta_n: 0.125 * np.exp(-V / 80.0) -> 0.125 / np.exp(-V / 80.0)
beta_n: 0.125 -> -0.125
beta_n: 0.125 -> 1.125
beta_n: 80.0 -> -80.0
beta_n: 80.0 -> 81.0
beta_n: np.exp -> np.expm1
beta_n: return 0.125 * np.exp(-V / 80.0) -> return
"""
GIVEN_RATES = dict.fromkeys(_CHANGES.splitlines(), "It is of a given rate, and judged in hh_derivatives.")
