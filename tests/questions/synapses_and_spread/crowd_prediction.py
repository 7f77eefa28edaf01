"""A prediction: many small potentials, together or scattered."""

TEXT = """40 EPSPs of 0.5 mV come in within 2 ms, or scattered over 60 ms. The threshold is 15 mV.
Which of the two makes the neuron fire, and what is the reason?"""
FEWEST_WORDS = 4
