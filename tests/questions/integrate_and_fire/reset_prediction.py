"""A prediction: what a lower reset changes."""

TEXT = """A cell gets a constant current and fires again and again. Now V_reset is lowered from -65 to -70 mV, and all else stays.
What happens to the time of the first spike, and what to the time between the spikes?"""
FEWEST_WORDS = 4
